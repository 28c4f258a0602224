//! The schedule of a 取組: its bars, and what has come of them.

use ecow::EcoString;

use super::sheet::{NO_PERIOD, Resolver};
use super::spans;
use super::values::written;
use crate::diag::{Code, Span};
use crate::japanese::bodies;
use crate::japanese::loose_times::{self, Unclear};
use crate::japanese::spans::{self as time_words, is_word};
use crate::japanese::words;
use crate::load::{Entries, Field, RawSchedule, RawWhen, forms};
use crate::model::{Bar, Period, Schedule, Text};
use crate::nearest;

/// The most bars of a 取組. Few more lanes than 30 fit a page.
const MOST_BARS: usize = 40;

/// How a schedule is written.
const SCHEDULE_REMEDY: &str = "「予定: 会議」「予定: 通年」「予定: なし」のどれかにするか、次の行から「- 方法検討: 4月〜9月」のように書いてください";

impl Resolver<'_> {
    pub(super) fn schedule(
        &mut self,
        raw: Field<RawSchedule>,
        owner: Span,
        no_meetings: bool,
    ) -> Option<Schedule> {
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
    pub(super) fn actual(&mut self, raw: Field<RawSchedule>) -> Vec<Bar> {
        match self.report.optional(raw) {
            Some((RawSchedule::Bars(bars), span)) => self.bars(bars, span),
            Some((RawSchedule::Word(word), _)) if words::NONE.contains(&word.trim()) => Vec::new(),
            Some((RawSchedule::Word(word), span)) => {
                let message = format!("実績の「{word}」は読めません");
                let remedy = self.report.bars_remedy(&word, span);
                let remedy = remedy.unwrap_or_else(|| forms::ACTUAL.to_owned());
                self.report.wrong(Code::Schedule, span, message, remedy);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// A schedule of one word: 会議, 会議（全体会）, なし, or a word for a time, which is then the name of a bar too.
    fn schedule_word(&mut self, word: &str, span: Span, no_meetings: bool) -> Option<Schedule> {
        if let Some(bodies) = bodies::bodies_in(word) {
            return self.meetings_shown(bodies, span, no_meetings);
        }
        match word.trim() {
            none if words::NONE.contains(&none) => Some(Schedule::Bars(Vec::new())),
            time if is_word(time) => {
                let kind = self.report.placed_text(word.into(), span);
                Some(Schedule::Bars(self.once(kind, (word.into(), span), span).into_iter().collect()))
            }
            other => {
                let body = self.bodies.iter().any(|body| body.name.value == other);
                let of_body =
                    || body.then(|| written([format!("予定: {}", bodies::word(&[other.to_owned()]))]));
                let remedy = self.report.bars_remedy(word, span).or_else(of_body);
                let remedy =
                    remedy.unwrap_or_else(|| schedule_remedy(other, self.period.unwrap_or(NO_PERIOD)));
                self.report.wrong(Code::Schedule, span, format!("予定の「{word}」は読めません"), remedy);
                None
            }
        }
    }

    /// A schedule that shows meetings: those of some bodies, or all where none is named.
    fn meetings_shown(&mut self, bodies: Vec<String>, span: Span, no_meetings: bool) -> Option<Schedule> {
        if no_meetings {
            let remedy = "ファイルの上の方の「会議:」に、会議の月を書いてください（会議がなければ、この予定を帯に直します）";
            let message = "「予定: 会議」とありますが、会議が書かれていません";
            self.report.wrong(Code::Schedule, span, message, remedy);
        }
        let known: Vec<&str> = self.bodies.iter().map(|body| body.name.value.as_str()).collect();
        if let Some(unknown) = bodies.iter().find(|body| !no_meetings && !known.contains(&body.as_str())) {
            let remedy = match nearest::nearest(unknown, &known) {
                Some(body) => format!("「{body}」の書き誤りではありませんか"),
                None if known.is_empty() => {
                    "「予定: 会議」とだけ書いてください（会議体ごとに分けるなら、「会議:」のそれぞれに「名前」を加えます）"
                        .to_owned()
                }
                None => written(known.iter().map(|body| bodies::word(&[(*body).to_owned()]))),
            };
            let message = format!("「{unknown}」という会議体は、「会議」に書かれていません");
            self.report.wrong(Code::Schedule, span, message, remedy);
        }
        Some(Schedule::Meetings(bodies))
    }

    fn bars(&mut self, raw: Vec<Field<Entries<RawWhen>>>, span: Span) -> Vec<Bar> {
        let entries = raw.into_iter().filter_map(|bar| self.report.item(bar)).flat_map(|(bar, _)| bar.0);
        let entries: Vec<_> = entries.collect();
        // Few have more than one time, and a list of unknown length would begin with room for four.
        let mut bars = Vec::with_capacity(entries.len());
        for (kind, when) in entries {
            self.bar(kind, when, &mut bars);
        }
        self.report.at_most(MOST_BARS, bars.len(), span, words::BARS);
        bars
    }

    /// Adds the bars of a kind: one for each time.
    fn bar(&mut self, kind: Field<EcoString>, when: Field<RawWhen>, bars: &mut Vec<Bar>) {
        let Some((kind, kind_span)) = self.report.optional(kind) else { return };
        if kind.trim().is_empty() {
            let remedy = "「- 方法検討: 4月〜9月」のように書いてください";
            self.report.wrong(Code::Schedule, kind_span, "帯に名前がありません", remedy);
        }
        let when = match when {
            Field::Empty(span) => Field::Given(RawWhen::Times(Vec::new()), span),
            other => other,
        };
        let Some((when, span)) = self.report.required(when, kind_span, &kind) else { return };
        let whole = Span { end: span.end, ..kind_span };
        let kind = self.report.placed_text(kind, kind_span);
        match when {
            RawWhen::Once(text) if self.is_time(&kind) && time_words::when(&text).is_err() => {
                let remedy = format!("「{text}: {}」のように、名前を先に書いてください", kind.value);
                self.report.wrong(Code::Schedule, whole, "帯の名前と期間が逆になっています", remedy);
            }
            RawWhen::Once(text) => bars.extend(self.once(kind, (text, span), whole)),
            RawWhen::Times(times) => {
                if times.is_empty() {
                    let message = format!("「{}」に何も書かれていません", kind.value);
                    self.report.wrong(Code::Empty, span, message, forms::SPAN);
                }
                for time in times {
                    let time = self.report.item(time);
                    bars.extend(time.and_then(|time| self.once(kind.clone(), time, whole)));
                }
            }
        }
    }

    /// Whether the name of a bar is a time.
    fn is_time(&self, kind: &Text) -> bool {
        self.kinds.get((), &kind.value, || time_words::when(&kind.value).is_ok())
    }

    /// A bar at the time that a text names.
    fn once(&mut self, kind: Text, (text, place): (EcoString, Span), whole: Span) -> Option<Bar> {
        let period = self.period.unwrap_or(NO_PERIOD);
        let read = self.times.get(period, &text, || spans::span(&text, period).ok());
        let (span, manner) = read.or_else(|| self.time(&text, place, spans::span))?;
        let when = self.report.placed_text(text, place);
        Some(Bar { kind, span, manner, when, whole: whole.into() })
    }
}

/// What to do about a word that is no schedule.
fn schedule_remedy(word: &str, period: Period) -> String {
    let known: Vec<&str> = [words::MEETINGS, words::NONE[0]].into_iter().chain(time_words::words()).collect();
    let as_bar = |time: &str| format!("次の行に、帯の名前を付けて「- 実施: {time}」のように書いてください");
    let meant = loose_times::meant(word, Some(&period.western()));
    match meant.as_deref() {
        Some(word) if is_word(word) => return format!("「予定: {word}」の書き誤りではありませんか"),
        Some(time) => return as_bar(time),
        None if loose_times::unclear(word) == Some(Unclear::Often) => {
            return "「予定: 通年」か「予定: 毎月」とするか、次の行から「- 実施: [6月, 10月]」のように書いてください".to_owned();
        }
        None => {}
    }
    match nearest::nearest(word, &known) {
        Some(meant) => format!("「予定: {meant}」の書き誤りではありませんか"),
        None if time_words::when(word).is_ok() => as_bar(word),
        None => SCHEDULE_REMEDY.to_owned(),
    }
}
