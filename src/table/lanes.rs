//! Puts the slots of a row into lanes: slots that share a day take separate lanes, the others share
//! the topmost one that is free. This needs spans only, no measures, and everything that speaks of a
//! row in its order from top to bottom needs it, tags and workbook too; so it is done here.

use super::{Lane, SchedulePart, Slot};
use crate::model::TimeSpan;

/// The lanes of a row's slots, from top to bottom: bars, then progress reports close below them; or
/// meetings, each with its callout right below it.
pub(super) fn lanes(slots: &[Slot]) -> Vec<Lane> {
    let parts = [SchedulePart::Bar, SchedulePart::Report, SchedulePart::Meeting];
    parts.into_iter().flat_map(|part| lanes_of(part, slots)).collect()
}

fn lanes_of(part: SchedulePart, slots: &[Slot]) -> Vec<Lane> {
    let indices: Vec<usize> = (0..slots.len()).filter(|index| slots[*index].part == part).collect();
    let spans: Vec<TimeSpan> = indices.iter().map(|index| slots[*index].span).collect();
    let mut lanes = Vec::new();
    for lane in assign(&spans) {
        let lane: Vec<usize> = lane.into_iter().map(|member| indices[member]).collect();
        let callouts: Vec<usize> = lane.iter().filter_map(|slot| callout_of(*slot, slots)).collect();
        lanes.push(Lane { slots: lane, gap_before: part != SchedulePart::Report });
        if !callouts.is_empty() {
            lanes.push(Lane { slots: callouts, gap_before: false });
        }
    }
    lanes
}

fn callout_of(meeting: usize, slots: &[Slot]) -> Option<usize> {
    let next = slots.get(meeting + 1)?;
    (next.part == SchedulePart::Callout).then_some(meeting + 1)
}

/// The lanes that spans take: for each lane the indices of its spans, in the order of time. Of spans
/// that begin together, the first in the list takes the upper lane.
fn assign(spans: &[TimeSpan]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|&index| spans[index].start());
    let mut lanes: Vec<Vec<usize>> = Vec::new();
    for index in order {
        let is_free = |lane: &&mut Vec<usize>| lane.iter().all(|&other| !spans[other].overlaps(spans[index]));
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
        assert_eq!(assign(&spans), [vec![0, 1], vec![2, 3]]);
        assert_eq!(assign(&[]), Vec::<Vec<usize>>::new());
    }
}
