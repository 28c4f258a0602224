//! The data of the sheet as two lists: 取組一覧, a row for each initiative, and 予定一覧, a row for each
//! bar and marker. After 総務省's rules for tables that machines read: one datum a cell, no merged
//! cells, no line breaks, real dates.

use rust_xlsxwriter::{ExcelDateTime, XlsxError};

use super::list::{Datum, Kind, List, ListColumn};
use crate::model::{
    FiscalMonth, FiscalYear, Initiative, MonthSpan, Schedule, Sheet, Template, Theme, USUAL_TEXTS, last_day,
};

/// The names of the lists.
pub const NAMES: [&str; 2] = ["取組一覧", "予定一覧"];

/// How many characters of a name a head has at most. Excel's limit is 255, with pairs of surrogates
/// counted twice, and a number may have to follow.
const LONGEST_HEAD: usize = 120;

/// The list of initiatives. The texts that the template does not show are in it too.
pub fn initiatives(sheet: &Sheet, template: &Template) -> List {
    let names = text_names(template);
    let rows = sheet.themes.iter().flat_map(|theme| {
        theme.initiatives.iter().map(|initiative| initiative_row(theme, initiative, &names))
    });
    List {
        name: NAMES[0],
        description: "取組を一つ一行に並べた表",
        columns: initiative_columns(&names),
        rows: rows.collect(),
    }
}

/// The texts that initiatives may have: the usual ones, the same in every workbook, then those that
/// the template adds.
fn text_names(template: &Template) -> Vec<&str> {
    let added = template.text_columns().map(|(name, _)| name).filter(|name| !USUAL_TEXTS.contains(name));
    USUAL_TEXTS.into_iter().chain(added).collect()
}

fn initiative_columns(names: &[&str]) -> Vec<ListColumn> {
    let fixed = [("番号", 64, Kind::Number), ("課題", 176, Kind::Text), ("区分", 112, Kind::Text)];
    let texts = names.iter().map(|name| (*name, text_width(name), Kind::Text));
    let mut columns: Vec<ListColumn> = Vec::new();
    for (name, width, kind) in fixed.into_iter().chain(texts) {
        let head = free_head(name, &columns);
        columns.push(ListColumn { head, width, kind });
    }
    columns
}

/// The width of a text's column in pixels.
fn text_width(name: &str) -> u32 {
    match name {
        "内容" => 400,
        "備考" => 136,
        _ => 200,
    }
}

/// A head that no earlier column has: Excel takes a table for broken that has the same one twice, in
/// whatever case.
fn free_head(name: &str, earlier: &[ListColumn]) -> String {
    let name: String = name.chars().take(LONGEST_HEAD).collect();
    let is_free = |head: &String| !earlier.iter().any(|column| same_head(&column.head, head));
    let numbered = (2..).map(|number| format!("{name}{number}"));
    [name.clone()].into_iter().chain(numbered).find(is_free).unwrap_or_default()
}

fn same_head(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn initiative_row(theme: &Theme, initiative: &Initiative, names: &[&str]) -> Vec<Datum> {
    let text = |name: &&str| initiative.text(name).map_or(String::new(), |text| text.one_line());
    let fixed = [
        Datum::Number(initiative.number),
        Datum::Text(theme.heading.one_line()),
        Datum::Text(theme.category.one_line()),
    ];
    fixed.into_iter().chain(names.iter().map(text).map(Datum::Text)).collect()
}

/// The list of bars and markers. Each runs from the first day of its first month to the last day of
/// its last; a progress report falls in the month of its meeting.
pub fn schedule(sheet: &Sheet, template: &Template) -> Result<List, XlsxError> {
    let mut rows = Vec::new();
    for initiative in sheet.themes.iter().flat_map(|theme| &theme.initiatives) {
        for (kind, months) in entries(sheet, template, initiative) {
            rows.push(schedule_row(initiative.number, kind, months, sheet.fiscal_year)?);
        }
    }
    let columns = schedule_columns();
    Ok(List {
        name: NAMES[1], description: "帯、会議、進捗報告を一つ一行に並べた表", columns, rows
    })
}

fn schedule_columns() -> Vec<ListColumn> {
    let columns = [
        ("番号", 64, Kind::Number),
        ("種類", 200, Kind::Text),
        ("開始年月", 136, Kind::Date),
        ("終了年月", 136, Kind::Date),
        ("開始年月（和暦）", 176, Kind::EraMonth),
        ("終了年月（和暦）", 176, Kind::EraMonth),
    ];
    columns.into_iter().map(|(head, width, kind)| ListColumn { head: head.to_owned(), width, kind }).collect()
}

/// What the schedule of a row shows, by kind.
fn entries(sheet: &Sheet, template: &Template, initiative: &Initiative) -> Vec<(String, MonthSpan)> {
    let meetings = |kind: String| {
        let month = |month: FiscalMonth| MonthSpan::from_index(month.index(), 1);
        sheet.meetings.iter().map(move |meeting| (kind.clone(), month(meeting.month)))
    };
    match &initiative.schedule {
        Schedule::Meetings => meetings("会議".to_owned()).collect(),
        Schedule::Bars(bars) => {
            let bars = bars.iter().map(|bar| (bar.kind.one_line(), bar.months));
            bars.chain(meetings(template.wording.report.one_line())).collect()
        }
    }
}

fn schedule_row(
    number: u32,
    kind: String,
    months: MonthSpan,
    year: FiscalYear,
) -> Result<Vec<Datum>, XlsxError> {
    let first = date(year, months.first(), 1)?;
    let last = date(year, months.last(), last_day(year.calendar(months.last()), months.last().calendar()))?;
    let dates = [first.clone(), last.clone(), first, last].map(Datum::Date);
    Ok([Datum::Number(number), Datum::Text(kind)].into_iter().chain(dates).collect())
}

fn date(year: FiscalYear, month: FiscalMonth, day: u8) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(year.calendar(month), month.calendar(), day)
}
