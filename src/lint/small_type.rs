//! Type that is too small to read once the sheet is copied down.

use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::geom::Pt;
use crate::japanese::words::PAGES;
use crate::model::{PaperFormat, Sheet};

/// The name of the rule.
pub(super) const SMALL_TYPE: &str = "小さい文字";

/// The smallest type that most people can read on a copy.
const LEGIBLE: Pt = Pt(5.0);

/// A doubt about the smallest type of a sheet, where a copy of its paper on A4 makes it too small. A size
/// that no template gives was found by fitting the sheet to a number of pages.
pub fn small_type(sheet: &Sheet, paper: PaperFormat, (size, place): (Pt, Place)) -> Option<Diagnostic> {
    let factor = paper.copied_to_a4().filter(|factor| size * *factor < LEGIBLE)?;
    let (name, shown, legible) = (paper.name(), size.0, LEGIBLE.0);
    let message = format!(
        "最も小さい文字（{shown:.1}pt）は、A4 に縮小コピーすると {legible}pt より小さく、読みにくくなります"
    );
    let (place, remedy) = if place.span().is_some() {
        // Rounded up to the tenth that people write.
        let least = (legible / factor * 10.0).ceil() / 10.0;
        (place, format!("{least:.1}pt 以上にするか、{name} のまま配ってください"))
    } else {
        (sheet.pages_place, format!("{PAGES}を増やすか、内容を減らすか、{name} のまま配ってください"))
    };
    let doubt = Diagnostic::at(Code::SmallType, place, message, remedy);
    Some(Diagnostic { severity: Severity::Warning, rule: Some(SMALL_TYPE), ..doubt })
}
