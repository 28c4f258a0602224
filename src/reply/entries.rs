//! What 予定一覧 says otherwise than it was written: bars, which are put together again, and everything else for people
//! to read.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::book::{Grid, name};
use super::compare::{Seen, seen};
use super::emphasis;
use super::entry::{DAYS, Entry, OF_BAR, month, plain};
use super::entry_bars::Plan;
use super::heads::{Heads, Holds};
use super::printed::Printed;
use super::read::Read;
use super::row::{Bar, Row};
use super::source::{MOST_REMARKS, listed};
use super::tidy::tidy;
use super::values::Remark;
use crate::base::{Base, ENTRY_COLUMNS, ERA_COLUMNS};
use crate::japanese::width::bare;
use crate::japanese::words;
use crate::model::one_line;

/// What was changed in lists of entries.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// The bars of rows whose bars were changed, by the places of the rows; of several lists, those of each.
    pub bars: BTreeMap<usize, Vec<Vec<Bar>>>,
    /// What else was changed or written.
    pub remarks: Vec<Remark>,
}

/// What a list of entries is compared with.
pub(super) struct Origin<'a> {
    /// What the workbook carries of the list.
    pub base: &'a Base,
    /// The rows that it was made from.
    pub old: &'a [Row],
    /// What it said beside texts.
    pub printed: &'a Printed<'a>,
}

/// What a column holds.
enum Column {
    /// The numbers of rows.
    Number,
    /// A text of rows.
    Text(String),
    /// One of the cells of an entry.
    Cell(usize),
    /// The first or the last day, by the year of the era and the month.
    Era(usize),
    /// Something of the agency's own.
    Own,
}

/// What a column under such a head holds.
fn what(holds: &Holds) -> Column {
    let name = if *holds == Holds::Category { words::CATEGORY } else { holds.name() };
    let place = |names: &[&str]| names.iter().position(|own| *own == name);
    match holds {
        Holds::Number => Column::Number,
        Holds::Text(name) if [words::ITEM, words::PROPOSERS].contains(&name.as_str()) => {
            Column::Text(name.clone())
        }
        _ => match (place(&ENTRY_COLUMNS), place(&ERA_COLUMNS)) {
            (Some(index), _) => Column::Cell(index),
            (None, Some(index)) => Column::Era(index),
            (None, None) => Column::Own,
        },
    }
}

/// The old entry that each new one was, if any: those that have most in common first.
fn pairs(old: &[Entry], new: &[(u32, Entry)]) -> Vec<Option<usize>> {
    let (mut pairs, mut is_free) = (vec![None; new.len()], vec![true; old.len()]);
    let old: Vec<[String; 5]> = old.iter().map(Entry::keys).collect();
    let new: Vec<[String; 5]> = new.iter().map(|(_, entry)| entry.keys()).collect();
    for nth in 0..5 {
        let mut places: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
        for place in (0..old.len()).filter(|place| is_free[*place]) {
            places.entry(&old[place][nth]).or_default().push_back(place);
        }
        for (pair, keys) in pairs.iter_mut().zip(&new).filter(|(pair, _)| pair.is_none()) {
            *pair = places.get_mut(keys[nth].as_str()).and_then(VecDeque::pop_front);
            pair.iter().for_each(|place| is_free[*place] = false);
        }
    }
    pairs
}

/// A list of entries that came back.
struct List<'a> {
    grid: &'a Grid,
    heads: &'a Heads,
    columns: BTreeMap<u32, Column>,
    /// The places of rows by their numbers.
    places: BTreeMap<String, usize>,
    origin: &'a Origin<'a>,
}

/// A cell that says something else than it did.
struct Changed<'a> {
    column: u32,
    what: &'a Column,
    old: String,
    new: String,
}

impl Changed<'_> {
    fn is_of_bar(&self) -> bool {
        matches!(self.what, Column::Cell(index) if *index <= OF_BAR)
    }
}

impl Entries {
    /// What a worksheet says otherwise. `plan` has the bars as they were.
    pub(super) fn read(grid: &Grid, heads: &Heads, origin: &Origin, mut plan: Plan) -> Entries {
        let columns = heads.columns.iter().map(|(column, holds)| (*column, what(holds))).collect();
        let places = origin.old.iter().enumerate().map(|(place, row)| (bare(&row.number), place)).collect();
        let list = List { grid, heads, columns, places, origin };
        let remarks: Vec<Remark> = list.changes(&mut plan).into_iter().chain(list.beside()).collect();
        let (bars, cleared) = plan.bars();
        let cleared = cleared.into_iter().map(|place| Remark {
            row: Some(place),
            place: format!("{}シート", grid.name),
            text: "帯の行がすべて消されています".to_owned(),
        });
        let bars = bars.into_iter().map(|(place, bars)| (place, vec![bars])).collect();
        Entries { bars, remarks: listed(grid, remarks.into_iter().chain(cleared), MOST_REMARKS) }
    }

    /// These and those of another list.
    pub(super) fn and(mut self, other: Entries) -> Entries {
        for (place, bars) in other.bars {
            self.bars.entry(place).or_default().extend(bars);
        }
        self.remarks.extend(other.remarks);
        self
    }
}

impl List<'_> {
    /// What entries say otherwise, but for what becomes of bars. That some are missing says something only where most
    /// are there.
    fn changes(&self, plan: &mut Plan) -> Vec<Remark> {
        let old: Vec<Entry> = self.origin.base.entries.iter().map(Entry::kept).collect();
        let rows = self.heads.row + 1..self.grid.end();
        let new: Vec<(u32, Entry)> = rows.filter_map(|row| Some((row, self.entry(row)?))).collect();
        let is_marker = |entry: &&Entry| self.place(entry).is_none_or(|place| !plan.has(place, entry));
        let markers: BTreeSet<String> = old.iter().filter(is_marker).map(|it| bare(&it.cells[0])).collect();
        let pairs = pairs(&old, &new);
        let is_same = |((row, entry), before): (&(u32, Entry), &Option<usize>)| {
            before.is_some_and(|before| self.changed_cells(*row, &old[before], entry).is_empty())
        };
        let same: Vec<bool> = new.iter().zip(&pairs).map(is_same).collect();
        let mut remarks = self.looks(&new, &same);
        for ((row, entry), before) in new.iter().zip(&pairs) {
            remarks.extend(match before {
                Some(before) => self.changed(*row, (&old[*before], entry), plan),
                None => self.added(*row, entry, &markers, plan),
            });
        }
        let there: BTreeSet<usize> = pairs.into_iter().flatten().collect();
        let are_most_there = 2 * there.len() > old.len();
        let gone = (0..old.len()).filter(|place| are_most_there && !there.contains(place));
        remarks.extend(gone.filter_map(|place| self.removed(&old[place], plan)));
        remarks
    }

    /// What is said of entries that say the same and look otherwise.
    fn looks(&self, entries: &[(u32, Entry)], is_same: &[bool]) -> Vec<Remark> {
        let columns = self.heads.columns.iter().map(|(column, holds)| (*column, holds));
        let rows: Vec<(u32, u32)> = entries.iter().map(|(row, _)| (*row, row + 1)).collect();
        let marked = emphasis::marked(self.grid, &columns.collect::<Vec<_>>(), &rows);
        let same = entries.iter().zip(marked).zip(is_same).filter(|(_, is_same)| **is_same);
        let remark = |(((row, entry), marked), _): ((&(u32, Entry), Vec<&Holds>), &bool)| {
            Some(self.remark(entry, &format!("の{}行目", row + 1), emphasis::said(marked.into_iter())?))
        };
        same.filter_map(remark).collect()
    }

    /// The entry in a row of the worksheet, if there is one.
    fn entry(&self, row: u32) -> Option<Entry> {
        let text = |is_wanted: &dyn Fn(&Column) -> bool| {
            let column = self.columns.iter().find(|(_, what)| is_wanted(what));
            column.map_or(String::new(), |(column, _)| self.text(row, *column))
        };
        let cell = |index: usize| text(&|what| matches!(what, Column::Cell(own) if *own == index));
        let number = text(&|what| matches!(what, Column::Number));
        let entry = Entry { number, cells: std::array::from_fn(cell) };
        (!entry.words().is_empty()).then_some(entry)
    }

    fn text(&self, row: u32, column: u32) -> String {
        tidy(self.grid.text((row, column))).trim().to_owned()
    }

    /// The place of an entry's row.
    fn place(&self, entry: &Entry) -> Option<usize> {
        self.places.get(&bare(&entry.number)).copied()
    }

    fn remark(&self, entry: &Entry, cell: &str, text: String) -> Remark {
        Remark { row: self.place(entry), place: format!("{}シート{cell}", self.grid.name), text }
    }

    /// Changes the bar of an entry that says something else; tells what can't be done to a bar.
    fn changed(&self, row: u32, (old, new): (&Entry, &Entry), plan: &mut Plan) -> Option<Remark> {
        let mut changed = self.changed_cells(row, old, new);
        let is_bar = changed.iter().any(Changed::is_of_bar) && bare(&old.number) == bare(&new.number);
        let place = self.place(old).filter(|_| is_bar);
        let is_planned = place.is_some_and(|place| plan.replace(place, old, new));
        changed.retain(|it| !(is_planned && it.is_of_bar()));
        let first = changed.first()?.column;
        let said = changed.iter().map(|it| {
            let [old, new] = [&it.old, &it.new].map(|it| if it.is_empty() { "（空）" } else { it });
            format!("{}: {old} → {new}", one_line(self.grid.text((self.heads.first, it.column))))
        });
        let said = said.collect::<Vec<_>>().join("、");
        Some(self.remark(old, &format!("の{}", name((row, first))), said))
    }

    /// The cells of an entry that say something else. Which day the year of an era means is as good by the new entry.
    fn changed_cells(&self, row: u32, old: &Entry, new: &Entry) -> Vec<Changed<'_>> {
        let of_row = self.place(old).map(|place| &self.origin.old[place]);
        let changed = self.columns.iter().filter_map(|(column, what)| {
            let said = self.text(row, *column);
            let (before, is_same) = match what {
                Column::Number => (old.number.clone(), bare(&old.number) == bare(&said)),
                Column::Text(name) => {
                    let text = of_row.map_or("", |row| row.text(name));
                    (one_line(text), is_same_text(&said, text))
                }
                Column::Cell(index) => {
                    let before = &old.cells[*index];
                    (before.clone(), plain(*index, before) == plain(*index, &said))
                }
                Column::Era(index) => {
                    let days = [old, new].map(|entry| &entry.cells[DAYS[*index]]);
                    (days[0].clone(), days.map(|day| month(day)).contains(&month(&said)))
                }
                Column::Own => return None,
            };
            (!is_same).then_some(Changed { column: *column, what, old: before, new: said })
        });
        changed.collect()
    }

    /// Adds the bar of a new entry, or tells of it. `markers` are the kinds of entries that are no bars.
    fn added(&self, row: u32, entry: &Entry, markers: &BTreeSet<String>, plan: &mut Plan) -> Option<Remark> {
        let place = self.place(entry).filter(|_| !markers.contains(&bare(&entry.cells[0])));
        let is_planned = place.is_some_and(|place| plan.add(place, entry));
        let text = || format!("行が加えられています: {}", entry.words());
        (!is_planned).then(|| self.remark(entry, &format!("の{}", name((row, 0))), text()))
    }

    /// Takes out the bar of an entry that is not there any more, or tells of it.
    fn removed(&self, entry: &Entry, plan: &mut Plan) -> Option<Remark> {
        let is_planned = self.place(entry).is_some_and(|place| plan.remove(place, entry));
        (!is_planned).then(|| self.remark(entry, "", format!("行が消されています: {}", entry.words())))
    }

    /// What stands in columns of the agency's own, and above the heads.
    fn beside(&self) -> impl Iterator<Item = Remark> {
        let is_own = |row: u32, column: &u32| {
            row > self.heads.row && matches!(self.columns.get(column), None | Some(Column::Own))
        };
        let cells = self.grid.cells.iter().filter(move |((row, column), cell)| {
            is_own(*row, column) || *row < self.heads.first && !self.origin.printed.said(cell.kept())
        });
        cells.filter(|(_, cell)| !cell.kept().trim().is_empty()).map(|((row, column), _)| {
            let head = self.heads.columns.get(column).filter(|_| *row > self.heads.row).map(Holds::name);
            let head = head.filter(|head| !head.is_empty()).map_or(String::new(), |head| format!("{head}: "));
            let row_of = self.entry(*row).filter(|_| *row > self.heads.row).and_then(|it| self.place(&it));
            Remark {
                row: row_of,
                place: format!("{}シートの{}", self.grid.name, name((*row, *column))),
                text: head + &self.text(*row, *column),
            }
        })
    }
}

/// Whether a cell has a row's text, all of it or what a program has left of it.
fn is_same_text(said: &str, text: &str) -> bool {
    let parts = if said.is_empty() { Vec::new() } else { vec![said.to_owned()] };
    let seen = seen(&Read { parts, ..Read::default() }, text, true);
    matches!(seen, Seen::Same | Seen::Width(_) | Seen::Cut)
}
