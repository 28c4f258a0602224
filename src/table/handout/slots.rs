//! Makes what stands in the schedule: bars, what has come of them, reports and meetings.

use ecow::EcoString;

use crate::diag::Place;
use crate::font::Weight;
use crate::geom::Pt;
use crate::model::{
    Align, Axis, Bar, BarStyle, Body, Color, Initiative, Look, Manner, Meeting, ReportPlace, Shape, Sheet,
    Template, Text, Unit,
};
use crate::table::{Outline, Passage, SchedulePart, Slot, SlotLook};

/// The sign of meetings whose body has none of its own.
const MARK: &str = "●";

/// The slots of a bar: one, but a mark that comes again each month has one for each.
pub(super) fn bar_slots(bar: &Bar, template: &Template, axis: Axis) -> impl Iterator<Item = Slot> {
    let style = template.bars.of(&bar.kind.value);
    let look = bar_look(bar, style, template);
    let months = style.shape == Shape::Mark && bar.manner == Manner::Monthly;
    let months = months.then(|| axis.spans(Unit::Month));
    let whole = months.is_none().then_some(bar.span);
    months.into_iter().flatten().chain(whole).map(move |span| Slot {
        part: SchedulePart::Bar,
        span,
        meant: span,
        when: when(bar),
        body: None,
        is_silent: false,
        text: label(bar, style.shape),
        look,
    })
}

/// When a bar is, on one line.
fn when(bar: &Bar) -> EcoString {
    let when = &bar.when.value;
    if when.contains('\n') || when.trim().len() < when.len() {
        bar.when.one_line().into()
    } else {
        when.clone()
    }
}

/// What a bar says. Of work that has breaks it says so, unless its name does.
fn label(bar: &Bar, shape: Shape) -> Passage {
    let label = Passage::from(&bar.kind);
    if shape == Shape::Mark || bar.manner == Manner::Steady {
        return label;
    }
    let word = bar.when.one_line();
    let is_said = bar.kind.value.contains(&word);
    if is_said { label } else { label.followed_by(&format!("（{word}）"), bar.when.place) }
}

fn bar_look(bar: &Bar, style: BarStyle, template: &Template) -> SlotLook {
    let is_mark = style.shape == Shape::Mark;
    let is_dashed = style.is_dashed || bar.manner == Manner::AnyTime;
    let width = bar_outline(&template.look);
    let ends_in_arrow = bar.span.is_open_behind() && !is_mark;
    SlotLook {
        fill: (!is_mark).then_some(style.fill),
        outline: (!is_mark).then_some(Outline { width, color: style.outline, is_dashed }),
        text: style.text,
        marks: template.look.marks.on(if is_mark { Color::WHITE } else { style.fill }, style.text),
        weight: Weight::Bold,
        align: Align::Center,
        shape: if ends_in_arrow { Shape::Arrow } else { style.shape },
    }
}

/// Bars stand out from meetings and callouts, which have the table's own thin lines.
fn bar_outline(look: &Look) -> Pt {
    (look.rules.inner + look.rules.outer) / 2.0
}

/// What has come of a bar. Its name stands there only where no bar of the row has it.
pub(super) fn actual_slot(bar: &Bar, initiative: &Initiative, template: &Template) -> Slot {
    let style = template.bars.actual();
    Slot {
        part: SchedulePart::Actual,
        span: bar.span,
        meant: bar.span,
        when: when(bar),
        body: None,
        is_silent: initiative.bars().iter().any(|planned| planned.kind.value == bar.kind.value),
        text: (&bar.kind).into(),
        look: bar_look(bar, style, template),
    }
}

/// The progress report to a meeting: in words in the meeting's quarter, or at its month where the axis shows months;
/// or as a sign in its month.
pub(super) fn report(meeting: &Meeting, template: &Template, axis: Axis) -> Slot {
    let look = bare(template, Weight::Regular, Shape::Frame);
    let report = slot(SchedulePart::Report, (meeting, axis), (&template.wording.report).into(), look);
    if template.look.setting.reports == ReportPlace::InMonth {
        let text = Passage::own(ReportPlace::SIGN).then(report.text);
        let look = SlotLook { shape: Shape::Mark, ..look };
        return Slot { span: meeting.month, text, is_silent: true, look, ..report };
    }
    let month = axis.columns().nth(axis.column(meeting.month)).filter(|_| axis.unit == Unit::Month);
    Slot { span: month.unwrap_or(report.span), ..report }
}

/// The mark of a meeting in the row of its body, with its label where it has one of its own.
pub(super) fn occasion(meeting: &Meeting, mark: Option<&Text>, template: &Template) -> Slot {
    let mark = mark.map_or(Passage::own(MARK), Passage::from);
    let has_label = meeting.body.as_deref() != Some(meeting.label.value.as_str());
    Slot {
        part: SchedulePart::Meeting,
        span: meeting.month,
        meant: meeting.month,
        when: EcoString::new(),
        body: meeting.body.clone(),
        is_silent: false,
        text: if has_label { mark.then((&meeting.label).into()) } else { mark },
        look: bare(template, Weight::Bold, Shape::Mark),
    }
}

/// The look of words and signs that stand on the paper.
fn bare(template: &Template, weight: Weight, shape: Shape) -> SlotLook {
    let (text, marks) = (Color::BLACK, template.look.marks.color);
    SlotLook { fill: None, outline: None, text, marks, weight, align: Align::Center, shape }
}

/// The meetings, each in its quarter, with its callout behind it where it has an agenda.
pub(super) fn meetings(sheet: &Sheet, template: &Template) -> Vec<Slot> {
    let rules = template.look.rules;
    let look = SlotLook {
        fill: Some(template.look.fills.head),
        outline: Some(Outline::solid(rules.inner, rules.color)),
        ..bare(template, Weight::Bold, Shape::Frame)
    };
    let callout_look =
        SlotLook { fill: Some(Color::WHITE), weight: Weight::Regular, align: Align::Left, ..look };
    let axis = template.axis(sheet.period);
    let slots = sheet.meetings.iter().flat_map(|meeting| {
        let callout = (!meeting.agenda.is_empty()).then(|| {
            slot(SchedulePart::Callout, (meeting, axis), callout_text(meeting, template), callout_look)
        });
        let meeting = slot(SchedulePart::Meeting, (meeting, axis), meeting_text(meeting, sheet), look);
        [meeting].into_iter().chain(callout)
    });
    slots.collect()
}

/// What a meeting says: its label, with the name of its body unless it has that already: 第１回全体会,
/// 第１回全体会（６月15日）, こども部会（５月20日）.
fn meeting_text(meeting: &Meeting, sheet: &Sheet) -> Passage {
    let label = &meeting.label;
    let of_body = |name: &&Body| meeting.body.as_ref() == Some(&name.name.value);
    let Some(body) = sheet.bodies.iter().find(of_body).map(|body| &body.name) else { return label.into() };
    if label.value.contains(&*body.value) {
        return label.into();
    }
    let (ordinal, rest) = ordinal_in(label);
    match ordinal {
        Some(ordinal) => Passage::from(&ordinal).then(body.into()).then((&rest).into()),
        None => {
            let opened = Passage::from(body).followed_by("（", Place::NONE);
            opened.then(label.into()).followed_by("）", Place::NONE)
        }
    }
}

/// The ordinal that a label begins with, and what stands behind it in brackets or not at all: 第１回, （６月15日）.
fn ordinal_in(label: &Text) -> (Option<Text>, Text) {
    let end = label.value.find(['（', '(']).unwrap_or(label.value.len());
    let (ordinal, rest) = (label.piece(0..end), label.piece(end..label.value.len()));
    let is_ordinal = ordinal.value.starts_with('第') && ordinal.value.ends_with('回');
    (is_ordinal.then_some(ordinal), rest)
}

/// A slot in the quarter of a meeting.
fn slot(part: SchedulePart, (meeting, axis): (&Meeting, Axis), text: Passage, look: SlotLook) -> Slot {
    Slot {
        part,
        span: axis.around(meeting.month),
        meant: meeting.month,
        when: EcoString::new(),
        body: meeting.body.clone(),
        is_silent: false,
        text,
        look,
    }
}

/// The text of a meeting's callout: heading and points, a line each.
fn callout_text(meeting: &Meeting, template: &Template) -> Passage {
    let (heading, bullet) = (&template.wording.agenda, &template.wording.bullet);
    meeting.agenda.iter().fold(heading.into(), |callout: Passage, point| {
        callout
            .followed_by(&format!("\n{}", bullet.value), bullet.place)
            .followed_by(&point.value, point.place)
    })
}
