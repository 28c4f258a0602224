//! From raw structs to the model: the only way to a [`Sheet`] and a [`Template`]. Every question
//! is answered here, and every mistake is collected with its place.

mod months;
mod report;
mod sheet;
mod template;
mod values;
mod years;

use crate::diag::Checked;
use crate::load::{Loaded, RawSheet, RawTemplate};
use crate::model::{Sheet, Template};

/// The sheet that a data file describes. The template says which texts a 取組 may and must have.
///
/// # Errors
///
/// Every mistake in the file, in the order of their places.
pub fn sheet(loaded: Loaded<RawSheet>, template: &Template) -> Checked<Sheet> {
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
