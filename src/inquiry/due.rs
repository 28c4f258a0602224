//! Looks at the day by which replies are wanted.

use crate::diag::{Code, Diagnostic, Severity};
use crate::japanese::day_words::weekday_at_start;
use crate::japanese::days;
use crate::japanese::width::halved;
use crate::japanese::years;
use crate::model::{Date, FiscalYear, Period};

/// What may be wrong with a day by which replies are wanted, in the words of those who ask: it can't be read, there is
/// no such day, or it lies on another day of the week. A day without a year may lie in the years of the sheet or in
/// the one before them, in which agencies are asked.
pub fn doubt_of_due(due: &str, period: Period) -> Option<Diagnostic> {
    let halved = halved(due.trim());
    let day = day_in(&halved);
    let written = days::day(day);
    let Some((year, month, number)) = written.as_ref().and_then(days::Written::whole) else {
        let message = format!("回答期限「{due}」は日付として読めません");
        return Some(doubt(message, "「6月30日（火）」のように書いてください".to_owned()));
    };
    let dates: Vec<Date> =
        years_of(year, month, period).filter_map(|year| Date::new(year, month, number)).collect();
    let Some(first) = dates.first() else {
        return Some(doubt(
            format!("回答期限「{due}」という日はありません"),
            "月と日を確かめてください".to_owned(),
        ));
    };
    let (weekday, _) = weekday_at_start(halved[day.len()..].trim_start())?;
    let is_wrong = dates.iter().all(|date| date.weekday() != weekday);
    is_wrong.then(|| {
        let name = years::day_name((first.year(), first.month(), first.day()));
        let right = first.weekday();
        doubt(format!("回答期限「{due}」の曜日が違います"), format!("{name}は{right}曜日です"))
    })
}

fn doubt(message: String, remedy: String) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..Diagnostic::general(Code::Date, message, remedy) }
}

/// What of a text is the day: all up to 日, or up to the last digit before a bracket.
fn day_in(text: &str) -> &str {
    let before = text.split('(').next().unwrap_or_default();
    match before.find('日') {
        Some(at) => &before[..at + '日'.len_utf8()],
        None => before.trim_end_matches(|c: char| !c.is_ascii_digit()),
    }
}

/// The western years that a month may lie in: the one that is written, else those of the sheet, and the one before.
fn years_of(written: &str, month: u8, period: Period) -> impl Iterator<Item = u16> {
    let named = years::fiscal_year(written).ok();
    let before = Period::year(FiscalYear(period.first().0 - 1));
    let unnamed = period.years_of_month(month).chain(before.years_of_month(month));
    named.into_iter().chain(unnamed.filter(move |_| named.is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(due: &str) -> String {
        let doubt = doubt_of_due(due, Period::year(FiscalYear(2027)));
        doubt.map_or(String::new(), |it| format!("{}。{}", it.message, it.remedy))
    }

    #[test]
    fn days_that_may_be_meant_are_let_alone() {
        for due in [
            "6月30日",
            "６月３０日（水）",
            "6月30日(水)17時まで",
            "6月30日水曜日",
            "6/30",
            "6/30（水・必着）",
            "令和9年6月30日（水）",
            "R9.6.30",
            "6月30日必着",
            "6/30まで",
            "2月28日（月）",
            // The year before, in which a sheet for the next is asked for.
            "2月26日（金）",
        ] {
            assert_eq!(said(due), "", "{due}");
        }
    }

    #[test]
    fn a_day_of_another_weekday_or_none_at_all_is_doubted() {
        assert_eq!(
            said("6月30日（木）"),
            "回答期限「6月30日（木）」の曜日が違います。令和9年6月30日は水曜日です"
        );
        assert_eq!(
            said("令和8年6月30日（水）"),
            "回答期限「令和8年6月30日（水）」の曜日が違います。令和8年6月30日は火曜日です"
        );
        assert_eq!(said("6月31日"), "回答期限「6月31日」という日はありません。月と日を確かめてください");
        for due in ["来月末", "6月", "30日", "13/1", "6月末日（水）"] {
            assert!(said(due).contains("日付として読めません"), "{due}: {}", said(due));
        }
    }
}
