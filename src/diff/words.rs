//! Changes in words, field by field: the rows of a comparison, and the lines for other programs.

use super::changes::{MeetingChanges, RowChanges, SheetChanges, Sides, ThemeChanges};
use super::text::{Mark, Run, text};
use crate::japanese::words;
use crate::model::{Bar, Initiative, Meeting, Period, Schedule, Theme};

/// What became of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Both sheets have it, with other words or none other.
    Changed,
    /// Only the new sheet has it.
    Added,
    /// Only the old sheet has it.
    Deleted,
    /// It stood elsewhere.
    Moved,
}

/// A field of a sheet, a theme or a row, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What the field is called: 内容, 予定, 番号.
    pub field: String,
    /// What became of it.
    pub kind: Kind,
    /// The text on both sheets. Of what moved, the place where it stood and where it stands.
    pub runs: Vec<(Mark, String)>,
}

impl Change {
    fn of(field: &str, runs: &[Run]) -> Change {
        let runs: Vec<(Mark, String)> = runs.iter().map(|run| (run.mark, run.text.to_owned())).collect();
        let is_all = |mark| !runs.is_empty() && runs.iter().all(|(other, _)| *other == mark);
        let kind = match (is_all(Mark::Deleted), is_all(Mark::Added)) {
            (true, _) => Kind::Deleted,
            (_, true) => Kind::Added,
            _ => Kind::Changed,
        };
        Change { field: field.to_owned(), kind, runs }
    }

    fn between(field: &str, sides: Sides<String>) -> Change {
        Change::of(field, &text(&sides.old.unwrap_or_default(), &sides.new.unwrap_or_default()))
    }

    fn moved(field: &str, old: String, new: String) -> Change {
        let runs = vec![(Mark::Deleted, old), (Mark::Added, new)];
        Change { field: field.to_owned(), kind: Kind::Moved, runs }
    }

    /// Whether the two sheets differ here.
    pub fn is_change(&self) -> bool {
        self.runs.iter().any(|(mark, _)| *mark != Mark::Equal)
    }
}

impl SheetChanges<'_> {
    /// What belongs to no row: number, title, year, date, author, meetings and notes.
    pub fn top(&self) -> Vec<Change> {
        let period = self.period.map(Period::name);
        let date = self.date.map(|date| format!("{}年{}月{}日", date.year(), date.month(), date.day()));
        let top = [
            Change::of(words::LABEL, &self.label),
            Change::of(words::TITLE, &self.title),
            Change::between(words::FISCAL_YEAR, period),
            Change::between(words::DATE, date),
        ];
        let author = Change::of(words::AUTHOR, &self.author);
        let meetings = self.meetings.iter().map(|meeting| meeting.change(self.period));
        let notes = self.notes.iter().map(|note| Change::of(words::NOTE, note));
        top.into_iter().chain([author]).chain(meetings).chain(notes).collect()
    }
}

impl MeetingChanges<'_> {
    fn change(&self, periods: Sides<Period>) -> Change {
        let words = |meeting: &Meeting, period: Option<Period>| {
            let month = period.map_or(String::new(), |period| period.words(meeting.month));
            let agenda = meeting.agenda.iter().map(|point| format!("\n・{}", point.value));
            format!("{month}　{}{}", meeting.label.value, agenda.collect::<String>())
        };
        let old = self.sides.old.map(|meeting| words(meeting, periods.old));
        Change::between(words::MEETINGS, Sides { old, new: self.sides.new.map(|it| words(it, periods.new)) })
    }
}

impl ThemeChanges<'_> {
    /// What changed of its band and its short name.
    pub fn fields(&self) -> Vec<Change> {
        let (heading, category) = (words::HEADING, words::CATEGORY);
        vec![Change::of(heading, &self.heading), Change::of(category, &self.category)]
    }
}

impl RowChanges<'_> {
    /// Where a row that was moved stood and stands: in which theme, or behind which row of the same one. `theme`
    /// is the one that it stands in.
    pub fn places(&self, theme: &ThemeChanges) -> Sides<String> {
        let Some(moved_from) = self.moved_from else { return Sides { old: None, new: None } };
        let is_same_theme = theme.sides.old.is_some_and(|old| std::ptr::eq(old, moved_from));
        let place = |theme: Option<&Theme>, row: Option<&Initiative>| {
            let (theme, row) = theme.zip(row)?;
            Some(if is_same_theme { place_within(theme, row) } else { theme.heading.one_line() })
        };
        Sides { old: place(Some(moved_from), self.sides.old), new: place(theme.sides.new, self.sides.new) }
    }

    /// Its fields, changed or not, in the order of the sheet: number, place, texts and schedule. `theme` is the
    /// one that it stands in.
    pub fn fields(&self, theme: &ThemeChanges, periods: Sides<Period>) -> Vec<Change> {
        let number = Change::between(words::NUMBER, self.number().map(|number| number.to_string()));
        let places = self.places(theme);
        let place = places.old.zip(places.new).map(|(old, new)| Change::moved("場所", old, new));
        let texts = self.texts.iter().map(|(name, runs)| Change::of(name, runs));
        let schedule = |row: Option<&Schedule>, period: Option<Period>| {
            row.map(|schedule| schedule_words(schedule, period))
        };
        let rows = self.sides.map(|row| &row.schedule);
        let schedule = Change::between(
            words::SCHEDULE,
            Sides { old: schedule(rows.old, periods.old), new: schedule(rows.new, periods.new) },
        );
        [number].into_iter().chain(place).chain(texts).chain([schedule]).collect()
    }
}

/// Where a row stands in its theme.
fn place_within(theme: &Theme, row: &Initiative) -> String {
    let before = theme.initiatives.iter().take_while(|before| before.number != row.number).last();
    before.map_or("先頭".to_owned(), |before| format!("{} の次", before.number))
}

/// A schedule in words, a line for each bar.
fn schedule_words(schedule: &Schedule, period: Option<Period>) -> String {
    let months = |bar: &Bar| period.map_or(String::new(), |period| period.words(bar.span));
    match schedule {
        Schedule::Meetings(_) => schedule.word().unwrap_or_default(),
        Schedule::Bars(bars) => {
            let lines = bars.iter().map(|bar| format!("{}：{}", bar.kind.value, months(bar)));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}
