//! Years and days in the Japanese and the western calendar.

use std::ops::{Range, RangeInclusive};

use super::width::{either_width, half, halved, whole};

/// A day by the western calendar: year, month, day of the month.
pub(crate) type Day = (u16, u8, u8);

/// An era (元号).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Era {
    /// Its name.
    pub name: &'static str,
    /// Its initial in Latin letters.
    pub initial: char,
    /// Its first day, in the year that counts as its first (元年).
    pub first: Day,
    /// Its last day; `None` for the present era.
    pub last: Option<Day>,
}

/// The eras that a schedule can speak of, latest first. Their days are those of 昭和改元の詔書 (1926) and of
/// 元号を改める政令 (昭和64年政令第1号, 平成31年政令第143号).
pub(super) const ERAS: [Era; 3] = [
    Era { name: "令和", initial: 'R', first: (2019, 5, 1), last: None },
    Era { name: "平成", initial: 'H', first: (1989, 1, 8), last: Some((2019, 4, 30)) },
    Era { name: "昭和", initial: 'S', first: (1926, 12, 25), last: Some((1989, 1, 7)) },
];

/// The most years of an era that can be written.
const MOST_YEARS: u16 = 99;

/// The western years of these eras.
pub(crate) const WESTERN_YEARS: RangeInclusive<u16> = 1926..=2117;

impl Era {
    /// Whether a day lies in it.
    pub(crate) fn has(&self, day: Day) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }

    /// The western year that one of its years is.
    pub(super) fn western(&self, number: u16) -> u16 {
        self.first.0 + number - 1
    }

    /// Which of its years a western year is.
    pub(crate) fn number(&self, year: u16) -> u16 {
        year.saturating_sub(self.first.0) + 1
    }

    /// The era to name a fiscal year in: the one that it was named in, as long as that can name it. In the year
    /// in which it ends, `prefers_new` chooses the next one.
    pub(super) fn of_year(year: u16, named: Option<&'static Era>, prefers_new: bool) -> &'static Era {
        let has = |era: &Era| year >= era.first.0 && era.number(year) <= era.fiscal_years();
        let is_last = |era: &Era| era.number(year) == era.fiscal_years();
        let kept = named.filter(|era| has(era) && !(prefers_new && is_last(era)));
        let newest = || ERAS.iter().find(|era| year >= era.first.0).unwrap_or(&ERAS[0]);
        let old = || ERAS.iter().rev().find(|era| has(era)).unwrap_or(&ERAS[0]);
        kept.unwrap_or_else(|| if prefers_new || named.is_some() { newest() } else { old() })
    }

    /// The two names of a fiscal year in whose first months an era ends: 平成31年度, 令和元年度.
    pub(crate) fn names_of(year: u16) -> Option<[String; 2]> {
        let new = ERAS.iter().find(|era| era.first.0 == year)?;
        let old =
            ERAS.iter().find(|era| era.last.is_some_and(|last| last >= (year, 4, 1) && last < new.first))?;
        Some([old.year_name(year) + "度", new.year_name(year) + "度"])
    }

    /// How many of its years name a fiscal year. The last of these is the year in which the next era
    /// begins, and is named either way: 平成31年度 is 令和元年度, 昭和64年度 is 平成元年度.
    fn fiscal_years(&self) -> u16 {
        self.last.map_or(MOST_YEARS, |last| last.0 - self.first.0 + 1)
    }

    /// A western year as one of its years: 令和元年, 令和7年.
    fn year_name(&self, year: u16) -> String {
        match year - self.first.0 + 1 {
            1 => format!("{}元年", self.name),
            number => format!("{}{number}年", self.name),
        }
    }
}

/// Why a text is no fiscal year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoYear {
    /// It can't be read as one.
    Unreadable,
    /// The era ended before.
    PastEra {
        /// The era's name.
        era: &'static str,
        /// The number of the year in the era.
        number: u16,
        /// The western year that it would be.
        year: u16,
    },
}

/// The fiscal year, by the western year of its April, that a text names: 平成29年度, Ｈ29, 令和元年度, R7,
/// 2017年度, 2017.
pub(crate) fn fiscal_year(text: &str) -> Result<u16, NoYear> {
    let value = halved(text).to_ascii_uppercase();
    let value = value.trim_end_matches('度').trim_end_matches('年').trim();
    let Some((era, number)) = era_of(value) else {
        return western_year(value).ok_or(NoYear::Unreadable);
    };
    let number = number_of(number).ok_or(NoYear::Unreadable)?;
    let year = era.western(number);
    if number > era.fiscal_years() {
        return Err(NoYear::PastEra { era: era.name, number, year });
    }
    Ok(year)
}

/// The fiscal year that a text seems to mean which [`fiscal_year`] can't read: 令和九年度, 令和9年度（案）, 9年度.
pub(crate) fn meant(text: &str) -> Option<u16> {
    let value = with_digits(&halved(text));
    let bare = || {
        let (number, _) = value.split_once('年')?;
        in_era_of(ERAS[0].first.0, number)?.ok()
    };
    at_start(&value).ok().flatten().map(|(year, ..)| year).or_else(bare)
}

/// A text with digits for numbers in kanji: 十二月 as 12月, 二〇二七年 as 2027年. The 四 of 四半期 is none.
pub(super) fn with_digits(text: &str) -> String {
    const KANJI: &str = "〇一二三四五六七八九十";
    let mut digits = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| KANJI.contains(c)) {
        digits += &rest[..at];
        let behind = rest[at..].trim_start_matches(|c: char| KANJI.contains(c));
        let number = &rest[at..rest.len() - behind.len()];
        let unit = if behind.starts_with("半期") { number.strip_suffix('四') } else { None };
        digits += &digits_of(unit.unwrap_or(number), KANJI);
        digits += if unit.is_some() { "四" } else { "" };
        rest = behind;
    }
    digits + rest
}

/// The digits of a number in kanji up to 99, or in kanji for digits.
fn digits_of(number: &str, kanji: &str) -> String {
    let digit =
        |c: char| kanji.chars().position(|other| other == c).map_or(String::new(), |at| at.to_string());
    match number.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { "一" } else { tens };
            let ones = if ones.is_empty() { "〇" } else { ones };
            tens.chars().chain(ones.chars()).map(digit).collect()
        }
        None => number.chars().map(digit).collect(),
    }
}

/// The western year that a text begins with, whether 年度 says that it is a fiscal one, and the rest of the
/// text. Its digits and letters are half-width.
pub(crate) fn at_start(text: &str) -> Result<Option<(u16, bool, &str)>, NoYear> {
    let Some(end) = end_of_year(text) else { return Ok(None) };
    let rest = &text[end..];
    let (is_fiscal, rest) =
        match (rest.trim_start().strip_prefix("年度"), rest.trim_start().strip_prefix('年')) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => (false, rest),
        };
    fiscal_year(&text[..end]).map(|year| Some((year, is_fiscal, rest.trim())))
}

/// Where the number of the year ends that a text begins with.
fn end_of_year(text: &str) -> Option<usize> {
    let upper = text.to_ascii_uppercase();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let Some((_, number)) = era_of(&upper) else { return (digits(text) == 4).then_some(4) };
    let length = if number.starts_with('元') { '元'.len_utf8() } else { digits(number) };
    (length > 0).then(|| text.len() - number.len() + length)
}

/// The western year of a number in the era that names a year, if the text is a number.
pub(crate) fn in_era_of(year: u16, number: &str) -> Option<Result<u16, NoYear>> {
    let era = ERAS.iter().find(|era| year >= era.first.0)?;
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| fiscal_year(&format!("{}{number}", era.name)))
}

/// The numbers of the day that a text names, and the era that it names the year in: 2017-05-10, 2017/5/10,
/// 2017年5月10日, 平成29年5月10日, H29.5.10. There may be no such day, or none in that era.
pub(crate) fn day(text: &str) -> Option<(Day, Option<&'static Era>)> {
    let value = halved(text).to_ascii_uppercase();
    let mut parts = value.trim_end_matches('日').split(['年', '月', '-', '/', '.']).map(str::trim);
    let (year, month, day) = (parts.next()?, whole(parts.next()?)?, whole(parts.next()?)?);
    if parts.next().is_some() {
        return None;
    }
    let Some((era, number)) = era_of(year) else { return Some(((western_year(year)?, month, day), None)) };
    Some(((era.western(number_of(number)?), month, day), Some(era)))
}

/// The era that a year is given in, and its number there as text.
fn era_of(value: &str) -> Option<(&'static Era, &str)> {
    ERAS.iter().find_map(|era| {
        let number = value.strip_prefix(era.name).or_else(|| value.strip_prefix(era.initial))?;
        Some((era, number.trim()))
    })
}

/// Which year of an era a text gives: 元 is the first.
fn number_of(text: &str) -> Option<u16> {
    let number = if text == "元" { Some(1) } else { whole(text) };
    number.filter(|number| (1..=MOST_YEARS).contains(number))
}

fn western_year(text: &str) -> Option<u16> {
    whole(text).filter(|year| WESTERN_YEARS.contains(year))
}

/// The regular expression of a year in either calendar.
fn year_pattern() -> String {
    let names = ERAS.map(|era| era.name).join("|");
    let initials: String = ERAS.map(|era| era.initial).into_iter().collect();
    let initials = either_width(&(initials.clone() + &initials.to_ascii_lowercase()));
    format!(r"(({names}|{initials})\s*(元|[0-9０-９]{{1,2}})|[12１２][0-9０-９]{{3}})")
}

/// The regular expression of what [`fiscal_year`] reads.
pub(crate) fn fiscal_year_pattern() -> String {
    year_pattern() + r"\s*年?度?"
}

/// The regular expression of what [`day`] reads.
pub(crate) fn day_pattern() -> String {
    year_pattern() + r"\s*[年./／．－-]\s*[0-9０-９]{1,2}\s*[月./／．－-]\s*[0-9０-９]{1,2}\s*日?"
}

/// The fiscal years that a text names as 年度 within its words, and where.
pub(crate) fn named_in(text: &str) -> Vec<(Range<usize>, u16)> {
    let named = text.match_indices("年度").filter_map(|(at, word)| {
        let start = start_of_year(&text[..at])?;
        let range = start..at + word.len();
        Some((range.clone(), fiscal_year(&text[range]).ok()?))
    });
    named.collect()
}

/// Where the year at the end of a text begins: an era and its number, or a western year's four digits.
fn start_of_year(text: &str) -> Option<usize> {
    let is_digit = |c: char| half(c).is_ascii_digit();
    let before = text.trim_end();
    let era = before.strip_suffix('元').unwrap_or(before.trim_end_matches(is_digit));
    let number = &before[era.len()..];
    let era = era.trim_end();
    let named = ERAS.iter().find_map(|known| {
        let initial = |c: char| half(c).to_ascii_uppercase() == known.initial;
        era.strip_suffix(known.name).or_else(|| era.strip_suffix(initial))
    });
    named.map(str::len).or_else(|| (number.chars().count() == 4).then_some(before.len() - number.len()))
}

/// A fiscal year's name, in the era that its April is counted to from the year of change on: 令和元年度.
pub(crate) fn name(year: u16) -> String {
    let era = ERAS.iter().find(|era| year >= era.first.0);
    era.map_or_else(|| format!("{year}年"), |era| era.year_name(year)) + "度"
}

/// The same where there is little room: R1, R8.
pub(crate) fn short_name(year: u16) -> String {
    let era = ERAS.iter().find(|era| year >= era.first.0);
    era.map_or_else(|| year.to_string(), |era| format!("{}{}", era.initial, era.number(year)))
}

/// A month's name in the era of its first day: 平成31年4月, 令和元年5月.
pub(crate) fn month_name(year: u16, month: u8) -> String {
    let name = day_name((year, month, 1));
    name.strip_suffix("1日").unwrap_or(&name).to_owned()
}

/// A day's name in its era: 平成31年4月30日, 令和元年5月1日.
pub(crate) fn day_name(day: Day) -> String {
    let (year, month, date) = day;
    let era = ERAS.iter().find(|era| era.has(day));
    let year = era.map_or_else(|| format!("{year}年"), |era| era.year_name(year));
    format!("{year}{month}月{date}日")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_every_notation() {
        for text in ["平成29年度", "Ｈ29", "H29年度", "2017年度", "２０１７", " 平成 29 年度 ", "h29"]
        {
            assert_eq!(fiscal_year(text), Ok(2017), "{text}");
        }
        for (text, year) in [
            ("平成31年度", 2019),
            ("令和元年度", 2019),
            ("R7", 2025),
            ("昭和64年度", 1989),
            ("平成元年度", 1989),
        ] {
            assert_eq!(fiscal_year(text), Ok(year), "{text}");
        }
        for text in ["", "平成", "平成0年度", "来年度", "29", "平成二十九年度", "R100", "99999"]
        {
            assert_eq!(fiscal_year(text), Err(NoYear::Unreadable), "{text}");
        }
        assert_eq!(fiscal_year("平成35年度"), Err(NoYear::PastEra { era: "平成", number: 35, year: 2023 }));
    }

    #[test]
    fn years_are_told_from_what_people_mean() {
        for (text, year) in [
            ("令和九年度", 2027),
            ("令和十一年度", 2029),
            ("平成二十九年度", 2017),
            ("二〇二七年度", 2027),
            ("令和9年度（2027年度）", 2027),
            ("９年度", 2027),
        ] {
            assert_eq!(meant(text), Some(year), "{text}");
        }
        for text in ["", "来年度", "年度", "123年度", "9"] {
            assert_eq!(meant(text), None, "{text}");
        }
        assert_eq!(with_digits("第四四半期、十二月と四半期ごと"), "第4四半期、12月と四半期ごと");
    }

    #[test]
    fn days_are_read_in_every_notation() {
        for (text, era) in [
            ("2017-05-10", None),
            ("2017/5/10", None),
            ("2017年5月10日", None),
            ("平成29年５月10日", Some("平成")),
            ("Ｈ29.5.10", Some("平成")),
            ("2017 年 5 月 10 日", None),
        ] {
            let read = day(text).map(|(day, era)| (day, era.map(|era| era.name)));
            assert_eq!(read, Some(((2017, 5, 10), era)), "{text}");
        }
        for text in
            ["", "5月10日", "2017-05-10-01", "平成29年度", "明日", "H99999.1.1", "R0.5.10", "H8050.1.1"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn years_are_found_within_a_text_in_every_notation() {
        let years = |text| named_in(text).into_iter().map(|(range, year)| (&text[range], year)).collect();
        let found: Vec<(&str, u16)> =
            years("（案）Ｈ２９年度と平成 30 年度、令和元年度・2020年度、来年度、29年度、31年");
        assert_eq!(
            found,
            [("Ｈ２９年度", 2017), ("平成 30 年度", 2018), ("令和元年度", 2019), ("2020年度", 2020)]
        );
    }

    #[test]
    fn years_and_days_have_the_name_of_their_era() {
        assert_eq!([1925, 1988, 2019].map(name), ["1925年度", "昭和63年度", "令和元年度"]);
        for (day, name) in [
            ((1926, 12, 24), "1926年12月24日"),
            ((1926, 12, 25), "昭和元年12月25日"),
            ((1989, 1, 7), "昭和64年1月7日"),
            ((1989, 1, 8), "平成元年1月8日"),
            ((2019, 4, 30), "平成31年4月30日"),
            ((2019, 5, 1), "令和元年5月1日"),
            ((2117, 12, 31), "令和99年12月31日"),
        ] {
            assert_eq!(day_name(day), name);
        }
    }
}
