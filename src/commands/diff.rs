//! Makes what shows how a sheet changed since an earlier version.

use std::path::Path;

use shiryo3::diag::{Source, Sources};
use shiryo3::{Design, Earlier, Handout, compile, diff, read_sheet, read_template, reply};

use super::build::rendered;
use super::inputs::{Designs, stem, template_source};
use super::{Made, Outcome, outputs};
use crate::cli::{Diff, DiffFormat, Format, Style};
use crate::files::{self, NewFile, shown};
use crate::messages::Messages;

/// What the name of the list of changes ends in.
const CHANGES: &str = "変更";

/// Makes all files, then writes them, all or none; says so where nothing changed.
pub(crate) fn diff(arguments: &Diff, messages: &mut Messages) -> Outcome {
    let versions = Pair::read(arguments, messages);
    let made = versions.and_then(|versions| make(&versions, arguments, messages));
    outputs::write(made, &[arguments.old.clone(), arguments.new.clone()], outputs::UNTOUCHED, messages)
}

/// The files, and what to say when they have been written.
fn make(versions: &Pair, arguments: &Diff, messages: &mut Messages) -> Option<Made> {
    let changes = versions.new.changes(&versions.old);
    if !changes.are_any() {
        let [old, new] = [&arguments.old, &arguments.new].map(shown);
        return Some((
            Vec::new(),
            format!("変更なし: {new} の内容は {old} と同じです（何も作りませんでした）\n"),
        ));
    }
    let path = |name: &str| arguments.folder.path().join(format!("{}_{name}", stem(&arguments.new)));
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
    fn read(arguments: &Diff, messages: &mut Messages) -> Option<Pair> {
        let (mut sources, mut designs) = (Sources::default(), Designs::new(&arguments.design));
        let new = read_text(&arguments.new, &mut sources, messages);
        let design = new.as_ref().and_then(|new| {
            let design = designs.of(&arguments.new, new, &mut sources, messages);
            messages.warned(design, &sources)
        });
        let old = Pair::earlier(arguments, design.as_deref(), &mut designs, (&mut sources, messages));
        let new = messages.warned(compile(&new?, &design?, arguments.fit.pages), &sources);
        let (old, new) = if messages.stop() { None } else { old.zip(new) }?;
        Some(Pair { old, new, sources })
    }

    /// The earlier version: a data file, or a workbook that this program made.
    fn earlier(
        arguments: &Diff,
        design: Option<&Design>,
        designs: &mut Designs,
        (sources, messages): (&mut Sources, &mut Messages),
    ) -> Option<Earlier> {
        let own_template = match &arguments.old_template {
            Some(path) => {
                let source = template_source(Some(path), sources, messages);
                let source = messages.general(source)?;
                Some(messages.checked(read_template(&source), sources)?)
            }
            None => None,
        };
        if is_workbook(&arguments.old) {
            let bytes = files::read_whole(&arguments.old);
            let sheet = bytes.and_then(|bytes| reply::sheet(&shown(&arguments.old), &bytes));
            let sheet = messages.general(sheet)?;
            return Some(Earlier { sheet, template: own_template.or(Some(design?.template().clone()))? });
        }
        let source = read_text(&arguments.old, sources, messages)?;
        let template = match own_template {
            Some(template) => template,
            None => {
                let design = designs.of(&arguments.old, &source, sources, messages);
                messages.warned(design, sources)?.template().clone()
            }
        };
        let sheet = messages.checked(read_sheet(&source, &template), sources)?;
        Some(Earlier { sheet, template })
    }

    /// The files of a style, whose path has no ending yet, and how many pages they have.
    fn files(
        &self,
        style: Style,
        arguments: &Diff,
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
fn formats(arguments: &Diff) -> Vec<Format> {
    let of_handouts = arguments.format.0.iter().filter_map(|format| match format {
        DiffFormat::Pdf => Some(Format::Pdf),
        DiffFormat::Xlsx => Some(Format::Xlsx),
        DiffFormat::Json => None,
    });
    of_handouts.collect()
}

fn read_text(path: &Path, sources: &mut Sources, messages: &mut Messages) -> Option<Source> {
    let text = messages.general(files::read(path))?;
    Some(sources.add(&messages.name(path), &text))
}

/// Whether a file's name ends as those of workbooks do.
fn is_workbook(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    ["xlsx", "xlsm", "xls", "ods"].iter().any(|workbook| ending == *workbook)
}
