//! Makes the table that shows what changed since an earlier sheet (見え消し): the tables of both sheets in one,
//! what was deleted in its old place.

mod passages;
mod slots;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lanes::lanes;
use super::{Band, BodyRow, Column, Mark, Passage, Row, Slot, Table, TimeHead};
use crate::diff::{RowChanges, SheetChanges, ThemeChanges};
use crate::japanese::words;
use crate::model::{Content, Initiative, Number, Text, Theme};
use passages::{added, deleted, marked_text, merged, of_runs};
use slots::marked_slots;

/// What stands below the number of a row that is new.
const NEW: &str = "新";

/// The table of a sheet, marked with what changed since an earlier one. `changes` are those between the two
/// sheets that `old` and `new` are the tables of. It keeps no page break that was set for the clean text.
pub fn marked(old: &Table, new: &Table, changes: &SheetChanges) -> Table {
    let maker = Maker { old: Places::new(old), new: Places::new(new) };
    Table {
        label: merged(&old.label, &new.label),
        title: merged(&old.title, &new.title),
        columns: new.columns.iter().map(|column| maker.column(column)).collect(),
        tiers: marked_tiers(old, new),
        bodies: maker.bodies(),
        bands: changes.themes.iter().filter_map(|theme| maker.band(theme)).collect(),
        corner: merged(&old.corner, &new.corner),
        notes: changes.notes.iter().map(|note| of_runs(note)).chain([explanation()]).collect(),
        origin: None,
        ..new.clone()
    }
}

/// What the marks mean.
fn explanation() -> Passage {
    let parts = [
        (Mark::Kept, words::MARKS_SHOW),
        (Mark::Deleted, "取り消し線"),
        (Mark::Kept, "は消した所、"),
        (Mark::Added, "下線"),
        (
            Mark::Kept,
            "は加えた所、点線の枠は前回の予定、番号の下の「新」は新しい取組、［前回は…］は移した取組です。",
        ),
    ];
    marked_text(parts)
}

/// The heads of the schedule. Where the two tables part time otherwise, theirs have nothing in common.
fn marked_tiers(old: &Table, new: &Table) -> Vec<Vec<TimeHead>> {
    let is_same = old.axis.unit == new.axis.unit && old.axis.period.years() == new.axis.period.years();
    if !is_same {
        return new.tiers.clone();
    }
    let head = |(old, new): (&TimeHead, &TimeHead)| TimeHead { text: merged(&old.text, &new.text), ..*new };
    let tiers = old.tiers.iter().zip(&new.tiers);
    tiers.map(|(old, new)| old.iter().zip(new).map(head).collect()).collect()
}

/// A table and where its rows stand.
struct Places<'a> {
    table: &'a Table,
    rows: BTreeMap<&'a Number, (&'a Band, &'a Row)>,
}

impl<'a> Places<'a> {
    fn new(table: &'a Table) -> Places<'a> {
        Places { table, rows: table.rows().map(|(band, row)| (&row.number, (band, row))).collect() }
    }

    fn row(&self, initiative: &Initiative) -> Option<&'a Row> {
        self.rows.get(&initiative.number).map(|(_, row)| *row)
    }

    /// The band of a theme, which no other row stands in than its own.
    fn band(&self, theme: &Theme) -> Option<&'a Band> {
        let (band, _) = self.rows.get(&theme.initiatives.first()?.number)?;
        Some(band)
    }

    /// What a row of this table shows in a column of either.
    fn cell(&self, row: &'a Row, content: &Content) -> Option<&'a Passage> {
        self.table.columns.iter().position(|column| column.content == *content).map(|index| &row.cells[index])
    }
}

/// Makes the parts of the table from those of two.
struct Maker<'a> {
    old: Places<'a>,
    new: Places<'a>,
}

impl Maker<'_> {
    fn column(&self, column: &Column) -> Column {
        let before = self.old.table.columns.iter().find(|before| before.content == column.content);
        let Some(before) = before else {
            let note = column.note.as_ref().map(added);
            return Column { head: added(&column.head), note, ..column.clone() };
        };
        let none = Passage::default();
        let (old, new) = (before.note.as_ref(), column.note.as_ref());
        let note = merged(old.unwrap_or(&none), new.unwrap_or(&none));
        let note = Some(note).filter(|note| !note.text.is_empty());
        Column { head: merged(&before.head, &column.head), note, ..column.clone() }
    }

    fn band(&self, theme: &ThemeChanges) -> Option<Band> {
        let old = theme.sides.old.and_then(|theme| self.old.band(theme));
        let new = theme.sides.new.and_then(|theme| self.new.band(theme));
        let part = |part: fn(&Band) -> &Passage| sides(old.map(part), new.map(part));
        let rows = theme.rows.iter().filter_map(|row| self.row(theme, row).map(Arc::new)).collect();
        old.or(new)?;
        Some(Band {
            heading: part(|band| &band.heading),
            continued: part(|band| &band.continued),
            category: part(|band| &band.category),
            rows,
        })
    }

    /// The rows of bodies below the heads, those that are gone behind the others.
    fn bodies(&self) -> Vec<BodyRow> {
        let (old, new) = (&self.old.table.bodies, &self.new.table.bodies);
        let is_same = |one: &&BodyRow, other: &BodyRow| one.name.text == other.name.text;
        let kept = new.iter().map(|body| (old.iter().find(|before| is_same(before, body)), Some(body)));
        let is_gone = |body: &&BodyRow| !new.iter().any(|after| is_same(&after, body));
        let gone = old.iter().filter(is_gone).map(|body| (Some(body), None));
        let body = |(old, new): (Option<&BodyRow>, Option<&BodyRow>)| {
            let name = sides(old.map(|body| &body.name), new.map(|body| &body.name));
            let mut slots = self.slots(old.map(|body| &body.slots), new.map(|body| &body.slots));
            slots.sort_by_key(|slot| slot.span.start());
            BodyRow { name, slots }
        };
        kept.chain(gone).map(body).collect()
    }

    /// What a row of the schedule has on both sides. What lies beyond the new sheet's period has no place on it.
    fn slots(&self, old: Option<&Vec<Arc<Slot>>>, new: Option<&Vec<Arc<Slot>>>) -> Vec<Arc<Slot>> {
        let table = self.new.table;
        let end = table.axis.period.whole().end();
        let slots = |slots: Option<&Vec<Arc<Slot>>>| -> Vec<Slot> {
            slots.into_iter().flatten().map(|slot| Slot::clone(slot)).collect()
        };
        let (mut old, new) = (slots(old), slots(new));
        old.retain(|slot| slot.span.end() <= end);
        marked_slots(old, new, &table.look).into_iter().map(Arc::new).collect()
    }

    fn row(&self, theme: &ThemeChanges, changes: &RowChanges) -> Option<Row> {
        let old = changes.sides.old.and_then(|row| self.old.row(row));
        let new = changes.sides.new.and_then(|row| self.new.row(row));
        let slots = self.slots(old.map(|row| &row.slots), new.map(|row| &row.slots));
        let mut cells: Vec<Passage> =
            self.new.table.columns.iter().map(|column| self.cell(&column.content, old, new)).collect();
        self.note(&mut cells, theme, changes);
        Some(Row {
            cells,
            unseen: Vec::new(),
            lanes: lanes(&slots),
            slots,
            starts_page: false,
            ..new.or(old)?.clone()
        })
    }

    fn cell(&self, content: &Content, old: Option<&Row>, new: Option<&Row>) -> Passage {
        let old = old.and_then(|row| self.old.cell(row, content));
        let new = new.and_then(|row| self.new.cell(row, content));
        match (content, old, new) {
            (Content::Number, Some(old), Some(new)) if old.text != new.text => renumbered(old, new),
            _ => sides(old, new),
        }
    }

    /// Says of a row that it is new, or where it came from.
    fn note(&self, cells: &mut [Passage], theme: &ThemeChanges, changes: &RowChanges) {
        let is_of = |wanted: fn(&Content) -> bool| {
            self.new.table.columns.iter().position(|column| wanted(&column.content))
        };
        let number = is_of(|content| *content == Content::Number);
        let text = is_of(|content| matches!(content, Content::Text(_)));
        if changes.sides.is_added() {
            append(cells, number.or(text), NEW);
        }
        if let Some(place) = changes.places(theme).old {
            append(cells, text.or(number), &format!("［前回は{place}］"));
        }
    }
}

/// What became of a passage that a side may lack.
fn sides(old: Option<&Passage>, new: Option<&Passage>) -> Passage {
    match (old, new) {
        (Some(old), Some(new)) => merged(old, new),
        (Some(old), None) => deleted(old),
        (None, Some(new)) => added(new),
        (None, None) => Passage::default(),
    }
}

/// The old number above the new one: a column that is wide enough for either need not be for both.
fn renumbered(old: &Passage, new: &Passage) -> Passage {
    let below = deleted(old).with(&Text { value: "\n".into(), ..Text::default() }, Mark::Kept);
    new.runs.iter().fold(below, |passage, run| {
        let (value, spelling) = (new.text[run.range.clone()].into(), run.spelling.clone());
        passage.with(&Text { value, place: run.place, spelling }, Mark::Added)
    })
}

/// Puts a word of the program below the text of a cell.
fn append(cells: &mut [Passage], column: Option<usize>, word: &str) {
    let Some(cell) = column.and_then(|column| cells.get_mut(column)) else { return };
    let below = if cell.text.is_empty() { "" } else { "\n" };
    let text = Text { value: format!("{below}{word}").into(), ..Text::default() };
    *cell = std::mem::take(cell).with(&text, Mark::Added);
}
