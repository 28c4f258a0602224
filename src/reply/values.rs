//! What comes out of a reply, and what it is compared with.

use super::row::Row;
use crate::base;
use crate::model::{Sheet, Template};

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
            head: column.head.value.replace("\n", "").into(),
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
    /// What other agencies say whose forms stand in the same file; each names its agency.
    pub others: Vec<Reply>,
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
    /// It may say that there is nothing to say.
    Unsure,
    /// It may tell how to change the text.
    Instruction,
    /// Its cell is merged with cells of other rows.
    Shared,
    /// The row has the 項目 of another one: it may have been written into the wrong row.
    Anothers,
    /// The agency says (回答) that nothing changes, or that the row goes.
    Denied,
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
