//! Places what stands below the table on its last page: the legend, and the notes.

use super::{LAYOUT, PagePainter, Style};
use crate::geom::{Pt, Rect};
use crate::measure::{Line, SWATCH, SWATCH_HEIGHT, lines_height};
use crate::model::Align;
use crate::page::Role;
use crate::table::{Passage, SlotLook};

impl PagePainter<'_> {
    /// The legend, and the notes below it.
    pub(super) fn foot(&mut self) {
        let (table, measured) = (self.table, self.measured);
        for (index, (key, shown)) in measured.foot.keys.iter().zip(&table.legend).enumerate() {
            if let Some(look) = &shown.look {
                self.swatch(look, self.left() + key.at.x, self.y + key.at.y);
            }
            self.foot_lines(Role::Key(index), (&shown.text, &key.lines), key.at.x + key.swatch, key.at.y);
        }
        for (index, (note, shown)) in measured.foot.notes.iter().zip(&table.notes).enumerate() {
            let (first, others) = note.lines.split_at(1.min(note.lines.len()));
            let below = note.y + lines_height(first, table.look.text.note, &table.look.text);
            self.foot_lines(Role::Note(index), (shown, first), Pt(0.0), note.y);
            self.foot_lines(Role::Note(index), (shown, others), note.indent, below);
        }
    }

    /// A piece of a bar or meeting, in the middle of a line that begins at a height.
    fn swatch(&mut self, look: &SlotLook, x: Pt, y: Pt) {
        let text = &self.table.look.text;
        let (width, height) = (SWATCH.at(text.note), SWATCH_HEIGHT.at(text.note));
        let y = y + (text.leading.at(text.note) - height) / 2.0;
        if let Some(outline) = look.outline {
            self.outline(LAYOUT, Rect { x, y, width, height }, look.fill, outline);
        }
    }

    /// Lines that begin at a place, which counts from the table's lower left corner.
    fn foot_lines(&mut self, role: Role, (passage, lines): (&Passage, &[Line]), x: Pt, y: Pt) {
        let text = &self.table.look.text;
        let height = lines_height(lines, text.note, text);
        let rect = Rect { x: self.left() + x, y: self.y + y, width: self.width() - x, height };
        let style = Style { size: text.note, ..self.plain(Align::Left) };
        self.block(role, (passage, lines), rect, style);
    }
}
