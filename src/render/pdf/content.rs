//! What is drawn on a page, as a content stream (ISO 32000-1, 7.8.2).

use pdf_writer::types::{ArtifactType, StructRole};
use pdf_writer::{Buf, Content, Name, Settings, Str, TextStr};

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
pub(super) fn content(page: &Page, marks: &[Option<Mark>], tree: &Tree, subsets: &Subsets) -> Buf {
    let mut pen = Pen::new(page.size.height);
    for (stretch, mark) in page.stretches().zip(marks) {
        match (stretch[0].role, mark) {
            (_, Some(mark)) => pen.begin(structure::role(tree.nodes[mark.node].tag), mark.number),
            (Role::Artifact(Artifact::Header | Artifact::Footer), None) => {
                pen.begin_artifact(ArtifactType::Pagination);
            }
            (_, None) => pen.begin_artifact(ArtifactType::Layout),
        }
        for item in stretch {
            pen.draw(&item.draw, subsets);
        }
        pen.end();
    }
    pen.content.finish()
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
    content: Content,
}

impl Pen {
    fn new(height: Pt) -> Pen {
        let content = Content::with_settings(Settings { pretty: false });
        Pen { height, fill: None, stroke: None, font: None, line: None, content }
    }

    /// Begins the content of an element.
    fn begin(&mut self, role: StructRole, number: usize) {
        let mut mark = self.content.begin_marked_content_with_properties(role.to_name());
        mark.properties().identify(number as i32);
    }

    fn begin_artifact(&mut self, kind: ArtifactType) {
        let mut mark = self.content.begin_marked_content_with_properties(Name(b"Artifact"));
        mark.properties().artifact().kind(kind);
    }

    /// Ends what was begun.
    fn end(&mut self) {
        self.end_text();
        self.content.end_marked_content();
    }

    fn draw(&mut self, draw: &Draw, subsets: &Subsets) {
        match draw {
            Draw::Text(run) => self.text(run, subsets),
            Draw::Rule { from, to, width, color } => self.rule(*from, *to, *width, *color),
            Draw::Box { rect, fill, outline } => self.shape(*fill, *outline, |pen| pen.rect(*rect)),
            Draw::Arrow { rect, tip, fill, outline } => {
                self.shape(*fill, *outline, |pen| pen.polygon(&arrow(*rect, *tip)));
            }
        }
    }

    fn text(&mut self, run: &TextRun, subsets: &Subsets) {
        self.fill(run.color);
        let is_spelt_out = must_be_spelt_out(&run.text);
        if is_spelt_out {
            self.end_text();
            let mut span = self.content.begin_marked_content_with_properties(Name(b"Span"));
            span.properties().actual_text(TextStr(&run.text));
        }
        let mut origin = run.origin;
        for stretch in run.glyphs.chunk_by(|a, b| a.face == b.face) {
            self.show(stretch, origin, run.size, subsets);
            origin.x += stretch.iter().map(|glyph| glyph.advance).sum::<Em>().at(run.size);
        }
        if is_spelt_out {
            self.end();
        }
    }

    /// Shows glyphs of one face, in the text object that is open or a new one.
    fn show(&mut self, glyphs: &[Glyph], origin: Point, size: Pt, subsets: &Subsets) {
        let at = self.point(origin).map(|length| (f64::from(length) * 1000.0).round() as i64);
        if self.line.is_none() {
            self.content.begin_text();
        }
        let face = glyphs[0].face;
        if self.font.replace((face, size)) != Some((face, size)) {
            self.content.set_font(Name(font_name(face).as_bytes()), pt(size));
        }
        let [x, y] = self.line.replace(at).unwrap_or_default();
        let [x, y] = [at[0] - x, at[1] - y].map(|length| length as f32 / 1000.0);
        self.content.next_line(x, y).show(Str(&subsets.codes(glyphs)));
    }

    fn end_text(&mut self) {
        if self.line.take().is_some() {
            self.content.end_text();
        }
    }

    fn rule(&mut self, from: Point, to: Point, width: Pt, color: Color) {
        self.end_text();
        self.stroke(width, color);
        let ([x, y], [to_x, to_y]) = (self.point(from), self.point(to));
        self.content.move_to(x, y).line_to(to_x, to_y).stroke();
    }

    /// The outline of a rectangle.
    fn rect(&mut self, rect: Rect) {
        let [x, y] = self.point(Point { x: rect.x, y: rect.bottom() });
        self.content.rect(x, y, pt(rect.width), pt(rect.height));
    }

    /// The outline of a polygon.
    fn polygon(&mut self, corners: &[Point]) {
        for (index, corner) in corners.iter().enumerate() {
            let [x, y] = self.point(*corner);
            match index {
                0 => self.content.move_to(x, y),
                _ => self.content.line_to(x, y),
            };
        }
        self.content.close_path();
    }

    /// Draws a shape with its colours and line.
    fn shape(&mut self, fill: Option<Color>, outline: Option<Outline>, path: impl Fn(&mut Pen)) {
        self.end_text();
        if let Some(color) = fill {
            self.fill(color);
        }
        if let Some(outline) = outline {
            self.stroke(outline.width, outline.color);
        }
        let is_dashed = outline.is_some_and(|outline| outline.is_dashed);
        if is_dashed {
            self.content.set_dash_pattern(Outline::DASHES.map(pt), 0.0);
        }
        path(self);
        match (fill, outline) {
            (Some(_), Some(_)) => self.content.fill_nonzero_and_stroke(),
            (Some(_), None) => self.content.fill_nonzero(),
            (None, Some(_)) => self.content.stroke(),
            (None, None) => self.content.end_path(),
        };
        if is_dashed {
            self.content.set_dash_pattern([], 0.0);
        }
    }

    fn fill(&mut self, color: Color) {
        if self.fill.replace(color) != Some(color) {
            let [red, green, blue] = rgb(color);
            self.content.set_fill_rgb(red, green, blue);
        }
    }

    fn stroke(&mut self, width: Pt, color: Color) {
        if self.stroke.replace((width, color)) != Some((width, color)) {
            let [red, green, blue] = rgb(color);
            self.content.set_stroke_rgb(red, green, blue).set_line_width(pt(width));
        }
    }

    /// PDF counts upwards from the lower left corner (ISO 32000-1, 8.3.2.3).
    fn point(&self, point: Point) -> [f32; 2] {
        [pt(point.x), pt(self.height - point.y)]
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

/// Lengths are rounded to a thousandth of a point: finer than any printer, and short in the file.
fn pt(length: Pt) -> f32 {
    ((length.0 * 1000.0).round() / 1000.0) as f32
}

fn rgb(color: Color) -> [f32; 3] {
    color.0.map(|part| f32::from(part) / 255.0)
}
