//! The meetings of a data file, and the bodies that hold them.

use ecow::EcoString;

use super::sheet::{MOST_POINTS, NO_PERIOD, Resolver};
use super::spans;
use super::values::yes_or_no;
use crate::diag::{Code, Span};
use crate::japanese::loose_times;
use crate::japanese::spans::{self as times, When, Word};
use crate::japanese::words;
use crate::load::{Field, RawHeld, RawMeeting, RawOccasion};
use crate::model::{Axis, Body, Meeting, Unit};

/// The most meetings: two in each month of ten years, or of ten bodies in a year.
const MOST_MEETINGS: usize = 240;

/// What meetings of one entry have in common.
struct OfBody {
    body: Option<Body>,
    reports: bool,
}

/// A meeting of which no more is said than its month.
fn in_month(month: EcoString, span: Span) -> RawOccasion {
    RawOccasion { month: Field::Given(month, span), ..Default::default() }
}

impl Resolver<'_> {
    pub(super) fn meetings(&mut self, raw: Field<Vec<Field<RawMeeting>>>) -> Vec<Meeting> {
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
        let items: Vec<(RawHeld, Span)> = raw.into_iter().filter_map(|item| self.report.item(item)).collect();
        items.into_iter().flat_map(|(held, span)| self.held_at(held, span, of_body)).collect()
    }

    /// The meetings of an item: one, or one in each month.
    fn held_at(&mut self, held: RawHeld, span: Span, of_body: &OfBody) -> Vec<Meeting> {
        let period = self.period.unwrap_or(NO_PERIOD);
        let occasions = match held {
            RawHeld::Meeting(occasion) => vec![occasion],
            RawHeld::Month(text) if times::when(&text) == Ok(When::Word(Word::Monthly)) => {
                let months = Axis { period, unit: Unit::Month }.columns();
                months.map(|month| in_month(period.words(month).into(), span)).collect()
            }
            RawHeld::Month(text) => {
                let meant =
                    loose_times::meant(&text, Some(&period.western())).filter(|meant| meant.starts_with('['));
                let Some(months) = meant else {
                    return self.meeting(in_month(text, span), span, of_body).into_iter().collect();
                };
                let message = format!("「{text}」は一つの月ではありません");
                let remedy = format!("「{months}」のように、全体を「[ ]」で囲んでください");
                self.report.wrong(Code::Month, span, message, remedy);
                Vec::new()
            }
        };
        occasions.into_iter().filter_map(|occasion| self.meeting(occasion, span, of_body)).collect()
    }

    /// The body that an entry names, which others may name too.
    fn body(&mut self, name: Field<EcoString>, mark: Field<EcoString>, owner: Span) -> Option<Body> {
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
}
