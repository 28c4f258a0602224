//! Breaks texts into lines by the Japanese rules: a line is filled, then shortened until it
//! neither ends nor begins with what may not stand there (追い出し); [`super::seams`] says what that is.

use std::iter;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::labels::{phrases, prices};
use super::seams::{Place, Seam, is_of_word, places};
use crate::font::{Glyph, Typeface};
use crate::geom::Em;
use crate::japanese::letters::is_list_mark;
use crate::table::HANGING;

/// A line of a text, shaped.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which bytes of the text stand on it. The lines of a text cover it, but for the line breaks that
    /// it has itself.
    pub range: Range<usize>,
    /// Their glyphs, shared by all that draw the line.
    pub glyphs: Arc<[Glyph]>,
    /// How long it is, without spaces at its end.
    pub width: Em,
    /// How far it is shifted to the right, as it goes on behind a list mark.
    pub indent: Em,
}

/// The lines of a text, shared by all that show it.
pub type Lines = Arc<[Line]>;

impl Line {
    /// Its first character, and what stands behind it.
    pub fn parted(&self) -> [Line; 2] {
        let (first, rest) = self.glyphs.split_at(1.min(self.glyphs.len()));
        let width: Em = first.iter().map(|glyph| glyph.advance).sum();
        let end = self.range.start + first.iter().map(|glyph| usize::from(glyph.bytes)).sum::<usize>();
        let part = |range, glyphs: &[Glyph], width| Line {
            range,
            glyphs: glyphs.into(),
            width,
            indent: self.indent,
        };
        [part(self.range.start..end, first, width), part(end..self.range.end, rest, self.width - width)]
    }

    /// The characters, of the text that the line was broken from.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range.clone()]
    }
}

/// The stretch of a text that some of its lines, one after the other, were broken from.
pub fn stretch<'t>(text: &'t str, lines: &[Line]) -> &'t str {
    &text[stretch_range(lines)]
}

/// Which bytes of the text that is.
pub fn stretch_range(lines: &[Line]) -> Range<usize> {
    match lines {
        [] => 0..0,
        [first, ..] => first.range.start..lines[lines.len() - 1].range.end,
    }
}

/// Lets a line be as long as its column though their lengths are sums of rounded numbers.
const TOLERANCE: Em = Em(1e-6);

/// The lines of a text in a column of a width. A line break in the text begins a new line; a
/// Latin word, number or URL stays whole if a line can hold it; every line has at least one glyph
/// unless the text has an empty line there.
pub fn wrap(text: &str, width: Em, face: Typeface) -> Vec<Line> {
    wrap_text(text, width, Breaking::default(), face)
}

/// How the lines of a paragraph are broken beside filling them.
#[derive(Clone, Copy, Default)]
pub(super) struct Breaking {
    /// Whether lines that go on behind a list mark are shifted by its width, and how much longer than the
    /// width a line may reach then: with as much as the mark, all keep their breaks.
    pub hanging: Option<Em>,
    /// Whether a last line of one or two characters gets more from the line before.
    pub avoids_short_ends: bool,
}

/// The lines of a text as those of [`wrap`], but broken as told.
pub(super) fn wrap_text(text: &str, width: Em, breaking: Breaking, face: Typeface) -> Vec<Line> {
    paragraphs(text, |paragraph| {
        let glyphs = face.shape(paragraph);
        // Most paragraphs fit on a line: they need no places where one may end.
        if length_of(&glyphs) <= width + TOLERANCE {
            let end = glyphs.len();
            return (glyphs, vec![end], Em(0.0));
        }
        let spare = breaking.hanging.unwrap_or_default();
        let indent = breaking.hanging.map_or(Em(0.0), |_| mark_width(paragraph, &glyphs));
        let further = if indent > spare { width + spare - indent } else { width };
        let places = places(paragraph, &glyphs);
        let mut ends = filled(&glyphs, &places, (width, further));
        if breaking.avoids_short_ends {
            let ends_in = |at: usize| length_of(&glyphs[at..]) <= further + TOLERANCE;
            lengthen_last(&mut ends, &prices(paragraph, &places), ends_in);
        }
        (glyphs, ends, indent)
    })
}

/// The width of the list mark that a paragraph begins with, if it is not wider than one should be shifted.
fn mark_width(paragraph: &str, glyphs: &[Glyph]) -> Em {
    let is_mark = paragraph.chars().next().is_some_and(is_list_mark);
    let width = glyphs.first().filter(|_| is_mark).map_or(Em(0.0), |glyph| glyph.advance);
    if width > HANGING { Em(0.0) } else { width }
}

/// The least and the most characters that a last line gets.
const LAST_LINE: RangeInclusive<usize> = 3..=6;

/// What each character of a last line costs, and a break at the most, wherever it is: a word that is broken is
/// worth two more characters at the end.
const CHARACTER: f64 = 3.0;
const MOST_OF_BREAK: f64 = 6.0;

/// Moves the last break of a paragraph back to where its last line gets a few characters, best between
/// phrases, if there is such a place and the line before keeps as many. `prices` has what a break before each
/// glyph costs, and `fits` tells whether a last line can begin with one.
fn lengthen_last(ends: &mut [usize], prices: &[Option<f64>], fits: impl Fn(usize) -> bool) {
    let [.., before, last, end] = [&[0], &*ends].concat()[..] else { return };
    if end - last >= *LAST_LINE.start() {
        return;
    }
    let cost = |count: usize| Some((end.checked_sub(count)?, count));
    let breaks = LAST_LINE.filter_map(cost).filter(|(at, _)| fits(*at) && *at >= before + LAST_LINE.start());
    let priced = breaks.filter_map(|(at, count)| {
        Some((at, (*prices.get(at)?)?.min(MOST_OF_BREAK) + CHARACTER * count as f64))
    });
    if let Some((at, _)) = priced.min_by(|one, other| one.1.total_cmp(&other.1)) {
        ends[ends.len() - 2] = at;
    }
}

/// The lines of a short label: as many as [`wrap`] gives, but broken at phrases and evenly where that
/// can be.
pub(super) fn wrap_label(text: &str, width: Em, face: Typeface) -> Vec<Line> {
    paragraphs(text, |paragraph| {
        let glyphs = face.shape(paragraph);
        let places = places(paragraph, &glyphs);
        let filled = filled(&glyphs, &places, (width, width));
        let ends = phrases(paragraph, &glyphs, &places, (width + TOLERANCE, filled.len()));
        (glyphs, ends.unwrap_or(filled), Em(0.0))
    })
}

/// The lines of a text, whose paragraphs `break_` shapes and breaks before some of their glyphs; the last of
/// these places is the end. It also tells how far all lines but the first are shifted.
fn paragraphs(text: &str, break_: impl Fn(&str) -> (Vec<Glyph>, Vec<usize>, Em)) -> Vec<Line> {
    let (mut lines, mut start) = (Vec::new(), 0);
    for paragraph in text.split('\n') {
        let (glyphs, ends, indent) = break_(paragraph);
        let first = lines.len();
        lines.extend(lines_of(paragraph, start, &glyphs, &ends));
        lines.iter_mut().skip(first + 1).for_each(|line| line.indent = indent);
        start += paragraph.len() + 1;
    }
    lines
}

/// The lines of a paragraph that begins at a byte of its text, with their ends among its glyphs.
fn lines_of(paragraph: &str, start: usize, glyphs: &[Glyph], ends: &[usize]) -> impl Iterator<Item = Line> {
    let (mut first, mut at) = (0, 0);
    ends.iter().map(move |&end| {
        let line = &glyphs[first..end];
        let length: usize = line.iter().map(|glyph| usize::from(glyph.bytes)).sum();
        let text = at..at + length;
        (first, at) = (end, text.end);
        Line {
            range: start + text.start..start + text.end,
            glyphs: line.into(),
            width: visible_width(&paragraph[text], line),
            indent: Em(0.0),
        }
    })
}

/// How many lines a text takes at the most in other programs: those of [`wrap`], and one for each word that no line
/// can hold and that is broken here on the line that it begins on, where they begin a line with it.
pub fn most_lines(text: &str, width: Em, face: Typeface) -> usize {
    let count = |paragraph: &str| {
        let glyphs = face.shape(paragraph);
        if length_of(&glyphs) <= width + TOLERANCE {
            return 1;
        }
        let lines = filled(&glyphs, &places(paragraph, &glyphs), (width, width)).len();
        lines + overlong_words(paragraph, width, face).iter().filter(|(word, _)| word.start > 0).count()
    };
    text.split('\n').map(count).sum()
}

/// The words, numbers and URLs of a text that no line of a width can hold: where they stand, in bytes,
/// and how long they are.
pub(super) fn overlong_words(text: &str, width: Em, face: Typeface) -> Vec<(Range<usize>, Em)> {
    let length = |word: &Range<usize>| length_of(&face.shape(&text[word.clone()]));
    let words = words(text).map(|word| (word.clone(), length(&word)));
    words.filter(|(_, length)| *length > width + TOLERANCE).collect()
}

/// Those that are broken in some lines of it.
pub(super) fn broken_words(text: &str, lines: &[Line]) -> impl Iterator<Item = Range<usize>> {
    let is_broken =
        |word: &Range<usize>| lines.iter().any(|line| (word.start + 1..word.end).contains(&line.range.start));
    words(text).filter(is_broken)
}

/// Where the words, numbers and URLs of a text stand, in bytes.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut behind = 0;
    iter::from_fn(move || {
        let start = behind + text[behind..].find(is_of_word)?;
        behind = text[start..].find(|c| !is_of_word(c)).map_or(text.len(), |length| start + length);
        Some(start..behind)
    })
}

fn length_of(glyphs: &[Glyph]) -> Em {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}

/// The ends of lines that are each filled before the next one begins: one of a width, and further ones.
fn filled(glyphs: &[Glyph], places: &[Place], (first, further): (Em, Em)) -> Vec<usize> {
    let mut ends = vec![line_end(glyphs, places, 0, (first, further))];
    while ends[ends.len() - 1] < glyphs.len() {
        ends.push(line_end(glyphs, places, ends[ends.len() - 1], (further, further)));
    }
    ends
}

/// The glyph before which the line of a width ends that begins with the glyph `first`. The next line has a width, too.
fn line_end(glyphs: &[Glyph], places: &[Place], first: usize, (width, next): (Em, Em)) -> usize {
    let (mut used, mut last) = (Em(0.0), None);
    for (index, (glyph, place)) in glyphs.iter().zip(places).enumerate().skip(first) {
        if index > first && place.seam == Seam::Open {
            last = Some(index);
        }
        used += glyph.advance;
        // A space may hang over the end: nobody sees it there.
        if used > width + TOLERANCE && !place.is_space {
            let soft = soft_end(glyphs, places, first..index, next);
            // A line that is shifted as far as a mark is wide has no more room than there is behind the mark.
            let last = last.filter(|at| next >= width || *at > first + 1);
            return soft.max(last).unwrap_or(index.max(first + 1));
        }
    }
    glyphs.len()
}

/// Where a line breaks inside the word that does not fit on it, if the next line can't hold that word either.
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
    fn labels_break_at_phrases() {
        let fonts = Fonts::new(Vec::new()).expect("the program's own fonts");
        for (label, width, lines) in [
            ("会議開催（９月頃）", 8.4, ["会議開催", "（９月頃）"]),
            ("第１回全体会", 4.0, ["第１回", "全体会"]),
            ("個別避難計画作成", 7.0, ["個別避難", "計画作成"]),
            ("研修の企画と準備", 6.0, ["研修の", "企画と準備"]),
            ("ネットワーク会議", 6.0, ["ネットワーク", "会議"]),
            ("連絡・調整会議", 5.0, ["連絡・", "調整会議"]),
            ("パブリックコメント", 5.0, ["パブリック", "コメント"]),
        ] {
            let found = wrap_label(label, Em(width), fonts.get(Weight::Bold));
            assert_eq!(found.iter().map(|line| line.of(label)).collect::<Vec<_>>(), lines);
        }
    }

    /// The lines of a text, shifted ones behind as many spaces, with one em to spare.
    fn set(text: &str, width: f64, avoids_short_ends: bool) -> Vec<String> {
        let fonts = Fonts::new(Vec::new()).expect("the program's own fonts");
        let breaking = Breaking { hanging: Some(HANGING), avoids_short_ends };
        let lines = wrap_text(text, Em(width), breaking, fonts.get(Weight::Regular));
        let shifted = |line: &Line| "　".repeat(line.indent.0 as usize) + line.of(text);
        lines.iter().map(shifted).collect()
    }

    #[test]
    fn lines_behind_a_list_mark_are_shifted_and_keep_their_breaks() {
        assert_eq!(set("・あいうえお\nかきくけこ", 4.0, false), ["・あいう", "　えお", "かきくけ", "こ"]);
        assert_eq!(set("※あいうえおかき", 4.0, false), ["※あいう", "　えおかき"]);
        assert_eq!(set("－", 4.0, false), ["－"]);
    }

    #[test]
    fn last_lines_get_a_few_characters_at_the_cost_of_no_line() {
        assert_eq!(set("会議を定期的に開催する", 10.0, false), ["会議を定期的に開催す", "る"]);
        assert_eq!(set("会議を定期的に開催する", 10.0, true), ["会議を定期的に", "開催する"]);
        assert_eq!(set("・進捗状況の共有", 6.5, true), ["・進捗状況", "　の共有"]);
        assert_eq!(set("職員に向けて研修会を開く", 6.0, true), ["職員に向けて", "研修会を開く"]);
        assert_eq!(set("あいうえお", 4.0, true), ["あいうえ", "お"], "the line before would be as short");
        assert_eq!(set("会議を定期的に開", 4.0, true), ["会議を定", "期的に開"], "no longer than a line");
        assert_eq!(set("AAAAAAAAAAAAあ", 6.0, true), ["AAAAAAAAAAAA", "あ"], "words stay whole");
    }
}
