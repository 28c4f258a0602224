//! Keeps what is found out about texts that come again: in further rows, and when a sheet is read anew after an edit.

use std::cell::{Cell, RefCell};
use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Whether there is anything odd about a text: of nearly all texts there is not, and they are passed over.
pub type Oddness = Store<(), bool>;

/// What follows from a text and something else, `K`, for the texts that were asked for of late.
#[derive(Debug)]
pub struct Store<K, V> {
    known: RefCell<FxHashMap<K, Texts<V>>>,
    /// How often it has been swept.
    round: Cell<u64>,
}

/// What is known of each text.
type Texts<V> = FxHashMap<Box<str>, Known<V>>;

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
    /// What follows from a text and a key, which `find` finds the first time. It must follow from these alone.
    pub fn get(&self, key: K, text: &str, find: impl FnOnce() -> V) -> V {
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

    /// Forgets what nobody has asked for since the last time: that of texts that have changed.
    pub fn sweep(&self) {
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
        let (store, found) = (Store::default(), Cell::new(0));
        let ask = |text: &str| {
            let find = || {
                found.set(found.get() + 1);
                text.len()
            };
            assert_eq!(store.get('k', text, find), text.len());
        };
        ask("会議");
        store.sweep();
        ask("会議");
        assert_eq!(found.get(), 1, "it is remembered");
        store.sweep();
        for count in 1..100 {
            ask(&"研修".repeat(count));
            store.sweep();
        }
        let texts: Vec<usize> = store.known.borrow().values().map(FxHashMap::len).collect();
        assert_eq!(texts, [1]);
        ask("会議");
        assert_eq!(found.get(), 101, "it was forgotten");
    }

    #[test]
    fn keys_are_told_apart() {
        let store = Store::default();
        let ask = |key: usize| store.get(key, "会議", || key);
        assert_eq!([ask(1), ask(2), ask(1)], [1, 2, 1]);
    }
}
