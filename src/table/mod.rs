//! What stands where: a sheet as a table of cells, bars and markers, before anything is measured.
//!
//! [`handout`] makes the table of a sheet. All stages behind it, measuring, placing, tags, outline and
//! workbook, take the table and never ask the sheet or the template again. So a question like "what
//! does this row show in the third column?" has its answer here and nowhere else.

mod abridged;
mod comparison;
mod handout;
mod lanes;
mod legend;
mod links;
mod marked;
mod passage;
mod slot;
mod tiers;

use std::ops::Range;
use std::sync::Arc;

use ecow::EcoString;

use crate::base::Texts;
use crate::diag::Place;
use crate::geom::{Em, Pt};
use crate::model::{Align, Axis, Content, Date, Look, Number, Sheet, TimeSpan, Type};

pub use comparison::comparison;
pub use handout::handout;
pub use links::Link;
pub use marked::marked;
pub use passage::{Mark, Passage, Run, Runs};
pub use slot::{Outline, SchedulePart, Slot, SlotLook};

/// A sheet as a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Paper, type, lines and colours.
    pub look: Look,
    /// The time that the schedule covers, and its columns.
    pub axis: Axis,
    /// When the sheet was made, if its writer says so.
    pub date: Option<Date>,
    /// What its workbook carries of the sheet, for copies that come back edited to be compared with; nothing
    /// where it shows two sheets, since nobody fills that in.
    pub origin: Option<Origin>,
    /// The handout's number (資料番号), boxed at the top right of the first page.
    pub label: Passage,
    /// The title (表題).
    pub title: Passage,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Which of the columns is the schedule, if there is one.
    pub schedule: Option<usize>,
    /// The columns that stand below a head that they share.
    pub groups: Vec<Range<usize>>,
    /// The rows of heads below that of the schedule, from the top down. The last has a head for each column
    /// of the axis.
    pub tiers: Vec<Vec<TimeHead>>,
    /// The bodies whose meetings stand below the heads, in rows of their own.
    pub bodies: Vec<BodyRow>,
    /// The themes with their rows.
    pub bands: Vec<Band>,
    /// What stands beside the handout's number on the first page, line by line; may be empty.
    pub corner: Passage,
    /// What explains the looks of bars and meetings below the table on the last page: a heading, then at least one
    /// key; or nothing.
    pub legend: Vec<Key>,
    /// What is noted below that.
    pub notes: Vec<Passage>,
}

/// What a workbook carries of the sheet that it was made from. It is made when a workbook is, as it takes as much
/// room as the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin(Arc<Sheet>);

impl Origin {
    /// A number that tells what the sheet says from what any other says.
    pub fn fingerprint(&self) -> u128 {
        self.0.fingerprint()
    }

    /// What the sheet says.
    pub fn texts(&self) -> Texts {
        Texts::of(&self.0)
    }
}

impl Table {
    /// All rows, theme by theme.
    pub fn rows(&self) -> impl Iterator<Item = (&Band, &Row)> {
        self.bands.iter().flat_map(|band| band.rows.iter().map(move |row| (band, &**row)))
    }

    /// A row.
    pub fn row(&self, at: RowAt) -> &Row {
        &self.bands[at.band].rows[at.row]
    }

    /// The head that the columns of a group share.
    pub fn group_head(&self, group: &Range<usize>) -> Option<&Passage> {
        self.columns[group.clone()].first()?.group.as_ref()
    }

    /// Sets type sizes. The column that takes what the others leave of the paper gets its width.
    pub fn set_type(&mut self, text: Type) {
        self.look.text = text;
        let Some(rest) = self.columns.iter().position(|column| column.takes_rest) else { return };
        self.columns[rest].width = Em(0.0);
        let taken: Em = (0..self.columns.len()).map(|column| self.whole_width(column)).sum();
        let width = Em(self.look.printable_width().0 / text.body.0) - taken;
        self.columns[rest].width = width.max(Em(0.0));
    }

    /// The width of a column with the air beside its text.
    pub fn whole_width(&self, column: usize) -> Em {
        let Column { width, hanging, .. } = self.columns[column];
        let air = self.look.text.padding_x * 2.0;
        match (self.is_schedule(column), hanging) {
            (true, _) => width,
            (false, true) => width + air + HANGING,
            (false, false) => width + air,
        }
    }

    /// Whether a column is the schedule.
    pub fn is_schedule(&self, column: usize) -> bool {
        self.schedule == Some(column)
    }

    /// The spans of the schedule's columns; none where there is no schedule.
    pub fn times(&self) -> impl Iterator<Item = TimeSpan> {
        self.schedule.into_iter().flat_map(|_| self.axis.columns())
    }

    /// The columns other than the schedule.
    pub fn text_columns(&self) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .enumerate()
            .filter(|(index, _)| !self.is_schedule(*index))
            .map(|(_, column)| column)
    }

    /// The smallest type size that the sheet shows, and where the template gives it.
    pub fn smallest_type(&self) -> (Pt, Place) {
        let has_notes = self.look.repeat.page_number
            || self.columns.iter().any(|column| column.note.is_some())
            || !(self.corner.text.is_empty() && self.legend.is_empty() && self.notes.is_empty());
        let [body, title, label, head, note, band] = self.look.text.sizes();
        let sizes = [title, label, head, if has_notes { note } else { body }, band];
        sizes.into_iter().fold(body, |least, size| if size.0 < least.0 { size } else { least })
    }

    /// What the handout's number says on a page of some: further pages say which they are.
    pub fn label_on(&self, page: usize, pages: usize) -> Passage {
        match page {
            1 => self.label.clone(),
            _ => self.label.clone().followed_by(&format!("（{page}/{pages}）"), Place::NONE),
        }
    }

    /// The text that stands for a row where there is room for one line: its number, if a column shows it, and
    /// its first text.
    pub fn row_title(&self, row: &Row) -> String {
        if self.schedule.is_none() {
            return row.cells.first().map_or(String::new(), Passage::latest);
        }
        let cells = || self.columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.text.is_empty());
        let number = cells().find(|(column, _)| column.content == Content::Number);
        let text = cells().find(|(column, _)| matches!(column.content, Content::Text(_)));
        let parts = number.into_iter().chain(text).map(|(_, cell)| cell.latest());
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// How far lines that go on behind a list mark are shifted at most: the width of a full-width mark.
pub const HANGING: Em = Em(1.0);

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What it shows.
    pub content: Content,
    /// The head that it shares with the other columns of its group, if it is in one.
    pub group: Option<Passage>,
    /// Its head.
    pub head: Passage,
    /// A smaller note below the head.
    pub note: Option<Passage>,
    /// The width of its text, without the air beside it; that of a schedule is its whole width.
    pub width: Em,
    /// Whether this is what the other columns leave of the paper.
    pub takes_rest: bool,
    /// Where the template says so.
    pub width_place: Place,
    /// Where the lines of its cells stand.
    pub align: Align,
    /// Whether lines that go on behind a list mark are shifted by its width; see [`model::Column`].
    pub hanging: bool,
}

impl Column {
    /// What messages and lists call it: its head on one line, behind that of its group.
    pub fn name(&self) -> String {
        let heads = self.group.iter().chain([&self.head]).map(|head| head.text.replace("\n", ""));
        heads.collect::<Vec<_>>().join(" ")
    }

    /// Whether its cell stands again where a row goes on over a page. The others go on.
    pub fn stands_again(&self) -> bool {
        matches!(self.content, Content::Number | Content::Category)
    }
}

/// An entry of the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The look that it explains; none for the heading of the legend and for signs.
    pub look: Option<SlotLook>,
    /// What has this look.
    pub text: Passage,
}

/// A row below the heads that shows when a body meets.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyRow {
    /// The body's name.
    pub name: Passage,
    /// A mark for each of its meetings, in the order of time.
    pub slots: Vec<Arc<Slot>>,
}

/// The head of a stretch of the schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeHead {
    /// What it says.
    pub text: Passage,
    /// What it is the head of.
    pub span: TimeSpan,
}

/// A theme: a heading over the full width, and the rows below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The heading.
    pub heading: Passage,
    /// The heading where it stands again on a further page.
    pub continued: Passage,
    /// The theme's short name (区分).
    pub category: Passage,
    /// Its rows; who measures them again keeps them for that.
    pub rows: Vec<Arc<Row>>,
}

/// Which row of a table is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowAt {
    /// The index of its theme.
    pub band: usize,
    /// Its index among the rows of the theme.
    pub row: usize,
}

/// A row: one initiative (取組).
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number, by which it is known everywhere: no other row has it.
    pub number: Number,
    /// Where the number stands, to speak of the whole row.
    pub place: Place,
    /// What each column shows; that of the schedule is empty.
    pub cells: Vec<Passage>,
    /// Its texts that no column shows, by name. The workbook's list has them.
    pub unseen: Vec<(EcoString, Passage)>,
    /// What stands in its schedule, in the order of the data. Rows share what many of them show, as reports.
    pub slots: Vec<Arc<Slot>>,
    /// Which slots stand beside each other, from top to bottom.
    pub lanes: Vec<Lane>,
    /// Whether a new page starts before it.
    pub starts_page: bool,
}

impl Row {
    /// Its text of a name, seen or not.
    pub fn text(&self, table: &Table, name: &str) -> Option<&Passage> {
        let is_named = |column: &Column| matches!(&column.content, Content::Text(text) if text == name);
        let seen = table.columns.iter().position(is_named).map(|column| &self.cells[column]);
        seen.or_else(|| self.unseen.iter().find(|(unseen, _)| unseen == name).map(|(_, text)| text))
    }
}

/// Slots that stand beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The slots, as indices into [`Row::slots`], in the order of time.
    pub slots: Vec<usize>,
    /// Whether air parts it from the lane above.
    pub gap_before: bool,
}
