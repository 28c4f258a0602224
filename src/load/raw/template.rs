//! The shape of a template.

use ecow::EcoString;
use schemars::JsonSchema;
use serde::Deserialize;

use super::changes::{RawComparison, RawMarks};
use super::{Entries, Field, values};

/// A template.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, title = "資料３の書式", description = "資料３（取組内容の予定表）の見かけ")]
pub struct RawTemplate {
    /// Paper size and direction, as in A3横.
    #[serde(rename = "用紙")]
    #[schemars(schema_with = "values::paper", description = "紙の大きさと向き（A3横 など）")]
    pub paper: Field<EcoString>,
    /// The empty edges of the paper.
    #[serde(rename = "余白")]
    #[schemars(description = "紙の縁の空き")]
    pub margins: Field<RawMargins>,
    /// Font files for characters that the built-in faces lack.
    #[serde(rename = "書体")]
    #[schemars(
        default,
        schema_with = "values::list_of_words",
        description = "組み込みの書体にない字を探す書体ファイル。上から順に探す"
    )]
    pub faces: Field<Vec<Field<EcoString>>>,
    /// Type sizes and spacing.
    #[serde(rename = "文字")]
    #[schemars(description = "文字の大きさと空き")]
    pub text: Field<RawType>,
    /// The columns, from left to right.
    #[serde(rename = "欄")]
    #[schemars(description = "表の欄を、左から順に")]
    pub columns: Field<Vec<Field<RawColumn>>>,
    /// What stands on every page.
    #[serde(rename = "各ページに繰り返す")]
    #[schemars(description = "どのページにも出すもの")]
    pub repeat: Field<RawRepeat>,
    /// Lines between and around cells.
    #[serde(rename = "罫線")]
    #[schemars(description = "表の線")]
    pub rules: Field<RawRules>,
    /// Background colours.
    #[serde(rename = "地色")]
    #[schemars(description = "背景の色")]
    pub fills: Field<RawFills>,
    /// The time axis of the schedule.
    #[serde(rename = "時間軸")]
    #[schemars(default, description = "予定の欄を何で区切るか")]
    pub axis: Field<RawAxis>,
    /// Where the meetings of bodies stand.
    #[serde(rename = "会議の行")]
    #[schemars(
        default,
        schema_with = "values::meeting_place",
        description = "会議をどこに出すか。列見出しの下 なら、会議体ごとに細い行を設ける"
    )]
    pub meetings: Field<EcoString>,
    /// Words of the schedule that are not in the data.
    #[serde(rename = "予定の言葉")]
    #[schemars(description = "予定の欄に出す、データにない言葉")]
    pub wording: Field<RawWording>,
    /// Styles of bars by their kind.
    #[serde(rename = "帯")]
    #[schemars(description = "帯の種類ごとの色。「その他」は必ず要る", extend("required" = ["その他"]))]
    pub bars: Field<Entries<RawBarStyle>>,
    /// The look of what changed.
    #[serde(rename = "見え消し")]
    #[schemars(default, description = "消した文字と加えた文字の見かけ")]
    pub marks: Field<RawMarks>,
    /// Both versions beside each other.
    #[serde(rename = "新旧対照表")]
    #[schemars(default, description = "新旧対照表の形")]
    pub comparison: Field<RawComparison>,
    /// How the parts are set.
    #[serde(rename = "体裁")]
    #[schemars(default, description = "組み方。書かない所は、バージョン 0.1.0 の組み方になる")]
    pub setting: Field<RawSetting>,
    /// What stands at the top right.
    #[serde(rename = "右肩")]
    #[schemars(
        default,
        schema_with = "values::corner",
        description = "右上に出すもの（資料番号、作成日、作成者）。資料番号は枠で囲み、ほかはその左に並べる"
    )]
    pub corner: Field<Vec<Field<EcoString>>>,
    /// Whether a legend stands below the table.
    #[serde(rename = "凡例")]
    #[schemars(
        default,
        schema_with = "values::yes_or_no",
        description = "最後のページで表の下に、使っている帯と会議の見本を出すか"
    )]
    pub legend: Field<EcoString>,
}

/// How the parts are set.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "組み方")]
pub struct RawSetting {
    /// 表題の上 or 表題の行.
    #[serde(rename = "資料番号")]
    #[schemars(
        default,
        schema_with = "values::label_place",
        description = "資料番号を、表題の上に一行取って出すか、表題の行の右端に出すか"
    )]
    pub label: Field<EcoString>,
    /// 上 or 中央.
    #[serde(rename = "縦揃え")]
    #[schemars(
        default,
        schema_with = "values::rows_from",
        description = "五行以上になる取組を、上からそろえるか、どの欄も高さの中央に置くか"
    )]
    pub rows: Field<EcoString>,
    /// 帯のすぐ下, 帯と罫線の間 or 会議の月に▲.
    #[serde(rename = "進捗報告")]
    #[schemars(
        default,
        schema_with = "values::report_place",
        description = "進捗報告を、帯のすぐ下に置くか、帯と下の罫線の真ん中に置くか、会議の月に▲で示すか"
    )]
    pub reports: Field<EcoString>,
    /// そのまま, 検討事項だけ避ける or 避ける.
    #[serde(rename = "終わりの短い行")]
    #[schemars(
        default,
        schema_with = "values::short_ends",
        description = "段落の終わりの行が一字か二字になるのを避けるか。行は増えない"
    )]
    pub short_ends: Field<EcoString>,
    /// 内容に合わせる or ページに合わせる.
    #[serde(rename = "行の高さ")]
    #[schemars(
        default,
        schema_with = "values::row_heights",
        description = "一ページの資料で紙が余るとき、行を二倍までの高さに広げるか"
    )]
    pub heights: Field<EcoString>,
    /// 帯の中 or 帯の横にも.
    #[serde(rename = "帯の名前")]
    #[schemars(
        default,
        schema_with = "values::bar_names",
        description = "三行になる帯の名前を、空いていれば帯の横に出すか。帯に入らない名前は、いつも横に出る"
    )]
    pub names: Field<EcoString>,
}

/// The empty edges of the paper.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "紙の縁の空き")]
pub struct RawMargins {
    /// Top.
    #[serde(rename = "上")]
    #[schemars(schema_with = "values::length", description = "上の空き（11mm など）")]
    pub top: Field<EcoString>,
    /// Bottom.
    #[serde(rename = "下")]
    #[schemars(schema_with = "values::length", description = "下の空き（11mm など）")]
    pub bottom: Field<EcoString>,
    /// Left.
    #[serde(rename = "左")]
    #[schemars(schema_with = "values::length", description = "左の空き（11mm など）")]
    pub left: Field<EcoString>,
    /// Right.
    #[serde(rename = "右")]
    #[schemars(schema_with = "values::length", description = "右の空き（11mm など）")]
    pub right: Field<EcoString>,
}

/// Type sizes and spacing.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "文字の大きさと空き")]
pub struct RawType {
    /// Cells, bars and markers.
    #[serde(rename = "本文")]
    #[schemars(schema_with = "values::length", description = "表の中の文字（7.5pt など）")]
    pub body: Field<EcoString>,
    /// The title.
    #[serde(rename = "表題")]
    #[schemars(schema_with = "values::length", description = "表題の文字")]
    pub title: Field<EcoString>,
    /// The handout's number.
    #[serde(rename = "資料番号")]
    #[schemars(schema_with = "values::length", description = "資料番号の文字")]
    pub label: Field<EcoString>,
    /// Heads of columns.
    #[serde(rename = "列見出し")]
    #[schemars(schema_with = "values::length", description = "列見出しの文字")]
    pub head: Field<EcoString>,
    /// Notes below heads.
    #[serde(rename = "注記")]
    #[schemars(schema_with = "values::length", description = "列見出しの下の注記の文字")]
    pub note: Field<EcoString>,
    /// Theme bands.
    #[serde(rename = "課題見出し")]
    #[schemars(schema_with = "values::length", description = "課題の帯の文字")]
    pub band: Field<EcoString>,
    /// The smallest body size when a sheet is fitted to a number of pages.
    #[serde(rename = "本文の最小")]
    #[schemars(
        default,
        schema_with = "values::length",
        description = "ページ数に合わせるとき、本文はこれより小さくしない"
    )]
    pub least_body: Field<EcoString>,
    /// The largest body size when a sheet is fitted to a number of pages.
    #[serde(rename = "本文の最大")]
    #[schemars(
        default,
        schema_with = "values::length",
        description = "ページ数に合わせるとき、本文はこれより大きくしない"
    )]
    pub most_body: Field<EcoString>,
    /// From line to line, as a multiple of the type size.
    #[serde(rename = "行送り")]
    #[schemars(schema_with = "values::leading", description = "行から行まで。文字の大きさの何倍か")]
    pub leading: Field<EcoString>,
    /// Air at the left and right of a cell's text, in em.
    #[serde(rename = "左右の空き")]
    #[schemars(schema_with = "values::ems", description = "文字の両側の空き。文字いくつ分か")]
    pub padding_x: Field<EcoString>,
    /// Air above and below a cell's text, in em.
    #[serde(rename = "上下の空き")]
    #[schemars(schema_with = "values::ems", description = "文字の上下の空き。文字いくつ分か")]
    pub padding_y: Field<EcoString>,
    /// Air above the first and below the last lane of bars, in em.
    #[serde(rename = "帯の上下の空き")]
    #[schemars(
        default,
        schema_with = "values::ems",
        description = "予定の欄で、帯の上と下に少なくとも置く空き。文字いくつ分か（書かなければ 0.4）"
    )]
    pub lane_air: Field<EcoString>,
    /// Air beside a bar, in em.
    #[serde(rename = "帯の左右の空き")]
    #[schemars(
        default,
        schema_with = "values::ems",
        description = "帯や会議の枠と、月の境との空き。文字いくつ分か（書かなければ 0.15）"
    )]
    pub slot_margin: Field<EcoString>,
    /// Air between a callout's box and its text, in em.
    #[serde(rename = "検討事項の空き")]
    #[schemars(
        default,
        schema_with = "values::ems",
        description = "検討事項の枠と文字の空き。文字いくつ分か（書かなければ左右 0.15、上下 0.3）"
    )]
    pub callout_padding: Field<EcoString>,
}

/// A column.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "欄")]
pub struct RawColumn {
    /// What it shows: the key of the 取組 that it takes its text from.
    #[serde(rename = "名前")]
    #[schemars(
        schema_with = "values::words",
        description = "取組に書く見出しと同じ名前。番号、課題区分、予定 は特別な欄"
    )]
    pub name: Field<EcoString>,
    /// The text of its head.
    #[serde(rename = "見出し")]
    #[schemars(schema_with = "values::words", description = "欄の見出し")]
    pub head: Field<EcoString>,
    /// A smaller note below the head.
    #[serde(rename = "注記")]
    #[schemars(default, schema_with = "values::text", description = "見出しの下に小さく出す言葉")]
    pub note: Field<EcoString>,
    /// The width of its text in em, without the air beside it.
    #[serde(rename = "幅")]
    #[schemars(
        schema_with = "values::width",
        description = "欄の幅。本文の文字いくつ分か。一つの欄は「残り」にできる"
    )]
    pub width: Field<EcoString>,
    /// 左 or 中央.
    #[serde(rename = "揃え")]
    #[schemars(schema_with = "values::align", description = "文字をどちらに寄せるか")]
    pub align: Field<EcoString>,
    /// はい where lines that go on behind a list mark are shifted.
    #[serde(rename = "字下げ")]
    #[schemars(
        default,
        schema_with = "values::yes_or_no",
        description = "「はい」なら、「・」などで始まる行の続きを一字下げる。欄は一字分広くなる（予定の欄では検討事項を下げる）"
    )]
    pub hanging: Field<EcoString>,
    /// はい where every 取組 must have this text.
    #[serde(rename = "必須")]
    #[schemars(
        default,
        schema_with = "values::yes_or_no",
        description = "「はい」なら、書かれていない取組があれば誤りとする"
    )]
    pub required: Field<EcoString>,
    /// Columns below this head, in place of a column of its own.
    #[serde(rename = "欄")]
    #[schemars(skip)]
    pub columns: Field<Vec<Field<RawColumn>>>,
}

/// What stands on every page.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "どのページにも出すもの")]
pub struct RawRepeat {
    /// The handout's number.
    #[serde(rename = "資料番号")]
    #[schemars(
        default,
        schema_with = "values::yes_or_no",
        description = "資料番号。二ページ目からは「資料３（2/2）」のように出す"
    )]
    pub label: Field<EcoString>,
    /// The title.
    #[serde(rename = "表題")]
    #[schemars(schema_with = "values::yes_or_no", description = "表題")]
    pub title: Field<EcoString>,
    /// Heads of columns.
    #[serde(rename = "列見出し")]
    #[schemars(schema_with = "values::yes_or_no", description = "列見出し")]
    pub heads: Field<EcoString>,
    /// The band of a theme that goes on.
    #[serde(rename = "課題見出し")]
    #[schemars(
        schema_with = "values::repeated_bands",
        description = "前のページから続く課題の見出し。「余白があれば」は、ページ数が増えないときだけ出す"
    )]
    pub bands: Field<EcoString>,
    /// The number of the page.
    #[serde(rename = "ページ番号")]
    #[schemars(default, schema_with = "values::yes_or_no", description = "表の下の「1 / 2」のような番号")]
    pub page_number: Field<EcoString>,
}

/// Lines between and around cells.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "表の線")]
pub struct RawRules {
    /// Width of those around the table.
    #[serde(rename = "外枠")]
    #[schemars(schema_with = "values::length", description = "外枠の太さ")]
    pub outer: Field<EcoString>,
    /// Width of those inside it.
    #[serde(rename = "内側")]
    #[schemars(schema_with = "values::length", description = "内側の線の太さ")]
    pub inner: Field<EcoString>,
    /// Their colour.
    #[serde(rename = "色")]
    #[schemars(schema_with = "values::color", description = "線の色")]
    pub color: Field<EcoString>,
    /// The colour of those inside.
    #[serde(rename = "内側の色")]
    #[schemars(
        default,
        schema_with = "values::color",
        description = "内側の線の色（書かなければ「色」と同じ）"
    )]
    pub inner_color: Field<EcoString>,
    /// Width of those above themes.
    #[serde(rename = "課題の上")]
    #[schemars(
        default,
        schema_with = "values::length",
        description = "課題の見出しの上の線の太さ（書かなければ「内側」と同じ）"
    )]
    pub band: Field<EcoString>,
    /// Width of those between the columns of the schedule.
    #[serde(rename = "予定の区切り")]
    #[schemars(
        default,
        schema_with = "values::length",
        description = "予定の欄で四半期などを区切る線の太さ（書かなければ「内側」と同じ）"
    )]
    pub axis: Field<EcoString>,
    /// Their colour.
    #[serde(rename = "予定の区切りの色")]
    #[schemars(
        default,
        schema_with = "values::color",
        description = "予定の欄で四半期などを区切る線の色（書かなければ「内側の色」と同じ）"
    )]
    pub axis_color: Field<EcoString>,
}

/// Background colours.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "背景の色")]
pub struct RawFills {
    /// Heads of columns.
    #[serde(rename = "列見出し")]
    #[schemars(schema_with = "values::color", description = "列見出しの背景")]
    pub head: Field<EcoString>,
    /// Theme bands.
    #[serde(rename = "課題見出し")]
    #[schemars(schema_with = "values::color", description = "課題の帯の背景")]
    pub band: Field<EcoString>,
}

/// The time axis of the schedule.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "予定の欄の時間軸")]
pub struct RawAxis {
    /// What its columns stand for.
    #[serde(rename = "単位")]
    #[schemars(
        default,
        schema_with = "values::unit",
        description = "一列の長さ。月、四半期、半期、年度 のどれか（書かなければ、一年なら四半期、何年かなら年度）"
    )]
    pub unit: Field<EcoString>,
}

/// Words of the schedule that are not in the data.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "予定の欄に出す、データにない言葉")]
pub struct RawWording {
    /// The heads of the four quarters.
    #[serde(rename = "四半期")]
    #[schemars(schema_with = "values::quarters", description = "四つの四半期の見出し")]
    pub quarters: Field<Vec<Field<EcoString>>>,
    /// The marker that each meeting leaves in a row.
    #[serde(rename = "進捗報告")]
    #[schemars(schema_with = "values::words", description = "会議のある四半期に入れる言葉")]
    pub report: Field<EcoString>,
    /// The heading of a meeting's callout.
    #[serde(rename = "検討事項")]
    #[schemars(schema_with = "values::words", description = "検討事項の見出し")]
    pub agenda: Field<EcoString>,
    /// What stands before each point of a callout.
    #[serde(rename = "箇条書き")]
    #[schemars(schema_with = "values::words", description = "検討事項の一つ一つの前に置く記号")]
    pub bullet: Field<EcoString>,
    /// What follows the heading of a theme's band that is repeated.
    #[serde(rename = "続き")]
    #[schemars(schema_with = "values::words", description = "前のページから続く課題の見出しの後に置く言葉")]
    pub continued: Field<EcoString>,
}

/// The style of a kind of bar.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "帯の見かけ")]
pub struct RawBarStyle {
    /// Inside.
    #[serde(rename = "地色")]
    #[schemars(
        default,
        schema_with = "values::color",
        description = "中の色（書かなければ「その他」と同じ）"
    )]
    pub fill: Field<EcoString>,
    /// Around.
    #[serde(rename = "枠色")]
    #[schemars(
        default,
        schema_with = "values::color",
        description = "枠の色（書かなければ「その他」と同じ）"
    )]
    pub outline: Field<EcoString>,
    /// The label.
    #[serde(rename = "文字色")]
    #[schemars(
        default,
        schema_with = "values::color",
        description = "文字の色（書かなければ「その他」と同じ）"
    )]
    pub text: Field<EcoString>,
    /// Its shape.
    #[serde(rename = "形")]
    #[schemars(
        default,
        schema_with = "values::shape",
        description = "枠、矢印、記号（枠を付けず、帯の名前だけを月に置く）のどれか"
    )]
    pub shape: Field<EcoString>,
    /// The line of its frame.
    #[serde(rename = "線")]
    #[schemars(default, schema_with = "values::line", description = "枠の線。実線 か 点線")]
    pub line: Field<EcoString>,
}
