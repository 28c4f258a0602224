//! What the command for a new year is told.

use std::path::PathBuf;

use super::shared::{Design, HELP};

/// Which file to take into the next year, and what is decided about it.
#[derive(Debug, clap::Args)]
#[command(
    about = "前の年度のファイルから、次の年度のファイルを作る",
    help_template = HELP,
    override_usage = "shiryo3 rollover <ファイル> [新しいファイル] [--era 元号] [--bars 帯…] [--done 番号…] [--meetings 月=月…] [--renumber] [--label 資料番号] [--date 作成日] [--template 書式ファイル]",
    after_help = "例:\n  shiryo3 rollover r8.yaml r9.yaml\n  shiryo3 rollover r8.yaml --bars 順次実施 引き継ぐ=3,5 --done 7 12\n\n年度、表題と検討事項の年度を次の年度にし、改ページと前の作成日を除きます。説明（#）も書き方もそのまま残ります。\n変えた所と、人が確かめる所を、行ごとに示します。\n選ぶものを何も書かなければ、画面でたずねます。\n同じ名前のファイルがあれば、上書きせずに終わります。"
)]
pub(crate) struct Rollover {
    /// Last year's file.
    #[arg(value_name = "ファイル", help_heading = "引数", help = "前の年度の YAML ファイル")]
    pub file: PathBuf,
    /// The file to make.
    #[arg(
        value_name = "新しいファイル",
        help_heading = "引数",
        help = "作るファイル（書かなければ r8 の次は r9 のように決める）"
    )]
    pub new: Option<PathBuf>,
    #[command(flatten)]
    pub design: Design,
    #[command(flatten)]
    pub decisions: Decisions,
}

/// What is decided about next year.
#[derive(Debug, clap::Args)]
pub(crate) struct Decisions {
    /// The era to name the year in, where it changes.
    #[arg(
        long,
        value_name = "元号",
        help_heading = "オプション",
        help = "元号が変わる年度を、どちらの元号で書くか（平成 か 令和）"
    )]
    pub era: Option<String>,
    /// What becomes of bars.
    #[arg(
        long,
        value_name = "帯",
        num_args = 1..,
        help_heading = "オプション",
        help = "予定の帯を 引き継ぐ（書かなければこれ）か、順次実施 4月〜3月 だけにするか、空 にするか。空=3,5 のように番号を付ければ、その取組だけに当たる"
    )]
    pub bars: Vec<String>,
    /// The numbers of rows that are done.
    #[arg(
        long,
        value_name = "番号",
        num_args = 1..,
        help_heading = "オプション",
        help = "終わったので除く取組の番号（いくつでも）"
    )]
    pub done: Vec<String>,
    /// The months of meetings.
    #[arg(
        long,
        value_name = "月=月",
        num_args = 1..,
        help_heading = "オプション",
        help = "会議の月を変える。9月=10月 のように、前の月と新しい月を書く（いくつでも）"
    )]
    pub meetings: Vec<String>,
    /// Whether rows are numbered anew.
    #[arg(long, help_heading = "オプション", help = "番号を 1 から付け直す（書かなければそのまま）")]
    pub renumber: bool,
    /// The handout's number.
    #[arg(long, value_name = "資料番号", help_heading = "オプション", help = "新しい資料番号")]
    pub label: Option<String>,
    /// The date.
    #[arg(long, value_name = "作成日", help_heading = "オプション", help = "新しい作成日")]
    pub date: Option<String>,
}

impl Decisions {
    /// Whether nothing has been decided.
    pub(crate) fn is_empty(&self) -> bool {
        let lists = self.bars.is_empty() && self.done.is_empty() && self.meetings.is_empty();
        lists && !self.renumber && self.era.is_none() && self.label.is_none() && self.date.is_none()
    }
}
