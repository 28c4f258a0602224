//! Lists that were reordered.

use super::changes::Sides;

/// The places of a longest rising subsequence, in order (Schensted 1961, by patience sorting).
fn rising(values: &[usize]) -> Vec<usize> {
    // The place of the least last value of a rising subsequence of each length, and each place's forerunner.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (place, value) in values.iter().enumerate() {
        let length = ends.partition_point(|end| values[*end] < *value);
        before.push(length.checked_sub(1).map(|length| ends[length]));
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut places: Vec<usize> =
        std::iter::successors(ends.last().copied(), |place| before[*place]).collect();
    places.reverse();
    places
}

/// The places of two lists in the order of the new one. What only the old list has stands behind what it
/// stood behind there, as far as that kept its place; `pairs` are in the order of the new list.
pub(super) fn merged(old: usize, new: usize, pairs: &[(usize, usize)]) -> Vec<Sides<usize>> {
    let in_place = in_place(pairs);
    let mut old_of_new = vec![None; new];
    let mut is_paired = vec![false; old];
    for (old, new) in pairs {
        old_of_new[*new] = Some(*old);
        is_paired[*old] = true;
    }
    let mut order = Vec::with_capacity(old + new);
    let mut lone = (0..old).filter(|old| !is_paired[*old]).peekable();
    // What stands before the first pair that kept its place comes first.
    let ends = in_place.iter().copied().chain([(old, new)]);
    let mut at = 0;
    for (end, place) in ends {
        order.extend(
            std::iter::from_fn(|| lone.next_if(|old| *old < end))
                .map(|old| Sides { old: Some(old), new: None }),
        );
        order.extend((at..(place + 1).min(new)).map(|new| Sides { old: old_of_new[new], new: Some(new) }));
        at = place + 1;
    }
    order
}

/// The pairs that kept their order, as many as can be.
pub(super) fn in_place(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let olds: Vec<usize> = pairs.iter().map(|(old, _)| *old).collect();
    rising(&olds).into_iter().map(|at| pairs[at]).collect()
}
