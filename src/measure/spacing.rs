//! The spaces of the sheet, and the heights that follow from them: the one place for both.

use std::sync::Arc;

use super::lines::{Line, Lines};
use super::measured::{SlotLines, Strip};
use crate::geom::{Em, Pt};
use crate::model::{Look, ReportPlace, RowsFrom, Shape, Type};
use crate::table::{Row, SchedulePart, Slot};

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

/// Air at the left and right of a head over the schedule, at the least.
pub(super) const HEAD_PADDING: Em = Em(0.3);

/// Air inside the outline of a bar, meeting or callout: at the left and right, and above and below.
const SLOT_PADDING: (Em, Em) = (Em(0.15), Em(0.3));

/// Air above and below the lines of a body's row.
pub(super) const BODY_AIR: Em = Em(0.2);

/// How long the point of an arrow is.
pub const ARROW_TIP: Em = Em(0.8);

/// Air between two lanes.
const LANE_GAP: Em = Em(0.2);

/// The height of lines of a type size.
pub fn lines_height(lines: &[Line], size: Pt, text: &Type) -> Pt {
    text.leading.at(size) * lines.len() as f64
}

/// The heights of the rows of heads: `upper` is the height of the heads in the first row, `tiers` has those of the
/// highest head of each tier of the time axis below it. `others` is the height of the highest head that takes
/// all rows, `grouped` that of the highest one that takes all but the first.
pub fn head_rows(upper: Pt, tiers: impl Iterator<Item = Pt>, others: Pt, grouped: Pt) -> Vec<Pt> {
    let mut rows: Vec<Pt> = [upper].into_iter().chain(tiers).map(Pt::ceil_to_pixel).collect();
    if let Some((last, above)) = rows.split_last_mut() {
        let first = above.first().copied().unwrap_or_default();
        let above: Pt = above.iter().copied().sum();
        let lacking = (others - above).max(grouped - (above - first));
        *last = (*last).max(lacking.ceil_to_pixel());
    }
    rows
}

/// How high a cell must be for its lines.
pub fn cell_height(lines: &[Line], text: &Type) -> Pt {
    lines_height(lines, text.body, text) + text.padding_y.at(text.body) * 2.0
}

/// How high a row must be for its text cells.
pub(super) fn text_height(cells: &[Lines], text: &Type) -> Pt {
    cells.iter().map(|lines| cell_height(lines, text)).fold(Pt(0.0), Pt::max)
}

/// Air inside the outline of a part of the schedule: at the left and right, and above and below.
fn slot_padding(part: SchedulePart, text: &Type) -> (Em, Em) {
    let padding = text.callout_padding.filter(|_| part == SchedulePart::Callout);
    padding.map_or(SLOT_PADDING, |padding| (padding, padding))
}

/// Air between the text of a part of the schedule and the ends of its span.
pub fn slot_air(part: SchedulePart, text: &Type) -> Em {
    text.slot_margin + slot_padding(part, text).0
}

/// Air above and below the text of a callout, inside its box.
pub(super) fn callout_padding(text: &Type) -> Pt {
    slot_padding(SchedulePart::Callout, text).1.at(text.body)
}

/// How high a slot must be for its lines. One with an outline has air inside it.
pub fn slot_height(lines: &[Line], slot: &Slot, text: &Type) -> Pt {
    let padding = if slot.look.outline.is_some() { slot_padding(slot.part, text).1 } else { Em(0.0) };
    lines_height(lines, text.body, text) + padding.at(text.body) * 2.0
}

/// A strip as high as its highest slot.
pub(super) fn strip(slots: Vec<SlotLines>, row: &[Arc<Slot>], text: &Type) -> Strip {
    let height = slots.iter().map(|slot| height_of(slot, row, text)).fold(Pt(0.0), Pt::max);
    Strip { height: height.ceil_to_pixel(), slots }
}

/// How high a slot must be. One that is drawn without words is half as high as one with a line of them.
fn height_of(slot: &SlotLines, row: &[Arc<Slot>], text: &Type) -> Pt {
    let shown = &row[slot.slot];
    if shown.is_silent && shown.look.shape != Shape::Mark {
        return (text.leading + SLOT_PADDING.1 * 2.0).at(text.body) / 2.0;
    }
    slot_height(&slot.lines, shown, text)
}

/// Strips of which each slot takes only its own, as they are cut over pages.
pub(super) fn unstretched(strips: &[Strip], row: &[Arc<Slot>], text: &Type) -> Vec<Strip> {
    let is_stretched = |strip: &Strip| strip.slots.iter().any(|slot| slot.strips > 1);
    if !strips.iter().any(is_stretched) {
        return strips.to_vec();
    }
    let own = |slot: &SlotLines| SlotLines { strips: 1, ..slot.clone() };
    let each = |one: &Strip| match one.slots.as_slice() {
        [] => one.clone(),
        slots => strip(slots.iter().map(own).collect(), row, text),
    };
    strips.iter().map(each).collect()
}

/// A strip below one in which callouts stand beside meetings, for what these don't need.
fn room_below(strip: &Strip, row: &[Arc<Slot>], text: &Type) -> Option<Strip> {
    let is_callout = |slot: &&SlotLines| row[slot.slot].part == SchedulePart::Callout;
    let (callouts, others): (Vec<_>, Vec<_>) = strip.slots.iter().partition(is_callout);
    let highest = |slots: &[&SlotLines]| {
        let heights = slots.iter().map(|slot| height_of(slot, row, text));
        heights.fold(Pt(0.0), Pt::max).ceil_to_pixel()
    };
    let more = highest(&callouts) - highest(&others);
    (!callouts.is_empty() && !others.is_empty() && more > Pt(0.0)).then(|| air(more))
}

/// Lets each callout that is the last of its stack reach down to the end of the strips, so that no lane is
/// higher for it than the meetings beside it need.
pub(super) fn stretch_last_callouts(strips: &mut Vec<Strip>, row: &[Arc<Slot>], text: &Type) {
    strips.extend(strips.last().and_then(|last| room_below(last, row, text)));
    let count = strips.len();
    for index in 0..count.saturating_sub(1) {
        let (above, below) = strips.split_at_mut(index + 1);
        let strip = &mut above[index];
        for slot in &mut strip.slots {
            let shown = &row[slot.slot];
            let mut later = below.iter().flat_map(|strip| &strip.slots);
            let is_last = !later.any(|other| row[other.slot].span.overlaps(shown.span));
            if shown.part == SchedulePart::Callout && is_last {
                slot.strips = count - index;
            }
        }
        let highest = |is_of: fn(&&SlotLines) -> bool| {
            let heights = strip.slots.iter().filter(is_of).map(|slot| height_of(slot, row, text));
            heights.fold(Pt(0.0), Pt::max).ceil_to_pixel()
        };
        let (own, needed) = (highest(|slot| slot.strips == 1), highest(|slot| slot.strips > 1));
        if needed > Pt(0.0) {
            strip.height = own;
            let reached = own + below.iter().map(|strip| strip.height).sum();
            below[count - index - 2].height += (needed - reached).max(Pt(0.0));
        }
    }
}

/// Whether a strip, the last of its row, has reports that stand between their bars and the rule below: then
/// the strip has the air below them, and they stand in its middle.
fn is_between(strip: &Strip, row: &Row, look: &Look) -> bool {
    let is_report = |lines: &SlotLines| row.slots[lines.slot].part == SchedulePart::Report;
    look.setting.reports != ReportPlace::BelowBars && strip.slots.iter().any(is_report)
}

/// The strips of a row's lanes, of which reports in the last one may take the air below them.
pub(super) fn with_reports_between(mut strips: Vec<Strip>, row: &Row, look: &Look) -> Vec<Strip> {
    if let [_, .., last] = strips.as_mut_slice()
        && is_between(last, row, look)
    {
        last.height += least_air(&look.text);
    }
    strips
}

/// The strip between two lanes.
pub(super) fn lane_gap(text: &Type) -> Strip {
    air(LANE_GAP.at(text.body).ceil_to_pixel())
}

/// How high a tall row is at the least, in lines: its highest cell, or its lanes together.
const TALL: f64 = 5.0;

/// Whether what a row holds begins at its top.
pub(super) fn begins_at_top(cells: &[Lines], lanes: &[Strip], look: &Look) -> bool {
    let tall = look.text.leading.at(look.text.body) * TALL;
    let cells = cells.iter().map(|lines| lines_height(lines, look.text.body, &look.text));
    let lanes = lanes.iter().map(|lane| lane.height).sum();
    look.setting.rows == RowsFrom::Top && cells.fold(lanes, Pt::max) >= tall
}

/// Strips with air around them, together at least as high as the text: in the middle of that, or at its top.
pub(super) fn with_air(
    strips: Vec<Strip>,
    row: &Row,
    (text_height, at_top): (Pt, bool),
    look: &Look,
) -> Vec<Strip> {
    let used: Pt = strips.iter().map(|strip| strip.height).sum();
    let least = least_air(&look.text);
    let has_own_air = strips.len() > 1 && strips.last().is_some_and(|last| is_between(last, row, look));
    let least_below = if has_own_air { Pt(0.0) } else { least };
    let middle = if at_top { least } else { (text_height - used) / 2.0 };
    let above = middle.max(least).ceil_to_pixel();
    let below = (text_height - used - above).max(least_below).ceil_to_pixel();
    let below = Some(air(below)).filter(|air| air.height > Pt(0.0));
    [air(above)].into_iter().chain(strips).chain(below).collect()
}

/// The least air above the first and below the last lane of a row.
pub(super) fn least_air(text: &Type) -> Pt {
    text.lane_air.at(text.body).ceil_to_pixel()
}

fn air(height: Pt) -> Strip {
    Strip { height, slots: Vec::new() }
}
