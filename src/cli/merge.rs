//! What the command for replies is told.

use std::path::PathBuf;

use super::shared::{Design, HELP};

/// A data file, and the replies to it or what was decided about them.
#[derive(Debug, clap::Args)]
#[command(
    about = "返ってきた Excel を資料と照らし合わせ、突合表を作る。決めたものを資料に取り入れる",
    help_template = HELP,
    override_usage = "shiryo3 merge <ファイル> <回答>… [--agency 機関…] [-o 突合表] [--template 書式ファイル]\n        shiryo3 merge <ファイル> --decisions <突合表>",
    after_help = "例:\n  shiryo3 merge r9.yaml 回答\n  shiryo3 merge r9.yaml 回答/小田原市.xlsx --agency 小田原市健康づくり課\n  shiryo3 merge r9.yaml --decisions 突合表.xlsx\n\n回答には、回答票、表に書き込んだもの、取組一覧を直したもの（.xlsx、.xls、.ods）と、それらを入れたフォルダーを書けます。\n初めは突合表を作るだけで、資料は変わりません。突合表の「採る」を決めて保存し、--decisions で取り入れます。\n取り入れる前に資料全体を調べ、誤りがあれば何も変えません。前の資料は「r9.yaml.bak」として残します。\nどの機関の回答かは、回答票の中か、ファイルの名前で分かります。分からないものは「--agency 回答.xlsx=機関の名前」のように書いてください。"
)]
pub(crate) struct Merge {
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
    #[command(flatten)]
    pub design: Design,
}
