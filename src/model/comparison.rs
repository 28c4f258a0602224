//! How two versions of a sheet are shown beside each other (新旧対照表).

use super::Text;

/// The settings of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Whether the old version stands at the left.
    pub is_old_first: bool,
    /// Whether it shows the rows that did not change, too.
    pub shows_all: bool,
    /// The heads of its columns.
    pub heads: ComparisonHeads,
}

/// The heads of a comparison's columns.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonHeads {
    /// Over the number of the row and the name of the field.
    pub field: Text,
    /// Over the new version.
    pub new: Text,
    /// Over the old version.
    pub old: Text,
    /// Over the reasons.
    pub remarks: Text,
}
