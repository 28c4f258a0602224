//! Makes the form of an agency.

use super::{
    BarPart, CHANGED, Cell, Column, DELETED, Field, Form, NEW, Row, SPARE_ROWS, UNCHANGED, foot,
    spare_number, top,
};
use crate::agency::{Agency, rows_of};
use crate::base::{self, Base, Texts};
use crate::japanese::words;
use crate::model::{
    Content, Date, FiscalMonth, FiscalYear, Initiative, MONTHS, Period, Sheet, THIRDS, Template, Theme,
};

/// The fewest bars that there is room for in each row.
const LEAST_BARS: usize = 2;

/// The form of an agency, with its rows of a sheet under the heads of a template. `stem` is the name of the
/// data file, without folder and ending; `due` says by when the reply is wanted.
pub fn form(sheet: &Sheet, template: &Template, agency: &Agency, stem: &str, due: Option<&str>) -> Form {
    let own = rows_of(sheet, &[agency]);
    let columns = columns(sheet, &own, template);
    let rows = own.themes.iter().flat_map(|theme| theme.initiatives.iter().map(move |row| (theme, row)));
    let rows = rows.map(|(theme, row)| asked(theme, row, &columns, sheet.period));
    let spare = (1..=SPARE_ROWS).map(|nth| spare(nth, &columns));
    let rows = rows.chain(spare).collect();
    let title = sheet.title.one_line();
    let spare_numbers = (1..=SPARE_ROWS).map(spare_number);
    let printed =
        top(&title, &agency.name, due).into_iter().chain(columns.iter().map(|column| column.head.clone()));
    let base = Base {
        stem: stem.to_owned(),
        period: sheet.period,
        fingerprint: sheet.fingerprint(),
        step: THIRDS,
        report: template.wording.report.value.to_string(),
        agency: Some(agency.name.clone()),
        columns: columns.iter().enumerate().map(|(index, column)| base_column(index, column)).collect(),
        lists: Vec::new(),
        printed: printed.chain(spare_numbers).chain([foot(&agency.name)]).collect(),
        schedules: Vec::new(),
        entries: Vec::new(),
        texts: Texts::of(&own),
    };
    Form {
        agency: agency.name.clone(),
        title,
        due: due.map(str::to_owned),
        date: sheet.date.unwrap_or(Date::start_of(sheet.period.first())),
        columns,
        rows,
        base,
    }
}

fn base_column(index: usize, column: &Column) -> base::Column {
    base::Column { number: index + 1, name: column.field.name(), head: column.head.replace('\n', "") }
}

/// The columns: number and theme, then what the template shows, in its order, with the bars in place of the
/// schedule, and at last the answer.
fn columns(sheet: &Sheet, own: &Sheet, template: &Template) -> Vec<Column> {
    let shown = template.columns.iter().flat_map(|column| match &column.content {
        Content::Number | Content::Category => Vec::new(),
        Content::Text(name) => vec![plain(Field::Text(name.clone()), &column.head.value)],
        Content::Schedule => bar_columns(sheet, own),
    });
    let number = plain(Field::Number, "整理番号");
    let category =
        Column { spare_choices: categories(sheet), ..plain(Field::Category, words::CATEGORY_COLUMN) };
    let answer = Column {
        choices: [UNCHANGED, CHANGED, DELETED].map(str::to_owned).into(),
        spare_choices: vec![NEW.to_owned()],
        is_strict: true,
        ..plain(Field::Answer, &Field::Answer.name())
    };
    let reason = plain(Field::Reason, &Field::Reason.name());
    [number, category].into_iter().chain(shown).chain([answer, reason]).collect()
}

fn plain(field: Field, head: &str) -> Column {
    let (choices, spare_choices) = (Vec::new(), Vec::new());
    Column { field, head: head.to_owned(), choices, spare_choices, is_strict: false }
}

/// What can be chosen as the theme of a new row.
fn categories(sheet: &Sheet) -> Vec<String> {
    distinct(sheet.themes.iter().map(category))
}

/// The short name of a theme, or its heading where it has none.
fn category(theme: &Theme) -> String {
    let name = if theme.category.value.is_empty() { &theme.heading } else { &theme.category };
    name.one_line()
}

fn bar_columns(sheet: &Sheet, own: &Sheet) -> Vec<Column> {
    let count = own.initiatives().map(|row| row.bars().len()).fold(LEAST_BARS, usize::max);
    let kinds = distinct(sheet.initiatives().flat_map(Initiative::bars).map(|bar| bar.kind.one_line()));
    let months = months(sheet.period);
    let with = |field: Field, choices: &[String]| {
        let head = field.name();
        Column { choices: choices.to_vec(), spare_choices: choices.to_vec(), ..plain(field, &head) }
    };
    let columns = (1..=count).flat_map(|nth| {
        [
            with(Field::Bar(nth, BarPart::Kind), &kinds),
            with(Field::Bar(nth, BarPart::First), &months),
            with(Field::Bar(nth, BarPart::Last), &months),
        ]
    });
    columns.collect()
}

/// The months of a year; of several years, the years.
fn months(period: Period) -> Vec<String> {
    if period.years() == 1 {
        return (0..MONTHS).map(|month| FiscalMonth::from_index(month).to_string()).collect();
    }
    let years = (period.first().0..=period.last().0).map(FiscalYear);
    years.filter_map(|year| period.of_year(year)).map(|year| period.words(year)).collect()
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    names.fold(Vec::new(), |mut distinct, name| {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
        distinct
    })
}

/// A row of the agency.
fn asked(theme: &Theme, row: &Initiative, columns: &[Column], period: Period) -> Row {
    let cell = |column: &Column| {
        let (text, is_open) = match &column.field {
            Field::Number => (row.number.to_string(), false),
            Field::Category => (category(theme), false),
            Field::Text(name) => (row.text(name).map_or(String::new(), |text| text.value.to_string()), true),
            Field::Bar(nth, part) => bar_cell(row, *nth, *part, period),
            Field::Answer | Field::Reason => (String::new(), true),
        };
        Cell { text, is_open }
    };
    Row { number: Some(row.number.clone()), cells: columns.iter().map(cell).collect() }
}

/// A part of a bar, and whether it may be changed: meetings are the secretariat's.
fn bar_cell(row: &Initiative, nth: usize, part: BarPart, period: Period) -> (String, bool) {
    if let Some(meetings) = row.schedule.word() {
        let text = if (nth, part) == (1, BarPart::Kind) { meetings } else { String::new() };
        return (text, false);
    }
    let text = row.bars().get(nth - 1).map(|bar| match part {
        BarPart::Kind => bar.kind.one_line(),
        BarPart::First => ends(&bar.words(period)).0,
        BarPart::Last => ends(&bar.words(period)).1,
    });
    (text.unwrap_or_default(), true)
}

/// The ends of a span in words: both the same where one month stands alone, the last one missing where it
/// goes on.
fn ends(words: &str) -> (String, String) {
    let (first, last) = words.split_once('〜').unwrap_or((words, words));
    (first.to_owned(), last.to_owned())
}

/// A row for a new 取組.
fn spare(nth: usize, columns: &[Column]) -> Row {
    let cell = |column: &Column| match column.field {
        Field::Number => Cell { text: spare_number(nth), is_open: false },
        _ => Cell { text: String::new(), is_open: true },
    };
    Row { number: None, cells: columns.iter().map(cell).collect() }
}
