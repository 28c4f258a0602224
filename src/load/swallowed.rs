//! Headings that have come to stand inside a block text, which prints them as words.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::headings::{self, Heading, Holder};
use super::node::{Kind, Node, Style};
use super::scalar::Block;
use super::slips::{self, LineStart};
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::japanese::bars::months_in;
use crate::japanese::words;

/// The name of the rule for lines of a text that look like headings, but may be meant as text.
pub(super) const HEADING_IN_TEXT: &str = "文中の見出し";

/// A heading that a block text has swallowed, so that it is missing elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swallowed {
    /// The mapping that it belongs to.
    pub owner: Span,
    /// The heading.
    pub name: &'static str,
}

/// What a sheet's block texts have swallowed.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// What is wrong.
    pub mistakes: Vec<Diagnostic>,
    /// What may be meant otherwise.
    pub doubts: Vec<Diagnostic>,
    /// What is missing where it belongs.
    pub swallowed: Vec<Swallowed>,
}

/// Whether a line of a block text may be taken for a heading or bar that the text has swallowed.
pub(crate) fn looks_swallowed(line: &str) -> bool {
    let start = LineStart::of(line, 0..line.len());
    let is_bar = || start.is_item && start.value.is_some_and(|value| months_in(value).is_some());
    start.key.and_then(headings::find).is_some() || is_bar() || heading_within(line).is_some()
}

/// Looks through a sheet's block texts.
pub(super) fn swallowed(text: &str, root: &Node) -> Findings {
    let mut search =
        Search { text, root, own: OnceCell::new(), maps: Vec::new(), findings: Findings::default() };
    search.node(root, "");
    search.findings
}

/// Goes through the tree with the mappings that lead to a value.
struct Search<'a> {
    text: &'a str,
    root: &'a Node,
    /// The headings of 取組 that only the template knows; told when the first is asked for.
    own: OnceCell<BTreeSet<&'a str>>,
    maps: Vec<&'a Node>,
    findings: Findings,
}

/// A line of a block text that looks like an entry.
#[derive(Debug, Clone, Copy)]
struct Found {
    heading: Heading,
    is_item: bool,
    /// Whether its colon is of full width, as texts have it.
    is_wide: bool,
    /// Where its words begin.
    at: usize,
}

/// Whether nothing can be made without a heading.
fn is_needed(heading: Heading) -> bool {
    use words::*;
    [LABEL, TITLE, FISCAL_YEAR, THEMES, HEADING, CATEGORY, INITIATIVES, NUMBER, ITEM, CONTENT, SCHEDULE]
        .contains(&heading.name)
}

/// Adds the headings in a tree that are none of the data, but stand beside those of a 取組.
fn add_own<'a>(node: &'a Node, own: &mut BTreeSet<&'a str>) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| add_own(item, own)),
        Kind::Map(entries) => {
            if keys(node).any(|key| headings::is_of(key, Holder::Initiative)) {
                own.extend(keys(node).filter(|key| headings::find(key).is_none()));
            }
            entries.iter().for_each(|(_, value)| add_own(value, own));
        }
        Kind::Text(_) | Kind::Empty => {}
    }
}

impl<'a> Search<'a> {
    /// Whether a line of a text begins with a heading that only the template knows.
    fn has_own(&self, line: &LineStart) -> bool {
        let own = || {
            self.own.get_or_init(|| {
                let mut own = BTreeSet::new();
                add_own(self.root, &mut own);
                own
            })
        };
        !line.is_item && !line.is_wide && line.key.is_some_and(|key| own().contains(key))
    }

    fn node(&mut self, node: &'a Node, name: &str) {
        match &node.kind {
            Kind::List(items) => items.iter().for_each(|item| self.node(item, name)),
            Kind::Map(entries) => {
                self.maps.push(node);
                entries.iter().for_each(|(key, value)| self.node(value, key.text()));
                self.maps.pop();
            }
            Kind::Text(_) if matches!(node.style, Style::Literal | Style::Folded) => self.block(node, name),
            Kind::Text(_) | Kind::Empty => {}
        }
    }

    fn block(&mut self, node: &Node, name: &str) {
        // Most texts have no colon, and in others most lines.
        let has_colon = |text: &str| text.contains(':') || text.contains("：");
        if !has_colon(&self.text[node.range()]) {
            return;
        }
        let block = Block::at(self.text, node.start, node.span.start);
        let lines = block.lines().filter(|line| line.start < node.end());
        let lines = lines.filter(|line| has_colon(&self.text[line.clone()]));
        let starts = lines.map(|line| LineStart::of(self.text, line));
        let mut found = Vec::new();
        for start in starts {
            match start.key.and_then(headings::find) {
                Some(heading) if !start.is_wide || is_needed(heading) => {
                    let LineStart { is_item, is_wide, at, .. } = start;
                    found.push(Found { heading, is_item, is_wide, at });
                }
                _ if start.is_item && start.value.is_some_and(|value| months_in(value).is_some()) => {
                    self.doubt_bar(start.at, name);
                }
                // Who wrote it may mean it as text, and a text that somebody sent must not stop the build.
                _ if self.has_own(&start) => self.doubt((start.at, start.key.unwrap_or_default()), name),
                _ => self.joined(node, name, start.at),
            }
        }
        match found.iter().position(|found| self.is_sure(found)) {
            Some(first) => self.swallow(node, name, &found[first..]),
            None => found
                .iter()
                .filter(|it| !it.is_wide)
                .for_each(|found| self.doubt((found.at, found.heading.name), name)),
        }
    }

    /// A heading that has come behind the words of a line, and is missing where it belongs.
    fn joined(&mut self, block: &Node, name: &str, at: usize) {
        let line = slips::line_at(self.text, at);
        let Some((place, heading)) = heading_within(line.text) else { return };
        let Some(owner) = self.owner(heading.holder) else { return };
        if keys(owner).any(|key| key == heading.name) {
            return;
        }
        let (start, heading) = (line.start + place, heading.name);
        let message = format!("「{name}」の文の途中に、「{heading}:」があります");
        let remedy = slips::parted(self.text, start, block.end(), self.column(owner));
        let span = Span { start, end: start + heading.len(), ..block.span };
        self.findings.mistakes.push(Diagnostic::at(Code::Swallowed, span, message, remedy));
        self.missing(owner, heading);
    }

    /// Notes that a heading is missing since a text has it.
    fn missing(&mut self, owner: &Node, name: &'static str) {
        let is_top = self.maps.first().is_some_and(|top| std::ptr::eq(*top, owner));
        let owner = if is_top { Span { start: 0, end: 0, ..owner.span } } else { owner.span };
        self.findings.swallowed.push(Swallowed { owner, name });
    }

    /// Whether a line can't be meant as text: it begins an item, or its heading is missing where it belongs.
    fn is_sure(&self, found: &Found) -> bool {
        let name = found.heading.name;
        match self.owner(found.heading.holder) {
            _ if found.is_item => matches!(name, words::NUMBER | words::HEADING),
            Some(owner) => !keys(owner).any(|key| key == name),
            None => false,
        }
    }

    /// The mapping among those that lead here which has such headings.
    fn owner(&self, holder: Holder) -> Option<&'a Node> {
        let has = |map: &Node| keys(map).find_map(headings::find).is_some_and(|first| first.holder == holder);
        self.maps.iter().rev().copied().find(|map| has(map))
    }

    fn swallow(&mut self, block: &Node, name: &str, found: &[Found]) {
        let Some(first) = found.first() else { return };
        let heading = first.heading.name;
        let mark = if first.is_item { "- " } else { "" };
        let colon = if first.is_wide { "：" } else { ":" };
        let message = format!("「{name}」の文の中に、「{mark}{heading}{colon}」の行が入っています");
        let owner = self.owner(first.heading.holder);
        let column = owner.map(|owner| self.column(owner).saturating_sub(mark.len()));
        // An item belongs behind the one that has swallowed it.
        let behind = owner.filter(|_| first.is_item).map_or(0, Node::end);
        let remedy = slips::moved_left(self.text, first.at..block.end(), behind, column);
        let span = Span { start: first.at, end: first.at + heading.len(), ..block.span };
        self.findings.mistakes.push(Diagnostic::at(Code::Swallowed, span, message, remedy));
        for found in found.iter().filter(|found| !first.is_item && !found.is_item) {
            if let Some(owner) = self.owner(found.heading.holder) {
                self.missing(owner, found.heading.name);
            }
        }
    }

    /// The column of a mapping's keys.
    fn column(&self, map: &Node) -> usize {
        let Kind::Map(entries) = &map.kind else { return 0 };
        entries.first().map_or(0, |(key, _)| slips::column_of(self.text, key.start))
    }

    fn doubt(&mut self, (at, heading): (usize, &str), name: &str) {
        let message = format!("「{name}」の文の中に、見出しのような行「{heading}:」があります");
        self.doubt_at(at, heading.len(), message);
    }

    fn doubt_bar(&mut self, at: usize, name: &str) {
        let end = self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |length| at + length);
        let message = format!("「{name}」の文の中に、予定の帯のような行があります");
        self.doubt_at(at, end - at, message);
    }

    fn doubt_at(&mut self, at: usize, length: usize, message: String) {
        let source = self.maps.first().map(|map| map.span.source);
        let Some(source) = source else { return };
        let span = Span { source, start: at, end: at + length };
        let remedy = "見出しや帯なら、行の頭の空白を減らして、属する所の深さにそろえてください（文のままなら、「:」を全角の「：」にすれば、この注意は出ません）";
        let doubt = Diagnostic::at(Code::Swallowed, span, message, remedy);
        let doubt = doubt.with_characters(&self.text[at..at + length]);
        self.findings.doubts.push(Diagnostic {
            severity: Severity::Warning,
            rule: Some(HEADING_IN_TEXT),
            ..doubt
        });
    }
}

/// The first heading within a line that stands behind a blank, with a colon as headings have it, and where.
fn heading_within(line: &str) -> Option<(usize, Heading)> {
    let colons = line.match_indices(':').map(|(at, _)| line.split_at(at));
    let mut headings = colons.filter_map(|(before, behind)| {
        let word = before.rsplit(char::is_whitespace).next()?;
        let place = before.len() - word.len();
        let is_parted = behind[1..].is_empty() || behind[1..].starts_with(char::is_whitespace);
        let is_within = !before[..place].trim().is_empty();
        Some((place, headings::find(word).filter(|_| is_parted && is_within)?))
    });
    headings.next()
}

/// The keys of a mapping.
fn keys(map: &Node) -> impl Iterator<Item = &str> {
    let entries = match &map.kind {
        Kind::Map(entries) => entries.as_slice(),
        Kind::Empty | Kind::Text(_) | Kind::List(_) => &[],
    };
    entries.iter().map(|(key, _)| key.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_that_may_be_more_than_text() {
        for line in ["備考: 案", "- 研修: 4月", "・会議を開く　備考: 案", "会議  予定:"] {
            assert!(looks_swallowed(line), "{line}");
        }
        for line in ["会議を開く", "日時　10:30", "会議　備考：案", "会議の備考: 案", "参考: 案"]
        {
            assert!(!looks_swallowed(line), "{line}");
        }
    }
}
