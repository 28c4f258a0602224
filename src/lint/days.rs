//! Days that there are not, or that lie on another day of the week.

use std::ops::Range;

use super::doubts::TextRule;
use crate::diag::Code;
use crate::japanese::day_words::{DayWord, days_in};
use crate::japanese::years;
use crate::model::{Date, Period};

/// Each day that no year of the sheet has, or has on another day of the week. A year that is named with the day counts
/// in place of these.
pub(super) const RULE: TextRule = TextRule { code: Code::OtherDay, find: in_text, explain };

fn explain(written: &str, period: Period) -> (String, String) {
    let wrong = days_in(written).iter().find_map(|day| what_is_wrong(day, period));
    let (what, remedy) = wrong.unwrap_or_default();
    (format!("「{written}」{what}"), remedy)
}

fn in_text(text: &str, period: Period) -> Vec<Range<usize>> {
    let wrong = days_in(text).into_iter().filter(|day| what_is_wrong(day, period).is_some());
    wrong.map(|day| day.range).collect()
}

/// What is wrong with a day, and how to mend it.
fn what_is_wrong(day: &DayWord, period: Period) -> Option<(&'static str, String)> {
    let years = match day.year {
        Some(year) => vec![year],
        None => period.years_of_month(day.month).collect(),
    };
    let dates: Vec<Date> = years.into_iter().filter_map(|year| Date::new(year, day.month, day.day)).collect();
    let Some(first) = dates.first() else {
        return Some(("という日はありません", "月と日を確かめてください".to_owned()));
    };
    let weekday = day.weekday?;
    let is_wrong = dates.iter().all(|date| date.weekday() != weekday);
    is_wrong.then(|| {
        let name = years::day_name((first.year(), first.month(), first.day()));
        ("の曜日が違います", format!("{name}は{}曜日です", first.weekday()))
    })
}
