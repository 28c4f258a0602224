//! The name of next year's file.

use crate::japanese::year_words::{Count, years_in};

/// The name of the next year's file, without folder and ending, from that of this year's: r8 → r9,
/// h29-odawara → h30-odawara; `None` where it names no such year. `year` is the western year of the old
/// document's April.
pub fn next_file_stem(stem: &str, year: u16) -> Option<String> {
    let word = years_in(stem).into_iter().find(|word| match word.count {
        Count::Era(_, named) | Count::Western(named) => named == year,
        Count::Bare(_) => false,
    })?;
    let mut next = stem.to_owned();
    next.replace_range(word.range.clone(), &word.of(year + 1, false));
    Some(next)
}
