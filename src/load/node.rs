//! YAML text as a tree that keeps the place of every key and value, and how each is written.

use std::ops::Range;

use super::Value;
use crate::diag::Span;

/// A value of the YAML text.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub style: Style,
    /// Where it begins: at its bracket, quote, header (`|-`), first list mark or first key; behind the
    /// `:` or `-` where nothing is written.
    pub start: usize,
    /// Where its words stand, up to its end. They begin at [`start`](Node::start) but in a block text,
    /// where they stand below the header. Messages mark this.
    pub span: Span,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// Nothing was written, or `~`.
    Empty,
    /// Text, as typed.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file; each key is a text and stands once.
    Map(Vec<(Node, Node)>),
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// A text as it is, or nothing.
    Plain,
    /// A text in `'`.
    Single,
    /// A text in `"`.
    Double,
    /// A text on lines below `|`.
    Literal,
    /// A text on lines below `>`.
    Folded,
    /// A list or mapping with a line or more for each item.
    Block,
    /// A list or mapping in brackets, or a pair in the brackets of a list.
    Flow,
}

impl Node {
    /// The text of a key or another text; nothing for the other kinds.
    pub(crate) fn text(&self) -> &str {
        match &self.kind {
            Kind::Text(text) => text,
            Kind::Empty | Kind::List(_) | Kind::Map(_) => "",
        }
    }

    /// Where it ends, behind its last character.
    pub(crate) fn end(&self) -> usize {
        self.span.end.max(self.start)
    }

    /// All of it.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// What it says.
    pub(crate) fn value(&self) -> Value {
        match &self.kind {
            Kind::Empty => Value::Empty,
            Kind::Text(text) => Value::Text(text.clone()),
            Kind::List(items) => Value::List(items.iter().map(Node::value).collect()),
            Kind::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.text().to_owned(), value.value()));
                Value::Map(entries.collect())
            }
        }
    }
}
