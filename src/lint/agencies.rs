//! Agencies that are named with and without their place: 小田原市立病院 and 市立病院.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::doubts::doubts;
use crate::diag::{Code, Diagnostic};
use crate::japanese::agencies::{self, COLUMNS, ends_after_a_place};
use crate::memory::Store;
use crate::model::{Sheet, Text};

/// The most characters of a name; more are a sentence.
const LONGEST: usize = 60;

/// Where the names in the texts of cells stand.
pub(super) type Names = Store<(), Rc<[Range<usize>]>>;

fn names_in(cell: &str) -> Rc<[Range<usize>]> {
    let names = agencies::names_in(cell).into_iter();
    let names = names.filter(|it| it.name.chars().nth(LONGEST).is_none());
    names.map(|it| it.at..it.at + it.name.len()).collect()
}

/// Each name that another name ends with, where it first stands.
pub(super) fn cut_off(sheet: &Sheet, names: &Names) -> Vec<Diagnostic> {
    let texts = sheet.initiatives().flat_map(|row| COLUMNS.iter().filter_map(|column| row.text(column)));
    let in_text = |text: &Text| names.get((), &text.value, || names_in(&text.value));
    let texts: Vec<(&Text, Rc<[Range<usize>]>)> = texts.map(|text| (text, in_text(text))).collect();
    names.sweep();
    let all = texts.iter().flat_map(|(text, names)| names.iter().map(|it| &text.value[it.clone()]));
    let whole = whole_names(&all.collect());
    let mut met = BTreeSet::new();
    let texts = texts.iter().map(|(text, names)| {
        let mut is_first = |name| whole.contains_key(name) && met.insert(name);
        (*text, names.iter().filter(|it| is_first(&text.value[(*it).clone()])).cloned().collect())
    });
    doubts(Code::AgencyName, sheet, texts, |name| {
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
