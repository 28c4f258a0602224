//! Places the schedule of a row: bars, marks, meetings with their callouts, and reports.

use super::{PagePainter, Style, plain};
use crate::geom::{Pt, Rect};
use crate::measure::{
    ARROW_TIP, InitiativeRow, Line, SlotLines, WordsAt, lines_height, slot_air, slot_height,
};
use crate::model::{Align, Color, Shape};
use crate::page::{Area, Draw, Role, Shown};
use crate::table::{Outline, Passage, RowAt, SchedulePart, Slot, SlotLook};

impl PagePainter<'_> {
    /// What stands in the schedule of a row, in the order of reading: column by column.
    pub(super) fn schedule(&mut self, row: &InitiativeRow) {
        let at = RowAt { band: row.band, row: row.row };
        let shown = self.table.row(at);
        let mut placed = Vec::new();
        let mut y = self.y;
        for (index, strip) in row.strips.iter().enumerate() {
            for lines in &strip.slots {
                let slot = &shown.slots[lines.slot];
                let height = row.strips[index..index + lines.strips].iter().map(|strip| strip.height).sum();
                placed.push((lines, slot, self.time(slot.span, y, height)));
            }
            y += strip.height;
        }
        placed.sort_by_key(|(_, slot, _)| self.table.axis.column(slot.span));
        for (lines, slot, rect) in placed {
            let shown_slot = Shown::Slot { band: row.band, row: row.row, slot: lines.slot };
            self.areas.push(Area { shown: shown_slot, rect });
            self.slot(Role::of_slot(at, lines.slot, slot), slot, lines, rect);
        }
    }

    pub(super) fn slot(&mut self, role: Role, slot: &Slot, lines: &SlotLines, rect: Rect) {
        let (text, look) = (&self.table.look.text, slot.look);
        if let Some(outline) = look.outline {
            self.frame_of_slot(role, rect, look, outline);
        }
        let SlotLook { weight, align, marks, .. } = look;
        let style = Style { size: text.body, weight, color: look.text, marks, align };
        if look.shape == Shape::Mark {
            return self.mark(role, (&slot.text, lines), rect, style);
        }
        if lines.words != WordsAt::Within {
            let style = Style { color: look.text_on_paper(), ..style };
            return self.words_beside(role, (slot, lines), rect, style);
        }
        let tip = if look.shape == Shape::Arrow { ARROW_TIP.at(text.body) } else { Pt(0.0) };
        let inside = Rect { width: rect.width - tip, ..rect }.inset(slot_air(slot.part, text).at(text.body));
        let lines = &lines.lines;
        // Callouts side by side begin at the same height, however long they are.
        let height = match slot.part {
            SchedulePart::Callout => slot_height(lines, slot, text),
            SchedulePart::Bar | SchedulePart::Actual | SchedulePart::Meeting | SchedulePart::Report => {
                rect.height
            }
        };
        self.block(role, (&slot.text, lines), Rect { height, ..inside }, style);
    }

    /// The words of a bar that does not hold them, on white, as they go over the rules beside its time.
    fn words_beside(&mut self, role: Role, (slot, lines): (&Slot, &SlotLines), rect: Rect, style: Style) {
        let (air, width) = (slot_air(slot.part, &self.table.look.text), lines.width());
        let (x, align) = match lines.words {
            WordsAt::Before => (rect.x - (width + air).at(style.size), Align::Right),
            WordsAt::Within | WordsAt::Behind => (rect.right() + air.at(style.size), Align::Left),
        };
        let (rect, style) = (Rect { x, width: width.at(style.size), ..rect }, Style { align, ..style });
        self.paper_behind(role, &lines.lines, rect, style.size);
        self.block(role, (&slot.text, &lines.lines), rect, style);
    }

    /// The white of the paper behind lines, over the rules that they cross.
    fn paper_behind(&mut self, role: Role, lines: &[Line], rect: Rect, size: Pt) {
        let height = lines_height(lines, size, &self.table.look.text);
        let ground = Rect { y: rect.y + (rect.height - height) / 2.0, height, ..rect };
        self.content.push(plain(role, Draw::Box { rect: ground, fill: Some(Color::WHITE), outline: None }));
    }

    /// The sign of a mark and its words, on white where they go over the rules beside their time.
    fn mark(&mut self, role: Role, (passage, lines): (&Passage, &SlotLines), rect: Rect, style: Style) {
        let size = style.size;
        let (sign, width) = (lines.sign().at(size), lines.width().at(size));
        let is_before = lines.words == WordsAt::Before;
        let x = rect.x + lines.lead - if is_before { width - sign } else { Pt(0.0) };
        let rect = Rect { x, width, ..rect };
        if lines.lines.iter().any(|line| line.glyphs.len() > 1) {
            self.paper_behind(role, &lines.lines, rect, size);
        }
        let style = Style { align: Align::Left, ..style };
        match &*lines.lines {
            [line] if is_before => {
                let [first, words] = line.parted();
                self.block(role, (passage, &[first]), Rect { x: rect.right() - sign, ..rect }, style);
                self.block(role, (passage, &[words]), rect, style);
            }
            lines => {
                self.block(role, (passage, lines), rect, style);
            }
        }
    }

    /// The box of a slot, or its arrow, whose point reaches the end of its time.
    fn frame_of_slot(&mut self, role: Role, rect: Rect, look: SlotLook, outline: Outline) {
        let body = self.table.look.text.body;
        let margin = self.table.look.text.slot_margin.at(body).min(rect.width / 4.0);
        let inside = rect.inset(margin);
        if look.shape != Shape::Arrow {
            return self.outline(role, inside, look.fill, outline);
        }
        let rect = Rect { width: inside.width + margin, ..inside };
        let tip = ARROW_TIP.at(body).min(rect.width / 2.0);
        let draw = Draw::Arrow { rect, tip, fill: look.fill, outline: Some(outline) };
        self.content.push(plain(role, draw));
    }
}
