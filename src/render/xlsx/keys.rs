//! What leads from a filled-in workbook back to the data it was made from.
//!
//! Each initiative's block on the printed sheet has a defined name with its number, `取組_12`, and the
//! head of each text column has one too, `欄_1`. Where row and column cross stands the text. Excel and
//! LibreOffice keep such names with their cells when rows or columns are put in, taken out or moved,
//! and mark a name whose cells are gone; merged blocks can't be sorted, so names can't be left behind.
//! In 取組一覧, which can be sorted, the key is the number in the row itself.
//!
//! A hidden worksheet says which data file and year these numbers belong to, a fingerprint of the data
//! as it was, and which text a column's name stands for; and so for each column of a list whose head is
//! not its text's name, in Excel's way of writing columns: `取組一覧[主たる機関]`.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::worksheet_range_absolute;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::grid::{Grid, LOWER_HEAD_ROW, UPPER_HEAD_ROW};
use super::list::List;
use crate::japanese::words;
use crate::model::Content;
use crate::table::Table;

/// The name of the hidden worksheet.
pub(super) const SHEET: &str = "_shiryo3";

/// The version of what these keys look like.
const VERSION: &str = "1";

/// Adds the hidden worksheet; `stem` is the name of the data file, without folder and ending.
pub(super) fn write_sheet(
    workbook: &mut Workbook,
    table: &Table,
    lists: &[List],
    stem: &str,
) -> Result<(), XlsxError> {
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(SHEET)?;
    // Very hidden: the list of hidden sheets that Excel offers to show does not have it.
    worksheet.set_very_hidden(true);
    let head = [
        ("版".to_owned(), VERSION.to_owned()),
        ("データ".to_owned(), stem.to_owned()),
        (words::FISCAL_YEAR.to_owned(), table.year.0.to_string()),
        ("指紋".to_owned(), format!("{:032x}", table.fingerprint)),
    ];
    let columns = text_columns(table).map(|(_, name, text)| (name, text.to_owned()));
    let list_columns = lists.iter().flat_map(list_columns);
    for (row, (name, value)) in head.into_iter().chain(columns).chain(list_columns).enumerate() {
        worksheet.write_string(row as u32, 0, name)?;
        worksheet.write_string(row as u32, 1, value)?;
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
    // Names in the order of numbers: the same workbook however the rows are ordered.
    let blocks: BTreeMap<u32, (u32, u32)> = grid.blocks().iter().copied().collect();
    for (number, (first, last)) in blocks {
        let block = worksheet_range_absolute(worksheet, first, 0, last, grid.last_column());
        workbook.define_name(format!("取組_{number}"), &format!("={block}"))?;
    }
    for (index, name, _) in text_columns(table) {
        let (column, _) = grid.columns(index);
        let head = worksheet_range_absolute(worksheet, UPPER_HEAD_ROW, column, LOWER_HEAD_ROW, column);
        workbook.define_name(name, &format!("={head}"))?;
    }
    Ok(())
}

/// The text columns: the place of each among all, its defined name, and its text's name.
fn text_columns(table: &Table) -> impl Iterator<Item = (usize, String, &str)> {
    table.columns.iter().enumerate().filter_map(|(index, column)| match &column.content {
        Content::Text(text) => Some((index, format!("欄_{}", index + 1), text.as_str())),
        Content::Number | Content::Category | Content::Schedule => None,
    })
}

/// The columns of a list that have another head than their text's name, and that name.
fn list_columns(list: &List) -> impl Iterator<Item = (String, String)> {
    let renamed = list.columns.iter().filter(|column| column.head != column.name);
    renamed.map(|column| (format!("{}[{}]", list.name, column.head), column.name.clone()))
}
