//! The slips of `tests/slips`, for those who explain them and those who follow what is explained.

#![allow(dead_code)] // Each test binary uses its own part.

use std::path::{Path, PathBuf};

use shiryo3::{DEFAULT_TEMPLATE, load};

/// What the first line of a case's files says before the places of its mistakes.
const PLACES: &str = "# 誤り: ";

/// The data for cases that are about a template.
const DATA: &str = include_str!("../suite/one-row/input.yaml");

/// A case in its broken or its fixed state.
pub(crate) struct Case {
    /// The data file.
    pub data: String,
    /// The template.
    pub template: String,
    /// Where the messages must point.
    pub places: String,
}

/// The folders of all cases.
pub(crate) fn folders() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slips");
    let entries = folder.read_dir().expect("the slips").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Reads a case.
pub(crate) fn read(folder: &Path, state: &str) -> Case {
    let of_template = folder.join("broken.template.yaml").exists();
    let file = if of_template { format!("{state}.template.yaml") } else { format!("{state}.yaml") };
    let bytes = std::fs::read(folder.join(file)).expect("a case's file");
    let text = load::text(&bytes).expect("text");
    let first = text.lines().next().unwrap_or_default();
    let places = first.strip_prefix(PLACES).expect("the places on the first line").to_owned();
    match of_template {
        true => Case { data: DATA.to_owned(), template: text, places },
        false => Case { data: text, template: DEFAULT_TEMPLATE.to_owned(), places },
    }
}
