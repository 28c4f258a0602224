//! What the command for reply forms is told.

use std::path::PathBuf;

use super::shared::{Columns, HELP, Input};

/// Where reply forms go if nothing else is said.
const ASKED: &str = "照会";

/// Whom to ask, and by when.
#[derive(Debug, clap::Args)]
#[command(
    about = "機関ごとの回答票（Excel）と照会先一覧を作る",
    help_template = HELP,
    override_usage = "shiryo3 ask <ファイル> [--due 期限] [--agency 機関…] [--column 欄…] [-o フォルダー] [--template 書式ファイル]",
    after_help = "例:\n  shiryo3 ask r9.yaml --due 6月30日（火）\n  shiryo3 ask r9.yaml --agency 小田原市立病院 太陽の門 -o 再照会\n\n提案機関に名のある機関ごとに、その機関の取組だけの「r9_回答票_小田原市立病院.xlsx」を作ります。\n何をどこへ送るかは「r9_照会先一覧.xlsx」で分かります。機関の名前がはっきりしない所は、その中の「確かめる所」に並べます。\n返ってきた回答を消さないように、前に作った回答票は上書きしません。"
)]
pub(crate) struct Ask {
    #[command(flatten)]
    pub input: Input,
    /// By when replies are wanted.
    #[arg(long, value_name = "期限", help_heading = "オプション", help = "回答票に書く回答期限")]
    pub due: Option<String>,
    /// The agencies; all where none is named.
    #[arg(
        long,
        value_name = "機関",
        num_args = 1..,
        help_heading = "オプション",
        help = "機関の名前（いくつでも。書かなければ全部の機関）"
    )]
    pub agency: Vec<String>,
    #[command(flatten)]
    pub columns: Columns,
    /// Where the forms go.
    #[arg(
        short,
        long = "out",
        value_name = "フォルダー",
        default_value = ASKED,
        hide_default_value = true,
        help_heading = "オプション",
        help = "作ったものを置くフォルダー（書かなければ 照会）"
    )]
    pub out: PathBuf,
}
