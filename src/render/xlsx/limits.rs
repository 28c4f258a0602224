//! What Excel can hold at most (Excel's specifications and limits). Pages and the texts of single
//! fields are bounded further up: [`crate::load`] and [`crate::layout`] say so for both outputs.

use super::grid::slot_text;
use super::heights::{HIGHEST, Heights};
use crate::diag::Diagnostic;
use crate::geom::Pt;
use crate::layout::{Row, RowBox, Tracks, text_of};
use crate::model::{Initiative, Sheet, Text};

/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// The most line breaks of a cell.
const MOST_BREAKS: usize = 253;

/// What can be done about all of these.
const PDF_ONLY: &str = "--format pdf なら PDF だけを作れます";

/// What no workbook can hold.
pub fn exceeded(sheet: &Sheet, tracks: &Tracks, heights: &Heights) -> Vec<Diagnostic> {
    let rows = tracks.rows.iter().zip(heights.firsts()).filter_map(|(row, height)| match row {
        Row::Band(band) => too_high(&sheet.themes[band.theme].heading, "課題の見出し", height),
        Row::Initiative(row) => too_long(row, row.initiative_in(sheet)),
    });
    let [label, title, upper, lower] = heights.above();
    let above = [
        too_high(&sheet.label, "資料番号", label),
        too_high(&sheet.title, "表題", title),
        too_high(&sheet.title, "列見出し", upper.max(lower)),
    ];
    above.into_iter().flatten().chain(rows).collect()
}

/// A row whose cells are longer than Excel's on a page.
fn too_long(row: &RowBox, initiative: &Initiative) -> Option<Diagnostic> {
    let slots = row.strips.iter().flat_map(|strip| &strip.slots).map(slot_text);
    let mut texts = row.cells.iter().map(|lines| text_of(lines)).chain(slots);
    let is_too_long =
        |text: String| text.matches('\n').count() > MOST_BREAKS || text.encode_utf16().count() > LONGEST;
    texts.any(is_too_long).then(|| {
        let number = initiative.number;
        let message = format!(
            "取組 {number} に、Excel のセルに入らない長さの欄があります（{} 行、{LONGEST} 字まで）",
            MOST_BREAKS + 1
        );
        Diagnostic::at(initiative.place, message, format!("文や検討事項を減らしてください。{PDF_ONLY}"))
    })
}

/// A row that can't be spread over several, of a text whose name people know.
fn too_high(text: &Text, name: &str, height: Pt) -> Option<Diagnostic> {
    (height > HIGHEST).then(|| {
        let message = format!("{name}が、Excel の行の高さ（409pt）に収まりません");
        let remedy = format!("{name}を短くするか、書式ファイルでその文字を小さくしてください。{PDF_ONLY}");
        Diagnostic::at(text.place, message, remedy)
    })
}
