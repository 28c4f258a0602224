//! Tells what a file is, and reads it as a workbook.

use super::book::Book;
use super::package::{MOST_BYTES, Package};
use super::refusal::{self, Refusal};
use super::{ods, xls, xlsx};

/// How a zip archive begins, and a compound file (MS-CFB 2.2).
const ARCHIVE: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// How files begin that are no tables though they are text: PDF, HTML and other XML.
const OTHERS: [&[u8]; 3] = [b"%PDF", b"<", b"\xEF\xBB\xBF<"];

/// Reads a file, whatever its name ends in.
pub(super) fn open(bytes: &[u8]) -> Result<Book, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(refusal::too_large());
    }
    if bytes.is_empty() {
        return Err(refusal::empty());
    }
    if bytes.starts_with(COMPOUND) {
        return xls::read(bytes);
    }
    if !bytes.starts_with(ARCHIVE) {
        let is_text = !bytes.contains(&0);
        let is_other = OTHERS.iter().any(|other| bytes.starts_with(other));
        return Err(if is_text && !is_other { refusal::plain_text() } else { refusal::no_workbook() });
    }
    let mut package = Package::open(bytes)?;
    if package.has("xl/workbook.xml") {
        return xlsx::read(&mut package);
    }
    if package.has("xl/workbook.bin") {
        return Err(refusal::binary());
    }
    if package.has("content.xml") {
        return ods::read(&mut package);
    }
    Err(refusal::no_workbook())
}
