//! Mended lines, as remedies show them.

use std::ops::Range;

use super::line::{Line, comment};

/// The most characters of a line that a remedy shows.
const SHOWN: usize = 60;

/// A line with a part of it replaced, without its indentation.
pub fn replaced(line: Line, part: Range<usize>, new: &str) -> String {
    let text = [&line.text[..part.start], new, &line.text[part.end..]].concat();
    shown(text.trim())
}

/// A line with the value that begins at `value` put in quotes; a comment stays outside.
pub fn quoted_from(line: Line, value: usize) -> String {
    let end = comment_start(line.text, value);
    let text = line.text[value..end].trim_end();
    replaced(line, value..value + text.len(), &quoted(text))
}

/// Where the value that begins at `value` is ended by a comment: a `#` with a space behind it, as
/// the one in `会議 #2` is text that wants quotes.
fn comment_start(text: &str, value: usize) -> usize {
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
pub fn quoted(text: &str) -> String {
    if text.contains('\'') && !text.contains(['"', '\\']) {
        return format!("\"{text}\"");
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// A line with its indentation replaced by `column` spaces.
pub fn indented(line: Line, column: usize) -> String {
    " ".repeat(column) + &shown(line.text.trim())
}

/// A line with a list mark in `column` before its text.
pub fn marked(line: Line, column: usize) -> String {
    " ".repeat(column) + &shown(&["- ", line.text.trim()].concat())
}

/// A text as a remedy shows it: of a long one, the beginning and the end.
pub fn shown(text: &str) -> String {
    let count = text.chars().count();
    if count <= SHOWN {
        return text.to_owned();
    }
    let head: String = text.chars().take(SHOWN * 2 / 3).collect();
    let tail: String = text.chars().skip(count - SHOWN / 3).collect();
    format!("{head}…{tail}")
}
