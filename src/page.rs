//! Pages as lists of things to draw, with positions in points from the top left corner.

use std::sync::Arc;

use crate::font::{Glyph, Weight};
use crate::geom::{Point, Pt, Rect, Size};
use crate::model::{Color, TimeSpan};
use crate::table::{Mark, Outline, RowAt, SchedulePart, Slot};

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The paper's size.
    pub size: Size,
    /// What stands on it; later items lie over earlier ones. Items of one role follow each other
    /// in the order of reading.
    pub items: Vec<Item>,
    /// The places that an outline leads to, from top to bottom.
    pub anchors: Vec<Anchor>,
    /// What it shows where, for who points at it; later ones lie over earlier ones.
    pub areas: Vec<Area>,
    /// Where addresses stand in what is read.
    pub links: Vec<Link>,
}

impl Page {
    /// Its items in stretches of the same role, mark and link.
    pub fn stretches(&self) -> impl Iterator<Item = &[Item]> {
        self.items.chunk_by(|a, b| (a.role, a.mark, a.link) == (b.role, b.mark, b.link))
    }
}

/// A place on a page that an outline leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// What begins there.
    pub target: Target,
    /// How far from the top edge it begins.
    pub y: Pt,
}

/// What an outline leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The band of a theme, by its index.
    Band(usize),
    /// A row.
    Row(RowAt),
}

/// A rectangle of a page that shows one thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// What it shows.
    pub shown: Shown,
    /// Where.
    pub rect: Rect,
}

/// What an area shows. Bands, rows, columns and slots count as in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The handout's number.
    Label,
    /// The title.
    Title,
    /// The head of a column.
    Head(usize),
    /// The band of a theme.
    Band(usize),
    /// A cell of a row.
    Cell {
        /// The theme's index.
        band: usize,
        /// The row's index.
        row: usize,
        /// The column's index.
        column: usize,
    },
    /// Something in the schedule of a row.
    Slot {
        /// The theme's index.
        band: usize,
        /// The row's index.
        row: usize,
        /// The slot's index.
        slot: usize,
    },
}

/// A web or mail address in a text, or its part on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where it leads: `https://…`, `http://…` or `mailto:…`.
    pub uri: String,
    /// The boxes of its characters: one for each of its lines, or more where these are marked in parts.
    pub boxes: Vec<Rect>,
}

/// Something drawn, and what it is to the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its role in the document.
    pub role: Role,
    /// Its mark: items of a text with different marks are read apart.
    pub mark: Mark,
    /// Which of the page's links it belongs to, if to any.
    pub link: Option<usize>,
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
    /// What stands beside the handout's number.
    Corner,
    /// The title.
    Title,
    /// The head of a column, by the column's index.
    Head(usize),
    /// The head of a group of columns, by its index.
    Group(usize),
    /// The name of a body below the heads, by the body's index.
    Body(usize),
    /// A meeting in the row of a body below the heads.
    Occasion {
        /// The body's index.
        body: usize,
        /// Which of its meetings it is.
        slot: usize,
    },
    /// A head of the time axis.
    TimeHead {
        /// Its row, from the top down.
        tier: usize,
        /// Which of its row it is.
        index: usize,
    },
    /// The band of a theme, by the theme's index.
    Band(usize),
    /// A key of the legend, by its index.
    Key(usize),
    /// A note below the table, by its index.
    Note(usize),
    /// A paragraph of a text cell.
    Cell {
        /// The row.
        row: RowAt,
        /// The column's index.
        column: usize,
        /// How many line breaks of the text's own come before it.
        paragraph: usize,
    },
    /// Something in the schedule of a row.
    Schedule {
        /// The row.
        row: RowAt,
        /// Which of the row's slots it is, in the order of the table.
        slot: usize,
        /// What it is.
        part: SchedulePart,
        /// The time that it covers.
        span: TimeSpan,
    },
}

impl Role {
    /// The role of a slot in a row, by the slot's index there.
    pub fn of_slot(row: RowAt, index: usize, slot: &Slot) -> Role {
        Role::Schedule { row, slot: index, part: slot.part, span: slot.span }
    }

    /// The same in a further paragraph of its text. Only cells are read by paragraphs.
    pub fn in_paragraph(self, paragraph: usize) -> Role {
        match self {
            Role::Cell { row, column, .. } => Role::Cell { row, column, paragraph },
            other => other,
        }
    }
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
        /// Around.
        outline: Option<Outline>,
    },
    /// A rectangle whose right end is a point.
    Arrow {
        /// Where it lies.
        rect: Rect,
        /// How long its point is.
        tip: Pt,
        /// Inside.
        fill: Option<Color>,
        /// Around.
        outline: Option<Outline>,
    },
}

/// The corners of a rectangle whose right end is a point.
pub fn arrow(rect: Rect, tip: Pt) -> [Point; 5] {
    let (right, bottom) = (rect.right(), rect.bottom());
    let at = |x, y| Point { x, y };
    let middle = rect.y + rect.height / 2.0;
    let neck = right - tip;
    [at(rect.x, rect.y), at(neck, rect.y), at(right, middle), at(neck, bottom), at(rect.x, bottom)]
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
    pub glyphs: Arc<[Glyph]>,
}
