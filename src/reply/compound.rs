//! Finds the stream of records in a workbook of Excel 97 to 2003, a compound file (MS-CFB). Programs write
//! tables that are longer than the file: sectors that are not there are left out.

use super::refusal::{self, Refusal};

/// The length of the header, and of an entry of the directory.
const HEADER: usize = 512;
const ENTRY: usize = 128;

/// Where the header lists the first sectors of the table, and how many of them (MS-CFB 2.2).
const LISTED: (usize, usize) = (76, 109);

/// Streams that are shorter than this lie in the stream of the root, in sectors of 64 bytes.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;

/// The records of the workbook.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let file = File::open(bytes).ok_or_else(refusal::broken)?;
    let entries = file.entries();
    let find = |name: &str| entries.iter().find(|entry| entry.name == name);
    if find("EncryptedPackage").is_some() {
        return Err(refusal::locked());
    }
    let entry = find("Workbook").or_else(|| find("Book")).ok_or_else(refusal::no_workbook)?;
    let mut records = match entry.length < SMALL {
        true => file.small(entry, entries.first()),
        false => file.chain(entry.start),
    };
    records.truncate(entry.length);
    Ok(records)
}

/// An entry of the directory.
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

struct File<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The sector behind each.
    table: Vec<u32>,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<File<'a>> {
        let sector = match half(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = File { bytes, sector, table: Vec::new() };
        let listed = (0..LISTED.1).filter_map(|index| word(bytes, LISTED.0 + 4 * index));
        let mut sectors: Vec<u32> = listed.filter(|sector| file.sector(*sector).is_some()).collect();
        // Further ones are listed in sectors of their own, each with the next one at its end.
        let mut next = word(bytes, 68)?;
        for _ in 0..file.count() {
            let Some(list) = file.sector(next) else { break };
            let words: Vec<u32> = words(list).collect();
            let (last, listed) = words.split_last()?;
            sectors.extend(listed.iter().filter(|sector| file.sector(**sector).is_some()));
            next = *last;
        }
        file.table = sectors.iter().filter_map(|sector| file.sector(*sector)).flat_map(words).collect();
        Some(file)
    }

    /// How many sectors there are.
    fn count(&self) -> usize {
        self.bytes.len().saturating_sub(HEADER).div_ceil(self.sector)
    }

    /// The bytes of a sector.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..(start + self.sector).min(self.bytes.len())).filter(|sector| !sector.is_empty())
    }

    /// The bytes of a sector and all behind it.
    fn chain(&self, first: u32) -> Vec<u8> {
        let next = |sector: &u32| self.table.get(*sector as usize).copied();
        let sectors = std::iter::successors(Some(first), next).take(self.count());
        sectors.map_while(|sector| self.sector(sector)).flatten().copied().collect()
    }

    fn entries(&self) -> Vec<Entry> {
        let directory = word(self.bytes, 48).map_or(Vec::new(), |first| self.chain(first));
        let entry = |entry: &[u8]| {
            let length = usize::from(half(entry, 64)?).min(64).saturating_sub(2);
            let units: Vec<u16> = (0..length / 2).filter_map(|index| half(entry, 2 * index)).collect();
            let (start, length) = (word(entry, 116)?, word(entry, 120)? as usize);
            Some(Entry { name: String::from_utf16_lossy(&units), start, length })
        };
        directory.chunks_exact(ENTRY).filter_map(entry).collect()
    }

    /// A stream that lies in the root's.
    fn small(&self, entry: &Entry, root: Option<&Entry>) -> Vec<u8> {
        let whole = root.map_or(Vec::new(), |root| self.chain(root.start));
        let table: Vec<u32> =
            words(&word(self.bytes, 60).map_or(Vec::new(), |first| self.chain(first))).collect();
        let next = |sector: &u32| table.get(*sector as usize).copied();
        let sectors = std::iter::successors(Some(entry.start), next).take(SMALL / SMALL_SECTOR);
        let bytes = sectors.map_while(|sector| {
            let start = (sector as usize).checked_mul(SMALL_SECTOR)?;
            whole.get(start..start + SMALL_SECTOR)
        });
        bytes.flatten().copied().collect()
    }
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|bytes| word(bytes, 0))
}
