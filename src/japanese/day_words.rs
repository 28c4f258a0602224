//! Days within words, with their day of the week: 11月10日（日）, 令和6年11月10日, 11/10（日）.

use std::ops::Range;

use super::width::half;
use super::year_words::{Count, years_in};

/// The days of the week, from Sunday on.
pub(crate) const WEEKDAYS: [char; 7] = ['日', '月', '火', '水', '木', '金', '土'];

/// What parts a month and the day of it, and a year and its month.
const SIGNS: [char; 5] = ['月', '/', '／', '.', '．'];

/// A day within a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DayWord {
    /// The bytes of the text that name it, with its year and its day of the week.
    pub range: Range<usize>,
    /// The western year, where one is named before it.
    pub year: Option<u16>,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31; the month may not have it.
    pub day: u8,
    /// The day of the week, one of [`WEEKDAYS`], where it is named behind it.
    pub weekday: Option<char>,
}

/// The days that a text names by month and day. What is only parted by a sign, as 1/2 is, counts as a day where a
/// day of the week follows.
pub(crate) fn days_in(text: &str) -> Vec<DayWord> {
    text.match_indices(SIGNS).filter_map(|(at, sign)| day_around(text, at, sign)).collect()
}

/// The day whose month and day of the month a sign parts.
fn day_around(text: &str, at: usize, sign: &str) -> Option<DayWord> {
    let month = text[..at].len() - text[..at].trim_end_matches(is_digit).len();
    let (start, month) = (at - month, number(&text[at - month..at], 12)?);
    let rest = &text[at + sign.len()..];
    let behind = rest.trim_start_matches(is_digit);
    let day = number(&rest[..rest.len() - behind.len()], 31)?;
    let behind = if sign == "月" { behind.strip_prefix('日')? } else { behind };
    let weekday = weekday_at_start(behind);
    if sign != "月" && weekday.is_none() {
        return None;
    }
    let (start, year) = year_before(text, start)?;
    let end = text.len() - behind.len() + weekday.map_or(0, |(_, length)| length);
    Some(DayWord { range: start..end, year, month, day, weekday: weekday.map(|(weekday, _)| weekday) })
}

fn is_digit(c: char) -> bool {
    half(c).is_ascii_digit()
}

/// A number of one or two digits in either width, from 1 to `most`.
fn number(digits: &str, most: u8) -> Option<u8> {
    let number = digits.chars().map(half).collect::<String>().parse().ok()?;
    (digits.chars().count() <= 2 && (1..=most).contains(&number)).then_some(number)
}

/// The year that is named right before a place, and where its words begin. Nothing where the number before the place
/// is no year that can be told.
fn year_before(text: &str, place: usize) -> Option<(usize, Option<u16>)> {
    let before = text[..place].trim_end_matches(SIGNS).trim_end_matches('年');
    let is_number = before.ends_with(is_digit) || before.ends_with('元');
    if before.len() == place || !is_number {
        return Some((place, None));
    }
    let word = years_in(text).into_iter().find(|word| word.range.end == before.len())?;
    match word.count {
        Count::Era(_, year) | Count::Western(year) => Some((word.range.start, Some(year))),
        Count::Bare(_) => None,
    }
}

/// The day of the week that a text begins with, and how many bytes name it: （火）, (火・祝, 火曜日. A word in brackets
/// that only begins with such a letter, as （土木課） does, is none.
pub(crate) fn weekday_at_start(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix(['(', '（']);
    let weekday = inner.unwrap_or(text).chars().next().filter(|c| WEEKDAYS.contains(c))?;
    let named = text.len() - inner.unwrap_or(text).len() + weekday.len_utf8();
    let behind = &text[named..];
    let end = match (inner, behind.chars().next()) {
        (Some(_), Some(close @ (')' | '）'))) => named + close.len_utf8(),
        (Some(_), Some('・' | '･' | '、' | ',' | '，' | '祝' | ' ' | '\u{3000}')) => named,
        (_, Some('曜')) => named + if behind.starts_with("曜日") { "曜日".len() } else { "曜".len() },
        _ => return None,
    };
    Some((weekday, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_within_words() {
        for (text, named, year, weekday) in [
            ("訓練は11月10日（日）に行う", "11月10日（日）", None, Some('日')),
            ("１１月３日（月・祝）", "１１月３日（月", None, Some('月')),
            ("11月10日日曜日の朝", "11月10日日曜日", None, Some('日')),
            ("令和6年11月10日(日)", "令和6年11月10日(日)", Some(2024), Some('日')),
            ("Ｒ６.11.10（日）", "Ｒ６.11.10（日）", Some(2024), Some('日')),
            ("2024/11/10（日）まで", "2024/11/10（日）", Some(2024), Some('日')),
            ("11/10（日）", "11/10（日）", None, Some('日')),
            ("10月1日から", "10月1日", None, None),
            ("6月30日（土木課）", "6月30日", None, None),
            ("令和6年度は4月1日", "4月1日", None, None),
        ] {
            let days = days_in(text);
            let [day] = days.as_slice() else { panic!("{text}: {days:?}") };
            assert_eq!((&text[day.range.clone()], day.year, day.weekday), (named, year, weekday), "{text}");
        }
        for text in [
            "1/2",
            "第1.2（月1回）",
            "13月1日",
            "6月32日",
            "6月",
            "7年11月10日（日）",
            "11月の日曜",
            "100月1日",
        ] {
            assert_eq!(days_in(text), [], "{text}");
        }
    }
}
