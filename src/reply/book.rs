//! A workbook as its cells, whatever program wrote it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::formats;
use super::refusal::{self, Refusal};

/// How many cells with something in them, and texts that cells share, a workbook may have: a sheet of 10,000 rows
/// with its lists has half of them.
const MOST_CELLS: usize = 1_600_000;

/// How many worksheets it may have.
const MOST_SHEETS: usize = 250;

/// How many bytes of text all its cells may have together.
const MOST_TEXT: usize = 16 << 20;

/// How many merged blocks, names and notes it may have: a sheet of 10,000 rows has a third of them.
const MOST_MARKS: usize = 400_000;

/// White, as programs write it: as a colour, by its place in the theme, and by its number (ECMA-376 18.8.27).
const WHITE: [&str; 6] = ["rgb ffffffff", "rgb 00ffffff", "theme 0", "indexed 9", "#ffffff", "9"];

/// Row and column, counted from 0.
pub(super) type Place = (u32, u32);

/// A block of cells, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// Its first cell.
    pub first: Place,
    /// Its last cell.
    pub last: Place,
}

impl Block {
    /// Whether a cell is one of it.
    pub(super) fn has(&self, place: Place) -> bool {
        (self.first.0..=self.last.0).contains(&place.0) && (self.first.1..=self.last.1).contains(&place.1)
    }
}

/// The text of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words {
    /// What is not struck through.
    pub kept: String,
    /// What is.
    pub struck: String,
    /// Whether parts of it have looks of their own, whatever the look of the cell.
    pub is_rich: bool,
    /// How its parts are set that are not struck through, each look once; `None` for that of the cell.
    pub faces: Vec<Option<Face>>,
}

impl Words {
    /// A text that looks as its cell does.
    pub(super) fn plain(kept: String) -> Words {
        Words { kept, ..Words::default() }
    }

    /// Adds a part, which looks as the cell does where it has no look of its own.
    pub(super) fn push(&mut self, text: &str, is_struck: bool, face: Option<&Face>) {
        let side = if is_struck { &mut self.struck } else { &mut self.kept };
        side.push_str(text);
        if !is_struck && !text.trim().is_empty() && !self.faces.iter().any(|known| known.as_ref() == face) {
            self.faces.push(face.cloned());
        }
    }
}

/// How characters are set, as far as people mark by it what they changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Face {
    /// Their colour, in the program's own way; `None` for the usual one, and for black.
    pub color: Option<Arc<str>>,
    /// Whether they are underlined.
    pub is_underlined: bool,
    /// Whether they are bold.
    pub is_bold: bool,
}

/// The look of a cell, as far as it matters. Many cells share one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// Whether its text is struck through.
    pub is_struck: bool,
    /// How its characters are set.
    pub face: Face,
    /// Its background, in the program's own way.
    pub fill: Option<Arc<str>>,
    /// The code of the format of its numbers, where that may show them otherwise than they are.
    pub format: Option<Arc<str>>,
}

impl Look {
    /// The background of a cell with nothing in it, unless that is the paper's.
    pub(super) fn painted(&self) -> Option<Arc<str>> {
        self.fill.clone().filter(|fill| !WHITE.contains(&fill.to_lowercase().as_str()))
    }

    /// A number as a cell of this look shows it.
    pub(super) fn shown(&self, value: f64) -> String {
        let formatted = self.format.as_deref().and_then(|code| formats::shown(code, value));
        formatted.unwrap_or_else(|| number(value))
    }
}

/// A cell with something in it.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Its text. Many cells may share one.
    pub words: Arc<Words>,
    /// Its look.
    pub look: Arc<Look>,
}

impl Cell {
    /// How its characters are set, and its background: all that is to be seen of it beside its text.
    pub(super) fn shown(&self) -> (Vec<&Face>, Option<&str>) {
        let own = &self.look.face;
        let faces = self.words.faces.iter().map(|face| face.as_ref().unwrap_or(own));
        let mut faces: Vec<&Face> = faces.chain(self.words.faces.is_empty().then_some(own)).collect();
        faces.sort_unstable();
        faces.dedup();
        (faces, self.look.fill.as_deref())
    }

    /// Whether it is struck through as a whole, by the look of the cell.
    fn is_struck(&self) -> bool {
        self.look.is_struck && !self.words.is_rich
    }

    /// What it says that is not struck through.
    pub(super) fn kept(&self) -> &str {
        if self.is_struck() { "" } else { &self.words.kept }
    }

    /// Whether it says something, and all of that is struck through.
    pub(super) fn is_wholly_struck(&self) -> bool {
        self.kept().trim().is_empty() && self.has_struck()
    }

    /// Whether some of what it says is struck through.
    pub(super) fn has_struck(&self) -> bool {
        self.is_struck() || !self.words.struck.trim().is_empty()
    }

    /// All that it says.
    pub(super) fn all(&self) -> String {
        if self.words.struck.is_empty() {
            self.words.kept.clone()
        } else {
            self.words.struck.clone() + &self.words.kept
        }
    }
}

/// A worksheet.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Its name.
    pub name: String,
    /// The cells with something in them.
    pub cells: BTreeMap<Place, Cell>,
    /// The backgrounds of cells with nothing in them.
    pub fills: BTreeMap<Place, Arc<str>>,
    /// The last cells of the merged blocks, by their first.
    pub merges: BTreeMap<Place, Place>,
    /// The notes (comments) at cells.
    pub notes: Vec<(Place, String)>,
    /// What lies on cells: text boxes with what they say, and pictures and lines, which say nothing.
    pub shapes: Vec<(Place, String)>,
    /// What stands above and below each of its pages in print, without what programs put in.
    pub margins: Vec<String>,
}

impl Grid {
    /// What a cell says; nothing where it is empty.
    pub(super) fn text(&self, place: Place) -> &str {
        self.cells.get(&place).map_or("", Cell::kept)
    }

    /// The cells of a row, from left to right.
    pub(super) fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|((_, column), cell)| (*column, cell))
    }

    /// The row behind the last one with something in it.
    pub(super) fn end(&self) -> u32 {
        self.cells.last_key_value().map_or(0, |((row, _), _)| row + 1)
    }

    /// The merged block that begins at a cell.
    pub(super) fn merge_at(&self, place: Place) -> Option<Block> {
        self.merges.get(&place).map(|last| Block { first: place, last: *last })
    }
}

/// A workbook.
#[derive(Debug)]
pub(super) struct Book {
    /// Its worksheets, hidden ones among them.
    pub sheets: Vec<Grid>,
    /// The names of blocks of cells, each with the worksheet's name.
    pub names: Vec<(String, String, Block)>,
}

/// Counts what is read of a workbook, and stops where it is more than anyone writes.
#[derive(Debug, Default)]
pub(super) struct Meter {
    cells: usize,
    text: usize,
    marks: usize,
    sheets: usize,
}

impl Meter {
    /// Counts cells.
    pub(super) fn cells(&mut self, count: usize) -> Result<(), Refusal> {
        self.cells = self.cells.saturating_add(count);
        if self.cells > MOST_CELLS { Err(refusal::too_much()) } else { Ok(()) }
    }

    /// Counts bytes of text.
    pub(super) fn text(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.text = self.text.saturating_add(bytes);
        if self.text > MOST_TEXT { Err(refusal::too_much()) } else { Ok(()) }
    }

    /// Counts a worksheet.
    pub(super) fn sheet(&mut self) -> Result<(), Refusal> {
        self.sheets += 1;
        if self.sheets > MOST_SHEETS { Err(refusal::too_much()) } else { Ok(()) }
    }

    /// Counts a merged block, name or note.
    pub(super) fn mark(&mut self) -> Result<(), Refusal> {
        self.marks += 1;
        if self.marks > MOST_MARKS { Err(refusal::too_much()) } else { Ok(()) }
    }
}

/// The block that a reference names: `$A$6:$S$9`, `B2`. Nothing where it is no block of one worksheet.
pub(super) fn block(reference: &str) -> Option<Block> {
    let reference = reference.replace('$', "");
    let (first, last) = reference.split_once(':').unwrap_or((&reference, &reference));
    let (first, last) = (place(first)?, place(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some(Block { first, last })
}

/// The cell that a reference names: `B2`.
pub(super) fn place(reference: &str) -> Option<Place> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = reference.split_at(digits);
    if !(1..=3).contains(&letters.len()) || digits.len() > 7 {
        return None;
    }
    let column = letters.bytes().try_fold(0, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then(|| column * 26 + u32::from(letter - b'A') + 1)
    })?;
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

/// A number as people read it: without a fraction where it has none.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { value.to_string() }
}

/// A cell's name: `B2`.
pub(super) fn name((row, column): Place) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_names_them() {
        for (name_of, at) in
            [("A1", (0, 0)), ("Z2", (1, 25)), ("AA10", (9, 26)), ("XFD1048576", (1_048_575, 16_383))]
        {
            assert_eq!(place(name_of), Some(at));
            assert_eq!(name(at), name_of);
        }
        for wrong in ["", "A", "1", "A0", "1A", "AAAA1", "A99999999", "あ1"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
        assert_eq!(block("$B$2:$A$1"), None);
    }
}
