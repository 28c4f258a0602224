//! Cells that an agency marked by their looks alone: in red, underlined, on a yellow background.

use std::collections::BTreeMap;

use super::book::{Cell, Face, Grid};
use super::heads::{Heads, Holds};
use super::read::ReadRow;

/// From so many rows on, a column shows by itself how its cells usually look.
pub(super) const TELLING: usize = 3;

/// A look: of the characters, and the background.
pub(super) type Shown<'a> = (Vec<&'a Face>, Option<&'a str>);

/// The columns of each row whose cells look otherwise than most of their column; where there are few rows,
/// otherwise than most cells, but for bold type, which a column may have of its own.
pub(super) fn marked<'a>(grid: &Grid, heads: &'a Heads, rows: &[ReadRow]) -> Vec<Vec<&'a Holds>> {
    let is_text = |holds: &&Holds| matches!(holds, Holds::Number | Holds::Text(_));
    let columns: Vec<(u32, &Holds)> =
        heads.columns.iter().map(|(column, holds)| (*column, holds)).filter(|(_, it)| is_text(it)).collect();
    let of_row = |row: &ReadRow, column: u32| {
        (row.rows.0..row.rows.1).find_map(|place| grid.cells.get(&(place, column))).map(Cell::shown)
    };
    let of_column = |column: u32| rows.iter().filter_map(move |row| of_row(row, column)).collect::<Vec<_>>();
    let texts = columns.iter().filter(|(_, holds)| matches!(holds, Holds::Text(_)));
    let all = usual(texts.flat_map(|(column, _)| of_column(*column)).map(unbold).collect());
    let mut marked = vec![Vec::new(); rows.len()];
    for (column, holds) in &columns {
        let usual = usual(of_column(*column));
        let is_usual = |shown: Shown| match rows.len() >= TELLING || **holds == Holds::Number {
            true => usual.as_ref().is_none_or(|usual| shown == *usual),
            false => all.as_ref().is_none_or(|all| unbold(shown) == *all),
        };
        for (row, marked) in rows.iter().zip(&mut marked) {
            if of_row(row, *column).is_some_and(|shown| !is_usual(shown)) {
                marked.push(*holds);
            }
        }
    }
    marked
}

/// The look that most have.
pub(super) fn usual<T: Ord>(all: Vec<T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    all.into_iter().for_each(|shown| *counts.entry(shown).or_default() += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(shown, _)| shown)
}

/// A look without bold type.
fn unbold<'a>((faces, fill): Shown<'a>) -> (Vec<Face>, Option<&'a str>) {
    let mut faces: Vec<Face> =
        faces.into_iter().map(|face| Face { is_bold: false, ..face.clone() }).collect();
    faces.dedup();
    (faces, fill)
}
