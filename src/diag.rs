//! What is wrong with a document, where, and what helps: values, and the text that shows them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Which of a build's two texts a place lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The YAML file of the sheet.
    Data,
    /// The template.
    Template,
}

/// A stretch of a text, in bytes of its UTF-8 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The text that it lies in.
    pub origin: Origin,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// One mistake, in words that its reader can act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub message: String,
    /// Where; `None` when it concerns no place in a text, as with a file that can't be read.
    pub span: Option<Span>,
    /// What to do about it.
    pub remedy: String,
}

impl Diagnostic {
    /// A mistake at a place.
    pub fn at(span: Span, message: impl Into<String>, remedy: impl Into<String>) -> Diagnostic {
        Diagnostic { message: message.into(), span: Some(span), remedy: remedy.into() }
    }

    /// A mistake that has no place in a text.
    pub fn general(message: impl Into<String>, remedy: impl Into<String>) -> Diagnostic {
        Diagnostic { message: message.into(), span: None, remedy: remedy.into() }
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
            mistakes.sort_by_key(|mistake| mistake.span);
            Err(mistakes)
        }
    }
}

/// A text and the name that messages give it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The path as the user wrote it.
    pub name: &'a str,
    /// The text that spans point into.
    pub text: &'a str,
}

/// The texts of one build, to look places up in.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The YAML file of the sheet.
    pub data: Source<'a>,
    /// The template.
    pub template: Source<'a>,
}

impl<'a> Sources<'a> {
    fn get(&self, origin: Origin) -> Source<'a> {
        match origin {
            Origin::Data => self.data,
            Origin::Template => self.template,
        }
    }
}

/// A mistake as text for people: message, file, line and column, the line itself with marks
/// under the place, and the remedy. `styled` adds colours for a terminal.
pub fn render(mistake: &Diagnostic, sources: &Sources, styled: bool) -> String {
    let Some(span) = mistake.span else { return render_general(mistake) };
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let source = sources.get(span.origin);
    let snippet = Snippet::source(source.text)
        .path(source.name)
        .annotation(AnnotationKind::Primary.span(first_line(source.text, span)));
    let title = Level::ERROR.with_name("エラー").primary_title(mistake.message.as_str());
    let remedy = Level::HELP.with_name("直し方").message(mistake.remedy.as_str());
    renderer.decor_style(DecorStyle::Ascii).render(&[title.element(snippet).element(remedy)])
}

/// A mistake that has no place in a text, as text for people.
pub fn render_general(mistake: &Diagnostic) -> String {
    format!("エラー: {}\n直し方: {}", mistake.message, mistake.remedy)
}

/// The part of a span that stands on its first line: marks under a long text only hide its start.
fn first_line(text: &str, span: Span) -> std::ops::Range<usize> {
    let start = span.start.min(text.len());
    let end = span.end.clamp(start, text.len());
    let length = text[start..end].find(['\n', '\r']).unwrap_or(end - start);
    start..start + length
}
