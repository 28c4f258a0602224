//! What lies on the worksheets of Excel 97 to 2003: notes, text boxes and pictures (MS-XLS 2.4.181, 2.4.329, 2.4.179).

use super::book::{Meter, Place};
use super::records::{Fields, Record};
use super::refusal::Refusal;

// Records (MS-XLS 2.3).
const DRAWING: u16 = 0x00EC;
const OBJECT: u16 = 0x005D;
const TEXT: u16 = 0x01B6;
const NOTE: u16 = 0x001C;

// Kinds of objects (MS-XLS 2.5.143): the arrow at a cell from which to choose, and the frame of a note.
const CHOICE: u16 = 0x14;
const OF_NOTE: u16 = 0x19;

/// The record of a drawing that says over which cells a shape lies (MS-ODRAW 2.2.46), and the bits that mark one
/// which holds others.
const ANCHOR: u16 = 0xF010;
const HOLDER: u16 = 0x000F;

/// Reads the objects of a worksheet.
#[derive(Default)]
pub(super) struct Drawn {
    objects: Vec<Object>,
    /// Where the next object lies.
    next: Place,
}

struct Object {
    number: u16,
    kind: u16,
    at: Place,
    text: String,
}

impl Drawn {
    /// Reads a record, if it tells of an object. A note is given with the cell that it stands at.
    pub(super) fn record(
        &mut self,
        record: &Record,
        meter: &mut Meter,
    ) -> Result<Option<(Place, String)>, Refusal> {
        let fields = record.fields();
        match record.kind {
            DRAWING => self.next = anchor(fields).unwrap_or(self.next),
            OBJECT => {
                meter.mark()?;
                self.objects.extend(object(fields, self.next));
            }
            TEXT => {
                let text = text(fields).unwrap_or_default();
                meter.text(text.len())?;
                if let Some(last) = self.objects.last_mut() {
                    last.text = text;
                }
            }
            NOTE => return Ok(self.note(fields)),
            _ => {}
        }
        Ok(None)
    }

    fn note(&self, mut fields: Fields) -> Option<(Place, String)> {
        let (row, column, _, number) = (fields.half()?, fields.half()?, fields.half()?, fields.half()?);
        let is_its = |object: &&Object| object.kind == OF_NOTE && object.number == number;
        let text = self.objects.iter().rfind(is_its).map_or(String::new(), |object| object.text.clone());
        Some(((row.into(), column.into()), text))
    }

    /// All but the notes: where each lies, and what it says.
    pub(super) fn shapes(self) -> Vec<(Place, String)> {
        let shapes = self.objects.into_iter().filter(|object| ![CHOICE, OF_NOTE].contains(&object.kind));
        shapes.map(|object| (object.at, object.text.trim().to_owned())).collect()
    }
}

/// The cell below the upper left corner of the last shape that a drawing tells of.
fn anchor(mut fields: Fields) -> Option<Place> {
    let mut at = None;
    while let Some((form, kind, length)) = head(&mut fields) {
        if kind == ANCHOR {
            let mut inner = fields.skip(2)?;
            let (column, row) = (inner.half()?, inner.skip(2)?.half()?);
            at = Some((row.into(), column.into()));
        }
        if form & HOLDER != HOLDER {
            match fields.skip(length as usize) {
                Some(behind) => fields = behind,
                None => break,
            }
        }
    }
    at
}

fn head(fields: &mut Fields) -> Option<(u16, u16, u32)> {
    Some((fields.half()?, fields.half()?, fields.word()?))
}

fn object(fields: Fields, at: Place) -> Option<Object> {
    let mut fields = fields.skip(4)?;
    let (kind, number) = (fields.half()?, fields.half()?);
    Some(Object { number, kind, at, text: String::new() })
}

fn text(fields: Fields) -> Option<String> {
    let mut head = fields.skip(10)?;
    let count = head.half()?;
    // The rest of the first record, behind which the characters go on in another one.
    let text = head.skip(6)?.text(count.into())?;
    Some(text.replace('\r', "\n"))
}
