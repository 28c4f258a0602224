//! Keys that stand twice in a mapping, and why.

use super::headings::{self, Holder};
use super::node::Node;
use crate::diag::{Code, Diagnostic};

/// After so many keys, more of them say nothing new.
const ENOUGH: usize = 100;

/// How many headings of the file itself stand twice where two files have become one.
const TWO_FILES: usize = 3;

/// The mistakes that keys make which stand in a mapping `again`, where `entries` are those that stood
/// there first.
pub(super) fn repeated_keys(text: &str, entries: &[(Node, Node)], again: &[Node]) -> Vec<Diagnostic> {
    let is_of_sheet = |key: &&Node| headings::find(key.text()).is_some_and(|it| it.holder == Holder::Sheet);
    let Some(next) = again.first() else { return Vec::new() };
    if again.iter().filter(is_of_sheet).count() >= TWO_FILES {
        return vec![two_files(text, next)];
    }
    // A lone heading that stands twice is one too many; bars may well have the same name.
    let is_heading = headings::find(next.text()).is_some();
    let is_of_file = next.span.start == 0 || text[..next.span.start].ends_with('\n');
    if !is_of_file
        && entries.first().is_some_and(|(first, _)| first.text() == next.text())
        && (again.len() > 1 || !is_heading)
    {
        return vec![next_item(next)];
    }
    again.iter().take(ENOUGH).map(|key| twice(text, entries, key)).collect()
}

fn two_files(text: &str, key: &Node) -> Diagnostic {
    let number = line_number(text, key);
    let message = format!("一つのファイルに、資料が二つ入っているようです（{number} 行目から二つ目）");
    Diagnostic::at(Code::RepeatedKey, key.span, message, "二つ目の資料を消すか、別のファイルに分けてください")
}

/// The first key of a list's item stands again: the next item seems to begin.
fn next_item(key: &Node) -> Diagnostic {
    let name = key.text();
    Diagnostic::at(
        Code::RepeatedKey,
        key.span,
        format!("「{name}」が同じ所に二度書かれています"),
        format!("ここから次の項目が始まるなら、「- {name}: …」のように行の頭に「-」を付けてください"),
    )
}

fn twice(text: &str, entries: &[(Node, Node)], key: &Node) -> Diagnostic {
    let name = key.text();
    let first = entries.iter().find(|(first, _)| first.text() == name);
    let lines =
        [first.map(|(first, _)| line_number(text, first)).unwrap_or_default(), line_number(text, key)];
    Diagnostic::at(
        Code::RepeatedKey,
        key.span,
        format!("「{name}」が同じ所に二度書かれています（{} 行目と {} 行目）", lines[0], lines[1]),
        "要る方だけを残し、もう一方は消してください",
    )
}

fn line_number(text: &str, node: &Node) -> usize {
    text[..node.span.start].matches('\n').count() + 1
}
