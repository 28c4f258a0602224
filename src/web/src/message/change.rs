//! Changes, and the ways to what is changed.

use serde::{Deserialize, Serialize};
use shiryo3::load::{self, Value};

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
