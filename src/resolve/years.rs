//! Fiscal years and days, with what to say of those that there are not.

use super::report::Problem;
use super::values::written;
use crate::diag::Code;
use crate::japanese::days;
use crate::japanese::spans::{self, NoSpan};
use crate::japanese::width::{halved, whole};
use crate::japanese::words;
use crate::japanese::years::{self, Day, Era, NoYear};
use crate::load::forms;
use crate::model::{Date, FiscalYear, Period};

/// The fiscal year that a text names.
pub(super) fn fiscal_year(text: &str) -> Result<FiscalYear, Problem> {
    years::fiscal_year(text).map(FiscalYear).map_err(|why| match spans::fiscal_years(text) {
        Ok((first, last)) if first < last => several_years(text, first, last),
        _ => no_year(text, why),
    })
}

/// What to say of a year that there is not.
pub(super) fn no_year(text: &str, why: NoYear) -> Problem {
    match why {
        NoYear::Unreadable => {
            let year = years::meant(text).map(years::name);
            let remedy = year.map_or(forms::YEAR.to_owned(), |year| written([year]));
            (Code::Year, format!("「{text}」は年度として読めません"), remedy)
        }
        NoYear::PastEra { era, number, year } => (
            Code::Year,
            format!("{era}{number}年度はありません"),
            format!("{}ではありませんか", years::name(year)),
        ),
    }
}

/// What to say of several years where one belongs.
fn several_years(text: &str, first: u16, last: u16) -> Problem {
    let line = format!("{}: {}〜{}", words::PERIOD, years::name(first), years::name(last));
    let message = format!("「{text}」は一つの年度ではありません");
    (
        Code::Year,
        message,
        format!("何年度にもわたるときは、「年度」の代わりに「期間」で書いてください: 「{line}」"),
    )
}

/// The years that a text names, one or several.
pub(super) fn period(text: &str) -> Result<Period, Problem> {
    let (first, last) = spans::fiscal_years(text).map_err(|why| match why {
        NoSpan::NoYear(why) => no_year(text, why),
        _ => (Code::Year, format!("「{text}」は期間として読めません"), forms::PERIOD.to_owned()),
    })?;
    Period::new(FiscalYear(first), FiscalYear(last)).ok_or_else(|| match last < first {
        true => (
            Code::Year,
            format!("「{text}」は終わりの{}が初めの{}より前です", years::name(last), years::name(first)),
            "早いほうの年度から順に書いてください".to_owned(),
        ),
        false => (
            Code::Year,
            format!("「{text}」は長すぎます（{} 年度。{} 年度まで）", last - first + 1, Period::MOST_YEARS),
            "幾つかの資料に分けてください".to_owned(),
        ),
    })
}

/// The day that a text names. One that is counted in an era must lie in it.
pub(super) fn date(text: &str) -> Result<Date, Problem> {
    let unreadable = || {
        let monthly = month_of(text).map(|month| format!("「{month}1日」のように、日まで書いてください"));
        let yearless = || {
            let (month, day) = days::day(text)?.without_year()?;
            Some(format!("「令和○年{month}月{day}日」のように、年から書いてください"))
        };
        let remedy = monthly.or_else(yearless).unwrap_or_else(|| forms::DAY.to_owned());
        (Code::Date, format!("「{text}」は日付として読めません"), remedy)
    };
    let (day, era) = years::day(text).ok_or_else(unreadable)?;
    let date =
        Date::new(day.0, day.1, day.2).ok_or_else(|| past_month(text, day).unwrap_or_else(unreadable))?;
    match era.filter(|era| !era.has(day)) {
        Some(era) => Err(outside_era(text, day, era)),
        None => Ok(date),
    }
}

/// The year and month that a text begins with, where it names no day: 令和9年5月, 令和9年5月吉日.
fn month_of(text: &str) -> Option<String> {
    let value = halved(text);
    let (month, day) = value.split_once('月')?;
    let is_month =
        matches!(years::at_start(month), Ok(Some((_, false, number))) if whole::<u8>(number).is_some());
    let names_day = day.starts_with(|c: char| c.is_ascii_digit());
    (is_month && !names_day).then(|| format!("{month}月"))
}

/// What to say of a day that its month does not have.
fn past_month(text: &str, (year, month, _): Day) -> Option<Problem> {
    let last = (28..=31).rev().find(|day| Date::new(year, month, *day).is_some())?;
    let message = format!("「{text}」という日はありません（{month}月は{last}日まで）");
    Some((Code::Date, message, "日を直してください".to_owned()))
}

/// What to say of a day that is counted in an era, but lies before or behind it.
fn outside_era(text: &str, day: Day, era: &Era) -> Problem {
    let bound = match era.last {
        Some(last) if last < day => format!("{}まで", years::day_name(last)),
        _ => format!("{}から", years::day_name(era.first)),
    };
    (
        Code::Date,
        format!("「{text}」という日はありません（{}は{bound}）", era.name),
        format!("{}ではありませんか", years::day_name(day)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_past_its_era_gets_the_right_name() {
        let remedy = fiscal_year("平成35年度").map_err(|(_, _, remedy)| remedy);
        assert_eq!(remedy, Err("令和5年度ではありませんか".to_owned()));
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        assert_eq!(date("令和元年5月1日").ok(), Date::new(2019, 5, 1));
        assert_eq!(date("2024-02-29").ok(), Date::new(2024, 2, 29));
        for text in ["明日", "2017-13-01"] {
            let message = date(text).map_err(|(_, message, _)| message);
            assert_eq!(message, Err(format!("「{text}」は日付として読めません")));
        }
    }

    #[test]
    fn a_month_is_asked_for_its_day() {
        for text in ["令和９年５月", "令和9年5月吉日", "2027年5月"] {
            let remedy = date(text).map_err(|(_, _, remedy)| remedy).expect_err(text);
            assert!(remedy.ends_with("年5月1日」のように、日まで書いてください"), "{remedy}");
        }
    }

    #[test]
    fn a_day_is_asked_for_its_year() {
        for text in ["4月20日", "４／２０", "4.20"] {
            let remedy = date(text).map_err(|(_, _, remedy)| remedy).expect_err(text);
            assert_eq!(remedy, "「令和○年4月20日」のように、年から書いてください");
        }
    }

    #[test]
    fn a_day_that_its_month_lacks_is_told() {
        for (text, last) in
            [("令和7年6月31日", "6月は30日"), ("R7.2.29", "2月は28日"), ("R6.2.30", "2月は29日")]
        {
            let message = date(text).map_err(|(_, message, _)| message).expect_err(text);
            assert_eq!(message, format!("「{text}」という日はありません（{last}まで）"));
        }
        assert!(
            date("令和7年13月1日").is_err_and(|(_, message, _)| message.ends_with("日付として読めません"))
        );
    }

    #[test]
    fn a_day_outside_its_era_gets_the_right_name() {
        for (text, right) in [
            ("昭和99年5月10日", "令和6年5月10日"),
            ("平成40年5月1日", "令和10年5月1日"),
            ("H31.5.1", "令和元年5月1日"),
            ("Ｒ元.4.30", "平成31年4月30日"),
            ("平成元年1月7日", "昭和64年1月7日"),
            ("昭和64年1月8日", "平成元年1月8日"),
            ("昭和元年12月24日", "1926年12月24日"),
        ] {
            let remedy = date(text).map_err(|(_, _, remedy)| remedy);
            assert_eq!(remedy, Err(format!("{right}ではありませんか")), "{text}");
        }
        for text in ["平成31年4月30日", "昭和64年1月7日", "平成元年1月8日", "S1.12.25", "令和99年12月31日"]
        {
            assert!(date(text).is_ok(), "{text}");
        }
    }
}
