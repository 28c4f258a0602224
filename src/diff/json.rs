//! Changes for other programs.

use serde_json::json;

use super::changes::SheetChanges;
use super::text::Mark;
use super::words::{Change, Kind};

/// The changes of a sheet, each a JSON object on a line: the number of its row (`null` above the rows), the
/// field, the kind (`changed`, `added`, `deleted` or `moved`), and the runs of the text, each a pair of `=`,
/// `-` or `+` and its characters.
pub fn json(changes: &SheetChanges) -> String {
    let top = changes.top().into_iter().map(|change| (None, change));
    let themes = changes.themes.iter().flat_map(|theme| {
        let own = theme.fields().into_iter().map(|change| (None, change));
        let rows = theme.rows.iter().flat_map(move |row| {
            let number = row.number().latest().map(|number| number.to_string());
            let fields = row.fields(theme, changes.period).into_iter();
            fields.map(move |change| (number.clone(), change))
        });
        own.chain(rows)
    });
    let changed = top.chain(themes).filter(|(_, change)| change.is_change());
    changed.map(|(number, change)| line(number.as_deref(), &change) + "\n").collect()
}

fn line(number: Option<&str>, change: &Change) -> String {
    let kind = match change.kind {
        Kind::Changed => "changed",
        Kind::Added => "added",
        Kind::Deleted => "deleted",
        Kind::Moved => "moved",
    };
    let sign = |mark: Mark| match mark {
        Mark::Equal => "=",
        Mark::Deleted => "-",
        Mark::Added => "+",
    };
    let runs: Vec<[&str; 2]> = change.runs.iter().map(|(mark, text)| [sign(*mark), text]).collect();
    json!({ "number": number, "field": change.field, "kind": kind, "runs": runs }).to_string()
}
