//! The data of the sheet as two lists: 取組一覧, a row for each initiative, and 予定一覧, a row for each
//! bar and marker. After 総務省's rules for tables that machines read: one datum a cell, no merged
//! cells, no line breaks, real dates.

use rust_xlsxwriter::{ExcelDateTime, XlsxError};

use super::list::{Datum, Kind, List, ListColumn};
use crate::japanese::words::{self, USUAL_TEXTS};
use crate::model::{Content, FiscalMonth, FiscalYear, last_day};
use crate::table::{Band, Passage, Row, SchedulePart, Slot, Table};

/// The names of the lists.
pub const NAMES: [&str; 2] = ["取組一覧", "予定一覧"];

/// How many characters of a name a head has at most. Excel's limit is 255, with pairs of surrogates
/// counted twice, and a number may have to follow.
const LONGEST_HEAD: usize = 120;

/// The list of initiatives. The texts that no column shows are in it too.
pub fn initiatives(table: &Table) -> List {
    let names = text_names(table);
    let rows = table.rows().map(|(band, row)| initiative_row(table, band, row, &names));
    List {
        name: NAMES[0],
        description: "取組を一つ一行に並べた表",
        columns: initiative_columns(&names),
        rows: rows.collect(),
    }
}

/// The texts that initiatives may have: the usual ones, the same in every workbook, then those that
/// the table's columns add.
fn text_names(table: &Table) -> Vec<&str> {
    let shown = table.columns.iter().filter_map(|column| match &column.content {
        Content::Text(name) => Some(name.as_str()),
        Content::Number | Content::Category | Content::Schedule => None,
    });
    USUAL_TEXTS.into_iter().chain(shown.filter(|name| !USUAL_TEXTS.contains(name))).collect()
}

fn initiative_columns(names: &[&str]) -> Vec<ListColumn> {
    let fixed = [
        (words::NUMBER, 64, Kind::Number),
        (words::THEMES, 176, Kind::Text),
        (words::CATEGORY, 112, Kind::Text),
    ];
    let texts = names.iter().map(|name| (*name, text_width(name), Kind::Text));
    let mut columns: Vec<ListColumn> = Vec::new();
    for (name, width, kind) in fixed.into_iter().chain(texts) {
        let head = free_head(name, &columns);
        columns.push(ListColumn { head, width, kind });
    }
    columns
}

/// The width of a text's column in pixels.
fn text_width(name: &str) -> u32 {
    match name {
        words::CONTENT => 400,
        words::REMARKS => 136,
        _ => 200,
    }
}

/// A head that no earlier column has: Excel takes a table for broken that has the same one twice, in
/// whatever case.
fn free_head(name: &str, earlier: &[ListColumn]) -> String {
    let name: String = name.chars().take(LONGEST_HEAD).collect();
    let is_free = |head: &String| !earlier.iter().any(|column| same_head(&column.head, head));
    let numbered = (2..).map(|number| format!("{name}{number}"));
    [name.clone()].into_iter().chain(numbered).find(is_free).unwrap_or_default()
}

fn same_head(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn initiative_row(table: &Table, band: &Band, row: &Row, names: &[&str]) -> Vec<Datum> {
    let text = |name: &&str| row.text(table, name).map_or(String::new(), Passage::one_line);
    let fixed = [
        Datum::Number(row.number),
        Datum::Text(band.heading.one_line()),
        Datum::Text(band.category.one_line()),
    ];
    fixed.into_iter().chain(names.iter().map(text).map(Datum::Text)).collect()
}

/// The list of bars and markers. Each runs from the first day of its first month to the last day of
/// its last; a progress report falls in the month of its meeting. Callouts are no entries of their own.
pub fn schedule(table: &Table) -> Result<List, XlsxError> {
    let slots = table.rows().flat_map(|(_, row)| row.slots.iter().map(|slot| (row.number, slot)));
    let entries = slots.filter(|(_, slot)| slot.part != SchedulePart::Callout);
    let rows = entries.map(|(number, slot)| schedule_row(number, slot, table.year));
    Ok(List {
        name: NAMES[1],
        description: "帯、会議、進捗報告を一つ一行に並べた表",
        columns: schedule_columns(),
        rows: rows.collect::<Result<_, _>>()?,
    })
}

fn schedule_columns() -> Vec<ListColumn> {
    let columns = [
        (words::NUMBER, 64, Kind::Number),
        ("種類", 200, Kind::Text),
        ("開始年月", 136, Kind::Date),
        ("終了年月", 136, Kind::Date),
        ("開始年月（和暦）", 176, Kind::EraMonth),
        ("終了年月（和暦）", 176, Kind::EraMonth),
    ];
    columns.into_iter().map(|(head, width, kind)| ListColumn { head: head.to_owned(), width, kind }).collect()
}

fn schedule_row(number: u32, slot: &Slot, year: FiscalYear) -> Result<Vec<Datum>, XlsxError> {
    let months = slot.meant;
    let first = date(year, months.first(), 1)?;
    let last = date(year, months.last(), last_day(year.calendar(months.last()), months.last().calendar()))?;
    let dates = [first.clone(), last.clone(), first, last].map(Datum::Date);
    Ok([Datum::Number(number), Datum::Text(kind(slot))].into_iter().chain(dates).collect())
}

/// What the list calls a slot: every meeting the same, whatever its label says.
fn kind(slot: &Slot) -> String {
    match slot.part {
        SchedulePart::Meeting => words::MEETINGS.to_owned(),
        SchedulePart::Bar | SchedulePart::Report | SchedulePart::Callout => slot.text.one_line(),
    }
}

fn date(year: FiscalYear, month: FiscalMonth, day: u8) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(year.calendar(month), month.calendar(), day)
}
