//! Fiscal years in the Japanese and the western calendar.

use std::ops::{Range, RangeInclusive};

use super::report::Problem;
use super::values::{half_width, whole};
use crate::model::{Date, FiscalYear};
use crate::width;

/// An era: its name and initial, the western year that its first year (元年) falls in, and how many
/// of its years name a fiscal year. The last of these is the year of the next era's beginning,
/// which is named either way: 平成31年度 is 令和元年度, 昭和64年度 is 平成元年度.
struct Era {
    name: &'static str,
    initial: char,
    first: u16,
    years: u16,
}

/// The eras that a schedule can speak of, latest first.
const ERAS: [Era; 3] = [
    Era { name: "令和", initial: 'R', first: 2019, years: 99 },
    Era { name: "平成", initial: 'H', first: 1989, years: 31 },
    Era { name: "昭和", initial: 'S', first: 1926, years: 64 },
];

/// The western years of these eras.
const WESTERN_YEARS: RangeInclusive<u16> = 1926..=2117;

/// The fiscal year that a text names: 平成29年度, Ｈ29, 令和元年度, R7, 2017年度, 2017.
pub fn fiscal_year(text: &str) -> Result<FiscalYear, Problem> {
    let value = half_width(text).to_ascii_uppercase();
    let value = value.trim_end_matches('度').trim_end_matches('年').trim();
    match era_of(value) {
        Some((era, years)) => year_of_era(era, years, text),
        None => western_year(value, text),
    }
}

/// The era that a year is given in, and its years there as text.
fn era_of(value: &str) -> Option<(&'static Era, &str)> {
    ERAS.iter().find_map(|era| {
        let years = value.strip_prefix(era.name).or_else(|| value.strip_prefix(era.initial))?;
        Some((era, years.trim()))
    })
}

/// The day that a text names: 2017-05-10, 2017/5/10, 2017年5月10日, 平成29年5月10日, H29.5.10.
pub fn date(text: &str) -> Result<Date, Problem> {
    let value = half_width(text).to_ascii_uppercase();
    let mut parts = value.trim_end_matches('日').split(['年', '月', '-', '/', '.']).map(str::trim);
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    let year = match era_of(year) {
        Some((era, years)) => years_of(years).map(|number| era.first + number - 1),
        None => whole(year).filter(|year| WESTERN_YEARS.contains(year)),
    };
    let date = year.zip(whole(month)).zip(whole(day)).filter(|_| parts.next().is_none());
    date.and_then(|((year, month), day)| Date::new(year, month, day)).ok_or_else(|| {
        (
            format!("「{text}」は日付として読めません"),
            "「令和7年5月10日」「R7.5.10」「2025-05-10」のように書いてください".to_owned(),
        )
    })
}

/// Which year of an era a text gives: 元 is the first.
fn years_of(years: &str) -> Option<u16> {
    let number = if years == "元" { Some(1) } else { whole(years) };
    number.filter(|number| (1..=99).contains(number))
}

fn year_of_era(era: &Era, years: &str, text: &str) -> Result<FiscalYear, Problem> {
    let number = years_of(years).ok_or_else(|| unreadable(text))?;
    let year = FiscalYear(era.first + number - 1);
    if number > era.years {
        return Err((
            format!("{}{number}年度はありません", era.name),
            format!("{}ではありませんか", name(year)),
        ));
    }
    Ok(year)
}

fn western_year(value: &str, text: &str) -> Result<FiscalYear, Problem> {
    let year = whole(value).filter(|year| WESTERN_YEARS.contains(year));
    year.map(FiscalYear).ok_or_else(|| unreadable(text))
}

fn unreadable(text: &str) -> Problem {
    (
        format!("「{text}」は年度として読めません"),
        "「令和7年度」「R7」「2025年度」のように書いてください".to_owned(),
    )
}

/// The fiscal years that a text names as 年度 within its words, and where.
pub fn named_in(text: &str) -> Vec<(Range<usize>, FiscalYear)> {
    let named = text.match_indices("年度").filter_map(|(at, word)| {
        let start = start_of_year(&text[..at])?;
        let range = start..at + word.len();
        Some((range.clone(), fiscal_year(&text[range]).ok()?))
    });
    named.collect()
}

/// Where the year at the end of a text begins: an era and its number, or a western year's four digits.
fn start_of_year(text: &str) -> Option<usize> {
    let is_digit = |c: char| width::half(c).is_ascii_digit();
    let before = text.trim_end();
    let era = before.strip_suffix('元').unwrap_or(before.trim_end_matches(is_digit));
    let number = &before[era.len()..];
    let era = era.trim_end();
    let named = ERAS.iter().find_map(|known| {
        let initial = |c: char| width::half(c).to_ascii_uppercase() == known.initial;
        era.strip_suffix(known.name).or_else(|| era.strip_suffix(initial))
    });
    named.map(str::len).or_else(|| (number.chars().count() == 4).then_some(before.len() - number.len()))
}

/// A fiscal year's name in the era that its April is counted to from the year of change on.
pub fn name(year: FiscalYear) -> String {
    let era = ERAS.iter().find(|era| year.0 >= era.first);
    era.map_or_else(
        || format!("{}年度", year.0),
        |era| match year.0 - era.first + 1 {
            1 => format!("{}元年度", era.name),
            number => format!("{}{number}年度", era.name),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_every_notation() {
        let year = |text| fiscal_year(text).map(|year| year.0);
        for text in ["平成29年度", "Ｈ29", "H29年度", "2017年度", "２０１７", " 平成 29 年度 ", "h29"]
        {
            assert_eq!(year(text), Ok(2017), "{text}");
        }
        assert_eq!((year("平成31年度"), year("令和元年度")), (Ok(2019), Ok(2019)));
        assert_eq!((year("R7"), year("昭和64年度"), year("平成元年度")), (Ok(2025), Ok(1989), Ok(1989)));
        for text in ["", "平成", "平成0年度", "来年度", "29", "平成二十九年度", "R100", "99999"]
        {
            assert!(fiscal_year(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_read_in_every_notation() {
        let wanted = Date::new(2017, 5, 10);
        for text in [
            "2017-05-10",
            "2017/5/10",
            "2017年5月10日",
            "平成29年５月10日",
            "Ｈ29.5.10",
            "2017 年 5 月 10 日",
        ] {
            assert_eq!(date(text).ok(), wanted, "{text}");
        }
        assert_eq!(date("令和元年5月1日").ok(), Date::new(2019, 5, 1));
        assert_eq!(date("2024-02-29").ok(), Date::new(2024, 2, 29));
        for text in [
            "",
            "2023-02-29",
            "5月10日",
            "2017-13-01",
            "2017-05-10-01",
            "平成29年度",
            "明日",
            "H99999.1.1",
            "R0.5.10",
            "H8050.1.1",
        ] {
            assert!(date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn years_are_found_within_a_text_in_every_notation() {
        let years = |text| named_in(text).into_iter().map(|(range, year)| (&text[range], year.0)).collect();
        let found: Vec<(&str, u16)> =
            years("（案）Ｈ２９年度と平成 30 年度、令和元年度・2020年度、来年度、29年度、31年");
        assert_eq!(
            found,
            [("Ｈ２９年度", 2017), ("平成 30 年度", 2018), ("令和元年度", 2019), ("2020年度", 2020)]
        );
    }

    #[test]
    fn a_year_past_its_era_gets_the_right_name() {
        let remedy = fiscal_year("平成35年度").map_err(|(_, remedy)| remedy);
        assert_eq!(remedy, Err("令和5年度ではありませんか".to_owned()));
        assert_eq!(name(FiscalYear(2019)), "令和元年度");
        assert_eq!(name(FiscalYear(1988)), "昭和63年度");
    }
}
