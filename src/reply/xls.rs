//! Reads workbooks of Excel 97 to 2003 (MS-XLS): cells, merged blocks, names and what lies on cells.
//!
//! calamine reads them too, but stops the program on many files that are broken.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::{Block, Book, Cell, Face, Grid, Look, Meter, Words};
use super::compound;
use super::drawn::Drawn;
use super::formats;
use super::margins;
use super::records::{Fields, Record, records};
use super::refusal::{self, Refusal};

// Records (MS-XLS 2.3).
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const SHEET: u16 = 0x0085;
const FONT: u16 = 0x0031;
const STYLE: u16 = 0x00E0;
const FORMAT: u16 = 0x041E;
const STRINGS: u16 = 0x00FC;
const LINKS: u16 = 0x0017;
const NAME: u16 = 0x0018;
const FORMULA: u16 = 0x0006;
const STRING: u16 = 0x0207;
const FLOAT: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const SHORT: u16 = 0x027E;
const SHORTS: u16 = 0x00BD;
const SHARED: u16 = 0x00FD;
const BLANK: u16 = 0x0201;
const BLANKS: u16 = 0x00BE;
const MERGES: u16 = 0x00E5;
const HEADER: u16 = 0x0014;
const FOOTER: u16 = 0x0015;

/// The version of records in files since Excel 97 (MS-XLS 2.4.21).
const SINCE_97: u16 = 0x0600;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    let stream = compound::workbook(bytes)?;
    let mut reader = Reader::default();
    for record in records(&stream) {
        reader.record(&record)?;
    }
    let named =
        |(name, sheet, block): (String, usize, Block)| Some((name, reader.names.get(sheet)?.clone(), block));
    let names = reader.blocks.into_iter().filter_map(named).collect();
    let sheets =
        reader.names.iter().zip(reader.sheets).map(|(name, grid)| Grid { name: name.clone(), ..grid });
    Ok(Book { names, sheets: sheets.collect() })
}

#[derive(Default)]
struct Reader {
    meter: Meter,
    /// How many parts are open: a chart in a worksheet has a beginning and an end of its own.
    depth: usize,
    /// How many parts there have been: the first tells of the whole, the others are worksheets.
    parts: usize,
    /// The names of the worksheets.
    names: Vec<String>,
    sheets: Vec<Grid>,
    /// Of each font, whether it strikes text through and how it sets characters.
    fonts: Vec<(bool, Face)>,
    styles: Vec<Arc<Look>>,
    /// The codes of formats by their numbers.
    codes: BTreeMap<u16, String>,
    strings: Vec<Arc<Words>>,
    /// The worksheets that names of blocks lead to, by their numbers there.
    links: Vec<usize>,
    blocks: Vec<(String, usize, Block)>,
    /// The cell of a formula whose text comes in the next record.
    awaited: Option<(u32, u32, usize)>,
    /// What lies on the worksheet that is read.
    drawn: Drawn,
}

impl Reader {
    fn record(&mut self, record: &Record) -> Result<(), Refusal> {
        match record.kind {
            FILE_PASS => return Err(refusal::locked()),
            BEGIN => {
                self.depth += 1;
                if self.parts == 0 && record.fields().half() != Some(SINCE_97) {
                    return Err(refusal::old());
                }
                if self.depth == 1 {
                    self.parts += 1;
                    self.sheets.extend((self.parts > 1).then(Grid::default));
                }
            }
            END => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0
                    && let Some(grid) = self.sheets.last_mut()
                {
                    grid.shapes.extend(std::mem::take(&mut self.drawn).shapes());
                }
            }
            _ if self.depth > 1 => {}
            _ if self.parts < 2 => self.of_whole(record)?,
            MERGES => self.merges(record.fields()).unwrap_or(Ok(()))?,
            HEADER | FOOTER => {
                let margin = record.fields().long_text().and_then(|code| margins::decoded(&code));
                if let Some(grid) = self.sheets.last_mut() {
                    grid.margins.extend(margin);
                }
            }
            _ => {
                let note = self.drawn.record(record, &mut self.meter)?;
                if let Some(grid) = self.sheets.last_mut() {
                    grid.notes.extend(note);
                }
                self.cells(record)?;
            }
        }
        Ok(())
    }

    /// What tells of the whole workbook.
    fn of_whole(&mut self, record: &Record) -> Result<(), Refusal> {
        let mut fields = record.fields();
        match record.kind {
            SHEET => {
                self.meter.sheet()?;
                let name = fields.skip(6).and_then(|mut fields| fields.short_text());
                self.names.push(name.unwrap_or_default());
            }
            FONT => self.fonts.push(font(fields).unwrap_or_default()),
            STYLE => {
                let look = self.look(fields).unwrap_or_default();
                self.styles.push(Arc::new(look));
            }
            FORMAT => {
                self.meter.mark()?;
                self.codes.extend(fields.half().zip(fields.long_text()));
            }
            STRINGS => self.shared(record)?,
            LINKS => {
                let count = fields.half().unwrap_or(0);
                let links = (0..count).map_while(|_| Some((fields.half()?, fields.half()?, fields.half()?)));
                self.links.extend(links.map(|(_, first, _)| usize::from(first)));
            }
            NAME => {
                self.meter.mark()?;
                let named =
                    named(fields).and_then(|(name, link, block)| Some((name, *self.links.get(link)?, block)));
                self.blocks.extend(named);
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether a font strikes text through, and how it sets characters. There is none with the number 4
    /// (MS-XLS 2.5.129).
    fn font(&self, font: usize) -> Option<&(bool, Face)> {
        self.fonts.get(if font > 4 { font - 1 } else { font })
    }

    /// The look of a style (MS-XLS 2.4.353).
    fn look(&self, mut fields: Fields) -> Option<Look> {
        let (font, format) = (fields.half()?, fields.half()?);
        let (is_struck, face) = self.font(font.into()).cloned().unwrap_or_default();
        let built_in = || formats::built_in(format.into()).map(str::to_owned);
        let format = self.codes.get(&format).cloned().or_else(built_in).map(Arc::from);
        Some(Look { is_struck, face, fill: fields.skip(10).and_then(fill), format })
    }

    /// A number as a style shows it.
    fn shown(&self, style: usize, value: f64) -> Arc<Words> {
        let look = self.styles.get(style).cloned().unwrap_or_default();
        Arc::new(Words::plain(look.shown(value)))
    }

    fn shared(&mut self, record: &Record) -> Result<(), Refusal> {
        let mut fields = record.fields();
        let count = fields.skip(4).and_then(|mut rest| {
            let count = rest.word()?;
            fields = rest;
            Some(count)
        });
        for _ in 0..count.unwrap_or(0) {
            let Some((text, runs)) = fields.rich_text() else { break };
            let mut words = Words::default();
            for (at, unit) in text.iter().enumerate() {
                let run = runs.iter().rfind(|(first, _)| usize::from(*first) <= at);
                words.is_rich |= run.is_some();
                let font = run.and_then(|(_, font)| self.font(usize::from(*font)));
                let is_struck = font.is_some_and(|(is_struck, _)| *is_struck);
                words.push(unit.encode_utf8(&mut [0; 4]), is_struck, font.map(|(_, face)| face));
            }
            self.meter.cells(1)?;
            self.meter.text(words.kept.len() + words.struck.len())?;
            self.strings.push(Arc::new(words));
        }
        Ok(())
    }

    fn merges(&mut self, mut fields: Fields) -> Option<Result<(), Refusal>> {
        for _ in 0..fields.half()? {
            let [top, bottom, left, right] =
                [fields.half()?, fields.half()?, fields.half()?, fields.half()?].map(u32::from);
            if let Err(refusal) = self.meter.mark() {
                return Some(Err(refusal));
            }
            let block = (top <= bottom && left <= right).then_some(((top, left), (bottom, right)));
            self.sheets.last_mut()?.merges.extend(block);
        }
        Some(Ok(()))
    }

    /// The cells that a record of a worksheet has.
    fn cells(&mut self, record: &Record) -> Result<(), Refusal> {
        let mut fields = record.fields();
        if record.kind == STRING {
            if let Some(((row, column, style), text)) = self.awaited.take().zip(fields.long_text()) {
                self.put((row, column), style, Arc::new(Words::plain(text)))?;
            }
            return Ok(());
        }
        if [BLANK, BLANKS].contains(&record.kind) {
            return self.blanks(fields).unwrap_or(Ok(()));
        }
        let is_of_cells = [FORMULA, FLOAT, LABEL, SHORT, SHORTS, SHARED].contains(&record.kind);
        let place =
            is_of_cells.then(|| Some((u32::from(fields.half()?), u32::from(fields.half()?)))).flatten();
        let Some((row, column)) = place else { return Ok(()) };
        if record.kind == SHORTS {
            for column in column.. {
                let Some((style, value)) = fields.half().zip(fields.word()) else { break };
                let words = self.shown(style.into(), short(value));
                self.put((row, column), style.into(), words)?;
            }
            return Ok(());
        }
        let Some(style) = fields.half().map(usize::from) else { return Ok(()) };
        let words = match record.kind {
            SHARED => fields.word().and_then(|index| self.strings.get(index as usize).cloned()),
            SHORT => fields.word().map(|value| self.shown(style, short(value))),
            LABEL => fields.long_text().map(Words::plain).map(Arc::new),
            FLOAT => fields.float().map(|value| self.shown(style, value)),
            _ => match fields.bytes() {
                Some([0, .., 0xFF, 0xFF]) => {
                    self.awaited = Some((row, column, style));
                    None
                }
                Some([.., 0xFF, 0xFF]) | None => None,
                Some(bytes) => Some(self.shown(style, f64::from_le_bytes(bytes))),
            },
        };
        words.map_or(Ok(()), |words| self.put((row, column), style, words))
    }

    /// Cells with nothing in them, one beside another; behind those of a record of several stands the last column.
    fn blanks(&mut self, mut fields: Fields) -> Option<Result<(), Refusal>> {
        let (row, first) = (u32::from(fields.half()?), u32::from(fields.half()?));
        let styles: Vec<u16> = std::iter::from_fn(|| fields.half()).collect();
        let count = if styles.len() > 1 { styles.len() - 1 } else { styles.len() };
        for (column, style) in (first..).zip(&styles[..count]) {
            let fill = self.styles.get(usize::from(*style)).and_then(|look| look.painted());
            if let Some((fill, grid)) = fill.zip(self.sheets.last_mut()) {
                if let Err(refusal) = self.meter.cells(1) {
                    return Some(Err(refusal));
                }
                grid.fills.insert((row, column), fill);
            }
        }
        Some(Ok(()))
    }

    fn put(&mut self, place: (u32, u32), style: usize, words: Arc<Words>) -> Result<(), Refusal> {
        self.meter.cells(1)?;
        let look = self.styles.get(style).cloned().unwrap_or_default();
        let is_said = !words.kept.is_empty() || !words.struck.is_empty();
        if let Some(grid) = self.sheets.last_mut().filter(|_| is_said) {
            grid.cells.insert(place, Cell { words, look });
        }
        Ok(())
    }
}

/// A font (MS-XLS 2.4.122).
fn font(fields: Fields) -> Option<(bool, Face)> {
    const STRUCK: u16 = 8;
    const BOLD: u16 = 700;
    /// Black, and the colour of the system's windows (MS-XLS 2.5.161).
    const USUAL: [u16; 2] = [8, 0x7FFF];
    let mut fields = fields.skip(2)?;
    let [flags, color, weight, _] = [fields.half()?, fields.half()?, fields.half()?, fields.half()?];
    let is_underlined = fields.byte()? != 0;
    let color = (!USUAL.contains(&color)).then(|| color.to_string().into());
    Some((flags & STRUCK != 0, Face { color, is_underlined, is_bold: weight >= BOLD }))
}

/// The background that a style says at its end; nothing where it has no pattern.
fn fill(mut fields: Fields) -> Option<Arc<str>> {
    let (borders, colors) = (fields.word()?, fields.half()?);
    (borders >> 26 != 0).then(|| (colors & 0x7F).to_string().into())
}

/// A number in four bytes: the upper half of a float or a whole number, or a hundredth of it (MS-XLS 2.5.217).
fn short(value: u32) -> f64 {
    let number = match value & 2 {
        0 => f64::from_bits(u64::from(value & !3) << 32),
        _ => f64::from(value.cast_signed() >> 2),
    };
    if value & 1 == 0 { number } else { number / 100.0 }
}

/// A name, the number of the link to its worksheet, and its block, where it stands for one block alone
/// (MS-XLS 2.5.198.28).
fn named(fields: Fields) -> Option<(String, usize, Block)> {
    const AREA: u8 = 0x3B;
    let mut fields = fields.skip(3)?;
    let (count, length) = (fields.byte()?, fields.half()?);
    let mut fields = fields.skip(8)?;
    let name = fields.text(count.into())?;
    if length != 11 || fields.byte()? & 0x1F | 0x20 != AREA {
        return None;
    }
    let link = fields.half()?;
    let [top, bottom, left, right] =
        [fields.half()?, fields.half()?, fields.half()?, fields.half()?].map(u32::from);
    let (left, right) = (left & 0x3FFF, right & 0x3FFF);
    let block = Block { first: (top, left), last: (bottom, right) };
    (top <= bottom && left <= right).then_some((name, link.into(), block))
}
