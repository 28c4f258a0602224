//! Marks of other programs in a text: those that a merge leaves.

use super::line;
use crate::diag::{Code, Diagnostic, SourceId, Span};

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
