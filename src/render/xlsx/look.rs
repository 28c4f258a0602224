//! The look of cells, and the workbook formats that stand for them.

use std::cell::RefCell;
use std::rc::Rc;

use rust_xlsxwriter::{Color as XlsxColor, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::geom::Pt;
use crate::model::{Align, Color, Marks};
use crate::table::Mark;

/// The number format of texts, `@`: what begins with `=` or looks like a number or a date stays the text
/// that was typed, also when somebody edits the cell (ECMA-376 18.8.30).
pub(super) const TEXT: u8 = 49;

/// The face of all cells. Windows has it from version 10 on, so agencies see the face of the PDF. The
/// name in Japanese is the one that Excel lists.
const FACE: &str = "BIZ UDゴシック";

/// A format with the face of all cells. Charset 128 (Shift_JIS) and family 3 (modern) lead a program that lacks it to
/// another Japanese monospaced face (ECMA-376 18.4.1, 18.8.18).
pub(super) fn base_format() -> Format {
    Format::new().set_font_name(FACE).set_font_charset(128).set_font_family(3)
}

/// A line along an edge of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Edge {
    /// None.
    #[default]
    None,
    /// The table's inner line.
    Thin(Color),
    /// The table's outer line.
    Strong(Color),
    /// The line around what an earlier sheet had.
    Dashed(Color),
}

/// The lines around a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Edges {
    /// Left.
    pub left: Edge,
    /// Right.
    pub right: Edge,
    /// Top.
    pub top: Edge,
    /// Bottom.
    pub bottom: Edge,
}

impl Edges {
    /// The same line on all sides.
    pub(super) fn all(edge: Edge) -> Edges {
        Edges { left: edge, right: edge, top: edge, bottom: edge }
    }
}

/// What becomes of a text that is wider than its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wide {
    /// It goes on on further lines.
    Wrapped,
    /// It goes over the empty cells beside it.
    Over,
    /// It has room, and is set in smaller type where a renderer's letters are a little wider: merged cells let nothing
    /// go over others.
    Shrunk,
}

/// Where lines stand within their cell's height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vertical {
    /// At the top.
    Top,
    /// In the middle.
    Middle,
}

/// The look of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellLook {
    /// The lines around the cell. They come first, as most looks differ in them.
    pub edges: Edges,
    /// The type size in hundredths of a point, a whole number so that looks can be compared.
    pub size: u32,
    /// Whether a number stands in the cell, not a text.
    pub is_number: bool,
    /// Whether the type is bold.
    pub bold: bool,
    /// The type's colour.
    pub text: Color,
    /// The type's colour where it is marked.
    pub marks: Color,
    /// The mark of the text.
    pub mark: Mark,
    /// The background.
    pub fill: Option<Color>,
    /// Where lines stand from left to right.
    pub align: Align,
    /// Where lines stand from top to bottom.
    pub vertical: Vertical,
    /// What becomes of a text that is wider than the cell.
    pub wide: Wide,
}

impl CellLook {
    /// Plain black type at the left and in the middle, without lines around it.
    pub(super) fn plain(size: Pt) -> CellLook {
        CellLook {
            size: (size.0 * 100.0).round() as u32,
            is_number: false,
            bold: false,
            text: Color::BLACK,
            marks: Marks::COLOR,
            mark: Mark::Kept,
            fill: None,
            align: Align::Left,
            vertical: Vertical::Middle,
            wide: Wide::Wrapped,
            edges: Edges::default(),
        }
    }

    /// The look of a part of its text with a mark.
    pub(super) fn marked(self, mark: Mark) -> CellLook {
        CellLook { mark, ..self }
    }

    fn format(&self) -> Format {
        let format = base_format().set_font_size(f64::from(self.size) / 100.0);
        let mut format = match self.mark {
            Mark::Kept => format.set_font_color(color(self.text)),
            Mark::Changed => format.set_font_color(color(self.text)).set_underline(FormatUnderline::Single),
            Mark::Deleted => format.set_font_color(color(self.marks)).set_font_strikethrough(),
            Mark::Added => format.set_font_color(color(self.marks)).set_underline(FormatUnderline::Single),
        };
        format = format
            .set_align(match self.align {
                Align::Left => FormatAlign::Left,
                Align::Right => FormatAlign::Right,
                Align::Center => FormatAlign::Center,
            })
            .set_align(match self.vertical {
                Vertical::Top => FormatAlign::Top,
                Vertical::Middle => FormatAlign::VerticalCenter,
            });
        format = match self.wide {
            Wide::Wrapped => format.set_text_wrap(),
            Wide::Over => format,
            Wide::Shrunk => format.set_shrink(),
        };
        if !self.is_number {
            format = format.set_num_format_index(TEXT);
        }
        if self.bold {
            format = format.set_bold();
        }
        if let Some(fill) = self.fill {
            format = format.set_background_color(color(fill));
        }
        self.border(format)
    }

    fn border(&self, format: Format) -> Format {
        let ((left, left_color), (right, right_color)) = (border(self.edges.left), border(self.edges.right));
        let ((top, top_color), (bottom, bottom_color)) = (border(self.edges.top), border(self.edges.bottom));
        format
            .set_border_left(left)
            .set_border_left_color(left_color)
            .set_border_right(right)
            .set_border_right_color(right_color)
            .set_border_top(top)
            .set_border_top_color(top_color)
            .set_border_bottom(bottom)
            .set_border_bottom_color(bottom_color)
    }
}

fn border(edge: Edge) -> (FormatBorder, XlsxColor) {
    match edge {
        Edge::None => (FormatBorder::None, XlsxColor::Default),
        Edge::Thin(line) => (FormatBorder::Thin, color(line)),
        Edge::Strong(line) => (FormatBorder::Medium, color(line)),
        Edge::Dashed(line) => (FormatBorder::Dashed, color(line)),
    }
}

/// A colour as the workbook writes it.
pub(super) fn color(color: Color) -> XlsxColor {
    let [red, green, blue] = color.0.map(u32::from);
    XlsxColor::RGB(red << 16 | green << 8 | blue)
}

/// Formats by look, each made once: a sheet has thousands of cells and a few dozen looks, so few that comparing
/// them is quicker than to hash one, the more so as those that are asked for often come to stand in front.
#[derive(Default)]
pub(super) struct Formats(RefCell<Vec<(CellLook, Rc<Format>)>>);

impl Formats {
    /// The format of a look.
    pub(super) fn get(&self, look: CellLook) -> Rc<Format> {
        let mut formats = self.0.borrow_mut();
        if let Some(place) = formats.iter().position(|(other, _)| *other == look) {
            formats.swap(place, place / 2);
            return Rc::clone(&formats[place / 2].1);
        }
        let format = Rc::new(look.format());
        formats.push((look, Rc::clone(&format)));
        format
    }
}
