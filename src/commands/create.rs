//! Writes the files to begin with: data, template, JSON Schemas.

use std::path::Path;

use shiryo3::diag::Sources;
use shiryo3::{load, read_template};

use super::Outcome;
use super::inputs::template_source;
use crate::files::{self, shown};
use crate::messages::Messages;

/// Writes a text to a file that is not there yet.
pub(crate) fn create(file: &Path, text: &str, messages: &mut Messages) -> Outcome {
    messages.general(files::create(file, text))?;
    Some(format!("{} を作りました\n", shown(file)))
}

/// Writes the schema of the data files that are made with a template.
pub(crate) fn create_schema(file: &Path, template: Option<&Path>, messages: &mut Messages) -> Outcome {
    let mut sources = Sources::default();
    let source = template_source(template, &mut sources, messages)?;
    let template = messages.checked(read_template(&source), &sources)?;
    create(file, &load::sheet_schema(template.text_columns(), template.shows_numbers()), messages)
}
