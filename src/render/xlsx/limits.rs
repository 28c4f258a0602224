//! What Excel can hold at most (Excel's specifications and limits). No text is too long for a cell:
//! [`crate::load`] takes none of over 16,000 characters.

use super::grid::slot_text;
use super::heights::{HIGHEST, Heights};
use crate::diag::Diagnostic;
use crate::layout::{Row, RowBox, Tracks, text_of};
use crate::model::{Initiative, Sheet};

/// The most line breaks of a cell.
const MOST_BREAKS: usize = 253;

/// What can be done about all of these.
const PDF_ONLY: &str = "--format pdf なら PDF だけを作れます";

/// What no workbook can hold.
pub fn exceeded(sheet: &Sheet, tracks: &Tracks, heights: &Heights) -> Vec<Diagnostic> {
    let rows = tracks.rows.iter().filter_map(|row| match row {
        Row::Band(_) => None,
        Row::Initiative(row) => too_many_lines(row, &sheet.themes[row.theme].initiatives[row.initiative]),
    });
    rows.chain(too_high(sheet, tracks, heights)).collect()
}

fn too_many_lines(row: &RowBox, initiative: &Initiative) -> Option<Diagnostic> {
    let slots = row.strips.iter().flat_map(|strip| &strip.slots).map(slot_text);
    let mut texts = row.cells.iter().map(|lines| text_of(lines)).chain(slots);
    texts.any(|text| text.matches('\n').count() > MOST_BREAKS).then(|| {
        let (number, most) = (initiative.number, MOST_BREAKS + 1);
        let message =
            format!("取組 {number} に、1 頁で {most} 行を超える欄があります（Excel のセルは {most} 行まで）");
        Diagnostic::at(initiative.span, message, format!("改行を減らしてください。{PDF_ONLY}"))
    })
}

/// Rows that can't be spread over several.
fn too_high(sheet: &Sheet, tracks: &Tracks, heights: &Heights) -> Option<Diagnostic> {
    (heights.highest_single(tracks) > HIGHEST).then(|| {
        let message = "表題、列見出しか課題の見出しが、Excel の行の高さ（409pt）に収まりません";
        let remedy = format!("見出しを短くするか、書式ファイルの文字を小さくしてください。{PDF_ONLY}");
        Diagnostic::at(sheet.title.span, message, remedy)
    })
}
