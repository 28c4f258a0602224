//! Takes out of a finished workbook what rust_xlsxwriter writes into every workbook and has no setting for.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::XlsxError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The part that describes the whole workbook.
const WORKBOOK: &str = "xl/workbook.xml";

/// Makes Excel compute everything when it opens the workbook. It has no formulas, but then Excel asks
/// everybody who closes it whether to save changes (ECMA-376 18.2.2).
const CALCULATION: &str = r#"<calcPr calcId="124519" fullCalcOnLoad="1"/>"#;

/// Says that a person chose the height of a row (ECMA-376 18.3.1.73). Without that Excel fits it anew
/// to a text that is edited or sorted into it.
const FIXED_HEIGHT: &str = r#" customHeight="1""#;

/// How hard parts are packed: worksheets of many cells become smaller than at the usual level 6, in half the time.
pub(super) const LEVEL: u8 = 5;

/// Finishes a workbook as rust_xlsxwriter packs it. `growing` are the parts of the worksheets whose rows grow
/// with their text.
///
/// # Errors
///
/// It is no archive of texts.
pub(super) fn finish(xlsx: Vec<u8>, growing: &[&str]) -> Result<Vec<u8>, XlsxError> {
    let mut parts = ZipArchive::new(Cursor::new(xlsx))?;
    let mut finished = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..parts.len() {
        let mut part = parts.by_index(index)?;
        let name = part.name()?.into_owned();
        let Some(excess) = excess(&name, growing) else {
            finished.raw_copy_file(part)?;
            continue;
        };
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        let options =
            SimpleFileOptions::default().last_modified_time(part.last_modified().unwrap_or_default());
        finished.start_file(&name, options.compression_level(Some(i64::from(LEVEL))))?;
        finished.write_all(text.replace(excess, "").as_bytes())?;
    }
    Ok(finished.finish()?.into_inner())
}

/// What is not wanted in a part. Texts of the sheet can't be hit: they stand in other parts, or with `<`
/// escaped.
fn excess(part: &str, growing: &[&str]) -> Option<&'static str> {
    match part {
        WORKBOOK => Some(CALCULATION),
        _ if growing.contains(&part) => Some(FIXED_HEIGHT),
        _ => None,
    }
}
