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

use rust_xlsxwriter::utility::worksheet_range_absolute;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::grid::{Grid, HEAD_ROW};
use super::list::List;
use crate::base::{Base, Column, Line, WORKSHEET};
use crate::japanese::words;
use crate::model::Content;
use crate::table::{Origin, SchedulePart, Table};

/// Adds the hidden worksheet; `stem` is the name of the data file, without folder and ending.
pub(super) fn write_sheet(
    workbook: &mut Workbook,
    (table, origin): (&Table, &Origin),
    grid: &Grid,
    (lists, stem): (&[List], &str),
) -> Result<(), XlsxError> {
    let base = Base {
        stem: stem.to_owned(),
        period: table.axis.period,
        fingerprint: origin.fingerprint(),
        step: grid.step(),
        report: report(table),
        agency: None,
        columns: columns(table).collect(),
        lists: lists.iter().flat_map(list_columns).collect(),
        texts: origin.texts(),
    };
    write_base(workbook, &base)
}

/// Adds a hidden worksheet that holds a base.
pub(super) fn write_base(workbook: &mut Workbook, base: &Base) -> Result<(), XlsxError> {
    write_lines(workbook, &base.lines())
}

/// Adds a hidden worksheet that holds lines of cells.
pub(super) fn write_lines(workbook: &mut Workbook, lines: &[Line]) -> Result<(), XlsxError> {
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(WORKSHEET)?;
    // Very hidden: the list of hidden sheets that Excel offers to show does not have it.
    worksheet.set_very_hidden(true);
    for (row, line) in lines.iter().enumerate() {
        for (column, cell) in line.iter().enumerate() {
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
fn list_columns(list: &List) -> impl Iterator<Item = (String, String)> {
    let renamed = list.columns.iter().filter(|column| column.head != column.name);
    renamed.map(|column| (format!("{}[{}]", list.name, column.head), column.name.clone()))
}
