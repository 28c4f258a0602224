//! Lines that are lost: the first ones of items, and the headings of lists.

use std::collections::BTreeSet;
use std::ops::Range;

use super::parts::Outline;
use super::role::Role;
use crate::japanese::words;

/// Lines that are lost.
#[derive(Debug, Clone)]
pub(super) struct Loss {
    /// The entries below them that they belonged to.
    pub entries: Range<usize>,
    /// What these are.
    pub role: Role,
    /// The headings of the lost lines.
    pub keys: Vec<&'static str>,
    /// What the lines were.
    pub kind: Lost,
}

/// What lost lines were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// The first lines of an item.
    First(usize),
    /// The heading of a list in an item, or in the file itself.
    List(Option<usize>),
}

/// The lines that are lost in an outline.
pub(super) fn losses(outline: &Outline) -> Vec<Loss> {
    let (mut losses, mut seen) = (Vec::new(), BTreeSet::new());
    for (index, piece) in outline.pieces.iter().enumerate() {
        let item = &outline.items[piece.item];
        if item.is_headless && piece.entries.start == item.entries[0] {
            losses.push(first_lines(outline, index));
        }
        let Some(key) = outline.lost_heading(index) else { continue };
        let owner = if item.role == Role::Bar { outline.host_of_bars(index) } else { item.parent };
        if seen.insert((key, owner)) {
            let is_inside = |piece: usize| {
                let other = outline.item_of(piece);
                other.role == item.role && other.parent == item.parent
                    || item.role == Role::Theme && other.role == Role::Initiative
            };
            losses.push(Loss {
                entries: run(outline, index, is_inside),
                role: item.role,
                keys: vec![key],
                kind: Lost::List(owner),
            });
        }
    }
    losses
}

/// The lost first lines of the item that a piece begins.
fn first_lines(outline: &Outline, piece: usize) -> Loss {
    let (index, item) = (outline.pieces[piece].item, outline.item_of(piece));
    let is_list = |key: &&str| [words::INITIATIVES, words::SCHEDULE].contains(key);
    let lacking = outline.required(item).filter(|key| !item.keys.contains(key));
    let is_inside =
        |piece: usize| outline.pieces[piece].item == index || outline.item_of(piece).parent == Some(index);
    Loss {
        entries: run(outline, piece, is_inside),
        role: item.role,
        keys: lacking.filter(|key| !is_list(key)).collect(),
        kind: Lost::First(index),
    }
}

/// The entries of the pieces from one on that belong together.
fn run(outline: &Outline, first: usize, is_inside: impl Fn(usize) -> bool) -> Range<usize> {
    let rest = (first + 1..outline.pieces.len()).take_while(|piece| is_inside(*piece));
    let last = rest.last().unwrap_or(first);
    outline.pieces[first].entries.start..outline.pieces[last].entries.end
}
