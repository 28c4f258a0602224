//! Items and entries in brackets.

use std::ops::Range;

use super::ground::Ground;
use super::splice::Splice;
use crate::load::Node;

/// The items or entries of a list or mapping in brackets.
pub struct Flow<'a> {
    ground: &'a Ground<'a>,
    node: &'a Node,
    children: Vec<Range<usize>>,
}

impl<'a> Flow<'a> {
    /// `None` where there are no brackets: a pair in those of a list is a mapping without any.
    pub fn of(ground: &'a Ground<'a>, node: &'a Node) -> Option<Flow<'a>> {
        let has_brackets = ground.text[node.start..].starts_with(['[', '{']);
        has_brackets.then(|| Flow { ground, node, children: ground.children(node) })
    }

    /// Where something new goes so that it becomes the child of an index.
    pub fn gap(&self, index: usize) -> usize {
        match (self.children.get(index), self.children.last()) {
            (Some(child), _) if self.has_own_line(child) => self.ground.lines_of(child).start,
            (Some(child), _) => child.start,
            (None, Some(last)) => last.end,
            (None, None) => self.node.start + 1,
        }
    }

    /// Adds a text on one line so that it becomes the child of an index.
    pub fn insert(&self, index: usize, new: &str) -> Vec<Splice> {
        let (ground, gap) = (self.ground, self.gap(index));
        let added = |at: usize, parts: &[&str]| (at..at, parts.concat());
        let (child, last) = (self.children.get(index), self.children.last());
        let Some(beside) = child.or(last) else { return vec![added(gap, &[new])] };
        let margin = &ground.text[ground.line(beside.start)..beside.start];
        let line_break = ground.line_break(beside.end);
        let comma = last.and_then(|last| self.comma_behind(last));
        match (child, comma) {
            (Some(child), _) if self.has_own_line(child) => vec![added(gap, &[margin, new, ",", line_break])],
            (Some(_), _) => vec![added(gap, &[new, ", "])],
            (None, comma) if self.has_own_line(beside) => {
                let below = ground.next_line(comma.unwrap_or(beside.end));
                let own = if comma.is_some() { "," } else { "" };
                let mut splices = vec![added(below, &[margin, new, own, line_break])];
                splices.extend(comma.is_none().then(|| added(beside.end, &[","])));
                splices
            }
            (None, Some(comma)) => vec![added(comma + 1, &[" ", new, ","])],
            (None, None) => vec![added(gap, &[", ", new])],
        }
    }

    /// Takes away the child of an index; `None` where a comment would go that is not its own.
    pub fn remove(&self, index: usize) -> Option<Vec<Splice>> {
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
    pub fn own(&self, index: usize) -> Option<Range<usize>> {
        let child = self.children.get(index)?;
        Some(if self.has_own_line(child) { self.ground.lines_of(child) } else { child.clone() })
    }

    /// The text of the child of an index, if it is on one line.
    pub fn line(&self, index: usize) -> Option<&str> {
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
