//! Pairs the rows of two sheets.

use std::collections::BTreeMap;

use super::likeness::{Pairs, SAME};
use super::pairs::best_pairs;
use crate::japanese::words::{CONTENT, ITEM};
use crate::model::{Initiative, Number};

/// What it counts that two rows have the same number, in thousandths.
const SAME_NUMBER: u32 = 750;

/// The least score of a pair. With the weights of `Kinds::scores` it was right on 38 of 39 workbooks that
/// came back edited.
const LEAST: u32 = 1400;

/// The rows of two sheets that belong together, as pairs of places in the order of the new sheet.
///
/// Neither numbers nor words are safe alone: rows are renumbered, and rows are rewritten. So rows that kept
/// both are paired first, then those that kept all their words, then the rest by likeness.
pub(super) fn pair_rows(old: &[&Initiative], new: &[&Initiative]) -> Vec<(usize, usize)> {
    let mut pairs = unchanged(old, new);
    pairs.extend(renumbered(&left(old, &pairs, |pair| pair.0), &left(new, &pairs, |pair| pair.1)));
    let (left_old, left_new) = (left(old, &pairs, |pair| pair.0), left(new, &pairs, |pair| pair.1));
    let (one, other) = (Kinds::new(&left_old), Kinds::new(&left_new));
    let scores = one.scores(&other);
    let places = |left: &[(usize, &Initiative)]| left.iter().map(|(place, _)| *place).collect::<Vec<_>>();
    pairs.extend(best_pairs(&places(&left_old), &places(&left_new), LEAST, |before, place| {
        let number = if old[before].number == new[place].number { SAME_NUMBER } else { 0 };
        number + scores[one.of_rows[before]][other.of_rows[place]]
    }));
    pairs.sort_unstable_by_key(|(_, new)| *new);
    pairs
}

/// The rows that are in no pair yet, with their places.
fn left<'a>(
    rows: &[&'a Initiative],
    pairs: &[(usize, usize)],
    side: impl Fn(&(usize, usize)) -> usize,
) -> Vec<(usize, &'a Initiative)> {
    let mut is_left = vec![true; rows.len()];
    for pair in pairs {
        is_left[side(pair)] = false;
    }
    rows.iter().copied().enumerate().filter(|(place, _)| is_left[*place]).collect()
}

/// Rows with the same number and the same texts.
fn unchanged(old: &[&Initiative], new: &[&Initiative]) -> Vec<(usize, usize)> {
    let places: BTreeMap<&Number, usize> =
        old.iter().enumerate().map(|(place, row)| (&row.number, place)).collect();
    let pairs = new.iter().enumerate().filter_map(|(place, row)| {
        let before = *places.get(&row.number)?;
        (texts(old[before]) == texts(row)).then_some((before, place))
    });
    pairs.collect()
}

/// Rows with the same texts, which no other row of either sheet has.
fn renumbered(old: &[(usize, &Initiative)], new: &[(usize, &Initiative)]) -> Vec<(usize, usize)> {
    let (old, new) = (by_texts(old), by_texts(new));
    let pairs =
        new.iter().filter_map(|(texts, places)| match (old.get(texts)?.as_slice(), places.as_slice()) {
            ([before], [place]) => Some((*before, *place)),
            _ => None,
        });
    pairs.collect()
}

type Texts<'a> = Vec<(&'a str, &'a str)>;

fn by_texts<'a>(rows: &[(usize, &'a Initiative)]) -> BTreeMap<Texts<'a>, Vec<usize>> {
    let mut places: BTreeMap<Texts, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().filter(|(_, row)| !row.texts.is_empty()) {
        places.entry(texts(row)).or_default().push(*place);
    }
    places
}

/// The texts of a row by the names of their columns.
fn texts(row: &Initiative) -> Texts<'_> {
    let mut texts: Texts =
        row.texts.iter().map(|(name, text)| (name.as_str(), text.value.as_str())).collect();
    texts.sort_unstable();
    texts
}

/// Rows by their words. Sheets have the same words in many rows, so these are compared once.
struct Kinds {
    /// 項目 and 内容 of each kind.
    words: Vec<[Pairs; 2]>,
    /// The kind of each row, by its place.
    of_rows: Vec<usize>,
}

impl Kinds {
    fn new(rows: &[(usize, &Initiative)]) -> Kinds {
        let mut kinds = BTreeMap::new();
        let mut of_rows = vec![0; rows.last().map_or(0, |(place, _)| place + 1)];
        let mut all = Vec::new();
        for (place, row) in rows {
            let words = words(row);
            of_rows[*place] = *kinds.entry(words).or_insert_with(|| {
                all.push(words.map(Pairs::new));
                all.len() - 1
            });
        }
        Kinds { words: all, of_rows }
    }

    /// How much the words of each pair of kinds speak for two rows being one.
    fn scores(&self, other: &Kinds) -> Vec<Vec<u32>> {
        let score = |one: &[Pairs; 2], other: &[Pairs; 2]| {
            let item = 2 * one[0].likeness(&other[0]);
            // Most pairs are out of reach here already.
            if item + SAME + SAME_NUMBER < LEAST { 0 } else { item + one[1].likeness(&other[1]) }
        };
        self.words.iter().map(|one| other.words.iter().map(|other| score(one, other)).collect()).collect()
    }
}

/// What rows are told apart by: 項目 and 内容, else the first two texts.
fn words(row: &Initiative) -> [&str; 2] {
    let text = |column, place: usize| {
        let text = row.text(column).or_else(|| row.texts.get(place).map(|(_, text)| text));
        text.map_or("", |text| text.value.as_str())
    };
    [text(ITEM, 0), text(CONTENT, 1)]
}
