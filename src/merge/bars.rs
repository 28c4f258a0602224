//! Bars that are written anew: only what differs is changed, so that comments stay.

use crate::diag::Diagnostic;
use crate::edit::written::bars;
use crate::edit::{Change, add_bar, edit, writable};
use crate::japanese::bars::bars_in;
use crate::japanese::width::bare;
use crate::japanese::words;
use crate::load::{Document, Path, Step, Value};
use crate::reply::Bar;

/// The bars that are written on one line: 方法検討: 4月〜9月、順次実施: 10月〜3月. `None` where that is no list of
/// bars.
pub(super) fn read(text: &str) -> Option<Vec<Bar>> {
    let parts = text.split(['、', '\n', ',', '，']).map(str::trim).filter(|part| !part.is_empty());
    let bar = |part: &str| {
        let (kind, span) = part.split_once([':', '：'])?;
        let (kind, span) = (kind.trim(), span.trim());
        (!kind.is_empty() && !span.is_empty()).then(|| (kind.to_owned(), span.to_owned()))
    };
    if let Some(bars) = parts.map(bar).collect() {
        return Some(bars);
    }
    let bars: Vec<Bar> = bars_in(text).into_iter().map(|bar| (bar.name, bar.months)).collect();
    (!bars.is_empty()).then_some(bars)
}

/// Gives a row, of which `row` is the way, other bars than it has. `current` are these as they are proposed with: one
/// that stays keeps the words in which it is written.
pub(super) fn write(
    document: &mut Document,
    row: &Path,
    (current, new): (&[Bar], &[Bar]),
) -> Result<(), Diagnostic> {
    let old = bars(document, &row.clone().key(words::SCHEDULE));
    let pairs = pairs(&old, new);
    for (index, (path, bar)) in old.iter().zip(&pairs).enumerate() {
        let (path, Some(bar)) = (&path.0, bar) else { continue };
        let (kind, span) = &new[*bar];
        let text = writable(document, span.clone());
        let stays = current.len() == old.len() && bare(&current[index].1) == bare(span);
        let is_same =
            stays || matches!(document.get(path), Some(Value::Text(old)) if bare(&old) == bare(&text));
        if !is_same {
            edit(document, &Change::Set { path: path.clone(), text })?;
        }
        if old_kind(path) != kind.as_str() {
            edit(document, &Change::Rename { path: path.clone(), name: kind.clone() })?;
        }
    }
    for ((path, _), _) in old.iter().zip(&pairs).rev().filter(|(_, bar)| bar.is_none()) {
        edit(document, &Change::Remove { path: path.clone() })?;
    }
    for (_, (kind, span)) in new.iter().enumerate().filter(|(index, _)| !pairs.contains(&Some(*index))) {
        let when = writable(document, span.clone());
        let change = add_bar(document, row, kind, &when);
        edit(document, &change)?;
    }
    Ok(())
}

fn old_kind(path: &Path) -> &str {
    match path.steps().last() {
        Some(Step::Key(kind)) => kind,
        _ => "",
    }
}

/// The new bar that each old one becomes: one of its kind, else the one that stands in its place.
fn pairs(old: &[(Path, String)], new: &[Bar]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; old.len()];
    let mut is_free = vec![true; new.len()];
    for (place, (_, kind)) in old.iter().enumerate() {
        let same = (0..new.len()).find(|bar| is_free[*bar] && bare(&new[*bar].0) == bare(kind));
        if let Some(bar) = same {
            (pairs[place], is_free[bar]) = (Some(bar), false);
        }
    }
    for place in 0..old.len().min(new.len()) {
        if pairs[place].is_none() && is_free[place] {
            (pairs[place], is_free[place]) = (Some(place), false);
        }
    }
    pairs
}
