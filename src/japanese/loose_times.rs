//! Times as people write them loosely: 5月頃〜8月末, 5/10〜8/31, 五月から翌年三月, R7前半, 6月と10月.

use std::ops::RangeInclusive;

use super::days;
use super::months::RANGE_SIGNS;
use super::spans::when;
use super::width::halved;
use super::years;

/// What stands for something else, or for nothing, about a month.
const ABOUT: [(&str, &str); 14] = [
    ("月初旬", "月上旬"),
    ("月初め", "月上旬"),
    ("月始め", "月上旬"),
    ("月半ば", "月中旬"),
    ("月末", "月下旬"),
    ("頃", ""),
    ("ごろ", ""),
    ("ころ", ""),
    ("(予定)", ""),
    ("予定", ""),
    ("⇒", "〜"),
    ("迄", "まで"),
    ("より", "から"),
    ("から", "〜"),
];

/// Quotation marks that nobody needs around a time.
const QUOTES: &str = "「」『』“”‘’\"'";

/// What stands for a whole time, or for a part of a year.
const WORDS: [(&str, &str); 38] = [
    ("年間", "通年"),
    ("年中", "通年"),
    ("1年中", "通年"),
    ("1年", "通年"),
    ("通期", "通年"),
    ("年間を通じて", "通年"),
    ("毎年", "通年"),
    ("毎年度", "通年"),
    ("各年度", "通年"),
    ("常時", "随時"),
    ("適宜", "随時"),
    ("都度", "随時"),
    ("必要時", "随時"),
    ("その都度", "随時"),
    ("月1回", "毎月"),
    ("偶数月", "[4月, 6月, 8月, 10月, 12月, 2月]"),
    ("奇数月", "[5月, 7月, 9月, 11月, 1月, 3月]"),
    ("前期", "上半期"),
    ("上期", "上半期"),
    ("前半", "上半期"),
    ("年度前半", "上半期"),
    ("年度後半", "下半期"),
    ("後期", "下半期"),
    ("下期", "下半期"),
    ("後半", "下半期"),
    ("年度当初", "4月"),
    ("年度初め", "4月"),
    ("年度始め", "4月"),
    ("当初", "4月"),
    ("初め", "4月"),
    ("始め", "4月"),
    ("年末", "12月"),
    ("年内", "〜12月"),
    ("年明け", "1月"),
    ("年度内", "〜3月"),
    ("年度中", "〜3月"),
    ("年度末", "3月"),
    ("末", "3月"),
];

/// What stands behind the last month of a span.
const BEFORE: [&str; 4] = ["まで", "以前", "以内", "いっぱい"];

/// What stands before a month of the next calendar year.
const NEXT_YEAR: [&str; 5] = ["翌年", "翌", "来年", "明年", "次年度"];

/// What people write who mean several times, which only they know.
const OFTEN: [&str; 7] = ["隔月", "隔週", "毎週", "ごと", "毎に", "半年", "回"];

/// What people write who don't know when yet.
const UNKNOWN: [&str; 5] = ["未定", "調整中", "検討中", "決まり次第", "後日"];

/// Parts of a year that have no months of their own, in the order of a fiscal year, each with its first and last month
/// as most people take them.
const SEASONS: [(&str, [u8; 2]); 4] = [("春", [4, 6]), ("夏", [7, 9]), ("秋", [9, 11]), ("冬", [12, 2])];

/// What is unclear about a text that says when, but not in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unclear {
    /// It ends in the next fiscal year.
    NextYear,
    /// It is several times: 隔月, 年2回.
    Often,
    /// It is not known yet: 未定.
    Unknown,
    /// It is one season or more, from the first month of one to the last month of another: 夏頃, 春〜夏.
    Seasons(u8, u8),
}

/// What is unclear about a text that [`when`] can't read, if that can be told.
pub(crate) fn unclear(text: &str) -> Option<Unclear> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let kinds = [
        (has(&NEXT_YEAR), Unclear::NextYear),
        (has(&OFTEN), Unclear::Often),
        (has(&UNKNOWN), Unclear::Unknown),
    ];
    kinds.into_iter().find_map(|(is, kind)| is.then_some(kind)).or_else(|| seasons(text))
}

/// The seasons that a text names.
fn seasons(text: &str) -> Option<Unclear> {
    let mut named = SEASONS.iter().filter(|(season, _)| text.contains(season)).map(|(_, months)| months);
    let first = named.next()?;
    Some(Unclear::Seasons(first[0], named.next_back().unwrap_or(first)[1]))
}

/// What somebody may have meant who wrote a text that [`when`] can't read, in the form in which it can; of
/// several times, a list of YAML. `sheet` are the fiscal years of the sheet, by the western year of their
/// April, where it is known.
pub(crate) fn meant(text: &str, sheet: Option<&RangeInclusive<u16>>) -> Option<String> {
    let value = years::with_digits(&halved(text));
    let value = value.trim_matches(|c| QUOTES.contains(c)).trim();
    let monthly = value.starts_with("毎月").then(|| "毎月".to_owned());
    let listed = || listed(value, sheet).map(|times| format!("[{times}]"));
    year_and_number(value).or_else(|| in_usual_words(value, sheet)).or_else(listed).or(monthly)
}

/// A western year and a number behind it, as one that dates have or as another year: 2025-12, 2025-26.
fn year_and_number(text: &str) -> Option<String> {
    let (year, number) = text.split_once(RANGE_SIGNS)?;
    let is_short = number.len() == 2 && year.len() == 4;
    let (year, number) = (year.parse::<u16>().ok()?, number.parse::<u16>().ok().filter(|_| is_short)?);
    match number {
        1..=12 => Some(format!("{year}年{number}月")),
        _ if number > year % 100 => Some(format!("{year}年度〜{}年度", year - year % 100 + number)),
        _ => None,
    }
    .filter(|usual| when(usual).is_ok())
}

/// The time before a remark: 4月〜9月 ※予定.
pub(crate) fn before_remark(text: &str) -> Option<String> {
    let value = halved(text);
    let (time, _) = value.split_once([' ', '(', '※'])?;
    when(time).is_ok().then(|| time.to_owned())
}

/// The times that a text names one after the other, as in a list of YAML: 6月、10月, 6月と10月, 6月 10月.
fn listed(text: &str, sheet: Option<&RangeInclusive<u16>>) -> Option<String> {
    // Months need no sign between them: 6月10月.
    let parted = if text.contains(RANGE_SIGNS) { text.to_owned() } else { text.replace('月', "月 ") };
    [text, &parted].into_iter().find_map(|text| {
        let parts =
            text.split(['、', ',', '，', '・', 'と', ' ']).map(str::trim).filter(|part| !part.is_empty());
        let times: Vec<String> = parts.map(|part| one_of(part, sheet)).collect::<Option<_>>()?;
        (times.len() > 1).then(|| times.join(", "))
    })
}

/// A time in a list; a month with its word.
fn one_of(text: &str, sheet: Option<&RangeInclusive<u16>>) -> Option<String> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 2;
    let time = if is_number { format!("{text}月") } else { text.to_owned() };
    // Of a time that is read, the sign is the one that data files have.
    if when(&time).is_ok() { Some(time.replace('~', "〜")) } else { in_usual_words(&time, sheet) }
}

/// A span in the words in which it is read, as far as they can be told.
fn in_usual_words(text: &str, sheet: Option<&RangeInclusive<u16>>) -> Option<String> {
    let word =
        |text: &str| WORDS.iter().find(|(word, _)| *word == text).map(|(_, usual)| (*usual).to_owned());
    if let Some(usual) = word(text) {
        return Some(usual);
    }
    let usual = ABOUT.iter().fold(text.to_owned(), |text, (word, usual)| text.replace(word, usual));
    let last = BEFORE.iter().find_map(|word| usual.strip_suffix(word));
    let usual = match last {
        Some(last) if last.contains(RANGE_SIGNS) => last.to_owned(),
        Some(last) => format!("〜{last}"),
        None => usual,
    };
    let usual = with_shared_units(&usual);
    let end = |end: &str| word(end.trim()).unwrap_or_else(|| end_in_usual_words(end.trim(), sheet));
    let mut ends: Vec<String> = usual.split(RANGE_SIGNS).map(end).collect();
    ends.dedup();
    Some(ends.join("〜")).filter(|usual| when(usual).is_ok())
}

/// A span of which only the last year or quarter says what it is with both said: 7〜8年度 as 7年度〜8年度, 第1〜第2四半期 as
/// 第1四半期〜第2四半期.
fn with_shared_units(text: &str) -> String {
    let is_number = |text: &str| {
        let number = text.trim().trim_start_matches('第');
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parted = text.split_once(RANGE_SIGNS).filter(|(first, _)| is_number(first));
    let unit = parted.and_then(|(_, last)| {
        let at = ["年", "四半期"].iter().find_map(|unit| last.find(unit))?;
        is_number(&last[..at]).then(|| &last[at..])
    });
    match (parted, unit) {
        (Some((first, last)), Some(unit)) => format!("{first}{unit}〜{last}"),
        _ => text.to_owned(),
    }
}

/// The end of a span in the words in which it is read. What can't be told stays.
fn end_in_usual_words(text: &str, sheet: Option<&RangeInclusive<u16>>) -> String {
    let month = month_in(in_this_year(text));
    if month != text {
        return month;
    }
    let Some((year, part)) = year_at_start(text, sheet) else { return month };
    let part = part.trim_start_matches(['.', 'の', ' ']);
    let usual = WORDS.iter().find(|(word, _)| *word == part).map_or(part, |(_, usual)| usual);
    // `R7` with `4月` behind would be another year.
    let is_parted = year.ends_with(['年', '度']) || !usual.starts_with(|c: char| c.is_ascii_digit());
    if is_parted { year + usual } else { year + "年度" + usual }
}

/// The year that a text begins with, as a time names it, and the rest: R7, 7年度, 2年目, 最終年度.
fn year_at_start<'a>(text: &'a str, sheet: Option<&RangeInclusive<u16>>) -> Option<(String, &'a str)> {
    if let Ok(Some((_, _, rest))) = years::at_start(text) {
        return Some((text[..text.len() - rest.len()].trim_end().to_owned(), rest));
    }
    let sheet = sheet?;
    let (first, last) = (*sheet.start(), *sheet.end());
    for (word, year) in [("初年度", first), ("最終年度", last)] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((years::name(year), rest));
        }
    }
    let digits = &text[..text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
    let rest = &text[digits.len()..];
    if let Some(rest) = rest.strip_prefix("年目") {
        let year = digits.parse::<u16>().ok()?.checked_sub(1)?.checked_add(first)?;
        return sheet.contains(&year).then(|| (years::name(year), rest));
    }
    let rest = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年'))?;
    Some((years::name(years::in_era_of(first, digits)?.ok()?), rest))
}

/// The month that is meant by one of the next calendar year, if it belongs to the same fiscal year: 翌年3月.
fn in_this_year(text: &str) -> &str {
    let month = NEXT_YEAR.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let is_of_year =
        matches!(month.trim().chars().next(), Some('1'..='3')) && month.trim()[1..].starts_with('月');
    if is_of_year { month } else { text }
}

/// The month of a day or of all its days: 5/10, 2027/5/10, 5月10日, 5月中, R9.5. What is neither stays.
fn month_in(text: &str) -> String {
    let text = text.trim();
    let whole = text.strip_suffix('中').filter(|month| month.ends_with('月')).map(str::to_owned);
    whole.or_else(|| days::day(text)?.month()).unwrap_or(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_told_in_words_that_are_read() {
        for (text, usual) in [
            ("4月から9月", "4月〜9月"),
            ("4月から9月まで", "4月〜9月"),
            ("4月より９月迄", "4月〜9月"),
            ("10月から", "10月〜"),
            ("9月まで", "〜9月"),
            ("9月迄", "〜9月"),
            ("4月⇒6月", "4月〜6月"),
            ("6月と10月", "[6月, 10月]"),
            ("6月、10月", "[6月, 10月]"),
            ("6月 10月", "[6月, 10月]"),
            ("4月6月8月", "[4月, 6月, 8月]"),
            ("4、6、8月", "[4月, 6月, 8月]"),
            ("4月〜6月、9月〜10月", "[4月〜6月, 9月〜10月]"),
            ("4月から6月と9月頃", "[4月〜6月, 9月]"),
            ("偶数月", "[4月, 6月, 8月, 10月, 12月, 2月]"),
            ("年間", "通年"),
            ("一年中", "通年"),
            ("令和七年度から", "令和7年度〜"),
            ("第一四半期〜第四四半期頃", "第1四半期〜第4四半期"),
            ("毎月第１木曜日", "毎月"),
            ("上期", "上半期"),
            ("年内", "〜12月"),
            ("年度末", "3月"),
            ("5月頃〜8月頃", "5月〜8月"),
            ("五月から十二月末まで", "5月〜12月下旬"),
            ("5/1〜08/31", "5月〜8月"),
            ("2027/5/1", "2027年5月"),
            ("５月１０日～８月中", "5月〜8月"),
            ("9月〜翌年3月", "9月〜3月"),
            ("5月中旬（予定）", "5月中旬"),
            ("8月以前", "〜8月"),
            ("R9.5月", "R9年5月"),
            ("令和9.5.10", "令和9年5月"),
            ("令和９年度前半", "令和9年度上半期"),
            ("R7後期", "R7下半期"),
            ("7年上半期", "令和7年度上半期"),
            ("8年度〜", "令和8年度〜"),
            ("7年度から8年度まで", "令和7年度〜令和8年度"),
            ("令和8年度末", "令和8年度3月"),
            ("R8当初", "R8年度4月"),
            ("R7.1Q", "R7年度1Q"),
            ("２年目", "令和8年度"),
            ("１〜２年目", "令和7年度〜令和8年度"),
            ("8〜9年度", "令和8年度〜令和9年度"),
            ("初年度〜最終年度前半", "令和7年度〜令和9年度上半期"),
            ("7月10日(金)～7月31日(金)", "7月"),
            ("7～8月、10～11月", "[7〜8月, 10〜11月]"),
            ("年度前半", "上半期"),
            ("第１〜第２四半期", "第1四半期〜第2四半期"),
            ("「4月〜9月」", "4月〜9月"),
            ("2026-05", "2026年5月"),
            ("2025-26", "2025年度〜2026年度"),
        ] {
            assert!(when(text).is_err(), "{text}");
            assert_eq!(meant(text, Some(&(2025..=2027))).as_deref(), Some(usual), "{text}");
            let times = usual.trim_matches(['[', ']']).split(", ");
            assert!(times.map(when).all(|time| time.is_ok()), "{usual}");
        }
        for text in
            ["春から夏", "13月", "", "4月〜6月〜9月", "来年", "研修", "4月〜翌年5月", "4年目", "0年目"]
        {
            assert_eq!(meant(text, Some(&(2025..=2027))), None, "{text}");
        }
    }

    #[test]
    fn seasons_have_the_months_that_most_people_take_them_for() {
        for (text, months) in [("春頃", (4, 6)), ("夏", (7, 9)), ("春〜夏", (4, 9)), ("秋から冬", (9, 2))]
        {
            assert_eq!(unclear(text), Some(Unclear::Seasons(months.0, months.1)), "{text}");
        }
    }
}
