//! Half-width katakana and their signs: U+FF61 to U+FF9F.

use std::ops::Range;

use super::doubts::doubts;
use crate::diag::{Code, Diagnostic};
use crate::japanese::width::{is_half_kana, widened};
use crate::model::Sheet;

/// Each stretch of half-width katakana.
pub fn half_width(sheet: &Sheet) -> Vec<Diagnostic> {
    doubts(Code::HalfWidthKana, sheet, sheet.texts(), in_text, |found| {
        (format!("「{found}」は半角です"), format!("全角の「{}」に直してください", widened(found)))
    })
}

fn in_text(text: &str) -> Vec<Range<usize>> {
    let (mut places, mut from) = (Vec::new(), 0);
    while let Some(start) = text[from..].find(is_half_kana).map(|at| from + at) {
        from = text.len() - text[start..].trim_start_matches(is_half_kana).len();
        places.push(start..from);
    }
    places
}
