//! What to look at in a document that has been rolled over.

use crate::edit::written::{keys, texts};
use crate::japanese::day_words::days_in;
use crate::japanese::words;
use crate::japanese::year_words::years_in;
use crate::load::{Document, Path};

/// Words that may be true of the old year alone, and why to look at them.
const WORDS: [(&str, &str); 14] = [
    ("今後", "まだ先のことか確かめてください"),
    ("継続", "続いているか確かめてください"),
    ("既存", "今もあるか確かめてください"),
    ("年に数回", "回数を確かめてください"),
    ("来年", WHICH_YEAR),
    ("次年度", WHICH_YEAR),
    ("翌年", WHICH_YEAR),
    ("今年", WHICH_YEAR),
    ("本年", WHICH_YEAR),
    ("昨年", WHICH_YEAR),
    ("前年", WHICH_YEAR),
    ("前々年", WHICH_YEAR),
    ("去年", WHICH_YEAR),
    ("新規", "もう新しくないかもしれません"),
];

/// Why to look at years that are named from where somebody stands.
const WHICH_YEAR: &str = "どの年度のことか確かめてください";

/// Why to look at days with their day of the week.
const WEEKDAY: &str = "日付と曜日を確かめてください";

/// Why to look at years that have been left.
pub(super) const YEAR_LEFT: &str = "年を確かめてください（変えていません）";

/// Why to look at a title that says 案.
const DRAFT: &str = "「案」のままでよいか確かめてください";

/// Why to look at comments.
const COMMENT: &str = "説明（#）が今も正しいか確かめてください";

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The number of its line in the new file.
    pub line: usize,
    /// The line, without blanks around it.
    pub text: String,
    /// The way to the value that it is about; none for comments.
    pub path: Option<Path>,
    /// What the value says in that line, without blanks around it; of a comment the line.
    pub said: String,
    /// Why to look at it.
    pub why: String,
}

impl Look {
    /// The line of a value to look at, from the byte of it on that is meant.
    pub(super) fn at(document: &Document, path: &Path, (value, at): (&str, usize), why: &str) -> Look {
        let line = line_of(document, path, value, at);
        let start = value[..at].rfind('\n').map_or(0, |end| end + 1);
        let said = value[start..].lines().next().unwrap_or_default().trim().to_owned();
        let text = document.source().text().lines().nth(line - 1).unwrap_or_default().trim().to_owned();
        Look { line, text, path: Some(path.clone()), said, why: why.to_owned() }
    }
}

/// What to look at.
pub(super) fn looks(document: &Document) -> Vec<Look> {
    let mut looks: Vec<Look> = Vec::new();
    for (path, text) in texts(&document.value(), &Path::top()) {
        for (at, why) in reasons(&path, &text) {
            let found = Look::at(document, &path, (&text, at), why);
            if !looks.iter().any(|look| look.line == found.line && look.why == why) {
                looks.push(found);
            }
        }
    }
    looks.extend(comments(document));
    looks
}

/// Why to look at a text, and at which of its bytes.
fn reasons(path: &Path, text: &str) -> Vec<(usize, &'static str)> {
    let keys: Vec<&str> = keys(path).collect();
    match keys.as_slice() {
        [words::TITLE] => text.find('案').map(|at| (at, DRAFT)).into_iter().collect(),
        [words::FISCAL_YEAR | words::PERIOD | words::DATE | words::IGNORED, ..] => Vec::new(),
        [words::LABEL, ..] => vec![(0, "資料番号を確かめてください")],
        [words::MEETINGS, .., words::MONTH | "開催"] => vec![(0, "会議の月を確かめてください")],
        [words::MEETINGS, .., words::SHOWN] => vec![(0, "会議の表示を確かめてください")],
        // Their years have moved.
        [words::MEETINGS, ..] | [.., words::SCHEDULE] | [.., words::SCHEDULE, _] => words_in(text),
        _ => {
            let years = years_in(text).into_iter().map(|word| (word.range.start, YEAR_LEFT));
            words_in(text).into_iter().chain(years).collect()
        }
    }
}

fn words_in(text: &str) -> Vec<(usize, &'static str)> {
    let words = WORDS.iter().flat_map(|(word, why)| text.match_indices(word).map(|(at, _)| (at, *why)));
    let days = days_in(text).into_iter().filter(|day| day.weekday.is_some());
    words.chain(days.map(|day| (day.range.start, WEEKDAY))).collect()
}

/// The number of the line that a byte of a text stands on.
fn line_of(document: &Document, path: &Path, text: &str, at: usize) -> usize {
    let Some(span) = document.place(path).span() else { return 1 };
    let spelling = document.spelling(text, span);
    let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let start = spelling.range(text, span.start, at..end).start;
    line_at(document.source().text(), start)
}

/// The number of the line of a place.
fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The comments, those on lines in a row as one.
fn comments(document: &Document) -> Vec<Look> {
    let text = document.source().text();
    let mut looks: Vec<(Look, usize)> = Vec::new();
    for at in document.comments() {
        let line = line_at(text, *at);
        match looks.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => {
                let shown = text[*at..].lines().next().unwrap_or_default().trim().to_owned();
                let look =
                    Look { line, text: shown.clone(), path: None, said: shown, why: COMMENT.to_owned() };
                looks.push((look, line));
            }
        }
    }
    let counted = looks.into_iter().map(|(look, last)| match last - look.line {
        0 => look,
        more => Look { why: format!("{COMMENT}（ほか {more} 行）"), ..look },
    });
    counted.collect()
}
