//! Pieces of a text that are replaced.

use std::ops::Range;

/// A stretch of a text, and what takes its place.
pub(super) type Splice = (Range<usize>, String);

/// A text with some stretches replaced, which are put in their order; `None` where two of them overlap.
pub(super) fn spliced(text: &str, splices: &mut [Splice]) -> Option<String> {
    // What is added at a place comes before what is removed from there on.
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut changed, mut at) = (String::with_capacity(text.len()), 0);
    for (range, new) in splices.iter() {
        changed.push_str(text.get(at..range.start)?);
        changed.push_str(new);
        at = range.end;
    }
    changed.push_str(text.get(at..)?);
    Some(changed)
}
