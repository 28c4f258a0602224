//! Items and entries that have lines of their own.

use std::ops::Range;

use super::ground::Ground;
use super::splice::Splice;
use super::write::indented;
use crate::load::{Kind, Node};

/// The items or entries of a list or mapping that is a block. There is at least one.
pub(super) struct Block<'a> {
    ground: &'a Ground<'a>,
    children: Vec<Range<usize>>,
    is_list: bool,
    /// The column of its list marks or keys.
    pub column: usize,
}

impl<'a> Block<'a> {
    /// Those of a value.
    pub(super) fn of(ground: &'a Ground<'a>, node: &Node) -> Block<'a> {
        let (children, is_list) = (ground.children(node), matches!(node.kind, Kind::List(_)));
        Block { ground, children, is_list, column: ground.column(node.start) }
    }

    /// Where something new goes so that it becomes the child of an index. An item goes right above the next
    /// one, an entry right below the last one.
    pub(super) fn gap(&self, index: usize) -> Option<usize> {
        let (ground, next) = (self.ground, self.children.get(index));
        let before = index.checked_sub(1).and_then(|before| self.children.get(before));
        match (before, next) {
            (Some(before), None) => Some(ground.next_line(before.end)),
            (Some(before), Some(_)) if !self.is_list => Some(ground.next_line(before.end)),
            (_, Some(next)) if ground.is_inline(next.start) => Some(next.start),
            (_, Some(next)) if self.is_list => Some(ground.lines_of(next).start),
            (_, next) => next.map(|next| ground.line(next.start)),
        }
    }

    /// Adds lines, which begin at the column 0 and have their ends, so that they become the child of an
    /// index.
    pub(super) fn insert(&self, index: usize, lines: &[String]) -> Option<Splice> {
        let (ground, gap) = (self.ground, self.gap(index)?);
        let mut new: String = lines.iter().map(|line| indented(line, self.column)).collect();
        let space = if self.is_spaced() { ground.form.line_break } else { "" };
        if index >= self.children.len() {
            return Some((gap..gap, [space, &new].concat()));
        }
        if !ground.is_inline(gap) {
            return Some((gap..gap, new + space));
        }
        // A list mark stands before the first child; it keeps the first line that is no comment.
        let mark = ground.text[..gap].trim_end().len();
        let margin = " ".repeat(self.column);
        if new.trim_start().starts_with('#') {
            return Some((mark..gap, [ground.form.line_break, &new, &margin].concat()));
        }
        new.push_str(&margin);
        Some((gap..gap, new.split_off(self.column)))
    }

    /// Whether blank lines stand between its items.
    fn is_spaced(&self) -> bool {
        let [first, second, ..] = self.children.as_slice() else { return false };
        let mut line = self.ground.next_line(first.end);
        while line < second.start && !self.ground.is_blank(line) {
            line = self.ground.next_line(line);
        }
        self.is_list && line < second.start
    }

    /// Takes away the child of an index, of several.
    pub(super) fn remove(&self, index: usize) -> Option<Splice> {
        let child = self.children.get(index)?;
        match self.ground.is_inline(child.start) {
            true => self.remove_inline(child, self.children.get(index + 1)?),
            false => Some((self.vacated(index, child), String::new())),
        }
    }

    /// The lines that go with a child: its own and the comments right above, and the blank lines above these
    /// where others stand below.
    fn vacated(&self, index: usize, child: &Range<usize>) -> Range<usize> {
        let (ground, lines) = (self.ground, self.ground.lines_of(child));
        let before = index.checked_sub(1).and_then(|before| self.children.get(before));
        let floor = before.map_or(0, |before| ground.next_line(before.end));
        match lines.end == ground.text.len() || ground.is_blank(lines.end) {
            true => ground.blanks_above(lines.start, floor)..lines.end,
            false => lines,
        }
    }

    /// What goes with the only child, where brackets take its place.
    pub(super) fn only(&self) -> Option<Range<usize>> {
        let (ground, child) = (self.ground, self.children.first()?);
        if ground.is_inline(child.start) {
            let mark = ground.text[..child.start].trim_end().len();
            return Some(mark..ground.line_end(child.end));
        }
        Some(self.vacated(0, child))
    }

    /// The same as [`Block::remove`] for one that stands behind a list mark, which keeps the next one.
    fn remove_inline(&self, child: &Range<usize>, next: &Range<usize>) -> Option<Splice> {
        let ground = self.ground;
        let below = ground.next_line(child.end);
        if ground.line(next.start) == below {
            return Some((child.start..next.start, String::new()));
        }
        let mark = ground.text[..child.start].trim_end().len();
        Some((mark..below, ground.form.line_break.to_owned()))
    }

    /// The lines of the child of an index as if it stood at the column 0, with the comments right above.
    pub(super) fn lines(&self, index: usize) -> Option<Vec<String>> {
        let (ground, child) = (self.ground, self.children.get(index)?);
        let is_inline = ground.is_inline(child.start);
        let range = if is_inline { child.start..ground.next_line(child.end) } else { ground.lines_of(child) };
        let lines = ground.text[range].split_inclusive('\n').enumerate();
        let moved = lines.map(|(nth, line)| match nth {
            0 if is_inline => line.to_owned(),
            _ => dedented(line, self.column).to_owned(),
        });
        Some(moved.collect())
    }
}

/// A line that begins so many spaces further to the left. One that has fewer is blank, or a comment that
/// then begins at the margin.
fn dedented(line: &str, column: usize) -> &str {
    let spaces = line.len() - line.trim_start_matches(' ').len();
    &line[spaces.min(column)..]
}
