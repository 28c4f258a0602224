//! What may be meant otherwise in a cell that names agencies.

use std::fmt;

use crate::diag::{Code, Diagnostic, Part, Severity};
use crate::model::Initiative;

/// A name that may be meant otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt<'a> {
    /// The row.
    pub row: &'a Initiative,
    /// Its place among the sheet's rows.
    pub place: usize,
    /// The name, and where it stands.
    pub part: Part,
    /// What makes it doubtful.
    pub why: Why,
}

/// What makes a name doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It stands for several agencies, or for nobody yet. It is taken for no agency.
    NoName,
    /// 等 follows: others are meant, too.
    Others,
    /// It may be the rest of the line above. It is taken for an agency.
    GoesOn,
    /// It may be two agencies. It is taken for one.
    Joined,
    /// It may be a part of, or the same as, this one. It is taken for another agency.
    Within(String),
}

impl Doubt<'_> {
    /// The doubt as a warning at its place.
    pub fn warning(&self) -> Diagnostic {
        let message = format!("「{}」は、{}", self.part.text, self.why);
        let remedy = match self.why {
            Why::NoName | Why::Others => "機関の名前を書いてください",
            _ => "データの「機関」に名前か別名を書けば、この注意は出ません",
        };
        let warning = Diagnostic::general(Code::AgencyName, message, remedy).of_part(self.part.clone());
        Diagnostic { severity: Severity::Warning, ..warning }
    }
}

/// As a sentence for those who are to look at it.
impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Why::NoName => f.write_str("どの機関か分かりません（どの機関にも含めていません）"),
            Why::Others => f.write_str("後に「等」があり、ほかの機関は分かりません"),
            Why::GoesOn => f.write_str("前の行の続きかもしれません（一つの機関としました）"),
            Why::Joined => f.write_str("二つの機関かもしれません（一つの機関としました）"),
            Why::Within(other) => write!(f, "「{other}」と同じかもしれません（別の機関としました）"),
        }
    }
}
