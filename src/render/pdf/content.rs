//! What is drawn on a page, as printpdf's operations, which it writes as a content stream (ISO 32000-1, 7.8.2).

use printpdf::{
    Color as PdfColor, DictItem, FontId, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode, PdfDocument,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point as PdfPoint, Polygon, PolygonRing, Pt as PdfPt,
    Rect as PdfRect, Rgb, WindingOrder,
};

use super::fonts::{Subsets, font_name};
use super::structure;
use super::tags::{Mark, Tree};
use crate::font::Glyph;
use crate::geom::{Em, Point, Pt, Rect};
use crate::model::Color;
use crate::page::{Artifact, Draw, Page, Role, TextRun, arrow};
use crate::table::Outline;

/// A page whose content is marked: each stretch of items of one role as the content of its element,
/// or as an artifact.
pub(super) fn content(page: &Page, marks: &[Option<Mark>], tree: &Tree, subsets: &Subsets) -> Vec<u8> {
    let mut pen =
        Pen { height: page.size.height, fill: None, stroke: None, font: None, line: None, ops: Vec::new() };
    for (stretch, mark) in page.stretches().zip(marks) {
        // Text objects and marked content nest (14.6.1): a stretch of nothing but text goes on in the text object of
        // the one before, in which it has its place by a short way; others are begun and ended outside of any.
        let is_text = stretch.iter().all(|item| is_plain_text(&item.draw));
        if is_text {
            pen.begin_text()
        } else {
            pen.end_text()
        }
        match (stretch[0].role, mark) {
            (_, Some(mark)) => pen.begin(&structure::name(tree.nodes[mark.node].tag), mark.number),
            (Role::Artifact(Artifact::Header | Artifact::Footer), None) => pen.begin_artifact("Pagination"),
            (_, None) => pen.begin_artifact("Layout"),
        }
        for item in stretch {
            pen.draw(&item.draw, subsets);
        }
        if !is_text {
            pen.end_text();
        }
        pen.end();
    }
    pen.end_text();
    written(pen.ops)
}

/// Operations as a content stream. printpdf writes nothing smaller than a document, so they go through one with a
/// single page, of which no more is kept.
fn written(ops: Vec<Op>) -> Vec<u8> {
    let mut document = PdfDocument::new("");
    document.pages.push(PdfPage::new(Mm(0.0), Mm(0.0), ops));
    // Strings of codes are operations that it does not know.
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, ..PdfSaveOptions::default() };
    let document = printpdf::serialize::to_lopdf_doc(&document, &options, &mut Vec::new());
    document.page_iter().next().map(|page| document.get_page_content(page)).unwrap_or_default()
}

/// Writes operators, and what holds until it is changed only when it is.
struct Pen {
    height: Pt,
    fill: Option<Color>,
    stroke: Option<(Pt, Color)>,
    /// The face and size of text.
    font: Option<(u16, Pt)>,
    /// Where the last line began, in the text object that is open.
    line: Option<[i64; 2]>,
    ops: Vec<Op>,
}

impl Pen {
    /// Begins the content of an element.
    fn begin(&mut self, tag: &str, number: usize) {
        self.begin_with(tag, "MCID", DictItem::Int(number as i64));
    }

    fn begin_artifact(&mut self, kind: &str) {
        self.begin_with("Artifact", "Type", DictItem::Name(kind.into()));
    }

    /// Begins marked content with one property (ISO 32000-1, 14.6).
    fn begin_with(&mut self, tag: &str, key: &str, value: DictItem) {
        let properties = DictItem::Dict { map: [(key.to_owned(), value)].into() };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    /// Ends what was begun.
    fn end(&mut self) {
        self.ops.push(Op::EndMarkedContent);
    }

    fn draw(&mut self, draw: &Draw, subsets: &Subsets) {
        match draw {
            Draw::Text(run) => self.text(run, subsets),
            Draw::Rule { from, to, width, color } => self.rule(*from, *to, *width, *color),
            Draw::Box { rect, fill, outline } => {
                self.shape(*fill, *outline, |pen, mode| pen.rect(*rect, mode))
            }
            Draw::Arrow { rect, tip, fill, outline } => {
                self.shape(*fill, *outline, |pen, mode| pen.polygon(&arrow(*rect, *tip), mode));
            }
        }
    }

    fn text(&mut self, run: &TextRun, subsets: &Subsets) {
        self.fill(run.color);
        let is_spelt_out = must_be_spelt_out(&run.text);
        if is_spelt_out {
            self.end_text();
            let data = [0xFEFF].into_iter().chain(run.text.encode_utf16()).flat_map(u16::to_be_bytes);
            self.begin_with("Span", "ActualText", DictItem::String { data: data.collect(), literal: false });
        }
        let mut origin = run.origin;
        for stretch in run.glyphs.chunk_by(|a, b| a.face == b.face) {
            self.show(stretch, origin, run.size, subsets);
            origin.x += stretch.iter().map(|glyph| glyph.advance).sum::<Em>().at(run.size);
        }
        if is_spelt_out {
            self.end_text();
            self.end();
        }
    }

    /// Shows glyphs of one face, in the text object that is open or a new one.
    fn show(&mut self, glyphs: &[Glyph], origin: Point, size: Pt, subsets: &Subsets) {
        let at = self.point(origin).map(|length| (f64::from(length) * 1000.0).round() as i64);
        self.begin_text();
        let face = glyphs[0].face;
        if self.font.replace((face, size)) != Some((face, size)) {
            let font = PdfFontHandle::External(FontId(font_name(face)));
            self.ops.push(Op::SetFont { font, size: PdfPt(pt(size)) });
        }
        let [x, y] = self.line.replace(at).unwrap_or_default();
        let [x, y] = [at[0] - x, at[1] - y].map(|length| PdfPt(length as f32 / 1000.0));
        self.ops.push(Op::SetTextCursor { pos: PdfPoint { x, y } });
        let codes = DictItem::String { data: subsets.codes(glyphs), literal: true };
        self.ops.push(Op::Unknown { key: "Tj".to_owned(), value: vec![codes] });
    }

    /// Begins a text object, in which the first line is placed from the corner of the page, unless one is open.
    fn begin_text(&mut self) {
        if self.line.is_none() {
            self.line = Some([0, 0]);
            self.ops.push(Op::StartTextSection);
        }
    }

    fn end_text(&mut self) {
        if self.line.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn rule(&mut self, from: Point, to: Point, width: Pt, color: Color) {
        self.end_text();
        self.stroke(width, color);
        let points = [from, to].map(|point| self.line_point(point)).to_vec();
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn rect(&self, rect: Rect, mode: PaintMode) -> Op {
        let [x, y] = self.point(Point { x: rect.x, y: rect.bottom() }).map(PdfPt);
        let [width, height] = [rect.width, rect.height].map(|length| PdfPt(pt(length)));
        let rectangle = PdfRect { x, y, width, height, mode: Some(mode), winding_order: None };
        Op::DrawRectangle { rectangle }
    }

    fn polygon(&self, corners: &[Point], mode: PaintMode) -> Op {
        let points = corners.iter().map(|corner| self.line_point(*corner)).collect();
        let rings = vec![PolygonRing { points }];
        Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order: WindingOrder::NonZero } }
    }

    fn line_point(&self, point: Point) -> LinePoint {
        let [x, y] = self.point(point).map(PdfPt);
        LinePoint { p: PdfPoint { x, y }, bezier: false }
    }

    /// Draws a shape with its colours and line.
    fn shape(&mut self, fill: Option<Color>, outline: Option<Outline>, draw: impl Fn(&Pen, PaintMode) -> Op) {
        self.end_text();
        if let Some(color) = fill {
            self.fill(color);
        }
        if let Some(outline) = outline {
            self.stroke(outline.width, outline.color);
        }
        let is_dashed = outline.is_some_and(|outline| outline.is_dashed);
        if is_dashed {
            self.ops
                .push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &Outline::DASHES.map(pt)) });
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

    fn fill(&mut self, color: Color) {
        if self.fill.replace(color) != Some(color) {
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    fn stroke(&mut self, width: Pt, color: Color) {
        if self.stroke.replace((width, color)) != Some((width, color)) {
            self.ops.push(Op::SetOutlineColor { col: rgb(color) });
            self.ops.push(Op::SetOutlineThickness { pt: PdfPt(pt(width)) });
        }
    }

    /// PDF counts upwards from the lower left corner (ISO 32000-1, 8.3.2.3).
    fn point(&self, point: Point) -> [f32; 2] {
        [pt(point.x), pt(self.height - point.y)]
    }
}

/// Whether something is drawn as text alone.
fn is_plain_text(draw: &Draw) -> bool {
    matches!(draw, Draw::Text(run) if !must_be_spelt_out(&run.text))
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

/// Lengths are rounded to a thousandth of a point: finer than any printer, and short in the file.
pub(super) fn pt(length: Pt) -> f32 {
    ((length.0 * 1000.0).round() / 1000.0) as f32
}

/// Three digits tell 256 shares apart; rounded up, they name the same one to readers that cut off what is over.
fn rgb(color: Color) -> PdfColor {
    let [red, green, blue] = color.0.map(|part| (f32::from(part) / 255.0 * 1000.0).ceil() / 1000.0);
    PdfColor::Rgb(Rgb::new(red, green, blue, None))
}
