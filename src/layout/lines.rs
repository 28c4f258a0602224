//! Breaks texts into lines by the Japanese rules: a line is filled, then shortened until it
//! neither ends nor begins with what may not stand there (追い出し).

use std::ops::Range;

use crate::font::{Glyph, Typeface};
use crate::geom::Em;

/// A line of text, shaped.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The characters.
    pub text: String,
    /// Their glyphs.
    pub glyphs: Vec<Glyph>,
    /// How long it is, without spaces at its end.
    pub width: Em,
    /// Whether the text begins a new line after it by itself.
    pub ends_paragraph: bool,
}

/// The text that lines were broken from.
pub fn text_of(lines: &[Line]) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        text.push_str(&line.text);
        if line.ends_paragraph && index + 1 < lines.len() {
            text.push('\n');
        }
    }
    text
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
    text.split('\n').flat_map(|paragraph| wrap_paragraph(paragraph, width, face)).collect()
}

/// The lines of a short label: like [`wrap`], but where a label does not fit on one line and an
/// opening bracket parts it into halves that do, it breaks there.
pub fn wrap_label(text: &str, width: Em, face: Typeface) -> Vec<Line> {
    let lines = wrap(text, width, face);
    if lines.len() != 2 {
        return lines;
    }
    let halves = text.rfind(['（', '(', '「', '【']).map(|place| text.split_at(place));
    let halves = halves.map(|(head, tail)| [wrap(head, width, face), wrap(tail, width, face)].concat());
    let Some(mut halves) = halves.filter(|halves| halves.len() == 2) else { return lines };
    halves[0].ends_paragraph = false;
    halves
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

fn wrap_paragraph(paragraph: &str, width: Em, face: Typeface) -> Vec<Line> {
    let clusters = clusters(paragraph, face.shape(paragraph));
    let mut lines = Vec::new();
    let mut rest = clusters.as_slice();
    loop {
        let (line, after) = rest.split_at(line_length(rest, width));
        rest = after;
        lines.push(line_of(line, rest.is_empty()));
        if rest.is_empty() {
            return lines;
        }
    }
}

/// A glyph and the characters that it shows.
type Cluster<'a> = (&'a str, Glyph);

fn clusters(text: &str, glyphs: Vec<Glyph>) -> Vec<Cluster<'_>> {
    let mut rest = text;
    let cluster = |glyph: Glyph| {
        let (shown, after) = rest.split_at(usize::from(glyph.bytes));
        rest = after;
        (shown, glyph)
    };
    glyphs.into_iter().map(cluster).collect()
}

/// How many of the clusters stand on the first line.
fn line_length(clusters: &[Cluster], width: Em) -> usize {
    let mut used = Em(0.0);
    let mut last_break = None;
    for (index, (shown, glyph)) in clusters.iter().enumerate() {
        if index > 0 && may_break(clusters[index - 1].0, shown) {
            last_break = Some(index);
        }
        used += glyph.advance;
        // A space may hang over the end: nobody sees it there.
        if used > width + TOLERANCE && *shown != " " {
            return last_break.unwrap_or(index.max(1));
        }
    }
    clusters.len()
}

fn line_of(clusters: &[Cluster], ends_paragraph: bool) -> Line {
    let visible = clusters.iter().rposition(|(shown, _)| *shown != " ").map_or(0, |last| last + 1);
    Line {
        text: clusters.iter().map(|(shown, _)| *shown).collect(),
        glyphs: clusters.iter().map(|(_, glyph)| *glyph).collect(),
        width: clusters[..visible].iter().map(|(_, glyph)| glyph.advance).sum(),
        ends_paragraph,
    }
}

fn may_break(before: &str, after: &str) -> bool {
    let (Some(before), Some(after)) = (before.chars().next(), after.chars().next()) else { return false };
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
        let fonts = Fonts::new(&[]).expect("the program's own fonts");
        wrap(text, Em(width), fonts.get(Weight::Regular)).into_iter().map(|line| line.text).collect()
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
        let fonts = Fonts::new(&[]).expect("the program's own fonts");
        let lines = wrap_label("会議開催（９月頃）", Em(8.4), fonts.get(Weight::Bold));
        assert_eq!(
            lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(),
            ["会議開催", "（９月頃）"]
        );
    }
}
