//! The look of pages: paper, type, rules and fills, and how texts are set.

use std::mem::take;

use super::super::changes::marks;
use super::super::loose_values;
use super::super::report::{Problem, Report};
use super::super::values::{
    self, choice, em, least_em, length, rule, short_ends, type_size, written, yes_or_no,
};
use crate::diag::{Code, Place, Span};
use crate::geom::{Em, Pt, Size};
use crate::japanese::width::halved;
use crate::japanese::words::{self, LANDSCAPE, LEAST_BODY, MOST_BODY, PORTRAIT};
use crate::load::{RawFills, RawMargins, RawRepeat, RawRules, RawSetting, RawTemplate, RawType};
use crate::model::{
    BarNames, Fills, LabelPlace, Look, Margins, Paper, PaperFormat, Repeat, RepeatedBands, ReportPlace,
    RowHeights, RowsFrom, Rules, Setting, Type,
};

/// The air above and below lanes where the template does not say.
const LANE_AIR: Em = Em(0.4);

/// The air beside bars where the template does not say.
const SLOT_MARGIN: Em = Em(0.15);

/// The look that a template gives. Takes what it reads out of the template.
pub(super) fn look(raw: &mut RawTemplate, top: Span, report: &mut Report) -> Option<Look> {
    let paper = report.value(take(&mut raw.paper), top, words::PAPER, paper);
    let part = report.required(take(&mut raw.margins), top, words::MARGINS);
    let margins = part.and_then(|(raw, at)| margins(raw, at, report));
    let part = report.required(take(&mut raw.text), top, words::TYPE);
    let text = part.and_then(|(raw, at)| type_(raw, at, report));
    let part = report.required(take(&mut raw.repeat), top, words::REPEAT);
    let repeat = part.and_then(|(raw, at)| repeat(raw, at, report));
    let part = report.required(take(&mut raw.rules), top, words::RULES);
    let rules = part.and_then(|(raw, at)| rules(raw, at, report));
    let part = report.required(take(&mut raw.fills), top, words::FILLS);
    let fills = part.and_then(|(raw, at)| fills(raw, at, report));
    let marks = marks(take(&mut raw.marks), report);
    let setting = report.optional(take(&mut raw.setting)).map(|(raw, _)| setting(raw, report));
    Some(Look {
        paper: paper?,
        margins: margins?,
        text: text?,
        repeat: repeat?,
        rules: rules?,
        fills: fills?,
        marks: marks?,
        setting: setting.unwrap_or_default(),
    })
}

fn paper(text: &str) -> Result<Paper, Problem> {
    let value = halved(text).to_ascii_uppercase();
    let landscape = value.ends_with(LANDSCAPE);
    let name = value.trim_end_matches([LANDSCAPE, PORTRAIT]).trim_end();
    let mut formats = PaperFormat::ALL.into_iter();
    let known = formats.find(|format| format.name() == name && value.ends_with([LANDSCAPE, PORTRAIT]));
    let format = known.ok_or_else(|| {
        let sizes = PaperFormat::ALL.map(PaperFormat::name).join("、");
        let remedy = loose_values::paper(&value).map_or_else(
            || format!("{sizes} のどれかに「横」か「縦」を付けて「A3横」のように書いてください"),
            written,
        );
        (Code::Choice, format!("用紙「{text}」はありません"), remedy)
    })?;
    let (short, long) = format.sides();
    let (width, height) = if landscape { (long, short) } else { (short, long) };
    let size = Size { width: Pt::from_mm(width), height: Pt::from_mm(height) };
    Ok(Paper { format, landscape, size })
}

fn margins(raw: RawMargins, owner: Span, report: &mut Report) -> Option<Margins> {
    let top = report.value(raw.top, owner, words::TOP, length);
    let bottom = report.value(raw.bottom, owner, words::BOTTOM, length);
    let left = report.value(raw.left, owner, words::LEFT, length);
    let right = report.value(raw.right, owner, words::RIGHT, length);
    Some(Margins { top: top?, bottom: bottom?, left: left?, right: right? })
}

fn type_(raw: RawType, owner: Span, report: &mut Report) -> Option<Type> {
    let first = [(raw.body, words::BODY), (raw.title, words::TITLE), (raw.label, words::LABEL)];
    let second = [(raw.head, words::HEADS), (raw.note, words::NOTE), (raw.band, words::BANDS)];
    let mut size = |(field, key)| report.placed_value(field, owner, key, type_size).unzip();
    let ([body, title, label], [head, note, band]) = (first.map(&mut size), second.map(&mut size));
    let places = [body.1, title.1, label.1, head.1, note.1, band.1];
    let leading = report.value(raw.leading, owner, words::LEADING, leading);
    let padding_x = report.value(raw.padding_x, owner, words::PADDING_X, em);
    let padding_y = report.value(raw.padding_y, owner, words::PADDING_Y, em);
    let lane_air = report.optional_value(raw.lane_air, em).unwrap_or(LANE_AIR);
    let slot_margin = report.optional_value(raw.slot_margin, em).unwrap_or(SLOT_MARGIN);
    let callout_padding = report.optional_value(raw.callout_padding, em);
    let least = report.optional_value(raw.least_body, type_size);
    let most = report.optional_value(raw.most_body, type_size);
    let body = body.0?;
    let limits = (least.unwrap_or(body), most.unwrap_or(body));
    if limits.0 > limits.1 {
        let remedy = "最小を小さくするか、最大を大きくしてください（書かなければ「本文」の大きさになります）";
        report.wrong(
            Code::Length,
            owner,
            format!("「{LEAST_BODY}」が「{MOST_BODY}」より大きくなっています"),
            remedy,
        );
    }
    Some(Type {
        body,
        title: title.0?,
        label: label.0?,
        head: head.0?,
        note: note.0?,
        band: band.0?,
        leading: leading?,
        padding_x: padding_x?,
        padding_y: padding_y?,
        lane_air,
        slot_margin,
        callout_padding,
        limits,
        places: places.map(|place| place.map_or(Place::NONE, Place::from)),
    })
}

/// The distance of lines: an em at the least.
fn leading(text: &str) -> Result<Em, Problem> {
    least_em(text, &format!("行送り {text} では行が重なります"), "（1.3 から 1.7 が読みやすい）")
}

fn repeat(raw: RawRepeat, owner: Span, report: &mut Report) -> Option<Repeat> {
    let title = report.value(raw.title, owner, words::TITLE, yes_or_no);
    let heads = report.value(raw.heads, owner, words::HEADS, yes_or_no);
    let bands = report.value(raw.bands, owner, words::BANDS, repeated_bands);
    let label = report.optional_value(raw.label, yes_or_no).unwrap_or(false);
    let page_number = report.optional_value(raw.page_number, yes_or_no).unwrap_or(false);
    Some(Repeat { label, title: title?, heads: heads?, bands: bands?, page_number })
}

fn repeated_bands(text: &str) -> Result<RepeatedBands, Problem> {
    let choices = [
        (words::YES, RepeatedBands::Always),
        (words::NO, RepeatedBands::Never),
        (words::IF_ROOM, RepeatedBands::IfRoom),
    ];
    choice(text, &choices)
}

fn rules(raw: RawRules, owner: Span, report: &mut Report) -> Option<Rules> {
    let outer = report.value(raw.outer, owner, words::OUTER, rule);
    let inner = report.value(raw.inner, owner, words::INNER, rule);
    let color = report.placed_value(raw.color, owner, words::COLOR, values::color);
    let inner_color = report.optional_placed_value(raw.inner_color, values::color);
    let band = report.optional_value(raw.band, rule);
    let axis = report.optional_value(raw.axis, rule);
    let axis_color = report.optional_placed_value(raw.axis_color, values::color);
    let (outer, inner) = (outer?, inner?);
    let color = color?;
    let inner_color = inner_color.unwrap_or(color);
    let axis_color = axis_color.unwrap_or(inner_color);
    Some(Rules {
        outer,
        inner,
        band: band.unwrap_or(inner),
        axis: axis.unwrap_or(inner),
        color: color.0,
        color_place: color.1.into(),
        inner_color: inner_color.0,
        inner_color_place: inner_color.1.into(),
        axis_color: axis_color.0,
        axis_color_place: axis_color.1.into(),
    })
}

fn fills(raw: RawFills, owner: Span, report: &mut Report) -> Option<Fills> {
    let head = report.placed_value(raw.head, owner, words::HEADS, values::color);
    let band = report.placed_value(raw.band, owner, words::BANDS, values::color);
    let ((head, head_span), (band, band_span)) = (head?, band?);
    Some(Fills { head, head_place: head_span.into(), band, band_place: band_span.into() })
}

fn setting(raw: RawSetting, report: &mut Report) -> Setting {
    Setting {
        label: report.optional_value(raw.label, label_place).unwrap_or_default(),
        rows: report.optional_value(raw.rows, rows_from).unwrap_or_default(),
        reports: report.optional_value(raw.reports, report_place).unwrap_or_default(),
        short_ends: report.optional_value(raw.short_ends, short_ends).unwrap_or_default(),
        heights: report.optional_value(raw.heights, row_heights).unwrap_or_default(),
        names: report.optional_value(raw.names, bar_names).unwrap_or_default(),
    }
}

fn rows_from(text: &str) -> Result<RowsFrom, Problem> {
    choice(text, &[(words::TOP, RowsFrom::Top), (words::CENTER, RowsFrom::Middle)])
}

fn report_place(text: &str) -> Result<ReportPlace, Problem> {
    let choices = [
        (words::BELOW_BARS, ReportPlace::BelowBars),
        (words::BETWEEN, ReportPlace::Between),
        (words::IN_MONTH, ReportPlace::InMonth),
    ];
    choice(text, &choices)
}

fn bar_names(text: &str) -> Result<BarNames, Problem> {
    choice(text, &[(words::INSIDE_BARS, BarNames::Inside), (words::BESIDE_BARS, BarNames::BesideIfTall)])
}

fn row_heights(text: &str) -> Result<RowHeights, Problem> {
    choice(text, &[(words::AS_NEEDED, RowHeights::AsNeeded), (words::FILLING_PAGE, RowHeights::FillingPage)])
}

fn label_place(text: &str) -> Result<LabelPlace, Problem> {
    choice(
        text,
        &[(words::ABOVE_TITLE, LabelPlace::AboveTitle), (words::BESIDE_TITLE, LabelPlace::BesideTitle)],
    )
}
