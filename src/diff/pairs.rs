//! Pairs what belongs together in two lists.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Pairs the items of two lists by a score, best first, and gives the places of each pair, in the order of
/// the new list. Pairs below the least score are none. Of equal scores the pair wins that stands at the
/// nearest places, so that swapping the lists swaps the pairs.
pub(crate) fn best_pairs(
    old: &[usize],
    new: &[usize],
    least: u32,
    score: impl Fn(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    let all = old.iter().flat_map(|old| new.iter().map(|new| (*old, *new)));
    best_of(all.map(|(old, new)| (score(old, new), old, new)).filter(|(score, ..)| *score >= least).collect())
}

/// The best of some pairs that have scores, no place twice, in the order of the new places.
pub(crate) fn best_of(mut scored: Vec<(u32, usize, usize)>) -> Vec<(usize, usize)> {
    scored.sort_unstable_by_key(|(score, old, new)| (Reverse(*score), old.abs_diff(*new), old + new, *old));
    let (mut is_old_taken, mut is_new_taken) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, old, new) in scored {
        if !is_old_taken.contains(&old) && is_new_taken.insert(new) {
            is_old_taken.insert(old);
            pairs.push((old, new));
        }
    }
    pairs.sort_unstable_by_key(|(_, new)| *new);
    pairs
}
