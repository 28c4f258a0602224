//! The data of the sheet as two lists: 取組一覧, a row for each initiative, and 予定一覧, a row for each
//! bar and marker. After 総務省's rules for tables that machines read: one datum a cell, no merged
//! cells, no line breaks, real dates.

use rust_xlsxwriter::{ExcelDateTime, XlsxError};

use super::list::{Datum, HEAD_ROW, Kind, List, ListColumn};
use crate::base::{ENTRY_COLUMNS, ERA_COLUMNS};
use crate::japanese::spans;
use crate::japanese::words::{self, THIS_LIST, USUAL_TEXTS};
use crate::model::{Content, Date, Period};
use crate::table::{Band, Column, Passage, Row, SchedulePart, Slot, Table};

/// The names of the lists.
pub(super) const NAMES: [&str; 2] = ["取組一覧", "予定一覧"];

/// The texts that say in 予定一覧 what a bar is for.
const TEXTS_OF_SCHEDULE: [&str; 2] = [words::ITEM, words::PROPOSERS];

/// How many characters of a name a head has at most. Excel's limit is 255, with pairs of surrogates
/// counted twice, and a number may have to follow.
const LONGEST_HEAD: usize = 120;

/// The list of initiatives, of a workbook whose printed sheet is called `printed`: what the table's columns show, and behind that the texts that none shows.
pub(super) fn initiatives(table: &Table, printed: &str) -> List {
    let fields = [Field::Number, Field::Theme].into_iter().chain(shown(table)).chain(unseen(table));
    let fields: Vec<Field> = fields.collect();
    let rows =
        table.rows().map(|(band, row)| fields.iter().map(|field| field.datum(table, band, row)).collect());
    List {
        name: NAMES[0],
        notes: notes(printed),
        is_printed: false,
        description: "取組を一つ一行に並べた表",
        columns: with_own_heads(fields.iter().map(|field| field.column(table))),
        rows: rows.collect(),
    }
}

/// The list of bars and markers. Each runs from its first to its last day; a progress report falls in the month of its meeting. Callouts are no entries of their own.
pub(super) fn schedule(table: &Table, printed: &str) -> Result<List, XlsxError> {
    let texts = shown(table).chain(unseen(table));
    let texts = texts.filter(|field| TEXTS_OF_SCHEDULE.contains(&field.name()));
    let fields: Vec<Field> = [Field::Number].into_iter().chain(texts).collect();
    let extra = Extra::of(table);
    let rows = entries(table).map(|(place, slot)| {
        let datum = |field: &Field| {
            place.map_or(Datum::Text(String::new()), |(band, row)| field.datum(table, band, row))
        };
        let of_row: Vec<Datum> = fields.iter().map(datum).collect();
        let of_slot = slot_data(slot, table.axis.period)?;
        let of_slot =
            of_slot.chain(extra.texts(slot, table.axis.period).into_iter().flatten().map(Datum::Text));
        Ok(of_row.into_iter().chain(of_slot).collect())
    });
    Ok(List {
        name: NAMES[1],
        notes: notes(printed),
        is_printed: false,
        description: "帯、会議、進捗報告を一つ一行に並べた表",
        columns: with_own_heads(fields.iter().map(|field| field.column(table)).chain(slot_columns(extra))),
        rows: rows.collect::<Result<_, XlsxError>>()?,
    })
}

/// What stands above the table: which sheet counts, and how to print the list.
fn notes(printed: &str) -> [String; HEAD_ROW as usize] {
    [
        format!("{THIS_LIST}は、シート「{printed}」の写しです。修正や意見は「{printed}」に書いてください。"),
        format!(
            "{THIS_LIST}を印刷するときは、［ページ レイアウト］の［印刷範囲］で［印刷範囲のクリア］を選んでください。"
        ),
    ]
}

/// What a column of a list holds of an initiative.
enum Field<'a> {
    /// Its number.
    Number,
    /// The heading of its theme.
    Theme,
    /// The short name of its theme.
    Category,
    /// Its text of a name.
    Text(&'a str),
}

/// What the table's columns show, from left to right, without number and schedule.
fn shown(table: &Table) -> impl Iterator<Item = Field<'_>> {
    table.columns.iter().filter_map(|column| match &column.content {
        Content::Category => Some(Field::Category),
        Content::Text(name) => Some(Field::Text(name)),
        Content::Number | Content::Schedule => None,
    })
}

/// What no column of the table shows, as far as any row has it.
fn unseen(table: &Table) -> impl Iterator<Item = Field<'_>> {
    let fields = [Field::Category].into_iter().chain(USUAL_TEXTS.map(Field::Text));
    let fields = fields.filter(|field| field.shown_by(table).is_none());
    fields.filter(|field| table.rows().any(|(band, row)| !field.text(table, band, row).is_empty()))
}

impl Field<'_> {
    /// The column of the table that shows it.
    fn shown_by<'a>(&self, table: &'a Table) -> Option<&'a Column> {
        table.columns.iter().find(|column| match (&column.content, self) {
            (Content::Number, Field::Number) | (Content::Category, Field::Category) => true,
            (Content::Text(shown), Field::Text(name)) => shown == name,
            _ => false,
        })
    }

    /// What data files and templates call it.
    fn name(&self) -> &str {
        match self {
            Field::Number => words::NUMBER,
            Field::Theme => words::THEMES,
            Field::Category => "課題区分",
            Field::Text(name) => name,
        }
    }

    /// The list's column for it, under the head that the table has for it.
    fn column(&self, table: &Table) -> ListColumn {
        let name = self.name();
        let (width, kind) = match self {
            Field::Number if table.rows().all(|(_, row)| row.number.whole().is_some()) => (64, Kind::Number),
            Field::Number => (64, Kind::Text),
            Field::Theme => (176, Kind::Text),
            Field::Category => (112, Kind::Text),
            Field::Text(words::CONTENT) => (400, Kind::Text),
            Field::Text(words::REMARKS) => (136, Kind::Text),
            Field::Text(_) => (200, Kind::Text),
        };
        let head = self.shown_by(table).map_or(name.to_owned(), Column::name);
        ListColumn { name: name.to_owned(), head, width, kind }
    }

    fn datum(&self, table: &Table, band: &Band, row: &Row) -> Datum {
        match self {
            Field::Number => {
                row.number.whole().map_or_else(|| Datum::Text(row.number.to_string()), Datum::Number)
            }
            Field::Theme | Field::Category | Field::Text(_) => Datum::Text(self.text(table, band, row)),
        }
    }

    fn text(&self, table: &Table, band: &Band, row: &Row) -> String {
        match self {
            Field::Number => row.number.to_string(),
            Field::Theme => band.heading.one_line(),
            Field::Category => band.category.one_line(),
            Field::Text(name) => row.text(table, name).map_or(String::new(), Passage::one_line),
        }
    }
}

/// Columns with heads that no earlier column has: Excel takes a table for broken that has the same one
/// twice, in whatever case.
fn with_own_heads(columns: impl Iterator<Item = ListColumn>) -> Vec<ListColumn> {
    columns.fold(Vec::new(), |mut earlier, column| {
        let head = free_head(&column.head, &earlier);
        earlier.push(ListColumn { head, ..column });
        earlier
    })
}

fn free_head(head: &str, earlier: &[ListColumn]) -> String {
    let head: String = head.chars().take(LONGEST_HEAD).collect();
    let is_free = |head: &String| !earlier.iter().any(|column| same_head(&column.head, head));
    let numbered = (2..).map(|number| format!("{head}{number}"));
    [head.clone()].into_iter().chain(numbered).find(is_free).unwrap_or_default()
}

fn same_head(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// What the list has an entry for: the meetings below the heads, unless a row shows them, and what stands in the
/// rows. Callouts are no entries of their own.
fn entries(table: &Table) -> impl Iterator<Item = (Option<(&Band, &Row)>, &Slot)> {
    let of_rows = || {
        table.rows().flat_map(|(band, row)| row.slots.iter().map(move |slot| (Some((band, row)), &**slot)))
    };
    let has_meetings = of_rows().any(|(_, slot)| slot.part == SchedulePart::Meeting);
    let below_heads = table.bodies.iter().filter(move |_| !has_meetings).flat_map(|body| &body.slots);
    let entries = below_heads.map(|slot| (None, &**slot)).chain(of_rows());
    entries.filter(|(_, slot)| slot.part != SchedulePart::Callout)
}

/// The entries of the list, each with the number of its row, as they are kept for a list that comes back.
pub(super) fn entry_texts(table: &Table) -> impl Iterator<Item = (String, String)> {
    let (extra, period) = (Extra::of(table), table.axis.period);
    entries(table).map(move |(place, slot)| {
        let number = place.map_or(String::new(), |(_, row)| row.number.to_string());
        let (first, last) = period.dates(slot.meant);
        let days = [first, last].map(|it| format!("{}/{:02}/{:02}", it.year(), it.month(), it.day()));
        let others = extra.texts(slot, period).map(Option::unwrap_or_default);
        let cells: Vec<String> = [kind(slot)].into_iter().chain(days).chain(others).collect();
        (number, cells.join("\n").trim_end().to_owned())
    })
}

/// The columns of the list that only some tables need.
#[derive(Clone, Copy)]
struct Extra {
    /// Whether some bar says when by more than the numbers of months.
    has_words: bool,
    /// Whether meetings are told apart by their bodies.
    has_bodies: bool,
    /// Whether some row shows what has come of its bars.
    has_actual: bool,
}

impl Extra {
    fn of(table: &Table) -> Extra {
        let any = |is: fn(&Slot) -> bool| entries(table).any(|(_, slot)| is(slot));
        Extra {
            has_words: any(|slot| is_bar(slot) && !spans::is_plain(&slot.when)),
            has_bodies: any(|slot| slot.part == SchedulePart::Meeting && slot.body.is_some()),
            has_actual: any(|slot| slot.part == SchedulePart::Actual),
        }
    }

    /// What it has of three things, by whether there is a column for each.
    fn present<T>(self, [words, body, stage]: [T; 3]) -> [Option<T>; 3] {
        [self.has_words.then_some(words), self.has_bodies.then_some(body), self.has_actual.then_some(stage)]
    }

    /// The names of its columns, those that there are.
    fn names(self) -> impl Iterator<Item = &'static str> {
        let [_, _, _, words, body, stage] = ENTRY_COLUMNS;
        self.present([words, body, stage]).into_iter().flatten()
    }

    /// What stands in these.
    fn texts(self, slot: &Slot, period: Period) -> [Option<String>; 3] {
        let when = if is_bar(slot) { slot.when.to_string() } else { period.words(slot.meant) };
        let body = slot.body.as_deref().filter(|_| slot.part == SchedulePart::Meeting).unwrap_or_default();
        let stage = match slot.part {
            SchedulePart::Bar => words::SCHEDULE,
            SchedulePart::Actual => words::ACTUAL,
            SchedulePart::Meeting | SchedulePart::Report | SchedulePart::Callout => "",
        };
        self.present([when, body.to_owned(), stage.to_owned()])
    }
}

fn is_bar(slot: &Slot) -> bool {
    matches!(slot.part, SchedulePart::Bar | SchedulePart::Actual)
}

fn slot_columns(extra: Extra) -> impl Iterator<Item = ListColumn> {
    let [kind, first, last, ..] = ENTRY_COLUMNS;
    let [first_era, last_era] = ERA_COLUMNS;
    let columns = [
        (kind, 200, Kind::Text),
        (first, 136, Kind::Date),
        (last, 136, Kind::Date),
        (first_era, 176, Kind::EraMonth),
        (last_era, 176, Kind::EraMonth),
    ];
    let column = |(name, width, kind): (&str, _, _)| ListColumn {
        name: name.to_owned(),
        head: name.to_owned(),
        width,
        kind,
    };
    columns.into_iter().chain(extra.names().map(|name| (name, 136, Kind::Text))).map(column)
}

fn slot_data(slot: &Slot, period: Period) -> Result<impl Iterator<Item = Datum>, XlsxError> {
    let (first, last) = period.dates(slot.meant);
    let (first, last) = (date(first)?, date(last)?);
    let dates = [first.clone(), last.clone(), first, last].map(Datum::Date);
    Ok([Datum::Text(kind(slot))].into_iter().chain(dates))
}

/// What the list calls a slot: every meeting the same, whatever its label says.
fn kind(slot: &Slot) -> String {
    match slot.part {
        SchedulePart::Meeting => "会議".to_owned(),
        SchedulePart::Bar | SchedulePart::Actual | SchedulePart::Report | SchedulePart::Callout => {
            slot.text.one_line()
        }
    }
}

fn date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(date.year(), date.month(), date.day())
}
