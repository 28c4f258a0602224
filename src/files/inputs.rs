//! Finds the files that are meant: cmd and PowerShell leave patterns to the program.

use std::cmp::Ordering;
use std::io;
use std::path::{Path, PathBuf};

use glob::MatchOptions;
use shiryo3::diag::{Checked, Code, Diagnostic};
use shiryo3::japanese::width::half;

use super::reason::unreadable;
use super::shown;

/// The files that names, folders and patterns with `*` or `?` stand for, each once. A folder stands for its
/// YAML files. What is there under the very name that is written is meant itself. `template` is no data.
///
/// # Errors
///
/// Folders and patterns that stand for nothing, or can't be read.
pub(crate) fn expand(names: &[PathBuf], template: Option<&Path>) -> Checked<Vec<PathBuf>> {
    let (mut files, mut mistakes) = (Vec::new(), Vec::new());
    for name in names {
        match meant(name, template) {
            Ok(found) => {
                files.extend(found.into_iter().filter(|file| !files.contains(file)).collect::<Vec<_>>())
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if mistakes.is_empty() { Ok(files) } else { Err(mistakes) }
}

pub(super) fn meant(name: &Path, template: Option<&Path>) -> Result<Vec<PathBuf>, Diagnostic> {
    let is_pattern = name.symlink_metadata().is_err() && is_pattern(name);
    if !name.is_dir() && !is_pattern {
        return Ok(vec![name.to_owned()]);
    }
    let found =
        if is_pattern { matches(name) } else { data_in(name).map_err(|error| unreadable(name, &error))? };
    let is_template = |file: &PathBuf| template.is_some_and(|template| is_same(file, template));
    let mut found: Vec<PathBuf> =
        found.into_iter().filter(|file| file.is_file() && !is_template(file)).collect();
    found.sort_by(|one, other| natural(&one.to_string_lossy(), &other.to_string_lossy()));
    match (found.is_empty(), is_pattern) {
        (false, _) => Ok(found),
        (true, true) => Err(Diagnostic::general(
            Code::UnreadableFile,
            format!("{} に合うファイルはありません", shown(name)),
            "フォルダーとファイルの名前を確かめてください（* は何文字でも、? は一文字を表します）",
        )),
        (true, false) => Err(Diagnostic::general(
            Code::UnreadableFile,
            format!("{} フォルダーに YAML ファイル（.yaml、.yml）がありません", shown(name)),
            "データのファイルがあるフォルダーを書いてください",
        )),
    }
}

/// Whether a name has a sign that stands for any characters.
pub(crate) fn is_pattern(name: &Path) -> bool {
    name.to_string_lossy().contains(['*', '?'])
}

/// What matches a pattern. Brackets stand for themselves: they are common in names.
fn matches(pattern: &Path) -> Vec<PathBuf> {
    let options = MatchOptions {
        case_sensitive: !cfg!(windows),
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let pattern = pattern.to_string_lossy().replace('[', "[[]");
    glob::glob_with(&pattern, options).into_iter().flatten().flatten().collect()
}

/// The YAML files of a folder, without hidden ones.
fn data_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths = folder.read_dir()?.map(|entry| entry.map(|entry| entry.path()));
    let paths: Vec<PathBuf> = paths.collect::<io::Result<_>>()?;
    let is_hidden =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    Ok(paths.into_iter().filter(|path| is_yaml(path) && !is_hidden(path)).collect())
}

/// Whether a file's name ends as those of YAML files do.
pub(crate) fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ["yaml", "yml"].iter().any(|yaml| ending.eq_ignore_ascii_case(yaml)))
}

/// Whether two names are those of one file.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(one, other)| one == other)
}

/// The order of names in which numbers count as such: 第2回 before 第10回.
pub(super) fn natural(one: &str, other: &str) -> Ordering {
    parts(one).cmp(&parts(other)).then_with(|| one.cmp(other))
}

/// A name in runs of digits, which stand before other characters and are compared by their length first,
/// and of other characters.
fn parts(name: &str) -> Vec<(usize, String)> {
    let letters: Vec<char> = name.chars().map(half).collect();
    let runs = letters.chunk_by(|one, other| one.is_ascii_digit() == other.is_ascii_digit());
    let part = |run: &[char]| match run {
        [first, ..] if first.is_ascii_digit() => {
            let digits: String = run.iter().skip_while(|digit| **digit == '0').collect();
            (digits.len(), digits)
        }
        other => (usize::MAX, other.iter().collect()),
    };
    runs.map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let sorted = [
            "2.yaml",
            "10.yaml",
            "a.yaml",
            "r8.yaml",
            "r009.yaml",
            "r9.yaml",
            "r10.yaml",
            "第２回",
            "第10回",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|one, other| natural(one, other));
        assert_eq!(names, sorted);
    }
}
