//! What a scan of lines knows: the lists and mappings that are open, and what the next line may be.

use super::line::Line;
use crate::japanese::bars::{months_in, names_months};
use crate::load::headings::{self, Content};

/// What the lines so far lead one to expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing has been read.
    Start,
    /// The last key or list mark still waits for its value.
    Open,
    /// The last value is complete.
    Full,
    /// The lines belong to a block text.
    Block(Block),
    /// The lines belong to brackets.
    Brackets(Brackets),
    /// What follows is part of a slip that has been noted, up to the next line that looks right.
    Noted,
    /// The structure can't be followed any further.
    Lost,
}

/// A block text (`|-`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// The column that its lines must pass.
    pub parent: usize,
    /// The column of its first line, once that is known.
    pub column: Option<usize>,
}

/// Brackets that are not closed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Brackets {
    /// Where the outermost begins, in bytes.
    pub at: usize,
    /// The number of the line that it stands on.
    pub number: usize,
    /// Where the last line that belongs to them begins.
    pub last: usize,
    /// How many are open.
    pub depth: usize,
    /// The column of their key.
    pub column: usize,
}

/// A list or mapping that is open, by the column of its marks or keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    pub column: usize,
    pub is_list: bool,
}

/// What a value belongs to: a key or a list mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner<'a> {
    /// Its line.
    pub line: Line<'a>,
    /// That line's number.
    pub number: usize,
    /// The key's word; none for a list mark.
    pub name: Option<&'a str>,
    /// The column of the key, or of the text behind the list mark.
    pub column: usize,
    /// Where a value on the same line begins, in bytes.
    pub value: usize,
}

impl<'a> Owner<'a> {
    /// Its line up to its colon or list mark, with the right colon.
    pub(crate) fn head(&self) -> String {
        let head = self.line.text[..self.value].trim_end();
        match self.name {
            Some(name) => {
                let end = head.rfind(name).map_or(head.len(), |at| at + name.len());
                [&head[..end], ":"].concat()
            }
            None => head.to_owned(),
        }
    }

    /// Whether a text can be read as its value, where it wants one: a number, month or year, or the months
    /// of a bar, whose present value is `present`.
    pub(crate) fn reads(&self, text: &str, present: &str) -> bool {
        let Some(name) = self.name else { return true };
        match headings::find(name).map(|heading| heading.content) {
            Some(Content::Value | Content::Things) => headings::reads(name, text),
            Some(Content::Text | Content::Texts) => true,
            None => !names_months(present) || months_in(text).is_some(),
        }
    }

    /// What is written behind it. A key that no data file has may be that of a column, or a bar.
    pub(crate) fn content(&self) -> Content {
        self.name.and_then(headings::find).map_or(Content::Text, |heading| heading.content)
    }
}
