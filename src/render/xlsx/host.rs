//! Makes the bytes of a workbook the same on every system.

/// The signature of a file's entry in the directory at the end of a ZIP archive, and where its fields
/// stand (APPNOTE 4.3.12): the system that made the file, then the lengths of three fields of any
/// length, behind which the next entry begins.
const ENTRY: &[u8] = b"PK\x01\x02";
const SYSTEM: usize = 5;
const LENGTHS: [usize; 3] = [28, 30, 32];
const ENTRY_LENGTH: usize = 46;

/// The signature of the record behind the directory, and where it says at which byte the directory
/// begins (APPNOTE 4.3.16). An archive without a comment ends with the record.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const START: usize = 16;

/// The number of Unix (APPNOTE 4.4.2.2).
const UNIX: u8 = 3;

/// The same workbook, whose files all say that they were made on Unix: rust_xlsxwriter notes the
/// system that it runs on, so that one sheet gave other bytes on Windows. Bytes that are no ZIP archive
/// without a comment stay as they are.
pub(super) fn same_everywhere(mut workbook: Vec<u8>) -> Vec<u8> {
    let mut at = directory(&workbook).unwrap_or(workbook.len());
    while let Some(next) = next_entry(&workbook, at) {
        workbook[at + SYSTEM] = UNIX;
        at = next;
    }
    workbook
}

/// Where the directory begins.
fn directory(archive: &[u8]) -> Option<usize> {
    let end = archive.len().checked_sub(END_LENGTH)?;
    let start = archive.get(end + START..end + START + 4)?.try_into().ok()?;
    archive[end..].starts_with(END).then(|| u32::from_le_bytes(start) as usize)
}

/// Where the entry that stands at a byte ends, if one does.
fn next_entry(archive: &[u8], at: usize) -> Option<usize> {
    let entry = archive.get(at..)?.get(..ENTRY_LENGTH)?;
    let length = |at: usize| usize::from(u16::from_le_bytes([entry[at], entry[at + 1]]));
    entry.starts_with(ENTRY).then(|| at + ENTRY_LENGTH + LENGTHS.map(length).iter().sum::<usize>())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipWriter};

    use super::*;

    fn archive(system: System) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["[Content_Types].xml", "表.xml"] {
            let options = SimpleFileOptions::default().system(system).unix_permissions(0o600);
            archive.start_file(name, options).unwrap();
            archive.write_all(b"PK\x01\x02").unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn the_system_leaves_no_trace() {
        assert!(archive(System::Dos) != archive(System::Unix));
        assert!(same_everywhere(archive(System::Dos)) == archive(System::Unix));
        assert!(same_everywhere(archive(System::Unix)) == archive(System::Unix));
    }

    #[test]
    fn other_bytes_stay() {
        for bytes in [&b""[..], b"PK\x05\x06", &[b'P'; 100]] {
            assert_eq!(same_everywhere(bytes.to_vec()), bytes);
        }
    }
}
