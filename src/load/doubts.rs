//! What a sheet's text may mean otherwise than YAML reads it, where both are possible. These stop nothing,
//! and 無視 silences them by the names of their rules.

use super::node::{Kind, Node, Style};
use super::scalar::Block;
use super::swallowed::HEADING_IN_TEXT;
use super::{Document, headings, scalar, slips};
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::japanese::bars::months_in;
use crate::japanese::width::half;
use crate::japanese::words;
use headings::Content;

/// Texts behind a `#`, which is a comment at one place and none at another.
const SHARP: &str = "説明の印";

/// Lists in brackets that may be parted at the wrong places.
pub const PARTED: &str = "一覧の区切り";

/// `~`, which YAML takes for nothing.
const NOTHING: &str = "空の印";

/// The names of the rules.
pub const RULES: [&str; 4] = [SHARP, PARTED, NOTHING, HEADING_IN_TEXT];

/// After so many doubts, more of them say nothing new.
const ENOUGH: usize = 100;

/// What stands in or behind whatever is doubted, and what a key may be spelled with: most rows have none of these.
const SIGNS: [&str; 5] = ["#", "＃", "~", words::AGENDA, "\\"];

/// What stands before numbers of meetings and the like, or behind them, so that a `#` before them is text.
const COUNTERS: &str = "回号番期次件名人つ";

/// The doubts about a sheet's text, behind those that were found as it was loaded.
pub fn doubts(document: &Document, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut search = Search { text: document.source().text(), found };
    search.node(document.root(), None);
    search.found
}

/// Goes through the tree.
struct Search<'a> {
    text: &'a str,
    found: Vec<Diagnostic>,
}

impl Search<'_> {
    /// Looks at a value and all in it; `name` is the key that it stands behind.
    fn node(&mut self, node: &Node, name: Option<&str>) {
        if self.found.len() >= ENOUGH {
            return;
        }
        match &node.kind {
            Kind::Empty => self.nothing(node),
            Kind::Text(_) => match node.style {
                Style::Plain => self.plain(node, name),
                Style::Literal | Style::Folded => self.block(node),
                Style::Single | Style::Double | Style::Block | Style::Flow => {}
            },
            Kind::List(items) => {
                if node.style == Style::Flow {
                    self.behind(node, || Content::Value);
                }
                if node.style == Style::Flow && name == Some(words::AGENDA) {
                    self.parted(items);
                }
                items.iter().for_each(|item| self.node(item, name));
            }
            Kind::Map(entries) if self.may_hold_any(node) => {
                entries.iter().for_each(|(key, value)| self.node(value, Some(key.text())));
            }
            Kind::Map(_) => {}
        }
    }

    /// Whether anything in a mapping or behind it on its last line may be doubted.
    fn may_hold_any(&self, map: &Node) -> bool {
        let lines = &self.text[map.start..scalar::end_of_line(self.text, map.end())];
        SIGNS.iter().any(|sign| lines.contains(sign))
    }

    fn doubt(&mut self, rule: &'static str, span: Span, message: String, remedy: String) {
        let doubt = Diagnostic::at(Code::Sign, span, message, remedy);
        let doubt = doubt.with_characters(&self.text[span.start..span.end]);
        self.found.push(Diagnostic { severity: Severity::Warning, rule: Some(rule), ..doubt });
    }

    fn nothing(&mut self, node: &Node) {
        if self.text.get(node.span.start..node.span.end) == Some("~") {
            let line = slips::line_at(self.text, node.span.start);
            let mended = slips::quoted_from(line, node.span.start - line.start);
            let remedy = slips::with("文字の「~」なら引用符で囲んでください", &mended);
            let message = "「~」は、何も書かないのと同じです".to_owned();
            self.doubt(NOTHING, node.span, message, remedy + "（何も書かないなら消します）");
        }
    }

    /// A text without quotes on one line: a `#` in it or behind it.
    fn plain(&mut self, node: &Node, name: Option<&str>) {
        let (start, end) = (node.span.start, node.end());
        if let Some(at) = note_in(&self.text[start..end]) {
            self.note_in_text(Span { start: start + at, end, ..node.span });
        }
        // Behind a name of its own stands a column's text, or a bar's months.
        let own = || if months_in(node.text()).is_some() { Content::Value } else { Content::Text };
        self.behind(node, || name.and_then(headings::find).map_or_else(own, |it| it.content));
        if name == Some(words::AGENDA) {
            self.points_on_a_line(node);
        }
    }

    /// A comment behind a value. `content` tells what the value is.
    fn behind(&mut self, node: &Node, content: impl FnOnce() -> Content) {
        let behind = &self.text[node.end()..];
        let gap = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        if behind[gap..].starts_with('#') {
            let comment = behind[gap..].lines().next().unwrap_or_default().trim_end();
            if is_meant_as_text(gap, comment) {
                self.hidden(node, node.end() + gap, comment, content());
            }
        }
    }

    /// A text behind a value that is lost as a comment.
    fn hidden(&mut self, node: &Node, at: usize, comment: &str, content: Content) {
        let line = slips::line_at(self.text, at);
        let (value, end) = (node.span.start - line.start, at + comment.len() - line.start);
        let quoted = slips::quoted(&line.text[value..end]);
        let mended = [&line.text[..value], &quoted].concat();
        let as_text = match content {
            Content::Text | Content::Texts => {
                slips::with("文字なら全体を引用符で囲んでください", mended.trim())
            }
            Content::Value | Content::Things => "資料に出すなら、「備考」などに書いてください".to_owned(),
        };
        let remedy = format!("{as_text}（説明なら、「#」の前の空白を二つ以上にすれば、この注意は出ません）");
        let message = format!("「{}」は説明とみなされ、資料に出ません", slips::shown(comment));
        self.doubt(SHARP, Span { start: at, end: at + comment.len(), ..node.span }, message, remedy);
    }

    /// A text that is printed though it looks like a comment.
    fn note_in_text(&mut self, span: Span) {
        let note = slips::shown(self.text[span.start..span.end].trim_end());
        let is_wide = note.starts_with('＃');
        let message = format!("「{note}」は、文の一部として資料に出ます");
        let remedy = match is_wide {
            true => {
                "説明なら、空白を二つ置いて半角の「#」で始めるか（「|-」の文の中では説明を書けません）、消してください"
            }
            false => "説明なら、見出しの行の上へ移すか、消してください（「|-」の文の中では説明を書けません）",
        };
        self.doubt(SHARP, span, message, remedy.to_owned());
    }

    /// The lines of a block text.
    fn block(&mut self, node: &Node) {
        let lines = Block::at(self.text, node.start, node.span.start).lines();
        let ends = node.end();
        for line in lines.take_while(|line| line.start < ends).collect::<Vec<_>>() {
            if let Some(at) = note_in(&self.text[line.clone()]) {
                self.note_in_text(Span { start: line.start + at, end: line.end, ..node.span });
            }
        }
    }

    /// The points of a list in brackets.
    fn parted(&mut self, items: &[Node]) {
        for pair in items.windows(2) {
            if let [before, after] = pair
                && is_cut(before.text(), after.text())
            {
                self.cut(before, after);
            }
        }
        for item in items.iter().filter(|item| item.style == Style::Plain) {
            if let [first, _, ..] = points_in(item.text()).as_slice() {
                let sign = item.text()[first.len()..].chars().next();
                self.one_point(item, sign.unwrap_or('、'));
            }
        }
    }

    fn cut(&mut self, before: &Node, after: &Node) {
        let span = Span { end: after.end(), ..before.span };
        let whole = self.text[span.start..span.end].trim();
        let line = slips::line_at(self.text, span.start);
        let range = span.start - line.start..span.end - line.start;
        let message = format!("「{}」と「{}」の二つに分かれます", before.text(), after.text());
        let mended = line.text.get(range.clone()).map(|_| {
            let words = [&line.text[..range.start], &slips::quoted(whole), &line.text[range.end..]].concat();
            words.trim().to_owned()
        });
        let advice = "一つの検討事項なら引用符で囲んでください";
        let remedy = mended.map_or(advice.to_owned(), |mended| slips::with(advice, &mended));
        self.doubt(PARTED, span, message, remedy);
    }

    /// A point that may be several: 「、」 parts nothing.
    fn one_point(&mut self, item: &Node, sign: char) {
        let line = slips::line_at(self.text, item.span.start);
        let range = item.span.start - line.start..item.end() - line.start;
        let message = format!("「{sign}」では区切られず、一つの検討事項になります");
        let advice = "別々の検討事項なら、半角の「,」と空白で区切ってください";
        let remedy = line.text.get(range.clone()).map_or(advice.to_owned(), |words| {
            let parted: Vec<&str> = points_in(words).into_iter().map(str::trim).collect();
            let words = [&line.text[..range.start], &parted.join(", "), &line.text[range.end..]].concat();
            slips::with(advice, words.trim())
        });
        self.doubt(PARTED, item.span, message, remedy + "（一つなら引用符で囲めば、この注意は出ません）");
    }

    /// A text in the place of a list that looks like one.
    fn points_on_a_line(&mut self, node: &Node) {
        let words = node.text();
        let is_wide = words.starts_with(['［', '【']) && words.ends_with(['］', '】']);
        let parts = words.trim_matches(['［', '］', '【', '】']).split([',', '、', '，']);
        let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
        let is_list = words.contains(", ") && !words.contains(['[', ']']);
        if !(is_wide || is_list) || parts.len() < 2 {
            return;
        }
        let line = slips::line_at(self.text, node.span.start);
        let at = node.span.start - line.start;
        if !line.text[..at].contains(words::AGENDA) {
            return;
        }
        let head = line.text[..at].trim();
        let mended = format!("{head} [{}]", parts.join(", "));
        let remedy = slips::with("別々の検討事項なら、半角の括弧で囲んでください", &mended);
        let message = "このままでは、全体で一つの検討事項になります".to_owned();
        self.doubt(PARTED, node.span, message, remedy + "（一つなら引用符で囲めば、この注意は出ません）");
    }
}

/// Where something stands in a line of text that looks like a comment: `#` or `＃` at the beginning or
/// behind a space, but for numbers as in `#2`.
fn note_in(line: &str) -> Option<usize> {
    let signs = line.match_indices(['#', '＃']);
    let is_note = |at: usize, sign: &str| {
        let behind = line[at + sign.len()..].trim_start_matches(['#', '＃', ' ', '　']);
        let is_number = behind.chars().next().is_some_and(|c| half(c).is_ascii_digit());
        let is_apart = line[..at].chars().next_back().is_none_or(char::is_whitespace);
        is_apart && !is_number && !behind.trim().is_empty()
    };
    signs.into_iter().find(|(at, sign)| is_note(*at, sign)).map(|(at, _)| at)
}

/// Whether what YAML takes for a comment behind a value may be text: people who write comments part them
/// by more than one space.
fn is_meant_as_text(gap: usize, comment: &str) -> bool {
    let words = comment.trim_start_matches(['#', ' ', '　', '第']);
    let rest = words.trim_start_matches(|c| half(c).is_ascii_digit());
    let is_count = rest.len() < words.len() && rest.trim_start().starts_with(|c| COUNTERS.contains(c));
    is_count || gap == 1
}

/// Whether a comma parted what belongs together: a number, or brackets.
fn is_cut(before: &str, after: &str) -> bool {
    is_digit_before(before, before.len()) && is_digit_after(after, 0) || has_open_bracket(before)
}

/// What stands between the full-width commas of a text, but for those in brackets and in numbers.
fn points_in(text: &str) -> Vec<&str> {
    let parts = text.match_indices(['、', '，']).filter(|(at, _)| {
        let is_number = is_digit_before(text, *at) && is_digit_after(text, *at);
        !is_number && !has_open_bracket(&text[..*at])
    });
    let mut start = 0;
    let mut points: Vec<&str> = Vec::new();
    for (at, sign) in parts {
        points.push(&text[start..at]);
        start = at + sign.len();
    }
    points.push(&text[start..]);
    points
}

fn is_digit_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|c| half(c).is_ascii_digit())
}

fn is_digit_after(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars().skip_while(|c| matches!(c, '、' | '，'));
    rest.next().is_some_and(|c| half(c).is_ascii_digit())
}

fn has_open_bracket(text: &str) -> bool {
    let count = |signs: [char; 3]| text.matches(signs).count();
    count(['（', '(', '「']) > count(['）', ')', '」'])
}
