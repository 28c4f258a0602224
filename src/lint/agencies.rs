//! Agencies that are named with and without their place: 小田原市立病院 and 市立病院.

use std::collections::BTreeMap;

use super::doubt;
use crate::diag::Diagnostic;
use crate::model::{Sheet, Text};

/// The columns that name agencies.
const COLUMNS: [&str; 2] = ["提案機関", "協力機関"];

/// What a name begins with that has lost its place. Other ends of longer names are mostly words for
/// any agency of a kind: 訪問看護ステーション, 関係機関.
const AFTER_A_PLACE: [char; 4] = ['市', '町', '村', '県'];

/// The fewest characters of a name that is more than 市 or 県庁.
const SHORTEST: usize = 3;

/// The first place of each name.
type Names<'a> = BTreeMap<&'a str, &'a Text>;

/// Each name that another name ends with, where it first stands.
pub fn cut_off(sheet: &Sheet) -> Vec<Diagnostic> {
    let mut names = Names::new();
    for text in sheet.initiatives().flat_map(|row| COLUMNS.iter().filter_map(|column| row.text(column))) {
        for name in names_in(&text.value) {
            names.entry(name).or_insert(text);
        }
    }
    names.iter().filter_map(|(name, text)| cut_off_name(name, text, &names)).collect()
}

fn cut_off_name(name: &str, text: &Text, names: &Names) -> Option<Diagnostic> {
    let is_cut_off = name.starts_with(AFTER_A_PLACE) && name.chars().count() >= SHORTEST;
    let full = names.keys().find(|full| is_cut_off && full.len() > name.len() && full.ends_with(name))?;
    let at = place_of(name, &text.value)?;
    let message = format!("「{name}」は、ほかの所では「{full}」と書かれています");
    let remedy = format!("同じ機関なら、どこも「{full}」にそろえてください");
    Some(doubt(text, at..at + name.len(), message, remedy))
}

/// Where a name stands by itself, not as the end of another one.
fn place_of(name: &str, cell: &str) -> Option<usize> {
    let is_start = |at: &usize| cell[..*at].chars().next_back().is_none_or(is_between_names);
    cell.match_indices(name).map(|(at, _)| at).find(is_start)
}

fn is_between_names(c: char) -> bool {
    c.is_whitespace() || "、，,・･（）()".contains(c)
}

/// The names in the text of a cell, without signs and without 等.
fn names_in(cell: &str) -> impl Iterator<Item = &str> {
    let names = cell.split(is_between_names);
    names.map(|name| name.trim_end_matches('等')).filter(|name| !name.is_empty())
}
