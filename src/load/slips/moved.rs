//! Lines that stand too deep: what they begin with, and where they belong.

use std::ops::Range;

use super::line::{self, Colon, Line, Mark};
use super::mend;
use super::value::is_entry;

/// What a line of a text begins with, read as if it stood outside the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LineStart<'a> {
    /// Whether it has a list mark.
    pub is_item: bool,
    /// Its key, if it has one.
    pub key: Option<&'a str>,
    /// Whether the colon behind the key is of full width.
    pub is_wide: bool,
    /// What stands behind the key.
    pub value: Option<&'a str>,
    /// Where its words begin in the file, behind indentation and list mark.
    pub at: usize,
}

impl<'a> LineStart<'a> {
    /// The beginning of the line that stands at a place.
    pub(crate) fn of(text: &'a str, place: Range<usize>) -> LineStart<'a> {
        let line = &text[place.clone()];
        let lead = line.len() - line.trim_start().len();
        let mark = line::list_mark(&line[lead..], false).filter(|(mark, _)| *mark == Mark::Right);
        let begin = lead + mark.map_or(0, |(_, length)| length);
        let words = &line[begin..];
        let key = line::key(words).filter(|key| matches!(key.colon, Colon::Right | Colon::Wide));
        LineStart {
            is_item: mark.is_some(),
            key: key.as_ref().map(|key| key.name),
            is_wide: key.as_ref().is_some_and(|key| key.colon == Colon::Wide),
            value: key.map(|key| words[key.value..].trim_end()),
            at: place.start + begin,
        }
    }
}

/// The column of a place, counted from 0 in bytes: its line holds nothing but spaces and list marks before.
pub(crate) fn column_of(text: &str, at: usize) -> usize {
    at - line::line_at(text, at).start
}

/// What to do about the lines from the one that `range` begins in up to its end, whose first belongs to a
/// column, and behind what stands there up to `behind`.
pub(crate) fn moved_left(text: &str, range: Range<usize>, behind: usize, column: Option<usize>) -> String {
    let first = line::line_at(text, range.start);
    let lines = [first].into_iter().chain(line::lines_below(text, first));
    let mut lines: Vec<Line> = lines.take_while(|line| line.start < range.end.max(behind)).collect();
    let rest = lines.split_off(lines.partition_point(|line| line.start < range.end));
    let number = text[..first.start].matches('\n').count() + 1;
    let numbers = number..=number + lines.len() + rest.len() - 1;
    let start = LineStart::of(text, first.start..first.start + first.text.len());
    let as_text =
        if start.is_wide { "" } else { "（文の一部なら「:」を全角の「：」にします）" };
    match column.and_then(|column| first.spaces().checked_sub(column)).filter(|by| *by > 0) {
        Some(by) => {
            let moved = |line: &Line| moved(*line, by);
            // Words at the heading's depth are the text's own, and stay before it.
            let is_own = |line: &&Line| line.spaces() <= first.spaces() && !is_entry(**line);
            let (own, entries): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(is_own);
            let own = own.into_iter().chain(&rest).map(|line| line.text.trim_end().to_owned());
            let mended: Vec<String> = own.chain(entries.into_iter().map(moved)).collect();
            let place = if rest.is_empty() { "" } else { "後の行の下へ移し、" };
            let advice = format!("見出しなら、{place}行の頭の空白を {by} 個ずつ減らしてください{as_text}");
            mend::with_lines(&advice, &numbers, &mended)
        }
        None => {
            let named = mend::lines_named(&numbers);
            format!("{named}を、属する所へ移してください{as_text}")
        }
    }
}

/// What to do about the lines from the one with an entry in its middle, at `at`, up to `end`: the entry belongs to a
/// column below the words of the text.
pub(crate) fn parted(text: &str, at: usize, end: usize, column: usize) -> String {
    let first = line::line_at(text, at);
    let below = line::lines_below(text, first).take_while(|line| line.start < end);
    let (entries, words): (Vec<Line>, Vec<Line>) = below.partition(|line| is_entry(*line));
    let number = text[..at].matches('\n').count() + 1;
    let numbers = number..=number + entries.len() + words.len();
    let (before, entry) = first.text.split_at(at - first.start);
    let whole = |line: &Line| line.text.trim_end().to_owned();
    let own = [before.trim_end().to_owned()].into_iter().chain(words.iter().map(whole));
    let entry = " ".repeat(column) + entry.trim_end();
    let mended: Vec<String> = own.chain([entry]).chain(entries.iter().map(whole)).collect();
    let advice = "見出しなら、行を分けてください（文の一部なら「:」を全角の「：」にします）";
    mend::with_lines(advice, &numbers, &mended)
}

/// An entry's line with fewer spaces before it, and with the right colon.
fn moved(line: Line, by: usize) -> String {
    let text = line.text.get(by.min(line.spaces())..).unwrap_or_default().trim_end();
    let lead = text.len() - text.trim_start_matches([' ', '-']).len();
    match line::key(&text[lead..]).filter(|key| key.colon == Colon::Wide) {
        Some(key) => {
            [&text[..lead], key.name, ": ", &text[lead + key.value..]].concat().trim_end().to_owned()
        }
        None => text.to_owned(),
    }
}
