//! Replaces files, all of them or none.

use std::collections::BTreeSet;
use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use shiryo3::diag::{Code, Diagnostic};
use tempfile::TempPath;

use super::disk::Disk;
use super::hold::Hold;
use super::reason::{reason, unwritable};
use super::{folder_of, shown};

/// Why files have not been replaced, and how that has left them.
pub(crate) enum Failure {
    /// All are as they were.
    Kept(Diagnostic),
    /// Some are new, the others as they were. The message says which.
    Torn(Diagnostic),
}

/// Where a file is to stand, and what it is to hold.
pub(crate) type NewFile = (PathBuf, Vec<u8>);

/// Where a file goes.
struct Place<'a> {
    /// As the user knows it.
    path: &'a Path,
    /// Where that leads through symbolic links.
    target: PathBuf,
    /// The file that is there.
    found: Option<Metadata>,
}

/// Replaces files, all of them or none: all are written beside their places, with copies of what is there,
/// and all places are tried, before the first one is renamed. Where a path is a symbolic link, the file
/// that it leads to is replaced. `inputs` are never overwritten. No other run of the program writes into
/// the folders at the same time.
///
/// # Errors
///
/// A folder or file can't be written, or two paths lead to one file.
pub(crate) fn replace_all(disk: &impl Disk, files: &[NewFile], inputs: &[PathBuf]) -> Result<(), Failure> {
    let prepared = targets(files, inputs).and_then(|targets| {
        let holds = hold(&targets, files, disk)?;
        let places = places(disk, files, targets)?;
        let (new, old) = write_all(disk, files, &places)?;
        Ok((holds, places, new, old))
    });
    let (_holds, places, new, old) = prepared.map_err(Failure::Kept)?;
    rename_all(disk, &places, new, old)
}

/// Where paths lead. Their folders are made if need be.
fn targets(files: &[NewFile], inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut taken: Vec<PathBuf> = inputs.iter().map(|path| target(path)).collect();
    for (path, _) in files {
        std::fs::create_dir_all(folder_of(path)).map_err(|error| unwritable(path, &error))?;
        let target = target(path);
        if taken.contains(&target) {
            return Err(shared(path));
        }
        taken.push(target);
    }
    Ok(taken.split_off(inputs.len()))
}

fn target(path: &Path) -> PathBuf {
    let beside =
        || folder_of(path).canonicalize().map(|folder| folder.join(path.file_name().unwrap_or_default()));
    path.canonicalize().or_else(|_| beside()).unwrap_or_else(|_| path.to_owned())
}

fn shared(path: &Path) -> Diagnostic {
    Diagnostic::general(
        Code::SamePlace,
        format!("{} に書くと、もとのデータか、一緒に作るもう一つのファイルが消えます", shown(path)),
        "-o で別のフォルダーを指定してください",
    )
}

/// Holds every folder, always in the same order: two runs never wait for each other.
fn hold(targets: &[PathBuf], files: &[NewFile], disk: &impl Disk) -> Result<Vec<Hold>, Diagnostic> {
    let folders: BTreeSet<&Path> = targets.iter().map(|target| folder_of(target)).collect();
    let path = files.first().map_or(Path::new(""), |(path, _)| path);
    folders
        .into_iter()
        .map(|folder| Hold::on(folder, disk).map_err(|error| unwritable(path, &error)))
        .collect()
}

/// Finds out what is in each place, and whether it may be replaced.
fn places<'a>(
    disk: &impl Disk,
    files: &'a [NewFile],
    targets: Vec<PathBuf>,
) -> Result<Vec<Place<'a>>, Diagnostic> {
    let places = files.iter().zip(targets).map(|((path, _), target)| {
        let found = disk.check(&target).map_err(|error| unwritable(path, &error))?;
        Ok(Place { path, target, found })
    });
    places.collect()
}

/// The new files, and copies of the old ones that may have to be put back, beside their places.
type Written = (Vec<TempPath>, Vec<Option<TempPath>>);

/// All new files are on the disk itself before the first one gets its name. The last of them needs no copy of what it
/// replaces: nothing can fail behind it.
fn write_all(disk: &impl Disk, files: &[NewFile], places: &[Place]) -> Result<Written, Diagnostic> {
    let (mut new, mut old) = (Vec::new(), Vec::new());
    for (index, ((_, bytes), place)) in files.iter().zip(places).enumerate() {
        let unwritable = |error| unwritable(place.path, &error);
        let found = place.found.as_ref();
        let file = disk.write(folder_of(&place.target), bytes, found).map_err(unwritable)?;
        file.as_file().sync_all().map_err(unwritable)?;
        new.push(file.into_temp_path());
        if index + 1 < files.len() {
            old.push(found.map(|found| copy(disk, &place.target, found)).transpose().map_err(unwritable)?);
        }
        disk.go_on().map_err(unwritable)?;
    }
    Ok((new, old))
}

/// A copy of a file beside it. A hard link would do, but not on every disk, and in a shared folder
/// nobody could remove a link to another's file.
fn copy(disk: &impl Disk, path: &Path, found: &Metadata) -> io::Result<TempPath> {
    let copy = disk.write(folder_of(path), &std::fs::read(path)?, Some(found))?;
    copy.as_file().set_modified(found.modified()?)?;
    Ok(copy.into_temp_path())
}

fn rename_all(
    disk: &impl Disk,
    places: &[Place],
    new: Vec<TempPath>,
    old: Vec<Option<TempPath>>,
) -> Result<(), Failure> {
    for (index, (file, place)) in new.into_iter().zip(places).enumerate() {
        if let Err(error) = disk.rename(file, &place.target) {
            let stuck = put_back(disk, &places[..index], old);
            return Err(failure(places, &stuck, place, &error));
        }
    }
    Ok(())
}

/// Puts the old files back into places that have got new ones. Gives the places where that fails.
fn put_back<'a>(disk: &impl Disk, renamed: &'a [Place<'a>], old: Vec<Option<TempPath>>) -> Vec<&'a Path> {
    let put_back = |place: &Place, old: Option<TempPath>| match old {
        Some(old) => {
            File::options().write(true).open(&old)?.sync_all()?;
            disk.rename(old, &place.target)
        }
        None => disk.remove(&place.target),
    };
    let places = renamed.iter().zip(old);
    places.filter_map(|(place, old)| put_back(place, old).err().map(|_| place.path)).collect()
}

/// How a file is left where not all could be put back.
const STATES: [&str; 3] = ["新しいもの", "前のままのもの", "まだないもの"];

fn state_of(place: &Place, stuck: &[&Path]) -> &'static str {
    match &place.found {
        _ if stuck.contains(&place.path) => STATES[0],
        Some(_) => STATES[1],
        None => STATES[2],
    }
}

fn failure(places: &[Place], stuck: &[&Path], failed: &Place, error: &io::Error) -> Failure {
    if stuck.is_empty() {
        return Failure::Kept(unwritable(failed.path, error));
    }
    let named = STATES.map(|state| {
        let places = places.iter().filter(|place| state_of(place, stuck) == state);
        let names: Vec<String> = places.map(|place| shown(place.path)).collect();
        if names.is_empty() { String::new() } else { format!("。{state}: {}", names.join("、")) }
    });
    let (failed, reason) = (shown(failed.path), reason(error));
    Failure::Torn(Diagnostic::general(
        Code::UnwritableFile,
        format!("{failed} に書けず（{reason}）、前のものに戻せないファイルがありました{}", named.concat()),
        "新しいものと前のものが混じっているので、配らずに、もう一度作ってください",
    ))
}
