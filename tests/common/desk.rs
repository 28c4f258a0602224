//! A place to run the program in.

#![allow(dead_code)] // Each test binary uses its own part.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder of its own with data files in it, to run the program in.
pub(crate) struct Desk(TempDir);

impl Desk {
    /// With files of these names and texts.
    pub(crate) fn with(files: &[(&str, &str)]) -> Desk {
        let desk = Desk(TempDir::new().expect("a folder"));
        for (name, text) in files {
            std::fs::write(desk.path(name), text).expect("a file");
        }
        desk
    }

    /// The path of a file on it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The folder itself.
    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    /// The program, to be run here.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shiryo3"));
        command.current_dir(self.folder());
        command
    }

    /// Runs the program.
    pub(crate) fn output(&self, arguments: &[&str]) -> Output {
        self.program().args(arguments).output().expect("the program runs")
    }

    /// Runs the program and gives its exit code and all that it printed.
    pub(crate) fn say(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.output(arguments);
        let printed = [output.stdout, output.stderr].concat();
        (output.status.code().expect("an exit code"), String::from_utf8(printed).expect("UTF-8"))
    }
}

/// The names of a folder's entries, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = folder
        .read_dir()
        .map_or(Vec::new(), |entries| entries.map(|entry| entry.expect("an entry")).collect());
    let mut names: Vec<String> =
        entries.iter().map(|entry| entry.file_name().display().to_string()).collect();
    names.sort();
    names
}
