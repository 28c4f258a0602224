//! Bars of one name that cover the same days.

use crate::diag::{Code, Diagnostic};
use crate::model::{Bar, Period, Sheet};

/// Each bar in whose span another of its name has begun.
pub(super) fn overlapping(sheet: &Sheet) -> Vec<Diagnostic> {
    let bars = sheet.initiatives().flat_map(|row| [row.bars(), row.actual.as_slice()]);
    bars.flat_map(|bars| in_schedule(bars, sheet.period)).collect()
}

fn in_schedule(bars: &[Bar], period: Period) -> Vec<Diagnostic> {
    let before = |index: usize| {
        let bar = &bars[index];
        bars[..index].iter().find(|other| other.kind == bar.kind && other.span.overlaps(bar.span))
    };
    let pairs = (0..bars.len()).filter_map(|index| Some((before(index)?, &bars[index])));
    pairs.map(|(first, bar)| doubt(first, bar, period)).collect()
}

fn doubt(first: &Bar, bar: &Bar, period: Period) -> Diagnostic {
    let message = format!(
        "「{}」の帯が二つあり、期間が重なっています（{}と{}）",
        bar.kind.value,
        period.words(first.span),
        period.words(bar.span)
    );
    Diagnostic::at(
        Code::DoubledBar,
        bar.whole,
        message,
        "一つの帯にまとめるか、どちらかの名前か期間を直してください",
    )
}
