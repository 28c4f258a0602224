//! A title that names another year than the sheet is for.

use super::doubts::doubt;
use crate::diag::{Code, Diagnostic};
use crate::japanese::years;
use crate::model::Sheet;

/// The title's year, where it names any but not the sheet's.
pub fn disagreeing(sheet: &Sheet) -> Vec<Diagnostic> {
    let named = years::named_in(&sheet.title.value);
    if named.iter().any(|(_, year)| *year == sheet.fiscal_year.0) {
        return Vec::new();
    }
    let year = years::name(sheet.fiscal_year.0);
    let doubts = named.into_iter().take(1).map(|(range, _)| {
        let message = format!("表題は「{}」ですが、「年度」は{year}です", &sheet.title.value[range.clone()]);
        doubt(Code::OtherYear, &sheet.title, range, message, "「表題」と「年度」のどちらかを直してください")
    });
    doubts.collect()
}
