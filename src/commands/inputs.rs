//! From the files that are named to their handouts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
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
    messages: &Messages,
) -> Result<Source, Diagnostic> {
    let Some(path) = file else { return Ok(sources.add(BUILT_IN, DEFAULT_TEMPLATE)) };
    Ok(sources.add(&messages.name(path), &files::read(path)?))
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
        messages: &Messages,
    ) -> Checked<Warned<Arc<Design>>> {
        let path = match (&self.template, template_named(data)) {
            (Some(template), _) => Some(template.clone()),
            (None, Some(name)) => {
                let path = files::beside(file, &name.value);
                // What it says is read below: here it is known where a mistake is to be mended.
                files::find_template(&name, &path).map_err(|it| vec![it])?;
                Some(path)
            }
            (None, None) => None,
        };
        if let Some((_, design)) = self.made.iter().find(|(made, _)| *made == path) {
            return design.clone().map(Warned::from).ok_or_else(Vec::new);
        }
        let design = designed(path.as_deref(), sources, messages);
        self.made.push((path, design.as_ref().ok().map(|design| Arc::clone(&design.value))));
        design
    }
}

/// The design by a template, or by the built-in one.
fn designed(path: Option<&Path>, sources: &mut Sources, messages: &Messages) -> Checked<Warned<Arc<Design>>> {
    let source = template_source(path, sources, messages).map_err(|mistake| vec![mistake])?;
    let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
    let Warned { value, warnings } = Design::new(&source, |path| files::read_face(path, folder))?;
    Ok(Warned { value: Arc::new(value), warnings })
}

/// The name of a data file that its workbook bears: without folders, which are nobody else's business.
pub(super) fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Does something with every input's handout, or says everything that is wrong with any of them, file by file.
/// The work on several is spread over the processor's cores; one alone stays on this thread.
pub(super) fn for_each_sheet<T: Send>(
    input: &Input,
    pages: Option<usize>,
    messages: &mut Messages,
    work: impl Fn(&Handout, usize) -> Checked<Warned<T>> + Sync,
) -> Option<Vec<T>> {
    let mut sources = Sources::default();
    let opened = open(input, &mut sources, messages);
    let make = |(index, opened): (usize, &Checked<Warned<Opened>>)| {
        let Opened { data, design } = &opened.as_ref().ok()?.value;
        Some(Made::of(compile(data, design, pages), |handout| work(handout, index)))
    };
    let made: Vec<Option<Made<T>>> = match &*opened {
        [one] => vec![make((0, one))],
        many => many.par_iter().enumerate().map(make).collect(),
    };
    let files = input.files.iter().zip(opened.into_iter().zip(made));
    let done = files.map(|(file, (opened, made))| {
        messages.warned(opened, &sources)?;
        messages.about(file, |messages| {
            let Made { found, value } = made?;
            found.iter().for_each(|found| messages.add(found, &sources));
            value
        })
    });
    let done: Vec<Option<T>> = done.collect();
    if messages.stop() { None } else { done.into_iter().collect() }
}

/// A data file and its design.
struct Opened {
    data: Source,
    design: Arc<Design>,
}

/// Reads the inputs and the templates that they name. Of a file without its template nothing can be said.
fn open(input: &Input, sources: &mut Sources, messages: &Messages) -> Vec<Checked<Warned<Opened>>> {
    let mut read = |file: &PathBuf| files::read(file).map(|text| sources.add(&messages.name(file), &text));
    let data: Vec<Result<Source, Diagnostic>> = input.files.iter().map(&mut read).collect();
    let mut designs = Designs::new(&input.design);
    let opened = input.files.iter().zip(data).map(|(file, data)| {
        let data = data.map_err(|mistake| vec![mistake])?;
        let Warned { value: design, warnings } = designs.of(file, &data, sources, messages)?;
        Ok(Warned { value: Opened { data, design }, warnings })
    });
    opened.collect()
}

/// What has come of an input.
struct Made<T> {
    /// What was found in the sheet, then at the work on its handout.
    found: Vec<Vec<Diagnostic>>,
    /// What the work gave, if it came to that.
    value: Option<T>,
}

impl<T> Made<T> {
    fn of(handout: Checked<Warned<Handout>>, work: impl Fn(&Handout) -> Checked<Warned<T>>) -> Made<T> {
        match handout.map(|handout| (work(&handout.value), handout.warnings)) {
            Err(mistakes) => Made { found: vec![mistakes], value: None },
            Ok((Err(mistakes), warnings)) => Made { found: vec![warnings, mistakes], value: None },
            Ok((Ok(made), warnings)) => {
                Made { found: vec![warnings, made.warnings], value: Some(made.value) }
            }
        }
    }
}
