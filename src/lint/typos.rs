//! Well-known slips of the hand and of kana-kanji conversion.

use super::doubts::doubts;
use crate::diag::{Code, Diagnostic};
use crate::model::Sheet;

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
pub(super) fn slips(sheet: &Sheet) -> Vec<Diagnostic> {
    // Few characters begin a slip, so that one look passes over most of a text.
    let mut first: Vec<char> = SLIPS.iter().filter_map(|(slip, _)| slip.chars().next()).collect();
    first.sort_unstable();
    let in_text = |text: &str| {
        let starts = text.char_indices().filter(|(_, c)| first.binary_search(c).is_ok()).map(|(at, _)| at);
        starts.filter_map(|at| Some(at..at + slip_at_start(&text[at..])?.0.len())).collect()
    };
    doubts(Code::WrongLetter, sheet, sheet.texts(), in_text, |found| {
        let right = slip_at_start(found).map_or("", |(_, right)| right);
        (format!("「{found}」は「{right}」の誤りではありませんか"), format!("「{right}」に直してください"))
    })
}

/// The slip that a text begins with, and what was meant.
fn slip_at_start(text: &str) -> Option<(&'static str, &'static str)> {
    SLIPS.iter().find(|(slip, _)| text.starts_with(slip)).copied()
}
