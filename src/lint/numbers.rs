//! Numbers of 取組 that are left out between others.

use crate::diag::{Code, Diagnostic};
use crate::model::{Initiative, Sheet};

/// Each gap in the numbers, at the number after it.
pub(super) fn skipped(sheet: &Sheet) -> Vec<Diagnostic> {
    let mut rows: Vec<&Initiative> = sheet.initiatives().collect();
    rows.sort_by_key(|row| row.number);
    let gaps = rows.windows(2).filter(|pair| pair[1].number > pair[0].number + 1);
    gaps.map(|pair| gap(pair[0], pair[1])).collect()
}

fn gap(before: &Initiative, after: &Initiative) -> Diagnostic {
    let (first, last) = (before.number + 1, after.number - 1);
    let missing = if first == last { first.to_string() } else { format!("{first}〜{last}") };
    Diagnostic::at(
        Code::SkippedNumber,
        after.place,
        format!("番号 {missing} がありません（{} の次が {} です）", before.number, after.number),
        "抜けた取組を加えるか、番号を付け直してください",
    )
}
