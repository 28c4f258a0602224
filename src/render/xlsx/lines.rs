//! The upright lines of a strip of the schedule.
//!
//! Two cells share each line, and where they say different things of it, programs draw the one or the
//! other. So what stands at its left and at its right agrees on it here, and both cells are told the same.

use super::look::{Edge, Edges};
use crate::model::{Axis, Color, TimeSpan, Unit};
use crate::table::{Outline, Slot, SlotLook};

/// The least contrast ratio to its ground at which a line shows.
const LEAST: f64 = 1.5;

/// The lines of a strip.
pub(super) struct Lines<'a> {
    /// What stands in it.
    pub slots: &'a [&'a Slot],
    /// Its axis, whose columns are parted by rules.
    pub axis: Axis,
    /// The colour of rules.
    pub rule: Color,
    /// The lines at the schedule's own ends.
    pub ends: (Edge, Edge),
}

impl Lines<'_> {
    /// The lines at the left and right of a span.
    pub(super) fn sides(&self, span: TimeSpan) -> Edges {
        Edges { left: self.at(span.start()), right: self.at(span.end()), ..Edges::default() }
    }

    /// The line before a third of the schedule: between slots, at the schedule's own ends, and between the
    /// columns of the axis.
    fn at(&self, third: u16) -> Edge {
        let before = self.slots.iter().find(|slot| slot.span.end() == third);
        let behind = self.slots.iter().find(|slot| slot.span.start() == third);
        let is_end_of = |unit: Unit| third.is_multiple_of(unit.thirds());
        let rule = self.axis.tiers().find(|unit| is_end_of(*unit)).map(|unit| match unit {
            Unit::Month => Color::GREY,
            Unit::Quarter | Unit::HalfYear | Unit::Year => self.rule,
        });
        match third {
            0 => self.ends.0,
            _ if third == self.axis.period.whole().end() => self.ends.1,
            _ => between(before.map(|slot| &slot.look), behind.map(|slot| &slot.look), rule),
        }
    }
}

/// The lines around a slot, of those that its cells have without it: its frame above and below, but a
/// frame that does not show leaves the row's own line.
pub(super) fn framed(look: &SlotLook, edges: Edges) -> Edges {
    let Some(frame) = frame(look) else { return edges };
    let is_shown = shown_frame(look).is_some();
    let line = |edge| if is_shown || edge == Edge::None { edge_of(frame) } else { edge };
    Edges { top: line(edges.top), bottom: line(edges.bottom), ..edges }
}

/// The line between two slots, of which one may lack. A frame that shows comes first, of two the darker
/// one; then the rule between quarters; a frame that does not show never takes its place.
fn between(before: Option<&SlotLook>, behind: Option<&SlotLook>, rule: Option<Color>) -> Edge {
    let slots = || before.into_iter().chain(behind);
    let shown = darkest(slots().filter_map(shown_frame));
    let hidden = darkest(slots().filter_map(frame));
    let parted = parting(before, behind, rule).or(rule);
    shown.map(edge_of).or(parted.map(Edge::Thin)).or(hidden.map(edge_of)).unwrap_or_default()
}

/// The colour that keeps two slots of one ground from looking like one: that of the paper, unless the
/// rule between them shows.
fn parting(before: Option<&SlotLook>, behind: Option<&SlotLook>, rule: Option<Color>) -> Option<Color> {
    let ground = before?.fill?;
    let is_one = behind?.fill? == ground && !rule.is_some_and(|rule| shows(rule, ground));
    is_one.then_some(Color::WHITE)
}

/// The colour of a slot's frame, if it has one: one of the paper's colour would only cut other lines.
fn frame(look: &SlotLook) -> Option<Outline> {
    look.outline.filter(|outline| outline.color != Color::WHITE)
}

/// The line of a frame.
pub(super) fn edge_of(frame: Outline) -> Edge {
    if frame.is_dashed { Edge::Dashed(frame.color) } else { Edge::Thin(frame.color) }
}

/// The colour of a slot's frame, if it shows on the paper outside and on the ground inside.
fn shown_frame(look: &SlotLook) -> Option<Outline> {
    let ground = look.fill.unwrap_or(Color::WHITE);
    frame(look).filter(|frame| shows(frame.color, Color::WHITE) && shows(frame.color, ground))
}

fn shows(line: Color, ground: Color) -> bool {
    line.contrast(ground) >= LEAST
}

/// The darkest of some frames; one without gaps comes before a dashed one of the same colour.
fn darkest(frames: impl Iterator<Item = Outline>) -> Option<Outline> {
    let order = |one: &Outline, other: &Outline| {
        let darker = one.color.luminance().total_cmp(&other.color.luminance());
        darker.then(one.is_dashed.cmp(&other.is_dashed))
    };
    frames.min_by(order)
}
