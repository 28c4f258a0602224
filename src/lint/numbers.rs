//! Numbers of 取組 that are left out between others.

use crate::diag::{Code, Diagnostic};
use crate::model::{Initiative, Sheet};

/// Each gap in the whole numbers, at the number after it. What comes between others no rule can tell.
pub(super) fn skipped(sheet: &Sheet) -> Vec<Diagnostic> {
    let mut rows: Vec<(u32, &Initiative)> =
        sheet.initiatives().filter_map(|row| Some((row.number.whole()?, row))).collect();
    rows.sort_by_key(|(number, _)| *number);
    let gaps = rows.windows(2).filter(|pair| pair[1].0 > pair[0].0 + 1);
    gaps.map(|pair| gap(pair[0].0, pair[1])).collect()
}

fn gap(before: u32, (number, after): (u32, &Initiative)) -> Diagnostic {
    let (first, last) = (before + 1, number - 1);
    let missing = if first == last { first.to_string() } else { format!("{first}〜{last}") };
    Diagnostic::at(
        Code::SkippedNumber,
        after.place,
        format!("番号 {missing} がありません（{before} の次が {number} です）"),
        "抜けた取組を加えるか、番号を付け直してください",
    )
}
