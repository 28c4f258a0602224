//! How the printed sheet prints.

use std::ops::Range;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::grid::{Grid, HEAD_ROW, LABEL_ROW, TITLE_ROW};
use crate::geom::{PIXEL, Pt};
use crate::measure::PageRows;
use crate::model::{LabelPlace, Look, PaperFormat};

/// The part of the printable area that the sheet takes at most: renderers round the widths of
/// columns and the heights of rows in their own ways.
const FILL: f64 = 0.98;

/// Sets up printing, at a scale in percent.
pub(super) fn set_up(
    worksheet: &mut Worksheet,
    look: &Look,
    pages: &[PageRows],
    grid: &Grid,
    scale: u16,
) -> Result<(), XlsxError> {
    paper(worksheet, look);
    // An own scale rather than "fit to one page wide": Excel ignores page breaks set by hand when it
    // fits a sheet to pages.
    worksheet.set_print_scale(scale);
    worksheet.set_print_area(0, 0, grid.last_row(), grid.last_column())?;
    if let Some((first, last)) = repeated_rows(look, grid) {
        worksheet.set_repeat_rows(first, last)?;
    }
    let breaks: Vec<u32> = pages.iter().skip(1).map(|page| grid.rows(page.rows.start).0).collect();
    worksheet.set_page_breaks(&breaks)?;
    if look.repeat.page_number {
        worksheet.set_footer("&C&P / &N");
    }
    Ok(())
}

fn paper(worksheet: &mut Worksheet, look: &Look) {
    worksheet.set_paper_size(paper_code(look.paper.format));
    if look.paper.landscape {
        worksheet.set_landscape();
    } else {
        worksheet.set_portrait();
    }
    let inches = |length: Pt| length.0 / 72.0;
    let margins = look.margins;
    let (header, footer) = (inches(margins.top) / 2.0, inches(margins.bottom) / 2.0);
    worksheet.set_margins(
        inches(margins.left),
        inches(margins.right),
        inches(margins.top),
        inches(margins.bottom),
        header,
        footer,
    );
    worksheet.set_print_center_horizontally(true);
}

/// The number of a paper in a workbook (ECMA-376 18.3.1.63, `paperSize`).
pub(super) fn paper_code(paper: PaperFormat) -> u8 {
    match paper {
        PaperFormat::A3 => 8,
        PaperFormat::A4 => 9,
        PaperFormat::A5 => 11,
        PaperFormat::B4 => 12,
        PaperFormat::B5 => 13,
    }
}

/// The print scale in percent at which every page fits: at most 100, and at least Excel's 10
/// (ECMA-376 18.3.1.63).
pub(super) fn scale(look: &Look, pages: &[PageRows], grid: &Grid, heights: &[Pt]) -> u16 {
    let width = PIXEL * f64::from(grid.widths().iter().sum::<u32>());
    let height = pages.iter().map(|page| page_height(look, page, grid, heights)).fold(Pt(0.0), Pt::max);
    let across = look.printable_width().0 / width.0;
    let down = look.printable_height().0 / height.0;
    (100.0 * FILL * across.min(down)).floor().clamp(10.0, 100.0) as u16
}

/// How many pixels of columns a page has room for, at a print scale in percent.
pub(super) fn pixels_across(look: &Look, scale: u16) -> u32 {
    (FILL * look.printable_width().0 / PIXEL.0 * 100.0 / f64::from(scale)).floor() as u32
}

/// The height of all worksheet rows that stand on a page.
fn page_height(look: &Look, page: &PageRows, grid: &Grid, heights: &[Pt]) -> Pt {
    let height = |rows: Range<u32>| -> Pt { rows.map(|row| heights[row as usize]).sum() };
    let part = |is_there: bool, rows| if is_there { height(rows) } else { Pt(0.0) };
    let has_title_line = is_one_line(look) && (page.label || page.title);
    part(page.label || has_title_line, LABEL_ROW..TITLE_ROW)
        + part(page.title || has_title_line, TITLE_ROW..HEAD_ROW)
        + part(page.heads, HEAD_ROW..grid.first_row())
        + height(grid.rows(page.rows.start).0..end_of_page(page, grid))
}

/// The worksheet row behind those of a page: on the last one stands what is below the table, too.
fn end_of_page(page: &PageRows, grid: &Grid) -> u32 {
    let end = grid.rows(page.rows.end - 1).1 + 1;
    if end == grid.foot_row() { grid.last_row() + 1 } else { end }
}

/// The rows above the table that stand on every page: a stretch without gaps, as Excel has it. So what
/// stands between two of them stands again, too.
fn repeated_rows(look: &Look, grid: &Grid) -> Option<(u32, u32)> {
    let (repeat, is_one_line) = (look.repeat, is_one_line(look));
    let parts = [
        (repeat.label || repeat.title && is_one_line, (LABEL_ROW, LABEL_ROW)),
        (repeat.title || repeat.label && is_one_line, (TITLE_ROW, TITLE_ROW)),
        (repeat.heads, (HEAD_ROW, grid.first_row() - 1)),
    ];
    let repeated = || parts.iter().filter(|(is_repeated, _)| *is_repeated).map(|(_, rows)| *rows);
    Some((repeated().next()?.0, repeated().next_back()?.1))
}

/// Whether label and title share their rows.
fn is_one_line(look: &Look) -> bool {
    look.setting.label == LabelPlace::BesideTitle
}
