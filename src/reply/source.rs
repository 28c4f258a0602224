//! What one worksheet says about the rows that it was made from.

use std::collections::BTreeSet;

use super::bars::{ReadBars, Schedule, are_same, in_parts};
use super::book;
use super::book::{Block, Grid};
use super::compare::{Seen, seen, telling};
use super::heads::{Heads, Holds};
use super::read::{Read, ReadRow, is_at, read_rows, row_at};
use super::refusal::{self, Refusal};
use super::row::{Bar, Row, Telling, pairs};
use super::values::{Gone, NewRow, Remark};
use crate::inquiry::DELETED;
use crate::japanese::width::bare;
use crate::japanese::words;

/// How many rows a worksheet may have: a sheet has 10,000 at most.
const MOST_ROWS: usize = 12_000;

/// How many remarks are listed of a worksheet.
const MOST_REMARKS: usize = 300;

/// What one worksheet says.
pub(super) struct Source<'a> {
    /// The worksheet.
    pub grid: &'a Grid,
    /// Its heads.
    pub heads: Heads,
    /// Its rows.
    pub rows: Vec<ReadRow>,
    /// The rows that belong together, old and read, in the order of the worksheet.
    pub pairs: Vec<(usize, usize)>,
}

impl<'a> Source<'a> {
    /// Reads a worksheet. `named` are the blocks that the names of old rows stand for in it.
    ///
    /// # Errors
    ///
    /// It has more rows than any sheet.
    pub(super) fn new(
        grid: &'a Grid,
        heads: Heads,
        old: &[Row],
        named: &[Option<Block>],
    ) -> Result<Source<'a>, Refusal> {
        let rows = read_rows(grid, &heads, old);
        if rows.len() > MOST_ROWS {
            return Err(refusal::too_much());
        }
        let one: Vec<Telling> = old.iter().map(Telling::of).collect();
        let other: Vec<Telling> = rows.iter().map(telling).collect();
        let is_named = |old: usize, row: usize| {
            named.get(old).and_then(Option::as_ref).is_some_and(|block| is_at(&rows[row], block))
        };
        let pairs = pairs(&one, &other, is_named);
        Ok(Source { grid, heads, rows, pairs })
    }

    /// Whether its texts stand on one line each.
    pub(super) fn is_list(&self) -> bool {
        self.heads.is_list()
    }

    /// The read row of an old one.
    pub(super) fn row(&self, old: usize) -> Option<&ReadRow> {
        let pair = self.pairs.iter().find(|(before, _)| *before == old)?;
        Some(&self.rows[pair.1])
    }

    /// What it has for a text; `None` where it has no such column, or not that row.
    pub(super) fn seen(&self, old: &Row, place: usize, name: &str) -> Option<Seen> {
        let row = self.row(place).filter(|row| !row.is_struck && !row.is_blank())?;
        Some(seen(row.texts.get(name)?, old.text(name), self.is_list()))
    }

    /// The number that it gives to a row, if that is another one.
    pub(super) fn number(&self, old: &Row, place: usize) -> Option<String> {
        let number = self.row(place).map(|row| row.number.as_str())?;
        (!number.is_empty() && bare(number) != bare(&old.number)).then(|| number.to_owned())
    }

    /// The bars that it gives to a row, if these are others.
    pub(super) fn bars(&self, schedule: Option<&Schedule>, old: &Row, place: usize) -> Option<ReadBars> {
        let (row, bars) =
            (self.row(place).filter(|row| !row.is_struck && !row.is_blank())?, old.bars.as_ref()?);
        let read = self.bars_of(row, schedule, bars)?;
        (!are_same(&read.bars, bars)).then_some(read)
    }

    fn bars_of(&self, row: &ReadRow, schedule: Option<&Schedule>, old: &[Bar]) -> Option<ReadBars> {
        let merged =
            || schedule.filter(|schedule| !schedule.is_torn(row)).map(|schedule| schedule.bars(row, old));
        in_parts(&self.heads, row, old).or_else(merged)
    }

    /// The rows that may have been deleted.
    pub(super) fn deleted(&self, old: &[Row]) -> Vec<(usize, Gone)> {
        let are_most_there = 2 * self.pairs.len() > old.len();
        let gone = (0..old.len()).filter_map(|place| match self.row(place) {
            Some(row) if row.answer.contains(DELETED) => Some((place, Gone::Said)),
            Some(row) if row.is_struck => Some((place, Gone::Struck)),
            Some(row) if row.is_blank() => Some((place, Gone::Missing)),
            Some(_) => None,
            None => are_most_there.then_some((place, Gone::Missing)),
        });
        gone.collect()
    }

    /// The rows that are new, each with the old row that it stands behind.
    pub(super) fn added(&self, schedule: Option<&Schedule>) -> Vec<NewRow> {
        let mut after = None;
        let paired = |place: usize| self.pairs.iter().find(|(_, new)| *new == place).map(|(old, _)| *old);
        let added = self.rows.iter().enumerate().filter_map(|(place, row)| {
            if let Some(old) = paired(place) {
                after = Some(old);
                return None;
            }
            let bars = || self.bars_of(row, schedule, &[]).map_or(Vec::new(), |read| read.bars);
            (!row.is_blank() && !row.is_struck && !row.is_stand_in())
                .then(|| NewRow { row: new_row(row, bars()), after })
        });
        added.collect()
    }

    /// What the agency says beside the table. `known` are the texts of the sheet that stand outside its rows,
    /// without blanks.
    pub(super) fn remarks(&self, known: &BTreeSet<String>) -> Vec<Remark> {
        let old = |row: &ReadRow| {
            let place = self.rows.iter().position(|it| it.rows == row.rows)?;
            self.pairs.iter().find(|(_, new)| *new == place).map(|(old, _)| *old)
        };
        let own = self
            .rows
            .iter()
            .flat_map(|row| row.remarks.iter().map(move |text| (Some(row), String::new(), text.clone())));
        let notes = self.grid.notes.iter().map(|(at, text)| {
            (row_at(&self.rows, *at), format!("{}のコメント", book::name(*at)), text.trim().to_owned())
        });
        let shapes = self.grid.shapes.iter().map(|(at, text)| {
            let text =
                if text.is_empty() { "画像があります（読み取れません）" } else { text };
            (row_at(&self.rows, *at), format!("{}の図形", book::name(*at)), text.to_owned())
        });
        let is_new = |place: &usize| self.pairs.iter().all(|(_, new)| new != place);
        let stand_ins = (0..self.rows.len()).filter(is_new).map(|place| &self.rows[place]);
        let stand_ins = stand_ins.filter(|row| row.is_stand_in()).map(|row| {
            let texts: Vec<String> = row.texts.values().map(Read::text).filter(|it| !it.is_empty()).collect();
            (None, "新規の行".to_owned(), texts.join("、"))
        });
        let outside = self.outside(known).map(|(at, text)| (None, book::name(at), text));
        let all = own
            .chain(notes)
            .chain(shapes)
            .chain(stand_ins)
            .chain(outside)
            .filter(|(_, _, text)| !text.is_empty())
            .take(MOST_REMARKS);
        all.map(|(row, place, text)| Remark { row: row.and_then(old), place, text }).collect()
    }

    /// The texts of the printed sheet that stand in no row and that it did not have.
    fn outside<'b>(
        &'b self,
        known: &'b BTreeSet<String>,
    ) -> impl Iterator<Item = (book::Place, String)> + 'b {
        let is_known = |text: &str| {
            let key = bare(text);
            // A heading that stands again on a further page goes on with some words.
            key.is_empty() || known.iter().any(|known| !known.is_empty() && key.starts_with(known))
        };
        // What stands below the heads and above all rows and headings of themes are heads as well.
        let below = self.grid.cells.range((self.heads.row + 1, 0)..);
        let first = below
            .map(|(place, cell)| (place.0, cell))
            .find(|(row, cell)| row_at(&self.rows, (*row, 0)).is_some() || is_known(cell.kept()));
        let first = first.map_or(self.heads.row + 1, |(row, _)| row);
        let is_inside = move |row: u32| {
            (self.heads.first..first).contains(&row) || row_at(&self.rows, (row, 0)).is_some()
        };
        let cells = self.grid.cells.iter().filter(|_| !self.is_list());
        let cells = cells.filter(move |((row, _), _)| !is_inside(*row));
        cells.filter_map(|(at, cell)| {
            let (text, key) = (cell.kept().trim(), bare(cell.kept()));
            // A heading that stands again on a further page goes on with some words.
            let is_known =
                text.is_empty() || known.iter().any(|known| !known.is_empty() && key.starts_with(known));
            (!is_known).then(|| (*at, text.to_owned()))
        })
    }

    /// The schedule's cells of a row, as texts.
    pub(super) fn schedule_texts(&self, place: usize) -> Vec<&str> {
        let Some((row, first)) = self.row(place).zip(self.heads.column(&Holds::Schedule)) else {
            return Vec::new();
        };
        let next = self.heads.columns.range(first + 1..).next().map_or(u32::MAX, |(column, _)| *column);
        let cells = self.grid.cells.range((row.rows.0, 0)..(row.rows.1, 0));
        cells.filter(|((_, column), _)| (first..next).contains(column)).map(|(_, cell)| cell.kept()).collect()
    }
}

fn new_row(row: &ReadRow, bars: Vec<Bar>) -> Row {
    let texts =
        words::USUAL_TEXTS.into_iter().filter(|name| row.texts.contains_key(*name)).map(str::to_owned);
    let others = row.texts.keys().filter(|name| !words::USUAL_TEXTS.contains(&name.as_str())).cloned();
    let texts = texts.chain(others).map(|name| (row.text(&name), name));
    Row {
        number: row.number.clone(),
        theme: row.theme.clone(),
        texts: texts.filter(|(text, _)| !text.is_empty()).map(|(text, name)| (name, text)).collect(),
        bars: Some(bars),
    }
}
