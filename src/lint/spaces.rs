//! Spaces at the ends of lines: they don't show, but take up the line's room.

use super::doubt;
use crate::diag::Diagnostic;
use crate::model::{Sheet, Text};

/// Each line's end that is spaces.
pub fn trailing(sheet: &Sheet) -> Vec<Diagnostic> {
    sheet.texts().flat_map(in_text).collect()
}

fn in_text(text: &Text) -> Vec<Diagnostic> {
    let mut start = 0;
    let mut doubts = Vec::new();
    for line in text.value.split_inclusive('\n') {
        let shown = line.trim_end();
        // The last character comes along: the spaces alone also stand in the indentation.
        let last = shown.chars().next_back().map_or(0, char::len_utf8);
        let end = start + line.trim_end_matches('\n').len();
        let from = start + shown.len();
        if last > 0 && from < end {
            doubts.push(doubt(text, from - last..end, "行の終わりに空白があります", "空白を消してください"));
        }
        start += line.len();
    }
    doubts
}
