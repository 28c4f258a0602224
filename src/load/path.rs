//! Ways through a document to one of its values.

use std::fmt;

/// One step from a list or mapping to a value in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an item, counted from 0.
    Item(usize),
}

/// The way from the top of a document to a value: `Path::top().key("課題").item(0).key("見出し")`. It names
/// a value that is there, or one that could be added.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Path(Vec<Step>);

impl Path {
    /// The way to the whole document.
    pub fn top() -> Path {
        Path::default()
    }

    /// The way on to the value of a key.
    pub fn key(mut self, key: &str) -> Path {
        self.0.push(Step::Key(key.to_owned()));
        self
    }

    /// The way on to an item, counted from 0.
    pub fn item(mut self, index: usize) -> Path {
        self.0.push(Step::Item(index));
        self
    }

    /// Its steps.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The way to what holds the value, and the last step from there; `None` for the whole document.
    pub fn split_last(&self) -> Option<(Path, &Step)> {
        let (last, before) = self.0.split_last()?;
        Some((Path(before.to_vec()), last))
    }

    /// The way to the innermost item on the way, as to the 取組 that a text belongs to.
    pub fn to_item(&self) -> Option<Path> {
        let last = self.0.iter().rposition(|step| matches!(step, Step::Item(_)))?;
        Some(Path(self.0[..=last].to_vec()))
    }

    /// Adds a step.
    pub(super) fn push(&mut self, step: Step) {
        self.0.push(step);
    }
}

impl FromIterator<Step> for Path {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Path {
        Path(steps.into_iter().collect())
    }
}

/// As messages name it: `課題の 1 番目の見出し`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            let link = if index > 0 { "の" } else { "" };
            match step {
                Step::Key(key) => write!(f, "{link}{key}")?,
                Step::Item(item) => write!(f, "{link} {} 番目", item + 1)?,
            }
        }
        Ok(())
    }
}
