//! Finds the replies among the files of a folder.

use std::io;
use std::path::{Path, PathBuf};

use shiryo3::diag::{Checked, Code, Diagnostic};

use super::inputs::{is_yaml, meant, natural};
use super::reason::unreadable;
use super::shown;

/// How the names of workbooks end, and of what is sent in place of them.
const WORKBOOKS: [&str; 6] = ["xlsx", "xlsm", "xls", "ods", "xlsb", "csv"];

/// Files of ours that may lie beside replies.
const OURS: [&str; 2] = ["突合表", "照会先一覧"];

/// What names, folders and patterns stand for.
#[derive(Default)]
pub(crate) struct Replies {
    /// The workbooks, each once.
    pub files: Vec<PathBuf>,
    /// What else lies in the folders, in which an agency may have answered: letters, scans, folders.
    pub others: Vec<PathBuf>,
}

impl Replies {
    /// The replies that names, folders and patterns stand for. A folder stands for its workbooks, without those
    /// that a program that has them open puts beside them (`~$…`).
    ///
    /// # Errors
    ///
    /// Folders and patterns that stand for nothing, or can't be read.
    pub(crate) fn find(names: &[PathBuf]) -> Checked<Replies> {
        let (mut replies, mut mistakes) = (Replies::default(), Vec::new());
        for name in names {
            let found = match name.is_dir() {
                true => in_folder(name),
                false => meant(name, None).map(|files| Replies { files, others: Vec::new() }),
            };
            match found {
                Ok(found) => replies.add(found),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        if mistakes.is_empty() { Ok(replies) } else { Err(mistakes) }
    }

    fn add(&mut self, found: Replies) {
        for (all, new) in [(&mut self.files, found.files), (&mut self.others, found.others)] {
            for path in new.into_iter().filter(|path| !is_lock(path)) {
                if !all.contains(&path) {
                    all.push(path);
                }
            }
        }
    }
}

fn in_folder(folder: &Path) -> Result<Replies, Diagnostic> {
    let paths = listed(folder).map_err(|error| unreadable(folder, &error))?;
    let (files, others): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| is_workbook(path));
    if files.is_empty() {
        return Err(Diagnostic::general(
            Code::UnreadableFile,
            format!("{} フォルダーに、返ってきた Excel（.xlsx、.xls、.ods）がありません", shown(folder)),
            "回答のあるフォルダーを書いてください",
        ));
    }
    Ok(Replies { files, others })
}

/// What lies in a folder, but for hidden files, our own and data files.
fn listed(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths = folder.read_dir()?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<io::Result<_>>()?;
    let is_meant = |path: &PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        !name.starts_with('.') && !OURS.iter().any(|ours| name.ends_with(ours)) && !is_yaml(path)
    };
    paths.retain(is_meant);
    paths.sort_by(|one, other| natural(&one.to_string_lossy(), &other.to_string_lossy()));
    Ok(paths)
}

fn is_workbook(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    path.is_file() && WORKBOOKS.iter().any(|workbook| ending.eq_ignore_ascii_case(workbook))
}

/// Whether a file is one that Excel puts beside an open workbook.
fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"))
}
