//! Reads single values: lengths, numbers, colours, yes and no.

use std::fmt::Display;
use std::ops::RangeInclusive;

use super::loose_values;
use super::report::Problem;
use crate::diag::Code;
use crate::geom::{Em, Pt};
use crate::japanese::width::{halved, widened};
use crate::japanese::words::{self, NO, YES};
use crate::load::{LEAST_EM, MOST_EM, forms};
use crate::model::{Color, ShortEnds};

/// The longest length that a template may give. Paper of twice A0's length still fits.
const MAX_LENGTH: Pt = Pt(10_000.0);

/// Between which sizes type can be: nothing smaller is ink, nothing larger fits a page.
const TYPE_SIZES: RangeInclusive<f64> = 1.0..=200.0;

/// The thickest line.
const MAX_RULE: Pt = Pt(10.0);

/// A length in pt or mm, as in `7.5pt` and `11mm`; above nothing and within [`MAX_LENGTH`].
pub(super) fn length(text: &str) -> Result<Pt, Problem> {
    let value = halved(text).to_ascii_lowercase();
    let points = match (value.strip_suffix("pt"), value.strip_suffix("mm")) {
        (Some(number), _) => decimal(number.trim()).map(Pt),
        (_, Some(number)) => decimal(number.trim()).map(Pt::from_mm),
        (None, None) => None,
    };
    points.filter(|length| length.0 > 0.0 && *length <= MAX_LENGTH).ok_or_else(|| {
        let remedy = loose_values::length(&value).map_or(forms::LENGTH.to_owned(), written);
        (Code::Length, format!("「{text}」は長さとして読めません"), remedy)
    })
}

/// What to do about a value that can be written in some ways only.
pub(super) fn written(ways: impl IntoIterator<Item: Display>) -> String {
    let ways: Vec<String> = ways.into_iter().map(|way| format!("「{way}」")).collect();
    format!("{}と書いてください", ways.join("か"))
}

/// The size of type.
pub(super) fn type_size(text: &str) -> Result<Pt, Problem> {
    length(text).and_then(|size| {
        if TYPE_SIZES.contains(&size.0) {
            return Ok(size);
        }
        let (least, most) = (TYPE_SIZES.start(), TYPE_SIZES.end());
        Err((
            Code::Length,
            format!("文字の大きさ {text} では読めません"),
            format!("{least}pt から {most}pt までにしてください"),
        ))
    })
}

/// The width of a line.
pub(super) fn rule(text: &str) -> Result<Pt, Problem> {
    length(text).and_then(|width| {
        if width <= MAX_RULE {
            return Ok(width);
        }
        Err((
            Code::Length,
            format!("罫線の太さ {text} では文字が隠れます"),
            format!("{}pt までにしてください", MAX_RULE.0),
        ))
    })
}

/// A number of em, from 0 to [`MOST_EM`].
pub(super) fn em(text: &str) -> Result<Em, Problem> {
    let number = decimal(&halved(text));
    number.filter(|em| (0.0..=f64::from(MOST_EM)).contains(em)).map(Em).ok_or_else(|| {
        (
            Code::Length,
            format!("「{text}」は数として読めません"),
            format!("文字いくつ分かを「5.4」のような {MOST_EM} までの数で書いてください"),
        )
    })
}

/// A number of em, from [`LEAST_EM`] to [`MOST_EM`]. `wrong` says what a smaller one does, and `advice` stands behind
/// the remedy.
pub(super) fn least_em(text: &str, wrong: &str, advice: &str) -> Result<Em, Problem> {
    let length = em(text)?;
    if length.0 >= f64::from(LEAST_EM) {
        return Ok(length);
    }
    Err((Code::Length, wrong.to_owned(), format!("{LEAST_EM} 以上の数を書いてください{advice}")))
}

/// A number of digits with a point among them at most: no sign, and no exponent, which Rust would take.
fn decimal(text: &str) -> Option<f64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.parse().ok().filter(|_| is_plain)
}

/// A colour, as in `#1F4E79`.
pub(super) fn color(text: &str) -> Result<Color, Problem> {
    let value = halved(text);
    let digits = value
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    number.map(|number| Color([(number >> 16) as u8, (number >> 8) as u8, number as u8])).ok_or_else(|| {
        let remedy = loose_values::color(&value).map_or(forms::COLOR.to_owned(), |color| written([color]));
        (Code::Color, format!("「{text}」は色として読めません"), remedy)
    })
}

/// はい or いいえ.
pub(super) fn yes_or_no(text: &str) -> Result<bool, Problem> {
    choice(text, &[(YES, true), (NO, false)])
}

/// Which paragraphs avoid short last lines.
pub(super) fn short_ends(text: &str) -> Result<ShortEnds, Problem> {
    let choices = [
        (words::KEPT, ShortEnds::Kept),
        (words::AVOIDED_IN_CALLOUTS, ShortEnds::AvoidedInCallouts),
        (words::AVOIDED, ShortEnds::Avoided),
    ];
    choice(text, &choices)
}

/// One of some words, each with what it stands for. Half-width kana and 頁 for ページ are taken for the same.
pub(super) fn choice<T: Copy>(text: &str, choices: &[(&str, T)]) -> Result<T, Problem> {
    let word = widened(text.trim()).replace('頁', "ページ");
    let found = choices.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let known: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let remedy =
            loose_values::choice(&word, &known).map_or_else(|| written(&known), |word| written([word]));
        (Code::Choice, format!("「{text}」は指定できません"), remedy)
    })
}
