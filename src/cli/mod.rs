//! The command line, in Japanese.

mod ask;
mod build;
mod check;
mod create;
mod diff;
mod explain;
mod extract;
mod merge;
mod names;
mod read;
mod rollover;
mod shared;

use clap::{ArgAction, Parser, Subcommand};

pub(crate) use ask::Ask;
pub(crate) use build::Build;
pub(crate) use check::Check;
pub(crate) use create::{Init, Schema, Template};
pub(crate) use diff::{Diff, DiffFormat, Style};
pub(crate) use explain::Answer;
pub(crate) use extract::Extract;
pub(crate) use merge::Merge;
pub(crate) use read::read;
pub(crate) use rollover::{Decisions, Rollover};
pub(crate) use shared::{Design, Format, Input, MessageFormat, Reporting};

use shared::HELP;

/// The program.
#[derive(Debug, Parser)]
#[command(
    name = "shiryo3",
    version,
    about = "資料３（取組内容の予定表）を、一つの YAML ファイルから PDF と Excel にします。",
    help_template = HELP,
    override_usage = "shiryo3 <コマンド> …\n        shiryo3 <ファイル>…（PDF と Excel を、ファイルと同じフォルダーに作る）",
    subcommand_help_heading = "コマンド",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = "例:\n  shiryo3 init r9.yaml      新しい年度のファイルを作る\n  shiryo3 r9.yaml           PDF と Excel を r9.yaml と同じフォルダーに作る\n  shiryo3 build r9.yaml     PDF と Excel を out フォルダーに作る\n\nコマンドごとの説明は shiryo3 build --help のように表示できます。"
)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Whether files have been named without a command.
    #[arg(skip)]
    pub is_direct: bool,
    #[arg(short, long, global = true, action = ArgAction::Help, help_heading = "オプション", help = "この説明を表示する")]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "オプション", help = "バージョンを表示する")]
    version: Option<bool>,
}

/// What to do, with what each command is told. Their docstrings stand there, as clap shows those of variants.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Build(Build),
    Extract(Extract),
    Ask(Ask),
    Rollover(Rollover),
    Merge(Merge),
    Check(Check),
    Diff(Diff),
    Init(Init),
    Template(Template),
    Schema(Schema),
}
