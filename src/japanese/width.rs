//! Half-width and full-width forms of characters (Unicode, Halfwidth and Fullwidth Forms).

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use super::look_alikes::composed;

/// How far the full-width forms stand behind ASCII, whose order they repeat.
const DISTANCE: u32 = 0xFEE0;

/// The full-width forms of U+FF61 to U+FF9F, in their order.
const KANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// The half-width form of a full-width letter, digit, sign or space; any other character itself.
pub fn half(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - DISTANCE).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The full-width form of an ASCII letter, digit or sign; any other character itself.
pub fn full(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(c as u32 + DISTANCE).unwrap_or(c) } else { c }
}

/// A text with full-width letters, digits and signs made half-width and the spaces around it gone:
/// what people mean when they type `４月` or `Ｒ７`.
pub fn halved(text: &str) -> String {
    text.trim().chars().map(half).collect()
}

/// A whole number of ASCII digits alone, which Rust would take with a sign too.
pub fn whole<N: FromStr>(text: &str) -> Option<N> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

/// ASCII characters and their full-width forms, as a class of a regular expression.
pub fn either_width(ascii: &str) -> String {
    class(ascii.chars().chain(ascii.chars().map(full)))
}

/// Characters as a class of a regular expression: `[3-5〜\-]`.
pub fn class(characters: impl IntoIterator<Item = char>) -> String {
    let characters: Vec<char> = characters.into_iter().collect();
    let escaped = |c: char| if c == '-' { r"\-".to_owned() } else { c.to_string() };
    let runs = characters.chunk_by(|one, next| *one as u32 + 1 == *next as u32).map(|run| match run {
        [first, .., last] if run.len() > 2 => format!("{first}-{last}"),
        few => few.iter().copied().map(escaped).collect(),
    });
    format!("[{}]", runs.collect::<String>())
}

/// A text in one form of each character (NFKC), with one wave dash, so that texts which differ in widths alone
/// are the same.
pub(crate) fn folded(text: &str) -> String {
    text.nfkc().map(|c| if matches!(c, '〜' | '∼') { '~' } else { c }).collect()
}

/// The same without blanks and line breaks.
pub(crate) fn bare(text: &str) -> String {
    folded(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a character is half-width katakana or a sign of theirs.
pub fn is_half_kana(c: char) -> bool {
    matches!(c, '\u{FF61}'..='\u{FF9F}')
}

/// The full-width form of half-width katakana or a sign of theirs; any other character itself.
pub fn full_kana(c: char) -> char {
    KANA.chars().nth((c as usize).wrapping_sub(0xFF61)).unwrap_or(c)
}

/// Half-width katakana in their full-width forms, where a sound mark is one with its letter.
pub fn widened(kana: &str) -> String {
    let mut wide = String::new();
    for c in kana.chars().map(full_kana) {
        let voiced = wide.chars().next_back().and_then(|letter| with_mark(letter, c));
        if voiced.is_some() {
            wide.pop();
        }
        wide.push(voiced.unwrap_or(c));
    }
    wide
}

/// A letter with a sound mark that stands by itself, if there is such a letter.
pub fn with_mark(letter: char, mark: char) -> Option<char> {
    match full_kana(mark) {
        '゛' => composed(letter, '\u{3099}'),
        '゜' => composed(letter, '\u{309A}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_marks_join_their_letters() {
        assert_eq!(widened("ﾘﾊﾋﾞﾘ･ﾃﾞｲｹｱ｡ﾊﾟｿｺﾝ"), "リハビリ・デイケア。パソコン");
        assert_eq!(widened("ｳﾞｧﾝﾟ"), "ヴァン゜");
    }
}
