//! Who sent a file.

use crate::agency::Agencies;
use crate::japanese::width::bare;
use crate::reply::Reply;

/// What may stand behind an agency's name in a file's name. Where something else does, the name may be a part
/// of a longer one: 小田原市 in 小田原市立病院.
const BEHIND: [&str; 15] = [
    "修正", "回答", "提出", "意見", "記入", "記載", "返信", "確認", "から", "より", "の", "分", "様", "御中",
    "案",
];

/// Who sent a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// This agency.
    Agency(String),
    /// One of these; the file's name holds them all.
    OneOf(Vec<String>),
    /// Nobody that can be told.
    Unknown,
}

/// Who sent a file: the agency that the file says it was made for, else the one that its name holds whole.
pub fn sender(reply: &Reply, agencies: &Agencies) -> Sender {
    if let Some(agency) = &reply.agency {
        return Sender::Agency(agencies.find(agency).map_or(agency, |found| &found.name).clone());
    }
    let held = agencies.spellings().map(|(spelling, name)| (bare(spelling), name));
    let held: Vec<(String, &str)> = held.filter(|(spelling, _)| holds(&reply.file, spelling)).collect();
    // A name that is a part of another one says less.
    let is_part =
        |spelling: &str| held.iter().any(|(other, _)| other != spelling && other.contains(spelling));
    let mut named: Vec<&str> =
        held.iter().filter(|(spelling, _)| !is_part(spelling)).map(|(_, name)| *name).collect();
    named.sort_unstable();
    named.dedup();
    match named.as_slice() {
        [] => Sender::Unknown,
        [name] => Sender::Agency((*name).to_owned()),
        names => Sender::OneOf(names.iter().map(|name| (*name).to_owned()).collect()),
    }
}

/// Whether two names of files are one, however they are encoded.
pub fn same_name(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

/// Whether a file's name holds a name whole, with blanks in it or not.
fn holds(file: &str, name: &str) -> bool {
    let words: Vec<String> = file.split_whitespace().map(bare).collect();
    let file = words.concat();
    let ends = words.iter().scan(0, |at, word| {
        *at += word.len();
        Some(*at)
    });
    let ends: Vec<usize> = ends.collect();
    let is_end = |behind: &str| {
        behind.chars().next().is_none_or(|c| !c.is_alphanumeric() || c.is_ascii())
            || BEHIND.iter().any(|word| behind.starts_with(word))
    };
    let is_beginning =
        |before: &str| before.chars().next_back().is_none_or(|c| !c.is_alphanumeric() || c.is_ascii());
    !name.is_empty()
        && file
            .match_indices(name)
            .map(|(at, _)| (at, at + name.len()))
            .filter(|(at, _)| ends.contains(at) || is_beginning(&file[..*at]))
            .any(|(_, end)| ends.contains(&end) || is_end(&file[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_held_whole() {
        for file in [
            "小田原市.xlsx",
            "r9_回答票_小田原市(2).xlsx",
            "（小田原市修正）r9のコピー.xlsx",
            "【小田原市】r9.xlsx",
            "回答（小田原市　山田）.xlsx",
            "山田 小田原 市.xlsx",
        ] {
            assert!(holds(file, "小田原市"), "{file}");
        }
        for file in ["小田原市立病院.xlsx", "小田原市健康づくり課回答.xlsx", "西小田原市.xlsx", "r9.xlsx"]
        {
            assert!(!holds(file, "小田原市"), "{file}");
        }
    }
}
