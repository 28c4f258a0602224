//! The one line of a template on which all that was met hangs.
//!
//! A template has headings of the same names at several depths, so no line says by itself where it belongs. It is
//! tried instead: the line that, put right, lets the whole file be read is the one that slipped.

use std::collections::BTreeSet;

use super::line::{self, Colon, Line, Mark};
use super::mend;
use super::scan::STEP;
use crate::diag::{Checked, Code, Diagnostic, Source, Span};

/// What a line may be to blame for that slipped.
const BLAMED: [Code; 8] = [
    Code::Indentation,
    Code::ListMark,
    Code::Colon,
    Code::Block,
    Code::Form,
    Code::RepeatedKey,
    Code::UnknownKey,
    Code::MissingKey,
];

/// How many bytes of mended files are read at most: some hundred templates of the usual length.
const MOST_READ: usize = 2_000_000;

/// A line mended: what stands in its place, and what was wrong.
struct Mended {
    lines: Vec<String>,
    wrong: Wrong,
}

/// What was wrong with a line.
#[derive(Clone, Copy)]
enum Wrong {
    /// Its depth.
    Depth,
    /// It has no list mark.
    Mark,
    /// A second heading stands on it.
    Second,
}

/// What is wrong with a template that could not be read: the one line that lets `read` take the whole file once it is
/// mended, or the mistakes that were met where there is no such line or they speak of it already.
pub fn explain<T>(
    source: &Source,
    mistakes: Vec<Diagnostic>,
    read: impl Fn(&Source) -> Checked<T>,
) -> Vec<Diagnostic> {
    let lines: Vec<Line> = line::lines(source.text()).collect();
    let named = named(&lines, &mistakes);
    let reads = |at: usize, mended: &Mended| read(&source.with_text(&with(&lines, at, mended))).is_ok();
    let tries = by_distance(&lines, &named)
        .into_iter()
        .flat_map(|at| ways(&lines, at).into_iter().map(move |mended| (at, mended)));
    let most = MOST_READ / source.text().len().max(1);
    let found = tries.take(most).find(|(at, mended)| reads(*at, mended));
    match found {
        Some((at, _)) if mistakes.len() == 1 && named == [at] => mistakes,
        Some((at, mended)) => vec![told(source, at, lines[at], &mended)],
        None => mistakes,
    }
}

/// The lines that mistakes name which one that slipped may have brought about.
fn named(lines: &[Line], mistakes: &[Diagnostic]) -> Vec<usize> {
    let blamed = mistakes.iter().filter(|mistake| BLAMED.contains(&mistake.code));
    let starts = blamed.filter_map(|mistake| mistake.span).map(|span| span.start);
    let at = |start: usize| lines.partition_point(|line| line.start <= start).saturating_sub(1);
    starts.map(at).collect::<BTreeSet<usize>>().into_iter().collect()
}

/// The lines with something on them, from those that are named to those that are farthest from them; none where none
/// is named.
fn by_distance(lines: &[Line], named: &[usize]) -> Vec<usize> {
    let distance = |at: usize| named.iter().map(|named| named.abs_diff(at)).min();
    let mut all: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_silent()).collect();
    all.retain(|at| distance(*at).is_some());
    all.sort_by_key(|at| distance(*at));
    all
}

/// The ways in which a line may be mended, the nearest first.
fn ways(lines: &[Line], at: usize) -> Vec<Mended> {
    let line = lines[at];
    let (column, text) = (line.spaces(), line.text[line.lead()..].trim_end());
    let is_item = line::list_mark(text, false).is_some_and(|(mark, _)| mark == Mark::Right);
    let columns = |of: fn(&Line) -> bool| -> Vec<usize> {
        let known: BTreeSet<usize> =
            lines.iter().filter(|line| !line.is_silent() && of(line)).map(|line| line.spaces()).collect();
        let mut known: Vec<usize> = known.into_iter().collect();
        known.sort_by_key(|it| it.abs_diff(column));
        known
    };
    let depths = columns(|_| true).into_iter().filter(|it| *it != column || line.spaces() != line.lead());
    let depths = depths.map(|it| (vec![" ".repeat(it) + text], Wrong::Depth));
    let marked = columns(|line| line.text.trim_start().starts_with("- ")).into_iter();
    let marked = marked.map(|it| (vec![[&" ".repeat(it), "- ", text].concat()], Wrong::Mark));
    let marked = marked.filter(|_| !is_item);
    let parted = parted(line, column).into_iter().map(|lines| (lines, Wrong::Second));
    let all = depths.chain(marked).chain(parted);
    all.map(|(lines, wrong)| Mended { lines, wrong }).collect()
}

/// A line in two, where a second heading stands on it: beside the first, or below it.
fn parted(line: Line, column: usize) -> Vec<Vec<String>> {
    let starts = line.text.match_indices(' ').map(|(at, _)| at + 1).filter(|at| *at > line.lead());
    let second = starts.into_iter().find(|at| is_heading(&line.text[*at..]));
    let Some(at) = second else { return Vec::new() };
    let (first, second) = (line.text[..at].trim_end(), line.text[at..].trim_end());
    let is_below = first.ends_with(':');
    let key_column = column + if first.trim_start().starts_with("- ") { STEP } else { 0 };
    let columns = if is_below { [key_column + STEP, key_column] } else { [key_column, column] };
    columns.map(|column| vec![first.to_owned(), " ".repeat(column) + second]).into()
}

/// Whether a text begins with a heading, or a list mark and one.
fn is_heading(text: &str) -> bool {
    let text = text.strip_prefix("- ").unwrap_or(text);
    line::key(text).is_some_and(|key| key.colon == Colon::Right && line::looks_like_key(key.name))
}

/// The file with a line mended.
fn with(lines: &[Line], at: usize, mended: &Mended) -> String {
    let before = lines[..at].iter().map(|line| line.text);
    let behind = lines[at + 1..].iter().map(|line| line.text);
    let all = before.chain(mended.lines.iter().map(String::as_str)).chain(behind);
    all.collect::<Vec<&str>>().join("\n") + "\n"
}

/// What to say of a line.
fn told(source: &Source, at: usize, line: Line, mended: &Mended) -> Diagnostic {
    let place = line.place(line.lead()..line.text.trim_end().len());
    let span = Span { source: source.id(), start: place.start, end: place.end };
    let first = mended.lines.first().map_or("", String::as_str);
    let (code, message, remedy) = match mended.wrong {
        Wrong::Depth => {
            let message = "この行の字下げが、まわりの行とそろっていません";
            (Code::Indentation, message.to_owned(), mend::indentation(first))
        }
        Wrong::Mark => {
            let advice = "この行から次の項目が始まるので、「-」を付けてください";
            (Code::ListMark, "行の頭に「-」がありません".to_owned(), mend::with(advice, first))
        }
        Wrong::Second => {
            let remedy =
                mend::with_lines("見出しごとに行を分けてください", &(at + 1..=at + 1), &mended.lines);
            (Code::Colon, "一行に二つの見出しがあります".to_owned(), remedy)
        }
    };
    Diagnostic::at(code, span, message, remedy)
}
