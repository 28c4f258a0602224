//! What several commands are told.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::names::{List, Names};

/// Where outputs go if nothing else is said.
pub(super) const OUT: &str = "out";

/// What a help says, in its order.
pub(super) const HELP: &str = "{about}\n\n使い方: {usage}\n\n{all-args}{after-help}";

/// What to read.
#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// The data files.
    #[arg(
        value_name = "ファイル",
        required = true,
        help_heading = "引数",
        help = "資料の YAML ファイル（いくつでも。*.yaml やフォルダーでもよい）"
    )]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub design: Design,
}

/// By what the look is decided.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Design {
    /// The template.
    #[arg(
        long,
        value_name = "書式ファイル",
        help_heading = "オプション",
        help = "組み込みの書式に替えて使う書式ファイル"
    )]
    pub template: Option<PathBuf>,
}

/// What to fit to.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Fit {
    /// On how many pages each sheet is to fit.
    #[arg(
        long,
        value_name = "ページ数",
        value_parser = parse_pages,
        help_heading = "オプション",
        help = "このページ数に収まる最も大きい文字にする（データの「収めるページ数」に優先する）"
    )]
    pub pages: Option<usize>,
}

/// Where names of agencies are looked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Columns {
    /// The columns.
    #[arg(
        long = "column",
        value_name = "欄",
        num_args = 1..,
        help_heading = "オプション",
        help = "機関の名前を見る欄（書かなければ提案機関。協力機関 も書ける）"
    )]
    pub columns: Vec<String>,
}

/// Where outputs go.
#[derive(Debug, clap::Args)]
pub(crate) struct Folder {
    /// The folder, unless it is the usual one.
    #[arg(
        short,
        long = "out",
        value_name = "フォルダー",
        help_heading = "オプション",
        help = "作ったものを置くフォルダー（書かなければ out）"
    )]
    pub out: Option<PathBuf>,
}

impl Folder {
    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.out.as_deref().unwrap_or(Path::new(OUT))
    }
}

/// As what handouts are made.
#[derive(Debug, clap::Args)]
pub(crate) struct Formats {
    /// The formats.
    #[arg(
        long,
        value_name = "形式",
        value_parser = Names::<Format>::new(),
        default_value = "pdf,xlsx",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "オプション",
        help = "作るもの。pdf、xlsx、またはその両方をコンマで区切る（書かなければ両方）"
    )]
    pub format: List<Format>,
}

/// How to show what is found.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(crate) struct Reporting {
    /// Whether warnings and hints count as errors.
    #[arg(
        long,
        help_heading = "オプション",
        help = "「注意」や「表記」も「エラー」と同じに扱う（一つでもあれば PDF も Excel も作らず、終了コード 1）"
    )]
    pub strict: bool,
    /// The form of messages.
    #[arg(
        long,
        value_name = "text|json",
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "オプション",
        help = "誤りや指摘の出し方。text は人が読む文（書かなければこれ）、json はほかのプログラムが読む形"
    )]
    pub message_format: MessageFormat,
}

/// A form of messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people.
    #[default]
    Text,
    /// For other programs: a JSON object on each line.
    Json,
}

/// A number of pages, 1 at the least.
fn parse_pages(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|pages| *pages > 0).ok_or_else(|| "1 以上の半角の数字".to_owned())
}

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For print.
    Pdf,
    /// For e-mail.
    Xlsx,
}

impl Format {
    /// The ending of its files.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Xlsx => "xlsx",
        }
    }
}
