//! Pages as SVG: what they look like, and that all stands where the PDF has it.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::{BLESS, attribute, build_case, build_right, cases, data_of, mismatch, name, parse};
use lopdf::content::Operation;
use lopdf::{Document, Object, ObjectId};
use shiryo3::page::Shown;
use shiryo3::render::svg;

/// How far a type size may be rounded.
const ROUNDING: f64 = 0.0005;

/// The cases with golden images; each has one page.
const DRAWN: [&str; 4] = ["fallback-face", "odd-texts", "one-row", "overlapping-bars"];

/// How far apart two places may lie that are the same, in points: what rounding leaves.
const HAIR: f64 = 0.002;

#[test]
fn cases_give_their_golden_images() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let differing = DRAWN.into_iter().filter_map(|case| {
        let case = folder.join(case);
        let built = build_case(&case).expect("a case without mistakes");
        let [page] = built.pages.as_slice() else { panic!("one page") };
        mismatch(&case.join("page.svg"), Some(&svg(page)))
    });
    let differing: Vec<String> = differing.collect();
    assert!(
        differing.is_empty(),
        "{}\n{BLESS}=1 cargo test --test svg writes the golden files anew",
        differing.join("\n")
    );
}

#[test]
fn all_stands_where_the_pdf_has_it() {
    let mut compared = 0;
    for case in cases() {
        let Ok(built) = build_case(&case) else { continue };
        let document = Document::load_mem(&built.pdf).expect("a PDF");
        let pages: Vec<ObjectId> = document.page_iter().collect();
        assert_eq!(pages.len(), built.pages.len(), "{}", name(&case));
        for (page, id) in built.pages.iter().zip(pages) {
            let (shown, printed) =
                (shapes_of_svg(&svg(page)), shapes_of_pdf(&document, id, page.size.height.0));
            assert_eq!(shown.len(), printed.len(), "{}", name(&case));
            for (shown, printed) in shown.iter().zip(&printed) {
                assert!(shown.is_same(printed), "{}: {shown:?} {printed:?}", name(&case));
            }
            compared += shown.len();
        }
    }
    assert!(compared > 0);
}

#[test]
fn areas_hold_what_they_show() {
    let built = build_right(&data_of(Path::new("h29-odawara")));
    for page in &built.pages {
        for area in &page.areas {
            let Shown::Slot { band, row, slot } = area.shown else { continue };
            let cell = page.areas.iter().find(|cell| match cell.shown {
                Shown::Cell { band: theme, row: other, column } => {
                    (theme, other, column) == (band, row, built.table.schedule.expect("a schedule"))
                }
                _ => false,
            });
            let cell = cell.expect("the cell of a slot").rect;
            assert!(area.rect.x.0 >= cell.x.0 - HAIR && area.rect.right().0 <= cell.right().0 + HAIR);
            assert!(area.rect.y.0 >= cell.y.0 - HAIR && area.rect.bottom().0 <= cell.bottom().0 + HAIR);
            assert!(slot < built.table.bands[band].rows[row].slots.len());
        }
    }
    let cells = built.pages.iter().flat_map(|page| &page.areas);
    let cells = cells.filter(|area| matches!(area.shown, Shown::Cell { .. })).count();
    assert_eq!(cells, built.table.rows().count() * built.table.columns.len());
}

/// Something drawn: what it is, its numbers, and its colours.
#[derive(Debug)]
struct Shape {
    kind: &'static str,
    numbers: Vec<f64>,
    colors: [Option<[u8; 3]>; 2],
}

impl Shape {
    fn is_same(&self, other: &Shape) -> bool {
        // The PDF counts on from a rounded type size, glyph by glyph.
        let are_near =
            |(nth, (one, other)): (usize, (&f64, &f64))| (one - other).abs() < HAIR + ROUNDING * nth as f64;
        (self.kind, self.colors, self.numbers.len()) == (other.kind, other.colors, other.numbers.len())
            && self.numbers.iter().zip(&other.numbers).enumerate().all(are_near)
    }
}

fn shapes_of_svg(text: &str) -> Vec<Shape> {
    let svg = parse(text);
    let is_area = |node: roxmltree::Node| node.ancestors().any(|node| attribute(node, "class") == "areas");
    let drawn = svg.descendants().filter(|node| node.is_element() && !is_area(*node));
    drawn.filter_map(shape_of_element).collect()
}

fn shape_of_element(node: roxmltree::Node) -> Option<Shape> {
    let numbers = |names: &[&str]| {
        let values = names.iter().flat_map(|name| attribute(node, name).split(' '));
        values.map(|value| value.parse().expect("a number")).collect::<Vec<f64>>()
    };
    let fill = match node.attribute("fill") {
        None => Some([0; 3]),
        fill => fill.and_then(color),
    };
    let stroke = node.attribute("stroke").and_then(color);
    let line = if stroke.is_some() { numbers(&["stroke-width"]) } else { Vec::new() };
    let (kind, mut numbers, fill) = match node.tag_name().name() {
        "text" => ("text", numbers(&["font-size", "y", "x"]), fill),
        "rect" => ("rect", [numbers(&["x", "y", "width", "height"]), line].concat(), fill),
        "polygon" => ("line", [numbers(&["points"]), line].concat(), fill),
        "line" => ("line", [numbers(&["x1", "y1", "x2", "y2"]), line].concat(), None),
        _ => return None,
    };
    if kind == "text" {
        // The second unit of a character stands where the first does.
        numbers.dedup();
    }
    Some(Shape { kind, numbers, colors: [fill, stroke] })
}

fn color(hex: &str) -> Option<[u8; 3]> {
    let digits = hex.strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).expect("a colour");
    Some([0, 2, 4].map(part))
}

/// What the operators of a PDF page draw (ISO 32000-1, annex A), places counted from its top.
fn shapes_of_pdf(document: &Document, page: ObjectId, height: f64) -> Vec<Shape> {
    let fonts = document.get_page_fonts(page).expect("fonts");
    let widths: BTreeMap<Vec<u8>, BTreeMap<u16, f64>> =
        fonts.into_iter().map(|(name, font)| (name, widths(document, font))).collect();
    let mut reader = Reader { height, widths, ..Reader::default() };
    let content = document.get_and_decode_page_content(page).expect("content");
    content.operations.iter().for_each(|operation| reader.read(operation));
    reader.shapes
}

/// The width of a glyph of which a font says nothing: its `DW`.
const USUAL_WIDTH: f64 = 1000.0;

/// The widths of a font's glyphs in thousandths of an em, as far as they differ from the usual one
/// (ISO 32000-1, 9.7.4.3).
fn widths(document: &Document, font: &lopdf::Dictionary) -> BTreeMap<u16, f64> {
    let get = |dictionary: &lopdf::Dictionary, key: &[u8]| {
        dictionary.get_deref(key, document).expect("an entry").clone()
    };
    let descendants = get(font, b"DescendantFonts");
    let (_, descendant) = document.dereference(&descendants.as_array().expect("fonts")[0]).expect("a font");
    let list = get(descendant.as_dict().expect("a font"), b"W");
    let mut widths = BTreeMap::new();
    for range in list.as_array().expect("widths").chunks(3) {
        let [first, last] = [0, 1].map(|at| range[at].as_i64().expect("a glyph") as u16);
        widths.extend((first..=last).map(|glyph| (glyph, number(&range[2]))));
    }
    widths
}

fn number(object: &Object) -> f64 {
    f64::from(object.as_float().expect("a number"))
}

/// Reads operators one after the other.
#[derive(Default)]
struct Reader {
    height: f64,
    widths: BTreeMap<Vec<u8>, BTreeMap<u16, f64>>,
    font: Vec<u8>,
    size: f64,
    cursor: [f64; 2],
    fill: [u8; 3],
    stroke: [u8; 3],
    line: f64,
    kind: &'static str,
    path: Vec<f64>,
    shapes: Vec<Shape>,
}

impl Reader {
    fn read(&mut self, operation: &Operation) {
        let numbers = || operation.operands.iter().map(number).collect::<Vec<f64>>();
        let color = || -> [u8; 3] {
            let parts: Vec<u8> = numbers().iter().map(|part| (part * 255.0).round() as u8).collect();
            parts.try_into().expect("three parts")
        };
        match operation.operator.as_str() {
            "Tf" => {
                self.font = operation.operands[0].as_name().expect("a font").to_vec();
                self.size = number(&operation.operands[1]);
            }
            "BT" => self.cursor = [0.0, self.height],
            "Td" => self.cursor = [self.cursor[0] + numbers()[0], self.cursor[1] - numbers()[1]],
            "Tj" | "TJ" => self.text(&operation.operands),
            "rg" => self.fill = color(),
            "RG" => self.stroke = color(),
            "w" => self.line = numbers()[0],
            "m" | "l" => {
                self.kind = "line";
                self.path.extend([numbers()[0], self.height - numbers()[1]]);
            }
            "re" => {
                let [x, y, width, height] = numbers().try_into().expect("a rectangle");
                self.kind = "rect";
                self.path = vec![x, self.height - y - height, width, height];
            }
            "S" | "s" => self.paint(None, Some(self.stroke)),
            "f" => self.paint(Some(self.fill), None),
            "B" | "b" => self.paint(Some(self.fill), Some(self.stroke)),
            _ => {}
        }
    }

    fn text(&mut self, operands: &[Object]) {
        let strings = operands.iter().flat_map(|operand| match operand {
            Object::Array(parts) => parts.iter().filter_map(|part| part.as_str().ok()).collect(),
            other => vec![other.as_str().expect("a string")],
        });
        let glyphs = strings.flat_map(|string| string.chunks(2));
        let mut numbers = vec![self.size, self.cursor[1]];
        let mut x = self.cursor[0];
        for glyph in glyphs {
            numbers.push(x);
            let code = u16::from_be_bytes([glyph[0], glyph[1]]);
            x += self.widths[&self.font].get(&code).unwrap_or(&USUAL_WIDTH) / 1000.0 * self.size;
        }
        self.shapes.push(Shape { kind: "text", numbers, colors: [Some(self.fill), None] });
    }

    fn paint(&mut self, fill: Option<[u8; 3]>, stroke: Option<[u8; 3]>) {
        let line = stroke.map(|_| self.line);
        let numbers = std::mem::take(&mut self.path).into_iter().chain(line).collect();
        self.shapes.push(Shape { kind: self.kind, numbers, colors: [fill, stroke] });
    }
}
