//! Puts line breaks back into a text that was edited on one line.

use crate::diff::{self, Mark};
use crate::model::one_line;

/// What stands for a line break while a text is on one line: no text holds it.
const BREAK: char = '\u{0}';

/// A text that has lost its breaks, with those of the text that it was made from. Says too whether each of
/// them has found its place.
pub(super) fn restored(edited: &str, old: &str) -> (String, bool) {
    let lines: Vec<&str> = old.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() < 2 {
        return (edited.to_owned(), true);
    }
    let flat = one_line(old);
    let breaks = breaks(&lines);
    let (mut text, mut at, mut open) = (String::new(), 0, 0);
    for run in diff::text(&flat, edited) {
        let end = at + run.text.len();
        match run.mark {
            Mark::Equal => {
                text.extend(
                    run.text.char_indices().map(|(i, c)| if breaks.contains(&(at + i)) { BREAK } else { c }),
                );
                at = end;
            }
            Mark::Deleted => {
                open += breaks.iter().filter(|place| (at..end).contains(*place)).count();
                at = end;
            }
            Mark::Added => text.push_str(run.text),
        }
    }
    let bullet = lines[0].chars().next().filter(|c| lines.iter().all(|line| line.starts_with(*c)));
    let text = match bullet.filter(|c| !c.is_alphanumeric()) {
        Some(bullet) => {
            let found = text.matches(&format!(" {bullet}")).count();
            open = open.saturating_sub(found);
            text.replace(&format!(" {bullet}"), &format!("{BREAK}{bullet}"))
        }
        None => text,
    };
    // What was deleted with its line leaves no place to look for.
    let is_whole = open == 0 || !text.contains(' ');
    (text.replace(BREAK, "\n"), is_whole)
}

/// The bytes of the text on one line at which breaks stood.
fn breaks(lines: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let ends = lines[..lines.len() - 1].iter().map(|line| {
        at += line.len() + 1;
        at - 1
    });
    ends.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_go_back_where_they_stood() {
        let old = "・会議を開く\n・表を作る\n・配る";
        for (edited, right) in [
            ("・会議を年２回開く ・表を作る ・配る", "・会議を年２回開く\n・表を作る\n・配る"),
            (
                "・会議を開く ・表を作り、見直す ・配る ・集める",
                "・会議を開く\n・表を作り、見直す\n・配る\n・集める",
            ),
            ("・会議を開く ・配る", "・会議を開く\n・配る"),
        ] {
            assert_eq!(restored(edited, old), (right.to_owned(), true), "{edited}");
        }
        assert_eq!(restored("一二三 四", "一二三").0, "一二三 四");
    }
}
