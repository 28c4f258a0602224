//! The template that the data are made with, to be looked at and changed.

use serde_json::Value as Json;
use shiryo3::diag::{Diagnostic, Source};
use shiryo3::load::{Document, Value};

use super::edits::patched;
use super::{Session, first};
use crate::message::{Answer, Look, TemplateEdit};

impl Session {
    /// The template as it would be with some changes. Nothing of the session changes: the page puts what it
    /// wants beside the data.
    pub(super) fn look(&self, change: TemplateEdit) -> Result<Answer, Diagnostic> {
        let chosen = self.chosen();
        let source = chosen.source.as_ref().or(self.built_in.source.as_ref());
        let source = source.ok_or_else(super::changed_meanwhile)?;
        let text = match change {
            TemplateEdit::None => source.text().to_owned(),
            TemplateEdit::Text(text) => text,
            TemplateEdit::Patches(patches) => patched(source.text(), &patches)?,
            TemplateEdit::Changes(changes) => {
                let document = self.changed(Document::read(source).map_err(first)?, changes)?;
                document.source().text().to_owned()
            }
        };
        let value = value_of(&source.with_text(&text));
        let standard = self.built_in.source.as_ref().and_then(value_of);
        let columns = standard.and_then(|standard| standard.get(COLUMNS).cloned());
        Ok(Answer::Template(Look { value, text, columns: columns.unwrap_or_default() }))
    }
}

/// The key of a template's columns.
const COLUMNS: &str = "欄";

/// What a text says; nothing where it is no YAML.
fn value_of(source: &Source) -> Option<Json> {
    Document::read(source).ok().map(|document| json(document.value()))
}

/// A value as the page reads it.
fn json(value: Value) -> Json {
    match value {
        Value::Empty => Json::String(String::new()),
        Value::Text(text) => Json::String(text),
        Value::List(items) => Json::Array(items.into_iter().map(json).collect()),
        Value::Map(entries) => {
            Json::Object(entries.into_iter().map(|(key, value)| (key, json(value))).collect())
        }
    }
}
