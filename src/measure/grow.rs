//! Lets the rows of a short sheet grow, so that its only page is not left half empty.

use std::sync::Arc;

use super::measured::{InitiativeRow, Row, Strip};
use crate::geom::Pt;

/// How many times as high as needed a row gets at most.
const MOST: f64 = 2.0;

/// Shares the room that a page has left among its rows evenly. What low rows can't take goes to the others.
pub(super) fn grow(rows: &mut [Row], page: Pt) {
    let used: Pt = rows.iter().map(Row::height).sum();
    let mut initiatives: Vec<&mut InitiativeRow> = rows.iter_mut().filter_map(growing).collect();
    initiatives.sort_by(|one, other| one.height().0.total_cmp(&other.height().0));
    let (mut left, count) = ((page - used).max(Pt(0.0)), initiatives.len());
    for (nth, row) in initiatives.into_iter().enumerate() {
        let share = left / (count - nth) as f64;
        let more = share.min(row.height() * (MOST - 1.0)).floor_to_pixel();
        grow_row(row, more);
        left -= more;
    }
}

/// The rows that grow. Those that begin at the top are high already, and would have all the air below them.
fn growing(row: &mut Row) -> Option<&mut InitiativeRow> {
    match row {
        Row::Initiative(row) if !row.at_top => Some(Arc::make_mut(row)),
        Row::Initiative(_) | Row::Band(_) => None,
    }
}

/// Gives a row more air above and below what it holds.
fn grow_row(row: &mut InitiativeRow, more: Pt) {
    let above = (more / 2.0).floor_to_pixel();
    if let Some(first) = row.strips.first_mut() {
        first.height += above;
    }
    match row.strips.last_mut().filter(|last| last.slots.is_empty()) {
        Some(last) => last.height += more - above,
        None => row.strips.push(Strip { height: more - above, slots: Vec::new() }),
    }
}
