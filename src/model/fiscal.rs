//! The Japanese fiscal year, April to March, and days of the calendar.

use std::fmt;

use crate::japanese::day_words::WEEKDAYS;

/// The months of a fiscal year.
pub const MONTHS: u8 = 12;

/// A fiscal year, by the western year that its April falls in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

    /// The month of a fiscal year that so many months come before; a year has [`MONTHS`].
    pub fn from_index(index: u8) -> FiscalMonth {
        FiscalMonth(index % MONTHS)
    }
}

impl fmt::Display for FiscalMonth {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}月", self.calendar())
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

    /// A day that is known to be there.
    pub(super) fn of(year: u16, month: u8, day: u8) -> Date {
        Date { year, month, day }
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

    /// The day of the week, 日 to 土: Zeller's congruence, in which January and February end the year before.
    pub fn weekday(self) -> char {
        let (year, month) = match self.month {
            1 | 2 => (self.year - 1, self.month + 12),
            _ => (self.year, self.month),
        };
        let days = year + year / 4 - year / 100 + year / 400 + 13 * (u16::from(month) + 1) / 5;
        WEEKDAYS[usize::from((days + u16::from(self.day) + 6) % 7)]
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
