//! The sheet as a workbook: the printed sheet, its data as lists, and the keys that lead back to it.
//!
//! The printed sheet is made of native cells: a column for each text and month, a row for each strip of
//! the schedule; texts are merged over the strips of their row, bars over their months.

mod data;
mod grid;
mod heights;
mod keys;
mod limits;
mod list;
mod look;
mod setup;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::diag::{Checked, Diagnostic, checked};
use crate::font::Fonts;
use crate::geom::Pt;
use crate::layout::Tracks;
use crate::model::{Date, Sheet, Template};
use grid::Grid;
use heights::Heights;

/// The workbook's Normal font. Windows has it from version 10 on, so agencies see the face of the
/// PDF. The name in Japanese is the one that Excel lists.
const FONT: &str = "BIZ UDゴシック";

/// At 12 pt a digit of [`FONT`] is half an em, 8 pixels at 96 dpi, in every renderer: column widths
/// count such digits (ECMA-376 18.3.1.13). 72 pixels is Excel's width of a column of that.
const NORMAL_SIZE: u8 = 12;
const NORMAL_COLUMN: u32 = 72;
const NORMAL_ROW: u32 = 20;

/// The workbook of a handout, which says that it was made from a data file called `stem`.
///
/// # Errors
///
/// The sheet exceeds a limit of Excel.
pub fn xlsx(
    sheet: &Sheet,
    template: &Template,
    tracks: &Tracks,
    fonts: &Fonts,
    stem: &str,
) -> Checked<Vec<u8>> {
    let heights = heights(sheet, template, tracks, fonts)?;
    workbook(sheet, template, tracks, fonts, &heights, stem).map_err(|error| {
        vec![Diagnostic::general(
            format!("Excel のファイルを作れません（{error}）"),
            "行や文字の数を減らすか、--format pdf で PDF だけを作ってください",
        )]
    })
}

/// Whether a workbook can hold a handout.
///
/// # Errors
///
/// The sheet exceeds a limit of Excel.
pub fn check_xlsx(sheet: &Sheet, template: &Template, tracks: &Tracks, fonts: &Fonts) -> Checked<()> {
    heights(sheet, template, tracks, fonts).map(drop)
}

/// The heights of rows that Excel can hold.
fn heights(sheet: &Sheet, template: &Template, tracks: &Tracks, fonts: &Fonts) -> Checked<Heights> {
    let heights = Heights::new(sheet, template, tracks, fonts);
    let exceeded = limits::exceeded(sheet, tracks, &heights);
    checked(Some(heights), exceeded)
}

fn workbook(
    sheet: &Sheet,
    template: &Template,
    tracks: &Tracks,
    fonts: &Fonts,
    heights: &Heights,
    stem: &str,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let normal = base_format().set_font_size(NORMAL_SIZE).set_align(FormatAlign::VerticalCenter);
    workbook.set_default_format(&normal, NORMAL_ROW, NORMAL_COLUMN)?;
    workbook.set_properties(&properties(sheet)?);
    let grid = Grid::new(sheet, template, tracks, heights);
    let heights = heights.all();
    let name = sheet_name(&sheet.label.value);
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(&name)?;
    set_heights(worksheet, &heights)?;
    grid.write(worksheet)?;
    setup::set_up(worksheet, template, tracks, &grid, &heights)?;
    data::initiatives(sheet, template).write(&mut workbook, template, fonts)?;
    data::schedule(sheet, template)?.write(&mut workbook, template, fonts)?;
    keys::write_sheet(&mut workbook, sheet, template, stem)?;
    keys::define_names(&mut workbook, sheet, template, tracks, &grid, &name)?;
    workbook.save_to_buffer()
}

fn set_heights(worksheet: &mut Worksheet, heights: &[Pt]) -> Result<(), XlsxError> {
    // A row of just the default height would go without one, and Excel would fit it to its text. With
    // a default of its own, the worksheet states every height.
    worksheet.set_default_row_height_pixels(NORMAL_ROW + 1);
    for (row, height) in heights.iter().enumerate() {
        worksheet.set_row_height(row as u32, height.0)?;
    }
    Ok(())
}

/// A format with the face. Charset 128 (Shift_JIS) and family 3 (modern) lead a program that lacks it to
/// another Japanese monospaced face (ECMA-376 18.4.1, 18.8.18).
fn base_format() -> Format {
    Format::new().set_font_name(FONT).set_font_charset(128).set_font_family(3)
}

/// Title, number and date. Without a date in the data it is the first day of the fiscal year, never the
/// clock's: the same sheet gives the same bytes.
fn properties(sheet: &Sheet) -> Result<DocProperties, XlsxError> {
    let date = sheet.date.unwrap_or(Date::start_of(sheet.fiscal_year));
    let date = ExcelDateTime::from_ymd(date.year(), date.month(), date.day())?;
    let (title, subject) = (sheet.title.one_line(), sheet.label.one_line());
    Ok(DocProperties::new().set_title(title).set_subject(subject).set_creation_datetime(&date))
}

/// A name that Excel takes for a worksheet: at most 31 UTF-16 units, none of `[]:*?/\`, no
/// apostrophe at an end, no line break, not `History`, which it keeps for itself, and none of the
/// other worksheets' names.
fn sheet_name(label: &str) -> String {
    let allowed = label.chars().map(|c| if c.is_control() || "[]:*?/\\'".contains(c) { '_' } else { c });
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= 31
    };
    let name: String = allowed.take_while(fits).collect();
    let mut taken = data::NAMES.into_iter().chain([keys::SHEET, "History", "履歴"]);
    if taken.any(|other| name.eq_ignore_ascii_case(other)) { format!("{name}_") } else { name }
}
