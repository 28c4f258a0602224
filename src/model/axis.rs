//! The time axis of a schedule: a period, and what its columns stand for.

use super::period::{Period, THIRDS, TimeSpan, YEAR};

/// What a column of a schedule stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A month.
    Month,
    /// A quarter (四半期).
    Quarter,
    /// A half-year (半期).
    HalfYear,
    /// A fiscal year (年度).
    Year,
}

impl Unit {
    /// How many thirds of a month it has.
    pub fn thirds(self) -> u16 {
        match self {
            Unit::Month => THIRDS,
            Unit::Quarter => YEAR / 4,
            Unit::HalfYear => YEAR / 2,
            Unit::Year => YEAR,
        }
    }
}

/// The time axis of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// What it covers.
    pub period: Period,
    /// What its columns stand for.
    pub unit: Unit,
}

impl Axis {
    /// The units of its rows of heads, from the top down: the columns' own, and above it the next one that
    /// people count these in.
    pub fn tiers(self) -> impl DoubleEndedIterator<Item = Unit> {
        let above = match (self.period.years(), self.unit) {
            (1, Unit::Month) => Some(Unit::Quarter),
            (1, _) | (_, Unit::Year) => None,
            (_, _) => Some(Unit::Year),
        };
        above.into_iter().chain([self.unit])
    }

    /// The spans that a unit parts it into.
    pub fn spans(self, unit: Unit) -> impl Iterator<Item = TimeSpan> {
        let months = unit.thirds() / THIRDS;
        let count = self.period.whole().end() / unit.thirds();
        (0..count).map(move |index| TimeSpan::months(index * months, months))
    }

    /// Its columns.
    pub fn columns(self) -> impl Iterator<Item = TimeSpan> {
        self.spans(self.unit)
    }

    /// The column in which a span begins.
    pub fn column(self, span: TimeSpan) -> usize {
        usize::from(span.start() / self.unit.thirds())
    }

    /// Over what a meeting in some month is drawn: a quarter, or a column that is longer.
    pub fn around(self, month: TimeSpan) -> TimeSpan {
        let months = self.unit.max(Unit::Quarter).thirds() / THIRDS;
        TimeSpan::months(month.start() / THIRDS / months * months, months)
    }
}
