//! The data file.

use std::collections::BTreeMap;

use ecow::EcoString;

use super::report::{Problem, Report};
use super::values::short_ends;
use super::years;
use crate::diag::{Code, Diagnostic, Place, Span};
use crate::japanese::agencies;
use crate::japanese::width::{halved, whole};
use crate::japanese::words::{self, PAGES};
use crate::load::{Field, Loaded, RawAgency, RawSheet, RawTheme};
use crate::memory::{Oddness, Store};
use crate::model::{
    Agency, Body, FiscalYear, Manner, Number, Period, Sheet, Template, Text, Theme, TimeSpan,
};

/// The most agencies: more than name any sheet's rows.
const MOST_AGENCIES: usize = 1_000;

/// The most points that a meeting discusses.
pub(super) const MOST_POINTS: usize = 100;

/// The most 取組 of a sheet; a few hundred are a thick one.
const MOST_INITIATIVES: usize = 10_000;

/// Stands for a year that can't be read.
pub(super) const NO_PERIOD: Period = Period::year(FiscalYear(2000));

/// See [`super::sheet_in_part`].
pub(super) fn resolve(mut loaded: Loaded<RawSheet>, template: &Template) -> (Sheet, Vec<Diagnostic>) {
    let report = Report::on(&mut loaded);
    let (numbers, bodies, kinds, times) = Default::default();
    let mut resolver = Resolver { report, template, numbers, period: None, bodies, kinds, times };
    let mut sheet = resolver.sheet(loaded.value, loaded.document.top());
    if resolver.report.has_too_much {
        sheet.themes.clear();
    }
    (sheet, resolver.report.mistakes)
}

/// Resolves the parts of a sheet.
pub(super) struct Resolver<'a> {
    pub(super) report: Report<'a>,
    pub(super) template: &'a Template,
    /// The numbers met so far.
    pub(super) numbers: BTreeMap<EcoString, Span>,
    /// What the sheet covers, as far as it says so.
    pub(super) period: Option<Period>,
    /// The bodies met so far.
    pub(super) bodies: Vec<Body>,
    /// What bars are called, and whether that is a time.
    pub(super) kinds: Oddness,
    /// The times of bars: nearly all say what others do.
    pub(super) times: Store<Period, Option<(TimeSpan, Manner)>>,
}

impl Resolver<'_> {
    fn sheet(&mut self, raw: RawSheet, top: Span) -> Sheet {
        let label = self.report.text(raw.label, top, words::LABEL);
        let title = self.report.text(raw.title, top, words::TITLE);
        self.period = self.period(raw.fiscal_year, raw.period, top);
        let date = self.report.optional_value(raw.date, years::date);
        let author = self.report.optional_text(raw.author);
        let pages = self.report.optional_placed_value(raw.pages, pages);
        let short_ends = self.report.optional_value(raw.short_ends, short_ends);
        let ignored = self.list_of_texts(raw.ignored, words::IGNORED);
        let agencies = self.agencies(raw.agencies);
        // A meeting with a mistake is a meeting all the same.
        let no_meetings = !matches!(&raw.meetings, Field::Given(meetings, _) if !meetings.is_empty());
        let meetings = self.meetings(raw.meetings);
        let notes = self.notes(raw.notes);
        let themes = self.themes(raw.themes, top, no_meetings);
        Sheet {
            label: label.unwrap_or_default(),
            title: title.unwrap_or_default(),
            period: self.period.unwrap_or(NO_PERIOD),
            date,
            author,
            pages: pages.map(|(pages, _)| pages),
            pages_place: pages.map_or(Place::NONE, |(_, span)| span.into()),
            short_ends,
            ignored,
            agencies,
            bodies: std::mem::take(&mut self.bodies),
            meetings,
            notes,
            themes: themes.unwrap_or_default(),
        }
    }

    fn agencies(&mut self, raw: Field<Vec<Field<RawAgency>>>) -> Vec<Agency> {
        let Some((raw, span)) = self.report.optional(raw) else { return Vec::new() };
        self.report.at_most(MOST_AGENCIES, raw.len(), span, words::AGENCIES);
        let agencies: Vec<Agency> = raw.into_iter().filter_map(|agency| self.agency(agency)).collect();
        let mut met = BTreeMap::new();
        for (nth, agency) in agencies.iter().enumerate() {
            for name in [&agency.name].into_iter().chain(&agency.others) {
                let first = *met.entry(agencies::key(&name.value)).or_insert(nth);
                if first != nth {
                    let message = format!("「{}」は、二つの機関の名前になっています", name.value);
                    self.report.wrong(
                        Code::RepeatedName,
                        name.place,
                        message,
                        "どちらかの機関だけに書いてください",
                    );
                }
            }
        }
        agencies
    }

    fn agency(&mut self, raw: Field<RawAgency>) -> Option<Agency> {
        let (raw, span) = self.report.item(raw)?;
        let name = self.report.text(raw.name, span, words::NAME);
        let others = self.list_of_texts(raw.others, words::OTHER_NAMES);
        Some(Agency { name: name?, others })
    }

    /// The years that the sheet covers: one (年度), or several (期間) in its place.
    fn period(&mut self, year: Field<EcoString>, period: Field<EcoString>, top: Span) -> Option<Period> {
        match (&year, period) {
            (Field::Given(..), Field::Given(_, span)) => {
                let remedy = "一年だけなら「年度」を、何年度にもわたるなら「期間」を残し、もう一方の行を消してください";
                self.report.wrong(Code::RepeatedKey, span, "「年度」と「期間」の両方があります", remedy);
                None
            }
            (_, period @ (Field::Given(..) | Field::Broken)) => {
                self.report.value(period, top, words::PERIOD, years::period)
            }
            _ => self.report.value(year, top, words::FISCAL_YEAR, years::fiscal_year).map(Period::year),
        }
    }

    /// What a text says of time. Of a year that it names nothing is known where the sheet's own can't be read.
    pub(super) fn time<T>(
        &mut self,
        text: &str,
        span: Span,
        read: fn(&str, Period) -> Result<T, Problem>,
    ) -> Option<T> {
        let reading = read(text, self.period.unwrap_or(NO_PERIOD));
        if self.period.is_none() && matches!(reading, Err((Code::Year, ..))) {
            return None;
        }
        self.report.accept(reading, span)
    }

    /// A list that may be missing, of texts that each say something.
    pub(super) fn list_of_texts(&mut self, raw: Field<Vec<Field<EcoString>>>, key: &str) -> Vec<Text> {
        let Some((texts, span)) = self.report.optional(raw) else { return Vec::new() };
        texts.into_iter().filter_map(|text| self.report.item_text(text, span, key)).collect()
    }

    fn notes(&mut self, raw: Field<Vec<Field<EcoString>>>) -> Vec<Text> {
        let Field::Given(_, span) = raw else { return Vec::new() };
        let notes = self.points(raw, words::NOTE, "");
        self.report.at_most(MOST_POINTS, notes.len(), span, words::NOTE);
        notes
    }

    /// A list of points, of which each is a line. A bullet that their writer put before one is left out.
    pub(super) fn points(&mut self, raw: Field<Vec<Field<EcoString>>>, key: &str, bullet: &str) -> Vec<Text> {
        let texts = self.list_of_texts(raw, key);
        texts.iter().flat_map(|text| points_of(text, bullet)).collect()
    }

    fn themes(
        &mut self,
        raw: Field<Vec<Field<RawTheme>>>,
        top: Span,
        no_meetings: bool,
    ) -> Option<Vec<Theme>> {
        let (raw, span) = self.report.required(raw, top, words::THEMES)?;
        if raw.is_empty() {
            self.report.wrong(
                Code::Empty,
                span,
                "「課題」が一つもありません",
                "「- 見出し: …」で始まる課題を一つ以上書いてください",
            );
        }
        let mut themes: Vec<Theme> =
            raw.into_iter().filter_map(|theme| self.theme(theme, no_meetings)).collect();
        self.number_the_rest(&mut themes);
        let rows = themes.iter().map(|theme| theme.initiatives.len()).sum();
        self.report.at_most(MOST_INITIATIVES, rows, span, words::INITIATIVES);
        Some(themes)
    }

    fn theme(&mut self, raw: Field<RawTheme>, no_meetings: bool) -> Option<Theme> {
        let (raw, span) = self.report.item(raw)?;
        let heading = self.report.text(raw.heading, span, words::HEADING);
        let category = self.report.optional_text(raw.category);
        let (rows, rows_span) = self.report.required(raw.initiatives, span, words::INITIATIVES)?;
        if rows.is_empty() {
            let remedy = "「- 番号: …」で始まる取組を一つ以上書くか、この課題を消してください";
            self.report.wrong(Code::Empty, rows_span, "この課題に「取組」が一つもありません", remedy);
        }
        let initiatives = rows.into_iter().filter_map(|row| self.initiative(row, no_meetings)).collect();
        let heading = heading.unwrap_or_default();
        // A theme without a short name is known by its heading.
        let category = category.unwrap_or_else(|| heading.clone());
        Some(Theme { heading, category, initiatives, whole: span.into() })
    }

    /// Gives rows without a number one that no other has: where no column shows it, none need be written.
    fn number_the_rest(&mut self, themes: &mut [Theme]) {
        let mut numbers = (1..).map(Number::from).filter(|number| !self.numbers.contains_key(&number.key()));
        let rows = themes.iter_mut().flat_map(|theme| &mut theme.initiatives);
        for (row, number) in rows.filter(|row| row.number.is_empty()).zip(&mut numbers) {
            row.number = number;
        }
    }
}

/// The points in a text. A text of several lines is a point each, and a bullet that its writer put before
/// one is the sheet's own.
fn points_of(text: &Text, bullet: &str) -> Vec<Text> {
    let (mut next, mut points) = (0, Vec::new());
    for line in text.value.split_inclusive('\n') {
        next += line.len();
        let shown = line.trim_end();
        let point = shown.trim_start();
        let point = point.strip_prefix(bullet).unwrap_or(point).trim_start();
        let end = next - line.len() + shown.len();
        points.push(end - point.len()..end);
    }
    points.into_iter().filter(|point| !point.is_empty()).map(|point| text.piece(point)).collect()
}

/// A number of pages.
fn pages(text: &str) -> Result<usize, Problem> {
    whole(halved(text).trim_end_matches("ページ").trim_end_matches('頁'))
        .filter(|pages| *pages > 0)
        .ok_or_else(|| {
            (
                Code::Number,
                format!("{PAGES}の「{text}」は数として読めません"),
                format!("「{PAGES}: 2」のように、1 以上の数字で書いてください"),
            )
        })
}
