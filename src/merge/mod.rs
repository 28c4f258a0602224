//! Puts replies into a sheet: what they would change is proposed to people, and what these decide is written
//! into the data file.
//!
//! [`propose`] compares each reply with what it was made from, with the sheet as it is now, and with the
//! other replies. The proposals go out as a workbook (突合表), which [`crate::render`] writes by the layout
//! that `sheet` gives; [`Decisions`] are what comes back in it. [`apply`] edits the data file's document.

mod apply;
mod bars;
mod decisions;
mod edits;
mod lines;
mod propose;
mod rows;
mod sender;
mod side;
mod values;

pub use apply::{Applied, Written, apply, blame, tally};
pub use decisions::{CHOICES, Decisions, HEADS, Part, SHEET, hidden_lines, read};
pub use propose::propose;
pub use sender::{Sender, same_name, sender};
pub use values::{Added, Answer, Aspect, Choice, Kind, Note, Proposal, Proposals};
