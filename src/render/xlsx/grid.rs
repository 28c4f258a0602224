//! Where the parts of the sheet lie on the worksheet: a column for each text and as short a time as the
//! schedule needs, a row for each strip of the schedule.

use std::ops::AddAssign;

use super::heights::Heights;
use super::measures::CELL_PADDING;
use super::step::step;
use crate::geom::{Em, PIXEL, Pt};
use crate::measure::{Measured, Row};
use crate::model::{Content, THIRDS, TimeSpan};
use crate::table::{Column, Table};

/// The rows above the table: label, title, and the first row of heads.
pub(super) const LABEL_ROW: u32 = 0;
pub(super) const TITLE_ROW: u32 = 1;
pub(super) const HEAD_ROW: u32 = 2;

/// The text that agencies fill in, and how wide its column gets where the page has the room: the
/// sentence that they write there has no other place.
const REMARKS: &str = "備考";
const REMARKS_WIDTH: Em = Em(12.0);

/// A block of cells, first and last included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    /// Its rows.
    pub rows: (u32, u32),
    /// Its columns.
    pub columns: (u16, u16),
}

/// Where the parts of a sheet lie.
pub(super) struct Grid {
    /// The first worksheet column of each column of the table, and the one after the last.
    columns: Vec<u16>,
    /// The first worksheet column of the schedule.
    schedule: u16,
    /// How many thirds of a month a worksheet column of the schedule has.
    step: u16,
    /// How many rows the heads take, and those of bodies below them.
    head_rows: u32,
    body_rows: u32,
    /// The width of each worksheet column, in whole pixels.
    widths: Vec<u32>,
    /// The first worksheet row of each strip of each measured row, and the one after the last. A band
    /// has one strip.
    strips: Vec<Vec<u32>>,
    /// The first and the last worksheet row of each initiative, in the table's order.
    blocks: Vec<(u32, u32)>,
    /// How many rows stand below the table.
    foot_rows: u32,
}

impl Grid {
    /// Finds the places of a sheet's parts.
    pub(super) fn new(table: &Table, measured: &Measured, heights: &Heights) -> Grid {
        let step = step(table);
        let steps = table.axis.period.whole().count() / step;
        let count = |index| if table.is_schedule(index) { steps } else { 1 };
        let columns = running(0, (0..table.columns.len()).map(count));
        let head_rows = measured.heads.rows.len() as u32;
        let body_rows = measured.heads.bodies.len() as u32;
        let mut next = HEAD_ROW + head_rows + body_rows;
        let strips: Vec<Vec<u32>> = (0..measured.rows.len())
            .map(|row| {
                let starts = running(next, heights.counts(row));
                next = starts[starts.len() - 1];
                starts
            })
            .collect();
        Grid {
            schedule: table.schedule.map_or(0, |schedule| columns[schedule]),
            step,
            head_rows,
            body_rows,
            widths: widths(table, measured, step),
            blocks: blocks(measured, &strips),
            columns,
            strips,
            foot_rows: heights.foot().len() as u32,
        }
    }

    /// Widens the column of 備考, if there is one, as far as the sheet stays within some pixels.
    pub(super) fn widen_remarks(&mut self, table: &Table, pixels_across: u32) {
        let is_remarks = |column: &Column| column.content == Content::Text(REMARKS.to_owned());
        let Some(index) = table.columns.iter().position(is_remarks) else { return };
        let room = pixels_across.saturating_sub(self.widths.iter().sum());
        let wanted = text_pixels(REMARKS_WIDTH, table);
        let width = &mut self.widths[usize::from(self.columns[index])];
        *width = (*width + room).min(wanted).max(*width);
    }

    /// The first worksheet row below the heads and the bodies.
    pub(super) fn first_row(&self) -> u32 {
        HEAD_ROW + self.head_rows + self.body_rows
    }

    /// The last worksheet row of the heads.
    pub(super) fn last_head_row(&self) -> u32 {
        HEAD_ROW + self.head_rows - 1
    }

    /// The last worksheet column.
    pub(super) fn last_column(&self) -> u16 {
        self.columns[self.columns.len() - 1] - 1
    }

    /// The first worksheet row below the table.
    pub(super) fn foot_row(&self) -> u32 {
        self.strips.last().map_or(self.first_row(), |strips| strips[strips.len() - 1])
    }

    /// The last worksheet row.
    pub(super) fn last_row(&self) -> u32 {
        self.foot_row() + self.foot_rows - 1
    }

    /// The worksheet rows of a measured row.
    pub(super) fn rows(&self, row: usize) -> (u32, u32) {
        let strips = &self.strips[row];
        (strips[0], strips[strips.len() - 1] - 1)
    }

    /// The worksheet rows of a strip of a measured row.
    pub(super) fn strip(&self, row: usize, strip: usize) -> (u32, u32) {
        (self.strips[row][strip], self.strips[row][strip + 1] - 1)
    }

    /// The worksheet columns of a column of the table.
    pub(super) fn columns(&self, column: usize) -> (u16, u16) {
        (self.columns[column], self.columns[column + 1] - 1)
    }

    /// How many thirds of a month a worksheet column of the schedule stands for.
    pub(super) fn step(&self) -> u16 {
        self.step
    }

    /// The worksheet columns of a span of the schedule.
    pub(super) fn time(&self, span: TimeSpan) -> (u16, u16) {
        (self.schedule + span.start() / self.step, self.schedule + span.end() / self.step - 1)
    }

    /// The spans of the schedule's worksheet columns.
    pub(super) fn steps(&self, whole: TimeSpan) -> impl DoubleEndedIterator<Item = TimeSpan> {
        let step = self.step;
        (0..whole.count() / step).filter_map(move |index| TimeSpan::new(index * step, (index + 1) * step))
    }

    /// The width of each worksheet column, in whole pixels.
    pub(super) fn widths(&self) -> &[u32] {
        &self.widths
    }

    /// The first of as many columns at the right as a width needs.
    pub(super) fn columns_at_right(&self, width: Pt) -> u16 {
        self.columns_before(self.last_column() + 1, width)
    }

    /// The first of as many columns before one as a width needs.
    pub(super) fn columns_before(&self, end: u16, width: Pt) -> u16 {
        let mut left = width;
        for (column, pixels) in self.widths[..usize::from(end)].iter().enumerate().rev() {
            left -= PIXEL * f64::from(*pixels);
            if left <= Pt(0.0) {
                return column as u16;
            }
        }
        0
    }

    /// How many columns at the left are about as wide as those behind a column.
    pub(super) fn columns_at_left(&self, column: u16) -> u16 {
        let behind: u32 = self.widths[usize::from(column) + 1..].iter().sum();
        let ends = running(0, self.widths.iter().copied());
        let nearest = ends.iter().enumerate().min_by_key(|(_, end)| end.abs_diff(behind));
        nearest.map_or(0, |(columns, _)| columns as u16)
    }

    /// The first and the last worksheet row of each initiative, in the table's order.
    pub(super) fn blocks(&self) -> &[(u32, u32)] {
        &self.blocks
    }
}

/// The widths of the schedule's worksheet columns in whole pixels. Those of a month are as wide together as
/// the month, and all months are equally wide.
fn step_widths(table: &Table, measured: &Measured, step: u16) -> Vec<u32> {
    let months = u32::from(table.axis.period.whole().count() / THIRDS);
    if step >= THIRDS {
        let width = pixels(measured.time.month * f64::from(step / THIRDS));
        return vec![width; (months / u32::from(step / THIRDS)) as usize];
    }
    let month = pixels(measured.time.month).max(u32::from(THIRDS));
    let thirds = [month / 3, month - month / 3 * 2, month / 3];
    (0..months).flat_map(|_| thirds).collect()
}

/// The width of each worksheet column, in whole pixels.
fn widths(table: &Table, measured: &Measured, step: u16) -> Vec<u32> {
    let columns =
        table.columns.iter().enumerate().flat_map(|(index, column)| match table.is_schedule(index) {
            true => step_widths(table, measured, step),
            false => vec![text_pixels(column.width, table)],
        });
    columns.collect()
}

/// The width of a column for a text, in whole pixels.
fn text_pixels(width: Em, table: &Table) -> u32 {
    pixels(width.at(table.look.text.body) + CELL_PADDING)
}

fn pixels(width: Pt) -> u32 {
    (width.0 / PIXEL.0).round().max(1.0) as u32
}

/// The rows of each initiative. One that goes on over pages has several measured rows.
fn blocks(measured: &Measured, strips: &[Vec<u32>]) -> Vec<(u32, u32)> {
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    for (row, strips) in measured.rows.iter().zip(strips) {
        let Row::Initiative(row) = row else { continue };
        let last = strips[strips.len() - 1] - 1;
        match blocks.last_mut().filter(|_| row.continued) {
            Some(rows) => rows.1 = last,
            None => blocks.push((strips[0], last)),
        }
    }
    blocks
}

/// Running starts of things of given sizes, from `first` on, and the end of the last.
fn running<T: Copy + AddAssign>(first: T, sizes: impl Iterator<Item = T>) -> Vec<T> {
    let mut starts = vec![first];
    let mut next = first;
    for size in sizes {
        next += size;
        starts.push(next);
    }
    starts
}
