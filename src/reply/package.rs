//! The parts of a zip archive, none of them larger than it may be.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::refusal::{self, Refusal};

/// The most bytes that a file may have. Two dozen pictures in a reply are a few megabytes.
pub(super) const MOST_BYTES: usize = 64 << 20;

/// The most bytes of a part, inflated. The printed sheet of 3,000 rows has 8 MB.
const MOST_OF_PART: u64 = 48 << 20;

/// The most bytes of all parts that are read, inflated.
const MOST_OF_ALL: u64 = 96 << 20;

/// The most parts.
const MOST_PARTS: usize = 20_000;

/// An archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be inflated.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| refusal::broken())?;
        if archive.len() > MOST_PARTS {
            return Err(refusal::too_large());
        }
        Ok(Package { archive, left: MOST_OF_ALL })
    }

    /// Whether it has a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; `None` where there is none. However large its header says it is, no more than may
    /// be is inflated.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let part = self.archive.by_index(index).map_err(|_| refusal::broken())?;
        let most = MOST_OF_PART.min(self.left);
        if part.size() > most {
            return Err(refusal::too_large());
        }
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_| refusal::broken())?;
        if bytes.len() as u64 > most {
            return Err(refusal::too_large());
        }
        self.left -= bytes.len() as u64;
        let text = String::from_utf8(bytes).map_err(|_| refusal::broken())?;
        Ok(Some(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)))
    }

    /// The text of a part that there must be.
    pub(super) fn required(&mut self, name: &str) -> Result<String, Refusal> {
        self.text(name)?.ok_or_else(refusal::broken)
    }
}
