//! The heights of the printed sheet's rows: those of the PDF, and more where a renderer that breaks
//! lines a little earlier than we do, or sets them further apart, would clip the last one.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::measures::{CELL_PADDING, HIGHEST, fits, lines_height, needed, slot_words};
use super::step::step;
use crate::font::{Fonts, Weight};
use crate::geom::Pt;
use crate::measure::{
    BandRow, BodyLines, InitiativeRow, Measured, Memory, Row, SlotLines, Strip, WordsAt, head_rows, stretch,
};
use crate::model::{LabelPlace, Shape};
use crate::table::{self, Column, Passage, SchedulePart, Table, TimeHead};

/// The height of a row that can be clicked on with ease, also where the sheet shows at 80 percent.
const CLICKABLE: Pt = Pt(6.0);

/// The heights of the printed sheet's rows, in whole pixels.
pub(super) struct Heights {
    /// Those above the rows: label, title, and the rows of heads.
    above: Vec<Pt>,
    /// For each measured row those of its strips; a band has one.
    rows: Vec<Arc<[Pt]>>,
    /// Those below the rows: air, then a row for each key of the legend and for each note; may be empty.
    foot: Vec<Pt>,
}

/// The heights of rows that a workbook can hold, as they were measured last: a row that still has these measures has
/// them, too.
#[derive(Default)]
pub struct KnownHeights(RefCell<Known>);

#[derive(Default)]
struct Known {
    /// How many thirds of a month a worksheet column had.
    step: u16,
    /// The rows by their place in memory, which holds none else as long as they are here.
    rows: HashMap<*const InitiativeRow, (Arc<InitiativeRow>, Arc<[Pt]>)>,
}

impl KnownHeights {
    /// Whether a row is known, of a table whose heights have been computed with these.
    pub(super) fn has(&self, row: &Arc<InitiativeRow>) -> bool {
        self.0.borrow().rows.contains_key(&Arc::as_ptr(row))
    }

    /// Keeps the heights of a table's rows, and no others.
    pub(super) fn keep(&self, measured: &Measured, heights: &Heights) {
        let known = measured.rows.iter().zip(&heights.rows).filter_map(|(row, heights)| match row {
            Row::Initiative(row) => Some((Arc::as_ptr(row), (Arc::clone(row), Arc::clone(heights)))),
            Row::Band(_) => None,
        });
        self.0.borrow_mut().rows = known.collect();
    }

    /// The heights of the strips of a row.
    fn of(&self, row: &Arc<InitiativeRow>, find: impl FnOnce() -> Vec<Pt>) -> Arc<[Pt]> {
        match self.0.borrow().rows.get(&Arc::as_ptr(row)) {
            Some((_, heights)) => Arc::clone(heights),
            None => find().into(),
        }
    }

    /// Forgets all if the columns of the schedule are parted otherwise.
    fn set_step(&self, step: u16) {
        let mut known = self.0.borrow_mut();
        if known.step != step {
            *known = Known { step, rows: HashMap::new() };
        }
    }
}

impl Heights {
    /// Computes the heights of a table.
    pub(super) fn new(
        table: &Table,
        measured: &Measured,
        (fonts, memory): (&Fonts, &Memory),
        known: &KnownHeights,
    ) -> Heights {
        let measure = Measure { table, measured, step: step(table), fonts, memory };
        known.set_step(measure.step);
        let rows = measured.rows.iter().map(|row| match row {
            Row::Band(band) => [measure.band(band)].into(),
            Row::Initiative(row) => known.of(row, || measure.row(row)),
        });
        Heights { above: measure.above(), rows: rows.collect(), foot: measure.foot() }
    }

    /// How many worksheet rows each strip of a measured row is spread over.
    pub(super) fn counts(&self, row: usize) -> impl Iterator<Item = u32> {
        self.rows[row].iter().map(|height| count(*height))
    }

    /// The height of each worksheet row.
    pub(super) fn all(&self) -> Vec<Pt> {
        let rows = self.rows.iter().flat_map(|heights| heights.iter()).flat_map(|height| spread(*height));
        self.above.iter().copied().chain(rows).chain(self.foot.iter().copied()).collect()
    }

    /// The heights above the rows: label, title, and the rows of heads.
    pub(super) fn above(&self) -> &[Pt] {
        &self.above
    }

    /// The height of each worksheet row below the table.
    pub(super) fn foot(&self) -> &[Pt] {
        &self.foot
    }

    /// The height of a measured row.
    pub(super) fn of(&self, row: usize) -> Pt {
        self.rows[row].iter().copied().sum()
    }

    /// The height of the first strip of each measured row: of a band, the only one.
    pub(super) fn firsts(&self) -> impl Iterator<Item = Pt> {
        self.rows.iter().map(|heights| heights.first().copied().unwrap_or_default())
    }
}

/// The heights of a row's strips, where air below that is too low to click on joins the air above: there is
/// nothing to part progress reports from the row's line, as they have no frame. Where the air above is too low,
/// more air below gives some of its height, and so do reports that have the air below them.
fn joined(mut heights: Vec<Pt>, strips: &[Strip], row: &table::Row) -> Vec<Pt> {
    let is_air = |strip: &Strip| strip.slots.is_empty();
    let is_report = |lines: &SlotLines| row.slots[lines.slot].part == SchedulePart::Report;
    let has_reports = |strip: &Strip| strip.slots.iter().any(is_report);
    let Some([above, .., below]) = heights.get_mut(..) else { return heights };
    let lacking = Pt((CLICKABLE - *above).0.clamp(0.0, above.0));
    let given = match strips {
        [first, .., lane, last]
            if is_air(first) && has_reports(lane) && is_air(last) && *below < CLICKABLE =>
        {
            *below
        }
        [first, .., last] if is_air(first) && is_air(last) && *below >= CLICKABLE + lacking => lacking,
        [first, _, .., last] if is_air(first) && has_reports(last) => lacking,
        _ => Pt(0.0),
    };
    *above += given;
    *below -= given;
    heights
}

/// How many worksheet rows a height needs.
fn count(height: Pt) -> u32 {
    (height.0 / HIGHEST.0).ceil() as u32
}

/// The heights of the worksheet rows that a height is spread over.
fn spread(height: Pt) -> impl Iterator<Item = Pt> {
    let count = count(height);
    let each = (height / f64::from(count)).ceil_to_pixel();
    (1..=count).map(move |row| if row == count { height - each * f64::from(count - 1) } else { each })
}

/// Measures what any renderer needs.
struct Measure<'a> {
    table: &'a Table,
    /// The measures of the PDF.
    measured: &'a Measured,
    /// How many thirds of a month a worksheet column of the schedule has.
    step: u16,
    fonts: &'a Fonts,
    memory: &'a Memory,
}

impl Measure<'_> {
    /// The rows above: label, title, and the rows of heads.
    fn above(&self) -> Vec<Pt> {
        let (text, measured, width) = (&self.table.look.text, self.measured, self.measured.width());
        let headline = |passage: &Passage, size| self.needed(&passage.text, width, size, Weight::Bold);
        let label = measured.label.height.max(headline(&self.table.label, text.label));
        let label = label.max(self.corner());
        let title = measured.title.height.max(headline(&self.table.title, text.title));
        let (label, title) = match self.table.look.setting.label {
            LabelPlace::AboveTitle => (label, title),
            LabelPlace::BesideTitle => self.title_line(),
        };
        let heads = self.heads().into_iter().zip(&measured.heads.rows).map(|(own, pdf)| own.max(*pdf));
        let bodies = measured.heads.bodies.iter().map(|body| self.body(body));
        [label, title].into_iter().chain(heads).chain(bodies).collect()
    }

    /// The row of a body below the heads.
    fn body(&self, body: &BodyLines) -> Pt {
        let lines = body.slots.iter().map(|slot| slot.lines.len()).chain([body.name.len()]).max();
        body.height.max(lines_height(lines.unwrap_or(1), self.table.look.text.body))
    }

    /// The two rows of a title that has the label beside it: the label's, and the rest.
    fn title_line(&self) -> (Pt, Pt) {
        let (text, measured, width) = (&self.table.look.text, self.measured, self.measured.width());
        let beside = width - measured.label.size.width;
        let label = self.needed(&self.table.label.text, measured.label.size.width, text.label, Weight::Bold);
        let label = label.max(measured.label.size.height.ceil_to_pixel()).max(self.corner());
        let title = self.needed(&self.table.title.text, beside, text.title, Weight::Bold);
        (label, title.max(measured.title.height).max(label + CLICKABLE) - label)
    }

    /// What stands beside the label. Its cell is as wide as its lines are long, so they don't break.
    fn corner(&self) -> Pt {
        lines_height(self.measured.corner.lines.len(), self.table.look.text.note)
    }

    /// Air, and the rows below it.
    fn foot(&self) -> Vec<Pt> {
        let (table, note) = (self.table, self.table.look.text.note);
        let width = self.measured.width() - CELL_PADDING;
        let row = |passage: &Passage, width| self.needed(&passage.text, width, note, Weight::Regular);
        // The first column has the swatches.
        let keys = table.legend.iter().map(|key| row(&key.text, width - self.measured.columns[0].width));
        let rows: Vec<Pt> = keys.chain(table.notes.iter().map(|note| row(note, width))).collect();
        if rows.is_empty() { rows } else { [CLICKABLE].into_iter().chain(rows).collect() }
    }

    fn heads(&self) -> Vec<Pt> {
        let schedule = self.table.schedule.map(|schedule| self.head(&self.table.columns[schedule]));
        let highest = |is_grouped: bool| {
            let columns = self.table.text_columns().filter(|column| column.group.is_some() == is_grouped);
            columns.map(|column| self.head(column)).fold(Pt(0.0), Pt::max)
        };
        let tiers = self.table.tiers.iter();
        let tiers = tiers.map(|tier| tier.iter().map(|head| self.time_head(head)).fold(Pt(0.0), Pt::max));
        head_rows(
            schedule.unwrap_or_default().max(self.measured.heads.rows[0]),
            tiers,
            highest(false),
            highest(true),
        )
    }

    fn head(&self, column: &Column) -> Pt {
        let text = &self.table.look.text;
        let width = column.width.at(text.body);
        let note = column.note.as_ref();
        let note = note.map(|note| self.needed(&note.text, width, text.note, Weight::Regular));
        self.needed(&column.head.text, width, text.head, Weight::Bold) + note.unwrap_or_default()
    }

    fn time_head(&self, head: &TimeHead) -> Pt {
        let width = self.measured.time.width(head.span) - CELL_PADDING;
        self.needed(&head.text.text, width, self.table.look.text.head, Weight::Bold)
    }

    fn band(&self, row: &BandRow) -> Pt {
        let band = &self.table.bands[row.band];
        let heading = if row.continued { &band.continued } else { &band.heading };
        let width = self.measured.width() - CELL_PADDING;
        row.height.max(self.needed(&heading.text, width, self.table.look.text.band, Weight::Bold))
    }

    /// The strips of an initiative's row; what its texts need beyond them goes to the air.
    fn row(&self, row: &InitiativeRow) -> Vec<Pt> {
        let shown = &self.table.bands[row.band].rows[row.row];
        let strips: Vec<Pt> = row.strips.iter().map(|strip| self.strip(strip, shown)).collect();
        let lacking = self.cells(row, shown) - strips.iter().copied().sum();
        let is_air = |strip: &Strip| strip.slots.is_empty();
        let airs = row.strips.iter().filter(|strip| is_air(strip)).count();
        let more = (lacking.max(Pt(0.0)) / airs.max(1) as f64).ceil_to_pixel();
        let grown = row.strips.iter().zip(strips);
        let grown = grown.map(|(strip, height)| if is_air(strip) { height + more } else { height });
        joined(grown.collect(), &row.strips, shown)
    }

    /// The height of the highest of a row's text cells.
    fn cells(&self, row: &InitiativeRow, shown: &table::Row) -> Pt {
        let body = self.table.look.text.body;
        let cells = self.table.columns.iter().zip(shown.cells.iter().zip(&row.cells));
        let heights = cells.map(|(column, (cell, lines))| {
            self.needed(stretch(&cell.text, lines), column.width.at(body), body, Weight::Regular)
        });
        heights.fold(Pt(0.0), Pt::max)
    }

    fn strip(&self, strip: &Strip, row: &table::Row) -> Pt {
        // Callouts that reach further down have the strips below, and a line without words needs none.
        let own = strip.slots.iter().filter(|lines| lines.strips == 1 && !lines.lines.is_empty());
        let slots = own.map(|lines| {
            let slot = &row.slots[lines.slot];
            let (width, size) = (self.measured.time.width(slot.span), self.table.look.text.body);
            // The words of a mark go over the cells at its side, but for those of merged cells.
            let keeps_lines = match slot.look.shape {
                Shape::Mark => slot.span.count() <= self.step || fits(lines, (width, size)),
                Shape::Frame | Shape::Arrow => lines.words != WordsAt::Within,
            };
            if keeps_lines {
                return lines_height(lines.lines.len(), size);
            }
            self.needed(&slot_words(slot, lines), width - CELL_PADDING, size, slot.look.weight)
        });
        slots.fold(strip.height, Pt::max)
    }

    fn needed(&self, text: &str, width: Pt, size: Pt, weight: Weight) -> Pt {
        needed(text, (width, size), weight, (self.fonts, self.memory))
    }
}
