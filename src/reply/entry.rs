//! An entry of 予定一覧: a bar or marker on one line.

use super::formats;
use crate::base::ENTRY_COLUMNS;
use crate::japanese::width::bare;
use crate::japanese::years::{self, Day};
use crate::model::{Date, Period, TimeSpan};

/// Where the first and the last day stand among the cells of an entry.
pub(super) const DAYS: [usize; 2] = [1, 2];

/// How many of its cells tell a bar: its kind and its days.
pub(super) const OF_BAR: usize = 3;

/// An entry.
pub(super) struct Entry {
    /// The number of its row.
    pub number: String,
    /// Its cells, in the order of [`ENTRY_COLUMNS`].
    pub cells: [String; ENTRY_COLUMNS.len()],
}

impl Entry {
    /// An entry as the hidden worksheet has it.
    pub(super) fn kept((number, text): &(String, String)) -> Entry {
        let mut cells = text.split('\n').map(str::to_owned);
        Entry { number: number.clone(), cells: std::array::from_fn(|_| cells.next().unwrap_or_default()) }
    }

    /// What two entries have in common that are one, from what tells most to what tells least.
    pub(super) fn keys(&self) -> [String; 5] {
        let number = bare(&self.number);
        let cells = self.cells.iter().enumerate().map(|(index, cell)| plain(index, cell));
        let cells: Vec<String> = cells.collect();
        let (kind, days, all) = (&cells[0], cells[1..OF_BAR].join("\n"), cells.join("\n"));
        let [all_of_row, days, kind] = [&all, &days, kind].map(|it| format!("{number}\n{it}"));
        [all_of_row, days, kind, number, all]
    }

    /// What it says, on one line.
    pub(super) fn words(&self) -> String {
        let all = [&self.number].into_iter().chain(&self.cells).filter(|cell| !cell.is_empty());
        all.map(String::as_str).collect::<Vec<_>>().join("、")
    }

    /// When it is; `None` where it does not begin and end with a third of a month.
    pub(super) fn span(&self, period: Period) -> Option<TimeSpan> {
        let [first, last] = DAYS.map(|index| day(&self.cells[index]));
        let date = |(year, month, day): Day| Date::new(year, month, day);
        period.of_dates(date(first?)?, date(last?)?)
    }
}

/// A cell of an entry as it is compared.
pub(super) fn plain(index: usize, text: &str) -> String {
    let day = day(text).filter(|_| DAYS.contains(&index));
    day.map_or_else(|| bare(text), |(year, month, day)| format!("{year}/{month}/{day}"))
}

/// The day that a cell names, whatever a program has made of it: a date, with its time or not, or its number.
fn day(text: &str) -> Option<Day> {
    let first = text.split_whitespace().next()?;
    let named = years::day(text).or_else(|| years::day(first)).map(|(day, _)| day);
    named.or_else(|| first.parse().ok().and_then(formats::day))
}

/// The year and the month that a cell names.
pub(super) fn month(text: &str) -> Option<(u16, u8)> {
    day(text).or_else(|| day(&format!("{text}1日"))).map(|(year, month, _)| (year, month))
}
