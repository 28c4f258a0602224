//! The 取組 of a data file: number, texts, and where a new page begins.

use ecow::EcoString;

use super::report::Problem;
use super::sheet::Resolver;
use super::values::yes_or_no;
use crate::diag::{Code, Place, Span};
use crate::japanese::other_names;
use crate::japanese::words::{self, USUAL_TEXTS};
use crate::load::{Entries, Field, NO_TEXT, RawInitiative, RawSchedule, RawText};
use crate::model::{Initiative, Number, Schedule, Text};
use crate::nearest;

/// The other keys of a 取組, for the list in a message.
const FIXED_KEYS: [&str; 6] =
    [words::NUMBER, words::SCHEDULE, words::ACTUAL, words::REPORT, words::PAGE_BREAK, words::REASONS];

impl Resolver<'_> {
    pub(super) fn initiative(&mut self, raw: Field<RawInitiative>, no_meetings: bool) -> Option<Initiative> {
        let (mut raw, span) = self.report.item(raw)?;
        if self.is_number_alone(&raw, span) {
            let remedy =
                "要らなければこの行を消し、要るなら、下に「項目」「内容」「予定」などの行を書いてください";
            self.report.wrong(Code::MissingKey, span, "番号のほかに何もない取組があります", remedy);
            return None;
        }
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

    /// Whether a 取組 has its number and nothing else, which has not slipped into a text.
    fn is_number_alone(&self, raw: &RawInitiative, owner: Span) -> bool {
        let has_number = matches!(raw.number, Field::Given(..));
        let has_other =
            !raw.texts.0.is_empty() || raw.schedule != Field::Absent || raw.actual != Field::Absent;
        let is_swallowed = || USUAL_TEXTS.iter().any(|key| self.report.is_swallowed(owner, key));
        has_number && !has_other && !is_swallowed()
    }

    /// Takes what stands behind 実績 and 進捗報告 for texts where the template has columns of these names.
    fn give_to_columns(&self, raw: &mut RawInitiative) {
        let has_column = |name: &str| self.template.text_columns().any(|(column, _)| column == name);
        let text = |name: &str, text: &str, span| {
            (Field::Given(name.into(), span), Field::Given(RawText::Text(text.into()), span))
        };
        if has_column(words::ACTUAL)
            && let Field::Given(RawSchedule::Word(word), span) = &raw.actual
        {
            raw.texts.0.push(text(words::ACTUAL, word, *span));
            raw.actual = Field::Absent;
        }
        if has_column(words::REPORT)
            && let Field::Given(word, span) = &raw.reports
        {
            raw.texts.0.push(text(words::REPORT, word, *span));
            raw.reports = Field::Absent;
        }
    }

    fn number(&mut self, raw: Field<EcoString>, owner: Span) -> Option<(Number, Span)> {
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

    /// Where it is said that a new page starts, if it is.
    fn page_break(&mut self, raw: Field<EcoString>) -> Option<Span> {
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
    ) -> Vec<(EcoString, Text)> {
        let columns: Vec<(&str, bool)> = self.template.text_columns().collect();
        let names: Vec<&str> = columns.iter().map(|(column, _)| *column).collect();
        let (mut texts, mut given) = (Vec::with_capacity(entries.0.len()), Vec::new());
        // What is absent tells what an unknown key was meant to be.
        let is_known = |name: &str| names.contains(&name) || USUAL_TEXTS.contains(&name);
        let is_unknown =
            |(name, _): &(Field<EcoString>, _)| matches!(name, Field::Given(name, _) if !is_known(name));
        let has_unknown = entries.0.iter().any(is_unknown);
        let absent = if has_unknown { absent_keys(&entries, raw, &names) } else { Vec::new() };
        for (name, value) in entries.0 {
            let Some((name, span)) = self.report.optional(name) else { continue };
            let column = columns.iter().find(|(column, _)| *column == name);
            if column.is_some() || USUAL_TEXTS.contains(&name.as_str()) {
                given.extend(column.map(|(column, _)| *column));
                let is_required = column.is_some_and(|(_, is_required)| *is_required);
                texts.extend(self.cell_text(value, (&name, span), is_required).map(|text| (name, text)));
            } else {
                given.extend(self.unknown_key(&name, span, (&names, &absent)));
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

    /// Notes an unknown key, and says which of the absent ones it was meant to be: one that people call so, or one whose
    /// name is misspelt.
    fn unknown_key<'b>(
        &mut self,
        name: &str,
        span: Span,
        (columns, absent): (&[&'b str], &[&'b str]),
    ) -> Option<&'b str> {
        let usual = || FIXED_KEYS.into_iter().chain(USUAL_TEXTS);
        let own = columns.iter().copied().filter(|column| !usual().any(|usual| usual == *column));
        let known: Vec<&str> = usual().chain(own).collect();
        let message = format!("「{name}」という見出しは、取組では使えません");
        let called = other_names::heading_for(name, absent);
        let misspelt = nearest::nearest(name, absent).filter(|_| called.is_none());
        let as_column = format!("書式ファイルの「欄」に「{name}」を加え、--template で指定してください");
        let remedy = match (called, misspelt) {
            (_, Some(_)) => nearest::remedy_of(name, absent, &known),
            (Some(meant), _) => {
                format!("「{meant}」と書くか、欄として出すなら、{as_column}（{}）", nearest::list(&known))
            }
            (None, None) => format!("欄として出すには、{as_column}（{}）", nearest::list(&known)),
        };
        self.report.wrong(Code::UnknownKey, span, message, remedy);
        called.or(misspelt)
    }
}

/// The keys and columns that a 取組 has nothing for.
fn absent_keys<'a>(entries: &Entries<RawText>, raw: &RawInitiative, columns: &[&'a str]) -> Vec<&'a str> {
    let is_written = |column: &str| {
        entries.0.iter().any(|(name, _)| matches!(name, Field::Given(name, _) if name == column))
    };
    let is_absent = |key: &&str| match *key {
        words::NUMBER => raw.number == Field::Absent,
        words::SCHEDULE => raw.schedule == Field::Absent,
        words::ACTUAL => raw.actual == Field::Absent,
        words::REPORT => raw.reports == Field::Absent,
        words::PAGE_BREAK => raw.page_break == Field::Absent,
        words::REASONS => raw.reasons == Field::Absent,
        column => !is_written(column),
    };
    FIXED_KEYS.into_iter().chain(columns.iter().copied()).filter(is_absent).collect()
}

/// Marks a field whose key was misspelt: it is not there, and that has been noted.
fn mark_meant(raw: &mut RawInitiative, key: &str) {
    match key {
        words::NUMBER if raw.number == Field::Absent => raw.number = Field::Broken,
        words::SCHEDULE if raw.schedule == Field::Absent => raw.schedule = Field::Broken,
        _ => {}
    }
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
