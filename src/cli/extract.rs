//! What the command for extracts is told.

use super::shared::{Columns, Folder, Formats, HELP, Input};

/// Whose rows to make handouts with.
#[derive(Debug, clap::Args)]
#[command(
    about = "機関ごとに、その機関の取組だけの PDF と Excel を作る（抜粋）",
    help_template = HELP,
    override_usage = "shiryo3 extract <ファイル> --agency 機関… [--column 欄…] [-o フォルダー] [--format pdf,xlsx] [--template 書式ファイル]",
    after_help = "例:\n  shiryo3 extract r9.yaml --agency 小田原市立病院\n  shiryo3 extract r9.yaml --agency 小田原医師会 太陽の門、ほうあんふじ\n\n機関ごとに、番号をそのままにした「r9_抜粋_小田原市立病院.pdf」と .xlsx を作ります。「、」でつないだ機関は一つにまとめます。\n機関の名前は、全部が同じものだけを選びます（小田原市 と 小田原市立病院 は別の機関）。\n書き方がいくつかある機関は、データに次のように書けば一つになります。\n  機関:\n    - 名前: 小田原市\n      別名: [小田原市役所, 小田原市健康づくり課]"
)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub input: Input,
    /// The agencies, or groups of agencies joined by 、.
    #[arg(
        long,
        value_name = "機関",
        num_args = 1..,
        required = true,
        help_heading = "オプション",
        help = "機関の名前（いくつでも）"
    )]
    pub agency: Vec<String>,
    #[command(flatten)]
    pub columns: Columns,
    #[command(flatten)]
    pub folder: Folder,
    #[command(flatten)]
    pub formats: Formats,
}
