//! Writes files that must not be there yet.

use std::io::{self, ErrorKind};
use std::path::Path;

use shiryo3::diag::{Code, Diagnostic};

use super::disk::{Disk, FileSystem};
use super::hold::Hold;
use super::reason::unwritable;
use super::{folder_of, shown};

/// Writes a file that must not be there yet, whole or not at all.
///
/// # Errors
///
/// It is there, or can't be written.
pub(crate) fn create(path: &Path, text: &str) -> Result<(), Diagnostic> {
    create_bytes(path, text.as_bytes())
}

/// The same with bytes.
///
/// # Errors
///
/// See [`create`].
pub(crate) fn create_bytes(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    write_new(path, bytes).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(path),
        _ => unwritable(path, &error),
    })
}

/// Looks whether a file is not there yet.
///
/// # Errors
///
/// It is.
pub(crate) fn unwritten(path: &Path) -> Result<(), Diagnostic> {
    if path.symlink_metadata().is_ok() { Err(exists(path)) } else { Ok(()) }
}

fn exists(path: &Path) -> Diagnostic {
    Diagnostic::general(
        Code::FileExists,
        format!("{} は既にあります。上書きはしません", shown(path)),
        "別の名前を書いてください",
    )
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let disk = FileSystem::new();
    let _hold = Hold::on(folder_of(path), &disk)?;
    let file = disk.write(folder_of(path), bytes, None)?;
    file.as_file().sync_all()?;
    disk.go_on()?;
    file.into_temp_path().persist_noclobber(path).map_err(|error| error.error)
}
