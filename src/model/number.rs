//! The number of a row.

use std::fmt::{self, Write as _};

use ecow::{EcoString, eco_format};

use crate::japanese::width::{class, full, halved, is_half_kana, whole, widened};

/// The most characters of a number: more are a text that got there by mistake.
const LONGEST: usize = 12;

/// Signs that part a number from the next one or from a key, as in `1、2` and `1　項目：…`.
const PARTING: [char; 4] = [':', ',', '、', '。'];

/// Signs that make a number less than 1, or part of a sum.
const SIGNS: [char; 5] = ['+', '-', '‐', '–', '−'];

/// What a row is known by (番号), as the sheet shows it: 12, ア, 1-2 or ①. A whole number has half-width
/// digits without leading zeros, any other is as it was written. Empty where none could be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Number(EcoString);

impl Number {
    /// The number that a text is; none for 0, for numbers with a sign, and for what is more than a number.
    pub fn new(text: &str) -> Option<Number> {
        // Nearly all are written so.
        if text.starts_with(|c| matches!(c, '1'..='9')) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse::<u32>().ok().map(|_| Number(text.into()));
        }
        let (halved, written) = (halved(text), text.trim());
        if halved.chars().all(|c| c.is_ascii_digit()) {
            return whole::<u32>(&halved).filter(|number| *number > 0).map(Number::from);
        }
        let is_number = written.chars().count() <= LONGEST
            && written.contains(|c: char| c.is_alphanumeric() || is_enclosed(c))
            && !halved.contains(|c: char| PARTING.contains(&c) || c.is_whitespace())
            && !halved.starts_with(SIGNS);
        is_number.then(|| Number(written.into()))
    }

    /// Its characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is none, since what was written could not be read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its value, if it is a whole number.
    pub fn whole(&self) -> Option<u32> {
        whole(&self.0)
    }

    /// What all its spellings have in common: two rows whose numbers differ in nothing but width have the
    /// same number.
    pub fn key(&self) -> EcoString {
        // Nearly all are whole.
        if self.0.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.0.clone();
        }
        let runs = self.0.chars().collect::<Vec<_>>();
        let runs = runs.chunk_by(|one, next| is_half_kana(*one) == is_half_kana(*next));
        let key = runs.map(|run| {
            let run: String = run.iter().collect();
            if run.starts_with(is_half_kana) { widened(&run) } else { halved(&run) }
        });
        key.collect::<String>().into()
    }

    /// Its key in characters that a defined name of a workbook may have (ECMA-376 Part 1, 18.2.5: letters,
    /// digits, `_` and `.`), other keys in other characters even for those who take capital letters for
    /// small ones or Hiragana for Katakana: what is no digit, capital letter, Katakana or Kanji is the
    /// number of its code point, between dots.
    pub fn in_names(&self) -> String {
        let is_plain = |c| matches!(c, '0'..='9' | 'A'..='Z' | 'ァ'..='ヶ' | '一'..='\u{9FFF}');
        self.key().chars().fold(String::new(), |mut name, c| {
            match is_plain(c) {
                true => name.push(c),
                // Writing to a text can't fail.
                false => drop(write!(name, ".{:X}.", u32::from(c))),
            }
            name
        })
    }

    /// The form of numbers as a regular expression.
    pub(crate) fn pattern() -> String {
        let either = |signs: &[char]| {
            let wide = signs.iter().map(|c| full(*c)).filter(|wide| !signs.contains(wide));
            class(signs.iter().copied().chain(wide))
        };
        format!(r"(?!{}|.*({}|\s\S)).{{1,{LONGEST}}}", either(&SIGNS), either(&PARTING))
    }
}

impl From<u32> for Number {
    fn from(number: u32) -> Number {
        Number(eco_format!("{number}"))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whether a character is a letter in a circle or brackets (Unicode, Enclosed CJK Letters and Months).
fn is_enclosed(c: char) -> bool {
    ('\u{3200}'..='\u{32FF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        Number::new(text).map(|number| number.to_string())
    }

    #[test]
    fn numbers_are_shown_as_written_and_whole_ones_plain() {
        for (text, number) in [("１２", "12"), (" 007 ", "7"), ("ア", "ア"), ("１－２", "１－２"), ("①", "①")]
        {
            assert_eq!(shown(text).as_deref(), Some(number));
        }
        for text in ["1-2", "1.10", "(1)", "（ア）", "㋐", "A-1", "第１", "二", "イ-①", "1の2"] {
            assert_eq!(shown(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "　",
            "0",
            "００",
            "-1",
            "－１",
            "−1",
            "+1",
            "1、2",
            "1,2",
            "1 項目：会",
            "99999999999",
            "…",
            "関係機関とのネットワークを作る",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_that_differ_in_width_alone_are_one() {
        let key = |text: &str| Number::new(text).map(|number| number.key());
        for (one, other) in [("1-2", "１－２"), ("ｶﾞ", "ガ"), ("(ｱ)", "（ア）"), ("a", "ａ")] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("あ"), key("ア"));
        assert_ne!(key("①"), key("1"));
    }

    #[test]
    fn names_have_letters_digits_and_dots_alone() {
        let name = |text: &str| Number::new(text).map(|number| number.in_names());
        for (text, right) in [
            ("１２", "12"),
            ("1-2", "1.2D.2"),
            ("ア", "ア"),
            ("a", ".61."),
            ("①", ".2460."),
            ("1.2", "1.2E.2"),
        ] {
            assert_eq!(name(text).as_deref(), Some(right));
        }
    }
}
