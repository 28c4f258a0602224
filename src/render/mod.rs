//! The outputs, each a function: the two files to bytes, and a page for the screen to text.

mod pdf;
mod svg;
mod xlsx;

pub use pdf::pdf;
pub use svg::svg;
pub use xlsx::{KnownHeights, check_xlsx, form, matching, recipients, xlsx};
