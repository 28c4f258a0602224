//! Mended lines, as remedies show them: whole, so that they can be pasted, or not at all.

use std::ops::{Range, RangeInclusive};

use super::line::{Line, comment};
use crate::japanese::bars::WrittenBar;

/// The most characters of a line that a remedy shows.
const SHOWN: usize = 200;

/// The most lines that a remedy shows.
const LINES: usize = 40;

/// The most characters that a message shows of a text that it only names.
const NAMED: usize = 60;

/// What to do, and the line that this leads to.
pub(crate) fn with(advice: &str, mended: &str) -> String {
    if is_shown(mended) { format!("{advice}: 「{mended}」") } else { advice.to_owned() }
}

/// What to do with some lines of the file, by their numbers, and the lines that this leads to.
pub(super) fn with_lines(advice: &str, numbers: &RangeInclusive<usize>, mended: &[String]) -> String {
    let place = lines_named(numbers);
    if mended.len() > LINES || !mended.iter().all(|line| is_shown(line)) {
        return format!("{advice}（{place}）");
    }
    let count = mended.len();
    format!("{advice}。{place}を、次の {count} 行にします\n{}", mended.join("\n"))
}

/// How Notepad replaces some characters, behind what is to be done: all at once, or one by one where they stand in texts
/// too.
pub(super) fn replacing(old: &str, new: &str, is_all: bool) -> String {
    let new = if new.is_empty() { "空".to_owned() } else { format!("「{new}」") };
    let way = match is_all {
        true => "「すべて置換」を押すと、一度に直せます".to_owned(),
        false => format!("「次を検索」と「置換」を押していくと、文の中の「{old}」を残して直せます"),
    };
    format!("。メモ帳の「置換」（Ctrl+H）で、検索する文字列を「{old}」、置換後の文字列を{new}にして、{way}")
}

/// Some lines as messages name them.
pub(super) fn lines_named(numbers: &RangeInclusive<usize>) -> String {
    match (numbers.start(), numbers.end()) {
        (first, last) if first == last => format!("{first} 行目"),
        (first, last) => format!("{first}〜{last} 行目"),
    }
}

fn is_shown(line: &str) -> bool {
    line.chars().nth(SHOWN).is_none()
}

/// A line with a part of it replaced, without its indentation.
pub(super) fn replaced(line: Line, part: Range<usize>, new: &str) -> String {
    let text = [&line.text[..part.start], new, &line.text[part.end..]].concat();
    text.trim().to_owned()
}

/// A line with the value that begins at `value` put in quotes; a comment stays outside.
pub(crate) fn quoted_from(line: Line, value: usize) -> String {
    let end = comment_start(line.text, value);
    let text = line.text[value..end].trim_end();
    replaced(line, value..value + text.len(), &quoted(text))
}

/// A text without the comment behind it.
pub(super) fn without_comment(text: &str) -> &str {
    text[..comment_start(text, 0)].trim_end()
}

/// Where the value that begins at `value` is ended by a comment: a `#` with a space behind it, as
/// the one in `会議 #2` is text that wants quotes.
pub(super) fn comment_start(text: &str, value: usize) -> usize {
    let mut end = value;
    while let Some(at) = comment(&text[end..]) {
        if text[end + at + 1..].starts_with([' ', '\t']) {
            return end + at;
        }
        end += at + 1;
    }
    text.len()
}

/// A text in quotes.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains('\'') && !text.contains(['"', '\\']) {
        return format!("\"{text}\"");
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// A text as the value of a heading: in quotes where YAML would read it otherwise (YAML 1.2.2, 7.3.3).
pub(super) fn value(text: &str) -> String {
    let is_sign = |c: char| "-?:,[]{}#&*!|>'\"%@`".contains(c);
    let is_odd = text.starts_with(is_sign)
        || text.trim() != text
        || text.ends_with(':')
        || [": ", " #", "\t#"].iter().any(|sign| text.contains(sign))
        || matches!(text, "" | "~");
    if is_odd { quoted(text) } else { text.to_owned() }
}

/// A bar as data files write it.
pub(super) fn bar(bar: &WrittenBar) -> String {
    format!("{}: {}", value(&bar.name), bar.months)
}

/// A line with a list mark in `column` before its text.
pub(super) fn marked(line: Line, column: usize) -> String {
    " ".repeat(column) + &["- ", line.text.trim()].concat()
}

/// A text as a message names it: of a long one, the beginning and the end.
pub(crate) fn shown(text: &str) -> String {
    let count = text.chars().count();
    if count <= NAMED {
        return text.to_owned();
    }
    let head: String = text.chars().take(NAMED * 2 / 3).collect();
    let tail: String = text.chars().skip(count - NAMED / 3).collect();
    format!("{head}…{tail}")
}

/// How a single line is to be indented, by the line as it is meant.
pub(super) fn indentation(shown: &str) -> String {
    with(&spaces(shown.len() - shown.trim_start().len()), shown)
}

/// What to do with the head of a line that begins at a column.
pub(super) fn spaces(column: usize) -> String {
    match column {
        0 => "行の頭の空白を消してください".to_owned(),
        _ => format!("行の頭を半角の空白 {column} 個にしてください"),
    }
}
