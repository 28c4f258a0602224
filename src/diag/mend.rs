//! What remedies show of the file as it is to be, as changes of the file.

use std::ops::{Range, RangeInclusive};

use super::{Diagnostic, More, Span};

/// What stands between the numbers of lines and how many lines take their place.
const LINES: &str = " 行目を、次の ";

/// What stands behind characters that are to take the place of others.
const CHARACTERS: &str = "」に直してください";

/// A stretch of a text, and what is to take its place.
pub type Mend = (Range<usize>, String);

/// The changes of a text that the remedy of a mistake in it shows, the likeliest first: lines below its first
/// line, a line in brackets behind a colon, other characters for those that it points at, or changes that lie
/// apart, as one. None where it says in words alone what to do.
pub fn mends(mistake: &Diagnostic, text: &str) -> Vec<Mend> {
    let Some(span) = mistake.span else { return Vec::new() };
    let remedy = mistake.remedy.as_str();
    if let Some((advice, mended)) = remedy.split_once('\n') {
        let lines: Vec<&str> = mended.lines().collect();
        return lines_named(advice).and_then(|numbers| put(text, &numbers, &lines)).into_iter().collect();
    }
    match mistake.more.as_deref() {
        Some(More::Characters(characters)) => {
            let is_as_written = text.get(span.start..span.end) == Some(characters);
            let right = replacement(remedy).filter(|_| is_as_written);
            return right.map(|right| (span.start..span.end, right.to_owned())).into_iter().collect();
        }
        Some(More::Changes(changes)) => return joined(changes, text).into_iter().collect(),
        None => {}
    }
    let line = text[..span.start].matches('\n').count() + 1;
    let shown = quoted(remedy);
    if shown.is_empty() && remedy.contains("この行を消してください") {
        return put(text, &(line..=line), &[]).into_iter().collect();
    }
    let own = text.lines().nth(line - 1).unwrap_or_default();
    let lead = &own[..own.len() - own.trim_start_matches(' ').len()];
    let is_whole = remedy.contains("行の頭");
    let in_place = |shown: &str| match is_whole || shown.starts_with(' ') {
        true => shown.to_owned(),
        false => [lead, shown].concat(),
    };
    shown.into_iter().filter_map(|shown| put(text, &(line..=line), &[&in_place(shown)])).collect()
}

/// Changes of a text as one change of the stretch that they lie in.
fn joined(changes: &[(Span, String)], text: &str) -> Option<Mend> {
    let whole = changes.first()?.0.start..changes.last()?.0.end;
    let (mut new, mut at) = (String::new(), whole.start);
    for (span, change) in changes {
        new += text.get(at..span.start)?;
        new += change;
        at = span.end;
    }
    Some((whole, new))
}

/// The characters that a remedy wants in the place of others.
fn replacement(remedy: &str) -> Option<&str> {
    let (before, _) = remedy.split_once(CHARACTERS)?;
    Some(&before[before.rfind('「')? + '「'.len_utf8()..])
}

/// The lines that an advice names, counted from 1.
fn lines_named(advice: &str) -> Option<RangeInclusive<usize>> {
    let (place, _) = advice.rsplit_once(LINES)?;
    let numbers = place.rsplit(|c: char| !c.is_ascii_digit() && c != '〜').next()?;
    let (first, last) = numbers.split_once('〜').unwrap_or((numbers, numbers));
    Some(first.parse().ok()?..=last.parse().ok()?)
}

/// Puts lines in the place of others, whose ends they take.
fn put(text: &str, numbers: &RangeInclusive<usize>, new: &[&str]) -> Option<Mend> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    let starts: Vec<usize> = [0].into_iter().chain(ends).chain([text.len()]).collect();
    let start = *starts.get(numbers.start().checked_sub(1)?)?;
    let whole = start..*starts.get(*numbers.end())?;
    if new.is_empty() {
        return Some((whole, String::new()));
    }
    let old = text.get(whole)?;
    let words = old.trim_end_matches(['\r', '\n']);
    let line_break = if old.contains("\r\n") { "\r\n" } else { "\n" };
    Some((start..start + words.len(), new.join(line_break)))
}

/// The mended lines in a remedy: those in brackets behind a colon.
fn quoted(remedy: &str) -> Vec<&str> {
    let mut shown = Vec::new();
    let mut rest = remedy;
    while let Some((_, behind)) = rest.split_once(": 「") {
        let Some(end) = closing(behind) else { break };
        shown.push(&behind[..end]);
        rest = &behind[end..];
    }
    shown
}

/// Where the bracket is closed that a text stands behind.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1;
    let close = text.char_indices().find(|(_, c)| {
        depth += match c {
            '「' => 1,
            '」' => -1,
            _ => 0,
        };
        depth == 0
    });
    close.map(|(at, _)| at)
}
