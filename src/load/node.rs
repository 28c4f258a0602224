//! YAML text as a tree that keeps the place of every key and value.
//!
//! Every scalar stays the text that was typed: `010`, `1.10`, `no` and `３月` mean what they look
//! like, so YAML's own numbers, booleans and dates can't get between a person and the sheet.

use std::collections::BTreeSet;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan, options};

use crate::diag::{Diagnostic, Origin, Span};

/// How deep lists and mappings may nest: several times what a sheet or template needs.
const MAX_DEPTH: usize = 32;

/// A value of the YAML text.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// What a value is.
#[derive(Debug)]
pub enum Kind {
    /// Nothing was written, or `~`.
    Empty,
    /// Text, as typed.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file; each key is a text and stands once.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The text of a key or another text; nothing for the other kinds.
    pub fn text(&self) -> &str {
        match &self.kind {
            Kind::Text(text) => text,
            Kind::Empty | Kind::List(_) | Kind::Map(_) => "",
        }
    }
}

/// Reads a text that holds one YAML document. Keys that stand twice go to `mistakes`.
pub fn parse(text: &str, origin: Origin, mistakes: &mut Vec<Diagnostic>) -> Result<Node, Diagnostic> {
    let options = options! {
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        emit_unresolved_aliases: true,
    };
    let parser = Parser::new_from_str_with_options(text, options);
    let mut tree = TreeBuilder { parser, text, origin, mistakes };
    tree.document()
}

/// Turns the parser's events into nodes, one document's worth.
struct TreeBuilder<'a, P> {
    parser: P,
    text: &'a str,
    origin: Origin,
    mistakes: &'a mut Vec<Diagnostic>,
}

impl<'a, P: Iterator<Item = Result<(Event<'a>, YamlSpan), ScanError>>> TreeBuilder<'a, P> {
    fn document(&mut self) -> Result<Node, Diagnostic> {
        let mut root = None;
        loop {
            match self.next()? {
                (Event::StreamEnd, span) => {
                    return Ok(root.unwrap_or(Node { kind: Kind::Empty, span }));
                }
                (Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd, _) => {}
                (_, span) if root.is_some() => return Err(second_document(span)),
                (event, span) => root = Some(self.node(event, span)?),
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Diagnostic> {
        match self.parser.next() {
            Some(Ok((event, span))) => Ok((event, self.span(span))),
            Some(Err(error)) => Err(self.syntax_error(&error)),
            None => Ok((Event::StreamEnd, self.end_of_text())),
        }
    }

    /// A value. Anchors (`&`), tags (`!`) and aliases (`*`) are refused: who writes these signs means
    /// them as text, and YAML would swallow it.
    fn node(&mut self, event: Event<'a>, span: Span) -> Result<Node, Diagnostic> {
        match event {
            Event::Scalar(text, style, 0, None) => Ok(Node { kind: scalar(&text, style), span }),
            Event::SequenceStart(_, 0, None) => self.list(span),
            Event::MappingStart(_, 0, None) => self.map(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(swallowed("「*」", span)),
            _ => Err(swallowed("「&」や「!」", span)),
        }
    }

    fn list(&mut self, mut span: Span) -> Result<Node, Diagnostic> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Node { kind: Kind::List(items), span }),
                (event, start) => {
                    let item = self.node(event, start)?;
                    span.end = span.end.max(item.span.end);
                    items.push(item);
                }
            }
        }
    }

    fn map(&mut self, mut span: Span) -> Result<Node, Diagnostic> {
        let (mut entries, mut names) = (Vec::new(), BTreeSet::new());
        loop {
            let (event, start) = self.next()?;
            if event == Event::MappingEnd {
                return Ok(Node { kind: Kind::Map(entries), span });
            }
            let key = self.key(event, start)?;
            let (event, start) = self.next()?;
            let value = self.node(event, start)?;
            span.end = span.end.max(value.span.end);
            if names.insert(key.text().to_owned()) {
                entries.push((key, value));
            } else {
                self.mistakes.push(repeated_key(&key));
            }
        }
    }

    fn key(&mut self, event: Event<'a>, span: Span) -> Result<Node, Diagnostic> {
        let key = self.node(event, span)?;
        match key.kind {
            Kind::Text(_) => Ok(key),
            Kind::Empty | Kind::List(_) | Kind::Map(_) => Err(Diagnostic::at(
                key.span,
                "「:」の前が言葉ではありません",
                "「項目: 内容」のように、「:」の前に言葉を書いてください",
            )),
        }
    }

    fn span(&self, span: YamlSpan) -> Span {
        let end = self.text.len();
        let range = span.byte_range().unwrap_or(end..end);
        Span { origin: self.origin, start: range.start, end: range.end }
    }

    fn end_of_text(&self) -> Span {
        Span { origin: self.origin, start: self.text.len(), end: self.text.len() }
    }

    fn syntax_error(&self, error: &ScanError) -> Diagnostic {
        let start = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let first = self.text[start..].chars().next();
        let span = Span { origin: self.origin, start, end: start + first.map_or(0, char::len_utf8) };
        if let Some(sign) = first.filter(|c| "!&@%`".contains(*c)) {
            return swallowed(&format!("「{sign}」"), span);
        }
        Diagnostic::at(
            span,
            "ここで YAML として読めなくなりました",
            "この行とすぐ上の行の字下げ（半角の空白）、半角の「:」とその後の空白、引用符の閉じ忘れを確かめてください",
        )
    }
}

/// What a scalar says. Only a plain one can be empty: `''` is a text without characters.
fn scalar(text: &str, style: ScalarStyle) -> Kind {
    match (style, text) {
        (ScalarStyle::Plain, "" | "~") => Kind::Empty,
        _ => Kind::Text(text.to_owned()),
    }
}

/// A text that begins with a sign of YAML's own.
fn swallowed(sign: &str, span: Span) -> Diagnostic {
    Diagnostic::at(
        span,
        format!("{sign}で始まる語は YAML の記号とみなされ、文字になりません"),
        "文字として書くときは、全体を '…' のように引用符で囲んでください",
    )
}

fn second_document(span: Span) -> Diagnostic {
    Diagnostic::at(
        span,
        "一つのファイルに二つの文書があります",
        "「---」の行から後を別のファイルに分けてください",
    )
}

fn repeated_key(key: &Node) -> Diagnostic {
    Diagnostic::at(
        key.span,
        format!("「{}」が同じ所に二度書かれています", key.text()),
        "どちらか一つにしてください",
    )
}
