//! Tells whose form each worksheet of a workbook is: an agency may have put another one's into its file.

use super::book::{Book, Grid};
use crate::base::{Base, WORKSHEET};
use crate::inquiry::RECIPIENT;
use crate::japanese::width::bare;

/// The worksheets of an agency.
pub(super) struct Part<'a> {
    /// The agency, if the workbook or one of these says so.
    pub agency: Option<String>,
    /// Its worksheets.
    pub grids: Vec<&'a Grid>,
}

/// The worksheets of a workbook by agency, but for the hidden one. The first part is that of the agency whose file
/// it is, with all worksheets that name none.
pub(super) fn by_agency<'a>(book: &'a Book, base: Option<&Base>) -> (Part<'a>, Vec<Part<'a>>) {
    let mut parts: Vec<Part> = Vec::new();
    for grid in book.sheets.iter().filter(|grid| grid.name != WORKSHEET) {
        let agency = recipient(grid);
        let is_same = |part: &&mut Part| part.agency.as_deref().map(bare) == agency.as_deref().map(bare);
        match parts.iter_mut().find(is_same) {
            Some(part) => part.grids.push(grid),
            None => parts.push(Part { agency, grids: vec![grid] }),
        }
    }
    let made_for = base.and_then(|base| base.agency.clone());
    let is_own = |part: &Part| {
        part.agency.is_some() && part.agency.as_deref().map(bare) == made_for.as_deref().map(bare)
    };
    // Somebody may have written into the line that names the agency.
    let own = parts.iter().position(is_own).or_else(|| parts.iter().position(|part| part.agency.is_some()));
    let mut own = own.map_or(Part { agency: None, grids: Vec::new() }, |own| parts.remove(own));
    own.agency = made_for.or(own.agency);
    let (without, others): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.agency.is_none());
    own.grids.extend(without.into_iter().flat_map(|part| part.grids));
    (own, others)
}

/// The agency that a form names above its table.
fn recipient(grid: &Grid) -> Option<String> {
    /// How many rows may stand above that line.
    const MOST_ABOVE: u32 = 10;
    let named = grid
        .cells
        .range(..(MOST_ABOVE, 0))
        .find_map(|(_, cell)| cell.kept().trim().strip_prefix(RECIPIENT))?;
    // Behind it stands by when the reply is wanted.
    let name = named.trim_start().split("　　").next()?.trim();
    (named.starts_with(char::is_whitespace) && !name.is_empty()).then(|| name.to_owned())
}
