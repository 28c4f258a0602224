//! What the page is answered.

use serde::Serialize;
use shiryo3::diag::Diagnostic;

use super::change::{Patch, Path};
use crate::findings::Finding;
use crate::round::{MadeFile, Matched, Recipients, Tried};
use crate::table::Table;

/// What the page is answered.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// The data have been opened or changed.
    State(State),
    /// The names of the files that a file names.
    Names(Vec<String>),
    /// The findings and pages of what is held.
    Layout(Layout),
    /// What changed since the earlier file.
    Compared(Compared),
    /// What can be decided about the file of the next year.
    Questions {
        /// The year that it will be for.
        year: String,
        /// The two names of that year, where an era ends in it.
        era: Option<[String; 2]>,
        /// The rows, as number and item (項目).
        rows: Vec<(String, String)>,
    },
    /// The file of the next year: the bytes behind this answer.
    NewYear {
        /// Its name.
        name: String,
        /// How many lines have been changed.
        changes: usize,
        /// What to look at.
        looks: Vec<YearLook>,
    },
    /// The template.
    Template(Look),
    /// Who is asked about the data.
    Recipients(Recipients),
    /// What replies would change.
    Matched(Matched),
    /// What the data would be with what was chosen.
    Tried(Tried),
    /// The bytes behind this answer are these files, one after the other.
    Files(Vec<MadeFile>),
    /// The bytes behind this answer are the file that was asked for.
    File,
    /// It has been done.
    Done,
    /// It can't be done.
    Refused(Refusal),
    /// What was made has mistakes; a layout tells which.
    Mistaken,
}

/// Something to look at in the file of the next year.
#[derive(Debug, Serialize)]
pub struct YearLook {
    /// The way to the text that it is in; nothing for comments.
    pub path: Option<Path>,
    /// Its line, counted from 1.
    pub line: usize,
    /// What it says.
    pub said: String,
    /// Why to look at it.
    pub why: String,
}

/// An answer and the bytes of a file that goes with it.
pub type Outcome = (Answer, Vec<u8>);

/// What is held.
#[derive(Debug, Serialize)]
pub struct State {
    /// The text.
    pub text: String,
    /// The text as a table; nothing where it can't be read as one.
    pub table: Option<Table>,
    /// The name of the template that the data are made with; nothing for the built-in one.
    pub template: Option<String>,
    /// The files that are wanted beside the data and have not been handed over.
    pub missing: Vec<String>,
    /// What has been replaced; nothing where the text is as it was, or another file's.
    pub patch: Option<Patch>,
}

/// What is found in the data, and what they look like.
#[derive(Debug, Serialize)]
pub struct Layout {
    /// The findings, as many as people read.
    pub findings: Vec<Finding>,
    /// How many mistakes, warnings and hints there are.
    pub counts: [usize; 3],
    /// The pages, if there is no mistake.
    pub made: Option<Made>,
}

/// The pages.
#[derive(Debug, Serialize)]
pub struct Made {
    /// The pages in their order.
    pub pages: Vec<MadePage>,
    /// How many faces they may be written in.
    pub faces: u16,
    /// The keys of their columns, from left to right; nothing for those that show no text of a row.
    pub columns: Vec<Option<String>>,
    /// The paper as people name it, as in A3横.
    pub paper: String,
    /// The size of the body type in points.
    pub body: f64,
}

/// A page.
#[derive(Debug, Serialize)]
pub struct MadePage {
    /// Its number: a page that shows something else never gets it.
    pub number: u64,
    /// The page as SVG; nothing where it is held.
    pub svg: Option<String>,
}

/// A template.
#[derive(Debug, Serialize)]
pub struct Look {
    /// Its text.
    pub text: String,
    /// What it says: texts, lists and mappings; nothing where it is no YAML.
    pub value: Option<serde_json::Value>,
    /// The columns of the built-in template, as it has them.
    pub columns: serde_json::Value,
}

/// What changed since an earlier file.
#[derive(Debug, Serialize)]
pub struct Compared {
    /// The changes, each as [`shiryo3::diff::json`] has it.
    pub changes: Vec<serde_json::Value>,
    /// The pages with what changed marked on them; nothing where they can't be made.
    pub marked: Option<Vec<String>>,
    /// Those of both versions side by side; nothing where they can't be made.
    pub comparison: Option<Vec<String>>,
}

/// Why something can't be done.
#[derive(Debug, Serialize)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl From<Diagnostic> for Refusal {
    fn from(mistake: Diagnostic) -> Refusal {
        Refusal { message: mistake.message, remedy: mistake.remedy }
    }
}
