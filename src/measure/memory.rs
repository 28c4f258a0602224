//! Keeps the lines of texts that come again: in further rows, and when a sheet is measured anew after an edit.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use super::again::KnownRows;
use super::lines::{Breaking, Lines, most_lines, overlong_words, wrap_label, wrap_text};
use crate::font::{Fonts, Weight};
use crate::geom::Em;
use crate::memory::Store;

/// The lines of texts by all that they follow from, but for the faces: who measures with others takes another memory.
/// Where an edit leaves a text and its column alone, its lines are those of the last time.
#[derive(Debug, Default)]
pub struct Memory {
    lines: Store<Setting, Lines>,
    /// The words that are longer than a width, by its bits.
    words: Store<u64, Words>,
    /// How many lines other programs need at the most, by weight and the bits of the width.
    counts: Store<(Weight, u64), usize>,
    /// The rows that were measured last.
    pub(super) rows: RefCell<KnownRows>,
}

/// The words of a text that are longer than a line: where they stand, in bytes, and how long they are.
pub(super) type Words = Arc<[(Range<usize>, Em)]>;

/// What the lines of a text follow from beside its characters and the faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Setting {
    weight: Weight,
    /// The bits of the width.
    width: u64,
    manner: Manner,
}

/// How a text is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Manner {
    /// As a label, at phrases.
    Label,
    /// As told; the bits of how far lines behind a list mark may reach.
    Told { hanging: Option<u64>, avoids_short_ends: bool },
}

impl Memory {
    /// The lines of a text as [`wrap_text`] gives them.
    pub(super) fn text(
        &self,
        fonts: &Fonts,
        text: &str,
        (width, weight): (Em, Weight),
        breaking: Breaking,
    ) -> Lines {
        let hanging = breaking.hanging.map(|length| length.0.to_bits());
        let manner = Manner::Told { hanging, avoids_short_ends: breaking.avoids_short_ends };
        self.lines.get(Setting { weight, width: width.0.to_bits(), manner }, text, || {
            wrap_text(text, width, breaking, fonts.get(weight)).into()
        })
    }

    /// The lines of a label as [`wrap_label`] gives them.
    pub(super) fn label(&self, fonts: &Fonts, text: &str, (width, weight): (Em, Weight)) -> Lines {
        self.lines.get(Setting { weight, width: width.0.to_bits(), manner: Manner::Label }, text, || {
            wrap_label(text, width, fonts.get(weight)).into()
        })
    }

    /// The words of a text in regular type as [`overlong_words`] gives them.
    pub(super) fn overlong_words(&self, fonts: &Fonts, text: &str, width: Em) -> Words {
        self.words
            .get(width.0.to_bits(), text, || overlong_words(text, width, fonts.get(Weight::Regular)).into())
    }

    /// How many lines a text takes at the most in other programs, as [`most_lines`] counts them.
    pub fn most_lines(&self, fonts: &Fonts, text: &str, (width, weight): (Em, Weight)) -> usize {
        self.counts.get((weight, width.0.to_bits()), text, || most_lines(text, width, fonts.get(weight)))
    }

    /// Forgets what nobody has asked for since the last time: that of texts that have changed.
    pub fn sweep(&self) {
        self.lines.sweep();
        self.words.sweep();
        self.counts.sweep();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_set_otherwise_are_told_apart() {
        let (fonts, memory) = (Fonts::new(Vec::new()).expect("the program's own fonts"), Memory::default());
        let text = "AAA会議の開催、";
        let breaking = |hanging, avoids_short_ends| Breaking { hanging, avoids_short_ends };
        for width in [Em(2.0), Em(4.0)] {
            for weight in [Weight::Regular, Weight::Bold] {
                let face = fonts.get(weight);
                assert_eq!(*memory.label(&fonts, text, (width, weight)), wrap_label(text, width, face));
                assert_eq!(memory.most_lines(&fonts, text, (width, weight)), most_lines(text, width, face));
                for (hanging, avoids) in
                    [(None, false), (None, true), (Some(Em(0.0)), true), (Some(Em(1.0)), true)]
                {
                    let lines = memory.text(&fonts, text, (width, weight), breaking(hanging, avoids));
                    assert_eq!(*lines, wrap_text(text, width, breaking(hanging, avoids), face));
                }
            }
        }
    }
}
