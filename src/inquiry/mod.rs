//! What agencies are asked (照会): a reply form (回答票) for each, and the list of what goes to whom.
//!
//! A [`Form`] has a row for each 取組 of its agency, with a cell for each text, three for each bar, and two for
//! the answer; below them stand rows for new ones. It is a plain table: [`crate::render`] writes it as a
//! workbook, and what reads replies knows its columns by their [`Field`]s' names.

mod due;
mod form;
mod recipients;

use crate::base::Base;
use crate::japanese::words;
use crate::model::{Date, Number};

pub use due::doubt_of_due;
pub use form::form;
pub use recipients::{Question, Recipient, Recipients, recipients};

/// The column for answers.
pub const ANSWER: &str = "回答";
/// The answers to a row: it stays, it has been changed, it is to go, it is new.
pub const UNCHANGED: &str = "変更なし";
/// See [`UNCHANGED`].
pub const CHANGED: &str = "修正";
/// See [`UNCHANGED`].
pub const DELETED: &str = "削除";
/// See [`UNCHANGED`].
pub const NEW: &str = "新規";
/// All of these.
pub const ANSWERS: [&str; 4] = [UNCHANGED, CHANGED, DELETED, NEW];

/// What a form says above its rows: what it is, who is asked, who answers, and what to do.
pub const FORM: &str = "回答票";
/// See [`FORM`].
pub const RECIPIENT: &str = "照会先";
/// See [`FORM`].
pub const CONTACT_LABEL: &str = "担当者と電話番号";
/// See [`FORM`].
pub const STEPS: [&str; 3] = [
    "１　直す所があれば、黄色の欄の文を直接書き直してください。新しい取組は、下の「新規」の行に書いてください。",
    "２　「回答」の欄で、取組ごとに「変更なし」「修正」「削除」のどれかを選んでください。修正と削除には理由を書いてください。",
    "３　書き終えたら保存し、このファイルを返送してください。行や列は増やさないでください。",
];

/// How many rows there are for new ones.
pub const SPARE_ROWS: usize = 3;

/// The lines above the table of a form.
pub fn top(title: &str, agency: &str, due: Option<&str>) -> Vec<String> {
    let due = due.map_or(String::new(), |due| format!("　　　回答期限　{due}"));
    let head = [format!("{FORM}　{title}"), format!("{RECIPIENT}　{agency}{due}"), CONTACT_LABEL.to_owned()];
    head.into_iter().chain(STEPS.map(str::to_owned)).collect()
}

/// What stands below each page of a form in print.
pub fn foot(agency: &str) -> String {
    format!("{FORM}　{agency}")
}

/// What every form says outside of its rows, or how that begins.
pub(crate) fn printed() -> impl Iterator<Item = String> {
    let spare = (1..=SPARE_ROWS).map(spare_number);
    [FORM, RECIPIENT, CONTACT_LABEL].into_iter().chain(STEPS).map(str::to_owned).chain(spare)
}

/// What stands in place of a number in a row for a new 取組, of which the first is 1.
fn spare_number(nth: usize) -> String {
    format!("{NEW}{nth}")
}

/// A reply form.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The agency that is asked.
    pub agency: String,
    /// The title of the sheet, on one line.
    pub title: String,
    /// By when the reply is wanted, in the words of those who ask.
    pub due: Option<String>,
    /// The date of the sheet, or the first day of its years.
    pub date: Date,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows: those of the agency, then [`SPARE_ROWS`] for new ones.
    pub rows: Vec<Row>,
    /// What the workbook carries of the sheet.
    pub base: Base,
}

/// A column of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub field: Field,
    /// Its head; `\n` where a new line begins.
    pub head: String,
    /// What can be chosen in rows of the sheet; nothing where there is no choice.
    pub choices: Vec<String>,
    /// What can be chosen in rows for new ones.
    pub spare_choices: Vec<String>,
    /// Whether nothing else may be written.
    pub is_strict: bool,
}

/// What a column of a form holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// The row's number (整理番号).
    Number,
    /// The short name of the row's theme.
    Category,
    /// A text, by its name in the data.
    Text(String),
    /// A part of a bar, of which the first is 1.
    Bar(usize, BarPart),
    /// The answer.
    Answer,
    /// The reason for it.
    Reason,
}

/// A part of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BarPart {
    /// What is done.
    Kind,
    /// The month in which it begins, or a word for all of its time.
    First,
    /// The month in which it ends; nothing for a time without an end.
    Last,
}

impl Field {
    /// What the workbook's hidden sheet calls it.
    pub fn name(&self) -> String {
        match self {
            Field::Number => words::NUMBER.to_owned(),
            Field::Category => words::CATEGORY_COLUMN.to_owned(),
            Field::Text(name) => name.clone(),
            Field::Bar(nth, BarPart::Kind) => format!("{}{nth}", words::SCHEDULE),
            Field::Bar(nth, BarPart::First) => format!("{}{nth}の初め", words::SCHEDULE),
            Field::Bar(nth, BarPart::Last) => format!("{}{nth}の終わり", words::SCHEDULE),
            Field::Answer => ANSWER.to_owned(),
            Field::Reason => "修正理由".to_owned(),
        }
    }
}

/// A row of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number of its 取組; nothing in rows for new ones.
    pub number: Option<Number>,
    /// What stands in each column.
    pub cells: Vec<Cell>,
}

/// A cell of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// Whether the agency may write in it.
    pub is_open: bool,
}

#[cfg(test)]
mod tests;
