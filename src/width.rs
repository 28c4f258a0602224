//! Half-width and full-width forms of characters (Unicode, Halfwidth and Fullwidth Forms).

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

/// Whether a character is half-width katakana or a sign of theirs.
pub fn is_half_kana(c: char) -> bool {
    matches!(c, '\u{FF61}'..='\u{FF9F}')
}

/// The full-width form of half-width katakana or a sign of theirs; any other character itself.
pub fn full_kana(c: char) -> char {
    KANA.chars().nth((c as usize).wrapping_sub(0xFF61)).unwrap_or(c)
}
