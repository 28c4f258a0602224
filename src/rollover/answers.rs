//! What must or may be decided before a year can begin.

use std::collections::BTreeMap;

use super::meetings::meetings;
use super::years::fiscal_year;
use crate::diag::{Code, Diagnostic};
use crate::edit::written::{Row, rows, text};
use crate::japanese::words;
use crate::japanese::years::{self, Era};
use crate::load::{Document, Path};
use crate::model::Number;
use crate::nearest;

/// What can be decided about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questions {
    /// The western year of the old document's April.
    pub from: u16,
    /// The year that the new document will be for: 令和9年度.
    pub year: String,
    /// The two names of that year, where an era ends in it: this must be decided.
    pub era: Option<[String; 2]>,
    /// The handout's number (資料番号).
    pub label: String,
    /// The months in which meetings are, each with the label of the first.
    pub meetings: BTreeMap<u8, String>,
    /// The rows, as number and item (項目).
    pub rows: Vec<(String, String)>,
}

/// The decisions. Without any, all stays but what certainly changes.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// Whether a year in which the era changes is named after the new one.
    pub prefers_new_era: Option<bool>,
    /// What becomes of the bars of all rows but those named.
    pub bars: Bars,
    /// What becomes of the bars of some rows, by their numbers.
    pub bars_of: BTreeMap<String, Bars>,
    /// The numbers of the rows that are done, and go.
    pub done: Vec<String>,
    /// The months that meetings move to, by those in which they were.
    pub meetings: BTreeMap<u8, u8>,
    /// Whether rows are numbered anew from 1 on.
    pub renumbers: bool,
    /// The handout's number (資料番号), where it changes.
    pub label: Option<String>,
    /// The date of the new document (作成日). Without one, the old date goes.
    pub date: Option<String>,
}

/// What becomes of a row's bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bars {
    /// They stay.
    #[default]
    Keep,
    /// One bar over all of the time, 順次実施.
    GoOn,
    /// They go.
    Empty,
}

/// What can be decided about a document which has no mistakes.
///
/// # Errors
///
/// It does not say what year it is for.
pub fn questions(document: &Document) -> Result<Questions, Diagnostic> {
    let from = fiscal_year(document)?;
    let year = from + 1;
    let row = |row: Row| {
        let item = text(document, &row.path.clone().key(words::ITEM)).unwrap_or_default();
        (row.number, crate::model::one_line(&item))
    };
    Ok(Questions {
        from,
        year: years::name(year),
        era: Era::names_of(year),
        label: text(document, &Path::top().key(words::LABEL)).unwrap_or_default(),
        meetings: months_of(document),
        rows: rows(document).into_iter().map(row).collect(),
    })
}

/// The months in which a document has meetings, each with the label of its first meeting.
fn months_of(document: &Document) -> BTreeMap<u8, String> {
    let mut months = BTreeMap::new();
    for meeting in meetings(document) {
        let Some(number) = meeting.number(document) else { continue };
        let label = text(document, &meeting.label).unwrap_or_default();
        months.entry(number).or_insert_with(|| crate::model::one_line(&label));
    }
    months
}

impl Answers {
    /// Whether a year in which the era changes is named after the new one.
    ///
    /// # Errors
    ///
    /// That must be decided, and has not been.
    pub(super) fn era(&self, year: u16) -> Result<bool, Diagnostic> {
        match (self.prefers_new_era, Era::names_of(year)) {
            (None, Some([old, new])) => Err(Diagnostic::general(
                Code::Year,
                format!("次の年度の書き方（{old}、{new}）が決まっていません"),
                "どちらにするか選んでください",
            )),
            (choice, _) => Ok(choice.unwrap_or(false)),
        }
    }

    /// Whether all numbers in it are those of rows, and all months those of meetings.
    ///
    /// # Errors
    ///
    /// The first one that is not.
    pub(super) fn check(&self, document: &Document) -> Result<(), Diagnostic> {
        let months = months_of(document);
        if let Some(month) = self.meetings.keys().find(|month| !months.contains_key(month)) {
            let known: Vec<String> = months.keys().map(|month| format!("{month}月")).collect();
            let message = format!("{month}月の会議はありません");
            let remedy = format!("会議のある月は {} です", known.join("、"));
            return Err(Diagnostic::general(Code::Month, message, remedy));
        }
        let rows = rows(document);
        let known: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
        let named = self.done.iter().chain(self.bars_of.keys());
        let unknown = named.into_iter().find(|number| !rows.iter().any(|row| same(&row.number, number)));
        unknown.map_or(Ok(()), |number| {
            let message = format!("番号 {number} の取組はありません");
            Err(Diagnostic::general(Code::Number, message, nearest::remedy(number, &known)))
        })
    }

    pub(super) fn is_done(&self, row: &Row) -> bool {
        self.done.iter().any(|number| same(&row.number, number))
    }

    pub(super) fn bars_of(&self, row: &Row) -> Bars {
        let own = self.bars_of.iter().find(|(number, _)| same(&row.number, number));
        own.map_or(self.bars, |(_, bars)| *bars)
    }
}

/// Whether two texts are one number.
fn same(one: &str, other: &str) -> bool {
    let key = |text: &str| Number::new(text).map(|number| number.key());
    key(one).is_some() && key(one) == key(other)
}
