//! Breaks texts into lines by the Japanese rules: a line is filled, then shortened until it
//! neither ends nor begins with what may not stand there (追い出し).

use std::ops::Range;

use crate::font::{Glyph, Typeface};
use crate::geom::Em;

/// A line of a text, shaped.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which bytes of the text stand on it. The lines of a text cover it, but for the line breaks that
    /// it has itself.
    pub range: Range<usize>,
    /// Their glyphs.
    pub glyphs: Vec<Glyph>,
    /// How long it is, without spaces at its end.
    pub width: Em,
}

impl Line {
    /// The characters, of the text that the line was broken from.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range.clone()]
    }
}

/// The stretch of a text that some of its lines, one after the other, were broken from.
pub fn stretch<'t>(text: &'t str, lines: &[Line]) -> &'t str {
    match lines {
        [] => "",
        [first, ..] => &text[first.range.start..lines[lines.len() - 1].range.end],
    }
}

/// What a line may not begin with (行頭禁則): closing brackets, hyphens, dividing marks, middle
/// dots, full stops, commas, repeat marks, the long vowel mark and small kana. After JIS X 4051 as
/// JLREQ 3.1.7 gives it, with the half-width and ASCII forms.
const NOT_AT_START: &str = "、。，．・：；？！‼⁇⁈⁉ヽヾゝゞ々〻ー゠〜～‐–）］｝〕〉》」』】〙〗〟’”｠»\
    ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ\
    ｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ)]},.:;!?%％℃゛゜\u{3099}\u{309A}";

/// What a line may not end with (行末禁則): opening brackets (JIS X 4051; JLREQ 3.1.8).
const NOT_AT_END: &str = "（［｛〔〈《「『【〘〖〝‘“｟«｢([{";

/// What is not parted from its like (分離禁止): leaders and dashes (JIS X 4051; JLREQ 3.1.10).
const INSEPARABLE: &str = "…‥―—";

/// Lets a line be as long as its column though their lengths are sums of rounded numbers.
const TOLERANCE: Em = Em(1e-6);

/// The lines of a text in a column of a width. A line break in the text begins a new line; a
/// Latin word, number or URL stays whole if a line can hold it; every line has at least one glyph
/// unless the text has an empty line there.
pub fn wrap(text: &str, width: Em, face: Typeface) -> Vec<Line> {
    wrap_range(text, 0..text.len(), width, face)
}

/// The lines of a short label: like [`wrap`], but where a label does not fit on one line and an
/// opening bracket parts it into halves that do, it breaks there.
pub fn wrap_label(text: &str, width: Em, face: Typeface) -> Vec<Line> {
    let lines = wrap(text, width, face);
    let Some(at) = text.rfind(['（', '(', '「', '【']).filter(|_| lines.len() == 2) else { return lines };
    let halves = [0..at, at..text.len()].map(|half| wrap_range(text, half, width, face)).concat();
    if halves.len() == 2 { halves } else { lines }
}

/// The lines of a part of a text.
fn wrap_range(text: &str, part: Range<usize>, width: Em, face: Typeface) -> Vec<Line> {
    let mut next = part.start;
    let paragraphs = text[part].split('\n').flat_map(|paragraph| {
        let start = next;
        next += paragraph.len() + 1;
        wrap_paragraph(paragraph, start, width, face)
    });
    paragraphs.collect()
}

/// The first word, number or URL of a text that no line of a width can hold: where it stands, in bytes,
/// and its length.
pub fn overlong_word(text: &str, width: Em, face: Typeface) -> Option<(Range<usize>, Em)> {
    let mut end = 0;
    let mut words = text.split_inclusive(|c| !is_of_word(c)).map(|piece| {
        let start = end;
        end += piece.len();
        start..start + piece.trim_end_matches(|c| !is_of_word(c)).len()
    });
    let length = |word: &Range<usize>| -> Em {
        face.shape(&text[word.clone()]).iter().map(|glyph| glyph.advance).sum()
    };
    words.find_map(|word| {
        Some(length(&word)).filter(|length| *length > width + TOLERANCE).map(|length| (word, length))
    })
}

/// The lines of a paragraph that begins at a byte of its text.
fn wrap_paragraph(paragraph: &str, start: usize, width: Em, face: Typeface) -> Vec<Line> {
    let glyphs = face.shape(paragraph);
    let (mut lines, mut rest, mut at) = (Vec::new(), glyphs.as_slice(), 0);
    loop {
        let (line, after) = rest.split_at(line_length(&paragraph[at..], rest, width));
        let end = at + line.iter().map(|glyph| usize::from(glyph.bytes)).sum::<usize>();
        lines.push(Line {
            range: start + at..start + end,
            glyphs: line.to_vec(),
            width: visible_width(&paragraph[at..end], line),
        });
        (rest, at) = (after, end);
        if rest.is_empty() {
            return lines;
        }
    }
}

/// How many of a text's glyphs stand on its first line.
fn line_length(text: &str, glyphs: &[Glyph], width: Em) -> usize {
    let (mut used, mut at) = (Em(0.0), 0);
    let (mut before, mut last_break) = (None, None);
    for (index, glyph) in glyphs.iter().enumerate() {
        let Some(shown) = text[at..].chars().next() else { break };
        if before.is_some_and(|before| may_break(before, shown)) {
            last_break = Some(index);
        }
        used += glyph.advance;
        // A space may hang over the end: nobody sees it there.
        if used > width + TOLERANCE && shown != ' ' {
            return last_break.unwrap_or(index.max(1));
        }
        (before, at) = (Some(shown), at + usize::from(glyph.bytes));
    }
    glyphs.len()
}

/// The length of a line without the spaces at its end.
fn visible_width(text: &str, glyphs: &[Glyph]) -> Em {
    // A space is one byte and one glyph.
    let spaces = text.len() - text.trim_end_matches(' ').len();
    glyphs[..glyphs.len() - spaces].iter().map(|glyph| glyph.advance).sum()
}

fn may_break(before: char, after: char) -> bool {
    let forbidden = NOT_AT_END.contains(before) || NOT_AT_START.contains(after);
    let inside_word = is_of_word(before) && is_of_word(after);
    let inseparable = before == after && INSEPARABLE.contains(before);
    let no_break_space = before == '\u{A0}' || after == '\u{A0}';
    !(forbidden || inside_word || inseparable || no_break_space || after == ' ')
}

/// Whether a character belongs to a Latin word, a number or a URL, which is not broken inside.
fn is_of_word(c: char) -> bool {
    c.is_ascii_graphic() && !NOT_AT_END.contains(c) && !")]}".contains(c)
        || ('\u{C0}'..='\u{24F}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{Fonts, Weight};

    fn texts(text: &str, width: f64) -> Vec<String> {
        let fonts = Fonts::new(Vec::new()).expect("the program's own fonts");
        let lines = wrap(text, Em(width), fonts.get(Weight::Regular));
        lines.iter().map(|line| line.of(text).to_owned()).collect()
    }

    #[test]
    fn forbidden_starts_and_ends_push_characters_down() {
        assert_eq!(texts("あいうえ、か", 4.0), ["あいう", "え、か"]);
        assert_eq!(texts("あいう「えお」", 4.0), ["あいう", "「えお」"]);
        assert_eq!(texts("ネットワーク", 5.4), ["ネットワー", "ク"]);
        assert_eq!(texts("コーディネート", 5.0), ["コーディ", "ネート"]);
        assert_eq!(texts("あい……う", 3.0), ["あい", "……う"]);
    }

    #[test]
    fn words_and_numbers_stay_whole_where_a_line_can_hold_them() {
        assert_eq!(texts("あいうH30年度", 4.0), ["あいう", "H30年度"]);
        assert_eq!(texts("see also it", 4.0), ["see also ", "it"]);
        assert_eq!(texts("abcdefghij", 3.0), ["abcdef", "ghij"]);
    }

    #[test]
    fn every_line_has_something_and_line_breaks_stay() {
        assert_eq!(texts("、。」", 0.5), ["、", "。", "」"]);
        assert_eq!(texts("あ\n\nい", 4.0), ["あ", "", "い"]);
        assert_eq!(texts("", 4.0), [""]);
    }

    #[test]
    fn a_label_breaks_before_its_bracket() {
        let fonts = Fonts::new(Vec::new()).expect("the program's own fonts");
        let label = "会議開催（９月頃）";
        let lines = wrap_label(label, Em(8.4), fonts.get(Weight::Bold));
        assert_eq!(lines.iter().map(|line| line.of(label)).collect::<Vec<_>>(), ["会議開催", "（９月頃）"]);
    }
}
