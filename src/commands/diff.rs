//! Makes what shows how a sheet changed since an earlier version.

use std::path::{Path, PathBuf};

use shiryo3::diag::Sources;
use shiryo3::{Earlier, Handout, compile, diff, read_sheet, read_template};

use super::build::rendered;
use super::inputs::{Designs, stem, template_source};
use super::{Outcome, outputs};
use crate::cli::{DiffFormat, Fit, Format, Style, Versions};
use crate::files::{self, NewFile, shown};
use crate::messages::Messages;

/// What the name of the list of changes ends in.
const CHANGES: &str = "変更";

/// Makes all files, then writes them, all or none; says so where nothing changed.
pub(crate) fn diff(arguments: &Versions, fit: Fit, out: &Path, messages: &mut Messages) -> Outcome {
    let versions = Pair::read(arguments, fit, messages);
    let made = versions.and_then(|versions| make(&versions, arguments, out, messages));
    outputs::write(made, &[arguments.old.clone(), arguments.new.clone()], messages)
}

/// The files, and what to say when they have been written.
fn make(
    versions: &Pair,
    arguments: &Versions,
    out: &Path,
    messages: &mut Messages,
) -> Option<(Vec<NewFile>, String)> {
    let changes = versions.new.changes(&versions.old);
    if !changes.are_any() {
        let [old, new] = [&arguments.old, &arguments.new].map(shown);
        return Some((
            Vec::new(),
            format!("変更なし: {new} の内容は {old} と同じです（何も作りませんでした）\n"),
        ));
    }
    let path = |name: &str| out.join(format!("{}_{name}", stem(&arguments.new)));
    let (mut files, mut lines) = (Vec::new(), String::new());
    for style in &arguments.style.0 {
        let (made, pages) = versions.files(*style, arguments, &path(style.name()), messages)?;
        lines.extend(made.iter().map(|file| outputs::written(file, pages)));
        files.extend(made);
    }
    if arguments.format.0.contains(&DiffFormat::Json) {
        let list = (path(CHANGES).with_added_extension("json"), diff::json(&changes).into_bytes());
        lines.push_str(&format!("{} を作りました\n", shown(&list.0)));
        files.push(list);
    }
    Some((files, lines))
}

/// Both versions, read.
struct Pair {
    old: Earlier,
    new: Handout,
    sources: Sources,
}

impl Pair {
    fn read(arguments: &Versions, fit: Fit, messages: &mut Messages) -> Option<Pair> {
        let mut sources = Sources::default();
        let mut add = |path: &PathBuf, messages: &mut Messages| {
            let text = messages.general(files::read(path))?;
            Some(sources.add(&messages.name(path), &text))
        };
        let (old, new) = (add(&arguments.old, messages), add(&arguments.new, messages));
        let (old, new) = old.zip(new)?;
        let mut designs = Designs::new(arguments.template.as_deref());
        let design = designs.of(&arguments.new, &new, &mut sources, messages)?;
        let old_template = match &arguments.old_template {
            Some(path) => {
                let source = template_source(Some(path), &mut sources, messages)?;
                messages.checked(read_template(&source), &sources)?
            }
            None => designs.of(&arguments.old, &old, &mut sources, messages)?.template().clone(),
        };
        let old = messages.checked(read_sheet(&old, &old_template), &sources);
        let new = messages.warned(compile(&new, &design, fit.pages), &sources);
        let (sheet, new) = if messages.stop() { None } else { old.zip(new) }?;
        Some(Pair { old: Earlier { sheet, template: old_template }, new, sources })
    }

    /// The files of a style, whose path has no ending yet, and how many pages they have.
    fn files(
        &self,
        style: Style,
        arguments: &Versions,
        path: &Path,
        messages: &mut Messages,
    ) -> Option<(Vec<NewFile>, usize)> {
        let made = match style {
            Style::Marked => Some(self.new.marked(&self.old)),
            Style::Comparison => Some(self.new.comparison(&self.old)),
            Style::Clean => None,
        };
        let made = made.map(|made| messages.checked(made, &self.sources));
        let handout = match &made {
            Some(made) => made.as_ref()?,
            None => &self.new,
        };
        let (pages, clean) = (handout.measures().pages.len(), self.new.measures().pages.len());
        if style == Style::Marked && pages > clean {
            messages.note(&format!("注意: 見え消しは {pages} ページになります（溶け込みは {clean} ページ）"));
        }
        let files = rendered(handout, &formats(arguments), path, &stem(&arguments.new));
        Some((messages.checked(files, &self.sources)?, pages))
    }
}

/// The formats of handouts among those that are wanted.
fn formats(arguments: &Versions) -> Vec<Format> {
    let of_handouts = arguments.format.0.iter().filter_map(|format| match format {
        DiffFormat::Pdf => Some(Format::Pdf),
        DiffFormat::Xlsx => Some(Format::Xlsx),
        DiffFormat::Json => None,
    });
    of_handouts.collect()
}
