//! Tells data files from templates, and what belongs to the other one.

use super::headings::{self, Holder};
use super::node::{Kind, Node};
use crate::diag::{Code, Diagnostic};
use crate::japanese::words;

/// A template in the place of a data file: each has keys that the other can't have.
pub(super) fn template_for_data(root: &Node) -> Option<Diagnostic> {
    let key = key(root, &TEMPLATE_KEYS).filter(|_| key(root, &DATA_KEYS).is_none())?;
    let remedy = "資料の YAML ファイルを指定し、書式は --template の後に書いてください";
    Some(Diagnostic::at(Code::OtherFile, key.span, "これは資料ではなく、書式のファイルのようです", remedy))
}

/// A data file in the place of a template.
pub(super) fn data_for_template(root: &Node) -> Option<Diagnostic> {
    let key = key(root, &DATA_KEYS).filter(|_| key(root, &TEMPLATE_KEYS).is_none())?;
    let remedy = "--template の後には、shiryo3 template で書き出したような書式のファイルを書いてください";
    Some(Diagnostic::at(Code::OtherFile, key.span, "これは書式ではなく、資料のファイルのようです", remedy))
}

/// A data file and a template in one.
pub(super) fn two_files(root: &Node) -> Option<Diagnostic> {
    let (data, template) = (key(root, &DATA_KEYS)?, key(root, &TEMPLATE_KEYS)?);
    let second = if data.start < template.start { template } else { data };
    let message = "一つのファイルに、資料と書式の両方が入っているようです";
    Some(Diagnostic::at(
        Code::OtherFile,
        second.span,
        message,
        "資料と書式を、別々のファイルに分けてください",
    ))
}

/// Keys that only data files have.
const DATA_KEYS: [&str; 3] = [words::THEMES, words::FISCAL_YEAR, words::PERIOD];

/// Keys that only templates have.
const TEMPLATE_KEYS: [&str; 2] = [words::PAPER, words::COLUMNS];

/// The first of a mapping's keys that has one of some names.
fn key<'a>(root: &'a Node, names: &[&str]) -> Option<&'a Node> {
    let Kind::Map(entries) = &root.kind else { return None };
    entries.iter().map(|(key, _)| key).find(|key| names.contains(&key.text()))
}

/// Headings at the top of a data file that templates have further down.
const IN_BOTH: [&str; 4] = [words::LABEL, words::TITLE, words::NOTE, words::SHORT_ENDS];

/// What is wrong with a template's key at the top of a data file, or with one of a data file at the top of a template.
pub(super) fn of_other_file(key: &Node, known: &[&str]) -> Option<Diagnostic> {
    let name = key.text();
    let (file, remedy) = if known.contains(&words::THEMES) && words::OF_TEMPLATE.contains(&name) {
        (
            "書式",
            "shiryo3 template 書式.yaml で書き出したファイルに書き、この資料に「書式: 書式.yaml」の行を加えてください",
        )
    } else if known.contains(&words::COLUMNS)
        && known.contains(&words::PAPER)
        && headings::is_of(name, Holder::Sheet)
        && !IN_BOTH.contains(&name)
    {
        ("資料", "資料のファイルに書いてください")
    } else {
        return None;
    };
    let message = format!("「{name}」は、{file}のファイルの見出しです");
    Some(Diagnostic::at(Code::UnknownKey, key.span, message, remedy))
}
