//! What the commands for files to begin with are told.

use std::path::PathBuf;

use super::shared::HELP;

/// Which file to begin with.
#[derive(Debug, clap::Args)]
#[command(
    about = "新しい年度のファイルを、書き方の説明付きで作る",
    help_template = HELP,
    override_usage = "shiryo3 init <ファイル> [--from <見本>]",
    after_help = "例:\n  shiryo3 init r9.yaml\n  shiryo3 init r9.yaml --from 協議会の一年\n  shiryo3 init --from（選べる見本を表示する）\n\n同じ名前のファイルがあれば、上書きせずに終わります。"
)]
pub(crate) struct Init {
    /// The file to make.
    #[arg(
        value_name = "ファイル",
        required_unless_present = "sample",
        help_heading = "引数",
        help = "作るファイル"
    )]
    pub file: Option<PathBuf>,
    /// The sample to begin with; empty for the list of them.
    #[arg(
        long = "from",
        value_name = "見本",
        num_args = 0..=1,
        default_missing_value = "",
        help_heading = "オプション",
        help = "始めに使う見本（名を書かなければ、選べる見本を表示する）"
    )]
    pub sample: Option<String>,
}

/// Where the built-in template goes.
#[derive(Debug, clap::Args)]
#[command(
    about = "組み込みの書式を、直して使えるようファイルに書き出す",
    help_template = HELP,
    override_usage = "shiryo3 template <ファイル>",
    after_help = "例:\n  shiryo3 template 本所の書式.yaml\n  shiryo3 build r9.yaml --template 本所の書式.yaml\n\n同じ名前のファイルがあれば、上書きせずに終わります。"
)]
pub(crate) struct Template {
    /// The file to make.
    #[arg(value_name = "ファイル", help_heading = "引数", help = "作るファイル")]
    pub file: PathBuf,
}

/// Which JSON Schema to write.
#[derive(Debug, clap::Args)]
#[command(
    about = "VS Code などの編集ソフトが書き方を助けるための JSON Schema を書き出す",
    help_template = HELP,
    override_usage = "shiryo3 schema <ファイル> [--for 書式ファイル | --template]",
    after_help = "例:\n  shiryo3 schema shiryo3.schema.json\n  shiryo3 schema shiryo3.schema.json --for 本所の書式.yaml\n  shiryo3 schema shoshiki.schema.json --template\n\nデータの一行目に「# yaml-language-server: $schema=shiryo3.schema.json」と書くと使えます。\n同じ名前のファイルがあれば、上書きせずに終わります。"
)]
pub(crate) struct Schema {
    /// The file to make.
    #[arg(value_name = "ファイル", help_heading = "引数", help = "作るファイル")]
    pub file: PathBuf,
    /// The template of the data that it is for.
    #[arg(
        long = "for",
        value_name = "書式ファイル",
        help_heading = "オプション",
        help = "この書式で作るデータのものを書き出す（書かなければ組み込みの書式）"
    )]
    pub data_of: Option<PathBuf>,
    /// Whether it is for templates.
    #[arg(
        long,
        conflicts_with = "data_of",
        help_heading = "オプション",
        help = "データではなく、書式ファイルのものを書き出す"
    )]
    pub template: bool,
}
