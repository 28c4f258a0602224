//! Marks of other programs in a text: those that a merge leaves, and what stands before the lines of a mail or of a
//! listing.

use super::line::{self, Line};
use super::mend;
use super::scan::STEP;
use crate::diag::{Code, Diagnostic, SourceId, Span};
use crate::load::headings;

/// What the lines begin with between which a merge leaves both versions (git, `merge.conflictStyle`).
const MERGE_MARKS: [&str; 4] = ["<<<<<<< ", "||||||| ", "=======", ">>>>>>> "];

/// The marks of a merge in a text, as one mistake at the first of them.
pub(crate) fn merge_marks(text: &str, source: SourceId) -> Option<Diagnostic> {
    if !text.contains(MERGE_MARKS[0]) {
        return None;
    }
    let begins = |line: &line::Line, mark: usize| line.text.starts_with(MERGE_MARKS[mark]);
    let first = line::lines(text).find(|line| begins(line, 0))?;
    let last = line::lines(&text[first.start..]).position(|line| begins(&line, 3))?;
    let number = text[..first.start].matches('\n').count() + 1;
    let remedy = format!(
        "二つの変更を合わせたときの印です。{number}〜{} 行目から要る方の行だけを残し、「<<<<<<<」「=======」「>>>>>>>」で始まる行を消してください",
        number + last
    );
    let span = Span { source, start: first.start, end: first.start + first.text.len() };
    Some(Diagnostic::at(Code::Document, span, "合わせきれていない変更が残っています（<<<<<<<）", remedy))
}

/// What mail programs put before the lines that they quote.
const QUOTES: [char; 2] = ['>', '＞'];

/// What parts the numbers of lines from these in listings; the first that fits.
const GAPS: [&str; 6] = [" | ", "| ", "|", ": ", "\t", " "];

/// How many lines in a row begin with their numbers, at the least.
const LISTED: usize = 3;

/// Whether lines of a text may have been pasted with what stood before them. No line of a right file begins so.
pub(crate) fn looks_pasted(text: &str) -> bool {
    text.lines().any(|line| line.starts_with(|c: char| QUOTES.contains(&c) || c.is_ascii_digit()))
}

/// What stands before lines that were pasted from a mail or a listing, as one mistake at the first of them.
pub(crate) fn pasted(text: &str, source: SourceId) -> Option<Diagnostic> {
    let lines: Vec<Line> = line::lines(text).collect();
    let quoted = quoted(&lines).map(|found| {
        let sign = &found[0].1.text[..found[0].2];
        let is_all = text.matches(sign).count() == found.len();
        let more = if found.len() > 1 { mend::replacing(sign, "", is_all) } else { String::new() };
        let remedy = format!("{}の頭の「{sign}」を消してください{more}", named(&found));
        (format!("{}の頭に、メールの引用の印があります", named(&found)), remedy, found)
    });
    let (message, remedy, found) = quoted.or_else(|| {
        let found = numbered(&lines)?;
        let remedy = "行番号の付いていない、もとのファイルから写し直してください（番号だけを消すなら、その後の字下げの空白は残します）";
        Some((format!("{}の頭に、行番号が付いています", named(&found)), remedy.to_owned(), found))
    })?;
    let span = |(_, line, end): &Before| Span { source, start: line.start, end: line.start + end };
    let changes = found.iter().map(|before| (span(before), String::new())).collect();
    Some(Diagnostic::at(Code::Document, span(&found[0]), message, remedy).with_changes(changes))
}

/// The number of a line, counted from 1, the line, and where what stands before its own text ends.
type Before<'a> = (usize, Line<'a>, usize);

fn named(found: &[Before]) -> String {
    let (first, last) = (found[0].0, found[found.len() - 1].0);
    match found.len() == last - first + 1 {
        true => mend::lines_named(&(first..=last)),
        false => format!("{first} 行目など {} 行", found.len()),
    }
}

/// Whether a line begins with a heading of a data file.
fn has_heading(line: Line, from: usize) -> bool {
    let text = line.text[from..].trim_start();
    let text = text.strip_prefix("- ").unwrap_or(text);
    line::key(text).is_some_and(|key| headings::find(key.name).is_some())
}

/// The lines of a mail. Where each has a space behind its mark, this is part of it.
fn quoted<'a>(lines: &[Line<'a>]) -> Option<Vec<Before<'a>>> {
    let end = |line: &Line| line.text.len() - line.text.trim_start_matches(QUOTES).len();
    let mut found: Vec<Before> =
        lines.iter().enumerate().map(|(at, line)| (at + 1, *line, end(line))).filter(|it| it.2 > 0).collect();
    let rests = found.iter().map(|(_, line, end)| &line.text[*end..]).filter(|rest| !rest.trim().is_empty());
    let depth = rests.map(|rest| rest.len() - rest.trim_start_matches(' ').len()).min()?;
    for (_, line, end) in &mut found {
        *end += usize::from(depth % STEP == 1 && line.text[*end..].starts_with(' '));
    }
    found.iter().any(|(_, line, end)| has_heading(*line, *end)).then_some(found)
}

/// The first lines in a row that begin with their numbers.
fn numbered<'a>(lines: &[Line<'a>]) -> Option<Vec<Before<'a>>> {
    let numbers: Vec<Option<(usize, usize)>> = lines.iter().map(|line| number(line.text)).collect();
    let runs =
        numbers.chunk_by(|one, other| one.zip(*other).is_some_and(|(one, other)| one.0 + 1 == other.0));
    let mut first = 0;
    for run in runs {
        let lines = lines[first..first + run.len()].iter().zip(run).enumerate();
        let found = lines.filter_map(|(at, (line, number))| Some((first + at + 1, *line, (*number)?.1)));
        let found = parted(found.collect());
        if let Some(found) = found.filter(|found| found.len() >= LISTED) {
            return Some(found);
        }
        first += run.len();
    }
    None
}

/// The number that a line begins with, and where that ends.
fn number(text: &str) -> Option<(usize, usize)> {
    let lead = text.len() - text.trim_start_matches(' ').len();
    let digits = text[lead..].bytes().take_while(u8::is_ascii_digit).count();
    Some((text[lead..lead + digits].parse().ok()?, lead + digits))
}

/// Numbered lines with what parts their numbers from their texts, where some of these are headings.
fn parted(numbered: Vec<Before>) -> Option<Vec<Before>> {
    let is_blank = |rest: &str, gap: &str| rest.trim().is_empty() || rest.trim() == gap.trim();
    let fits = |gap: &&&str| {
        let mut rests = numbered.iter().map(|(_, line, end)| &line.text[*end..]);
        rests.all(|rest| rest.starts_with(**gap) || is_blank(rest, gap))
    };
    let gap = GAPS.iter().find(fits)?;
    let behind = |line: Line, end: usize| match line.text[end..].starts_with(gap) {
        true => end + gap.len(),
        false => line.text.len(),
    };
    let found: Vec<Before> = numbered.iter().map(|&(at, line, end)| (at, line, behind(line, end))).collect();
    found.iter().any(|(_, line, end)| has_heading(*line, *end)).then_some(found)
}
