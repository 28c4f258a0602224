//! When something is planned, as people write it: 10月, 4月〜9月, 10月〜, 5月上旬〜7月中旬, 上半期, 第２四半期, R8以降,
//! 令和7年4月〜令和8年9月, 通年, 毎月, 随時.

use super::months::{self, NoMonth, RANGE_SIGNS};
use super::width::{class, either_width, halved};
use super::years::{self, NoYear};

/// The word for an open end, beside a range sign with nothing behind it.
const ONWARDS: &str = "以降";

/// The first and the last month of a fiscal year, by the calendar.
const FIRST_MONTH: u8 = 4;
const LAST_MONTH: u8 = 3;

/// The thirds of a month (旬), in their order.
pub(crate) const THIRDS: [&str; 3] = ["上旬", "中旬", "下旬"];

/// The half-years (半期), in their order.
pub(crate) const HALVES: [&str; 2] = ["上半期", "下半期"];

/// The quarters (四半期), in their order.
pub(crate) const QUARTERS: [&str; 4] = ["第１四半期", "第２四半期", "第３四半期", "第４四半期"];

/// The words that stand for the whole time that a sheet covers.
const WORDS: [(&str, Word); 3] =
    [("通年", Word::AllYear), (MONTHLY, Word::Monthly), (ANY_TIME, Word::AnyTime)];

/// Says that something is done each month.
pub(crate) const MONTHLY: &str = "毎月";

/// Says that something is done when there is need.
pub(crate) const ANY_TIME: &str = "随時";

/// When something is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// The whole time, in a certain way.
    Word(Word),
    /// From a point to another, both included.
    Between(Point, Point),
    /// From a point on.
    From(Point),
    /// Up to a point, which is included.
    UpTo(Point),
}

/// A word for the whole time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// 通年: without a break.
    AllYear,
    /// 毎月: again each month.
    Monthly,
    /// 随時: whenever there is need.
    AnyTime,
}

/// A year, a part of one, or a part of whatever year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    /// The year, if it is named.
    pub year: Option<Year>,
    /// Which part of it.
    pub part: Part,
}

/// A year by its western number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Year {
    /// From April to March.
    Fiscal(u16),
    /// From January to December, as in 令和7年4月.
    Calendar(u16),
}

/// A part of a year. Numbers count from 0, but those of months are the calendar's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it.
    Whole,
    /// A half-year.
    Half(u8),
    /// A quarter.
    Quarter(u8),
    /// A month.
    Month(u8),
    /// A third of a month.
    Third(u8, u8),
}

/// Why a text does not say when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoSpan {
    /// It can't be read.
    Unreadable,
    /// It has more than two ends.
    ManyEnds,
    /// No month has the number, of which these are the digits.
    NoMonth(String),
    /// There is no such year.
    NoYear(NoYear),
}

/// Whether a text says when by the numbers of months alone: 9月, 4月〜9月.
pub(crate) fn is_plain(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || c == '月' || c == ' ' || RANGE_SIGNS.contains(&c);
    matches!(when(text), Ok(When::Between(..))) && halved(text).chars().all(is_sign)
}

/// When a text says that something is planned.
pub(crate) fn when(text: &str) -> Result<When, NoSpan> {
    let value = halved(text);
    if let Some((_, word)) = WORDS.iter().find(|(name, _)| *name == value) {
        return Ok(When::Word(*word));
    }
    if let Some(from) = value.strip_suffix(ONWARDS) {
        return point(from, None).map(When::From);
    }
    let Some((first, last)) = value.split_once(RANGE_SIGNS) else {
        return point(&value, None).map(|point| When::Between(point, point));
    };
    if last.contains(RANGE_SIGNS) {
        return Err(NoSpan::ManyEnds);
    }
    match (first.trim(), last.trim()) {
        ("", "") => Err(NoSpan::Unreadable),
        ("", last) => point(last, None).map(When::UpTo),
        (first, "") => point(first, None).map(When::From),
        (first, last) => {
            let from = point(first, None)?;
            let to = point(last, Some((first, from)))?;
            Ok(When::Between(in_unit_of(first, from, to)?, to))
        }
    }
}

/// The fiscal years from and to which a text says that something runs: 令和6年度〜令和8年度, R6〜8,
/// 令和6年4月〜令和9年3月.
pub(crate) fn fiscal_years(text: &str) -> Result<(u16, u16), NoSpan> {
    let fiscal = |point: Point, month: u8| match (point.year, point.part) {
        (Some(Year::Fiscal(year)), Part::Whole) => Ok(year),
        (Some(Year::Fiscal(year)), Part::Month(of_year)) if of_year == month => Ok(year),
        (Some(Year::Calendar(year)), Part::Month(of_year)) if of_year == month => {
            Ok(year - u16::from(month < FIRST_MONTH))
        }
        _ => Err(NoSpan::Unreadable),
    };
    match when(text)? {
        When::Between(first, last) => Ok((fiscal(first, FIRST_MONTH)?, fiscal(last, LAST_MONTH)?)),
        When::Word(_) | When::From(_) | When::UpTo(_) => Err(NoSpan::Unreadable),
    }
}

/// A point of time. One that stands behind another may leave out what both have: 令和7〜9年度, 5月上旬〜中旬.
fn point(text: &str, before: Option<(&str, Point)>) -> Result<Point, NoSpan> {
    let text = text.trim();
    match before.and_then(|(written, before)| shortened(text, written, before)) {
        Some(point) => point,
        None => whole_point(text),
    }
}

/// A point that leaves out what it has in common with the one before it.
fn shortened(text: &str, written: &str, before: Point) -> Option<Result<Point, NoSpan>> {
    match before {
        Point { part: Part::Month(month) | Part::Third(month, _), .. } => {
            let third = index_of(&THIRDS, text)?;
            Some(Ok(Point { year: None, part: Part::Third(month, third) }))
        }
        Point { year: Some(Year::Fiscal(year)), part: Part::Whole }
            if !written.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            let number = text.strip_suffix('度').unwrap_or(text);
            let number = number.strip_suffix('年').unwrap_or(number).trim();
            let year = years::in_era_of(year, number)?;
            let whole = |year| Point { year: Some(Year::Fiscal(year)), part: Part::Whole };
            Some(year.map(whole).map_err(NoSpan::NoYear))
        }
        // `2025-12` may be a month, and `2025-26` years.
        Point { part: Part::Whole, .. } if text.len() <= 2 && is_number(text) => {
            Some(Err(NoSpan::Unreadable))
        }
        _ => None,
    }
}

/// The first of two points, a quarter where its number alone stands before one: 1〜2Q.
fn in_unit_of(first: &str, from: Point, to: Point) -> Result<Point, NoSpan> {
    match (from.part, to.part) {
        (Part::Month(_), Part::Quarter(_)) if is_number(first) => {
            let quarter = quarter(&format!("{first}Q")).ok_or(NoSpan::Unreadable)?;
            Ok(Point { part: Part::Quarter(quarter), ..from })
        }
        _ => Ok(from),
    }
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn whole_point(text: &str) -> Result<Point, NoSpan> {
    let Some((year, is_fiscal, rest)) = years::at_start(text).map_err(NoSpan::NoYear)? else {
        return part(text).map(|part| Point { year: None, part });
    };
    let part = if rest.is_empty() { Part::Whole } else { part(rest)? };
    let is_calendar = !is_fiscal && matches!(part, Part::Month(_) | Part::Third(..));
    let year = if is_calendar { Year::Calendar(year) } else { Year::Fiscal(year) };
    Ok(Point { year: Some(year), part })
}

/// A part of a year.
fn part(text: &str) -> Result<Part, NoSpan> {
    let text = text.trim();
    if let Some(half) = index_of(&HALVES, text) {
        return Ok(Part::Half(half));
    }
    if let Some(quarter) = quarter(text) {
        return Ok(Part::Quarter(quarter));
    }
    let third = THIRDS.iter().zip(0..).find_map(|(name, third)| Some((text.strip_suffix(name)?, third)));
    let (month, third) = third.map_or((text, None), |(month, third)| (month, Some(third)));
    let month = months::month(month).map_err(|why| match why {
        NoMonth::Unreadable => NoSpan::Unreadable,
        NoMonth::OutOfYear(digits) => NoSpan::NoMonth(digits),
    })?;
    Ok(third.map_or(Part::Month(month), |third| Part::Third(month, third)))
}

/// The quarter that a text names: 第1四半期, 第一四半期, 1Q.
fn quarter(text: &str) -> Option<u8> {
    let number = text.strip_prefix('第').unwrap_or(text);
    let number = number.strip_suffix("四半期").or_else(|| number.strip_suffix(['Q', 'q']))?;
    let digits = ["1", "2", "3", "4"];
    index_of(&digits, number.trim()).or_else(|| index_of(&["一", "二", "三", "四"], number.trim()))
}

fn index_of(names: &[&str], text: &str) -> Option<u8> {
    names.iter().zip(0..).find_map(|(name, index)| (*name == text).then_some(index))
}

/// The regular expression of a word for the whole time or a half-year or quarter.
pub(crate) fn word_pattern() -> String {
    let words: Vec<&str> = WORDS.into_iter().map(|(name, _)| name).chain(HALVES).collect();
    format!("{}|{}", words.join("|"), quarter_pattern())
}

/// Whether a text is a word for a time that has no number of its own, or a quarter.
pub(crate) fn is_word(text: &str) -> bool {
    match when(text) {
        Ok(When::Word(_)) => true,
        Ok(When::Between(first, last)) => {
            first == last && first.year.is_none() && matches!(first.part, Part::Half(_) | Part::Quarter(_))
        }
        _ => false,
    }
}

/// The regular expression of a month or a third of one, with its year or without.
pub(crate) fn month_pattern() -> String {
    format!("({}\\s*)?{}\\s*({})?", years::fiscal_year_pattern(), months::PATTERN, THIRDS.join("|"))
}

/// The regular expression of what [`fiscal_years`] reads.
pub(crate) fn years_pattern() -> String {
    let year = years::fiscal_year_pattern();
    let number = either_width("0123456789");
    let month = |month: u8| format!("[0０]?{}\\s*月", either_width(&month.to_string()));
    let (first, last) = (month(FIRST_MONTH), month(LAST_MONTH));
    let sign = class(RANGE_SIGNS);
    format!(
        "({year}(\\s*{sign}\\s*({year}|{number}{{1,2}}\\s*年?度?))?|{year}\\s*{first}\\s*{sign}\\s*{year}\\s*{last})"
    )
}

fn quarter_pattern() -> String {
    format!("第?\\s*({}|[一二三四])\\s*(四半期|[QqＱｑ])", either_width("1234"))
}

/// The regular expression of what [`when`] reads.
pub(crate) fn pattern() -> String {
    let digits = |digits: &str| either_width(digits);
    let quarter = quarter_pattern();
    let month = format!("{}\\s*({})?", months::PATTERN, THIRDS.join("|"));
    let part = format!("({}|{quarter}|{month})", HALVES.join("|"));
    let year = years::fiscal_year_pattern();
    let point = format!("({year}\\s*{part}?|{part})");
    let last = format!("({point}|{}|{}{{1,2}}\\s*年?度?)", THIRDS.join("|"), digits("0123456789"));
    let words = WORDS.map(|(name, _)| name).join("|");
    let sign = class(RANGE_SIGNS);
    format!("({words}|{point}\\s*{ONWARDS}|{point}\\s*({sign}\\s*{last}?)?|{sign}\\s*{point})")
}

/// The words for spans that have no number of their own.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.into_iter().map(|(name, _)| name).chain(HALVES).chain(QUARTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(month: u8) -> Point {
        Point { year: None, part: Part::Month(month) }
    }

    fn quarter(quarter: u8) -> Point {
        Point { year: None, part: Part::Quarter(quarter) }
    }

    fn of_year(year: Year, part: Part) -> Point {
        Point { year: Some(year), part }
    }

    #[test]
    fn every_form_is_read_in_either_width() {
        for (texts, right) in [
            (["通年", " 通年"], When::Word(Word::AllYear)),
            (["毎月", "毎月 "], When::Word(Word::Monthly)),
            (["随時", "　随時"], When::Word(Word::AnyTime)),
            (["10月〜", "１０月以降"], When::From(month(10))),
            (["〜9月", "～ ９月"], When::UpTo(month(9))),
            (["4月-９月", "4〜9"], When::Between(month(4), month(9))),
            (["1〜2Q", "１Ｑ-２Ｑ"], When::Between(quarter(0), quarter(1))),
        ] {
            assert_eq!(texts.map(when), [Ok(right), Ok(right)], "{texts:?}");
        }
        for (text, part) in [
            ("上半期", Part::Half(0)),
            ("下半期", Part::Half(1)),
            ("第１四半期", Part::Quarter(0)),
            ("第2四半期", Part::Quarter(1)),
            ("第三四半期", Part::Quarter(2)),
            ("４Ｑ", Part::Quarter(3)),
            ("5月上旬", Part::Third(5, 0)),
            ("１２月下旬", Part::Third(12, 2)),
        ] {
            let point = Point { year: None, part };
            assert_eq!(when(text), Ok(When::Between(point, point)), "{text}");
        }
    }

    #[test]
    fn a_number_alone_is_no_month_behind_a_year_and_no_quarter_past_the_last() {
        for text in ["2025-26", "2025-12", "2025〜9", "5〜2Q"] {
            assert_eq!(when(text), Err(NoSpan::Unreadable), "{text}");
        }
    }

    #[test]
    fn years_stand_before_parts() {
        for (text, point) in [
            ("R6", of_year(Year::Fiscal(2024), Part::Whole)),
            ("令和元年度", of_year(Year::Fiscal(2019), Part::Whole)),
            ("Ｒ７上半期", of_year(Year::Fiscal(2025), Part::Half(0))),
            ("R7第2四半期", of_year(Year::Fiscal(2025), Part::Quarter(1))),
            ("令和7年度1月", of_year(Year::Fiscal(2025), Part::Month(1))),
            ("令和8年1月", of_year(Year::Calendar(2026), Part::Month(1))),
            ("平成31年4月下旬", of_year(Year::Calendar(2019), Part::Third(4, 2))),
            ("2025年度第3四半期", of_year(Year::Fiscal(2025), Part::Quarter(2))),
        ] {
            assert_eq!(when(text), Ok(When::Between(point, point)), "{text}");
        }
        assert_eq!(fiscal_years("令和6年度〜令和8年度"), Ok((2024, 2026)));
        for text in ["令和7〜9年度", "R7～R9", "Ｒ７ー９", "令和7年度-9年度", "2025〜2027"] {
            assert_eq!(fiscal_years(text), Ok((2025, 2027)), "{text}");
        }
        assert_eq!(fiscal_years("令和7年度"), Ok((2025, 2025)));
        for text in ["令和7年4月〜令和10年3月", "令和7年度4月～令和9年度３月"] {
            assert_eq!(fiscal_years(text), Ok((2025, 2027)), "{text}");
        }
        for text in ["令和7年5月〜令和10年3月", "令和7年4月〜令和10年4月", "4月〜3月"] {
            assert!(fiscal_years(text).is_err(), "{text}");
        }
    }
}
