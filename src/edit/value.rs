//! What a document should say after a change.

use super::plan::{Child, Move, Plan};
use crate::load::{Path, Step, Value};

impl Plan {
    /// What a document says once this is done; [`Value::Empty`] where it can't be.
    pub(super) fn outcome(&self, mut value: Value) -> Value {
        self.apply(&mut value).map_or(Value::Empty, |()| value)
    }

    fn apply(&self, value: &mut Value) -> Option<()> {
        match self {
            Plan::Write(path, text) => *at(value, path)? = Value::Text(text.clone()),
            Plan::Fill(path, new) => *at(value, path)? = new.clone(),
            Plan::Insert(child, key, new) => insert(value, child, (key.clone(), new.clone()))?,
            Plan::Remove(child) | Plan::Strip(child) => drop(remove(value, child)?),
            Plan::Rename(child, name) => match at(value, &child.parent)? {
                Value::Map(entries) => entries.get_mut(child.index)?.0 = name.clone(),
                _ => return None,
            },
            Plan::Move(Move { from, to, .. }) => {
                let moved = remove(value, from)?;
                insert(value, to, moved)?;
            }
        }
        Some(())
    }
}

/// A child's key, if it has one, and its value.
type Entry = (Option<String>, Value);

fn at<'a>(value: &'a mut Value, path: &Path) -> Option<&'a mut Value> {
    path.steps().iter().try_fold(value, |value, step| match (value, step) {
        (Value::List(items), Step::Item(index)) => items.get_mut(*index),
        (Value::Map(entries), Step::Key(name)) => {
            entries.iter_mut().find(|(key, _)| key == name).map(|(_, value)| value)
        }
        _ => None,
    })
}

fn insert(value: &mut Value, child: &Child, (key, new): Entry) -> Option<()> {
    let holder = at(value, &child.parent)?;
    match (holder, key) {
        (Value::List(items), None) if child.index <= items.len() => items.insert(child.index, new),
        (Value::Map(entries), Some(key)) if child.index <= entries.len() => {
            entries.insert(child.index, (key, new));
        }
        (holder @ Value::Empty, None) => *holder = Value::List(vec![new]),
        _ => return None,
    }
    Some(())
}

fn remove(value: &mut Value, child: &Child) -> Option<Entry> {
    match at(value, &child.parent)? {
        Value::List(items) if child.index < items.len() => Some((None, items.remove(child.index))),
        Value::Map(entries) if child.index < entries.len() => {
            let (key, value) = entries.remove(child.index);
            Some((Some(key), value))
        }
        _ => None,
    }
}
