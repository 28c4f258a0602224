//! Reads what agencies send back.

mod book;
mod ods;
mod open;
mod package;
mod refusal;
mod strings;
mod xls;
mod xlsx;
mod xml;

use crate::base::{Base, Line, WORKSHEET};
use crate::diag::Diagnostic;
use book::Book;

/// What a workbook of ours says of the sheet that it was made from; `None` where it is none of ours, or has
/// lost its hidden worksheet. `file` is the name that messages give it.
///
/// # Errors
///
/// The bytes are no workbook that can be read.
pub fn base(file: &str, bytes: &[u8]) -> Result<Option<Base>, Diagnostic> {
    let book = open::open(bytes).map_err(|refusal| refusal::told(file, refusal))?;
    Ok(carried(&book))
}

/// What a workbook says of the sheet that it was made from.
fn carried(book: &Book) -> Option<Base> {
    let grid = book.sheets.iter().find(|grid| grid.name == WORKSHEET)?;
    let line = |row| {
        let cells: Vec<(u32, String)> =
            grid.row(row).map(|(column, cell)| (column, tidy(&cell.all()))).collect();
        let last = cells.last().map_or(0, |(column, _)| column + 1);
        // A hand may have written far to the right.
        let mut line: Line = vec![String::new(); last.min(1000) as usize];
        cells
            .into_iter()
            .filter(|(column, _)| *column < 1000)
            .for_each(|(column, text)| line[column as usize] = text);
        line
    };
    Base::read(&(0..grid.end()).map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>())
}

/// A text with LF between its lines, as programs that read and write workbooks may have others.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
