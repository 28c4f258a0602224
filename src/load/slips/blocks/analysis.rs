//! All that is known of a file's blocks.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::STEP;
use super::super::line::{self, Line, WIDE_SPACE};
use super::depth::{Depths, Head, depths};
use super::entry::{Entry, Widths, entries};
use super::loss::{Loss, Lost, losses};
use super::outline::outline;
use super::parts::Outline;
use super::place::{Move, moves};
use super::swallow::cuts;
use crate::diag::SourceId;

/// How many half-width spaces a tab may stand for, the likeliest first.
const TABS: [usize; 6] = [2, 4, 8, 3, 6, 1];

/// How many half-width spaces a full-width one may stand for.
const WIDES: [usize; 3] = [2, 1, 4];

/// A file's lines, what they are, and where they belong.
#[derive(Debug)]
pub(super) struct Analysis<'a> {
    /// The file.
    pub source: SourceId,
    /// The lines.
    pub lines: Vec<Line<'a>>,
    /// What spaces of other kinds stand for.
    pub widths: Widths,
    /// The entries.
    pub entries: Vec<Entry<'a>>,
    /// The lines that are not indented by half-width spaces alone.
    pub odd: Vec<usize>,
    /// What is part of what.
    pub outline: Outline<'a>,
    /// The blocks that have to move; `None` where there is one without any place for it.
    pub moves: Option<Vec<Move>>,
    /// The lines that are lost.
    pub losses: Vec<Loss>,
    /// How deep lines belong.
    pub depths: Depths,
}

impl<'a> Analysis<'a> {
    /// The analysis of a text by which the fewest lines are wrong: tabs and full-width spaces may stand for
    /// any number of half-width ones.
    pub(super) fn of(text: &'a str, source: SourceId) -> Analysis<'a> {
        let lines: Vec<Line> = line::lines(text).collect();
        let usual = Analysis::with(source, &lines, Widths::USUAL);
        let has =
            |space: char| usual.odd.iter().any(|at| lines[*at].text[..lines[*at].lead()].contains(space));
        let tabs = if has('\t') { TABS.as_slice() } else { &[Widths::USUAL.tab] };
        let wides = if has(WIDE_SPACE) { WIDES.as_slice() } else { &[Widths::USUAL.wide] };
        let widths = tabs.iter().flat_map(|tab| wides.iter().map(|wide| Widths { tab: *tab, wide: *wide }));
        let all =
            widths.filter(|_| !usual.odd.is_empty()).map(|widths| Analysis::with(source, &lines, widths));
        // Of equals, this takes the first.
        all.min_by_key(Analysis::faults).unwrap_or(usual)
    }

    /// The analysis where spaces of other kinds have certain widths.
    fn with(source: SourceId, lines: &[Line<'a>], widths: Widths) -> Analysis<'a> {
        let (mut found, mut odd) = entries(lines, widths, &BTreeSet::new());
        let mut parts = outline(&found);
        let cuts = cuts(lines, widths, &found, &parts);
        if !cuts.is_empty() {
            (found, odd) = entries(lines, widths, &cuts);
            parts = outline(&found);
        }
        let (moves, losses) = (moves(&found, &mut parts), losses(&parts));
        let depths = depths(&found, &parts, lines.len());
        let lines = lines.to_vec();
        Analysis { source, lines, widths, entries: found, odd, outline: parts, moves, losses, depths }
    }

    /// How much is wrong.
    fn faults(&self) -> usize {
        let lines = self.depths.by.iter().filter(|by| **by != 0).count();
        let blocks = self.moves.as_ref().map_or(usize::MAX / 2, Vec::len) + self.losses.len();
        lines + self.depths.heads.len() + blocks
    }

    /// The lines of some entries.
    pub(super) fn lines_of(&self, entries: &Range<usize>) -> Range<usize> {
        self.entries[entries.start].lines.start..self.entries[entries.end - 1].lines.end
    }

    /// The entry that a line belongs to.
    pub(super) fn entry_at(&self, line: usize) -> Option<usize> {
        let index = self.entries.partition_point(|entry| entry.lines.start <= line).checked_sub(1)?;
        (line < self.entries[index].lines.end).then_some(index)
    }

    /// The item that an entry belongs to.
    pub(super) fn item_of(&self, entry: usize) -> usize {
        self.outline.pieces[self.outline.piece_at(entry)].item
    }

    /// Whether a line is a comment that ends a text too early.
    pub(super) fn cuts_text(&self, at: usize) -> bool {
        let text = self.entry_at(at).and_then(|entry| self.entries[entry].text.as_ref());
        text.is_some_and(|text| text.comments.binary_search(&at).is_ok())
    }

    /// A line as it is to be: its indentation with its list mark, and the text behind these. `None` where it
    /// stays as it is.
    pub(super) fn mended(&self, at: usize) -> Option<(String, &'a str)> {
        let (line, by) = (self.lines[at], self.depths.by[at]);
        let entry = self.entry_at(at).filter(|entry| self.entries[*entry].lines.start == at);
        if let Some((entry, head)) = entry.and_then(|entry| Some((entry, *self.depths.heads.get(&entry)?))) {
            return Some(self.mended_head(entry, head));
        }
        let is_odd = self.odd.binary_search(&at).is_ok();
        let (column, lead) = match is_odd {
            true => (self.widths.column(line), line.lead()),
            false => (line.spaces(), line.spaces()),
        };
        (by != 0 || is_odd).then(|| (" ".repeat(column.saturating_add_signed(by)), &line.text[lead..]))
    }

    /// The first line of an entry whose head changes.
    fn mended_head(&self, entry: usize, head: Head) -> (String, &'a str) {
        let line = self.lines[self.entries[entry].lines.start];
        let (indentation, text) = (" ".repeat(self.depths.columns[entry]), &line.text[line.lead()..]);
        let behind = line::list_mark(text, true).map_or(text, |(_, length)| &text[length..]);
        match head {
            Head::Marked => (indentation + "- ", text),
            Head::Unmarked => (indentation, behind),
            Head::Spaced(gap) => (indentation + "-" + &" ".repeat(gap - 1), behind),
        }
    }

    /// Lines that are lost, with what `value` makes of their headings.
    pub(super) fn lost_lines(&self, loss: &Loss, value: impl Fn(&str) -> String) -> Vec<String> {
        let column = match loss.kind {
            Lost::First(item) | Lost::List(Some(item)) => self.depths.keys[item],
            Lost::List(None) => self.depths.top,
        };
        let lines = loss.keys.iter().enumerate().map(|(index, key)| match (loss.kind, index) {
            (Lost::First(_), 0) => {
                format!("{}- {key}:{}", " ".repeat(column.saturating_sub(STEP)), value(key))
            }
            _ => format!("{}{key}:{}", " ".repeat(column), value(key)),
        });
        lines.collect()
    }
}
