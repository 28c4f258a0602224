//! The program: reads the command line and the files, prints what is wrong or what was written.

#![forbid(unsafe_code)]

mod cli;
mod commands;
mod console;
mod files;
mod messages;

use std::io::{self, Write};
use std::process::ExitCode;

use cli::{Answer, Command, Reporting};
use messages::Messages;
use shiryo3::DEFAULT_TEMPLATE;

/// The document has errors, or anything else is found in it under `--strict`, or a file can't be read or written.
const FAILED: u8 = 1;
/// The command line is wrong.
const WRONG_USE: u8 = 2;

fn main() -> ExitCode {
    let has_own_console = console::is_own();
    let (code, is_direct) = match cli::read(std::env::args_os().collect()) {
        Ok(cli) => (run(cli.command), cli.is_direct),
        Err(answer) => (reply(&answer), true),
    };
    if has_own_console && is_direct {
        say(&mut io::stdout(), "\nEnter キーを押すと閉じます\n");
        console::wait();
    }
    code
}

fn reply(answer: &Answer) -> ExitCode {
    if answer.is_help {
        say(&mut io::stdout(), &answer.text);
        return ExitCode::SUCCESS;
    }
    say(&mut io::stderr(), &answer.text);
    ExitCode::from(WRONG_USE)
}

/// Prints. A reader that has gone away (`| head`) is no failure of ours.
fn say(to: &mut impl Write, text: &str) {
    let _ = to.write_all(text.as_bytes());
}

fn run(command: Command) -> ExitCode {
    let mut messages = messages(&command);
    let done = done(&command, &mut messages);
    say(&mut io::stderr(), &messages.into_text());
    done.map_or(ExitCode::from(FAILED), |done| {
        say(&mut io::stdout(), &done);
        ExitCode::SUCCESS
    })
}

/// The messages of a command, none so far.
fn messages(command: &Command) -> Messages {
    match command {
        Command::Build(build) => Messages::new(build.reporting, false),
        Command::Check(check) => Messages::new(check.reporting, true),
        Command::Diff(diff) => Messages::new(diff.reporting, false),
        _ => Messages::new(Reporting::default(), false),
    }
}

fn done(command: &Command, messages: &mut Messages) -> Option<String> {
    match command {
        Command::Build(build) => commands::build(build, messages),
        Command::Ask(ask) => commands::ask(ask, messages),
        Command::Extract(extract) => commands::extract(extract, messages),
        Command::Rollover(rollover) => commands::rollover(rollover, messages),
        Command::Merge(merge) => match &merge.decisions {
            Some(decisions) => commands::apply(merge, decisions, messages),
            None => commands::merge(merge, messages),
        },
        Command::Check(check) => commands::check(check, messages),
        Command::Diff(diff) => commands::diff(diff, messages),
        Command::Init(init) => commands::begin(init, messages),
        Command::Template(template) => commands::create(&template.file, DEFAULT_TEMPLATE, messages),
        Command::Schema(schema) => commands::create_schema(schema, messages),
    }
}
