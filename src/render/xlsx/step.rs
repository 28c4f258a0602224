//! How long the times are into which the worksheet columns of the schedule part it.

use crate::model::{TimeSpan, Unit};
use crate::table::Table;

/// How many thirds of a month the worksheet columns of the schedule have: as many as its own columns, or a
/// month in a single year, if all that stands in it begins and ends with these, else the next fewer.
pub(super) fn step(table: &Table) -> u16 {
    let most = if table.axis.period.years() == 1 { Unit::Month } else { table.axis.unit };
    let ends = |span: TimeSpan, step| span.start().is_multiple_of(step) && span.end().is_multiple_of(step);
    let fits = |step: &u16| {
        let slots = table.rows().flat_map(|(_, row)| &row.slots);
        slots.chain(table.bodies.iter().flat_map(|body| &body.slots)).all(|slot| ends(slot.span, *step))
    };
    let units = [Unit::Year, Unit::HalfYear, Unit::Quarter, Unit::Month];
    let steps = units.into_iter().filter(|unit| *unit <= most).map(Unit::thirds);
    steps.into_iter().find(fits).unwrap_or(1)
}
