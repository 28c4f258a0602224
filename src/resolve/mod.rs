//! From raw structs to the model: the only way to a [`Sheet`] and a [`Template`]. Every question
//! is answered here, and every mistake is collected with its place.

mod bars;
mod changes;
mod initiative;
mod loose_values;
mod meetings;
mod report;
mod sheet;
mod spans;
mod template;
mod values;
mod years;

use crate::diag::{Checked, Diagnostic, checked};
use crate::load::{Loaded, RawSheet, RawTemplate};
use crate::model::{Date, Manner, Period, Sheet, Template, TimeSpan};

/// The sheet that a data file describes. The template says which texts a 取組 may and must have.
///
/// # Errors
///
/// Every mistake in the file, in the order of their places.
pub fn sheet(loaded: Loaded<RawSheet>, template: &Template) -> Checked<Sheet> {
    let (sheet, mistakes) = sheet_in_part(loaded, template);
    checked(Some(sheet), mistakes)
}

/// The sheet that a data file describes as far as it can be read, and every mistake in the file. Parts with
/// mistakes are left out or empty, so that what is right can still be measured. One that holds more than
/// anyone needs has no themes.
pub fn sheet_in_part(loaded: Loaded<RawSheet>, template: &Template) -> (Sheet, Vec<Diagnostic>) {
    sheet::resolve(loaded, template)
}

/// The template that a template file describes.
///
/// # Errors
///
/// Every mistake in the file, in the order of their places.
pub fn template(loaded: Loaded<RawTemplate>) -> Checked<Template> {
    template::resolve(loaded)
}

/// The month that a text names as a data file would.
pub(crate) fn month(text: &str, period: Period) -> Option<TimeSpan> {
    spans::month(text, period).ok()
}

/// The span that a text names as a data file would, and how it is filled.
pub(crate) fn span(text: &str, period: Period) -> Option<(TimeSpan, Manner)> {
    spans::span(text, period).ok()
}

/// The day that a text names as a data file would.
pub(crate) fn date(text: &str) -> Option<Date> {
    years::date(text).ok()
}
