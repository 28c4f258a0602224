//! Two texts, and what changed between them as an office would mark it.

mod align;
mod border;
mod borders;
mod hunks;
mod kana;
mod letters;
mod stretches;

use std::ops::Range;

use align::Side;
use border::Border;
use borders::borders;
use hunks::Hunk;
use letters::{Letter, letters};
use stretches::{is_too_long, stretches};

/// What became of a run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Both texts have it.
    Equal,
    /// Only the old text has it.
    Deleted,
    /// Only the new text has it.
    Added,
}

/// A run of text with one mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// What became of it.
    pub mark: Mark,
    /// The text; never empty.
    pub text: &'a str,
}

/// The runs of two texts, in order: those that are not added make up the old text, those that are not deleted
/// the new one.
///
/// Where text is replaced, what is deleted comes first. Marks are those that people of an office draw: they
/// take whole words (高齢介護課 → 長寿いきがい課), verbs with their endings (行う → 行った) and numbers, join
/// what is close, and mark a sentence of which little is left as a whole. A mark never begins or ends within
/// a grapheme cluster. Swapping the texts swaps deleted and added, and nothing else.
///
/// Time and memory grow with the product of the lengths of what differs, up to 250,000; longer texts are
/// aligned by the phrases that they share (up to 2,000 a text), between which the same bound holds. A stretch
/// beyond it that shares no phrase is marked as a whole. 16,000 letters take less than half a second.
pub fn text<'a>(old: &'a str, new: &'a str) -> Vec<Run<'a>> {
    if old == new {
        return Vec::from_iter((!new.is_empty()).then_some(Run { mark: Mark::Equal, text: new }));
    }
    let (first, second) = if old <= new { (old, new) } else { (new, old) };
    let (one, other) = (Words::new(first), Words::new(second));
    let hunks = all_hunks(one.side(), other.side());
    if old <= new {
        runs(&hunks, &one, &other)
    } else {
        let hunks: Vec<Hunk> = hunks.into_iter().map(|hunk| Hunk { old: hunk.new, new: hunk.old }).collect();
        runs(&hunks, &other, &one)
    }
}

/// A text with its letters and their borders.
struct Words<'a> {
    text: &'a str,
    letters: Vec<Letter<'a>>,
    borders: Vec<Border>,
    /// Where each letter begins, and the end.
    starts: Vec<usize>,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Words<'a> {
        let letters = letters(text);
        let borders = borders(&letters);
        let start = |at: &mut usize, letter: &Letter| Some(std::mem::replace(at, *at + letter.text.len()));
        let starts = letters.iter().scan(0, start).chain([text.len()]).collect();
        Words { text, letters, borders, starts }
    }

    fn side(&self) -> Side<'_> {
        Side { letters: &self.letters, borders: &self.borders }
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        &self.text[self.starts[range.start]..self.starts[range.end]]
    }
}

fn all_hunks(old: Side, new: Side) -> Vec<Hunk> {
    let hunks = stretches(old.letters, new.letters).into_iter().flat_map(|stretch| {
        if is_too_long(&stretch) {
            return vec![stretch];
        }
        let steps = align::steps(old.part(&stretch.old), new.part(&stretch.new));
        hunks::hunks_of(&steps, (stretch.old.start, stretch.new.start))
    });
    hunks::joined(hunks.collect(), old, new)
}

fn runs<'a>(hunks: &[Hunk], old: &Words<'a>, new: &Words<'a>) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    let mut at = 0;
    let end = Hunk { old: old.letters.len()..old.letters.len(), new: new.letters.len()..new.letters.len() };
    for hunk in hunks.iter().chain([&end]) {
        runs.push(Run { mark: Mark::Equal, text: new.slice(at..hunk.new.start) });
        runs.push(Run { mark: Mark::Deleted, text: old.slice(hunk.old.clone()) });
        runs.push(Run { mark: Mark::Added, text: new.slice(hunk.new.clone()) });
        at = hunk.new.end;
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}
