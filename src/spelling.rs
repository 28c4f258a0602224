//! How a text is spelled in the file that it was read from.
//!
//! A file may write a text in other characters than it has: in quotes with escapes, or over indented
//! lines. A [`Spelling`] leads from the characters of the text to those of the file, so that a message
//! can mark the very word that it speaks of.

use std::ops::Range;
use std::sync::Arc;

/// Where the characters of a text stand in its source. All spellings are equal, so that texts compare
/// by what they say.
#[derive(Debug, Clone, Default)]
pub struct Spelling(Option<Arc<[Stretch]>>);

/// Some bytes of a text, and the bytes of its source that stand for them. Where both are equally many,
/// each stands for one; else all stand for all, as `\u4f1a` does for 会.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The bytes of the text.
    pub text: Range<usize>,
    /// The bytes of the source.
    pub source: Range<usize>,
}

impl Spelling {
    /// The spelling of a text that its source writes as it is.
    pub const SAME: Spelling = Spelling(None);

    /// The spelling that some stretches make up, in the order of the text.
    pub fn of(stretches: Vec<Stretch>) -> Spelling {
        Spelling(Some(stretches.into()))
    }

    /// The bytes of the source that stand for a part of the text, where `start` is the first byte of the
    /// source that stands for the text.
    pub fn range(&self, start: usize, part: Range<usize>) -> Range<usize> {
        let Some(stretches) = &self.0 else { return start + part.start..start + part.end };
        let at = |place: usize| stretches[..stretches.partition_point(|it| it.text.start <= place)].last();
        let from = at(part.start).map_or(start, |it| it.place(part.start));
        // The last character may stand in another stretch than what follows it.
        let last = part.end.saturating_sub(1);
        let until = at(last).filter(|_| !part.is_empty()).map_or(from, |it| it.place(part.end));
        from..until.max(from)
    }

    /// The spelling of a part of the text.
    pub fn piece(&self, part: Range<usize>) -> Spelling {
        let Some(stretches) = &self.0 else { return Spelling::SAME };
        let inside = stretches.iter().filter(|it| it.text.start < part.end && part.start < it.text.end);
        let pieces: Vec<Stretch> = inside.map(|it| it.piece(&part)).collect();
        match pieces.as_slice() {
            [one] if one.is_even() => Spelling::SAME,
            _ => Spelling::of(pieces),
        }
    }
}

impl PartialEq for Spelling {
    fn eq(&self, _: &Spelling) -> bool {
        true
    }
}

impl Eq for Spelling {}

impl Stretch {
    fn is_even(&self) -> bool {
        self.text.len() == self.source.len()
    }

    /// Where in the source a place of the text lies.
    fn place(&self, place: usize) -> usize {
        match place {
            _ if place <= self.text.start => self.source.start,
            _ if place < self.text.end && self.is_even() => self.source.start + place - self.text.start,
            _ => self.source.end,
        }
    }

    /// The stretch of a part of the text, whose bytes count from the part's first.
    fn piece(&self, part: &Range<usize>) -> Stretch {
        let text = self.text.start.max(part.start)..self.text.end.min(part.end);
        let source = self.place(text.start)..self.place(text.end);
        Stretch { text: text.start - part.start..text.end - part.start, source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `会"議\nを`, written as `"会\"\u8b70` and `を"` from byte 10 on.
    fn spelling() -> Spelling {
        let stretch = |text, source| Stretch { text, source };
        Spelling::of(vec![
            stretch(0..3, 11..14),
            stretch(3..4, 14..16),
            stretch(4..7, 16..22),
            stretch(8..11, 30..33),
        ])
    }

    #[test]
    fn parts_are_found_where_they_are_spelled() {
        let it = spelling();
        assert_eq!(
            [0..3, 3..4, 4..7, 0..11, 8..11].map(|part| it.range(10, part)),
            [11..14, 14..16, 16..22, 11..33, 30..33]
        );
        assert_eq!((it.range(10, 4..4), Spelling::SAME.range(10, 3..6)), (16..16, 13..16));
    }

    #[test]
    fn a_piece_is_spelled_like_its_part() {
        let piece = spelling().piece(3..11);
        assert_eq!([0..1, 1..4, 5..8].map(|part| piece.range(14, part)), [14..16, 16..22, 30..33]);
        assert!(spelling().piece(8..11).0.is_none());
    }
}
