//! Changes of the data.

use shiryo3::diag::Diagnostic;
use shiryo3::edit::{self, add_bar, edit, months};
use shiryo3::load::{Document, Value};
use shiryo3::model::TimeSpan;

use super::{Session, changed_meanwhile, first};
use crate::message::{Answer, Change, Patch, way};
use crate::table;

impl Session {
    /// Makes changes, all or none.
    pub(super) fn edit(&mut self, changes: Vec<Change>) -> Result<Answer, Diagnostic> {
        let document = self.changed(self.written().map_err(first)?, changes)?;
        Ok(self.hold(document.source().text()))
    }

    /// A document with changes, each of what the ones before it leave.
    pub(super) fn changed(
        &self,
        mut document: Document,
        changes: Vec<Change>,
    ) -> Result<Document, Diagnostic> {
        for change in changes {
            let change = self.as_edit(&document, change)?;
            edit(&mut document, &change)?;
        }
        Ok(document)
    }

    /// A change as the library makes it to a document.
    fn as_edit(&self, document: &Document, change: Change) -> Result<edit::Change, Diagnostic> {
        Ok(match change {
            Change::Set(path, text) => edit::Change::Set { path: way(&path), text },
            Change::Add(path, new) => edit::Change::Add { path: way(&path), value: new.into() },
            Change::Remove(path) => edit::Change::Remove { path: way(&path) },
            Change::Rename(path, name) => edit::Change::Rename { path: way(&path), name },
            Change::Move(from, to) => edit::Change::Move { from: way(&from), to: way(&to) },
            Change::Copy(from, to, key, text) => {
                let value = document.get(&way(&from)).ok_or_else(changed_meanwhile)?;
                edit::Change::Add { path: way(&to), value: with(value, &key, text) }
            }
            Change::AddBar(row, kind, span) => {
                add_bar(document, &way(&row), &kind, &self.months(document, span)?)
            }
            Change::SetMonths(path, span) => {
                edit::Change::Set { path: way(&path), text: self.months(document, span)? }
            }
        })
    }

    /// Months as a document writes them.
    fn months(&self, document: &Document, [start, end]: [u16; 2]) -> Result<String, Diagnostic> {
        let period = table::period(document, self.template()?);
        let (period, span) = period.zip(TimeSpan::new(start, end)).ok_or_else(changed_meanwhile)?;
        Ok(months(document, period, span))
    }

    pub(super) fn splice(&mut self, patches: &[Patch]) -> Result<Answer, Diagnostic> {
        let text = patched(self.data.text(), patches)?;
        Ok(self.hold(&text))
    }
}

/// A mapping with another text at a key that it has.
fn with(value: Value, key: &str, text: String) -> Value {
    let Value::Map(entries) = value else { return value };
    let entry = |(name, old): (String, Value)| {
        let value = if name == key { Value::Text(text.clone()) } else { old };
        (name, value)
    };
    Value::Map(entries.into_iter().map(entry).collect())
}

/// A text with others in the place of some stretches, one after the other.
pub(super) fn patched(text: &str, patches: &[Patch]) -> Result<String, Diagnostic> {
    let mut text = text.to_owned();
    for Patch { at, old, new } in patches {
        let range = *at..at + old.len();
        if text.get(range.clone()) != Some(old) {
            return Err(changed_meanwhile());
        }
        text.replace_range(range, new);
    }
    Ok(text)
}

/// What differs between two texts, from the first to the last byte that does.
pub(super) fn patch(old: &str, new: &str) -> Option<Patch> {
    if old == new {
        return None;
    }
    let same = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    let start = (0..=same).rev().find(|at| old.is_char_boundary(*at) && new.is_char_boundary(*at))?;
    let (old, new) = (&old[start..], &new[start..]);
    let same = old.bytes().rev().zip(new.bytes().rev()).take_while(|(old, new)| old == new).count();
    let is_boundary =
        |back: &usize| old.is_char_boundary(old.len() - back) && new.is_char_boundary(new.len() - back);
    let back = (0..=same).rev().find(is_boundary)?;
    let part = |text: &str| text[..text.len() - back].to_owned();
    Some(Patch { at: start, old: part(old), new: part(new) })
}
