//! What leads from a filled-in workbook back to the data it was made from.
//!
//! Each initiative's block on the printed sheet has a defined name with its number, `取組_12`, and the
//! head of each text column has one too, `欄_1`. Where row and column cross stands the text. Excel and
//! LibreOffice keep such names with their cells when rows or columns are put in, taken out or moved,
//! and mark a name whose cells are gone; merged blocks can't be sorted, so names can't be left behind.
//! In 取組一覧, which can be sorted, the key is the number in the row itself.
//!
//! A hidden worksheet says which data file and year these numbers belong to, which text a column's name
//! stands for, and what the sheet said ([`crate::base`]).

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::utility::worksheet_range_absolute;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::data;
use super::grid::{Block, Grid, HEAD_ROW};
use super::list::ListColumn;
use super::sheet::Said;
use crate::base::{self, Base, Column, WORKSHEET};
use crate::japanese::width::bare;
use crate::japanese::words;
use crate::model::Content;
use crate::table::{Origin, SchedulePart, Table};

/// Adds the hidden worksheet; `stem` is the name of the data file, without folder and ending.
pub(super) fn write_sheet(
    workbook: &mut Workbook,
    (table, origin): (&Table, &Origin),
    grid: &Grid,
    (lists, said, stem): (&[Vec<ListColumn>; 2], &[Said], &str),
) -> Result<(), XlsxError> {
    let base = Base {
        stem: stem.to_owned(),
        period: table.axis.period,
        fingerprint: origin.fingerprint(),
        step: grid.step(),
        report: report(table),
        agency: None,
        columns: columns(table).collect(),
        lists: data::NAMES.into_iter().zip(lists).flat_map(list_columns).collect(),
        printed: printed(lists, said),
        schedules: schedules(said, table, grid),
        entries: data::entry_texts(table).collect(),
        texts: origin.texts(),
    };
    write_base(workbook, &base)
}

/// What the heads of lists and the printed sheet say beside the texts of rows, each text once.
fn printed(lists: &[Vec<ListColumn>; 2], said: &[Said]) -> Vec<String> {
    let texts = lists.iter().flatten().map(|column| &column.head).chain(said.iter().map(|(_, text)| text));
    let (mut known, mut bare_ones) = (BTreeSet::new(), BTreeSet::new());
    // Most are the same to the letter.
    texts.filter(|text| known.insert(*text) && bare_ones.insert(bare(text))).cloned().collect()
}

/// The number of each row that has something in its schedule, and the key of that.
fn schedules(said: &[Said], table: &Table, grid: &Grid) -> Vec<(String, String)> {
    let mut said: Vec<&Said> = said.iter().filter(|(block, _)| is_in_schedule(block, table, grid)).collect();
    said.sort_by_key(|(block, _)| block.rows.0);
    let first = u32::from(grid.time(table.axis.period.whole()).0);
    // Most texts come again and again.
    let mut bare_ones = BTreeMap::new();
    let rows = table.rows().zip(grid.blocks()).map(|((_, row), block)| {
        let begin = said.partition_point(|(it, _)| it.rows.0 < block.0);
        let end = said.partition_point(|(it, _)| it.rows.0 <= block.1);
        let cells = said[begin..end].iter().map(|(it, text)| {
            let columns = [it.columns.0, it.columns.1].map(|column| u32::from(column) - first);
            let text = bare_ones.entry(text).or_insert_with(|| bare(text));
            ([it.rows.0 - block.0, columns[0], columns[1]], text.clone())
        });
        (row.number.to_string(), base::schedule_key(cells))
    });
    rows.collect()
}

fn is_in_schedule(block: &Block, table: &Table, grid: &Grid) -> bool {
    let (first, last) = grid.time(table.axis.period.whole());
    table.schedule.is_some() && first <= block.columns.0 && block.columns.1 <= last
}

/// Adds a hidden worksheet that holds a base.
pub(super) fn write_base(workbook: &mut Workbook, base: &Base) -> Result<(), XlsxError> {
    write_lines(workbook, &base.lines())
}

/// Adds a hidden worksheet that holds lines of cells.
pub(super) fn write_lines(workbook: &mut Workbook, lines: &[impl AsRef<[String]>]) -> Result<(), XlsxError> {
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(WORKSHEET)?;
    // Very hidden: the list of hidden sheets that Excel offers to show does not have it.
    worksheet.set_very_hidden(true);
    for (row, line) in lines.iter().enumerate() {
        for (column, cell) in line.as_ref().iter().enumerate() {
            worksheet.write_string(row as u32, column as u16, cell)?;
        }
    }
    Ok(())
}

/// Names the blocks and heads of the printed sheet.
pub(super) fn define_names(
    workbook: &mut Workbook,
    table: &Table,
    grid: &Grid,
    worksheet: &str,
) -> Result<(), XlsxError> {
    for ((_, row), (first, last)) in table.rows().zip(grid.blocks()) {
        let block = worksheet_range_absolute(worksheet, *first, 0, *last, grid.last_column());
        workbook.define_name(format!("取組_{}", row.number.in_names()), &format!("={block}"))?;
    }
    for column in columns(table).filter(|column| is_text(table, column)) {
        let (first, _) = grid.columns(column.number - 1);
        let top = HEAD_ROW + u32::from(table.columns[column.number - 1].group.is_some());
        let head = worksheet_range_absolute(worksheet, top, first, grid.last_head_row(), first);
        workbook.define_name(column.key(), &format!("={head}"))?;
    }
    Ok(())
}

/// What the schedule calls a progress report.
fn report(table: &Table) -> String {
    let mut slots = table.rows().flat_map(|(_, row)| &row.slots);
    let report = slots.find(|slot| slot.part == SchedulePart::Report);
    report.map_or(words::REPORT.to_owned(), |report| report.shown().to_owned())
}

/// The columns of the printed sheet.
fn columns(table: &Table) -> impl Iterator<Item = Column> {
    table.columns.iter().enumerate().map(|(index, column)| Column {
        number: index + 1,
        name: column.content.name().to_owned(),
        head: column.name(),
    })
}

fn is_text(table: &Table, column: &Column) -> bool {
    matches!(table.columns[column.number - 1].content, Content::Text(_))
}

/// The columns of a list that have another head than their text's name, and that name.
fn list_columns((name, columns): (&'static str, &Vec<ListColumn>)) -> impl Iterator<Item = (String, String)> {
    let renamed = columns.iter().filter(|column| column.head != column.name);
    renamed.map(move |column| (format!("{name}[{}]", column.head), column.name.clone()))
}
