//! The legend: each look of bars and meetings that a table has, and what has it.

use super::{Band, Key, Passage, SchedulePart, Slot, SlotLook};
use crate::diag::Place;
use crate::japanese::words::{ACTUAL, LEGEND, MEETINGS};
use crate::model::Shape;

/// What parts the kinds of bars that look the same.
const COMMA: &str = "、";

/// The legend of some bands: its heading, then a key for each look in the order in which it first comes.
/// Nothing where there is nothing to explain.
pub(super) fn legend(bands: &[Band]) -> Vec<Key> {
    let slots = bands.iter().flat_map(|band| &band.rows).flat_map(|row| &row.slots);
    let keys = slots.fold(Vec::new(), |keys, slot| with_slot(keys, slot));
    let heading = Key { look: None, text: Passage::own(LEGEND) };
    if keys.is_empty() { keys } else { [heading].into_iter().chain(keys).collect() }
}

/// Some keys with the one of a sign that stands without its words.
fn with_sign(mut keys: Vec<Key>, slot: &Slot) -> Vec<Key> {
    let (sign, words) = slot.text.text.split_at(slot.shown().len());
    let text = Passage::own(&format!("{sign} {words}"));
    if keys.iter().all(|key| key.text != text) {
        keys.push(Key { look: None, text });
    }
    keys
}

/// Some keys with the one of a slot among them. What says itself what it is, in words without a look of
/// their own, needs none.
fn with_slot(mut keys: Vec<Key>, slot: &Slot) -> Vec<Key> {
    let name = match slot.part {
        SchedulePart::Bar if slot.look.shape == Shape::Mark => return keys,
        SchedulePart::Bar => slot.text.text.as_str(),
        SchedulePart::Meeting => MEETINGS,
        SchedulePart::Actual => ACTUAL,
        SchedulePart::Report if slot.is_silent => return with_sign(keys, slot),
        SchedulePart::Report | SchedulePart::Callout => return keys,
    };
    // How a bar ends says when it ends, not what it is.
    let look = SlotLook { shape: Shape::Frame, ..slot.look };
    match keys.iter_mut().find(|key| key.look == Some(look)) {
        Some(key) if key.text.text.split(COMMA).any(|known| known == name) => {}
        Some(key) => {
            let text = std::mem::take(&mut key.text).followed_by(COMMA, Place::NONE);
            key.text = text.followed_by(name, slot.text.place());
        }
        None => {
            let text = Passage::default().followed_by(name, slot.text.place());
            keys.push(Key { look: Some(look), text });
        }
    }
    keys
}
