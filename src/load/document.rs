//! A YAML file that can be read, asked for places, and written back.

use super::node::{Kind, Node};
use std::ops::Range;

use super::parse::{self, Tree};
use super::{Coding, Path, Step, Value, again, scalar, slips};
use crate::diag::{Checked, Diagnostic, Place, Source, Span};
use crate::japanese::bars::bars_in;
use crate::spelling::Spelling;

/// A YAML file: its text, what that says and where, and how its bytes are written. [`crate::edit`] changes
/// it.
#[derive(Debug, Clone)]
pub struct Document {
    source: Source,
    tree: Tree,
    coding: Coding,
}

impl Document {
    /// Reads a text. Its bytes are taken to be UTF-8; see [`Document::with_coding`].
    ///
    /// # Errors
    ///
    /// The text is not YAML; the mistakes name the slips that seem to be why. Keys that stand twice are
    /// noted for those who read on.
    pub fn read(source: &Source) -> Checked<Document> {
        Ok(Document { source: source.clone(), tree: parse::parse(source)?, coding: Coding::default() })
    }

    /// Becomes what [`Document::read`] makes of another text. Where that differs in one item of a list, as after most
    /// edits, only the item is read; otherwise nothing is done, and it is `false`.
    pub(super) fn change(&mut self, source: &Source) -> bool {
        let is_same_file = source.id() == self.source.id();
        let changed = is_same_file && again::read(&mut self.tree, self.source.text(), source).is_some();
        if changed {
            (self.source, self.coding) = (source.clone(), Coding::default());
        }
        changed
    }

    /// The same, whose file is written in a certain way: the one that [`Coding::read`] gave with the text.
    pub fn with_coding(self, coding: Coding) -> Document {
        Document { coding, ..self }
    }

    /// Its text, with the name and number by which messages and places know it.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What it says.
    pub fn value(&self) -> Value {
        self.tree.root.value()
    }

    /// What it says at the end of a way; `None` where nothing has been written there, not even a key.
    pub fn get(&self, path: &Path) -> Option<Value> {
        self.node(path).map(Node::value)
    }

    /// Whether there are keys at the end of a way.
    pub fn is_map(&self, path: &Path) -> bool {
        self.node(path).is_some_and(|node| matches!(node.kind, Kind::Map(_)))
    }

    /// How many items the list at the end of a way has: none where nothing is written behind its key. `None` where
    /// something else stands there, or not even a key.
    pub fn count(&self, path: &Path) -> Option<usize> {
        match &self.node(path)?.kind {
            Kind::List(items) => Some(items.len()),
            Kind::Empty => Some(0),
            Kind::Text(_) | Kind::Map(_) => None,
        }
    }

    /// The bytes of its file: those that were read, but for what has been changed since.
    ///
    /// # Errors
    ///
    /// A character that its encoding lacks, where its coding is another file's.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Diagnostic> {
        self.coding.write(self.source.text())
    }

    /// Where a value stands that is there.
    pub fn place(&self, path: &Path) -> Place {
        self.node(path).map_or(Place::NONE, |node| Place::from(node.span))
    }

    /// The way to the innermost value at a place that this document gave: to the value of a key for a place
    /// in that key or in its value.
    pub fn path_at(&self, place: impl Into<Place>) -> Option<Path> {
        let span = place.into().span().filter(|span| span.source == self.source.id())?;
        let (mut path, mut node) = (Path::top(), &self.tree.root);
        while let Some((index, key, value)) = child_at(node, span.start) {
            path.push(key.map_or(Step::Item(index), |key| Step::Key(key.text().to_owned())));
            node = value;
        }
        Some(path)
    }

    /// How a text is spelled that was read from a place.
    pub fn spelling(&self, text: &str, span: Span) -> Spelling {
        let is_same = self.source.text().get(span.start..span.end) == Some(text);
        let node = if is_same { None } else { self.node_at(span) };
        let spell = node.and_then(|node| scalar::spell(node.style));
        spell.map_or(Spelling::SAME, |spell| Spelling::by(self.source.shared_text(), spell))
    }

    /// The key or value that has a place.
    fn node_at(&self, span: Span) -> Option<&Node> {
        let mut node = &self.tree.root;
        while node.span != span {
            let (_, key, value) = child_at(node, span.start)?;
            node = key.filter(|key| key.span == span).unwrap_or(value);
        }
        Some(node)
    }

    /// What to do about bars that stand in a text behind their key.
    pub(crate) fn bars_remedy(&self, text: &str, span: Span) -> Option<String> {
        if bars_in(text).is_empty() {
            return None;
        }
        let owner = slips::owner_of(self.source.text(), span.start)?;
        let last = self.source.text()[..span.end].trim_end().matches('\n').count() + 1;
        slips::bars_remedy(owner, text, last)
    }

    /// What is wrong with the characters of a value, if some of them show nothing or look like others: what it seems to
    /// say, it doesn't.
    pub(crate) fn hidden_in(&self, span: Span) -> Option<Diagnostic> {
        slips::hidden_in(self.source.text(), span, "その値")
    }

    /// The top, where a key is reported that the whole file lacks.
    pub fn top(&self) -> Span {
        Span { source: self.source.id(), start: 0, end: 0 }
    }

    /// The same document with another text, which has come of splices: stretches of the old text and what has
    /// taken their places, from the first to the last.
    ///
    /// # Errors
    ///
    /// The text is not YAML.
    pub(crate) fn with_text(&self, text: &str, splices: &[(Range<usize>, String)]) -> Checked<Document> {
        let source = self.source.with_text(text);
        let mut coding = self.coding.clone();
        for (range, new) in splices.iter().rev() {
            coding.splice(range, new.len());
        }
        let mut changed = self.clone();
        if !changed.change(&source) {
            changed = Document::read(&source)?;
        }
        Ok(changed.with_coding(coding))
    }

    /// Its value, with places.
    pub(crate) fn root(&self) -> &Node {
        &self.tree.root
    }

    /// Where its comments begin, from the first to the last.
    pub(crate) fn comments(&self) -> &[usize] {
        &self.tree.comments
    }

    /// How its file is written.
    pub(crate) fn coding(&self) -> &Coding {
        &self.coding
    }

    /// What was wrong with its keys.
    pub(crate) fn mistakes(&self) -> &[Diagnostic] {
        &self.tree.mistakes
    }

    /// The value at the end of a way.
    pub(crate) fn node(&self, path: &Path) -> Option<&Node> {
        path.steps().iter().try_fold(&self.tree.root, |node, step| match (&node.kind, step) {
            (Kind::List(items), Step::Item(index)) => items.get(*index),
            (Kind::Map(entries), Step::Key(name)) => {
                entries.iter().find(|(key, _)| key.text() == name).map(|(_, value)| value)
            }
            _ => None,
        })
    }
}

/// The item or entry of a value that a place lies in: its index, its key if it has one, and its value.
fn child_at(node: &Node, at: usize) -> Option<(usize, Option<&Node>, &Node)> {
    match &node.kind {
        Kind::List(items) => {
            let index = items.partition_point(|item| item.start <= at).checked_sub(1)?;
            let item = items.get(index).filter(|item| at <= item.end())?;
            Some((index, None, item))
        }
        Kind::Map(entries) => {
            let index = entries.partition_point(|(key, _)| key.start <= at).checked_sub(1)?;
            let (key, value) = entries.get(index).filter(|(_, value)| at <= value.end())?;
            Some((index, Some(key), value))
        }
        Kind::Empty | Kind::Text(_) => None,
    }
}
