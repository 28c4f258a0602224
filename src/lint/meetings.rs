//! Meetings that share a month, or whose label speaks of another month.

use crate::diag::{Code, Diagnostic, Severity};
use crate::japanese::months;
use crate::model::{Initiative, Meeting, MeetingPlace, Period, Schedule, Sheet};

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

/// The name of the rule for agendas that are nowhere to be seen.
pub(super) const UNSEEN_AGENDAS: &str = "検討事項";

/// A doubt about agendas where meetings stand below the heads, which leaves them no room, and no row shows
/// their meeting either. It points at the first.
pub fn unseen_agendas(sheet: &Sheet, place: MeetingPlace) -> Option<Diagnostic> {
    if place == MeetingPlace::InRow {
        return None;
    }
    let shows = |row: &Initiative, meeting: &Meeting| match &row.schedule {
        Schedule::Bars(_) => false,
        Schedule::Meetings(names) => {
            names.is_empty() || meeting.body.as_ref().is_some_and(|it| names.iter().any(|name| name == it))
        }
    };
    let is_unseen = |meeting: &&Meeting| !sheet.initiatives().any(|row| shows(row, meeting));
    let first = sheet.meetings.iter().filter(is_unseen).find_map(|meeting| meeting.agenda.first())?;
    let message = "予定が「会議」の取組がないので、この検討事項はどこにも出ません";
    let remedy = "会議の取組を設けて「予定: 会議」と書くか、「検討事項」を消してください";
    let doubt = Diagnostic::at(Code::Schedule, first.place, message, remedy);
    Some(Diagnostic { severity: Severity::Warning, rule: Some(UNSEEN_AGENDAS), ..doubt })
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
