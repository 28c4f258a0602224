//! Where the values of a document stand among its lines.

use std::ops::Range;

use super::write::{Form, STEP};
use crate::load::{Document, Kind, Node, Path, Step, Style};

/// A document and its text, in which every line has an end.
pub(super) struct Ground<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its text.
    pub text: String,
    /// What is added has this form.
    pub form: Form,
}

/// Where a value stands.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    /// The value.
    pub node: &'a Node,
    /// The column of its key or list mark.
    pub column: usize,
    /// The place behind its `:` or list mark.
    pub behind: usize,
    /// Whether brackets are around it.
    pub in_brackets: bool,
    /// Whether it is an item of a list.
    pub is_item: bool,
}

impl<'a> Ground<'a> {
    /// That of a document.
    pub(super) fn of(document: &'a Document) -> Ground<'a> {
        let text = document.source().text();
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let is_bare = !text.ends_with('\n');
        let end = if is_bare { line_break } else { "" };
        let form = Form { line_break, list_step: STEP, is_bare };
        let mut ground = Ground { document, text: [text, end].concat(), form };
        ground.form.list_step = ground.list_step(document.root()).unwrap_or(STEP);
        ground
    }

    /// How much deeper than their keys the lists of a value stand, by the first of them.
    fn list_step(&self, node: &Node) -> Option<usize> {
        match &node.kind {
            Kind::Map(entries) => entries.iter().find_map(|(key, value)| match (&value.kind, value.style) {
                (Kind::List(_), Style::Block) => self.column(value.start).checked_sub(self.column(key.start)),
                _ => self.list_step(value),
            }),
            Kind::List(items) => items.iter().find_map(|item| self.list_step(item)),
            Kind::Empty | Kind::Text(_) => None,
        }
    }

    /// Where the value at the end of a way stands; `None` where there is none, and for the whole document.
    pub(super) fn site(&self, path: &Path) -> Option<Site<'a>> {
        let (parent_path, step) = path.split_last()?;
        let parent = self.document.node(&parent_path)?;
        let (index, node) = match (&parent.kind, step) {
            (Kind::List(items), Step::Item(index)) => (*index, items.get(*index)?),
            (Kind::Map(entries), Step::Key(name)) => {
                let index = entries.iter().position(|(key, _)| key.text() == name)?;
                (index, &entries.get(index)?.1)
            }
            _ => return None,
        };
        let is_item = matches!(step, Step::Item(_));
        let child = self.children(parent).get(index)?.clone();
        let lead = match &parent.kind {
            Kind::Map(entries) => entries.get(index)?.0.span.end,
            _ => child.start,
        };
        let around = self.site(&parent_path).is_some_and(|site| site.in_brackets);
        Some(Site {
            node,
            column: self.column(child.start),
            behind: self.behind(lead, if is_item { '-' } else { ':' }),
            in_brackets: around || parent.style == Style::Flow,
            is_item,
        })
    }

    /// The place behind a sign that stands next, or the same place where another stands there.
    fn behind(&self, at: usize, sign: char) -> usize {
        let next = self.skip(at);
        if self.text[next..].starts_with(sign) { next + 1 } else { at }
    }

    /// The items of a list, with their marks, or the entries of a mapping.
    pub(super) fn children(&self, node: &Node) -> Vec<Range<usize>> {
        match &node.kind {
            Kind::Map(entries) => {
                entries.iter().map(|(key, value)| key.start..value.end().max(key.end())).collect()
            }
            Kind::List(items) if node.style == Style::Flow => {
                items.iter().map(|item| item.start..item.end()).collect()
            }
            Kind::List(items) => {
                let mut next = node.start;
                let marked = items.iter().map(|item| {
                    let mark = self.skip(next);
                    next = item.end().max(mark + 1);
                    mark..next
                });
                marked.collect()
            }
            Kind::Empty | Kind::Text(_) => Vec::new(),
        }
    }

    /// The first sign at or behind a place that is no blank and not in a comment.
    pub(super) fn skip(&self, at: usize) -> usize {
        let sign = |at: usize| self.text.len() - self.text[at..].trim_start().len();
        let mut next = sign(at);
        while self.is_comment(next) {
            next = sign(self.next_line(next));
        }
        next
    }

    /// Whether a comment begins at a place.
    pub(super) fn is_comment(&self, at: usize) -> bool {
        self.document.comments().binary_search(&at).is_ok()
    }

    /// Whether a comment begins in a stretch.
    pub(super) fn has_comment(&self, range: Range<usize>) -> bool {
        self.document.comments().iter().any(|at| range.contains(at))
    }

    /// Where the line of a place begins.
    pub(super) fn line(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    /// Where the line after that of a place begins.
    pub(super) fn next_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |length| at + length + 1)
    }

    /// Where the line of a place ends, before its break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        at + self.text[at..self.next_line(at)].trim_end_matches(['\r', '\n']).len()
    }

    /// How many bytes stand before a place on its line.
    pub(super) fn column(&self, at: usize) -> usize {
        at - self.line(at)
    }

    /// The end of the line of a place.
    pub(super) fn line_break(&self, at: usize) -> &str {
        &self.text[self.line_end(at)..self.next_line(at)]
    }

    /// Whether something stands before a place on its line.
    pub(super) fn is_inline(&self, at: usize) -> bool {
        !self.text[self.line(at)..at].trim().is_empty()
    }

    /// Whether the line that begins at a place is blank.
    pub(super) fn is_blank(&self, line: usize) -> bool {
        line < self.text.len() && self.text[line..self.next_line(line)].trim().is_empty()
    }

    /// The lines of an item or entry, with the comments right above that do not stand deeper.
    pub(super) fn lines_of(&self, child: &Range<usize>) -> Range<usize> {
        let (mut first, column) = (self.line(child.start), self.column(child.start));
        while let Some(above) = first.checked_sub(1).map(|end| self.line(end)) {
            let blanks = self.text[above..].len() - self.text[above..].trim_start_matches([' ', '\t']).len();
            if blanks > column || !self.is_comment(above + blanks) {
                break;
            }
            first = above;
        }
        first..self.next_line(child.end)
    }

    /// Where the blank lines above a line begin, but for those that belong to what ends at `floor`.
    pub(super) fn blanks_above(&self, line: usize, floor: usize) -> usize {
        let mut first = line;
        while let Some(above) = first.checked_sub(1).map(|end| self.line(end)) {
            if !self.is_blank(above) || above < floor {
                break;
            }
            first = above;
        }
        first
    }
}
