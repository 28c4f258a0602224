//! From the files that are named to their handouts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use shiryo3::diag::{Checked, Diagnostic, Source, Sources, Warned};
use shiryo3::{DEFAULT_TEMPLATE, Design, Handout, compile, template_named};

use crate::cli::{self, Input};
use crate::files;
use crate::messages::Messages;

/// The name of the built-in template in messages.
const BUILT_IN: &str = "組み込みの書式";

/// What is to be read, with files in place of patterns and folders. A template that one of the files names is
/// no data.
pub(super) fn expand(input: &Input, messages: &mut Messages) -> Option<Input> {
    let found = files::expand(&input.files, input.design.template.as_deref());
    let mut found = messages.checked(found, &Sources::default())?;
    if input.design.template.is_none() && found.len() > 1 {
        let templates: Vec<(PathBuf, PathBuf)> = found.iter().filter_map(|file| template_of(file)).collect();
        let is_named =
            |file: &PathBuf| templates.iter().any(|(by, named)| by != file && files::is_same(named, file));
        found.retain(|file| !is_named(file));
    }
    Some(Input { files: found, design: input.design.clone() })
}

/// A file, and the template that it names.
fn template_of(file: &Path) -> Option<(PathBuf, PathBuf)> {
    let name = template_named(&Sources::default().add("", &files::read(file).ok()?))?;
    Some((file.to_owned(), files::beside(file, &name.value)))
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

/// The designs of a run, one for each template. What is wrong with a template is told once.
pub(super) struct Designs {
    /// The template that the command line names. It goes before those that data files name.
    template: Option<PathBuf>,
    made: Vec<(Option<PathBuf>, Option<Arc<Design>>)>,
}

impl Designs {
    /// None yet.
    pub(super) fn new(chosen: &cli::Design) -> Designs {
        Designs { template: chosen.template.clone(), made: Vec::new() }
    }

    /// The design of a data file: by the template of the command line, else by the one that it names itself,
    /// else by the built-in one.
    pub(super) fn of(
        &mut self,
        file: &Path,
        data: &Source,
        sources: &mut Sources,
        messages: &mut Messages,
    ) -> Option<Arc<Design>> {
        let path = match (&self.template, template_named(data)) {
            (Some(template), _) => Some(template.clone()),
            (None, Some(name)) => {
                let path = files::beside(file, &name.value);
                // What it says is read below: here it is known where a mistake is to be mended.
                messages.checked(files::find_template(&name, &path).map_err(|it| vec![it]), sources)?;
                Some(path)
            }
            (None, None) => None,
        };
        self.at(path, sources, messages)
    }

    /// The design by a template, or by the built-in one.
    fn at(
        &mut self,
        path: Option<PathBuf>,
        sources: &mut Sources,
        messages: &mut Messages,
    ) -> Option<Arc<Design>> {
        if let Some((_, design)) = self.made.iter().find(|(made, _)| *made == path) {
            return design.clone();
        }
        let source = template_source(path.as_deref(), sources, messages);
        let folder = path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        let design = source.and_then(|source| {
            messages.warned(Design::new(&source, |path| files::read_face(path, folder)), sources)
        });
        let design = design.map(Arc::new);
        self.made.push((path, design.clone()));
        design
    }
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
    let mut designs = Designs::new(&input.design);
    let done: Vec<Option<T>> = data
        .into_iter()
        .enumerate()
        .map(|(index, data)| {
            let name = &input.files[index];
            let data = messages.general(data)?;
            // Of a file without its template nothing can be said.
            let design = designs.of(name, &data, &mut sources, messages)?;
            messages.about(name, |messages| {
                let handout = compile(&data, &design, pages);
                let handout = messages.warned(handout, &sources)?;
                messages.warned(work(&handout, index), &sources)
            })
        })
        .collect();
    if messages.stop() { None } else { done.into_iter().collect() }
}
