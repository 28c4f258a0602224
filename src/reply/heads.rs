//! Where a worksheet has which column of the sheet.

use std::collections::BTreeMap;
use std::ops::Range;

use super::book::{Grid, Place};
use crate::base::{self, Base};
use crate::inquiry::{ANSWER, BarPart, Field};
use crate::japanese::width::bare;
use crate::japanese::words;

/// Heads that people and programs give to what is not a text of the sheet.
const NUMBERS: [&str; 4] = ["番号", "整理番号", "No.", "No"];
const CATEGORIES: [&str; 2] = ["区分", "課題区分"];
/// Where words about a head begin, and what such words have in them where the column has what stood there before.
const AROUND: [char; 5] = ['(', '[', '【', '<', '※'];
const BEFORE: [&str; 4] = ["前", "旧", "現", "元"];

/// How many rows may have been put in above the heads of a list.
const MOST_ABOVE: u32 = 10;

/// The fewest columns of a schedule.
const QUARTERS: u32 = 4;

/// How many bars a row of a 回答票 may have that has lost its hidden worksheet.
const MOST_BARS: usize = 9;
const REASONS: [&str; 3] = ["理由", "意見", "コメント"];

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holds {
    /// The numbers of rows.
    Number,
    /// The headings of themes.
    Theme,
    /// What a row shows of its theme (区分).
    Category,
    /// The texts of a name.
    Text(String),
    /// The first column of the schedule.
    Schedule,
    /// A part of a bar of a 回答票, of which the first is 1.
    Bar(usize, BarPart),
    /// What is to become of a row: 変更なし, 修正, 削除, 新規.
    Answer,
    /// Something of the agency's own, under its head.
    Own(String),
}

impl Holds {
    /// What people call it.
    pub(super) fn name(&self) -> &str {
        match self {
            Holds::Text(name) | Holds::Own(name) => name,
            Holds::Theme => words::THEMES,
            Holds::Category => words::CATEGORY_COLUMN,
            Holds::Schedule | Holds::Bar(..) => words::SCHEDULE,
            Holds::Answer => ANSWER,
            Holds::Number => words::NUMBER,
        }
    }
}

/// The heads of a worksheet.
#[derive(Debug)]
pub(super) struct Heads {
    /// The first row of heads.
    pub first: u32,
    /// The last row of heads.
    pub row: u32,
    /// What each column holds.
    pub columns: BTreeMap<u32, Holds>,
    /// The rows below that have the same heads again: the table goes on.
    pub again: Vec<u32>,
    /// The row at which another table begins, if any does.
    pub end: Option<u32>,
}

impl Heads {
    /// The column that holds something.
    pub(super) fn column(&self, wanted: &Holds) -> Option<u32> {
        self.columns.iter().find(|(_, holds)| *holds == wanted).map(|(column, _)| *column)
    }

    /// The columns that hold texts, with their names.
    pub(super) fn texts(&self) -> impl Iterator<Item = (u32, &str)> {
        self.columns.iter().filter_map(|(column, holds)| match holds {
            Holds::Text(name) => Some((*column, name.as_str())),
            _ => None,
        })
    }

    /// The columns of the schedule, up to the next head; none where there is no schedule.
    pub(super) fn schedule(&self) -> Range<u32> {
        self.column(&Holds::Schedule).map_or(0..0, |first| {
            let next = self.columns.range(first + 1..).next().map_or(u32::MAX, |(column, _)| *column);
            first..next
        })
    }

    /// Whether it is a list, whose texts have no line breaks: it names each row's theme.
    pub(super) fn is_list(&self) -> bool {
        self.columns.values().any(|holds| *holds == Holds::Theme)
    }
}

/// What heads may say, and what columns below them hold.
pub(super) struct Known {
    by_head: BTreeMap<String, Holds>,
}

impl Known {
    /// The heads of a workbook, of the sheet as it is now, and the names of texts.
    pub(super) fn new(base: Option<&Base>, now: &[base::Column]) -> Known {
        let mut by_head = BTreeMap::new();
        let carried = base.map_or(&[] as &[base::Column], |base| &base.columns);
        for column in now.iter().chain(carried) {
            let holds = holds(&column.name);
            // A list has the headings of themes under this head, whatever text has its name.
            if column.name != words::THEMES {
                by_head.insert(bare(&column.name), holds.clone());
            }
            by_head.extend((!column.head.is_empty()).then(|| (bare(&column.head), holds)));
        }
        for (key, name) in base.iter().flat_map(|base| &base.lists) {
            let head = key.trim_end_matches(']').split_once('[').map_or("", |(_, head)| head);
            by_head.insert(bare(head), holds(name));
        }
        let answer = Field::Answer.name();
        let fixed = NUMBERS.map(|head| (head, Holds::Number)).into_iter();
        let fixed = fixed.chain(CATEGORIES.map(|head| (head, Holds::Category)));
        let fixed = fixed.chain([(words::THEMES, Holds::Theme), (answer.as_str(), Holds::Answer)]);
        let fixed = fixed.chain(words::USUAL_TEXTS.map(|name| (name, Holds::Text(name.to_owned()))));
        let parts = (1..=MOST_BARS)
            .flat_map(|nth| [BarPart::Kind, BarPart::First, BarPart::Last].map(|part| (nth, part)));
        for (nth, part) in parts {
            by_head.entry(bare(&Field::Bar(nth, part).name())).or_insert(Holds::Bar(nth, part));
        }
        for (head, holds) in fixed {
            by_head.entry(bare(head)).or_insert(holds);
        }
        Known { by_head }
    }

    /// What a column with this head holds: the head itself, or its first lines, above a note.
    fn holds(&self, head: &str) -> Option<&Holds> {
        let lines: Vec<&str> = head.lines().take(6).collect();
        (1..=lines.len()).rev().find_map(|count| self.by_head.get(&bare(&lines[..count].concat())))
    }

    /// What a column holds whose head has been written otherwise: 取組内容（修正箇所は赤字）, 備考欄. One for what stood
    /// there before holds something of its own.
    fn nearly(&self, head: &str) -> Option<&Holds> {
        let head = bare(head);
        let is_old = BEFORE.iter().any(|word| head.contains(word));
        let core = head.split(AROUND).next().filter(|_| !is_old)?.trim_end_matches('欄');
        self.by_head.get(core).or_else(|| self.by_head.get(core.strip_prefix(words::INITIATIVES)?))
    }

    /// Finds the heads of a worksheet: the first row with two of them, one of a text; `named` are the
    /// columns whose heads have names. Nothing where there is no such row.
    pub(super) fn find(&self, grid: &Grid, named: &BTreeMap<Place, Holds>) -> Option<Heads> {
        let mut heads = (0..grid.end()).find_map(|row| self.at(grid, row, named))?;
        let number = heads.column(&Holds::Number);
        let is_number = |row: &u32| {
            number.is_some_and(|column| self.holds(grid.text((*row, column))) == Some(&Holds::Number))
        };
        for row in (heads.row + 1..grid.end()).filter(is_number) {
            match self.at(grid, row, named) {
                Some(next) if next.columns == heads.columns => heads.again.extend(row..=next.row),
                Some(_) => {
                    heads.end = Some(row);
                    break;
                }
                None => {}
            }
        }
        Some(heads)
    }

    fn at(&self, grid: &Grid, row: u32, named: &BTreeMap<Place, Holds>) -> Option<Heads> {
        let mut columns: BTreeMap<u32, Holds> = BTreeMap::new();
        let cells: Vec<(u32, &str)> = grid.row(row).map(|(column, cell)| (column, cell.kept())).collect();
        let exact = cells.iter().map(|(column, head)| (*column, self.holds(head)));
        let near = cells.iter().map(|(column, head)| (*column, self.nearly(head)));
        // A name that was left behind stands at another's head.
        let by_name = cells.iter().map(|(column, _)| (*column, named.get(&(row, *column))));
        for (column, found) in exact.chain(near).chain(by_name) {
            let found = found.filter(|found| !columns.values().any(|other| other == *found)).cloned();
            if let Some(found) = found {
                columns.entry(column).or_insert(found);
            }
        }
        // The schedule alone has a head over many columns.
        let is_wide =
            |column| grid.merge_at((row, column)).is_some_and(|block| block.last.1 + 1 >= column + QUARTERS);
        let wide = cells.iter().map(|(column, _)| *column).find(|column| is_wide(*column));
        if let Some(column) = wide.filter(|_| !columns.values().any(|holds| *holds == Holds::Schedule)) {
            columns.entry(column).or_insert(Holds::Schedule);
        }
        for (column, head) in &cells {
            let own = || Holds::Own(head.trim().replace(['\r', '\n'], ""));
            columns.entry(*column).or_insert_with(own);
        }
        let known = columns.values().filter(|holds| !matches!(holds, Holds::Own(_))).count();
        let has_text = columns.values().any(|holds| matches!(holds, Holds::Text(_)));
        let last =
            columns.keys().filter_map(|column| grid.merge_at((row, *column))).map(|block| block.last.0).max();
        let last = last.unwrap_or(row);
        self.add_lower(grid, (row, last), named, &mut columns);
        (known >= 2 && has_text).then_some(Heads {
            first: row,
            row: last,
            columns,
            again: Vec::new(),
            end: None,
        })
    }

    /// Adds the heads of columns that share one above them.
    fn add_lower(
        &self,
        grid: &Grid,
        (first, last): (u32, u32),
        named: &BTreeMap<Place, Holds>,
        columns: &mut BTreeMap<u32, Holds>,
    ) {
        for (place, cell) in grid.cells.range((first + 1, 0)..(last + 1, 0)) {
            let is_open = columns.get(&place.1).is_none_or(|holds| matches!(holds, Holds::Own(_)));
            let found = self.holds(cell.kept()).or(named.get(place)).filter(|_| is_open);
            if let Some(found) = found.filter(|found| !columns.values().any(|other| other == *found)) {
                columns.insert(place.1, found.clone());
            }
        }
    }
}

/// What a column of a name holds.
pub(super) fn holds(name: &str) -> Holds {
    match name {
        words::NUMBER => Holds::Number,
        words::CATEGORY_COLUMN => Holds::Category,
        words::SCHEDULE => Holds::Schedule,
        name if name == Field::Answer.name() => Holds::Answer,
        name if name == Field::Reason.name() => Holds::Own(name.to_owned()),
        name => bar_part(name).unwrap_or_else(|| Holds::Text(name.to_owned())),
    }
}

/// The part of a bar that a column of a 回答票 has by its name.
fn bar_part(name: &str) -> Option<Holds> {
    let digits: String =
        name.strip_prefix(words::SCHEDULE)?.chars().take_while(char::is_ascii_digit).collect();
    let nth = digits.parse().ok()?;
    let parts = [BarPart::Kind, BarPart::First, BarPart::Last].into_iter();
    parts
        .map(|part| (nth, part))
        .find(|(nth, part)| Field::Bar(*nth, *part).name() == name)
        .map(|(nth, part)| Holds::Bar(nth, part))
}

/// Whether a worksheet is the list of bars (予定一覧), which is a copy of the printed sheet.
pub(super) fn is_of_bars(grid: &Grid) -> bool {
    let has = |row, head: &str| grid.row(row).any(|(_, cell)| cell.kept().starts_with(head));
    (0..MOST_ABOVE).any(|row| has(row, "種類") && has(row, "開始"))
}

/// Whether a head asks for reasons.
pub(super) fn is_for_reasons(head: &str) -> bool {
    REASONS.iter().any(|word| head.contains(word))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::reply::book::{Cell, Words};

    #[test]
    fn heads_tell_more_than_names_that_were_left_behind() {
        let text = |name: &str| Holds::Text(name.to_owned());
        let own = |head: &str| Holds::Own(head.to_owned());
        for (heads, found) in [
            (["No.", "担当課", "内容"], [Holds::Number, own("担当課"), text("内容")]),
            (["番号", "取組内容（修正箇所は赤字）", "備考欄"], [Holds::Number, text("内容"), text("備考")]),
            (
                ["番号", "内容（修正前）", "内容（修正後）"],
                [Holds::Number, own("内容（修正前）"), text("内容")],
            ),
            (["番号", "担当課", "備考"], [Holds::Number, text("内容"), text("備考")]),
        ] {
            let cell =
                |head: &str| Cell { words: Arc::new(Words::plain(head.to_owned())), look: Arc::default() };
            let cells = (0..).zip(heads).map(|(column, head)| ((0, column), cell(head)));
            let grid = Grid { cells: cells.collect(), ..Grid::default() };
            let named = BTreeMap::from([((0, 1), text("内容"))]);
            let read = Known::new(None, &[]).find(&grid, &named).expect("heads");
            assert_eq!(read.columns.into_values().collect::<Vec<_>>(), found);
        }
    }
}
