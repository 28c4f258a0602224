//! Links over addresses (ISO 32000-1, 12.5.6.5).

use pdf_writer::types::{ActionType, AnnotationFlags, AnnotationType};
use pdf_writer::writers::Annotation;
use pdf_writer::{Rect as PdfRect, Str, TextStr};

use super::content::pt;
use crate::geom::{Pt, Rect};
use crate::page::Link;

/// Writes a link of a page so high, whose key in the parent tree is known. It changes nothing in the look.
pub(super) fn write(annotation: &mut Annotation, link: &Link, height: Pt, key: usize) {
    let boxes: Vec<PdfRect> = link.boxes.iter().map(|at| upwards(*at, height)).collect();
    annotation.subtype(AnnotationType::Link).rect(around(&boxes)).border(0.0, 0.0, 0.0, None);
    // A page has one link for an address, however many lines that takes: who goes on by key meets it once.
    if boxes.len() > 1 {
        annotation.quad_points(boxes.iter().flat_map(corners));
    }
    // PDF/A wants links to be printed like the rest (ISO 19005-2, 6.3.2), PDF/UA wants words for them (7.18.5).
    annotation.flags(AnnotationFlags::PRINT).contents(TextStr(link.uri.trim_start_matches("mailto:")));
    annotation.struct_parent(key as i32);
    annotation.action().action_type(ActionType::Uri).uri(Str(link.uri.as_bytes()));
}

/// A rectangle as PDF counts, upwards from the lower left corner.
fn upwards(rect: Rect, height: Pt) -> PdfRect {
    let [left, bottom, right, top] = [rect.x, height - rect.bottom(), rect.right(), height - rect.y].map(pt);
    PdfRect::new(left, bottom, right, top)
}

/// The smallest rectangle around some.
fn around(boxes: &[PdfRect]) -> PdfRect {
    let union =
        |a: PdfRect, b: PdfRect| PdfRect::new(a.x1.min(b.x1), a.y1.min(b.y1), a.x2.max(b.x2), a.y2.max(b.y2));
    boxes.iter().copied().reduce(union).unwrap_or(PdfRect::new(0.0, 0.0, 0.0, 0.0))
}

/// The corners of a rectangle, counterclockwise from the lower left.
fn corners(at: &PdfRect) -> [f32; 8] {
    [at.x1, at.y1, at.x2, at.y1, at.x2, at.y2, at.x1, at.y2]
}
