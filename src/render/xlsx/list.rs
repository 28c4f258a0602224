//! A list for machines and for those who sort: a worksheet that holds an Excel table with filters, one
//! datum a cell, nothing merged.

use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatBorder, Table, TableColumn, TableStyle, Workbook, Worksheet,
    XlsxError,
};

use super::look::{TEXT, base_format, color};
use super::measures::{CELL_PADDING, HIGHEST, lines_height, needed};
use super::setup::paper_code;
use crate::font::{Fonts, Weight};
use crate::geom::{PIXEL, Pt};
use crate::measure::Memory;
use crate::model::{Look, PaperFormat};

/// The type size.
const SIZE: Pt = Pt(10.5);

/// Air below a row's text.
const ROW_AIR: Pt = Pt(3.0);

/// Air around the text of a row that people write in by hand.
const PRINTED_AIR: Pt = Pt(9.0);

/// The worksheet row of the heads, below two rows that say what the list is for.
pub(super) const HEAD_ROW: u32 = 2;

/// The room in pixels that Excel's button for filters takes of a head.
const FILTER_BUTTON: u32 = 18;

/// The last column of a worksheet (Excel's specifications and limits): always empty.
const LAST_COLUMN: u16 = 16_383;

/// A list.
pub(super) struct List {
    /// The name of its worksheet and of its table.
    pub name: &'static str,
    /// What stands above it.
    pub notes: [String; HEAD_ROW as usize],
    /// Whether it is printed with the workbook.
    pub is_printed: bool,
    /// What it lists, for those who hear it rather than see it.
    pub description: &'static str,
    /// Its columns, each with another head.
    pub columns: Vec<ListColumn>,
    /// Its rows, with a datum for each column.
    pub rows: Vec<Vec<Datum>>,
}

/// A column of a list.
pub(super) struct ListColumn {
    /// What it stands for: the name of a text, or its own.
    pub name: String,
    /// Its head.
    pub head: String,
    /// Its width in pixels.
    pub width: u32,
    /// What stands in it.
    pub kind: Kind,
}

/// What stands in a column.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// Numbers.
    Number,
    /// Texts on one line, which Excel may show on several.
    Text,
    /// Dates, shown with the western year.
    Date,
    /// Dates, shown with the year of the era.
    EraMonth,
}

/// What stands in a cell.
pub(super) enum Datum {
    /// A number.
    Number(u32),
    /// A text.
    Text(String),
    /// A date.
    Date(ExcelDateTime),
}

impl Kind {
    fn format(self, look: &Look, align: FormatAlign) -> Format {
        let format = cell_format(look).set_align(align);
        match self {
            Kind::Number => format.set_align(FormatAlign::Center),
            Kind::Text => format.set_num_format_index(TEXT).set_text_wrap(),
            Kind::Date => format.set_num_format("yyyy/mm/dd").set_align(FormatAlign::Center),
            Kind::EraMonth => {
                format.set_num_format("[$-411]ggge\"年\"m\"月\"").set_align(FormatAlign::Center)
            }
        }
    }
}

fn cell_format(look: &Look) -> Format {
    base_format()
        .set_font_size(SIZE.0)
        .set_border(FormatBorder::Thin)
        .set_border_color(color(look.rules.color))
}

fn head_format(look: &Look) -> Format {
    cell_format(look)
        .set_bold()
        .set_background_color(color(look.fills.head))
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
}

/// The look of the lines above the table. Their texts run on over the empty cells beside them.
fn note_format() -> Format {
    base_format().set_font_size(SIZE.0).set_num_format_index(TEXT)
}

impl List {
    /// Adds its worksheet to a workbook, and leaves its columns.
    pub(super) fn write(
        self,
        workbook: &mut Workbook,
        look: &Look,
        fonts: (&Fonts, &Memory),
    ) -> Result<Vec<ListColumn>, XlsxError> {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(self.name)?;
        for (row, note) in self.notes.iter().enumerate() {
            worksheet.write_string_with_format(row as u32, 0, note, &note_format())?;
        }
        for (index, column) in self.columns.iter().enumerate() {
            let index = index as u16;
            worksheet.set_column_width_pixels(index, column.width)?;
            self.write_column(worksheet, index, &column.kind.format(look, self.align()))?;
        }
        for (row, height) in self.heights(fonts).enumerate() {
            worksheet.set_row_height(row as u32, height.0)?;
        }
        // The table comes after its data: it gives the cells that it finds their formats.
        let last_column = self.columns.len() as u16 - 1;
        worksheet.add_table(HEAD_ROW, 0, self.last_row(), last_column, &self.table(look))?;
        worksheet.set_freeze_panes(HEAD_ROW + 1, 0)?;
        set_up_printing(worksheet, self.is_printed)?;
        Ok(self.columns)
    }

    fn write_column(&self, worksheet: &mut Worksheet, column: u16, format: &Format) -> Result<(), XlsxError> {
        for (row, data) in self.rows.iter().enumerate() {
            data[usize::from(column)].write(worksheet, HEAD_ROW + 1 + row as u32, column, format)?;
        }
        Ok(())
    }

    /// The height of each row from the top of the worksheet. Not left to the program that opens the list:
    /// LibreOffice fits no rows of a workbook that says it is Excel's.
    fn heights(&self, fonts: (&Fonts, &Memory)) -> impl Iterator<Item = Pt> {
        let notes = (0..HEAD_ROW).map(|_| lines_height(1, SIZE));
        let head = self.columns.iter().map(|column| {
            let width = text_width(column.width.saturating_sub(FILTER_BUTTON));
            needed(&column.head, (width, SIZE), Weight::Bold, fonts)
        });
        let head = head.fold(Pt(0.0), Pt::max);
        let rows = self.rows.iter().map(move |row| self.text_height(row, fonts));
        let air = if self.is_printed { PRINTED_AIR } else { ROW_AIR };
        notes.chain([head]).chain(rows).map(move |text| row_height(text + air))
    }

    /// Where texts stand in their cells.
    fn align(&self) -> FormatAlign {
        if self.is_printed { FormatAlign::VerticalCenter } else { FormatAlign::Top }
    }

    fn text_height(&self, row: &[Datum], fonts: (&Fonts, &Memory)) -> Pt {
        let heights = self.columns.iter().zip(row).map(|(column, datum)| match datum {
            Datum::Text(text) => needed(text, (text_width(column.width), SIZE), Weight::Regular, fonts),
            Datum::Number(_) | Datum::Date(_) => lines_height(1, SIZE),
        });
        heights.fold(Pt(0.0), Pt::max)
    }

    /// An Excel table has at least one row below its head.
    fn last_row(&self) -> u32 {
        HEAD_ROW + self.rows.len().max(1) as u32
    }

    fn table(&self, look: &Look) -> Table {
        let columns = self.columns.iter().map(|column| {
            let format = column.kind.format(look, self.align());
            TableColumn::new()
                .set_header(&column.head)
                .set_header_format(head_format(look))
                .set_format(format)
        });
        // Cells carry their look themselves: LibreOffice knows no styles of tables.
        Table::new()
            .set_name(self.name)
            .set_style(TableStyle::None)
            .set_alt_text_title(self.name)
            .set_alt_text(self.description)
            .set_columns(&columns.collect::<Vec<_>>())
    }
}

/// The width of a column's text.
fn text_width(pixels: u32) -> Pt {
    PIXEL * f64::from(pixels) - CELL_PADDING
}

/// A height, as far as a row can have it.
fn row_height(height: Pt) -> Pt {
    if height > HIGHEST { HIGHEST } else { height }
}

fn set_up_printing(worksheet: &mut Worksheet, is_printed: bool) -> Result<(), XlsxError> {
    if !is_printed {
        // Who prints the whole workbook, as LibreOffice does, gets the handout. Who wants the list on paper
        // clears the print area.
        worksheet.set_print_area(0, LAST_COLUMN, 0, LAST_COLUMN)?;
    }
    worksheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    worksheet.set_paper_size(paper_code(PaperFormat::A4)).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

impl Datum {
    /// Writes it. An empty cell needs a format to be there at all.
    fn write(
        &self,
        worksheet: &mut Worksheet,
        row: u32,
        column: u16,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match self {
            Datum::Number(number) => worksheet.write_number(row, column, *number)?,
            Datum::Text(text) if text.is_empty() => worksheet.write_blank(row, column, format)?,
            Datum::Text(text) => worksheet.write_string(row, column, text)?,
            Datum::Date(date) => worksheet.write_datetime(row, column, date)?,
        };
        Ok(())
    }
}
