//! The colon behind a heading: of another form, missing, or one too many.

use std::ops::Range;

use super::line::{self, Colon, Key, Line};
use super::mend;
use super::scan::{COLON, STEP, Scan};
use super::state::{Owner, State};
use crate::diag::{Code, Diagnostic, Span};
use crate::japanese::bars::{bar_in, bars_in, months_in, names_months};
use crate::japanese::words;
use crate::load::headings::{self, Content, Holder};
use crate::nearest;

/// What is wrong with the colon in what was meant as a key and its value, where `span` begins.
pub(crate) fn colon(text: &str, span: Span) -> Option<Diagnostic> {
    let mut scan = Scan::new(text, span.source);
    let line = line::line_at(text, span.start);
    let at = span.start - line.start;
    if !line.text.get(..at)?.trim_matches([' ', '-']).is_empty() {
        return None;
    }
    match line::key(&line.text[at..]) {
        Some(key) => scan.wrong_colon(line, at, &key),
        None => {
            let text = line.text[at..].trim_end();
            if text.contains('\t') {
                return None;
            }
            let name = first_word(text)?;
            let is_parted = name.len() < text.len();
            is_parted.then(|| scan.missing_colon(line, at, at, name));
        }
    }
    scan.finish().pop()
}

/// The word that a text begins with, where it may be a heading. A mark of a note (※1) is none.
fn first_word(text: &str) -> Option<&str> {
    let word = text.split(char::is_whitespace).next()?;
    (line::looks_like_key(word) && word.starts_with(char::is_alphanumeric)).then_some(word)
}

impl<'a> Scan<'a> {
    pub(super) fn wrong_colon(&mut self, line: Line<'a>, at: usize, key: &Key) {
        let (name, place) = (key.name, line.place(at + key.mark.start..at + key.mark.end));
        let message = match key.colon {
            Colon::Wide => format!("「{name}」の後の「：」が全角です"),
            Colon::OddSpace => {
                format!("「{name}:」の後の空白が{}", line::odd(line, at + key.mark.start))
            }
            Colon::NoSpace => format!("「{name}:」の後に空白がありません"),
            Colon::Sign => {
                format!("「{name}」の後の「{}」は、「:」ではありません", &self.text[place.clone()])
            }
            Colon::Right => return,
        };
        let edit = (line, at + name.len()..at + key.value, ": ");
        self.note_edit((Code::Indentation, place), message, COLON, edit);
    }

    /// The word at the head of a text that seems to be a heading without its colon.
    pub(super) fn unparted_name(&self, text: &'a str, column: usize) -> Option<&'a str> {
        let name = first_word(text)?;
        if headings::find(name).is_some() {
            return Some(name);
        }
        if text.contains('\t') {
            return None;
        }
        // At the margin stand known headings alone, and behind one of those its text may go on.
        let goes_on =
            column == 0 || self.owner.is_some_and(|owner| owner.name.and_then(headings::find).is_some());
        let is_parted = name.len() < text.trim_end().len();
        let is_near = nearest::nearest(name, &headings::names()).is_some();
        (is_parted && (is_near || !goes_on)).then_some(name)
    }

    pub(super) fn missing_colon(&mut self, line: Line<'a>, at: usize, column: usize, name: &'a str) {
        let text = line.text[at..].trim_end();
        let value = text[name.len()..].trim_start();
        let place = line.place(at..at + text.len());
        let advice = "見出しの後に半角の「:」と半角の空白を入れてください";
        match bar_in(mend::without_comment(text)).filter(|_| headings::find(name).is_none()) {
            Some(bar) => {
                let part = at..at + mend::without_comment(text).len();
                let message = format!("「{}」の後に「:」がありません", bar.name);
                self.note_edit((Code::Colon, place), message, advice, (line, part, &mend::bar(&bar)));
            }
            None => {
                let gap = at + name.len()..at + text.len() - value.len();
                let edit = (line, gap, if value.is_empty() { ":" } else { ": " });
                let message = format!("「{name}」の後に「:」がありません");
                self.note_edit((Code::Colon, place), message, advice, edit);
            }
        }
        self.enter_key(line, column, false);
        if self.state != State::Lost {
            let value = at + text.len() - value.len();
            self.owner = Some(Owner { line, number: self.number, name: Some(name), column, value });
            self.value(line, value, column);
        }
    }

    /// A colon at `colon` in a value that begins at `at`, which YAML takes for the end of a key. Gives what it
    /// leads one to expect of the lines below.
    pub(super) fn second_colon(&mut self, line: Line<'a>, at: usize, colon: usize) -> State {
        let owner = self.owner.filter(|owner| owner.line.start == line.start && owner.value == at);
        let name = owner.and_then(|owner| owner.name).unwrap_or_default();
        let end = mend::comment_start(line.text, at);
        let value = line.text[at..end].trim_end();
        if !name.is_empty() && line.text[at..colon].trim_end() == name {
            self.heading_twice(line, at..colon, name);
            return State::Full;
        }
        if owner.is_some_and(|owner| self.item_on_a_line(owner, value)) {
            return State::Lost;
        }
        if owner.is_some_and(|owner| self.bars_on_a_line(owner, value)) {
            return State::Full;
        }
        if let Some(state) = owner.and_then(|owner| self.headings_on_a_line(owner, value)) {
            return state;
        }
        let advice = "文の全体を引用符で囲むか、全角の「：」に替えてください";
        let remedy = match owner.map(|owner| owner.content()) {
            Some(Content::Value | Content::Things) => format!("「{name}:」の後の「:」を消してください"),
            _ => mend::with(advice, &mend::quoted_from(line, at)),
        };
        let place = line.place(colon..colon + 1);
        self.note(Code::Colon, place, "文の中の「:」が、見出しの区切りとみなされます", remedy);
        State::Full
    }

    fn heading_twice(&mut self, line: Line<'a>, again: Range<usize>, name: &str) {
        let behind = &line.text[again.end + 1..];
        let value = line.text.len() - behind.trim_start().len();
        let mended = mend::replaced(line, again.start..value, "");
        let remedy = mend::with("一つにしてください", &mended);
        let place = line.place(again.start..again.end + 1);
        self.note(Code::Colon, place, format!("見出し「{name}:」が二度続いています"), remedy);
    }

    /// Notes bars that stand on one line, or one whose name holds a colon. Gives whether there are any.
    fn bars_on_a_line(&mut self, owner: Owner<'a>, value: &str) -> bool {
        let name = owner.name.unwrap_or_default();
        let place = owner.line.place(owner.value..owner.value + value.len());
        let found = match headings::find(name) {
            Some(_) if name == words::SCHEDULE || name == words::ACTUAL => {
                bars_remedy(owner, value, owner.number).map(|remedy| (Code::Schedule, BARS_ON_A_LINE, remedy))
            }
            Some(_) => None,
            None => months_with_colon(owner, value).or_else(|| bars_in_one(owner, value)),
        };
        let is_found = found.is_some();
        if let Some((code, message, remedy)) = found {
            self.note(code, place, message, remedy);
        }
        is_found
    }

    /// Notes an item that stands on the line above its own, of which the break was deleted. Gives whether there is one.
    fn item_on_a_line(&mut self, owner: Owner<'a>, value: &str) -> bool {
        let item = value.match_indices(" - ").find_map(|(at, _)| {
            let key = line::key(&value[at + " - ".len()..])?;
            headings::find(key.name).map(|heading| (owner.value + at + 1, heading.name))
        });
        let Some((begin, name)) = item else { return false };
        let head = ["- ", name, ":"].concat();
        let other = line::lines(self.text).find(|line| line.text.trim_start().starts_with(&head));
        let column = other.map_or(owner.column.saturating_sub(STEP), Line::spaces);
        let text = owner.line.text;
        let item = [&" ".repeat(column), text[begin..].trim_end()].concat();
        let lines = [text[..begin].trim_end().to_owned(), item];
        let numbers = owner.number..=owner.number;
        let remedy = mend::with_lines("行を分けてください", &numbers, &lines);
        let place = owner.line.place(begin..begin + head.len());
        self.note(Code::Colon, place, format!("「{head}」の行が、上の行に続いています"), remedy);
        true
    }

    /// Whether a name is that of a column, as other rows have it at the head of a line.
    fn heads_a_line(&self, name: &str) -> bool {
        line::lines(self.text).any(|line| {
            let key = line::key(&line.text[line.lead()..]);
            line.lead() > 0 && key.is_some_and(|key| key.colon == Colon::Right && key.name == name)
        })
    }

    /// Notes a second heading that stands on the line of another. Gives what its value leads one to expect of
    /// the lines below; nothing where there is none.
    fn headings_on_a_line(&mut self, owner: Owner<'a>, value: &str) -> Option<State> {
        let name = owner.name?;
        let holder = headings::find(name).map(|heading| heading.holder);
        let starts = value.match_indices(char::is_whitespace).map(|(at, space)| at + space.len());
        let (at, second) = starts.into_iter().find_map(|at| {
            let key = line::key(&value[at..]).filter(|key| key.colon != Colon::NoSpace)?;
            // What is no heading of the data may be that of a column, but not a bar.
            let second = headings::find(key.name).map(|heading| heading.holder);
            let is_of_row = second.map_or_else(|| self.heads_a_line(key.name), |it| it == Holder::Initiative);
            let is_beside = match (holder, second) {
                (Some(first), Some(_)) => headings::is_of(key.name, first),
                (Some(first), None) => first == Holder::Initiative && is_of_row,
                (None, _) => is_of_row && !names_months(value),
            };
            is_beside.then_some((at, key))
        })?;
        let (line, indent) = (owner.line, " ".repeat(owner.column));
        let begin = owner.value + at;
        let lines =
            [line.text[..begin].trim_end().to_owned(), [&indent, line.text[begin..].trim_end()].concat()];
        let numbers = owner.number..=owner.number;
        let remedy = mend::with_lines("見出しごとに行を分けてください", &numbers, &lines);
        let place = line.place(begin..begin + second.name.len());
        let message = format!("一行に二つの見出し（「{name}」と「{}」）があります", second.name);
        let name = &line.text[begin..begin + second.name.len()];
        // There may be a comment alone.
        let value = line.text.len() - line.text[begin + second.value..].trim_start().len();
        self.note(Code::Colon, place, message, remedy);
        self.owner = Some(Owner { name: Some(name), value, ..owner });
        self.value(line, value, owner.column);
        Some(self.state)
    }
}

/// What is wrong with bars that follow each other on a line.
const BARS_ON_A_LINE: &str = "帯が一行に続けて書かれています";

/// The code, the message and the remedy of a slip.
type Found = (Code, &'static str, String);

/// Two months behind a bar's name with a colon between.
fn months_with_colon(owner: Owner, value: &str) -> Option<Found> {
    let months = months_in(&value.replace([':', '：'], "〜"))?;
    let mended = mend::replaced(owner.line, owner.value..owner.value + value.len(), &months);
    let remedy = mend::with("二つの月の間は「〜」です", &mended);
    Some((Code::Month, "月と月の間に「:」があります", remedy))
}

/// Several bars in one item, or one whose name holds a colon.
fn bars_in_one(owner: Owner, value: &str) -> Option<Found> {
    let line = owner.line;
    let bars = bars_in(&format!("{}: {value}", owner.name.unwrap_or_default()));
    let begin = line.text.len() - line.text.trim_start_matches(['-', ' ']).len();
    match bars.as_slice() {
        [] => None,
        [one] => {
            let mended = mend::replaced(line, begin..owner.value + value.len(), &mend::bar(one));
            let remedy = mend::with("名前を引用符で囲むか、全角の「：」に替えてください", &mended);
            Some((Code::Schedule, "帯の名前の中に「:」があります", remedy))
        }
        bars => {
            let lines = bars.iter().map(|it| [&line.text[..begin], &mend::bar(it)].concat());
            let numbers = owner.number..=owner.number;
            let remedy =
                mend::with_lines("一行に一つずつ書いてください", &numbers, &lines.collect::<Vec<_>>());
            Some((Code::Schedule, BARS_ON_A_LINE, remedy))
        }
    }
}

/// What to do about bars that stand behind their heading, or below it up to the line with the number `last`.
pub(crate) fn bars_remedy(owner: Owner, value: &str, last: usize) -> Option<String> {
    let bars = bars_in(value);
    if bars.is_empty() {
        return None;
    }
    let indent = " ".repeat(owner.column + STEP);
    let bars = bars.iter().map(|bar| format!("{indent}- {}", mend::bar(bar)));
    let lines: Vec<String> = [owner.head()].into_iter().chain(bars).collect();
    let numbers = owner.number..=last;
    Some(mend::with_lines("次の行から、一行に一つずつ「-」を付けて書いてください", &numbers, &lines))
}
