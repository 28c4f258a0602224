//! The words of the YAML files: names of fields, and values with a fixed wording.
//!
//! A word stands for itself wherever it occurs: 表題 is the title, its type size, and whether every page
//! repeats it. The raw structs of [`crate::load`] spell their fields out once more, as serde's attributes
//! take nothing but literals; a test there compares them. A field that is named nowhere else has no
//! constant.

// The data file.
pub(crate) const LABEL: &str = "資料番号";
pub(crate) const TITLE: &str = "表題";
pub(crate) const FISCAL_YEAR: &str = "年度";
pub(crate) const PERIOD: &str = "期間";
pub(crate) const DATE: &str = "作成日";
pub(crate) const AUTHOR: &str = "作成者";
pub(crate) const TEMPLATE: &str = "書式";
pub(crate) const PAGES: &str = "収めるページ数";
pub(crate) const SHORT_ENDS: &str = "終わりの短い行";
pub(crate) const IGNORED: &str = "無視";
pub(crate) const AGENCIES: &str = "機関";
pub(crate) const MEETINGS: &str = "会議";
pub(crate) const THEMES: &str = "課題";

// A meeting.
pub(crate) const MONTH: &str = "月";
pub(crate) const SHOWN: &str = "表示";
pub(crate) const AGENDA: &str = "検討事項";
pub(crate) const HELD: &str = "開催";
/// What lists call the body that meets.
pub(crate) const BODY_NAME: &str = "会議体";

// An agency, beside the word for a name.
pub(crate) const OTHER_NAMES: &str = "別名";

// A theme.
pub(crate) const HEADING: &str = "見出し";
pub(crate) const CATEGORY: &str = "区分";
pub(crate) const INITIATIVES: &str = "取組";

// An initiative (取組), and the texts that it may have whatever the template shows.
pub(crate) const NUMBER: &str = "番号";
pub(crate) const SCHEDULE: &str = "予定";
pub(crate) const ACTUAL: &str = "実績";
pub(crate) const PAGE_BREAK: &str = "改ページ";
pub(crate) const REASONS: &str = "変更理由";
pub(crate) const ITEM: &str = "項目";
pub(crate) const CONTENT: &str = "内容";
pub(crate) const PROPOSERS: &str = "提案機関";
pub(crate) const PARTNERS: &str = "協力機関";
pub(crate) const REMARKS: &str = "備考";

// The template.
pub(crate) const PAPER: &str = "用紙";
pub(crate) const MARGINS: &str = "余白";
pub(crate) const FACES: &str = "書体";
pub(crate) const TYPE: &str = "文字";
pub(crate) const COLUMNS: &str = "欄";
pub(crate) const REPEAT: &str = "各ページに繰り返す";
pub(crate) const RULES: &str = "罫線";
pub(crate) const FILLS: &str = "地色";
pub(crate) const WORDING: &str = "予定の言葉";
pub(crate) const BARS: &str = "帯";
pub(crate) const CORNER: &str = "右肩";
pub(crate) const LEGEND: &str = "凡例";

// Margins.
pub(crate) const TOP: &str = "上";
pub(crate) const BOTTOM: &str = "下";
pub(crate) const LEFT: &str = "左";
pub(crate) const RIGHT: &str = "右";

// Type, beside the words for what is set in it.
pub(crate) const BODY: &str = "本文";
pub(crate) const HEADS: &str = "列見出し";
pub(crate) const NOTE: &str = "注記";
pub(crate) const BANDS: &str = "課題見出し";
pub(crate) const LEAST_BODY: &str = "本文の最小";
pub(crate) const MOST_BODY: &str = "本文の最大";
pub(crate) const LEADING: &str = "行送り";
pub(crate) const PADDING_X: &str = "左右の空き";
pub(crate) const PADDING_Y: &str = "上下の空き";

// A column, and the name of the column that shows a theme's category.
pub(crate) const NAME: &str = "名前";
pub(crate) const WIDTH: &str = "幅";
pub(crate) const REST: &str = "残り";
pub(crate) const ALIGN: &str = "揃え";
pub(crate) const CATEGORY_COLUMN: &str = "課題区分";

// Rules.
pub(crate) const OUTER: &str = "外枠";
pub(crate) const INNER: &str = "内側";
pub(crate) const COLOR: &str = "色";

// Words of the schedule.
pub(crate) const QUARTERS: &str = "四半期";
pub(crate) const REPORT: &str = "進捗報告";
pub(crate) const BULLET: &str = "箇条書き";
pub(crate) const CONTINUED: &str = "続き";

// The units of the time axis, beside 月 and 年度.
pub(crate) const QUARTER: &str = "四半期";
pub(crate) const HALF_YEAR: &str = "半期";

// The style of a kind of bar, and the kind that stands for all others.
pub(crate) const OUTLINE: &str = "枠色";
pub(crate) const TEXT_COLOR: &str = "文字色";
pub(crate) const FRAME: &str = "枠";
pub(crate) const MARK: &str = "記号";
pub(crate) const ARROW: &str = "矢印";
pub(crate) const SOLID: &str = "実線";
pub(crate) const DASHED: &str = "点線";
pub(crate) const OTHER_BARS: &str = "その他";

/// How the note of a marked handout begins that says what its marks mean.
pub(crate) const MARKS_SHOW: &str = "※前回からの変更を示します。";

/// How lines begin that tell in a workbook what a list is for.
pub(crate) const THIS_LIST: &str = "この一覧";

// How the parts are set.
pub(crate) const ABOVE_TITLE: &str = "表題の上";
pub(crate) const BESIDE_TITLE: &str = "表題の行";
pub(crate) const BELOW_BARS: &str = "帯のすぐ下";
pub(crate) const BETWEEN: &str = "帯と罫線の間";
pub(crate) const IN_MONTH: &str = "会議の月に▲";
pub(crate) const INSIDE_BARS: &str = "帯の中";
pub(crate) const BESIDE_BARS: &str = "帯の横にも";
pub(crate) const KEPT: &str = "そのまま";
pub(crate) const AVOIDED_IN_CALLOUTS: &str = "検討事項だけ避ける";
pub(crate) const AVOIDED: &str = "避ける";
pub(crate) const AS_NEEDED: &str = "内容に合わせる";
pub(crate) const FILLING_PAGE: &str = "ページに合わせる";

// Where meetings stand.
pub(crate) const IN_ROW: &str = "取組の行";
pub(crate) const BELOW_HEADS: &str = "列見出しの下";

// Values with a fixed wording. A schedule that shows the meetings says 会議, too.
pub(crate) const YES: &str = "はい";
pub(crate) const NO: &str = "いいえ";
pub(crate) const BEFORE: &str = "前";
pub(crate) const IF_ROOM: &str = "余白があれば";
pub(crate) const CENTER: &str = "中央";
pub(crate) const NEW: &str = "新";
pub(crate) const OLD: &str = "旧";
pub(crate) const NEW_OLD: &str = "新旧";
pub(crate) const OLD_NEW: &str = "旧新";
pub(crate) const LANDSCAPE: char = '横';
pub(crate) const PORTRAIT: char = '縦';

/// What says that there is nothing, where a list of things may stand.
pub(crate) const NONE: [&str; 2] = ["なし", "無し"];

/// The texts that an initiative may have whatever the template shows of them.
pub(crate) const USUAL_TEXTS: [&str; 5] = [ITEM, CONTENT, PROPOSERS, PARTNERS, REMARKS];

/// The headings at the top of a template.
pub(crate) const OF_TEMPLATE: [&str; 17] = [
    PAPER,
    MARGINS,
    FACES,
    TYPE,
    COLUMNS,
    REPEAT,
    RULES,
    FILLS,
    "時間軸",
    "会議の行",
    WORDING,
    BARS,
    "見え消し",
    "新旧対照表",
    "体裁",
    CORNER,
    LEGEND,
];

/// The name among some known ones that a name is in another spelling: 頁 is read for ページ.
pub(crate) fn in_another_spelling<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let spelled = name.replace('頁', "ページ");
    known.iter().copied().find(|known| *known == spelled && *known != name)
}
