//! Passages of which parts are marked.

use std::ops::Range;

use crate::diff;
use crate::model::Text;
use crate::table::{Mark, Passage};

/// What became of a passage.
pub(super) fn merged(old: &Passage, new: &Passage) -> Passage {
    if old.text == new.text {
        return new.clone();
    }
    let (mut old_at, mut new_at) = (0, 0);
    let runs = diff::text(&old.text, &new.text).into_iter();
    runs.fold(Passage::default(), |passage, run| {
        let part = |at: &mut usize| std::mem::replace(at, *at + run.text.len());
        let (source, at) = match run.mark {
            diff::Mark::Deleted => (old, part(&mut old_at)),
            diff::Mark::Added => (new, part(&mut new_at)),
            diff::Mark::Equal => {
                part(&mut old_at);
                (new, part(&mut new_at))
            }
        };
        copied(passage, source, at..at + run.text.len(), run.mark.into())
    })
}

/// Texts of which nobody asks where they stand, each with its mark, one behind the other.
pub(super) fn marked_text<'a>(parts: impl IntoIterator<Item = (Mark, &'a str)>) -> Passage {
    parts.into_iter().fold(Passage::default(), |passage, (mark, part)| {
        passage.with(&Text { value: part.into(), ..Text::default() }, mark)
    })
}

/// The passage of some runs.
pub(super) fn of_runs(runs: &[diff::Run]) -> Passage {
    marked_text(runs.iter().map(|run| (run.mark.into(), run.text)))
}

/// A passage that was deleted.
pub(super) fn deleted(passage: &Passage) -> Passage {
    with_mark(passage, Mark::Deleted)
}

/// A passage that was added.
pub(super) fn added(passage: &Passage) -> Passage {
    with_mark(passage, Mark::Added)
}

fn with_mark(passage: &Passage, mark: Mark) -> Passage {
    copied(Passage::default(), passage, 0..passage.text.len(), mark)
}

/// A passage with some bytes of another behind it, marked.
fn copied(passage: Passage, from: &Passage, range: Range<usize>, mark: Mark) -> Passage {
    from.runs.iter().fold(passage, |passage, run| {
        let part = range.start.max(run.range.start)..range.end.min(run.range.end);
        if part.is_empty() {
            return passage;
        }
        let (value, spelling) = (from.text[run.range.clone()].into(), run.spelling.clone());
        let whole = Text { value, place: run.place, spelling };
        passage.with(&whole.piece(part.start - run.range.start..part.end - run.range.start), mark)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;

    #[test]
    fn each_part_keeps_its_place() {
        let passage = |texts: &[&str]| {
            texts.iter().fold(Passage::default(), |passage, text| passage.followed_by(text, Place::NONE))
        };
        let merged = merged(&passage(&["・研修の", "企画"]), &passage(&["・研修の企画と", "実施"]));
        let shown: Vec<(Mark, &str)> =
            merged.stretches(0..merged.text.len()).map(|(mark, at)| (mark, &merged.text[at])).collect();
        assert_eq!(shown, [(Mark::Kept, "・研修の企画"), (Mark::Added, "と実施")]);
        assert_eq!(merged.runs.len(), 3);
    }
}
