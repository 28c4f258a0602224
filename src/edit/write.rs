//! Writes values as YAML (YAML 1.2.2, chapters 7 and 8).

use crate::load::{Style, Value, looks_swallowed};

/// How much deeper than its key or list mark a text or mapping stands.
pub(super) const STEP: usize = 2;

/// What a file looks like to which something is added.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// The end of its lines.
    pub line_break: &'static str,
    /// How much deeper than their keys its lists stand.
    pub list_step: usize,
    /// Whether its last line has no end.
    pub is_bare: bool,
}

/// A text as YAML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// On the line of its key or list mark.
    Inline(String),
    /// Below that line.
    Block {
        /// What stands on that line.
        header: String,
        /// The lines below, without their indentation.
        lines: Vec<String>,
    },
}

impl Form {
    /// A text in the style that it had, where it can be written so. A block is indented by `indent`.
    pub(super) fn text(self, text: &str, style: Style, indent: usize) -> Written {
        let is_wanted = matches!(style, Style::Literal | Style::Folded) || text.contains('\n');
        if !is_wanted || !self.may_be_block(text) {
            return Written::Inline(inline(text, style));
        }
        let is_folded = style == Style::Folded
            && !text.contains("\n\n")
            && !text.contains("\n ")
            && !text.contains("\n\t")
            && !text.starts_with(['\n', ' ', '\t']);
        let (sign, fold) = if is_folded { ('>', "\n\n") } else { ('|', "\n") };
        // Else the first line would say how far all of them are indented.
        let needs_indent = text.trim_start_matches('\n').starts_with([' ', '\t']);
        let indicator = if needs_indent { indent.to_string() } else { String::new() };
        let (words, chomping) = text.strip_suffix('\n').map_or((text, "-"), |words| (words, ""));
        Written::Block {
            header: format!("{sign}{indicator}{chomping}"),
            lines: words.replace('\n', fold).split('\n').map(str::to_owned).collect(),
        }
    }

    /// Whether a text can be a block: breaks at its end count there, one that only blanks make up says
    /// nothing to anyone, and lines that look like headings are taken for such.
    fn may_be_block(self, text: &str) -> bool {
        let breaks = text.len() - text.trim_end_matches('\n').len();
        let is_clear = !text.trim().is_empty() && !text.lines().any(looks_swallowed);
        breaks <= usize::from(!self.is_bare) && is_clear
    }

    /// The lines of an entry of a block mapping.
    pub(super) fn entry(self, key: &str, value: &Value) -> Vec<String> {
        self.behind(&[&inline(key, Style::Plain), ":"].concat(), value, self.list_step)
    }

    /// The lines of an item of a block list.
    pub(super) fn item(self, value: &Value) -> Vec<String> {
        let inside = match value {
            Value::Map(entries) if !entries.is_empty() => self.inside(value),
            Value::List(items) if !items.is_empty() => self.inside(value),
            _ => return self.behind("-", value, STEP),
        };
        let lines = inside.into_iter().enumerate();
        lines
            .map(|(index, line)| if index == 0 { format!("- {line}") } else { indented(&line, STEP) })
            .collect()
    }

    /// The lines of the items or entries of a block.
    pub(super) fn inside(self, value: &Value) -> Vec<String> {
        match value {
            Value::List(items) => items.iter().flat_map(|item| self.item(item)).collect(),
            Value::Map(entries) => entries.iter().flat_map(|(key, value)| self.entry(key, value)).collect(),
            Value::Empty | Value::Text(_) => Vec::new(),
        }
    }

    /// The lines of a key or list mark with a value behind it.
    fn behind(self, lead: &str, value: &Value, list_step: usize) -> Vec<String> {
        let (head, lines, step) = match value {
            Value::Empty => (String::new(), Vec::new(), 0),
            Value::Text(text) => match self.text(text, Style::Plain, STEP) {
                Written::Inline(text) => (text, Vec::new(), 0),
                Written::Block { header, lines } => (header, lines, STEP),
            },
            Value::List(items) if items.is_empty() => ("[]".to_owned(), Vec::new(), 0),
            Value::Map(entries) if entries.is_empty() => ("{}".to_owned(), Vec::new(), 0),
            Value::List(_) => (String::new(), self.inside(value), list_step),
            Value::Map(_) => (String::new(), self.inside(value), STEP),
        };
        let head = if head.is_empty() { lead.to_owned() } else { [lead, &head].join(" ") };
        let lines = lines.iter().map(|line| indented(line, step));
        std::iter::once(head).chain(lines).collect()
    }
}

/// A line with spaces before it, unless there is nothing on it.
pub(super) fn indented(line: &str, column: usize) -> String {
    if line.trim_end_matches(['\r', '\n']).is_empty() { line.to_owned() } else { " ".repeat(column) + line }
}

/// A text on one line outside brackets, in the style that it had where it can be written so, else as plainly
/// as can be.
pub(super) fn inline(text: &str, style: Style) -> String {
    match style {
        Style::Single if may_be_single(text) => single(text),
        Style::Double => double(text),
        _ if may_be_plain(text) => text.to_owned(),
        _ if may_be_single(text) => single(text),
        _ => double(text),
    }
}

/// A text in brackets, in the style that it had where it can be written so, else plain or in double quotes.
pub(super) fn inline_in_brackets(text: &str, style: Style) -> String {
    match style {
        Style::Single if may_be_single(text) => single(text),
        Style::Double => double(text),
        _ if may_be_plain(text) && !text.contains([',', '[', ']', '{', '}']) => text.to_owned(),
        _ => double(text),
    }
}

/// A value in brackets.
pub(super) fn in_brackets(value: &Value) -> String {
    match value {
        Value::Empty => "~".to_owned(),
        Value::Text(text) => inline_in_brackets(text, Style::Plain),
        Value::List(items) => format!("[{}]", items.iter().map(in_brackets).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| entry_in_brackets(key, value));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// An entry of a mapping in brackets.
pub(super) fn entry_in_brackets(key: &str, value: &Value) -> String {
    format!("{}: {}", inline_in_brackets(key, Style::Plain), in_brackets(value))
}

/// Whether a text is read as itself without quotes. Some that would be are left out: no one misses quotes
/// around `-5`.
fn may_be_plain(text: &str) -> bool {
    let is_sign = |c: char| "-?:,[]{}#&*!|>'\"%@`~".contains(c);
    let is_blank = |c: char| matches!(c, ' ' | '\t');
    !(text.is_empty()
        || text.starts_with(is_sign)
        || text.starts_with(is_blank)
        || text.ends_with(is_blank)
        || text.ends_with(':')
        || text.contains(['\t', '\n'])
        || text.contains(": ")
        || text.contains(" #"))
}

fn may_be_single(text: &str) -> bool {
    !text.contains('\n')
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", text.replace('\n', "\\n").replace('\t', "\\t"))
}
