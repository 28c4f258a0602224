//! Reads bytes into raw structs that keep where each value stood. Nothing is checked here beyond
//! the shape of the YAML; [`crate::resolve`] answers the rest.
//!
//! A [`Coding`] turns a file's bytes into text, and a [`Document`] reads that text as YAML. Of the
//! document's tree come the raw structs ([`sheet`], [`template`]).

mod again;
mod coding;
mod decode;
mod document;
mod doubts;
mod folded;
mod foreign;
pub(crate) mod forms;
mod headings;
mod limits;
mod node;
mod other_file;
mod parse;
mod path;
mod raw;
mod reader;
mod repeated;
mod scalar;
mod schema;
mod slips;
mod swallowed;
mod value;

use crate::diag::{Checked, Diagnostic};

pub use coding::Coding;
pub use decode::{Loaded, NO_TEXT};
pub use document::Document;
pub use doubts::{PARTED, RULES, doubts};
pub use limits::{BYTES as MAX_BYTES, LEAST_EM, MOST_EM};
pub use path::{Path, Step};
pub use raw::{
    Entries, Field, RawAgency, RawAxis, RawBarStyle, RawColumn, RawComparison, RawFills, RawHeld,
    RawInitiative, RawMargins, RawMarks, RawMeeting, RawOccasion, RawRepeat, RawRules, RawSchedule,
    RawSetting, RawSheet, RawTemplate, RawText, RawTheme, RawType, RawWhen, RawWording,
};
pub use reader::Reader;
pub use schema::{sheet as sheet_schema, template as template_schema};
pub use slips::blocks::explain as explain_blocks;
pub use slips::one_line::explain as explain_line;
pub use swallowed::Swallowed;
pub use value::Value;

pub(crate) use node::{Kind, Node, Style};
pub(crate) use scalar::Block;
pub(crate) use slips::is_stray;
pub(crate) use swallowed::looks_swallowed;

/// The text of a file, for those who need not write it back; see [`Coding::read`].
///
/// # Errors
///
/// The bytes are no text, or too many.
pub fn text(bytes: &[u8]) -> Result<String, Diagnostic> {
    Coding::read(bytes).map(|(text, _)| text)
}

/// A sheet's document as raw structs.
///
/// # Errors
///
/// It is no mapping, or seems to be a template.
pub fn sheet(document: &Document) -> Checked<Loaded<'_, RawSheet>> {
    let mut loaded = decode::decode(document, other_file::template_for_data)?;
    let found = swallowed::swallowed(document.source().text(), document.root());
    loaded.mistakes.extend(found.mistakes);
    (loaded.swallowed, loaded.doubts) = (found.swallowed, found.doubts);
    Ok(loaded)
}

/// A template's document as raw structs.
///
/// # Errors
///
/// It is no mapping, or seems to be a sheet.
pub fn template(document: &Document) -> Checked<Loaded<'_, RawTemplate>> {
    decode::decode(document, other_file::data_for_template)
}
