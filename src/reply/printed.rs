//! What a workbook said beside the texts of its rows when it was made.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Grid;
use super::heads::{Heads, Holds};
use super::read::ReadRow;
use crate::base::{Base, schedule_key};
use crate::inquiry;
use crate::japanese::width::bare;
use crate::japanese::words::THIS_LIST;
use crate::model::Sheet;

/// What a workbook said beside the texts of its rows.
pub(super) struct Printed<'a> {
    /// Its texts, without blanks.
    texts: BTreeSet<String>,
    /// Whether these are all: the workbook says so. Else more may have stood behind each of them.
    are_all: bool,
    /// The keys of the schedules of rows, by their numbers.
    schedules: BTreeMap<String, &'a str>,
}

impl<'a> Printed<'a> {
    /// What a workbook says of itself, or what one of a sheet would say at least.
    pub(super) fn new(base: Option<&'a Base>, sheet: &Sheet) -> Printed<'a> {
        let carried = base.filter(|base| !base.printed.is_empty());
        // A form may have come back with the sheet beside it.
        let texts = least(sheet).into_iter();
        let texts = texts.chain(carried.into_iter().flat_map(|base| &base.printed).map(|text| bare(text)));
        let texts = texts.collect();
        let schedules = base.iter().flat_map(|base| &base.schedules);
        let schedules = schedules.map(|(number, key)| (bare(number), key.as_str())).collect();
        Printed { texts, are_all: carried.is_some(), schedules }
    }

    /// Whether it is known that nothing else was said.
    pub(super) fn is_all(&self) -> bool {
        self.are_all
    }

    /// Whether the workbook said a text. A list may have had another note above it.
    pub(super) fn said(&self, text: &str) -> bool {
        let key = bare(text);
        match self.are_all {
            true => key.is_empty() || self.texts.contains(&key) || key.starts_with(THIS_LIST),
            // A heading that stands again on a further page goes on with some words.
            false => key.is_empty() || self.texts.iter().any(|known| key.starts_with(known)),
        }
    }

    /// Whether the schedule of a row stands as it was written, in columns from the first to the last.
    pub(super) fn has_schedule(&self, grid: &Grid, heads: &Heads, row: &ReadRow, number: &str) -> bool {
        let key = self.schedules.get(&bare(number));
        let Some((key, first)) = key.zip(heads.column(&Holds::Schedule)) else { return false };
        let last = grid.merge_at((heads.first, first)).map_or(first, |block| block.last.1);
        let cells = grid.cells.range((row.rows.0, 0)..(row.rows.1, 0));
        let cells = cells
            .filter(|((_, column), cell)| (first..=last).contains(column) && !cell.kept().trim().is_empty());
        let cells = cells.map(|(place, cell)| {
            let end = grid.merge_at(*place).map_or(place.1, |block| block.last.1);
            ([place.0 - row.rows.0, place.1 - first, end - first], bare(cell.kept()))
        });
        schedule_key(cells) == **key
    }
}

/// What every workbook of a sheet says, or how that begins.
fn least(sheet: &Sheet) -> BTreeSet<String> {
    let headings = sheet.themes.iter().map(|theme| theme.heading.value.to_string());
    let head = [sheet.label.value.to_string(), sheet.title.value.to_string(), THIS_LIST.to_owned()];
    let texts = headings.chain(head).chain(inquiry::printed()).map(|text| bare(&text));
    texts.filter(|text| !text.is_empty()).collect()
}
