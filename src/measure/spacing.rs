//! The spaces of the sheet, and the heights that follow from them: the one place for both.

use super::lines::Line;
use super::measured::{SlotLines, Strip};
use crate::geom::{Em, Pt};
use crate::model::Type;
use crate::table::Row;

/// Air between the title and the table, and between the label and the title.
pub(super) const TITLE_AIR: Em = Em(0.4);

/// Air between the title and the label at its right.
pub(super) const TITLE_GAP: Em = Em(1.0);

/// Air between the table and what stands below it.
pub(super) const FOOT_AIR: Em = Em(0.6);

/// The width of a swatch of the legend.
pub const SWATCH: Em = Em(2.4);

/// Its height.
pub const SWATCH_HEIGHT: Em = Em(0.95);

/// Air between a swatch and its text.
pub(super) const SWATCH_GAP: Em = Em(0.4);

/// Air behind the text of a key, where another follows on its line.
pub(super) const KEY_GAP: Em = Em(1.6);

/// Air inside the box of the label, at each side of its text.
pub(super) const LABEL_PADDING: Em = Em(0.7);

/// Air at the left and right of a bar or callout, which parts it from its neighbours and from the
/// rules between quarters.
pub const SLOT_MARGIN: Em = Em(0.15);

/// Air inside the outline of a bar or callout.
pub const SLOT_PADDING: Em = Em(0.3);

/// How long the point of an arrow is.
pub const ARROW_TIP: Em = Em(0.8);

/// Air between two lanes.
const LANE_GAP: Em = Em(0.2);

/// The height of lines of a type size.
pub fn lines_height(lines: &[Line], size: Pt, text: &Type) -> Pt {
    text.leading.at(size) * lines.len() as f64
}

/// The heights of the rows of heads: `schedule` is the height of the schedule's head, `tiers` has those of the
/// highest head of each tier below it, `others` is that of the highest other head.
pub fn head_rows(schedule: Pt, tiers: impl Iterator<Item = Pt>, others: Pt) -> Vec<Pt> {
    let mut rows: Vec<Pt> = [schedule].into_iter().chain(tiers).map(Pt::ceil_to_pixel).collect();
    if let Some((last, above)) = rows.split_last_mut() {
        *last = (*last).max((others - above.iter().copied().sum()).ceil_to_pixel());
    }
    rows
}

/// How high a cell must be for its lines.
pub fn cell_height(lines: &[Line], text: &Type) -> Pt {
    lines_height(lines, text.body, text) + text.padding_y.at(text.body) * 2.0
}

/// How high a row must be for its text cells.
pub(super) fn text_height(cells: &[Vec<Line>], text: &Type) -> Pt {
    cells.iter().map(|lines| cell_height(lines, text)).fold(Pt(0.0), Pt::max)
}

/// How high a slot must be for its lines. One with an outline has air inside it.
pub fn slot_height(lines: &[Line], has_outline: bool, text: &Type) -> Pt {
    let padding = if has_outline { SLOT_PADDING } else { Em(0.0) };
    lines_height(lines, text.body, text) + padding.at(text.body) * 2.0
}

/// A strip as high as its highest slot.
pub(super) fn strip(slots: Vec<SlotLines>, row: &Row, text: &Type) -> Strip {
    let height =
        |slot: &SlotLines| slot_height(&slot.lines, row.slots[slot.slot].look.outline.is_some(), text);
    let height = slots.iter().map(height).fold(Pt(0.0), Pt::max);
    Strip { height: height.ceil_to_pixel(), slots }
}

/// The strip between two lanes.
pub(super) fn lane_gap(text: &Type) -> Strip {
    air(LANE_GAP.at(text.body).ceil_to_pixel())
}

/// Strips with air around them, together at least as high as the text.
pub(super) fn centred(strips: Vec<Strip>, text_height: Pt, text: &Type) -> Vec<Strip> {
    let used: Pt = strips.iter().map(|strip| strip.height).sum();
    let least = least_air(text);
    let above = ((text_height - used) / 2.0).max(least).ceil_to_pixel();
    let below = (text_height - used - above).max(least).ceil_to_pixel();
    [air(above)].into_iter().chain(strips).chain([air(below)]).collect()
}

/// The least air above the first and below the last lane of a row.
pub(super) fn least_air(text: &Type) -> Pt {
    text.lane_air.at(text.body).ceil_to_pixel()
}

fn air(height: Pt) -> Strip {
    Strip { height, slots: Vec::new() }
}
