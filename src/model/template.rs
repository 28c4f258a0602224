//! The template of a handout: its columns, its words and the look of its parts.

use std::ops::Range;

use super::{Axis, BarStyles, Comparison, Look, Period, Text, Unit};
use crate::diag::Place;
use crate::geom::Em;
use crate::japanese::words;

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

/// A line beside the handout's number. One of which the data say nothing is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CornerLine {
    /// When the sheet was made.
    Date,
    /// Who made it.
    Author,
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

/// Where the meetings of a sheet stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MeetingPlace {
    /// In the rows whose schedule is 会議.
    #[default]
    InRow,
    /// Below the heads, in a row for each body.
    BelowHeads,
}
