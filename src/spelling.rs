//! How a text is spelled in the file that it was read from.
//!
//! A file may write a text in other characters than it has: in quotes with escapes, or over indented
//! lines. A [`Spelling`] leads from the characters of the text to those of the file, so that a message
//! can mark the very word that it speaks of.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Where the characters of a text stand in its source. That is found out when a part is asked for, which few
/// texts are. All spellings are equal, so that texts compare by what they say.
#[derive(Clone, Default)]
pub struct Spelling(Form);

/// Finds the stretches that make up a text, in its order. `start` is where the text begins in `source`.
pub type Spell = fn(text: &str, source: &str, start: usize) -> Vec<Stretch>;

/// Some bytes of a text, and the bytes of its source that stand for them. Where both are equally many,
/// each stands for one; else all stand for all, as `\u4f1a` does for 会.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The bytes of the text.
    pub text: Range<usize>,
    /// The bytes of the source.
    pub source: Range<usize>,
}

#[derive(Clone, Default)]
enum Form {
    #[default]
    Same,
    Found(Arc<[Stretch]>),
    ToFind(Arc<str>, Spell),
}

impl Spelling {
    /// The spelling of a text that its source writes as it is.
    pub const SAME: Spelling = Spelling(Form::Same);

    /// The spelling of a text of some source, as a function finds it.
    pub fn by(source: Arc<str>, spell: Spell) -> Spelling {
        Spelling(Form::ToFind(source, spell))
    }

    /// The bytes of the source that stand for a part of a text, where `start` is where the text begins.
    pub fn range(&self, text: &str, start: usize, part: Range<usize>) -> Range<usize> {
        let Some(stretches) = self.stretches(text, start) else {
            return start + part.start..start + part.end;
        };
        let at = |place: usize| stretches[..stretches.partition_point(|it| it.text.start <= place)].last();
        let from = at(part.start).map_or(start, |it| it.place(part.start));
        // The last character may stand in another stretch than what follows it.
        let last = part.end.saturating_sub(1);
        let until = at(last).filter(|_| !part.is_empty()).map_or(from, |it| it.place(part.end));
        from..until.max(from)
    }

    /// The spelling of a part of a text.
    pub fn piece(&self, text: &str, start: usize, part: Range<usize>) -> Spelling {
        let Some(stretches) = self.stretches(text, start) else { return Spelling::SAME };
        let inside = stretches.iter().filter(|it| it.text.start < part.end && part.start < it.text.end);
        let pieces: Vec<Stretch> = inside.map(|it| it.piece(&part)).collect();
        match pieces.as_slice() {
            [one] if one.is_even() => Spelling::SAME,
            _ => Spelling(Form::Found(pieces.into())),
        }
    }

    fn stretches(&self, text: &str, start: usize) -> Option<Cow<'_, [Stretch]>> {
        match &self.0 {
            Form::Same => None,
            Form::Found(stretches) => Some(Cow::Borrowed(stretches)),
            Form::ToFind(source, spell) => Some(Cow::Owned(spell(text, source, start))),
        }
    }
}

impl PartialEq for Spelling {
    fn eq(&self, _: &Spelling) -> bool {
        true
    }
}

impl Eq for Spelling {}

/// Without the whole source.
impl fmt::Debug for Spelling {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Spelling")
    }
}

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

    const TEXT: &str = "会\"議\nを";

    /// `会\"\u8b70` from byte 11 on, and `を` from byte 30 on.
    fn spelling() -> Spelling {
        let stretch = |text, source| Stretch { text, source };
        let stretches =
            [stretch(0..3, 11..14), stretch(3..4, 14..16), stretch(4..7, 16..22), stretch(8..11, 30..33)];
        Spelling(Form::Found(stretches.into()))
    }

    #[test]
    fn parts_are_found_where_they_are_spelled() {
        let found = [0..3, 3..4, 4..7, 0..11, 8..11].map(|part| spelling().range(TEXT, 10, part));
        assert_eq!(found, [11..14, 14..16, 16..22, 11..33, 30..33]);
        assert_eq!(spelling().range(TEXT, 10, 4..4), 16..16);
        assert_eq!(Spelling::SAME.range(TEXT, 10, 3..6), 13..16);
    }

    #[test]
    fn a_piece_is_spelled_like_its_part() {
        let piece = spelling().piece(TEXT, 10, 3..11);
        let found = [0..1, 1..4, 5..8].map(|part| piece.range(&TEXT[3..], 14, part));
        assert_eq!(found, [14..16, 16..22, 30..33]);
        assert!(matches!(spelling().piece(TEXT, 10, 8..11).0, Form::Same));
    }
}
