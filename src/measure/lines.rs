//! Breaks texts into lines by the Japanese rules: a line is filled, then shortened until it
//! neither ends nor begins with what may not stand there (追い出し); [`super::seams`] says what that is.

use std::ops::Range;

use super::seams::{Seam, Seams, is_of_word};
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

/// The words, numbers and URLs of a text that no line of a width can hold: where they stand, in bytes,
/// and how long they are.
pub fn overlong_words(text: &str, width: Em, face: Typeface) -> Vec<(Range<usize>, Em)> {
    let mut end = 0;
    let words = text.split_inclusive(|c| !is_of_word(c)).map(|piece| {
        let start = end;
        end += piece.len();
        start..start + piece.trim_end_matches(|c| !is_of_word(c)).len()
    });
    let length = |word: &Range<usize>| length_of(&face.shape(&text[word.clone()]));
    let words = words.map(|word| (word.clone(), length(&word)));
    words.filter(|(_, length)| *length > width + TOLERANCE).collect()
}

fn length_of(glyphs: &[Glyph]) -> Em {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}

/// The lines of a paragraph that begins at a byte of its text.
fn wrap_paragraph(paragraph: &str, start: usize, width: Em, face: Typeface) -> Vec<Line> {
    let glyphs = face.shape(paragraph);
    let seams = seams(paragraph, &glyphs);
    let (mut lines, mut first, mut at) = (Vec::new(), 0, 0);
    loop {
        let end = line_end(&glyphs, &seams, first, width);
        let line = &glyphs[first..end];
        let length: usize = line.iter().map(|glyph| usize::from(glyph.bytes)).sum();
        lines.push(Line {
            range: start + at..start + at + length,
            glyphs: line.to_vec(),
            width: visible_width(&paragraph[at..at + length], line),
        });
        (first, at) = (end, at + length);
        if first == glyphs.len() {
            return lines;
        }
    }
}

/// A glyph's place among the lines.
#[derive(Clone, Copy)]
struct Place {
    /// Whether a line may end before it.
    seam: Seam,
    is_space: bool,
    is_of_word: bool,
}

/// The place of each glyph of a text.
fn seams(text: &str, glyphs: &[Glyph]) -> Vec<Place> {
    let (mut seams, mut at) = (Seams::default(), 0);
    let place = |glyph: &Glyph| {
        let shown = text[at..].chars().next().unwrap_or(' ');
        at += usize::from(glyph.bytes);
        Place { seam: seams.before(shown), is_space: shown == ' ', is_of_word: is_of_word(shown) }
    };
    glyphs.iter().map(place).collect()
}

/// The glyph before which the line ends that begins with the glyph `first`.
fn line_end(glyphs: &[Glyph], places: &[Place], first: usize, width: Em) -> usize {
    let (mut used, mut last) = (Em(0.0), None);
    for (index, (glyph, place)) in glyphs.iter().zip(places).enumerate().skip(first) {
        if index > first && place.seam == Seam::Open {
            last = Some(index);
        }
        used += glyph.advance;
        // A space may hang over the end: nobody sees it there.
        if used > width + TOLERANCE && !place.is_space {
            let soft = soft_end(glyphs, places, first..index, width);
            return soft.max(last).unwrap_or(index.max(first + 1));
        }
    }
    glyphs.len()
}

/// Where a line breaks inside the word that does not fit on it, if no line can hold that word.
fn soft_end(glyphs: &[Glyph], places: &[Place], line: Range<usize>, width: Em) -> Option<usize> {
    let is_of_word = |index: &usize| places.get(*index).is_some_and(|place| place.is_of_word);
    if !is_of_word(&line.end) {
        return None;
    }
    let start = (0..line.end).rev().take_while(is_of_word).last().unwrap_or(line.end);
    let end = (line.end..glyphs.len()).take_while(is_of_word).last().map_or(line.end, |last| last + 1);
    let is_overlong = length_of(&glyphs[start..end]) > width + TOLERANCE;
    let mut inside = (start.max(line.start) + 1..=line.end).rev();
    inside.find(|index| places[*index].seam == Seam::Soft).filter(|_| is_overlong)
}

/// The length of a line without the spaces at its end.
fn visible_width(text: &str, glyphs: &[Glyph]) -> Em {
    // A space is one byte and one glyph.
    let spaces = text.len() - text.trim_end_matches(' ').len();
    length_of(&glyphs[..glyphs.len() - spaces])
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
