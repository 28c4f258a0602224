//! Writes the printed sheet: native cells, and texts merged over the strips of their row.

use std::cell::RefCell;
use std::ops::Range;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::grid::{Block, Grid, HEAD_ROW, LABEL_ROW, TITLE_ROW};
use super::heights::Heights;
use super::look::{CellLook, Edge, Edges, Formats, Vertical};
use super::measures::{CELL_PADDING, lines_height};
use super::rich::{self, RichText};
use crate::geom::Pt;
use crate::measure::{BandRow, InitiativeRow, Measured, PageRows, Row, stretch_range};
use crate::model::{Align, Content, LabelPlace};
use crate::table::{self, Column, Mark, Passage, RowAt, Table};

/// Writes the printed sheet of a table, all but the merging of blocks. Gives what it says beside the texts of rows, and
/// these blocks.
pub(super) fn write(
    worksheet: &mut Worksheet,
    table: &Table,
    measured: &Measured,
    grid: &Grid,
    heights: &Heights,
) -> Result<(Vec<Said>, Vec<Block>), XlsxError> {
    let (formats, said, merged) = Default::default();
    let writer = Writer { table, measured, grid, heights, formats, said, merged };
    for (column, width) in grid.widths().iter().enumerate() {
        worksheet.set_column_width_pixels(column as u16, *width)?;
    }
    writer.label(worksheet)?;
    writer.corner(worksheet)?;
    writer.title(worksheet)?;
    writer.ground(worksheet)?;
    writer.heads(worksheet)?;
    for page in &measured.pages {
        writer.rows(worksheet, page)?;
    }
    writer.foot(worksheet)?;
    Ok((writer.said.into_inner(), writer.merged.into_inner()))
}

/// A block of cells, and what it says.
pub(super) type Said = (Block, String);

/// The number of a row, if that is all that a cell says and is a whole number.
fn whole(row: &table::Row, cell: &Passage) -> Option<u32> {
    let is_plain = cell.text == row.number.as_str() && cell.runs.iter().all(|run| run.mark == Mark::Kept);
    row.number.whole().filter(|_| is_plain)
}

/// An initiative's row on the worksheet.
pub(super) struct SheetRow<'a> {
    /// Its place among the measured rows.
    pub index: usize,
    /// Its measures.
    pub measured: &'a InitiativeRow,
    /// What stands in it.
    pub shown: &'a table::Row,
    /// The first and the last worksheet row that it takes.
    pub rows: (u32, u32),
    /// The lines above and below it.
    pub ends: (Edge, Edge),
}

/// Writes the parts of the sheet.
pub(super) struct Writer<'a> {
    pub(super) table: &'a Table,
    pub(super) measured: &'a Measured,
    pub(super) grid: &'a Grid,
    heights: &'a Heights,
    pub(super) formats: Formats,
    /// What has been written beside the texts of rows.
    said: RefCell<Vec<Said>>,
    /// The blocks that are to be merged.
    merged: RefCell<Vec<Block>>,
}

impl Writer<'_> {
    fn label(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let look = CellLook {
            bold: true,
            align: Align::Center,
            edges: Edges::all(self.strong()),
            ..self.plain(self.table.look.text.label)
        };
        let block =
            Block { rows: (LABEL_ROW, LABEL_ROW), columns: (self.label_column(), self.grid.last_column()) };
        self.put(worksheet, block, RichText::from(&self.table.label), look)
    }

    /// What stands beside the label.
    fn corner(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let Some(columns) = self.corner_columns() else { return Ok(()) };
        let look = CellLook { align: Align::Right, ..self.plain(self.table.look.text.note) };
        let block = Block { rows: (LABEL_ROW, LABEL_ROW), columns };
        self.put(worksheet, block, RichText::from(&self.table.corner), look)
    }

    fn title(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let plain = self.plain(self.table.look.text.title);
        let look = CellLook { bold: true, align: Align::Center, ..plain };
        self.put(worksheet, self.title_block(), RichText::from(&self.table.title), look)
    }

    /// The first worksheet column of the label. What stands beside it has at least one.
    fn label_column(&self) -> u16 {
        let column = self.grid.columns_at_right(self.measured.label.size.width + CELL_PADDING * 2.0);
        let least = u16::from(!self.table.corner.text.is_empty());
        column.max(least.min(self.grid.last_column()))
    }

    /// The worksheet columns of what stands beside the label, if anything does.
    fn corner_columns(&self) -> Option<(u16, u16)> {
        let end = self.label_column();
        let last = end.checked_sub(1).filter(|_| !self.table.corner.text.is_empty())?;
        let width = self.measured.corner.size.width + CELL_PADDING * 2.0;
        Some((self.grid.columns_before(end, width).min(last), last))
    }

    /// The cells of the title. Beside a label it takes the label's row too, and where it is narrow enough
    /// to stand in the table's middle, it leaves the same room at the left.
    fn title_block(&self) -> Block {
        let last = self.grid.last_column();
        if self.table.look.setting.label == LabelPlace::AboveTitle {
            return Block { rows: (TITLE_ROW, TITLE_ROW), columns: (0, last) };
        }
        let right = self.corner_columns().map_or(self.label_column(), |(first, _)| first);
        let end = right.max(1) - 1;
        let is_in_middle = self.measured.title.at.x > Pt(0.0);
        let first = if is_in_middle { self.grid.columns_at_left(end).min(end) } else { 0 };
        Block { rows: (LABEL_ROW, TITLE_ROW), columns: (first, end) }
    }

    fn heads(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (index, column) in self.table.columns.iter().enumerate() {
            self.head(worksheet, index, column)?;
        }
        for columns in &self.table.groups {
            self.group(worksheet, columns)?;
        }
        let tiers = self.table.tiers.iter().zip(&self.measured.heads.tiers);
        for (row, (tier, measured)) in (HEAD_ROW + 1..).zip(tiers) {
            for (head, lines) in tier.iter().zip(measured) {
                let block = Block { rows: (row, row), columns: self.grid.time(head.span) };
                // Broken as in the PDF, at phrases.
                let lines = lines.iter().map(|line| RichText::part(&head.text, line.range.clone()));
                let text = lines.reduce(RichText::over).unwrap_or_default();
                self.put(worksheet, block, text, self.head_look(block))?;
            }
        }
        (0..self.table.bodies.len()).try_for_each(|body| self.body(worksheet, body))
    }

    /// The head that a group of columns shares.
    fn group(&self, worksheet: &mut Worksheet, columns: &Range<usize>) -> Result<(), XlsxError> {
        let ends = (self.grid.columns(columns.start).0, self.grid.columns(columns.end - 1).1);
        let block = Block { rows: (HEAD_ROW, HEAD_ROW), columns: ends };
        let head = self.table.group_head(columns).map(RichText::from).unwrap_or_default();
        self.put(worksheet, block, head, self.head_look(block))
    }

    fn head(&self, worksheet: &mut Worksheet, index: usize, column: &Column) -> Result<(), XlsxError> {
        let first = if column.group.is_some() { HEAD_ROW + 1 } else { HEAD_ROW };
        let last = if self.table.is_schedule(index) { HEAD_ROW } else { self.grid.last_head_row() };
        let block = Block { rows: (first, last), columns: self.grid.columns(index) };
        let look = self.head_look(block);
        let head = RichText::from(&column.head);
        let Some(note) = &column.note else { return self.put(worksheet, block, head, look) };
        let note = (RichText::from(note), self.plain(self.table.look.text.note));
        let parts = [(head.over(RichText::default()), look), note];
        self.said.borrow_mut().push((block, parts.iter().map(|(text, _)| text.text()).collect()));
        rich::write(worksheet, (block.rows.0, block.columns.0), &parts, &self.formats)?;
        self.format(worksheet, block, look)
    }

    fn head_look(&self, block: Block) -> CellLook {
        let edges = Edges {
            top: if block.rows.0 == HEAD_ROW { self.strong() } else { self.thin() },
            bottom: if block.rows.1 == self.grid.last_head_row() { self.above(0) } else { self.thin() },
            ..self.sides(block.columns)
        };
        let (fill, plain) = (Some(self.table.look.fills.head), self.plain(self.table.look.text.head));
        CellLook { bold: true, align: Align::Center, fill, edges, ..plain }
    }

    /// The rows of a page; the last one closes the table there.
    fn rows(&self, worksheet: &mut Worksheet, page: &PageRows) -> Result<(), XlsxError> {
        let (first, last) = (page.rows.start, page.rows.end - 1);
        for index in page.rows.clone() {
            let top = if !page.heads && index == first { self.strong() } else { self.above(index) };
            let bottom = if index == last { self.strong() } else { self.above(index + 1) };
            match &self.measured.rows[index] {
                Row::Band(row) => self.band(worksheet, self.grid.rows(index).0, row, (top, bottom))?,
                Row::Initiative(row) => self.row(worksheet, &self.sheet_row(index, row, (top, bottom)))?,
            }
        }
        Ok(())
    }

    /// The line above a row that does not begin the table.
    fn above(&self, index: usize) -> Edge {
        match self.measured.rows[index] {
            Row::Band(_) => Edge::Thin(self.table.look.rules.color),
            Row::Initiative(_) => self.thin(),
        }
    }

    fn band(
        &self,
        worksheet: &mut Worksheet,
        at: u32,
        row: &BandRow,
        ends: (Edge, Edge),
    ) -> Result<(), XlsxError> {
        let band = &self.table.bands[row.band];
        let heading = if row.continued { &band.continued } else { &band.heading };
        let block = Block { rows: (at, at), columns: (0, self.grid.last_column()) };
        let edges = Edges { top: ends.0, bottom: ends.1, ..self.sides(block.columns) };
        let (fill, plain) = (Some(self.table.look.fills.band), self.plain(self.table.look.text.band));
        self.put(worksheet, block, RichText::from(heading), CellLook { bold: true, fill, edges, ..plain })
    }

    fn sheet_row<'b>(&'b self, index: usize, row: &'b InitiativeRow, ends: (Edge, Edge)) -> SheetRow<'b> {
        let shown = self.table.row(RowAt { band: row.band, row: row.row });
        SheetRow { index, measured: row, shown, rows: self.grid.rows(index), ends }
    }

    fn row(&self, worksheet: &mut Worksheet, row: &SheetRow) -> Result<(), XlsxError> {
        for (column, (cell, lines)) in row.shown.cells.iter().zip(&row.measured.cells).enumerate() {
            let block = Block { rows: row.rows, columns: self.grid.columns(column) };
            let edges = Edges { top: row.ends.0, bottom: row.ends.1, ..self.sides(block.columns) };
            let text = RichText::part(cell, stretch_range(lines));
            let is_at_top = row.measured.at_top || text.is_empty() || self.is_full(row.index, lines.len());
            let vertical = if is_at_top { Vertical::Top } else { Vertical::Middle };
            let plain = self.plain(self.table.look.text.body);
            let look = CellLook { align: self.table.columns[column].align, vertical, edges, ..plain };
            match (&self.table.columns[column].content, whole(row.shown, cell)) {
                (Content::Schedule, _) => {}
                (Content::Number, Some(number)) => {
                    worksheet.write_number(block.rows.0, block.columns.0, number)?;
                    self.format(worksheet, block, CellLook { is_number: true, ..look })?;
                }
                (Content::Number | Content::Category | Content::Text(_), _) => {
                    self.write(worksheet, block, text, look)?;
                }
            }
        }
        if self.table.schedule.is_some() {
            self.strips(worksheet, row)?;
        }
        Ok(())
    }

    /// Whether a text of some lines fills its row, so that one more would not fit. Merged cells don't
    /// grow: of a text in the middle the beginning would be cut off like the end.
    fn is_full(&self, row: usize, lines: usize) -> bool {
        lines_height(lines + 1, self.table.look.text.body) > self.heights.of(row)
    }

    /// Writes a text that is none of a row's own into a block.
    pub(super) fn put(
        &self,
        worksheet: &mut Worksheet,
        block: Block,
        text: RichText,
        look: CellLook,
    ) -> Result<(), XlsxError> {
        if !text.is_empty() {
            self.said.borrow_mut().push((block, text.text()));
        }
        self.write(worksheet, block, text, look)
    }

    /// Writes a text into a block.
    fn write(
        &self,
        worksheet: &mut Worksheet,
        block: Block,
        text: RichText,
        look: CellLook,
    ) -> Result<(), XlsxError> {
        if !text.is_empty() {
            rich::write(worksheet, (block.rows.0, block.columns.0), &[(text, look)], &self.formats)?;
        }
        self.format(worksheet, block, look)
    }

    /// Gives the cells of a block a look, all at once, and notes that it is to be merged where it has several.
    fn format(&self, worksheet: &mut Worksheet, block: Block, look: CellLook) -> Result<(), XlsxError> {
        let (format, ((top, bottom), (left, right))) = (self.formats.get(look), (block.rows, block.columns));
        worksheet.set_range_format(top, left, bottom, right, &format)?;
        if top < bottom || left < right {
            self.merged.borrow_mut().push(block);
        }
        Ok(())
    }

    /// Plain type of a size, marked in the table's colour.
    pub(super) fn plain(&self, size: Pt) -> CellLook {
        CellLook { marks: self.table.look.marks.color, ..CellLook::plain(size) }
    }

    pub(super) fn thin(&self) -> Edge {
        Edge::Thin(self.table.look.rules.inner_color)
    }

    fn strong(&self) -> Edge {
        Edge::Strong(self.table.look.rules.color)
    }

    /// The lines at the left and right of some columns: strong at the table's own edges.
    pub(super) fn sides(&self, (first, last): (u16, u16)) -> Edges {
        Edges {
            left: if first == 0 { self.strong() } else { self.thin() },
            right: if last == self.grid.last_column() { self.strong() } else { self.thin() },
            ..Edges::default()
        }
    }
}
