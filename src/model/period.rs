//! The fiscal years that a sheet covers, and spans of time within them.

use std::ops::RangeInclusive;

use super::fiscal::{Date, FiscalMonth, FiscalYear, MONTHS, last_day};
use crate::japanese::width;
use crate::japanese::years;

/// How many thirds (旬) a month has: 上旬 to the 10th, 中旬 to the 20th, 下旬 to its last day.
pub const THIRDS: u16 = 3;

/// How many thirds a fiscal year has.
pub(super) const YEAR: u16 = MONTHS as u16 * THIRDS;

/// One or more fiscal years in a row. Its days are counted in thirds of a month, from 1 April of its
/// first year on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: FiscalYear,
    years: u8,
}

impl Period {
    /// The most years that a period has.
    pub const MOST_YEARS: u8 = 10;

    /// A single year.
    pub const fn year(year: FiscalYear) -> Period {
        Period { first: year, years: 1 }
    }

    /// From the first to the last year, both included; `None` if the last comes before the first, or if
    /// there are more than [`Period::MOST_YEARS`].
    pub fn new(first: FiscalYear, last: FiscalYear) -> Option<Period> {
        let years = last.0.checked_sub(first.0)?.checked_add(1)?;
        let years = u8::try_from(years).ok().filter(|years| *years <= Period::MOST_YEARS)?;
        Some(Period { first, years })
    }

    /// Its first year.
    pub fn first(self) -> FiscalYear {
        self.first
    }

    /// How many years it has, one at least.
    pub fn years(self) -> u8 {
        self.years
    }

    /// Its last year.
    pub fn last(self) -> FiscalYear {
        FiscalYear(self.first.0 + u16::from(self.years) - 1)
    }

    /// Its years, by the western year of their April.
    pub(crate) fn western(self) -> RangeInclusive<u16> {
        self.first.0..=self.last().0
    }

    /// Whether it has a fiscal year, by the western year of its April.
    pub fn has(self, year: u16) -> bool {
        self.western().contains(&year)
    }

    /// The western years that a calendar month of it may lie in, one for each of its fiscal years.
    pub(crate) fn years_of_month(self, month: u8) -> impl Iterator<Item = u16> {
        let month = FiscalMonth::from_calendar(month);
        self.western().filter_map(move |year| Some(FiscalYear(year).calendar(month?)))
    }

    /// All of it.
    pub fn whole(self) -> TimeSpan {
        TimeSpan::of(0, u16::from(self.years) * YEAR)
    }

    /// A span of this period as one of another. Between single years it keeps its months; else its place in
    /// time, as far as the other has that: `None` if it has nothing of it.
    pub fn moved(self, span: TimeSpan, to: Period) -> Option<TimeSpan> {
        if self == to || (self.years, to.years) == (1, 1) {
            return Some(span);
        }
        let thirds = |period: Period| i32::from(period.first.0) * i32::from(YEAR);
        let end = i32::from(to.whole().end);
        let at = |third: u16| (i32::from(third) + thirds(self) - thirds(to)).clamp(0, end) as u16;
        let moved = TimeSpan::new(at(span.start), at(span.end))?;
        Some(TimeSpan { is_open_before: span.is_open_before, is_open_behind: span.is_open_behind, ..moved })
    }

    /// One of its years; `None` for any other.
    pub fn of_year(self, year: FiscalYear) -> Option<TimeSpan> {
        let index = year.0.checked_sub(self.first.0).filter(|index| *index < u16::from(self.years))?;
        Some(TimeSpan::of(index * YEAR, (index + 1) * YEAR))
    }

    /// Its name: 令和7年度, 令和6年度〜令和8年度.
    pub fn name(self) -> String {
        match self.years {
            1 => years::name(self.first.0),
            _ => format!("{}〜{}", years::name(self.first.0), years::name(self.last().0)),
        }
    }

    /// The name of its first year.
    pub fn first_year_name(self) -> String {
        years::name(self.first.0)
    }

    /// The name of the year in which a span begins: 令和7年度.
    pub fn year_name(self, span: TimeSpan) -> String {
        years::name(self.first.0 + span.start / YEAR)
    }

    /// The same where there is little room: R7.
    pub fn short_year_name(self, span: TimeSpan) -> String {
        years::short_name(self.first.0 + span.start / YEAR)
    }

    /// The month in which a span begins, without its year: 9月.
    pub fn bare_month(self, span: TimeSpan) -> String {
        FiscalMonth::from_index((span.start % YEAR / THIRDS) as u8).to_string()
    }

    /// The first and the last day of a span.
    pub fn dates(self, span: TimeSpan) -> (Date, Date) {
        (self.first_day(span.start), self.last_day(span.end - 1))
    }

    /// The span from a first to a last day; `None` where it is none of whole thirds of months in this period.
    pub(crate) fn of_dates(self, first: Date, last: Date) -> Option<TimeSpan> {
        let thirds = || 0..self.whole().end;
        let start = thirds().find(|third| self.first_day(*third) == first)?;
        TimeSpan::new(start, thirds().find(|third| self.last_day(*third) == last)? + 1)
    }

    fn first_day(self, third: u16) -> Date {
        let (year, month) = self.month(third);
        Date::of(year, month, [1, 11, 21][usize::from(third % THIRDS)])
    }

    fn last_day(self, third: u16) -> Date {
        let (year, month) = self.month(third);
        Date::of(year, month, [10, 20, last_day(year, month)][usize::from(third % THIRDS)])
    }

    /// The western year and the month that a third lies in.
    fn month(self, third: u16) -> (u16, u8) {
        let month = FiscalMonth::from_index((third % YEAR / THIRDS) as u8);
        (FiscalYear(self.first.0 + third / YEAR).calendar(month), month.calendar())
    }

    /// A span as a data file writes it: 10月, 4月〜9月, 5月上旬〜7月中旬; in a period of several years
    /// 令和7年度, 令和7年4月〜令和8年9月.
    pub fn words(self, span: TimeSpan) -> String {
        let (first, last) = self.ends(span);
        match (span.is_open_before, span.is_open_behind) {
            (_, true) => format!("{first}〜"),
            (true, false) => format!("〜{last}"),
            _ if first == last => first,
            _ => format!("{first}〜{last}"),
        }
    }

    /// A span as it is read aloud: ７月から９月, 令和8年度以降. Months of one digit are full-width, as on
    /// the sheet.
    pub fn spoken(self, span: TimeSpan) -> String {
        let (first, last) = self.ends(span);
        let (first, last) = (full_months(&first), full_months(&last));
        match (span.is_open_before, span.is_open_behind) {
            (_, true) => format!("{first}以降"),
            (true, false) => format!("{last}まで"),
            _ if first == last => first,
            _ => format!("{first}から{last}"),
        }
    }

    /// The names of the ends of a span, both the same where it is one year, month or third.
    pub fn ends(self, span: TimeSpan) -> (String, String) {
        let (first, last) = (span.start, span.end - 1);
        let is_whole = |unit: u16| span.start.is_multiple_of(unit) && span.end.is_multiple_of(unit);
        let name = |third: u16| match self.years {
            1 => self.month_name(third),
            _ if is_whole(YEAR) => years::name(self.first.0 + third / YEAR),
            _ => self.month_name(third),
        };
        let third_name = |third: u16| {
            if is_whole(THIRDS) { "" } else { ["上旬", "中旬", "下旬"][usize::from(third % THIRDS)] }
        };
        (name(first) + third_name(first), name(last) + third_name(last))
    }

    /// The name of the month of a third, with its year where the period has several.
    fn month_name(self, third: u16) -> String {
        match (self.years, self.month(third)) {
            (1, (_, month)) => format!("{month}月"),
            (_, (year, month)) => years::month_name(year, month),
        }
    }
}

/// A text in which months of one digit have that digit full-width.
pub fn full_months(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |index: usize| letters.get(index).is_some_and(char::is_ascii_digit);
    let widened = |(index, c): (usize, &char)| {
        let stands_alone = is_digit(index) && (index == 0 || !is_digit(index - 1));
        if stands_alone && letters.get(index + 1) == Some(&'月') { width::full(*c) } else { *c }
    };
    letters.iter().enumerate().map(widened).collect()
}

/// One or more thirds of a month in a row, by their places in a [`Period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeSpan {
    start: u16,
    end: u16,
    is_open_before: bool,
    is_open_behind: bool,
}

impl TimeSpan {
    /// From a third up to another that it does not have; `None` if that leaves nothing.
    pub fn new(start: u16, end: u16) -> Option<TimeSpan> {
        (start < end).then_some(TimeSpan::of(start, end))
    }

    const fn of(start: u16, end: u16) -> TimeSpan {
        TimeSpan { start, end, is_open_before: false, is_open_behind: false }
    }

    /// `count` months from the one with index `first` on, 0 for the period's first April.
    pub fn months(first: u16, count: u16) -> TimeSpan {
        TimeSpan::of(first * THIRDS, (first + count.max(1)) * THIRDS)
    }

    /// How many thirds come before it.
    pub fn start(self) -> u16 {
        self.start
    }

    /// How many thirds come before its end.
    pub fn end(self) -> u16 {
        self.end
    }

    /// How many thirds it has.
    pub fn count(self) -> u16 {
        self.end - self.start
    }

    /// From its beginning on to the end of a period, and beyond.
    pub fn and_onwards(self, period: Period) -> TimeSpan {
        TimeSpan { end: period.whole().end, is_open_behind: true, ..self }
    }

    /// From the beginning of a period, and before, up to its end.
    pub fn and_before(self) -> TimeSpan {
        TimeSpan { start: 0, is_open_before: true, ..self }
    }

    /// Whether it goes beyond the period at neither end.
    pub fn is_closed(self) -> bool {
        !self.is_open_before && !self.is_open_behind
    }

    /// Whether it goes on beyond the period.
    pub fn is_open_behind(self) -> bool {
        self.is_open_behind
    }

    /// Whether the two share a third.
    pub fn overlaps(self, other: TimeSpan) -> bool {
        self.start < other.end && other.start < self.end
    }
}
