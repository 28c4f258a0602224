//! What changed between two texts and two sheets, as values: for a marked handout (見え消し), a comparison
//! (新旧対照表) and a list for other programs.
//!
//! - [`text()`] gives the runs of two texts, each equal, deleted or added.
//! - [`sheet()`] pairs what two sheets have in common and gives the runs of all their texts.
//! - [`Change`] is a field of these in words, and [`json()`] writes all that changed for other programs.

mod changes;
mod json;
mod likeness;
mod order;
mod pairs;
mod rows;
mod sheet;
mod text;
mod words;

pub(crate) use likeness::{Pairs, SAME};
pub(crate) use pairs::{best_of, best_pairs};

pub use changes::{BarChanges, MeetingChanges, RowChanges, SheetChanges, Sides, ThemeChanges};
pub use json::json;
pub use sheet::sheet;
pub use text::{Mark, Run, text};
pub use words::{Change, Kind};
