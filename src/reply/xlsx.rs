//! Reads workbooks of Office Open XML (ECMA-376 part 1, 18): cells, merged blocks, names and notes. Of
//! formulas their values are read; macros and links to other files are passed over.

use std::sync::Arc;

use super::asides;
use super::book::{Block, Book, Cell, Grid, Look, Meter, Place, Words, block, place};
use super::links;
use super::looks;
use super::margins;
use super::package::Package;
use super::refusal::{self, Refusal};
use super::strings::{Strings, words};
use super::xml::{Part, Tag, parts};

const WORKBOOK: &str = "xl/workbook.xml";

/// The elements of what stands above and below pages in print (ECMA-376 18.3.1.46).
const MARGINS: [&str; 6] =
    ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];

/// Reads a workbook.
pub(super) fn read(package: &mut Package) -> Result<Book, Refusal> {
    let mut meter = Meter::default();
    let links = links::of(package, WORKBOOK)?;
    let Contents { sheets, names } = contents(&package.required(WORKBOOK)?, &mut meter)?;
    let target = |kind: &str| links.values().find(|link| link.kind == kind).map(|link| link.target.clone());
    let strings = match target("sharedStrings") {
        Some(part) => Strings::read(&package.text(&part)?.unwrap_or_default(), &mut meter)?,
        None => Strings::default(),
    };
    let looks = match target("styles") {
        Some(part) => looks::read(&package.text(&part)?.unwrap_or_default())?,
        None => Vec::new(),
    };
    let mut grids = Vec::new();
    for (name, id) in sheets {
        let Some(link) = links.get(&id).filter(|link| link.kind == "worksheet") else { continue };
        let xml = package.text(&link.target)?.unwrap_or_default();
        let mut grid = Worksheet { strings: &strings, looks: &looks, meter: &mut meter }.grid(&xml)?;
        grid.name = name;
        let links = links::of(package, &link.target)?;
        let asides = asides::read(package, &links, &mut meter)?;
        (grid.notes, grid.shapes) = (asides.notes, asides.shapes);
        grids.push(grid);
    }
    Ok(Book { sheets: grids, names })
}

/// What a workbook's own part says.
#[derive(Default)]
struct Contents {
    /// The worksheets: name and id of the link.
    sheets: Vec<(String, String)>,
    /// The names of blocks of cells, each with the worksheet's name.
    names: Vec<(String, String, Block)>,
}

fn contents(xml: &str, meter: &mut Meter) -> Result<Contents, Refusal> {
    let (mut contents, mut name, mut target) = (Contents::default(), None, String::new());
    for part in parts(xml) {
        match part.map_err(|_| refusal::broken())? {
            Part::Start(tag) if tag.name() == "sheet" => {
                meter.sheet()?;
                contents.sheets.extend(tag.get("name").zip(tag.get("id")));
            }
            Part::Start(tag) if tag.name() == "definedName" => {
                meter.mark()?;
                (name, target) = (tag.get("name"), String::new());
            }
            Part::Text(text) if name.is_some() => target.push_str(&text),
            Part::End(tag) if tag == "definedName" => {
                let named = name.take().zip(named_block(&target));
                contents.names.extend(named.map(|(name, (sheet, block))| (name, sheet, block)));
            }
            _ => {}
        }
    }
    Ok(contents)
}

/// The worksheet and block that a name stands for: `'資料３ (2)'!$A$6:$S$9`. A name that stands for another
/// one, a formula or another file leads nowhere.
fn named_block(target: &str) -> Option<(String, Block)> {
    let (sheet, cells) = target.rsplit_once('!')?;
    let sheet = sheet.strip_prefix('\'').and_then(|it| it.strip_suffix('\'')).unwrap_or(sheet);
    Some((sheet.replace("''", "'"), block(cells)?))
}

/// Reads a worksheet.
struct Worksheet<'a> {
    strings: &'a Strings,
    looks: &'a [Arc<Look>],
    meter: &'a mut Meter,
}

/// A cell while it is read.
#[derive(Default)]
struct Open {
    place: Place,
    kind: String,
    look: Arc<Look>,
    value: String,
    formula: String,
    inline: Option<Words>,
}

/// In which part of a worksheet a text stands.
#[derive(Clone, Copy)]
enum Within {
    Value,
    Formula,
    Margin,
    Else,
}

impl Open {
    fn text(&mut self, within: Within, text: &str) {
        match within {
            Within::Value => self.value.push_str(text),
            Within::Formula => self.formula.push_str(text),
            Within::Margin | Within::Else => {}
        }
    }

    /// The formula, where the program that wrote the workbook has left its value out.
    fn uncounted(&self) -> Option<String> {
        let is_so = !self.formula.is_empty() && self.value.is_empty() && self.kind != "str";
        is_so.then(|| format!("={}", self.formula))
    }
}

impl Worksheet<'_> {
    fn grid(&mut self, xml: &str) -> Result<Grid, Refusal> {
        let mut grid = Grid::default();
        let (mut next, mut open, mut within) = ((0, 0), None::<Open>, Within::Else);
        let (mut all, mut margin) = (parts(xml), String::new());
        while let Some(part) = all.next() {
            match part.map_err(|_| refusal::broken())? {
                Part::Start(tag) => match (tag.name(), &mut open) {
                    ("row", _) => {
                        next = (tag.number::<u32>("r").map_or(next.0, |row| row.saturating_sub(1)), 0)
                    }
                    ("c", _) => open = Some(self.opened(&tag, next)),
                    ("v", Some(_)) => within = Within::Value,
                    ("f", Some(_)) => within = Within::Formula,
                    ("is", Some(open)) => {
                        open.inline = Some(words(&mut all, "is").map_err(|_| refusal::broken())?)
                    }
                    (tag, _) if MARGINS.contains(&tag) => within = Within::Margin,
                    ("mergeCell", _) => {
                        self.meter.mark()?;
                        let block = tag.get("ref").and_then(|reference| block(&reference));
                        grid.merges.extend(block.map(|block| (block.first, block.last)));
                    }
                    _ => {}
                },
                Part::Text(text) if matches!(within, Within::Margin) => margin.push_str(&text),
                Part::Text(text) => {
                    if let Some(open) = &mut open {
                        open.text(within, &text);
                    }
                }
                Part::End(tag) => match (tag.as_str(), open.take()) {
                    ("c", Some(cell)) => {
                        next = (cell.place.0, cell.place.1.saturating_add(1));
                        let place = cell.place;
                        let fill = cell.look.painted();
                        match self.closed(cell)? {
                            Some(cell) => drop(grid.cells.insert(place, cell)),
                            None => self.paint(&mut grid, place, fill)?,
                        }
                    }
                    ("row", _) => next = (next.0.saturating_add(1), 0),
                    (tag, _) if MARGINS.contains(&tag) => {
                        within = Within::Else;
                        self.meter.text(margin.len())?;
                        grid.margins.extend(margins::decoded(&std::mem::take(&mut margin)));
                    }
                    (_, still) => {
                        open = still;
                        within = Within::Else;
                    }
                },
            }
        }
        Ok(grid)
    }

    /// Notes the background of a cell with nothing in it.
    fn paint(&mut self, grid: &mut Grid, place: Place, fill: Option<Arc<str>>) -> Result<(), Refusal> {
        let Some(fill) = fill else { return Ok(()) };
        self.meter.cells(1)?;
        grid.fills.insert(place, fill);
        Ok(())
    }

    /// A cell that begins; one that doesn't say where it stands stands behind the last one.
    fn opened(&self, tag: &Tag, next: Place) -> Open {
        let style: usize = tag.number("s").unwrap_or(0);
        Open {
            place: tag.get("r").and_then(|reference| place(&reference)).unwrap_or(next),
            kind: tag.get("t").unwrap_or_default(),
            look: self.looks.get(style).cloned().unwrap_or_default(),
            ..Open::default()
        }
    }

    /// A cell that ends, if it says anything (ECMA-376 18.18.11).
    fn closed(&mut self, open: Open) -> Result<Option<Cell>, Refusal> {
        let uncounted = open.uncounted();
        let words = match (open.kind.as_str(), open.inline) {
            _ if let Some(formula) = uncounted => plain(formula),
            (_, Some(words)) => Arc::new(words),
            ("s", None) => match open.value.trim().parse().ok().and_then(|index| self.strings.get(index)) {
                Some(words) => words,
                None => return Ok(None),
            },
            ("str" | "e" | "d", None) => plain(open.value),
            ("b", None) => plain(if open.value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned()),
            _ => match open.value.trim().parse() {
                Ok(value) => plain(open.look.shown(value)),
                Err(_) => plain(open.value),
            },
        };
        if words.kept.is_empty() && words.struck.is_empty() {
            return Ok(None);
        }
        self.meter.cells(1)?;
        Ok(Some(Cell { words, look: open.look }))
    }
}

fn plain(kept: String) -> Arc<Words> {
    Arc::new(Words::plain(kept))
}
