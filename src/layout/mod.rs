//! From sheet and template to pages, in two steps. Pure: no files, no clock.
//!
//! 1. [`tracks`]: how wide columns are, where lines break, which lanes bars take, how high rows
//!    are and where pages break. Both outputs follow these.
//! 2. [`place`]: pages of items with positions. The PDF draws these.

mod fit;
mod glyphs;
mod lanes;
mod lines;
mod paginate;
mod place;
mod rows;
mod split;
mod tracks;

pub use fit::fit;
pub use lines::{Line, text_of, wrap};
pub use place::place;
pub use rows::{Band, Row, RowBox, Slot, SlotLook, Strip};
pub use split::stands_again;
pub use tracks::{ColumnTrack, Heads, PageTrack, Tracks, tracks};
