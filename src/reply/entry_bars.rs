//! The bars of rows as their entries in 予定一覧 change them.

use std::collections::BTreeMap;

use super::bars::{label_of, named};
use super::entry::{DAYS, Entry, plain};
use super::row::{Bar, Row};
use crate::japanese::width::bare;
use crate::japanese::words;
use crate::model::{Initiative, Manner, Sheet, TimeSpan};
use crate::resolve;

/// Where the kind of a bar, its time in words, and whether it is planned or done, stand among the cells of an entry.
const KIND: usize = 0;
const WHEN: usize = 3;
const STAGE: usize = 5;

/// The bars of rows while entries change them.
pub(super) struct Plan<'a> {
    sheet: &'a Sheet,
    initiatives: Vec<&'a Initiative>,
    old: &'a [Row],
    /// The bars of changed rows, those of the sheet in their places, and new ones behind these.
    rows: BTreeMap<usize, Vec<Option<Bar>>>,
}

impl<'a> Plan<'a> {
    /// The bars of a sheet, of which `old` are the rows.
    pub(super) fn new(sheet: &'a Sheet, old: &'a [Row]) -> Plan<'a> {
        Plan { sheet, initiatives: sheet.initiatives().collect(), old, rows: BTreeMap::new() }
    }

    /// Whether an entry is a bar that a row has and that was not changed yet.
    pub(super) fn has(&self, row: usize, entry: &Entry) -> bool {
        self.find(row, entry).is_some()
    }

    /// Gives a bar another kind, other days or another time in words; says whether that could be done.
    pub(super) fn replace(&mut self, row: usize, old: &Entry, new: &Entry) -> bool {
        let Some((at, span)) = self.find(row, old) else { return false };
        let Some((kind, when)) = self.bar(new, Some(span)) else { return false };
        let (own, said) = &self.old[row].bars.as_deref().unwrap_or_default()[at];
        let are_same = |index: usize| plain(index, &old.cells[index]) == plain(index, &new.cells[index]);
        let kind = named(&kind, own, said);
        let when = match DAYS.iter().all(|index| are_same(*index)) {
            true if are_same(WHEN) => said.clone(),
            true => match self.said(&new.cells[WHEN]) {
                Some(when) => when,
                None => return false,
            },
            false => when,
        };
        self.bars_of(row)[at] = Some((kind, when));
        true
    }

    /// A time in words, as it can be read again.
    fn said(&self, text: &str) -> Option<String> {
        let (span, manner) = resolve::span(text, self.sheet.period)?;
        Some(if manner == Manner::Steady { self.sheet.period.words(span) } else { text.to_owned() })
    }

    /// Adds a bar to a row that has a list of them; says whether that could be done.
    pub(super) fn add(&mut self, row: usize, entry: &Entry) -> bool {
        let bar = self.bar(entry, None).filter(|_| self.old[row].bars.is_some());
        bar.map(|bar| self.bars_of(row).push(Some(bar))).is_some()
    }

    /// Takes a bar out of a row; says whether that could be done.
    pub(super) fn remove(&mut self, row: usize, entry: &Entry) -> bool {
        self.find(row, entry).map(|(at, _)| self.bars_of(row)[at] = None).is_some()
    }

    /// The bars of the rows that were changed, and the rows that would have none.
    pub(super) fn bars(self) -> (BTreeMap<usize, Vec<Bar>>, Vec<usize>) {
        let rows =
            self.rows.into_iter().map(|(row, bars)| (row, bars.into_iter().flatten().collect::<Vec<Bar>>()));
        let (with, without): (BTreeMap<usize, Vec<Bar>>, BTreeMap<usize, Vec<Bar>>) =
            rows.partition(|(_, bars)| !bars.is_empty());
        (with, without.into_keys().collect())
    }

    /// The place and the time of the bar that an entry is.
    fn find(&self, row: usize, entry: &Entry) -> Option<(usize, TimeSpan)> {
        let (period, old) = (self.sheet.period, self.old[row].bars.as_ref()?);
        let when = entry.span(period).filter(|_| entry.cells[STAGE] != words::ACTUAL)?;
        let now = self.rows.get(&row);
        let is_left = |at: usize| now.is_none_or(|bars| bars[at].as_ref() == Some(&old[at]));
        let bars = self.initiatives[row].bars().iter().enumerate();
        let mut same = bars.filter(|(at, bar)| {
            let (kind, said) = (&bar.kind.value, bar.words(period));
            let label = bare(&entry.cells[KIND]);
            (bare(kind) == label || label_of(kind, &said) == label)
                && period.dates(bar.span) == period.dates(when)
                && is_left(*at)
        });
        same.next().map(|(at, bar)| (at, bar.span))
    }

    /// The bar that an entry is now. One that went on beyond the period still does, where it reaches its end.
    fn bar(&self, entry: &Entry, old: Option<TimeSpan>) -> Option<Bar> {
        let period = self.sheet.period;
        let span = entry.span(period).filter(|_| entry.cells[STAGE] != words::ACTUAL)?;
        let is_open = old.is_some_and(|old| old.is_open_behind() && old.end() == span.end());
        let span = if is_open { span.and_onwards(period) } else { span };
        let kind = &entry.cells[KIND];
        (!kind.is_empty()).then(|| (kind.clone(), period.words(span)))
    }

    fn bars_of(&mut self, row: usize) -> &mut Vec<Option<Bar>> {
        let old = self.old[row].bars.iter().flatten().cloned().map(Some);
        self.rows.entry(row).or_insert_with(|| old.collect())
    }
}
