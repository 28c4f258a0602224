//! The parts of a data file as values; [`super::outline`] finds them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::role::Role;
use crate::japanese::words;

/// A heading of the whole file, a 会議, the headings of a 課題, or a 取組 with its bars.
#[derive(Debug, Clone)]
pub(super) struct Item<'a> {
    /// What it is.
    pub role: Role,
    /// What it is part of.
    pub parent: Option<usize>,
    /// The item of its role before it.
    pub before: Option<usize>,
    /// Its entries.
    pub entries: Vec<usize>,
    /// Its headings.
    pub keys: BTreeSet<&'a str>,
    /// Whether it has bars, or texts of a list.
    pub has_list: bool,
    /// Whether its first heading, with the list mark, seems to be lost.
    pub is_headless: bool,
    /// Whether it stands where there is no list for it.
    pub is_astray: bool,
    /// Its last piece.
    pub last_piece: usize,
}

/// Entries that follow each other and belong to one item.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The item.
    pub item: usize,
    /// The entries.
    pub entries: Range<usize>,
}

/// Pieces that stand in the middle of something.
#[derive(Debug, Clone)]
pub(super) struct Intrusion {
    /// The pieces.
    pub pieces: Range<usize>,
    /// The item that goes on behind them.
    pub host: usize,
}

/// The parts of a file.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    /// All headings of the file.
    pub keys: BTreeSet<&'a str>,
    /// All items, in the order of their beginnings.
    pub items: Vec<Item<'a>>,
    /// All pieces, in the order of the file.
    pub pieces: Vec<Piece>,
    /// What stands in the middle of something else.
    pub intrusions: Vec<Intrusion>,
    /// Entries with a list mark that should have none.
    pub extra_marks: Vec<usize>,
    /// The heading above the list of 会議.
    pub meetings: Option<usize>,
    /// The heading above the list of 課題.
    pub themes: Option<usize>,
}

impl Item<'_> {
    /// The headings without which it is not complete, in their usual order.
    pub(super) fn required(&self) -> &'static [&'static str] {
        let is_body = [words::NAME, words::HELD].iter().any(|key| self.keys.contains(key));
        match self.role {
            Role::Meeting if is_body => &[words::NAME],
            role => role.required(),
        }
    }
}

impl<'a> Outline<'a> {
    /// The headings without which an item is not complete, in their usual order. A template may do without 項目 and
    /// 内容: where no item has them, none lacks them.
    pub(super) fn required(&self, item: &Item) -> impl Iterator<Item = &'static str> {
        let is_text = |key: &str| [words::ITEM, words::CONTENT].contains(&key);
        item.required().iter().copied().filter(move |key| !is_text(key) || self.keys.contains(key))
    }

    /// The item of a piece.
    pub(super) fn item_of(&self, piece: usize) -> &Item<'a> {
        &self.items[self.pieces[piece].item]
    }

    /// The piece that an entry belongs to.
    pub(super) fn piece_at(&self, entry: usize) -> usize {
        self.pieces.partition_point(|piece| piece.entries.start <= entry).saturating_sub(1)
    }

    /// The heading that is lost above the list of a piece.
    pub(super) fn lost_heading(&self, piece: usize) -> Option<&'static str> {
        let item = self.item_of(piece);
        let is_lost = match item.role {
            Role::Meeting => self.meetings.is_none(),
            Role::Theme => self.themes.is_none(),
            Role::Initiative => item.parent.is_some_and(|theme| !self.has_list(theme, item.role)),
            Role::Bar => self.host_of_bars(piece).is_some_and(|host| !self.has_list(host, item.role)),
            Role::Top | Role::Other => false,
        };
        is_lost.then(|| item.role.list())
    }

    /// Whether an item has the heading above a list of a role.
    pub(super) fn has_list(&self, item: usize, of: Role) -> bool {
        self.items[item].keys.contains(of.list())
    }

    /// The 取組 that a piece of bars stands in.
    pub(super) fn host_of_bars(&self, piece: usize) -> Option<usize> {
        let before = self.pieces[piece.checked_sub(1)?].item;
        (self.items[before].role == Role::Initiative).then_some(before)
    }
}
