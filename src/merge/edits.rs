//! An edit of one reply, and its place among the proposals.

use super::values::{Aspect, Kind, Proposal};
use crate::japanese::width::bare;
use crate::japanese::words::USUAL_TEXTS;
use crate::reply::{Doubt, Field, tidy};

/// Where a proposal stands: first by its row as it is now, rows that are gone at the end, then by what of the
/// row it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    row: usize,
    /// What the sheet would get behind the row comes behind all of it.
    is_new: bool,
    aspect: usize,
    name: String,
}

/// The rows that are gone stand behind all others, which are fewer than this.
const GONE: usize = 1_000_000;

impl Order {
    /// The place of an edit.
    pub(super) fn of(place: Option<usize>, old: usize, field: &Field) -> Order {
        let (aspect, name) = match field {
            Field::Number => (1, String::new()),
            Field::Text(name) => (2 + usual(name), name.clone()),
            Field::Bars => (usize::MAX, String::new()),
        };
        Order { row: place.unwrap_or(GONE + old), is_new: false, aspect, name }
    }

    /// The place of a row that would go.
    pub(super) fn of_row(place: usize) -> Order {
        Order { row: place, is_new: false, aspect: 0, name: String::new() }
    }

    /// The place of a new row behind another one.
    pub(super) fn behind(place: Option<usize>, nth: usize) -> Order {
        Order { row: place.unwrap_or(0), is_new: place.is_some(), aspect: nth, name: String::new() }
    }
}

fn usual(name: &str) -> usize {
    USUAL_TEXTS.iter().position(|usual| *usual == name).unwrap_or(USUAL_TEXTS.len())
}

/// An edit of one reply.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its place among the proposals.
    pub order: Order,
    /// The place of its row as it is now.
    pub place: Option<usize>,
    /// The number of its row.
    pub number: String,
    /// What of the row it is.
    pub field: Field,
    /// What that said.
    pub base: String,
    /// What it says now.
    pub current: String,
    /// Who edited it.
    pub agency: String,
    /// What it would say.
    pub text: String,
    /// What speaks against taking it unseen.
    pub doubts: Vec<Doubt>,
}

impl Candidate {
    /// Whether the sheet says so already.
    pub(super) fn is_done(&self) -> bool {
        self.is_same_text(&self.text, &self.current)
    }

    /// Whether it takes a whole text away. As with one that is struck through, somebody must decide about that.
    pub(super) fn is_cleared(&self) -> bool {
        matches!(self.field, Field::Text(_)) && tidy(&self.text).is_empty()
    }

    /// Whether another one would change it to the same.
    pub(super) fn says_same(&self, other: &Candidate) -> bool {
        self.doubts == other.doubts && self.is_same_text(&self.text, &other.text)
    }

    pub(super) fn is_same_text(&self, one: &str, other: &str) -> bool {
        match self.field {
            Field::Text(_) => tidy(one) == tidy(other),
            Field::Number | Field::Bars => bare(one) == bare(other),
        }
    }

    /// It as a proposal.
    pub(super) fn proposal(&self, agencies: Vec<String>, kind: Kind, remark: String) -> Proposal {
        let aspect = match &self.field {
            Field::Number => Aspect::Number,
            Field::Text(name) => Aspect::Text(name.clone()),
            Field::Bars => Aspect::Bars,
        };
        Proposal {
            number: self.number.clone(),
            aspect,
            base: self.base.clone(),
            current: self.current.clone(),
            agencies,
            reply: self.text.clone(),
            kind,
            default: kind.default(),
            remark,
        }
    }
}
