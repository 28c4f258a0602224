//! Why a file that came back can't be read.

use crate::diag::{Code, Diagnostic};

/// What is wrong with a file, and what to do: message and remedy, without the file's name.
pub(super) type Refusal = (&'static str, &'static str);

/// The remedy where Excel can still read the file.
const SAVE_AGAIN: &str =
    "Excel で開き、「名前を付けて保存」で「Excel ブック (*.xlsx)」を選んで保存してから読んでください";

/// A refusal of a file as a message.
pub(super) fn told(file: &str, (what, remedy): Refusal) -> Diagnostic {
    Diagnostic::general(Code::Reply, format!("{file}: {what}"), remedy)
}

pub(super) fn too_much() -> Refusal {
    ("セルや文字が多すぎるので、読むのをやめました", "この資料の Excel か確かめてください")
}

pub(super) fn too_large() -> Refusal {
    ("ファイルが大きすぎるので、読むのをやめました", "この資料の Excel か確かめてください")
}

pub(super) fn broken() -> Refusal {
    (
        "Excel のファイルとして読めません（壊れているようです）",
        "相手にもう一度送ってもらうか、Excel で開いて保存し直してください",
    )
}

pub(super) fn empty() -> Refusal {
    ("中身のないファイル（0 バイト）です", "相手にもう一度送ってもらってください")
}

pub(super) fn binary() -> Refusal {
    ("Excel バイナリ ブック（.xlsb）は読めません", SAVE_AGAIN)
}

pub(super) fn old() -> Refusal {
    ("Excel 95 までの古い形のファイルなので読めません", SAVE_AGAIN)
}

pub(super) fn locked() -> Refusal {
    ("パスワードがかかっているので読めません", "Excel で開き、パスワードを外して保存してから読んでください")
}

pub(super) fn no_workbook() -> Refusal {
    (
        "Excel のファイルではありません",
        "Excel で開けるなら「Excel ブック (*.xlsx)」で保存し直し、開けないもの（PDF、Word、zip など）ならフォルダーから除いて、書かれていることを資料に手で書き入れてください",
    )
}

pub(super) fn plain_text() -> Refusal {
    (
        "CSV などの文字だけのファイルは読めません（取組がどの行か分からなくなっています）",
        "もとの Excel に書いてもらうか、フォルダーから除いて、書かれていることを資料に手で書き入れてください",
    )
}
