//! Where blocks belong that stand in a wrong place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::entry::Entry;
use super::parts::{Intrusion, Item, Outline};
use super::role::Role;
use crate::japanese::words;

/// So many blocks in wrong places make it another kind of file.
const ENOUGH: usize = 100;

/// Why a block has to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// There is no list for it where it stands: below this heading of the file, or above all of them.
    Astray(Option<usize>),
    /// It stands in the middle of an item.
    Within(usize),
    /// It stands between the heading of a list and its first item.
    Between,
}

/// Where a block belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// Behind an entry.
    Behind(usize),
    /// Before an entry.
    Before(usize),
}

/// A block that has to move.
#[derive(Debug, Clone)]
pub(super) struct Move {
    /// Its entries.
    pub entries: Range<usize>,
    /// What it is, by its outermost part.
    pub role: Role,
    /// Why it has to move.
    pub why: Why,
    /// Where it belongs.
    pub to: To,
}

/// The blocks of an outline that have to move. Items that are astray get the parents that they belong to.
/// `None` where there is no place for a block.
pub(super) fn moves(entries: &[Entry], outline: &mut Outline) -> Option<Vec<Move>> {
    if outline.intrusions.len() > ENOUGH {
        return None;
    }
    let finder = Finder::new(entries, outline);
    let (mut moves, mut homes) = (finder.between(), finder.hosts_of_lost_lists());
    for (pieces, why) in finder.blocks() {
        let (to, home) = finder.place(pieces.start, why)?;
        let role = outline.item_of(pieces.start).role;
        let is_astray = |item: &usize| outline.items[*item].is_astray && outline.items[*item].role == role;
        let astray = pieces.clone().map(|piece| outline.pieces[piece].item).filter(is_astray);
        homes.extend(astray.map(|item| (item, home)));
        let entries = outline.pieces[pieces.start].entries.start..outline.pieces[pieces.end - 1].entries.end;
        moves.push(Move { entries, role, why, to });
    }
    for (item, home) in homes {
        outline.items[item].parent = Some(home);
    }
    (moves.len() <= ENOUGH).then_some(moves)
}

/// Why each piece of an outline has to move, if it has to.
fn whys(outline: &Outline) -> Vec<Option<Why>> {
    let (mut whys, mut section) = (vec![None; outline.pieces.len()], None);
    for (index, piece) in outline.pieces.iter().enumerate() {
        let item = &outline.items[piece.item];
        if item.role == Role::Top {
            section = Some(piece.item);
        }
        let is_astray = |item: usize| outline.items[item].is_astray && outline.themes.is_some();
        let goes_along = item.role == Role::Initiative && item.parent.is_some_and(is_astray);
        if goes_along || (item.is_astray && outline.lost_heading(index).is_none()) {
            whys[index] = Some(Why::Astray(section));
        }
    }
    for Intrusion { pieces, host } in &outline.intrusions {
        for piece in pieces.clone().filter(|piece| outline.lost_heading(*piece).is_none()) {
            whys[piece].get_or_insert(Why::Within(*host));
        }
    }
    whys
}

/// Finds places.
struct Finder<'a, 'b> {
    entries: &'b [Entry<'a>],
    outline: &'b Outline<'a>,
    /// Why each piece has to move.
    whys: Vec<Option<Why>>,
    /// The last entry of each item, as far as it stays.
    ends: Vec<usize>,
    /// The last entry of each item with all that is part of it, as far as that stays.
    ends_of_all: Vec<usize>,
    /// The 取組 that stay, by their numbers.
    numbers: BTreeMap<u32, usize>,
    /// The 取組 that may have more bars, with their last bar or the 予定 that has none.
    lists_of_bars: Vec<(usize, usize)>,
}

impl<'a, 'b> Finder<'a, 'b> {
    fn new(entries: &'b [Entry<'a>], outline: &'b Outline<'a>) -> Finder<'a, 'b> {
        let mut finder = Finder {
            entries,
            outline,
            whys: whys(outline),
            ends: vec![0; outline.items.len()],
            ends_of_all: vec![0; outline.items.len()],
            numbers: BTreeMap::new(),
            lists_of_bars: Vec::new(),
        };
        finder.find_ends();
        let lists = outline.items.iter().enumerate().filter(|(_, item)| item.role == Role::Initiative);
        let lists = lists.filter_map(|(index, item)| Some((index, last_bar(item, entries)?)));
        Finder { lists_of_bars: lists.collect(), ..finder }
    }

    /// Finds where what stays ends, and the 取組 among it.
    fn find_ends(&mut self) {
        for (piece, _) in self.outline.pieces.iter().zip(&self.whys).filter(|(_, why)| why.is_none()) {
            let (item, last) = (&self.outline.items[piece.item], piece.entries.end - 1);
            self.ends[piece.item] = last;
            let mut around = Some(piece.item);
            while let Some(item) = around {
                self.ends_of_all[item] = self.ends_of_all[item].max(last);
                around = self.outline.items[item].parent;
            }
            if item.role == Role::Initiative && piece.entries.start == item.entries[0] {
                let number = self.number(item);
                number.map(|number| self.numbers.entry(number).or_insert(piece.item));
            }
        }
    }

    /// The number of a 取組.
    fn number(&self, item: &Item) -> Option<u32> {
        let mut own = item.entries.iter().map(|at| &self.entries[*at]);
        own.find(|entry| entry.key == words::NUMBER)?.value.number()
    }

    /// The pieces that move together, and why.
    fn blocks(&self) -> Vec<(Range<usize>, Why)> {
        let (mut blocks, mut at) = (Vec::<(Range<usize>, Why)>::new(), 0);
        while let Some(why) = self.whys.get(at).copied() {
            let length = why.map_or(1, |why| self.length(at, why));
            blocks.extend(why.map(|why| (at..at + length, why)));
            at += length;
        }
        blocks
    }

    /// How many pieces from one on move together with it.
    fn length(&self, first: usize, why: Why) -> usize {
        let role = self.outline.item_of(first).role;
        let goes_along = |piece: &usize| {
            let other = self.outline.item_of(*piece).role;
            let is_alike = self.whys[*piece] == Some(why);
            match role {
                Role::Theme => other == Role::Initiative || (other == role && is_alike),
                Role::Top => [Role::Top, Role::Meeting].contains(&other) && is_alike,
                _ => other == role && is_alike,
            }
        };
        let rest = first + 1..self.whys.len();
        1 + rest.take_while(|piece| self.whys[*piece].is_some() && goes_along(piece)).count()
    }

    /// Where a block belongs that begins with a piece, and the item that it becomes part of.
    fn place(&self, first: usize, why: Why) -> Option<(To, usize)> {
        let Outline { meetings, themes, .. } = *self.outline;
        match self.outline.item_of(first).role {
            Role::Top => themes.map(|list| (To::Before(self.outline.items[list].entries[0]), list)),
            Role::Meeting => meetings.map(|list| (To::Behind(self.ends_of_all[list]), list)),
            Role::Theme => themes
                .map(|list| (To::Behind(self.end_of_theme(why).unwrap_or(self.ends_of_all[list])), list)),
            Role::Initiative => self.place_of_initiative(self.outline.item_of(first), why),
            Role::Bar => self.place_of_bars(first),
            Role::Other => None,
        }
    }

    /// The end of the 課題 in whose middle another stands.
    fn end_of_theme(&self, why: Why) -> Option<usize> {
        let Why::Within(host) = why else { return None };
        let Item { role, parent, .. } = self.outline.items[host];
        let theme = if role == Role::Theme { Some(host) } else { parent };
        theme.map(|theme| self.ends_of_all[theme])
    }

    /// Behind the 取組 in whose middle it stands, or behind the one with the number before its own.
    fn place_of_initiative(&self, item: &Item, why: Why) -> Option<(To, usize)> {
        let host = match why {
            Why::Within(host) if self.outline.items[host].role == Role::Initiative => Some(host),
            _ => None,
        };
        let number = self.number(item).unwrap_or(u32::MAX);
        let before = host.or_else(|| self.numbers.range(..number).next_back().map(|(_, before)| *before));
        match before {
            Some(before) => Some((To::Behind(self.ends[before]), self.outline.items[before].parent?)),
            None => self.first_list(),
        }
    }

    /// The first list of 取組.
    fn first_list(&self) -> Option<(To, usize)> {
        let items = self.outline.items.iter().enumerate();
        let heading = |at: &usize| self.entries[*at].key == words::INITIATIVES;
        let mut lists =
            items.filter_map(|(index, item)| Some((index, item.entries.iter().copied().find(heading)?)));
        lists.next().map(|(theme, list)| (To::Behind(list), theme))
    }

    /// Below the 予定 of the 取組 that they stand in, else of one without bars, else of the next.
    fn place_of_bars(&self, piece: usize) -> Option<(To, usize)> {
        let lists = &self.lists_of_bars;
        let list = match self.outline.host_of_bars(piece) {
            Some(host) => lists.binary_search_by_key(&host, |(item, _)| *item).ok()?,
            None => {
                let end = self.outline.pieces[piece].entries.end;
                let empty = lists.iter().position(|(_, last)| self.entries[*last].waits());
                let next = lists.partition_point(|(_, last)| *last < end).min(lists.len().saturating_sub(1));
                empty.unwrap_or(next)
            }
        };
        lists.get(list).map(|(item, last)| (To::Behind(*last), *item))
    }

    /// The items that bars without the heading 予定 are part of.
    fn hosts_of_lost_lists(&self) -> Vec<(usize, usize)> {
        let bars =
            (0..self.outline.pieces.len()).filter(|piece| self.outline.item_of(*piece).role == Role::Bar);
        let lost = bars.filter(|piece| self.outline.lost_heading(*piece).is_some());
        lost.filter_map(|piece| Some((self.outline.pieces[piece].item, self.outline.host_of_bars(piece)?)))
            .collect()
    }

    /// Headings that stand between the heading of a list and its first item.
    fn between(&self) -> Vec<Move> {
        let (mut moves, mut waiting) = (Vec::new(), None::<(usize, usize)>);
        for (index, piece) in self.outline.pieces.iter().enumerate() {
            let Item { role, parent, .. } = self.outline.items[piece.item];
            if let Some((list, entry)) = waiting
                && parent == Some(list)
                && entry + 1 < piece.entries.start
                && !self.entries[entry + 1..piece.entries.start].iter().any(|between| between.is_item)
                && self.whys[index].is_none()
            {
                let (entries, to) = (entry + 1..piece.entries.start, To::Before(entry));
                moves.push(Move { entries, role: self.outline.items[list].role, why: Why::Between, to });
            }
            let is_list = |at: &usize| {
                let entry = &self.entries[*at];
                entry.waits() && [words::MEETINGS, words::THEMES, words::INITIATIVES].contains(&entry.key)
            };
            let own = piece.entries.clone().find(is_list).map(|entry| (piece.item, entry));
            waiting = own.or(waiting.filter(|_| role == Role::Top && self.whys[index].is_none()));
        }
        moves
    }
}

/// The last bar of a 取組, or its 予定 where that waits for some.
fn last_bar(item: &Item, entries: &[Entry]) -> Option<usize> {
    let own = || item.entries.iter().copied();
    let schedule = own().find(|at| entries[*at].key == words::SCHEDULE && entries[*at].waits())?;
    Some(own().rfind(|at| entries[*at].role == Role::Bar).unwrap_or(schedule))
}
