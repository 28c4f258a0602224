//! What people call lines and blocks.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::mend;
use super::analysis::Analysis;
use super::role::{Role, Value};
use crate::japanese::words;

/// The most characters of a heading by which a 課題 is named.
const LONG: usize = 20;

/// Lines as people count them.
pub(super) fn numbers(lines: &Range<usize>) -> String {
    match lines.len() {
        1 => format!("{} 行目", lines.end),
        _ => format!("{}〜{} 行目", lines.start + 1, lines.end),
    }
}

impl Analysis<'_> {
    /// A line as it is to be, as a remedy shows it.
    pub(super) fn shown(&self, at: usize) -> String {
        let line = self.lines[at];
        let as_it_is = || (" ".repeat(self.widths.column(line)), &line.text[line.lead()..]);
        let (lead, text) = self.mended(at).unwrap_or_else(as_it_is);
        lead + &mend::shown(text.trim_end())
    }

    /// The value of the first heading of an item.
    fn first_value(&self, item: usize) -> Option<&str> {
        let item = &self.outline.items[item];
        let mut own = item.entries.iter().map(|at| &self.entries[*at]);
        let is_first = |key: &str| match item.role {
            Role::Meeting => [words::NAME, words::MONTH].contains(&key),
            role => role.headings().first() == Some(&key),
        };
        match own.find(|entry| is_first(entry.key))?.value {
            Value::Given(text) => Some(text),
            Value::Below | Value::Header => None,
        }
    }

    /// What people call an item: `番号 4 の取組`.
    pub(super) fn title(&self, item: usize) -> String {
        let role = self.outline.items[item].role;
        match (role, self.first_value(item)) {
            (Role::Top, _) => format!("「{}」", self.entries[self.outline.items[item].entries[0]].key),
            (Role::Meeting, Some(month)) => format!("{month}の会議"),
            (Role::Theme, Some(heading)) if heading.chars().count() > LONG => {
                format!("「{}…」の課題", heading.chars().take(LONG).collect::<String>())
            }
            (Role::Theme, Some(heading)) => format!("「{heading}」の課題"),
            (Role::Initiative, Some(number)) => format!("番号 {number} の取組"),
            _ => role.name().to_owned(),
        }
    }

    /// What people call the items of a role that begin among some entries.
    pub(super) fn titles(&self, entries: &Range<usize>, role: Role) -> String {
        let pieces = self.outline.piece_at(entries.start)..self.outline.piece_at(entries.end - 1) + 1;
        let items: BTreeSet<usize> = pieces.map(|piece| self.outline.pieces[piece].item).collect();
        let items: Vec<usize> =
            items.into_iter().filter(|item| self.outline.items[*item].role == role).collect();
        match items.as_slice() {
            [] => role.name().to_owned(),
            [one] => self.title(*one),
            [first, .., last] => match (self.first_value(*first), self.first_value(*last)) {
                (Some(first), Some(last)) if role == Role::Initiative => {
                    format!("番号 {first}〜{last} の取組")
                }
                _ => format!("{}など", self.title(*first)),
            },
        }
    }

    /// What people call some lines, where they are whole items, or a whole text.
    pub(super) fn name(&self, lines: &Range<usize>) -> Option<String> {
        let (start, end) = (self.entry_at(lines.start)?, self.entry_at(lines.end - 1)? + 1);
        let first = &self.entries[start];
        if first.text.as_ref().is_some_and(|text| text.first == lines.start) && first.lines.end == lines.end {
            return Some(format!("「{}」の文", first.key));
        }
        let is_inside = |item: usize| (start..end).contains(&self.outline.items[item].entries[0]);
        let item = self.item_of(start);
        let next = (end < self.entries.len()).then(|| self.item_of(end));
        let parent = |item: usize| self.outline.items[item].parent;
        let goes_on = next.is_some_and(|next| is_inside(next) || parent(next).is_some_and(is_inside));
        let is_whole = is_inside(item) && first.lines.start == lines.start && !goes_on;
        is_whole.then(|| self.titles(&(start..end), self.outline.items[item].role))
    }
}
