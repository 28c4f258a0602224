//! Changes of bars, which a 取組 may have with or without list marks.

use super::change::Change;
use crate::load::{Document, Path, Value};
use crate::model::{Period, TimeSpan};

/// The range sign of CP932, which lacks the other one.
const WIDE_TILDE: &str = "～";

/// A span as a document's file can write it: 4月〜9月, or 4月～9月 in Shift_JIS. `period` is what its sheet
/// covers.
pub fn months(document: &Document, period: Period, span: TimeSpan) -> String {
    writable(document, period.words(span))
}

/// A text as a document's file can write it, as far as that is a matter of the sign of spans.
pub(crate) fn writable(document: &Document, text: String) -> String {
    if document.coding().check(&text).is_ok() { text } else { text.replace('〜', WIDE_TILDE) }
}

/// Adds a bar behind those of a 取組, of which `row` is the way. Where they are entries of one mapping, no
/// two can have the same name. `when` says when, as [`months`] does.
pub fn add_bar(document: &Document, row: &Path, kind: &str, when: &str) -> Change {
    let bars = row.clone().key("予定");
    let months = Value::text(when);
    match document.get(&bars) {
        Some(Value::Map(_)) => Change::Add { path: bars.key(kind), value: months },
        Some(Value::List(items)) => {
            Change::Add { path: bars.item(items.len()), value: Value::map([(kind, months)]) }
        }
        _ => Change::Add { path: bars.item(0), value: Value::map([(kind, months)]) },
    }
}
