//! What the command for what changed is told.

use std::path::PathBuf;

use clap::ValueEnum;

use super::names::{List, Names};
use super::shared::{Design, Fit, Folder, HELP, Reporting};

/// Two versions of a sheet, and what to make of them.
#[derive(Debug, clap::Args)]
#[command(
    about = "前回からの変更を、見え消しと新旧対照表にする",
    help_template = HELP,
    override_usage = "shiryo3 diff <前回> <今回> [-o フォルダー] [--style 見え消し,新旧対照表,溶け込み] [--format pdf,xlsx,json] [--template 書式ファイル] [--old-template 書式ファイル]",
    after_help = "例:\n  shiryo3 diff 第1回.yaml 第2回.yaml\n  shiryo3 diff 第1回.xlsx 第2回.yaml --style 見え消し --format pdf\n\n「第2回_見え消し.pdf」「第2回_新旧対照表.xlsx」のような名前で作ります。変更がなければ、何も作りません。\n\n--format json は、変更を一件ごとに一行の JSON にした「第2回_変更.json」を作ります。\n  number（取組の番号。ほかは null）、field（欄）、kind（changed・added・deleted・moved）、\n  runs（[\"=\"・\"-\"・\"+\", 文字] の並び。= はそのまま、- は消した所、+ は加えた所）"
)]
pub(crate) struct Diff {
    /// The earlier version.
    #[arg(
        value_name = "前回",
        help_heading = "引数",
        help = "前回の YAML ファイルか、前回このプログラムで作った Excel"
    )]
    pub old: PathBuf,
    /// This version.
    #[arg(value_name = "今回", help_heading = "引数", help = "今回の YAML ファイル")]
    pub new: PathBuf,
    /// What shows the changes.
    #[arg(
        long,
        value_name = "種類",
        value_parser = Names::<Style>::new(),
        default_value = "見え消し,新旧対照表",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "オプション",
        help = "作るもの。見え消し、新旧対照表、溶け込み をコンマで区切る（書かなければ見え消しと新旧対照表）"
    )]
    pub style: List<Style>,
    /// As which files.
    #[arg(
        long,
        value_name = "形式",
        value_parser = Names::<DiffFormat>::new(),
        default_value = "pdf,xlsx",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "オプション",
        help = "ファイルの形式。pdf、xlsx、json をコンマで区切る（書かなければ pdf と xlsx）"
    )]
    pub format: List<DiffFormat>,
    #[command(flatten)]
    pub design: Design,
    /// The template of the earlier version.
    #[arg(
        long,
        value_name = "書式ファイル",
        help_heading = "オプション",
        help = "前回の書式ファイル（今回と違うとき）"
    )]
    pub old_template: Option<PathBuf>,
    #[command(flatten)]
    pub fit: Fit,
    #[command(flatten)]
    pub reporting: Reporting,
    #[command(flatten)]
    pub folder: Folder,
}

/// A way to show what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Style {
    /// What was deleted struck through, what was added underlined.
    #[value(name = "見え消し")]
    Marked,
    /// Both versions side by side.
    #[value(name = "新旧対照表")]
    Comparison,
    /// This version as it is handed out.
    #[value(name = "溶け込み")]
    Clean,
}

impl Style {
    /// What the names of its files end in.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Style::Marked => "見え消し",
            Style::Comparison => "新旧対照表",
            Style::Clean => "溶け込み",
        }
    }
}

/// A format of what shows changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For print.
    Pdf,
    /// For e-mail.
    Xlsx,
    /// For other programs.
    Json,
}
