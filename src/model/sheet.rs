//! The content of a handout.

use std::ops::Range;

use ecow::EcoString;

use super::{Date, Number, Period, ShortEnds, TimeSpan};
use crate::diag::{Part, Place, Span};
use crate::japanese::bodies;
use crate::spelling::Spelling;

/// A text of the data file or template, and where it stands there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Text {
    /// The text; `\n` where its writer began a new line.
    pub value: EcoString,
    /// Where it stands.
    pub place: Place,
    /// How it is written there.
    pub spelling: Spelling,
}

impl Text {
    /// Some of its characters, by their bytes, and where they stand.
    pub fn part(&self, range: Range<usize>) -> Part {
        Part { text: self.value[range.clone()].to_owned(), place: self.place_of(range) }
    }

    /// Some of its characters as a text of their own; of all of them, the text itself.
    pub fn piece(&self, range: Range<usize>) -> Text {
        if range == (0..self.value.len()) {
            return self.clone();
        }
        let start = self.place.span().map_or(0, |span| span.start);
        Text {
            value: self.value[range.clone()].into(),
            place: self.place_of(range.clone()),
            spelling: self.spelling.piece(&self.value, start, range),
        }
    }

    fn place_of(&self, range: Range<usize>) -> Place {
        let Some(span) = self.place.span() else { return Place::NONE };
        let Range { start, end } = self.spelling.range(&self.value, span.start, range);
        Span { start, end, ..span }.into()
    }

    /// The text on one line, its lines parted by spaces.
    pub fn one_line(&self) -> String {
        one_line(&self.value)
    }
}

/// A text on one line, its lines parted by spaces.
pub fn one_line(text: &str) -> String {
    // Most have one.
    if !text.contains('\n') {
        return text.trim().to_owned();
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// A handout.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The handout's number (資料番号), boxed at the top right of the first page.
    pub label: Text,
    /// The title (表題).
    pub title: Text,
    /// The years (年度, 期間) that the schedule covers.
    pub period: Period,
    /// When it was made (作成日), if its writer says so.
    pub date: Option<Date>,
    /// Who made it (作成者), if its writer says so.
    pub author: Option<Text>,
    /// On how many pages it is to fit (収めるページ数), if that matters.
    pub pages: Option<usize>,
    /// Where it says so.
    pub pages_place: Place,
    /// Which paragraphs avoid a last line of one or two characters (終わりの短い行), if it says so.
    pub short_ends: Option<ShortEnds>,
    /// The warnings that are not wanted (無視): names of rules, or characters that a rule points at.
    pub ignored: Vec<Text>,
    /// The agencies (機関) whose names have several spellings, or that are to be told apart.
    pub agencies: Vec<Agency>,
    /// The bodies that meet, in the order of the data; none where meetings have no names.
    pub bodies: Vec<Body>,
    /// The network meetings (会議), in the order of the year.
    pub meetings: Vec<Meeting>,
    /// What is noted below the table (注記).
    pub notes: Vec<Text>,
    /// The themes (課題), each with at least one initiative.
    pub themes: Vec<Theme>,
}

impl Sheet {
    /// Every text that it may show.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let meetings =
            self.meetings.iter().flat_map(|meeting| [&meeting.label].into_iter().chain(&meeting.agenda));
        let themes = self.themes.iter().flat_map(Theme::texts);
        let head = [&self.label, &self.title].into_iter().chain(&self.author);
        let bodies = self.bodies.iter().flat_map(|body| [&body.name].into_iter().chain(&body.mark));
        head.chain(bodies).chain(meetings).chain(themes).chain(&self.notes)
    }

    /// Its rows, theme by theme.
    pub fn initiatives(&self) -> impl Iterator<Item = &Initiative> {
        self.themes.iter().flat_map(|theme| &theme.initiatives)
    }
}

/// An agency (機関).
#[derive(Debug, Clone, PartialEq)]
pub struct Agency {
    /// Its name.
    pub name: Text,
    /// Other spellings of the name (別名). None of them, nor the name, is another agency's.
    pub others: Vec<Text>,
}

/// A network meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// The month that it falls in.
    pub month: TimeSpan,
    /// Where its month stands.
    pub month_place: Place,
    /// What the sheet shows for it.
    pub label: Text,
    /// The points to discuss (検討事項); may be empty.
    pub agenda: Vec<Text>,
    /// The body that meets (会議体), if there are several: one of [`Sheet::bodies`] by its name.
    pub body: Option<EcoString>,
    /// Whether rows report on their progress to it (進捗報告).
    pub reports: bool,
    /// Where all of it stands.
    pub whole: Place,
}

/// A body that meets (会議体).
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Its name, which no other has.
    pub name: Text,
    /// The sign of its meetings (記号), if it has one of its own.
    pub mark: Option<Text>,
}

/// A theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The text of its band.
    pub heading: Text,
    /// The short name that each of its rows shows (課題区分).
    pub category: Text,
    /// Its rows.
    pub initiatives: Vec<Initiative>,
    /// Where all of it stands.
    pub whole: Place,
}

impl Theme {
    fn texts(&self) -> impl Iterator<Item = &Text> {
        let rows = self.initiatives.iter().flat_map(Initiative::texts);
        [&self.heading, &self.category].into_iter().chain(rows)
    }
}

/// An initiative (取組): one numbered row.
#[derive(Debug, Clone, PartialEq)]
pub struct Initiative {
    /// Its number, which no other initiative of the sheet has.
    pub number: Number,
    /// Where the number stands, to speak of the whole row.
    pub place: Place,
    /// Its texts by the name of their column, the usual ones first in their order (項目, 内容, …); a column without
    /// text is not in here.
    pub texts: Vec<(EcoString, Text)>,
    /// What its schedule shows.
    pub schedule: Schedule,
    /// What has come of it (実績).
    pub actual: Vec<Bar>,
    /// Whether it reports on its progress to meetings (進捗報告).
    pub reports: bool,
    /// Why it was changed since the version before (変更理由). The handout shows nothing of it.
    pub reasons: Vec<Text>,
    /// Whether a new page starts before it (改ページ: 前).
    pub starts_page: bool,
    /// Where that is said.
    pub break_place: Place,
    /// Where all of it stands.
    pub whole: Place,
}

impl Initiative {
    /// Its text in the column of a name, if it has one.
    pub fn text(&self, column: &str) -> Option<&Text> {
        self.texts.iter().find(|(name, _)| name == column).map(|(_, text)| text)
    }

    fn texts(&self) -> impl Iterator<Item = &Text> {
        let bars = self.bars().iter().chain(&self.actual);
        self.texts.iter().map(|(_, text)| text).chain(bars.map(|bar| &bar.kind))
    }

    /// The bars of its schedule.
    pub fn bars(&self) -> &[Bar] {
        match &self.schedule {
            Schedule::Meetings(_) => &[],
            Schedule::Bars(bars) => bars,
        }
    }
}

/// What the schedule of a row shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Schedule {
    /// The meetings themselves, each with a callout of its agenda: those of the bodies named, or all of them
    /// where none is.
    Meetings(Vec<String>),
    /// Bars, and a progress report (進捗報告) for each meeting.
    Bars(Vec<Bar>),
}

impl Schedule {
    /// The word for the meetings that it shows, as it can be read again; none if it shows bars.
    pub fn word(&self) -> Option<String> {
        match self {
            Schedule::Bars(_) => None,
            Schedule::Meetings(names) => Some(bodies::word(names)),
        }
    }
}

/// A stretch of work.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What is done, as in 方法検討; also its label.
    pub kind: Text,
    /// When.
    pub span: TimeSpan,
    /// How it fills that time.
    pub manner: Manner,
    /// When, as its writer says it.
    pub when: Text,
    /// Where all of it stands.
    pub whole: Place,
}

impl Bar {
    /// When it is, in words that are read as the same again.
    pub fn words(&self, period: Period) -> String {
        match self.manner {
            Manner::Steady => period.words(self.span),
            Manner::Monthly | Manner::AnyTime => self.when.one_line(),
        }
    }
}

/// How work fills its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Without a break.
    Steady,
    /// Again each month (毎月).
    Monthly,
    /// Whenever there is need (随時).
    AnyTime,
}
