//! What is proposed, and what can be decided about it.

use crate::agency::Agencies;
use crate::diag::{Code, Diagnostic};
use crate::diff::{self, Mark};
use crate::model::Sheet;
use crate::reply::{Reply, Row, tidy};

/// A reply, and who sent it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The agency.
    pub agency: String,
    /// What came back.
    pub reply: Reply,
}

impl Answer {
    /// An agency's reply, and those of others whose forms stand in the same file.
    pub fn all(agency: String, mut reply: Reply, agencies: &Agencies) -> Vec<Answer> {
        let others = std::mem::take(&mut reply.others).into_iter().filter_map(|reply| {
            let agency = reply.agency.as_ref()?;
            let agency = agencies.find(agency).map_or(agency, |found| &found.name).clone();
            Some(Answer { agency, reply })
        });
        let others: Vec<Answer> = others.collect();
        [Answer { agency, reply }].into_iter().chain(others).collect()
    }
}

/// What replies would change in a sheet, for people to decide.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposals {
    /// The name of the data file, without folder and ending.
    pub stem: String,
    /// What tells the sheet's content from any other's; see [`crate::model::Sheet::fingerprint`].
    pub fingerprint: u128,
    /// The title of the sheet, on one line.
    pub title: String,
    /// The proposals, in the order of the sheet.
    pub list: Vec<Proposal>,
    /// What was said beside it, by file.
    pub notes: Vec<Note>,
}

impl Proposals {
    /// Looks whether a sheet still says what it said when they were made.
    ///
    /// # Errors
    ///
    /// It says something else: what was decided may not hold for it.
    pub fn check(&self, sheet: &Sheet) -> Result<(), Diagnostic> {
        if self.fingerprint == sheet.fingerprint() {
            return Ok(());
        }
        Err(Diagnostic::general(
            Code::Decision,
            "突合表を作った後で資料が直されているので、取り入れられません",
            "もう一度 shiryo3 merge で突合表を作り、決め直してください",
        ))
    }
}

/// Something that a reply would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The number of the row, as it is now; that which the reply has for it where the row is new or gone.
    pub number: String,
    /// What of the row it is.
    pub aspect: Aspect,
    /// What it said in the workbook that the reply was made from.
    pub base: String,
    /// What it says now.
    pub current: String,
    /// Who proposes it.
    pub agencies: Vec<String>,
    /// What it would say.
    pub reply: String,
    /// Its kind (区分).
    pub kind: Kind,
    /// What is to become of it if nobody decides otherwise; `None` where somebody must.
    pub default: Option<Choice>,
    /// What to look at, and the agency's reasons.
    pub remark: String,
}

impl Proposal {
    /// Whether the text still says what it said in the workbook that the reply was made from.
    pub fn is_as_base(&self) -> bool {
        !self.base.is_empty() && tidy(&self.current) == tidy(&self.base)
    }

    /// What the reply makes of the text that it was made from, with marks. Where nothing is left, words say so
    /// in its place.
    pub fn marked(&self) -> Vec<(Mark, String)> {
        let (base, reply) = (tidy(&self.base), tidy(&self.reply));
        let all = match self.aspect {
            Aspect::Deleted => Some("（この取組を削る）"),
            _ => reply.is_empty().then_some("（文を消す）"),
        };
        match all {
            Some(words) => vec![(Mark::Equal, words.to_owned())],
            None => {
                diff::text(&base, &reply).into_iter().map(|run| (run.mark, run.text.to_owned())).collect()
            }
        }
    }
}

/// What of a row a proposal is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aspect {
    /// Its number.
    Number,
    /// A text, by the name of its column.
    Text(String),
    /// Its bars.
    Bars,
    /// All of it, which would go.
    Deleted,
    /// All of it, which is new.
    Added(Added),
}

impl Aspect {
    /// Whether it is all of the row, which can be taken or left, but not be written otherwise.
    pub fn is_row(&self) -> bool {
        matches!(self, Aspect::Deleted | Aspect::Added(_))
    }
}

/// A new row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// What it says. Its number may be missing, or another row's.
    pub row: Row,
    /// The number of the row that it would stand behind; `None` for the first of its theme.
    pub after: Option<String>,
}

/// The kind of a proposal (区分).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An edit that nothing speaks against.
    Edit,
    /// An edit of other lines than those that others changed.
    OtherLines,
    /// Only widths of characters, or blanks.
    Width,
    /// Others changed the same.
    Conflict,
    /// The worksheets of one file say different things.
    Inside,
    /// The row is another agency's.
    Others,
    /// Who is in charge (提案機関).
    Proposers,
    /// Something was struck through.
    Struck,
    /// It may be cut off or is no text at all, or something else speaks against it.
    Doubtful,
    /// Bars.
    Bars,
    /// Bars that can't be told for certain.
    UnclearBars,
    /// A number.
    Number,
    /// A row that is new.
    Added,
    /// A row that would go.
    Deleted,
}

impl Kind {
    /// All kinds, with what people call them.
    pub const NAMES: [(Kind, &str); 14] = [
        (Kind::Edit, "修正"),
        (Kind::OtherLines, "別の行の修正"),
        (Kind::Width, "幅だけ"),
        (Kind::Conflict, "食い違い"),
        (Kind::Inside, "ファイルの中の食い違い"),
        (Kind::Others, "ほかの機関の取組"),
        (Kind::Proposers, "提案機関の修正"),
        (Kind::Struck, "取り消し線"),
        (Kind::Doubtful, "文を確かめる"),
        (Kind::Bars, "帯の修正"),
        (Kind::UnclearBars, "帯を確かめる"),
        (Kind::Number, "番号の変更"),
        (Kind::Added, "新規"),
        (Kind::Deleted, "削除"),
    ];

    /// What people call it.
    pub fn name(self) -> &'static str {
        Kind::NAMES.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// What is to become of a proposal of this kind if nobody decides otherwise. Only plain edits are taken
    /// so; what concerns whole rows, bars and who is in charge never is.
    pub fn default(self) -> Option<Choice> {
        match self {
            Kind::Edit | Kind::OtherLines => Some(Choice::Reply),
            Kind::Width => Some(Choice::Current),
            _ => None,
        }
    }
}

/// What is to become of a proposal (採る).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// It is taken.
    Reply,
    /// All stays as it is.
    Current,
    /// Something else is written.
    Own(String),
}

/// What was said beside proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The file.
    pub file: String,
    /// The agency.
    pub agency: String,
    /// The row that it is about, if any.
    pub number: String,
    /// What was said.
    pub text: String,
}
