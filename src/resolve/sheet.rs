//! The data file.

use std::collections::BTreeMap;

use super::report::{Problem, Report};
use super::values::{short_ends, yes_or_no};
use super::{spans, years};
use crate::diag::{Code, Diagnostic, Place, Span};
use crate::japanese::agencies;
use crate::japanese::spans::{self as time_words, is_word};
use crate::japanese::width::{halved, whole};
use crate::japanese::words::{self, PAGES, USUAL_TEXTS};
use crate::load::{
    Entries, Field, Loaded, NO_TEXT, RawAgency, RawHeld, RawInitiative, RawMeeting, RawOccasion, RawSchedule,
    RawSheet, RawText, RawTheme, RawWhen, forms,
};
use crate::model::{
    Agency, Bar, Body, FiscalYear, Initiative, Meeting, Number, Period, Schedule, Sheet, Template, Text,
    Theme,
};
use crate::nearest;

/// The other keys of a 取組, for the list in a message.
const FIXED_KEYS: [&str; 6] =
    [words::NUMBER, words::SCHEDULE, words::ACTUAL, words::REPORT, words::PAGE_BREAK, words::REASONS];

/// The most meetings: two in each month of ten years, or of ten bodies in a year.
const MOST_MEETINGS: usize = 240;

/// The most agencies: more than name any sheet's rows.
const MOST_AGENCIES: usize = 1_000;

/// The most points that a meeting discusses.
const MOST_POINTS: usize = 100;

/// The most 取組 of a sheet; a few hundred are a thick one.
const MOST_INITIATIVES: usize = 3_000;

/// The most bars of a 取組. Few more lanes than 30 fit a page.
const MOST_BARS: usize = 40;

/// How a schedule is written.
const SCHEDULE_REMEDY: &str = "「予定: 会議」「予定: 通年」「予定: なし」のどれかにするか、次の行から「- 方法検討: 4月〜9月」のように書いてください";

/// Stands for a year that can't be read.
const NO_PERIOD: Period = Period::year(FiscalYear(2000));

/// See [`super::sheet_in_part`].
pub(super) fn resolve(mut loaded: Loaded<RawSheet>, template: &Template) -> (Sheet, Vec<Diagnostic>) {
    let report = Report::on(&mut loaded);
    let mut resolver =
        Resolver { report, template, numbers: BTreeMap::new(), period: None, bodies: Vec::new() };
    let mut sheet = resolver.sheet(loaded.value, loaded.document.top());
    if resolver.report.has_too_much {
        sheet.themes.clear();
    }
    (sheet, resolver.report.mistakes)
}

/// Resolves the parts of a sheet.
struct Resolver<'a> {
    report: Report<'a>,
    template: &'a Template,
    /// The numbers met so far.
    numbers: BTreeMap<String, Span>,
    /// What the sheet covers, as far as it says so.
    period: Option<Period>,
    /// The bodies met so far.
    bodies: Vec<Body>,
}

/// What meetings of one entry have in common.
struct OfBody {
    body: Option<Body>,
    reports: bool,
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
    fn period(&mut self, year: Field<String>, period: Field<String>, top: Span) -> Option<Period> {
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
    fn time<T>(&mut self, text: &str, span: Span, read: fn(&str, Period) -> Result<T, Problem>) -> Option<T> {
        let reading = read(text, self.period.unwrap_or(NO_PERIOD));
        if self.period.is_none() && matches!(reading, Err((Code::Year, ..))) {
            return None;
        }
        self.report.accept(reading, span)
    }

    fn meetings(&mut self, raw: Field<Vec<Field<RawMeeting>>>) -> Vec<Meeting> {
        let Some((raw, span)) = self.report.optional(raw) else { return Vec::new() };
        let mut meetings: Vec<Meeting> =
            raw.into_iter().flat_map(|meeting| self.meetings_of(meeting)).collect();
        self.report.at_most(MOST_MEETINGS, meetings.len(), span, words::MEETINGS);
        meetings.sort_by_key(|meeting| meeting.month);
        meetings
    }

    /// The meetings of an entry: those of a body, or one.
    fn meetings_of(&mut self, raw: Field<RawMeeting>) -> Vec<Meeting> {
        let Some((mut raw, span)) = self.report.item(raw) else { return Vec::new() };
        let body = self.body(std::mem::take(&mut raw.name), std::mem::take(&mut raw.mark), span);
        let reports = self.report.optional_value(raw.reports, yes_or_no);
        let occasion =
            RawOccasion { month: raw.month, label: raw.label, agenda: raw.agenda, reports: Field::Absent };
        let of_body = OfBody { body, reports: reports.unwrap_or(true) };
        match (self.report.optional(raw.held), &occasion.month) {
            (None, _) => self.meeting(occasion, span, &of_body).into_iter().collect(),
            (Some((_, at)), Field::Given(..)) => {
                let remedy = "「月」の行を消し、その月を「開催」に加えてください";
                self.report.wrong(Code::Form, at, "「月」と「開催」の両方があります", remedy);
                Vec::new()
            }
            (Some((held, at)), _) => self.held(held, (span, at), &of_body),
        }
    }

    /// The meetings that a body holds.
    fn held(&mut self, raw: Vec<Field<RawHeld>>, (span, at): (Span, Span), of_body: &OfBody) -> Vec<Meeting> {
        if of_body.body.is_none() {
            let remedy = format!("「{}: 全体会」のように、会議体の名前を書いてください", words::NAME);
            self.report.wrong(Code::MissingKey, span, "「開催」のある会議に「名前」がありません", remedy);
        }
        if raw.is_empty() {
            let remedy = "「開催: [5月, 8月]」のように、開かれる月を書いてください";
            self.report.wrong(Code::Empty, at, "「開催」に月が一つもありません", remedy);
        }
        let meetings = raw.into_iter().filter_map(|item| {
            let (held, span) = self.report.item(item)?;
            let occasion = match held {
                RawHeld::Month(month) => {
                    RawOccasion { month: Field::Given(month, span), ..Default::default() }
                }
                RawHeld::Meeting(occasion) => occasion,
            };
            self.meeting(occasion, span, of_body)
        });
        meetings.collect()
    }

    /// The body that an entry names, which others may name too.
    fn body(&mut self, name: Field<String>, mark: Field<String>, owner: Span) -> Option<Body> {
        let has_name = matches!(name, Field::Given(..));
        let mark = self.report.optional(mark).map(|(mark, span)| self.report.placed_text(mark, span));
        let name = has_name.then(|| self.report.text(name, owner, words::NAME)).flatten()?;
        match self.bodies.iter_mut().find(|body| body.name.value == name.value) {
            Some(known) => known.mark = known.mark.take().or(mark),
            None => self.bodies.push(Body { name: name.clone(), mark }),
        }
        Some(Body { name, mark: None })
    }

    /// A meeting. One of a body may do without a label: its name serves.
    fn meeting(&mut self, raw: RawOccasion, span: Span, of_body: &OfBody) -> Option<Meeting> {
        let month = self.report.required(raw.month, span, words::MONTH);
        let month = month.and_then(|(text, span)| Some((self.time(&text, span, spans::month)?, span)));
        let name = of_body.body.as_ref().map(|body| body.name.clone());
        let label = match (raw.label, name.clone()) {
            (Field::Absent | Field::Empty(_), Some(name)) => Some(name),
            (label, _) => self.report.text(label, span, words::SHOWN),
        };
        let reports = self.report.optional_value(raw.reports, yes_or_no).unwrap_or(of_body.reports);
        let agenda = self.points(raw.agenda, words::AGENDA, &self.template.wording.bullet.value);
        self.report.at_most(MOST_POINTS, agenda.len(), span, words::AGENDA);
        let (month, month_span) = month?;
        let (month_place, whole) = (month_span.into(), span.into());
        let body = name.map(|name| name.value);
        Some(Meeting { month, month_place, label: label?, agenda, body, reports, whole })
    }

    /// A list that may be missing, of texts that each say something.
    fn list_of_texts(&mut self, raw: Field<Vec<Field<String>>>, key: &str) -> Vec<Text> {
        let Some((texts, span)) = self.report.optional(raw) else { return Vec::new() };
        texts.into_iter().filter_map(|text| self.report.item_text(text, span, key)).collect()
    }

    fn notes(&mut self, raw: Field<Vec<Field<String>>>) -> Vec<Text> {
        let Field::Given(_, span) = raw else { return Vec::new() };
        let notes = self.points(raw, words::NOTE, "");
        self.report.at_most(MOST_POINTS, notes.len(), span, words::NOTE);
        notes
    }

    /// A list of points, of which each is a line. A bullet that their writer put before one is left out.
    fn points(&mut self, raw: Field<Vec<Field<String>>>, key: &str, bullet: &str) -> Vec<Text> {
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

    fn initiative(&mut self, raw: Field<RawInitiative>, no_meetings: bool) -> Option<Initiative> {
        let (mut raw, span) = self.report.item(raw)?;
        self.give_to_columns(&mut raw);
        let texts = self.texts(std::mem::take(&mut raw.texts), span, &mut raw);
        let number = self.number(raw.number, span);
        let schedule = self.schedule(raw.schedule, span, no_meetings);
        let actual = self.actual(raw.actual);
        let reports = self.report.optional_value(raw.reports, yes_or_no).unwrap_or(true);
        let page_break = self.page_break(raw.page_break);
        let reasons = self.list_of_texts(raw.reasons, words::REASONS);
        let (number, number_span) = number.unwrap_or((Number::default(), span));
        Some(Initiative {
            number,
            place: number_span.into(),
            texts,
            schedule: schedule.unwrap_or(Schedule::Bars(Vec::new())),
            actual,
            reports,
            reasons,
            starts_page: page_break.is_some(),
            break_place: page_break.map_or(Place::NONE, Place::from),
            whole: span.into(),
        })
    }

    /// Gives rows without a number one that no other has: where no column shows it, none need be written.
    fn number_the_rest(&mut self, themes: &mut [Theme]) {
        let mut numbers = (1..).map(Number::from).filter(|number| !self.numbers.contains_key(&number.key()));
        let rows = themes.iter_mut().flat_map(|theme| &mut theme.initiatives);
        for (row, number) in rows.filter(|row| row.number.is_empty()).zip(&mut numbers) {
            row.number = number;
        }
    }

    /// Takes what stands behind 実績 and 進捗報告 for texts where the template has columns of these names.
    fn give_to_columns(&self, raw: &mut RawInitiative) {
        let has_column = |name: &str| self.template.text_columns().any(|(column, _)| column == name);
        if has_column(words::ACTUAL)
            && let Field::Given(RawSchedule::Word(text), span) = &raw.actual
        {
            let text = (
                Field::Given(words::ACTUAL.to_owned(), *span),
                Field::Given(RawText::Text(text.clone()), *span),
            );
            raw.texts.0.push(text);
            raw.actual = Field::Absent;
        }
        if has_column(words::REPORT)
            && let Field::Given(text, span) = &raw.reports
        {
            let text = (
                Field::Given(words::REPORT.to_owned(), *span),
                Field::Given(RawText::Text(text.clone()), *span),
            );
            raw.texts.0.push(text);
            raw.reports = Field::Absent;
        }
    }

    fn number(&mut self, raw: Field<String>, owner: Span) -> Option<(Number, Span)> {
        if !self.template.shows_numbers() && matches!(raw, Field::Absent | Field::Empty(_)) {
            return None;
        }
        let (value, span) = self.report.required(raw, owner, words::NUMBER)?;
        let number = self.report.accept(number(&value), span)?;
        if self.numbers.insert(number.key(), span).is_some() {
            let message = format!("番号 {number} が二度使われています");
            self.report.wrong(Code::RepeatedNumber, span, message, "どちらかの取組の番号を直してください");
        }
        Some((number, span))
    }

    fn schedule(&mut self, raw: Field<RawSchedule>, owner: Span, no_meetings: bool) -> Option<Schedule> {
        if let Field::Empty(_) = raw {
            return Some(Schedule::Bars(Vec::new()));
        }
        let (raw, span) = self.report.required(raw, owner, words::SCHEDULE)?;
        match raw {
            RawSchedule::Bars(bars) => Some(Schedule::Bars(self.bars(bars, span))),
            RawSchedule::Word(word) => self.schedule_word(&word, span, no_meetings),
        }
    }

    /// What has come of a schedule.
    fn actual(&mut self, raw: Field<RawSchedule>) -> Vec<Bar> {
        match self.report.optional(raw) {
            Some((RawSchedule::Bars(bars), span)) => self.bars(bars, span),
            Some((RawSchedule::Word(word), _)) if words::NONE.contains(&word.trim()) => Vec::new(),
            Some((RawSchedule::Word(word), span)) => {
                let message = format!("実績の「{word}」は読めません");
                self.report.wrong(Code::Schedule, span, message, forms::ACTUAL);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// A schedule of one word: 会議, なし, or a word for a time, which is then the name of a bar too.
    fn schedule_word(&mut self, word: &str, span: Span, no_meetings: bool) -> Option<Schedule> {
        match word.trim() {
            words::MEETINGS => {
                if no_meetings {
                    let remedy = "ファイルの上の方の「会議:」に、会議の月を書いてください（会議がなければ、この予定を帯に直します）";
                    let message = "「予定: 会議」とありますが、会議が書かれていません";
                    self.report.wrong(Code::Schedule, span, message, remedy);
                }
                Some(Schedule::Meetings)
            }
            none if words::NONE.contains(&none) => Some(Schedule::Bars(Vec::new())),
            time if is_word(time) => {
                let kind = self.report.placed_text(word.to_owned(), span);
                Some(Schedule::Bars(self.once(&kind, (word.to_owned(), span), span).into_iter().collect()))
            }
            other => {
                let remedy = self.report.bars_remedy(word, span).unwrap_or_else(|| schedule_remedy(other));
                self.report.wrong(Code::Schedule, span, format!("予定の「{word}」は読めません"), remedy);
                None
            }
        }
    }

    fn bars(&mut self, raw: Vec<Field<Entries<RawWhen>>>, span: Span) -> Vec<Bar> {
        let entries = raw.into_iter().filter_map(|bar| self.report.item(bar)).flat_map(|(bar, _)| bar.0);
        let entries: Vec<_> = entries.collect();
        let bars: Vec<Bar> = entries.into_iter().flat_map(|(kind, when)| self.bar(kind, when)).collect();
        self.report.at_most(MOST_BARS, bars.len(), span, words::BARS);
        bars
    }

    /// The bars of a kind: one for each time.
    fn bar(&mut self, kind: Field<String>, when: Field<RawWhen>) -> Vec<Bar> {
        let Some((kind, kind_span)) = self.report.optional(kind) else { return Vec::new() };
        if kind.trim().is_empty() {
            let remedy = "「- 方法検討: 4月〜9月」のように書いてください";
            self.report.wrong(Code::Schedule, kind_span, "帯に名前がありません", remedy);
        }
        let when = match when {
            Field::Empty(span) => Field::Given(RawWhen::Times(Vec::new()), span),
            other => other,
        };
        let Some((when, span)) = self.report.required(when, kind_span, &kind) else { return Vec::new() };
        let whole = Span { end: span.end, ..kind_span };
        let kind = self.report.placed_text(kind, kind_span);
        match when {
            RawWhen::Once(text) => self.once(&kind, (text, span), whole).into_iter().collect(),
            RawWhen::Times(times) => {
                if times.is_empty() {
                    let message = format!("「{}」に何も書かれていません", kind.value);
                    self.report.wrong(Code::Empty, span, message, forms::SPAN);
                }
                let times = times.into_iter().filter_map(|time| self.report.item(time));
                let times: Vec<_> = times.collect();
                times.into_iter().filter_map(|time| self.once(&kind, time, whole)).collect()
            }
        }
    }

    /// A bar at the time that a text names.
    fn once(&mut self, kind: &Text, (text, place): (String, Span), whole: Span) -> Option<Bar> {
        let (span, manner) = self.time(&text, place, spans::span)?;
        let when = self.report.placed_text(text, place);
        Some(Bar { kind: kind.clone(), span, manner, when, whole: whole.into() })
    }

    /// Where it is said that a new page starts, if it is.
    fn page_break(&mut self, raw: Field<String>) -> Option<Span> {
        let (word, span) = self.report.optional(raw)?;
        if word.trim() != words::BEFORE {
            let remedy = "この取組から新しいページにするときは「改ページ: 前」と書き、しないときはこの行を消してください";
            self.report.wrong(Code::Choice, span, format!("「改ページ: {word}」は指定できません"), remedy);
        }
        Some(span)
    }

    /// The texts of a 取組's cells. A misspelt key is noted once: what it was meant to be does not
    /// count as missing.
    fn texts(
        &mut self,
        entries: Entries<RawText>,
        owner: Span,
        raw: &mut RawInitiative,
    ) -> Vec<(String, Text)> {
        let columns: Vec<(&str, bool)> = self.template.text_columns().collect();
        let names: Vec<&str> = columns.iter().map(|(column, _)| *column).collect();
        let (mut texts, mut given) = (Vec::new(), Vec::new());
        for (name, value) in entries.0 {
            let Some((name, span)) = self.report.optional(name) else { continue };
            let column = columns.iter().find(|(column, _)| *column == name);
            if column.is_some() || USUAL_TEXTS.contains(&name.as_str()) {
                given.extend(column.map(|(column, _)| *column));
                let is_required = column.is_some_and(|(_, is_required)| *is_required);
                texts.extend(self.cell_text(value, (&name, span), is_required).map(|text| (name, text)));
            } else {
                given.extend(self.unknown_key(&name, span, &names));
            }
        }
        for key in &given {
            mark_meant(raw, key);
        }
        let is_missing = |column: &&str| !given.contains(column) && !self.report.is_swallowed(owner, column);
        let missing = columns.iter().filter(|(column, required)| *required && is_missing(column));
        for (column, _) in missing.copied().collect::<Vec<_>>() {
            let message = format!("この取組に「{column}」がありません");
            self.report.wrong(
                Code::MissingKey,
                owner,
                message,
                format!("「{column}: …」の行を加えて内容を書いてください"),
            );
        }
        let place =
            |name: &str| USUAL_TEXTS.iter().position(|usual| *usual == name).unwrap_or(USUAL_TEXTS.len());
        texts.sort_by(|(one, _), (other, _)| (place(one), one).cmp(&(place(other), other)));
        texts
    }

    fn cell_text(&mut self, raw: Field<RawText>, (key, at): (&str, Span), is_required: bool) -> Option<Text> {
        let field = match raw {
            Field::Given(RawText::Text(value), span) => Field::Given(value, span),
            Field::Given(RawText::Other(remedy), span) => {
                self.report.wrong(Code::Form, span, NO_TEXT, remedy);
                Field::Broken
            }
            Field::Absent => Field::Absent,
            Field::Empty(span) => Field::Empty(span),
            Field::Broken => Field::Broken,
        };
        if is_required {
            return self.report.text(field, at, key);
        }
        self.report.optional(field).map(|(value, span)| self.report.placed_text(value, span))
    }

    /// Notes an unknown key, and says which known one it was meant to be.
    fn unknown_key<'b>(&mut self, name: &str, span: Span, columns: &[&'b str]) -> Option<&'b str> {
        let own = columns.iter().copied().filter(|column| !USUAL_TEXTS.contains(column));
        let known: Vec<&str> = FIXED_KEYS.into_iter().chain(USUAL_TEXTS).chain(own).collect();
        let message = format!("「{name}」という見出しは、取組では使えません");
        let meant = nearest::nearest(name, &known);
        let remedy = match meant {
            Some(_) => nearest::remedy(name, &known),
            None => format!(
                "欄として出すには、書式ファイルの「欄」に「{name}」を加え、--template で指定してください（{}）",
                nearest::remedy(name, &known)
            ),
        };
        self.report.wrong(Code::UnknownKey, span, message, remedy);
        meant
    }
}

/// What to do about a word that is no schedule.
fn schedule_remedy(word: &str) -> String {
    let known: Vec<&str> = [words::MEETINGS, words::NONE[0]].into_iter().chain(time_words::words()).collect();
    let meant = time_words::meant(word).filter(|meant| is_word(meant));
    match meant.as_deref().or_else(|| nearest::nearest(word, &known)) {
        Some(meant) => format!("「予定: {meant}」の書き誤りではありませんか"),
        None if time_words::when(word).is_ok() => {
            format!("次の行に、帯の名前を付けて「- 実施: {word}」のように書いてください")
        }
        None => SCHEDULE_REMEDY.to_owned(),
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

/// Marks a field whose key was misspelt: it is not there, and that has been noted.
fn mark_meant(raw: &mut RawInitiative, key: &str) {
    match key {
        words::NUMBER if raw.number == Field::Absent => raw.number = Field::Broken,
        words::SCHEDULE if raw.schedule == Field::Absent => raw.schedule = Field::Broken,
        _ => {}
    }
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

/// The number of a 取組.
fn number(text: &str) -> Result<Number, Problem> {
    Number::new(text).ok_or_else(|| {
        (
            Code::Number,
            format!("番号の「{text}」は番号として読めません"),
            "「番号: 1」のように、1 以上の数字か「ア」「1-2」のような短い記号で書いてください".to_owned(),
        )
    })
}
