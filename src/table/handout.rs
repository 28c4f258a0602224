//! Makes the table of a sheet as it is handed out.

mod slots;

use std::sync::Arc;

use super::lanes::lanes;
use super::legend::legend;
use super::tiers::tiers;
use super::{Band, BodyRow, Column, Origin, Passage, Row, Slot, Table};
use crate::diag::Place;
use crate::geom::Em;
use crate::japanese::width;
use crate::japanese::words::MEETINGS;
use crate::japanese::years::day_name;
use crate::model::{
    self, Axis, Content, CornerLine, Initiative, Look, MeetingPlace, Number, Schedule, Sheet, Template, Theme,
};
use slots::{actual_slot, bar_slots, meetings, occasion, report};

/// The widest text such as 1-2-3 or 第１条の２ for which the column of the numbers grows.
const WIDEST_NUMBER: Em = Em(5.0);

/// The table of a sheet, as a template shows it.
pub fn handout(sheet: &Arc<Sheet>, template: &Template) -> Table {
    let axis = template.axis(sheet.period);
    let is_below = template.meetings == MeetingPlace::BelowHeads;
    let meetings = meetings(sheet, template).into_iter().map(Arc::new).collect();
    let due = sheet.meetings.iter().filter(|meeting| meeting.reports);
    let reports = due.map(|meeting| Arc::new(report(meeting, template, axis))).collect();
    let maker = Maker { template, axis, meetings, reports };
    let bands: Vec<Band> = sheet.themes.iter().map(|theme| maker.band(theme)).collect();
    let mut table = Table {
        look: look(sheet, template),
        axis,
        date: sheet.date,
        origin: Some(Origin(Arc::clone(sheet))),
        label: (&sheet.label).into(),
        title: (&sheet.title).into(),
        columns: columns(template, sheet),
        schedule: Some(template.schedule),
        groups: template.groups.clone(),
        tiers: Vec::new(),
        corner: corner(sheet, template),
        legend: if template.has_legend { legend(&bands) } else { Vec::new() },
        notes: sheet.notes.iter().map(Passage::from).collect(),
        bodies: if is_below { bodies(sheet, template) } else { Vec::new() },
        bands,
    };
    table.set_type(table.look.text);
    table.tiers = tiers(axis, &template.wording, head_room(&table, template.schedule));
    table
}

/// How much of the heads' type stands on a line over a column of the schedule.
fn head_room(table: &Table, schedule: usize) -> Em {
    let text = &table.look.text;
    let width = table.columns[schedule].width / table.axis.columns().count() as f64;
    Em((width - text.padding_x * 2.0).at(text.body).0 / text.head.0)
}

/// The lines beside the handout's number.
fn corner(sheet: &Sheet, template: &Template) -> Passage {
    let lines = template.corner.iter().filter_map(|line| corner_line(*line, sheet));
    let joined = lines.reduce(|above, line| above.followed_by("\n", Place::NONE).then(line));
    joined.unwrap_or_default()
}

/// A line beside the handout's number, if the sheet says what stands there.
fn corner_line(line: CornerLine, sheet: &Sheet) -> Option<Passage> {
    match line {
        CornerLine::Date => {
            let name = sheet.date.map(|date| day_name((date.year(), date.month(), date.day())))?;
            Some(Passage::own(&name))
        }
        CornerLine::Author => sheet.author.as_ref().map(Passage::from),
    }
}

/// A sheet may choose otherwise than its template which breaks it keeps.
fn look(sheet: &Sheet, template: &Template) -> Look {
    let mut look = template.look;
    look.setting.short_ends = sheet.short_ends.unwrap_or(look.setting.short_ends);
    look
}

/// The columns of a sheet. That of the numbers is as wide as these at least; the widest column gives the room where
/// none takes what the others leave.
fn columns(template: &Template, sheet: &Sheet) -> Vec<Column> {
    let mut columns: Vec<Column> = template.columns.iter().map(column).collect();
    let digits = number_width(sheet);
    let numbers = columns.iter_mut().find(|column| column.content == Content::Number);
    let Some(numbers) = numbers.filter(|column| column.width < digits) else { return columns };
    let lacking = digits - std::mem::replace(&mut numbers.width, digits);
    if let Some(widest) = columns.iter_mut().max_by(|one, other| one.width.0.total_cmp(&other.width.0))
        && !template.columns.iter().any(|column| column.width.is_none())
    {
        widest.width -= lacking;
    }
    columns
}

/// How wide the numbers of a sheet are.
fn number_width(sheet: &Sheet) -> Em {
    let counted = sheet.initiatives().count() as u32;
    let widths = sheet.initiatives().map(|row| width_for(&row.number, counted));
    widths.fold(Em(0.0), Em::max)
}

/// The room that a number gets, among so many. A whole one with more digits than their count, and a longer text than a
/// column grows for, is a slip or a code.
fn width_for(number: &Number, counted: u32) -> Em {
    if let Some(number) = number.whole() {
        return Em(f64::from(number.min(counted).checked_ilog10().unwrap_or_default() + 1) / 2.0);
    }
    let is_half = |c: char| c.is_ascii() || width::is_half_kana(c);
    let width = number.as_str().chars().map(|c| Em(if is_half(c) { 0.5 } else { 1.0 })).sum();
    if width > WIDEST_NUMBER { Em(0.0) } else { width }
}

fn column(column: &model::Column) -> Column {
    Column {
        content: column.content.clone(),
        group: column.group.as_ref().map(Passage::from),
        head: (&column.head).into(),
        note: column.note.as_ref().map(Passage::from),
        width: column.width.unwrap_or(Em(0.0)),
        takes_rest: column.width.is_none(),
        width_place: column.width_place,
        align: column.align,
        hanging: column.hanging,
    }
}

/// Makes the rows, of which many show the same reports or meetings.
struct Maker<'a> {
    template: &'a Template,
    axis: Axis,
    /// The meetings, each with its callout behind it.
    meetings: Vec<Arc<Slot>>,
    /// The progress reports to the meetings that want any.
    reports: Vec<Arc<Slot>>,
}

impl Maker<'_> {
    fn band(&self, theme: &Theme) -> Band {
        let heading = Passage::from(&theme.heading);
        let suffix = &self.template.wording.continued;
        Band {
            continued: heading.clone().followed_by(&suffix.value, suffix.place),
            heading,
            category: (&theme.category).into(),
            rows: theme.initiatives.iter().map(|initiative| self.row(theme, initiative).into()).collect(),
        }
    }

    fn row(&self, theme: &Theme, initiative: &Initiative) -> Row {
        let slots = self.slots(initiative);
        let is_seen = |name: &str| self.template.text_columns().any(|(column, _)| column == name);
        let unseen = initiative.texts.iter().filter(|(name, _)| !is_seen(name));
        Row {
            number: initiative.number.clone(),
            place: initiative.place,
            cells: self
                .template
                .columns
                .iter()
                .map(|column| cell(&column.content, theme, initiative))
                .collect(),
            unseen: unseen.map(|(name, text)| (name.clone(), text.into())).collect(),
            lanes: lanes(&slots),
            slots,
            starts_page: initiative.starts_page,
        }
    }

    fn slots(&self, initiative: &Initiative) -> Vec<Arc<Slot>> {
        let bars = initiative.bars().iter();
        let bars = bars.flat_map(|bar| bar_slots(bar, self.template, self.axis));
        let actual = initiative.actual.iter().map(|bar| actual_slot(bar, initiative, self.template));
        let meetings = match &initiative.schedule {
            Schedule::Meetings(bodies) => self.meetings_of(bodies),
            Schedule::Bars(_) => self.reports(initiative),
        };
        // As many as there are but for marks that come again.
        let mut slots =
            Vec::with_capacity(initiative.bars().len() + initiative.actual.len() + meetings.len());
        slots.extend(bars.chain(actual).map(Arc::new).chain(meetings));
        slots
    }

    /// The meetings of some bodies, or all where none is named.
    fn meetings_of(&self, bodies: &[String]) -> Vec<Arc<Slot>> {
        let is_of = |slot: &&Arc<Slot>| {
            bodies.is_empty() || slot.body.as_ref().is_some_and(|body| bodies.iter().any(|name| name == body))
        };
        self.meetings.iter().filter(is_of).cloned().collect()
    }

    /// The progress reports of a row: one for each quarter with meetings that want any, from the one on in which
    /// its first bar begins.
    fn reports(&self, initiative: &Initiative) -> Vec<Arc<Slot>> {
        let begin = initiative.bars().iter().map(|bar| bar.span.start()).min();
        let Some(begin) = begin.filter(|_| initiative.reports) else { return Vec::new() };
        let mut reports: Vec<Arc<Slot>> =
            self.reports.iter().filter(|report| report.meant.end() > begin).cloned().collect();
        reports.dedup_by_key(|report| self.axis.around(report.meant));
        reports
    }
}

fn cell(content: &Content, theme: &Theme, initiative: &Initiative) -> Passage {
    match content {
        Content::Number => Passage::default().followed_by(initiative.number.as_str(), initiative.place),
        Content::Category => (&theme.category).into(),
        Content::Text(name) => initiative.text(name).map_or(Passage::default(), Passage::from),
        Content::Schedule => Passage::default(),
    }
}

/// The rows below the heads: one for each body, or for the meetings that name none.
fn bodies(sheet: &Sheet, template: &Template) -> Vec<BodyRow> {
    let unnamed = Passage::own(MEETINGS);
    let names = sheet.bodies.iter().map(|body| (Some(body), Passage::from(&body.name)));
    let rows = names.chain([(None, unnamed)]).map(|(body, name)| {
        let name_of_body = body.map(|body| body.name.value.as_str());
        let meetings = sheet.meetings.iter().filter(|meeting| meeting.body.as_deref() == name_of_body);
        let mark = body.and_then(|body| body.mark.as_ref());
        let occasions = meetings.map(|meeting| Arc::new(occasion(meeting, mark, template)));
        BodyRow { name, slots: occasions.collect() }
    });
    rows.filter(|row| !row.slots.is_empty()).collect()
}
