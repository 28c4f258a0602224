//! The cells of the sheet.

use std::ops::{AddAssign, Range};

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::heights::Heights;
use super::look::{Edge, Edges, Formats, Look, Vertical};
use crate::font::Weight;
use crate::geom::{PIXEL, Pt};
use crate::layout::{Band, Line, Row, RowBox, Slot, Strip, Tracks, text_of};
use crate::model::{Align, Column, Content, MONTHS, MonthSpan, Quarter, Sheet, Template};
use crate::page::SchedulePart;

/// The rows above the table: label, title, and two rows of heads.
pub const LABEL_ROW: u32 = 0;
pub const TITLE_ROW: u32 = 1;
pub const UPPER_HEAD_ROW: u32 = 2;
pub const LOWER_HEAD_ROW: u32 = 3;
pub const FIRST_ROW: u32 = 4;

/// What Excel itself keeps free beside a cell's text: 5 pixels at a Normal font with digits of 8.
/// With just that beside our text width, its lines break where ours do.
pub const CELL_PADDING: Pt = Pt(3.75);

/// A block of cells, first and last included.
#[derive(Debug, Clone, Copy)]
struct Block {
    rows: (u32, u32),
    columns: (u16, u16),
}

/// Where the sheet's parts lie on the worksheet.
pub struct Grid<'a> {
    sheet: &'a Sheet,
    template: &'a Template,
    tracks: &'a Tracks,
    heights: &'a Heights,
    formats: Formats,
    /// The first worksheet column of each template column, and the one after the last.
    starts: Vec<u16>,
    /// The first worksheet row of each of the tracks' rows, and the one after the last.
    row_starts: Vec<u32>,
    /// The worksheet column of April.
    april: u16,
}

impl<'a> Grid<'a> {
    /// Finds the places of a sheet's parts.
    pub fn new(
        sheet: &'a Sheet,
        template: &'a Template,
        tracks: &'a Tracks,
        heights: &'a Heights,
    ) -> Grid<'a> {
        let width = |column: &Column| if column.content == Content::Schedule { u16::from(MONTHS) } else { 1 };
        let starts = running(0, template.columns.iter().map(width));
        let counts = (0..tracks.rows.len()).map(|row| heights.counts(row).sum());
        let row_starts = running(FIRST_ROW, counts);
        let schedule = template.columns.iter().position(|column| column.content == Content::Schedule);
        let april = schedule.map_or(0, |column| starts[column]);
        Grid { sheet, template, tracks, heights, formats: Formats::default(), starts, row_starts, april }
    }

    /// The last worksheet column.
    pub fn last_column(&self) -> u16 {
        self.starts[self.template.columns.len()] - 1
    }

    /// The last worksheet row.
    pub fn last_row(&self) -> u32 {
        self.row_start(self.tracks.rows.len()) - 1
    }

    /// The first worksheet row of a row of the tracks.
    pub fn row_start(&self, row: usize) -> u32 {
        self.row_starts[row]
    }

    /// The first worksheet column of a column of the template.
    pub fn column_start(&self, column: usize) -> u16 {
        self.starts[column]
    }

    /// The width of each worksheet column, in whole pixels.
    pub fn column_widths(&self) -> Vec<u32> {
        let pixels = |width: Pt| (width.0 / PIXEL.0).round().max(1.0) as u32;
        let month = pixels(self.tracks.months.month);
        let text = |column: &Column| pixels(column.width.at(self.template.text.body) + CELL_PADDING);
        let widths = self.template.columns.iter().flat_map(|column| match column.content {
            Content::Schedule => vec![month; usize::from(MONTHS)],
            Content::Number | Content::Category | Content::Text(_) => vec![text(column)],
        });
        widths.collect()
    }

    /// Writes everything.
    pub fn write(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, width) in self.column_widths().into_iter().enumerate() {
            worksheet.set_column_width_pixels(column as u16, width)?;
        }
        self.label(worksheet)?;
        self.title(worksheet)?;
        self.heads(worksheet)?;
        for page in &self.tracks.pages {
            self.rows(worksheet, page.rows.clone())?;
        }
        Ok(())
    }

    fn label(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let text = &self.template.text;
        let look = Look {
            bold: true,
            align: Align::Center,
            edges: Edges::all(self.strong()),
            ..Look::plain(text.label)
        };
        let longest =
            self.tracks.label.lines.iter().map(|line| line.width.at(text.label)).fold(Pt(0.0), Pt::max);
        let first = self.columns_at_right(longest + text.label * 2.0);
        let block = Block { rows: (LABEL_ROW, LABEL_ROW), columns: (first, self.last_column()) };
        self.put(worksheet, block, &self.sheet.label.value, look)
    }

    /// The first of as many columns at the right as a width needs.
    fn columns_at_right(&self, width: Pt) -> u16 {
        let mut left = width;
        let widths = self.column_widths();
        for (column, pixels) in widths.iter().enumerate().rev() {
            left -= PIXEL * f64::from(*pixels);
            if left <= Pt(0.0) {
                return column as u16;
            }
        }
        0
    }

    fn title(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let look = Look { bold: true, align: Align::Center, ..Look::plain(self.template.text.title) };
        let block = Block { rows: (TITLE_ROW, TITLE_ROW), columns: (0, self.last_column()) };
        self.put(worksheet, block, &self.sheet.title.value, look)
    }

    fn heads(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (index, column) in self.template.columns.iter().enumerate() {
            self.head(worksheet, index, column)?;
        }
        for (quarter, head) in Quarter::ALL.into_iter().zip(&self.template.wording.quarters) {
            let block =
                Block { rows: (LOWER_HEAD_ROW, LOWER_HEAD_ROW), columns: self.months(quarter.months()) };
            self.put(worksheet, block, &head.value, self.head_look(block))?;
        }
        Ok(())
    }

    fn head(&self, worksheet: &mut Worksheet, index: usize, column: &Column) -> Result<(), XlsxError> {
        let last = if column.content == Content::Schedule { UPPER_HEAD_ROW } else { LOWER_HEAD_ROW };
        let columns = (self.starts[index], self.starts[index + 1] - 1);
        let block = Block { rows: (UPPER_HEAD_ROW, last), columns };
        let look = self.head_look(block);
        let Some(note) = &column.note else { return self.put(worksheet, block, &column.head.value, look) };
        self.put(worksheet, block, "", look)?;
        let head = self.formats.get(look);
        let note_format = self.formats.get(Look::plain(self.template.text.note));
        let line = format!("{}\n", column.head.value);
        let parts: [(&Format, &str); 2] = [(&head, &line), (&note_format, &note.value)];
        worksheet.write_rich_string_with_format(block.rows.0, block.columns.0, &parts, &head)?;
        Ok(())
    }

    fn head_look(&self, block: Block) -> Look {
        let edges = Edges {
            top: if block.rows.0 == UPPER_HEAD_ROW { self.strong() } else { self.thin() },
            bottom: self.thin(),
            ..self.sides(block.columns)
        };
        let fill = Some(self.template.fills.head);
        Look { bold: true, align: Align::Center, fill, edges, ..Look::plain(self.template.text.head) }
    }

    /// The rows of a page; the last one closes the table there.
    fn rows(&self, worksheet: &mut Worksheet, rows: Range<usize>) -> Result<(), XlsxError> {
        let (first, last) = (rows.start, rows.end - 1);
        let open = !self.template.repeat.heads && first > 0;
        for index in rows {
            let top = if open && index == first { self.strong() } else { self.thin() };
            let bottom = if index == last { self.strong() } else { self.thin() };
            match &self.tracks.rows[index] {
                Row::Band(band) => self.band(worksheet, self.row_start(index), band, (top, bottom))?,
                Row::Initiative(row) => self.row(worksheet, index, row, (top, bottom))?,
            }
        }
        Ok(())
    }

    fn band(
        &self,
        worksheet: &mut Worksheet,
        row: u32,
        band: &Band,
        ends: (Edge, Edge),
    ) -> Result<(), XlsxError> {
        let block = Block { rows: (row, row), columns: (0, self.last_column()) };
        let edges = Edges { top: ends.0, bottom: ends.1, ..self.sides(block.columns) };
        let fill = Some(self.template.fills.band);
        let look = Look { bold: true, fill, edges, ..Look::plain(self.template.text.band) };
        self.put(worksheet, block, &band.text, look)
    }

    fn row(
        &self,
        worksheet: &mut Worksheet,
        index: usize,
        row: &RowBox,
        ends: (Edge, Edge),
    ) -> Result<(), XlsxError> {
        let first = self.row_start(index);
        let starts = running(first, self.heights.counts(index));
        let last = starts[row.strips.len()] - 1;
        for (index, column) in self.template.columns.iter().enumerate() {
            let block = Block { rows: (first, last), columns: (self.starts[index], self.starts[index]) };
            let edges = Edges { top: ends.0, bottom: ends.1, ..self.sides(block.columns) };
            let vertical = if row.continued { Vertical::Top } else { Vertical::Middle };
            let look = Look { align: column.align, vertical, edges, ..Look::plain(self.template.text.body) };
            self.cell(worksheet, block, column, &row.cells[index], look)?;
        }
        for (index, strip) in row.strips.iter().enumerate() {
            let rows = (starts[index], starts[index + 1] - 1);
            self.strip(worksheet, rows, strip, ((first, ends.0), (last, ends.1)))?;
        }
        Ok(())
    }

    fn cell(
        &self,
        worksheet: &mut Worksheet,
        block: Block,
        column: &Column,
        lines: &[Line],
        look: Look,
    ) -> Result<(), XlsxError> {
        let text = text_of(lines);
        match (&column.content, text.parse::<u32>()) {
            (Content::Schedule, _) => Ok(()),
            (Content::Number, Ok(number)) => {
                let look = Look { is_number: true, ..look };
                self.put(worksheet, block, "", look)?;
                let format = self.formats.get(look);
                worksheet.write_number_with_format(block.rows.0, block.columns.0, number, &format)?;
                Ok(())
            }
            _ => self.put(worksheet, block, &text, look),
        }
    }

    /// The month cells of a strip: first all of them empty, then what stands in it. The row's first and
    /// last worksheet row have the lines above and below it.
    fn strip(
        &self,
        worksheet: &mut Worksheet,
        rows: (u32, u32),
        strip: &Strip,
        ends: ((u32, Edge), (u32, Edge)),
    ) -> Result<(), XlsxError> {
        let edge = |(row, edge): (u32, Edge), at: u32| if at == row { edge } else { Edge::None };
        let edges = |(first, last), columns| Edges {
            top: edge(ends.0, first),
            bottom: edge(ends.1, last),
            ..self.quarter_sides(columns)
        };
        for row in rows.0..=rows.1 {
            for column in self.april..self.april + u16::from(MONTHS) {
                let edges = edges((row, row), (column, column));
                let look = Look { edges, ..Look::plain(self.template.text.body) };
                worksheet.write_blank(row, column, &self.formats.get(look))?;
            }
        }
        for slot in &strip.slots {
            let block = Block { rows, columns: self.months(slot.months) };
            let look = self.slot_look(slot, edges(block.rows, block.columns));
            self.put(worksheet, block, &slot_text(slot), look)?;
        }
        Ok(())
    }

    fn slot_look(&self, slot: &Slot, edges: Edges) -> Look {
        let look = slot.look;
        Look {
            bold: look.weight == Weight::Bold,
            text: look.text,
            fill: look.fill,
            align: look.align,
            vertical: if slot.part == SchedulePart::Callout { Vertical::Top } else { Vertical::Middle },
            edges: look.outline.map_or(edges, |color| edges.with_outline(Edge::Thin(color))),
            ..Look::plain(self.template.text.body)
        }
    }

    /// Writes a text into a block, merged where it has more than one cell.
    fn put(&self, worksheet: &mut Worksheet, block: Block, text: &str, look: Look) -> Result<(), XlsxError> {
        let format = self.formats.get(look);
        let ((top, bottom), (left, right)) = (block.rows, block.columns);
        match (top == bottom && left == right, text) {
            (true, "") => worksheet.write_blank(top, left, &format)?,
            (true, _) => worksheet.write_string_with_format(top, left, text, &format)?,
            (false, _) => worksheet.merge_range(top, left, bottom, right, text, &format)?,
        };
        Ok(())
    }

    /// The worksheet columns of some months.
    fn months(&self, months: MonthSpan) -> (u16, u16) {
        (self.april + u16::from(months.start()), self.april + u16::from(months.end()) - 1)
    }

    fn thin(&self) -> Edge {
        Edge::Thin(self.template.rules.color)
    }

    fn strong(&self) -> Edge {
        Edge::Strong(self.template.rules.color)
    }

    /// The lines at the left and right of some columns: strong at the table's own edges.
    fn sides(&self, (first, last): (u16, u16)) -> Edges {
        Edges {
            left: if first == 0 { self.strong() } else { self.thin() },
            right: if last == self.last_column() { self.strong() } else { self.thin() },
            ..Edges::default()
        }
    }

    /// The lines at the left and right of some months: only between quarters.
    fn quarter_sides(&self, (first, last): (u16, u16)) -> Edges {
        let sides = self.sides((first, last));
        let inside = |months: u16| !months.is_multiple_of(3);
        Edges {
            left: if inside(first - self.april) { Edge::None } else { sides.left },
            right: if inside(last + 1 - self.april) { Edge::None } else { sides.right },
            ..Edges::default()
        }
    }
}

/// The text of a slot's cell. A label keeps the line breaks of the PDF: left alone, a program breaks
/// `会議（９月）` inside its brackets. A callout's text goes on over the lines like any cell's.
pub fn slot_text(slot: &Slot) -> String {
    match slot.part {
        SchedulePart::Callout => text_of(&slot.lines),
        SchedulePart::Bar | SchedulePart::Meeting | SchedulePart::Report => {
            slot.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
        }
    }
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
