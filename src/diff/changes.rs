//! The changes of a sheet.

use super::text::{Mark, Run};
use crate::model::{Bar, Date, Initiative, Meeting, Number, Period, Theme};

/// What the old and the new sheet have for one another. Where one is missing, the thing is new or deleted;
/// at least one is there, but for a day that neither sheet tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides<T> {
    /// What the old sheet has.
    pub old: Option<T>,
    /// What the new sheet has.
    pub new: Option<T>,
}

impl<T: Copy> Sides<T> {
    /// The one of the new sheet, else that of the old one.
    pub fn latest(&self) -> Option<T> {
        self.new.or(self.old)
    }

    /// The same of what is derived from each.
    pub fn map<U>(self, derive: impl Fn(T) -> U) -> Sides<U> {
        Sides { old: self.old.map(&derive), new: self.new.map(&derive) }
    }

    /// Whether only the old sheet has it.
    pub fn is_deleted(&self) -> bool {
        self.new.is_none() && self.old.is_some()
    }

    /// Whether only the new sheet has it.
    pub fn is_added(&self) -> bool {
        self.old.is_none() && self.new.is_some()
    }
}

impl<T: PartialEq> Sides<T> {
    /// Whether the two differ, or one is missing.
    pub fn differ(&self) -> bool {
        self.old != self.new
    }
}

/// All that two sheets have, and what changed. Lists are in the order of the new sheet; what only the old one
/// has stands behind what it stood behind there. The texts of a new thing are runs that are added, those of a
/// deleted one runs that are deleted; an empty text has no runs.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetChanges<'a> {
    /// The handout's number (資料番号).
    pub label: Vec<Run<'a>>,
    /// The title (表題).
    pub title: Vec<Run<'a>>,
    /// The years (年度, 期間).
    pub period: Sides<Period>,
    /// When each was made (作成日), as far as they say so.
    pub date: Sides<Date>,
    /// Who made it (作成者).
    pub author: Vec<Run<'a>>,
    /// The meetings (会議).
    pub meetings: Vec<MeetingChanges<'a>>,
    /// What is noted below the table (注記), each note as runs.
    pub notes: Vec<Vec<Run<'a>>>,
    /// The themes (課題) with their rows.
    pub themes: Vec<ThemeChanges<'a>>,
}

impl<'a> SheetChanges<'a> {
    /// Whether anything changed that the sheet shows; if not, an office says 変更なし.
    pub fn are_any(&self) -> bool {
        are_marked(&self.label)
            || are_marked(&self.title)
            || self.period.differ()
            || self.date.differ()
            || are_marked(&self.author)
            || self.notes.iter().any(|note| are_marked(note))
            || self.meetings.iter().any(MeetingChanges::is_changed)
            || self.themes.iter().any(ThemeChanges::is_changed)
    }

    /// All rows, theme by theme.
    pub fn rows(&self) -> impl Iterator<Item = &RowChanges<'a>> {
        self.themes.iter().flat_map(|theme| &theme.rows)
    }
}

/// A meeting of either sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingChanges<'a> {
    /// The meetings, for their months.
    pub sides: Sides<&'a Meeting>,
    /// What the sheet shows for it.
    pub label: Vec<Run<'a>>,
    /// The points to discuss (検討事項), each as runs.
    pub agenda: Vec<Vec<Run<'a>>>,
}

impl MeetingChanges<'_> {
    /// Whether its month, label or agenda changed, or one of the sheets lacks it.
    pub fn is_changed(&self) -> bool {
        self.sides.map(|meeting| meeting.month).differ()
            || are_marked(&self.label)
            || self.agenda.iter().any(|point| are_marked(point))
    }
}

/// A theme of either sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeChanges<'a> {
    /// The themes.
    pub sides: Sides<&'a Theme>,
    /// Whether it stands in another order among the themes of both sheets.
    pub is_moved: bool,
    /// The text of its band (見出し).
    pub heading: Vec<Run<'a>>,
    /// Its short name (区分).
    pub category: Vec<Run<'a>>,
    /// Its rows. One that came from elsewhere stands here only; a deleted theme has deleted rows alone, or
    /// none.
    pub rows: Vec<RowChanges<'a>>,
}

impl ThemeChanges<'_> {
    /// Whether it or one of its rows changed.
    pub fn is_changed(&self) -> bool {
        self.is_moved
            || self.sides.is_added()
            || self.sides.is_deleted()
            || are_marked(&self.heading)
            || are_marked(&self.category)
            || self.rows.iter().any(RowChanges::is_changed)
    }
}

/// A row (取組) of either sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct RowChanges<'a> {
    /// The rows.
    pub sides: Sides<&'a Initiative>,
    /// The theme of the old sheet that it came from, where it stands in another theme, or in another order
    /// among the rows of its theme.
    pub moved_from: Option<&'a Theme>,
    /// Its texts by the name of their column.
    pub texts: Vec<(&'a str, Vec<Run<'a>>)>,
    /// The bars of its schedule. None where it shows the meetings.
    pub bars: Vec<BarChanges<'a>>,
}

impl<'a> RowChanges<'a> {
    /// Its numbers (番号).
    pub fn number(&self) -> Sides<&'a Number> {
        self.sides.map(|row| &row.number)
    }

    /// Whether its number, place, texts or schedule changed, or one of the sheets lacks it.
    pub fn is_changed(&self) -> bool {
        self.number().differ()
            || self.moved_from.is_some()
            || self.texts.iter().any(|(_, runs)| are_marked(runs))
            || self.sides.map(|row| row.schedule.word()).differ()
            || self.bars.iter().any(BarChanges::is_changed)
    }
}

/// A bar of either sheet. One whose months changed is the same bar.
#[derive(Debug, Clone, PartialEq)]
pub struct BarChanges<'a> {
    /// The bars, for their months.
    pub sides: Sides<&'a Bar>,
    /// What is done, which is also its label.
    pub kind: Vec<Run<'a>>,
}

impl BarChanges<'_> {
    /// Whether its kind or months changed, or one of the sheets lacks it.
    pub fn is_changed(&self) -> bool {
        are_marked(&self.kind) || self.sides.map(|bar| bar.span).differ()
    }
}

/// Whether a text changed.
fn are_marked(runs: &[Run]) -> bool {
    runs.iter().any(|run| run.mark != Mark::Equal)
}
