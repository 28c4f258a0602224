//! Cells that an agency marked by their looks alone: in red, underlined, on a yellow background.

use std::collections::BTreeMap;

use super::book::{Cell, Face, Grid};
use super::heads::Holds;

/// From so many rows on, a column shows by itself how its cells usually look.
pub(super) const TELLING: usize = 3;

/// A look: of the characters, and the background.
pub(super) type Shown<'a> = (Vec<&'a Face>, Option<&'a str>);

/// Of each row, given by its first worksheet row and the one behind its last, the columns whose cells look otherwise
/// than most of their column; where there are few rows, otherwise than most cells, but for bold type, which a column
/// may have of its own.
pub(super) fn marked<'a>(
    grid: &Grid,
    columns: &[(u32, &'a Holds)],
    rows: &[(u32, u32)],
) -> Vec<Vec<&'a Holds>> {
    let of_row = |row: &(u32, u32), column: u32| {
        (row.0..row.1).find_map(|place| grid.cells.get(&(place, column))).map(Cell::shown)
    };
    let of_column = |column: u32| rows.iter().filter_map(move |row| of_row(row, column)).collect::<Vec<_>>();
    let texts = columns.iter().filter(|(_, holds)| matches!(holds, Holds::Text(_)));
    let all = usual(texts.flat_map(|(column, _)| of_column(*column)).map(unbold).collect());
    let mut marked = vec![Vec::new(); rows.len()];
    for (column, holds) in columns {
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

/// What is said of columns whose cells of a row look otherwise; nothing where there are none.
pub(super) fn said<'a>(marked: impl Iterator<Item = &'a Holds>) -> Option<String> {
    let names: String = marked.map(|it| format!("「{}」", it.name())).collect();
    let text = "は、文は同じで、色や下線などだけが変わっています（Excel を見てください）";
    (!names.is_empty()).then(|| names + text)
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
