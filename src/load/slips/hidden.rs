//! Characters that nobody sees or types, and those that look like others.

use std::ops::RangeInclusive;

use super::{ENOUGH, line_at, mend};
use crate::diag::{Code, Diagnostic, SourceId, Span};
use crate::japanese::look_alikes;

/// The byte order mark.
const MARK: char = '\u{FEFF}';

/// Whether nobody types a character. A byte order mark may begin a file all the same.
pub(crate) fn is_stray(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || c == MARK
}

/// The characters in a file that nobody types: controls, at some of which YAML would stop without a
/// word, and byte order marks behind its beginning.
pub(in crate::load) fn controls(text: &str, source: SourceId) -> Vec<Diagnostic> {
    // Nearly all files have none, which all bytes at once tell sooner than the characters one by one: in UTF-8 the
    // controls from U+0080 on begin with 0xC2.
    let may_be_control = |byte| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127 | 0xC2);
    let has_controls = text.bytes().fold(false, |has, byte| has | may_be_control(byte));
    if !has_controls && !text.contains(MARK) {
        return Vec::new();
    }
    let begins_file = |at: usize, c: char| c == MARK && at == 0;
    let is_first = |&(at, c): &(usize, char)| is_stray(c) && !begins_file(at, c) && !text[..at].ends_with(c);
    let strays = text.char_indices().filter(is_first).take(ENOUGH);
    let slip = |(start, c): (usize, char)| {
        let end = start + text[start..].len() - text[start..].trim_start_matches(c).len();
        let span = Span { source, start, end };
        let count = text[start..end].chars().count();
        let count = if count > 1 { format!(" {count} 個") } else { String::new() };
        let message = format!("目に見えない文字（U+{:04X}）が{count}混じっています", c as u32);
        Diagnostic::at(Code::HiddenCharacter, span, message, "その前後の文字を消して、打ち直してください")
    };
    strays.map(slip).collect()
}

/// Characters that show nothing, which text from elsewhere brings along.
const HIDDEN: [RangeInclusive<char>; 6] = [
    '\u{AD}'..='\u{AD}',
    '\u{180E}'..='\u{180E}',
    '\u{200B}'..='\u{200F}',
    '\u{202A}'..='\u{202E}',
    '\u{2060}'..='\u{2064}',
    '\u{2066}'..='\u{2069}',
];

fn is_hidden(c: char) -> bool {
    HIDDEN.iter().any(|range| range.contains(&c))
}

/// A key or value with the characters that are meant: without those that show nothing, and with kanji and kana for
/// what looks like them.
pub(in crate::load) fn meant_word(written: &str) -> String {
    look_alikes::usual(&written.replace(is_hidden, ""))
}

/// What is wrong with a key or a value of fixed form that holds a character which shows nothing, or which looks like
/// another. `retyped` says what to type anew.
pub(in crate::load) fn hidden_in(text: &str, span: Span, retyped: &str) -> Option<Diagnostic> {
    let written = &text[span.start..span.end];
    let (at, found) =
        written.char_indices().find(|(_, c)| is_hidden(*c) || look_alikes::is_part_or_radical(*c))?;
    let start = span.start + at;
    let line = line_at(text, span.start);
    let clean = meant_word(written.trim());
    let kind = if is_hidden(found) { "目に見えない文字" } else { "形の似た別の文字" };
    let message = format!("「{}」の中に、{kind}（U+{:04X}）があります", mend::shown(&clean), found as u32);
    let part = span.start - line.start..span.end - line.start;
    let mended = line.text.get(part.clone()).map(|_| mend::replaced(line, part, &clean));
    let advice = format!("{retyped}を打ち直してください");
    let remedy = mended.map_or(advice.clone(), |mended| mend::with(&advice, &mended));
    let place = Span { start, end: start + found.len_utf8(), ..span };
    Some(Diagnostic::at(Code::HiddenCharacter, place, message, remedy))
}
