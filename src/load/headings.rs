//! The headings of a data file: which stand together, and what is written behind each.

use crate::japanese::width::{halved, whole};
use crate::japanese::{bodies, spans, words, years};

/// A heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heading {
    /// Its word.
    pub name: &'static str,
    /// What it belongs to.
    pub holder: Holder,
    /// What is written behind it.
    pub content: Content,
}

/// What has headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// The data file itself.
    Sheet,
    /// An agency (機関).
    Agency,
    /// A meeting (会議).
    Meeting,
    /// A theme (課題).
    Theme,
    /// An initiative (取組).
    Initiative,
}

/// What is written behind a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Words that are shown as they are.
    Text,
    /// A number, month, year, date or set word.
    Value,
    /// A list of texts.
    Texts,
    /// Things with headings of their own, or bars.
    Things,
}

/// All headings, in the order in which people write them.
const HEADINGS: [Heading; 37] = [
    heading(words::LABEL, Holder::Sheet, Content::Text),
    heading(words::TITLE, Holder::Sheet, Content::Text),
    heading(words::FISCAL_YEAR, Holder::Sheet, Content::Value),
    heading(words::PERIOD, Holder::Sheet, Content::Value),
    heading(words::DATE, Holder::Sheet, Content::Value),
    heading(words::AUTHOR, Holder::Sheet, Content::Text),
    heading(words::TEMPLATE, Holder::Sheet, Content::Text),
    heading(words::PAGES, Holder::Sheet, Content::Value),
    heading(words::SHORT_ENDS, Holder::Sheet, Content::Value),
    heading(words::IGNORED, Holder::Sheet, Content::Texts),
    heading(words::AGENCIES, Holder::Sheet, Content::Things),
    heading(words::MEETINGS, Holder::Sheet, Content::Things),
    heading(words::NOTE, Holder::Sheet, Content::Texts),
    heading(words::THEMES, Holder::Sheet, Content::Things),
    heading(words::NAME, Holder::Agency, Content::Text),
    heading(words::OTHER_NAMES, Holder::Agency, Content::Texts),
    heading(words::MONTH, Holder::Meeting, Content::Value),
    heading(words::SHOWN, Holder::Meeting, Content::Text),
    heading(words::AGENDA, Holder::Meeting, Content::Texts),
    heading(words::NAME, Holder::Meeting, Content::Text),
    heading(words::MARK, Holder::Meeting, Content::Text),
    heading(words::REPORT, Holder::Meeting, Content::Value),
    heading(words::HELD, Holder::Meeting, Content::Things),
    heading(words::HEADING, Holder::Theme, Content::Text),
    heading(words::CATEGORY, Holder::Theme, Content::Text),
    heading(words::INITIATIVES, Holder::Theme, Content::Things),
    heading(words::NUMBER, Holder::Initiative, Content::Value),
    heading(words::ITEM, Holder::Initiative, Content::Text),
    heading(words::CONTENT, Holder::Initiative, Content::Text),
    heading(words::PROPOSERS, Holder::Initiative, Content::Text),
    heading(words::PARTNERS, Holder::Initiative, Content::Text),
    heading(words::REMARKS, Holder::Initiative, Content::Text),
    heading(words::SCHEDULE, Holder::Initiative, Content::Things),
    heading(words::ACTUAL, Holder::Initiative, Content::Things),
    heading(words::REPORT, Holder::Initiative, Content::Value),
    heading(words::PAGE_BREAK, Holder::Initiative, Content::Value),
    heading(words::REASONS, Holder::Initiative, Content::Texts),
];

const fn heading(name: &'static str, holder: Holder, content: Content) -> Heading {
    Heading { name, holder, content }
}

/// The heading with a name.
pub(super) fn find(name: &str) -> Option<Heading> {
    HEADINGS.iter().find(|heading| heading.name == name).copied()
}

/// Whether something has a heading with a name.
pub(super) fn is_of(name: &str, holder: Holder) -> bool {
    HEADINGS.iter().any(|heading| heading.name == name && heading.holder == holder)
}

/// The heading that people leave out before a value at the head of what it belongs to.
pub(super) fn first_of(holder: Holder, value: &str) -> &'static str {
    match holder {
        Holder::Agency => words::NAME,
        Holder::Meeting if spans::when(value).is_ok() => words::MONTH,
        Holder::Meeting => words::NAME,
        Holder::Sheet | Holder::Theme => words::HEADING,
        Holder::Initiative if reads(words::NUMBER, value) => words::NUMBER,
        Holder::Initiative => words::ITEM,
    }
}

/// The heading that a text begins with; of several, the longest.
pub(super) fn at_head(text: &str) -> Option<Heading> {
    let found = HEADINGS.iter().copied().filter(|heading| text.starts_with(heading.name));
    found.max_by_key(|heading| heading.name.len())
}

/// Whether a text can be read as the value of a heading that wants one. What else is wrong with it, the
/// readers say.
pub(super) fn reads(name: &str, text: &str) -> bool {
    match name {
        words::NUMBER | words::PAGES => whole::<u32>(&halved(text)).is_some(),
        words::MONTH => spans::when(text).is_ok(),
        words::FISCAL_YEAR => years::fiscal_year(text).is_ok(),
        words::DATE => years::day(text).is_some(),
        words::PAGE_BREAK => text == words::BEFORE,
        words::REPORT => [words::YES, words::NO].contains(&text),
        words::PERIOD => spans::fiscal_years(text).is_ok(),
        words::SCHEDULE => {
            bodies::bodies_in(text).is_some() || words::NONE.contains(&text) || spans::is_word(text)
        }
        _ => false,
    }
}

/// All names.
pub(super) fn names() -> Vec<&'static str> {
    HEADINGS.iter().map(|heading| heading.name).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names of the properties in a schema.
    fn properties(schema: &str) -> Vec<&str> {
        let lines: Vec<&str> = schema.lines().collect();
        let is_open = |line: &str| line.ends_with('{') && !line.ends_with("\"properties\": {");
        let names =
            lines.iter().filter(|line| is_open(line)).filter_map(|line| line.trim().split('"').nth(1));
        names.filter(|name| !name.is_ascii()).collect()
    }

    #[test]
    fn they_are_those_of_the_schema() {
        let schema = crate::load::sheet_schema([], true);
        let names: BTreeSet<&str> = names().into_iter().collect();
        assert_eq!(properties(&schema).into_iter().collect::<BTreeSet<&str>>(), names);
    }
}
