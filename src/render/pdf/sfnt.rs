//! Font files as tables (OpenType, "Table Directory").

/// The tables that a font in a PDF has use for (ISO 32000-1, 9.9).
const USED: [&[u8]; 9] = [b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep"];

/// The size of the directory before its entries.
const HEAD: usize = 12;

/// The size of an entry: tag, check sum, offset and length of a table, four bytes each.
const ENTRY: usize = 16;

/// Tables begin at multiples of this.
const ALIGNMENT: usize = 4;

/// The content of a table, if a font file has it.
pub(super) fn table<'a>(font: &'a [u8], tag: &[u8]) -> Option<&'a [u8]> {
    entries(font).find(|entry| entry.starts_with(tag)).and_then(|entry| content(font, entry))
}

/// A font file without the tables that nobody reads in a PDF.
pub(super) fn lean(font: &[u8]) -> Vec<u8> {
    let used: Vec<&[u8]> = entries(font).filter(|entry| USED.contains(&&entry[..4])).collect();
    let mut file = font[..4].to_vec();
    let count = used.len() as u16;
    // For a search by halves: the greatest power of two among the entries, in bytes and as such, and the rest.
    let power = count.checked_ilog2().unwrap_or_default() as u16;
    let range = (1 << power) * ENTRY as u16;
    for number in [count, range, power, count * ENTRY as u16 - range] {
        file.extend(number.to_be_bytes());
    }
    let mut start = HEAD + used.len() * ENTRY;
    for entry in &used {
        file.extend([&entry[..8], &(start as u32).to_be_bytes(), &entry[12..]].concat());
        start += content(font, entry).unwrap_or_default().len().next_multiple_of(ALIGNMENT);
    }
    for entry in used {
        file.extend(content(font, entry).unwrap_or_default());
        file.resize(file.len().next_multiple_of(ALIGNMENT), 0);
    }
    file
}

/// The entries of the directory.
fn entries(font: &[u8]) -> impl Iterator<Item = &[u8]> {
    let count = font.get(4..6).map_or(0, |bytes| u16::from_be_bytes([bytes[0], bytes[1]]));
    font.get(HEAD..).unwrap_or_default().chunks_exact(ENTRY).take(count.into())
}

/// The content of the table of an entry.
fn content<'a>(font: &'a [u8], entry: &[u8]) -> Option<&'a [u8]> {
    let number = |at| Some(u32::from_be_bytes(*entry.get(at..)?.first_chunk()?) as usize);
    let (offset, length) = (number(8)?, number(12)?);
    font.get(offset..offset.checked_add(length)?)
}
