//! Years within words, in every notation: 平成29年度, Ｈ29, 令和8（2026）年度, 29年度; and the same words with
//! another year.

use std::ops::Range;

use super::width::{full, half};
use super::years::{ERAS, Era, WESTERN_YEARS};

/// A year within a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct YearWord {
    /// The bytes of the text that name it, without 年 or 年度 behind.
    pub range: Range<usize>,
    /// How it is named.
    pub count: Count,
    /// What follows.
    pub unit: Unit,
    /// What stands before the number, as it is written: `平成 `, `Ｈ`, nothing.
    lead: String,
    /// The number as it is written.
    number: String,
}

/// How a year is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    /// In an era: the western year.
    Era(&'static Era, u16),
    /// In the western calendar.
    Western(u16),
    /// In an era that is not named: the number.
    Bare(u16),
}

/// What follows a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// 年度.
    FiscalYear,
    /// 年.
    Year,
    /// Neither.
    None,
}

/// The years that a text names.
pub(crate) fn years_in(text: &str) -> Vec<YearWord> {
    let (mut found, mut at): (Vec<YearWord>, usize) = (Vec::new(), 0);
    while let Some(c) = text[at..].chars().next() {
        let word = word_at(text, at);
        at = word.as_ref().map_or(at + c.len_utf8(), |word| word.range.end);
        found.extend(word);
    }
    found
}

/// The year that is named at a place.
fn word_at(text: &str, at: usize) -> Option<YearWord> {
    let (rest, before) = (&text[at..], text[..at].chars().next_back().map(half));
    let (era, lead) = match lead_of(rest) {
        Some((_, lead)) if lead.is_ascii_letter() && before.is_some_and(|c| c.is_ascii_alphanumeric()) => {
            return None;
        }
        Some((era, lead)) => (Some(era), lead.text(rest)),
        None if before.is_some_and(|c| c.is_ascii_digit()) => return None,
        None => (None, ""),
    };
    let number = number_of(&rest[lead.len()..], era.is_some())?;
    let end = at + lead.len() + number.len();
    let unit = unit_at(&text[end..]);
    let value = value(number)?;
    let count = match era {
        Some(era) if number.chars().count() <= 2 => Count::Era(era, era.western(value)),
        None if number.chars().count() == 4 && WESTERN_YEARS.contains(&value) => Count::Western(value),
        None if number.chars().count() <= 2 && unit == Unit::FiscalYear => Count::Bare(value),
        _ => return None,
    };
    let is_cut = text[end..].chars().next().is_some_and(|c| half(c).is_ascii_alphanumeric());
    (!is_cut).then(|| YearWord {
        range: at..end,
        count,
        unit,
        lead: lead.to_owned(),
        number: number.to_owned(),
    })
}

/// What leads to the number of a year: an era's name or initial, and blanks.
#[derive(Clone, Copy)]
enum Lead {
    Name(usize),
    Initial(usize),
}

impl Lead {
    fn is_ascii_letter(self) -> bool {
        matches!(self, Lead::Initial(_))
    }

    fn text(self, text: &str) -> &str {
        let (Lead::Name(length) | Lead::Initial(length)) = self;
        let blanks = text[length..].len() - text[length..].trim_start_matches([' ', '\u{3000}']).len();
        &text[..length + blanks]
    }
}

fn lead_of(text: &str) -> Option<(&'static Era, Lead)> {
    ERAS.iter().find_map(|era| {
        let first = text.chars().next()?;
        if text.starts_with(era.name) {
            return Some((era, Lead::Name(era.name.len())));
        }
        let is_initial = half(first).to_ascii_uppercase() == era.initial;
        is_initial.then_some((era, Lead::Initial(first.len_utf8())))
    })
}

/// The number that a text begins with: digits, or 元 in an era.
fn number_of(text: &str, is_in_era: bool) -> Option<&str> {
    if is_in_era && text.starts_with('元') {
        return Some(&text[..'元'.len_utf8()]);
    }
    let end = text.find(|c| !half(c).is_ascii_digit()).unwrap_or(text.len());
    Some(&text[..end]).filter(|digits| !digits.is_empty() && digits.chars().count() <= 4)
}

fn value(number: &str) -> Option<u16> {
    if number == "元" { Some(1) } else { number.chars().map(half).collect::<String>().parse().ok() }
        .filter(|value| *value > 0)
}

/// What follows a year, with another notation of it in brackets between: 令和8（2026）年度, and for that one
/// behind its bracket.
fn unit_at(text: &str) -> Unit {
    let text = text.trim_start_matches([' ', '\u{3000}']);
    let behind = match text.strip_prefix(['（', '(']) {
        Some(inside) => inside.split_once(['）', ')']).map_or(text, |(_, behind)| behind),
        None => text.strip_prefix(['）', ')']).unwrap_or(text),
    };
    match behind {
        _ if behind.starts_with("年度") => Unit::FiscalYear,
        _ if behind.starts_with('年') => Unit::Year,
        _ => Unit::None,
    }
}

impl YearWord {
    /// The same words for another year. `prefers_new` says that a year in which the era changes is named after
    /// the new one; an era that is over is always left.
    pub(crate) fn of(&self, year: u16, prefers_new: bool) -> String {
        let is_wide = self.number.chars().any(|c| ('０'..='９').contains(&c));
        let digits = |number: u16| {
            let is_padded = self.number.chars().count() == 2 && half(self.first_digit()) == '0';
            let number = if is_padded { format!("{number:02}") } else { number.to_string() };
            if is_wide { number.chars().map(full).collect() } else { number }
        };
        match self.count {
            Count::Western(_) => digits(year),
            Count::Bare(_) => digits(Era::of_year(year, None, prefers_new).number(year)),
            Count::Era(era, _) => {
                let new = Era::of_year(year, Some(era), prefers_new);
                let number = new.number(year);
                let is_first = number == 1 && self.lead.starts_with(era.name);
                let number = if is_first { "元".to_owned() } else { digits(number) };
                self.lead_of(era, new) + &number
            }
        }
    }

    fn first_digit(&self) -> char {
        self.number.chars().next().unwrap_or_default()
    }

    /// The lead with an era in place of another.
    fn lead_of(&self, old: &Era, new: &Era) -> String {
        if let Some(blanks) = self.lead.strip_prefix(old.name) {
            return [new.name, blanks].concat();
        }
        let mut letters = self.lead.chars();
        let first = letters.next().unwrap_or_default();
        let initial =
            if half(first).is_ascii_lowercase() { new.initial.to_ascii_lowercase() } else { new.initial };
        let initial = if first.is_ascii() { initial } else { full(initial) };
        std::iter::once(initial).chain(letters).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The years of a text, and the text with each of them a year later.
    fn shifted(text: &str, prefers_new: bool) -> String {
        let mut new = text.to_owned();
        for word in years_in(text).into_iter().rev() {
            let year = match word.count {
                Count::Era(_, year) | Count::Western(year) => year,
                Count::Bare(number) => 1988 + number,
            };
            new.replace_range(word.range.clone(), &word.of(year + 1, prefers_new));
        }
        new
    }

    #[test]
    fn every_notation_keeps_its_form() {
        for (text, next) in [
            ("平成29年度の取組（案）", "平成30年度の取組（案）"),
            ("Ｈ２９年度", "Ｈ３０年度"),
            ("h29-odawara", "h30-odawara"),
            ("平成 30 年度", "平成 31 年度"),
            ("令和元年度と令和９年度", "令和2年度と令和１０年度"),
            ("令和8（2026）年度", "令和9（2027）年度"),
            ("２０２６年度、2017", "２０２７年度、2018"),
            ("R08年", "R09年"),
            ("29年度", "30年度"),
            ("H31年度", "R2年度"),
            ("Ｈ３１", "Ｒ２"),
            ("平成31年度", "令和2年度"),
        ] {
            assert_eq!(shifted(text, false), next, "{text}");
        }
        assert_eq!(shifted("平成30年度（H30）、30年度、2018年", true), "令和元年度（R1）、1年度、2019年");
    }

    #[test]
    fn what_is_no_year_stays() {
        for text in
            ["H2O", "R8a", "AH29", "第29回", "12345", "29年", "来年度", "平成", "R100", "1000年度", "H0"]
        {
            assert_eq!(years_in(text), [], "{text}");
        }
    }

    #[test]
    fn years_know_what_follows() {
        let units = |text| years_in(text).into_iter().map(|word| word.unit).collect::<Vec<_>>();
        assert_eq!(units("令和8（2026）年度"), [Unit::FiscalYear, Unit::FiscalYear]);
        assert_eq!(units("令和8年9月、R8"), [Unit::Year, Unit::None]);
    }
}
