//! Texts below `>`, where YAML turns the breaks between lines into spaces, but for empty lines.

use super::node::{Kind, Node, Style};
use super::{Document, slips};
use crate::diag::{Code, Diagnostic, Span};

/// After so many texts, more of them say nothing new.
const ENOUGH: usize = 100;

/// The mistake for each text below `>` that would get spaces between its lines.
pub(super) fn folded_texts(document: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    search(document.source().text(), document.root(), &mut found);
    found
}

fn search(text: &str, node: &Node, found: &mut Vec<Diagnostic>) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| search(text, item, found)),
        Kind::Map(entries) => entries.iter().for_each(|(_, value)| search(text, value, found)),
        Kind::Text(_) if node.style == Style::Folded && found.len() < ENOUGH => {
            let mut lines = text[node.span.start..node.end()].lines().map(|line| !line.trim().is_empty());
            let mut is_words = lines.next().unwrap_or_default();
            let is_joined = lines.any(|next| std::mem::replace(&mut is_words, next) && next);
            found.extend(is_joined.then(|| folded(text, node)));
        }
        Kind::Text(_) | Kind::Empty => {}
    }
}

fn folded(text: &str, node: &Node) -> Diagnostic {
    let line = slips::line_at(text, node.start);
    let at = node.start - line.start;
    let length = line.text[at..].find(char::is_whitespace).unwrap_or(line.text.len() - at);
    let sign = &line.text[at..at + length];
    let mended = [&line.text[..at], "|-", &line.text[at + length..]].concat();
    let span = Span { start: node.start, end: node.start + length, ..node.span };
    let message = format!("「{sign}」の文は、改行が空白に変わります");
    Diagnostic::at(Code::Block, span, message, slips::with("「|-」に替えてください", mended.trim()))
}
