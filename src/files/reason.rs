//! Why the system refuses, in words.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::Path;

use shiryo3::diag::{Code, Diagnostic};

use super::shown;

/// The codes of Windows for a file that another program has open: a sharing violation, a lock violation
/// and a mapped section.
const IN_USE: [i32; 3] = [32, 33, 1224];

/// That a file can't be written.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let problem = match error.kind() {
        ErrorKind::Interrupted => "中断されました".to_owned(),
        _ => format!("{} に書けません（{}）", shown(path), reason(error)),
    };
    Diagnostic::general(Code::UnwritableFile, problem, to_write(error))
}

/// What to do so that a file can be written.
fn to_write(error: &io::Error) -> &'static str {
    if is_in_use(error) {
        return "そのファイルを閉じてから、もう一度作ってください";
    }
    match error.kind() {
        ErrorKind::Interrupted => "もう一度作ってください",
        ErrorKind::WouldBlock => "それが終わってから、もう一度作ってください",
        ErrorKind::ReadOnlyFilesystem => {
            "ファイルのプロパティで「読み取り専用」を外すか、別のフォルダーに作ってください"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "要らないファイルを消すか、空きのある別の場所に作ってください"
        }
        ErrorKind::InvalidFilename => "名前を短くし、「?」「*」「:」などの記号を除いてください",
        ErrorKind::IsADirectory | ErrorKind::Unsupported | ErrorKind::AlreadyExists => {
            "それを別の名前にするか、別のフォルダーに作ってください"
        }
        _ => {
            "フォルダーの名前、書き込めるフォルダーか、ファイルを Excel などで開いていないかを確かめてください"
        }
    }
}

/// That a file or folder can't be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::general(
        Code::UnreadableFile,
        format!("{} を読めません（{}）", shown(path), reason(error)),
        "ファイルの名前と場所を確かめてください",
    )
}

/// The reason that an error has.
pub(super) fn reason(error: &io::Error) -> String {
    if is_in_use(error) {
        return "ほかのプログラム（Excel など）が開いています".to_owned();
    }
    let known = match error.kind() {
        ErrorKind::NotFound => "見つかりません",
        ErrorKind::PermissionDenied => "アクセス権がありません",
        ErrorKind::IsADirectory => "フォルダーです",
        ErrorKind::Unsupported => "普通のファイルではありません",
        ErrorKind::NotADirectory => "途中がフォルダーではありません",
        ErrorKind::AlreadyExists => "同じ名前のものがあります",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "空きがありません",
        ErrorKind::ReadOnlyFilesystem => "読み取り専用です",
        ErrorKind::InvalidFilename => "名前が長すぎるか、使えない字があります",
        ErrorKind::WouldBlock => "ほかの shiryo3 が同じフォルダーに書いています",
        _ => {
            return code(error)
                .map_or("入出力の失敗".to_owned(), |code| format!("システムのエラー番号 {code}"));
        }
    };
    known.to_owned()
}

/// Whether another program has the file open.
fn is_in_use(error: &io::Error) -> bool {
    let is_busy = matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy);
    is_busy || cfg!(windows) && code(error).is_some_and(|code| IN_USE.contains(&code))
}

/// The system's own number of an error. tempfile wraps errors to add paths.
fn code(error: &io::Error) -> Option<i32> {
    let inner = || error.source()?.downcast_ref::<io::Error>()?.raw_os_error();
    error.raw_os_error().or_else(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_windows_for_a_file_in_use_mean_so_there_only() {
        for code in IN_USE {
            let reason = reason(&io::Error::from_raw_os_error(code));
            assert_eq!(reason.contains("Excel"), cfg!(windows), "{reason}");
        }
    }
}
