//! How much a file may hold: far above real use, and low enough that nothing takes long or fills the
//! memory. A sheet of 23 取組 has 20 KB and 500 values.

use crate::diag::{Code, Diagnostic, Span};

/// The largest file in bytes. 10,000 取組 of the usual length have 9 MB.
pub const BYTES: usize = 16 << 20;

/// The most values, keys, lists, comments, and line breaks in texts of a file. 10,000 取組 have 270,000.
pub(super) const NODES: usize = 500_000;

/// How deep lists and mappings may nest. A sheet needs 7.
pub(super) const DEPTH: usize = 32;

/// The longest text in characters, about as many as an A3 page of 6 pt type holds. A cell of Excel holds
/// 32,767 UTF-16 units, of which a character takes one or two.
pub(super) const TEXT: usize = 16_000;

/// The most em of a width, distance or gap.
pub const MOST_EM: u16 = 1_000;

/// The least em of a column's width, which one character fills, and of the distance of lines, which touch
/// below it.
pub const LEAST_EM: u16 = 1;

/// The file has more than [`BYTES`].
pub(super) fn too_large() -> Diagnostic {
    Diagnostic::general(
        Code::TooMuch,
        format!("ファイルが大きすぎます（{} MB まで読めます）", BYTES >> 20),
        "資料の YAML ファイルを指定しているか確かめ、資料が大きいときは幾つかのファイルに分けてください",
    )
}

/// The file has more than [`NODES`] values; `span` is the first one too many.
pub(super) fn too_many_nodes(span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::TooMuch,
        span,
        format!("見出しや文や説明が多すぎます（一つのファイルに {NODES} 個まで）"),
        "ファイルを幾つかに分けてください",
    )
}

/// A list or mapping at `span` lies deeper than [`DEPTH`].
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::TooMuch,
        span,
        format!("一覧や字下げの重なりが深すぎます（{DEPTH} 段まで）"),
        "字下げと括弧を見直し、書き方の見本（shiryo3 init 見本.yaml で作れます）と同じ深さにしてください",
    )
}

/// Whether a text has more than [`TEXT`] characters.
pub(super) fn is_too_long(text: &str) -> bool {
    text.len() > TEXT && text.chars().count() > TEXT
}

/// The text at `span` has more than [`TEXT`] characters.
pub(super) fn too_long(span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::TooMuch,
        span,
        format!("文が長すぎます（{TEXT} 字まで）"),
        "文を短くするか、引用符の閉じ忘れがないか確かめてください",
    )
}
