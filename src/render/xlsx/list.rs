//! A list for machines and for those who sort: a worksheet that holds an Excel table with filters, one
//! datum a cell, nothing merged.

use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatBorder, Table, TableColumn, TableStyle, Workbook, Worksheet,
    XlsxError,
};

use super::look::{TEXT, base_format, color};
use super::measures::{CELL_PADDING, HIGHEST, needed};
use crate::font::{Fonts, Weight};
use crate::geom::{PIXEL, Pt};
use crate::model::Look;

/// The type size.
const SIZE: Pt = Pt(10.5);

/// Air below a row's text.
const ROW_AIR: Pt = Pt(3.0);

/// The last column of a worksheet (Excel's specifications and limits): always empty.
const LAST_COLUMN: u16 = 16_383;

/// A list.
pub struct List {
    /// The name of its worksheet and of its table.
    pub name: &'static str,
    /// What it lists, for those who hear it rather than see it.
    pub description: &'static str,
    /// Its columns, each with another head.
    pub columns: Vec<ListColumn>,
    /// Its rows, with a datum for each column.
    pub rows: Vec<Vec<Datum>>,
}

/// A column of a list.
pub struct ListColumn {
    /// Its head.
    pub head: String,
    /// Its width in pixels.
    pub width: u32,
    /// What stands in it.
    pub kind: Kind,
}

/// What stands in a column.
#[derive(Clone, Copy)]
pub enum Kind {
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
pub enum Datum {
    /// A number.
    Number(u32),
    /// A text.
    Text(String),
    /// A date.
    Date(ExcelDateTime),
}

impl Kind {
    fn format(self, look: &Look) -> Format {
        let format = cell_format(look).set_align(FormatAlign::Top);
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
        .set_align(FormatAlign::VerticalCenter)
}

impl List {
    /// Adds its worksheet to a workbook.
    pub fn write(&self, workbook: &mut Workbook, look: &Look, fonts: &Fonts) -> Result<(), XlsxError> {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(self.name)?;
        for (index, column) in self.columns.iter().enumerate() {
            let index = index as u16;
            worksheet.set_column_width_pixels(index, column.width)?;
            self.write_column(worksheet, index, &column.kind.format(look))?;
        }
        for (row, data) in self.rows.iter().enumerate() {
            worksheet.set_row_height(row as u32 + 1, self.height(data, fonts).0)?;
        }
        // The table comes after its data: it gives the cells that it finds their formats.
        let last_column = self.columns.len() as u16 - 1;
        worksheet.add_table(0, 0, self.last_row(), last_column, &self.table(look))?;
        worksheet.set_freeze_panes(1, 0)?;
        // Nothing of it prints: who prints the whole workbook, as LibreOffice does, gets the handout. Who
        // wants the list on paper clears the print area.
        worksheet.set_print_area(0, LAST_COLUMN, 0, LAST_COLUMN)?;
        worksheet.set_landscape().set_print_fit_to_pages(1, 0);
        Ok(())
    }

    fn write_column(&self, worksheet: &mut Worksheet, column: u16, format: &Format) -> Result<(), XlsxError> {
        for (row, data) in self.rows.iter().enumerate() {
            data[usize::from(column)].write(worksheet, row as u32 + 1, column, format)?;
        }
        Ok(())
    }

    /// The height of a row. Not left to the program that opens the list: LibreOffice fits no rows of a
    /// workbook that says it is Excel's. A row can't hold the very longest texts.
    fn height(&self, row: &[Datum], fonts: &Fonts) -> Pt {
        let face = fonts.get(Weight::Regular);
        let heights = self.columns.iter().zip(row).map(|(column, datum)| match datum {
            Datum::Text(text) => needed(text, PIXEL * f64::from(column.width) - CELL_PADDING, SIZE, face),
            Datum::Number(_) | Datum::Date(_) => needed("0", SIZE * 2.0, SIZE, face),
        });
        let height = heights.fold(Pt(0.0), Pt::max) + ROW_AIR;
        if height > HIGHEST { HIGHEST } else { height }
    }

    /// An Excel table has at least one row below its head.
    fn last_row(&self) -> u32 {
        self.rows.len().max(1) as u32
    }

    fn table(&self, look: &Look) -> Table {
        let columns = self.columns.iter().map(|column| {
            let format = column.kind.format(look);
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
