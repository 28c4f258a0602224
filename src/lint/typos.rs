//! Well-known slips of the hand and of kana-kanji conversion.

use std::ops::Range;
use std::sync::LazyLock;

use super::doubts::TextRule;
use crate::diag::Code;

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

/// Which sums a slip's first two characters have: right words have others nearly always.
static BEGINNINGS: LazyLock<[bool; SUMS]> = LazyLock::new(|| {
    let mut sums = [false; SUMS];
    let pairs = SLIPS.iter().filter_map(|(slip, _)| slip.chars().next().zip(slip.chars().nth(1)));
    pairs.for_each(|pair| sums[sum(pair)] = true);
    sums
});

/// How many sums there are.
const SUMS: usize = 1024;

/// A number that tells two characters from most others.
fn sum((first, second): (char, char)) -> usize {
    (3 * first as usize + second as usize) % SUMS
}

/// Each slip.
pub(super) const RULE: TextRule =
    TextRule { code: Code::WrongLetter, find: |text, _| in_text(text), explain: |found, _| explain(found) };

fn in_text(text: &str) -> Vec<Range<usize>> {
    let (beginnings, mut places, mut before) = (&*BEGINNINGS, Vec::new(), None);
    for (at, second) in text.char_indices() {
        if let Some((start, first)) = before.replace((at, second))
            && beginnings[sum((first, second))]
            && let Some((slip, _)) = slip_at_start(&text[start..])
        {
            places.push(start..start + slip.len());
        }
    }
    places
}

fn explain(found: &str) -> (String, String) {
    let right = slip_at_start(found).map_or("", |(_, right)| right);
    (format!("「{found}」は「{right}」の誤りではありませんか"), format!("「{right}」に直してください"))
}

/// The slip that a text begins with, and what was meant.
fn slip_at_start(text: &str) -> Option<(&'static str, &'static str)> {
    SLIPS.iter().find(|(slip, _)| text.starts_with(slip)).copied()
}
