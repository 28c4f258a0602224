//! How the printed sheet prints.

use std::ops::Range;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::grid::{Grid, HEAD_ROW, LABEL_ROW, TITLE_ROW};
use crate::geom::{PIXEL, Pt};
use crate::measure::PageRows;
use crate::model::{Look, PaperFormat, Repeat};

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
    if let Some((first, last)) = repeated_rows(look.repeat, grid) {
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
    let height = pages.iter().map(|page| page_height(page, grid, heights)).fold(Pt(0.0), Pt::max);
    let across = look.printable_width().0 / width.0;
    let down = look.printable_height().0 / height.0;
    (100.0 * FILL * across.min(down)).floor().clamp(10.0, 100.0) as u16
}

/// How many pixels of columns a page has room for, at a print scale in percent.
pub(super) fn pixels_across(look: &Look, scale: u16) -> u32 {
    (FILL * look.printable_width().0 / PIXEL.0 * 100.0 / f64::from(scale)).floor() as u32
}

/// The height of all worksheet rows that stand on a page.
fn page_height(page: &PageRows, grid: &Grid, heights: &[Pt]) -> Pt {
    let height = |rows: Range<u32>| -> Pt { rows.map(|row| heights[row as usize]).sum() };
    let part = |is_there: bool, rows| if is_there { height(rows) } else { Pt(0.0) };
    part(page.label, LABEL_ROW..TITLE_ROW)
        + part(page.title, TITLE_ROW..HEAD_ROW)
        + part(page.heads, HEAD_ROW..grid.first_row())
        + height(grid.rows(page.rows.start).0..grid.rows(page.rows.end - 1).1 + 1)
}

/// The rows above the table that stand on every page. The label's row is not among them.
fn repeated_rows(repeat: Repeat, grid: &Grid) -> Option<(u32, u32)> {
    match (repeat.title, repeat.heads) {
        (true, true) => Some((TITLE_ROW, grid.last_head_row())),
        (true, false) => Some((TITLE_ROW, TITLE_ROW)),
        (false, true) => Some((HEAD_ROW, grid.last_head_row())),
        (false, false) => None,
    }
}
