//! The document on its way to the next year, and what has been done to it.

use super::looks::Look;
use crate::edit::written::text;
use crate::edit::{Change, edit};
use crate::load::{Document, Path};

/// Lines that have been changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The number of the first of them in the new file; of lines that are gone, of the one that stands there
    /// now.
    pub line: usize,
    /// The old lines.
    pub before: String,
    /// The new lines.
    pub after: String,
    /// Why.
    pub why: String,
}

/// The document on its way, and what has been done to it.
pub(super) struct Work {
    /// The document.
    pub document: Document,
    changes: Vec<Changed>,
    /// What could not be changed, and why.
    left: Vec<(Path, String)>,
}

impl Work {
    /// Before the first change.
    pub(super) fn new(document: Document) -> Work {
        Work { document, changes: Vec::new(), left: Vec::new() }
    }

    /// What has come of it.
    pub(super) fn done(mut self) -> (Document, Vec<Changed>, Vec<Look>) {
        let looks = self.left.iter().map(|(path, why)| {
            let value = text(&self.document, path).unwrap_or_default();
            Look::at(&self.document, path, (&value, 0), why)
        });
        let looks = looks.collect();
        self.changes.sort_by_key(|change| change.line);
        (self.document, self.changes, looks)
    }

    /// Makes a change, and notes which lines it has changed; or that it can't be made.
    pub(super) fn change(&mut self, change: &Change, why: &str) {
        let before = self.document.source().text().to_owned();
        match edit(&mut self.document, change) {
            Ok(()) => self.note(&before, why),
            Err(refusal) => {
                let why = format!("{why}（プログラムからは直せませんでした: {}）", refusal.message);
                self.left.push((change.path().clone(), why));
            }
        }
    }

    /// Notes the lines that a change has changed; those of an earlier change in which it was made are told once.
    fn note(&mut self, before: &str, why: &str) {
        let changed = changed_lines(before, self.document.source().text());
        let Some(changed) = changed else { return };
        let is_same =
            |earlier: &&mut Changed| earlier.line == changed.line && earlier.after == changed.before;
        if let Some(earlier) = self.changes.iter_mut().find(is_same) {
            earlier.after = changed.after;
            return;
        }
        let (old, new) = (changed.before.lines().count(), changed.after.lines().count());
        for earlier in self.changes.iter_mut().filter(|earlier| earlier.line > changed.line) {
            earlier.line = (earlier.line + new).saturating_sub(old).max(changed.line);
        }
        self.changes.push(Changed { why: why.to_owned(), ..changed });
    }

    /// Gives a text another value, where there is one.
    pub(super) fn set(&mut self, path: Path, new: String, why: &str) {
        if text(&self.document, &path).is_some_and(|old| old != new) {
            self.change(&Change::Set { path, text: new }, why);
        }
    }

    /// Takes out an entry, where there is one.
    pub(super) fn strip(&mut self, path: Path, why: &str) {
        if self.document.get(&path).is_some() {
            self.change(&Change::Strip { path }, why);
        }
    }

    /// Notes what has been left as it is, and why.
    pub(super) fn leave(&mut self, path: Path, why: &str) {
        self.left.push((path, why.to_owned()));
    }
}

/// Which lines two texts don't share, where they differ in one stretch.
fn changed_lines(before: &str, after: &str) -> Option<Changed> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let (before, after) = (old[start..old.len() - end].join("\n"), new[start..new.len() - end].join("\n"));
    let changed = Changed { line: start + 1, before, after, why: String::new() };
    (changed.before != changed.after).then_some(changed)
}
