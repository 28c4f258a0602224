//! A workbook's rows beside those that it was made from.

use super::breaks::restored;
use super::instructions::is_instruction;
use super::read::{Read, ReadRow};
use super::row::{Row, Telling};
use super::stand_ins::{StandIn, stand_in};
use super::tidy::tidy;
use crate::japanese::width::bare;
use crate::japanese::words;
use crate::model::one_line;

/// Where texts end that a program has cut: the longest string of a cell in old forms of workbooks.
const CUT: usize = 255;

/// How many characters at a border tell whether a line was broken there.
const BORDER: usize = 4;

/// What a worksheet has for a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seen {
    /// The same.
    Same,
    /// The same but for widths of characters and for blanks.
    Width(String),
    /// Its beginning: the program that wrote the workbook has cut it.
    Cut,
    /// Another text.
    Edited(Edited),
    /// Nothing that is not struck through.
    Struck,
    /// That nothing changed, in words.
    Unchanged(String),
}

/// A text that was edited.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Edited {
    /// The text.
    pub text: String,
    /// Whether some of what stood there is struck through.
    pub has_struck: bool,
    /// Whether line breaks could not all be put back.
    pub has_lost_breaks: bool,
    /// Whether it may be cut.
    pub is_cut: bool,
    /// Whether it may say that there is no text.
    pub is_unsure: bool,
    /// Whether it may tell how to change the text.
    pub is_instruction: bool,
    /// Whether its cell is merged with another row's.
    pub is_shared: bool,
}

/// Compares a text with the one that it was made from. `is_list` says that the worksheet has texts on one
/// line each.
pub(super) fn seen(read: &Read, old: &str, is_list: bool) -> Seen {
    let old = tidy(old);
    let text = joined(&read.parts, &old);
    if text.is_empty() && read.has_struck {
        return Seen::Struck;
    }
    let shown = if is_list { one_line(&old) } else { old.clone() };
    if trimmed(&text) == trimmed(&shown) {
        return Seen::Same;
    }
    let stand_in = stand_in(&text);
    if stand_in == Some(StandIn::Unchanged) {
        return Seen::Unchanged(text);
    }
    let length = text.encode_utf16().count();
    if length >= CUT && shown.starts_with(text.trim_end_matches('…')) {
        return Seen::Cut;
    }
    if bare(&text) == bare(&shown) {
        return if is_list && one_line(&text) == shown { Seen::Same } else { Seen::Width(text) };
    }
    let lacks_breaks = is_list && !text.contains('\n');
    let (text, is_whole) = if lacks_breaks { restored(&text, &old) } else { (text, true) };
    let is_cut = length == CUT;
    Seen::Edited(Edited {
        is_instruction: is_instruction(&text, &old),
        text,
        has_struck: read.has_struck,
        has_lost_breaks: !is_whole,
        is_cut,
        is_unsure: stand_in.is_some(),
        is_shared: read.is_shared,
    })
}

/// A text without blanks around its lines.
fn trimmed(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).collect()
}

/// The parts of a text that goes on over pages: one line where the old text has no break between them.
fn joined(parts: &[String], old: &str) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            let before: String =
                text.chars().rev().take(BORDER).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = part.chars().take(BORDER).collect();
            text.push_str(if old.contains(&(before + &after)) { "" } else { "\n" });
        }
        text.push_str(part);
    }
    text
}

/// What tells a row of a worksheet.
pub(super) fn telling(row: &ReadRow) -> Telling {
    Telling::new(&row.number, &row.text(words::ITEM), &row.text(words::CONTENT))
}

/// What two new rows have in common that are one, in the printed sheet and the list, or in two replies.
pub(crate) fn row_key(row: &Row) -> [String; 2] {
    [words::ITEM, words::CONTENT].map(|name| bare(row.text(name)))
}
