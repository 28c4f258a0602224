//! The months of meetings, and what their labels say of these.

use crate::edit::written::{count, text};
use crate::japanese::months::month;
use crate::japanese::width::half;
use crate::japanese::words;
use crate::load::{Document, Path, Value};

/// A meeting as a document writes it.
pub(super) struct Meeting {
    /// The way to its month.
    pub month: Path,
    /// The way to its label (表示), which it may lack.
    pub label: Path,
}

/// The meetings of a document: those that stand alone, and those that bodies hold.
pub(super) fn meetings(document: &Document) -> Vec<Meeting> {
    let list = Path::top().key(words::MEETINGS);
    let entries = (0..count(document, &list)).map(|entry| list.clone().item(entry));
    entries.flat_map(|entry| [meeting(entry.clone())].into_iter().chain(held(document, entry))).collect()
}

fn meeting(path: Path) -> Meeting {
    Meeting { month: path.clone().key(words::MONTH), label: path.key(words::SHOWN) }
}

/// The meetings that a body holds, each a month or more.
fn held(document: &Document, body: Path) -> Vec<Meeting> {
    let list = body.key(words::HELD);
    let items = (0..count(document, &list)).map(|item| list.clone().item(item));
    let meeting = |path: Path| match document.get(&path) {
        Some(Value::Map(_)) => meeting(path),
        _ => Meeting { label: path.clone().key(words::SHOWN), month: path },
    };
    items.map(meeting).collect()
}

impl Meeting {
    /// The number of its month, if that can be told.
    pub(super) fn number(&self, document: &Document) -> Option<u8> {
        let written = text(document, &self.month)?;
        (1..=12).find(|number| in_month(&written, *number, *number).is_some())
    }
}

/// The months that `9月=10月` names: the old one and the new one.
pub fn moved_months(text: &str) -> Option<(u8, u8)> {
    let (old, new) = text.split_once(['=', '＝', '→'])?;
    Some((month(old).ok()?, month(new).ok()?))
}

/// A text that names one month with another in its place: 会議開催（９月頃） in October. A number keeps the width of
/// its digits, but two stand in half width where one stood alone, as offices write ９月 and 10月.
pub(super) fn in_month(text: &str, old: u8, new: u8) -> Option<String> {
    if month(text) == Ok(old) && !text.contains('月') {
        return Some(format!("{new}月"));
    }
    let (before, rest) = text.match_indices('月').find_map(|(at, _)| {
        let digits = text[..at].trim_end_matches(|c: char| half(c).is_ascii_digit());
        (month(&text[digits.len()..at]) == Ok(old)).then_some((digits, &text[at..]))
    })?;
    let written = &text[before.len()..text.len() - rest.len()];
    let is_wide = !written.is_ascii() && (new < 10 || written.chars().count() > 1);
    let wide = |c: char| char::from_u32(u32::from(c) + u32::from('０') - u32::from('0')).unwrap_or(c);
    let number = new.to_string().chars().map(|c| if is_wide { wide(c) } else { c }).collect::<String>();
    Some([before, &number, rest].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_takes_the_place_of_another() {
        for (text, old, new, right) in [
            ("9月", 9, 10, "10月"),
            ("9", 9, 10, "10月"),
            ("会議開催\n（９月頃）", 9, 10, "会議開催\n（10月頃）"),
            ("第３回（１１月）", 11, 12, "第３回（１２月）"),
            ("会議（１月頃）", 1, 2, "会議（２月頃）"),
            ("令和8年9月", 9, 7, "令和8年7月"),
        ] {
            assert_eq!(in_month(text, old, new).as_deref(), Some(right), "{text}");
        }
        assert_eq!(in_month("第９回", 9, 10), None);
        assert_eq!(in_month("19月", 9, 10), None);
        assert_eq!(moved_months("９月＝10月"), Some((9, 10)));
        assert_eq!(moved_months("9月"), None);
    }
}
