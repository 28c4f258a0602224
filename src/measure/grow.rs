//! Lets the rows of a short sheet grow, so that its only page is not left half empty.

use super::measured::{InitiativeRow, Row, Strip};
use crate::geom::Pt;

/// How many times as high as needed a row gets at most.
const MOST: f64 = 2.0;

/// Shares the room that a page has left among its rows, to each by its height.
pub(super) fn grow(rows: &mut [Row], page: Pt) {
    let used: Pt = rows.iter().map(Row::height).sum();
    let mut initiatives: Vec<&mut InitiativeRow> = rows.iter_mut().filter_map(initiative).collect();
    let needed: Pt = initiatives.iter().map(|row| row.height()).sum();
    let share = ((page - used).0 / needed.0).clamp(0.0, MOST - 1.0);
    for row in &mut initiatives {
        let more = (row.height() * share).floor_to_pixel();
        grow_row(row, more);
    }
}

fn initiative(row: &mut Row) -> Option<&mut InitiativeRow> {
    match row {
        Row::Initiative(row) => Some(row),
        Row::Band(_) => None,
    }
}

/// Gives a row more air: above and below what it holds, or below it alone where that begins at the top.
fn grow_row(row: &mut InitiativeRow, more: Pt) {
    let above = if row.at_top { Pt(0.0) } else { (more / 2.0).floor_to_pixel() };
    if let Some(first) = row.strips.first_mut() {
        first.height += above;
    }
    match row.strips.last_mut().filter(|last| last.slots.is_empty()) {
        Some(last) => last.height += more - above,
        None => row.strips.push(Strip { height: more - above, slots: Vec::new() }),
    }
}
