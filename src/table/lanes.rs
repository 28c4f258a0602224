//! Puts the slots of a row into lanes: slots that share a day take separate lanes, the others share
//! the topmost one that is free. This needs spans only, no measures, and everything that speaks of a
//! row in its order from top to bottom needs it, tags and workbook too; so it is done here.

use std::sync::Arc;

use super::{Lane, SchedulePart, Slot};
use crate::model::TimeSpan;

/// The lanes of a row's slots, from top to bottom: bars, what has come of them and progress reports close
/// below them; and meetings, each with its callout right below it.
pub(super) fn lanes(slots: &[Arc<Slot>]) -> Vec<Lane> {
    let parts = [SchedulePart::Bar, SchedulePart::Actual, SchedulePart::Report];
    parts.into_iter().flat_map(|part| lanes_of(part, slots)).chain(lanes_of_meetings(slots)).collect()
}

fn lanes_of(part: SchedulePart, slots: &[Arc<Slot>]) -> Vec<Lane> {
    let indices = (0..slots.len()).filter(|index| slots[*index].part == part).collect();
    let lane = |slots| Lane { slots, gap_before: part == SchedulePart::Bar };
    assign(indices, |index| slots[index].span).into_iter().map(lane).collect()
}

/// The lanes of meetings. Those that stand over the same time are a stack, in which each callout follows its
/// meeting; the first of each stack share the first lane, and so on, so that no stack has a hole.
fn lanes_of_meetings(slots: &[Arc<Slot>]) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    let meetings = (0..slots.len()).filter(|index| slots[*index].part == SchedulePart::Meeting);
    for slot in meetings.flat_map(|meeting| [Some(meeting), callout_of(meeting, slots)]).flatten() {
        let is_over = |other: &usize| slots[*other].span.overlaps(slots[slot].span);
        let level = lanes.iter().rposition(|lane| lane.slots.iter().any(is_over)).map_or(0, |lane| lane + 1);
        if level == lanes.len() {
            lanes.push(Lane { slots: Vec::new(), gap_before: false });
        }
        lanes[level].slots.push(slot);
        lanes[level].gap_before |= slots[slot].part == SchedulePart::Meeting;
    }
    for lane in &mut lanes {
        lane.slots.sort_by_key(|slot| slots[*slot].span.start());
    }
    lanes
}

fn callout_of(meeting: usize, slots: &[Arc<Slot>]) -> Option<usize> {
    let next = slots.get(meeting + 1)?;
    (next.part == SchedulePart::Callout).then_some(meeting + 1)
}

/// The lanes that slots of some spans take: for each lane the indices of its slots, in the order of time. Of
/// slots that begin together, the first in the list takes the upper lane.
fn assign(mut slots: Vec<usize>, span: impl Fn(usize) -> TimeSpan) -> Vec<Vec<usize>> {
    slots.sort_by_key(|&index| span(index).start());
    let mut lanes: Vec<Vec<usize>> = Vec::new();
    for index in slots {
        let is_free = |lane: &&mut Vec<usize>| lane.iter().all(|&other| !span(other).overlaps(span(index)));
        match lanes.iter_mut().find(is_free) {
            Some(lane) => lane.push(index),
            None => lanes.push(vec![index]),
        }
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_overlap_take_separate_lanes_and_others_share() {
        let spans = [(0, 6), (6, 6), (2, 3), (5, 3)].map(|(start, count)| TimeSpan::months(start, count));
        let lanes = |slots| assign(slots, |index| spans[index]);
        assert_eq!(lanes(vec![0, 1, 2, 3]), [vec![0, 1], vec![2, 3]]);
        assert_eq!(lanes(Vec::new()), Vec::<Vec<usize>>::new());
    }
}
