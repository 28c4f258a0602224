//! Places lines of text, in stretches of one mark each.

use super::{PagePainter, Style};
use crate::font::Glyph;
use crate::geom::{Em, Point, Pt, Rect};
use crate::measure::Line;
use crate::model::Align;
use crate::page::{Draw, Item, Role, TextRun};
use crate::table::{Mark, Passage};

/// How far above its first baseline a text is shown to begin, in its type size: an outline leads there.
const ABOVE_BASELINE: f64 = 1.5;

impl PagePainter<'_> {
    /// Lines of a text in the middle of a rectangle's height; gives how far from the top the highest
    /// of them begins that has characters.
    pub(super) fn block(
        &mut self,
        role: Role,
        (passage, lines): (&Passage, &[Line]),
        rect: Rect,
        style: Style,
    ) -> Option<Pt> {
        let leading = self.table.look.text.leading.at(style.size);
        let middle = self.fonts.get(style.weight).middle().at(style.size);
        let first = rect.y + (rect.height - leading * lines.len() as f64) / 2.0 + leading / 2.0 + middle;
        let (mut top, mut paragraph, mut read) = (None, 0, 0);
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.range.is_empty()) {
            paragraph += passage.text[read..line.range.start].matches('\n').count();
            read = line.range.start;
            let x = match style.align {
                Align::Left => rect.x + line.indent.at(style.size),
                Align::Right => rect.right() - line.width.at(style.size),
                Align::Center => rect.x + (rect.width - line.width.at(style.size)) / 2.0,
            };
            let origin = Point { x, y: first + leading * index as f64 };
            top = top.or(Some(origin.y - style.size * ABOVE_BASELINE));
            self.line(role.in_paragraph(paragraph), (passage, line), origin, style);
        }
        top
    }

    /// A line of a text: each stretch of one mark by itself, with its own line through it or under it.
    fn line(&mut self, role: Role, (passage, line): (&Passage, &Line), mut origin: Point, style: Style) {
        let mut rest = line.glyphs.as_slice();
        for (mark, range) in passage.stretches(line.range.clone()) {
            let text = passage.text[range].to_owned();
            let glyphs = rest.split_off(..glyph_count(rest, text.len())).unwrap_or_default();
            let end = Point { x: origin.x + length(glyphs).at(style.size), ..origin };
            let color = match mark {
                Mark::Kept | Mark::Changed => style.color,
                Mark::Deleted | Mark::Added => style.marks,
            };
            let glyphs = glyphs.to_vec();
            let run = TextRun { origin, size: style.size, weight: style.weight, color, text, glyphs };
            self.content.push(Item { role, mark, draw: Draw::Text(run) });
            let face = self.fonts.get(style.weight);
            let stroke = match mark {
                Mark::Kept => None,
                Mark::Deleted => Some(face.strikeout()),
                Mark::Added | Mark::Changed => Some(face.underline()),
            };
            if let Some(stroke) = stroke {
                let raised = |end: Point| Point { y: end.y - stroke.height.at(style.size), ..end };
                let (from, to, width) = (raised(origin), raised(end), stroke.thickness.at(style.size));
                self.content.push(Item { role, mark, draw: Draw::Rule { from, to, width, color } });
            }
            origin = end;
        }
    }
}

/// How many glyphs show so many bytes of a text. No mark begins or ends within a character.
fn glyph_count(glyphs: &[Glyph], bytes: usize) -> usize {
    let mut left = bytes;
    let is_shown = |glyph: &&Glyph| {
        let is_shown = left > 0;
        left = left.saturating_sub(usize::from(glyph.bytes));
        is_shown
    };
    glyphs.iter().take_while(is_shown).count()
}

fn length(glyphs: &[Glyph]) -> Em {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}
