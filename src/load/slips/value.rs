//! Values: what stands behind a key or list mark, and the texts that go on over lines.

use std::ops::Range;

use super::line::{self, Line};
use super::mend;
use super::odd::{WIDE_SHARP, marked_up};
use super::scan::{STEP, Scan, hidden_text};
use super::state::{Block, Brackets, Level, State};
use crate::diag::{Code, Diagnostic};
use crate::load::headings;

/// Signs that are left over behind the end of a list in brackets.
const STRAY: &str = "]})）］｝」』】\"'”’、。,.";

/// The sign of block texts in full width.
const WIDE_BAR: char = '｜';

/// Signs of YAML's own that no plain text may begin with, besides quotes, brackets and `|`, `>`, `#`.
pub(super) const SIGNS: &str = "*&!@%`]},";

impl<'a> Scan<'a> {
    /// A value that begins at `at` in its line and belongs to the key or mark in `column`.
    pub(super) fn value(&mut self, line: Line<'a>, at: usize, column: usize) {
        let text = &line.text[at..];
        self.state = match text.chars().next() {
            None => State::Open,
            Some('#') => self.comment_for_value(line, at),
            Some('"' | '\'') => self.quotes(line, at),
            Some('[' | '{') => self.brackets(line, at, column),
            Some('|' | '>') => self.block_header(line, at, column),
            Some(WIDE_BAR) if line::is_dashes(text.trim_start_matches(WIDE_BAR)) => {
                self.behind_header(line, at..at + WIDE_BAR.len_utf8(), column);
                State::Block(Block { parent: column, column: None })
            }
            Some(sign @ ('-' | '?')) if matches!(text.as_bytes().get(1), Some(b' ') | None) => match sign {
                '-' => self.mark_for_value(line, at),
                _ => self.sign(line, at, sign),
            },
            Some(sign) if SIGNS.contains(sign) => self.sign(line, at, sign),
            Some(_) => self.plain(line, at),
        };
    }

    fn comment_for_value(&mut self, line: Line<'a>, at: usize) -> State {
        if is_text_after_sharp(&line.text[at..]) {
            self.sharp(line, at, at);
            return State::Full;
        }
        State::Open
    }

    /// A `#` at `sharp` that hides what was meant as text.
    fn sharp(&mut self, line: Line<'a>, value: usize, sharp: usize) {
        let text = line.text[sharp..].trim_end();
        let remedy = self.sharp_remedy(line, value, sharp);
        let span = self.span(line.place(sharp..sharp + text.len()));
        self.found.push(Diagnostic { remedy, ..hidden_text(span, text) });
    }

    fn quotes(&mut self, line: Line<'a>, at: usize) -> State {
        let text = line.text[at..].trim_end();
        let Some(length) = line::quoted_length(text) else { return self.unclosed_quote(line, at) };
        let behind = text[length..].trim_start();
        if let Some(escape) = wrong_escape(&text[..length]) {
            let mended = mend::replaced(line, at..at + length, &mend::quoted(&text[1..length - 1]));
            let place = line.place(at + escape..at + escape + 1);
            let remedy = mend::with("「'」で囲めば、「\\」もそのまま文字になります", &mended);
            self.note(Code::Sign, place, "「\"」で囲んだ文の中の「\\」は、記号とみなされます", remedy);
        } else if !behind.is_empty() && !behind.starts_with('#') {
            let remedy = self.without_outer_quotes(line, at);
            let place = line.place(at + text.len() - behind.len()..at + text.len());
            self.note(Code::Quote, place, "引用符を閉じた後に、文字が続いています", remedy);
        }
        State::Full
    }

    fn unclosed_quote(&mut self, line: Line<'a>, at: usize) -> State {
        let quote = &line.text[at..=at];
        if let Some(remedy) = self.quoted_lines_remedy(line, at, quote) {
            self.note(Code::Quote, line.place(at..at + 1), "引用符の中で、文が何行にもなっています", remedy);
            return State::Full;
        }
        let end = line.text.trim_end().len();
        let mended = mend::replaced(line, end..line.text.len(), quote);
        let message = format!("引用符「{quote}」が、この行の中で閉じていません");
        let remedy = mend::with("文の終わりに同じ引用符を書いてください", &mended)
            + "（何行にもなる文は、引用符ではなく「|-」で始めます）";
        self.note(Code::Block, line.place(at..at + 1), message, remedy);
        State::Noted
    }

    fn brackets(&mut self, line: Line<'a>, at: usize, column: usize) -> State {
        let (depth, end) = walk_brackets(&line.text[at..], 0);
        let behind = line.text[at + end..].trim();
        if depth == 0 && (self.odd_items(line, at, end) || self.odd_braces(line, at, end)) {
            return State::Full;
        }
        if depth > 0 && self.sharp_in_brackets(line, at) {
            return State::Full;
        }
        if depth > 0 {
            let number = self.number;
            return State::Brackets(Brackets {
                at: line.start + at,
                number,
                last: line.start,
                depth,
                column,
            });
        }
        if !behind.is_empty() && !behind.starts_with('#') {
            self.behind_brackets(line, at..at + end, behind);
        }
        State::Full
    }

    /// What stands behind the end of brackets: signs that are left over, or the rest of a text.
    fn behind_brackets(&mut self, line: Line<'a>, brackets: Range<usize>, behind: &str) {
        let at = brackets.start;
        let message = format!("「{}」で始まる文は、そのままでは書けません", &line.text[at..=at]);
        let remedy = match behind.chars().all(|sign| STRAY.contains(sign)) {
            true => {
                let mended = mend::replaced(line, brackets.end..line.text.len(), "");
                mend::with(&format!("余分な「{behind}」を消してください"), &mended)
            }
            false => self.as_text("文の全体を引用符で囲んでください", line, at),
        };
        self.note(Code::Quote, line.place(at..at + 1), message, remedy);
    }

    /// Whether a line belongs to brackets that an earlier line opened.
    pub(super) fn in_brackets(&mut self, line: Line<'a>, open: Brackets) -> bool {
        if line.lead() <= open.column && is_entry(line) {
            self.unclosed_bracket(open);
            self.state = State::Full;
            return false;
        }
        let (depth, _) = walk_brackets(line.text, open.depth);
        self.state = match depth {
            0 => State::Full,
            _ => State::Brackets(Brackets { depth, last: line.start, ..open }),
        };
        true
    }

    pub(super) fn unclosed_bracket(&mut self, open: Brackets) {
        let (line, last) = (line::line_at(self.text, open.at), line::line_at(self.text, open.last));
        let (sign, close) = if self.text[open.at..].starts_with('[') { ("[", "]") } else { ("{", "}") };
        let value = if line.start == last.start { open.at - line.start } else { last.lead() };
        let (words, comment) = last.text.split_at(mend::comment_start(last.text, value));
        // A bracket of full width may stand in the place of the right one.
        let words = words.trim_end_matches([' ', ',', '、', '\t', '］', '｝']);
        let gap = if comment.is_empty() { "" } else { "  " };
        let closed = [words, close, gap, comment].concat();
        let advice = format!("一覧なら終わりに半角の「{close}」を書いてください");
        let remedy = if line.start == last.start {
            let quoted = format!("「{sign}」も文字なら、全体を引用符で囲みます");
            let quoted = self.as_text(&quoted, line, open.at - line.start);
            format!("{}（{quoted}）", mend::with(&advice, closed.trim()))
        } else {
            let lines = line::lines(&self.text[line.start..last.start]).map(|line| line.text.to_owned());
            let lines: Vec<String> = lines.chain([closed]).collect();
            mend::with_lines(&advice, &(open.number..=open.number + lines.len() - 1), &lines)
        };
        self.note(Code::Quote, open.at..open.at + 1, format!("「{sign}」が閉じていません"), remedy);
    }

    fn block_header(&mut self, line: Line<'a>, at: usize, column: usize) -> State {
        let text = line.text[at..].trim_end_matches([' ', '\t']);
        let header = text[1..].trim_start_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        let sign = &text[..text.len() - header.len()];
        // At most one of each (YAML 1.2.2, 8.1.1).
        let count = |signs: &[char]| sign.matches(signs).count();
        let is_doubled = count(&['+', '-']) > 1 || sign.len() - count(&['+', '-']) > 2;
        let behind = header.trim_start_matches([' ', '\t']);
        if is_doubled && line::is_dashes(behind) {
            self.behind_header(line, at..at + 1, column);
            return State::Block(Block { parent: column, column: None });
        }
        if behind.is_empty() || (behind.starts_with('#') && header.starts_with([' ', '\t'])) {
            return State::Block(Block { parent: column, column: None });
        }
        self.behind_header(line, at..at + sign.len(), column);
        // What was meant may still follow, on lines of its own.
        State::Block(Block { parent: column, column: None })
    }

    fn mark_for_value(&mut self, line: Line<'a>, at: usize) -> State {
        let remedy = self
            .points_remedy(line, at)
            .unwrap_or_else(|| self.as_text("文字なら全体を引用符で囲んでください", line, at));
        self.note(Code::ListMark, line.place(at..at + 1), "見出しと同じ行に「-」は書けません", remedy);
        self.enter_shown_item(line);
        State::Full
    }

    /// Opens the list whose first item stands on its heading's line, as its lines below show it.
    fn enter_shown_item(&mut self, line: Line<'a>) {
        let Some(below) = self.content_below(line).filter(|below| below.spaces() > self.deepest()) else {
            return;
        };
        let column = below.spaces();
        let is_item = line::list_mark(&below.text[column..], false).is_some();
        let list = if is_item { column } else { column.saturating_sub(STEP) };
        self.levels.push(Level { column: list, is_list: true });
        if !is_item {
            self.levels.push(Level { column, is_list: false });
        }
    }

    fn sign(&mut self, line: Line<'a>, at: usize, sign: char) -> State {
        let message = format!("「{sign}」で始まる文は、そのままでは書けません");
        let remedy = self.emphasis_remedy(line, at).or_else(|| self.stray_remedy(line, at, sign));
        let remedy = remedy.unwrap_or_else(|| self.as_text("文の全体を引用符で囲んでください", line, at));
        self.note(Code::Quote, line.place(at..at + 1), message, remedy);
        State::Full
    }

    fn plain(&mut self, line: Line<'a>, at: usize) -> State {
        if self.above_items(line, at) {
            return State::Open;
        }
        let text = &line.text[at..];
        let comment = line::comment(text).unwrap_or(text.len());
        if let Some(colon) = inner_colon(&text[..comment]) {
            return self.second_colon(line, at, at + colon);
        } else if is_text_after_sharp(&text[comment..]) {
            self.sharp(line, at, at + comment);
        }
        State::Full
    }

    /// Whether a line belongs to a block text.
    pub(super) fn in_block(&mut self, line: Line<'a>, block: Block) -> bool {
        let spaces = line.spaces();
        let is_deep = spaces > block.parent;
        match block.column {
            None if is_deep => self.state = State::Block(Block { column: Some(spaces), ..block }),
            Some(column) if spaces >= column => {}
            _ if line.text.trim_start().starts_with(WIDE_SHARP) => {
                let remedy = "文の途中に説明は書けません。この行を消すか、見出しの行の上へ移してください";
                let place = line.place(line.lead()..line.text.trim_end().len());
                self.note(Code::Comment, place, "文の途中に、説明のような行があります", remedy);
            }
            _ if is_entry(line) || line.is_silent() => {
                self.state = State::Full;
                return false;
            }
            column => self.shallow(line, column.unwrap_or(block.parent + STEP)),
        }
        true
    }

    /// A line of a block text that is not indented as far as the text is.
    fn shallow(&mut self, line: Line<'a>, column: usize) {
        self.state = State::Noted;
        if line.spaces() < line.lead() {
            return self.odd_spaces(line, column);
        }
        let message = "「|-」の文の行は、見出しより深く、すべて同じ深さに字下げします";
        self.mend_indentation(line, line.lead()..line.text.trim_end().len(), message, column);
    }
}

/// Whether a line looks like an entry of a list or mapping.
pub(super) fn is_entry(line: Line) -> bool {
    let text = &line.text[line.lead()..];
    line::list_mark(text, false).is_some()
        || line::key(text).is_some_and(|key| line::looks_like_key(key.name))
        || marked_up(text).is_some()
        || headings::find(text.trim_end()).is_some()
}

/// The first `\` in a text in double quotes with a letter behind it that YAML knows nothing of (YAML
/// 1.2.2, 5.7).
fn wrong_escape(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().filter(|_| text.starts_with('"'));
    while let Some((at, letter)) = letters.next() {
        let escaped = if letter == '\\' { letters.next() } else { continue };
        if escaped.is_some_and(|(_, letter)| !"0abtnvfre \"/\\N_LPxuU\t".contains(letter)) {
            return Some(at);
        }
    }
    None
}

/// Whether a comment has no space behind its `#`, as texts like `#2` have none.
pub(crate) fn is_text_after_sharp(comment: &str) -> bool {
    comment
        .strip_prefix('#')
        .is_some_and(|behind| behind.starts_with(|c: char| !c.is_whitespace() && c != '#'))
}

/// The first colon in a text that YAML takes for the end of a key.
fn inner_colon(text: &str) -> Option<usize> {
    let text = text.trim_end();
    text.match_indices(':')
        .map(|(at, _)| at)
        .find(|at| matches!(text[at + 1..].chars().next(), None | Some(' ')))
}

/// Whether a text in brackets may begin behind this one.
fn begins_value(before: &str) -> bool {
    matches!(before.trim_end().chars().next_back(), None | Some('[' | '{' | ',' | ':'))
}

/// Follows brackets that are `depth` deep over a text: how deep they are at its end, and where they
/// were closed. What stands in quotes doesn't count.
pub(super) fn walk_brackets(text: &str, mut depth: usize) -> (usize, usize) {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' | '\'' if begins_value(&text[..at]) => {
                at += line::quoted_length(&text[at..]).unwrap_or(1) - 1
            }
            '#' if text[..at].ends_with(' ') => return (depth, text.len()),
            '[' | '{' => depth += 1,
            ']' | '}' if depth == 1 => return (0, at + 1),
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += c.len_utf8();
    }
    (depth, text.len())
}
