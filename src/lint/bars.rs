//! Bars of one name that cover the same months.

use crate::diag::{Code, Diagnostic};
use crate::model::{Bar, Schedule, Sheet};

/// Each bar in whose months another of its name has begun.
pub(super) fn overlapping(sheet: &Sheet) -> Vec<Diagnostic> {
    let schedules = sheet.initiatives().map(|row| &row.schedule);
    let bars = schedules.filter_map(|schedule| match schedule {
        Schedule::Bars(bars) => Some(bars),
        Schedule::Meetings => None,
    });
    bars.flat_map(|bars| in_schedule(bars)).collect()
}

fn in_schedule(bars: &[Bar]) -> Vec<Diagnostic> {
    let before = |index: usize| {
        let bar = &bars[index];
        bars[..index].iter().find(|other| other.kind == bar.kind && other.months.overlaps(bar.months))
    };
    let pairs = (0..bars.len()).filter_map(|index| Some((before(index)?, &bars[index])));
    pairs.map(|(first, bar)| doubt(first, bar)).collect()
}

fn doubt(first: &Bar, bar: &Bar) -> Diagnostic {
    let message = format!(
        "「{}」の帯が二つあり、期間が重なっています（{}と{}）",
        bar.kind.value, first.months, bar.months
    );
    Diagnostic::at(
        Code::DoubledBar,
        bar.whole,
        message,
        "一つの帯にまとめるか、どちらかの名前か期間を直してください",
    )
}
