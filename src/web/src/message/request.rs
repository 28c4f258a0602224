//! What the page asks.

use serde::Deserialize;

use super::change::{Change, Patch};
use crate::round::{Choice, Returned};

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
    /// For the names of the files that this one names; its bytes go with the request. It is refused where it can
    /// be neither data nor a template.
    Names {
        /// Its name, without folders.
        name: String,
    },
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
    Layout {
        /// The numbers of the pages that are held, and need not be written.
        #[serde(default)]
        held: Vec<u64>,
    },
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
