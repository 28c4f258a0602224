//! Finds the marks that cost a reader least.
//!
//! A way through both texts keeps, deletes and adds letters. Each mark on it has a price, each letter in a
//! mark, and each word that a mark cuts; the cheapest way wins (Needleman and Wunsch 1970, with Gotoh's
//! prices for gaps, 1982). So a short stretch between two marks is marked with them, and a mark that would
//! cut a word takes in all of it: its head and its tail are the same in both texts.

use std::collections::BTreeMap;
use std::ops::Range;

use super::border::Border;
use super::letters::{Letter, Script};

// Prices. A kanji in a mark costs ten; the others were tuned with tests/marks.

/// A mark that only deletes or only adds.
const PURE: u32 = 20;
/// Such a mark that begins with 、 or a bracket: an item of a list.
const ITEM: u32 = 12;
/// The most that an item pays for a border: ・西浦 stands well before 地域.
const ITEM_BORDER: u32 = 10;
/// Such a mark that doesn't end with 、 pays this in addition.
const OPEN_END: u32 = 12;
/// A mark that deletes and adds.
const REPLACED: u32 = 40;
/// A particle in a mark.
const PARTICLE: u32 = 12;
/// What can't be.
const NEVER: u32 = u32::MAX / 4;

/// What a mark pays for beginning or ending at a border.
fn price(border: Border) -> u32 {
    match border {
        Border::Phrase => 0,
        Border::Particle => 2,
        Border::Seen => 5,
        Border::Sign => 8,
        Border::Office => 47,
        Border::Compound => 55,
        Border::Word => 120,
        Border::Glance => 400,
    }
}

/// What a letter in a mark costs. Kana carry less of the meaning than kanji, and lines and brackets part
/// what stands on their sides.
pub(super) fn weight(letter: &Letter) -> u32 {
    match letter.script {
        Script::Kanji | Script::Digit => 10,
        Script::Katakana | Script::Latin | Script::Other => 7,
        Script::Hiragana => 5,
        Script::Stop | Script::Space => 8,
        Script::Line => 25,
        Script::Opening | Script::Closing | Script::Sign => 30,
    }
}

/// What a letter with such a border before it costs in a mark: one that goes on beyond a particle joins what
/// readers mark apart (検討会を年１回).
fn in_mark(letter: &Letter, border: Border) -> u32 {
    match (letter.script, border) {
        (Script::Hiragana, Border::Particle) => PARTICLE,
        _ => weight(letter),
    }
}

/// A text, or a stretch of one, and the borders before each of its letters and behind the last.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub letters: &'a [Letter<'a>],
    pub borders: &'a [Border],
}

impl<'a> Side<'a> {
    /// A stretch of it.
    pub(super) fn part(self, stretch: &Range<usize>) -> Side<'a> {
        Side { letters: &self.letters[stretch.clone()], borders: &self.borders[stretch.start..=stretch.end] }
    }
}

/// What happens to the next letter: of both texts, of the old or of the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It stays.
    Keep,
    /// It stays, but is marked as deleted and added.
    Mark,
    /// It is deleted.
    Delete,
    /// It is added.
    Add,
}

/// Where a way stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside of marks.
    Out,
    /// Behind a mark, before a letter that stays.
    Closed,
    /// In a mark that only deletes.
    Deleted,
    /// In a mark that only adds.
    Added,
    /// In a mark that only deletes, and begins like an item of a list.
    DeletedItem,
    /// In a mark that only adds, and begins like an item of a list.
    AddedItem,
    /// In the head of a mark.
    Head,
    /// In the deleted letters of a mark without a head. More must follow.
    Old,
    /// In the deleted letters of a mark with a head.
    OldOfHead,
    /// In the added letters of a mark that needs a tail.
    NewForTail,
    /// In the added letters of a mark that may end here.
    New,
    /// In the tail of a mark.
    Tail,
}

/// How many states there are.
const STATES: usize = State::Tail as usize + 1;

/// The cheapest ways to a place, by the state in which they reach it.
#[derive(Clone, Copy)]
struct Cell {
    costs: [u32; STATES],
    /// The states before.
    from: [State; STATES],
}

impl Cell {
    const UNREACHED: Cell = Cell { costs: [NEVER; STATES], from: [State::Out; STATES] };

    fn cost(&self, state: State) -> u32 {
        self.costs[state as usize]
    }

    /// Offers a way by a state of another place or of this one.
    fn offer(&mut self, state: State, from: State, cost: u32) {
        if cost < self.cost(state) {
            self.costs[state as usize] = cost;
            self.from[state as usize] = from;
        }
    }
}

/// The cheapest way from one text to another. It takes time and memory with the product of their lengths.
pub(super) fn steps(old: Side, new: Side) -> Vec<Step> {
    let mut ids = BTreeMap::new();
    let grid = Grid { old: Lane::new(old, &mut ids), new: Lane::new(new, &mut ids) };
    let width = new.letters.len() + 1;
    let mut from = Vec::with_capacity((old.letters.len() + 1) * width);
    let (mut above, mut row) = (vec![Cell::UNREACHED; width], vec![Cell::UNREACHED; width]);
    for i in 0..=old.letters.len() {
        for j in 0..width {
            row[j] = grid.cell((i, j), &above, &row);
            from.push(row[j].from);
        }
        std::mem::swap(&mut above, &mut row);
    }
    let last = &above[width - 1];
    let end = if last.cost(State::Closed) < last.cost(State::Out) { State::Closed } else { State::Out };
    grid.way_back(&from, end)
}

/// What the grid needs to know of a text.
struct Lane {
    /// A number for each letter, the same where letters are.
    ids: Vec<usize>,
    /// What each letter costs in a mark.
    weights: Vec<u32>,
    /// Which letters begin an item of a list.
    are_items: Vec<bool>,
    /// What a mark that ends before each letter, or behind the last, pays for not ending with a stop.
    open_ends: Vec<u32>,
    /// The prices of the borders there.
    prices: Vec<u32>,
    /// Which borders cut no word.
    are_clean: Vec<bool>,
}

impl Lane {
    fn new<'a>(side: Side<'a>, ids: &mut BTreeMap<&'a str, usize>) -> Lane {
        let mut id = |letter: &Letter<'a>| {
            let next = ids.len();
            *ids.entry(letter.text).or_insert(next)
        };
        let open_end = |letter| if ends_phrase(letter) { 0 } else { OPEN_END };
        Lane {
            ids: side.letters.iter().map(&mut id).collect(),
            weights: side
                .letters
                .iter()
                .zip(side.borders)
                .map(|(letter, border)| in_mark(letter, *border))
                .collect(),
            are_items: side.letters.iter().map(is_item).collect(),
            open_ends: [OPEN_END].into_iter().chain(side.letters.iter().map(open_end)).collect(),
            prices: side.borders.iter().copied().map(price).collect(),
            are_clean: side.borders.iter().map(|border| border.is_clean()).collect(),
        }
    }

    fn len(&self) -> usize {
        self.ids.len()
    }
}

struct Grid {
    old: Lane,
    new: Lane,
}

impl Grid {
    /// The cell of a place, which stands behind so many letters of the old and the new text.
    fn cell(&self, (i, j): (usize, usize), above: &[Cell], row: &[Cell]) -> Cell {
        let mut cell = Cell::UNREACHED;
        if (i, j) == (0, 0) {
            cell.costs[State::Out as usize] = 0;
        }
        if i > 0 && j > 0 && self.are_same(i - 1, j - 1) {
            self.keep((i - 1, j - 1), &above[j - 1], &mut cell);
        }
        if i > 0 {
            self.delete((i - 1, j), &above[j], &mut cell);
        }
        if j > 0 {
            self.add((i, j - 1), &row[j - 1], &mut cell);
        }
        self.close((i, j), &mut cell);
        cell
    }

    /// The steps over a letter that both texts have.
    fn keep(&self, (i, j): (usize, usize), before: &Cell, cell: &mut Cell) {
        use State::{Closed, Head, New, NewForTail, Old, OldOfHead, Out, Tail};
        let weight = self.old.weights[i];
        cell.offer(Out, Out, before.cost(Out));
        cell.offer(Out, Closed, before.cost(Closed));
        cell.offer(Head, Out, before.cost(Out) + REPLACED + self.border(i, j) + weight);
        if self.is_cut(i, j) {
            let is_trimmed = i == 0 || j == 0 || !self.are_same(i - 1, j - 1);
            let tail = [Tail, Old, OldOfHead, NewForTail].into_iter().chain(is_trimmed.then_some(New));
            for from in tail {
                cell.offer(Tail, from, before.cost(from) + weight);
            }
            cell.offer(Head, Head, before.cost(Head) + weight);
        }
    }

    /// The steps over a letter of the old text.
    fn delete(&self, (i, j): (usize, usize), before: &Cell, cell: &mut Cell) {
        use State::{Deleted, DeletedItem, Head, Old, OldOfHead, Out};
        let weight = self.old.weights[i];
        for state in [Deleted, DeletedItem, Old, OldOfHead] {
            cell.offer(state, state, before.cost(state) + weight);
        }
        let (out, border) = (before.cost(Out) + weight, self.border_of_old(i, j));
        cell.offer(Deleted, Out, out + PURE + border);
        if self.old.are_items[i] {
            cell.offer(DeletedItem, Out, out + ITEM + border.min(ITEM_BORDER));
        }
        if j == self.new.len() || !self.are_same(i, j) {
            cell.offer(Old, Out, out + REPLACED + self.border(i, j));
            if self.is_cut(i, j) {
                cell.offer(OldOfHead, Head, before.cost(Head) + weight);
            }
        }
    }

    /// The steps over a letter of the new text.
    fn add(&self, (i, j): (usize, usize), before: &Cell, cell: &mut Cell) {
        use State::{Added, AddedItem, Head, New, NewForTail, Old, OldOfHead, Out};
        let weight = self.new.weights[j];
        for state in [Added, AddedItem, NewForTail, New] {
            cell.offer(state, state, before.cost(state) + weight);
        }
        cell.offer(New, Old, before.cost(Old) + weight);
        cell.offer(New, OldOfHead, before.cost(OldOfHead) + weight);
        if self.is_cut(i, j) {
            cell.offer(New, Head, before.cost(Head) + weight);
        }
        let (out, border) = (before.cost(Out) + weight, self.border_of_new(i, j));
        cell.offer(NewForTail, Out, out + REPLACED + self.border(i, j));
        cell.offer(Added, Out, out + PURE + border);
        if self.new.are_items[j] {
            cell.offer(AddedItem, Out, out + ITEM + border.min(ITEM_BORDER));
        }
    }

    /// The ends of marks at a place.
    fn close(&self, (i, j): (usize, usize), cell: &mut Cell) {
        use State::{Added, AddedItem, Closed, Deleted, DeletedItem, New, OldOfHead, Tail};
        let (old, new, both) = (self.border_of_old(i, j), self.border_of_new(i, j), self.border(i, j));
        let is_trimmed = i == 0 || j == 0 || !self.are_same(i - 1, j - 1);
        for (state, price) in [
            (Deleted, old + self.old.open_ends[i]),
            (Added, new + self.new.open_ends[j]),
            (DeletedItem, old.min(ITEM_BORDER)),
            (AddedItem, new.min(ITEM_BORDER)),
            (OldOfHead, both),
            (Tail, both),
            (New, if is_trimmed { both } else { NEVER }),
        ] {
            cell.offer(Closed, state, cell.cost(state) + price);
        }
    }

    fn are_same(&self, i: usize, j: usize) -> bool {
        self.old.ids[i] == self.new.ids[j]
    }

    /// The price of a border of a mark in both texts.
    fn border(&self, i: usize, j: usize) -> u32 {
        (self.old.prices[i] + self.new.prices[j]) / 2
    }

    /// The price of a border of a mark in the old text. What it parts in the other matters less.
    fn border_of_old(&self, i: usize, j: usize) -> u32 {
        (6 * self.old.prices[i] + self.new.prices[j]) / 4
    }

    /// The price of a border of a mark in the new text.
    fn border_of_new(&self, i: usize, j: usize) -> u32 {
        (self.old.prices[i] + 6 * self.new.prices[j]) / 4
    }

    /// Whether a place lies within a word or a compound in one of the texts.
    fn is_cut(&self, i: usize, j: usize) -> bool {
        !self.old.are_clean[i] || !self.new.are_clean[j]
    }

    /// The steps of the cheapest way, found from its end on.
    fn way_back(&self, from: &[[State; STATES]], end: State) -> Vec<Step> {
        use State::{
            Added, AddedItem, Closed, Deleted, DeletedItem, Head, New, NewForTail, Old, OldOfHead, Out, Tail,
        };
        let (mut i, mut j, mut state) = (self.old.len(), self.new.len(), end);
        let mut steps = Vec::new();
        while i > 0 || j > 0 {
            let (step, back) = match state {
                Closed => (None, (0, 0)),
                Out => (Some(Step::Keep), (1, 1)),
                Head | Tail => (Some(Step::Mark), (1, 1)),
                Deleted | DeletedItem | Old | OldOfHead => (Some(Step::Delete), (1, 0)),
                Added | AddedItem | NewForTail | New => (Some(Step::Add), (0, 1)),
            };
            let before = from[i * (self.new.len() + 1) + j][state as usize];
            steps.extend(step);
            (i, j, state) = (i - back.0, j - back.1, before);
        }
        steps.reverse();
        steps
    }
}

/// Whether a letter begins an item of a list, an aside or a line.
fn is_item(letter: &Letter) -> bool {
    matches!(letter.script, Script::Stop | Script::Opening | Script::Line)
}

/// Whether a letter ends a phrase or a line.
pub(super) fn ends_phrase(letter: &Letter) -> bool {
    matches!(letter.script, Script::Stop | Script::Line)
}
