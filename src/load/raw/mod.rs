//! The shapes of the two YAML files, as typed by people: text and places, nothing decided yet. What
//! editors show of keys and values is Japanese: the people who edit the files read it.

mod changes;
mod sheet;
mod template;
mod values;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use ecow::EcoString;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::diag::{SourceId, Span};

pub(in crate::load) use values::cell;

pub use changes::{RawComparison, RawMarks};
pub use sheet::{
    RawAgency, RawHeld, RawInitiative, RawMeeting, RawOccasion, RawSchedule, RawSheet, RawText, RawTheme,
    RawWhen,
};
pub use template::{
    RawAxis, RawBarStyle, RawColumn, RawFills, RawMargins, RawRepeat, RawRules, RawSetting, RawTemplate,
    RawType, RawWording,
};

/// The name under which [`crate::load::decode`] recognises a [`Field`].
pub(in crate::load) const FIELD: &str = "shiryo3::Field";

/// The name under which [`crate::load::decode`] recognises a [`RawText`].
pub(in crate::load) const TEXT: &str = "shiryo3::Text";

/// The name under which [`crate::load::decode`] recognises a [`RawWhen`].
pub(in crate::load) const WHEN: &str = "shiryo3::When";

/// The name under which [`crate::load::decode`] recognises a [`RawHeld`].
pub(in crate::load) const HELD: &str = "shiryo3::Held";

/// The key under which a struct receives the keys that it has no field for.
pub(in crate::load) const REST: &str = "*";

/// A value that may be missing, and where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Field<T> {
    /// The key is not there.
    #[default]
    Absent,
    /// The key is there, with nothing behind it.
    Empty(Span),
    /// There is something that could not be read; the mistake has been noted.
    Broken,
    /// The value.
    Given(T, Span),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Field<T>, D::Error> {
        deserializer.deserialize_newtype_struct(FIELD, FieldVisitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Field<{}>", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

/// Puts a [`Field`] together from its place and value.
struct FieldVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FieldVisitor<T> {
    type Value = Field<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Field<T>, A::Error> {
        let missing = || A::Error::custom("a place");
        let source = SourceId(parts.next_element()?.ok_or_else(missing)?);
        let mut number = || parts.next_element()?.ok_or_else(missing);
        let span = Span { source, start: number()?, end: number()? };
        Ok(match parts.next_element::<T>() {
            Ok(Some(value)) => Field::Given(value, span),
            Ok(None) => Field::Empty(span),
            Err(_) => Field::Broken,
        })
    }
}

/// A mapping whose keys people choose, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Entries<T>(pub Vec<(Field<EcoString>, Field<T>)>);

impl<T> Default for Entries<T> {
    fn default() -> Entries<T> {
        Entries(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<T>, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Entries<{}>", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}

/// Collects the pairs of an [`Entries`].
struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
        // Most are bars, of one each, and a list of unknown length would begin with room for four.
        let mut entries = Vec::with_capacity(map.size_hint().unwrap_or_default());
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::words::*;

    /// The fields of a raw struct, as its schema names them.
    fn fields<T: JsonSchema>() -> Vec<String> {
        let schema = T::json_schema(&mut SchemaGenerator::default());
        let properties = schema.get("properties").and_then(|properties| properties.as_object());
        properties.into_iter().flatten().map(|(name, _)| name.clone()).collect()
    }

    #[test]
    fn fields_of_the_data_have_the_names_that_all_others_use() {
        let about = [LABEL, TITLE, FISCAL_YEAR, PERIOD, DATE, AUTHOR, TEMPLATE, PAGES, SHORT_ENDS, IGNORED];
        let sheet = [about.as_slice(), &[AGENCIES, MEETINGS, NOTE, THEMES]].concat();
        assert_eq!(fields::<RawSheet>(), sheet);
        assert_eq!(fields::<RawAgency>(), [NAME, OTHER_NAMES]);
        assert_eq!(
            fields::<RawMeeting>(),
            [MONTH, SHOWN, AGENDA, NAME, MARK, REPORT, crate::japanese::words::HELD]
        );
        assert_eq!(fields::<RawOccasion>(), [MONTH, SHOWN, AGENDA, REPORT]);
        assert_eq!(fields::<RawTheme>(), [HEADING, CATEGORY, INITIATIVES]);
        let fixed = [NUMBER, SCHEDULE, ACTUAL, REPORT, PAGE_BREAK, REASONS];
        assert_eq!(fields::<RawInitiative>(), [fixed.as_slice(), &USUAL_TEXTS].concat());
    }

    #[test]
    fn fields_of_templates_have_the_names_that_all_others_use() {
        assert_eq!(fields::<RawTemplate>(), OF_TEMPLATE);
        assert_eq!(fields::<RawMargins>(), [TOP, BOTTOM, LEFT, RIGHT]);
        let sizes = [BODY, TITLE, LABEL, HEADS, NOTE, BANDS, LEAST_BODY, MOST_BODY];
        let spacing = [LEADING, PADDING_X, PADDING_Y, "帯の上下の空き", "帯の左右の空き", "検討事項の空き"];
        assert_eq!(fields::<RawType>(), [sizes.as_slice(), &spacing].concat());
        assert_eq!(fields::<RawColumn>(), [NAME, HEADING, NOTE, WIDTH, ALIGN, "字下げ", "必須"]);
        assert_eq!(fields::<RawRepeat>(), [LABEL, TITLE, HEADS, BANDS, "ページ番号"]);
        assert_eq!(
            fields::<RawRules>(),
            [OUTER, INNER, COLOR, "内側の色", "課題の上", "予定の区切り", "予定の区切りの色"]
        );
        assert_eq!(fields::<RawFills>(), [HEADS, BANDS]);
        assert_eq!(fields::<RawAxis>(), ["単位"]);
        assert_eq!(fields::<RawWording>(), [QUARTERS, REPORT, AGENDA, BULLET, CONTINUED]);
        assert_eq!(fields::<RawBarStyle>(), [FILLS, OUTLINE, TEXT_COLOR, "形", "線"]);
        assert_eq!(fields::<RawSetting>(), [LABEL, "縦揃え", REPORT, SHORT_ENDS, "行の高さ", "帯の名前"]);
        assert_eq!(fields::<RawMarks>(), [COLOR]);
        assert_eq!(fields::<RawComparison>(), ["順序", "全行", HEADING]);
        assert_eq!(fields::<changes::RawComparisonHeads>(), [COLUMNS, NEW, OLD, REMARKS]);
    }
}
