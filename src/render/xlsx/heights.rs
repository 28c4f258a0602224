//! The heights of the printed sheet's rows: those of the PDF, and more where a renderer that breaks
//! lines a little earlier than we do, or sets them further apart, would clip the last one.

use super::grid::{CELL_PADDING, FIRST_ROW, slot_text};
use crate::font::{Fonts, Typeface, Weight};
use crate::geom::{Em, PIXEL, Pt};
use crate::layout::{Band, Line, Row, RowBox, Slot, Strip, Tracks, text_of, wrap};
use crate::model::{Column, Content, Sheet, Template, Text};

/// Excel sets lines of a Japanese face 3 pixels further apart than the type is high: a row of one
/// line has 15 pixels at 12 (9 pt) and 18 at 15 (11 pt).
const LINE_GAP: Pt = Pt(2.25);

/// How much narrower than ours a column may come out: renderers round widths in their own ways.
const NARROWER: f64 = 0.97;

/// How much earlier than ours a line may break.
const EARLIER: Em = Em(1.0);

/// The highest row of a worksheet: 409 pt (Excel's specifications and limits), in whole pixels.
pub const HIGHEST: Pt = Pt(408.75);

/// The heights of the printed sheet's rows, in whole pixels.
pub struct Heights {
    /// Those above the table: label, title, and two rows of heads.
    above: [Pt; FIRST_ROW as usize],
    /// For each row of the tracks those of its strips; a band has one.
    rows: Vec<Vec<Pt>>,
}

impl Heights {
    /// Computes the heights of a sheet.
    pub fn new(sheet: &Sheet, template: &Template, tracks: &Tracks, fonts: &Fonts) -> Heights {
        let measure = Measure { sheet, template, tracks, fonts };
        let rows = tracks.rows.iter().map(|row| match row {
            Row::Band(band) => vec![measure.band(band)],
            Row::Initiative(row) => measure.row(row),
        });
        Heights { above: measure.above(), rows: rows.collect() }
    }

    /// How many worksheet rows each strip of a row of the tracks is spread over.
    pub fn counts(&self, row: usize) -> impl Iterator<Item = u32> {
        self.rows[row].iter().map(|height| count(*height))
    }

    /// The height of each worksheet row.
    pub fn all(&self) -> Vec<Pt> {
        let rows = self.rows.iter().flatten().flat_map(|height| spread(*height));
        self.above.into_iter().chain(rows).collect()
    }

    /// The heights above the table: label, title, and two rows of heads.
    pub fn above(&self) -> [Pt; FIRST_ROW as usize] {
        self.above
    }

    /// The height of the first strip of each row of the tracks: of a band, the only one.
    pub fn firsts(&self) -> impl Iterator<Item = Pt> {
        self.rows.iter().map(|heights| heights.first().copied().unwrap_or_default())
    }
}

/// How many worksheet rows a height needs.
fn count(height: Pt) -> u32 {
    (height.0 / HIGHEST.0).ceil().max(1.0) as u32
}

/// The heights of the worksheet rows that a height is spread over.
fn spread(height: Pt) -> impl Iterator<Item = Pt> {
    let count = count(height);
    let each = (height / f64::from(count)).ceil_to_pixel();
    let last = height - each * f64::from(count - 1);
    (1..=count).map(move |row| if row == count { last } else { each })
}

/// Measures what any renderer needs.
struct Measure<'a> {
    sheet: &'a Sheet,
    template: &'a Template,
    /// The measures of the PDF.
    tracks: &'a Tracks,
    fonts: &'a Fonts<'a>,
}

impl Measure<'_> {
    /// The rows above the table: label, title, and two rows of heads.
    fn above(&self) -> [Pt; FIRST_ROW as usize] {
        let (text, heads) = (&self.template.text, &self.tracks.heads);
        let (label, title) = (&self.sheet.label.value, &self.sheet.title.value);
        let width = self.tracks.width();
        let label = self.tracks.label.height.max(self.needed(label, width, text.label, Weight::Bold));
        let title = self.tracks.title.height.max(self.needed(title, width, text.title, Weight::Bold));
        let highest = |is_wanted: fn(&Column) -> bool| {
            let wanted = self.template.columns.iter().filter(|column| is_wanted(column));
            wanted.map(|column| self.head(column)).fold(Pt(0.0), Pt::max)
        };
        let upper = heads.upper.max(highest(|column| column.content == Content::Schedule));
        let others = highest(|column| column.content != Content::Schedule);
        let quarters = self.template.wording.quarters.iter().map(|head| self.quarter_head(head));
        let lower = quarters.fold(heads.lower.max(others - upper), Pt::max);
        [label, title, upper, lower]
    }

    fn head(&self, column: &Column) -> Pt {
        let text = &self.template.text;
        let width = column.width.at(text.body);
        let note = column
            .note
            .as_ref()
            .map_or(Pt(0.0), |note| self.needed(&note.value, width, text.note, Weight::Regular));
        self.needed(&column.head.value, width, text.head, Weight::Bold) + note
    }

    fn quarter_head(&self, head: &Text) -> Pt {
        let width = self.tracks.months.month * 3.0 - CELL_PADDING;
        self.needed(&head.value, width, self.template.text.head, Weight::Bold)
    }

    fn band(&self, band: &Band) -> Pt {
        let width = self.tracks.width() - CELL_PADDING;
        band.height.max(self.needed(&band.text, width, self.template.text.band, Weight::Bold))
    }

    /// The strips of an initiative's row; what its texts need beyond them goes to the air.
    fn row(&self, row: &RowBox) -> Vec<Pt> {
        let strips: Vec<Pt> = row.strips.iter().map(|strip| self.strip(strip)).collect();
        let cells = self.template.columns.iter().zip(&row.cells);
        let text = cells.map(|(column, lines)| self.cell(column, lines)).fold(Pt(0.0), Pt::max);
        let lacking = text - strips.iter().copied().sum();
        let is_air = |strip: &Strip| strip.slots.is_empty();
        let airs = row.strips.iter().filter(|strip| is_air(strip)).count();
        let more = (lacking.max(Pt(0.0)) / airs.max(1) as f64).ceil_to_pixel();
        let grown = row.strips.iter().zip(strips);
        grown.map(|(strip, height)| if is_air(strip) { height + more } else { height }).collect()
    }

    fn cell(&self, column: &Column, lines: &[Line]) -> Pt {
        let body = self.template.text.body;
        self.needed(&text_of(lines), column.width.at(body), body, Weight::Regular)
    }

    fn strip(&self, strip: &Strip) -> Pt {
        strip.slots.iter().map(|slot| self.slot(slot)).fold(strip.height, Pt::max)
    }

    fn slot(&self, slot: &Slot) -> Pt {
        let width = self.tracks.months.width(slot.months) - CELL_PADDING;
        self.needed(&slot_text(slot), width, self.template.text.body, slot.look.weight)
    }

    fn needed(&self, text: &str, width: Pt, size: Pt, weight: Weight) -> Pt {
        needed(text, width, size, self.fonts.get(weight))
    }
}

/// The height that a text of a width needs in any renderer, in whole pixels.
pub fn needed(text: &str, width: Pt, size: Pt, face: Typeface) -> Pt {
    let width = Em(width.0 / size.0);
    let narrowed = (width * NARROWER).0.min((width - EARLIER).0);
    let lines = wrap(text, Em(narrowed), face).len();
    ((size + LINE_GAP) * lines as f64 + PIXEL).ceil_to_pixel()
}
