//! Tells one sheet's content from another's.

use super::{Bar, Initiative, Manner, Meeting, Period, Sheet, Theme};
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
            field(words::FISCAL_YEAR, years(self.period)),
        ];
        let date = self
            .date
            .map(|date| field(words::DATE, format!("{}-{}-{}", date.year(), date.month(), date.day())));
        let author = self.author.iter().map(|author| field(words::AUTHOR, &author.value));
        let meetings = self.meetings.iter().flat_map(|it| meeting(it, self.period));
        let notes = self.notes.iter().map(|note| field(words::NOTE, &note.value));
        head.into_iter()
            .chain(date)
            .chain(author)
            .chain(meetings)
            .chain(notes)
            .chain(self.themes.iter().flat_map(|it| theme(it, self.period)))
            .collect()
    }
}

/// A name and a value.
type Field = (String, String);

fn field(name: &str, value: impl ToString) -> Field {
    (name.to_owned(), value.to_string())
}

fn meeting(meeting: &Meeting, period: Period) -> Vec<Field> {
    let head =
        [field(words::MEETINGS, period.words(meeting.month)), field(words::SHOWN, &meeting.label.value)];
    let body = meeting.body.iter().map(|body| field(words::BODY_NAME, body));
    head.into_iter()
        .chain(body)
        .chain(meeting.agenda.iter().map(|point| field(words::AGENDA, &point.value)))
        .collect()
}

fn theme(theme: &Theme, period: Period) -> Vec<Field> {
    let head = [field(words::HEADING, &theme.heading.value), field(words::CATEGORY, &theme.category.value)];
    head.into_iter().chain(theme.initiatives.iter().flat_map(|it| initiative(it, period))).collect()
}

fn initiative(initiative: &Initiative, period: Period) -> Vec<Field> {
    let mut texts: Vec<Field> =
        initiative.texts.iter().map(|(name, text)| field(name, &text.value)).collect();
    texts.sort();
    let meetings = initiative.schedule.word().map(|word| field(words::SCHEDULE, word));
    let bars = initiative.bars().iter().map(|bar| field(&bar.kind.value, span(bar, period)));
    let actual = initiative.actual.iter();
    let actual = actual.flat_map(|bar| [field(words::ACTUAL, &bar.kind.value), field("", span(bar, period))]);
    [field(words::NUMBER, &initiative.number)]
        .into_iter()
        .chain(texts)
        .chain(meetings)
        .chain(bars)
        .chain(actual)
        .collect()
}

/// The years of a period, as they are written into workbooks since there were any.
fn years(period: Period) -> String {
    match period.years() {
        1 => period.first().0.to_string(),
        _ => format!("{} {}", period.first().0, period.last().0),
    }
}

fn span(bar: &Bar, period: Period) -> String {
    let (first, last) = period.ends(bar.span);
    match (bar.manner, bar.span.is_closed()) {
        (Manner::Steady, true) => format!("{first} {last}"),
        (Manner::Steady, false) => period.words(bar.span),
        (Manner::Monthly | Manner::AnyTime, _) => bar.when.one_line(),
    }
}
