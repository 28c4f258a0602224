//! Well-known slips of the hand and of kana-kanji conversion.

use super::doubt;
use crate::diag::Diagnostic;
use crate::model::{Sheet, Text};

/// Slips, and what was meant. None of the slips occurs within a right word of office prose.
const SLIPS: [(&str, &str); 38] = [
    ("会儀", "会議"),
    ("協儀", "協議"),
    ("審儀", "審議"),
    ("講議", "講義"),
    ("購習", "講習"),
    ("購座", "講座"),
    ("研習会", "研修会"),
    ("開崔", "開催"),
    ("主崔", "主催"),
    ("訪門", "訪問"),
    ("専問", "専門"),
    ("保険師", "保健師"),
    ("保険所", "保健所"),
    ("保健証", "保険証"),
    ("看獲", "看護"),
    ("介獲", "介護"),
    ("養獲", "養護"),
    ("診寮", "診療"),
    ("医寮", "医療"),
    ("寮養", "療養"),
    ("相淡", "相談"),
    ("包活", "包括"),
    ("抱括", "包括"),
    ("派遺", "派遣"),
    ("徹回", "撤回"),
    ("撤底", "徹底"),
    ("完壁", "完璧"),
    ("危倶", "危惧"),
    ("指適", "指摘"),
    ("一諸", "一緒"),
    ("のとうり", "のとおり"),
    ("づつ", "ずつ"),
    ("ずらい", "づらい"),
    ("シュミレーション", "シミュレーション"),
    ("コミニュケーション", "コミュニケーション"),
    ("コーディネター", "コーディネーター"),
    ("ホームベージ", "ホームページ"),
    ("アンケト", "アンケート"),
];

/// Each slip.
pub fn slips(sheet: &Sheet) -> Vec<Diagnostic> {
    sheet.texts().flat_map(in_text).collect()
}

fn in_text(text: &Text) -> Vec<Diagnostic> {
    let found = SLIPS.iter().flat_map(|slip| text.value.match_indices(slip.0).map(move |(at, _)| (at, slip)));
    let doubts = found.map(|(at, (slip, right))| {
        let message = format!("「{slip}」は「{right}」の誤りではありませんか");
        doubt(text, at..at + slip.len(), message, format!("「{right}」に直してください"))
    });
    doubts.collect()
}
