//! What the commands do, each in a file: they read and write files, and leave the work to the library.

mod ask;
mod build;
mod check;
mod create;
mod diff;
mod extract;
mod inputs;
mod merge;
mod outputs;
mod rollover;

pub(crate) use ask::ask;
pub(crate) use build::build;
pub(crate) use check::check;
pub(crate) use create::{begin, create, create_schema};
pub(crate) use diff::diff;
pub(crate) use extract::extract;
pub(crate) use merge::{apply, merge};
pub(crate) use rollover::rollover;

use crate::files::NewFile;

/// What was done, to be printed; nothing where the messages say what stood in the way.
pub(crate) type Outcome = Option<String>;

/// Files that are made but not yet written, and the lines that tell of them.
type Made = (Vec<NewFile>, String);
