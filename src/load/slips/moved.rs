//! Lines that stand too deep: what they begin with, and where they belong.

use std::ops::Range;

use super::line::{self, Colon, Line, Mark};
use super::mend;

/// What a line of a text begins with, read as if it stood outside the text.
#[derive(Debug, Clone, Copy)]
pub struct LineStart<'a> {
    /// Whether it has a list mark.
    pub is_item: bool,
    /// Its key, if it has one with the right colon.
    pub key: Option<&'a str>,
    /// What stands behind the key.
    pub value: Option<&'a str>,
    /// Where its words begin in the file, behind indentation and list mark.
    pub at: usize,
}

impl<'a> LineStart<'a> {
    /// The beginning of the line that stands at a place.
    pub fn of(text: &'a str, place: Range<usize>) -> LineStart<'a> {
        let line = &text[place.clone()];
        let lead = line.len() - line.trim_start().len();
        let mark = line::list_mark(&line[lead..], false).filter(|(mark, _)| *mark == Mark::Right);
        let begin = lead + mark.map_or(0, |(_, length)| length);
        let words = &line[begin..];
        let key = line::key(words).filter(|key| key.colon == Colon::Right);
        LineStart {
            is_item: mark.is_some(),
            key: key.as_ref().map(|key| key.name),
            value: key.map(|key| words[key.value..].trim_end()),
            at: place.start + begin,
        }
    }
}

/// The column of a place, counted from 0 in bytes: its line holds nothing but spaces and list marks before.
pub fn column_of(text: &str, at: usize) -> usize {
    at - line::line_at(text, at).start
}

/// What to do about the lines from the one that `at` lies in up to `end`, whose first belongs to a column.
pub fn moved_left(text: &str, at: usize, end: usize, column: Option<usize>) -> String {
    let first = line::line_at(text, at);
    let lines = [first].into_iter().chain(line::lines_below(text, first));
    let lines: Vec<Line> = lines.take_while(|line| line.start < end).collect();
    let number = text[..first.start].matches('\n').count() + 1;
    let numbers = number..=number + lines.len() - 1;
    let as_text = "文の一部なら「:」を全角の「：」にします";
    match column.and_then(|column| first.spaces().checked_sub(column)).filter(|by| *by > 0) {
        Some(by) => {
            let moved = lines.iter().map(|line| line.text.get(by.min(line.spaces())..).unwrap_or_default());
            let moved: Vec<String> = moved.map(|line| line.trim_end().to_owned()).collect();
            let advice = format!("見出しなら、行の頭の空白を {by} 個ずつ減らしてください（{as_text}）");
            mend::with_lines(&advice, &numbers, &moved)
        }
        None => {
            let named = mend::lines_named(&numbers);
            format!("{named}を、属する所へ移してください（{as_text}）")
        }
    }
}
