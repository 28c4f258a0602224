//! JSON Schemas of the two YAML files, for editors that complete keys and mark slips while one
//! types. The raw structs name their keys, and [`super::raw::values`] says what may stand behind them.
//! [`crate::resolve`] has the last word: months in the wrong order, say, no schema can tell.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};

use super::raw::{RawSheet, RawTemplate};

/// The JSON Schema of the data file.
pub fn sheet() -> String {
    schema_of::<RawSheet>()
}

/// The JSON Schema of a template.
pub fn template() -> String {
    schema_of::<RawTemplate>()
}

/// Draft 7, and no references: what editors' YAML extensions understand best.
fn schema_of<T: JsonSchema>() -> String {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let generator = settings.with_transform(RecursiveTransform(allow_empty)).into_generator();
    format!("{:#}\n", generator.into_root_schema_for::<T>().as_value())
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
