//! Makes the handouts of data files.

use std::path::Path;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use shiryo3::Handout;
use shiryo3::diag::Checked;
use shiryo3::table::Table;

use super::Outcome;
use super::inputs::{for_each_sheet, stem};
use super::outputs::{self, UNTOUCHED};
use crate::cli::{Build, Format};
use crate::files::NewFile;
use crate::messages::Messages;

/// Makes all files of a build, then writes them, all or none.
pub(crate) fn build(arguments: &Build, messages: &mut Messages) -> Outcome {
    outputs::of_each(&arguments.input, UNTOUCHED, messages, |input, messages| {
        let paths = messages.general(outputs::paths(input, arguments.folder.out.as_deref()))?;
        for_each_sheet(input, arguments.fit.pages, messages, |handout, index| {
            let stem = stem(&input.files[index]);
            let files = rendered(handout, &arguments.formats.format.0, &paths[index], &stem)?;
            let lines = files.iter().map(|file| outputs::written(file, handout.measures().pages.len()));
            let lines = lines.chain([preflight(handout.table())]).collect();
            Ok((files, lines).into())
        })
    })
}

/// The files of a handout, whose path has no ending yet. `stem` is the name of its data file.
pub(super) fn rendered(
    handout: &Handout,
    formats: &[Format],
    path: &Path,
    stem: &str,
) -> Checked<Vec<NewFile>> {
    let file = |format: &Format| {
        let bytes = match format {
            Format::Pdf => handout.pdf().map_err(|mistake| vec![mistake])?,
            Format::Xlsx => handout.xlsx(stem)?,
        };
        Ok((path.with_added_extension(format.extension()), bytes))
    };
    // The thread of a sheet alone makes one format itself, and starts one for the other just here: a thread that starts
    // gets an idle core, one that is woken may get this one's. Many sheets have their threads already.
    let _ = ThreadPoolBuilder::new().use_current_thread().build_global();
    formats.par_iter().map(file).collect()
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
