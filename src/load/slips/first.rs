//! Lists whose first item lacks its mark. That line alone may be right, so the slip shows only where
//! a later line doesn't fit.

use crate::diag::Code;
use std::iter::successors;

use super::line::{self, Line};
use super::mend;
use super::scan::{STEP, Scan};
use super::state::State;

/// What stands at the head of a line.
#[derive(Debug, Clone, Copy)]
struct Head<'a> {
    line: Line<'a>,
    column: usize,
    /// Whether it has a list mark.
    is_item: bool,
    /// Its key.
    name: Option<&'a str>,
    /// The column of its key, where the value is left to the lines below.
    waits: Option<usize>,
}

impl<'a> Head<'a> {
    /// The head of a line; nothing where there is nothing to see but a comment.
    fn of(line: Line<'a>) -> Option<Head<'a>> {
        let column = line.lead();
        let mark = line::list_mark(&line.text[column..], true).map(|(_, length)| length);
        let text = &line.text[column + mark.unwrap_or(0)..];
        let key = line::key(text).filter(|key| line::looks_like_key(key.name));
        let waits =
            key.as_ref().is_some_and(|key| matches!(text[key.value..].chars().next(), None | Some('#')));
        (!line.is_silent()).then(|| Head {
            line,
            column,
            is_item: mark.is_some(),
            name: key.map(|key| key.name),
            waits: waits.then_some(line.text.len() - text.len()),
        })
    }
}

impl<'a> Scan<'a> {
    /// Notes that a list's first item lacks its mark, where this is why `line` fits nowhere in
    /// `column`. Gives whether it is.
    pub(super) fn first_mark(&mut self, line: Line<'a>, column: usize) -> bool {
        let found = Head::of(line).and_then(|odd| {
            let mark = self.sibling(Head { column, ..odd })?;
            Some((self.unmarked(odd, mark)?, mark))
        });
        if let Some((first, mark)) = found {
            self.note_first_mark(first, mark);
        }
        found.is_some()
    }

    /// The item with a mark beside which the one without would stand.
    fn sibling(&self, odd: Head<'a>) -> Option<Head<'a>> {
        if odd.is_item {
            return Some(odd);
        }
        let mut below = self.heads_below(odd.line);
        if self.state != State::Open {
            return below.find(|head| head.column < odd.column).filter(|head| head.is_item);
        }
        // The line itself would be the first item. A key without value is rather one that slid.
        let owner = self.heads_above(odd.line).next()?.waits?;
        let value = below.take_while(|head| head.column + usize::from(head.is_item) > owner);
        value.filter(|head| head.is_item && odd.waits.is_none()).min_by_key(|head| head.column)
    }

    /// The line without mark that begins the list of an item: it follows a key that waits for its
    /// value.
    fn unmarked(&self, odd: Head<'a>, mark: Head<'a>) -> Option<Head<'a>> {
        let (mut first, mut below) = (None, odd);
        let (mut owner, mut has_lists) = (mark.column + 1, false);
        for head in self.heads_above(odd.line) {
            match head.waits.filter(|column| *column < owner) {
                Some(_) if below.is_item => has_lists = true,
                // Of several keys that wait, the outermost owns the list, unless that lies deeper.
                Some(column) if first.is_none() || below.column >= mark.column => {
                    (first, owner) = (Some(below), column);
                }
                _ => {}
            }
            if head.is_item && head.column <= mark.column {
                // An item like this one: the mark has slid out of its list.
                first = first.filter(|_| head.name != mark.name);
                break;
            }
            below = head;
        }
        // Behind another list, the mark may as well have slid out of that.
        first.filter(|first| !has_lists || first.name == mark.name)
    }

    fn note_first_mark(&mut self, first: Head<'a>, mark: Head<'a>) {
        let text = first.line.text.trim();
        let more = self.move_rest(first, mark).unwrap_or_default();
        let head = match mark.column {
            0 => "「- 」".to_owned(),
            column => format!("半角の空白 {column} 個と「- 」"),
        };
        let advice = format!("行の頭を{head}にしてください");
        let remedy = mend::with(&advice, &mend::marked(first.line, mark.column)) + &more;
        let place = first.line.place(first.column..first.column + text.len());
        self.note(Code::ListMark, place, "一覧の最初の項目に「-」がありません", remedy);
    }

    /// What to do with the other lines of the first item, where they stand below its key and this
    /// moves.
    fn move_rest(&self, first: Head<'a>, mark: Head<'a>) -> Option<String> {
        let item = self.heads_below(first.line).take_while(|head| !head.is_item || head.column > mark.column);
        let is_below = item.map(|head| head.column).min() == Some(first.column);
        let (old, new) = (first.column, mark.column + STEP);
        let verb = if new > old { "増やします" } else { "減らします" };
        let by = new.abs_diff(old);
        (is_below && by > 0).then(|| format!("（この項目の続きの行も、行の頭の空白を {by} 個ずつ{verb}）"))
    }

    /// The lines above one, from below.
    fn heads_above(&self, line: Line<'a>) -> impl Iterator<Item = Head<'a>> {
        let text = self.text;
        let above = move |line: &Line| Some(line::line_at(text, line.start.checked_sub(1)?));
        successors(above(&line), above).filter_map(Head::of)
    }

    /// The lines below one.
    fn heads_below(&self, line: Line<'a>) -> impl Iterator<Item = Head<'a>> {
        line::lines_below(self.text, line).filter_map(Head::of)
    }
}
