//! What the command for handouts is told.

use super::shared::{Fit, Folder, Formats, HELP, Input, Reporting};

/// Which handouts to make, and where.
#[derive(Debug, clap::Args)]
#[command(
    about = "PDF と Excel を作る",
    help_template = HELP,
    override_usage = "shiryo3 build <ファイル>… [-o フォルダー] [--format pdf,xlsx] [--pages ページ数] [--template 書式ファイル] [--strict] [--message-format text|json]",
    after_help = "例:\n  shiryo3 build r9.yaml\n  shiryo3 build r9.yaml -o 配布用 --format pdf\n\nファイルには、*.yaml のような書き方や、フォルダー（その中の YAML ファイルすべて）も書けます。\n誤りが一つでもあれば、PDF も Excel も作らずに終わります（終了コード 1）。「注意」は示すだけで、「表記」は件数だけを示します。"
)]
pub(crate) struct Build {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub fit: Fit,
    #[command(flatten)]
    pub reporting: Reporting,
    #[command(flatten)]
    pub folder: Folder,
    #[command(flatten)]
    pub formats: Formats,
}
