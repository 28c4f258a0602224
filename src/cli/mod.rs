//! The command line, in Japanese.

mod diff;
mod explain;
mod merge;
mod names;
mod read;

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

pub(crate) use diff::{DiffFormat, Style, Versions};
pub(crate) use explain::Answer;
pub(crate) use merge::Replies;
pub(crate) use read::read;

/// Where outputs go if nothing else is said.
const OUT: &str = "out";

/// Where reply forms go if nothing else is said.
const ASKED: &str = "照会";

const HELP: &str = "{about}\n\n使い方: {usage}\n\n{all-args}{after-help}";

/// The program.
#[derive(Debug, Parser)]
#[command(
    name = "shiryo3",
    version,
    about = "資料３（取組内容の予定表）を、一つの YAML ファイルから PDF と Excel にします。",
    help_template = HELP,
    override_usage = "shiryo3 <コマンド> …\n        shiryo3 <ファイル>…（PDF と Excel を、ファイルと同じフォルダーに作る）",
    subcommand_help_heading = "コマンド",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = "例:\n  shiryo3 init r9.yaml      新しい年度のファイルを作る\n  shiryo3 r9.yaml           PDF と Excel を r9.yaml と同じフォルダーに作る\n  shiryo3 build r9.yaml     PDF と Excel を out フォルダーに作る\n\nコマンドごとの説明は shiryo3 build --help のように表示できます。"
)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Whether files have been named without a command.
    #[arg(skip)]
    pub is_direct: bool,
    #[arg(short, long, global = true, action = ArgAction::Help, help_heading = "オプション", help = "この説明を表示する")]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "オプション", help = "バージョンを表示する")]
    version: Option<bool>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes the outputs.
    #[command(
        about = "PDF と Excel を作る",
        help_template = HELP,
        override_usage = "shiryo3 build <ファイル>… [-o フォルダー] [--format pdf,xlsx] [--pages ページ数] [--template 書式ファイル] [--strict] [--message-format text|json]",
        after_help = "例:\n  shiryo3 build r9.yaml\n  shiryo3 build r9.yaml -o 配布用 --format pdf\n\nファイルには、*.yaml のような書き方や、フォルダー（その中の YAML ファイルすべて）も書けます。\n誤りが一つでもあれば、PDF も Excel も作らずに終わります（終了コード 1）。「注意」は示すだけで、「表記」は件数だけを示します。"
    )]
    Build {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        fit: Fit,
        #[command(flatten)]
        reporting: Reporting,
        #[arg(
            short,
            long = "out",
            value_name = "フォルダー",
            help_heading = "オプション",
            help = "作ったものを置くフォルダー（書かなければ out）"
        )]
        out: Option<PathBuf>,
        #[arg(
            long,
            value_name = "形式",
            value_enum,
            value_delimiter = ',',
            ignore_case = true,
            default_value = "pdf,xlsx",
            hide_default_value = true,
            hide_possible_values = true,
            help_heading = "オプション",
            help = "作るもの。pdf、xlsx、またはその両方をコンマで区切る（書かなければ両方）"
        )]
        format: Vec<Format>,
    },
    /// Makes handouts with the rows of some agencies only.
    #[command(
        about = "機関ごとに、その機関の取組だけの PDF と Excel を作る（抜粋）",
        help_template = HELP,
        override_usage = "shiryo3 extract <ファイル> --agency 機関… [--column 欄…] [-o フォルダー] [--format pdf,xlsx] [--template 書式ファイル]",
        after_help = "例:\n  shiryo3 extract r9.yaml --agency 小田原市立病院\n  shiryo3 extract r9.yaml --agency 小田原医師会 太陽の門、ほうあんふじ\n\n機関ごとに、番号をそのままにした「r9_抜粋_小田原市立病院.pdf」と .xlsx を作ります。「、」でつないだ機関は一つにまとめます。\n機関の名前は、全部が同じものだけを選びます（小田原市 と 小田原市立病院 は別の機関）。\n書き方がいくつかある機関は、データに次のように書けば一つになります。\n  機関:\n    - 名前: 小田原市\n      別名: [小田原市役所, 小田原市健康づくり課]"
    )]
    Extract {
        #[command(flatten)]
        input: Input,
        #[arg(
            long,
            value_name = "機関",
            num_args = 1..,
            required = true,
            help_heading = "オプション",
            help = "機関の名前（いくつでも）"
        )]
        agency: Vec<String>,
        #[command(flatten)]
        rows: Rows,
        #[arg(
            short,
            long = "out",
            value_name = "フォルダー",
            default_value = OUT,
            hide_default_value = true,
            help_heading = "オプション",
            help = "作ったものを置くフォルダー（書かなければ out）"
        )]
        out: PathBuf,
        #[arg(
            long,
            value_name = "形式",
            value_enum,
            value_delimiter = ',',
            ignore_case = true,
            default_value = "pdf,xlsx",
            hide_default_value = true,
            hide_possible_values = true,
            help_heading = "オプション",
            help = "作るもの。pdf、xlsx、またはその両方をコンマで区切る（書かなければ両方）"
        )]
        format: Vec<Format>,
    },
    /// Makes the reply forms for agencies.
    #[command(
        about = "機関ごとの回答票（Excel）と照会先一覧を作る",
        help_template = HELP,
        override_usage = "shiryo3 ask <ファイル> [--due 期限] [--agency 機関…] [--column 欄…] [-o フォルダー] [--template 書式ファイル]",
        after_help = "例:\n  shiryo3 ask r9.yaml --due 6月30日（火）\n  shiryo3 ask r9.yaml --agency 小田原市立病院 太陽の門 -o 再照会\n\n提案機関に名のある機関ごとに、その機関の取組だけの「r9_回答票_小田原市立病院.xlsx」を作ります。\n何をどこへ送るかは「r9_照会先一覧.xlsx」で分かります。機関の名前がはっきりしない所は、その中の「確かめる所」に並べます。\n返ってきた回答を消さないように、前に作った回答票は上書きしません。"
    )]
    Ask {
        #[command(flatten)]
        input: Input,
        #[arg(long, value_name = "期限", help_heading = "オプション", help = "回答票に書く回答期限")]
        due: Option<String>,
        #[arg(
            long,
            value_name = "機関",
            num_args = 1..,
            help_heading = "オプション",
            help = "機関の名前（いくつでも。書かなければ全部の機関）"
        )]
        agency: Vec<String>,
        #[command(flatten)]
        rows: Rows,
        #[arg(
            short,
            long = "out",
            value_name = "フォルダー",
            default_value = ASKED,
            hide_default_value = true,
            help_heading = "オプション",
            help = "作ったものを置くフォルダー（書かなければ 照会）"
        )]
        out: PathBuf,
    },
    /// Makes next year's file.
    #[command(
        about = "前の年度のファイルから、次の年度のファイルを作る",
        help_template = HELP,
        override_usage = "shiryo3 rollover <ファイル> [新しいファイル] [--era 元号] [--bars 帯…] [--done 番号…] [--renumber] [--label 資料番号] [--date 作成日] [--template 書式ファイル]",
        after_help = "例:\n  shiryo3 rollover r8.yaml r9.yaml\n  shiryo3 rollover r8.yaml --bars 順次実施 引き継ぐ=3,5 --done 7 12\n\n年度、表題と検討事項の年度を次の年度にし、改ページと前の作成日を除きます。説明（#）も書き方もそのまま残ります。\n変えた所と、人が確かめる所を、行ごとに示します。\n選ぶものを何も書かなければ、画面でたずねます。\n同じ名前のファイルがあれば、上書きせずに終わります。"
    )]
    Rollover {
        #[arg(value_name = "ファイル", help_heading = "引数", help = "前の年度の YAML ファイル")]
        file: PathBuf,
        #[arg(
            value_name = "新しいファイル",
            help_heading = "引数",
            help = "作るファイル（書かなければ r8 の次は r9 のように決める）"
        )]
        new: Option<PathBuf>,
        #[arg(
            long,
            value_name = "書式ファイル",
            help_heading = "オプション",
            help = "組み込みの書式に替えて使う書式ファイル"
        )]
        template: Option<PathBuf>,
        #[command(flatten)]
        decisions: Decisions,
    },
    /// Compares replies with the data, and writes what was decided about them into the data.
    #[command(
        about = "返ってきた Excel を資料と照らし合わせ、突合表を作る。決めたものを資料に取り入れる",
        help_template = HELP,
        override_usage = "shiryo3 merge <ファイル> <回答>… [--agency 機関…] [-o 突合表] [--template 書式ファイル]\n        shiryo3 merge <ファイル> --decisions <突合表>",
        after_help = "例:\n  shiryo3 merge r9.yaml 回答\n  shiryo3 merge r9.yaml 回答/小田原市.xlsx --agency 小田原市健康づくり課\n  shiryo3 merge r9.yaml --decisions 突合表.xlsx\n\n回答には、回答票、表に書き込んだもの、取組一覧を直したもの（.xlsx、.xls、.ods）と、それらを入れたフォルダーを書けます。\n初めは突合表を作るだけで、資料は変わりません。突合表の「採る」を決めて保存し、--decisions で取り入れます。\n取り入れる前に資料全体を調べ、誤りがあれば何も変えません。前の資料は「r9.yaml.bak」として残します。\nどの機関の回答かは、回答票の中か、ファイルの名前で分かります。分からないものは「--agency 回答.xlsx=機関の名前」のように書いてください。"
    )]
    Merge {
        #[command(flatten)]
        replies: Replies,
    },
    /// Looks for mistakes and makes nothing.
    #[command(
        about = "誤りや、誤りらしい所がないか調べる（何も作らない）",
        help_template = HELP,
        override_usage = "shiryo3 check <ファイル>… [--pages ページ数] [--template 書式ファイル] [--strict] [--message-format text|json]",
        after_help = "例:\n  shiryo3 check r9.yaml\n  shiryo3 check r9.yaml --strict\n\n「エラー」は直すまで作れません。「注意」は意味の食い違いらしい所、「表記」は書き誤りらしい所で、どちらがあっても作れます。\nそのままでよい所は、データに「無視: [機関名, 地域地域]」のように、[ ] の中の名前か、指摘された文字を書けば出ません。\n\n--message-format json は、一件ごとに一行の JSON を標準エラー出力に出します。\n  severity（error・warning・hint）、code（誤りの種類を表す英語の語）、rule、message、remedy、file、line、column、end_line、end_column\n  行と桁は 1 から、桁は文字で数えます。end_… は終わりの文字の次を指します。ないものは null です。"
    )]
    Check {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        fit: Fit,
        #[command(flatten)]
        reporting: Reporting,
    },
    /// Shows what changed since an earlier version.
    #[command(
        about = "前回からの変更を、見え消しと新旧対照表にする",
        help_template = HELP,
        override_usage = "shiryo3 diff <前回> <今回> [-o フォルダー] [--style 見え消し,新旧対照表,溶け込み] [--format pdf,xlsx,json] [--template 書式ファイル] [--old-template 書式ファイル]",
        after_help = "例:\n  shiryo3 diff 第1回.yaml 第2回.yaml\n  shiryo3 diff 第1回.xlsx 第2回.yaml --style 見え消し --format pdf\n\n「第2回_見え消し.pdf」「第2回_新旧対照表.xlsx」のような名前で作ります。変更がなければ、何も作りません。\n\n--format json は、変更を一件ごとに一行の JSON にした「第2回_変更.json」を作ります。\n  number（取組の番号。ほかは null）、field（欄）、kind（changed・added・deleted・moved）、\n  runs（[\"=\"・\"-\"・\"+\", 文字] の並び。= はそのまま、- は消した所、+ は加えた所）"
    )]
    Diff {
        #[command(flatten)]
        versions: Versions,
        #[command(flatten)]
        fit: Fit,
        #[command(flatten)]
        reporting: Reporting,
        #[arg(
            short,
            long = "out",
            value_name = "フォルダー",
            default_value = OUT,
            hide_default_value = true,
            help_heading = "オプション",
            help = "作ったものを置くフォルダー（書かなければ out）"
        )]
        out: PathBuf,
    },
    /// Writes a file to begin with.
    #[command(
        about = "新しい年度のファイルを、書き方の説明付きで作る",
        help_template = HELP,
        override_usage = "shiryo3 init <ファイル> [--from <見本>]",
        after_help = "例:\n  shiryo3 init r9.yaml\n  shiryo3 init r9.yaml --from 協議会の一年\n  shiryo3 init --from（選べる見本を表示する）\n\n同じ名前のファイルがあれば、上書きせずに終わります。"
    )]
    Init {
        #[arg(
            value_name = "ファイル",
            required_unless_present = "sample",
            help_heading = "引数",
            help = "作るファイル"
        )]
        file: Option<PathBuf>,
        /// The sample to begin with; empty for the list of them.
        #[arg(
            long = "from",
            value_name = "見本",
            num_args = 0..=1,
            default_missing_value = "",
            help_heading = "オプション",
            help = "始めに使う見本（名を書かなければ、選べる見本を表示する）"
        )]
        sample: Option<String>,
    },
    /// Writes the built-in template, to be changed.
    #[command(
        about = "組み込みの書式を、直して使えるようファイルに書き出す",
        help_template = HELP,
        override_usage = "shiryo3 template <ファイル>",
        after_help = "例:\n  shiryo3 template 本所の書式.yaml\n  shiryo3 build r9.yaml --template 本所の書式.yaml\n\n同じ名前のファイルがあれば、上書きせずに終わります。"
    )]
    Template {
        #[arg(value_name = "ファイル", help_heading = "引数", help = "作るファイル")]
        file: PathBuf,
    },
    /// Writes the JSON Schema of the data or of templates.
    #[command(
        about = "VS Code などの編集ソフトが書き方を助けるための JSON Schema を書き出す",
        help_template = HELP,
        override_usage = "shiryo3 schema <ファイル> [--for 書式ファイル | --template]",
        after_help = "例:\n  shiryo3 schema shiryo3.schema.json\n  shiryo3 schema shiryo3.schema.json --for 本所の書式.yaml\n  shiryo3 schema shoshiki.schema.json --template\n\nデータの一行目に「# yaml-language-server: $schema=shiryo3.schema.json」と書くと使えます。\n同じ名前のファイルがあれば、上書きせずに終わります。"
    )]
    Schema {
        #[arg(value_name = "ファイル", help_heading = "引数", help = "作るファイル")]
        file: PathBuf,
        #[arg(
            long = "for",
            value_name = "書式ファイル",
            help_heading = "オプション",
            help = "この書式で作るデータのものを書き出す（書かなければ組み込みの書式）"
        )]
        data_of: Option<PathBuf>,
        #[arg(
            long,
            conflicts_with = "data_of",
            help_heading = "オプション",
            help = "データではなく、書式ファイルのものを書き出す"
        )]
        template: bool,
    },
}

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
        let lists = self.bars.is_empty() && self.done.is_empty();
        lists && !self.renumber && self.era.is_none() && self.label.is_none() && self.date.is_none()
    }
}

/// Whose rows.
#[derive(Debug, clap::Args)]
pub(crate) struct Rows {
    /// The columns that name them.
    #[arg(
        long = "column",
        value_name = "欄",
        num_args = 1..,
        help_heading = "オプション",
        help = "機関の名前を見る欄（書かなければ提案機関。協力機関 も書ける）"
    )]
    pub columns: Vec<String>,
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
