//! Reads workbooks of Excel 97 to 2003 (MS-XLS), by calamine: cells, merged blocks and names. What is struck
//! through is told only of whole cells, and notes are not read.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xls};

use super::book::{Block, Book, Cell, Form, Grid, Meter, Place, Words, block, number};
use super::compound;
use super::refusal::{self, Refusal};

/// How many cells there may be between the first and the last of a worksheet, empty ones among them: as many
/// as 16,000 rows of 256 columns. Each takes room.
const MOST_ROOM: u64 = 4_200_000;

// Records (MS-XLS 2.3).
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const FONT: u16 = 0x0031;
const STYLE: u16 = 0x00E0;
/// Cells: the first says row, column and style.
const CELLS: [u16; 8] = [0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6];
/// Rows of cells, which say their last column too.
const ROWS_OF_CELLS: [u16; 2] = [0x00BD, 0x00BE];

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    let scan = scan(&compound::workbook(bytes)?)?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| refusal::broken())?;
    let mut meter = Meter::default();
    let mut sheets = Vec::new();
    for (index, name) in workbook.sheet_names().into_iter().enumerate() {
        let struck = scan.struck.get(index);
        let mut grid = grid(&mut workbook, &name, &mut meter)?;
        for (place, cell) in &mut grid.cells {
            cell.is_struck = struck.is_some_and(|struck| struck.contains(place));
        }
        sheets.push(grid);
    }
    let names = workbook.defined_names().iter().filter_map(|(name, target)| {
        let (sheet, cells) = target.rsplit_once('!')?;
        Some((name.clone(), sheet.trim_matches('\'').to_owned(), block(cells)?))
    });
    Ok(Book { form: Form::Xls, names: names.collect(), sheets })
}

fn grid(workbook: &mut Xls<Cursor<&[u8]>>, name: &str, meter: &mut Meter) -> Result<Grid, Refusal> {
    let range = workbook.worksheet_range(name).map_err(|_| refusal::broken())?;
    let (top, left) = range.start().unwrap_or_default();
    let mut grid = Grid { name: name.to_owned(), ..Grid::default() };
    for (row, column, data) in range.used_cells() {
        let kept = text(data);
        meter.cells(1)?;
        meter.text(kept.len())?;
        let words = Arc::new(Words { kept, ..Words::default() });
        grid.cells.insert((row as u32 + top, column as u32 + left), Cell { words, is_struck: false });
    }
    for merge in workbook.merge_cells_by_sheet_name(name).unwrap_or_default() {
        meter.mark()?;
        grid.merges.push(Block { first: merge.start, last: merge.end });
    }
    Ok(grid)
}

fn text(data: &Data) -> String {
    match data {
        Data::Float(value) => number(*value),
        other => other.to_string(),
    }
}

/// What the records tell that calamine doesn't, before it makes room for them.
#[derive(Default)]
struct Scan {
    /// The cells of each worksheet that are struck through.
    struck: Vec<BTreeSet<Place>>,
}

fn scan(records: &[u8]) -> Result<Scan, Refusal> {
    let (mut scan, mut fonts, mut styles) = (Scan::default(), Vec::<bool>::new(), Vec::<bool>::new());
    let (mut bounds, mut depth, mut is_behind_globals) = (Bounds::default(), 0_usize, false);
    let mut rest = records;
    while let Some((kind, data, behind)) = record(rest) {
        rest = behind;
        match kind {
            FILE_PASS => return Err(refusal::locked()),
            BEGIN => {
                depth += 1;
                // A chart in a worksheet has a beginning and an end of its own.
                if depth == 1 && std::mem::replace(&mut is_behind_globals, true) {
                    scan.struck.push(BTreeSet::new());
                    bounds.begin();
                }
            }
            END => depth = depth.saturating_sub(1),
            FONT => fonts.push(data.get(2).is_some_and(|flags| flags & 0x08 != 0)),
            // There is no font with the number 4 (MS-XLS 2.5.129).
            STYLE => {
                let font = usize::from(word(data, 0).unwrap_or(0));
                styles.push(fonts.get(if font > 4 { font - 1 } else { font }).copied().unwrap_or(false));
            }
            kind if CELLS.contains(&kind) || ROWS_OF_CELLS.contains(&kind) => {
                let Some((row, column)) = word(data, 0).zip(word(data, 2)) else { continue };
                let last = word(data, data.len().saturating_sub(2));
                let last = last.filter(|_| ROWS_OF_CELLS.contains(&kind)).unwrap_or(column);
                bounds.add(row, column, last.max(column))?;
                let is_struck = word(data, 4).and_then(|style| styles.get(usize::from(style))).copied();
                if is_struck == Some(true)
                    && let Some(sheet) = scan.struck.last_mut()
                {
                    sheet.insert((row.into(), column.into()));
                }
            }
            _ => {}
        }
    }
    Ok(scan)
}

/// Kind and data of the first of some records, and the others.
fn record(records: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (kind, length) = (word(records, 0)?, usize::from(word(records, 2)?));
    Some((kind, records.get(4..4 + length)?, &records[4 + length..]))
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

/// The first and last row and column of a worksheet, and the room of those before it.
#[derive(Default)]
struct Bounds {
    of_sheet: Option<[u16; 4]>,
    before: u64,
}

impl Bounds {
    /// Begins a worksheet.
    fn begin(&mut self) {
        self.before += self.room();
        self.of_sheet = None;
    }

    fn room(&self) -> u64 {
        let Some([top, bottom, left, right]) = self.of_sheet.map(|bounds| bounds.map(u64::from)) else {
            return 0;
        };
        (bottom - top + 1) * (right - left + 1)
    }

    fn add(&mut self, row: u16, first: u16, last: u16) -> Result<(), Refusal> {
        let [top, bottom, left, right] = self.of_sheet.unwrap_or([row, row, first, last]);
        self.of_sheet = Some([top.min(row), bottom.max(row), left.min(first), right.max(last)]);
        if self.before + self.room() > MOST_ROOM { Err(refusal::too_much()) } else { Ok(()) }
    }
}
