//! Pages as a PDF file: printpdf writes what is on the pages, [`finish`] the document around them.

mod file;
mod finish;
mod outline;
mod structure;
mod subset;
mod tags;
mod xmp;

use printpdf::{
    Color as PdfColor, DictItem, FontId, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point as PdfPoint, Polygon, PolygonRing, Pt as PdfPt,
    Rect as PdfRect, Rgb, TextItem, WindingOrder,
};

use crate::diag::{Code, Diagnostic};
use crate::font::Fonts;
use crate::geom::{Em, Point, Pt, Rect};
use crate::model::Color;
use crate::page::{Artifact, Draw, Page, Role, TextRun, arrow};
use crate::table::{Outline, Table};
use subset::Subsets;
use tags::{Mark, Tree};

/// The PDF of a handout: tagged (PDF/UA-1) and archivable (PDF/A-2a).
///
/// # Errors
///
/// A font file can't be subset, or the finished document can't be put together.
pub fn pdf(table: &Table, pages: &[Page], fonts: &Fonts) -> Result<Vec<u8>, Diagnostic> {
    let tree = Tree::new(table, pages);
    let mut subsets = Subsets::new(fonts);
    let mut document = PdfDocument::new(&table.title.latest());
    document.pages = pages
        .iter()
        .zip(&tree.marks)
        .map(|(page, marks)| pdf_page(page, marks, &tree, &mut subsets))
        .collect();
    for (face, font) in subsets.finish()? {
        document.resources.fonts.map.insert(font_id(face), PdfFont::new(font));
    }
    // The fonts are subset already, and `finish` compresses once everything is in place.
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, ..PdfSaveOptions::default() };
    let document = printpdf::serialize::to_lopdf_doc(&document, &options, &mut Vec::new());
    finish::finish(document, table, pages, &tree).map_err(|error| {
        Diagnostic::general(
            Code::Internal,
            format!("PDF を組み立てられません（{error}）"),
            "データと書式のファイルを添えて、このプログラムを用意した人に知らせてください",
        )
    })
}

/// A name of our own: printpdf would count fonts up through the life of the process, and the same
/// sheet would not give the same bytes.
fn font_id(face: u16) -> FontId {
    FontId(format!("F{face}"))
}

/// A page whose content is marked: each stretch of items of one role as the content of its element,
/// or as an artifact.
fn pdf_page(page: &Page, marks: &[Option<Mark>], tree: &Tree, subsets: &mut Subsets) -> PdfPage {
    let mut pen = Pen { height: page.size.height, fill: None, stroke: None, ops: Vec::new() };
    for (stretch, mark) in page.stretches().zip(marks) {
        pen.ops.push(match (stretch[0].role, mark) {
            (_, Some(mark)) => {
                let tag = structure::name(tree.nodes[mark.node].tag);
                begin(tag, "MCID", DictItem::Int(mark.number as i64))
            }
            (Role::Artifact(Artifact::Header | Artifact::Footer), None) => {
                begin("Artifact", "Type", name("Pagination"))
            }
            (_, None) => begin("Artifact", "Type", name("Layout")),
        });
        for item in stretch {
            pen.draw(&item.draw, subsets);
        }
        pen.ops.push(Op::EndMarkedContent);
    }
    PdfPage::new(mm(page.size.width), mm(page.size.height), pen.ops)
}

/// Begins marked content with one property (ISO 32000-1, 14.6).
fn begin(tag: &str, key: &str, value: DictItem) -> Op {
    let properties = DictItem::Dict { map: [(key.to_owned(), value)].into() };
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties }
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

/// Writes operators, and colours and line widths only when they change.
struct Pen {
    height: Pt,
    fill: Option<Color>,
    stroke: Option<(Pt, Color)>,
    ops: Vec<Op>,
}

impl Pen {
    fn draw(&mut self, draw: &Draw, subsets: &mut Subsets) {
        match draw {
            Draw::Text(run) => self.text(run, subsets),
            Draw::Rule { from, to, width, color } => self.rule(*from, *to, *width, *color),
            Draw::Box { rect, fill, outline } => self.rect(*rect, *fill, *outline),
            Draw::Arrow { rect, tip, fill, outline } => {
                self.shape(*fill, *outline, |pen, mode| pen.polygon(&arrow(*rect, *tip), mode));
            }
        }
    }

    fn text(&mut self, run: &TextRun, subsets: &mut Subsets) {
        self.fill(run.color);
        let is_spelt_out = must_be_spelt_out(&run.text);
        if is_spelt_out {
            self.ops.push(actual_text(&run.text));
        }
        let (mut rest, mut origin) = (run.text.as_str(), run.origin);
        for stretch in run.glyphs.chunk_by(|a, b| a.face == b.face) {
            let glyphs = stretch.iter().map(|glyph| {
                let (shown, after) = rest.split_at(usize::from(glyph.bytes));
                rest = after;
                subsets.glyph(*glyph, shown)
            });
            let items = vec![TextItem::GlyphIds(glyphs.collect())];
            self.show(items, origin, font_id(stretch[0].face), run.size);
            origin.x += stretch.iter().map(|glyph| glyph.advance).sum::<Em>().at(run.size);
        }
        if is_spelt_out {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn show(&mut self, items: Vec<TextItem>, origin: Point, font: FontId, size: Pt) {
        self.ops.extend([
            Op::StartTextSection,
            Op::SetFont { font: PdfFontHandle::External(font), size: pt(size) },
            Op::SetTextCursor { pos: self.point(origin) },
            Op::ShowText { items },
            Op::EndTextSection,
        ]);
    }

    fn rule(&mut self, from: Point, to: Point, width: Pt, color: Color) {
        self.stroke(width, color);
        let points = [from, to].map(|point| LinePoint { p: self.point(point), bezier: false }).to_vec();
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn rect(&mut self, rect: Rect, fill: Option<Color>, outline: Option<Outline>) {
        self.shape(fill, outline, |pen, mode| {
            let corner = pen.point(Point { x: rect.x, y: rect.bottom() });
            let rectangle = PdfRect {
                x: corner.x,
                y: corner.y,
                width: pt(rect.width),
                height: pt(rect.height),
                mode: Some(mode),
                winding_order: None,
            };
            Op::DrawRectangle { rectangle }
        });
    }

    /// Draws a shape with its colours and line.
    fn shape(&mut self, fill: Option<Color>, outline: Option<Outline>, draw: impl Fn(&Pen, PaintMode) -> Op) {
        if let Some(color) = fill {
            self.fill(color);
        }
        if let Some(outline) = outline {
            self.stroke(outline.width, outline.color);
        }
        let is_dashed = outline.is_some_and(|outline| outline.is_dashed);
        if is_dashed {
            let dashes = Outline::DASHES.map(|length| pt(length).0);
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &dashes) });
        }
        let mode = match (fill, outline) {
            (Some(_), Some(_)) => PaintMode::FillStroke,
            (Some(_), None) => PaintMode::Fill,
            (None, Some(_)) => PaintMode::Stroke,
            (None, None) => return,
        };
        self.ops.push(draw(self, mode));
        if is_dashed {
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
        }
    }

    fn polygon(&self, corners: &[Point], mode: PaintMode) -> Op {
        let points = corners.iter().map(|corner| LinePoint { p: self.point(*corner), bezier: false });
        let rings = vec![PolygonRing { points: points.collect() }];
        Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order: WindingOrder::NonZero } }
    }

    fn fill(&mut self, color: Color) {
        if self.fill.replace(color) != Some(color) {
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    fn stroke(&mut self, width: Pt, color: Color) {
        if self.stroke.replace((width, color)) != Some((width, color)) {
            self.ops.push(Op::SetOutlineColor { col: rgb(color) });
            self.ops.push(Op::SetOutlineThickness { pt: pt(width) });
        }
    }

    /// PDF counts upwards from the lower left corner (ISO 32000-1, 8.3.2.3).
    fn point(&self, point: Point) -> PdfPoint {
        PdfPoint { x: pt(point.x), y: pt(self.height - point.y) }
    }
}

/// Whether a line needs its text beside its glyphs (ISO 32000-1, 14.9.4). Readers take white space
/// for the end of a line's piece and lose the rest of the line; with the text, a full-width space
/// inside a line comes through. Characters of the private use area have none but a local meaning, so
/// PDF/A wants a text for them (ISO 19005-2, 6.2.11.7.3).
fn must_be_spelt_out(text: &str) -> bool {
    text.trim().contains('\u{3000}') || text.contains(is_private)
}

/// Whether a character is of a private use area (Unicode 16.0, 23.5): 外字.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Begins content that stands for a text.
fn actual_text(text: &str) -> Op {
    let data = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    begin("Span", "ActualText", DictItem::String { data, literal: false })
}

/// Lengths are rounded to a thousandth of a point: finer than any printer, and short in the file.
fn pt(length: Pt) -> PdfPt {
    PdfPt(((length.0 * 1000.0).round() / 1000.0) as f32)
}

fn mm(length: Pt) -> Mm {
    Mm(length.to_mm() as f32)
}

fn rgb(color: Color) -> PdfColor {
    let [red, green, blue] = color.0.map(|part| f32::from(part) / 255.0);
    PdfColor::Rgb(Rgb::new(red, green, blue, None))
}
