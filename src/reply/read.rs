//! The rows of a worksheet, before they are compared with anything.

use std::collections::BTreeMap;

use super::book::{Block, Cell, Grid, Place};
use super::heads::{Heads, Holds, is_for_reasons};
use super::row::Row;
use super::stand_ins::{StandIn, stand_in};
use super::tidy::tidy;
use crate::diff::Pairs;
use crate::inquiry::{BarPart, NEW, UNCHANGED};
use crate::japanese::width::bare;
use crate::japanese::words;

/// What stands around a number and says nothing else: No.3, 第３号.
const SIGNS_OF_NUMBERS: &str = "NoOＮｏＯ№第番号月日";

/// A text of a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Read {
    /// What its cells say that is not struck through. A row that goes on over pages has several.
    pub parts: Vec<String>,
    /// Whether some of it is struck through.
    pub has_struck: bool,
    /// Whether one of its cells is merged with cells of other rows.
    pub is_shared: bool,
}

impl Read {
    /// Its cells as lines.
    pub(super) fn text(&self) -> String {
        self.parts.join("\n")
    }

    fn add(&mut self, cell: &Cell) {
        self.has_struck |= cell.has_struck();
        let kept = tidy(cell.kept());
        if !kept.is_empty() {
            self.parts.push(kept);
        }
    }
}

/// A row of a worksheet.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadRow {
    /// Its first worksheet row, and the one behind its last.
    pub rows: (u32, u32),
    /// What stands for its number.
    pub number: String,
    /// Whether something stands there, a number or 新規.
    pub is_numbered: bool,
    /// The heading of the theme that it stands below.
    pub theme: String,
    /// What stands for its theme in its own cells (課題区分).
    pub category: String,
    /// Its texts by the names of their columns. One whose column the worksheet has is here, however empty.
    pub texts: BTreeMap<String, Read>,
    /// What a 回答票 has for the parts of its bars.
    pub bar_parts: BTreeMap<(usize, BarPart), String>,
    /// What is to become of it (回答).
    pub answer: String,
    /// What the agency says about it in columns of its own, heads of which are not 修正理由 or the like before it.
    pub remarks: Vec<String>,
    /// Whether everything in it is struck through.
    pub is_struck: bool,
    /// Whether its schedule stands as the workbook was written.
    pub is_as_printed: bool,
}

impl ReadRow {
    /// Its text of a name.
    pub(super) fn text(&self, name: &str) -> String {
        self.texts.get(name).map_or(String::new(), Read::text)
    }

    /// Whether all that it says are words in place of a text, such as 該当なし.
    pub(super) fn is_stand_in(&self) -> bool {
        !self.is_blank()
            && self.texts.values().all(|text| text.parts.is_empty() || stand_in(&text.text()).is_some())
    }

    /// Whether it is a new row of a table: one with a number, an answer or several texts. A lone text is a word beside
    /// the table.
    pub(super) fn is_of_table(&self) -> bool {
        let count = self.texts.values().filter(|text| !text.parts.is_empty()).count();
        self.is_numbered || !self.answer.is_empty() || count > 1
    }

    /// Whether it says nothing but its number.
    pub(super) fn is_blank(&self) -> bool {
        self.texts.values().all(|text| text.parts.is_empty())
    }
}

/// Reads the rows of a worksheet. `old` are the rows that it was made from.
pub(super) fn read_rows(grid: &Grid, heads: &Heads, old: &[Row]) -> Vec<ReadRow> {
    let starts = starts(grid, heads, old);
    let ends = starts.iter().skip(1).map(|start| start.row).chain([heads.end.unwrap_or(grid.end())]);
    let rows = starts.iter().zip(ends).filter(|(start, _)| !start.is_band);
    let leading = leading(heads);
    let mut all: Vec<ReadRow> = Vec::new();
    for (start, end) in rows {
        // What is written below the table belongs to no row.
        let block = grid.merge_at((start.row, leading)).map_or(end, |block| end.min(block.last.0 + 1));
        let row = read_row(grid, heads, (start.row, block), &start.theme);
        let row = with_known_number(row, old);
        match all.last_mut() {
            Some(last) if goes_on(last, &row, old) => join(last, row),
            _ => all.push(row),
        }
    }
    all
}

/// The column in which headings of themes begin, and the numbers of rows stand if there are any.
fn leading(heads: &Heads) -> u32 {
    heads.column(&Holds::Number).or_else(|| heads.columns.keys().next().copied()).unwrap_or(0)
}

/// A worksheet row at which a row or the heading of a theme begins.
struct Start {
    row: u32,
    is_band: bool,
    theme: String,
}

fn starts(grid: &Grid, heads: &Heads, old: &[Row]) -> Vec<Start> {
    let numbers: Vec<String> = old.iter().map(|row| bare(&row.number)).collect();
    let number = heads.column(&Holds::Number);
    let leading = leading(heads);
    let item = heads.column(&Holds::Text(words::ITEM.to_owned()));
    let (mut starts, mut theme) = (Vec::new(), String::new());
    for row in (heads.row + 1..heads.end.unwrap_or(grid.end())).filter(|row| !heads.again.contains(row)) {
        let says = |column: Option<u32>| {
            column
                .and_then(|column| grid.cells.get(&(row, column)))
                .is_some_and(|cell| !cell.all().trim().is_empty())
        };
        let has_text = heads.texts().any(|(column, _)| says(Some(column)));
        let all = grid.cells.get(&(row, leading)).map(Cell::all).unwrap_or_default();
        let is_number = number.is_some() && !all.trim().is_empty();
        // Who clears a block leaves its number, or not.
        let is_row = is_number && (has_text || numbers.contains(&bare(&all))) || says(item);
        if is_row {
            starts.push(Start { row, is_band: false, theme: theme.clone() });
        } else if !all.trim().is_empty() && !has_text {
            theme = tidy(&all);
            starts.push(Start { row, is_band: true, theme: theme.clone() });
        }
    }
    starts
}

/// A row with the number of an old one, where its own has signs or words around that: No.3, 3★, （3）. Words among
/// them are a remark.
fn with_known_number(mut row: ReadRow, old: &[Row]) -> ReadRow {
    // Excel takes 2-1 for a day.
    let own = bare(&row.number).replace('月', "-");
    let meant = own.trim_matches(|c: char| !c.is_ascii_digit());
    let is = |number: &str| old.iter().find(|old| bare(&old.number) == number);
    let Some(known) = is(meant).filter(|_| is(&own).is_none()) else { return row };
    let said = std::mem::replace(&mut row.number, known.number.clone());
    let is_word = |c: char| c.is_alphabetic() && !SIGNS_OF_NUMBERS.contains(c);
    row.remarks.extend(said.contains(is_word).then(|| format!("{}: {said}", words::NUMBER)));
    row
}

fn read_row(grid: &Grid, heads: &Heads, rows: (u32, u32), theme: &str) -> ReadRow {
    let mut row = ReadRow { rows, theme: theme.to_owned(), ..ReadRow::default() };
    row.texts.extend(heads.texts().map(|(_, name)| (name.to_owned(), Read::default())));
    let schedule = heads.schedule();
    let (mut kept, mut struck, mut is_number_struck) = (0, 0, false);
    for (place, cell) in grid.cells.range((rows.0, 0)..(rows.1, 0)) {
        match heads.columns.get(&place.1) {
            Some(Holds::Number) => {
                is_number_struck |= cell.is_wholly_struck();
                row.number = if row.number.is_empty() { tidy(&cell.all()) } else { row.number }
            }
            Some(Holds::Theme) => row.theme = tidy(cell.kept()),
            Some(Holds::Bar(nth, part)) => {
                row.bar_parts.insert((*nth, *part), cell.kept().trim().to_owned());
            }
            Some(Holds::Category) => row.category = tidy(cell.kept()),
            Some(Holds::Answer) => row.answer = answer(tidy(cell.kept())),
            Some(Holds::Text(name)) => {
                let text = row.texts.entry(name.clone()).or_default();
                text.add(cell);
                text.is_shared |=
                    rows.1 < grid.end() && grid.merge_at(*place).is_some_and(|block| block.last.0 >= rows.1);
                kept += usize::from(!cell.is_wholly_struck());
                struck += usize::from(cell.is_wholly_struck());
            }
            own @ (None | Some(Holds::Own(_))) if !schedule.contains(&place.1) => {
                row.remarks.extend(remark(own.map_or("", Holds::name), cell));
            }
            _ => {}
        }
    }
    row.is_struck = struck > 0 && kept == 0;
    let is_odd = is_number_struck && !row.is_struck;
    row.remarks.extend(is_odd.then(|| format!("{}に取り消し線があります", words::NUMBER)));
    if row.theme.is_empty() {
        row.theme.clone_from(&row.category);
    }
    row.is_numbered = !row.number.is_empty();
    if row.number.starts_with(NEW) {
        row.number.clear();
    }
    row
}

/// An answer in the form's words, where it says in others that nothing changes.
fn answer(said: String) -> String {
    if stand_in(&said) == Some(StandIn::Unchanged) { UNCHANGED.to_owned() } else { said }
}

/// What an agency says in a column of its own.
fn remark(head: &str, cell: &Cell) -> Option<String> {
    let text = tidy(cell.kept());
    let text = text.trim();
    let is_plain = head.is_empty() || is_for_reasons(head);
    (!text.is_empty()).then(|| if is_plain { text.to_owned() } else { format!("{head}: {text}") })
}

/// Whether a row is the rest of the one above it, which goes on over a page: both have one number, and their
/// texts together are more like what they were made from than those of the first.
fn goes_on(last: &ReadRow, row: &ReadRow, old: &[Row]) -> bool {
    let is_same = !row.number.is_empty() && bare(&last.number) == bare(&row.number);
    let Some(old) = old.iter().find(|old| is_same && bare(&old.number) == bare(&row.number)) else {
        return false;
    };
    let whole = |rows: &[&ReadRow]| {
        let text = |name: &String| rows.iter().map(|row| row.text(name)).collect::<String>();
        Pairs::new(&bare(&row.texts.keys().map(text).collect::<String>()))
    };
    let made_from = Pairs::new(&bare(&row.texts.keys().map(|name| old.text(name)).collect::<String>()));
    whole(&[last, row]).likeness(&made_from) > whole(&[last]).likeness(&made_from)
}

fn join(last: &mut ReadRow, row: ReadRow) {
    last.rows.1 = row.rows.1;
    last.is_struck &= row.is_struck;
    last.remarks.extend(row.remarks);
    for (name, text) in row.texts {
        let whole = last.texts.entry(name).or_default();
        whole.has_struck |= text.has_struck;
        whole.is_shared |= text.is_shared;
        whole.parts.extend(text.parts);
    }
}

/// The block that the name of a row stands for begins where the row does.
pub(super) fn is_at(row: &ReadRow, block: &Block) -> bool {
    (row.rows.0..row.rows.1).contains(&block.first.0)
}

/// The place of the row that a cell belongs to; rows stand in the order of the worksheet.
pub(super) fn row_at(rows: &[ReadRow], place: Place) -> Option<usize> {
    let last = rows.partition_point(|row| row.rows.0 <= place.0).checked_sub(1)?;
    (place.0 < rows[last].rows.1).then_some(last)
}
