//! Texts that were edited on both sides, put together by their lines.

use std::ops::Range;

/// Texts with more lines than this are taken for changed as a whole.
const MOST_LINES: usize = 1000;

/// Lines of the old text, and what stands in their place.
type Hunk<'a> = (Range<usize>, Vec<&'a str>);

/// A text in which all the edits of another one are made. `None` where two of them change the same lines,
/// or put something between the same ones.
pub(super) fn merged(old: &str, edited: &[&str]) -> Option<String> {
    let old: Vec<&str> = old.split('\n').collect();
    let mut hunks: Vec<Hunk> = Vec::new();
    for text in edited {
        for hunk in hunks_of(&old, &text.split('\n').collect::<Vec<_>>()) {
            if !hunks.contains(&hunk) {
                hunks.push(hunk);
            }
        }
    }
    hunks.sort_by_key(|(range, _)| (range.start, range.end));
    let meet = |pair: &[Hunk]| {
        let (one, other) = (&pair[0].0, &pair[1].0);
        other.start < one.end || one.start == other.start || one.is_empty() && one.end == other.start
    };
    if hunks.windows(2).any(meet) {
        return None;
    }
    let (mut lines, mut at) = (Vec::<&str>::new(), 0);
    for (range, new) in &hunks {
        lines.extend(&old[at..range.start]);
        lines.extend(new);
        at = range.end;
    }
    lines.extend(&old[at..]);
    Some(lines.join("\n"))
}

/// What differs between two texts, by a longest common subsequence of their lines.
fn hunks_of<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Hunk<'a>> {
    if old.len() > MOST_LINES || new.len() > MOST_LINES {
        return vec![(0..old.len(), new.to_vec())];
    }
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = match old[i] == new[j] {
                true => common[(i + 1) * width + j + 1] + 1,
                false => common[(i + 1) * width + j].max(common[i * width + j + 1]),
            };
        }
    }
    let (mut hunks, mut i, mut j): (Vec<Hunk>, usize, usize) = (Vec::new(), 0, 0);
    while i < old.len() || j < new.len() {
        let start = (i, j);
        while i < old.len() || j < new.len() {
            let is_same = i < old.len() && j < new.len() && old[i] == new[j];
            if is_same {
                break;
            }
            let takes_old =
                j == new.len() || i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1];
            (i, j) = if takes_old { (i + 1, j) } else { (i, j + 1) };
        }
        if (i, j) != start {
            hunks.push((start.0..i, new[start.1..j].to_vec()));
        }
        (i, j) = (i + 1, j + 1);
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_of_different_lines_are_put_together() {
        let old = "一\n二\n三";
        for (edited, right) in [
            (&["１\n二\n三", "一\n二\n３"] as &[&str], Some("１\n二\n３")),
            (&["１\n二\n三", "一\n２\n三"], Some("１\n２\n三")),
            (&["一\n二\n三\n四", "１\n二\n三"], Some("１\n二\n三\n四")),
            (&["一\n三", "一\n二\n３"], Some("一\n３")),
            (&["１\n二\n三", "１\n二\n三"], Some("１\n二\n三")),
            (&["１\n二\n三", "壱\n二\n三"], None),
            (&["一\n二\n三\n四", "一\n二\n三\n五"], None),
            (&["一\n三", "一\n２\n三"], None),
        ] {
            assert_eq!(merged(old, edited).as_deref(), right, "{edited:?}");
        }
    }
}
