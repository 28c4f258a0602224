//! Takes out of a finished workbook what rust_xlsxwriter writes into every workbook and has no setting for, and puts in
//! what it would take long for.

use std::fmt::Write as _;
use std::io::{self, Write};

use libdeflater::{CompressionLvl, Compressor, Decompressor, crc32};
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchive, ZipArchiveWriter};
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::column_number_to_name;

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

/// When all parts were made: on the first day that an archive can name, 1980-01-01, in seconds since 1970 (APPNOTE 4.4.6).
const MADE: i64 = 315_532_800;

/// How hard parts are packed: where size and time meet. A level more takes a tenth longer, for a hundredth of the size.
const LEVEL: i32 = 5;

/// How hard rust_xlsxwriter packs them, just to be unpacked here.
pub(super) const QUICK: u8 = 1;

/// The end of the cells of a worksheet, behind which stands which of them are merged (ECMA-376 18.3.1.55, 18.3.1.99).
const END_OF_CELLS: &str = "</sheetData>";

/// Finishes a workbook as rust_xlsxwriter packs it. `growing` are the parts of the worksheets whose rows grow
/// with their text, and `merged` the blocks of the first worksheet that are merged. The finished one says nothing of the
/// system that it was made on: one sheet gives the same bytes everywhere.
///
/// # Errors
///
/// It is no archive of texts.
pub(super) fn finish(xlsx: &[u8], growing: &[&str], merged: Vec<Block>) -> Result<Vec<u8>, XlsxError> {
    Ok(repacked(xlsx, growing, &merge_cells(merged))?)
}

/// The workbook with all parts changed as they have to be.
fn repacked(xlsx: &[u8], growing: &[&str], merged: &str) -> io::Result<Vec<u8>> {
    let level = CompressionLvl::new(LEVEL).unwrap_or_default();
    let (mut unpacker, mut packer) = (Decompressor::new(), Compressor::new(level));
    let mut finished = ZipArchiveWriter::new(Vec::with_capacity(xlsx.len()));
    let archive = ZipArchive::from_slice(xlsx).map_err(io::Error::other)?;
    let mut parts = archive.entries();
    while let Some(part) = parts.next_entry().map_err(io::Error::other)? {
        let name = part.file_path().try_normalize().map_err(io::Error::other)?;
        let packed = archive.get_entry(part.wayfinder()).map_err(io::Error::other)?;
        let mut content = vec![0; part.uncompressed_size_hint() as usize];
        unpacker.deflate_decompress(packed.data(), &mut content).map_err(io::Error::other)?;
        if let Some((excess, right)) = change(name.as_ref(), growing, merged) {
            let text = String::from_utf8(content).map_err(io::Error::other)?;
            content = text.replace(excess, right).into_bytes();
        }
        add(&mut finished, name.as_ref(), &content, &mut packer)?;
    }
    finished.finish().map_err(io::Error::other)
}

/// Adds a part to an archive.
fn add(
    archive: &mut ZipArchiveWriter<Vec<u8>>,
    name: &str,
    content: &[u8],
    packer: &mut Compressor,
) -> io::Result<()> {
    let mut packed = vec![0; packer.deflate_compress_bound(content.len())];
    let length = packer.deflate_compress(content, &mut packed).map_err(io::Error::other)?;
    let part = archive.new_file(name).last_modified(UtcDateTime::from_unix(MADE));
    let part = part.compression_method(CompressionMethod::DEFLATE);
    let (mut part, _) = part.start().map_err(io::Error::other)?;
    part.write_all(&packed[..length])?;
    part.finish(DataDescriptorOutput::new(crc32(content), content.len() as u64)).map_err(io::Error::other)?;
    Ok(())
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
    let mut merged = format!(r#"{END_OF_CELLS}<mergeCells count="{}">"#, blocks.len());
    for block in &blocks {
        let [left, right] = [block.columns.0, block.columns.1].map(|column| &names[usize::from(column)]);
        let (top, bottom) = (block.rows.0 + 1, block.rows.1 + 1);
        let _ = write!(merged, r#"<mergeCell ref="{left}{top}:{right}{bottom}"/>"#);
    }
    merged + "</mergeCells>"
}
