//! What of the times in a plan of several years lies before the first year of the next file. Their years are
//! facts, so that they stay as they are.

use std::cmp::Ordering;

use crate::japanese::months::RANGE_SIGNS;
use crate::japanese::spans::{Part, Point, When, Year, when};
use crate::japanese::width::halved;
use crate::japanese::years;

/// What is left of a time.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// All of it, or it can't be told.
    All,
    /// Its end, from the beginning of the sheet on.
    End(String),
    /// Nothing.
    Nothing,
}

/// What is left of a time from a fiscal year on, by the western year of its April.
pub(super) fn left(text: &str, first: u16) -> Left {
    match when(text) {
        Ok(When::Between(from, to)) => match fiscal_year(from) {
            Some(begin) if begin < first => match last_year(from, to, begin) {
                last if last < first => Left::Nothing,
                last => Left::End(format!("〜{}", end(text, to, last))),
            },
            _ => Left::All,
        },
        Ok(When::From(from)) => match fiscal_year(from).map(|begin| begin.cmp(&first)) {
            Some(Ordering::Less) => Left::End(format!("{}以降", years::name(first))),
            _ => Left::All,
        },
        Ok(When::UpTo(to)) if fiscal_year(to).is_some_and(|last| last < first) => Left::Nothing,
        _ => Left::All,
    }
}

/// The fiscal year that a point lies in, if it names its year.
fn fiscal_year(point: Point) -> Option<u16> {
    match (point.year?, point.part) {
        (Year::Calendar(year), Part::Month(1..=3) | Part::Third(1..=3, _)) => Some(year - 1),
        (Year::Calendar(year) | Year::Fiscal(year), _) => Some(year),
    }
}

/// The fiscal year in which a time ends that begins in another: an end without its year is the next there is.
fn last_year(from: Point, to: Point, begin: u16) -> u16 {
    fiscal_year(to).unwrap_or_else(|| begin + u16::from(place(to) < place(from)))
}

/// Where a part begins within its fiscal year, in thirds of a month.
fn place(point: Point) -> u8 {
    let month = |month: u8| (month + 8) % 12 * 3;
    match point.part {
        Part::Whole => 0,
        Part::Half(half) => half * 18,
        Part::Quarter(quarter) => quarter * 9,
        Part::Month(number) => month(number),
        Part::Third(number, third) => month(number) + third,
    }
}

/// The end of a time with its year.
fn end(text: &str, to: Point, year: u16) -> String {
    let text = halved(text);
    let written = text.split_once(RANGE_SIGNS).map_or(text.as_str(), |(_, last)| last.trim());
    match (to.year, to.part) {
        (_, Part::Whole) => years::name(year),
        (None, _) => years::name(year) + written,
        (Some(_), _) => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_lose_what_lies_before() {
        for (text, end) in [
            ("R7〜R8", "〜令和8年度"),
            ("R7下半期〜Ｒ８上半期", "〜R8上半期"),
            ("令和7〜9年度", "〜令和9年度"),
            ("令和7年10月〜9月", "〜令和8年度9月"),
            ("令和8年2月〜令和8年5月", "〜令和8年5月"),
            ("R7以降", "令和8年度以降"),
        ] {
            assert_eq!(left(text, 2026), Left::End(end.to_owned()), "{text}");
            assert!(when(end).is_ok(), "{end}");
        }
        for text in ["R7", "R7上半期", "令和8年3月", "令和7年5月〜9月", "〜R7", "R6〜R7"] {
            assert_eq!(left(text, 2026), Left::Nothing, "{text}");
        }
        for text in ["R8", "R8〜R9", "〜R8", "通年", "R9以降", "令和8年4月", "なし", "会議"] {
            assert_eq!(left(text, 2026), Left::All, "{text}");
        }
    }
}
