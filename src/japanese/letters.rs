//! Tells the letters of Japanese apart.

/// Whether a character is a kanji. The repetition mark 々 (U+3005) is none.
pub(crate) fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Whether a character marks a point of a list or a note where it begins a paragraph.
pub(crate) fn is_list_mark(c: char) -> bool {
    "・･●○◎◆◇■□▲△▼▽★☆※→⇒－".contains(c) || matches!(c, '①'..='⑳')
}

/// Whether a character is a hiragana letter.
pub(crate) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// Whether a character is a katakana letter or the mark of a long vowel.
pub(crate) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}
