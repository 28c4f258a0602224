//! Measures a table: widths, lines, heights, page breaks. Pure: no files, no clock.
//!
//! [`measured`] has the measures as values and [`spacing`] the spaces between things; each other file is
//! a step. Both outputs follow these measures.

mod again;
mod columns;
mod fit;
mod foot;
mod grow;
mod heads;
mod labels;
mod lines;
mod measured;
mod memory;
mod narrow;
mod paginate;
mod rows;
mod seams;
mod slots;
mod spacing;
mod split;

use crate::diag::{Checked, Warned, checked};
use crate::font::Fonts;
use crate::model::RowHeights;
use crate::table::Table;

pub use fit::fit;
pub use heads::label;
pub use lines::{Line, Lines, most_lines, stretch, stretch_range, wrap};
pub use measured::{
    BandRow, BodyLines, Foot, FootKey, FootNote, HeadCell, Headline, Heads, InitiativeRow, Measured,
    PageRows, Row, SlotLines, Strip, TimeTrack, Track, WordsAt,
};
pub use memory::Memory;
pub use spacing::{
    ARROW_TIP, SWATCH, SWATCH_HEIGHT, cell_height, head_rows, lines_height, slot_air, slot_height,
};

/// Measures a table. The warnings tell what is drawn otherwise than one may expect. `memory` has the lines of texts
/// that have been measured with the same faces before.
///
/// # Errors
///
/// Whatever can't be drawn whole, each with its place: columns wider than the paper, a label longer
/// than its bar can hold, a row of which no page can hold even a few lines.
pub fn measure(table: &Table, fonts: &Fonts, memory: &Memory) -> Checked<Warned<Measured>> {
    // Columns first: everything else is broken into lines within them.
    let columns = columns::tracks(table);
    let time = columns::time(table, &columns);
    let mut mistakes = columns::mistakes(table, &columns, time);
    let width = columns.iter().map(|column| column.width).sum();

    // What stands above the rows tells how much room the pages leave them.
    let [label, corner, title] = heads::headlines(table, fonts, width);
    let mut maker = rows::RowMaker::new(table, fonts, memory, (width, time));
    let heads = heads::heads(table, fonts, time, maker.bodies());
    let foot = foot::foot(table, fonts, width);
    let capacity = paginate::Capacity::of(&table.look, &label, &title, &heads, &foot);

    let rows = maker.rows();
    mistakes.append(&mut maker.mistakes);
    // Without room for any row, each would be said to be too tall.
    if capacity.first.0 <= 0.0 {
        mistakes.push(heads::too_high(table));
        return checked(None, mistakes);
    }
    if capacity.first <= foot.height || capacity.further <= foot.height {
        mistakes.push(foot::too_high(table));
        return checked(None, mistakes);
    }
    let paged = paginate::paginate(rows, table, capacity, |band| maker.band(band, true));
    mistakes.extend(paged.mistakes);
    let left = table.look.margins.left + (table.look.printable_width() - width) / 2.0;
    let (mut rows, pages) = (paged.rows, paged.pages);
    if table.look.setting.heights == RowHeights::FillingPage && pages.len() == 1 {
        grow::grow(&mut rows, capacity.first - capacity.foot);
    }
    let value = Measured { left, columns, time, label, corner, title, heads, rows, pages, foot };
    checked(Some(Warned { value, warnings: maker.warnings }), mistakes)
}
