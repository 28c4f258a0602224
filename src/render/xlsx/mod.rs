//! The sheet as a workbook in native cells: a column for each text and month, a row for each strip
//! of the schedule; texts are merged over the strips of their row, bars over their months.

mod grid;
mod look;
mod setup;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::diag::Diagnostic;
use crate::layout::Tracks;
use crate::model::{Date, Sheet, Template};
use grid::Grid;

/// The workbook's Normal font. Windows has it from version 10 on, so agencies see the face of the
/// PDF. The name in Japanese is the one that Excel lists.
const FONT: &str = "BIZ UDゴシック";

/// At 12 pt a digit of [`FONT`] is half an em, 8 pixels at 96 dpi, in every renderer: column widths
/// count such digits (ECMA-376 18.3.1.13). 72 pixels is Excel's width of a column of that.
const NORMAL_SIZE: u8 = 12;
const NORMAL_COLUMN: u32 = 72;
const NORMAL_ROW: u32 = 20;

/// The workbook of a handout.
///
/// # Errors
///
/// The sheet exceeds a limit of Excel.
pub fn xlsx(sheet: &Sheet, template: &Template, tracks: &Tracks) -> Result<Vec<u8>, Diagnostic> {
    workbook(sheet, template, tracks).map_err(|error| {
        Diagnostic::general(
            format!("Excel のファイルを作れません（{error}）"),
            "行や文字の数を減らすか、--format pdf で PDF だけを作ってください",
        )
    })
}

fn workbook(sheet: &Sheet, template: &Template, tracks: &Tracks) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let normal = font(Format::new()).set_font_size(NORMAL_SIZE).set_align(FormatAlign::VerticalCenter);
    workbook.set_default_format(&normal, NORMAL_ROW, NORMAL_COLUMN)?;
    workbook.set_properties(&properties(sheet)?);
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(sheet_name(&sheet.label.value))?;
    // A row of just the default height would go without one, and Excel would fit it to its text. With
    // a default of its own, the worksheet states every height.
    worksheet.set_default_row_height_pixels(NORMAL_ROW + 1);
    let grid = Grid::new(sheet, template, tracks);
    grid.write(worksheet)?;
    setup::set_up(worksheet, template, tracks, &grid)?;
    workbook.save_to_buffer()
}

/// Sets the face. Charset 128 (Shift_JIS) and family 3 (modern) lead a program that lacks it to
/// another Japanese monospaced face (ECMA-376 18.4.1, 18.8.18).
fn font(format: Format) -> Format {
    format.set_font_name(FONT).set_font_charset(128).set_font_family(3)
}

/// Title and date. Without a date in the data it is the first day of the fiscal year, never the clock's:
/// the same sheet gives the same bytes.
fn properties(sheet: &Sheet) -> Result<DocProperties, XlsxError> {
    let date = sheet.date.unwrap_or(Date::start_of(sheet.fiscal_year));
    let date = ExcelDateTime::from_ymd(date.year(), date.month(), date.day())?;
    Ok(DocProperties::new().set_title(&sheet.title.value).set_creation_datetime(&date))
}

/// A name that Excel takes for a worksheet: at most 31 UTF-16 units, none of `[]:*?/\`, no
/// apostrophe at an end, no line break, and not `History`, which it keeps for itself.
fn sheet_name(label: &str) -> String {
    if label.eq_ignore_ascii_case("history") {
        return format!("{label}_");
    }
    let allowed = label.chars().map(|c| if c.is_control() || "[]:*?/\\'".contains(c) { '_' } else { c });
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= 31
    };
    allowed.take_while(fits).collect()
}
