//! What Excel can hold at most (Excel's specifications and limits). The texts of single fields are
//! bounded further up: [`crate::load`] says so for both outputs.

use super::grid::{HEAD_ROW, LABEL_ROW, TITLE_ROW};
use super::heights::{Heights, KnownHeights};
use super::measures::{HIGHEST, slot_text};
use super::rich::RichText;
use crate::diag::{Code, Diagnostic};
use crate::geom::Pt;
use crate::japanese::words;
use crate::measure::{InitiativeRow, Line, Measured, Row, stretch_range};
use crate::table::{self, Mark, Passage, Table};

/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// How many UTF-16 units rust_xlsxwriter takes for the format of a part of a text: it counts them to
/// [`LONGEST`], though Excel does not.
const MARKUP: usize = 300;

/// The most line breaks of a cell.
const MOST_BREAKS: usize = 253;

/// The most pages: a worksheet has at most 1,023 page breaks (Excel's specifications and limits).
const MOST_PAGES: usize = 1_000;

/// What can be done about all of these.
const PDF_ONLY: &str = "--format pdf なら PDF だけを作れます";

/// What no workbook can hold, but for the rows that are known to be held.
pub(super) fn exceeded(
    table: &Table,
    measured: &Measured,
    heights: &Heights,
    known: &KnownHeights,
) -> Vec<Diagnostic> {
    let rows = measured.rows.iter().zip(heights.firsts()).filter_map(|(row, height)| match row {
        Row::Band(row) => too_high(&table.bands[row.band].heading, "課題の見出し", height),
        Row::Initiative(row) if known.has(row) => None,
        Row::Initiative(row) => too_long(row, &table.bands[row.band].rows[row.row]),
    });
    let above = heights.above();
    let head = above[HEAD_ROW as usize..].iter().copied().fold(Pt(0.0), Pt::max);
    let above = [
        too_high(&table.label, words::LABEL, above[LABEL_ROW as usize]),
        too_high(&table.title, words::TITLE, above[TITLE_ROW as usize]),
        too_high(&table.title, words::HEADS, head),
    ];
    let pages = too_many_pages(table, measured.pages.len());
    let notes = heights.foot().iter().rev().zip(table.notes.iter().rev());
    let notes = notes.filter_map(|(height, note)| too_high(note, words::NOTE, *height));
    pages.into_iter().chain(above.into_iter().flatten()).chain(rows).chain(notes).collect()
}

fn too_many_pages(table: &Table, count: usize) -> Option<Diagnostic> {
    (count > MOST_PAGES).then(|| {
        let message = format!("Excel では {count} ページになります（{MOST_PAGES} ページまで作れます）");
        let remedy = format!("幾つかのファイルに分けるか、「改ページ」を減らしてください。{PDF_ONLY}");
        Diagnostic::at(Code::Excel, table.title.place(), message, remedy)
    })
}

/// A row whose cells are longer than Excel's on a page.
fn too_long(measured: &InitiativeRow, row: &table::Row) -> Option<Diagnostic> {
    let slots = measured.strips.iter().flat_map(|strip| &strip.slots);
    let slots = slots.filter(|lines| may_be_too_long(&row.slots[lines.slot].text, &lines.lines));
    let slots = slots.map(|lines| slot_text(&row.slots[lines.slot], lines));
    let cells = measured.cells.iter().zip(&row.cells).filter(|(lines, cell)| may_be_too_long(cell, lines));
    let mut texts = cells.map(|(lines, cell)| RichText::part(cell, stretch_range(lines))).chain(slots);
    texts.any(is_too_long).then(|| {
        let number = &row.number;
        let message = format!(
            "取組 {number} に、Excel のセルに入らない長さの欄があります（{} 行、{LONGEST} 字まで）",
            MOST_BREAKS + 1
        );
        Diagnostic::at(Code::Excel, row.place, message, format!("文や検討事項を減らしてください。{PDF_ONLY}"))
    })
}

/// Whether a cell may be too long that has lines of a text, each below the other: most are far from it.
fn may_be_too_long(text: &Passage, lines: &[Line]) -> bool {
    let breaks = text.text.matches('\n').count() + lines.len();
    let is_marked = text.runs.iter().any(|run| run.mark != Mark::Kept);
    is_marked || breaks > MOST_BREAKS || text.text.len() + lines.len() > LONGEST
}

/// Whether no cell can hold a text. A part that is marked counts for more than its characters.
fn is_too_long(text: RichText) -> bool {
    let markup = if text.is_marked() { text.0.len() * MARKUP } else { 0 };
    let text = text.text();
    text.matches('\n').count() > MOST_BREAKS || text.encode_utf16().count() + markup > LONGEST
}

/// A row that can't be spread over several, of a text whose name people know.
fn too_high(text: &Passage, name: &str, height: Pt) -> Option<Diagnostic> {
    (height > HIGHEST).then(|| {
        let message = format!("{name}が、Excel の行の高さ（409pt）に収まりません");
        let remedy = format!("{name}を短くするか、書式ファイルでその文字を小さくしてください。{PDF_ONLY}");
        Diagnostic::at(Code::Excel, text.place(), message, remedy)
    })
}
