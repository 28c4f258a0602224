//! What lies beside the data: the template that they name (書式), and the font files that it names (書体).

use std::sync::Arc;

use shiryo3::diag::{Checked, Code, Diagnostic, Source, Sources, Warned};
use shiryo3::load::Coding;
use shiryo3::model::{Template, Text};
use shiryo3::{Compiler, DEFAULT_TEMPLATE, Design, read_template, template_named};

/// Files by their names. The page can't look into folders: it hands over what people have chosen.
#[derive(Default)]
pub(crate) struct Folder(Vec<(String, Vec<u8>)>);

impl Folder {
    /// Takes a file, in the place of the one that had its name.
    pub(crate) fn put(&mut self, name: &str, bytes: &[u8]) {
        self.0.retain(|(other, _)| other != name);
        self.0.push((name.to_owned(), bytes.to_owned()));
    }

    /// The file that is meant by a way from the folder: the one of that very name, or of its last part, as
    /// files come without the folders that they lie in.
    fn get(&self, way: &str) -> Option<&[u8]> {
        let way = way.trim().replace('\\', "/");
        let last = way.rsplit('/').next()?;
        let named = |name: &str| self.0.iter().find(|(other, _)| other == name);
        named(&way).or_else(|| named(last)).map(|(_, bytes)| bytes.as_slice())
    }
}

/// The template of the data: the built-in one, or the one that they name.
pub(crate) struct Chosen {
    /// Its name; nothing for the built-in one.
    pub(crate) name: Option<String>,
    /// Its text, if it is there.
    pub(crate) source: Option<Source>,
    /// What makes handouts of it, and what may be meant otherwise in it.
    compiler: Checked<Warned<Compiler>>,
    /// The files that are wanted for it and not there.
    pub(crate) missing: Vec<String>,
}

impl Chosen {
    /// The built-in template.
    pub(crate) fn built_in() -> Chosen {
        Chosen::read(None, &text("組み込みの書式", DEFAULT_TEMPLATE), &Folder::default())
    }

    /// The template of a name, as it lies in a folder.
    pub(crate) fn of(name: String, folder: &Folder) -> Chosen {
        let Some(bytes) = folder.get(&name) else {
            return Chosen {
                missing: vec![name.clone()],
                name: Some(name),
                source: None,
                compiler: Err(Vec::new()),
            };
        };
        match Coding::read(bytes) {
            Ok((read, _)) => Chosen::read(Some(name.clone()), &text(&name, &read), folder),
            Err(mistake) => {
                Chosen { name: Some(name), source: None, compiler: Err(vec![mistake]), missing: Vec::new() }
            }
        }
    }

    fn read(name: Option<String>, source: &Source, folder: &Folder) -> Chosen {
        let face = |path: &Text| folder.get(&path.value).map(<[u8]>::to_vec).ok_or_else(|| no_face(path));
        let design = Design::new(source, face);
        let compiler = design
            .map(|made| Warned { value: Compiler::new(&Arc::new(made.value)), warnings: made.warnings });
        let faces = read_template(source).map(|template| template.faces).unwrap_or_default();
        let missing = faces
            .into_iter()
            .map(|path| path.value.into())
            .filter(|path: &String| folder.get(path).is_none());
        Chosen { name, source: Some(source.clone()), compiler, missing: missing.collect() }
    }

    /// What makes handouts of data, and what may be meant otherwise in the template.
    pub(crate) fn compiler(&self, data: &Source) -> Checked<&Warned<Compiler>> {
        self.compiler.as_ref().map_err(|mistakes| match template_named(data) {
            Some(name) if self.source.is_none() && mistakes.is_empty() => vec![no_template(&name)],
            _ => mistakes.clone(),
        })
    }

    /// The template, if it can be read.
    pub(crate) fn template(&self) -> Option<&Template> {
        self.compiler.as_ref().ok().map(|made| made.value.design().template())
    }
}

/// The files that a file names: data their template, a template its faces.
pub(crate) fn names(text_of_file: &str) -> Vec<String> {
    let source = text("", text_of_file);
    match template_named(&source) {
        Some(name) => vec![name.value.into()],
        None => {
            let faces = read_template(&source).map(|template| template.faces).unwrap_or_default();
            faces.into_iter().map(|path| path.value.into()).collect()
        }
    }
}

/// A template's text. It is the second text of a session, behind the data.
fn text(name: &str, text: &str) -> Source {
    let mut sources = Sources::default();
    sources.add("", "");
    sources.add(name, text)
}

fn no_template(name: &Text) -> Diagnostic {
    let file = name.value.trim();
    let remedy = format!("「ファイルを選ぶ」で、この資料と同じフォルダーにある {file} を選んでください");
    Diagnostic::at(
        Code::UnreadableFile,
        name.place,
        format!("書式ファイル {file} がまだ開かれていません"),
        remedy,
    )
}

fn no_face(path: &Text) -> Diagnostic {
    let file = &path.value;
    let remedy = format!("「ファイルを選ぶ」で {file} を選んでください");
    Diagnostic::at(Code::BadFont, path.place, format!("書体ファイル {file} がまだ開かれていません"), remedy)
}
