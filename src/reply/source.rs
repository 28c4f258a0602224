//! What one worksheet says about the rows that it was made from.

use std::collections::{BTreeMap, BTreeSet};

use super::bars::{ReadBars, Schedule, are_same, in_parts};
use super::book::{self, Block, Grid, Place};
use super::compare::{Seen, seen, telling};
use super::emphasis;
use super::heads::{Heads, Holds};
use super::printed::Printed;
use super::read::{Read, ReadRow, is_at, read_rows, row_at};
use super::refusal::{self, Refusal};
use super::row::{Bar, Row, Telling, pairs};
use super::values::{Gone, NewRow, Remark};
use crate::inquiry::{ANSWER, ANSWERS, DELETED};
use crate::japanese::width::bare;
use crate::japanese::words;

/// How many rows a worksheet may have: a sheet has 10,000 at most.
const MOST_ROWS: usize = 12_000;

/// How many remarks are listed of a worksheet.
pub(super) const MOST_REMARKS: usize = 300;

/// What stands above and below pages in print.
pub(super) const MARGINS: &str = "ヘッダーとフッター";

/// What a text box says, or that there is something without words.
pub(super) fn shape(text: &str) -> &str {
    if text.is_empty() { "画像か図形があります（Excel を見てください）" } else { text }
}

/// What one worksheet says.
pub(super) struct Source<'a> {
    /// The worksheet.
    pub grid: &'a Grid,
    /// Its heads.
    pub heads: Heads,
    /// Its rows.
    pub rows: Vec<ReadRow>,
    /// The old row of each read one, and the read row of each old one, where there is one.
    old_of: Vec<Option<usize>>,
    row_of: Vec<Option<usize>>,
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
        printed: &Printed,
    ) -> Result<Source<'a>, Refusal> {
        let mut rows = read_rows(grid, &heads, old);
        if rows.len() > MOST_ROWS {
            return Err(refusal::too_much());
        }
        let one: Vec<Telling> = old.iter().map(Telling::of).collect();
        let other: Vec<Telling> = rows.iter().map(telling).collect();
        let is_named = |old: usize, row: usize| {
            named.get(old).and_then(Option::as_ref).is_some_and(|block| is_at(&rows[row], block))
        };
        let (mut old_of, mut row_of) = (vec![None; rows.len()], vec![None; old.len()]);
        for (before, place) in pairs(&one, &other, is_named) {
            (old_of[place], row_of[before]) = (Some(before), Some(place));
            rows[place].is_as_printed = printed.has_schedule(grid, &heads, &rows[place], &old[before].number);
        }
        Ok(Source { grid, heads, rows, old_of, row_of })
    }

    /// Whether any of its rows is an old one.
    pub(super) fn has_old_rows(&self) -> bool {
        self.row_of.iter().any(Option::is_some)
    }

    /// Whether most old rows are among its rows.
    pub(super) fn has_most(&self) -> bool {
        2 * self.row_of.iter().flatten().count() > self.row_of.len()
    }

    /// Whether its texts stand on one line each.
    pub(super) fn is_list(&self) -> bool {
        self.heads.is_list()
    }

    /// The read row of an old one.
    pub(super) fn row(&self, old: usize) -> Option<&ReadRow> {
        self.row_of[old].map(|place| &self.rows[place])
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
        let row = self.row(place).filter(|row| !row.is_struck && !row.is_blank() && !row.is_as_printed)?;
        let bars = old.bars.as_ref()?;
        let read = self.bars_of(row, schedule, old)?;
        (!are_same(&read.bars, bars)).then_some(read)
    }

    fn bars_of(&self, row: &ReadRow, schedule: Option<&Schedule>, old: &Row) -> Option<ReadBars> {
        let merged =
            || schedule.filter(|schedule| !schedule.is_torn(row)).map(|schedule| schedule.bars(row, old));
        in_parts(&self.heads, row, old.bars.as_deref().unwrap_or_default()).or_else(merged)
    }

    /// The rows that may have been deleted.
    pub(super) fn deleted(&self, old: &[Row]) -> Vec<(usize, Gone)> {
        let gone = (0..old.len()).filter_map(|place| match self.row(place) {
            Some(row) if row.answer.contains(DELETED) => Some((place, Gone::Said)),
            Some(row) if row.is_struck => Some((place, Gone::Struck)),
            Some(row) if row.is_blank() => Some((place, Gone::Missing)),
            Some(_) => None,
            None => self.has_most().then_some((place, Gone::Missing)),
        });
        gone.collect()
    }

    /// The rows that are new, each with the old row that it stands behind.
    pub(super) fn added(&self, schedule: Option<&Schedule>) -> Vec<NewRow> {
        let mut after = None;
        let added = self.rows.iter().zip(&self.old_of).filter_map(|(row, old)| {
            after = old.or(after);
            let is_new = old.is_none() && !row.is_blank() && !row.is_struck && !row.is_stand_in();
            let bars = || self.bars_of(row, schedule, &Row::default()).map_or(Vec::new(), |read| read.bars);
            (is_new && row.is_of_table()).then(|| NewRow { row: new_row(row, bars()), after })
        });
        added.collect()
    }

    /// What the agency says beside the texts of rows. `printed` is what its workbook said beside
    /// these when it was made.
    pub(super) fn remarks(&self, old: &[Row], printed: &Printed) -> Vec<Remark> {
        let of_rows = self.in_rows().chain(self.answers()).chain(self.themes(old)).chain(self.looks(old));
        let of_rows = of_rows.chain(self.orders(old));
        let all = of_rows.chain(self.on_cells()).chain(self.stand_ins(printed));
        let all = all.chain(self.outside(printed)).chain(self.margins(printed));
        listed(self.grid, all.filter(|remark| !remark.text.is_empty()), MOST_REMARKS)
    }

    /// What is said about a row that was read, if about any.
    fn remark(&self, row: Option<usize>, place: String, text: &str) -> Remark {
        Remark { row: row.and_then(|row| self.old_of[row]), place, text: text.trim().to_owned() }
    }

    /// What stands in columns of the agency's own.
    fn in_rows(&self) -> impl Iterator<Item = Remark> {
        let rows = self.rows.iter().enumerate();
        rows.flat_map(move |(row, read)| {
            read.remarks.iter().map(move |text| self.remark(Some(row), String::new(), text))
        })
    }

    /// Answers that say more than can be chosen.
    fn answers(&self) -> impl Iterator<Item = Remark> {
        let rows = self.rows.iter().enumerate();
        let rows = rows.filter(|(_, read)| !ANSWERS.contains(&bare(&read.answer).as_str()));
        rows.map(|(row, read)| self.remark(Some(row), ANSWER.to_owned(), &read.answer))
    }

    /// Other themes of old rows: those that a list names, or another one's heading above a row, which goes on with
    /// some words where it stands again on a further page.
    fn themes(&self, old: &[Row]) -> impl Iterator<Item = Remark> {
        let known: BTreeSet<String> = old.iter().map(|row| bare(&row.theme)).collect();
        let is_moved = move |theme: &str, before: &str| match self.is_list() {
            true => theme != before,
            false => !theme.starts_with(before) && known.iter().any(|known| theme.starts_with(known)),
        };
        let pairs = self.rows.iter().enumerate();
        let pairs = pairs.filter_map(|(row, read)| Some((row, &read.theme, &old[self.old_of[row]?].theme)));
        let moved = pairs.filter(move |(_, theme, before)| is_moved(&bare(theme), &bare(before)));
        moved.map(|(row, theme, _)| self.remark(Some(row), words::THEMES.to_owned(), theme))
    }

    /// Where the old rows of a theme stand in another order. Lists are sorted without more being meant.
    fn orders(&self, old: &[Row]) -> impl Iterator<Item = Remark> {
        let mut themes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for place in self.old_of.iter().flatten().copied().filter(|_| !self.is_list()) {
            themes.entry(&old[place].theme).or_default().push(place);
        }
        let moved = themes.into_iter().filter(|(_, places)| !places.is_sorted());
        moved.map(|(theme, places)| {
            let numbers: Vec<&str> = places.iter().map(|place| old[*place].number.as_str()).collect();
            let text =
                format!("「{theme}」の取組が {} の順になっています（番号は前のもの）", numbers.join("、"));
            self.remark(None, "取組の順".to_owned(), &text)
        })
    }

    /// Texts that an agency marked without changing them.
    fn looks(&self, old: &[Row]) -> impl Iterator<Item = Remark> {
        let columns = self.heads.columns.iter().map(|(column, holds)| (*column, holds));
        let columns = columns.filter(|(_, holds)| matches!(holds, Holds::Number | Holds::Text(_)));
        let rows: Vec<(u32, u32)> = self.rows.iter().map(|row| row.rows).collect();
        let marked = match self.is_marked() {
            true => Vec::new(),
            false => emphasis::marked(self.grid, &columns.collect::<Vec<_>>(), &rows),
        };
        let marked = marked.into_iter().enumerate().filter(|(row, _)| !self.rows[*row].is_struck);
        marked.filter_map(|(row, marked)| {
            let (place, old) = self.old_of[row].map(|place| (place, &old[place]))?;
            let is_same = |holds: &&Holds| match holds {
                Holds::Text(name) => self.seen(old, place, name) == Some(Seen::Same),
                _ => self.number(old, place).is_none(),
            };
            let text = emphasis::said(marked.into_iter().filter(is_same))?;
            Some(self.remark(Some(row), String::new(), &text))
        })
    }

    /// Whether it is a marked handout of ours (見え消し), on which looks say what changed before.
    fn is_marked(&self) -> bool {
        self.grid.cells.values().any(|cell| cell.kept().starts_with(words::MARKS_SHOW))
    }

    /// Notes, text boxes and pictures.
    fn on_cells(&self) -> impl Iterator<Item = Remark> {
        let said = |at: Place, what: &str, text: &str| {
            self.remark(row_at(&self.rows, at), format!("{}の{what}", book::name(at)), text)
        };
        let notes = self.grid.notes.iter().map(move |(at, text)| said(*at, "コメント", text));
        let shapes = self.grid.shapes.iter().map(move |(at, text)| said(*at, "図形", shape(text)));
        notes.chain(shapes)
    }

    /// What reads like new rows and is none: words that there is none, and lone texts that the sheet did not have.
    fn stand_ins<'b>(&'b self, printed: &'b Printed) -> impl Iterator<Item = Remark> + 'b {
        let rows = self.rows.iter().zip(&self.old_of).filter(|(_, old)| old.is_none()).map(|(row, _)| row);
        let rows = rows.filter(|row| !row.is_struck && (row.is_stand_in() || !row.is_of_table()));
        rows.map(move |row| {
            let texts = row.texts.values().map(Read::text);
            let texts: Vec<String> = texts.filter(|it| !printed.said(it)).collect();
            let place = match row.is_stand_in() {
                true => "新規の行".to_owned(),
                false => format!("{}行目", row.rows.0 + 1),
            };
            self.remark(None, place, &texts.join("、"))
        })
    }

    /// The texts that stand in no row and that the sheet did not have.
    pub(super) fn outside<'b>(&'b self, printed: &'b Printed) -> impl Iterator<Item = Remark> + 'b {
        let is_in_row = |row: u32| row_at(&self.rows, (row, 0)).is_some();
        // What stands below the heads and above all rows and headings of themes are heads as well.
        let below = self.grid.cells.range((self.heads.row + 1, 0)..);
        let mut below = below.map(|(place, cell)| (place.0, cell));
        let first = below.find(|(row, cell)| is_in_row(*row) || printed.said(cell.kept()));
        let heads = self.heads.first..first.map_or(self.heads.row + 1, |(row, _)| row);
        let cells = self.grid.cells.iter().filter(move |((row, _), cell)| {
            (printed.is_all() || !heads.contains(row)) && !is_in_row(*row) && !printed.said(cell.kept())
        });
        cells.map(|(at, cell)| self.remark(None, book::name(*at), cell.kept()))
    }

    /// What stands above and below its pages in print.
    fn margins<'b>(&'b self, printed: &'b Printed) -> impl Iterator<Item = Remark> + 'b {
        let own = self.grid.margins.iter().filter(|text| !printed.said(text));
        own.map(|text| self.remark(None, MARGINS.to_owned(), text))
    }

    /// The schedule's cells of a row that are not all as they were written, as texts.
    pub(super) fn schedule_texts(&self, place: usize) -> Vec<&str> {
        let Some(row) = self.row(place).filter(|row| !row.is_as_printed) else { return Vec::new() };
        let schedule = self.heads.schedule();
        let cells = self.grid.cells.range((row.rows.0, 0)..(row.rows.1, 0));
        cells.filter(|((_, column), _)| schedule.contains(column)).map(|(_, cell)| cell.kept()).collect()
    }
}

/// The first remarks of a worksheet, and how many more there are.
pub(super) fn listed(grid: &Grid, mut all: impl Iterator<Item = Remark>, most: usize) -> Vec<Remark> {
    let mut listed: Vec<Remark> = all.by_ref().take(most).collect();
    let left = all.count();
    listed.extend((left > 0).then(|| Remark {
        row: None,
        place: format!("{}シート", grid.name),
        text: format!("ほかに {left} か所に書かれています（Excel を見てください）"),
    }));
    listed
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
        actual: Vec::new(),
    }
}
