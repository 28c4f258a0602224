//! How the cells of a sheet name agencies.

use super::words;

/// The columns that name agencies.
pub(crate) const COLUMNS: [&str; 2] = [words::PROPOSERS, words::PARTNERS];

/// The words for a place's kind, of which a name that has lost its place begins with one: 市立病院,
/// 県庁. Other ends of longer names are mostly words for any agency of a kind: 訪問看護ステーション,
/// 関係機関.
pub(crate) const AFTER_A_PLACE: [char; 4] = ['市', '町', '村', '県'];

/// What follows the last name of a list that is not complete.
const AND_OTHERS: char = '等';

/// The signs between names: commas, bullets, and the brackets around names that belong to another.
const SIGNS: &str = "、，,・･（）()";

/// The names in the text of a cell, without signs and without 等, and at which bytes they begin.
pub(crate) fn names_in(cell: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_between = |c: char| c.is_whitespace() || SIGNS.contains(c);
    let mut next = 0;
    let parts = cell.split_inclusive(is_between).map(move |part| {
        let at = next;
        next += part.len();
        (at, part.trim_end_matches(is_between).trim_end_matches(AND_OTHERS))
    });
    parts.filter(|(_, name)| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_where_they_are_found() {
        let cell = "・県立病院等、（市立病院）\n村";
        let found: Vec<(usize, &str)> = names_in(cell).collect();
        assert_eq!(found.iter().map(|(_, name)| *name).collect::<Vec<_>>(), ["県立病院", "市立病院", "村"]);
        assert!(found.iter().all(|(at, name)| cell[*at..].starts_with(name)));
    }
}
