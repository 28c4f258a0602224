//! The measures of a table, as values. The other files of this folder find them.

use std::ops::Range;
use std::sync::Arc;

use super::lines::{Line, Lines};
use crate::geom::{Em, Point, Pt, Size};
use crate::model::{THIRDS, TimeSpan};

/// The measures of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The left edge of the table on the page: the table is centred between the margins.
    pub left: Pt,
    /// The columns.
    pub columns: Vec<Track>,
    /// The times of the schedule.
    pub time: TimeTrack,
    /// The handout's number, above the table.
    pub label: Headline,
    /// What stands beside the handout's number; without lines where that is nothing.
    pub corner: Headline,
    /// The title, above the table.
    pub title: Headline,
    /// The heads of the columns.
    pub heads: Heads,
    /// The rows of the table, all pages together.
    pub rows: Vec<Row>,
    /// The pages.
    pub pages: Vec<PageRows>,
    /// What stands below the table on the last page.
    pub foot: Foot,
}

impl Measured {
    /// The width of the table.
    pub fn width(&self) -> Pt {
        self.columns.iter().map(|column| column.width).sum()
    }
}

/// The place of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Track {
    /// Its left edge, from the left edge of the table.
    pub x: Pt,
    /// Its width, with the air beside its text.
    pub width: Pt,
}

/// The places of the times of the schedule. All months are equally wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeTrack {
    /// The left edge of the first April, from the left edge of the table.
    pub x: Pt,
    /// The width of a month.
    pub month: Pt,
}

impl TimeTrack {
    /// The left edge of a span, from the left edge of the table.
    pub fn start(&self, span: TimeSpan) -> Pt {
        self.end(span.start())
    }

    /// The place before which a number of thirds lie, from the left edge of the table.
    pub fn end(&self, thirds: u16) -> Pt {
        self.x + self.month * months(thirds)
    }

    /// The width of a span.
    pub fn width(&self, span: TimeSpan) -> Pt {
        self.month * months(span.count())
    }
}

/// How many months some thirds are.
fn months(thirds: u16) -> f64 {
    f64::from(thirds) / f64::from(THIRDS)
}

/// Lines above the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// The lines.
    pub lines: Vec<Line>,
    /// The size of their box.
    pub size: Size,
    /// Where the box stands: from the left edge of the table and from the top of its part of the page.
    pub at: Point,
    /// The height of that part with the air below, in whole pixels.
    pub height: Pt,
}

impl Headline {
    /// Lines in a box that begins `x` from the left, with air below it.
    pub(super) fn new(lines: Vec<Line>, x: Pt, size: Size, air: Pt) -> Headline {
        let at = Point { x, y: Pt(0.0) };
        Headline { lines, size, at, height: (size.height + air).ceil_to_pixel() }
    }
}

/// What stands below the table on its last page: the keys of the legend one behind the other, and below them
/// the notes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Foot {
    /// The keys of the legend.
    pub keys: Vec<FootKey>,
    /// The notes.
    pub notes: Vec<FootNote>,
    /// The height of all of it with the air above, in whole pixels; nothing where nothing stands there.
    pub height: Pt,
}

/// A key of the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct FootKey {
    /// Where it begins: from the left edge of the table and from its lower edge.
    pub at: Point,
    /// The width of its swatch with the air behind it.
    pub swatch: Pt,
    /// The lines of its text, behind the swatch.
    pub lines: Vec<Line>,
}

/// A note, which hangs behind the sign that it begins with.
#[derive(Debug, Clone, PartialEq)]
pub struct FootNote {
    /// Where it begins, from the lower edge of the table.
    pub y: Pt,
    /// How far the lines below the first stand from the left edge of the table.
    pub indent: Pt,
    /// Its lines. The first begins with the sign.
    pub lines: Vec<Line>,
}

/// The heads of the columns, in several rows: those of the time axis stand in the lower ones, below the head
/// of the schedule; the other heads take all.
#[derive(Debug, Clone, PartialEq)]
pub struct Heads {
    /// Each column's head, and the note below it.
    pub cells: Vec<HeadCell>,
    /// The lines of the head of each group of columns, which stands in the first row above theirs.
    pub groups: Vec<Vec<Line>>,
    /// The lines of the heads of each tier of the axis.
    pub tiers: Vec<Vec<Vec<Line>>>,
    /// The heights of the rows in whole pixels: that of the schedule's head, then those of the tiers.
    pub rows: Vec<Pt>,
    /// The rows of bodies below the heads.
    pub bodies: Vec<BodyLines>,
}

/// The row of a body below the heads.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyLines {
    /// The lines of its name.
    pub name: Vec<Line>,
    /// The marks of its meetings.
    pub slots: Vec<SlotLines>,
    /// Its height, in whole pixels.
    pub height: Pt,
}

impl Heads {
    /// The height of the heads themselves.
    pub fn own_height(&self) -> Pt {
        self.rows.iter().copied().sum()
    }

    /// The height of all rows.
    pub fn height(&self) -> Pt {
        self.own_height() + self.bodies.iter().map(|body| body.height).sum()
    }
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadCell {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The lines of its note.
    pub note: Vec<Line>,
}

/// A page: what stands on it from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRows {
    /// Whether it has the label.
    pub label: bool,
    /// Whether it has the title.
    pub title: bool,
    /// Whether it has the heads of the columns.
    pub heads: bool,
    /// Its rows, as indices into [`Measured::rows`].
    pub rows: Range<usize>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A theme's heading over the full width.
    Band(BandRow),
    /// An initiative, or a part of one that goes on over pages; shared by the ways to cut pages that are tried.
    Initiative(Arc<InitiativeRow>),
}

impl Row {
    /// Its height, in whole pixels.
    pub fn height(&self) -> Pt {
        match self {
            Row::Band(band) => band.height,
            Row::Initiative(row) => row.height(),
        }
    }
}

/// The band of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct BandRow {
    /// The theme, as an index into the table's bands.
    pub band: usize,
    /// Whether it only repeats, on a further page, a band that came before.
    pub continued: bool,
    /// The lines of its heading, or of the heading that stands again.
    pub lines: Vec<Line>,
    /// Its height, in whole pixels.
    pub height: Pt,
}

/// The row of an initiative, or a part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct InitiativeRow {
    /// The theme, as an index into the table's bands.
    pub band: usize,
    /// The row, as an index into the band's rows.
    pub row: usize,
    /// Whether it goes on from the page before: number and category stand again, the other cells
    /// and the schedule go on.
    pub continued: bool,
    /// Whether its cells begin at its top, and do not stand in the middle of its height.
    pub at_top: bool,
    /// The lines of each column's cell; none for the schedule.
    pub cells: Vec<Lines>,
    /// The schedule from top to bottom. The text cells are as high as all strips together.
    pub strips: Vec<Strip>,
}

impl InitiativeRow {
    /// Its height, in whole pixels.
    pub fn height(&self) -> Pt {
        self.strips.iter().map(|strip| strip.height).sum()
    }
}

/// A horizontal part of a schedule: a lane, or air.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// Its height, in whole pixels.
    pub height: Pt,
    /// What stands in it, in the order of time; nothing in air.
    pub slots: Vec<SlotLines>,
}

/// The lines of a slot, which is as high as its strip.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotLines {
    /// The slot, as an index into the slots of its row in the table.
    pub slot: usize,
    /// The lines of its text.
    pub lines: Lines,
    /// How many strips it takes: its own, and those right below it.
    pub strips: usize,
    /// How far behind the beginning of its time the sign of a mark stands.
    pub lead: Pt,
    /// Where its words stand.
    pub words: WordsAt,
}

/// Where the words of a slot stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsAt {
    /// In its box; those of a mark behind its sign.
    Within,
    /// Left of it, for lack of room elsewhere. A mark then has one line, in the order in which it is read.
    Before,
    /// Right of its box, which does not hold them.
    Behind,
}

impl SlotLines {
    /// The lines of a slot that hold to its own strip and time.
    pub(super) fn within(slot: usize, lines: Lines) -> SlotLines {
        SlotLines { slot, lines, strips: 1, lead: Pt(0.0), words: WordsAt::Within }
    }

    /// The width of the longest line.
    pub fn width(&self) -> Em {
        self.lines.iter().map(|line| line.width).fold(Em(0.0), Em::max)
    }

    /// The width of the sign of a mark: its first character, or an em where it has none.
    pub fn sign(&self) -> Em {
        self.lines.first().and_then(|line| line.glyphs.first()).map_or(Em(1.0), |sign| sign.advance)
    }
}
