//! Finds the parts of a data file: what its entries belong to, as their headings and their order say.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Entry;
use super::parts::{Intrusion, Item, Outline, Piece};
use super::role::{Role, Value};
use crate::japanese::words;

/// The outline of some entries.
pub(super) fn outline<'a>(entries: &[Entry<'a>]) -> Outline<'a> {
    let mut walk = Walk::new(entries);
    for at in 0..entries.len() {
        walk.entry(at);
    }
    let mut outline = walk.outline;
    forget_repeats(&mut outline.items);
    let Outline { items, pieces, intrusions, .. } = &mut outline;
    let is_other = |piece: &Piece| items[piece.item].role == Role::Other;
    intrusions.retain(|it| !pieces[it.pieces.clone()].iter().all(is_other));
    outline
}

/// Headings that may have been typed twice say nothing about blocks.
fn forget_repeats(items: &mut [Item]) {
    let parents: BTreeSet<usize> = items.iter().filter_map(|item| item.parent).collect();
    for (index, item) in items.iter_mut().enumerate() {
        if item.is_headless && !is_surely_headless(item, parents.contains(&index)) {
            (item.role, item.parent, item.is_headless, item.is_astray) = (Role::Other, None, false, false);
        }
    }
}

/// Whether an item without first heading holds so much that it is one.
fn is_surely_headless(item: &Item, has_parts: bool) -> bool {
    let required = item.required().iter().filter(|key| item.keys.contains(*key)).count();
    match item.role {
        Role::Theme => has_parts && item.keys.contains(words::INITIATIVES),
        Role::Meeting => item.keys.len() > 1,
        _ => required > 1,
    }
}

/// The heading that the items of a role begin with: the one that most often has the mark.
fn usual_first<'a>(entries: &[Entry<'a>], role: Role) -> &'a str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.role == role && entry.is_item) {
        *counts.entry(entry.key).or_default() += 1;
    }
    let last_first = role.headings().iter().copied().rev();
    last_first.max_by_key(|key| counts.get(key).copied().unwrap_or_default()).unwrap_or_default()
}

/// The headings that more often than not follow bars or the word in their place, as 備考 does.
fn below_bars<'a>(entries: &[Entry<'a>]) -> BTreeSet<&'a str> {
    let mut counts: BTreeMap<&str, isize> = BTreeMap::from([(words::REMARKS, 2)]);
    for pair in entries.windows(2).filter(|pair| pair[1].role == Role::Initiative) {
        let is_below = pair[0].role == Role::Bar || pair[0].key == words::SCHEDULE;
        *counts.entry(pair[1].key).or_default() += if is_below { 1 } else { -1 };
    }
    // Once is no habit.
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(key, _)| key).collect()
}

/// Goes through the entries.
struct Walk<'a, 'b> {
    entries: &'b [Entry<'a>],
    outline: Outline<'a>,
    /// The first headings of items.
    firsts: BTreeMap<Role, &'a str>,
    /// The headings that usually follow bars.
    below_bars: BTreeSet<&'a str>,
    /// The heading of the list that is open: 会議 or 課題.
    section: Option<usize>,
    /// The first piece of headings of the whole file that follow the list of 課題.
    left: Option<usize>,
    /// The 課題 whose 取組 may follow.
    theme: Option<usize>,
    /// The last item of each role.
    current: BTreeMap<Role, usize>,
    /// Items that end too early.
    broken_off: BTreeMap<Role, Vec<usize>>,
}

impl<'a, 'b> Walk<'a, 'b> {
    fn new(entries: &'b [Entry<'a>]) -> Walk<'a, 'b> {
        Walk {
            entries,
            outline: Outline { keys: entries.iter().map(|entry| entry.key).collect(), ..Outline::default() },
            firsts: Role::WITH_HEADINGS.map(|role| (role, usual_first(entries, role))).into(),
            below_bars: below_bars(entries),
            section: None,
            left: None,
            theme: None,
            current: BTreeMap::new(),
            broken_off: BTreeMap::new(),
        }
    }

    fn entry(&mut self, at: usize) {
        match self.entries[at].role {
            Role::Top => self.top(at),
            role if self.entries[at].is_whole && Role::WITH_HEADINGS.contains(&role) => {
                self.whole_item(at, role)
            }
            role @ (Role::Meeting | Role::Theme | Role::Initiative) => self.heading(at, role),
            Role::Bar => self.bar(at),
            Role::Other => self.other(at),
        }
    }

    fn item(&self, item: usize) -> &Item<'a> {
        &self.outline.items[item]
    }

    /// The item of the last piece.
    fn last(&self) -> Option<usize> {
        self.outline.pieces.last().map(|piece| piece.item)
    }

    /// The last entry of an item.
    fn tail(&self, item: usize) -> Option<&'b Entry<'a>> {
        self.item(item).entries.last().map(|at| &self.entries[*at])
    }

    /// Adds an entry to an item, in its last piece or a new one.
    fn add(&mut self, at: usize, item: usize) {
        let Outline { items, pieces, .. } = &mut self.outline;
        match pieces.last_mut().filter(|piece| piece.item == item) {
            Some(piece) => piece.entries.end = at + 1,
            None => pieces.push(Piece { item, entries: at..at + 1 }),
        }
        let (entry, item) = (&self.entries[at], &mut items[item]);
        item.entries.push(at);
        item.last_piece = pieces.len() - 1;
        item.has_list |= entry.is_item && matches!(entry.role, Role::Bar | Role::Other);
        if entry.role != Role::Bar {
            item.keys.insert(entry.key);
        }
    }

    /// Begins an item.
    fn begin(&mut self, at: usize, role: Role, parent: Option<usize>) -> usize {
        let (item, before) = (self.outline.items.len(), self.current.insert(role, self.outline.items.len()));
        if let Some(before) = before.filter(|before| self.is_broken_off(*before)) {
            self.broken_off.entry(role).or_default().push(before);
        }
        self.outline.items.push(Item {
            role,
            parent,
            before,
            entries: Vec::new(),
            keys: BTreeSet::new(),
            has_list: false,
            is_headless: false,
            is_astray: parent.is_none() && !matches!(role, Role::Top | Role::Other),
            last_piece: 0,
        });
        self.add(at, item);
        item
    }

    /// Whether an item lacks headings, or bars below the last.
    fn is_broken_off(&self, item: usize) -> bool {
        let (awaits_bars, item) = (self.awaits_bars(item), self.item(item));
        awaits_bars || self.outline.required(item).any(|key| !item.keys.contains(key))
    }

    fn awaits_bars(&self, item: usize) -> bool {
        self.tail(item).is_some_and(|tail| tail.key == words::SCHEDULE && tail.waits())
    }

    /// The last item of a role that ended too early.
    fn last_broken_off(&self, role: Role) -> Option<usize> {
        self.broken_off.get(&role)?.last().copied().filter(|item| self.current.get(&role) != Some(item))
    }

    /// A heading of the whole file.
    fn top(&mut self, at: usize) {
        let key = self.entries[at].key;
        let item = self.begin(at, Role::Top, None);
        if self.outline.themes.is_some() && self.left.is_none() {
            self.left = Some(self.outline.pieces.len() - 1);
        }
        if key == words::MEETINGS || key == words::THEMES {
            (self.section, self.theme) = (Some(item), None);
        }
        if key == words::MEETINGS {
            self.outline.meetings.get_or_insert(item);
        } else if key == words::THEMES {
            (self.outline.themes, self.left) = (Some(item), None);
        }
    }

    /// A 会議, 課題 or 取組 in braces.
    fn whole_item(&mut self, at: usize, role: Role) {
        let item = self.new_item(at, role);
        self.outline.items[item].keys.extend(role.headings());
    }

    /// A heading of a 会議, 課題 or 取組.
    fn heading(&mut self, at: usize, role: Role) {
        let Entry { key, is_item, .. } = self.entries[at];
        let current = self.current.get(&role).copied();
        let is_here = current.is_some() && self.last() == current;
        let is_first = self.firsts.get(&role) == Some(&key);
        match current.filter(|item| !self.item(*item).keys.contains(key)) {
            Some(item) if is_here && is_item && !is_first => self.add_with_extra_mark(at, item),
            Some(item) if is_here && !is_item => self.add(at, item),
            _ if is_item || is_first => drop(self.new_item(at, role)),
            Some(item) => self.go_on(at, item),
            None => self.repeated_heading(at, role, current.filter(|_| is_here)),
        }
    }

    /// A heading without mark that the last item of its role has already; `here` is that item where the
    /// heading follows it directly.
    fn repeated_heading(&mut self, at: usize, role: Role, here: Option<usize>) {
        let lacks_it = |item: &usize| !self.item(*item).keys.contains(self.entries[at].key);
        let broken_off = self.last_broken_off(role).filter(lacks_it);
        let typed_twice = here.filter(|item| self.is_broken_off(*item));
        if let (None, Some(item)) = (broken_off, typed_twice) {
            return self.add(at, item);
        }
        let first = self.take_back(at);
        let item = match broken_off {
            Some(item) => {
                self.go_on(first, item);
                item
            }
            None => self.new_item(first, role),
        };
        self.outline.items[item].is_headless |= broken_off.is_none();
        (first + 1..=at).for_each(|at| self.add(at, item));
    }

    /// Takes headings above one from the item before, where they follow its bars, but usually stand above
    /// such. Gives the first.
    fn take_back(&mut self, at: usize) -> usize {
        let Outline { items, pieces, .. } = &mut self.outline;
        let Some(piece) = pieces.last_mut() else { return at };
        let is_odd = |at: &usize| {
            let Entry { role, is_item, key, .. } = &self.entries[*at];
            *role == Role::Initiative && !is_item && !self.below_bars.contains(key)
        };
        let first = piece.entries.end - piece.entries.clone().rev().take_while(is_odd).count();
        if first == piece.entries.start || self.entries[first - 1].role != Role::Bar {
            return at;
        }
        piece.entries.end = first;
        let item = &mut items[piece.item];
        for at in first..at {
            item.entries.pop();
            item.keys.remove(self.entries[at].key);
        }
        first
    }

    /// Adds a heading that goes on with an item in spite of its list mark. A mark alone above it, as before a
    /// comment, is one too many as well.
    fn add_with_extra_mark(&mut self, at: usize, item: usize) {
        let above = at - 1;
        let is_own = self.item(item).entries.last() == Some(&above);
        if is_own && self.entries[above].is_mark_alone() {
            self.outline.extra_marks.push(above);
        }
        self.outline.extra_marks.push(at);
        self.add(at, item);
    }

    /// Begins a 会議, 課題 or 取組.
    fn new_item(&mut self, at: usize, role: Role) -> usize {
        if role != Role::Meeting {
            self.back_to_themes();
        }
        let list = if role == Role::Meeting { words::MEETINGS } else { words::THEMES };
        let parent = self.section.filter(|section| self.item(*section).keys.contains(list));
        if role == Role::Meeting && parent.is_some() {
            self.theme = None;
        }
        let item = self.begin(at, role, if role == Role::Initiative { self.theme } else { parent });
        if role == Role::Theme {
            self.theme = Some(item);
        }
        item
    }

    /// Where headings of the whole file interrupt the list of 課題, goes back to that.
    fn back_to_themes(&mut self) {
        let Some((first, themes)) = self.left.take().zip(self.outline.themes) else { return };
        let theme = self.current.get(&Role::Theme).copied();
        self.theme = theme.filter(|theme| self.item(*theme).parent == Some(themes));
        self.section = Some(themes);
        self.outline.intrusions.push(Intrusion { pieces: first..self.outline.pieces.len(), host: themes });
    }

    /// Goes on with an item behind pieces of others. These are in its midst, but for the 取組 of a 課題.
    fn go_on(&mut self, at: usize, item: usize) {
        let Item { role, parent, last_piece, .. } = *self.item(item);
        if role != Role::Meeting {
            self.theme = if role == Role::Theme { Some(item) } else { parent };
            if self.outline.themes.is_some() {
                (self.section, self.left) = (self.outline.themes, None);
            }
        }
        let between = last_piece + 1..self.outline.pieces.len();
        let has_list = role == Role::Theme && self.item(item).keys.contains(words::INITIATIVES);
        let is_part = |piece: usize| has_list && self.outline.item_of(piece).parent == Some(item);
        if !between.clone().all(is_part) {
            self.outline.intrusions.push(Intrusion { pieces: between, host: item });
        }
        if let Some(broken_off) = self.broken_off.get_mut(&role) {
            broken_off.pop_if(|other| *other == item);
        }
        self.current.insert(role, item);
        self.add(at, item);
    }

    /// A bar.
    fn bar(&mut self, at: usize) {
        let last = self.last();
        let open = last.filter(|item| self.is_open_list(*item, Role::Bar));
        let host = match open {
            Some(item) => self.host_of_rest(at, item).or(open),
            None => self.host_of_list(Role::Bar).or(last.filter(|item| self.may_hold_bars(*item))),
        };
        match host {
            Some(host) if last == Some(host) => self.add(at, host),
            Some(host) => self.go_on(at, host),
            None => drop(self.begin(at, Role::Bar, None)),
        }
    }

    /// Whether an item ends with bars or texts of a list, or with the heading above such. Bars may lack their
    /// marks.
    fn is_open_list(&self, item: usize, of: Role) -> bool {
        self.tail(item).is_some_and(|tail| {
            (tail.key == of.list() && tail.waits()) || (tail.role == of && (tail.is_item || of == Role::Bar))
        })
    }

    /// Whether bars below what an item has so far are those of a misspelt heading, or texts with colons.
    fn may_hold_bars(&self, item: usize) -> bool {
        self.tail(item).is_some_and(|tail| match tail.role {
            Role::Other => tail.waits() || tail.is_item,
            _ => tail.key == words::AGENDA && tail.waits(),
        })
    }

    /// The 取組 before, left without bars, that a bar belongs to where the months begin anew.
    fn host_of_rest(&self, at: usize, item: usize) -> Option<usize> {
        let host = self.last_broken_off(Role::Initiative).filter(|host| self.awaits_bars(*host))?;
        let month = |entry: &Entry| entry.value.number().map(|month| (month + 8) % 12);
        let before = self.tail(item).filter(|tail| tail.role == Role::Bar).and_then(month)?;
        (month(&self.entries[at])? < before).then_some(host)
    }

    /// The item whose bars, or whose texts of a list, go on behind other things.
    fn host_of_list(&self, of: Role) -> Option<usize> {
        let owner = if of == Role::Bar { Role::Initiative } else { Role::Meeting };
        let is_open = |item: &usize| self.is_open_list(*item, of);
        let last = self.last()?;
        let current = self.current.get(&owner).copied()?;
        if current != last {
            let begins_list = self.tail(last).is_some_and(Entry::waits);
            let broken_off = || self.last_broken_off(owner).filter(is_open);
            return Some(current).filter(|item| !begins_list && is_open(item)).or_else(broken_off);
        }
        // Behind an item that has its list, or a word in its place, that of the one before may go on.
        let has_word = self.tail(last).is_some_and(|tail| tail.key == of.list() && !tail.waits());
        let has_list = self.item(last).has_list && self.item(last).keys.contains(of.list());
        let before = self.item(last).before.filter(|_| has_word || has_list);
        self.last_broken_off(owner).filter(is_open).or(before.filter(is_open))
    }

    /// A text of a list, a heading of a template's own column, or the rest of a text.
    fn other(&mut self, at: usize) {
        let entry = &self.entries[at];
        let is_listed = entry.is_item && entry.key.is_empty() && !entry.is_mark_alone();
        let last = self.last();
        let host = match last.filter(|last| self.is_foreign_to_lists(*last)) {
            Some(_) if is_listed => self.host_of_list(Role::Other),
            _ => self.host_of_text(at),
        };
        match host.or(last) {
            Some(host) if last == Some(host) => self.add(at, host),
            Some(host) => self.go_on(at, host),
            None => drop(self.begin(at, Role::Other, None)),
        }
    }

    /// Whether a text of a list can't belong to an item, which may stand in the midst of a 会議.
    fn is_foreign_to_lists(&self, item: usize) -> bool {
        let takes_it = self.is_open_list(item, Role::Other) || self.tail(item).is_some_and(Entry::waits);
        !takes_it && (self.item(item).role == Role::Meeting || self.is_astray(item))
    }

    /// Whether an item stands where there is no list for it, or what it is part of does.
    fn is_astray(&self, item: usize) -> bool {
        let Item { is_astray, parent, .. } = *self.item(item);
        is_astray || parent.is_some_and(|parent| self.item(parent).is_astray)
    }

    /// The item whose text goes on behind other things.
    fn host_of_text(&self, at: usize) -> Option<usize> {
        let (entry, last) = (&self.entries[at], self.last()?);
        let above = &self.entries[at - 1];
        if !entry.is_bare() || above.is_bare() || !matches!(above.value, Value::Given(_)) {
            return None;
        }
        let is_cut = |item: &usize| {
            let is_likely = above.role == Role::Bar || self.is_broken_off(*item) || self.is_astray(last);
            *item != last && is_likely && self.ends_with_text_at(*item, entry.column)
        };
        let broken_off = Role::WITH_HEADINGS.into_iter().filter_map(|role| self.last_broken_off(role));
        let others = self.current.values().copied().chain(broken_off).chain(self.item(last).before);
        others.filter(is_cut).max()
    }

    /// Whether an item ends with a text, if only its header, to which a line in some column may belong.
    fn ends_with_text_at(&self, item: usize, column: usize) -> bool {
        self.tail(item).is_some_and(|tail| {
            tail.is_header() && tail.text.as_ref().is_none_or(|text| text.column <= column)
        })
    }
}
