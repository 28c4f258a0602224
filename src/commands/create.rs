//! Writes the files to begin with: data, template, JSON Schemas.

use std::path::Path;

use shiryo3::diag::{Code, Diagnostic, Sources};
use shiryo3::{Sample, load, nearest, read_template};

use super::Outcome;
use super::inputs::{stem, template_source};
use crate::cli::{Init, Schema};
use crate::files::{self, shown};
use crate::messages::Messages;

/// What the name of a template ends in that is written beside a data file.
const TEMPLATE: &str = "書式";

/// Writes a text to a file that is not there yet.
pub(crate) fn create(file: &Path, text: &str, messages: &mut Messages) -> Outcome {
    messages.general(files::create(file, text))?;
    Some(format!("{} を作りました\n", shown(file)))
}

/// Writes a sample, the plain one where none is named, and the template that it names beside it. Without a file
/// or a name, tells which samples there are.
pub(crate) fn begin(arguments: &Init, messages: &mut Messages) -> Outcome {
    let name = arguments.sample.as_deref().unwrap_or(Sample::ALL[0].name);
    let (file, name) = match (arguments.file.as_deref(), name) {
        (Some(file), name) if !name.is_empty() => (file, name),
        _ => return Some(list()),
    };
    let sample = messages.general(sample(name))?;
    let template = file.with_file_name(format!("{}_{}.yaml", stem(file), TEMPLATE));
    let data = sample.data(&template.file_name().unwrap_or_default().to_string_lossy());
    // Both or none: what is there already is found before anything is written.
    let texts = [Some((file, data.as_str())), sample.template.map(|text| (template.as_path(), text))];
    let texts: Vec<(&Path, &str)> = texts.into_iter().flatten().collect();
    for (path, _) in &texts {
        messages.general(files::unwritten(path))?;
    }
    let made = texts.into_iter().rev().map(|(path, text)| create(path, text, messages));
    made.collect()
}

/// The sample of a name.
fn sample(name: &str) -> Result<Sample, Diagnostic> {
    let known = Sample::ALL.map(|sample| sample.name);
    let found = Sample::ALL.into_iter().find(|sample| sample.name == name.trim());
    found.ok_or_else(|| {
        let message = format!("「{name}」という見本はありません");
        Diagnostic::general(Code::Choice, message, nearest::remedy(name, &known))
    })
}

/// The samples, a line each.
fn list() -> String {
    let lines = Sample::ALL.map(|sample| format!("  {}: {}\n", sample.name, sample.purpose));
    format!("選べる見本:\n{}\n例: shiryo3 init r9.yaml --from {}\n", lines.concat(), Sample::ALL[1].name)
}

/// Writes the schema of templates, or of the data files that are made with one.
pub(crate) fn create_schema(arguments: &Schema, messages: &mut Messages) -> Outcome {
    if arguments.template {
        return create(&arguments.file, &load::template_schema(), messages);
    }
    let mut sources = Sources::default();
    let source = template_source(arguments.data_of.as_deref(), &mut sources, messages);
    let source = messages.general(source)?;
    let template = messages.checked(read_template(&source), &sources)?;
    create(&arguments.file, &load::sheet_schema(template.text_columns(), template.shows_numbers()), messages)
}
