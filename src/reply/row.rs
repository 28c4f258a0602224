//! Rows (取組) as texts, by which a sheet and a workbook can be compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{Pairs, SAME, best_of, best_pairs};
use crate::japanese::width::bare;
use crate::japanese::words;
use crate::model::{self, Period, Schedule, Sheet};

// What speaks for two rows being one, in thousandths: their numbers, and their names in the workbook. To this
// comes twice the likeness of 項目 and once that of 内容. The weights and the least score were right on 38 of
// 39 workbooks that came back edited.
const SAME_NUMBER: u32 = 750;
const SAME_NAME: u32 = 750;
const LEAST: u32 = 1400;

/// Up to so many pairs, each row is compared with each. Beyond that with those that have its number or its 項目.
const MOST_PAIRS: usize = 100_000;

/// With how many rows that share a number or 項目 a row is compared then.
const MOST_ALIKE: usize = 20;

/// How many characters of a text tell it from others.
const TELLING: usize = 600;

/// What a bar is, and when: 方法検討, 4月〜9月.
pub type Bar = (String, String);

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its number.
    pub number: String,
    /// The heading of its theme.
    pub theme: String,
    /// Its texts by the names of their columns.
    pub texts: Vec<(String, String)>,
    /// Its bars; `None` where it shows the meetings.
    pub bars: Option<Vec<Bar>>,
    /// What has come of them (実績).
    pub actual: Vec<Bar>,
}

impl Row {
    /// Its text of a name; nothing where it has none.
    pub fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(own, _)| own == name).map_or("", |(_, text)| text)
    }
}

/// The rows of a sheet, in order.
pub fn rows(sheet: &Sheet) -> Vec<Row> {
    let rows = sheet.themes.iter().flat_map(|theme| {
        theme.initiatives.iter().map(|row| Row {
            number: row.number.to_string(),
            theme: theme.heading.value.to_string(),
            texts: row.texts.iter().map(|(name, text)| (name.to_string(), text.value.to_string())).collect(),
            bars: match &row.schedule {
                Schedule::Meetings(_) => None,
                Schedule::Bars(bars) => Some(bars_of(bars, sheet.period)),
            },
            actual: bars_of(&row.actual, sheet.period),
        })
    });
    rows.collect()
}

fn bars_of(bars: &[model::Bar], period: Period) -> Vec<Bar> {
    bars.iter().map(|bar| (bar.kind.value.to_string(), bar.words(period))).collect()
}

/// What of a row tells it from others.
pub(super) struct Telling {
    number: String,
    /// 項目 and 内容.
    words: [String; 2],
    pairs: [Pairs; 2],
}

impl Telling {
    /// What tells a row with this number, 項目 and 内容.
    pub(super) fn new(number: &str, item: &str, content: &str) -> Telling {
        let words = [item, content].map(|text| bare(text).chars().take(TELLING).collect::<String>());
        let pairs = [Pairs::new(&words[0]), Pairs::new(&words[1])];
        Telling { number: bare(number), words, pairs }
    }

    /// What tells a row.
    pub(super) fn of(row: &Row) -> Telling {
        Telling::new(&row.number, row.text(words::ITEM), row.text(words::CONTENT))
    }

    fn is_same(&self, other: &Telling) -> bool {
        self.number == other.number && self.words == other.words && !self.words[0].is_empty()
    }

    fn score(&self, other: &Telling) -> u32 {
        let number = self.number == other.number && !self.number.is_empty();
        let item = 2 * self.pairs[0].likeness(&other.pairs[0]) + if number { SAME_NUMBER } else { 0 };
        // Most pairs are out of reach here already.
        if item + SAME + SAME_NAME < LEAST { 0 } else { item + self.pairs[1].likeness(&other.pairs[1]) }
    }
}

/// The rows of two lists that belong together, in the order of the new list. `is_named` says whether the
/// workbook's names say so of two rows.
pub(super) fn pairs(
    old: &[Telling],
    new: &[Telling],
    is_named: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut pairs = unchanged(old, new, &is_named);
    let left = |count: usize, taken: Vec<usize>| -> Vec<usize> {
        let mut is_left = vec![true; count];
        taken.into_iter().for_each(|place| is_left[place] = false);
        (0..count).filter(|place| is_left[*place]).collect()
    };
    let left_old = left(old.len(), pairs.iter().map(|(old, _)| *old).collect());
    let left_new = left(new.len(), pairs.iter().map(|(_, new)| *new).collect());
    let score = |before: usize, place: usize| {
        old[before].score(&new[place]) + if is_named(before, place) { SAME_NAME } else { 0 }
    };
    pairs.extend(match left_old.len().saturating_mul(left_new.len()) <= MOST_PAIRS {
        true => best_pairs(&left_old, &left_new, LEAST, score),
        false => {
            let alike = alike((old, &left_old), (new, &left_new)).into_iter();
            let scored = alike.map(|(before, place)| (score(before, place), before, place));
            best_of(scored.filter(|(score, ..)| *score >= LEAST).collect())
        }
    });
    pairs.sort_unstable_by_key(|(_, new)| *new);
    pairs
}

/// The pairs of rows, among the places given, that have one number or one 項目.
fn alike(
    (old, left_old): (&[Telling], &[usize]),
    (new, left_new): (&[Telling], &[usize]),
) -> BTreeSet<(usize, usize)> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for place in left_new {
        let row = &new[*place];
        [&row.number, &row.words[0]].into_iter().for_each(|key| places.entry(key).or_default().push(*place));
    }
    let of_row = |before: &usize| {
        let row = &old[*before];
        let keys = [&row.number, &row.words[0]].into_iter().filter(|key| !key.is_empty());
        let places =
            keys.filter_map(|key| places.get(key.as_str())).flat_map(|places| places.iter().take(MOST_ALIKE));
        places.map(|place| (*before, *place)).collect::<Vec<_>>()
    };
    left_old.iter().flat_map(of_row).collect()
}

/// The rows of two sheets that belong together, by their places, in the order of the new sheet.
pub(crate) fn paired(old: &[Row], new: &[Row]) -> Vec<(usize, usize)> {
    let telling = |rows: &[Row]| rows.iter().map(Telling::of).collect::<Vec<_>>();
    pairs(&telling(old), &telling(new), |_, _| false)
}

/// Rows that kept number and words. Of several that did, the one that has the name is meant.
fn unchanged(
    old: &[Telling],
    new: &[Telling],
    is_named: &impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    new.iter().enumerate().for_each(|(place, row)| places.entry(&row.number).or_default().push(place));
    let pairs = old.iter().enumerate().filter_map(|(before, row)| {
        let same = places.get(row.number.as_str())?.iter().copied().filter(|place| row.is_same(&new[*place]));
        Some((before, same.max_by_key(|place| (is_named(before, *place), std::cmp::Reverse(*place)))?))
    });
    let mut is_taken = vec![false; new.len()];
    pairs.filter(|(_, place)| !std::mem::replace(&mut is_taken[*place], true)).collect()
}
