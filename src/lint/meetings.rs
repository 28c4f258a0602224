//! Meetings that share a month, or whose label speaks of another month.

use crate::diag::Diagnostic;
use crate::model::{FiscalMonth, Meeting, Sheet};
use crate::width;

/// Each meeting in the month of one before it.
pub fn in_one_month(sheet: &Sheet) -> Vec<Diagnostic> {
    // Meetings stand in the order of the year.
    let pairs = sheet.meetings.windows(2).filter(|pair| pair[0].month == pair[1].month);
    let doubts = pairs.map(|pair| {
        let message = format!("{}の会議が二つあります", pair[1].month);
        Diagnostic::at(pair[1].month_place, message, "どちらかの月を直すか、一つの会議にまとめてください")
    });
    doubts.collect()
}

/// Each meeting whose label names months, but not its own.
pub fn labelled_otherwise(sheet: &Sheet) -> Vec<Diagnostic> {
    let doubts = sheet.meetings.iter().filter_map(|meeting| {
        let named = months_named_in(&meeting.label.value);
        let other = named.first().filter(|_| !named.contains(&meeting.month))?;
        Some(labelled(meeting, *other))
    });
    doubts.collect()
}

fn labelled(meeting: &Meeting, other: FiscalMonth) -> Diagnostic {
    let message = format!("会議の月は{}ですが、表示には{other}とあります", meeting.month);
    Diagnostic::at(meeting.label.place, message, "「月」と「表示」のどちらかを直してください")
}

/// The months that a label names: the numbers right before the last 月, with signs of a range among
/// them. `９〜10月頃` names two, `第１回（９月頃）` one.
fn months_named_in(label: &str) -> Vec<FiscalMonth> {
    let Some((before, _)) = label.rsplit_once('月') else { return Vec::new() };
    let value: String = before.chars().map(width::half).collect();
    let is_of_range = |c: char| c.is_ascii_digit() || "〜~-−・、月".contains(c);
    let range = value.rsplit(|c| !is_of_range(c)).next().unwrap_or_default();
    let numbers = range.split(|c: char| !c.is_ascii_digit());
    numbers.filter_map(|number| number.parse().ok().and_then(FiscalMonth::from_calendar)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_told_from_other_numbers() {
        let named =
            |label| months_named_in(label).into_iter().map(FiscalMonth::calendar).collect::<Vec<u8>>();
        assert_eq!(named("会議開催（９月頃）"), [9]);
        assert_eq!(named("第１回会議（９月頃）"), [9]);
        assert_eq!(named("8月〜9月、10月頃"), [8, 9, 10]);
        assert!(named("第２回会議").is_empty());
    }
}
