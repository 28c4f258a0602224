//! Reads what agencies send back: workbooks of ours, edited in whatever program, and sheets that were copied
//! out of them.
//!
//! Bytes and a file's name go in; what was edited comes out, as values ([`Reply`]). Nothing that a file holds
//! is followed, run or fetched, and what is read of it has bounds.
//!
//! - `open` tells what a file is; `xlsx`, `ods` and `xls` read it as cells (`book`).
//! - `heads` finds which column holds what, `read` the rows of a worksheet, `bars` the bars of its schedule.
//! - `row` pairs them with the rows that they were made from, `compare` compares their texts, and `sources`
//!   puts together what a workbook's worksheets say.

mod bars;
mod book;
mod breaks;
mod compare;
mod compound;
mod heads;
mod ods;
mod open;
mod package;
mod read;
mod refusal;
mod row;
mod source;
mod sources;
mod strings;
mod tidy;
mod xls;
mod xlsx;
mod xml;

use crate::base::{self, Base, Line, WORKSHEET};
use crate::diag::{Code, Diagnostic};
use crate::model::{Sheet, Template};
use book::Book;

pub use row::{Bar, Row, rows};

/// The sheet as it is now, for which replies come back.
pub struct Now<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The name of its data file, without folder and ending.
    pub stem: &'a str,
    /// The columns in which it is shown.
    pub columns: Vec<base::Column>,
}

impl<'a> Now<'a> {
    /// A sheet as a template shows it.
    pub fn new(sheet: &'a Sheet, stem: &'a str, template: &Template) -> Now<'a> {
        let columns = template.columns.iter().enumerate().map(|(index, column)| base::Column {
            number: index + 1,
            name: column.content.name().to_owned(),
            head: column.head.value.replace('\n', ""),
        });
        Now { sheet, stem, columns: columns.collect() }
    }
}

/// What came back in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The file's name.
    pub file: String,
    /// The agency that it was made for, if the file says so.
    pub agency: Option<String>,
    /// Whether it is known what it was made from. If not, it is compared with the sheet as it is now, and what
    /// changed there since looks like an edit.
    pub is_known: bool,
    /// The rows that it was made from, in order.
    pub base: Vec<Row>,
    /// What was edited.
    pub edits: Vec<Edit>,
    /// The rows that may have been deleted, by their place in [`base`](Reply::base).
    pub deleted: Vec<(usize, Gone)>,
    /// The rows that are new.
    pub added: Vec<NewRow>,
    /// What the agency says about rows or about all of it: reasons, notes, what stands beside the table.
    pub remarks: Vec<Remark>,
    /// What the reader could not do, in sentences for people.
    pub notes: Vec<String>,
}

/// A text, number or schedule that was edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Its row, by its place in [`Reply::base`].
    pub row: usize,
    /// What of the row it is.
    pub field: Field,
    /// What it says now; several texts where the worksheets of the file say different things.
    pub texts: Vec<String>,
    /// What speaks against taking it unseen.
    pub doubts: Vec<Doubt>,
}

/// What of a row can be edited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Its number.
    Number,
    /// A text, by the name of its column.
    Text(String),
    /// Its bars, written on one line: 方法検討: 4月〜9月、順次実施: 10月〜3月.
    Bars,
}

/// What speaks against taking an edit unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Only widths of characters or blanks changed.
    Width,
    /// Some of the text was struck through, and has been left out.
    Struck,
    /// All of it was struck through.
    AllStruck,
    /// It may be cut off.
    Cut,
    /// Its line breaks could not all be put back.
    Breaks,
    /// Bars can't be told for certain; the text is a guess.
    Unclear,
    /// The worksheets of the file say different things.
    Inside,
}

/// Why a row may have been deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// It is not there, while most others are.
    Missing,
    /// All of it is struck through.
    Struck,
    /// The agency says so (回答).
    Said,
}

/// A new row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    /// What it says.
    pub row: Row,
    /// The row that it stands behind, by its place in [`Reply::base`]; `None` for the first.
    pub after: Option<usize>,
}

/// What an agency says beside the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The row that it is about, by its place in [`Reply::base`].
    pub row: Option<usize>,
    /// Where it stands.
    pub place: String,
    /// What it says.
    pub text: String,
}

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
    /// A line has no more cells than a meeting has points; a hand may have written far to the right.
    const LONGEST: u32 = 200;
    let grid = book.sheets.iter().find(|grid| grid.name == WORKSHEET)?;
    let line = |row| {
        let mut line = Line::new();
        for (column, cell) in grid.row(row).take_while(|(column, _)| *column < LONGEST) {
            line.resize(column as usize + 1, String::new());
            line[column as usize] = tidy::lines(&cell.all());
        }
        line
    };
    Base::read(&(0..grid.end()).map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>())
}
