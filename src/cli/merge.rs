//! What the command for replies is told.

use std::path::PathBuf;

/// A data file, and the replies to it or what was decided about them.
#[derive(Debug, clap::Args)]
pub(crate) struct Replies {
    /// The data file.
    #[arg(value_name = "ファイル", help_heading = "引数", help = "資料の YAML ファイル")]
    pub data: PathBuf,
    /// The replies.
    #[arg(
        value_name = "回答",
        required_unless_present = "decisions",
        conflicts_with = "decisions",
        help_heading = "引数",
        help = "返ってきた Excel や、それを入れたフォルダー（いくつでも）"
    )]
    pub replies: Vec<PathBuf>,
    /// Who sent which file.
    #[arg(
        long,
        value_name = "機関",
        num_args = 1..,
        help_heading = "オプション",
        help = "回答した機関（回答が一つのとき）か、「回答.xlsx=機関の名前」の組"
    )]
    pub agency: Vec<String>,
    /// Where the workbook to decide in goes.
    #[arg(
        short,
        long = "out",
        value_name = "突合表",
        default_value = "突合表.xlsx",
        hide_default_value = true,
        help_heading = "オプション",
        help = "作る突合表のファイルか、それを置くフォルダー（書かなければ 突合表.xlsx）"
    )]
    pub out: PathBuf,
    /// What was decided.
    #[arg(
        long,
        value_name = "突合表",
        help_heading = "オプション",
        help = "決めたことを書いた突合表。資料に取り入れる"
    )]
    pub decisions: Option<PathBuf>,
    /// The template.
    #[arg(
        long,
        value_name = "書式ファイル",
        help_heading = "オプション",
        help = "組み込みの書式に替えて使う書式ファイル"
    )]
    pub template: Option<PathBuf>,
}
