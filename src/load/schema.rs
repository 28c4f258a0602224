//! JSON Schemas of the two YAML files, for editors that complete keys and mark slips while one
//! types. The raw structs name their keys, and [`super::raw::values`] says what may stand behind them.
//! [`crate::resolve`] has the last word: months in the wrong order, say, no schema can tell.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, json_schema};

use super::raw::{RawSheet, RawTemplate, cell};
use crate::japanese::words;

/// Where the schema of the data says what a 取組 has.
const INITIATIVE: &str = "/properties/課題/items/properties/取組/items";

/// Where the schema of a template says what a column is.
const COLUMN: &str = "/properties/欄/items";

/// The JSON Schema of the data files of a template. `columns` are the names of its text columns, each with
/// whether every 取組 must have that text, and `shows_numbers` tells whether a column shows their numbers.
pub fn sheet<'a>(columns: impl IntoIterator<Item = (&'a str, bool)>, shows_numbers: bool) -> String {
    let mut schema = schema_of::<RawSheet>();
    let initiative: Option<&mut Schema> =
        schema.pointer_mut(INITIATIVE).and_then(|value| value.try_into().ok());
    if let Some(initiative) = initiative {
        for (name, is_required) in columns {
            add_text(initiative, name, is_required);
        }
        if !shows_numbers {
            remove_required(initiative, words::NUMBER);
        }
        initiative.insert("additionalProperties".to_owned(), false.into());
    }
    written(schema)
}

/// The JSON Schema of a template.
pub fn template() -> String {
    let mut schema = schema_of::<RawTemplate>();
    let column: Option<&mut Schema> = schema.pointer_mut(COLUMN).and_then(|value| value.try_into().ok());
    if let Some(column) = column {
        *column = column_or_group(std::mem::take(column));
    }
    written(schema)
}

/// A column, or a head with columns below it.
fn column_or_group(column: Schema) -> Schema {
    let column = column.to_value();
    let group = json_schema!({
        "type": "object",
        "description": "幾つかの欄を一つの見出しでまとめたもの",
        "properties": {
            (words::HEADING): column["properties"][words::HEADING],
            (words::COLUMNS): { "description": "この見出しの下の欄", "type": "array", "items": column, "minItems": 1 },
        },
        "required": [words::HEADING, words::COLUMNS],
        "additionalProperties": false,
    });
    json_schema!({ "if": { "required": [words::COLUMNS] }, "then": group, "else": column })
}

/// Lets a 取組 go without something.
fn remove_required(initiative: &mut Schema, name: &str) {
    if let Some(names) = initiative.get_mut("required").and_then(|names| names.as_array_mut()) {
        names.retain(|required| required != name);
    }
}

/// Lets a 取組 have a text, or says that it must.
fn add_text(initiative: &mut Schema, name: &str, is_required: bool) {
    let Some(texts) = initiative.get_mut("properties").and_then(|texts| texts.as_object_mut()) else {
        return;
    };
    let text = texts.entry(name).or_insert_with(|| true.into());
    *text = cell(text["description"].as_str(), is_required).into();
    if is_required && let Some(names) = initiative.get_mut("required").and_then(|names| names.as_array_mut())
    {
        names.push(name.into());
    }
}

/// Draft 7, and no references: what editors' YAML extensions understand best.
fn schema_of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>()
}

fn written(mut schema: Schema) -> String {
    RecursiveTransform(allow_empty).transform(&mut schema);
    format!("{:#}\n", schema.as_value())
}

/// A key that may be missing may also stand there with nothing behind it.
fn allow_empty(schema: &mut Schema) {
    let required = schema.get("required").and_then(|keys| keys.as_array()).cloned().unwrap_or_default();
    let Some(keys) = schema.get_mut("properties").and_then(|keys| keys.as_object_mut()) else { return };
    for (_, value) in keys.iter_mut().filter(|(key, _)| !required.contains(&key.as_str().into())) {
        let types = value["type"].take();
        let mut types = types.as_array().cloned().unwrap_or(vec![types]);
        types.push("null".into());
        value["type"] = types.into();
        if let Some(words) = value.get_mut("enum").and_then(|words| words.as_array_mut()) {
            words.push(().into());
        }
    }
}
