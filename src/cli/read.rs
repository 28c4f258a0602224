//! Reads the command line.

use std::ffi::OsString;
use std::path::Path;

use clap::{CommandFactory, Parser};

use super::explain::{Answer, dashes, explain};
use super::shared::OUT;
use super::{Cli, Command};
use crate::files::{is_pattern, is_yaml};

/// What to say to somebody who has written nothing, or double-clicked the program.
const GUIDE: &str = "\
使い方: shiryo3 r9.yaml（同じフォルダーに PDF と Excel を作ります）

マウスで使うときは、データのファイルをこのプログラムの上へ動かして放してください。
データのファイルがまだないときは、shiryo3 init r9.yaml で作れます。
ほかの使い方は shiryo3 --help で表示できます。
";

/// Reads the command line. Files without a command, as when they are dropped on the program, are built,
/// each beside itself.
///
/// # Errors
///
/// It is wrong, or asks for help.
pub(crate) fn read(mut arguments: Vec<OsString>) -> Result<Cli, Answer> {
    if arguments.len() < 2 {
        return Err(Answer { text: GUIDE.to_owned(), is_help: false });
    }
    let is_direct = is_direct(&arguments);
    if is_direct {
        arguments.insert(1, "build".into());
    }
    if let Some(text) = arguments.iter().find_map(|word| dashes(word, &arguments)) {
        return Err(Answer { text, is_help: false });
    }
    let mut cli = Cli::try_parse_from(&arguments).map_err(|error| explain(&error, &arguments))?;
    if let Command::Build(build) = &mut cli.command
        && !is_direct
    {
        build.folder.out.get_or_insert(OUT.into());
    }
    Ok(Cli { is_direct, ..cli })
}

/// Whether the first word that is no option means files, and no command.
fn is_direct(arguments: &[OsString]) -> bool {
    let is_option = |word: &OsString| word.to_string_lossy().starts_with('-');
    let word = arguments.iter().skip(1).find(|word| !is_option(word));
    word.is_some_and(|word| means_files(Path::new(word)) && Cli::command().find_subcommand(word).is_none())
}

/// Whether a file is there, or something is written as only names of files are.
fn means_files(word: &Path) -> bool {
    word.exists() || is_yaml(word) || is_pattern(word) || word.components().count() > 1
}
