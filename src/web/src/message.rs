//! What the page asks, and what it is answered: all messages, in JSON. `app/types.js` tells the page the same.

use serde::{Deserialize, Serialize};
use shiryo3::diag::Diagnostic;
use shiryo3::load::{self, Value};

use crate::findings::Finding;
use crate::round::{Choice, MadeFile, Matched, Recipients, Returned, Tried};
use crate::table::Table;

/// What the page asks.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "camelCase")]
pub enum Request {
    /// To hold this file from now on; its bytes go with the request.
    Open {
        /// Its name, without folders.
        name: String,
    },
    /// To hold this file, too, which lies beside the open one: a template, or a font file that it names. Its
    /// bytes go with the request. Who opens another file begins with none.
    Beside {
        /// Its name, without folders.
        name: String,
    },
    /// For the names of the files that this one names; its bytes go with the request.
    Names,
    /// To make changes, all or none.
    Edit {
        /// The changes, each of what the ones before it leave.
        changes: Vec<Change>,
    },
    /// To put texts in the place of some bytes, one after the other: to undo a step, or to do it again.
    Splice {
        /// What is put where.
        patches: Vec<Patch>,
    },
    /// To hold this text in the place of the whole one, as it is typed.
    Type {
        /// The text.
        text: String,
    },
    /// To give the text to another file: its name in messages and workbooks.
    Rename {
        /// The name, without folders.
        name: String,
    },
    /// For the findings and the pages.
    Layout,
    /// For the bytes of the data file.
    Save,
    /// For the PDF.
    Pdf {
        /// Which one is made.
        #[serde(default)]
        version: Version,
    },
    /// For the workbook.
    Xlsx {
        /// Which one is made.
        #[serde(default)]
        version: Version,
    },
    /// To compare with this file from now on; its bytes go with the request.
    Earlier {
        /// Its name, without folders.
        name: String,
    },
    /// For what changed since the earlier file.
    Compare,
    /// What can be decided about the file of the next year.
    NextYear,
    /// For the file of the next year; its bytes come with the answer.
    RollOver {
        /// Whether a year in which the era changes is named after the new one.
        new_era: Option<bool>,
        /// What becomes of bars.
        bars: Bars,
        /// The numbers of the rows that are done, and go.
        done: Vec<String>,
        /// Whether rows are numbered anew.
        renumbers: bool,
    },
    /// For who is asked about the data.
    Recipients {
        /// The column that says whose rows they are.
        column: String,
    },
    /// Whether the day by which replies are wanted is as it should be. It is refused where it may be wrong.
    Due {
        /// The day in words, or nothing.
        due: String,
    },
    /// For reply forms and the list of who is asked.
    Ask {
        /// The column that says whose rows they are.
        column: String,
        /// The agencies that are asked.
        agencies: Vec<String>,
        /// By when replies are wanted, or nothing.
        due: String,
        /// Whether all is wanted in one archive.
        is_zip: bool,
    },
    /// For the handout of an agency's rows.
    Extract {
        /// The column that says whose rows they are.
        column: String,
        /// The agency.
        agency: String,
        /// What is made.
        format: Format,
    },
    /// To hold a workbook that came back; its bytes go with the request.
    Receive {
        /// The number by which the page knows it.
        id: u32,
        /// Its name, without folders.
        name: String,
    },
    /// For what workbooks that came back would change.
    Match {
        /// The workbooks.
        files: Vec<Returned>,
    },
    /// For what was decided in a workbook (突合表); its bytes go with the request.
    Decisions {
        /// Its name, without folders.
        name: String,
    },
    /// For the workbook to decide in.
    Table {
        /// What has been decided about each proposal.
        choices: Vec<Option<Choice>>,
    },
    /// For the pages with what was chosen.
    Try {
        /// What is chosen about each proposal.
        choices: Vec<Option<Choice>>,
    },
    /// To write what was chosen into the data.
    TakeIn {
        /// What is chosen about each proposal.
        choices: Vec<Option<Choice>>,
    },
    /// For the template, with changes that are not made yet.
    Template {
        /// The changes.
        edit: TemplateEdit,
    },
    /// For a font file of the pages, by the number in its family's name.
    Font {
        /// The number.
        face: u16,
    },
}

/// A handout of the data.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Version {
    /// The data as they are (溶け込み).
    #[default]
    Clean,
    /// What changed, struck through and underlined (見え消し).
    Marked,
    /// What changed, side by side (新旧対照表).
    Comparison,
}

/// A change of the template.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TemplateEdit {
    /// None.
    None,
    /// Changes, each of what the ones before it leave.
    Changes(Vec<Change>),
    /// What is put where.
    Patches(Vec<Patch>),
    /// Another text in the place of the whole one.
    Text(String),
}

/// A format of handouts.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Format {
    /// For print.
    Pdf,
    /// A workbook.
    Xlsx,
}

/// What becomes of the bars of a new year.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Bars {
    /// They stay.
    Keep,
    /// One bar over all of the time, 順次実施.
    GoOn,
    /// They go.
    Empty,
}

/// A step of a [`Path`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Step {
    /// To an item, counted from 0.
    Item(usize),
    /// To the value of a key.
    Key(String),
}

/// The way to a value: `["課題", 0, "見出し"]`.
pub type Path = Vec<Step>;

/// A change of the data.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// A text, or nothing, becomes this text.
    Set(Path, String),
    /// Something new is added.
    Add(Path, New),
    /// Something goes.
    Remove(Path),
    /// A key gets another name.
    Rename(Path, String),
    /// An item moves: from where to where.
    Move(Path, Path),
    /// An item is there a second time, with another text at one of its keys.
    Copy(Path, Path, String, String),
    /// A bar is added to the 取組 at the end of the way: its name, its first third of a month and the one
    /// behind its last.
    AddBar(Path, String, [u16; 2]),
    /// A bar gets other months: the way to them, the first third and the one behind the last.
    SetMonths(Path, [u16; 2]),
}

/// A value that is added.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum New {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// Items.
    List(Vec<New>),
    /// Keys and values in their order.
    Map(Vec<(String, New)>),
}

/// A stretch of the text that was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// Its first byte.
    pub at: usize,
    /// What stood there.
    pub old: String,
    /// What stands there.
    pub new: String,
}

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
        /// What to look at: the line, and why.
        looks: Vec<(String, String)>,
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
    /// Each page as SVG.
    pub pages: Vec<String>,
    /// How many faces they may be written in.
    pub faces: u16,
    /// The keys of their columns, from left to right; nothing for those that show no text of a row.
    pub columns: Vec<Option<String>>,
    /// The paper as people name it, as in A3横.
    pub paper: String,
    /// The size of the body type in points.
    pub body: f64,
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

/// A way as the library knows it.
pub(crate) fn way(path: &[Step]) -> load::Path {
    path.iter()
        .map(|step| match step {
            Step::Item(index) => load::Step::Item(*index),
            Step::Key(key) => load::Step::Key(key.clone()),
        })
        .collect()
}

/// A way as the page knows it.
pub(crate) fn steps(path: &load::Path) -> Path {
    let steps = path.steps().iter().map(|step| match step {
        load::Step::Item(index) => Step::Item(*index),
        load::Step::Key(key) => Step::Key(key.clone()),
    });
    steps.collect()
}

impl From<New> for Value {
    fn from(new: New) -> Value {
        match new {
            New::Empty => Value::Empty,
            New::Text(text) => Value::Text(text),
            New::List(items) => Value::List(items.into_iter().map(Value::from).collect()),
            New::Map(entries) => Value::map(entries.into_iter().map(|(key, new)| (key, new.into()))),
        }
    }
}
