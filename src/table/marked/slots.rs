//! The schedule of a row with what changed in it: a bar that changed stands twice, as it was and as it is.

use super::passages::{added, deleted, merged};
use crate::model::{Color, Look};
use crate::table::{Outline, SchedulePart, Slot, SlotLook};

/// The slots of a row on two sheets, marked. What the old one alone has stands before what the new one alone
/// has, so that it takes the upper lane.
pub(super) fn marked_slots(old: Vec<Slot>, new: Vec<Slot>, look: &Look) -> Vec<Slot> {
    let (mut old, mut new) = (groups(old), groups(new));
    let equal = take_pairs(&mut old, &mut new, |old, new| old == new);
    let changed = take_pairs(&mut old, &mut new, |old, new| is_same_meeting(&old[0], &new[0]));
    let equal = equal.into_iter().map(|(at, _, new)| (at, new));
    let changed = changed.into_iter().map(|(at, old, new)| (at, merged_group(&old, &new, look)));
    let mut kept: Vec<(usize, Vec<Slot>)> = equal.chain(changed).collect();
    let fresh = new.into_iter().enumerate();
    kept.extend(fresh.filter_map(|(at, group)| Some((at, group?.iter().map(added_slot).collect()))));
    kept.sort_by_key(|(at, _)| *at);
    let gone = old.into_iter().flatten().flatten().map(|slot| deleted_slot(&slot, look));
    gone.chain(kept.into_iter().flat_map(|(_, group)| group)).collect()
}

/// Slots that stand together: a meeting with its callout, or another slot alone. One that has been taken is
/// none.
fn groups(slots: Vec<Slot>) -> Vec<Option<Vec<Slot>>> {
    let groups = slots.chunk_by(|_, next| next.part == SchedulePart::Callout);
    groups.map(|group| Some(group.to_vec())).collect()
}

/// Takes the groups that match out of two lists, with their places in the new one.
fn take_pairs(
    old: &mut [Option<Vec<Slot>>],
    new: &mut [Option<Vec<Slot>>],
    matches: impl Fn(&[Slot], &[Slot]) -> bool,
) -> Vec<(usize, Vec<Slot>, Vec<Slot>)> {
    let pairs = new.iter_mut().enumerate().filter_map(|(at, new)| {
        let is_match = |old: &&mut Option<Vec<Slot>>| {
            old.as_ref().zip(new.as_ref()).is_some_and(|(old, new)| matches(old, new))
        };
        let old = old.iter_mut().find(is_match)?;
        Some((at, old.take()?, new.take()?))
    });
    pairs.collect()
}

/// Whether two slots are the same meeting or report with other words. A bar with other words is another one.
fn is_same_meeting(old: &Slot, new: &Slot) -> bool {
    let is_bar = matches!(old.part, SchedulePart::Bar | SchedulePart::Actual);
    old.part == new.part && !is_bar && old.span == new.span
}

/// A meeting with other words, and its callout where either has one.
fn merged_group(old: &[Slot], new: &[Slot], look: &Look) -> Vec<Slot> {
    let slot = |old: Option<&Slot>, new: Option<&Slot>| match (old, new) {
        (Some(old), Some(new)) => Some(Slot { text: merged(&old.text, &new.text), ..new.clone() }),
        (Some(old), None) => Some(deleted_slot(old, look)),
        (None, Some(new)) => Some(added_slot(new)),
        (None, None) => None,
    };
    (0..old.len().max(new.len())).filter_map(|index| slot(old.get(index), new.get(index))).collect()
}

fn added_slot(slot: &Slot) -> Slot {
    Slot { text: added(&slot.text), ..slot.clone() }
}

/// What was deleted has a dashed line around it, on the white of the paper.
fn deleted_slot(slot: &Slot, look: &Look) -> Slot {
    let color = look.marks.color;
    // A line through a sign such as ● doesn't show in black and white.
    let sign = || (slot.part == SchedulePart::Meeting).then(|| Outline::solid(look.rules.inner, color));
    let outline = slot.look.outline.or_else(sign);
    let outline = outline.map(|outline| Outline { color, is_dashed: true, ..outline });
    let fill = slot.look.fill.map(|_| Color::WHITE);
    let look = SlotLook { fill, outline, text: color, marks: color, ..slot.look };
    Slot { text: deleted(&slot.text), look, ..slot.clone() }
}
