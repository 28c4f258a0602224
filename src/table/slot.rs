//! What stands in the schedule of a row, and its look.

use ecow::EcoString;

use super::Passage;
use crate::font::Weight;
use crate::geom::Pt;
use crate::model::{Align, Color, Shape, TimeSpan};

/// A bar, marker or callout in the schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// What it is.
    pub part: SchedulePart,
    /// Over what it is drawn.
    pub span: TimeSpan,
    /// What is meant: a meeting falls in one month, and is drawn over its quarter.
    pub meant: TimeSpan,
    /// When it is, as the data say it.
    pub when: EcoString,
    /// The body that meets, where meetings are told apart by it.
    pub body: Option<EcoString>,
    /// Whether it is drawn without its words; a mark with its sign alone.
    pub is_silent: bool,
    /// What it says.
    pub text: Passage,
    /// Its look.
    pub look: SlotLook,
}

impl Slot {
    /// What is drawn of its words.
    pub fn shown(&self) -> &str {
        let text = &self.text.text;
        let sign = text.chars().next().map_or(0, char::len_utf8);
        match (self.is_silent, self.look.shape) {
            (false, _) => text,
            (true, Shape::Mark) => &text[..sign],
            (true, _) => "",
        }
    }
}

/// What stands in a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchedulePart {
    /// A bar.
    Bar,
    /// What has come of a bar (実績).
    Actual,
    /// A progress report (進捗報告).
    Report,
    /// A meeting.
    Meeting,
    /// The callout with a meeting's agenda. It stands right behind its meeting.
    Callout,
}

/// The look of a slot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlotLook {
    /// Inside.
    pub fill: Option<Color>,
    /// Around.
    pub outline: Option<Outline>,
    /// The text.
    pub text: Color,
    /// The text where it is marked.
    pub marks: Color,
    /// The weight of the text.
    pub weight: Weight,
    /// Where its lines stand.
    pub align: Align,
    /// Its shape.
    pub shape: Shape,
}

impl SlotLook {
    /// The colour of words that stand beside the box: that of those in it, if it can be read there.
    pub fn text_on_paper(&self) -> Color {
        let is_readable = self.text.contrast(Color::WHITE) >= Color::LEAST_CONTRAST;
        if is_readable { self.text } else { Color::BLACK }
    }
}

/// A line around a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outline {
    /// How thick it is.
    pub width: Pt,
    /// Its colour.
    pub color: Color,
    /// Whether it is dashed: so is what an earlier sheet had.
    pub is_dashed: bool,
}

impl Outline {
    /// Dashes and gaps: a copy on a black and white machine keeps both apart.
    pub const DASHES: [Pt; 2] = [Pt(3.0), Pt(2.0)];

    /// A line without gaps.
    pub fn solid(width: Pt, color: Color) -> Outline {
        Outline { width, color, is_dashed: false }
    }
}
