//! Keeps the rows of the table that was measured last: an edit leaves nearly all as they are.

use std::sync::Arc;

use super::measured::{InitiativeRow, TimeTrack};
use crate::model::{Axis, Look};
use crate::table::{self, Column, RowAt, Table};

/// The rows of a table with their measures, in order.
#[derive(Debug, Default)]
pub(super) struct KnownRows {
    setting: Option<Setting>,
    rows: Vec<KnownRow>,
}

/// A row, and its measures; nothing where there is something to say of it, which is said again each time.
type KnownRow = (Arc<table::Row>, Option<Arc<InitiativeRow>>);

/// What the measures of a row follow from beside the row itself and the faces.
#[derive(Debug, PartialEq)]
struct Setting {
    look: Look,
    axis: Axis,
    columns: Vec<Column>,
    time: TimeTrack,
}

impl KnownRows {
    /// None yet of a table.
    pub(super) fn of(table: &Table, time: TimeTrack) -> KnownRows {
        let setting = Setting { look: table.look, axis: table.axis, columns: table.columns.clone(), time };
        KnownRows { setting: Some(setting), rows: Vec::with_capacity(table.rows().count()) }
    }

    /// The rows, if those of another table would have the same measures.
    pub(super) fn for_those(mut self, other: &KnownRows) -> KnownRows {
        if self.setting != other.setting {
            self.rows.clear();
        }
        self
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: &Arc<table::Row>, measures: Option<&Arc<InitiativeRow>>) {
        self.rows.push((Arc::clone(row), measures.cloned()));
    }

    /// The measures of a row if it is among these, as the nth from the first one or, where rows have been added or taken
    /// away, from the last of `count`.
    pub(super) fn find(&self, (nth, count): (usize, usize), row: &table::Row) -> Option<&Arc<InitiativeRow>> {
        let from_last = (nth + self.rows.len()).checked_sub(count);
        let places = [Some(nth), from_last].into_iter().flatten();
        let mut known = places.filter_map(|place| self.rows.get(place));
        known.find(|(known, _)| **known == *row)?.1.as_ref()
    }
}

/// The measures of a row at some place of a table.
pub(super) fn placed(measures: &Arc<InitiativeRow>, at: RowAt) -> Arc<InitiativeRow> {
    if (measures.band, measures.row) == (at.band, at.row) {
        return Arc::clone(measures);
    }
    Arc::new(InitiativeRow { band: at.band, row: at.row, ..InitiativeRow::clone(measures) })
}
