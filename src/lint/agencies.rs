//! Agencies that are named with and without their place: 小田原市立病院 and 市立病院.

use std::collections::{BTreeMap, BTreeSet};

use super::doubts::doubts;
use crate::diag::{Code, Diagnostic};
use crate::japanese::agencies::{self, COLUMNS, ends_after_a_place};
use crate::model::{Sheet, Text};

/// The most characters of a name; more are a sentence.
const LONGEST: usize = 60;

/// The names in the text of a cell, and where they stand.
fn names_in(cell: &str) -> impl Iterator<Item = (usize, &str)> {
    let names = agencies::names_in(cell).into_iter().map(|named| (named.at, named.name));
    names.filter(|(_, name)| name.chars().nth(LONGEST).is_none())
}

/// Each name that another name ends with, where it first stands.
pub(super) fn cut_off(sheet: &Sheet) -> Vec<Diagnostic> {
    let texts = sheet.initiatives().flat_map(|row| COLUMNS.iter().filter_map(|column| row.text(column)));
    let texts: Vec<(&Text, Vec<&str>)> =
        texts.map(|text| (text, names_in(&text.value).map(|(_, name)| name).collect())).collect();
    let whole = whole_names(&texts.iter().flat_map(|(_, names)| names).copied().collect());
    let has_cut_off = |names: &[&str]| names.iter().any(|name| whole.contains_key(name));
    let texts = texts.iter().filter(|(_, names)| has_cut_off(names)).map(|(text, _)| *text);
    let mut met = BTreeSet::new();
    let in_text = |text| {
        let cut_off = names_in(text).filter(|(_, name)| whole.contains_key(name) && met.insert(*name));
        cut_off.map(|(at, name)| at..at + name.len()).collect()
    };
    doubts(Code::AgencyName, sheet, texts, in_text, |name| {
        let whole = whole.get(name).copied().unwrap_or_default();
        let message = format!("「{name}」は、ほかの所では「{whole}」と書かれています");
        (message, format!("同じ機関なら、どこも「{whole}」にそろえてください"))
    })
}

/// The names that have lost their place, each with the first name that ends with it.
fn whole_names<'a>(names: &BTreeSet<&'a str>) -> BTreeMap<&'a str, &'a str> {
    let mut whole = BTreeMap::new();
    for name in names {
        for end in ends_after_a_place(name).filter(|end| names.contains(end)) {
            whole.entry(end).or_insert(*name);
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_off_where_a_place_ends() {
        let names = ["小田原市立病院", "南足柄市立病院", "市立病院", "立病院", "庁", "県庁", "神奈川県庁"];
        let whole = whole_names(&names.into_iter().collect());
        assert_eq!(whole.into_iter().collect::<Vec<_>>(), [("市立病院", "南足柄市立病院")]);
    }
}
