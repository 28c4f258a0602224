//! Spans of time within the period of a sheet, with what to say of those that there are not.

use super::report::Problem;
use super::values::written;
use super::years::no_year;
use crate::diag::Code;
use crate::japanese::loose_times::{self, Unclear};
use crate::japanese::months::all_named_in;
use crate::japanese::spans::{self, NoSpan, Part, Point, When, Word, Year};
use crate::japanese::{bars, days, years};
use crate::load::forms;
use crate::model::{FiscalMonth, Manner, Period, THIRDS, TimeSpan, Unit};
use crate::nearest;

/// A month, or a third of one.
pub(super) fn month(text: &str, period: Period) -> Result<TimeSpan, Problem> {
    let unreadable = || (Code::Month, format!("「{text}」は月として読めません"), month_remedy(text, period));
    match spans::when(text) {
        Ok(When::Between(first, last)) if first == last => {
            let span = point(first, (text, period), None)?;
            if span.count() <= THIRDS { Ok(span) } else { Err(unreadable()) }
        }
        Err(NoSpan::NoMonth(digits)) => Err(no_month(&digits)),
        _ => Err(unreadable()),
    }
}

/// A span, and how it is filled.
pub(super) fn span(text: &str, period: Period) -> Result<(TimeSpan, Manner), Problem> {
    let at = |end: Point, from: Option<u16>| point(end, (text, period), from);
    let span = match spans::when(text).map_err(|why| unreadable(text, why, period))? {
        When::Word(word) => return Ok((period.whole(), manner(word))),
        When::Between(first, last) => {
            let first = at(first, None)?;
            let last = at(last, Some(first.start()))?;
            TimeSpan::new(first.start(), last.end()).ok_or_else(|| reversed(text, (first, last), period))?
        }
        When::From(first) => at(first, None)?.and_onwards(period),
        When::UpTo(last) => at(last, None)?.and_before(),
    };
    Ok((span, Manner::Steady))
}

fn manner(word: Word) -> Manner {
    match word {
        Word::AllYear => Manner::Steady,
        Word::Monthly => Manner::Monthly,
        Word::AnyTime => Manner::AnyTime,
    }
}

/// A point as the span that it has in a period. Without a year it is the first one that does not end before
/// `from`, which is the beginning of its own span where it has one.
fn point(point: Point, (text, period): (&str, Period), from: Option<u16>) -> Result<TimeSpan, Problem> {
    let (start, count) = part(point.part);
    let year = match point.year {
        Some(Year::Fiscal(year)) => Some(year),
        // January to March come after the new year.
        Some(Year::Calendar(year)) => Some(year - u16::from(start >= Unit::Quarter.thirds() * 3)),
        None => None,
    };
    let length = Unit::Year.thirds();
    let index = match year {
        Some(year) if period.has(year) => year - period.first().0,
        Some(_) => return Err(outside(text, point, period)),
        None if period.years() == 1 => 0,
        None => match from {
            Some(from) => from / length + u16::from(start + count <= from % length),
            None => return Err(yearless(text, period)),
        },
    };
    let start = index * length + start;
    let span = TimeSpan::new(start, start + count).filter(|span| span.end() <= period.whole().end());
    span.ok_or_else(|| outside(text, point, period))
}

/// Where a part of a fiscal year begins, and how long it is, in thirds of a month.
fn part(part: Part) -> (u16, u16) {
    let of = |unit: Unit, index: u8| (unit.thirds() * u16::from(index), unit.thirds());
    let index = |month| FiscalMonth::from_calendar(month).map_or(0, FiscalMonth::index);
    match part {
        Part::Whole => of(Unit::Year, 0),
        Part::Half(half) => of(Unit::HalfYear, half),
        Part::Quarter(quarter) => of(Unit::Quarter, quarter),
        Part::Month(month) => of(Unit::Month, index(month)),
        Part::Third(month, third) => (of(Unit::Month, index(month)).0 + u16::from(third), 1),
    }
}

fn unreadable(text: &str, why: NoSpan, period: Period) -> Problem {
    let message = format!("「{text}」は期間として読めません");
    match why {
        NoSpan::NoMonth(digits) => no_month(&digits),
        NoSpan::NoYear(why) => no_year(text, why),
        NoSpan::ManyEnds => {
            let two = "「4月〜9月」のように、初めと終わりの二つの月を書いてください";
            (Code::Month, message, meant(text, period).unwrap_or_else(|| two.to_owned()))
        }
        NoSpan::Unreadable => (Code::Month, message, remedy(text, period)),
    }
}

/// How quarters are written.
const QUARTERS: &str = "四半期は「第１四半期」から「第４四半期」までです。続くときは「第１四半期〜第２四半期」のように書いてください";

/// What to write in place of a text that is no span.
fn remedy(text: &str, period: Period) -> String {
    let words: Vec<&str> = spans::words().collect();
    let months = || bars::months_in(text).map(|meant| written([meant]));
    let month = || match all_named_in(text).as_slice() {
        [month] if period.years() == 1 => Some(format!(
            "「{month}月」のように、月だけを書いてください（ほかの言葉は、帯の名前か「備考」に書けます）"
        )),
        _ => None,
    };
    let unclear = || loose_times::unclear(text).map(|unclear| unclear_remedy(unclear, period));
    let quarter = || text.contains("四半期").then(|| QUARTERS.to_owned());
    let near =
        || nearest::nearest(text.trim(), &words).map(|word| format!("「{word}」の書き誤りではありませんか"));
    let form = || match period.years() {
        1 => forms::SPAN.to_owned(),
        _ => format!("「{0}」か「{0}上半期」のように、年度から書いてください", period.first_year_name()),
    };
    let meant = meant(text, period).or_else(months).or_else(month).or_else(unclear);
    meant.or_else(quarter).or_else(near).unwrap_or_else(form)
}

/// What to write for the times that a text seems to mean, or what to do where the sheet can't have them.
fn meant(text: &str, period: Period) -> Option<String> {
    let meant = loose_times::meant(text, Some(&period.western()));
    let meant = meant.or_else(|| loose_times::before_remark(text))?;
    let wrong = meant.trim_matches(['[', ']']).split(", ").find_map(|time| span(time, period).err());
    Some(wrong.map_or_else(|| written([meant]), |(_, _, remedy)| remedy))
}

/// What to write in place of a text that is no month.
fn month_remedy(text: &str, period: Period) -> String {
    let day = days::day(text).filter(|day| day.shown().is_some());
    if let Some(month) = day.and_then(|day| day.month()) {
        return format!("「{month}」と書き、日は「表示」に書いてください");
    }
    let months = all_named_in(text);
    let meant = loose_times::meant(text, Some(&period.western()))
        .filter(|meant| matches!(spans::when(meant), Ok(When::Between(first, last)) if first == last));
    match (meant, months.as_slice()) {
        (Some(meant), _) => written([meant]),
        (None, [_, _, ..]) => "ここに書ける月は一つだけです。月ごとに分けて書いてください".to_owned(),
        (None, _) => match loose_times::unclear(text) {
            None | Some(Unclear::Often) if period.years() > 1 => {
                format!("「{}9月」のように書いてください", period.first_year_name())
            }
            None | Some(Unclear::Often) => forms::MONTH.to_owned(),
            Some(unclear) => unclear_remedy(unclear, period),
        },
    }
}

/// What to do about a time that can't be told from its words.
fn unclear_remedy(unclear: Unclear, period: Period) -> String {
    let year = if period.years() > 1 { period.first_year_name() } else { String::new() };
    match unclear {
        Unclear::NextYear => {
            "年度の終わりより先も続くときは「4月〜」のように書き、何年度にもわたる資料なら「年度」の代わりに「期間: 令和6年度〜令和8年度」のように書いてください"
                .to_owned()
        }
        Unclear::Often => {
            format!("行う月を「[{year}6月, {year}10月]」のように並べるか、「毎月」か「随時」と書いてください")
        }
        Unclear::Unknown => {
            "見込みの月を書くか、この行を消してください（予定が一つもない取組は「予定: なし」と書きます）"
                .to_owned()
        }
        Unclear::Seasons(first, last) => {
            format!("「{year}{first}月〜{last}月」のように、月で書いてください")
        }
    }
}

fn no_month(digits: &str) -> Problem {
    (
        Code::Month,
        format!("「{digits}月」という月はありません"),
        "1月から12月までの月を書いてください".to_owned(),
    )
}

fn reversed(text: &str, (first, last): (TimeSpan, TimeSpan), period: Period) -> Problem {
    let (first, last) = (period.words(first), period.words(last));
    let is_one = period.years() == 1;
    let why = if is_one { "（年度は4月に始まり3月に終わります）" } else { "" };
    let remedy = match is_one {
        true => "年度の中で早い月から順に書き、来年度の分は来年度の資料に書いてください",
        false => "早いほうから順に書いてください",
    };
    let message = format!("「{text}」は終わりの{last}が初めの{first}より前です{why}");
    (Code::Month, message, remedy.to_owned())
}

/// A span that the sheet's years don't have: `point` is the end that lies outside.
fn outside(text: &str, point: Point, period: Period) -> Problem {
    let remedy = match period.years() {
        _ if let Some((year, month)) = month_a_year_early(point, period) => {
            let (fiscal, right) = (years::name(year), years::month_name(year + 1, month));
            format!("{fiscal}の{month}月は「{right}」です。年を直してください")
        }
        1 => {
            "この年度の月を書くか、何年度にもわたるなら「年度」の代わりに「期間: 令和6年度〜令和8年度」のように書いてください"
                .to_owned()
        }
        _ => "「期間」の中の年度を書くか、「期間」を広げてください".to_owned(),
    };
    (Code::Year, format!("「{text}」は{}の外です", period.name()), remedy)
}

/// The year of a month from January to March which lies before the sheet's years, but would lie in them if that year
/// were a fiscal one.
fn month_a_year_early(point: Point, period: Period) -> Option<(u16, u8)> {
    match (point.year?, point.part) {
        (Year::Calendar(year), Part::Month(month @ 1..=3) | Part::Third(month @ 1..=3, _)) => {
            (period.has(year) && !period.has(year - 1)).then_some((year, month))
        }
        _ => None,
    }
}

/// A span without a year, where there are several.
fn yearless(text: &str, period: Period) -> Problem {
    let year = period.first_year_name();
    let text = text.trim();
    let remedy = format!("「{year}{text}」のように、年度から書いてください");
    (Code::Year, format!("「{text}」がどの年度のことか分かりません"), remedy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FiscalYear;

    const YEAR: Period = Period::year(FiscalYear(2025));

    fn words(text: &str, period: Period) -> Result<String, String> {
        let span = span(text, period).map(|(span, _)| period.words(span));
        span.map_err(|(_, message, remedy)| format!("{message} / {remedy}"))
    }

    #[test]
    fn spans_are_read_in_the_forms_that_people_type() {
        for text in
            ["10月〜3月", "１０月～３月", " 10月 - 3月 ", "10～3月", "10月−3月", "10月~３月", "下半期"]
        {
            assert_eq!(words(text, YEAR), Ok("10月〜3月".to_owned()), "{text}");
        }
        for (text, right) in [
            ("４月", "4月"),
            ("4月〜3月", "4月〜3月"),
            ("通年", "4月〜3月"),
            ("随時", "4月〜3月"),
            ("10月〜", "10月〜"),
            ("〜９月", "〜9月"),
            ("第３四半期", "10月〜12月"),
            ("5月上旬〜7月中旬", "5月上旬〜7月中旬"),
            ("5月上旬〜中旬", "5月上旬〜5月中旬"),
            ("2月下旬", "2月下旬"),
            ("R7", "4月〜3月"),
            ("令和7年10月〜令和8年1月", "10月〜1月"),
        ] {
            assert_eq!(words(text, YEAR), Ok(right.to_owned()), "{text}");
        }
    }

    #[test]
    fn spans_over_several_years_name_theirs() {
        let period = Period::new(FiscalYear(2024), FiscalYear(2026)).expect("a period");
        for (text, right) in [
            ("R6", "令和6年度"),
            ("R7上半期", "令和7年4月〜令和7年9月"),
            ("R8以降", "令和8年度〜"),
            ("〜R7", "〜令和7年度"),
            ("R7第2四半期", "令和7年7月〜令和7年9月"),
            ("令和7年4月〜令和8年9月", "令和7年4月〜令和8年9月"),
            ("令和7年10月〜3月", "令和7年10月〜令和8年3月"),
            ("令和7年度10月〜9月", "令和7年10月〜令和8年9月"),
            ("令和8年1月", "令和8年1月"),
            ("R6〜8", "令和6年度〜令和8年度"),
            ("通年", "令和6年度〜令和8年度"),
        ] {
            assert_eq!(words(text, period), Ok(right.to_owned()), "{text}");
        }
        for text in
            ["4月", "上半期", "10月〜", "R5", "R9以降", "令和9年4月", "R8〜R7", "R8年10月〜9月", "H35"]
        {
            assert!(words(text, period).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for text in [
            "13月",
            "0月",
            "10月〜4月",
            "四月",
            "4月〜6月〜9月",
            "",
            "-",
            "99999999999999月",
            "R6",
            "令和7年3月",
        ] {
            assert!(span(text, YEAR).is_err(), "{text}");
        }
        for (text, right) in [
            ("通念", "通年"),
            ("隋時", "随時"),
            ("毎日", "毎月"),
            ("上半季", "上半期"),
            ("第３四半季", "第３四半期"),
        ] {
            let said = format!("「{text}」は期間として読めません / 「{right}」の書き誤りではありませんか");
            assert_eq!(words(text, YEAR), Err(said));
        }
        for text in ["第５四半期", "第１・２四半期", "四半期"] {
            assert!(words(text, YEAR).is_err_and(|said| said.ends_with(QUARTERS)), "{text}");
        }
    }
}
