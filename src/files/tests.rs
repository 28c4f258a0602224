//! Every step of a replacement fails once: all files are as they were, or the message says which are not.

use std::cell::Cell;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{NamedTempFile, TempDir, TempPath};

use super::disk::{Disk, FileSystem};
use super::replace::{Failure, replace_all};

#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    GoOn,
    Check,
    Write,
    Rename,
    Remove,
}

/// A disk that fails at chosen steps: of each kind they are counted from 0.
struct Faulty<F> {
    disk: FileSystem,
    is_fault: F,
    counts: [Cell<usize>; 5],
    has_failed: Cell<bool>,
}

impl<F: Fn(Step, usize) -> bool> Faulty<F> {
    fn new(is_fault: F) -> Faulty<F> {
        Faulty { disk: FileSystem::new(), is_fault, counts: Default::default(), has_failed: Cell::new(false) }
    }

    fn take(&self, step: Step) -> io::Result<()> {
        let count = &self.counts[step as usize];
        let is_fault = (self.is_fault)(step, count.replace(count.get() + 1));
        self.has_failed.set(self.has_failed.get() || is_fault);
        if is_fault { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
    }
}

impl<F: Fn(Step, usize) -> bool> Disk for Faulty<F> {
    fn go_on(&self) -> io::Result<()> {
        self.take(Step::GoOn).and_then(|()| self.disk.go_on())
    }

    fn check(&self, path: &Path) -> io::Result<Option<Metadata>> {
        self.take(Step::Check).and_then(|()| self.disk.check(path))
    }

    fn write(&self, folder: &Path, bytes: &[u8], replaced: Option<&Metadata>) -> io::Result<NamedTempFile> {
        self.take(Step::Write).and_then(|()| self.disk.write(folder, bytes, replaced))
    }

    fn rename(&self, file: TempPath, path: &Path) -> io::Result<()> {
        self.take(Step::Rename).and_then(|()| self.disk.rename(file, path))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.take(Step::Remove).and_then(|()| self.disk.remove(path))
    }
}

const NAMES: [&str; 4] = ["a.pdf", "a.xlsx", "b.pdf", "b.xlsx"];

/// A folder in which some of the four files of two inputs are old, and the new ones.
fn scene(old: &[&str]) -> (TempDir, Vec<(PathBuf, Vec<u8>)>) {
    let folder = TempDir::new().unwrap();
    for name in old {
        std::fs::write(folder.path().join(name), "old").unwrap();
    }
    let files = NAMES.map(|name| (folder.path().join(name), b"new".to_vec())).to_vec();
    (folder, files)
}

/// What each file holds. Nothing else is in the folder.
fn contents(folder: &Path) -> Vec<String> {
    let count = folder.read_dir().unwrap().count();
    let contents = NAMES.map(|name| std::fs::read_to_string(folder.join(name)).unwrap_or_default());
    assert_eq!(count, contents.iter().filter(|content| !content.is_empty()).count(), "something is left");
    contents.to_vec()
}

/// The old files that a build may find.
const OLD: [&[&str]; 3] = [&NAMES, &[], &["a.xlsx", "b.pdf"]];

#[test]
fn whatever_fails_once_all_files_are_as_they_were() {
    for old in OLD {
        for (step, steps) in [
            (Step::Check, NAMES.len()),
            (Step::Write, NAMES.len() + old.iter().filter(|name| **name != NAMES[3]).count()),
            (Step::GoOn, NAMES.len()),
            (Step::Rename, NAMES.len()),
        ] {
            for nth in 0..=steps {
                let (folder, files) = scene(old);
                let before = contents(folder.path());
                let disk = Faulty::new(|other, count| (other, count) == (step, nth));
                let done = replace_all(&disk, &files, &[]);
                let after = contents(folder.path());
                assert_eq!(disk.has_failed.get(), nth < steps, "{step:?} {nth}");
                match done {
                    Ok(()) => assert_eq!((nth, after), (steps, NAMES.map(|_| "new".to_owned()).to_vec())),
                    Err(Failure::Kept(_)) => assert_eq!(after, before, "{step:?} {nth}"),
                    Err(Failure::Torn(mistake)) => panic!("{step:?} {nth}: {}", mistake.message),
                }
            }
        }
    }
}

#[test]
fn where_putting_back_fails_too_the_message_names_what_is_new_and_what_is_old() {
    let mut torn = 0;
    for old in OLD {
        // The first rename that fails, how many do from there on, and whether removing does.
        for (first, count) in
            (0..NAMES.len()).flat_map(|first| (1..=NAMES.len()).map(move |count| (first, count)))
        {
            for is_lasting in [false, true] {
                let (folder, files) = scene(old);
                let before = contents(folder.path());
                let disk = Faulty::new(|step, nth| match step {
                    Step::Rename => (first..first + count).contains(&nth),
                    Step::Remove => is_lasting,
                    _ => false,
                });
                let Err(failure) = replace_all(&disk, &files, &[]) else { panic!("{first} {count}") };
                check_truth(&failure, folder.path(), &before, &contents(folder.path()));
                torn += usize::from(matches!(failure, Failure::Torn(_)));
            }
        }
    }
    assert!(torn > 20, "{torn} cases in which files could not be put back");
}

#[test]
fn of_two_runs_at_once_one_waits_for_the_other() {
    let (folder, files) = scene(&NAMES);
    let others: Vec<_> = files.iter().map(|(path, _)| (path.clone(), b"other".to_vec())).collect();
    std::thread::scope(|scope| {
        let disk = Faulty::new(|step, nth| {
            if (step, nth) == (Step::Rename, 1) {
                scope.spawn(|| assert!(replace_all(&FileSystem::new(), &others, &[]).is_ok()));
                std::thread::sleep(Duration::from_millis(300));
            }
            false
        });
        assert!(replace_all(&disk, &files, &[]).is_ok());
    });
    assert_eq!(contents(folder.path()), ["other"; 4]);
}

/// Whether what a failure says holds.
fn check_truth(failure: &Failure, folder: &Path, before: &[String], after: &[String]) {
    let Failure::Torn(mistake) = failure else {
        assert_eq!(before, after);
        return;
    };
    assert_ne!(before, after);
    for (index, name) in NAMES.iter().enumerate() {
        let title = match (after[index].as_str(), before[index].as_str()) {
            ("new", _) => "新しいもの",
            ("old", "old") => "前のままのもの",
            ("", "") => "まだないもの",
            other => panic!("{name}: {other:?}"),
        };
        let part = mistake.message.split('。').find(|part| part.starts_with(title)).unwrap();
        assert!(part.contains(folder.join(name).to_str().unwrap()), "{name} in {}", mistake.message);
        assert_eq!(mistake.message.matches(name).count(), 1 + usize::from(is_cause(&mistake.message, name)));
    }
}

fn is_cause(message: &str, name: &str) -> bool {
    message.split(" に書けず").next().unwrap().ends_with(name)
}

#[test]
fn what_a_run_of_this_machine_has_left_is_swept_but_for_folders() {
    let (folder, files) = scene(&["a.pdf"]);
    let left =
        FileSystem::new().write(folder.path(), b"left", None).unwrap().into_temp_path().keep().unwrap();
    replace_all(&FileSystem::new(), &files, &[]).ok().unwrap();
    assert_eq!(contents(folder.path()), ["new"; 4]);
    std::fs::create_dir(&left).unwrap();
    replace_all(&FileSystem::new(), &files, &[]).ok().unwrap();
    assert!(left.is_dir());
}
