//! The words of the YAML files: names of fields, and values with a fixed wording.
//!
//! A word stands for itself wherever it occurs: 表題 is the title, its type size, and whether every page
//! repeats it. The raw structs of [`crate::load`] spell their fields out once more, as serde's attributes
//! take nothing but literals; a test there compares them. A field that is named nowhere else has no
//! constant.

// The data file.
pub const LABEL: &str = "資料番号";
pub const TITLE: &str = "表題";
pub const FISCAL_YEAR: &str = "年度";
pub const DATE: &str = "作成日";
pub const PAGES: &str = "収めるページ数";
pub const IGNORED: &str = "無視";
pub const MEETINGS: &str = "会議";
pub const THEMES: &str = "課題";

// A meeting.
pub const MONTH: &str = "月";
pub const SHOWN: &str = "表示";
pub const AGENDA: &str = "検討事項";

// A theme.
pub const HEADING: &str = "見出し";
pub const CATEGORY: &str = "区分";
pub const INITIATIVES: &str = "取組";

// An initiative (取組), and the texts that it may have whatever the template shows.
pub const NUMBER: &str = "番号";
pub const SCHEDULE: &str = "予定";
pub const PAGE_BREAK: &str = "改ページ";
pub const ITEM: &str = "項目";
pub const CONTENT: &str = "内容";
pub const PROPOSERS: &str = "提案機関";
pub const PARTNERS: &str = "協力機関";
pub const REMARKS: &str = "備考";

// The template.
pub const PAPER: &str = "用紙";
pub const MARGINS: &str = "余白";
pub const FACES: &str = "書体";
pub const TYPE: &str = "文字";
pub const COLUMNS: &str = "欄";
pub const REPEAT: &str = "各ページに繰り返す";
pub const RULES: &str = "罫線";
pub const FILLS: &str = "地色";
pub const WORDING: &str = "予定の言葉";
pub const BARS: &str = "帯";

// Margins.
pub const TOP: &str = "上";
pub const BOTTOM: &str = "下";
pub const LEFT: &str = "左";
pub const RIGHT: &str = "右";

// Type, beside the words for what is set in it.
pub const BODY: &str = "本文";
pub const HEADS: &str = "列見出し";
pub const NOTE: &str = "注記";
pub const BANDS: &str = "課題見出し";
pub const LEAST_BODY: &str = "本文の最小";
pub const MOST_BODY: &str = "本文の最大";
pub const LEADING: &str = "行送り";
pub const PADDING_X: &str = "左右の空き";
pub const PADDING_Y: &str = "上下の空き";

// A column, and the name of the column that shows a theme's category.
pub const NAME: &str = "名前";
pub const WIDTH: &str = "幅";
pub const ALIGN: &str = "揃え";
pub const CATEGORY_COLUMN: &str = "課題区分";

// Rules.
pub const OUTER: &str = "外枠";
pub const INNER: &str = "内側";
pub const COLOR: &str = "色";

// Words of the schedule.
pub const QUARTERS: &str = "四半期";
pub const REPORT: &str = "進捗報告";
pub const BULLET: &str = "箇条書き";
pub const CONTINUED: &str = "続き";

// The style of a kind of bar, and the kind that stands for all others.
pub const OUTLINE: &str = "枠色";
pub const TEXT_COLOR: &str = "文字色";
pub const OTHER_BARS: &str = "その他";

// Values with a fixed wording. A schedule that shows the meetings says 会議, too.
pub const YES: &str = "はい";
pub const NO: &str = "いいえ";
pub const BEFORE: &str = "前";
pub const CENTER: &str = "中央";
pub const LANDSCAPE: char = '横';
pub const PORTRAIT: char = '縦';

/// The texts that an initiative may have whatever the template shows of them.
pub const USUAL_TEXTS: [&str; 5] = [ITEM, CONTENT, PROPOSERS, PARTNERS, REMARKS];

/// The name among some known ones that a name is in another spelling: 頁 is read for ページ.
pub fn in_another_spelling<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let spelled = name.replace('頁', "ページ");
    known.iter().copied().find(|known| *known == spelled && *known != name)
}
