//! The shape of the data file.

use std::fmt;
use std::marker::PhantomData;

use ecow::EcoString;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Entries, EntriesVisitor, Field, HELD, TEXT, WHEN, values};

/// The data file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, title = "資料３のデータ", description = "資料３（取組内容の予定表）の内容", transform = values::one_year_or_several)]
pub struct RawSheet {
    /// The handout's number, as in 資料３.
    #[serde(rename = "資料番号")]
    #[schemars(schema_with = "values::words", description = "右上に枠で囲んで出す番号（資料３ など）")]
    pub label: Field<EcoString>,
    /// The title above the table.
    #[serde(rename = "表題")]
    #[schemars(schema_with = "values::words", description = "表の上に出す表題")]
    pub title: Field<EcoString>,
    /// The year from April to March.
    #[serde(rename = "年度")]
    #[schemars(
        default,
        schema_with = "values::year",
        description = "4月から3月までの年度。令和7年度、R7、2025年度 のどれでもよい"
    )]
    pub fiscal_year: Field<EcoString>,
    /// Several years, in place of one.
    #[serde(rename = "期間")]
    #[schemars(
        default,
        schema_with = "values::years",
        description = "何年度にもわたる予定のとき、「年度」の代わりに書く（令和6年度〜令和8年度 など）"
    )]
    pub period: Field<EcoString>,
    /// The day when the sheet was made.
    #[serde(rename = "作成日")]
    #[schemars(
        default,
        schema_with = "values::date",
        description = "PDF と Excel のプロパティに入る作成日。令和7年5月10日、R7.5.10、2025-05-10 のどれでもよい"
    )]
    pub date: Field<EcoString>,
    /// Who made the sheet.
    #[serde(rename = "作成者")]
    #[schemars(
        default,
        schema_with = "values::words",
        description = "資料を作った機関の名前。書式の「右肩」にあれば、右上に出す"
    )]
    pub author: Field<EcoString>,
    /// The template, by its file's name.
    #[serde(rename = "書式")]
    #[schemars(
        default,
        schema_with = "values::words",
        description = "書式のファイルの名前。このファイルと同じフォルダーから探す（書かなければ組み込みの書式）"
    )]
    pub template: Field<EcoString>,
    /// On how many pages the sheet is to fit.
    #[serde(rename = "収めるページ数")]
    #[schemars(
        default,
        schema_with = "values::pages",
        description = "このページ数に収まる最も大きい文字にする"
    )]
    pub pages: Field<EcoString>,
    /// Which paragraphs avoid a last line of one or two characters.
    #[serde(rename = "終わりの短い行")]
    #[schemars(
        default,
        schema_with = "values::short_ends",
        description = "段落の終わりの行が一字か二字になるのを避けるか（書かなければ書式のとおり）"
    )]
    pub short_ends: Field<EcoString>,
    /// Warnings that are not wanted: names of rules, or the characters that a rule points at.
    #[serde(rename = "無視")]
    #[schemars(
        default,
        schema_with = "values::list_of_words",
        description = "そのままでよい注意や表記。指摘の名前（機関名 など）か、指摘された文字を並べる"
    )]
    pub ignored: Field<Vec<Field<EcoString>>>,
    /// The agencies, each with the spellings of its name.
    #[serde(rename = "機関")]
    #[schemars(
        default,
        description = "機関の名前と、同じ機関を指す別の書き方。抜粋と回答票で一つの機関として扱う"
    )]
    pub agencies: Field<Vec<Field<RawAgency>>>,
    /// The network meetings of the year.
    #[serde(rename = "会議")]
    #[schemars(
        default,
        schema_with = "values::meetings::<RawMeeting>",
        description = "年度の会議。各取組の予定に「進捗報告」が入る。なければ「なし」と書く"
    )]
    pub meetings: Field<Vec<Field<RawMeeting>>>,
    /// What is noted below the table.
    #[serde(rename = "注記")]
    #[schemars(
        default,
        schema_with = "values::list_of_words",
        description = "最後のページで、表の下に出す注記（※日程は変わることがあります など）"
    )]
    pub notes: Field<Vec<Field<EcoString>>>,
    /// The themes with their initiatives.
    #[serde(rename = "課題")]
    #[schemars(description = "課題ごとの取組")]
    pub themes: Field<Vec<Field<RawTheme>>>,
}

/// An agency.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "機関")]
pub struct RawAgency {
    /// Its name.
    #[serde(rename = "名前")]
    #[schemars(schema_with = "values::words", description = "機関の名前（小田原市 など）")]
    pub name: Field<EcoString>,
    /// Other spellings of it.
    #[serde(rename = "別名")]
    #[schemars(
        default,
        schema_with = "values::list_of_words",
        description = "同じ機関を指す別の書き方（小田原市役所 など）"
    )]
    pub others: Field<Vec<Field<EcoString>>>,
}

/// A meeting.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "会議", transform = values::one_meeting_or_several)]
pub struct RawMeeting {
    /// The month that it falls in.
    #[serde(rename = "月")]
    #[schemars(default, schema_with = "values::month", description = "会議のある月（9月 など）")]
    pub month: Field<EcoString>,
    /// What the sheet shows for it.
    #[serde(rename = "表示")]
    #[schemars(
        default,
        schema_with = "values::words",
        description = "表に出す言葉（会議開催（９月頃） など）。会議体の名前があれば、なくてもよい"
    )]
    pub label: Field<EcoString>,
    /// The points to discuss.
    #[serde(rename = "検討事項")]
    #[schemars(default, schema_with = "values::list_of_words", description = "会議で検討すること")]
    pub agenda: Field<Vec<Field<EcoString>>>,
    /// The body that meets.
    #[serde(rename = "名前")]
    #[schemars(
        default,
        schema_with = "values::words",
        description = "会議体の名前（全体会、こども部会 など）"
    )]
    pub name: Field<EcoString>,
    /// The sign of its meetings.
    #[serde(rename = "記号")]
    #[schemars(default, schema_with = "values::words", description = "会議体の印（● など）")]
    pub mark: Field<EcoString>,
    /// Whether rows report on their progress to it.
    #[serde(rename = "進捗報告")]
    #[schemars(
        default,
        schema_with = "values::yes_or_no",
        description = "「いいえ」なら、この会議のために「進捗報告」を入れない"
    )]
    pub reports: Field<EcoString>,
    /// When it meets, in place of one month.
    #[serde(rename = "開催")]
    #[schemars(
        default,
        schema_with = "values::held::<RawOccasion>",
        description = "会議体が開かれる月の一覧（[5月, 8月] など）か、毎月"
    )]
    pub held: Field<Vec<Field<RawHeld>>>,
}

/// A meeting of a body: its month alone, or with more.
#[derive(Debug)]
pub enum RawHeld {
    /// The month.
    Month(EcoString),
    /// A meeting.
    Meeting(RawOccasion),
}

/// A meeting of a body that is named above it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "会議体の一回の会議")]
pub struct RawOccasion {
    /// The month that it falls in.
    #[serde(rename = "月")]
    #[schemars(schema_with = "values::month", description = "会議のある月（9月 など）")]
    pub month: Field<EcoString>,
    /// What the sheet shows for it.
    #[serde(rename = "表示")]
    #[schemars(default, schema_with = "values::words", description = "表に出す言葉（第１回 など）")]
    pub label: Field<EcoString>,
    /// The points to discuss.
    #[serde(rename = "検討事項")]
    #[schemars(default, schema_with = "values::list_of_words", description = "会議で検討すること")]
    pub agenda: Field<Vec<Field<EcoString>>>,
    /// Whether rows report on their progress to it.
    #[serde(rename = "進捗報告")]
    #[schemars(
        default,
        schema_with = "values::yes_or_no",
        description = "「いいえ」なら、この会議のために「進捗報告」を入れない"
    )]
    pub reports: Field<EcoString>,
}

impl<'de> Deserialize<'de> for RawHeld {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawHeld, D::Error> {
        deserializer.deserialize_newtype_struct(HELD, HeldVisitor)
    }
}

/// Tells a month from a meeting.
struct HeldVisitor;

impl<'de> Visitor<'de> for HeldVisitor {
    type Value = RawHeld;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a month or a meeting")
    }

    fn visit_str<E>(self, month: &str) -> Result<RawHeld, E> {
        Ok(RawHeld::Month(month.into()))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawHeld, D::Error> {
        RawOccasion::deserialize(deserializer).map(RawHeld::Meeting)
    }
}

/// A theme.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, deny_unknown_fields, description = "課題")]
pub struct RawTheme {
    /// The text of its band.
    #[serde(rename = "見出し")]
    #[schemars(schema_with = "values::words", description = "課題の帯に出す見出し")]
    pub heading: Field<EcoString>,
    /// The short name that each of its rows shows.
    #[serde(rename = "区分")]
    #[schemars(
        default,
        schema_with = "values::words",
        description = "各行の「課題区分」に出す短い名前（書かなければ見出しが出る）"
    )]
    pub category: Field<EcoString>,
    /// Its rows.
    #[serde(rename = "取組")]
    #[schemars(description = "この課題の取組")]
    pub initiatives: Field<Vec<Field<RawInitiative>>>,
}

/// An initiative: one numbered row.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(!default, description = "取組（表の一行）")]
pub struct RawInitiative {
    /// Its number on the sheet.
    #[serde(rename = "番号")]
    #[schemars(
        schema_with = "values::number",
        description = "取組の番号。ほかの取組と重ならない数字や記号（1、ア、1-2 など）"
    )]
    pub number: Field<EcoString>,
    /// Its bars, or 会議 in the row that shows the meetings.
    #[serde(rename = "予定")]
    #[schemars(
        schema_with = "values::schedule",
        description = "帯の一覧。「会議」と書けば、この行に会議そのものを示す"
    )]
    pub schedule: Field<RawSchedule>,
    /// What has come of its schedule.
    #[serde(rename = "実績")]
    #[schemars(
        default,
        schema_with = "values::actual",
        description = "実際に行った期間の帯。予定の下に低く出す"
    )]
    pub actual: Field<RawSchedule>,
    /// Whether it reports on its progress to meetings.
    #[serde(rename = "進捗報告")]
    #[schemars(
        default,
        schema_with = "values::yes_or_no",
        description = "「いいえ」なら、この取組には「進捗報告」を入れない"
    )]
    pub reports: Field<EcoString>,
    /// 前, to start a new page before this row.
    #[serde(rename = "改ページ")]
    #[schemars(
        default,
        schema_with = "values::page_break",
        description = "「前」と書けば、この取組から新しいページになる"
    )]
    pub page_break: Field<EcoString>,
    /// Why it was changed.
    #[serde(rename = "変更理由")]
    #[schemars(
        default,
        schema_with = "values::list_of_words",
        description = "前回から変えた理由。新旧対照表の備考に出す（資料には出ない）"
    )]
    pub reasons: Field<Vec<Field<EcoString>>>,
    /// The texts of its cells, by the names that the template's columns give them.
    #[serde(rename = "*")]
    #[schemars(flatten, schema_with = "values::cell_texts")]
    pub texts: Entries<RawText>,
}

/// What stands behind a key that should be a column's: only the template can tell.
#[derive(Debug, Clone, PartialEq)]
pub enum RawText {
    /// A text.
    Text(EcoString),
    /// A list or mapping; what to do about it.
    Other(String),
}

impl<'de> Deserialize<'de> for RawText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawText, D::Error> {
        let other = |remedies: Vec<String>| RawText::Other(remedies.concat());
        deserializer.deserialize_newtype_struct(TEXT, TextOrList { text: RawText::Text, list: other })
    }
}

/// What stands behind 予定.
#[derive(Debug, Clone, PartialEq)]
pub enum RawSchedule {
    /// A single word.
    Word(EcoString),
    /// Bars: kind and months.
    Bars(Vec<Field<Entries<RawWhen>>>),
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
        Ok(RawSchedule::Word(word.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, bars: A) -> Result<RawSchedule, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(bars)).map(RawSchedule::Bars)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawSchedule, A::Error> {
        let entries = EntriesVisitor(PhantomData).visit_map(map)?;
        Ok(RawSchedule::Bars(entries.0.into_iter().map(single_bar).collect()))
    }
}

/// When something is planned: one time, or several.
#[derive(Debug, Clone, PartialEq)]
pub enum RawWhen {
    /// One, as in `4月〜9月`.
    Once(EcoString),
    /// Several, as in `[6月, 10月]`.
    Times(Vec<Field<EcoString>>),
}

impl<'de> Deserialize<'de> for RawWhen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawWhen, D::Error> {
        let when = TextOrList { text: RawWhen::Once, list: RawWhen::Times };
        deserializer.deserialize_newtype_struct(WHEN, when)
    }
}

/// Tells a text from a list, of which it makes what they stand for.
struct TextOrList<T, V> {
    text: fn(EcoString) -> V,
    list: fn(Vec<T>) -> V,
}

impl<'de, T: Deserialize<'de>, V> Visitor<'de> for TextOrList<T, V> {
    type Value = V;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text or a list")
    }

    fn visit_str<E>(self, text: &str) -> Result<V, E> {
        Ok((self.text)(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<V, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(self.list)
    }
}

/// One bar of a list that was written without its `-`.
fn single_bar((kind, when): (Field<EcoString>, Field<RawWhen>)) -> Field<Entries<RawWhen>> {
    match &kind {
        Field::Given(_, span) | Field::Empty(span) => {
            let span = *span;
            Field::Given(Entries(vec![(kind, when)]), span)
        }
        Field::Absent | Field::Broken => Field::Broken,
    }
}
