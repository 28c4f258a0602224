//! What lines of a data file are, as their headings say.

use super::super::line;
use crate::japanese::{spans, width, words};

/// What an entry belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// A heading of the whole file.
    Top,
    /// A heading of a 会議.
    Meeting,
    /// A heading of a 課題.
    Theme,
    /// A heading of a 取組.
    Initiative,
    /// A name with months.
    Bar,
    /// Anything else: a text of a list, a heading of a template's own column, the rest of a text.
    Other,
}

/// The headings of the whole file.
const TOP: [&str; 14] = [
    words::LABEL,
    words::TITLE,
    words::FISCAL_YEAR,
    words::PERIOD,
    words::DATE,
    words::AUTHOR,
    words::TEMPLATE,
    words::PAGES,
    words::SHORT_ENDS,
    words::IGNORED,
    words::AGENCIES,
    words::MEETINGS,
    words::NOTE,
    words::THEMES,
];

/// The headings of a 会議, or of a body that holds some, in their usual order.
const MEETING: [&str; 6] = [words::MONTH, words::NAME, words::SHOWN, words::MARK, words::AGENDA, words::HELD];

/// Those of a 課題.
const THEME: [&str; 3] = [words::HEADING, words::CATEGORY, words::INITIATIVES];

/// Those of a 取組; a template may have more.
const INITIATIVE: [&str; 10] = [
    words::NUMBER,
    words::PAGE_BREAK,
    words::ITEM,
    words::CONTENT,
    words::PROPOSERS,
    words::PARTNERS,
    words::SCHEDULE,
    words::ACTUAL,
    words::REMARKS,
    words::REASONS,
];

impl Role {
    /// The roles of items that have headings.
    pub(super) const WITH_HEADINGS: [Role; 3] = [Role::Meeting, Role::Theme, Role::Initiative];

    /// The headings by which it is told, in their usual order.
    pub(super) fn headings(self) -> &'static [&'static str] {
        match self {
            Role::Top => &TOP,
            Role::Meeting => &MEETING,
            Role::Theme => &THEME,
            Role::Initiative => &INITIATIVE,
            Role::Bar | Role::Other => &[],
        }
    }

    /// The headings without which an item is not complete, in their usual order.
    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            Role::Meeting => &[words::MONTH, words::SHOWN],
            Role::Theme => &THEME,
            Role::Initiative => &[words::NUMBER, words::ITEM, words::CONTENT, words::SCHEDULE],
            Role::Top | Role::Bar | Role::Other => &[],
        }
    }

    /// What people call it, which is also the heading above a list of items but for bars.
    pub(super) fn name(self) -> &'static str {
        match self {
            Role::Meeting => words::MEETINGS,
            Role::Theme => words::THEMES,
            Role::Initiative => words::INITIATIVES,
            Role::Bar => words::BARS,
            Role::Top | Role::Other => "見出し",
        }
    }

    /// The heading above a list of such.
    pub(super) fn list(self) -> &'static str {
        match self {
            Role::Bar => words::SCHEDULE,
            Role::Other => words::AGENDA,
            _ => self.name(),
        }
    }

    /// The role of what has a heading, with a list mark or without, and a value.
    pub(super) fn of(heading: &str, is_item: bool, value: Value) -> Role {
        let is_bar = matches!(value, Value::Given(text) if number(text).is_some() || says_when(text));
        let known = [Role::Initiative, Role::Theme, Role::Meeting, Role::Top];
        match known.into_iter().find(|role| role.headings().contains(&heading)) {
            // A bar may be named like a heading of the file.
            Some(Role::Top) if is_item && is_bar => Role::Bar,
            Some(Role::Top) if is_item => Role::Other,
            Some(role) => role,
            None if is_bar && !heading.is_empty() => Role::Bar,
            None => Role::Other,
        }
    }
}

/// What stands behind a heading or list mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// Nothing: the value is left to the lines below.
    Below,
    /// The header of a text on the lines below, as `|-`.
    Header,
    /// Something, without the comment behind it.
    Given(&'a str),
}

impl<'a> Value<'a> {
    /// The value that a text holds.
    pub(super) fn of(text: &'a str) -> Value<'a> {
        let text = text[..line::comment(text).unwrap_or(text.len())].trim_end();
        match text.chars().next() {
            None => Value::Below,
            Some('|' | '>') => Value::Header,
            Some(_) => Value::Given(text),
        }
    }

    /// The number that it begins with, as the first month of a span.
    pub(super) fn number(self) -> Option<u32> {
        match self {
            Value::Given(text) => number(text),
            Value::Below | Value::Header => None,
        }
    }
}

/// Whether a text says when something is planned, once or several times.
fn says_when(text: &str) -> bool {
    let times = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    times.unwrap_or(text).split(',').all(|time| spans::when(time).is_ok())
}

/// The number that a text begins with, in digits of either width.
fn number(text: &str) -> Option<u32> {
    let digits = text.trim_start().chars().map_while(|c| width::half(c).to_digit(10));
    digits.fold(None, |number, digit| Some(number.unwrap_or(0_u32).saturating_mul(10).saturating_add(digit)))
}
