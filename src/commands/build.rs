//! Makes the handouts of data files.

use std::path::Path;

use shiryo3::Handout;
use shiryo3::diag::Checked;
use shiryo3::table::Table;

use super::inputs::{expand, for_each_sheet, stem};
use super::{Outcome, outputs};
use crate::cli::{Fit, Format, Input};
use crate::files::NewFile;
use crate::messages::Messages;

/// Makes all files of a build, then writes them, all or none.
pub(crate) fn build(
    input: Input,
    fit: Fit,
    out: Option<&Path>,
    formats: &[Format],
    messages: &mut Messages,
) -> Outcome {
    let input = expand(input, messages);
    let made = input.as_ref().and_then(|input| make(input, fit, out, formats, messages));
    outputs::write(made, input.as_ref().map_or(&[], |input| &input.files), messages)
}

/// The files of a build, and what to say when they have been written.
fn make(
    input: &Input,
    fit: Fit,
    out: Option<&Path>,
    formats: &[Format],
    messages: &mut Messages,
) -> Option<(Vec<NewFile>, String)> {
    let outputs = messages.general(outputs::paths(input, out))?;
    let made = for_each_sheet(input, fit.pages, messages, |handout, index| {
        let made = rendered(handout, formats, &outputs[index], &stem(&input.files[index]))?;
        let lines = made.iter().map(|file| outputs::written(file, handout.measures().pages.len()));
        let lines: String = lines.chain([preflight(handout.table())]).collect();
        Ok((made, lines).into())
    });
    let (files, lines): (Vec<_>, Vec<String>) = made?.into_iter().unzip();
    Some((files.concat(), lines.concat()))
}

/// The files of a handout, whose path has no ending yet. `stem` is the name of its data file.
pub(super) fn rendered(
    handout: &Handout,
    formats: &[Format],
    path: &Path,
    stem: &str,
) -> Checked<Vec<NewFile>> {
    let formats = [Format::Pdf, Format::Xlsx].into_iter().filter(|format| formats.contains(format));
    let files = formats.map(|format| {
        let bytes = match format {
            Format::Pdf => handout.pdf().map_err(|mistake| vec![mistake])?,
            Format::Xlsx => handout.xlsx(stem)?,
        };
        Ok((path.with_added_extension(format.extension()), bytes))
    });
    files.collect()
}

/// What to know before printing: paper, type, and how small that gets when A3 is copied down to A4.
fn preflight(table: &Table) -> String {
    let (paper, smallest) = (table.look.paper, table.smallest_type().0.0);
    let direction = if paper.landscape { "横" } else { "縦" };
    let (name, body) = (paper.format.name(), table.look.text.body.0);
    let sizes = format!("用紙 {name}{direction}、本文 {body:.1}pt、最も小さい文字 {smallest:.1}pt");
    let copied = paper.format.copied_to_a4().map(|factor| smallest * factor);
    let copied = copied.map_or(String::new(), |copied| format!("（A4 に縮小コピーすると {copied:.1}pt）"));
    format!("{sizes}{copied}\n")
}
