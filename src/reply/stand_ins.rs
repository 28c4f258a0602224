//! What people write into a cell in place of the text that it is to have.

use crate::japanese::width::bare;

/// What a cell says in place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StandIn {
    /// That it stays as it was.
    Unchanged,
    /// That there is nothing to say, or that it is as another cell. It may be the text itself too.
    Unsure,
}

const UNCHANGED: [&str; 15] = [
    "変更なし",
    "変更無し",
    "変更ありません",
    "変更はありません",
    "変更点なし",
    "修正なし",
    "修正無し",
    "修正ありません",
    "修正はありません",
    "異議なし",
    "異議ありません",
    "現行どおり",
    "現行のとおり",
    "このまま",
    "このままでよい",
];

const UNSURE: [&str; 15] = [
    "なし",
    "無し",
    "無",
    "特になし",
    "特に無し",
    "ありません",
    "特にありません",
    "該当なし",
    "該当無し",
    "該当ありません",
    "同左",
    "同上",
    "〃",
    "″",
    "々",
];

/// What a text stands in for; nothing where it is one of its own.
pub(super) fn stand_in(text: &str) -> Option<StandIn> {
    let text = bare(text);
    let text = text.trim_end_matches(['。', '｡', '.']);
    let is_in = |words: &[&str]| words.iter().any(|word| bare(word) == text);
    match () {
        () if is_in(&UNCHANGED) => Some(StandIn::Unchanged),
        () if is_in(&UNSURE) => Some(StandIn::Unsure),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_texts_stand_in_for_others() {
        assert_eq!(stand_in("変更 なし。"), Some(StandIn::Unchanged));
        assert_eq!(stand_in(" 〃 "), Some(StandIn::Unsure));
        for text in ["", "変更なしとする", "なしの栽培を支援する", "継続"] {
            assert_eq!(stand_in(text), None, "{text}");
        }
    }
}
