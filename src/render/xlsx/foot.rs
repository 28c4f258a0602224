//! Writes what stands below the table: a row for each key of the legend and for each note.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::grid::Block;
use super::lines;
use super::look::{CellLook, Edge, Edges};
use super::rich::RichText;
use super::sheet::Writer;
use crate::table::{Key, SlotLook};

impl Writer<'_> {
    /// The legend, and the notes below it. The first row is air.
    pub(super) fn foot(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let mut rows = self.grid.foot_row() + 1..;
        for (key, row) in self.table.legend.iter().zip(&mut rows) {
            self.key(worksheet, row, key)?;
        }
        for (note, row) in self.table.notes.iter().zip(rows) {
            self.foot_text(worksheet, row, (0, Edge::None), RichText::from(note))?;
        }
        Ok(())
    }

    /// A swatch in the first column, and its text in the others.
    fn key(&self, worksheet: &mut Worksheet, row: u32, key: &Key) -> Result<(), XlsxError> {
        let text = RichText::from(&key.text);
        match &key.look {
            Some(look) if self.grid.last_column() > 0 => {
                let block = Block { rows: (row, row), columns: (0, 0) };
                let swatch = self.swatch(look);
                self.put(worksheet, block, RichText::default(), swatch)?;
                self.foot_text(worksheet, row, (1, swatch.edges.right), text)
            }
            _ => self.foot_text(worksheet, row, (0, Edge::None), text),
        }
    }

    fn swatch(&self, look: &SlotLook) -> CellLook {
        let edges = Edges::all(look.outline.map_or(Edge::None, lines::edge_of));
        CellLook { fill: look.fill, edges, ..self.plain(self.table.look.text.note) }
    }

    /// A text from a column on; what stands at its left has a line there, of which both cells are told.
    fn foot_text(
        &self,
        worksheet: &mut Worksheet,
        row: u32,
        (first, left): (u16, Edge),
        text: RichText,
    ) -> Result<(), XlsxError> {
        let block = Block { rows: (row, row), columns: (first, self.grid.last_column()) };
        let edges = Edges { left, ..Edges::default() };
        self.put(worksheet, block, text, CellLook { edges, ..self.plain(self.table.look.text.note) })
    }
}
