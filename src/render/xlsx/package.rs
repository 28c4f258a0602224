//! Takes out of a finished workbook what rust_xlsxwriter writes into every workbook and has no setting for, and puts in
//! what it would take long for.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::column_number_to_name;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::grid::Block;

/// The part that describes the whole workbook.
const WORKBOOK: &str = "xl/workbook.xml";

/// The part of the first worksheet.
pub(super) const FIRST_SHEET: &str = "xl/worksheets/sheet1.xml";

/// Makes Excel compute everything when it opens the workbook. It has no formulas, but then Excel asks
/// everybody who closes it whether to save changes (ECMA-376 18.2.2).
const CALCULATION: &str = r#"<calcPr calcId="124519" fullCalcOnLoad="1"/>"#;

/// Says that a person chose the height of a row (ECMA-376 18.3.1.73). Without that Excel fits it anew
/// to a text that is edited or sorted into it.
const FIXED_HEIGHT: &str = r#" customHeight="1""#;

/// How hard parts are packed: worksheets of many cells become smaller than at the usual level 6, in half the time.
const LEVEL: i64 = 5;

/// How hard rust_xlsxwriter packs them, just to be unpacked here.
pub(super) const QUICK: u8 = 1;

/// Parts of fewer bytes stay as they are packed: to begin anew takes longer than their few bytes are worth.
const SHORT: u64 = 2048;

/// The end of the cells of a worksheet, behind which stands which of them are merged (ECMA-376 18.3.1.55, 18.3.1.99).
const END_OF_CELLS: &str = "</sheetData>";

/// Finishes a workbook as rust_xlsxwriter packs it. `growing` are the parts of the worksheets whose rows grow
/// with their text, and `merged` the blocks of the first worksheet that are merged.
///
/// # Errors
///
/// It is no archive of texts.
pub(super) fn finish(xlsx: Vec<u8>, growing: &[&str], merged: Vec<Block>) -> Result<Vec<u8>, XlsxError> {
    let mut parts = ZipArchive::new(Cursor::new(xlsx))?;
    let mut finished = ZipWriter::new(Cursor::new(Vec::new()));
    let merged = merge_cells(merged);
    for index in 0..parts.len() {
        let part = parts.by_index(index)?;
        let name = part.name()?.into_owned();
        let change = change(&name, growing, &merged);
        if change.is_none() && part.size() < SHORT {
            finished.raw_copy_file(part)?;
            continue;
        }
        let options =
            SimpleFileOptions::default().last_modified_time(part.last_modified().unwrap_or_default());
        finished.start_file(&name, options.compression_level(Some(LEVEL)))?;
        finished.write_all(changed(part, change)?.as_bytes())?;
    }
    Ok(finished.finish()?.into_inner())
}

/// The text of a part after a change.
fn changed(mut part: impl Read, change: Option<(&str, &str)>) -> Result<String, XlsxError> {
    let mut text = String::new();
    part.read_to_string(&mut text)?;
    Ok(match change {
        Some((excess, right)) => text.replace(excess, right),
        None => text,
    })
}

/// What is not wanted in a part, and what comes in its place. Texts of the sheet can't be hit: they stand in other
/// parts, or with `<` escaped.
fn change<'a>(part: &str, growing: &[&str], merged: &'a str) -> Option<(&'static str, &'a str)> {
    match part {
        WORKBOOK => Some((CALCULATION, "")),
        FIRST_SHEET if !merged.is_empty() => Some((END_OF_CELLS, merged)),
        _ if growing.contains(&part) => Some((FIXED_HEIGHT, "")),
        _ => None,
    }
}

/// The end of the cells of a worksheet with some blocks that are merged, if there are any. rust_xlsxwriter merges, too,
/// but looks for the format of a block anew for each of its cells, and keeps a list of all merged cells. By columns they
/// take less room.
fn merge_cells(mut blocks: Vec<Block>) -> String {
    if blocks.is_empty() {
        return String::new();
    }
    blocks.sort_by_key(|block| (block.columns, block.rows));
    let last = blocks.iter().map(|block| block.columns.1).max().unwrap_or_default();
    let names: Vec<String> = (0..=last).map(column_number_to_name).collect();
    let merged = blocks.iter().map(|block| {
        let [left, right] = [block.columns.0, block.columns.1].map(|column| &names[usize::from(column)]);
        format!(r#"<mergeCell ref="{left}{}:{right}{}"/>"#, block.rows.0 + 1, block.rows.1 + 1)
    });
    format!(
        r#"{END_OF_CELLS}<mergeCells count="{}">{}</mergeCells>"#,
        blocks.len(),
        merged.collect::<String>()
    )
}
