//! How texts are written in YAML: plain, in quotes, as blocks (YAML 1.2.2, chapters 7 and 8).

use std::ops::Range;

use super::node::Style;
use crate::spelling::{Spell, Stretch};

/// A text that is a block (`|` or `>`): a header, and below it lines that are indented alike.
#[derive(Debug, Clone)]
pub(crate) struct Block<'a> {
    text: &'a str,
    /// The header without the comment behind it, as in `|-`.
    pub header: Range<usize>,
    /// How many spaces stand before each of its lines.
    pub indent: usize,
}

impl<'a> Block<'a> {
    /// The block whose header begins at `header`, and whose first line with something on it holds its
    /// first character at `content`.
    pub(crate) fn at(text: &'a str, header: usize, content: usize) -> Block<'a> {
        let signs = text[header..].trim_start_matches(['|', '>']);
        let signs = signs.trim_start_matches(|c: char| matches!(c, '+' | '-' | '0'..='9'));
        let header = header..text.len() - signs.len();
        let line = text[..content].rfind('\n').map_or(0, |at| at + 1);
        Block { text, header, indent: content - line }
    }

    /// Its lines without indentation and line break, and those behind them that are blank.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Range<usize>> + use<'a> {
        lines(self.text, end_of_line(self.text, self.header.end), self.indent)
    }

    /// Where it ends: behind the last line that it holds anything of, without that line's break. Blank
    /// lines below its words are its own where the header says `+`.
    pub(crate) fn end(&self) -> usize {
        let keeps = self.text[self.header.clone()].contains('+');
        let own = self.lines().filter(|line| keeps || !line.is_empty());
        own.last().map_or(self.header.end, |line| line.end)
    }
}

/// Where the line after a place begins, or where the text ends.
pub(super) fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// The lines from one on that are indented so far, without indentation and line break, and those among and
/// behind them that are blank.
fn lines(text: &str, mut next: usize, indent: usize) -> impl Iterator<Item = Range<usize>> {
    std::iter::from_fn(move || {
        let (start, end) = (next, end_of_line(text, next));
        next = end;
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
        let is_inside = spaces >= indent || line.trim().is_empty();
        (start < end && is_inside).then(|| start + spaces.min(indent)..start + line.len())
    })
}

/// How texts of a style are spelled; nothing where that is as they are.
pub(super) fn spell(style: Style) -> Option<Spell> {
    match style {
        Style::Single => Some(single),
        Style::Double => Some(double),
        Style::Literal | Style::Folded => Some(block),
        Style::Plain | Style::Block | Style::Flow => None,
    }
}

fn single(text: &str, source: &str, start: usize) -> Vec<Stretch> {
    quoted(text, source, start, |_, c| if c == '\'' { 2 } else { c.len_utf8() })
}

fn double(text: &str, source: &str, start: usize) -> Vec<Stretch> {
    quoted(text, source, start, |source, c| match source.starts_with('\\') {
        true => escape_length(source, c),
        false => c.len_utf8(),
    })
}

/// The stretches of a text in the quotes that begin at `start`, where `length` says how many bytes a
/// character takes at the beginning of the rest of the source.
fn quoted(text: &str, source: &str, start: usize, length: fn(&str, char) -> usize) -> Vec<Stretch> {
    let (mut stretches, mut at) = (Vec::new(), start + 1);
    if !text.starts_with(char::is_whitespace) {
        // A key has lost the blanks around it.
        at += source[at..].len() - source[at..].trim_start().len();
    }
    for (start, c) in text.char_indices() {
        let length = length(&source[at..], c);
        push(&mut stretches, start..start + c.len_utf8(), at..at + length);
        at += length;
    }
    stretches
}

/// How many bytes an escape for a character has (YAML 1.2.2, 5.7). JSON has two for those beyond U+FFFF.
fn escape_length(escape: &str, c: char) -> usize {
    match escape.as_bytes().get(1) {
        Some(b'x') => 4,
        Some(b'u') if c > '\u{FFFF}' => 12,
        Some(b'u') => 6,
        Some(b'U') => 10,
        _ => 2,
    }
}

/// The stretches of a block whose words begin at `start`. Its lines stand in the text in their order, with
/// breaks or a space between.
fn block(text: &str, source: &str, start: usize) -> Vec<Stretch> {
    let line_of = |at: usize| source[..at].rfind('\n').map_or(0, |at| at + 1);
    let breaks_from = |at: usize| text[at..].bytes().take_while(|byte| *byte == b'\n').count();
    let (mut stretches, mut at, first) = (Vec::new(), 0, line_of(start));
    // Blank lines may stand above the words.
    let mut from = (0..breaks_from(0)).fold(first, |line, _| line_of(line.saturating_sub(1)));
    for line in lines(source, first, start - first).filter(|line| !line.is_empty()) {
        let (words, breaks) = (&source[line.clone()], breaks_from(at));
        let gap = if breaks == 0 && at > 0 { 1 } else { breaks };
        if !text[at..].get(gap..).is_some_and(|rest| rest.starts_with(words)) {
            break;
        }
        for nth in 1..=gap {
            let until = if nth < gap { end_of_line(source, from) } else { line.start };
            push(&mut stretches, at..at + 1, from..until);
            (at, from) = (at + 1, until);
        }
        push(&mut stretches, at..at + words.len(), line.clone());
        (at, from) = (at + words.len(), line.end);
    }
    for at in at..text.len() {
        let until = end_of_line(source, from);
        push(&mut stretches, at..at + 1, from..until);
        from = until;
    }
    stretches
}

/// Adds a stretch, to the last one where that goes on evenly.
fn push(stretches: &mut Vec<Stretch>, text: Range<usize>, source: Range<usize>) {
    match stretches.last_mut() {
        _ if text.is_empty() => {}
        Some(last)
            if last.source.end == source.start
                && last.text.len() == last.source.len()
                && text.len() == source.len() =>
        {
            (last.text.end, last.source.end) = (text.end, source.end);
        }
        _ => stretches.push(Stretch { text, source }),
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Sources;
    use crate::load::{Document, Path};

    /// The text under `a`, each character with what stands for it.
    fn spelled(yaml: &str) -> Vec<(char, &str)> {
        let document = Document::read(&Sources::default().add("", yaml)).expect("YAML");
        let node = document.node(&Path::top().key("a")).expect("a text");
        let (text, spelling) = (node.text(), document.spelling(node.text(), node.span));
        let place = |(at, c): (usize, char)| spelling.range(text, node.span.start, at..at + c.len_utf8());
        text.char_indices().map(|it| (it.1, &yaml[place(it)])).collect()
    }

    #[test]
    fn every_character_is_found_in_the_source() {
        for (yaml, count) in [
            ("a: 会 議", 3),
            ("a: '会''議'", 3),
            ("a: ' '", 1),
            ("{a: \"会\\x41\\n\\u8b70\\ud842\\udfb7\\_\\U0001F600\\\"\"}", 8),
            ("b: c\na: |- # 会\n  会\n\n   議\n  \n # d\nb2: e", 5),
            ("a: |3+\r\n\r\n     会\r\n   議\r\n\r\n", 8),
            ("a: >-\n\n  会\n  議\n\n\n  を\n    開\n  く 。\n", 15),
        ] {
            let is_right = |(c, source): &(char, &str)| match c {
                '\n' | ' ' if source.starts_with(['\r', '\n']) => source.trim().is_empty(),
                '\'' => *source == "''",
                _ => source.starts_with('\\') || *source == c.to_string(),
            };
            let spelled = spelled(yaml);
            assert!(spelled.iter().all(is_right), "{spelled:?}");
            assert_eq!(spelled.len(), count, "{spelled:?}");
        }
    }
}
