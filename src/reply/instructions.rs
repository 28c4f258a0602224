//! What people write into a cell about its text instead of the text: how it is to be changed, or where that stands.

use crate::japanese::width::bare;

/// What such words have in them. Any of it may stand in a text too.
const TELLING: [&str; 27] = [
    "→",
    "⇒",
    "➡",
    "⇨",
    "←",
    "⇐",
    "してください",
    "して下さい",
    "願います",
    "お願いします",
    "に修正",
    "に変更",
    "に訂正",
    "に改め",
    "に差し替え",
    "に差替え",
    "を削除",
    "は削除",
    "を追加",
    "を追記",
    "下線",
    "赤字",
    "青字",
    "朱書き",
    "別紙",
    "別添",
    "見え消し",
];

/// Whether an edited text tells how to change the old one, rather than being the new one.
pub(super) fn is_instruction(text: &str, old: &str) -> bool {
    let (text, old) = (bare(text), bare(old));
    // A formula whose value is missing.
    text.starts_with('=') || TELLING.iter().any(|word| text.matches(word).count() > old.matches(word).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_a_text_are_told_from_it() {
        for text in [
            "平成→令和",
            "内容を「研修の開催」に修正してください",
            "下線部のとおり",
            "別紙参照",
            "この行は削除",
        ] {
            assert!(is_instruction(text, "・研修の開催"), "{text}");
        }
        assert!(!is_instruction("・研修の開催と評価", "・研修の開催"));
        assert!(!is_instruction("開催→評価→見直し", "開催→評価→公表"));
    }
}
