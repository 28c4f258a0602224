//! Fiscal years and days, with what to say of those that there are not.

use super::report::Problem;
use crate::diag::Code;
use crate::japanese::years::{self, Day, Era, NoYear};
use crate::load::forms;
use crate::model::{Date, FiscalYear};

/// The fiscal year that a text names.
pub(super) fn fiscal_year(text: &str) -> Result<FiscalYear, Problem> {
    years::fiscal_year(text).map(FiscalYear).map_err(|why| match why {
        NoYear::Unreadable => {
            (Code::Year, format!("「{text}」は年度として読めません"), forms::YEAR.to_owned())
        }
        NoYear::PastEra { era, number, year } => (
            Code::Year,
            format!("{era}{number}年度はありません"),
            format!("{}ではありませんか", years::name(year)),
        ),
    })
}

/// The day that a text names. One that is counted in an era must lie in it.
pub(super) fn date(text: &str) -> Result<Date, Problem> {
    let unreadable = || (Code::Date, format!("「{text}」は日付として読めません"), forms::DAY.to_owned());
    let (day, era) = years::day(text).ok_or_else(unreadable)?;
    let date = Date::new(day.0, day.1, day.2).ok_or_else(unreadable)?;
    match era.filter(|era| !era.has(day)) {
        Some(era) => Err(outside_era(text, day, era)),
        None => Ok(date),
    }
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
        for text in ["明日", "2023-02-29", "2017-13-01", "平成31年4月31日"] {
            let message = date(text).map_err(|(_, message, _)| message);
            assert_eq!(message, Err(format!("「{text}」は日付として読めません")));
        }
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
