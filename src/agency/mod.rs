//! Whom the rows of a sheet name: each agency once, however it is spelled, with its rows.
//!
//! Names are whole: 小田原市 is neither 小田原市立病院 nor 小田原市健康づくり課. What joins two spellings is the
//! list of agencies (機関) in the data file alone. A name that may be meant otherwise is told as a
//! [`Doubt`], never guessed at.

mod doubt;
mod extract;
mod file_name;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Checked, Code, Diagnostic};
use crate::japanese::agencies::{self, Named, ends_after_a_place, halves, is_general, key};
use crate::japanese::words;
use crate::model::{Initiative, Sheet, Text};
use crate::nearest;

pub use doubt::{Doubt, Why};
pub(crate) use extract::rows_of;
pub use extract::{extract, extract_name};
pub use file_name::file_name;

/// The column that says whose row it is, where no other is asked for.
pub const OWNERS: &str = words::PROPOSERS;

/// The columns that say whose rows they are: those named, or [`OWNERS`].
///
/// # Errors
///
/// No row has a text in a column.
pub fn columns<'a>(sheet: &'a Sheet, names: &'a [String]) -> Checked<Vec<&'a str>> {
    let mut known: Vec<&str> = Vec::new();
    for (name, _) in sheet.initiatives().flat_map(|row| &row.texts) {
        if !known.contains(&name.as_str()) {
            known.push(name);
        }
    }
    let is_chosen = !names.is_empty();
    let names = if is_chosen { names.iter().map(String::as_str).collect() } else { vec![OWNERS] };
    let unknown = names.iter().filter(|name| !known.contains(name)).map(|name| {
        let message = format!("「{name}」の欄に何か書かれた取組はありません");
        let advice = if is_chosen {
            ""
        } else {
            "機関の名前を書いた欄を --column の後に書いてください。"
        };
        Diagnostic::general(Code::Column, message, advice.to_owned() + &nearest::remedy(name, &known))
    });
    let mistakes: Vec<Diagnostic> = unknown.collect();
    if mistakes.is_empty() { Ok(names) } else { Err(mistakes) }
}

/// An agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its name: the one in the list of agencies, else as its first row spells it.
    pub name: String,
    /// The places among the sheet's rows of those that name it, in their order.
    pub rows: Vec<usize>,
}

/// The agencies that a sheet's rows name.
#[derive(Debug)]
pub struct Agencies<'a> {
    /// Those that are named, in the order of their first rows.
    pub list: Vec<Agency>,
    /// What may be meant otherwise, in the order of the rows.
    pub doubts: Vec<Doubt<'a>>,
    /// The rows that name nobody for certain, by their places.
    pub nobodys: Vec<usize>,
    /// The place in the list of each spelling's agency.
    places: BTreeMap<String, usize>,
}

impl<'a> Agencies<'a> {
    /// Those in some columns of a sheet.
    pub fn of(sheet: &'a Sheet, columns: &[&str]) -> Agencies<'a> {
        let mentions = mentions(sheet, columns);
        let mut search = Search::new(sheet, &mentions);
        for mention in &mentions {
            search.add(mention);
        }
        search.doubt_cut_off(&mentions);
        let mut found = search.found;
        let named: BTreeSet<usize> =
            found.list.iter().flat_map(|agency| agency.rows.iter().copied()).collect();
        found.nobodys = (0..sheet.initiatives().count()).filter(|row| !named.contains(row)).collect();
        found
    }

    /// The agency with a name, in any of its spellings.
    ///
    /// # Errors
    ///
    /// No row names it; the remedy has the names that may be meant.
    pub fn find(&self, name: &str) -> Result<&Agency, Diagnostic> {
        let place = self.places.get(&key(name)).and_then(|place| self.list.get(*place));
        place.ok_or_else(|| {
            let message = format!("「{name}」という機関の取組はありません");
            Diagnostic::general(Code::UnknownAgency, message, self.remedy(name))
        })
    }

    /// The spellings of all names, in one width and without blanks, each with the name in the list.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.places.iter().map(|(spelling, place)| (spelling.as_str(), self.list[*place].name.as_str()))
    }

    /// The agencies that a row names, by its place.
    pub fn of_row(&self, row: usize) -> impl Iterator<Item = &Agency> {
        self.list.iter().filter(move |agency| agency.rows.contains(&row))
    }

    fn remedy(&self, name: &str) -> String {
        let names: Vec<&str> = self.list.iter().map(|agency| agency.name.as_str()).collect();
        let longer: Vec<&str> = names.iter().copied().filter(|other| other.contains(name)).collect();
        match longer.as_slice() {
            [] => nearest::remedy(name, &names),
            longer => format!("名前は全部書いてください。「{name}」を含むのは {} です", longer.join("、")),
        }
    }
}

/// A name in a cell.
struct Mention<'a> {
    /// The row, and its place.
    row: &'a Initiative,
    place: usize,
    /// The cell.
    text: &'a Text,
    named: Named<'a>,
}

fn mentions<'a>(sheet: &'a Sheet, columns: &[&str]) -> Vec<Mention<'a>> {
    let rows = sheet.initiatives().enumerate();
    let cells = rows.flat_map(|(place, row)| {
        columns.iter().filter_map(move |column| Some((place, row, row.text(column)?)))
    });
    let mentions = cells.flat_map(|(place, row, text)| {
        let names = agencies::names_in(&text.value).into_iter();
        names.map(move |named| Mention { row, place, text, named })
    });
    mentions.collect()
}

/// Finds out who is meant.
struct Search<'a> {
    found: Agencies<'a>,
    /// The list of agencies in the data: for each spelling the name.
    listed: BTreeMap<String, &'a str>,
    /// The spellings that are one name for certain, those in the list among them.
    certain: BTreeSet<String>,
}

impl<'a> Search<'a> {
    fn new(sheet: &'a Sheet, mentions: &[Mention<'a>]) -> Search<'a> {
        let listed: BTreeMap<String, &str> = sheet
            .agencies
            .iter()
            .flat_map(|agency| {
                let spellings = [&agency.name].into_iter().chain(&agency.others);
                spellings.map(|spelling| (key(&spelling.value), agency.name.value.as_str()))
            })
            .collect();
        let whole = mentions.iter().map(|mention| mention.named.name).filter(|name| halves(name).is_none());
        let certain = whole.filter(|name| !is_general(name)).map(key).chain(listed.keys().cloned());
        let found =
            Agencies { list: Vec::new(), doubts: Vec::new(), nobodys: Vec::new(), places: BTreeMap::new() };
        Search { found, certain: certain.collect(), listed }
    }

    /// Adds whom a name means, and the doubts about it.
    fn add(&mut self, mention: &Mention<'a>) {
        let name = mention.named.name;
        let is_listed = self.listed.contains_key(&key(name));
        if !is_listed && is_general(name) {
            return self.doubt(mention, Why::NoName);
        }
        match self.parts(name) {
            Some(parts) if !is_listed => parts.into_iter().for_each(|part| self.enter(part, mention.place)),
            _ => self.enter(name, mention.place),
        }
        for why in self.doubts_about(&mention.named, is_listed) {
            self.doubt(mention, why);
        }
    }

    /// The names that are joined in one, where each of them is known.
    fn parts<'b>(&self, name: &'b str) -> Option<Vec<&'b str>> {
        let (first, rest) = halves(name)?;
        let is_certain = |name: &str| self.certain.contains(&key(name));
        let rest = if is_certain(rest) { Some(vec![rest]) } else { self.parts(rest) };
        rest.filter(|_| is_certain(first)).map(|rest| [vec![first], rest].concat())
    }

    /// Enters a row of an agency under the name that the list of agencies has for it.
    fn enter(&mut self, name: &str, row: usize) {
        let found = &mut self.found;
        let name = self.listed.get(&key(name)).copied().unwrap_or(name);
        let place = *found.places.entry(key(name)).or_insert(found.list.len());
        if place == found.list.len() {
            found.list.push(Agency { name: name.to_owned(), rows: Vec::new() });
            let spellings = self.listed.iter().filter(|(_, listed)| **listed == name);
            found.places.extend(spellings.map(|(spelling, _)| (spelling.clone(), place)));
        }
        let rows = &mut found.list[place].rows;
        if rows.last() != Some(&row) {
            rows.push(row);
        }
    }

    fn doubts_about(&self, named: &Named, is_listed: bool) -> Vec<Why> {
        let is_certain = |name: &str| self.certain.contains(&key(name));
        let before = agencies::before_brackets(named.name).filter(|before| is_certain(before));
        let doubts = [
            (named.has_others, Why::Others),
            (named.may_go_on && !is_listed, Why::GoesOn),
            (!is_listed && halves(named.name).is_some() && self.parts(named.name).is_none(), Why::Joined),
            (!is_listed && before.is_some(), Why::Within(before.unwrap_or_default().to_owned())),
        ];
        doubts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, why)| why).collect()
    }

    /// Doubts names that have lost their place, as 市立病院 beside 小田原市立病院, at their first mention.
    fn doubt_cut_off(&mut self, mentions: &[Mention<'a>]) {
        let names: Vec<&str> = mentions.iter().map(|mention| mention.named.name).collect();
        let mut whole = BTreeMap::new();
        for name in &names {
            for end in ends_after_a_place(name) {
                whole.entry(end).or_insert(*name);
            }
        }
        for mention in mentions {
            let name = mention.named.name;
            let is_listed = self.listed.contains_key(&key(name));
            if let Some(whole) = whole.remove(name).filter(|_| !is_listed) {
                self.doubt(mention, Why::Within(whole.to_owned()));
            }
        }
        self.found.doubts.sort_by_key(|doubt| doubt.place);
    }

    fn doubt(&mut self, mention: &Mention<'a>, why: Why) {
        let at = mention.named.at;
        let part = mention.text.part(at..at + mention.named.name.len());
        self.found.doubts.push(Doubt { row: mention.row, place: mention.place, part, why });
    }
}

#[cfg(test)]
mod tests;
