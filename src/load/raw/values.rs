//! What may stand behind the keys of the two YAML files, as JSON Schemas; see [`crate::load::schema`].
//!
//! Editors show `patternErrorMessage`, which is VS Code's addition to the keywords of JSON Schema, in place of a
//! pattern that nobody can read.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::japanese::width::{class, either_width};
use crate::japanese::{bodies, spans, words, years};
use crate::load::forms;
use crate::load::limits::{LEAST_EM, MOST_EM};
use crate::model::{Number, PaperFormat};

/// A text, also one that YAML takes for a number or a truth value; may be `''`.
pub(super) fn text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "number", "boolean"] })
}

/// A text that says something.
pub(super) fn words(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["string", "number", "boolean"],
        "pattern": r"\S",
        "patternErrorMessage": forms::WORDS,
    })
}

/// Several texts; one may stand without a list.
pub(super) fn list_of_words(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["array", "string", "number", "boolean"], "items": words(generator) })
}

/// A list of meetings, or a word for none.
pub(super) fn meetings<Meeting: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["array", "string"],
        "items": generator.subschema_for::<Meeting>(),
        "pattern": format!("^({})$", words::NONE.join("|")),
        "patternErrorMessage": forms::MEETINGS,
    })
}

/// The heads of the four quarters.
pub(super) fn quarters(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": words(generator), "minItems": 4, "maxItems": 4 })
}

/// The usual texts of a 取組. Which columns show more, a template says.
pub(super) fn cell_texts(_: &mut SchemaGenerator) -> Schema {
    let cell = |description| cell(Some(description), false);
    json_schema!({
        "type": "object",
        "properties": {
            (words::ITEM): cell("取組の名前"),
            (words::CONTENT): cell("取組の内容。何行にもなるときは |- と書き、次の行から字下げして書く"),
            (words::PROPOSERS): cell("提案機関・主たる機関"),
            (words::PARTNERS): cell("協力を得たい関係機関"),
            (words::REMARKS): cell("備考"),
        },
    })
}

/// A text of a 取組.
pub(in crate::load) fn cell(description: Option<&str>, is_required: bool) -> Schema {
    let generator = &mut SchemaGenerator::default();
    let mut schema = if is_required { words(generator) } else { text(generator) };
    schema.insert("description".to_owned(), description.unwrap_or("書式で加えた欄の文").into());
    schema
}

/// Bars, with or without `-` before each, or the meetings themselves.
pub(super) fn schedule(generator: &mut SchemaGenerator) -> Schema {
    let examples: Vec<&str> = [words::MEETINGS, words::NONE[0]].into_iter().chain(spans::words()).collect();
    // Without `anyOf`, of which editors would show each part.
    json_schema!({
        "type": ["string", "array", "object", "null"],
        "pattern": format!(r"^\s*({}|{}|{})\s*$", bodies::pattern(), words::NONE.join("|"), spans::word_pattern()),
        "patternErrorMessage": forms::SCHEDULE,
        "examples": examples,
        "items": { "type": "object", "additionalProperties": times(generator) },
        "additionalProperties": times(generator),
    })
}

/// What has come of a schedule: bars, as there.
pub(super) fn actual(generator: &mut SchemaGenerator) -> Schema {
    let none = words::NONE.join("|");
    json_schema!({
        "type": ["string", "array", "object"],
        "pattern": format!(r"^\s*({none})\s*$"),
        "patternErrorMessage": forms::ACTUAL,
        "items": { "type": "object", "additionalProperties": times(generator) },
        "additionalProperties": times(generator),
    })
}

/// When a body meets: months, or meetings with more.
pub(super) fn held<Meeting: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let mut item = generator.subschema_for::<Meeting>();
    let month = month(generator);
    item.insert("type".to_owned(), vec!["string", "integer", "object"].into());
    for key in ["patternErrorMessage", "minimum", "maximum"] {
        item.insert(key.to_owned(), month.get(key).cloned().unwrap_or_default());
    }
    item.insert("pattern".to_owned(), format!(r"^\s*({}|毎月)\s*$", spans::month_pattern()).into());
    json_schema!({ "type": ["array", "string", "integer"], "items": item })
}

/// Where meetings stand.
pub(super) fn meeting_place(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::IN_ROW, words::BELOW_HEADS] })
}

/// A month.
pub(super) fn month(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["string", "integer"],
        "pattern": format!(r"^\s*{}\s*$", spans::month_pattern()),
        "patternErrorMessage": forms::MONTH,
        "minimum": 1,
        "maximum": 12,
    })
}

/// A time or several.
pub(super) fn times(_: &mut SchemaGenerator) -> Schema {
    let time = json_schema!({
        "type": ["string", "integer"],
        "pattern": format!(r"^\s*{}\s*$", spans::pattern()),
        "patternErrorMessage": forms::SPAN,
        "minimum": 1,
        "maximum": 2117,
    });
    let mut times = time.clone();
    times.insert(
        "description".to_owned(),
        "帯の名前と、その期間（4月〜9月、10月〜、通年、上半期、[6月, 10月] など）".into(),
    );
    times.insert("type".to_owned(), vec!["string", "integer", "array"].into());
    times.insert("items".to_owned(), time.into());
    times
}

/// Several fiscal years: 令和6年度〜令和8年度.
pub(super) fn years(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["string", "integer"],
        "pattern": format!(r"^\s*{}\s*$", spans::years_pattern()),
        "patternErrorMessage": forms::PERIOD,
        "minimum": years::WESTERN_YEARS.start(),
        "maximum": years::WESTERN_YEARS.end(),
    })
}

/// What has a key that says something.
fn given(key: &str) -> Schema {
    json_schema!({ "required": [key], "properties": { (key): { "not": { "type": "null" } } } })
}

/// Asks for 月, and for 表示 unless the meeting has a name; or for 開催 with a name in their place.
pub(super) fn one_meeting_or_several(meeting: &mut Schema) {
    let mut one = given(words::MONTH);
    one.insert("if".to_owned(), json_schema!({ "not": given(words::NAME) }).into());
    one.insert("then".to_owned(), given(words::SHOWN).into());
    let mut several = given(words::NAME);
    several.insert("not".to_owned(), given(words::MONTH).into());
    meeting.insert("if".to_owned(), given(words::HELD).into());
    meeting.insert("then".to_owned(), several.into());
    meeting.insert("else".to_owned(), one.into());
}

/// Asks for 年度 or 期間, and takes only one of them. Without `anyOf`, as above.
pub(super) fn one_year_or_several(sheet: &mut Schema) {
    sheet.insert("if".to_owned(), given(words::PERIOD).into());
    sheet.insert("then".to_owned(), json_schema!({ "not": given(words::FISCAL_YEAR) }).into());
    sheet.insert("else".to_owned(), given(words::FISCAL_YEAR).into());
}

/// What the columns of a schedule stand for.
pub(super) fn unit(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::MONTH, words::QUARTER, words::HALF_YEAR, words::FISCAL_YEAR] })
}

/// The shape of a bar.
pub(super) fn shape(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::FRAME, words::MARK, words::ARROW] })
}

/// The line of a bar's frame.
pub(super) fn line(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::SOLID, words::DASHED] })
}

/// A fiscal year: 令和7年度, R7, 2025年度.
pub(super) fn year(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["string", "integer"],
        "pattern": format!(r"^\s*{}\s*$", years::fiscal_year_pattern()),
        "patternErrorMessage": forms::YEAR,
        "minimum": years::WESTERN_YEARS.start(),
        "maximum": years::WESTERN_YEARS.end(),
    })
}

/// A day: 令和7年5月10日, R7.5.10, 2025-05-10.
pub(super) fn date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "string",
        "pattern": format!(r"^\s*{}\s*$", years::day_pattern()),
        "patternErrorMessage": forms::DAY,
    })
}

/// The number of a 取組.
pub(super) fn number(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["string", "number"],
        "pattern": format!(r"^\s*{}\s*$", Number::pattern()),
        "patternErrorMessage": forms::NUMBER,
        "exclusiveMinimum": 0,
    })
}

/// A number of pages.
pub(super) fn pages(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["string", "integer"],
        "pattern": r"^\s*[0-9０-９]+(頁|ページ)?\s*$",
        "patternErrorMessage": forms::PAGES,
        "minimum": 1,
    })
}

/// 前.
pub(super) fn page_break(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::BEFORE] })
}

/// Paper and how it lies.
pub(super) fn paper(_: &mut SchemaGenerator) -> Schema {
    let letter = |name: &str| name.chars().next().unwrap_or_default();
    let names = PaperFormat::ALL.map(PaperFormat::name);
    let series = names.chunk_by(|one, other| letter(one) == letter(other)).map(|series| {
        let letter = letter(series[0]);
        let numbers: String = series.iter().map(|name| &name[1..]).collect();
        either_width(&format!("{letter}{}", letter.to_ascii_lowercase())) + &either_width(&numbers)
    });
    let series: Vec<String> = series.collect();
    let lies = class([words::LANDSCAPE, words::PORTRAIT]);
    json_schema!({
        "type": "string",
        "pattern": format!(r"^\s*({}){lies}\s*$", series.join("|")),
        "patternErrorMessage": forms::PAPER,
    })
}

/// A length in pt or mm.
pub(super) fn length(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "string",
        "pattern": r"^\s*[0-9０-９.．]+\s*([pPｐＰ][tTｔＴ]|[mMｍＭ]{2})\s*$",
        "patternErrorMessage": forms::LENGTH,
    })
}

/// A number of em.
pub(super) fn ems(_: &mut SchemaGenerator) -> Schema {
    ems_from(0)
}

/// The width of a column.
pub(super) fn width(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["string", "number"],
        "pattern": format!(r"^\s*([0-9０-９.．]+|{})\s*$", words::REST),
        "patternErrorMessage": forms::WIDTH,
        "minimum": LEAST_EM,
        "maximum": MOST_EM,
    })
}

/// The distance of lines.
pub(super) fn leading(_: &mut SchemaGenerator) -> Schema {
    ems_from(LEAST_EM)
}

fn ems_from(least: u16) -> Schema {
    json_schema!({
        "type": ["string", "number"],
        "pattern": r"^\s*[0-9０-９.．]+\s*$",
        "patternErrorMessage": forms::EMS,
        "minimum": least,
        "maximum": MOST_EM,
    })
}

/// A colour; the format lets editors show it.
pub(super) fn color(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "string",
        "format": "color-hex",
        "pattern": r"^\s*[#＃][0-9A-Fa-f０-９Ａ-Ｆａ-ｆ]{6}\s*$",
        "patternErrorMessage": forms::COLOR,
    })
}

/// Where lines stand.
pub(super) fn align(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::LEFT, words::CENTER, words::RIGHT] })
}

/// What stands at the top right.
pub(super) fn corner(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["array", "string"],
        "pattern": format!(r"^\s*{}\s*$", words::LABEL),
        "patternErrorMessage": forms::CORNER,
        "items": { "type": "string", "enum": [words::LABEL, words::DATE, words::AUTHOR] },
        "contains": { "const": words::LABEL },
        "uniqueItems": true,
    })
}

/// Where the handout's number stands.
pub(super) fn label_place(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::ABOVE_TITLE, words::BESIDE_TITLE] })
}

/// Where tall rows begin.
pub(super) fn rows_from(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::TOP, words::CENTER] })
}

/// Where progress reports stand.
pub(super) fn report_place(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::BELOW_BARS, words::BETWEEN, words::IN_MONTH] })
}

/// Where the names of bars stand.
pub(super) fn bar_names(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::INSIDE_BARS, words::BESIDE_BARS] })
}

/// Which paragraphs avoid short last lines.
pub(super) fn short_ends(_: &mut SchemaGenerator) -> Schema {
    let choices = [words::KEPT, words::AVOIDED_IN_CALLOUTS, words::AVOIDED];
    json_schema!({ "type": "string", "enum": choices })
}

/// How high rows are.
pub(super) fn row_heights(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::AS_NEEDED, words::FILLING_PAGE] })
}

/// Which version stands at the left.
pub(super) fn order_of_sides(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::NEW_OLD, words::OLD_NEW] })
}

/// Whether bands stand again.
pub(super) fn repeated_bands(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::YES, words::NO, words::IF_ROOM] })
}

/// Yes or no.
pub(super) fn yes_or_no(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [words::YES, words::NO] })
}
