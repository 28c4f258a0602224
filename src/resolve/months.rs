//! Months and spans of months, with what to say of those that there are not.

use super::report::Problem;
use crate::diag::Code;
use crate::japanese::bars;
use crate::japanese::months::{self, NoMonth};
use crate::load::forms;
use crate::model::{FiscalMonth, THIRDS, TimeSpan};

/// One month, as a span.
pub(super) fn month_span(text: &str) -> Result<TimeSpan, Problem> {
    month(text).map(|month| TimeSpan::months(month.index().into(), 1))
}

/// One month.
fn month(text: &str) -> Result<FiscalMonth, Problem> {
    calendar_month(text, text, forms::MONTH)
}

/// One month of what was written; `remedy` says what to write where there is no month to be read.
fn calendar_month(text: &str, written: &str, remedy: &str) -> Result<FiscalMonth, Problem> {
    let number = months::month(text).map_err(|why| match why {
        NoMonth::Unreadable => (Code::Month, format!("「{written}」は月として読めません"), remedy.to_owned()),
        NoMonth::OutOfYear(digits) => out_of_year(&digits),
    })?;
    FiscalMonth::from_calendar(number).ok_or_else(|| out_of_year(text))
}

fn out_of_year(digits: &str) -> Problem {
    (
        Code::Month,
        format!("「{digits}月」という月はありません"),
        "1月から12月までの月を書いてください".to_owned(),
    )
}

/// What is wrong with a span of which one end is missing.
fn half_a_span(text: &str) -> Option<Problem> {
    let (first, last) = months::ends(text).filter(|(first, last)| first.is_empty() != last.is_empty())?;
    let (missing, remedy) = if last.is_empty() {
        let first = month(&first).ok()?;
        ("終わり", format!("年度の終わりまでなら「{first}〜3月」と書いてください"))
    } else {
        let last = month(&last).ok()?;
        ("初め", format!("年度の初めからなら「4月〜{last}」と書いてください"))
    };
    Some((Code::Month, format!("「{text}」には{missing}の月がありません"), remedy))
}

/// A span of months within the fiscal year; one month may stand alone.
pub(super) fn span(text: &str) -> Result<TimeSpan, Problem> {
    if let Some(problem) = half_a_span(text) {
        return Err(problem);
    }
    let (first, last) = months::ends(text).ok_or_else(|| {
        (
            Code::Month,
            format!("「{text}」は期間として読めません"),
            "「4月〜9月」のように、初めと終わりの二つの月を書いてください".to_owned(),
        )
    })?;
    let remedy = match bars::months_in(text) {
        Some(months) => format!("「{months}」と書いてください"),
        None => "「4月〜9月」か「9月」のように書いてください".to_owned(),
    };
    let (first, last) = (calendar_month(&first, text, &remedy)?, calendar_month(&last, text, &remedy)?);
    let thirds = |months: u8| u16::from(months) * THIRDS;
    TimeSpan::new(thirds(first.index()), thirds(last.index() + 1)).ok_or_else(|| {
        (
            Code::Month,
            format!(
                "「{text}」は終わりの{last}が初めの{first}より前です（年度は4月に始まり3月に終わります）"
            ),
            "年度の中で早い月から順に書き、来年度の分は来年度の資料に書いてください".to_owned(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FiscalYear, Period};

    const YEAR: Period = Period::year(FiscalYear(2025));

    #[test]
    fn spans_are_read_in_the_forms_that_people_type() {
        for text in ["10月〜3月", "１０月～３月", " 10月 - 3月 ", "10～3月", "10月−3月", "10月~３月"]
        {
            assert_eq!(span(text).map(|span| YEAR.words(span)), Ok("10月〜3月".to_owned()), "{text}");
        }
        assert_eq!(span("４月").map(TimeSpan::count), Ok(THIRDS));
        assert_eq!(span("4月〜3月"), Ok(YEAR.whole()));
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for text in
            ["13月", "0月", "10月〜4月", "4月〜", "四月", "4月〜6月〜9月", "", "-1月", "99999999999999月"]
        {
            assert!(span(text).is_err(), "{text}");
        }
    }
}
