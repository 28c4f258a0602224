//! What the command for mistakes is told.

use super::shared::{Fit, HELP, Input, Reporting};

/// Where to look for mistakes.
#[derive(Debug, clap::Args)]
#[command(
    about = "誤りや、誤りらしい所がないか調べる（何も作らない）",
    help_template = HELP,
    override_usage = "shiryo3 check <ファイル>… [--pages ページ数] [--template 書式ファイル] [--strict] [--message-format text|json]",
    after_help = "例:\n  shiryo3 check r9.yaml\n  shiryo3 check r9.yaml --strict\n\n「エラー」は直すまで作れません。「注意」は意味の食い違いらしい所、「表記」は書き誤りらしい所で、どちらがあっても作れます。\nそのままでよい所は、データに「無視: [機関名, 地域地域]」のように、[ ] の中の名前か、指摘された文字を書けば出ません。\n\n--message-format json は、一件ごとに一行の JSON を標準エラー出力に出します。\n  severity（error・warning・hint）、code（誤りの種類を表す英語の語）、rule、message、remedy、file、line、column、end_line、end_column\n  行と桁は 1 から、桁は文字で数えます。end_… は終わりの文字の次を指します。ないものは null です。"
)]
pub(crate) struct Check {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub fit: Fit,
    #[command(flatten)]
    pub reporting: Reporting,
}
