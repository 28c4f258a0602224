//! Reads workbooks of OpenDocument (ODF 1.3 part 3, 9): cells, merged blocks, names, notes and text boxes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::{Book, Cell, Face, Grid, Look, Meter, Words, block, number};
use super::ods_pages;
use super::package::Package;
use super::refusal::{self, Refusal};
use super::xml::{Part, Tag, parts};

/// Reads a workbook.
pub(super) fn read(package: &mut Package) -> Result<Book, Refusal> {
    let mut styles = Styles::default();
    let common = package.text("styles.xml")?.unwrap_or_default();
    styles.read(&common)?;
    let pages = ods_pages::read(&common)?;
    let content = package.required("content.xml")?;
    styles.read(&content)?;
    let mut reader = Reader {
        styles: &styles,
        pages: &pages,
        meter: Meter::default(),
        book: Book { sheets: Vec::new(), names: Vec::new() },
        next: (0, 0),
        row_repeats: 1,
        cell: None,
        spans: Vec::new(),
        is_note: false,
        is_aside: false,
        shape: None,
    };
    for part in parts(&content) {
        match part.map_err(|_| refusal::broken())? {
            Part::Start(tag) => reader.start(&tag)?,
            Part::Text(text) => reader.text(&text)?,
            Part::End(tag) => reader.end(&tag)?,
        }
    }
    Ok(reader.book)
}

/// What styles say, by their names.
#[derive(Default)]
struct Styles {
    looks: BTreeMap<String, Arc<Look>>,
    /// The pages on which worksheets are printed.
    pages: BTreeMap<String, String>,
}

impl Styles {
    fn read(&mut self, xml: &str) -> Result<(), Refusal> {
        let mut name = None;
        for part in parts(xml) {
            let Part::Start(tag) = part.map_err(|_| refusal::broken())? else { continue };
            match tag.name() {
                "style" => {
                    name = tag.get("name");
                    self.pages.extend(name.clone().zip(tag.get("master-page-name")));
                }
                "text-properties" | "table-cell-properties" => {
                    let look = name.clone().map(|name| Arc::make_mut(self.looks.entry(name).or_default()));
                    look.into_iter().for_each(|look| set(look, &tag));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn of(&self, tag: &Tag) -> Arc<Look> {
        tag.get("style-name").and_then(|name| self.looks.get(&name)).cloned().unwrap_or_default()
    }
}

/// Sets what an element of a style's properties says.
fn set(look: &mut Look, tag: &Tag) {
    let value = |name: &str, usual: &[&str]| tag.get(name).filter(|value| !usual.contains(&value.as_str()));
    if tag.name() == "table-cell-properties" {
        look.fill = value("background-color", &["transparent"]).map(Arc::from);
        return;
    }
    look.is_struck |= is_line_through(tag);
    let underline = ["text-underline-style", "text-underline-type"];
    look.face = Face {
        color: value("color", &["#000000"]).map(Arc::from),
        is_underlined: underline.iter().any(|name| value(name, &["none"]).is_some()),
        is_bold: value("font-weight", &["normal"]).is_some(),
    };
}

fn is_line_through(tag: &Tag) -> bool {
    let says = |name| tag.get(name).is_some_and(|value| value != "none");
    says("text-line-through-style") || says("text-line-through-type")
}

/// A cell while it is read.
struct Open {
    words: Words,
    note: String,
    look: Arc<Look>,
    /// Its number, where it is one.
    value: Option<f64>,
    /// How often it stands, one beside another.
    repeats: u32,
    /// How many rows and columns it covers.
    span: (u32, u32),
    /// Whether it has had a paragraph.
    has_text: bool,
}

struct Reader<'a> {
    styles: &'a Styles,
    /// What stands above and below pages, by their names.
    pages: &'a BTreeMap<String, Vec<String>>,
    meter: Meter,
    book: Book,
    next: (u32, u32),
    row_repeats: u32,
    cell: Option<Open>,
    /// The look of each stretch of text that is open.
    spans: Vec<Arc<Look>>,
    is_note: bool,
    /// Whether it is none of a cell's text: ふりがな, and who wrote a note and when.
    is_aside: bool,
    shape: Option<Shape>,
}

/// What lies on a worksheet, while it is read.
#[derive(Default)]
struct Shape {
    text: String,
    /// How many of the elements that make it are open.
    depth: usize,
}

/// The elements of text boxes, pictures, lines and groups of them (ODF 1.3 part 3, 10).
const SHAPES: [&str; 12] = [
    "frame",
    "custom-shape",
    "rect",
    "ellipse",
    "caption",
    "g",
    "line",
    "connector",
    "path",
    "polyline",
    "polygon",
    "measure",
];

/// How many cells with nothing in them may be painted as one.
const MOST_PAINTED: u64 = 1000;

/// What is no part of a cell's text.
const ASIDES: [&str; 3] = ["ruby-text", "creator", "date"];

impl Reader<'_> {
    fn start(&mut self, tag: &Tag) -> Result<(), Refusal> {
        match tag.name() {
            "table" => {
                self.meter.sheet()?;
                let name = tag.get("name").unwrap_or_default();
                let page = tag.get("style-name").and_then(|style| self.styles.pages.get(&style));
                let margins = page.and_then(|page| self.pages.get(page)).cloned().unwrap_or_default();
                self.book.sheets.push(Grid { name, margins, ..Grid::default() });
                self.next = (0, 0);
            }
            "table-row" => {
                self.row_repeats = tag.number("number-rows-repeated").unwrap_or(1);
                self.next.1 = 0;
            }
            "table-cell" | "covered-table-cell" => self.cell = Some(self.opened(tag)),
            "annotation" => self.is_note = true,
            name if ASIDES.contains(&name) => self.is_aside = true,
            name if SHAPES.contains(&name) => self.shape.get_or_insert_default().depth += 1,
            "p" => self.paragraph()?,
            "span" => {
                self.spans.push(self.styles.of(tag));
                self.cell.iter_mut().for_each(|cell| cell.words.is_rich = true);
            }
            "s" => {
                let count: usize = tag.number("c").unwrap_or(1);
                self.text(&" ".repeat(count.min(1000)))?;
            }
            "tab" => self.text("\t")?,
            "line-break" => self.text("\n")?,
            "named-range" => self.name(tag)?,
            _ => {}
        }
        Ok(())
    }

    fn opened(&self, tag: &Tag) -> Open {
        Open {
            words: Words::default(),
            note: String::new(),
            look: self.styles.of(tag),
            value: tag.number("value").filter(|_| tag.get("value-type").as_deref() == Some("float")),
            repeats: tag.number("number-columns-repeated").unwrap_or(1),
            span: (
                tag.number("number-rows-spanned").unwrap_or(1),
                tag.number("number-columns-spanned").unwrap_or(1),
            ),
            has_text: false,
        }
    }

    /// A paragraph begins; each but the first begins a new line.
    fn paragraph(&mut self) -> Result<(), Refusal> {
        if self.shape.is_some() {
            return self.text("\n");
        }
        let Some(cell) = &mut self.cell else { return Ok(()) };
        let is_first =
            if self.is_note { cell.note.is_empty() } else { !std::mem::replace(&mut cell.has_text, true) };
        if is_first { Ok(()) } else { self.text("\n") }
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        self.meter.text(text.len())?;
        if let Some(shape) = &mut self.shape {
            shape.text.push_str(text);
            return Ok(());
        }
        let Some(cell) = self.cell.as_mut().filter(|_| !self.is_aside) else { return Ok(()) };
        if self.is_note {
            cell.note.push_str(text);
        } else {
            let is_struck = self.spans.iter().any(|look| look.is_struck);
            cell.words.push(text, is_struck, self.spans.last().map(|look| &look.face));
        }
        Ok(())
    }

    fn end(&mut self, tag: &str) -> Result<(), Refusal> {
        match tag {
            "table-cell" | "covered-table-cell" => self.close()?,
            "table-row" => self.next = (self.next.0.saturating_add(self.row_repeats), 0),
            "annotation" => self.is_note = false,
            name if ASIDES.contains(&name) => self.is_aside = false,
            name if SHAPES.contains(&name) => self.close_shape()?,
            "span" => drop(self.spans.pop()),
            _ => {}
        }
        Ok(())
    }

    /// A part of a shape ends; with the last of them the whole.
    fn close_shape(&mut self) -> Result<(), Refusal> {
        let Some(mut shape) = self.shape.take() else { return Ok(()) };
        shape.depth = shape.depth.saturating_sub(1);
        if shape.depth > 0 {
            self.shape = Some(shape);
            return Ok(());
        }
        self.meter.mark()?;
        let at = if self.cell.is_some() { self.next } else { (0, 0) };
        if let Some(grid) = self.book.sheets.last_mut() {
            grid.shapes.push((at, shape.text.trim().to_owned()));
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Refusal> {
        let (Some(mut open), Some(grid)) = (self.cell.take(), self.book.sheets.last_mut()) else {
            return Ok(());
        };
        let (row, column) = self.next;
        self.next.1 = column.saturating_add(open.repeats);
        if open.span != (1, 1) {
            self.meter.mark()?;
            let last =
                (row.saturating_add(open.span.0.max(1) - 1), column.saturating_add(open.span.1.max(1) - 1));
            grid.merges.insert((row, column), last);
        }
        if !open.note.is_empty() {
            self.meter.mark()?;
            grid.notes.push(((row, column), open.note));
        }
        if let Some(value) = open.value {
            open.words = Words::plain(number(value));
        }
        let count = u64::from(self.row_repeats) * u64::from(open.repeats);
        let places = (row..row.saturating_add(self.row_repeats)).flat_map(|row| {
            let columns = column..column.saturating_add(open.repeats);
            columns.map(move |column| (row, column))
        });
        if open.words.kept.is_empty() && open.words.struck.is_empty() {
            // What is painted up to the end of the worksheet is its background.
            let fill = open.look.painted().filter(|_| count <= MOST_PAINTED);
            if let Some(fill) = fill {
                self.meter.cells(usize::try_from(count).unwrap_or(usize::MAX))?;
                grid.fills.extend(places.map(|place| (place, fill.clone())));
            }
            return Ok(());
        }
        self.meter.cells(usize::try_from(count).unwrap_or(usize::MAX))?;
        let cell = Cell { words: Arc::new(open.words), look: open.look };
        grid.cells.extend(places.map(|place| (place, cell.clone())));
        Ok(())
    }

    /// A name of a block of cells: `$資料３.$A$6:.$S$9`.
    fn name(&mut self, tag: &Tag) -> Result<(), Refusal> {
        self.meter.mark()?;
        let target = tag.get("cell-range-address").unwrap_or_default();
        let named = target.split_once(".$").and_then(|(sheet, cells)| {
            let sheet = sheet.trim_start_matches('$').trim_matches('\'').replace("''", "'");
            let last = cells.rsplit(['.', ':']).next()?;
            let first = cells.split([':', '.']).next()?;
            Some((tag.get("name")?, sheet, block(&format!("{first}:{last}"))?))
        });
        self.book.names.extend(named);
        Ok(())
    }
}
