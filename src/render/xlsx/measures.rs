//! What Excel does with texts and cells: the one place for its spaces and limits, and for what follows
//! from them.

use std::borrow::Cow;

use super::rich::RichText;
use crate::font::{Fonts, Weight};
use crate::geom::{Em, PIXEL, Pt};
use crate::measure::{Memory, SlotLines, WordsAt, stretch, stretch_range};
use crate::model::Shape;
use crate::table::{SchedulePart, Slot};

/// What Excel itself keeps free beside a cell's text: 5 pixels at a Normal font with digits of 8.
/// With just that beside our text width, its lines break where ours do.
pub(super) const CELL_PADDING: Pt = Pt(3.75);

/// Excel sets lines of a Japanese face 3 pixels further apart than the type is high: a row of one
/// line has 15 pixels at 12 (9 pt) and 18 at 15 (11 pt).
const LINE_GAP: Pt = Pt(2.25);

/// How much narrower than ours a column may come out: renderers round widths in their own ways.
const NARROWER: f64 = 0.97;

/// How much earlier than ours a line may break.
const EARLIER: Em = Em(1.0);

/// The highest row of a worksheet: 409 pt (Excel's specifications and limits), in whole pixels.
pub(super) const HIGHEST: Pt = Pt(408.75);

/// The height that lines of a size need, in whole pixels.
pub(super) fn lines_height(count: usize, size: Pt) -> Pt {
    ((size + LINE_GAP) * count as f64 + PIXEL).ceil_to_pixel()
}

/// The width in which texts of a size are broken here, for lines enough in any renderer.
fn narrowed(width: Pt, size: Pt) -> Em {
    let width = Em(width.0 / size.0);
    Em((width * NARROWER).0.min((width - EARLIER).0))
}

/// The width in which a line of a width stays whole in any renderer.
pub(super) fn widened(line: Em) -> Em {
    Em((line.0 / NARROWER).max((line + EARLIER).0))
}

/// The height that a text of a width needs in any renderer, in whole pixels.
pub(super) fn needed(
    text: &str,
    (width, size): (Pt, Pt),
    weight: Weight,
    (fonts, memory): (&Fonts, &Memory),
) -> Pt {
    lines_height(memory.most_lines(fonts, text, (narrowed(width, size), weight)), size)
}

/// Whether the words of a mark are one line that has room in cells of a width, as the PDF sets it.
pub(super) fn fits(lines: &SlotLines, (width, size): (Pt, Pt)) -> bool {
    lines.lines.len() == 1 && lines.width().at(size) <= width - CELL_PADDING
}

/// The text of a slot's cell. A label keeps the line breaks of the PDF: left alone, a program breaks
/// `会議（９月）` inside its brackets. A callout's text goes on over the lines like any cell's.
pub(super) fn slot_text(slot: &Slot, lines: &SlotLines) -> RichText {
    let part = |range| RichText::part(&slot.text, range);
    let is_turned = slot.look.shape == Shape::Mark && lines.words == WordsAt::Before;
    match slot.part {
        SchedulePart::Callout => part(stretch_range(&lines.lines)),
        SchedulePart::Bar | SchedulePart::Actual | SchedulePart::Meeting | SchedulePart::Report => {
            let parts = lines.lines.iter().map(|line| {
                if !is_turned {
                    return part(line.range.clone());
                }
                let [sign, words] = line.parted();
                part(words.range).then(part(sign.range))
            });
            parts.reduce(RichText::over).unwrap_or_default()
        }
    }
}

/// The characters of that, where no sign stands behind its words: mostly a stretch of the slot's own.
pub(super) fn slot_words<'a>(slot: &'a Slot, lines: &SlotLines) -> Cow<'a, str> {
    match &*lines.lines {
        [_, _, ..] if slot.part != SchedulePart::Callout => slot_text(slot, lines).text().into(),
        lines => stretch(&slot.text.text, lines).into(),
    }
}
