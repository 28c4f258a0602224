//! The sheet as a workbook: the printed sheet, its data as lists, and the keys that lead back to it.
//!
//! [`grid`] says where the parts of the printed sheet lie, [`sheet`] writes them, and
//! [`schedule`] the bars and marks.

mod data;
mod foot;
mod form;
mod grid;
mod heights;
mod keys;
mod limits;
mod lines;
mod list;
mod look;
mod matching;
mod measures;
mod package;
mod recipients;
mod rich;
mod schedule;
mod setup;
mod sheet;
mod step;
mod view;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::base::WORKSHEET;
use crate::diag::{Checked, Code, Diagnostic, checked};
use crate::font::Fonts;
use crate::geom::Pt;
use crate::measure::{Measured, Memory};
use crate::model::Date;
use crate::table::Table;
pub use form::form;
use grid::{Block, Grid};
use heights::Heights;
pub use heights::KnownHeights;
pub use matching::matching;
pub use recipients::recipients;

/// The workbook's Normal font. No cell shows it, but column widths count its digits (ECMA-376
/// 18.3.1.13). Every system has it or another typewriter face, and their digits are all 0.6 em wide, 8
/// pixels at 10 pt and 96 dpi: so columns are as wide where the face of the cells is not installed.
const NORMAL_FONT: &str = "Courier New";
const NORMAL_SIZE: u8 = 10;
/// Excel's width of a column and height of a row for that, in pixels.
const NORMAL_COLUMN: u32 = 72;
const NORMAL_ROW: u32 = 18;

/// The parts of the two lists, the second and third worksheet.
const LISTS: [&str; 2] = ["xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"];

/// The workbook of a table, which says that it was made from a data file called `stem`.
///
/// # Errors
///
/// The table exceeds a limit of Excel.
pub fn xlsx(table: &Table, measured: &Measured, fonts: &Fonts, stem: &str) -> Checked<Vec<u8>> {
    let heights = heights(table, measured, (fonts, &Memory::default()), &KnownHeights::default())?;
    let mut grid = Grid::new(table, measured, &heights);
    let scale = setup::scale(&table.look, &measured.pages, &grid, &heights.all());
    grid.widen_remarks(table, setup::pixels_across(&table.look, scale));
    let parts = Parts { grid: &grid, heights: &heights, scale, stem };
    workbook(table, measured, fonts, &parts).map_err(unwritten)
}

/// Why a workbook can't be written.
fn unwritten(error: XlsxError) -> Vec<Diagnostic> {
    vec![Diagnostic::general(
        Code::Internal,
        format!("Excel のファイルを作れません（{error}）"),
        "行や文字の数を減らすか、--format pdf で PDF だけを作ってください",
    )]
}

/// Whether a workbook can hold a table. `memory` has how many lines texts take that were asked for before with the
/// same fonts, and `known` the rows of the table that was asked for last.
///
/// # Errors
///
/// The table exceeds a limit of Excel.
pub fn check_xlsx(
    table: &Table,
    measured: &Measured,
    (fonts, memory): (&Fonts, &Memory),
    known: &KnownHeights,
) -> Checked<()> {
    known.keep(measured, &heights(table, measured, (fonts, memory), known)?);
    Ok(())
}

/// The heights of rows that Excel can hold.
fn heights(
    table: &Table,
    measured: &Measured,
    fonts: (&Fonts, &Memory),
    known: &KnownHeights,
) -> Checked<Heights> {
    let heights = Heights::new(table, measured, fonts, known);
    let exceeded = limits::exceeded(table, measured, &heights, known);
    checked(Some(heights), exceeded)
}

/// What is known of a workbook before it is written.
struct Parts<'a> {
    grid: &'a Grid,
    heights: &'a Heights,
    /// The print scale in percent.
    scale: u16,
    /// The name of the data file, without folder and ending.
    stem: &'a str,
}

fn workbook(table: &Table, measured: &Measured, fonts: &Fonts, parts: &Parts) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = empty()?;
    let merged = fill(&mut workbook, (table, measured, fonts), parts)?;
    let packed = workbook.save_to_buffer()?;
    // Its cells take more room than all else.
    drop(workbook);
    package::finish(&packed, &LISTS, merged)
}

/// Writes all that stands in a workbook, and gives the blocks of its printed sheet that are to be merged.
fn fill(
    workbook: &mut Workbook,
    (table, measured, fonts): (&Table, &Measured, &Fonts),
    parts: &Parts,
) -> Result<Vec<Block>, XlsxError> {
    workbook.set_properties(&properties(table)?);
    let name = sheet_name(&table.label.latest());
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(&name)?;
    set_heights(worksheet, &parts.heights.all())?;
    let (said, merged) = sheet::write(worksheet, table, measured, parts.grid, parts.heights)?;
    setup::set_up(worksheet, &table.look, &measured.pages, parts.grid, parts.scale)?;
    view::show(worksheet, table, parts.grid, parts.heights)?;
    if let Some(origin) = &table.origin {
        let fonts = (fonts, &Memory::default());
        // Each list is gone before the next one is made: their rows take much room.
        let initiatives = data::initiatives(table, &name).write(workbook, &table.look, fonts)?;
        let schedule = data::schedule(table, &name)?.write(workbook, &table.look, fonts)?;
        let lists = [initiatives, schedule];
        keys::write_sheet(workbook, (table, origin), parts.grid, (&lists, &said, parts.stem))?;
        keys::define_names(workbook, table, parts.grid, &name)?;
    }
    Ok(merged)
}

/// A workbook with nothing in it. Family 3 (modern) leads a program that lacks its Normal font to another typewriter
/// face (ECMA-376 18.8.18).
fn empty() -> Result<Workbook, XlsxError> {
    let normal = Format::new().set_font_name(NORMAL_FONT).set_font_family(3);
    let normal = normal.set_font_size(NORMAL_SIZE).set_align(FormatAlign::VerticalCenter);
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(package::QUICK);
    workbook.set_default_format(&normal, NORMAL_ROW, NORMAL_COLUMN)?;
    Ok(workbook)
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

/// Title, number and date. Without a date in the data it is the first day of the first fiscal year, never the
/// clock's: the same sheet gives the same bytes.
fn properties(table: &Table) -> Result<DocProperties, XlsxError> {
    let date = table.date.unwrap_or(Date::start_of(table.axis.period.first()));
    let date = ExcelDateTime::from_ymd(date.year(), date.month(), date.day())?;
    let (title, subject) = (table.title.latest(), table.label.latest());
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
    let mut taken = data::NAMES.into_iter().chain([WORKSHEET, "History", "履歴"]);
    if taken.any(|other| name.eq_ignore_ascii_case(other)) { format!("{name}_") } else { name }
}
