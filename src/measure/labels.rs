//! Breaks the labels of bars and meetings at phrases, and evenly: of all ways to set a label in a number of
//! lines the one that costs least, where uneven lines and breaks inside a phrase have their price.

use super::seams::{Place, Seam};
use crate::font::Glyph;
use crate::geom::Em;
use crate::japanese::letters::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::width::half;

/// The longest label in glyphs that is set this way. Those that are longer fill their lines.
const LONGEST: usize = 60;

/// The most lines of a label that is set this way.
const MOST_LINES: usize = 3;

/// What a break costs inside a word of kanji of which nothing else is known. Most have two, so that a break
/// behind an even number of them is likelier to be between words.
const INSIDE_PAIR: f64 = 6.0;
const BETWEEN_PAIRS: f64 = 1.0;

/// What a break costs inside kana.
const INSIDE_KANA: f64 = 12.0;

/// What a break is worth before an opening bracket.
const BEFORE_BRACKET: f64 = -8.0;

/// The ends of the lines of a label among its glyphs, `lines` of a width at most; none where it can't be set
/// so without breaking what belongs together.
pub(super) fn phrases(
    text: &str,
    glyphs: &[Glyph],
    places: &[Place],
    (width, lines): (Em, usize),
) -> Option<Vec<usize>> {
    let has_selectors = text.chars().count() != glyphs.len();
    if !(2..=MOST_LINES).contains(&lines) || glyphs.len() > LONGEST || has_selectors {
        return None;
    }
    let label = Label {
        advances: glyphs.iter().map(|glyph| glyph.advance.0).collect(),
        prices: prices(text, places),
    };
    let best = label.best(0, lines, width.0)?;
    Some(best.1)
}

/// A label whose breaks have prices.
struct Label {
    /// How long each glyph is, in em.
    advances: Vec<f64>,
    /// What a break before each glyph costs, where there may be one.
    prices: Vec<Option<f64>>,
}

impl Label {
    /// The cheapest ends of `lines` lines from a glyph on, and what they cost.
    fn best(&self, first: usize, lines: usize, width: f64) -> Option<(f64, Vec<usize>)> {
        let length = |end: usize| self.advances[first..end].iter().sum::<f64>();
        let last = self.advances.len();
        let even = length(last) / lines as f64;
        let cost = |end| (length(end) <= width).then(|| (length(end) - even).powi(2));
        if lines == 1 {
            return Some((cost(last)?, vec![last]));
        }
        // Of equals the longer line comes first.
        let ways = (first + 1..last).rev().filter_map(|end| {
            let price = self.prices[end]? + cost(end)?;
            let (rest, ends) = self.best(end, lines - 1, width)?;
            Some((price + rest, [vec![end], ends].concat()))
        });
        ways.min_by(|a, b| a.0.total_cmp(&b.0))
    }
}

/// What a break before each character costs, where there may be one.
pub(super) fn prices(text: &str, places: &[Place]) -> Vec<Option<f64>> {
    let (mut before, mut run) = (' ', 0_usize);
    let price = |(c, place): (char, &Place)| {
        let price = (place.seam == Seam::Open).then(|| price(before, c, run));
        // The kanji behind a number counts something, and ends its phrase: 第１回.
        run = if is_kanji(c) && !is_digit(before) { run + 1 } else { 0 };
        before = c;
        price
    };
    text.chars().zip(places).map(price).collect()
}

fn is_digit(c: char) -> bool {
    half(c).is_ascii_digit()
}

/// What a break between two characters costs; `run` is how many kanji come before it without a break.
fn price(before: char, after: char, run: usize) -> f64 {
    match (before, after) {
        (_, '（' | '(' | '「' | '【' | '［') => BEFORE_BRACKET,
        _ if is_kanji(before) && is_kanji(after) && run.is_multiple_of(2) => BETWEEN_PAIRS,
        _ if is_kanji(before) && is_kanji(after) => INSIDE_PAIR,
        // Verbs end in hiragana, and particles are short: both stay with what they follow.
        _ if is_hiragana(after) => INSIDE_KANA,
        _ if is_katakana(before) && is_katakana(after) => INSIDE_KANA,
        _ => 0.0,
    }
}
