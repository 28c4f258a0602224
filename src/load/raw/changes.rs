//! The shape of what a template says of changes: of marks and of comparisons.

use ecow::EcoString;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Field, values};

/// The look of texts that were deleted or added.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "消した文字と加えた文字の見かけ")]
pub struct RawMarks {
    /// Their colour.
    #[serde(rename = "色")]
    #[schemars(schema_with = "values::color", description = "文字と、その取り消し線や下線の色")]
    pub color: Field<EcoString>,
}

/// Both versions beside each other.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "新旧対照表の形")]
pub struct RawComparison {
    /// 新旧 or 旧新.
    #[serde(rename = "順序")]
    #[schemars(
        default,
        schema_with = "values::order_of_sides",
        description = "左から並べる順。書かなければ新旧（新が左）"
    )]
    pub order: Field<EcoString>,
    /// Whether it shows the rows that did not change.
    #[serde(rename = "全行")]
    #[schemars(
        default,
        schema_with = "values::yes_or_no",
        description = "「はい」なら、変わらない取組も並べる。書かなければ、変わった取組だけ"
    )]
    pub all_rows: Field<EcoString>,
    /// The heads of its columns.
    #[serde(rename = "見出し")]
    #[schemars(default, description = "欄の見出し")]
    pub heads: Field<RawComparisonHeads>,
}

/// The heads of its columns.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "新旧対照表の欄の見出し")]
pub struct RawComparisonHeads {
    /// Over the number of the row and the name of the field.
    #[serde(rename = "欄")]
    #[schemars(default, schema_with = "values::words", description = "番号と欄の名前の見出し")]
    pub field: Field<EcoString>,
    /// Over the new version.
    #[serde(rename = "新")]
    #[schemars(default, schema_with = "values::words", description = "新しい版の見出し（改正後 など）")]
    pub new: Field<EcoString>,
    /// Over the old version.
    #[serde(rename = "旧")]
    #[schemars(default, schema_with = "values::words", description = "前の版の見出し（改正前 など）")]
    pub old: Field<EcoString>,
    /// Over the reasons.
    #[serde(rename = "備考")]
    #[schemars(default, schema_with = "values::words", description = "変更理由の見出し")]
    pub remarks: Field<EcoString>,
}
