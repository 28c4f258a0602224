//! The Japanese fiscal year: April to March, in four quarters.

use std::fmt;

/// The months of a fiscal year.
pub const MONTHS: u8 = 12;

/// A fiscal year, by the western year that its April falls in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiscalYear(pub u16);

impl FiscalYear {
    /// The western year that one of its months falls in: January to March come after the new year.
    pub fn calendar(self, month: FiscalMonth) -> u16 {
        self.0 + u16::from(month.calendar() < FiscalMonth(0).calendar())
    }
}

/// A month of a fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiscalMonth(u8);

impl FiscalMonth {
    /// The month with a calendar number from 1 to 12; `None` for any other number.
    pub fn from_calendar(number: u8) -> Option<FiscalMonth> {
        (1..=MONTHS).contains(&number).then(|| FiscalMonth((number + 8) % MONTHS))
    }

    /// Its number in the calendar, 1 to 12.
    pub fn calendar(self) -> u8 {
        (self.0 + 3) % MONTHS + 1
    }

    /// How many months of the fiscal year come before it: 0 for April.
    pub fn index(self) -> u8 {
        self.0
    }

    /// The quarter that it lies in.
    pub fn quarter(self) -> Quarter {
        Quarter(self.0 / 3)
    }
}

impl fmt::Display for FiscalMonth {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}月", self.calendar())
    }
}

/// 第１ to 第４四半期.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter(u8);

impl Quarter {
    /// The four quarters in order.
    pub const ALL: [Quarter; 4] = [Quarter(0), Quarter(1), Quarter(2), Quarter(3)];

    /// How many quarters come before it.
    pub fn index(self) -> u8 {
        self.0
    }

    /// Its three months.
    pub fn months(self) -> MonthSpan {
        MonthSpan { start: self.0 * 3, end: self.0 * 3 + 3 }
    }
}

/// One or more months of a fiscal year in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthSpan {
    start: u8,
    end: u8,
}

impl MonthSpan {
    /// The whole fiscal year.
    pub const YEAR: MonthSpan = MonthSpan { start: 0, end: MONTHS };

    /// From the first to the last month, both included; `None` if the last comes before the first.
    pub fn new(first: FiscalMonth, last: FiscalMonth) -> Option<MonthSpan> {
        (first <= last).then_some(MonthSpan { start: first.0, end: last.0 + 1 })
    }

    /// `count` months from the one with index `start`, as far as they lie within the year.
    pub fn from_index(start: u8, count: u8) -> MonthSpan {
        let start = start.min(MONTHS - 1);
        MonthSpan { start, end: start.saturating_add(count.max(1)).min(MONTHS) }
    }

    /// The index of its first month, 0 for April.
    pub fn start(self) -> u8 {
        self.start
    }

    /// The index after that of its last month.
    pub fn end(self) -> u8 {
        self.end
    }

    /// How many months it has.
    pub fn count(self) -> u8 {
        self.end - self.start
    }

    /// Its first month.
    pub fn first(self) -> FiscalMonth {
        FiscalMonth(self.start)
    }

    /// Its last month.
    pub fn last(self) -> FiscalMonth {
        FiscalMonth(self.end - 1)
    }

    /// Whether the two share a month.
    pub fn overlaps(self, other: MonthSpan) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl fmt::Display for MonthSpan {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.count() {
            1 => write!(f, "{}", self.first()),
            _ => write!(f, "{}〜{}", self.first(), self.last()),
        }
    }
}

/// The last day of a month of the Gregorian calendar.
pub fn last_day(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A day, by the calendar; one that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day with these numbers, if there is one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let is_day = (1..=12).contains(&month) && (1..=last_day(year, month)).contains(&day);
        is_day.then_some(Date { year, month, day })
    }

    /// The first day of a fiscal year.
    pub fn start_of(year: FiscalYear) -> Date {
        Date { year: year.0, month: 4, day: 1 }
    }

    /// The western year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month.
    pub fn day(self) -> u8 {
        self.day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fiscal_year_runs_over_the_new_year() {
        let years: Vec<u16> =
            (0..MONTHS).map(|month| FiscalYear(2017).calendar(FiscalMonth(month))).collect();
        assert_eq!(years, [[2017; 9].as_slice(), &[2018; 3]].concat());
    }

    #[test]
    fn fiscal_months_start_in_april() {
        let indices: Vec<u8> =
            (1..=12).filter_map(FiscalMonth::from_calendar).map(FiscalMonth::index).collect();
        assert_eq!(indices, [9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!((FiscalMonth::from_calendar(0), FiscalMonth::from_calendar(13)), (None, None));
        for number in 1..=12 {
            assert_eq!(FiscalMonth::from_calendar(number).map(FiscalMonth::calendar), Some(number));
        }
    }
}
