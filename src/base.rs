//! What a workbook carries of the sheet that it was made from, so that a copy that comes back edited can be
//! compared with it, however the data have changed since.
//!
//! It stands in a hidden worksheet, as [`Line`]s of cells. The first cell of a line says what the others are;
//! lines that a reader doesn't know it passes over. What a row (取組) has stands below the line of its
//! number, and rows stand below the line of their theme. Comments, file paths and where pages begin are not
//! among it: the workbook goes to people whom they don't concern.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diag::Place;
use crate::hash::fnv128;
use crate::japanese::{bodies, words};
use crate::load::is_stray;
use crate::model::{
    Bar, FiscalYear, Initiative, Meeting, Number, Period, Schedule, Sheet, THIRDS, Text, Theme,
};
use crate::resolve;
use crate::spelling::Spelling;

/// The name of the hidden worksheet.
pub const WORKSHEET: &str = "_shiryo3";

/// What its first line says to those who come upon it.
const NOTE: &str =
    "返ってきたファイルを、もとの資料と照らし合わせるためのシートです。消したり直したりしないでください。";

/// The version of what these lines look like. Those of version 1 had no texts of the sheet.
const VERSION: &str = "2";

// The first cells of the lines that tell of the whole.
const VERSIONS: &str = "版";
const STEM: &str = "データ";
const FINGERPRINT: &str = "指紋";
const STEP: &str = "刻み";
const AGENCY: &str = "機関";

/// The first cells of the lines that tell which column of the printed sheet holds what: `欄_1`.
const COLUMN: &str = "欄_";

// The first cells of lines that tell of a row, beside the words of the data file.
const TEXT: &str = "文";
const BAR: &str = "帯";

// The first cells of the lines that tell what the workbook said beside the texts of rows.
const PRINTED: &str = "印字";
const SCHEDULE: &str = "予定の印字";
const ENTRY: &str = "予定の行";

/// What 予定一覧 says of a bar or marker beside its row: its kind, its first and last day (2027/04/01), when that is in
/// words, who meets, and whether it is planned or done. A list may lack the last three.
pub(crate) const ENTRY_COLUMNS: [&str; 6] =
    ["種類", "開始日", "終了日", "時期", words::BODY_NAME, words::CATEGORY];

/// The same days by the year of the era and the month.
pub(crate) const ERA_COLUMNS: [&str; 2] = ["開始年月（和暦）", "終了年月（和暦）"];

/// The most numbers of rows in a cell, on a line each. Excel takes 32,767 characters.
const MOST_NUMBERS: usize = 1000;

/// The most cells of a line: rust_xlsxwriter has room for as many wherever it has room for one. It is odd, so that one
/// can be followed by pairs.
const MOST_CELLS: usize = 11;

/// The cells of a line. The first says what the others are.
pub type Line = Vec<String>;

/// What a workbook says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// The name of the data file, without folder and ending.
    pub stem: String,
    /// The years that the schedule covers.
    pub period: Period,
    /// What tells the sheet's content from any other's; see [`Sheet::fingerprint`].
    pub fingerprint: u128,
    /// How many thirds of a month a worksheet column of the printed schedule stands for.
    pub step: u16,
    /// What the printed schedule calls a progress report (進捗報告).
    pub report: String,
    /// The agency that the workbook was made for, if it was for one alone.
    pub agency: Option<String>,
    /// The columns of the printed sheet.
    pub columns: Vec<Column>,
    /// The columns of lists that have another head than their text's name, in Excel's way of writing
    /// columns (`取組一覧[主たる機関]`), and that name.
    pub lists: Vec<(String, String)>,
    /// What the workbook says beside the texts of rows: heads, headings, notes, and what stands in the schedule.
    /// Nothing in workbooks of version 0.1.0.
    pub printed: Vec<String>,
    /// The number of each row, and the [key](schedule_key) of its schedule as it was written.
    pub schedules: Vec<(String, String)>,
    /// The entries of 予定一覧: the number of the row of each, nothing where it belongs to none, and on lines its kind,
    /// first and last day, words, body and stage. Nothing in workbooks of version 0.1.0.
    pub entries: Vec<(String, String)>,
    /// What the sheet said; nothing in workbooks of version 0.1.0.
    pub texts: Texts,
}

/// A column of the printed sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its place among all, counted from 1. The head of one that holds texts has the defined name `欄_1`.
    pub number: usize,
    /// What it holds: the name of a text, or 番号, 課題区分 or 予定.
    pub name: String,
    /// Its head on one line.
    pub head: String,
}

impl Column {
    /// The key of its line, and the defined name of its head.
    pub fn key(&self) -> String {
        format!("{COLUMN}{}", self.number)
    }
}

impl Base {
    /// Its lines.
    pub fn lines(&self) -> Vec<Cow<'_, [String]>> {
        let years = [self.period.first(), self.period.last()].map(|year| year.0.to_string());
        let (fingerprint, step) = (format!("{:032x}", self.fingerprint), self.step.to_string());
        let head = [
            line([NOTE]),
            line([VERSIONS, VERSION]),
            line([STEM, &self.stem]),
            line([words::FISCAL_YEAR, &years[0], &years[1]]),
            line([FINGERPRINT, &fingerprint]),
            line([STEP, &step]),
            line([words::REPORT, &self.report]),
        ];
        let agency = self.agency.iter().map(|agency| line([AGENCY, agency]));
        let columns = self.columns.iter();
        let columns = columns.map(|column| line([&column.key(), &column.name, &column.head]));
        let lists = self.lists.iter().map(|(key, name)| line([key, name]));
        let head = head.into_iter().chain(agency).chain(columns).chain(lists);
        let printed = lines_of(&[PRINTED], &self.printed);
        let schedules = self.rows_by_schedule();
        let schedules = schedules.iter().flat_map(|(key, numbers)| {
            let cells = numbers.chunks(MOST_NUMBERS).map(|numbers| numbers.join("\n"));
            cells.map(|numbers| line([SCHEDULE, key, &numbers]))
        });
        let entries = self.rows_by_entries();
        let entries = entries.iter().flat_map(|(texts, numbers)| {
            let cells = numbers.chunks(MOST_NUMBERS).map(|numbers| numbers.join("\n"));
            cells.flat_map(|numbers| lines_of(&[ENTRY, &numbers], texts))
        });
        let texts = self.texts.0.iter().map(|line| Cow::Borrowed(line.as_slice()));
        let rest = printed.into_iter().chain(schedules).chain(entries);
        head.map(Cow::Owned).chain(texts).chain(rest.map(Cow::Owned)).collect()
    }

    /// The numbers of rows by the keys of their schedules.
    fn rows_by_schedule(&self) -> BTreeMap<&str, Vec<&str>> {
        self.schedules.iter().fold(BTreeMap::new(), |mut all, (number, key)| {
            all.entry(key).or_default().push(number);
            all
        })
    }

    /// The numbers of rows by their entries: many rows have the same.
    fn rows_by_entries(&self) -> BTreeMap<Vec<&str>, Vec<&str>> {
        let rows = self.entries.chunk_by(|(one, _), (other, _)| one == other);
        rows.fold(BTreeMap::new(), |mut all, entries| {
            let texts = entries.iter().map(|(_, text)| text.as_str()).collect();
            all.entry(texts).or_insert_with(Vec::new).push(&entries[0].0);
            all
        })
    }

    /// Reads its lines; `None` where they are no such lines.
    pub fn read(lines: &[Line]) -> Option<Base> {
        let line = |key: &str| lines.iter().find(|line| cell(line, 0) == key);
        let value = |key: &str| line(key).map(|line| cell(line, 1));
        let year = |index| cell(line(words::FISCAL_YEAR)?, index).parse().ok().map(FiscalYear);
        value(VERSIONS)?;
        let lists = lines.iter().filter(|line| cell(line, 0).ends_with(']') && cell(line, 0).contains('['));
        let of_kind = |kind: &'static str| lines.iter().filter(move |line| cell(line, 0) == kind);
        let schedules = of_kind(SCHEDULE).flat_map(|line| {
            let numbers = line.iter().skip(2).flat_map(|cell| cell.split('\n'));
            numbers.map(|number| (number.to_owned(), cell(line, 1).to_owned()))
        });
        let entries = of_kind(ENTRY).flat_map(|line| {
            let of_row = |number: &str| {
                line.iter().skip(2).map(|text| (number.to_owned(), text.clone())).collect::<Vec<_>>()
            };
            cell(line, 1).split('\n').flat_map(of_row).collect::<Vec<_>>()
        });
        let is_text = |line: &&Line| ![PRINTED, SCHEDULE, ENTRY].contains(&cell(line, 0));
        let begins = |line: &Line| cell(line, 0) == words::LABEL;
        Some(Base {
            stem: value(STEM)?.to_owned(),
            period: Period::new(year(1)?, year(2).or(year(1))?)?,
            fingerprint: u128::from_str_radix(value(FINGERPRINT)?, 16).ok()?,
            step: value(STEP).and_then(|step| step.parse().ok()).filter(|step| *step > 0).unwrap_or(THIRDS),
            report: value(words::REPORT).unwrap_or(words::REPORT).to_owned(),
            agency: value(AGENCY).map(str::to_owned),
            columns: lines.iter().filter_map(column).collect(),
            lists: lists.map(|line| (cell(line, 0).to_owned(), cell(line, 1).to_owned())).collect(),
            printed: of_kind(PRINTED).flat_map(|line| line.iter().skip(1).cloned()).collect(),
            schedules: schedules.collect(),
            entries: entries.collect(),
            texts: Texts(lines.iter().skip_while(|line| !begins(line)).filter(is_text).cloned().collect()),
        })
    }

    /// The sheet that the workbook was made from; `None` where its texts are missing or have been changed
    /// into what no sheet says.
    pub fn sheet(&self) -> Option<Sheet> {
        self.texts.sheet(self.period)
    }
}

/// Lines that begin with some cells and have others behind, none of them longer than needed.
fn lines_of<T: AsRef<str>>(begin: &[&str], cells: &[T]) -> Vec<Line> {
    let cells = cells.chunks(MOST_CELLS - begin.len()).map(|cells| cells.iter().map(AsRef::as_ref));
    cells.map(|cells| begin.iter().copied().chain(cells).map(str::to_owned).collect()).collect()
}

/// What tells the cells of a row's schedule from any others. Of each that says something: its worksheet row, counted
/// from the first of the row, its first and last column, counted from the first of the schedule, and its text without
/// blanks.
pub(crate) fn schedule_key(cells: impl Iterator<Item = ([u32; 3], String)>) -> String {
    let cells = cells.map(|([row, first, last], text)| format!("[{row}, {first}, {last}]{text}"));
    let mut cells: Vec<String> = cells.collect();
    cells.sort_unstable();
    format!("{:08x}", fnv128(cells.join("\n").into_bytes().into_iter()) as u32)
}

fn column(line: &Line) -> Option<Column> {
    let number = cell(line, 0).strip_prefix(COLUMN)?.parse().ok()?;
    Some(Column { number, name: cell(line, 1).to_owned(), head: cell(line, 2).to_owned() })
}

/// What a sheet says, as lines of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(Vec<Line>);

impl Texts {
    /// What a sheet says.
    pub fn of(sheet: &Sheet) -> Texts {
        let date = sheet.date.map(|it| format!("{}-{:02}-{:02}", it.year(), it.month(), it.day()));
        let head = [line([words::LABEL, &sheet.label.value]), line([words::TITLE, &sheet.title.value])];
        let date = date.iter().map(|date| line([words::DATE, date]));
        let author = sheet.author.iter().map(|author| line([words::AUTHOR, &author.value]));
        let meetings = sheet.meetings.iter().flat_map(|it| meeting_lines(it, sheet.period));
        let notes = sheet.notes.iter().map(|note| line([words::NOTE, &note.value]));
        let themes = sheet.themes.iter().flat_map(|it| theme_lines(it, sheet.period));
        Texts(head.into_iter().chain(date).chain(author).chain(meetings).chain(notes).chain(themes).collect())
    }

    fn sheet(&self, period: Period) -> Option<Sheet> {
        let is_clean = self.0.iter().flatten().all(|cell| !cell.contains(is_stray));
        let sheet = Sheet {
            label: Text::default(),
            title: Text::default(),
            period,
            date: None,
            author: None,
            pages: None,
            pages_place: Place::NONE,
            short_ends: None,
            ignored: Vec::new(),
            agencies: Vec::new(),
            bodies: Vec::new(),
            meetings: Vec::new(),
            notes: Vec::new(),
            themes: Vec::new(),
        };
        let sheet = self.0.iter().filter(|_| is_clean).try_fold(sheet, add)?;
        let is_whole = !sheet.themes.is_empty()
            && sheet.themes.iter().all(|theme| !theme.initiatives.is_empty())
            && has_own_numbers(&sheet);
        is_whole.then_some(sheet)
    }
}

/// Whether no two rows have the same number.
fn has_own_numbers(sheet: &Sheet) -> bool {
    let mut numbers: Vec<_> = sheet.initiatives().map(|row| row.number.key()).collect();
    numbers.sort_unstable();
    numbers.windows(2).all(|pair| pair[0] != pair[1])
}

fn meeting_lines(meeting: &Meeting, period: Period) -> Vec<Line> {
    let head = [words::MEETINGS, &period.words(meeting.month), &meeting.label.value];
    let meeting_line = line(head.into_iter().chain(meeting.agenda.iter().map(|point| point.value.as_str())));
    let body = meeting.body.iter().map(|body| line([words::BODY_NAME, body]));
    [meeting_line].into_iter().chain(body).collect()
}

fn theme_lines(theme: &Theme, period: Period) -> Vec<Line> {
    let head = line([words::THEMES, &theme.heading.value, &theme.category.value]);
    [head].into_iter().chain(theme.initiatives.iter().flat_map(|it| row_lines(it, period))).collect()
}

fn row_lines(row: &Initiative, period: Period) -> Vec<Line> {
    let head = line([words::NUMBER, &row.number.to_string()]);
    let texts: Vec<&str> = row.texts.iter().flat_map(|(name, text)| [name.as_str(), &text.value]).collect();
    let meetings = row.schedule.word().map(|word| line([words::SCHEDULE, &word]));
    let bars =
        bar_lines(BAR, row.bars(), period).into_iter().chain(bar_lines(words::ACTUAL, &row.actual, period));
    [head].into_iter().chain(lines_of(&[TEXT], &texts)).chain(meetings).chain(bars).collect()
}

fn bar_lines(key: &str, bars: &[Bar], period: Period) -> Vec<Line> {
    let cells = bars.iter().flat_map(|bar| [bar.kind.value.to_string(), bar.words(period)]);
    lines_of(&[key], &cells.collect::<Vec<String>>())
}

/// Adds what a line says to a sheet. Of what it may not say there is nothing.
fn add(mut sheet: Sheet, line: &Line) -> Option<Sheet> {
    let row = sheet.themes.last_mut().and_then(|theme| theme.initiatives.last_mut());
    match (cell(line, 0), row) {
        (words::LABEL, _) => sheet.label = text(cell(line, 1)),
        (words::TITLE, _) => sheet.title = text(cell(line, 1)),
        (words::DATE, _) => sheet.date = Some(resolve::date(cell(line, 1))?),
        (words::AUTHOR, _) => sheet.author = Some(text(cell(line, 1))),
        (words::NOTE, _) => sheet.notes.push(text(cell(line, 1))),
        (words::MEETINGS, _) => sheet.meetings.push(meeting(line, sheet.period)?),
        (words::BODY_NAME, _) => sheet.meetings.last_mut()?.body = Some(cell(line, 1).into()),
        (words::THEMES, _) => sheet.themes.push(theme(line)),
        (words::NUMBER, _) => sheet.themes.last_mut()?.initiatives.push(initiative(cell(line, 1))?),
        (TEXT, Some(row)) => row.texts.extend(pairs(line).map(|(name, it)| (name.into(), text(it)))),
        (BAR, Some(row)) => match &mut row.schedule {
            Schedule::Bars(all) => all.extend(bars(line, sheet.period)?),
            Schedule::Meetings(_) => return None,
        },
        (words::ACTUAL, Some(row)) => row.actual.extend(bars(line, sheet.period)?),
        (words::SCHEDULE, Some(row)) => {
            row.schedule = Schedule::Meetings(bodies::bodies_in(cell(line, 1)).unwrap_or_default());
        }
        _ => {}
    }
    Some(sheet)
}

fn meeting(line: &Line, period: Period) -> Option<Meeting> {
    Some(Meeting {
        month: resolve::month(cell(line, 1), period)?,
        month_place: Place::NONE,
        label: text(cell(line, 2)),
        agenda: line.iter().skip(3).filter(|point| !point.is_empty()).map(|point| text(point)).collect(),
        body: None,
        reports: true,
        whole: Place::NONE,
    })
}

fn theme(line: &Line) -> Theme {
    let (heading, category) = (text(cell(line, 1)), text(cell(line, 2)));
    Theme { heading, category, initiatives: Vec::new(), whole: Place::NONE }
}

fn initiative(number: &str) -> Option<Initiative> {
    Some(Initiative {
        number: Number::new(number)?,
        place: Place::NONE,
        texts: Vec::new(),
        schedule: Schedule::Bars(Vec::new()),
        actual: Vec::new(),
        reports: true,
        reasons: Vec::new(),
        starts_page: false,
        break_place: Place::NONE,
        whole: Place::NONE,
    })
}

fn bars(line: &Line, period: Period) -> Option<Vec<Bar>> {
    let bar = |(kind, when)| {
        let (span, manner) = resolve::span(when, period)?;
        Some(Bar { kind: text(kind), span, manner, when: text(when), whole: Place::NONE })
    };
    pairs(line).map(bar).collect()
}

/// The cells of a line behind its first, two by two. Workbooks of earlier versions have one pair a line.
fn pairs(line: &Line) -> impl Iterator<Item = (&str, &str)> {
    (1..line.len()).step_by(2).map(|index| (cell(line, index), cell(line, index + 1)))
}

fn text(value: &str) -> Text {
    Text { value: value.into(), place: Place::NONE, spelling: Spelling::SAME }
}

fn line<T: Into<String>>(cells: impl IntoIterator<Item = T>) -> Line {
    cells.into_iter().map(T::into).collect()
}

/// A cell of a line; nothing where it has none.
fn cell(line: &Line, index: usize) -> &str {
    line.get(index).map_or("", String::as_str)
}
