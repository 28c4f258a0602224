//! The texts of a table, of which parts may be marked.

use std::ops::{Deref, Range};

use ecow::EcoString;

use crate::diag::{Part, Place, Span};
use crate::diff;
use crate::model::{Text, one_line};
use crate::spelling::Spelling;

/// A text that the table shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// The characters; `\n` where a new line begins.
    pub text: EcoString,
    /// The parts of the text by where they were read, in its order.
    pub runs: Runs,
}

/// The parts of a passage. Nearly all have one, for which no list is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runs {
    /// The only one.
    One(Run),
    /// None, or several.
    Several(Vec<Run>),
}

/// A part of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Which bytes of the passage's text it has.
    pub range: Range<usize>,
    /// Where it was read.
    pub place: Place,
    /// How it is written there.
    pub spelling: Spelling,
    /// Its mark. A table of one sheet has none.
    pub mark: Mark,
}

impl Default for Runs {
    fn default() -> Runs {
        Runs::Several(Vec::new())
    }
}

impl Deref for Runs {
    type Target = [Run];

    fn deref(&self) -> &[Run] {
        match self {
            Runs::One(run) => std::slice::from_ref(run),
            Runs::Several(runs) => runs,
        }
    }
}

impl Runs {
    fn push(&mut self, run: Run) {
        *self = match std::mem::take(self) {
            Runs::Several(runs) if runs.is_empty() => Runs::One(run),
            Runs::One(first) => Runs::Several(vec![first, run]),
            Runs::Several(mut runs) => {
                runs.push(run);
                Runs::Several(runs)
            }
        }
    }
}

impl Passage {
    /// A text of the program's own, which was read nowhere.
    pub fn own(text: &str) -> Passage {
        Passage::default().followed_by(text, Place::NONE)
    }

    /// The text on one line, its lines parted by spaces.
    pub fn one_line(&self) -> String {
        one_line(&self.text)
    }

    /// The text as it is now, on one line: without what was deleted, unless that is all.
    pub fn latest(&self) -> String {
        let left = self.runs.iter().filter(|run| run.mark != Mark::Deleted);
        let left: String = left.map(|run| &self.text[run.range.clone()]).collect();
        one_line(if left.is_empty() { &self.text } else { &left })
    }

    /// Where its first part was read.
    pub fn place(&self) -> Place {
        self.runs.first().map_or(Place::NONE, |run| run.place)
    }

    /// The same with a text behind it.
    pub fn followed_by(self, text: &str, place: Place) -> Passage {
        self.with(&Text { value: text.into(), place, spelling: Spelling::SAME }, Mark::Kept)
    }

    /// The same with a marked text behind it.
    pub fn with(mut self, text: &Text, mark: Mark) -> Passage {
        let start = self.text.len();
        if self.text.is_empty() {
            self.text = text.value.clone();
        } else {
            self.text.push_str(&text.value);
        }
        let (place, spelling) = (text.place, text.spelling.clone());
        self.runs.push(Run { range: start..self.text.len(), place, spelling, mark });
        self
    }

    /// The same with another passage behind it.
    pub fn then(mut self, other: Passage) -> Passage {
        let start = self.text.len();
        self.text.push_str(&other.text);
        for run in other.runs.iter() {
            let range = start + run.range.start..start + run.range.end;
            self.runs.push(Run { range, ..run.clone() });
        }
        self
    }

    /// Some of its bytes in stretches of one mark, in order; none is empty.
    pub fn stretches(&self, range: Range<usize>) -> impl Iterator<Item = (Mark, Range<usize>)> {
        let runs = self.runs.chunk_by(|one, next| one.mark == next.mark);
        let stretches = runs.map(move |runs| {
            let (start, end) = (runs[0].range.start, runs[runs.len() - 1].range.end);
            (runs[0].mark, start.max(range.start)..end.min(range.end))
        });
        stretches.filter(|(_, stretch)| !stretch.is_empty())
    }

    /// Some of its characters, by their bytes, and where they stand: in one of its runs.
    pub fn part(&self, range: Range<usize>) -> Part {
        let run = self.runs.iter().rfind(|run| run.range.start <= range.start);
        let place = run.and_then(|run| {
            let span = run.place.span()?;
            let part = range.start - run.range.start..range.end - run.range.start;
            let text = &self.text[run.range.clone()];
            let Range { start, end } = run.spelling.range(text, span.start, part);
            Some(Span { start, end, ..span })
        });
        Part { text: self.text[range].to_owned(), place: place.map_or(Place::NONE, Place::from) }
    }
}

impl From<&Text> for Passage {
    fn from(text: &Text) -> Passage {
        Passage::default().with(text, Mark::Kept)
    }
}

/// What is shown of a part of a text beside its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Nothing.
    Kept,
    /// A line through it: it was deleted (見え消し).
    Deleted,
    /// A line under it: it was added (見え消し).
    Added,
    /// A line under it, and no colour: the other side has something else here (新旧対照表).
    Changed,
}

impl From<diff::Mark> for Mark {
    fn from(mark: diff::Mark) -> Mark {
        match mark {
            diff::Mark::Equal => Mark::Kept,
            diff::Mark::Deleted => Mark::Deleted,
            diff::Mark::Added => Mark::Added,
        }
    }
}
