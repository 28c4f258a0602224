//! The shapes of the two YAML files, as typed by people: text and places, nothing decided yet.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::diag::{Origin, Span};

/// The name under which [`super::decode`] recognises a [`Field`].
pub(super) const FIELD: &str = "shiryo3::Field";

/// The name under which [`super::decode`] recognises a [`RawText`].
pub(super) const TEXT: &str = "shiryo3::Text";

/// The key under which a struct receives the keys that it has no field for.
pub(super) const REST: &str = "*";

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

/// Puts a [`Field`] together from its place and value.
struct FieldVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FieldVisitor<T> {
    type Value = Field<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Field<T>, A::Error> {
        let mut number = || parts.next_element::<usize>()?.ok_or_else(|| A::Error::custom("a place"));
        let origin = if number()? == Origin::Data as usize { Origin::Data } else { Origin::Template };
        let span = Span { origin, start: number()?, end: number()? };
        Ok(match parts.next_element::<T>() {
            Ok(Some(value)) => Field::Given(value, span),
            Ok(None) => Field::Empty(span),
            Err(_) => Field::Broken,
        })
    }
}

/// A mapping whose keys people choose, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Entries<T>(pub Vec<(Field<String>, Field<T>)>);

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

/// Collects the pairs of an [`Entries`].
struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

/// The data file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawSheet {
    /// The handout's number, as in 資料３.
    #[serde(rename = "資料番号")]
    pub label: Field<String>,
    /// The title above the table.
    #[serde(rename = "表題")]
    pub title: Field<String>,
    /// The year from April to March.
    #[serde(rename = "年度")]
    pub fiscal_year: Field<String>,
    /// The day when the sheet was made.
    #[serde(rename = "作成日")]
    pub date: Field<String>,
    /// On how many pages the sheet is to fit.
    #[serde(rename = "収める頁数")]
    pub pages: Field<String>,
    /// Warnings that are not wanted: names of rules, or the characters that a rule points at.
    #[serde(rename = "無視")]
    pub ignored: Field<Vec<Field<String>>>,
    /// The network meetings of the year.
    #[serde(rename = "会議")]
    pub meetings: Field<Vec<Field<RawMeeting>>>,
    /// The themes with their initiatives.
    #[serde(rename = "課題")]
    pub themes: Field<Vec<Field<RawTheme>>>,
}

/// A meeting.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawMeeting {
    /// The month that it falls in.
    #[serde(rename = "月")]
    pub month: Field<String>,
    /// What the sheet shows for it.
    #[serde(rename = "表示")]
    pub label: Field<String>,
    /// The points to discuss.
    #[serde(rename = "検討事項")]
    pub agenda: Field<Vec<Field<String>>>,
}

/// A theme.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawTheme {
    /// The text of its band.
    #[serde(rename = "見出し")]
    pub heading: Field<String>,
    /// The short name that each of its rows shows.
    #[serde(rename = "区分")]
    pub category: Field<String>,
    /// Its rows.
    #[serde(rename = "取組")]
    pub initiatives: Field<Vec<Field<RawInitiative>>>,
}

/// An initiative: one numbered row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawInitiative {
    /// Its number on the sheet.
    #[serde(rename = "番号")]
    pub number: Field<String>,
    /// Its bars, or 会議 in the row that shows the meetings.
    #[serde(rename = "予定")]
    pub schedule: Field<RawSchedule>,
    /// 前, to start a new page before this row.
    #[serde(rename = "改ページ")]
    pub page_break: Field<String>,
    /// The texts of its cells, by the names that the template's columns give them.
    #[serde(rename = "*")]
    pub texts: Entries<RawText>,
}

/// What stands behind a key that should be a column's: only the template can tell.
#[derive(Debug, Clone, PartialEq)]
pub enum RawText {
    /// A text.
    Text(String),
    /// A list or mapping; what to do about it.
    Other(String),
}

impl<'de> Deserialize<'de> for RawText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawText, D::Error> {
        deserializer.deserialize_newtype_struct(TEXT, TextVisitor)
    }
}

/// Tells a text from a list or mapping.
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = RawText;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_str<E>(self, text: &str) -> Result<RawText, E> {
        Ok(RawText::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut remedy: A) -> Result<RawText, A::Error> {
        Ok(RawText::Other(remedy.next_element()?.unwrap_or_default()))
    }
}

/// What stands behind 予定.
#[derive(Debug, Clone, PartialEq)]
pub enum RawSchedule {
    /// A single word.
    Word(String),
    /// Bars: kind and months.
    Bars(Vec<Field<Entries<String>>>),
}

impl<'de> Deserialize<'de> for RawSchedule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawSchedule, D::Error> {
        deserializer.deserialize_any(ScheduleVisitor)
    }
}

/// Tells a word from a list of bars.
struct ScheduleVisitor;

impl<'de> Visitor<'de> for ScheduleVisitor {
    type Value = RawSchedule;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("予定 には「会議」か、「- 方法検討: 4月〜9月」のような帯の一覧を書きます")
    }

    fn visit_str<E>(self, word: &str) -> Result<RawSchedule, E> {
        Ok(RawSchedule::Word(word.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawSchedule, A::Error> {
        let mut bars = Vec::new();
        while let Some(bar) = items.next_element()? {
            bars.push(bar);
        }
        Ok(RawSchedule::Bars(bars))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawSchedule, A::Error> {
        let entries = EntriesVisitor(PhantomData).visit_map(map)?;
        Ok(RawSchedule::Bars(entries.0.into_iter().map(single_bar).collect()))
    }
}

/// One bar of a list that was written without its `-`.
fn single_bar((kind, months): (Field<String>, Field<String>)) -> Field<Entries<String>> {
    match &kind {
        Field::Given(_, span) | Field::Empty(span) => {
            let span = *span;
            Field::Given(Entries(vec![(kind, months)]), span)
        }
        Field::Absent | Field::Broken => Field::Broken,
    }
}

/// A template.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawTemplate {
    /// Paper size and direction, as in A3横.
    #[serde(rename = "用紙")]
    pub paper: Field<String>,
    /// The empty edges of the paper.
    #[serde(rename = "余白")]
    pub margins: Field<RawMargins>,
    /// Font files for characters that the built-in faces lack.
    #[serde(rename = "書体")]
    pub faces: Field<Vec<Field<String>>>,
    /// Type sizes and spacing.
    #[serde(rename = "文字")]
    pub text: Field<RawType>,
    /// The columns, from left to right.
    #[serde(rename = "欄")]
    pub columns: Field<Vec<Field<RawColumn>>>,
    /// What stands on every page.
    #[serde(rename = "各頁に繰り返す")]
    pub repeat: Field<RawRepeat>,
    /// Lines between and around cells.
    #[serde(rename = "罫線")]
    pub rules: Field<RawRules>,
    /// Background colours.
    #[serde(rename = "地色")]
    pub fills: Field<RawFills>,
    /// Words of the schedule that are not in the data.
    #[serde(rename = "予定の言葉")]
    pub wording: Field<RawWording>,
    /// Styles of bars by their kind.
    #[serde(rename = "帯")]
    pub bars: Field<Entries<RawBarStyle>>,
}

/// The empty edges of the paper.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawMargins {
    /// Top.
    #[serde(rename = "上")]
    pub top: Field<String>,
    /// Bottom.
    #[serde(rename = "下")]
    pub bottom: Field<String>,
    /// Left.
    #[serde(rename = "左")]
    pub left: Field<String>,
    /// Right.
    #[serde(rename = "右")]
    pub right: Field<String>,
}

/// Type sizes and spacing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawType {
    /// Cells, bars and markers.
    #[serde(rename = "本文")]
    pub body: Field<String>,
    /// The title.
    #[serde(rename = "表題")]
    pub title: Field<String>,
    /// The handout's number.
    #[serde(rename = "資料番号")]
    pub label: Field<String>,
    /// Heads of columns.
    #[serde(rename = "列見出し")]
    pub head: Field<String>,
    /// Notes below heads.
    #[serde(rename = "注記")]
    pub note: Field<String>,
    /// Theme bands.
    #[serde(rename = "課題見出し")]
    pub band: Field<String>,
    /// The smallest body size when a sheet is fitted to a number of pages.
    #[serde(rename = "本文の最小")]
    pub least_body: Field<String>,
    /// The largest body size when a sheet is fitted to a number of pages.
    #[serde(rename = "本文の最大")]
    pub most_body: Field<String>,
    /// From line to line, as a multiple of the type size.
    #[serde(rename = "行送り")]
    pub leading: Field<String>,
    /// Air at the left and right of a cell's text, in em.
    #[serde(rename = "左右の空き")]
    pub padding_x: Field<String>,
    /// Air above and below a cell's text, in em.
    #[serde(rename = "上下の空き")]
    pub padding_y: Field<String>,
}

/// A column.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawColumn {
    /// What it shows: the key of the 取組 that it takes its text from.
    #[serde(rename = "名前")]
    pub name: Field<String>,
    /// The text of its head.
    #[serde(rename = "見出し")]
    pub head: Field<String>,
    /// A smaller note below the head.
    #[serde(rename = "注記")]
    pub note: Field<String>,
    /// The width of its text in em, without the air beside it.
    #[serde(rename = "幅")]
    pub width: Field<String>,
    /// 左 or 中央.
    #[serde(rename = "揃え")]
    pub align: Field<String>,
    /// はい where every 取組 must have this text.
    #[serde(rename = "必須")]
    pub required: Field<String>,
}

/// What stands on every page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawRepeat {
    /// The title.
    #[serde(rename = "表題")]
    pub title: Field<String>,
    /// Heads of columns.
    #[serde(rename = "列見出し")]
    pub heads: Field<String>,
    /// The band of a theme that goes on.
    #[serde(rename = "課題見出し")]
    pub bands: Field<String>,
    /// The number of the page.
    #[serde(rename = "頁番号")]
    pub page_number: Field<String>,
}

/// Lines between and around cells.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawRules {
    /// Width of those around the table.
    #[serde(rename = "外枠")]
    pub outer: Field<String>,
    /// Width of those inside it.
    #[serde(rename = "内側")]
    pub inner: Field<String>,
    /// Their colour.
    #[serde(rename = "色")]
    pub color: Field<String>,
}

/// Background colours.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawFills {
    /// Heads of columns.
    #[serde(rename = "列見出し")]
    pub head: Field<String>,
    /// Theme bands.
    #[serde(rename = "課題見出し")]
    pub band: Field<String>,
}

/// Words of the schedule that are not in the data.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawWording {
    /// The heads of the four quarters.
    #[serde(rename = "四半期")]
    pub quarters: Field<Vec<Field<String>>>,
    /// The marker that each meeting leaves in a row.
    #[serde(rename = "進捗報告")]
    pub report: Field<String>,
    /// The heading of a meeting's callout.
    #[serde(rename = "検討事項")]
    pub agenda: Field<String>,
    /// What stands before each point of a callout.
    #[serde(rename = "箇条書き")]
    pub bullet: Field<String>,
    /// What follows the heading of a theme's band that is repeated.
    #[serde(rename = "続き")]
    pub continued: Field<String>,
}

/// The style of a kind of bar.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RawBarStyle {
    /// Inside.
    #[serde(rename = "地色")]
    pub fill: Field<String>,
    /// Around.
    #[serde(rename = "枠色")]
    pub outline: Field<String>,
    /// The label.
    #[serde(rename = "文字色")]
    pub text: Field<String>,
}
