//! Keeps what is found out about texts that come again: in further rows, and when a sheet is measured anew after an
//! edit.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use super::lines::{Breaking, Lines, most_lines, overlong_words, wrap_label, wrap_text};
use crate::font::{Fonts, Weight};
use crate::geom::Em;

/// The lines of texts by all that they follow from, but for the faces: who measures with others takes another memory.
/// Where an edit leaves a text and its column alone, its lines are those of the last time.
#[derive(Debug, Default)]
pub struct Memory {
    lines: Store<Setting, Lines>,
    /// The words that are longer than a width, by its bits.
    words: Store<u64, Words>,
    /// How many lines other programs need at the most, by weight and the bits of the width.
    counts: Store<(Weight, u64), usize>,
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

/// What follows from a text and something else.
#[derive(Debug)]
struct Store<K, V> {
    known: RefCell<HashMap<K, Texts<V>>>,
    /// How often it has been swept.
    round: Cell<u64>,
}

/// What is known of each text.
type Texts<V> = HashMap<Box<str>, Known<V>>;

/// What is known of a text.
#[derive(Debug)]
struct Known<V> {
    value: V,
    /// The round in which it was last asked for.
    round: u64,
}

impl<K, V> Default for Store<K, V> {
    fn default() -> Store<K, V> {
        Store { known: RefCell::default(), round: Cell::default() }
    }
}

impl<K: Hash + Eq, V: Clone> Store<K, V> {
    /// What follows from a text, which `find` finds the first time.
    fn get(&self, key: K, text: &str, find: impl FnOnce() -> V) -> V {
        let (mut known, round) = (self.known.borrow_mut(), self.round.get());
        let texts = known.entry(key).or_default();
        if let Some(known) = texts.get_mut(text) {
            known.round = round;
            return known.value.clone();
        }
        let value = find();
        texts.insert(text.into(), Known { value: value.clone(), round });
        value
    }

    fn sweep(&self) {
        let round = self.round.replace(self.round.get() + 1);
        let mut known = self.known.borrow_mut();
        known.values_mut().for_each(|texts| texts.retain(|_, known| known.round == round));
        known.retain(|_, texts| !texts.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for_last_is_kept() {
        let (fonts, memory) = (Fonts::new(Vec::new()).expect("the program's own fonts"), Memory::default());
        let ask = |text: &str| memory.label(&fonts, text, (Em(4.0), Weight::Bold));
        let first = ask("会議");
        memory.sweep();
        assert!(Arc::ptr_eq(&first, &ask("会議")), "it is remembered");
        memory.sweep();
        for count in 1..100 {
            ask(&"研修".repeat(count));
            memory.sweep();
        }
        let known = memory.lines.known.borrow();
        let texts: Vec<usize> = known.values().map(HashMap::len).collect();
        assert_eq!(texts, [1]);
    }

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
