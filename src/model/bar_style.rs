//! The looks of bars by their kinds.

use super::Color;
use crate::diag::Place;
use crate::japanese::words::ACTUAL;

/// The styles of bars.
#[derive(Debug, Clone, PartialEq)]
pub struct BarStyles {
    /// Those of the kinds that the template names.
    pub named: Vec<(String, BarStyle)>,
    /// That of every other kind.
    pub other: BarStyle,
}

impl BarStyles {
    /// The style of a kind.
    pub fn of(&self, kind: &str) -> BarStyle {
        let named = self.named.iter().find(|(name, _)| name == kind);
        named.or_else(|| self.mark_of(kind)).map_or(self.other, |(_, style)| *style)
    }

    /// The style of what has come of a kind (実績): the one under that name, or one that is filled with the
    /// colour of the others' frames.
    pub fn actual(&self) -> BarStyle {
        let filled =
            BarStyle { fill: self.other.outline, text: Color::WHITE, shape: Shape::Frame, ..self.other };
        let named = self.named.iter().find(|(name, _)| name == ACTUAL);
        named.map_or(filled, |(_, style)| *style)
    }

    /// The mark with which the name of a kind begins, as in ★研修会.
    fn mark_of(&self, kind: &str) -> Option<&(String, BarStyle)> {
        let is_mark = |(name, style): &&(String, BarStyle)| {
            style.shape == Shape::Mark && kind.starts_with(name.as_str())
        };
        self.named.iter().filter(is_mark).max_by_key(|(name, _)| name.len())
    }
}

/// The style of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BarStyle {
    /// Inside.
    pub fill: Color,
    /// Around.
    pub outline: Color,
    /// The label.
    pub text: Color,
    /// Where the template gives the label's colour.
    pub text_place: Place,
    /// Its shape.
    pub shape: Shape,
    /// Whether its frame has gaps.
    pub is_dashed: bool,
}

/// The shape of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// A framed box.
    #[default]
    Frame,
    /// Its name alone (記号), as in ★.
    Mark,
    /// A box whose end is an arrow (矢印).
    Arrow,
}
