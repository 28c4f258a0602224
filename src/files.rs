//! Reads and writes files for the program, with messages that say what to do.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use shiryo3::diag::Diagnostic;
use shiryo3::load;
use shiryo3::model::Text;
use tempfile::{Builder, NamedTempFile};

/// The largest font file in bytes. Those with all characters of Unicode's first plane and more have 40 MB.
const MAX_FACE: usize = 64 << 20;

/// A file's text.
///
/// # Errors
///
/// It can't be read, or is no text.
pub fn read(path: &Path) -> Result<String, Diagnostic> {
    let bytes = read_bytes(path, load::MAX_BYTES).map_err(|error| {
        Diagnostic::general(
            format!("{} を読めません（{}）", path.display(), reason(&error)),
            "ファイルの名前と場所を確かめてください",
        )
    })?;
    load::text(&bytes).map_err(|mistake| Diagnostic {
        message: format!("{}: {}", path.display(), mistake.message),
        ..mistake
    })
}

/// The font file at a path that a template gives from its own folder on.
///
/// # Errors
///
/// It can't be read, or is too large.
pub fn read_face(path: &Text, folder: &Path) -> Result<Vec<u8>, Diagnostic> {
    match read_bytes(&folder.join(&path.value), MAX_FACE) {
        Ok(bytes) if bytes.len() > MAX_FACE => Err(Diagnostic::at(
            path.place,
            format!("書体ファイルが大きすぎます（{} MB まで読めます）", MAX_FACE >> 20),
            "別の書体ファイルを書いてください",
        )),
        Ok(bytes) => Ok(bytes),
        Err(error) => Err(Diagnostic::at(
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

/// Writes a file that must not be there yet.
///
/// # Errors
///
/// It is there, or can't be written.
pub fn create(path: &Path, text: &str) -> Result<(), Diagnostic> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Diagnostic::general(
            format!("{} はもうあります。上書きはしません", path.display()),
            "別の名前を書いてください",
        ),
        _ => unwritable(path, &error),
    })
}

/// Writes files so that each is either its old or its new self, never a part. All are written beside
/// their places, and all places are tried, before the first one is renamed: a full disk, a
/// read-only file or one that Excel holds open leaves every file as it was. Where a path is a symbolic
/// link, the file that it leads to is replaced. `inputs` are never overwritten.
///
/// # Errors
///
/// A folder or file can't be written, or two paths lead to one file.
pub fn replace_all(files: &[(PathBuf, Vec<u8>)], inputs: &[PathBuf]) -> Result<(), Diagnostic> {
    let targets: Vec<PathBuf> = files.iter().map(|(path, _)| target(path)).collect();
    let taken: Vec<PathBuf> = inputs.iter().map(|path| target(path)).collect();
    for (index, path) in targets.iter().enumerate() {
        if taken.contains(path) || targets[..index].contains(path) {
            return Err(shared(&files[index].0));
        }
        try_to_open(path).map_err(|error| unwritable(&files[index].0, &error))?;
    }
    let written: Vec<NamedTempFile> = files
        .iter()
        .zip(&targets)
        .map(|((path, bytes), target)| beside(target, bytes).map_err(|error| unwritable(path, &error)))
        .collect::<Result<_, _>>()?;
    for ((file, target), (path, _)) in written.into_iter().zip(&targets).zip(files) {
        file.persist(target).map_err(|error| unwritable(path, &error.error))?;
    }
    Ok(())
}

/// Where a path leads, through symbolic links.
fn target(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn shared(path: &Path) -> Diagnostic {
    Diagnostic::general(
        format!("{} に書くと、もとのファイルか、もう一つの作るファイルが消えます", path.display()),
        "-o で別のフォルダーを指定してください",
    )
}

/// Whether a file that is there may be replaced. One that is marked read-only may not, though its
/// folder would let it be.
fn try_to_open(path: &Path) -> io::Result<()> {
    match std::fs::metadata(path) {
        Err(_) => Ok(()),
        Ok(found) if found.permissions().readonly() => Err(io::ErrorKind::ReadOnlyFilesystem.into()),
        Ok(_) => OpenOptions::new().write(true).open(path).map(drop),
    }
}

/// A temporary file in the folder of `path`, which is made if need be.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = named_like_others(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Others may read the outputs: temporary files are private unless told otherwise.
#[cfg(unix)]
fn named_like_others(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    Builder::new().permissions(std::fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

/// A temporary file in a folder, with the folder's own permissions.
#[cfg(not(unix))]
fn named_like_others(folder: &Path) -> io::Result<NamedTempFile> {
    Builder::new().tempfile_in(folder)
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::general(
        format!("{} に書けません（{}）", path.display(), reason(error)),
        "フォルダーに書き込めるか、空きがあるか、そのファイルを Excel などで開いていないかを確かめてください",
    )
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "見つかりません".to_owned(),
        io::ErrorKind::PermissionDenied => "許可がありません".to_owned(),
        io::ErrorKind::IsADirectory => "フォルダーです".to_owned(),
        io::ErrorKind::Unsupported => "ふつうのファイルではありません".to_owned(),
        io::ErrorKind::NotADirectory => "途中がフォルダーではありません".to_owned(),
        io::ErrorKind::AlreadyExists => "同じ名前のものがあります".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "空きがありません".to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => "読み取り専用です".to_owned(),
        io::ErrorKind::InvalidFilename => "名前が長すぎるか、使えない字があります".to_owned(),
        _ => error
            .raw_os_error()
            .map_or("入出力の失敗".to_owned(), |code| format!("システムの誤り {code}")),
    }
}
