//! Headings, bars and whole items that a text above them has swallowed.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::line::Line;
use super::entry::{Entry, Head, Widths};
use super::parts::{Item, Outline};
use super::role::Role;
use crate::japanese::words;

/// The lines at which texts are to end, as what follows is no text: the text's item lacks it, or it is an
/// item of its own.
pub(super) fn cuts(lines: &[Line], widths: Widths, entries: &[Entry], outline: &Outline) -> BTreeSet<usize> {
    let mut cuts = BTreeSet::new();
    for item in &outline.items {
        let takes_bars = lacks_bars(item, entries);
        for entry in item.entries.iter().map(|at| &entries[*at]) {
            if let Some(text) = &entry.text {
                cuts.extend(cuts_of(lines, widths, text.first..entry.lines.end, item, takes_bars));
            }
        }
    }
    cuts
}

/// Whether a 取組 has no bars and no word in their place.
fn lacks_bars(item: &Item, entries: &[Entry]) -> bool {
    let mut own = item.entries.iter().map(|at| &entries[*at]);
    let has_schedule = own.any(|it| it.role == Role::Bar || (it.key == words::SCHEDULE && !it.waits()));
    item.role == Role::Initiative && !has_schedule
}

/// The lines of one text of an item at which it is to end. Where the item lacks one of the headings that it
/// seems to hold, its other headings there are none of the text either.
fn cuts_of(
    lines: &[Line],
    widths: Widths,
    text: Range<usize>,
    item: &Item,
    takes_bars: bool,
) -> impl Iterator<Item = usize> {
    let (mut missed, mut begun, mut is_lacking) = (Vec::new(), Vec::new(), false);
    for at in text {
        let head = Head::of(lines[at], widths);
        let is_bar = takes_bars && head.is_item && head.role() == Role::Bar;
        let is_new = head.role() == item.role && !item.keys.contains(head.key);
        if begins_item(lines, widths, at, &head) {
            begun.push(at);
        } else if is_bar || is_new {
            is_lacking |= is_bar || item.required().contains(&head.key);
            missed.push(at);
        }
    }
    begun.into_iter().chain(missed.into_iter().filter(move |_| is_lacking))
}

/// Whether a line is the first one of a 会議, 課題 or 取組.
fn begins_item(lines: &[Line], widths: Widths, at: usize, head: &Head) -> bool {
    let headings = head.role().headings();
    let next = lines[at + 1..].iter().find(|line| !line.is_silent());
    let next = next.map_or("", |line| Head::of(*line, widths).key);
    head.is_item && headings.first() == Some(&head.key) && headings.contains(&next)
}
