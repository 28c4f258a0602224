//! What is wrong with a document, where, and what helps: values, and the text that shows them.

mod code;
mod mend;

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::json;

pub use code::Code;
pub use mend::{Mend, mends};

/// The most characters that a message shows of a line before, under and behind its marks, and of a
/// value that it quotes.
const SHOWN: usize = 200;

/// How many other places a message names.
const FEW: usize = 5;

/// The number of a text in its [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceId(pub u16);

/// A stretch of a text, in bytes of its UTF-8 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The text that it lies in.
    pub source: SourceId,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Where something was read: a span, or nowhere for what a program made. All places are equal, so that
/// values which carry one compare by what they say, not by where they say it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place(Option<Span>);

impl Place {
    /// The place of what stands in no text.
    pub const NONE: Place = Place(None);

    /// The span; `None` for what stands in no text.
    pub fn span(self) -> Option<Span> {
        self.0
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place(Some(span))
    }
}

impl PartialEq for Place {
    fn eq(&self, _: &Place) -> bool {
        true
    }
}

impl Eq for Place {}

/// How grave something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is made.
    Error,
    /// Something may be meant otherwise.
    Warning,
    /// A wording may be a slip.
    Hint,
}

/// A part of a text: its characters, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The characters.
    pub text: String,
    /// Where they stand, in whatever way they are written there.
    pub place: Place,
}

/// One mistake or doubt, in words that its reader can act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// The name of the rule that doubts it (see [`crate::lint`]); a mistake has none.
    pub rule: Option<&'static str>,
    /// What is wrong.
    pub message: String,
    /// Where; `None` when it concerns no place in a text, as with a file that can't be read.
    pub span: Option<Span>,
    /// What to do about it. Below its first line stand lines of the file as they are to be.
    pub remedy: String,
    /// What else programs can tell of it. In a box, to keep results small.
    pub more: Option<Box<More>>,
}

/// What programs can tell of a mistake besides its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum More {
    /// The characters that it points at, where it is some of a text.
    Characters(String),
    /// What its remedy puts in the place of which stretches of one text, in their order.
    Changes(Vec<(Span, String)>),
}

impl Diagnostic {
    /// A mistake at a place.
    pub fn at(
        code: Code,
        place: impl Into<Place>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic { span: place.into().span(), ..Diagnostic::general(code, message, remedy) }
    }

    /// A mistake that has no place in a text.
    pub fn general(code: Code, message: impl Into<String>, remedy: impl Into<String>) -> Diagnostic {
        let (message, remedy) = (message.into(), remedy.into());
        Diagnostic { code, severity: Severity::Error, rule: None, message, span: None, remedy, more: None }
    }

    /// The same, of a part of a text only.
    pub fn of_part(self, part: Part) -> Diagnostic {
        Diagnostic { span: part.place.span(), ..self.with_characters(part.text) }
    }

    /// The same, with the characters that it points at.
    pub fn with_characters(self, characters: impl Into<String>) -> Diagnostic {
        Diagnostic { more: Some(More::Characters(characters.into()).into()), ..self }
    }

    /// The same, mended by changes of its text.
    pub fn with_changes(self, changes: Vec<(Span, String)>) -> Diagnostic {
        Diagnostic { more: Some(More::Changes(changes).into()), ..self }
    }

    /// The characters that it points at, where it is some of a text.
    pub fn characters(&self) -> Option<&str> {
        match self.more.as_deref()? {
            More::Characters(characters) => Some(characters),
            More::Changes(_) => None,
        }
    }
}

/// Either a value, or every mistake that stood in its way, in the order of their places.
pub type Checked<T> = Result<T, Vec<Diagnostic>>;

/// `value` if nothing went wrong, else the mistakes in the order of their places. A value that is
/// missing has left a mistake.
pub fn checked<T>(value: Option<T>, mut mistakes: Vec<Diagnostic>) -> Checked<T> {
    match value {
        Some(value) if mistakes.is_empty() => Ok(value),
        _ => {
            sort(&mut mistakes);
            Err(mistakes)
        }
    }
}

/// A value, and what in the texts that it was read from may be meant otherwise.
#[derive(Debug, Clone)]
pub struct Warned<T> {
    /// The value.
    pub value: T,
    /// Warnings and hints, in the order of their places. They stop nothing.
    pub warnings: Vec<Diagnostic>,
}

/// A value without warnings.
impl<T> From<T> for Warned<T> {
    fn from(value: T) -> Warned<T> {
        Warned { value, warnings: Vec::new() }
    }
}

impl<T> Warned<T> {
    /// A value of what went well, with its warnings; or the warnings, and behind them what went wrong.
    pub fn of(made: Checked<T>, warnings: Vec<Diagnostic>) -> Checked<Warned<T>> {
        match made {
            Ok(value) => Ok(Warned { value, warnings }),
            Err(mistakes) => Err([warnings, mistakes].concat()),
        }
    }
}

/// Puts mistakes in the order of their places.
pub fn sort(mistakes: &mut [Diagnostic]) {
    mistakes.sort_by_key(|mistake| mistake.span);
}

/// A text and the name that messages give it. A clone shares both.
#[derive(Debug, Clone)]
pub struct Source {
    id: SourceId,
    name: Arc<str>,
    text: Arc<str>,
}

impl Source {
    /// Its number, by which spans name it.
    pub fn id(&self) -> SourceId {
        self.id
    }

    /// The path as the user wrote it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text that spans point into.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a clone of another one.
    pub(crate) fn is(&self, other: &Source) -> bool {
        self.id == other.id && Arc::ptr_eq(&self.name, &other.name) && Arc::ptr_eq(&self.text, &other.text)
    }

    /// The text, shared.
    pub(crate) fn shared_text(&self) -> Arc<str> {
        self.text.clone()
    }

    /// The same source after a change of its text.
    pub fn with_text(&self, text: &str) -> Source {
        Source { text: text.into(), ..self.clone() }
    }
}

/// The texts of a run, to look places up in.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a text.
    pub fn add(&mut self, name: &str, text: &str) -> Source {
        let source = Source { id: SourceId(self.0.len() as u16), name: name.into(), text: text.into() };
        self.0.push(source.clone());
        source
    }

    /// Puts a source in the place of the one that it was changed from.
    pub fn replace(&mut self, changed: &Source) {
        self.0
            .iter_mut()
            .filter(|source| source.id == changed.id)
            .for_each(|source| *source = changed.clone());
    }

    fn of(&self, span: Span) -> Option<&Source> {
        self.0.get(usize::from(span.source.0))
    }
}

/// A mistake as text for people: message, file, line and column, the line itself with marks
/// under the place, and the remedy. `styled` adds colours for a terminal.
pub fn render(mistake: &Diagnostic, sources: &Sources, styled: bool) -> String {
    render_all(mistake, &[], sources, styled)
}

/// The same for a mistake that has been made at other places too, which it names.
pub fn render_all(mistake: &Diagnostic, others: &[&Diagnostic], sources: &Sources, styled: bool) -> String {
    let place = mistake.span.and_then(|span| Some((span, sources.of(span)?)));
    let Some((span, source)) = place else { return render_general(mistake) };
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let shown = Shown::of(&source.text, first_line(&source.text, span));
    let snippet = Snippet::source(shown.text)
        .path(source.name())
        .line_start(shown.line)
        .annotation(AnnotationKind::Primary.span(shown.marks));
    let (remedy, lines) = mistake.remedy.split_once('\n').unwrap_or((&mistake.remedy, ""));
    let (message, remedy) = (clipped(&mistake.message), clipped(remedy));
    let title = level(mistake.severity).primary_title(message);
    let title = mistake.rule.into_iter().fold(title, |title, rule| title.id(rule));
    let others = (!others.is_empty()).then(|| places(others, source));
    let others = others.map(|others| Level::NOTE.with_name("ほか").message(others));
    let remedy = Level::HELP.with_name("直し方").message(remedy);
    let report = title.element(snippet).elements(others).element(remedy);
    let text = renderer.decor_style(DecorStyle::Ascii).render(&[report]);
    // The renderer counts columns in what it is shown.
    let place = |column| format!("{}:{}:{column}", source.name, shown.line);
    let text = text.replacen(&place(shown.column_shown), &place(shown.column), 1);
    // Lines to be pasted begin where they begin in the file.
    if lines.is_empty() { text } else { [&text, "\n", lines].concat() }
}

/// Where a mistake has been made too: how often, and the first lines.
fn places(others: &[&Diagnostic], source: &Source) -> String {
    let starts = others.iter().filter_map(|mistake| mistake.span).map(|span| span.start);
    let lines = starts.take(FEW).map(|at| format!("{} 行目", line_and_column(&source.text, at).0));
    let rest = if others.len() > FEW { "など" } else { "" };
    format!("{} か所にもあります（{}{rest}）", others.len(), lines.collect::<Vec<_>>().join("、"))
}

/// The part of a text that a message shows: the line with the marks, and of a long line what is
/// around them.
struct Shown {
    text: String,
    marks: Range<usize>,
    line: usize,
    column: usize,
    column_shown: usize,
}

impl Shown {
    fn of(text: &str, marks: Range<usize>) -> Shown {
        let (line, column) = line_and_column(text, marks.start);
        let before = &text[..marks.start];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = text[marks.start..].find('\n').map_or(text.len(), |at| marks.start + at);
        let marked = text[marks.start..marks.end.clamp(marks.start, end)].chars();
        let marked: String = marked.take(SHOWN).collect();
        let head: Vec<char> = before[start..].chars().rev().take(SHOWN).collect();
        let head: String = head.into_iter().rev().collect();
        let tail: String =
            text[marks.start + marked.len()..end].trim_end_matches('\r').chars().take(SHOWN).collect();
        Shown {
            marks: head.len()..head.len() + marked.len(),
            line,
            column,
            column_shown: head.chars().count() + 1,
            text: [head, marked, tail].concat(),
        }
    }
}

/// A message in which no quoted value is longer than people read.
fn clipped(message: &str) -> String {
    let parts = message.split_inclusive(['「', '」']).map(|part| {
        let count = part.chars().count();
        if count <= SHOWN {
            return part.to_owned();
        }
        let head: String = part.chars().take(SHOWN / 2).collect();
        let tail: String = part.chars().skip(count - SHOWN / 2).collect();
        format!("{head}…{tail}")
    });
    parts.collect()
}

/// A mistake that has no place in a text, as text for people.
fn render_general(mistake: &Diagnostic) -> String {
    let (message, remedy) = (clipped(&mistake.message), clipped(&mistake.remedy));
    format!("{}: {message}\n直し方: {remedy}", name(mistake.severity))
}

/// A mistake for other programs: a JSON object on one line. Lines and columns count from 1, columns
/// in characters, and the end is the place after the last character. What is not known is `null`.
pub fn json(mistake: &Diagnostic, sources: &Sources) -> String {
    let source = mistake.span.and_then(|span| sources.of(span));
    let range = mistake.span.zip(source).map(|(span, source)| first_line(&source.text, span));
    let place = |at: fn(&Range<usize>) -> usize| {
        range.as_ref().zip(source).map(|(range, source)| line_and_column(&source.text, at(range)))
    };
    let (start, end) = (place(|range| range.start), place(|range| range.end));
    let object = json!({
        "severity": severity(mistake.severity),
        "code": mistake.code.as_str(),
        "rule": mistake.rule,
        "message": mistake.message,
        "remedy": mistake.remedy,
        "file": source.map(Source::name),
        "line": start.map(|(line, _)| line),
        "column": start.map(|(_, column)| column),
        "end_line": end.map(|(line, _)| line),
        "end_column": end.map(|(_, column)| column),
    });
    object.to_string()
}

/// The line and the column of a byte in a text.
fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// What programs call a severity.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// What people call a severity.
pub fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "エラー",
        Severity::Warning => "注意",
        Severity::Hint => "表記",
    }
}

fn level(severity: Severity) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    level.with_name(name(severity))
}

/// The part of a span that stands on its first line: marks under a long text only hide its start.
fn first_line(text: &str, span: Span) -> Range<usize> {
    let start = span.start.min(text.len());
    let end = span.end.clamp(start, text.len());
    let length = text[start..end].find(['\n', '\r']).unwrap_or(end - start);
    start..start + length
}
