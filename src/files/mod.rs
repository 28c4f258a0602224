//! Reads and writes files for the program, with messages that say what to do.

mod create;
mod disk;
mod hold;
mod inputs;
mod name;
mod read;
mod reason;
mod replace;
#[cfg(test)]
mod tests;

pub use create::create;
pub use disk::FileSystem;
pub use inputs::{expand, is_pattern, is_yaml};
pub use name::shown;
pub use read::{read, read_face};
pub use replace::{Failure, NewFile, replace_all};

use std::path::Path;

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
