//! What the command for what changed is told.

use std::path::PathBuf;

use clap::ValueEnum;

use super::names::{List, Names};

/// Two versions of a sheet, and what to make of them.
#[derive(Debug, clap::Args)]
pub(crate) struct Versions {
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
    /// The template of this version, and of both unless the earlier one has its own.
    #[arg(
        long,
        value_name = "書式ファイル",
        help_heading = "オプション",
        help = "組み込みの書式に替えて使う書式ファイル"
    )]
    pub template: Option<PathBuf>,
    /// The template of the earlier version.
    #[arg(
        long,
        value_name = "書式ファイル",
        help_heading = "オプション",
        help = "前回の書式ファイル（今回と違うとき）"
    )]
    pub old_template: Option<PathBuf>,
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
