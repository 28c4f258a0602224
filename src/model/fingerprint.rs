//! Tells one sheet's content from another's.

use super::{Initiative, Meeting, MonthSpan, Schedule, Sheet, Theme};
use crate::hash::fnv128;
use crate::japanese::words;

impl Sheet {
    /// A number that changes with whatever the sheet says, and only with that: comments, encoding,
    /// the order of keys and where pages are cut don't count.
    pub fn fingerprint(&self) -> u128 {
        // No text holds a NUL, so names and values can't run into each other.
        let ended = |text: String| text.into_bytes().into_iter().chain([0]);
        fnv128(self.fields().into_iter().flat_map(|(name, value)| ended(name).chain(ended(value))))
    }

    /// All that the sheet says, in its order.
    fn fields(&self) -> Vec<Field> {
        let head = [
            field(words::LABEL, &self.label.value),
            field(words::TITLE, &self.title.value),
            field(words::FISCAL_YEAR, self.fiscal_year.0),
        ];
        let date = self
            .date
            .map(|date| field(words::DATE, format!("{}-{}-{}", date.year(), date.month(), date.day())));
        let meetings = self.meetings.iter().flat_map(meeting);
        head.into_iter().chain(date).chain(meetings).chain(self.themes.iter().flat_map(theme)).collect()
    }
}

/// A name and a value.
type Field = (String, String);

fn field(name: &str, value: impl ToString) -> Field {
    (name.to_owned(), value.to_string())
}

fn meeting(meeting: &Meeting) -> Vec<Field> {
    let head = [field(words::MEETINGS, meeting.month), field(words::SHOWN, &meeting.label.value)];
    head.into_iter().chain(meeting.agenda.iter().map(|point| field(words::AGENDA, &point.value))).collect()
}

fn theme(theme: &Theme) -> Vec<Field> {
    let head = [field(words::HEADING, &theme.heading.value), field(words::CATEGORY, &theme.category.value)];
    head.into_iter().chain(theme.initiatives.iter().flat_map(initiative)).collect()
}

fn initiative(initiative: &Initiative) -> Vec<Field> {
    let mut texts: Vec<Field> =
        initiative.texts.iter().map(|(name, text)| field(name, &text.value)).collect();
    texts.sort();
    let bars = match &initiative.schedule {
        Schedule::Meetings => vec![field(words::SCHEDULE, words::MEETINGS)],
        Schedule::Bars(bars) => bars.iter().map(|bar| field(&bar.kind.value, span(bar.months))).collect(),
    };
    [field(words::NUMBER, initiative.number)].into_iter().chain(texts).chain(bars).collect()
}

fn span(months: MonthSpan) -> String {
    format!("{} {}", months.first(), months.last())
}
