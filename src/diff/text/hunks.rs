//! Changed stretches of two texts, and which of them a reader takes for one.

use std::ops::Range;

use super::align::{Side, Step, weight};
use super::letters::{Letter, Script};

/// The weight of what stays between two items that changed places: four kanji at most.
const SWAP: u32 = 40;

/// The weight of a long sentence: sixteen kanji.
const LONG: u32 = 160;

/// A stretch that is changed: its letters in the old text and what stands for them in the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

impl Hunk {
    /// This and a later one, with what stays between.
    fn joined(&self, later: &Hunk) -> Hunk {
        Hunk { old: self.old.start..later.old.end, new: self.new.start..later.new.end }
    }
}

/// The hunks of a way that begins behind so many letters of the old and the new text.
pub(super) fn hunks_of(steps: &[Step], (mut i, mut j): (usize, usize)) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    for step in steps {
        let (old, new) = match step {
            Step::Keep | Step::Mark => (1, 1),
            Step::Delete => (1, 0),
            Step::Add => (0, 1),
        };
        if *step != Step::Keep {
            match hunks.last_mut().filter(|last| (last.old.end, last.new.end) == (i, j)) {
                Some(last) => (last.old.end, last.new.end) = (i + old, j + new),
                None => hunks.push(Hunk { old: i..i + old, new: j..j + new }),
            }
        }
        (i, j) = (i + old, j + new);
    }
    hunks
}

/// Joins hunks that a reader takes for one: items of a list that changed places, and all of a sentence or
/// line of which little is left.
pub(super) fn joined(hunks: Vec<Hunk>, old: Side, new: Side) -> Vec<Hunk> {
    let hunks = swaps_joined(hunks, old.letters);
    let is_end = |pair: &[Hunk]| island(pair, old.letters).iter().any(ends_sentence);
    let mut all = Vec::new();
    let mut rest = hunks.as_slice();
    while !rest.is_empty() {
        let count = rest.windows(2).position(is_end).map_or(rest.len(), |at| at + 1);
        let (sentence, later) = rest.split_at(count);
        if is_rewritten(sentence, old.letters, new.letters) {
            all.push(sentence[0].joined(&sentence[count - 1]));
        } else {
            all.extend_from_slice(sentence);
        }
        rest = later;
    }
    all
}

fn swaps_joined(hunks: Vec<Hunk>, old: &[Letter]) -> Vec<Hunk> {
    let mut all: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        match all.last_mut() {
            Some(last) if is_swap(&[last.clone(), hunk.clone()], old) => *last = last.joined(&hunk),
            _ => all.push(hunk),
        }
    }
    all
}

/// Whether one of two hunks only deletes and the other only adds, with little between.
fn is_swap(pair: &[Hunk; 2], old: &[Letter]) -> bool {
    let [one, other] = pair;
    let is_opposite =
        one.old.is_empty() && other.new.is_empty() || one.new.is_empty() && other.old.is_empty();
    let island = island(pair, old);
    is_opposite && weigh(island) <= SWAP && !island.iter().any(|letter| letter.script == Script::Line)
}

/// What stays between two hunks.
fn island<'a>(pair: &[Hunk], old: &'a [Letter<'a>]) -> &'a [Letter<'a>] {
    match pair {
        [one, other] => &old[one.old.end..other.old.start],
        _ => &[],
    }
}

fn ends_sentence(letter: &Letter) -> bool {
    letter.script == Script::Line || letter.text == "。"
}

/// Whether less than three tenths of a long sentence stay, from its first hunk to its last.
fn is_rewritten(hunks: &[Hunk], old: &[Letter], new: &[Letter]) -> bool {
    let [first, .., last] = hunks else { return false };
    let whole = first.joined(last);
    let kept: u32 = hunks.windows(2).map(|pair| weigh(island(pair, old))).sum();
    let least = weigh(&old[whole.old]).min(weigh(&new[whole.new]));
    least >= LONG && 10 * kept < 3 * least
}

fn weigh(letters: &[Letter]) -> u32 {
    letters.iter().map(weight).sum()
}
