//! The template file.

mod bars;
mod columns;
mod look;

use ecow::EcoString;

use super::changes::comparison;
use super::report::{Problem, Report};
use super::values::{choice, written, yes_or_no};
use crate::diag::{Checked, Code, Span, checked};
use crate::japanese::words;
use crate::load::{Field, Loaded, RawTemplate, RawWording};
use crate::model::{CornerLine, MeetingPlace, Template, Text, Unit, Wording};
use bars::bars;
use columns::columns;
use look::look;

/// The most font files.
const MOST_FACES: usize = 16;

/// See [`super::template`].
pub(super) fn resolve(mut loaded: Loaded<RawTemplate>) -> Checked<Template> {
    let mut report = Report::on(&mut loaded);
    let template = template(loaded.value, loaded.document.top(), &mut report);
    checked(template, report.mistakes)
}

fn template(mut raw: RawTemplate, top: Span, report: &mut Report) -> Option<Template> {
    let look = look(&mut raw, top, report);
    let faces = report.optional(raw.faces).map_or(Vec::new(), |(raw, at)| faces(raw, at, report));
    let columns =
        report.required(raw.columns, top, words::COLUMNS).and_then(|(raw, at)| columns(raw, at, report));
    let meetings = report.optional_value(raw.meetings, meeting_place).unwrap_or_default();
    let unit = report.optional(raw.axis).and_then(|(raw, _)| report.optional_value(raw.unit, unit));
    let wording =
        report.required(raw.wording, top, words::WORDING).and_then(|(raw, at)| wording(raw, at, report));
    let bars = report.required(raw.bars, top, words::BARS).and_then(|(raw, at)| bars(raw, at, report));
    let comparison = comparison(raw.comparison, report);
    let corner = report.optional(raw.corner).map_or(Vec::new(), |(raw, at)| corner(raw, at, report));
    let has_legend = report.optional_value(raw.legend, yes_or_no).unwrap_or(false);
    let columns = columns?;
    Some(Template {
        look: look?,
        faces,
        schedule: columns.schedule()?,
        groups: columns.groups,
        columns: columns.list,
        meetings,
        unit,
        wording: wording?,
        bars: bars?,
        corner,
        has_legend,
        comparison,
    })
}

fn faces(raw: Vec<Field<EcoString>>, owner: Span, report: &mut Report) -> Vec<Text> {
    report.at_most(MOST_FACES, raw.len(), owner, words::FACES);
    let paths = raw.into_iter().take(MOST_FACES);
    paths.filter_map(|path| report.item_text(path, owner, words::FACES)).collect()
}

/// The lines beside the handout's number, which is always there itself.
fn corner(raw: Vec<Field<EcoString>>, owner: Span, report: &mut Report) -> Vec<CornerLine> {
    let known = [
        (words::LABEL, None),
        (words::DATE, Some(CornerLine::Date)),
        (words::AUTHOR, Some(CornerLine::Author)),
    ];
    let mut lines = Vec::new();
    for word in raw {
        let Some((word, span)) = report.item(word) else { continue };
        let parts: Vec<&str> = word.split(['、', '，', '・']).map(str::trim).collect();
        if parts.len() > 1 && parts.iter().all(|part| choice(part, &known).is_ok()) {
            let message = format!("「{word}」が、半角の「,」で区切られていません");
            report.wrong(Code::Comma, span, message, written([format!("[{}]", parts.join(", "))]));
            return Vec::new();
        }
        let Some(line) = report.accept(choice(&word, &known), span) else { continue };
        if lines.contains(&line) {
            report.wrong(Code::RepeatedName, span, "同じものが二つあります", "どちらか一つにしてください");
        }
        lines.push(line);
    }
    if !lines.contains(&None) {
        let message = format!("「{}」に「{}」がありません", words::CORNER, words::LABEL);
        report.wrong(Code::MissingKey, owner, message, format!("一覧に「{}」を加えてください", words::LABEL));
    }
    lines.into_iter().flatten().collect()
}

fn meeting_place(text: &str) -> Result<MeetingPlace, Problem> {
    let places = [(words::IN_ROW, MeetingPlace::InRow), (words::BELOW_HEADS, MeetingPlace::BelowHeads)];
    choice(text, &places)
}

fn unit(text: &str) -> Result<Unit, Problem> {
    choice(
        text,
        &[
            (words::MONTH, Unit::Month),
            (words::QUARTER, Unit::Quarter),
            (words::HALF_YEAR, Unit::HalfYear),
            (words::FISCAL_YEAR, Unit::Year),
        ],
    )
}

fn wording(raw: RawWording, owner: Span, report: &mut Report) -> Option<Wording> {
    let quarters = quarters(raw.quarters, owner, report);
    let marker = report.text(raw.report, owner, words::REPORT);
    let agenda = report.text(raw.agenda, owner, words::AGENDA);
    let bullet = report.text(raw.bullet, owner, words::BULLET);
    let continued = report.text(raw.continued, owner, words::CONTINUED);
    Some(Wording {
        quarters: quarters?,
        report: marker?,
        agenda: agenda?,
        bullet: bullet?,
        continued: continued?,
    })
}

fn quarters(raw: Field<Vec<Field<EcoString>>>, owner: Span, report: &mut Report) -> Option<[Text; 4]> {
    let (raw, span) = report.required(raw, owner, words::QUARTERS)?;
    let count = raw.len();
    let heads: Vec<Text> =
        raw.into_iter().filter_map(|head| report.item_text(head, span, words::QUARTERS)).collect();
    if heads.len() < count {
        return None;
    }
    heads
        .try_into()
        .map_err(|_| {
            report.wrong(
                Code::Column,
                span,
                format!("四半期の見出しが {count} 個あります"),
                "四つ書いてください",
            )
        })
        .ok()
}
