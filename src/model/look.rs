//! What all parts of a handout are drawn with: paper, type, lines and colours.

use super::{Color, Setting};
use crate::diag::Place;
use crate::geom::{Em, Pt, Size};

/// What all parts of a sheet are drawn with: paper, type, lines and colours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// The paper.
    pub paper: Paper,
    /// The empty edges of the paper.
    pub margins: Margins,
    /// Type sizes and spacing.
    pub text: Type,
    /// What stands on every page.
    pub repeat: Repeat,
    /// Lines between and around cells.
    pub rules: Rules,
    /// Background colours.
    pub fills: Fills,
    /// Marks of what changed (見え消し).
    pub marks: Marks,
    /// How the parts are set.
    pub setting: Setting,
}

impl Look {
    /// The width between the margins.
    pub fn printable_width(&self) -> Pt {
        self.paper.size.width - self.margins.left - self.margins.right
    }

    /// The height between the margins.
    pub fn printable_height(&self) -> Pt {
        self.paper.size.height - self.margins.top - self.margins.bottom
    }
}

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// Which of the usual sizes it has.
    pub format: PaperFormat,
    /// Whether it lies on its long side.
    pub landscape: bool,
    /// Its size as it lies.
    pub size: Size,
}

/// The usual sizes of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFormat {
    /// 297 by 420 mm.
    A3,
    /// 210 by 297 mm.
    A4,
    /// 148 by 210 mm.
    A5,
    /// 257 by 364 mm.
    B4,
    /// 182 by 257 mm.
    B5,
}

impl PaperFormat {
    /// All of them.
    pub const ALL: [PaperFormat; 5] =
        [PaperFormat::A3, PaperFormat::A4, PaperFormat::A5, PaperFormat::B4, PaperFormat::B5];

    /// What people call it, as in A3.
    pub fn name(self) -> &'static str {
        match self {
            PaperFormat::A3 => "A3",
            PaperFormat::A4 => "A4",
            PaperFormat::A5 => "A5",
            PaperFormat::B4 => "B4",
            PaperFormat::B5 => "B5",
        }
    }

    /// By what factor lengths shrink when it is copied down to A4, the size of office files. Of the larger
    /// sizes only A3, which has twice the area, is copied so.
    pub fn copied_to_a4(self) -> Option<f64> {
        (self == PaperFormat::A3).then_some(std::f64::consts::FRAC_1_SQRT_2)
    }

    /// Its short and its long side in mm (ISO 216; JIS P 0138 for the B sizes).
    pub fn sides(self) -> (f64, f64) {
        match self {
            PaperFormat::A3 => (297.0, 420.0),
            PaperFormat::A4 => (210.0, 297.0),
            PaperFormat::A5 => (148.0, 210.0),
            PaperFormat::B4 => (257.0, 364.0),
            PaperFormat::B5 => (182.0, 257.0),
        }
    }
}

/// The empty edges of the paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Top.
    pub top: Pt,
    /// Bottom.
    pub bottom: Pt,
    /// Left.
    pub left: Pt,
    /// Right.
    pub right: Pt,
}

/// Type sizes and spacing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    /// Size of cells, bars and markers; also the em of column widths and of the air in cells.
    pub body: Pt,
    /// Size of the title.
    pub title: Pt,
    /// Size of the handout's number.
    pub label: Pt,
    /// Size of the heads of columns.
    pub head: Pt,
    /// Size of the notes below heads.
    pub note: Pt,
    /// Size of theme bands.
    pub band: Pt,
    /// From baseline to baseline, at the size of the line.
    pub leading: Em,
    /// Air at the left and right of a cell's text.
    pub padding_x: Em,
    /// Air above and below a cell's text.
    pub padding_y: Em,
    /// The least air above the first and below the last lane of a row's schedule.
    pub lane_air: Em,
    /// Air at the left and right of a bar, meeting or callout, which parts it from its neighbours and from
    /// the rules between the columns of the schedule.
    pub slot_margin: Em,
    /// Air between a callout's box and its text, where the template says so.
    pub callout_padding: Option<Em>,
    /// Between which body sizes a sheet is fitted to a number of pages.
    pub limits: (Pt, Pt),
    /// Where the template gives the sizes, in the order of [`Type::sizes`]; nowhere for sizes that were
    /// found by fitting.
    pub places: [Place; 6],
}

impl Type {
    /// The sizes of body, title, number, heads, notes and bands, and where the template gives them.
    pub fn sizes(&self) -> [(Pt, Place); 6] {
        let sizes = [self.body, self.title, self.label, self.head, self.note, self.band];
        std::array::from_fn(|index| (sizes[index], self.places[index]))
    }

    /// The same with another body size, and all other sizes in proportion.
    pub fn scaled_to(self, body: Pt) -> Type {
        let factor = body.0 / self.body.0;
        Type {
            body,
            title: self.title * factor,
            label: self.label * factor,
            head: self.head * factor,
            note: self.note * factor,
            band: self.band * factor,
            places: [Place::NONE; 6],
            ..self
        }
    }
}

/// What stands on every page rather than only where it first comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// The handout's number, on further pages with theirs: 資料３（2/2）.
    pub label: bool,
    /// The title.
    pub title: bool,
    /// Heads of columns.
    pub heads: bool,
    /// The band of a theme that goes on from the page before.
    pub bands: RepeatedBands,
    /// The number of the page, below the table.
    pub page_number: bool,
}

/// Whether the band of a theme stands again where the theme goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepeatedBands {
    /// Always.
    Always,
    /// Where that costs no page.
    IfRoom,
    /// Never.
    Never,
}

/// Lines between and around cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// Width of those around the table.
    pub outer: Pt,
    /// Width of those inside it.
    pub inner: Pt,
    /// Width of those above themes.
    pub band: Pt,
    /// Width of those between the columns of the schedule.
    pub axis: Pt,
    /// The colour of those around the table and above themes.
    pub color: Color,
    /// Where the template gives it.
    pub color_place: Place,
    /// The colour of those inside the table.
    pub inner_color: Color,
    /// Where the template gives it.
    pub inner_color_place: Place,
    /// The colour of those between the columns of the schedule.
    pub axis_color: Color,
    /// Where the template gives it.
    pub axis_color_place: Place,
}

/// Background colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fills {
    /// Heads of columns.
    pub head: Color,
    /// Where the template gives that.
    pub head_place: Place,
    /// Theme bands.
    pub band: Color,
    /// Where the template gives that.
    pub band_place: Place,
}

/// The look of texts that were deleted or added (見え消し). A line through them or under them marks them in
/// black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Their colour, and that of the line.
    pub color: Color,
    /// Where the template gives it, if it does.
    pub color_place: Place,
}

impl Marks {
    /// The colour where the template gives none: a red that a black and white printer makes dark enough to
    /// read (contrast 6.5 on white).
    pub const COLOR: Color = Color([0xC0, 0, 0]);

    /// Their colour on a ground; that of the other text there, where it could not be read.
    pub fn on(&self, ground: Color, text: Color) -> Color {
        if self.color.contrast(ground) >= Color::LEAST_CONTRAST { self.color } else { text }
    }
}
