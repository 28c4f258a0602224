//! Pairs what belongs together in two lists.

use std::cmp::Reverse;

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
    let mut scored: Vec<(u32, usize, usize)> =
        all.map(|(old, new)| (score(old, new), old, new)).filter(|(score, ..)| *score >= least).collect();
    scored.sort_unstable_by_key(|(score, old, new)| (Reverse(*score), old.abs_diff(*new), old + new, *old));
    let (mut left_old, mut left_new) = (flags(old), flags(new));
    let mut pairs = Vec::new();
    for (_, old, new) in scored {
        if left_old[old] && left_new[new] {
            (left_old[old], left_new[new]) = (false, false);
            pairs.push((old, new));
        }
    }
    pairs.sort_unstable_by_key(|(_, new)| *new);
    pairs
}

/// Which places are among the given ones.
fn flags(places: &[usize]) -> Vec<bool> {
    let mut flags = vec![false; places.iter().max().map_or(0, |last| last + 1)];
    for place in places {
        flags[*place] = true;
    }
    flags
}
