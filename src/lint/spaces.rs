//! Spaces at the ends of lines: they don't show, but take up the line's room.

use std::ops::Range;

use super::doubts::TextRule;
use crate::diag::Code;

/// Each line's end that is spaces.
pub(super) const RULE: TextRule =
    TextRule { code: Code::TrailingBlank, find: |text, _| in_text(text), explain: |found, _| explain(found) };

fn explain(_: &str) -> (String, String) {
    ("行の終わりに空白があります".to_owned(), "空白を消してください".to_owned())
}

fn in_text(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut places = Vec::new();
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        // The last character comes along: the spaces alone also stand in the indentation.
        let last = shown.chars().next_back().map_or(0, char::len_utf8);
        let end = start + line.trim_end_matches('\n').len();
        let from = start + shown.len();
        if last > 0 && from < end {
            places.push(from - last..end);
        }
        start += line.len();
    }
    places
}
