//! Days as people write them where a month is wanted: 6月15日, 6/15, R9.6.15, 15日.

use super::width::{full, halved};

/// The keys under which people write the day of a meeting.
const KEYS: [&str; 6] = ["日", "日付", "日時", "日程", "開催日", "期日"];

/// Whether people write the day of a meeting under a key.
pub(crate) fn is_key(key: &str) -> bool {
    KEYS.contains(&key)
}

/// A day: its month, if it is named, with the year before it as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// The year as it is written, as far as a month can follow it: R9, 令和9年, 2027年.
    year: String,
    month: Option<u8>,
    /// The day of the month, if it is named.
    day: Option<u8>,
}

impl Written {
    /// Its year as it is written, its month and its day of the month, where it names all but the year.
    pub(crate) fn whole(&self) -> Option<(&str, u8, u8)> {
        Some((&self.year, self.month?, self.day?))
    }

    /// Its month and its day of the month, where it names both and no year.
    pub(crate) fn without_year(&self) -> Option<(u8, u8)> {
        self.whole().filter(|(year, ..)| year.is_empty()).map(|(_, month, day)| (month, day))
    }

    /// The month as a data file writes it: 6月, R9年6月.
    pub(crate) fn month(&self) -> Option<String> {
        self.month.map(|month| format!("{}{month}月", self.year))
    }

    /// The day as a sheet shows it: ６月15日, 15日.
    pub(crate) fn shown(&self) -> Option<String> {
        let day = self.day.map(|day| format!("{}日", shown(day)))?;
        Some(self.month.map_or(String::new(), |month| format!("{}月", shown(month))) + &day)
    }
}

/// A number of one digit is full-width on a sheet, others are half-width.
fn shown(number: u8) -> String {
    let digits = number.to_string();
    if number < 10 { digits.chars().map(full).collect() } else { digits }
}

/// The day that a text names, or the month behind a year that is parted from it by a sign: R9.6, 2027/6.
pub(crate) fn day(text: &str) -> Option<Written> {
    let text = halved(text);
    // What stands behind a day, as its weekday or its hour does, is left out.
    let text = text.split(['(', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> =
        text.split(['年', '月', '日', '/', '.', '-']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str, most: u8| part.parse().ok().filter(|number| (1..=most).contains(number));
    let is_digit = |c: char| c.is_ascii_digit();
    let is_of_era = |part: &str| !part.starts_with(is_digit) && part.ends_with(|c| is_digit(c) || c == '元');
    let is_year = |part: &str| part.len() == 4 || is_of_era(part);
    let year = |part: &str| format!("{part}年");
    match parts.as_slice() {
        [written, month, day] if is_year(written) => Some(Written {
            year: year(written),
            month: Some(number(month, 12)?),
            day: Some(number(day, 31)?),
        }),
        [written, month] if is_year(written) => {
            Some(Written { year: year(written), month: Some(number(month, 12)?), day: None })
        }
        // `4月6月` names two months.
        [month, day] if !text.ends_with('月') => Some(Written {
            year: String::new(),
            month: Some(number(month, 12)?),
            day: Some(number(day, 31)?),
        }),
        [day] if text.ends_with('日') || !text.ends_with(['月', '年']) => {
            Some(Written { year: String::new(), month: None, day: Some(number(day, 31)?) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_forms_that_people_type() {
        for (text, month, shown) in [
            ("6月15日", Some("6月"), Some("６月15日")),
            ("６月５日（火）", Some("6月"), Some("６月５日")),
            ("6/15", Some("6月"), Some("６月15日")),
            ("R9.6.15", Some("R9年6月"), Some("６月15日")),
            ("令和9年10月1日 14時", Some("令和9年10月"), Some("10月１日")),
            ("2027-06-15", Some("2027年6月"), Some("６月15日")),
            ("R9.6", Some("R9年6月"), None),
            ("15", None, Some("15日")),
            ("１５日", None, Some("15日")),
        ] {
            let day = day(text).expect(text);
            assert_eq!((day.month().as_deref(), day.shown().as_deref()), (month, shown), "{text}");
        }
        for text in ["6月", "4月6月", "13/1", "6月32日", "来月", "", "第２水曜日", "令和9年"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
