//! The look of a handout.

use std::ops::Range;

use super::{Axis, Comparison, Period, Setting, Text, Unit};
use crate::diag::Place;
use crate::geom::{Em, Pt, Size};
use crate::japanese::words;
use crate::japanese::words::ACTUAL;

/// How a sheet is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Paper, type, lines and colours.
    pub look: Look,
    /// Font files for characters that the built-in faces lack, in the order in which they are asked:
    /// paths, relative to the template's folder.
    pub faces: Vec<Text>,
    /// The columns from left to right. Just one of them is the schedule.
    pub columns: Vec<Column>,
    /// Which of the columns is the schedule.
    pub schedule: usize,
    /// Columns that stand below a head of their own, as ranges of at least one.
    pub groups: Vec<Range<usize>>,
    /// Where the meetings stand.
    pub meetings: MeetingPlace,
    /// What the columns of the schedule stand for, if the template says so.
    pub unit: Option<Unit>,
    /// Words that are not in the data.
    pub wording: Wording,
    /// Styles of bars.
    pub bars: BarStyles,
    /// What stands beside the handout's number (右肩), from the top down.
    pub corner: Vec<CornerLine>,
    /// Whether the kinds in use are explained below the table (凡例).
    pub has_legend: bool,
    /// How two versions are shown beside each other.
    pub comparison: Comparison,
}

/// A line beside the handout's number. One of which the data say nothing is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CornerLine {
    /// When the sheet was made.
    Date,
    /// Who made it.
    Author,
}

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

impl Template {
    /// The time axis for a period: by quarters or, for several years, by years where the template says
    /// nothing else.
    pub fn axis(&self, period: Period) -> Axis {
        let usual = if period.years() == 1 { Unit::Quarter } else { Unit::Year };
        Axis { period, unit: self.unit.unwrap_or(usual) }
    }

    /// Whether a column shows the numbers of rows.
    pub fn shows_numbers(&self) -> bool {
        self.columns.iter().any(|column| column.content == Content::Number)
    }

    /// The names of the columns that show a text of the data, and whether every row must have it.
    pub fn text_columns(&self) -> impl Iterator<Item = (&str, bool)> {
        self.columns.iter().filter_map(|column| match &column.content {
            Content::Text(name) => Some((name.as_str(), column.required)),
            Content::Number | Content::Category | Content::Schedule => None,
        })
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

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What it shows.
    pub content: Content,
    /// The head that it shares with the other columns of its group, if it is in one.
    pub group: Option<Text>,
    /// Its head.
    pub head: Text,
    /// A smaller note below the head.
    pub note: Option<Text>,
    /// The width of its text, without the air beside it; that of a schedule is its whole width. None for what
    /// the other columns leave of the paper.
    pub width: Option<Em>,
    /// Where the template says so.
    pub width_place: Place,
    /// Where its lines stand.
    pub align: Align,
    /// Whether lines that go on behind a list mark are shifted by its width. For that the column is an em
    /// wider than its text; a schedule shifts those of its callouts, and keeps its width.
    pub hanging: bool,
    /// Whether every row must have something to show here.
    pub required: bool,
}

/// What a column shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The initiative's number.
    Number,
    /// The theme's category.
    Category,
    /// The text that the initiative has under this name.
    Text(String),
    /// The twelve months with bars, meetings and markers.
    Schedule,
}

impl Content {
    /// What a template calls it: the name of a text, or the word for what else it is.
    pub fn name(&self) -> &str {
        match self {
            Content::Number => words::NUMBER,
            Content::Category => words::CATEGORY_COLUMN,
            Content::Text(name) => name,
            Content::Schedule => words::SCHEDULE,
        }
    }
}

/// Where lines stand within their cell's width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
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

/// Words of the sheet that are not in its data.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// The heads of the four quarters.
    pub quarters: [Text; 4],
    /// The marker that each meeting leaves in a row (進捗報告).
    pub report: Text,
    /// The heading of a meeting's callout (＜検討事項＞).
    pub agenda: Text,
    /// What stands before each point of a callout.
    pub bullet: Text,
    /// What follows the heading of a band that is repeated.
    pub continued: Text,
}

/// The styles of bars.
#[derive(Debug, Clone, PartialEq)]
pub struct BarStyles {
    /// Those of the kinds that the template names.
    pub named: Vec<(String, BarStyle)>,
    /// That of every other kind.
    pub other: BarStyle,
}

impl BarStyles {
    /// The style of a kind.
    pub fn of(&self, kind: &str) -> BarStyle {
        let named = self.named.iter().find(|(name, _)| name == kind);
        named.or_else(|| self.mark_of(kind)).map_or(self.other, |(_, style)| *style)
    }

    /// The style of what has come of a kind (実績): the one under that name, or one that is filled with the
    /// colour of the others' frames.
    pub fn actual(&self) -> BarStyle {
        let filled =
            BarStyle { fill: self.other.outline, text: Color::WHITE, shape: Shape::Frame, ..self.other };
        let named = self.named.iter().find(|(name, _)| name == ACTUAL);
        named.map_or(filled, |(_, style)| *style)
    }

    /// The mark with which the name of a kind begins, as in ★研修会.
    fn mark_of(&self, kind: &str) -> Option<&(String, BarStyle)> {
        let is_mark = |(name, style): &&(String, BarStyle)| {
            style.shape == Shape::Mark && kind.starts_with(name.as_str())
        };
        self.named.iter().filter(is_mark).max_by_key(|(name, _)| name.len())
    }
}

/// The style of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BarStyle {
    /// Inside.
    pub fill: Color,
    /// Around.
    pub outline: Color,
    /// The label.
    pub text: Color,
    /// Where the template gives the label's colour.
    pub text_place: Place,
    /// Its shape.
    pub shape: Shape,
    /// Whether its frame has gaps.
    pub is_dashed: bool,
}

/// Where the meetings of a sheet stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MeetingPlace {
    /// In the rows whose schedule is 会議.
    #[default]
    InRow,
    /// Below the heads, in a row for each body.
    BelowHeads,
}

/// The shape of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// A framed box.
    #[default]
    Frame,
    /// Its name alone (記号), as in ★.
    Mark,
    /// A box whose end is an arrow (矢印).
    Arrow,
}

/// A colour: red, green and blue of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color(pub [u8; 3]);

impl Color {
    /// Black.
    pub const BLACK: Color = Color([0, 0, 0]);
    /// White.
    pub const WHITE: Color = Color([255, 255, 255]);
    /// The grey of light rules, which copies still show.
    pub const GREY: Color = Color([128, 128, 128]);

    /// The least contrast ratio of text to its ground (WCAG 2.2, success criterion 1.4.3).
    pub const LEAST_CONTRAST: f64 = 4.5;

    /// The contrast ratio to another colour, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Color) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The relative luminance, from 0 to 1 (WCAG 2.2, "relative luminance").
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| match f64::from(part) / 255.0 {
            part if part <= 0.04045 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}
