//! The entries of a data file as its lines show them, whatever YAML makes of their indentation.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::line::{self, Colon, Line, Mark, WIDE_SPACE};
use super::super::value::walk_brackets;
use super::super::{STEP, TAB};
use super::role::{Role, Value};
use crate::japanese::{spans, words};

/// The headings whose lists are a part of them, whatever they hold.
const WHOLE: [&str; 3] = [words::AGENCIES, words::HELD, words::ACTUAL];

/// The lines of a text below its header.
#[derive(Debug, Clone)]
pub(super) struct Text {
    /// The first.
    pub first: usize,
    /// Where that begins.
    pub column: usize,
    /// Comments less deep than the text, with more of the text below them.
    pub comments: Vec<usize>,
}

/// A line with a heading, a list mark or neither, and the lines that go on with its value.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    /// Its lines, counted from 0, without blank ones and comments behind the last.
    pub lines: Range<usize>,
    /// Where it begins, in half-width characters.
    pub column: usize,
    /// Where the heading behind its list mark begins, or it itself.
    pub key_column: usize,
    /// Whether it begins with a list mark.
    pub is_item: bool,
    /// Whether it is an item in braces.
    pub is_whole: bool,
    /// Its heading; empty where it has none.
    pub key: &'a str,
    /// What stands behind that.
    pub value: Value<'a>,
    /// What it belongs to.
    pub role: Role,
    /// Its text, where that stands on the lines below.
    pub text: Option<Text>,
}

impl Entry<'_> {
    /// Whether it is a heading above a list.
    pub(super) fn waits(&self) -> bool {
        self.value == Value::Below && !self.key.is_empty()
    }

    /// Whether it is the header of a text.
    pub(super) fn is_header(&self) -> bool {
        self.value == Value::Header
    }

    /// Whether it is a text without mark and heading.
    pub(super) fn is_bare(&self) -> bool {
        self.key.is_empty() && !self.is_item
    }

    /// Whether it is a list mark with nothing behind it.
    pub(super) fn is_mark_alone(&self) -> bool {
        self.is_item && self.key.is_empty() && self.value == Value::Below
    }

    /// The column that its text must pass.
    pub(super) fn owner(&self) -> usize {
        if self.key.is_empty() { self.column } else { self.key_column }
    }
}

/// How many half-width spaces each other kind of space at the head of a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Widths {
    /// A tab.
    pub tab: usize,
    /// A space of full width.
    pub wide: usize,
}

impl Widths {
    /// As they show in Notepad.
    pub(super) const USUAL: Widths = Widths { tab: TAB, wide: 2 };

    /// The column that a line's text begins at.
    pub(super) fn column(self, line: Line) -> usize {
        let width = |c| match c {
            '\t' => self.tab,
            WIDE_SPACE => self.wide,
            _ => 1,
        };
        line.text[..line.lead()].chars().map(width).sum()
    }
}

/// What a line begins with.
pub(super) struct Head<'a> {
    column: usize,
    key_column: usize,
    /// Whether it has a list mark.
    pub is_item: bool,
    /// Its heading; empty where it has none.
    pub key: &'a str,
    value: Value<'a>,
}

impl<'a> Head<'a> {
    /// The head of a line.
    pub(super) fn of(line: Line<'a>, widths: Widths) -> Head<'a> {
        let column = widths.column(line);
        let (mut key_column, mut text) = (column, &line.text[line.lead()..]);
        while let Some((mark, length)) = list_mark(text) {
            // Behind a wrong mark the columns are those of the mended line.
            key_column += if mark == Mark::Right { text[..length].chars().count() } else { STEP };
            text = &text[length..];
        }
        let (key, value) = key_and_value(text);
        Head { column, is_item: key_column > column, key_column, key, value: Value::of(value) }
    }

    /// The role of an item in braces, by its first heading: such a one is whole.
    fn role_in_braces(&self) -> Option<Role> {
        let Value::Given(text) = self.value else { return None };
        let (key, value) = key_and_value(text.strip_prefix('{')?.trim_start());
        (self.is_item && self.key.is_empty()).then(|| Role::of(key, true, Value::of(value)))
    }

    /// What it belongs to.
    pub(super) fn role(&self) -> Role {
        Role::of(self.key, self.is_item, self.value)
    }

    fn is_bare(&self) -> bool {
        self.key.is_empty() && !self.is_item
    }
}

/// The list mark of a text. A sign that resembles one counts where a heading follows.
fn list_mark(text: &str) -> Option<(Mark, usize)> {
    line::list_mark(text, false).or_else(|| {
        let (mark, length) = line::list_mark(text, true)?;
        let key = line::key(&text[length..])?;
        line::looks_like_key(key.name).then_some((mark, length))
    })
}

/// The heading that a text begins with, if it has one, and what stands behind it. One that is known may
/// lack its colon, and the name of a bar may be long.
fn key_and_value(text: &str) -> (&str, &str) {
    let is_bar = |key: &line::Key| key.colon == Colon::Right && spans::when(&text[key.value..]).is_ok();
    if let Some(key) = line::key(text).filter(|key| line::looks_like_key(key.name) || is_bar(key)) {
        return (key.name, &text[key.value..]);
    }
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if is_heading(word) { (word, rest.trim_start()) } else { ("", text) }
}

/// Whether a word is a heading of a 会議, 課題 or 取組.
fn is_heading(word: &str) -> bool {
    Role::WITH_HEADINGS.iter().any(|role| role.headings().contains(&word))
}

/// The entries of some lines, and the lines that are not indented by half-width spaces alone. No text goes
/// on at one of `cuts`.
pub(super) fn entries<'a>(
    lines: &[Line<'a>],
    widths: Widths,
    cuts: &BTreeSet<usize>,
) -> (Vec<Entry<'a>>, Vec<usize>) {
    let heads: Vec<Head> = lines.iter().map(|line| Head::of(*line, widths)).collect();
    let own = own_headings(&heads);
    let mut reader = Reader { lines, widths, cuts, usual: usual_columns(&heads, &own), own, odd: Vec::new() };
    let (mut entries, mut next) = (Vec::new(), 0);
    while let Some(line) = lines.get(next) {
        if !line.text.trim().is_empty() {
            reader.note_odd(next, None);
        }
        if line.is_silent() || line.document_mark().is_some() || line.is_divider() {
            next += 1;
            continue;
        }
        let entry = reader.entry(next);
        next = entry.lines.end;
        entries.push(entry);
    }
    name_first_lines(&mut entries);
    (entries, reader.odd)
}

/// A first line of a 会議 that lacks its heading, or has another one, is no bar: the line below goes on with the 会議.
fn name_first_lines(entries: &mut [Entry]) {
    for at in 1..entries.len() {
        let [first, next] = &mut entries[at - 1..=at] else { continue };
        let goes_on = next.role == Role::Meeting && !next.is_item && next.key_column == first.key_column;
        if goes_on && first.is_item && matches!(first.role, Role::Bar | Role::Other) {
            first.role = Role::Meeting;
        }
    }
}

/// The headings of 取組 that only the template knows, as a habit tells them: they stand more than once in the column in
/// which most known ones do.
fn own_headings<'a>(heads: &[Head<'a>]) -> BTreeSet<&'a str> {
    let mut columns: BTreeMap<usize, usize> = BTreeMap::new();
    for head in heads.iter().filter(|head| head.role() == Role::Initiative) {
        *columns.entry(head.key_column).or_default() += 1;
    }
    let usual = columns.into_iter().max_by_key(|(_, count)| *count).map(|(column, _)| column);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let are_there = |head: &&Head| Some(head.key_column) == usual && !head.is_item && !head.key.is_empty();
    for head in heads.iter().filter(are_there).filter(|head| head.role() == Role::Other) {
        *counts.entry(head.key).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(key, _)| key).collect()
}

/// The columns at which the headings that are known, or the file's own, stand most often.
fn usual_columns<'a>(heads: &[Head<'a>], own: &BTreeSet<&str>) -> BTreeMap<&'a str, usize> {
    let mut counts: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for head in heads.iter().filter(|head| is_heading(head.key) || own.contains(head.key)) {
        *counts.entry((head.key, head.key_column)).or_default() += 1;
    }
    let mut usual: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for ((key, column), count) in counts {
        let best = usual.entry(key).or_default();
        *best = (*best).max((count, column));
    }
    usual.into_iter().map(|(key, (_, column))| (key, column)).collect()
}

/// Reads entries.
struct Reader<'a, 'b> {
    lines: &'b [Line<'a>],
    widths: Widths,
    cuts: &'b BTreeSet<usize>,
    usual: BTreeMap<&'a str, usize>,
    own: BTreeSet<&'a str>,
    odd: Vec<usize>,
}

impl<'a> Reader<'a, '_> {
    /// What a line belongs to.
    fn role(&self, head: &Head) -> Role {
        match head.role() {
            Role::Other if self.own.contains(head.key) => Role::Initiative,
            role => role,
        }
    }

    fn entry(&mut self, at: usize) -> Entry<'a> {
        let head = Head::of(self.lines[at], self.widths);
        let in_braces = head.role_in_braces();
        let role = in_braces.unwrap_or(self.role(&head));
        let Head { column, key_column, is_item, key, value } = head;
        let (lines, is_whole) = (at..at + 1, in_braces.is_some());
        let entry = Entry { lines, column, key_column, is_item, is_whole, key, value, role, text: None };
        let (text, end) = match value {
            Value::Header => self.text(at, entry.owner()),
            Value::Given(text) if text.starts_with(['[', '{']) => (None, self.brackets(at, text, column)),
            Value::Below if WHOLE.contains(&key) => (None, self.list_end(at, key_column)),
            // The first of the bars may stand on the heading's own line.
            Value::Given(_) if key == words::ACTUAL => (None, self.list_end(at, key_column)),
            Value::Below | Value::Given(_) => (None, at + 1),
        };
        Entry { lines: at..end, text, ..entry }
    }

    /// The line behind the list below a heading: those deeper than it, or in its column with a mark, up to where
    /// something else begins.
    fn list_end(&self, heading: usize, column: usize) -> usize {
        let begins_other = |head: &Head| {
            let is_body =
                head.key == words::NAME && Head::of(self.lines[heading], self.widths).key == words::HELD;
            is_body || matches!(self.role(head), Role::Top | Role::Theme | Role::Initiative)
        };
        let is_of_list = |line: &Line<'a>| {
            let head = Head::of(*line, self.widths);
            let is_deeper = head.column > column || (head.column == column && head.is_item);
            is_deeper && !begins_other(&head)
        };
        let has_content = |line: &&Line| !line.text.trim().is_empty() && !line.is_silent();
        let list = self.lines[heading + 1..].iter().take_while(|line| !has_content(line) || is_of_list(line));
        let list: Vec<&Line> = list.collect();
        heading + 1 + list.iter().rposition(has_content).map_or(0, |last| last + 1)
    }

    /// Notes a line whose indentation holds other spaces. In a text these may follow `enough` half-width
    /// ones.
    fn note_odd(&mut self, at: usize, enough: Option<usize>) {
        let line = self.lines[at];
        if line.spaces() != line.lead() && enough.is_none_or(|enough| line.spaces() < enough) {
            self.odd.push(at);
        }
    }

    /// The text below a header that belongs to what stands in column `owner`, and the line behind it.
    fn text(&mut self, header: usize, owner: usize) -> (Option<Text>, usize) {
        let (mut text, mut end, mut comments) = (None::<Text>, header + 1, Vec::new());
        for (at, line) in self.lines.iter().enumerate().skip(header + 1) {
            if line.text.trim().is_empty() {
                continue;
            }
            let column = self.text_column(*line, owner);
            let is_left = column < text.as_ref().map_or(owner + 1, |text| text.column);
            if is_left && line.is_silent() {
                comments.push(at);
                continue;
            }
            if self.ends_text(at, is_left) {
                break;
            }
            self.note_odd(at, Some(owner + 1));
            let text = text.get_or_insert(Text { first: at, column, comments: Vec::new() });
            // A comment above the whole text cuts nothing.
            text.comments.extend(comments.drain(..).filter(|comment| *comment > text.first));
            end = at + 1;
        }
        (text, end)
    }

    /// The column that a line of a text begins at. Behind enough half-width spaces, others are its own.
    fn text_column(&self, line: Line, owner: usize) -> usize {
        if line.spaces() > owner { line.spaces() } else { self.widths.column(line) }
    }

    /// Whether a text ends before a line: at a heading that stands where all others of its name do, and at
    /// any other that is not as deep as the text.
    fn ends_text(&self, at: usize, is_left: bool) -> bool {
        let head = Head::of(self.lines[at], self.widths);
        let is_usual = self.usual.get(head.key) == Some(&head.key_column);
        self.cuts.contains(&at) || is_usual || (is_left && !head.is_bare())
    }

    /// The line behind the brackets that open with `text`, which belongs to what stands in column `owner`.
    fn brackets(&self, at: usize, text: &str, owner: usize) -> usize {
        let (mut depth, mut end) = (walk_brackets(text, 0).0, at + 1);
        while let Some(line) = self.lines.get(end).filter(|_| depth > 0) {
            if self.widths.column(*line) <= owner && !Head::of(*line, self.widths).is_bare() {
                break;
            }
            depth = walk_brackets(line.text, depth).0;
            end += 1;
        }
        end
    }
}
