//! Months, and the signs with which people write spans and lists of them: `4月`, `４月`, `10月〜3月`.

use super::width::{half, halved};

/// The signs that people type between the ends of a span: tildes, hyphens, dashes, lines, and the long vowel
/// mark of either width.
pub(crate) const RANGE_SIGNS: [char; 15] =
    ['〜', '～', '~', '-', '－', '−', '‐', '‑', '–', '—', '―', '─', '━', 'ー', 'ｰ'];

/// The signs between months that are named one by one.
const LIST_SIGNS: [char; 2] = ['、', '・'];

/// The regular expression of what [`month`] reads.
pub(crate) const PATTERN: &str = r"([0０]?[1-9１-９]|[1１][0-2０-２])\s*月?";

/// Why a text is no month.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoMonth {
    /// It is no number.
    Unreadable,
    /// No month has the number, of which these are the digits.
    OutOfYear(String),
}

/// The number of the month, 1 to 12, that a text names in digits of either width, with or without 月.
pub(crate) fn month(text: &str) -> Result<u8, NoMonth> {
    let value = halved(text);
    let digits = value.strip_suffix('月').unwrap_or(&value).trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NoMonth::Unreadable);
    }
    number(digits).ok_or_else(|| NoMonth::OutOfYear(digits.to_owned()))
}

fn number(digits: &str) -> Option<u8> {
    digits.parse().ok().filter(|number| (1..=12).contains(number))
}

/// The numbers of the months that a text names within its words: those right before the last 月, with the
/// signs of spans and lists among them. `９〜10月頃` names two, `第１回（９月頃）` one.
pub(crate) fn named_in(text: &str) -> Vec<u8> {
    let Some((before, _)) = text.rsplit_once('月') else { return Vec::new() };
    let value: String = before.chars().map(half).collect();
    let is_between = |c: char| RANGE_SIGNS.contains(&c) || LIST_SIGNS.contains(&c) || c == '月';
    let named = value.rsplit(|c: char| !c.is_ascii_digit() && !is_between(c)).next().unwrap_or_default();
    named.split(is_between).filter_map(number).collect()
}

/// The numbers of all months that a text names, each before a 月: `9月と1月` names two.
pub(crate) fn all_named_in(text: &str) -> Vec<u8> {
    let value: String = text.chars().map(half).collect();
    let parts: Vec<&str> = value.split_inclusive('月').filter(|part| part.ends_with('月')).collect();
    parts.iter().flat_map(|part| named_in(part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_told_from_other_numbers() {
        assert_eq!(named_in("会議開催（９月頃）"), [9]);
        assert_eq!(named_in("第１回会議（９月頃）"), [9]);
        assert_eq!(named_in("8月〜9月、10月頃"), [8, 9, 10]);
        assert!(named_in("第２回会議").is_empty());
    }

    #[test]
    fn every_sign_of_a_span_or_list_stands_between_months() {
        for sign in RANGE_SIGNS.into_iter().chain(LIST_SIGNS) {
            assert_eq!(named_in(&format!("第1回（９{sign}10月頃）")), [9, 10], "{sign}");
        }
    }
}
