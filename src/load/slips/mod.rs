//! Finds the slips of the pen that make a text no YAML, or YAML that says something else than was
//! meant, and says how each line is mended.
//!
//! This reads lines, not YAML: it is asked only where the parser has failed or its tree betrays a
//! slip, so what it takes for a slip may be a guess, and a file that is right never meets it.

mod above;
pub(super) mod blocks;
mod braces;
mod colon;
mod first;
mod foreign;
mod hidden;
mod kinds;
mod line;
mod mend;
mod moved;
mod odd;
pub(super) mod one_line;
mod scan;
mod signs;
mod state;
mod text;
mod value;

use std::ops::Range;

use crate::diag::{Code, Diagnostic, SourceId, Span};
use crate::load::headings;
pub(super) use colon::{bars_remedy, colon};
pub(super) use foreign::{looks_pasted, merge_marks, pasted};
pub(crate) use hidden::is_stray;
pub(super) use hidden::{controls, hidden_in, meant_word};
pub(super) use kinds::{odd_meeting, owner_of, text_for_map, text_remedy};
pub(super) use line::line_at;
use line::{Colon, Key, Line, Mark, WIDE_SPACE};
pub(super) use mend::{quoted, quoted_from, shown, with};
pub(super) use moved::{LineStart, column_of, moved_left, parted};
use scan::{STEP, Scan};
pub(super) use scan::{hidden_text, over_lines, second_document, swallowed};
use state::{Level, Owner, State};
pub(super) use value::is_text_after_sharp;

/// After so many slips the rest of a file says nothing new.
const ENOUGH: usize = 1000;

/// How wide a tab shows in Notepad, in half-width characters.
const TAB: usize = 8;

/// The slips in a text, in the order of their places.
pub(super) fn find(text: &str, source: SourceId) -> Vec<Diagnostic> {
    let mut scan = Scan::new(text, source);
    for line in line::lines(text) {
        if scan.state == State::Lost || scan.found.len() >= ENOUGH {
            break;
        }
        scan.number += 1;
        if line.start >= scan.done {
            scan.line(line);
        }
    }
    scan.end();
    scan.finish()
}

/// The slips in a text where there are any to be found, or else what betrayed that there is one.
pub(super) fn find_or(text: &str, betrayed: Diagnostic) -> Vec<Diagnostic> {
    let source = betrayed.span.map_or(SourceId(0), |span| span.source);
    if let Some(pasted) = pasted(text, source) {
        return vec![pasted];
    }
    let found = find(text, source);
    if found.is_empty() { vec![betrayed] } else { found }
}

/// A slip that made its way into a key: a colon, indentation or a list mark that YAML takes for text.
pub(super) fn in_key(text: &str, name: &str, span: Span) -> Option<Diagnostic> {
    if headings::find(name).is_some() {
        return None;
    }
    let begins_line = || line_at(text, span.start).lead() + line_at(text, span.start).start == span.start;
    if braces::holds_value(name) {
        let message = format!("「{name}」は、見出しと内容に分かれていません");
        let remedy = "見出しの後に半角の「:」と半角の空白を入れてください";
        return Some(Diagnostic::at(Code::Colon, span, message, remedy));
    }
    let has_mark = line::begins_with_mark(name) || (line::begins_with_rare_mark(name) && begins_line());
    (has_mark || name.starts_with(WIDE_SPACE)).then(|| {
        let line = line_at(text, span.start);
        let key = span.start - line.start..span.end - line.start;
        let bare = line::without_bullet(name);
        // A key in brackets may go on over lines.
        let is_whole = line.text.get(key.clone()).is_some() && !bare.is_empty() && bare.len() < name.len();
        let remedy = match begins_line() || !is_whole {
            true => "字下げは半角の空白で、一覧の印は半角の「-」と半角の空白で書いてください".to_owned(),
            false => mend::with("名前の頭の記号を消してください", &mend::replaced(line, key, bare)),
        };
        let message = format!("「{name}」の頭に、見出しの文字ではないものがあります");
        Diagnostic::at(Code::Indentation, span, message, remedy)
    })
}

impl<'a> Scan<'a> {
    fn line(&mut self, line: Line<'a>) {
        let belongs = match self.state {
            _ if line.text.trim().is_empty() => self.blank(line),
            State::Block(block) => self.in_block(line, block),
            State::Brackets(open) => self.in_brackets(line, open),
            State::Noted => !value::is_entry(line),
            _ => false,
        };
        if !belongs && !line.is_silent() {
            self.content(line);
        }
    }

    fn end(&mut self) {
        if let State::Brackets(open) = self.state {
            self.unclosed_bracket(open);
        }
    }

    /// A line that begins an entry or a value.
    fn content(&mut self, line: Line<'a>) {
        let lead = line.lead();
        if self.odd_line(line) {
            return;
        }
        let column = self.indentation(line);
        self.root.get_or_insert(line);
        let (at, column, is_item) = self.list_marks(line, lead, column);
        if self.state == State::Lost || at == line.text.len() || line.text[at..].starts_with('#') {
            return;
        }
        match self.marked_up_key(line, at).or_else(|| line::key(&line.text[at..])) {
            Some(key) if !line.text[at..].starts_with(['[', '{', '|', '>']) => {
                self.key(line, (at, column), is_item, &key);
            }
            _ if is_item => {
                self.owner = Some(Owner { line, number: self.number, name: None, column, value: at });
                self.value(line, at, self.deepest());
            }
            _ => self.bare(line, at, column),
        }
    }

    /// The column that a line's text was meant to stand at. Spaces of another kind than YAML's are
    /// noted.
    fn indentation(&mut self, line: Line<'a>) -> usize {
        if line.spaces() == line.lead() {
            return line.spaces();
        }
        let column = self.meant_column(line);
        self.odd_spaces(line, column);
        column
    }

    /// Notes spaces of another kind than YAML's before a text that was meant to begin at `column`.
    fn odd_spaces(&mut self, line: Line<'a>, column: usize) {
        let (spaces, lead) = (line.spaces(), line.lead());
        let odd = line.text[spaces..].chars().next().unwrap_or(WIDE_SPACE);
        let name = match odd {
            '\t' => "タブ",
            WIDE_SPACE => "全角の空白",
            _ => "特殊な空白",
        };
        let message = format!("行の頭に{name}があります（字下げには使えません）");
        self.mend_indentation(line, spaces..lead, &message, column);
    }

    fn mend_indentation(&mut self, line: Line<'a>, part: Range<usize>, message: &str, column: usize) {
        let edit = (line, 0..line.lead(), &*" ".repeat(column));
        self.note_edit((Code::Indentation, line.place(part)), message, mend::spaces(column), edit);
    }

    /// Of the columns that may begin a line here, the one nearest to where the line seems to begin.
    fn meant_column(&self, line: Line) -> usize {
        let width = line.text[..line.lead()].chars().fold(0, |width, c| match c {
            '\t' => (width / TAB + 1) * TAB,
            ' ' => width + 1,
            _ => width + 2,
        });
        let is_item = line::list_mark(&line.text[line.lead()..], true).is_some();
        self.nearest_column(width, is_item)
    }

    fn nearest_column(&self, width: usize, is_item: bool) -> usize {
        let deepest = self.levels.last().copied();
        let below = deepest.filter(|_| self.state == State::Open).map(|level| level.column + STEP);
        let siblings = self.levels.iter().filter(|level| level.is_list == is_item).map(|level| level.column);
        siblings.chain(below).rev().min_by_key(|column| column.abs_diff(width)).unwrap_or(0)
    }

    /// Reads the list marks of a line, which begins an item of the list at `column`. Gives where the
    /// text behind them begins, its column, and whether there were any.
    fn list_marks(&mut self, line: Line<'a>, mut at: usize, mut column: usize) -> (usize, usize, bool) {
        let begin = at;
        while let Some((mark, length)) = line::list_mark(&line.text[at..], self.awaits_item(column)) {
            let is_name = at > begin && line::is_named_by_bullet(&line.text[at..]);
            if mark == Mark::Sign && (is_name || self.is_point(line, at, length)) {
                break;
            }
            if mark != Mark::Right {
                self.wrong_mark(line, at, mark, length);
            }
            self.enter_item(line, column, at > begin);
            at += length;
            // Behind a wrong mark the columns are those of the mended line.
            column += if mark == Mark::Right { length } else { STEP };
        }
        (at, column, at > begin)
    }

    /// The column of the innermost list or mapping.
    fn deepest(&self) -> usize {
        self.levels.last().map_or(0, |level| level.column)
    }

    fn awaits_item(&self, column: usize) -> bool {
        self.state == State::Open || self.levels.contains(&Level { column, is_list: true })
    }

    fn wrong_mark(&mut self, line: Line<'a>, at: usize, mark: Mark, length: usize) {
        let sign = line.text[at..at + length].trim_end();
        let behind = at + sign.len();
        let (part, message) = match mark {
            Mark::OddSpace => (behind..at + length, format!("「-」の後の空白が{}", line::odd(line, behind))),
            Mark::NoSpace => (at..behind, "「-」の後に空白がありません".to_owned()),
            _ => match sign.chars().next().filter(|sign| line::WORD_BULLETS.contains(sign)) {
                Some(sign) => {
                    let code = sign as u32;
                    let message =
                        format!("Word などの箇条書きの記号（U+{code:04X}）は、一覧の印になりません");
                    (at..behind, message)
                }
                None => (at..behind, format!("「{sign}」は一覧の印になりません")),
            },
        };
        let advice = "半角の「-」と半角の空白で始めてください";
        let edit = (line, at..at + length, "- ");
        self.note_edit((Code::Indentation, line.place(part)), message, advice, edit);
    }

    /// Opens or goes on with the list whose mark stands at `column`.
    fn enter_item(&mut self, line: Line<'a>, column: usize, behind_mark: bool) {
        let level = Level { column, is_list: true };
        if behind_mark {
            self.levels.push(level);
        } else {
            let before = self.levels.clone();
            self.levels.retain(|level| level.column <= column);
            let may_open = self.levels == before && self.state == State::Open;
            match self.levels.last().copied() {
                Some(top) if top == level => {}
                Some(top) if top.column == column && may_open => self.levels.push(level),
                Some(top) if top.column < column && may_open => self.levels.push(level),
                None if self.state == State::Start => self.levels.push(level),
                _ => return self.wrong_column(line, column, before),
            }
        }
        self.state = State::Open;
    }

    /// Notes a line whose indentation fits none of the lines before it; all that follows depends on
    /// how it is mended.
    fn wrong_column(&mut self, line: Line<'a>, column: usize, levels: Vec<Level>) {
        self.levels = levels;
        let is_noted = |slip: &Diagnostic| slip.span.is_some_and(|span| span.start >= line.start);
        if !self.found.last().is_some_and(is_noted) && !self.first_mark(line, column) {
            self.note_wrong_column(line, column);
        }
        self.state = State::Lost;
    }

    fn note_wrong_column(&mut self, line: Line<'a>, column: usize) {
        if self.value_above_entries(line, column) || self.item_without_heading(line, column) {
            return;
        }
        let is_item = line::list_mark(&line.text[line.lead()..], true).is_some();
        // Where a line stands before the first one, the first is the odd one.
        let (line, meant) = match self.root {
            Some(root) if column < root.lead() => (root, column),
            _ => (line, self.nearest_column(column, is_item)),
        };
        let (lead, message) = (line.lead(), "この行の字下げが、まわりの行とそろっていません");
        self.mend_indentation(line, lead..line.text.trim_end().len(), message, meant);
    }

    /// The next line below one that holds more than blanks and comments.
    fn content_below(&self, line: Line<'a>) -> Option<Line<'a>> {
        line::lines_below(self.text, line).find(|below| !below.is_silent() && !below.text.trim().is_empty())
    }

    /// An entry of a mapping, at `at` in its line and in `column`.
    fn key(&mut self, line: Line<'a>, (at, column): (usize, usize), is_item: bool, key: &Key<'a>) {
        self.enter_key(line, column, is_item);
        if self.state == State::Lost {
            return;
        }
        if key.colon != Colon::Right {
            self.wrong_colon(line, at, key);
        }
        self.state = State::Open;
        let value = at + key.value;
        self.owner = Some(Owner { line, number: self.number, name: Some(key.name), column, value });
        self.value(line, value, column);
    }

    fn enter_key(&mut self, line: Line<'a>, column: usize, is_item: bool) {
        let level = Level { column, is_list: false };
        if is_item {
            return self.levels.push(level);
        }
        let before = self.levels.clone();
        self.levels.retain(|level| level.column <= column);
        let may_open = self.levels == before && self.state == State::Open;
        // A list may stand at its key's own column; the next key ends it.
        if self.levels.ends_with(&[level, Level { column, is_list: true }]) {
            self.levels.pop();
        }
        match self.levels.last().copied() {
            Some(top) if top == level => {}
            Some(top) if top.column < column && may_open => self.levels.push(level),
            Some(top) if top.column == column && top.is_list => self.missing_mark(line, column),
            None if self.state == State::Start => self.levels.push(level),
            _ => self.wrong_column(line, column, before),
        }
    }

    fn missing_mark(&mut self, line: Line<'a>, column: usize) {
        if self.state == State::Open && self.first_mark(line, column) {
            self.state = State::Lost;
            return;
        }
        let lead = line.lead();
        let mended = ["- ", line.text.trim()].concat();
        let remedy = mend::with("この行から次の項目が始まるなら、「-」を付けてください", &mended);
        self.note(Code::ListMark, line.place(lead..line.text.len()), "行の頭に「-」がありません", remedy);
        self.levels.push(Level { column: column + STEP, is_list: false });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;
    use crate::load::Document;

    #[test]
    fn files_that_are_right_have_no_slips() {
        let odd = "a:\n- b: |\n    ： x\n\n   # c\n  d: [e,\n f]\n- \"g: h\": 'i: #j'\n#k\nl: >-\n  m\n";
        for text in
            [crate::STARTER, crate::DEFAULT_TEMPLATE, include_str!("../../../data/h29-odawara.yaml"), odd]
        {
            assert_eq!(find(text, SourceId(0)), []);
        }
    }
    #[test]
    fn a_key_in_brackets_may_go_on_over_lines() {
        let slips = Document::read(&Sources::default().add("", "a: {\u{3000}b\n  c: d}")).map(|_| ());
        assert!(slips.is_err_and(|slips| slips.iter().all(|slip| slip.span.is_some())));
    }
}
