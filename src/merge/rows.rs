//! Proposals about whole rows.

use std::collections::{BTreeMap, BTreeSet};

use super::edits::Order;
use super::side::Side;
use super::values::{Added, Aspect, Kind, Proposal};
use crate::japanese::words;
use crate::reply::{self, Gone, Row, row_key, tidy};

/// The rows that would go. One that has been edited since is a conflict.
pub(super) fn deleted(sides: &[Side], current: &[Row]) -> Vec<(Order, Proposal)> {
    let mut all: Vec<(usize, Proposal)> = Vec::new();
    for side in sides {
        for (old, why) in &side.answer.reply.deleted {
            let Some(place) = side.current_of[*old] else { continue };
            if let Some((_, known)) = all.iter_mut().find(|(known, _)| *known == place) {
                known.agencies.push(side.answer.agency.clone());
                continue;
            }
            let (base, row) = (&side.answer.reply.base[*old], &current[place]);
            let is_edited = base.bars != row.bars || shown(base) != shown(row);
            let kind = if is_edited { Kind::Conflict } else { Kind::Deleted };
            let why = match why {
                Gone::Missing => "返ってきたファイルに、この取組がありません",
                Gone::Struck => "取組の全部に取り消し線があります",
                Gone::Said => "回答の欄に「削除」とあります",
            };
            let remark = if is_edited {
                format!("{why}\n資料では、もとの版から直されています")
            } else {
                why.to_owned()
            };
            all.push((place, proposal(side, &row.number, (shown(base), shown(row)), kind, remark)));
        }
    }
    all.into_iter().map(|(place, proposal)| (Order::of_row(place), proposal)).collect()
}

fn proposal(
    side: &Side,
    number: &str,
    (base, current): (String, String),
    kind: Kind,
    remark: String,
) -> Proposal {
    Proposal {
        number: number.to_owned(),
        aspect: Aspect::Deleted,
        base,
        current,
        agencies: vec![side.answer.agency.clone()],
        reply: String::new(),
        kind,
        default: kind.default(),
        remark,
    }
}

/// The rows that are new, but for those that the sheet has got since.
pub(super) fn added(sides: &[Side], current: &[Row]) -> Vec<(Order, Proposal)> {
    let mut all: Vec<(Option<usize>, Proposal)> = Vec::new();
    let mut place_of: BTreeMap<[String; 2], usize> = BTreeMap::new();
    for side in sides {
        let old: BTreeSet<usize> = side.current_of.iter().flatten().copied().collect();
        let fresh = current.iter().enumerate().filter(|(place, _)| !old.contains(place));
        let fresh: BTreeSet<[String; 2]> = fresh.map(|(_, row)| row_key(row)).collect();
        for new in &side.answer.reply.added {
            let key = row_key(&new.row);
            if fresh.contains(&key) {
                continue;
            }
            if let Some((_, known)) = place_of.get(&key).and_then(|place| all.get_mut(*place)) {
                known.agencies.push(side.answer.agency.clone());
                continue;
            }
            place_of.insert(key, all.len());
            // Behind the nearest row before it that is still there.
            let before = new.after.and_then(|after| (0..=after).rev().find_map(|old| side.current_of[old]));
            let after = before.map(|place| current[place].number.clone());
            let added = Added {
                row: Row { theme: theme(new.row.theme.as_str(), before, current), ..new.row.clone() },
                after,
            };
            all.push((before, new_row(side, added, current)));
        }
    }
    let placed =
        all.into_iter().enumerate().map(|(nth, (before, proposal))| (Order::behind(before, nth), proposal));
    placed.collect()
}

/// The theme of a new row: the one that it names, else that of the row before it.
fn theme(named: &str, before: Option<usize>, current: &[Row]) -> String {
    if !named.is_empty() {
        return named.to_owned();
    }
    before.or(Some(0)).and_then(|place| current.get(place)).map_or(String::new(), |row| row.theme.clone())
}

fn new_row(side: &Side, added: Added, current: &[Row]) -> Proposal {
    let is_taken = current.iter().any(|row| row.number == added.row.number);
    let is_same =
        |row: &&Row| row.number == added.row.number && row.text(words::ITEM) == added.row.text(words::ITEM);
    let is_copy = is_taken && current.iter().any(|row| is_same(&row));
    let remark = match added.row.number.as_str() {
        number if is_copy => format!(
            "番号 {number} の取組を写して直したものかもしれません。取り入れると、空いている番号の新しい取組になります"
        ),
        "" => "番号がありません。取り入れると、空いている番号が付きます".to_owned(),
        number if is_taken => {
            format!("番号 {number} は使われています。取り入れると、空いている番号が付きます")
        }
        _ => String::new(),
    };
    Proposal {
        number: added.row.number.clone(),
        base: String::new(),
        current: String::new(),
        agencies: vec![side.answer.agency.clone()],
        reply: shown(&added.row),
        kind: Kind::Added,
        default: Kind::Added.default(),
        remark,
        aspect: Aspect::Added(added),
    }
}

/// A row on several lines, for people.
pub(super) fn shown(row: &Row) -> String {
    let texts = row.texts.iter().map(|(name, text)| (name.as_str(), tidy(text)));
    let bars = row.bars.as_deref().map_or(words::MEETINGS.to_owned(), reply::shown_bars);
    let lines = texts.chain([(words::SCHEDULE, bars)]).filter(|(_, text)| !text.is_empty());
    lines.map(|(name, text)| format!("【{name}】{text}")).collect::<Vec<_>>().join("\n")
}
