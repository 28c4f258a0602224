//! From what was made to files.

use std::path::{Path, PathBuf};

use shiryo3::diag::{Code, Diagnostic, Sources};

use super::inputs::expand;
use super::{Made, Outcome};
use crate::cli::Input;
use crate::files::{self, Failure, FileSystem, NewFile, shown};
use crate::messages::Messages;

/// What is true when a build has changed no file.
pub(super) const UNTOUCHED: &str = "PDF も Excel も作りませんでした（前のファイルはそのままです）";

/// Makes the files of each of the inputs, then writes them, all or none. `untouched` says what is true when none
/// has been.
pub(super) fn of_each(
    input: &Input,
    untouched: &str,
    messages: &mut Messages,
    make: impl FnOnce(&Input, &mut Messages) -> Option<Vec<Made>>,
) -> Outcome {
    let input = expand(input, messages);
    let made = input.as_ref().and_then(|input| make(input, messages)).map(|made| {
        let (files, lines): (Vec<Vec<NewFile>>, Vec<String>) = made.into_iter().unzip();
        (files.into_iter().flatten().collect(), lines.concat())
    });
    write(made, input.as_ref().map_or(&[], |input| &input.files), untouched, messages)
}

/// Writes files, all or none, and gives the lines that tell of them. `made` is missing where the messages say
/// what stood in the way; `inputs` are never overwritten. `untouched` says what is true when none has been.
pub(super) fn write(
    made: Option<Made>,
    inputs: &[PathBuf],
    untouched: &str,
    messages: &mut Messages,
) -> Outcome {
    let Some((files, lines)) = made else {
        messages.note_unmade();
        messages.note(untouched);
        return None;
    };
    match files::replace_all(&FileSystem::new(), &files, inputs) {
        Ok(()) => return Some(lines),
        Err(Failure::Kept(mistake)) => {
            messages.add(&[mistake], &Sources::default());
            messages.note(untouched);
        }
        Err(Failure::Torn(mistake)) => messages.add(&[mistake], &Sources::default()),
    }
    None
}

/// The line that tells of a file.
pub(super) fn written((path, bytes): &NewFile, pages: usize) -> String {
    format!("{}（{pages} ページ、{} KB）を作りました\n", shown(path), bytes.len().div_ceil(1024))
}

/// Where each input's outputs go, without the ending of a format: into a folder, or beside the input.
pub(super) fn paths(input: &Input, out: Option<&Path>) -> Result<Vec<PathBuf>, Diagnostic> {
    let folder = |file: &PathBuf| out.or(file.parent()).unwrap_or(Path::new("")).to_owned();
    let path = |file: &PathBuf| folder(file).join(file.file_stem().unwrap_or_default());
    let paths: Vec<PathBuf> = input.files.iter().map(path).collect();
    // Windows takes names that differ in case for the same.
    let same = |one: &Path, other: &Path| {
        one.to_string_lossy().to_lowercase() == other.to_string_lossy().to_lowercase()
    };
    for (index, path) in paths.iter().enumerate() {
        if let Some(first) = paths[..index].iter().position(|earlier| same(earlier, path)) {
            let [first, second] = [first, index].map(|index| shown(&input.files[index]));
            return Err(Diagnostic::general(
                Code::SamePlace,
                format!("{first} と {second} は、同じ {}.pdf などを作ることになります", shown(path)),
                "ファイルの名前を変えるか、-o で別のフォルダーを指定して一つずつ作ってください",
            ));
        }
    }
    Ok(paths)
}
