//! How the printed sheet shows on screen.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::grid::Grid;
use super::heights::Heights;
use crate::geom::{PIXEL, Pt};
use crate::model::Content;
use crate::table::Table;

/// The pixels for columns and for rows on a screen of 1366 x 768, the smallest that offices use: the
/// rest goes to menus, scroll bars, row numbers and LibreOffice's sidebar.
const SCREEN: (u32, u32) = (1230, 560);

/// Zooms in percent: at less than the least nobody can read, at the most a sheet made for A3 is easy to read.
const LEAST_ZOOM: u32 = 70;
const MOST_ZOOM: u32 = 120;

/// Makes the sheet open with its whole width on the screen, if it can be read so, and its heads and
/// the beginnings of its rows in sight wherever it is scrolled to.
pub(super) fn show(
    worksheet: &mut Worksheet,
    table: &Table,
    grid: &Grid,
    heights: &Heights,
) -> Result<(), XlsxError> {
    let zoom = zoom(grid.widths().iter().sum());
    let rows = if has_room_for_heads(heights, zoom) { grid.first_row() } else { 0 };
    worksheet.set_freeze_panes(rows, frozen_columns(table, grid, zoom))?;
    worksheet.set_zoom(zoom as u16);
    worksheet.set_screen_gridlines(false);
    Ok(())
}

/// The zoom at which a width is as wide as the screen.
pub(super) fn zoom(width: u32) -> u32 {
    (SCREEN.0 * 100 / width.max(1)).clamp(LEAST_ZOOM, MOST_ZOOM)
}

/// Whether the heads leave at least half of the screen for rows.
fn has_room_for_heads(heights: &Heights, zoom: u32) -> bool {
    let heads: Pt = heights.above().iter().copied().sum();
    heads / PIXEL.0 * f64::from(zoom) <= Pt(f64::from(SCREEN.1 * 100 / 2))
}

/// How many worksheet columns stand still: those up to the first text, which says what a row is about,
/// without the schedule and as far as they take a third of the screen at most.
fn frozen_columns(table: &Table, grid: &Grid, zoom: u32) -> u16 {
    let is_text = |index: &usize| matches!(table.columns[*index].content, Content::Text(_));
    let most = table.schedule.unwrap_or(table.columns.len());
    let first_text = (0..most).find(is_text);
    let ends = (0..first_text.map_or(most, |text| text + 1)).map(|index| grid.columns(index).1 + 1);
    let width = |end: &u16| grid.widths()[..usize::from(*end)].iter().sum::<u32>() * zoom / 100;
    ends.take_while(|end| width(end) <= SCREEN.0 / 3).last().unwrap_or(0)
}
