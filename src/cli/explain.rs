//! Says what is wrong with a command line.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::error::{ContextKind, ErrorKind};
use clap::{Command, CommandFactory};
use shiryo3::japanese::width::half;
use shiryo3::nearest::remedy;

use super::Cli;
use crate::files::shown;

/// What word processors and input methods make of a hyphen: U+2010 to U+2015 and the minus sign, lines of
/// tables, and the sign of long vowels.
const DASHES: [char; 12] = [
    '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}', '\u{2500}',
    '\u{2501}', '\u{FF0D}', 'ー', 'ｰ',
];

/// What to say in place of doing anything.
pub(crate) struct Answer {
    /// Lines for people.
    pub text: String,
    /// Whether it was asked for.
    pub is_help: bool,
}

/// The options of the command that a command line names, or else of the program.
fn options(arguments: &[OsString]) -> Vec<String> {
    let mut program = Cli::command();
    program.build();
    let command = arguments.iter().skip(1).find_map(|word| program.find_subcommand(word));
    options_of(command.unwrap_or(&program))
}

fn options_of(command: &Command) -> Vec<String> {
    let arguments = || command.get_arguments();
    let long = arguments().filter_map(|argument| argument.get_long()).map(|name| format!("--{name}"));
    let short = arguments().filter_map(|argument| argument.get_short()).map(|name| format!("-{name}"));
    long.chain(short).collect()
}

/// What to say of a word of a command line that is meant as an option but begins with another sign than `-`, if it
/// is one.
pub(super) fn dashes(word: &OsStr, arguments: &[OsString]) -> Option<String> {
    let text = word.to_str().filter(|_| !Path::new(word).exists())?;
    let name: String =
        text.trim_start_matches(|c| c == '-' || DASHES.contains(&c)).chars().map(half).collect();
    let name = name.split('=').next().filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let meant = if name.len() == 1 { format!("-{name}") } else { format!("--{name}") };
    let is_wrong =
        text.starts_with(DASHES) && name.bytes().all(|byte| byte == b'-' || byte.is_ascii_alphabetic());
    is_wrong.then(|| {
        mistake(
            &format!("「{}」の初めの記号は、半角の「-」ではありません", shown(word)),
            &guess(&meant, &options(arguments)),
        )
    })
}

/// What is wrong with a command line, or the help that it asked for.
pub(super) fn explain(error: &clap::Error, arguments: &[OsString]) -> Answer {
    let is_help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let text = if is_help { error.render().to_string() } else { explain_mistake(error, arguments) };
    Answer { text, is_help }
}

fn explain_mistake(error: &clap::Error, arguments: &[OsString]) -> String {
    let context = |kind| error.get(kind).map(|value| shown(value.to_string())).unwrap_or_default();
    let what = context(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidSubcommand => wrong_command(&context(ContextKind::InvalidSubcommand)),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            mistake("コマンドが書かれていません", USAGE)
        }
        ErrorKind::UnknownArgument if what.starts_with('-') => {
            mistake(&format!("「{what}」は使えません"), &guess(&what, &options(arguments)))
        }
        ErrorKind::UnknownArgument => {
            mistake(&format!("「{what}」は余分です"), "ファイルは一つだけ書いてください")
        }
        ErrorKind::MissingRequiredArgument => mistake(&format!("{what} が書かれていません"), USAGE),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            wrong_value(&what, &context(ContextKind::InvalidValue), &context(ContextKind::ValidValue))
        }
        ErrorKind::ArgumentConflict => conflict(&what, &context(ContextKind::PriorArg)),
        _ => mistake("書き方が正しくありません", USAGE),
    }
}

fn conflict(one: &str, other: &str) -> String {
    if one == other {
        return mistake(&format!("{one} が二度書かれています"), "どちらかを消してください");
    }
    mistake(&format!("{one} と {other} は、一緒に使えません"), "どちらかを消してください")
}

const USAGE: &str = "shiryo3 --help か、shiryo3 build --help のようにして使い方を確かめてください";

fn mistake(problem: &str, remedy: &str) -> String {
    format!("エラー: {problem}\n直し方: {remedy}\n")
}

fn wrong_command(word: &str) -> String {
    let program = Cli::command();
    let known: Vec<String> = program
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .chain(["--help", "--version"].map(str::to_owned))
        .collect();
    mistake(&format!("「{word}」というコマンドもファイルもありません"), &guess(word, &known))
}

/// An option without its value, or with one that it can't have. `what` is such as `--out <フォルダー>`.
fn wrong_value(what: &str, value: &str, known: &str) -> String {
    if value.is_empty() {
        return missing_value(what);
    }
    let known: Vec<String> = known.split(", ").filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let remedy = if known.is_empty() {
        "1 以上の半角の数字を書いてください".to_owned()
    } else {
        guess(value, &known)
    };
    mistake(&format!("{what} に「{value}」は指定できません"), &remedy)
}

fn missing_value(what: &str) -> String {
    match what.split_once(" <") {
        Some((option, name)) => mistake(
            &format!("{what} の値が書かれていません"),
            &format!("{option} の後に、空白を挟んで{}を書いてください", name.trim_end_matches('>')),
        ),
        None => mistake("ファイルの名前が空です", USAGE),
    }
}

/// What to write instead of a word. Capitals and full-width letters are taken for what they stand for. For an
/// option of one letter, any other is as near.
fn guess(word: &str, known: &[String]) -> String {
    let word: String = word.chars().map(half).collect();
    let same = known.iter().find(|known| known.eq_ignore_ascii_case(&word)).map(String::as_str);
    let is_letter = word.starts_with('-') && word.len() < 3;
    let lower = word.to_lowercase();
    let word = same.unwrap_or(if is_letter { "" } else { &lower });
    remedy(word, &known.iter().map(String::as_str).collect::<Vec<_>>())
}
