//! What people write into a cell in place of the text that it is to have.

use crate::japanese::width::bare;

/// What a cell says in place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StandIn {
    /// That it stays as it was.
    Unchanged,
    /// That there is nothing to say, or that it is as another cell. It may be the text itself too.
    Unsure,
}

const UNCHANGED: [&str; 24] = [
    "変更なし",
    "変更無し",
    "変更ありません",
    "変更はありません",
    "変更ございません",
    "変更はございません",
    "変更点なし",
    "変更点はありません",
    "修正なし",
    "修正無し",
    "修正ありません",
    "修正はありません",
    "修正ございません",
    "修正はございません",
    "異議なし",
    "異議ありません",
    "現行どおり",
    "現行のとおり",
    "現状どおり",
    "現状のとおり",
    "現状のまま",
    "従前のとおり",
    "このまま",
    "このままでよい",
];

const UNSURE: [&str; 22] = [
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
    "新規なし",
    "追加なし",
    "-",
    "ー",
    "—",
    "―",
    "/",
];

/// What people put behind such words, and what parts several of them.
const POLITE: [&str; 6] = ["です", "でお願いします", "で結構です", "でよいです", "で可", "とします"];
const BETWEEN: [char; 11] = ['。', '｡', '.', '、', '､', ',', '(', ')', '[', ']', '・'];

/// What a text stands in for; nothing where it is one of its own.
pub(super) fn stand_in(text: &str) -> Option<StandIn> {
    let text = bare(text);
    let mut parts = text.split(BETWEEN).filter(|part| !part.is_empty()).map(of_part);
    let first = parts.next()??;
    parts.try_fold(first, |whole, part| part.map(|part| whole.max(part)))
}

fn of_part(text: &str) -> Option<StandIn> {
    let text = POLITE.iter().find_map(|polite| text.strip_suffix(polite)).unwrap_or(text);
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
        assert_eq!(stand_in("（変更なし）"), Some(StandIn::Unchanged));
        assert_eq!(stand_in("修正なしです（現行のとおり）。"), Some(StandIn::Unchanged));
        assert_eq!(stand_in("特になし（変更なし）"), Some(StandIn::Unsure));
        for text in [" 〃 ", "－", "新規なし"] {
            assert_eq!(stand_in(text), Some(StandIn::Unsure));
        }
        for text in ["", "変更なしとする", "なしの栽培を支援する", "継続", "（）", "変更なし、継続"]
        {
            assert_eq!(stand_in(text), None, "{text}");
        }
    }
}
