//! What people write into a cell about its text instead of the text: how it is to be changed, or where that stands.

use crate::japanese::width::bare;

/// What such words have in them. Any of it may stand in a text too.
const TELLING: [&str; 50] = [
    "?",
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
    "修正前",
    "修正後",
    "変更前",
    "変更後",
    "改正前",
    "改正後",
    "修正案",
    "修正希望",
    "修正箇所",
    "文言修正",
    "(新)",
    "(旧)",
    "【新】",
    "【旧】",
    "」を「",
    "とあるのは",
    "加筆",
    "トルツメ",
    "(トル)",
    "要確認",
    "要修正",
    "要検討",
];

/// Answers that are no text, as all that a cell says.
const ANSWERS: [&str; 30] = [
    "削除",
    "廃止",
    "取り下げ",
    "取下げ",
    "取りやめ",
    "取り止め",
    "中止",
    "統合",
    "不要",
    "追加",
    "修正",
    "変更",
    "訂正",
    "修正あり",
    "変更あり",
    "修正済",
    "修正済み",
    "確認済",
    "確認済み",
    "回答済",
    "回答済み",
    "了解",
    "承知",
    "同意",
    "済",
    "OK",
    "ok",
    "○",
    "〇",
    "×",
];

/// How sentences end that are said to somebody. Texts of a sheet that are written so have them before, too.
const POLITE: [&str; 7] = ["です", "ます", "ません", "ました", "でした", "でしょうか", "ましょうか"];

/// What may stand behind such an ending.
fn is_end(behind: &str) -> bool {
    behind.chars().next().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether sentences of a text are said to somebody.
fn is_polite(text: &str) -> bool {
    let has =
        |line: &str, word: &str| line.match_indices(word).any(|(at, _)| is_end(&line[at + word.len()..]));
    text.lines().map(bare).any(|line| POLITE.iter().any(|word| has(&line, word)))
}

/// Whether an edited text tells how to change the old one, rather than being the new one.
pub(super) fn is_instruction(text: &str, old: &str) -> bool {
    if is_polite(text) && !is_polite(old) {
        return true;
    }
    let (text, old) = (bare(text), bare(old));
    let lone = text.trim_matches(|c: char| c.is_ascii_punctuation() || c == '。');
    // A formula whose value is missing, or that has gone wrong.
    let is_error = text == "#N/A" || text.starts_with('#') && text.ends_with(['!', '?']);
    text.starts_with('=')
        || is_error
        || ANSWERS.contains(&lone)
        || TELLING.iter().any(|word| text.matches(word).count() > old.matches(word).count())
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
            "これでよいか？",
            "#REF!",
            "#N/A",
        ] {
            assert!(is_instruction(text, "・研修の開催"), "{text}");
        }
        assert!(!is_instruction("・研修の開催と評価", "・研修の開催"));
        assert!(!is_instruction("開催→評価→見直し", "開催→評価→公表"));
    }
}
