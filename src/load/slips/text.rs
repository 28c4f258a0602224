//! Texts that go on over lines: below their heading, in place of a list, or without any heading.

use super::colon::bars_remedy;
use super::line::{self, Colon, Line, Mark};
use super::mend;
use super::scan::{STEP, Scan, over_lines};
use super::state::{Owner, State};
use crate::diag::Code;
use crate::japanese::words;
use crate::load::headings::{self, Content};

impl<'a> Scan<'a> {
    /// A line without list mark and key.
    pub(super) fn bare(&mut self, line: Line<'a>, at: usize, column: usize) {
        let top = self.deepest();
        let state = self.state;
        match state {
            State::Noted => {}
            _ if self.heads_entries(line) => {
                self.missing_colon(line, at, column, mend::without_comment(&line.text[at..]));
            }
            State::Open if column > top => self.value(line, at, top),
            State::Full if column > top => self.continued(line, at),
            State::Open if column < top && !self.awaits_things() && self.first_mark(line, column) => {
                self.state = State::Lost;
            }
            _ if self.wants_value() && self.text_goes_on(line) => {}
            _ if self.is_note(line) => self.missing_mark(line, column),
            _ => match self.unparted_name(&line.text[at..], column) {
                Some(name) => self.missing_colon(line, at, column, name),
                None if self.text_goes_on(line) => {}
                None => self.pasted(line),
            },
        }
    }

    /// Whether a line that is no deeper than the text of a list above it begins as notes do: it is another text.
    fn is_note(&self, line: Line<'a>) -> bool {
        let is_beside = |owner: Owner| owner.name.is_none() && line.spaces() <= owner.column;
        self.owner.is_some_and(is_beside) && line.text.trim_start().starts_with('※')
    }

    /// Whether a line is a word alone, with entries below it that stand deeper: it lacks its colon.
    fn heads_entries(&self, line: Line<'a>) -> bool {
        // What a heading of the data waits for is told otherwise.
        let heading = self.owner.filter(|owner| self.state == State::Open || line.spaces() > owner.column);
        let is_awaited = heading.is_some_and(|owner| owner.name.and_then(headings::find).is_some());
        let word = mend::without_comment(line.text.trim_start());
        !is_awaited
            && line::looks_like_key(word)
            && self.content_below(line).is_some_and(|below| is_entry_of(line, below))
    }

    /// Whether the last key wants items with headings of their own.
    fn awaits_things(&self) -> bool {
        self.owner.is_some_and(|owner| owner.content() == Content::Things)
    }

    /// Whether the last key has the beginning of a number, month or year behind it.
    fn wants_value(&self) -> bool {
        let owner = self.owner.filter(|owner| owner.content() == Content::Value);
        owner.is_some_and(|owner| !first_words(owner).is_empty())
    }

    /// A line that YAML takes for more of the value above it.
    fn continued(&mut self, line: Line<'a>, at: usize) {
        if self.text_goes_on(line) {
            return;
        }
        if self.owner.is_some_and(|owner| !owner.reads("", first_words(owner))) {
            self.pasted(line);
        } else {
            let place = line.place(at..line.text.trim_end().len());
            self.found.push(over_lines(self.span(place)));
            self.state = State::Noted;
        }
    }

    /// Whether a sign at `at` that looks like a list mark, and is `length` long with the spaces behind it,
    /// begins a point of a text.
    pub(super) fn is_point(&self, line: Line<'a>, at: usize, length: usize) -> bool {
        let sign = line.text[at..].chars().next();
        let is_key = line::key(&line.text[at + length..]).is_some_and(|key| line::looks_like_key(key.name));
        let content = self.owner.filter(|owner| owner.name.is_some()).map(|owner| owner.content());
        let is_text = content.is_some_and(|content| content != Content::Things);
        is_text && !is_key && sign.is_some_and(line::is_bullet)
    }

    /// Notes that a line goes on with the text of the last heading or list mark, and shows all its lines
    /// mended. Gives whether it does.
    pub(super) fn text_goes_on(&mut self, line: Line<'a>) -> bool {
        let Some(owner) = self.owner else { return false };
        let first = first_words(owner);
        let below = self.lines_below(owner);
        if first.is_empty() && self.bars_below(owner, &below) {
            return true;
        }
        let is_text =
            owner.content() != Content::Things && !first.starts_with(['|', '>', '[', '{', '"', '\'']);
        if !is_text || !below.iter().any(|it| it.start == line.start) {
            return false;
        }
        let whole: String = [first].into_iter().chain(below.iter().map(|line| line.text.trim())).collect();
        if !owner.reads(&whole, first) || below.iter().any(|line| line.text.trim().contains('\t')) {
            return false;
        }
        let marked = if first.is_empty() { below[0] } else { line };
        let place = marked.place(marked.lead()..marked.text.trim_end().len());
        let message = match owner.name {
            Some(name) if owner.content() == Content::Texts && first.is_empty() => {
                format!("「{name}」の一覧に、半角の「-」がありません")
            }
            _ if line.lead() > owner.column => {
                "文が次の行に続いています（このままでは改行が空白に変わります）".to_owned()
            }
            Some(name) => format!("「{name}」の文が、次の行に続いています"),
            None => "文が次の行に続いています".to_owned(),
        };
        self.note(Code::Block, place, message, in_block(owner, first, &below));
        self.done = below.last().map_or(0, |last| last.start + last.text.len());
        self.state = State::Full;
        true
    }

    /// Notes that all lines below the heading of a schedule are bars without list marks. Gives whether they are.
    fn bars_below(&mut self, owner: Owner<'a>, below: &[Line<'a>]) -> bool {
        let is_schedule = [Some(words::SCHEDULE), Some(words::ACTUAL)].contains(&owner.name);
        let whole: Vec<&str> = below.iter().map(|line| line.text.trim()).collect();
        let remedy = bars_remedy(owner, &whole.join("、"), owner.number + below.len());
        let (Some(remedy), Some(first)) = (remedy.filter(|_| is_schedule), below.first()) else {
            return false;
        };
        let place = first.place(first.lead()..first.text.trim_end().len());
        self.note(Code::ListMark, place, "帯の行の頭に、半角の「-」がありません", remedy);
        self.done = below.last().map_or(0, |last| last.start + last.text.len());
        self.state = State::Full;
        true
    }

    /// The lines below a heading or list mark that hold nothing but text.
    pub(super) fn lines_below(&self, owner: Owner<'a>) -> Vec<Line<'a>> {
        let below = line::lines_below(self.text, owner.line);
        let mut lines: Vec<Line> =
            below.take_while(|line| line.text.trim().is_empty() || is_words(*line)).collect();
        while lines.last().is_some_and(|line| line.text.trim().is_empty()) {
            lines.pop();
        }
        lines
    }

    /// Lines that are neither entries nor the text of one.
    fn pasted(&mut self, line: Line<'a>) {
        let rest = line::lines(&self.text[line.start..]);
        let count = rest.take_while(|line| !line.text.trim().is_empty() && is_words(*line)).count().max(1);
        let lead = line.lead();
        let place = line.place(lead..line.text.trim_end().len());
        let named = match count {
            1 => "この行".to_owned(),
            _ => mend::lines_named(&(self.number..=self.number + count - 1)),
        };
        let remedy = if line.text.contains([',', '\t']) {
            "表計算ソフトから写した行は、そのままでは読めません。「番号: 3」「項目: …」のように、見出しを付けて一行ずつ書いてください"
        } else {
            "見出しなら「項目: 内容」のように書き、説明なら行の頭に「# 」を付け、要らない行なら消してください"
        };
        self.note(Code::Form, place, format!("{named}は「見出し: 内容」の形になっていません"), remedy);
        let last = line::lines(&self.text[line.start..]).nth(count - 1);
        self.done = last.map_or(0, |last| line.start + last.start + last.text.len());
        if self.levels.is_empty() {
            self.root = None;
        }
    }
}

/// Whether a line is an entry that stands a step or two deeper than the one above it.
fn is_entry_of(above: Line, line: Line) -> bool {
    let text = line.text.trim_start();
    let is_key = line::key(text).is_some_and(|key| key.colon == Colon::Right);
    let is_item = matches!(line::list_mark(text, false), Some((Mark::Right, _)));
    let deeper = line.spaces().saturating_sub(above.spaces());
    (1..=2 * STEP).contains(&deeper) && (is_key || is_item)
}

/// What of a value stands on the line of its owner.
fn first_words(owner: Owner<'_>) -> &str {
    let end = mend::comment_start(owner.line.text, owner.value);
    owner.line.text[owner.value..end].trim()
}

/// Whether a line is part of a text, and no entry or comment.
fn is_words(line: Line) -> bool {
    let text = line.text.trim_start();
    let is_key = |key: line::Key| match key.colon {
        Colon::Right => line::looks_like_key(key.name),
        _ => headings::find(key.name).is_some(),
    };
    let is_item = matches!(line::list_mark(text, false), Some((Mark::Right | Mark::OddSpace, _)));
    !text.starts_with('#')
        && line.document_mark().is_none()
        && !is_item
        && !line::key(text).is_some_and(is_key)
}

/// What to do about a text whose lines stand below its owner.
pub(super) fn in_block(owner: Owner, first: &str, below: &[Line]) -> String {
    let numbers = owner.number..=owner.number + below.len();
    let words = [first].into_iter().chain(below.iter().map(|line| line.text.trim()));
    let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
    let head = owner.head();
    let comment = &owner.line.text[mend::comment_start(owner.line.text, owner.value)..];
    let comment = if comment.is_empty() { String::new() } else { ["  ", comment].concat() };
    let indent = " ".repeat(owner.column + STEP);
    match owner.content() {
        content if content == Content::Value || owner.name.is_none() => {
            let line = format!("{head} {}{comment}", mend::value(&words.concat()));
            mend::with_lines("一行に続けて書いてください", &numbers, &[line])
        }
        Content::Texts | Content::Things => {
            let points = words.iter().map(|words| mend::value(line::without_bullet(words)));
            let points = points.map(|words| format!("{indent}- {words}"));
            let lines: Vec<String> = [[head, comment].concat()].into_iter().chain(points).collect();
            mend::with_lines("一つずつ、半角の「-」と半角の空白で始めてください", &numbers, &lines)
        }
        _ => {
            let words = words.iter().map(|words| [&indent, *words].concat());
            let lines: Vec<String> = [format!("{head} |-{comment}")].into_iter().chain(words).collect();
            let is_outside =
                below.iter().any(|line| line.lead() <= owner.column && !line.text.trim().is_empty());
            let else_ = if is_outside {
                "（文の続きでなければ、消すか行の頭に「# 」を付けてください）"
            } else {
                ""
            };
            let advice =
                "一行に続けて書くか、見出しの行を「|-」で終え、文をすべて次の行から字下げして書いてください";
            mend::with_lines(&[advice, else_].concat(), &numbers, &lines)
        }
    }
}

/// What to do about a text whose first line stands on that of its header (`|-`).
pub(super) fn in_block_below(owner: Owner, first: &str, below: &[Line]) -> String {
    let indent = below.iter().find(|line| !line.text.trim().is_empty()).map_or(0, |line| line.spaces());
    let first = [&" ".repeat(indent), first].concat();
    let below = below.iter().map(|line| line.text.trim_end().to_owned());
    let lines: Vec<String> = [format!("{} |-", owner.head()), first].into_iter().chain(below).collect();
    let numbers = owner.number..=owner.number + lines.len() - 2;
    mend::with_lines("「|-」の後の文を、次の行へ移してください", &numbers, &lines)
}

/// What to do about points that each begin with a `-`, the first on the line of its heading: a list, or a
/// text with points.
pub(super) fn as_points(owner: Owner, below: &[Line]) -> String {
    let points = [first_words(owner)].into_iter().chain(below.iter().map(|line| line.text.trim()));
    let points = points.map(|point| point.trim_start_matches('-').trim_start());
    let points: Vec<&str> = points.filter(|point| !point.is_empty()).collect();
    let indent = " ".repeat(owner.column + STEP);
    let is_text = owner.content() == Content::Text;
    let (head, mark) = if is_text { (owner.head() + " |-", "・") } else { (owner.head(), "- ") };
    let points = points.iter().map(|point| [&indent, mark, *point].concat());
    let lines: Vec<String> = [head].into_iter().chain(points).collect();
    let advice = match is_text {
        true => "見出しの行を「|-」で終え、文をすべて次の行から字下げして書いてください",
        false => "一覧は、次の行から字下げして書いてください",
    };
    mend::with_lines(advice, &(owner.number..=owner.number + below.len()), &lines)
}
