//! How the parts of a sheet are set: what a template may choose beside sizes and colours.

/// How the parts of a sheet are set. The default is the look of a template that says nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Setting {
    /// Where the handout's number stands.
    pub label: LabelPlace,
    /// Where tall rows begin.
    pub rows: RowsFrom,
    /// Where progress reports stand.
    pub reports: ReportPlace,
    /// Which paragraphs avoid a last line of one or two characters.
    pub short_ends: ShortEnds,
    /// How high rows are.
    pub heights: RowHeights,
    /// Where the names of bars stand.
    pub names: BarNames,
}

/// Where the handout's number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LabelPlace {
    /// On a line of its own above the title.
    #[default]
    AboveTitle,
    /// At the right end of the title's line.
    BesideTitle,
}

/// Where the cells and the schedule of a tall row begin. What a low row has stands in its middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowsFrom {
    /// In the middle of its height, too.
    #[default]
    Middle,
    /// At its top.
    Top,
}

/// Where progress reports stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportPlace {
    /// Close below the bars.
    #[default]
    BelowBars,
    /// Between the bars and the rule below them, as far from the one as from the other.
    Between,
    /// A sign there, in the month of their meeting.
    InMonth,
}

impl ReportPlace {
    /// The sign of a report in its month.
    pub const SIGN: &str = "▲";
}

/// Which paragraphs avoid a last line of one or two characters (追い出し).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShortEnds {
    /// None: every line is filled.
    #[default]
    Kept,
    /// Those of callouts.
    AvoidedInCallouts,
    /// All.
    Avoided,
}

/// Where the names of bars stand. One that its bar does not hold stands beside it anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BarNames {
    /// In their bars.
    #[default]
    Inside,
    /// Beside their bars where they would take many lines in them and there is room.
    BesideIfTall,
}

/// How high rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowHeights {
    /// As high as what they hold.
    #[default]
    AsNeeded,
    /// Higher where the sheet would leave its only page half empty.
    FillingPage,
}
