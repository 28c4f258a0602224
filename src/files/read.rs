//! Reads texts and font files.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use shiryo3::diag::{Code, Diagnostic};
use shiryo3::load::{self, Coding};
use shiryo3::model::Text;

use super::reason::{reason, unreadable};
use super::shown;

/// The largest font file in bytes. Those with all characters of Unicode's first plane and more have 40 MB.
const MAX_FACE: usize = 64 << 20;

/// The most that is read of a workbook which came back: more than the reader takes.
const MAX_REPLY: usize = 65 << 20;

/// A file's text.
///
/// # Errors
///
/// It can't be read, or is no text.
pub(crate) fn read(path: &Path) -> Result<String, Diagnostic> {
    read_coded(path).map(|(text, _)| text)
}

/// A file's text, and how its bytes are written.
///
/// # Errors
///
/// It can't be read, or is no text.
pub(crate) fn read_coded(path: &Path) -> Result<(String, Coding), Diagnostic> {
    let bytes = read_bytes(path, load::MAX_BYTES).map_err(|error| unreadable(path, &error))?;
    Coding::read(&bytes)
        .map_err(|mistake| Diagnostic { message: format!("{}: {}", shown(path), mistake.message), ..mistake })
}

/// A file's bytes as they are, up to the most that a workbook which comes back may have, and one more.
///
/// # Errors
///
/// It can't be read.
pub(crate) fn read_whole(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    read_bytes(path, MAX_REPLY).map_err(|error| unreadable(path, &error))
}

/// Looks whether the template that a data file names is there.
///
/// # Errors
///
/// It can't be read.
pub(crate) fn find_template(name: &Text, path: &Path) -> Result<(), Diagnostic> {
    File::open(path).map(drop).map_err(|error| {
        Diagnostic::at(
            Code::UnreadableFile,
            name.place,
            format!("書式ファイル {} を読めません（{}）", shown(path), reason(&error)),
            "書式ファイルの名前を、このファイルのあるフォルダーから見た形で書いてください（組み込みの書式を使うなら、この行を消してください）",
        )
    })
}

/// The font file at a path that a template gives from its own folder on.
///
/// # Errors
///
/// It can't be read, or is too large.
pub(crate) fn read_face(path: &Text, folder: &Path) -> Result<Vec<u8>, Diagnostic> {
    match read_bytes(&folder.join(&path.value), MAX_FACE) {
        Ok(bytes) if bytes.len() > MAX_FACE => Err(Diagnostic::at(
            Code::BadFont,
            path.place,
            format!("書体ファイルが大きすぎます（{} MB まで読めます）", MAX_FACE >> 20),
            "別の書体ファイルを書いてください",
        )),
        Ok(bytes) => Ok(bytes),
        Err(error) => Err(Diagnostic::at(
            Code::BadFont,
            path.place,
            format!("書体ファイルを読めません（{}）", reason(&error)),
            "書体ファイルの名前と場所を、書式ファイルのあるフォルダーから見た形で書いてください",
        )),
    }
}

/// A file's bytes, or of one that is larger than `most` so many that this shows. A pipe or device may
/// never end.
fn read_bytes(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if std::fs::metadata(path)?.is_file() {
        File::open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    Err(if path.is_dir() { io::ErrorKind::IsADirectory } else { io::ErrorKind::Unsupported }.into())
}
