//! The changes that can be made to a document.

use crate::load::{Path, Value};

/// What is to become of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A text, or nothing, becomes this text. A key that is missing is added where it usually stands.
    Set {
        /// The way to it.
        path: Path,
        /// The text, with `\n` or `\r\n` between its lines.
        text: String,
    },
    /// Something new is added: an item, which the later ones make room for, or a key that is missing or has
    /// nothing behind it. A list that is missing is added with its first item.
    Add {
        /// The way to it, once it is there.
        path: Path,
        /// What it is.
        value: Value,
    },
    /// An item, or a key with its value, goes. An item goes with its last key. A list or mapping without
    /// anything in it is left as `[]` or `{}`.
    Remove {
        /// The way to it.
        path: Path,
    },
    /// A key with its value goes from a mapping that has others and is written on lines of their own; the
    /// comments above it and on its lines stay.
    Strip {
        /// The way to its value.
        path: Path,
    },
    /// A key gets another name, as a bar does.
    Rename {
        /// The way to its value.
        path: Path,
        /// Its name; blanks around it don't count.
        name: String,
    },
    /// An item moves within its list or to another.
    Move {
        /// The way to it.
        from: Path,
        /// The way to it once it is there, and no longer where it was.
        to: Path,
    },
}

impl Change {
    /// The way to what it changes.
    pub fn path(&self) -> &Path {
        match self {
            Change::Set { path, .. }
            | Change::Add { path, .. }
            | Change::Remove { path }
            | Change::Strip { path }
            | Change::Rename { path, .. }
            | Change::Move { from: path, .. } => path,
        }
    }
}
