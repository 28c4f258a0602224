//! Numbers of theme headings that are written otherwise than most: (1) among （２） and （３）.

use std::collections::BTreeMap;

use super::doubts::doubt;
use crate::diag::{Code, Diagnostic};
use crate::japanese::width;
use crate::model::{Sheet, Text};

/// A heading and the number at its start.
struct Numbered<'a> {
    heading: &'a Text,
    number: &'a str,
}

/// Each heading whose number has another shape than most.
pub(super) fn numbered_otherwise(sheet: &Sheet) -> Vec<Diagnostic> {
    let numbered = sheet.themes.iter().filter_map(|theme| numbered(&theme.heading));
    // Numbers of two digits are often half-width where those of one are full-width.
    let mut groups: BTreeMap<usize, Vec<Numbered>> = BTreeMap::new();
    for it in numbered {
        groups.entry(digits(it.number).count()).or_default().push(it);
    }
    groups.values().flat_map(|group| odd_ones(group)).collect()
}

fn odd_ones(group: &[Numbered]) -> Vec<Diagnostic> {
    let Some(usual) = usual_shape(group) else { return Vec::new() };
    let odd = group.iter().filter(|it| shape(it.number) != usual);
    odd.map(|it| {
        let number = it.number;
        let message = format!("見出しの「{number}」は、ほかの見出しと全角・半角などの書き方が違います");
        let remedy = format!("「{}」とすれば、ほかの見出しとそろいます", in_shape(number, &usual));
        doubt(Code::HeadingNumber, it.heading, 0..number.len(), message, remedy)
    })
    .collect()
}

/// A heading's number with the brackets around it, if it starts with one.
fn numbered(heading: &Text) -> Option<Numbered<'_>> {
    let text = heading.value.as_str();
    let digits = text.strip_prefix(['(', '（']).unwrap_or(text);
    let rest = digits.trim_start_matches(is_digit);
    if rest.len() == digits.len() {
        return None;
    }
    let rest = rest.strip_prefix([')', '）', '.', '．']).unwrap_or(rest);
    Some(Numbered { heading, number: &text[..text.len() - rest.len()] })
}

fn is_digit(c: char) -> bool {
    width::half(c).is_ascii_digit()
}

fn digits(number: &str) -> impl Iterator<Item = char> {
    number.chars().filter(|c| is_digit(*c))
}

/// A number with each digit replaced by the zero of its width.
fn shape(number: &str) -> String {
    let zero = |c: char| if c.is_ascii() { '0' } else { '０' };
    number.chars().map(|c| if is_digit(c) { zero(c) } else { c }).collect()
}

/// The shape that most have; of those that are as frequent, the first.
fn usual_shape(group: &[Numbered]) -> Option<String> {
    let shapes: Vec<String> = group.iter().map(|it| shape(it.number)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for shape in &shapes {
        *counts.entry(shape).or_default() += 1;
    }
    // The last of equals is taken, and that is the first of the sheet.
    shapes.iter().rev().max_by_key(|shape| counts[shape.as_str()]).cloned()
}

/// A number in another's shape.
fn in_shape(number: &str, shape: &str) -> String {
    let mut digits = digits(number).map(width::half);
    let placed = shape.chars().map(|c| match c {
        '0' => digits.next().unwrap_or(c),
        '０' => digits.next().map_or(c, width::full),
        _ => c,
    });
    placed.collect()
}
