//! From a change to the one thing that is to be done, for which all that it needs is there.

use super::change::Change;
use super::order;
use crate::diag::{Code, Diagnostic};
use crate::load::{Document, Kind, Node, Path, Step, Value};

/// Something that can be done to a document. Children of a list are its items, those of a mapping its
/// entries; both count from 0.
#[derive(Debug)]
pub(super) enum Plan {
    /// A text or nothing becomes this text.
    Write(Path, String),
    /// What holds nothing becomes this value.
    Fill(Path, Value),
    /// The mapping or list at the end of the way, which is not empty, gets a child.
    Insert(Child, Option<String>, Value),
    /// The child goes.
    Remove(Child),
    /// The child goes, and its comments stay.
    Strip(Child),
    /// The child's key becomes this one.
    Rename(Child, String),
    /// The child moves.
    Move(Move),
}

/// A child of a list or mapping, or the place of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Child {
    /// The way to the list or mapping.
    pub parent: Path,
    /// Which of its children.
    pub index: usize,
}

/// An item that moves.
#[derive(Debug)]
pub(super) struct Move {
    /// Which item it is.
    pub from: Child,
    /// Before which item it goes, as they stand.
    pub before: Child,
    /// Which item it then is.
    pub to: Child,
}

impl Plan {
    /// What a change comes to.
    pub(super) fn of(document: &Document, change: &Change) -> Result<Plan, Diagnostic> {
        match change {
            Change::Set { path, text } => set(document, path, text.replace("\r\n", "\n")),
            Change::Add { path, value } => add(document, path, tidy(value)),
            Change::Remove { path } => removed(document, path).map(Plan::Remove),
            Change::Strip { path } => removed(document, path).map(Plan::Strip),
            Change::Rename { path, name } => rename(document, path, name.trim()),
            Change::Move { from, to } => moved(document, from, to).map(Plan::Move),
        }
    }

    /// The texts that it writes.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Plan::Write(_, text) | Plan::Rename(_, text) => vec![text],
            Plan::Fill(_, value) => texts(value),
            Plan::Insert(_, key, value) => key.as_deref().into_iter().chain(texts(value)).collect(),
            Plan::Remove(_) | Plan::Strip(_) | Plan::Move(_) => Vec::new(),
        }
    }
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::Empty => Vec::new(),
        Value::Text(text) => vec![text],
        Value::List(items) => items.iter().flat_map(texts).collect(),
        Value::Map(entries) => {
            let entries =
                entries.iter().flat_map(|(key, value)| [key.as_str()].into_iter().chain(texts(value)));
            entries.collect()
        }
    }
}

/// A value as it is read: without CR in texts, and without blanks around keys.
fn tidy(value: &Value) -> Value {
    match value {
        Value::Empty => Value::Empty,
        Value::Text(text) => Value::Text(text.replace("\r\n", "\n")),
        Value::List(items) => Value::List(items.iter().map(tidy).collect()),
        Value::Map(entries) => {
            Value::Map(entries.iter().map(|(key, value)| (key.trim().to_owned(), tidy(value))).collect())
        }
    }
}

fn set(document: &Document, path: &Path, text: String) -> Result<Plan, Diagnostic> {
    match document.node(path).map(|node| &node.kind) {
        Some(Kind::Text(_) | Kind::Empty) => Ok(Plan::Write(path.clone(), text)),
        Some(Kind::List(_) | Kind::Map(_)) => Err(wrong(path, "は文ではありません")),
        None => add(document, path, Value::Text(text)),
    }
}

fn add(document: &Document, path: &Path, value: Value) -> Result<Plan, Diagnostic> {
    let no_place = || wrong(path, "を加えられる一覧や見出しがありません");
    let (parent, step) = path.split_last().ok_or_else(no_place)?;
    let Some(holder) = document.node(&parent) else {
        return match step {
            Step::Item(0) => add(document, &parent, Value::List(vec![value])),
            _ => Err(wrong(&parent, "がありません")),
        };
    };
    match (&holder.kind, step) {
        (kind, Step::Item(0)) if is_empty(kind) => Ok(Plan::Fill(parent, Value::List(vec![value]))),
        (kind, Step::Key(key)) if is_empty(kind) => Ok(Plan::Fill(parent, Value::map([(key.trim(), value)]))),
        (Kind::List(items), Step::Item(index)) if *index <= items.len() => {
            Ok(Plan::Insert(Child { parent, index: *index }, None, value))
        }
        (Kind::Map(entries), Step::Key(key)) => match document.node(path).map(|node| &node.kind) {
            Some(Kind::Empty) => Ok(Plan::Fill(path.clone(), value)),
            Some(_) => Err(wrong(path, "は既にあります")),
            None => {
                let index = order::index(&parent, entries.iter().map(|(key, _)| key.text()), key);
                Ok(Plan::Insert(Child { parent, index }, Some(key.trim().to_owned()), value))
            }
        },
        _ => Err(no_place()),
    }
}

fn is_empty(kind: &Kind) -> bool {
    match kind {
        Kind::Empty => true,
        Kind::List(items) => items.is_empty(),
        Kind::Map(entries) => entries.is_empty(),
        Kind::Text(_) => false,
    }
}

/// The child that a way ends at, and what holds it.
fn child<'a>(document: &'a Document, path: &Path) -> Result<(Child, &'a Node), Diagnostic> {
    let missing = || wrong(path, "がありません");
    let (parent, step) = path.split_last().ok_or_else(missing)?;
    let holder = document.node(&parent).ok_or_else(missing)?;
    let index = match (&holder.kind, step) {
        (Kind::List(items), Step::Item(index)) if *index < items.len() => Some(*index),
        (Kind::Map(entries), Step::Key(name)) => entries.iter().position(|(key, _)| key.text() == name),
        _ => None,
    };
    Ok((Child { parent, index: index.ok_or_else(missing)? }, holder))
}

/// What is removed: an item goes with its last key.
fn removed(document: &Document, path: &Path) -> Result<Child, Diagnostic> {
    let (found, holder) = child(document, path)?;
    let is_last = matches!(&holder.kind, Kind::Map(entries) if entries.len() == 1);
    match found.parent.steps().last() {
        Some(Step::Item(_)) if is_last => removed(document, &found.parent),
        None if is_last => Err(wrong(path, "を消すと、何も残りません")),
        _ => Ok(found),
    }
}

fn rename(document: &Document, path: &Path, name: &str) -> Result<Plan, Diagnostic> {
    let (found, holder) = child(document, path)?;
    let Kind::Map(entries) = &holder.kind else { return Err(wrong(path, "に名前はありません")) };
    let is_taken = |(index, (key, _)): (usize, &(Node, Node))| index != found.index && key.text() == name;
    if name.is_empty() || name.contains('\n') {
        return Err(nameless(path, "の名前は、一行の言葉でなければなりません"));
    }
    if entries.iter().enumerate().any(is_taken) {
        return Err(nameless(path, &format!("と同じ所に、「{name}」が既にあります")));
    }
    Ok(Plan::Rename(found, name.to_owned()))
}

fn moved(document: &Document, from: &Path, to: &Path) -> Result<Move, Diagnostic> {
    let (from, holder) = child(document, from)?;
    let no_place = || wrong(to, "には移せません");
    let (parent, step) = to.split_last().ok_or_else(no_place)?;
    let (Kind::List(_), Step::Item(index)) = (&holder.kind, step) else { return Err(no_place()) };
    let before = as_they_stand(&from, &parent, *index);
    let room = match document.node(&before.parent).map(|node| &node.kind) {
        Some(Kind::List(items)) => items.len(),
        Some(Kind::Empty) => 0,
        _ => return Err(no_place()),
    };
    if before.index > room {
        return Err(no_place());
    }
    Ok(Move { from, before, to: Child { parent, index: *index } })
}

/// The place of an item where another one has gone, by the items as they stand before that.
fn as_they_stand(gone: &Child, parent: &Path, index: usize) -> Child {
    let later = |at: usize| if at >= gone.index { at + 1 } else { at };
    if *parent == gone.parent {
        return Child { parent: parent.clone(), index: later(index) };
    }
    let depth = gone.parent.steps().len();
    let is_inside = parent.steps().starts_with(gone.parent.steps());
    let steps = parent.steps().iter().enumerate().map(|(nth, step)| match step {
        Step::Item(at) if is_inside && nth == depth => Step::Item(later(*at)),
        other => other.clone(),
    });
    Child { parent: steps.collect(), index }
}

/// A mistake about what a way leads to.
fn wrong(path: &Path, what: &str) -> Diagnostic {
    let remedy = "ファイルを読み直し、今の内容を確かめてください";
    Diagnostic::general(Code::Unchangeable, format!("{path}{what}"), remedy)
}

/// A name that can't be given.
fn nameless(path: &Path, what: &str) -> Diagnostic {
    Diagnostic::general(Code::Unchangeable, format!("{path}{what}"), "別の名前にしてください")
}
