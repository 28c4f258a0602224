//! The heads of the time axis.

use super::{Passage, TimeHead};
use crate::diag::Place;
use crate::model::{Axis, TimeSpan, Unit, Wording, full_months};

/// The rows of heads of an axis, from the top down.
pub(super) fn tiers(axis: Axis, wording: &Wording) -> Vec<Vec<TimeHead>> {
    let head = |unit, span| TimeHead { text: text(axis, wording, unit, span), span };
    let tier = |unit: Unit| axis.spans(unit).map(|span| head(unit, span)).collect();
    axis.tiers().into_iter().map(tier).collect()
}

/// What stands over a span of a unit.
fn text(axis: Axis, wording: &Wording, unit: Unit, span: TimeSpan) -> Passage {
    let index = usize::from(span.start() / unit.thirds());
    match unit {
        Unit::Quarter if axis.period.years() == 1 => (&wording.quarters[index % 4]).into(),
        Unit::Quarter => own(["第１四半期", "第２四半期", "第３四半期", "第４四半期"][index % 4]),
        Unit::HalfYear => own(["上半期", "下半期"][index % 2]),
        Unit::Year => own(&axis.period.year_name(span)),
        Unit::Month => own(&full_months(&axis.period.bare_month(span))),
    }
}

/// A text of the program's own.
fn own(text: &str) -> Passage {
    Passage::default().followed_by(text, Place::NONE)
}
