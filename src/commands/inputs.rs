//! From the files that are named to their handouts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use shiryo3::diag::{Checked, Diagnostic, Source, Sources, Warned};
use shiryo3::{DEFAULT_TEMPLATE, Design, Handout, compile};

use crate::cli::Input;
use crate::files;
use crate::messages::Messages;

/// The name of the built-in template in messages.
const BUILT_IN: &str = "組み込みの書式";

/// What is to be read, with files in place of patterns and folders.
pub(super) fn expand(input: Input, messages: &mut Messages) -> Option<Input> {
    let files = files::expand(&input.files, input.template.as_deref());
    Some(Input { files: messages.checked(files, &Sources::default())?, ..input })
}

/// The text of a template, or of the built-in one.
pub(super) fn template_source(
    file: Option<&Path>,
    sources: &mut Sources,
    messages: &mut Messages,
) -> Option<Source> {
    let Some(path) = file else { return Some(sources.add(BUILT_IN, DEFAULT_TEMPLATE)) };
    let text = messages.general(files::read(path))?;
    Some(sources.add(&messages.name(path), &text))
}

/// The name of a data file that its workbook bears: without folders, which are nobody else's business.
pub(super) fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Does something with every input's handout, or says everything that is wrong with any of them.
pub(super) fn for_each_sheet<T>(
    input: &Input,
    pages: Option<usize>,
    messages: &mut Messages,
    work: impl Fn(&Handout, usize) -> Checked<Warned<T>>,
) -> Option<Vec<T>> {
    let mut sources = Sources::default();
    let mut read = |file: &PathBuf| files::read(file).map(|text| sources.add(&messages.name(file), &text));
    let data: Vec<Result<Source, Diagnostic>> = input.files.iter().map(&mut read).collect();
    let template = input.template.as_deref();
    let source = template_source(template, &mut sources, messages)?;
    let folder = template.and_then(Path::parent).unwrap_or(Path::new(""));
    let design = Design::new(&source, |path| files::read_face(path, folder));
    let design = Arc::new(messages.warned(design, &sources)?);
    let done: Vec<Option<T>> = data
        .into_iter()
        .enumerate()
        .map(|(index, data)| {
            let name = &input.files[index];
            messages.about(name, |messages| {
                let handout = compile(&messages.general(data)?, &design, pages);
                let handout = messages.warned(handout, &sources)?;
                messages.warned(work(&handout, index), &sources)
            })
        })
        .collect();
    if messages.stop() { None } else { done.into_iter().collect() }
}
