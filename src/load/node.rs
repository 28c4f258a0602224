//! YAML text as a tree that keeps the place of every key and value.
//!
//! Every scalar stays the text that was typed: `010`, `1.10`, `no` and `３月` mean what they look
//! like, so YAML's own numbers, booleans and dates can't get between a person and the sheet.

use std::collections::BTreeSet;

use serde_yaml::granit_parser::{
    ErrorKind, Event, Parser, ScalarStyle, ScanError, Span as YamlSpan, options,
};

use super::{limits, slips};
use crate::diag::{Checked, Diagnostic, Source, SourceId, Span};

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
///
/// # Errors
///
/// The slips that make it no YAML, or YAML that says something else than its lines do.
pub fn parse(source: &Source, mistakes: &mut Vec<Diagnostic>) -> Checked<Node> {
    let (text, source) = (source.text(), source.id());
    let controls = slips::controls(text, source);
    if !controls.is_empty() {
        return Err(controls);
    }
    let options = options! {
        emit_comments: true,
        max_buffered_comment_events: limits::NODES,
        flow_nesting_limit: limits::DEPTH,
        block_nesting_limit: limits::DEPTH,
        emit_unresolved_aliases: true,
        disallow_directives: true,
    };
    let parser = Parser::new_from_str_with_options(text, options);
    let mut tree = TreeBuilder { parser, text, source, mistakes, nodes: 0, betrayed: None };
    let end = match tree.document() {
        Err(Stop::Limit(mistake)) => return Err(vec![mistake]),
        Err(Stop::Slip(slip)) => Err(slip),
        Ok(root) => Ok(root),
    };
    match (tree.betrayed, end) {
        (None, Ok(root)) => Ok(root),
        (Some(slip), _) | (None, Err(slip)) => Err(slips::find_or(text, slip)),
    }
}

/// Why reading ends before the end.
enum Stop {
    /// The text is too much of something.
    Limit(Diagnostic),
    /// The text is no YAML from here on; what the parser makes of it.
    Slip(Diagnostic),
}

/// Turns the parser's events into nodes, one document's worth.
struct TreeBuilder<'a, P> {
    parser: P,
    text: &'a str,
    source: SourceId,
    mistakes: &'a mut Vec<Diagnostic>,
    /// How many values and comments have been read.
    nodes: usize,
    /// The first sign that what was read is not what was meant.
    betrayed: Option<Diagnostic>,
}

impl<'a, P: Iterator<Item = Result<(Event<'a>, YamlSpan), ScanError>>> TreeBuilder<'a, P> {
    fn document(&mut self) -> Result<Node, Stop> {
        let mut root = None;
        loop {
            match self.next()? {
                (Event::StreamEnd, span) => {
                    return Ok(root.unwrap_or(Node { kind: Kind::Empty, span }));
                }
                (Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd, _) => {}
                (_, span) if root.is_some() => return Err(Stop::Slip(second_document(span))),
                (event, span) => root = Some(self.node(event, span)?),
            }
        }
    }

    /// The next event that is no comment.
    fn next(&mut self) -> Result<(Event<'a>, Span), Stop> {
        loop {
            match self.parser.next() {
                Some(Ok((Event::Comment(..), span))) => {
                    self.count(self.span(span))?;
                    self.comment(self.span(span));
                }
                Some(Ok((event, span))) => return Ok((event, self.span(span))),
                Some(Err(error)) => return Err(self.syntax_error(&error)),
                None => return Ok((Event::StreamEnd, self.end_of_text())),
            }
        }
    }

    /// Counts a value or comment.
    fn count(&mut self, span: Span) -> Result<(), Stop> {
        self.nodes += 1;
        if self.nodes > limits::NODES { Err(Stop::Limit(limits::too_many_nodes(span))) } else { Ok(()) }
    }

    /// A comment. One that follows something and has no space behind its `#` is a text like `#2`.
    fn comment(&mut self, span: Span) {
        let line = slips::line_at(self.text, span.start);
        let sharp = span.start - line.start;
        if !line.text[..sharp].trim().is_empty() && slips::is_text_after_sharp(&line.text[sharp..]) {
            self.betray(slips::hidden_text(span, &line.text[sharp..]));
        }
    }

    fn betray(&mut self, slip: Diagnostic) {
        self.betrayed.get_or_insert(slip);
    }

    /// A value. Anchors (`&`), tags (`!`) and aliases (`*`) are refused: who writes these signs means
    /// them as text, and YAML would swallow it.
    fn node(&mut self, event: Event<'a>, span: Span) -> Result<Node, Stop> {
        self.count(span)?;
        match event {
            Event::Scalar(text, style, 0, None) => self.scalar(&text, style, span),
            Event::SequenceStart(_, 0, None) => self.list(span),
            Event::MappingStart(_, 0, None) => self.map(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(Stop::Slip(swallowed("「*」", span))),
            _ => Err(Stop::Slip(swallowed("「&」や「!」", span))),
        }
    }

    /// A text. Only a plain one can be empty: `''` is a text without characters. One that goes on
    /// over lines, but is no block, has swallowed lines that meant something else, or turns its
    /// breaks into spaces, which Japanese does not want.
    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Result<Node, Stop> {
        if limits::is_too_long(text) {
            // What has swallowed the lines of half a file is a slip.
            return Err(Stop::Slip(limits::too_long(span)));
        }
        self.nodes += text.matches('\n').count();
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        if !is_block && self.text[span.start..span.end].trim_end().contains(['\n', '\r']) {
            self.betray(slips::over_lines(span));
        }
        let kind = match (style, text) {
            (ScalarStyle::Plain, "" | "~") => Kind::Empty,
            _ => Kind::Text(text.to_owned()),
        };
        Ok(Node { kind, span })
    }

    fn list(&mut self, mut span: Span) -> Result<Node, Stop> {
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

    fn map(&mut self, mut span: Span) -> Result<Node, Stop> {
        let (mut entries, mut names) = (Vec::<(Node, Node)>::new(), BTreeSet::new());
        let mut is_next_item = false;
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
            } else if !is_next_item {
                is_next_item = entries.first().is_some_and(|(first, _)| first.text() == key.text());
                self.mistakes.push(repeated_key(&key, is_next_item));
            }
        }
    }

    fn key(&mut self, event: Event<'a>, span: Span) -> Result<Node, Stop> {
        let key = self.node(event, span)?;
        match &key.kind {
            Kind::Text(name) => {
                if let Some(slip) = slips::in_key(name, key.span) {
                    self.betray(slip);
                }
                Ok(Node { kind: Kind::Text(name.trim().to_owned()), span })
            }
            Kind::Empty | Kind::List(_) | Kind::Map(_) => Err(Stop::Slip(Diagnostic::at(
                key.span,
                "「:」の前が言葉ではありません",
                "「項目: 内容」のように、「:」の前に言葉を書いてください",
            ))),
        }
    }

    fn span(&self, span: YamlSpan) -> Span {
        let end = self.text.len();
        let range = span.byte_range().unwrap_or(end..end);
        Span { source: self.source, start: range.start, end: range.end }
    }

    fn end_of_text(&self) -> Span {
        Span { source: self.source, start: self.text.len(), end: self.text.len() }
    }

    fn syntax_error(&self, error: &ScanError) -> Stop {
        let start = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let first = self.text[start..].chars().next();
        let span = Span { source: self.source, start, end: start + first.map_or(0, char::len_utf8) };
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => return Stop::Limit(limits::too_deep(span)),
            ErrorKind::TooManyComments => return Stop::Limit(limits::too_many_nodes(span)),
            _ => {}
        }
        Stop::Slip(Diagnostic::at(
            span,
            "ここで YAML として読めなくなりました",
            "この行とすぐ上の行の字下げ（半角の空白）、半角の「:」とその後の空白、引用符の閉じ忘れを確かめてください",
        ))
    }
}

/// A text that begins with a sign of YAML's own.
fn swallowed(sign: &str, span: Span) -> Diagnostic {
    Diagnostic::at(
        span,
        format!("{sign}で始まる文は、そのままでは書けません"),
        "文の全体を '…' のように引用符で囲んでください",
    )
}

fn second_document(span: Span) -> Diagnostic {
    Diagnostic::at(
        span,
        "一つのファイルに二つの文書があります",
        "「---」や「...」の行を消すか、その行から後を別のファイルに分けてください",
    )
}

/// A key that stands twice in its mapping. Where it is the mapping's first, the next item of a list
/// seems to begin.
fn repeated_key(key: &Node, is_next_item: bool) -> Diagnostic {
    let name = key.text();
    let remedy = if is_next_item {
        format!("ここから次の項目が始まるなら、「- {name}: …」のように行の頭に「-」を付けてください")
    } else {
        "どちらか一つにしてください".to_owned()
    };
    Diagnostic::at(key.span, format!("「{name}」が同じ所に二度書かれています"), remedy)
}
