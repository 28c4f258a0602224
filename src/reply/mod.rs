//! Reads what agencies send back: workbooks of ours, edited in whatever program, and sheets that were copied
//! out of them.
//!
//! Bytes and a file's name go in; what was edited comes out, as values ([`Reply`]). Nothing that a file holds
//! is followed, run or fetched, and what is read of it has bounds.
//!
//! - `open` tells what a file is; `xlsx`, `ods` and `xls` read it as cells (`book`).
//! - `heads` finds which column holds what, `read` the rows of a worksheet, `bars` the bars of its schedule, and
//!   `paint` what else that shows: reports and meetings that stand elsewhere, and colours.
//! - `row` pairs them with the rows that they were made from, `compare` compares their texts, and `source` tells
//!   what one worksheet says. `senders` parts a workbook's worksheets by agency, `sources` reads those of each, and
//!   `whole` puts together what they say; `printed` is what the workbook said of itself before.
//! - `entries` compares 予定一覧, line by line (`entry`); `entry_bars` puts the bars of rows together again.

mod asides;
mod bars;
mod book;
mod breaks;
mod compare;
mod compound;
mod drawn;
mod emphasis;
mod entries;
mod entry;
mod entry_bars;
mod formats;
mod heads;
mod instructions;
mod links;
mod looks;
mod margins;
mod ods;
mod ods_pages;
mod open;
mod package;
mod paint;
mod printed;
mod read;
mod records;
mod refusal;
mod row;
mod senders;
mod source;
mod sources;
mod stand_ins;
mod strings;
mod tidy;
mod values;
mod whole;
mod xls;
mod xlsx;
mod xml;

use crate::base::{Base, Line, WORKSHEET};
use crate::diag::{Code, Diagnostic};
use crate::model::Sheet;
use book::{Book, Grid};

pub use row::{Bar, Row, rows};

pub(crate) use bars::shown as shown_bars;
pub(crate) use compare::row_key;
pub(crate) use row::paired;
pub(crate) use tidy::tidy;

pub use values::{Doubt, Edit, Field, Gone, NewRow, Now, Remark, Reply};

/// Reads a file that came back.
///
/// # Errors
///
/// It is no workbook that can be read, one of another sheet, or one without rows of this sheet.
pub fn read(file: &str, bytes: &[u8], now: &Now) -> Result<Reply, Diagnostic> {
    let book = open::open(bytes).map_err(|refusal| refusal::told(file, refusal))?;
    let carried = carried(&book);
    if let Some(base) = &carried {
        check_origin(file, base, now)?;
    }
    sources::reply(file, &book, carried.as_ref(), now)
}

/// The sheet that a workbook of ours was made from, however it has been edited since. `file` is the name that
/// messages give it.
///
/// # Errors
///
/// The bytes are no workbook that can be read, or one that does not carry its sheet.
pub fn sheet(file: &str, bytes: &[u8]) -> Result<Sheet, Diagnostic> {
    let base = base(file, bytes)?;
    base.and_then(|base| base.sheet()).ok_or_else(|| {
        Diagnostic::general(
            Code::Reply,
            format!("{file} から、前回の内容を読み取れません"),
            "このプログラムで作った資料の Excel か、前回の YAML ファイルを選んでください（見え消しと新旧対照表は前回にできません）",
        )
    })
}

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

/// Whether a workbook was made from another year's or another sheet's data.
fn check_origin(file: &str, base: &Base, now: &Now) -> Result<(), Diagnostic> {
    let is_same = base.fingerprint == now.sheet.fingerprint();
    if is_same || base.period == now.sheet.period && base.stem == now.stem {
        return Ok(());
    }
    let (made_from, year) = (&base.stem, base.period.name());
    Err(Diagnostic::general(
        Code::OtherReply,
        format!(
            "{file}: 「{made_from}」（{year}）から作った Excel なので、「{}」には取り入れられません",
            now.stem
        ),
        "別の年度や別の資料の Excel を除いてください",
    ))
}

/// What a workbook says of the sheet that it was made from.
fn carried(book: &Book) -> Option<Base> {
    let grid = book.sheets.iter().find(|grid| grid.name == WORKSHEET)?;
    Base::read(&lines(grid))
}

/// The worksheets of a workbook as lines of cells, by their names; empty lines are left out. `file` is the name
/// that messages give it.
///
/// # Errors
///
/// The bytes are no workbook that can be read.
pub(crate) fn worksheets(file: &str, bytes: &[u8]) -> Result<Vec<(String, Vec<Line>)>, Diagnostic> {
    let book = open::open(bytes).map_err(|refusal| refusal::told(file, refusal))?;
    Ok(book.sheets.iter().map(|grid| (grid.name.clone(), lines(grid))).collect())
}

fn lines(grid: &Grid) -> Vec<Line> {
    /// A line has no more cells than a meeting has points; a hand may have written far to the right.
    const LONGEST: u32 = 200;
    let line = |row| {
        let mut line = Line::new();
        for (column, cell) in grid.row(row).take_while(|(column, _)| *column < LONGEST) {
            line.resize(column as usize + 1, String::new());
            line[column as usize] = tidy::lines(cell.kept());
        }
        line
    };
    let mut rows: Vec<u32> = grid.cells.keys().map(|(row, _)| *row).collect();
    rows.dedup();
    rows.into_iter().map(line).collect()
}
