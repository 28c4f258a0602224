//! Items and entries in brackets.

use std::ops::Range;

use super::ground::Ground;
use super::splice::Splice;
use crate::load::{Node, Style};

/// The items or entries of a list or mapping in brackets.
pub(super) struct Flow<'a> {
    ground: &'a Ground<'a>,
    node: &'a Node,
    children: Vec<Range<usize>>,
}

impl<'a> Flow<'a> {
    /// Those of a value; `None` where it has no brackets, as a pair in those of a list.
    pub(super) fn of(ground: &'a Ground<'a>, node: &'a Node) -> Option<Flow<'a>> {
        let has_brackets = node.style == Style::Flow && ground.text[node.start..].starts_with(['[', '{']);
        has_brackets.then(|| Flow { ground, node, children: ground.children(node) })
    }

    /// Where something new goes so that it becomes the child of an index.
    pub(super) fn gap(&self, index: usize) -> usize {
        match (self.children.get(index), self.children.last()) {
            (Some(child), _) if self.has_own_line(child) => self.ground.lines_of(child).start,
            (Some(child), _) => child.start,
            (None, Some(last)) => last.end,
            (None, None) => self.node.start + 1,
        }
    }

    /// Adds a text on one line so that it becomes the child of an index.
    pub(super) fn insert(&self, index: usize, new: &str) -> Vec<Splice> {
        let gap = self.gap(index);
        match (self.children.get(index), self.children.last()) {
            (Some(next), _) if self.has_own_line(next) => {
                let (margin, line_break) = self.margins(next);
                vec![added(gap, &[margin, new, ",", line_break])]
            }
            (Some(_), _) => vec![added(gap, &[new, ", "])],
            (None, Some(last)) => self.append(last, new),
            (None, None) => vec![added(gap, &[new])],
        }
    }

    /// Adds a text on one line behind the last child.
    fn append(&self, last: &Range<usize>, new: &str) -> Vec<Splice> {
        let comma = self.comma_behind(last);
        if self.has_own_line(last) {
            let (margin, line_break) = self.margins(last);
            let below = self.ground.next_line(comma.unwrap_or(last.end));
            return match comma {
                Some(_) => vec![added(below, &[margin, new, ",", line_break])],
                None => vec![added(last.end, &[","]), added(below, &[margin, new, line_break])],
            };
        }
        match comma {
            Some(comma) => vec![added(comma + 1, &[" ", new, ","])],
            None => vec![added(last.end, &[", ", new])],
        }
    }

    /// What stands before a child on its line, and what ends that line.
    fn margins(&self, child: &Range<usize>) -> (&str, &str) {
        let margin = &self.ground.text[self.ground.line(child.start)..child.start];
        (margin, self.ground.line_break(child.end))
    }

    /// Takes away the child of an index; `None` where a comment would go that is not its own.
    pub(super) fn remove(&self, index: usize) -> Option<Vec<Splice>> {
        let child = self.children.get(index)?;
        let before = index.checked_sub(1).and_then(|before| self.children.get(before));
        let removed = |range: Range<usize>| (range, String::new());
        let comma = |of: &Range<usize>| self.comma_behind(of).map(|at| at..at + 1);
        // The comma before the last one parts it from nothing.
        let is_last = index + 1 == self.children.len() && comma(child).is_none();
        let useless = before.filter(|_| is_last).and_then(comma);
        if self.has_own_line(child) {
            let lines = self.ground.lines_of(child);
            return Some([lines].into_iter().chain(useless).map(removed).collect());
        }
        let range = match (self.children.get(index + 1), before) {
            (Some(next), _) => child.start..next.start,
            (None, Some(before)) if is_last => before.end..child.end,
            (None, _) => child.start..comma(child).map_or(child.end, |comma| comma.end),
        };
        (!self.ground.has_comment(range.clone())).then(|| vec![removed(range)])
    }

    /// The text of the child of an index, with the comments that go with it.
    pub(super) fn own(&self, index: usize) -> Option<Range<usize>> {
        let child = self.children.get(index)?;
        Some(if self.has_own_line(child) { self.ground.lines_of(child) } else { child.clone() })
    }

    /// The text of the child of an index, if it is on one line.
    pub(super) fn line(&self, index: usize) -> Option<&str> {
        let text = &self.ground.text[self.children.get(index)?.clone()];
        (!text.contains('\n')).then_some(text)
    }

    /// Where the comma behind a child stands, if there is one.
    fn comma_behind(&self, child: &Range<usize>) -> Option<usize> {
        let next = self.ground.skip(child.end);
        self.ground.text[next..].starts_with(',').then_some(next)
    }

    /// Whether a child stands on lines with nothing else but its comma and comments.
    fn has_own_line(&self, child: &Range<usize>) -> bool {
        let comma = self.comma_behind(child).filter(|comma| *comma < self.ground.next_line(child.end));
        let end = comma.map_or(child.end, |comma| comma + 1);
        !self.ground.is_inline(child.start) && self.ground.skip(end) >= self.ground.next_line(end)
    }
}

/// Something new at a place.
fn added(at: usize, parts: &[&str]) -> Splice {
    (at..at, parts.concat())
}
