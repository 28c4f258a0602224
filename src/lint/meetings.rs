//! Meetings that share a month, or whose label speaks of another month.

use crate::diag::{Code, Diagnostic};
use crate::japanese::months;
use crate::model::{Meeting, Period, Sheet};

/// Each meeting of a body in the month of one before it.
pub(super) fn in_one_month(sheet: &Sheet) -> Vec<Diagnostic> {
    let is_second = |(index, meeting): &(usize, &Meeting)| {
        let mut earlier = sheet.meetings[..*index].iter();
        earlier.any(|other| other.month == meeting.month && other.body == meeting.body)
    };
    let doubts = sheet.meetings.iter().enumerate().filter(is_second).map(|(_, meeting)| {
        let body = meeting.body.as_deref().unwrap_or("会議");
        let message = format!("{}の{body}が二つあります", sheet.period.words(meeting.month));
        Diagnostic::at(
            Code::MeetingMonth,
            meeting.month_place,
            message,
            "どちらかの月を直すか、一つの会議にまとめてください",
        )
    });
    doubts.collect()
}

/// Each meeting whose label names months, but not its own.
pub(super) fn labelled_otherwise(sheet: &Sheet) -> Vec<Diagnostic> {
    let doubts = sheet.meetings.iter().filter_map(|meeting| {
        let (first, _) = sheet.period.dates(meeting.month);
        let named = months::named_in(&meeting.label.value);
        let other = named.first().filter(|_| !named.contains(&first.month()))?;
        Some(labelled(meeting, *other, sheet.period))
    });
    doubts.collect()
}

fn labelled(meeting: &Meeting, other: u8, period: Period) -> Diagnostic {
    let message = format!("会議の月は{}ですが、表示には{other}月とあります", period.words(meeting.month));
    Diagnostic::at(
        Code::MeetingLabel,
        meeting.label.place,
        message,
        "「月」と「表示」のどちらかを直してください",
    )
}
