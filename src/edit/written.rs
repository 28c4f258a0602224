//! Finds the rows, bars and texts of a document as they are written.

use crate::japanese::words;
use crate::load::{Document, Path, Step, Value};

/// A row (取組) of a document.
pub(crate) struct Row {
    /// The way to it.
    pub path: Path,
    /// Its number as it is written.
    pub number: String,
}

/// The rows of a document, theme by theme.
pub(crate) fn rows(document: &Document) -> Vec<Row> {
    let themes = Path::top().key(words::THEMES);
    let paths = (0..count(document, &themes)).flat_map(|theme| {
        let rows = themes.clone().item(theme).key(words::INITIATIVES);
        (0..count(document, &rows)).map(move |row| rows.clone().item(row))
    });
    let row = |path: Path| Row {
        number: text(document, &path.clone().key(words::NUMBER)).unwrap_or_default(),
        path,
    };
    paths.map(row).collect()
}

/// How many items a list has.
pub(crate) fn count(document: &Document, path: &Path) -> usize {
    match document.get(path) {
        Some(Value::List(items)) => items.len(),
        _ => 0,
    }
}

/// The text at the end of a way.
pub(crate) fn text(document: &Document, path: &Path) -> Option<String> {
    match document.get(path)? {
        Value::Text(text) => Some(text),
        Value::Empty | Value::List(_) | Value::Map(_) => None,
    }
}

/// The keys on a way.
pub(crate) fn keys(path: &Path) -> impl Iterator<Item = &str> {
    path.steps().iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item(_) => None,
    })
}

/// All texts of a value, with the ways to them from a way to it on.
pub(crate) fn texts(value: &Value, path: &Path) -> Vec<(Path, String)> {
    match value {
        Value::Empty => Vec::new(),
        Value::Text(text) => vec![(path.clone(), text.clone())],
        Value::List(items) => {
            let items = items.iter().enumerate();
            items.flat_map(|(index, item)| texts(item, &path.clone().item(index))).collect()
        }
        Value::Map(entries) => {
            entries.iter().flat_map(|(key, value)| texts(value, &path.clone().key(key))).collect()
        }
    }
}

/// The bars that a value lists, of which `path` is the way: the way to each one's months, and its kind.
pub(crate) fn bars(document: &Document, path: &Path) -> Vec<(Path, String)> {
    let named = |path: &Path, value: &Value| match value {
        Value::Map(entries) => {
            entries.iter().map(|(kind, _)| (path.clone().key(kind), kind.clone())).collect()
        }
        _ => Vec::new(),
    };
    match document.get(path) {
        Some(Value::List(items)) => {
            let items = items.iter().enumerate();
            items.flat_map(|(index, item)| named(&path.clone().item(index), item)).collect()
        }
        Some(value) => named(path, &value),
        None => Vec::new(),
    }
}
