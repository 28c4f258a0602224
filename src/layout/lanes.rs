//! Puts spans of months into lanes: spans that share a month take separate lanes, the others share
//! the topmost one that is free.

use crate::model::MonthSpan;

/// The lanes that the spans take: for each lane the indices of its spans, in the order of time.
/// Of spans that begin together, the first in the list takes the upper lane.
pub fn assign(spans: &[MonthSpan]) -> Vec<Vec<usize>> {
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
        let spans =
            [(0, 6), (6, 6), (2, 3), (5, 3)].map(|(start, count)| MonthSpan::from_index(start, count));
        assert_eq!(assign(&spans), [vec![0, 1], vec![2, 3]]);
        assert_eq!(assign(&[]), Vec::<Vec<usize>>::new());
    }
}
