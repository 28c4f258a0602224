//! What the scan for slips knows at a line, and how it notes what is wrong there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::line::Line;
use super::mend;
use super::state::{Level, Owner, State};
use crate::diag::{Code, Diagnostic, SourceId, Span};

/// How much deeper than its key a remedy indents what belongs to it.
pub(super) const STEP: usize = 2;

/// What belongs behind a heading. Where many edits give this advice, they become one slip.
pub(super) const COLON: &str = "見出しの後は半角の「:」と半角の空白です";

/// So many colons that are wrong in one way are told as one slip.
const MANY: usize = 4;

/// Goes through the lines.
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) source: SourceId,
    pub(super) found: Vec<Diagnostic>,
    pub(super) levels: Vec<Level>,
    /// The line that begins the outermost list or mapping.
    pub(super) root: Option<Line<'a>>,
    /// What the last value belongs to.
    pub(super) owner: Option<Owner<'a>>,
    pub(super) state: State,
    /// The number of the line.
    pub(super) number: usize,
    /// Lines that begin before this have been dealt with.
    pub(super) done: usize,
    edits: Vec<Edit<'a>>,
}

/// What a slip wants changed in its line.
struct Edit<'a> {
    /// Which of the slips found it is.
    slip: usize,
    line: Line<'a>,
    part: Range<usize>,
    new: String,
    advice: String,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str, source: SourceId) -> Scan<'a> {
        Scan {
            text,
            source,
            found: Vec::new(),
            levels: Vec::new(),
            root: None,
            owner: None,
            state: State::Start,
            number: 0,
            done: 0,
            edits: Vec::new(),
        }
    }

    /// Notes a slip that is mended when a part of its line is replaced.
    pub(super) fn note_edit(
        &mut self,
        (code, place): (Code, Range<usize>),
        message: impl Into<String>,
        advice: impl Into<String>,
        (line, part, new): (Line<'a>, Range<usize>, &str),
    ) {
        let (slip, new, advice) = (self.found.len(), new.to_owned(), advice.into());
        self.note(code, place, message, "");
        self.edits.push(Edit { slip, line, part, new, advice });
    }

    /// The slips found. Where a line has several, each shows it with all of them mended: whoever pastes one
    /// line after the other must not undo the first.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for edits in self.edits.chunk_by(|one, other| one.line.start == other.line.start) {
            let mended = mended(edits);
            for edit in edits {
                self.found[edit.slip].remedy = mend::with(&edit.advice, &mended);
            }
        }
        self.join_colons();
        // Some slips show only on a line behind their own.
        self.found.sort_by_key(|slip| slip.span.map(|span| span.start));
        self.found
    }

    /// Makes one slip of many colons that are wrong in one way: they are replaced at once.
    fn join_colons(&mut self) {
        let mut signs: BTreeMap<&str, Vec<&Edit>> = BTreeMap::new();
        for edit in self.edits.iter().filter(|edit| edit.advice == COLON) {
            signs.entry(edit.line.text[edit.part.clone()].trim_matches(' ')).or_default().push(edit);
        }
        let mut rest = BTreeSet::new();
        for (sign, edits) in signs.into_iter().filter(|(_, edits)| edits.len() >= MANY) {
            let changes = edits.iter().map(|it| (self.span(it.line.place(it.part.clone())), it.new.clone()));
            let joined =
                Diagnostic { message: about(sign, edits.len()), ..self.found[edits[0].slip].clone() };
            let is_all = self.text.matches(sign).count() == edits.len();
            let remedy = [COLON, &mend::replacing(sign, ": ", is_all)].concat();
            let joined = Diagnostic { remedy, ..joined }.with_changes(changes.collect());
            self.found[edits[0].slip] = joined;
            rest.extend(edits[1..].iter().map(|edit| edit.slip));
        }
        let mut slips = 0..;
        self.found.retain(|_| slips.next().is_none_or(|slip| !rest.contains(&slip)));
    }

    pub(super) fn note(
        &mut self,
        code: Code,
        place: Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.found.push(Diagnostic::at(code, self.span(place), message, remedy));
    }

    pub(super) fn span(&self, place: Range<usize>) -> Span {
        Span { source: self.source, start: place.start, end: place.end }
    }
}

/// A line with its edits made: with its indentation where that is one of them.
fn mended(edits: &[Edit]) -> String {
    let line = edits[0].line;
    let mut mended = line.text.to_owned();
    let mut order: Vec<&Edit> = edits.iter().collect();
    order.sort_by_key(|edit| edit.part.start);
    let mut behind = line.text.len();
    for edit in order.iter().rev() {
        // Two slips may lie in one place; then one edit mends both.
        if edit.part.end <= behind {
            mended.replace_range(edit.part.clone(), &edit.new);
            behind = edit.part.start;
        }
    }
    let is_indented = edits.iter().any(|edit| edit.part.end <= line.lead());
    if is_indented { mended.trim_end().replace('\t', "\u{3000}") } else { mended.trim().to_owned() }
}

/// What to say of headings that are followed by a sign in the place of `: `.
fn about(sign: &str, count: usize) -> String {
    match sign {
        ":" => format!("見出しの後の「:」に空白のない行が、{count} 行あります"),
        "：" => format!("見出しの後の「：」が全角の行が、{count} 行あります"),
        _ => format!("見出しの後が「{sign}」になっている行が、{count} 行あります"),
    }
}

/// A text that goes on over lines but is no block text.
pub(in crate::load) fn over_lines(span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::Block,
        span,
        "文が次の行に続いています（このままでは改行が空白に変わります）",
        "一行に続けて書くか、見出しの行を「内容: |-」のように「|-」で終え、文をすべて次の行から字下げして書いてください",
    )
}

/// A text that hides behind `#`.
pub(in crate::load) fn hidden_text(span: Span, text: &str) -> Diagnostic {
    Diagnostic::at(
        Code::Comment,
        span,
        format!("「{}」は「#」で始まるので説明とみなされ、資料に出ません", mend::shown(text.trim_end())),
        "文字なら、見出しの後の文の全体を引用符で囲んでください（説明なら「#」の後に半角の空白を入れてください）",
    )
}

/// A text that begins with a sign of YAML's own.
pub(in crate::load) fn swallowed(sign: &str, span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::Sign,
        span,
        format!("{sign}で始まる文は、そのままでは書けません"),
        "文の全体を '…' のように引用符で囲んでください",
    )
}

pub(in crate::load) fn second_document(span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::Document,
        span,
        "一つのファイルに二つの文書があります",
        "「---」や「...」の行を消すか、その行から後を別のファイルに分けてください",
    )
}
