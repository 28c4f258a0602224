//! How deep each line belongs. What a file's entries belong to gives the order of depths, and where most
//! of them stand gives the columns.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::STEP;
use super::entry::Entry;
use super::parts::{Item, Outline};
use super::role::Role;

/// What becomes of the head of a line, besides its indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// The list mark that it lacks is put before it.
    Marked,
    /// Its list mark is taken away.
    Unmarked,
    /// Between its list mark and its heading stand so many spaces.
    Spaced(usize),
}

/// How deep lines belong.
#[derive(Debug)]
pub(super) struct Depths {
    /// By how much each line moves to the right.
    pub by: Vec<isize>,
    /// The column of each entry's mark, or of its heading.
    pub columns: Vec<usize>,
    /// The entries whose heads change.
    pub heads: BTreeMap<usize, Head>,
    /// The column of each item's headings.
    pub keys: Vec<usize>,
    /// The column of the headings of the whole file.
    pub top: usize,
}

/// The depths of some entries, which stand in so many lines. Items that are astray have the parents that
/// they are to get.
pub(super) fn depths(entries: &[Entry], outline: &Outline, lines: usize) -> Depths {
    let usual = Usual::of(entries, outline);
    let depths = Depths {
        by: vec![0; lines],
        columns: entries.iter().map(|entry| entry.column).collect(),
        heads: BTreeMap::new(),
        keys: vec![0; outline.items.len()],
        top: usual.top,
    };
    let mut finder = Finder { entries, outline, usual, children: children(outline), depths };
    finder.all();
    finder.depths
}

/// The items that each item is the parent of.
fn children(outline: &Outline) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); outline.items.len()];
    for (index, item) in outline.items.iter().enumerate() {
        if let Some(parent) = item.parent {
            children[parent].push(index);
        }
    }
    children
}

/// Where things usually stand in a file.
struct Usual {
    /// The headings of the whole file.
    top: usize,
    /// The marks of lists of 会議, 課題 and 取組.
    lists: BTreeMap<Role, usize>,
    /// How much deeper than 予定 its bars stand.
    bars: usize,
    /// How much deeper than its heading a text stands.
    texts: usize,
}

impl Usual {
    fn of(entries: &[Entry], outline: &Outline) -> Usual {
        let headings = entries.iter().filter(|entry| entry.role == Role::Top);
        let top = most(headings.map(|entry| entry.column), 0);
        let list = |role: Role, near: usize| {
            let items = outline.items.iter().filter(|item| item.role == role);
            most(
                items.map(|item| &entries[item.entries[0]]).filter(|it| it.is_item).map(|it| it.column),
                near,
            )
        };
        let themes = list(Role::Theme, top + STEP);
        let lists = [
            (Role::Meeting, list(Role::Meeting, themes)),
            (Role::Theme, themes),
            (Role::Initiative, list(Role::Initiative, themes + 2 * STEP)),
        ];
        let pairs = entries.windows(2).filter(|pair| pair[0].waits() && pair[1].role == Role::Bar);
        let bars = pairs.filter_map(|pair| pair[1].column.checked_sub(pair[0].key_column));
        let texts = entries.iter().filter_map(|it| it.text.as_ref()?.column.checked_sub(it.key_column));
        Usual {
            top,
            lists: lists.into(),
            bars: most(bars, STEP),
            texts: most(texts.filter(|it| *it > 0), STEP),
        }
    }
}

/// The number that comes most often; of several, the one nearest to `near`, which is also that of none.
fn most(numbers: impl Iterator<Item = usize>, near: usize) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for number in numbers {
        *counts.entry(number).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|(number, count)| (*count, Reverse(number.abs_diff(near))));
    best.map_or(near, |(number, _)| number)
}

/// The column of a list: of those that its marks stand in, none left of `least`, the usual one unless most
/// speak against it.
fn list_column(marks: impl Iterator<Item = usize>, least: usize, usual: usize) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for column in marks.filter(|column| *column >= least) {
        *counts.entry(column).or_default() += 1;
    }
    let of_usual = counts.get(&usual).copied().unwrap_or_default();
    let best = counts.into_iter().max_by_key(|(column, count)| (*count, Reverse(column.abs_diff(usual))));
    match best {
        Some((column, count)) if count > 2 * of_usual => column,
        _ if usual >= least => usual,
        _ => least + STEP,
    }
}

fn moved(column: usize, by: isize) -> Option<usize> {
    column.checked_add_signed(by)
}

fn difference(to: usize, from: usize) -> isize {
    to as isize - from as isize
}

/// Finds depths, from the outside to the inside.
struct Finder<'a, 'b> {
    entries: &'b [Entry<'a>],
    outline: &'b Outline<'a>,
    usual: Usual,
    children: Vec<Vec<usize>>,
    depths: Depths,
}

impl<'a> Finder<'a, '_> {
    fn all(&mut self) {
        for role in [Role::Meeting, Role::Theme] {
            let lost: Vec<usize> = self.orphans(role);
            self.list(role, &lost, (self.usual.top, 0));
        }
        for index in 0..self.outline.items.len() {
            let item = &self.outline.items[index];
            if item.role == Role::Top {
                let by = self.top(item);
                for role in [Role::Meeting, Role::Theme] {
                    let items = self.own(index, role);
                    self.list(role, &items, (self.usual.top, by));
                }
            }
        }
    }

    /// The items of a role whose list has lost its heading.
    fn orphans(&self, role: Role) -> Vec<usize> {
        let items = self.outline.items.iter().enumerate();
        items.filter(|(_, item)| item.role == role && item.parent.is_none()).map(|(index, _)| index).collect()
    }

    fn own(&self, parent: usize, role: Role) -> Vec<usize> {
        let own = self.children[parent].iter().copied();
        own.filter(|item| self.outline.items[*item].role == role).collect()
    }

    /// A heading of the whole file. Gives by how much it moves.
    fn top(&mut self, item: &Item) -> isize {
        let (first, rest) = item.entries.split_first().unwrap_or((&0, &[]));
        let by = difference(self.usual.top, self.entries[*first].key_column);
        self.place(*first, self.usual.top, by);
        self.rest(rest, self.usual.top, by);
        by
    }

    /// The items of a list whose heading stands in a column and moves by an amount.
    fn list(&mut self, role: Role, items: &[usize], (owner, by): (usize, isize)) {
        let firsts = items.iter().map(|item| &self.entries[self.outline.items[*item].entries[0]]);
        let settled = items
            .iter()
            .zip(firsts)
            .filter(|(item, first)| first.is_item && !self.outline.items[**item].is_astray);
        let marks: Vec<usize> = settled.map(|(_, first)| first.column).collect();
        let usual = self.usual.lists.get(&role).copied().unwrap_or_default();
        let column = list_column(both(&marks, by), owner, usual);
        for item in items {
            self.item(*item, column);
        }
    }

    /// An item of a list whose marks stand in a column.
    fn item(&mut self, index: usize, column: usize) {
        let item = &self.outline.items[index];
        let (first, rest) = item.entries.split_first().unwrap_or((&0, &[]));
        let entry = &self.entries[*first];
        let gap = self.gap(item, column);
        let key = column + gap;
        let by = difference(key, entry.key_column);
        self.depths.keys[index] = key;
        if entry.is_item {
            if entry.key_column - entry.column != gap {
                self.depths.heads.insert(*first, Head::Spaced(gap));
            }
            self.place(*first, column, difference(column, entry.column));
        } else if item.is_headless {
            self.place(*first, key, by);
        } else {
            self.depths.heads.insert(*first, Head::Marked);
            self.place(*first, column, by);
        }
        let by = self.rest(rest, key, by);
        if item.role == Role::Theme {
            let rows = self.own(index, Role::Initiative);
            self.list(Role::Initiative, &rows, (key, by));
        }
        for bars in self.own(index, Role::Bar) {
            self.bars_astray(bars, item, key);
        }
    }

    /// How far behind the mark of an item its headings stand: as far as most of them do.
    fn gap(&self, item: &Item, column: usize) -> usize {
        let first = &self.entries[item.entries[0]];
        let own = if first.is_item { first.key_column - first.column } else { STEP };
        let is_key = |entry: &&Entry| entry.role == item.role && !entry.is_item;
        let keys: Vec<usize> = item.entries[1..]
            .iter()
            .map(|at| &self.entries[*at])
            .filter(is_key)
            .map(|entry| entry.key_column)
            .collect();
        let fitting = |gap: usize| {
            keys.iter().filter(|key| **key == column + gap || **key == first.column + gap).count()
        };
        if fitting(STEP) > fitting(own) { STEP } else { own }
    }

    /// The entries of an item behind its first: its headings in column `key`, and their lists. Gives by how
    /// much the last heading moves.
    fn rest(&mut self, entries: &[usize], key: usize, by: isize) -> isize {
        let (mut by, mut before, mut at) = (by, None, 0);
        while let Some(index) = entries.get(at).copied() {
            let entry = &self.entries[index];
            let is_extra = self.outline.extra_marks.binary_search(&index).is_ok();
            if self.is_listed(index) {
                let length = entries[at..].iter().take_while(|at| self.is_listed(**at)).count();
                self.run(&entries[at..at + length], key, by);
                at += length;
                continue;
            }
            if is_extra || Role::WITH_HEADINGS.contains(&entry.role) {
                if is_extra {
                    self.depths.heads.insert(index, Head::Unmarked);
                }
                by = difference(key, entry.key_column);
                self.place(index, key, by);
                before = Some(entry.key_column);
            } else {
                // What is not known goes with what stands beside it.
                let is_beside = entry.is_bare() || before.is_none_or(|column| column == entry.key_column);
                let by = if is_beside { by } else { 0 };
                self.place(index, moved(entry.column, by).unwrap_or_default(), by);
            }
            at += 1;
        }
        by
    }

    fn is_listed(&self, at: usize) -> bool {
        let entry = &self.entries[at];
        entry.is_item && !entry.is_mark_alone() && self.outline.extra_marks.binary_search(&at).is_err()
    }

    /// Items of a list without headings, below a heading in column `owner` that moves by an amount.
    fn run(&mut self, entries: &[usize], owner: usize, by: isize) {
        let marks: Vec<usize> = entries.iter().map(|at| self.entries[*at].column).collect();
        let column = list_column(both(&marks, by), owner, owner + self.usual.bars);
        for at in entries {
            self.place(*at, column, difference(column, self.entries[*at].column));
        }
    }

    /// Bars that are to go below the 予定 of an item, whose headings stand in column `key`.
    fn bars_astray(&mut self, bars: usize, item: &Item, key: usize) {
        let own = item.entries.iter().find(|at| self.entries[**at].role == Role::Bar);
        let column = own.map_or(key + self.usual.bars, |at| self.depths.columns[*at]);
        let bars = &self.outline.items[bars].entries;
        let first = bars.first().map_or(column, |at| self.entries[*at].column);
        for at in bars {
            let by = difference(column, first);
            self.place(*at, moved(self.entries[*at].column, by).unwrap_or_default(), by);
        }
    }

    /// An entry that goes to a column, with its lines.
    fn place(&mut self, at: usize, column: usize, by: isize) {
        let entry = &self.entries[at];
        self.depths.columns[at] = column;
        self.depths.by[entry.lines.clone()].fill(by);
        if let Some(text) = &entry.text {
            let owner = moved(entry.owner(), by).unwrap_or_default();
            let by = self.text_by(text.column, owner, by);
            self.depths.by[text.first..entry.lines.end].fill(by);
        }
    }

    /// By how much a text moves whose heading moves to column `owner` by an amount.
    fn text_by(&self, column: usize, owner: usize, by: isize) -> isize {
        let usual = owner + self.usual.texts;
        let along = moved(column, by).filter(|column| *column > owner);
        match along {
            Some(along) if along == usual || column != usual => by,
            _ if column > owner => 0,
            _ => difference(usual, column),
        }
    }
}

/// Columns as they are, and as they are after a move.
fn both(columns: &[usize], by: isize) -> impl Iterator<Item = usize> {
    let moved = columns.iter().filter(move |_| by != 0).filter_map(move |column| moved(*column, by));
    columns.iter().copied().chain(moved)
}
