//! The looks of bars, by their kinds.

use ecow::EcoString;

use super::super::report::{Problem, Report};
use super::super::values::{self, choice};
use crate::diag::{Code, Span};
use crate::japanese::words::{self, OTHER_BARS};
use crate::load::{Entries, Field, RawBarStyle};
use crate::model::{BarStyle, BarStyles, Shape};

/// The most kinds of bars with a style of their own.
const MOST_STYLES: usize = 200;

pub(super) fn bars(raw: Entries<RawBarStyle>, owner: Span, report: &mut Report) -> Option<BarStyles> {
    report.at_most(MOST_STYLES, raw.0.len(), owner, "帯の種類");
    let is_other =
        |(kind, _): &(Field<EcoString>, _)| matches!(kind, Field::Given(kind, _) if kind == OTHER_BARS);
    let mut raw = raw.0;
    let Some(other) = raw.iter().position(is_other) else {
        let remedy = format!("「{OTHER_BARS}:」の行を加え、ほかの種類の帯の色を書いてください");
        report.wrong(Code::MissingKey, owner, format!("帯に「{OTHER_BARS}」がありません"), remedy);
        return None;
    };
    let (other, style) = raw.remove(other);
    let other = named_style(other, style, report, other_style);
    let named = raw.into_iter().filter_map(|(kind, style)| {
        named_style(kind, style, report, |raw, _, report| {
            bar_style(raw, other.as_ref().map(|(_, style)| *style), report)
        })
    });
    let named = named.collect();
    Some(BarStyles { named, other: other?.1 })
}

fn named_style(
    kind: Field<EcoString>,
    style: Field<RawBarStyle>,
    report: &mut Report,
    read: impl Fn(RawBarStyle, Span, &mut Report) -> Option<BarStyle>,
) -> Option<(String, BarStyle)> {
    let (kind, span) = report.optional(kind)?;
    let (style, owner) = report.required(style, span, &kind)?;
    Some((kind.into(), read(style, owner, report)?))
}

/// The style of kinds without one of their own.
fn other_style(raw: RawBarStyle, owner: Span, report: &mut Report) -> Option<BarStyle> {
    let fill = report.value(raw.fill, owner, words::FILLS, values::color);
    let outline = report.value(raw.outline, owner, words::OUTLINE, values::color);
    let text = report.placed_value(raw.text, owner, words::TEXT_COLOR, values::color);
    let shape = report.optional_value(raw.shape, shape).unwrap_or_default();
    let is_dashed = report.optional_value(raw.line, is_dashed).unwrap_or(false);
    let (text, span) = text?;
    Some(BarStyle { fill: fill?, outline: outline?, text, text_place: span.into(), shape, is_dashed })
}

/// The style of a kind, which has the colours of the others where it gives none.
fn bar_style(raw: RawBarStyle, other: Option<BarStyle>, report: &mut Report) -> Option<BarStyle> {
    let fill = report.optional_value(raw.fill, values::color);
    let outline = report.optional_value(raw.outline, values::color);
    let text = report.optional_placed_value(raw.text, values::color);
    let shape = report.optional_value(raw.shape, shape).unwrap_or_default();
    let is_dashed = report.optional_value(raw.line, is_dashed).unwrap_or(false);
    let other = other?;
    let (text, text_place) = text.map_or((other.text, other.text_place), |(text, span)| (text, span.into()));
    let (fill, outline) = (fill.unwrap_or(other.fill), outline.unwrap_or(other.outline));
    Some(BarStyle { fill, outline, text, text_place, shape, is_dashed })
}

fn shape(text: &str) -> Result<Shape, Problem> {
    choice(text, &[(words::FRAME, Shape::Frame), (words::MARK, Shape::Mark), (words::ARROW, Shape::Arrow)])
}

fn is_dashed(text: &str) -> Result<bool, Problem> {
    choice(text, &[(words::SOLID, false), (words::DASHED, true)])
}
