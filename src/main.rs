//! The program: reads the command line and the files, prints what is wrong or what was written.

#![forbid(unsafe_code)]

mod cli;
mod commands;
mod console;
mod files;
mod messages;

use std::io::{self, Write};
use std::process::ExitCode;

use cli::{Answer, Command, Input, Reporting};
use messages::Messages;
use shiryo3::{DEFAULT_TEMPLATE, load};

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
    let (reporting, shows_hints) = match &command {
        Command::Build { reporting, .. } => (*reporting, false),
        Command::Check { reporting, .. } => (*reporting, true),
        Command::Diff { reporting, .. } => (*reporting, false),
        Command::Ask { .. }
        | Command::Extract { .. }
        | Command::Rollover { .. }
        | Command::Merge { .. }
        | Command::Init { .. }
        | Command::Template { .. }
        | Command::Schema { .. } => (Reporting::default(), false),
    };
    let mut messages = Messages::new(reporting, shows_hints);
    let done = match command {
        Command::Build { input, fit, out, format, .. } => {
            commands::build(input, fit, out.as_deref(), &format, &mut messages)
        }
        Command::Ask { input, due, agency, rows, out } => {
            commands::ask(input, due.as_deref(), &agency, &rows, &out, &mut messages)
        }
        Command::Extract { input, agency, rows, out, format } => {
            commands::extract(input, &agency, &rows, &out, &format, &mut messages)
        }
        Command::Rollover { file, new, template, decisions } => {
            let input = Input { files: vec![file], template };
            commands::rollover(input, new, &decisions, &mut messages)
        }
        Command::Merge { replies } => match &replies.decisions {
            Some(decisions) => commands::apply(&replies, decisions, &mut messages),
            None => commands::merge(&replies, &mut messages),
        },
        Command::Check { input, fit, .. } => commands::check(input, fit, &mut messages),
        Command::Diff { versions, fit, out, .. } => commands::diff(&versions, fit, &out, &mut messages),
        Command::Init { file, sample } => commands::begin(file.as_deref(), sample.as_deref(), &mut messages),
        Command::Template { file } => commands::create(&file, DEFAULT_TEMPLATE, &mut messages),
        Command::Schema { file, template: true, .. } => {
            commands::create(&file, &load::template_schema(), &mut messages)
        }
        Command::Schema { file, data_of, .. } => {
            commands::create_schema(&file, data_of.as_deref(), &mut messages)
        }
    };
    say(&mut io::stderr(), &messages.into_text());
    done.map_or(ExitCode::from(FAILED), |done| {
        say(&mut io::stdout(), &done);
        ExitCode::SUCCESS
    })
}
