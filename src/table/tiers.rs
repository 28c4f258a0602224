//! The heads of the time axis.

use super::{Passage, TimeHead};
use crate::geom::Em;
use crate::model::{Axis, TimeSpan, Unit, Wording, full_months};

/// The rows of heads of an axis, from the top down. `room` is how much of the heads' type stands on a line over
/// a column.
pub(super) fn tiers(axis: Axis, wording: &Wording, room: Em) -> Vec<Vec<TimeHead>> {
    let head = |unit, span| TimeHead { text: text((axis, room), wording, unit, span), span };
    let tier = |unit: Unit| axis.spans(unit).map(|span| head(unit, span)).collect();
    axis.tiers().map(tier).collect()
}

/// What stands over a span of a unit. The columns have shorter words where they are narrow.
fn text((axis, room): (Axis, Em), wording: &Wording, unit: Unit, span: TimeSpan) -> Passage {
    let index = usize::from(span.start() / unit.thirds());
    let is_narrow = |needed: f64| unit == axis.unit && room < Em(needed);
    match unit {
        Unit::Quarter if axis.period.years() == 1 => (&wording.quarters[index % 4]).into(),
        Unit::Quarter if is_narrow(3.0) => Passage::own(["１Q", "２Q", "３Q", "４Q"][index % 4]),
        Unit::Quarter if is_narrow(5.0) => {
            Passage::own(["第１\n四半期", "第２\n四半期", "第３\n四半期", "第４\n四半期"][index % 4])
        }
        Unit::Quarter => Passage::own(["第１四半期", "第２四半期", "第３四半期", "第４四半期"][index % 4]),
        Unit::HalfYear if is_narrow(3.0) => Passage::own(["上期", "下期"][index % 2]),
        Unit::HalfYear => Passage::own(["上半期", "下半期"][index % 2]),
        Unit::Year if is_narrow(3.0) => Passage::own(&axis.period.short_year_name(span)),
        Unit::Year => Passage::own(&axis.period.year_name(span)),
        Unit::Month if is_narrow(2.0) => Passage::own(axis.period.bare_month(span).trim_end_matches('月')),
        Unit::Month => Passage::own(&full_months(&axis.period.bare_month(span))),
    }
}
