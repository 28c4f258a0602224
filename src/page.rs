//! Pages as lists of things to draw, with positions in points from the top left corner.

use crate::font::{Glyph, Weight};
use crate::geom::{Point, Pt, Rect, Size};
use crate::model::{Color, MonthSpan, Quarter};

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The paper's size.
    pub size: Size,
    /// What stands on it; later items lie over earlier ones. Items of one role follow each other
    /// in the order of reading.
    pub items: Vec<Item>,
}

impl Page {
    /// Its items in stretches of the same role.
    pub fn stretches(&self) -> impl Iterator<Item = &[Item]> {
        self.items.chunk_by(|a, b| a.role == b.role)
    }
}

/// Something drawn, and what it is to the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its role in the document.
    pub role: Role,
    /// Its look.
    pub draw: Draw,
}

/// The role of an item in the structure of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Nothing to read.
    Artifact(Artifact),
    /// The handout's number.
    Label,
    /// The title.
    Title,
    /// The head of a column, by the column's index.
    Head(usize),
    /// The head of a quarter.
    QuarterHead(Quarter),
    /// The band of a theme, by the theme's index.
    Band(usize),
    /// A text cell.
    Cell {
        /// The number of the 取組.
        number: u32,
        /// The column's index.
        column: usize,
    },
    /// Something in the schedule of a row.
    Schedule {
        /// The number of the 取組.
        number: u32,
        /// Which of the row's slots it is, counted from the top and left.
        slot: usize,
        /// What it is.
        part: SchedulePart,
        /// The months that it covers.
        months: MonthSpan,
    },
}

/// What is drawn but not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Artifact {
    /// Rules, backgrounds and boxes.
    Layout,
    /// What repeats at the top from an earlier page.
    Header,
    /// The number of the page.
    Footer,
}

/// What stands in a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchedulePart {
    /// A bar.
    Bar,
    /// A progress report.
    Report,
    /// A meeting.
    Meeting,
    /// The callout with a meeting's agenda.
    Callout,
}

/// The look of an item.
#[derive(Debug, Clone, PartialEq)]
pub enum Draw {
    /// A line of text.
    Text(TextRun),
    /// A straight line.
    Rule {
        /// One end.
        from: Point,
        /// The other end.
        to: Point,
        /// How thick it is.
        width: Pt,
        /// Its colour.
        color: Color,
    },
    /// A rectangle, filled, outlined or both; the outline runs along its edges.
    Box {
        /// Where it lies.
        rect: Rect,
        /// Inside.
        fill: Option<Color>,
        /// Around: how thick and in which colour.
        outline: Option<(Pt, Color)>,
    },
}

/// A line of text at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// The left end of its baseline.
    pub origin: Point,
    /// The type size.
    pub size: Pt,
    /// The weight of its face.
    pub weight: Weight,
    /// Its colour.
    pub color: Color,
    /// The characters.
    pub text: String,
    /// Their glyphs.
    pub glyphs: Vec<Glyph>,
}
