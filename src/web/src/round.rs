//! What agencies are asked (照会), and what is decided about their replies: the messages of both.

use serde::{Deserialize, Serialize};
use shiryo3::diff::{self, Mark};
use shiryo3::{inquiry, merge};

use crate::message::Refusal;

/// Who is asked about the data.
#[derive(Debug, Serialize)]
pub struct Recipients {
    /// Each agency, with its rows.
    pub list: Vec<Recipient>,
    /// What is not certain about who is meant.
    pub questions: Vec<Question>,
}

/// An agency that is asked.
#[derive(Debug, Serialize)]
pub struct Recipient {
    /// Its name.
    pub agency: String,
    /// The numbers of its rows.
    pub numbers: Vec<String>,
}

/// Something that is not certain.
#[derive(Debug, Serialize)]
pub struct Question {
    /// The number of the row.
    pub number: String,
    /// What the row is about.
    pub item: String,
    /// The name that stands there.
    pub name: String,
    /// What makes it uncertain.
    pub why: String,
}

impl From<inquiry::Recipients> for Recipients {
    fn from(recipients: inquiry::Recipients) -> Recipients {
        let recipient = |it: inquiry::Recipient| Recipient { agency: it.agency, numbers: it.numbers };
        let question =
            |it: inquiry::Question| Question { number: it.number, item: it.item, name: it.name, why: it.why };
        Recipients {
            list: recipients.list.into_iter().map(recipient).collect(),
            questions: recipients.questions.into_iter().map(question).collect(),
        }
    }
}

/// A file that is made; the bytes of all follow one another behind the answer.
#[derive(Debug, Serialize)]
pub struct MadeFile {
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub length: usize,
}

/// What people say of a workbook that came back.
#[derive(Debug, Deserialize)]
pub struct Returned {
    /// The number by which the page knows it.
    pub id: u32,
    /// Who sent it, where the page has been told.
    pub agency: Option<String>,
    /// Whether it is to be compared.
    pub is_used: bool,
}

/// What was read in a workbook that came back.
#[derive(Debug, Serialize)]
pub struct Reading {
    /// The number by which the page knows it.
    pub id: u32,
    /// Who sent it; nothing where that can't be told.
    pub agency: Option<String>,
    /// Those who may have sent it, where its name holds several.
    pub among: Vec<String>,
    /// Whether that agency has rows of the sheet.
    pub is_listed: bool,
    /// Whether another one that is used is of the same agency; then neither is compared.
    pub has_twin: bool,
    /// Why it can't be read.
    pub refused: Option<Refusal>,
}

/// What replies would change in the data.
#[derive(Debug, Serialize)]
pub struct Matched {
    /// The workbooks, in the order in which they were asked for.
    pub files: Vec<Reading>,
    /// The proposals, in the order of the sheet.
    pub proposals: Vec<Proposal>,
    /// What is decided about each of them; nothing where nobody has.
    pub choices: Vec<Option<Choice>>,
    /// What was said beside them.
    pub notes: Vec<Note>,
}

/// A text with what became of it: `=`, `-` or `+`.
pub type Run = (&'static str, String);

/// Something that a reply would change.
#[derive(Debug, Serialize)]
pub struct Proposal {
    /// The number of the row.
    pub number: String,
    /// What of the row it is, as people call it.
    pub field: String,
    /// Whether it is a whole row that would come or go: then nothing else can be written.
    pub is_row: bool,
    /// Its kind (区分), as people call it.
    pub kind: &'static str,
    /// Whether others say something else in the same place.
    pub is_conflict: bool,
    /// Whether it can be taken together with others for the same text.
    pub joins: bool,
    /// What it said.
    pub base: String,
    /// What it says now, with marks against what it said; nothing where that is the same.
    pub current: Option<Vec<Run>>,
    /// Who proposes it.
    pub agencies: Vec<String>,
    /// What it would say.
    pub reply: String,
    /// What it would say, with marks against what it said.
    pub marked: Vec<Run>,
    /// What to look at, and the agency's reasons.
    pub remark: String,
}

/// What is to become of a proposal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Choice {
    /// It is taken.
    Reply,
    /// All stays as it is.
    Current,
    /// Something else is written.
    Own(String),
}

/// What was said beside proposals.
#[derive(Debug, Serialize)]
pub struct Note {
    /// The file.
    pub file: String,
    /// The agency.
    pub agency: String,
    /// The number of the row that it is about, if any.
    pub number: String,
    /// What was said.
    pub text: String,
}

/// What the data would be with what was chosen.
#[derive(Debug, Serialize)]
pub struct Tried {
    /// The pages, with marks against the data as they are; nothing where they can't be made.
    pub pages: Option<Vec<String>>,
    /// How many pages the sheet has, and how many it would have.
    pub count: [usize; 2],
    /// In how many places something would be written.
    pub written: usize,
    /// Each agency with how many of its proposals are taken, left, and not decided.
    pub tally: Vec<(String, [usize; 3])>,
    /// What is wrong with it.
    pub mistakes: Vec<Refusal>,
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Equal => "=",
        Mark::Deleted => "-",
        Mark::Added => "+",
    }
}

impl From<&merge::Proposal> for Proposal {
    fn from(proposal: &merge::Proposal) -> Proposal {
        let current = || {
            let runs = diff::text(&proposal.base, &proposal.current);
            runs.into_iter().map(|run| (sign(run.mark), run.text.to_owned())).collect()
        };
        Proposal {
            number: proposal.number.clone(),
            field: proposal.aspect.name().to_owned(),
            is_row: proposal.aspect.is_row(),
            kind: proposal.kind.name(),
            is_conflict: matches!(proposal.kind, merge::Kind::Conflict | merge::Kind::Inside),
            joins: proposal.kind == merge::Kind::OtherLines,
            base: proposal.base.clone(),
            current: (!proposal.is_as_base()).then(current),
            agencies: proposal.agencies.clone(),
            reply: proposal.reply.clone(),
            marked: proposal.marked().into_iter().map(|(mark, text)| (sign(mark), text)).collect(),
            remark: proposal.remark.clone(),
        }
    }
}

impl From<&merge::Note> for Note {
    fn from(note: &merge::Note) -> Note {
        let merge::Note { file, agency, number, text } = note.clone();
        Note { file, agency, number, text }
    }
}

impl From<merge::Choice> for Choice {
    fn from(choice: merge::Choice) -> Choice {
        match choice {
            merge::Choice::Reply => Choice::Reply,
            merge::Choice::Current => Choice::Current,
            merge::Choice::Own(text) => Choice::Own(text),
        }
    }
}

impl From<Choice> for merge::Choice {
    fn from(choice: Choice) -> merge::Choice {
        match choice {
            Choice::Reply => merge::Choice::Reply,
            Choice::Current => merge::Choice::Current,
            Choice::Own(text) => merge::Choice::Own(text),
        }
    }
}
