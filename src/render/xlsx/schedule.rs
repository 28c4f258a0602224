//! Writes the schedule: the strips of rows and bodies, with the bars and marks in them.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::grid::Block;
use super::lines::{self, Lines};
use super::look::{CellLook, Edge, Edges, Vertical, Wide};
use super::measures::{CELL_PADDING, fits, slot_text, widened};
use super::rich::RichText;
use super::sheet::{SheetRow, Writer};
use crate::font::Weight;
use crate::geom::Em;
use crate::measure::{SlotLines, WordsAt};
use crate::model::{Align, Shape, THIRDS, TimeSpan};
use crate::table::{SchedulePart, Slot};

/// The point of an arrow.
const ARROW: &str = "→";

impl Writer<'_> {
    /// The cells of the schedule in all rows from the heads down, as air is below a row's upper line: few others are as
    /// many, and a look is found once here for a whole column. What else stands there is written over them. Written
    /// from the last to the first, they leave room in rust_xlsxwriter's trees for what stands at their left.
    pub(super) fn ground(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        if self.table.schedule.is_none() {
            return Ok(());
        }
        let (first, last) = (self.grid.last_head_row() + 1, self.grid.foot_row() - 1);
        for step in self.grid.steps(self.table.axis.period.whole()).rev() {
            let (column, format) = (self.grid.time(step).0, self.formats.get(self.air(step)));
            worksheet.set_range_format(first, column, last, column, &format)?;
        }
        Ok(())
    }

    fn air(&self, step: TimeSpan) -> CellLook {
        let edges = Edges { top: self.thin(), ..self.lines(&[]).sides(step) };
        CellLook { edges, ..self.plain(self.table.look.text.body) }
    }

    /// The strips of a row: first the cells that no bar covers.
    pub(super) fn strips(&self, worksheet: &mut Worksheet, row: &SheetRow) -> Result<(), XlsxError> {
        let slots: Vec<Vec<&Slot>> =
            (0..row.measured.strips.len()).map(|strip| slots_in(row, strip)).collect();
        let parts = slots.iter().enumerate();
        let parts: Vec<Part> =
            parts.map(|(strip, slots)| Part { row, strip, lines: self.lines(slots) }).collect();
        for part in &parts {
            let (first, last) = self.grid.strip(row.index, part.strip);
            for at in first..=last {
                self.blanks(worksheet, at, part.lines.slots, |step| part.edges((at, at), step))?;
            }
        }
        parts.iter().try_for_each(|part| self.strip(worksheet, part))
    }

    /// The cells of the schedule in a worksheet row that no slot covers, as far as they are not as the ground is.
    fn blanks(
        &self,
        worksheet: &mut Worksheet,
        at: u32,
        slots: &[&Slot],
        edges: impl Fn(TimeSpan) -> Edges,
    ) -> Result<(), XlsxError> {
        let steps = self.grid.steps(self.table.axis.period.whole());
        for step in steps.filter(|step| !slots.iter().any(|slot| slot.span.overlaps(*step))) {
            let look = CellLook { edges: edges(step), ..self.plain(self.table.look.text.body) };
            if look != self.air(step) {
                worksheet.write_blank(at, self.grid.time(step).0, &self.formats.get(look))?;
            }
        }
        Ok(())
    }

    /// What begins in a strip.
    fn strip(&self, worksheet: &mut Worksheet, part: &Part) -> Result<(), XlsxError> {
        let row = part.row;
        let first = self.grid.strip(row.index, part.strip).0;
        for slot_lines in &row.measured.strips[part.strip].slots {
            let slot = &row.shown.slots[slot_lines.slot];
            let last = self.grid.strip(row.index, part.strip + slot_lines.strips - 1).1;
            let block = Block { rows: (first, last), columns: self.grid.time(slot.span) };
            self.slot(worksheet, block, (slot, slot_lines), part.edges(block.rows, slot.span))?;
            self.words_beside(worksheet, block, (slot, slot_lines), part)?;
        }
        Ok(())
    }

    /// The words of a bar that does not hold them: in the cell at its side, from which they go over the others, or on
    /// several lines in as many cells as they need.
    fn words_beside(
        &self,
        worksheet: &mut Worksheet,
        block: Block,
        (slot, lines): (&Slot, &SlotLines),
        part: &Part,
    ) -> Result<(), XlsxError> {
        let look = slot.look;
        let is_one = lines.lines.len() == 1;
        let steps = if is_one { self.grid.step() } else { self.steps_for(lines.width()) };
        let (start, end) = (slot.span.start(), slot.span.end());
        let (time, align) = match lines.words {
            _ if look.shape == Shape::Mark => return Ok(()),
            WordsAt::Within => return Ok(()),
            WordsAt::Before => (TimeSpan::new(start.saturating_sub(steps), start), Align::Right),
            WordsAt::Behind => {
                let last = self.table.axis.period.whole().end();
                (TimeSpan::new(end, (end + steps).min(last)), Align::Left)
            }
        };
        let Some(time) = time else { return Ok(()) };
        let rows = if is_one { (block.rows.0, block.rows.0) } else { block.rows };
        let cell = CellLook {
            bold: look.weight == Weight::Bold,
            text: look.text_on_paper(),
            align,
            wide: if is_one { Wide::Over } else { Wide::Wrapped },
            edges: part.edges(rows, time),
            ..self.plain(self.table.look.text.body)
        };
        self.put(worksheet, Block { rows, columns: self.grid.time(time) }, slot_text(slot, lines), cell)
    }

    /// How much time the worksheet columns stand for that hold lines of a width, in thirds of a month.
    fn steps_for(&self, width: Em) -> u16 {
        let step = self.grid.step();
        let one = self.measured.time.month * (f64::from(step) / f64::from(THIRDS));
        let width = widened(width).at(self.table.look.text.body) + CELL_PADDING;
        (width.0 / one.0).ceil() as u16 * step
    }

    /// The upright lines between slots of a strip.
    fn lines<'b>(&self, slots: &'b [&'b Slot]) -> Lines<'b> {
        let axis = self.table.axis;
        let sides = self.sides(self.grid.time(axis.period.whole()));
        Lines { slots, axis, rule: self.table.look.rules.axis_color, ends: (sides.left, sides.right) }
    }

    /// The row of a body below the heads.
    pub(super) fn body(&self, worksheet: &mut Worksheet, index: usize) -> Result<(), XlsxError> {
        let (shown, measured) = (&self.table.bodies[index], &self.measured.heads.bodies[index]);
        let row = self.grid.last_head_row() + 1 + index as u32;
        self.beside(worksheet, row, RichText::from(&shown.name))?;
        let slots: Vec<&Slot> = shown.slots.iter().map(|slot| &**slot).collect();
        let lines = self.lines(&slots);
        let around = |span| Edges { top: self.thin(), bottom: self.thin(), ..lines.sides(span) };
        self.blanks(worksheet, row, &slots, around)?;
        for slot_lines in &measured.slots {
            let slot = &shown.slots[slot_lines.slot];
            let block = Block { rows: (row, row), columns: self.grid.time(slot.span) };
            self.slot(worksheet, block, (slot, slot_lines), around(slot.span))?;
        }
        Ok(())
    }

    /// The cells at the left and right of the schedule in a body's row; the first have its name.
    fn beside(&self, worksheet: &mut Worksheet, row: u32, name: RichText) -> Result<(), XlsxError> {
        let (first, last) = self.grid.columns(self.table.schedule.unwrap_or_default());
        let end = self.grid.last_column();
        let sides = [first.checked_sub(1).map(|left| (0, left)), (last < end).then_some((last + 1, end))];
        for (columns, text) in sides.into_iter().flatten().zip([name, RichText::default()]) {
            let edges = Edges { top: self.thin(), bottom: self.thin(), ..self.sides(columns) };
            let look = CellLook { edges, ..self.plain(self.table.look.text.body) };
            self.put(worksheet, Block { rows: (row, row), columns }, text, look)?;
        }
        Ok(())
    }

    /// What stands in a slot.
    fn slot(
        &self,
        worksheet: &mut Worksheet,
        block: Block,
        (slot, lines): (&Slot, &SlotLines),
        edges: Edges,
    ) -> Result<(), XlsxError> {
        let look = slot.look;
        let cell = CellLook {
            bold: look.weight == Weight::Bold,
            text: look.text,
            marks: look.marks,
            fill: look.fill,
            align: look.align,
            vertical: if slot.part == SchedulePart::Callout { Vertical::Top } else { Vertical::Middle },
            edges: lines::framed(&look, edges),
            ..self.plain(self.table.look.text.body)
        };
        let is_empty = look.shape != Shape::Mark && lines.words != WordsAt::Within;
        let text = if is_empty { RichText::default() } else { slot_text(slot, lines) };
        match look.shape {
            Shape::Frame => self.put(worksheet, block, text, cell),
            Shape::Mark => {
                let size = (self.measured.time.width(slot.span), self.table.look.text.body);
                let wide = match (&*lines.lines, block.columns.0 < block.columns.1) {
                    ([_, _, ..], _) => Wide::Wrapped,
                    (_, false) => Wide::Over,
                    (_, true) if fits(lines, size) => Wide::Shrunk,
                    (_, true) => Wide::Wrapped,
                };
                self.put(worksheet, block, text, CellLook { wide, align: mark_align(lines), ..cell })
            }
            Shape::Arrow => self.arrow(worksheet, block, text, cell),
        }
    }

    /// A bar whose last cell holds the point of an arrow.
    fn arrow(
        &self,
        worksheet: &mut Worksheet,
        block: Block,
        text: RichText,
        look: CellLook,
    ) -> Result<(), XlsxError> {
        let (first, last) = block.columns;
        if first == last {
            return self.put(worksheet, block, text.followed_by(ARROW), look);
        }
        let (left, right) =
            (Edges { right: Edge::None, ..look.edges }, Edges { left: Edge::None, ..look.edges });
        self.put(
            worksheet,
            Block { columns: (first, last - 1), ..block },
            text,
            CellLook { edges: left, ..look },
        )?;
        let point = Block { columns: (last, last), ..block };
        self.put(worksheet, point, RichText::default().followed_by(ARROW), CellLook { edges: right, ..look })
    }
}

/// Where a mark stands in its cell: a sign alone in the middle, one with words so that these go over the cells
/// on their side.
fn mark_align(lines: &SlotLines) -> Align {
    let is_sign = lines.lines.iter().map(|line| line.glyphs.len()).sum::<usize>() < 2;
    match lines.words {
        WordsAt::Before => Align::Right,
        _ if is_sign => Align::Center,
        _ => Align::Left,
    }
}

/// A strip of a row.
struct Part<'a> {
    row: &'a SheetRow<'a>,
    /// Its place among the row's strips.
    strip: usize,
    /// The upright lines.
    lines: Lines<'a>,
}

impl Part<'_> {
    /// The lines around a span in some worksheet rows.
    fn edges(&self, (first, last): (u32, u32), span: TimeSpan) -> Edges {
        let SheetRow { rows, ends, .. } = self.row;
        let top = if first == rows.0 { ends.0 } else { Edge::None };
        let bottom = if last == rows.1 { ends.1 } else { Edge::None };
        Edges { top, bottom, ..self.lines.sides(span) }
    }
}

/// What stands in a strip, with what reaches into it from above.
fn slots_in<'a>(row: &SheetRow<'a>, strip: usize) -> Vec<&'a Slot> {
    let above = row.measured.strips[..=strip].iter().enumerate();
    let slots =
        above.flat_map(|(at, track)| track.slots.iter().filter(move |lines| at + lines.strips > strip));
    slots.map(|lines| &*row.shown.slots[lines.slot]).collect()
}
