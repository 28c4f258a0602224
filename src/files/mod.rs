//! Reads and writes files for the program, with messages that say what to do.

mod create;
mod disk;
mod hold;
mod inputs;
mod name;
mod read;
mod reason;
mod replace;
mod replies;
mod temporary;
#[cfg(test)]
mod tests;

pub(crate) use create::{create, create_bytes, unwritten};
pub(crate) use disk::FileSystem;
pub(crate) use inputs::{expand, is_pattern, is_same, is_yaml};
pub(crate) use name::shown;
pub(crate) use read::{find_template, read, read_coded, read_face, read_whole};
pub(crate) use replace::{Failure, NewFile, replace_all};
pub(crate) use replies::Replies;

use std::path::{Path, PathBuf};

/// The file that another one names from its own folder on.
pub(crate) fn beside(file: &Path, name: &str) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(name.trim())
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
