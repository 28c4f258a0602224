//! Reads YAML text as a tree of nodes.
//!
//! Every scalar stays the text that was typed: `010`, `1.10`, `no` and `３月` mean what they look
//! like, so YAML's own numbers, booleans and dates can't get between a person and the sheet.

use std::collections::BTreeSet;

use serde_yaml::granit_parser::{
    ErrorKind, Event, Parser, ScalarStyle, ScanError, Span as YamlSpan, StrInput, StructureStyle, options,
};

use super::node::{Kind, Node, Style};
use super::scalar::Block;
use super::{limits, repeated, scalar, slips};
use crate::diag::{Checked, Code, Diagnostic, Source, SourceId, Span};

/// What a text was read as.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    /// Its value.
    pub root: Node,
    /// Where its comments begin, from the first to the last.
    pub comments: Vec<usize>,
    /// Keys that stand twice.
    pub mistakes: Vec<Diagnostic>,
    /// How many values, comments and breaks in texts have been counted.
    pub nodes: usize,
}

/// An item of a list that was read without what stands before it.
#[derive(Debug)]
pub(super) struct Item {
    /// Its value.
    pub node: Node,
    /// Where what follows it begins.
    pub next: usize,
    /// Where comments begin in it and behind it, up to what follows.
    pub comments: Vec<usize>,
    /// How many values, comments and breaks in texts have been counted.
    pub nodes: usize,
}

/// Reads a text that holds one YAML document.
///
/// # Errors
///
/// The slips that make it no YAML, or YAML that says something else than its lines do.
pub(super) fn parse(source: &Source) -> Checked<Tree> {
    let (text, source) = (source.text(), source.id());
    let controls = slips::controls(text, source);
    if !controls.is_empty() {
        return Err(controls);
    }
    if let Some(marks) = slips::merge_marks(text, source) {
        return Err(vec![marks]);
    }
    if slips::looks_pasted(text)
        && let Some(pasted) = slips::pasted(text, source)
    {
        return Err(vec![pasted]);
    }
    let mut tree = TreeBuilder::new(text, source, 0, limits::DEPTH);
    let end = match tree.document() {
        Err(Stop::Limit(mistake)) => return Err(vec![mistake]),
        Err(Stop::Slip(slip)) => Err(slip),
        Ok(root) => Ok(root),
    };
    match (tree.betrayed, end) {
        (None, Ok(root)) => {
            // The parser finds a comment behind the header of a block only after the block.
            tree.comments.sort_unstable();
            Ok(Tree { root, comments: tree.comments, mistakes: tree.mistakes, nodes: tree.nodes })
        }
        (Some(slip), _) | (None, Err(slip)) => Err(slips::find_or(text, slip)),
    }
}

/// Reads the item whose line begins at `from`, as if the text began there. Lists and mappings may nest `depth` deep
/// from its list on. Nothing if there is anything wrong with it.
pub(super) fn item(source: &Source, from: usize, depth: usize) -> Option<Item> {
    let mut tree = TreeBuilder::new(source.text(), source.id(), from, depth);
    let (node, next) = tree.first_item().ok()?;
    let is_right = tree.betrayed.is_none() && tree.mistakes.is_empty();
    tree.comments.sort_unstable();
    is_right.then_some(Item { node, next, comments: tree.comments, nodes: tree.nodes })
}

/// Why reading ends before the end.
enum Stop {
    /// The text is too much of something.
    Limit(Diagnostic),
    /// The text is no YAML from here on; what the parser makes of it.
    Slip(Diagnostic),
}

/// Turns the parser's events into nodes, one document's worth.
struct TreeBuilder<'a> {
    parser: Parser<'a, StrInput<'a>>,
    text: &'a str,
    /// Where the part of the text begins that the parser reads.
    from: usize,
    source: SourceId,
    comments: Vec<usize>,
    mistakes: Vec<Diagnostic>,
    /// How many values and comments have been read.
    nodes: usize,
    /// The first sign that what was read is not what was meant.
    betrayed: Option<Diagnostic>,
}

impl<'a> TreeBuilder<'a> {
    /// Begins at a place of a text. Lists and mappings may nest so deep.
    fn new(text: &'a str, source: SourceId, from: usize, depth: usize) -> TreeBuilder<'a> {
        let options = options! {
            emit_comments: true,
            max_buffered_comment_events: limits::NODES,
            flow_nesting_limit: limits::DEPTH,
            block_nesting_limit: depth,
            emit_unresolved_aliases: true,
            disallow_directives: true,
        };
        let parser = Parser::new_from_str_with_options(&text[from..], options);
        let (comments, mistakes) = (Vec::new(), Vec::new());
        TreeBuilder { parser, text, from, source, comments, mistakes, nodes: 0, betrayed: None }
    }

    /// The first item of the list that the text is, and where what follows the item begins.
    fn first_item(&mut self) -> Result<(Node, usize), Stop> {
        while !matches!(self.next()?, (Event::SequenceStart(..) | Event::StreamEnd, _)) {}
        let (event, span) = self.next()?;
        let item = self.node(event, span, self.from)?;
        let (_, next) = self.next()?;
        Ok((item, next.start))
    }

    fn document(&mut self) -> Result<Node, Stop> {
        let mut root = None;
        loop {
            match self.next()? {
                (Event::StreamEnd, span) => return Ok(root.unwrap_or(self.empty(span))),
                (Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd, _) => {}
                (_, span) if root.is_some() => return Err(Stop::Slip(slips::second_document(span))),
                (event, span) => root = Some(self.node(event, span, 0)?),
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
        self.comments.push(span.start);
        let line = slips::line_at(self.text, span.start);
        let sharp = span.start - line.start;
        if !line.text[..sharp].trim().is_empty() && slips::is_text_after_sharp(&line.text[sharp..]) {
            self.betray(slips::hidden_text(span, &line.text[sharp..]));
        }
    }

    fn betray(&mut self, slip: Diagnostic) {
        self.betrayed.get_or_insert(slip);
    }

    /// A value, where `behind` is the end of what stands before it. Anchors (`&`), tags (`!`) and aliases
    /// (`*`) are refused: who writes these signs means them as text, and YAML would swallow it.
    fn node(&mut self, event: Event<'a>, span: Span, behind: usize) -> Result<Node, Stop> {
        self.count(span)?;
        match event {
            Event::Scalar(text, style, 0, None) => self.scalar(&text, style, span, behind),
            Event::SequenceStart(style, 0, None) => self.list(span, style),
            Event::MappingStart(style, 0, None) => self.map(span, style),
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(Stop::Slip(slips::swallowed("「*」", span))),
            _ => Err(Stop::Slip(slips::swallowed("「&」や「!」", span))),
        }
    }

    /// A text. Only a plain one can be empty: `''` is a text without characters. One that goes on
    /// over lines, but is no block, has swallowed lines that meant something else, or turns its
    /// breaks into spaces, which Japanese does not want.
    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span, behind: usize) -> Result<Node, Stop> {
        if limits::is_too_long(text) {
            // What has swallowed the lines of half a file is a slip.
            return Err(Stop::Slip(limits::too_long(span)));
        }
        self.nodes += text.matches('\n').count();
        let style = match style {
            ScalarStyle::Plain if matches!(text, "" | "~") => return Ok(self.empty(span)),
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => return Ok(self.block(text, Style::Literal, span, behind)),
            ScalarStyle::Folded => return Ok(self.block(text, Style::Folded, span, behind)),
        };
        let written = &self.text[span.start..span.end];
        if written.trim_end().contains(['\n', '\r']) || written.trim().is_empty() {
            self.betray(slips::over_lines(span));
        }
        Ok(Node { kind: Kind::Text(text.to_owned()), style, start: span.start, span })
    }

    /// What is not written, or written `~`.
    fn empty(&self, span: Span) -> Node {
        let behind = self.text[span.start..].trim_start_matches([' ', '\t']);
        let start = match behind.strip_prefix(':') {
            _ if span.start < span.end => span.start,
            Some(behind) => self.text.len() - behind.len(),
            None => self.text[..span.start].trim_end_matches([' ', '\t']).len(),
        };
        Node { kind: Kind::Empty, style: Style::Plain, start, span }
    }

    /// A block text. The parser has it begin below its header, and end where the next thing begins.
    fn block(&self, text: &str, style: Style, mut span: Span, behind: usize) -> Node {
        let start = next_sign(self.text, behind, &['|', '>']);
        // What holds nothing but breaks has no words to begin at.
        let is_blank = text.bytes().all(|byte| byte == b'\n');
        if is_blank {
            span.start = start;
        }
        // Blanks and blank lines at the end are the text's own, or not.
        let is_unclear = is_blank || text.strip_suffix('\n').unwrap_or(text).ends_with([' ', '\t', '\n']);
        span.end = match is_unclear {
            true => Block::at(self.text, start, span.start).end(),
            false => self.text[..span.end].trim_end_matches([' ', '\t', '\r', '\n']).len(),
        };
        Node { kind: Kind::Text(text.to_owned()), style, start, span }
    }

    fn list(&mut self, mut span: Span, style: StructureStyle) -> Result<Node, Stop> {
        let (start, mut items) = (span.start, Vec::<Node>::new());
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let style = self.close(&mut span, style, at);
                return Ok(Node { kind: Kind::List(items), style, start, span });
            }
            let item = self.node(event, at, span.end)?;
            span.end = span.end.max(item.end());
            items.push(item);
        }
    }

    fn map(&mut self, mut span: Span, style: StructureStyle) -> Result<Node, Stop> {
        let (start, mut entries, mut names) = (span.start, Vec::<(Node, Node)>::new(), BTreeSet::new());
        let mut again = Vec::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                self.mistakes.extend(repeated::repeated_keys(self.text, &entries, &again));
                let style = self.close(&mut span, style, at);
                return Ok(Node { kind: Kind::Map(entries), style, start, span });
            }
            let key = self.key(event, at)?;
            let (event, at) = self.next()?;
            let mut value = self.node(event, at, key.span.end)?;
            if matches!((&value.kind, value.style), (Kind::List(_), Style::Block)) {
                // The parser has a list at its key's own column begin behind its first mark.
                value.start = next_sign(self.text, key.span.end, &['-']);
            }
            span.end = span.end.max(value.end());
            if names.insert(key.text().to_owned()) {
                entries.push((key, value));
            } else {
                again.push(key);
            }
        }
    }

    /// Brings a list or mapping to its end. That of a block says nothing about where it stands.
    fn close(&self, span: &mut Span, style: StructureStyle, end: Span) -> Style {
        match style {
            StructureStyle::Block => Style::Block,
            StructureStyle::Flow => {
                span.end = span.end.max(end.end);
                Style::Flow
            }
        }
    }

    fn key(&mut self, event: Event<'a>, span: Span) -> Result<Node, Stop> {
        let key = self.node(event, span, span.start)?;
        match &key.kind {
            Kind::Text(name) => {
                if let Some(slip) = slips::in_key(self.text, name, key.span) {
                    self.betray(slip);
                }
                let mistake = slips::hidden_in(self.text, key.span, "見出し");
                let name = match mistake {
                    Some(_) => slips::meant_word(name.trim()),
                    None => name.trim().to_owned(),
                };
                self.mistakes.extend(mistake);
                Ok(Node { kind: Kind::Text(name), ..key })
            }
            Kind::Empty | Kind::List(_) | Kind::Map(_) => Err(Stop::Slip(Diagnostic::at(
                Code::Colon,
                key.span,
                "「:」の前が言葉ではありません",
                "「項目: 内容」のように、「:」の前に言葉を書いてください",
            ))),
        }
    }

    fn span(&self, span: YamlSpan) -> Span {
        let end = self.text.len();
        let range = span.byte_range().map_or(end..end, |it| self.from + it.start..self.from + it.end);
        Span { source: self.source, start: range.start, end: range.end }
    }

    fn end_of_text(&self) -> Span {
        Span { source: self.source, start: self.text.len(), end: self.text.len() }
    }

    fn syntax_error(&self, error: &ScanError) -> Stop {
        let start = error.marker().byte_offset().map_or(self.text.len(), |at| self.from + at);
        let start = start.min(self.text.len());
        let first = self.text[start..].chars().next();
        let span = Span { source: self.source, start, end: start + first.map_or(0, char::len_utf8) };
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => return Stop::Limit(limits::too_deep(span)),
            ErrorKind::TooManyComments => return Stop::Limit(limits::too_many_nodes(span)),
            _ => {}
        }
        Stop::Slip(Diagnostic::at(
            Code::Syntax,
            span,
            "ここで YAML として読めなくなりました",
            "この行とすぐ上の行の字下げ（半角の空白）、半角の「:」とその後の空白、引用符の閉じ忘れを確かめてください",
        ))
    }
}

/// Where one of some signs stands that comes next behind a place, but for comments and signs that lead to it.
fn next_sign(text: &str, behind: usize, signs: &[char]) -> usize {
    let mut at = behind;
    while let Some(sign) = text[at..].chars().next().filter(|sign| !signs.contains(sign)) {
        at = if sign == '#' { scalar::end_of_line(text, at) } else { at + sign.len_utf8() };
    }
    at
}
