//! Cuts two texts into stretches that are short enough to be aligned letter by letter.

use std::ops::Range;

use super::align::ends_phrase;
use super::hunks::Hunk;
use super::letters::Letter;

/// The most places in the grid of two stretches.
const PLACES: usize = 250_000;

/// The most places in the grid of two lists of phrases.
const PHRASES: usize = 4_000_000;

/// How many letters around a change are looked at with it, and one more for each that one text is longer:
/// so far a mark may slide.
const CONTEXT: usize = 40;

/// The fewest letters of a phrase that long texts are aligned by.
const ANCHOR: usize = 4;

/// Stretches of the old and the new text that correspond. What lies between two is the same in both texts.
pub(super) fn stretches(old: &[Letter], new: &[Letter]) -> Vec<Hunk> {
    match changed(old, new) {
        None => Vec::new(),
        Some(whole) if is_too_long(&whole) => between_anchors(&whole, old, new),
        Some(whole) => vec![whole],
    }
}

/// Whether a stretch is too long to be aligned letter by letter.
pub(super) fn is_too_long(stretch: &Hunk) -> bool {
    (stretch.old.len() + 1) * (stretch.new.len() + 1) > PLACES
}

/// All from the first to the last difference, with the letters around; `None` where there is none.
fn changed(old: &[Letter], new: &[Letter]) -> Option<Hunk> {
    let before = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    if before == old.len() && before == new.len() {
        return None;
    }
    let rest = old[before..].iter().rev().zip(new[before..].iter().rev());
    let behind = rest.take_while(|(one, other)| one == other).count();
    let context = CONTEXT + old.len().abs_diff(new.len());
    let (before, behind) = (before.saturating_sub(context), behind.saturating_sub(context));
    Some(Hunk { old: before..old.len() - behind, new: before..new.len() - behind })
}

/// What lies between the phrases that both texts have in the same order.
fn between_anchors(whole: &Hunk, old: &[Letter], new: &[Letter]) -> Vec<Hunk> {
    let anchors = anchors(&phrases(old, &whole.old), &phrases(new, &whole.new));
    let end = Hunk { old: whole.old.end..whole.old.end, new: whole.new.end..whole.new.end };
    let mut at = (whole.old.start, whole.new.start);
    let gaps = anchors.into_iter().chain([end]).map(|anchor| {
        let gap = Hunk { old: at.0..anchor.old.start, new: at.1..anchor.new.start };
        at = (anchor.old.end, anchor.new.end);
        gap
    });
    gaps.filter(|gap| !gap.old.is_empty() || !gap.new.is_empty()).collect()
}

/// The phrases of a stretch, and where they stand. A phrase ends with a stop or a line.
fn phrases(letters: &[Letter], stretch: &Range<usize>) -> Vec<(String, Range<usize>)> {
    let mut at = stretch.start;
    let phrases = letters[stretch.clone()].split_inclusive(ends_phrase).map(|phrase| {
        let end = at + phrase.len();
        let start = std::mem::replace(&mut at, end);
        (phrase.iter().map(|letter| letter.text).collect(), start..end)
    });
    phrases.filter(|(_, range)| range.len() >= ANCHOR).collect()
}

/// The phrases that two lists have in the same order, as many letters of them as can be; none of lists that
/// are too long.
fn anchors(old: &[(String, Range<usize>)], new: &[(String, Range<usize>)]) -> Vec<Hunk> {
    let width = new.len() + 1;
    if (old.len() + 1) * width > PHRASES {
        return Vec::new();
    }
    // How many letters are in common from each pair of phrases on.
    let mut common = vec![0; (old.len() + 1) * width];
    for (i, (phrase, range)) in old.iter().enumerate().rev() {
        for (j, (other, _)) in new.iter().enumerate().rev() {
            let without = common[(i + 1) * width + j].max(common[i * width + j + 1]);
            let with = if phrase == other { common[(i + 1) * width + j + 1] + range.len() } else { 0 };
            common[i * width + j] = with.max(without);
        }
    }
    let (mut i, mut j, mut anchors) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        let here = common[i * width + j];
        if here == common[(i + 1) * width + j] {
            i += 1;
        } else if here == common[i * width + j + 1] {
            j += 1;
        } else {
            anchors.push(Hunk { old: old[i].1.clone(), new: new[j].1.clone() });
            (i, j) = (i + 1, j + 1);
        }
    }
    anchors
}
