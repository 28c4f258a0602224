//! Letters of a text: what a reader takes for one character, and its script.

use unicode_segmentation::UnicodeSegmentation;

use crate::japanese::letters::{is_hiragana, is_kanji, is_katakana};

/// One letter: a grapheme cluster, with its variation selectors and combining marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter<'a> {
    /// The letter.
    pub text: &'a str,
    /// What it is.
    pub script: Script,
}

/// The kinds of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// 漢, 々.
    Kanji,
    /// か.
    Hiragana,
    /// カ, ー, ｶ.
    Katakana,
    /// a, Ａ.
    Latin,
    /// 1, １.
    Digit,
    /// 、 and other signs that end a phrase or part the items of a list.
    Stop,
    /// （ and other brackets that open.
    Opening,
    /// ） and other brackets that close.
    Closing,
    /// A blank.
    Space,
    /// The end of a line.
    Line,
    /// Another sign, as in ４月～９月.
    Sign,
    /// Anything else.
    Other,
}

/// The letters of a text.
pub(super) fn letters(text: &str) -> Vec<Letter<'_>> {
    text.graphemes(true).map(|text| Letter { text, script: script(text) }).collect()
}

/// The script of a letter, which its first character tells.
fn script(letter: &str) -> Script {
    match letter.chars().next().unwrap_or_default() {
        '\n' | '\r' => Script::Line,
        '々' | '〆' | '\u{20000}'..='\u{323AF}' => Script::Kanji,
        c if is_kanji(c) => Script::Kanji,
        c if is_hiragana(c) => Script::Hiragana,
        c if is_katakana(c) => Script::Katakana,
        '\u{FF66}'..='\u{FF9F}' => Script::Katakana,
        '0'..='9' | '０'..='９' | '①'..='⑳' => Script::Digit,
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => Script::Latin,
        '、' | '。' | '，' | '．' | '・' | '･' | '､' | '｡' | ',' | '.' => Script::Stop,
        '（' | '(' | '「' | '『' | '【' | '〔' | '［' | '[' | '＜' | '<' | '〈' | '《' => {
            Script::Opening
        }
        '）' | ')' | '」' | '』' | '】' | '〕' | '］' | ']' | '＞' | '>' | '〉' | '》' => {
            Script::Closing
        }
        c if c.is_whitespace() => Script::Space,
        c if c.is_alphabetic() => Script::Other,
        _ => Script::Sign,
    }
}
