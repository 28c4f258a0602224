//! The data as a table to be edited: what is written, right or wrong, with the months as far as they can be
//! read.

use std::collections::BTreeMap;

use serde::Serialize;
use shiryo3::load::{self, Document, Path, Value};
use shiryo3::model::{
    self, Axis, Color, Content, Initiative, Manner, Period, Shape, Template, TimeSpan, Unit,
};
use shiryo3::resolve;

use crate::message::{self, steps};

/// The data as a table.
#[derive(Debug, Serialize)]
pub struct Table {
    /// The texts at the top, by their keys.
    pub head: BTreeMap<&'static str, Option<String>>,
    /// What is not pointed at (無視).
    pub ignored: Vec<String>,
    /// How many thirds of a month the schedule has.
    pub thirds: u16,
    /// The columns of the schedule as it is edited, from left to right.
    pub times: Vec<Time>,
    /// The columns of texts, from left to right.
    pub columns: Vec<Column>,
    /// The meetings as they are written.
    pub meetings: Vec<Meeting>,
    /// When the meetings are, in the order of the year.
    pub occasions: Vec<Occasion>,
    /// The themes.
    pub themes: Vec<Theme>,
    /// The names of bars in the data, those that stand most often first.
    pub kinds: Vec<String>,
}

/// A column of the schedule.
#[derive(Debug, Serialize)]
pub struct Time {
    /// Its name, as short as can be.
    pub name: String,
    /// Its name beside those of other years.
    pub full_name: String,
    /// Its first third of a month.
    pub start: u16,
    /// The third behind its last.
    pub end: u16,
}

/// A column of texts.
#[derive(Debug, Serialize)]
pub struct Column {
    /// The key of its texts.
    pub key: String,
    /// Whether each row must have one.
    pub required: bool,
}

/// An entry of the meetings: one of them, or all of a body (会議体).
#[derive(Debug, Serialize)]
pub struct Meeting {
    /// The way to it.
    pub path: message::Path,
    /// Whether no more is written of it than its month, which then stands at its own way.
    pub is_bare: bool,
    /// Its month as it is written.
    pub month: String,
    /// The same in thirds of a month of the schedule, the first and the one behind the last.
    pub at: Option<[u16; 2]>,
    /// What the sheet shows for it.
    pub label: String,
    /// The points to discuss.
    pub agenda: Vec<String>,
    /// The body that meets (名前), or nothing.
    pub body: String,
    /// All its meetings (開催), where the entry has them.
    pub held: Option<Vec<Meeting>>,
}

/// A meeting on the sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Occasion {
    /// Its month in thirds of a month of the schedule, the first and the one behind the last.
    pub at: [u16; 2],
    /// What the sheet shows for it.
    pub label: String,
}

/// A theme.
#[derive(Debug, Serialize)]
pub struct Theme {
    /// The text of its band.
    pub heading: String,
    /// Its short name.
    pub category: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its number as it is written.
    pub number: String,
    /// Its texts, one for each column; nothing where one has never been written.
    pub texts: Vec<Option<String>>,
    /// Whether a new page starts before it.
    pub starts_page: bool,
    /// What its schedule shows.
    pub schedule: Schedule,
}

/// A schedule.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Schedule {
    /// Meetings: all of them, or those of some bodies.
    Meetings(Vec<Occasion>),
    /// Bars.
    Bars(Vec<Bar>),
    /// Something that is no schedule, or nothing.
    Other(String),
}

/// A bar.
#[derive(Debug, Serialize)]
pub struct Bar {
    /// The way to its months.
    pub path: message::Path,
    /// The way to what stands behind its name: its months, or a list of them and others, each a bar.
    pub named: message::Path,
    /// Whether it is the one word that all of the schedule is, as in 予定: 通年. It has no months to be changed.
    pub is_whole: bool,
    /// Its name.
    pub kind: String,
    /// Its months as they are written.
    pub months: String,
    /// The same in thirds of a month of the schedule, the first and the one behind the last; nothing where they
    /// can't be read.
    pub span: Option<[u16; 2]>,
    /// The names of its first and its last month or third.
    pub ends: Option<(String, String)>,
    /// Whether its time is a word that says how it is filled, as 毎月 does.
    pub is_word: bool,
    /// Whether it is shown as a sign without a bar around it.
    pub is_mark: bool,
    /// Its colour, as styles have it.
    pub fill: String,
    /// The colour of its name.
    pub ink: String,
}

/// The keys of the texts at the top.
const HEAD: [&str; 6] = ["資料番号", "表題", "年度", "期間", "作成日", "収めるページ数"];

/// The most characters of a text that are given. A cell of 16,000 is the longest that the library takes.
const LONGEST: usize = 40_001;

/// The most rows that are shown; the library takes no more.
const MOST_ROWS: usize = 10_000;

/// The most years of a schedule that is edited by months, and of one that is edited by quarters.
const MOST_YEARS: [u8; 2] = [1, 4];

/// A data file as a table; nothing where it is not YAML, has no themes to be shown as rows, or too many rows.
pub(crate) fn of(document: &Document, template: &Template) -> Option<Table> {
    let top = Path::top();
    if !document.is_map(&top) {
        return None;
    }
    let read = Reading::of(document, template)?;
    let themes = document.count(&top.clone().key("課題"))?;
    let columns: Vec<Column> = template
        .columns
        .iter()
        .filter_map(|column| match &column.content {
            Content::Text(key) => Some(Column { key: key.clone(), required: column.required }),
            Content::Number | Content::Category | Content::Schedule => None,
        })
        .collect();
    let maker = Maker { document, template, columns: &columns, read: &read };
    let themes = (0..themes).map(|index| maker.theme(&top.clone().key("課題").item(index)));
    let themes = themes.collect::<Option<Vec<Theme>>>()?;
    if themes.iter().map(|theme| theme.rows.len()).sum::<usize>() > MOST_ROWS {
        return None;
    }
    Some(Table {
        head: HEAD.into_iter().map(|key| (key, text(document, &top.clone().key(key)))).collect(),
        ignored: texts(document, &top.clone().key("無視")),
        thirds: read.period.whole().end(),
        times: times(read.period),
        meetings: maker.meetings(&top.key("会議")),
        occasions: read.meetings.iter().map(|(occasion, _)| occasion.clone()).collect(),
        kinds: kinds(&themes),
        themes,
        columns,
    })
}

/// The columns in which a schedule is edited: months where there is one year, longer ones where there are more.
fn times(period: Period) -> Vec<Time> {
    let longest = MOST_YEARS.iter().filter(|most| period.years() > **most).count();
    let axis = Axis { period, unit: [Unit::Month, Unit::Quarter, Unit::Year][longest] };
    let time = |span| Time {
        name: period.bare_month(span),
        full_name: period.ends(span).0,
        start: span.start(),
        end: span.end(),
    };
    axis.columns().map(time).collect()
}

/// The period that a data file covers, as far as it can be read.
pub(crate) fn period(document: &Document, template: &Template) -> Option<Period> {
    let loaded = load::sheet(document).ok()?;
    Some(resolve::sheet_in_part(loaded, template).0.period)
}

/// What could be read of the months.
struct Reading {
    period: Period,
    /// By the first byte of where they are written.
    spans: BTreeMap<usize, (TimeSpan, Manner)>,
    /// Each meeting, with its body.
    meetings: Vec<(Occasion, Option<String>)>,
    /// The bodies whose meetings rows show, by the first byte of the row; none are named for all meetings.
    shown: BTreeMap<usize, Vec<String>>,
}

impl Reading {
    fn of(document: &Document, template: &Template) -> Option<Reading> {
        let (sheet, _) = resolve::sheet_in_part(load::sheet(document).ok()?, template);
        let bars = sheet.initiatives().flat_map(Initiative::bars);
        let bars = bars.map(|bar| (bar.when.place, (bar.span, bar.manner)));
        let spans = sheet
            .meetings
            .iter()
            .map(|meeting| (meeting.month_place, (meeting.month, Manner::Steady)))
            .chain(bars);
        let spans = spans.filter_map(|(place, span)| Some((place.span()?.start, span))).collect();
        let occasion =
            |it: &model::Meeting| Occasion { at: thirds(it.month), label: it.label.value.to_string() };
        let shown = sheet.initiatives().filter_map(|row| match &row.schedule {
            model::Schedule::Meetings(bodies) => Some((row.whole.span()?.start, bodies.clone())),
            model::Schedule::Bars(_) => None,
        });
        Some(Reading {
            period: sheet.period,
            spans,
            meetings: sheet
                .meetings
                .iter()
                .map(|it| (occasion(it), it.body.as_ref().map(ToString::to_string)))
                .collect(),
            shown: shown.collect(),
        })
    }

    fn at(&self, document: &Document, path: &Path) -> Option<(TimeSpan, Manner)> {
        self.spans.get(&document.place(path).span()?.start).copied()
    }

    /// The meetings that a row shows, if it shows any.
    fn meetings_of(&self, document: &Document, row: &Path) -> Option<Vec<Occasion>> {
        let bodies = self.shown.get(&document.place(row).span()?.start)?;
        let is_of =
            |body: &Option<String>| bodies.is_empty() || body.as_ref().is_some_and(|it| bodies.contains(it));
        let meetings = self.meetings.iter().filter(|(_, body)| is_of(body));
        Some(meetings.map(|(occasion, _)| occasion.clone()).collect())
    }
}

/// Makes the parts of a table.
struct Maker<'a> {
    document: &'a Document,
    template: &'a Template,
    columns: &'a [Column],
    read: &'a Reading,
}

impl Maker<'_> {
    fn theme(&self, path: &Path) -> Option<Theme> {
        if !self.document.is_map(path) {
            return None;
        }
        let text = |key: &str| self.text(&path.clone().key(key)).unwrap_or_default();
        let rows = path.clone().key("取組");
        let count = self.document.place(&rows).span().map_or(Some(0), |_| self.document.count(&rows))?;
        let rows = (0..count).map(|index| self.row(&rows.clone().item(index)));
        Some(Theme {
            heading: text("見出し"), category: text("区分"), rows: rows.collect::<Option<_>>()?
        })
    }

    fn row(&self, path: &Path) -> Option<Row> {
        if !self.document.is_map(path) {
            return None;
        }
        let texts = self.columns.iter().map(|column| self.text(&path.clone().key(&column.key)));
        Some(Row {
            number: self.text(&path.clone().key("番号")).unwrap_or_default(),
            texts: texts.collect(),
            starts_page: self.text(&path.clone().key("改ページ")).is_some_and(|word| !word.trim().is_empty()),
            schedule: match self.read.meetings_of(self.document, path) {
                Some(meetings) => Schedule::Meetings(meetings),
                None => self.bars_of(&path.clone().key("予定")),
            },
        })
    }

    fn bars_of(&self, path: &Path) -> Schedule {
        match self.document.get(path) {
            None | Some(Value::Empty) => Schedule::Other(String::new()),
            Some(Value::Text(word)) => match self.read.at(self.document, path) {
                Some(_) => Schedule::Bars(vec![Bar { is_whole: true, ..self.bar(path, path, &word) }]),
                None => Schedule::Other(word),
            },
            Some(value) => Schedule::Bars(self.bars(path, &value)),
        }
    }

    /// The bars of a list of mappings, or of one mapping.
    fn bars(&self, path: &Path, value: &Value) -> Vec<Bar> {
        match value {
            Value::Map(entries) => {
                let named = |kind: &str, when| self.named(&path.clone().key(kind), kind, when);
                entries.iter().flat_map(|(kind, when)| named(kind, when)).collect()
            }
            Value::List(items) => {
                let bars = items.iter().enumerate();
                bars.flat_map(|(index, item)| self.bars(&path.clone().item(index), item)).collect()
            }
            Value::Empty | Value::Text(_) => {
                let months = text_of(value).unwrap_or_default();
                vec![Bar { months, ..self.bar(path, path, "") }]
            }
        }
    }

    /// The bars of a name: one for each of its times.
    fn named(&self, path: &Path, kind: &str, when: &Value) -> Vec<Bar> {
        let bar = |at: &Path, when: &Value| Bar {
            months: text_of(when).unwrap_or_default(),
            ..self.bar(at, path, kind)
        };
        match when {
            Value::List(times) if !times.is_empty() => {
                let times = times.iter().enumerate();
                times.map(|(index, time)| bar(&path.clone().item(index), time)).collect()
            }
            _ => vec![bar(path, when)],
        }
    }

    /// A bar of which no more is said than its name.
    fn bar(&self, path: &Path, named: &Path, kind: &str) -> Bar {
        let read = self.read.at(self.document, path);
        let span = read.map(|(span, _)| span);
        let style = self.template.bars.of(kind.trim());
        Bar {
            fill: css(style.fill),
            ink: css(style.text),
            path: steps(path),
            named: steps(named),
            is_whole: false,
            is_mark: style.shape == Shape::Mark,
            kind: kind.to_owned(),
            months: String::new(),
            is_word: read.is_some_and(|(_, manner)| manner != Manner::Steady),
            ends: span.map(|span| self.read.period.ends(span)),
            span: span.map(thirds),
        }
    }

    fn meetings(&self, path: &Path) -> Vec<Meeting> {
        let count = self.document.count(path).unwrap_or_default();
        (0..count).map(|index| self.meeting(&path.clone().item(index))).collect()
    }

    fn meeting(&self, path: &Path) -> Meeting {
        let is_bare = matches!(self.document.get(path), Some(Value::Text(_)));
        let month = if is_bare { path.clone() } else { path.clone().key("月") };
        Meeting {
            path: steps(path),
            is_bare,
            at: self.read.at(self.document, &month).map(|(month, _)| thirds(month)),
            month: self.text(&month).unwrap_or_default(),
            label: self.text(&path.clone().key("表示")).unwrap_or_default(),
            agenda: texts(self.document, &path.clone().key("検討事項")),
            body: self.text(&path.clone().key("名前")).unwrap_or_default(),
            held: self.held(&path.clone().key("開催")),
        }
    }

    /// The meetings of a body: a list, or one month or word.
    fn held(&self, path: &Path) -> Option<Vec<Meeting>> {
        Some(match self.document.get(path)? {
            Value::List(_) => self.meetings(path),
            _ => vec![self.meeting(path)],
        })
    }

    fn text(&self, path: &Path) -> Option<String> {
        text(self.document, path)
    }
}

fn thirds(span: TimeSpan) -> [u16; 2] {
    [span.start(), span.end()]
}

/// A colour as styles have it.
fn css(Color([red, green, blue]): Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn text(document: &Document, path: &Path) -> Option<String> {
    document.get(path).as_ref().and_then(text_of)
}

/// A value as text; nothing where it is a list or mapping. Of a text that is longer than any that is edited in
/// a cell (`app/cells.js`) only the beginning is given.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) if text.len() < LONGEST => Some(text.clone()),
        Value::Text(text) => Some(text.chars().take(LONGEST).collect()),
        Value::Empty => Some(String::new()),
        Value::List(_) | Value::Map(_) => None,
    }
}

fn texts(document: &Document, path: &Path) -> Vec<String> {
    match document.get(path) {
        Some(Value::List(items)) => items.iter().filter_map(text_of).collect(),
        Some(Value::Text(text)) => vec![text],
        _ => Vec::new(),
    }
}

/// The names of bars, those that stand most often first.
fn kinds(themes: &[Theme]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in themes.iter().flat_map(|theme| &theme.rows) {
        let Schedule::Bars(bars) = &row.schedule else { continue };
        for bar in bars {
            *counts.entry(&bar.kind).or_default() += 1;
        }
    }
    let mut kinds: Vec<(&str, usize)> = counts.into_iter().filter(|(kind, _)| !kind.is_empty()).collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    kinds.into_iter().map(|(kind, _)| kind.to_owned()).collect()
}
