//! A title or a point to discuss that names another year than the sheet is for.

use super::doubts::doubt;
use crate::diag::{Code, Diagnostic};
use crate::japanese::years;
use crate::model::Sheet;

/// The title's year, where it names any but not the sheet's.
pub(super) fn disagreeing(sheet: &Sheet) -> Vec<Diagnostic> {
    let named = years::named_in(&sheet.title.value);
    if named.iter().any(|(_, year)| sheet.period.has(*year)) {
        return Vec::new();
    }
    let year = sheet.period.name();
    let doubts = named.into_iter().take(1).map(|(range, _)| {
        let message = format!("表題は「{}」ですが、「年度」は{year}です", &sheet.title.value[range.clone()]);
        doubt(Code::OtherYear, &sheet.title, range, message, "「表題」と「年度」のどちらかを直してください")
    });
    doubts.collect()
}

/// What a meeting looks back on: of the year before, these are no slips.
const LOOKS_BACK: [&str; 11] =
    ["実績", "報告", "結果", "評価", "総括", "振り返り", "振返り", "検証", "成果", "決算", "反省"];

/// Each point to discuss whose years are neither the sheet's nor the next, nor the one before that it looks back on.
pub(super) fn in_agendas(sheet: &Sheet) -> Vec<Diagnostic> {
    let next = sheet.period.last().0 + 1;
    let points = sheet.meetings.iter().flat_map(|meeting| &meeting.agenda);
    let doubts = points.filter_map(|point| {
        let named = years::named_in(&point.value);
        let looks_back = LOOKS_BACK.iter().any(|word| point.value.contains(word));
        let is_usual = |named: u16| {
            sheet.period.has(named) || named == next || looks_back && named + 1 == sheet.period.first().0
        };
        let (range, _) = named.into_iter().find(|(_, named)| !is_usual(*named))?;
        let message = format!(
            "検討事項に「{}」とありますが、「年度」は{}です",
            &point.value[range.clone()],
            sheet.period.name()
        );
        let remedy = format!("来年度のことなら「{}」に直してください", years::name(next));
        Some(doubt(Code::OtherYear, point, range, message, remedy))
    });
    doubts.collect()
}
