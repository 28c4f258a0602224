//! Places the columns and the months of the schedule.

use super::measured::{TimeTrack, Track};
use super::narrow::{Narrow, narrow};
use super::spacing::HEAD_PADDING;
use crate::diag::{Code, Diagnostic};
use crate::geom::{Em, Pt};
use crate::model::{THIRDS, TimeSpan};
use crate::table::{Column, Table};

/// What nobody sees at the edge of a page: a tenth of a millimetre. Columns may be wider by so much.
const INVISIBLE: Pt = Pt(0.3);

/// The places of the columns.
pub(super) fn tracks(table: &Table) -> Vec<Track> {
    let mut x = Pt(0.0);
    let tracks = (0..table.columns.len()).map(|index| {
        let track = Track { x, width: table.whole_width(index).at(table.look.text.body) };
        x += track.width;
        track
    });
    tracks.collect()
}

/// The places of the times of the schedule.
pub(super) fn time(table: &Table, columns: &[Track]) -> TimeTrack {
    let Some(schedule) = table.schedule else { return TimeTrack { x: Pt(0.0), month: Pt(0.0) } };
    let track = columns[schedule];
    let months = f64::from(table.axis.period.whole().count() / THIRDS);
    TimeTrack { x: track.x, month: track.width / months }
}

/// The width of the text of a head over a span, at the body size.
pub(super) fn head_width(table: &Table, time: TimeTrack, span: TimeSpan) -> Em {
    let text = &table.look.text;
    Em(time.width(span).0 / text.body.0) - text.padding_x.max(HEAD_PADDING) * 2.0
}

/// Columns that the paper can't hold together, and those that can't hold a single character.
pub(super) fn mistakes(table: &Table, columns: &[Track], time: TimeTrack) -> Vec<Diagnostic> {
    let least: Vec<Em> = (0..columns.len()).map(|index| least(table, index, time)).collect();
    let narrow = table.columns.iter().zip(&least).filter_map(|(column, least)| too_narrow(column, *least));
    too_wide(table, columns, &least).into_iter().chain(narrow).collect()
}

fn too_wide(table: &Table, columns: &[Track], least: &[Em]) -> Option<Diagnostic> {
    let (look, width) = (&table.look, columns.iter().map(|column| column.width).sum::<Pt>());
    let excess = width - look.printable_width();
    let widest = table.columns.iter().max_by(|a, b| a.width.0.total_cmp(&b.width.0));
    let widest = widest.filter(|_| excess > INVISIBLE)?;
    let message = format!(
        "欄の幅の合計が用紙の幅を {:.1} 文字分（{:.0} mm）超えています",
        Em(excess.0 / look.text.body.0).ceil_to_tenth().0,
        excess.to_mm().ceil()
    );
    let narrow = narrow(table, least);
    let size = floor_tenth(look.text.body * (look.printable_width().0 / width.0));
    let remedy = remedy(size, look.text.limits.0, narrow.as_ref());
    let found = Diagnostic::at(Code::Width, widest.width_place, message, remedy);
    Some(match narrow.and_then(|narrow| narrow.changes(table)) {
        Some(changes) => found.with_changes(changes),
        None => found,
    })
}

/// What to do about columns that would fit with a body of a size, or as narrow as said; `least` is the smallest
/// body that a sheet may be fitted with.
fn remedy(size: f64, least: Pt, narrow: Option<&Narrow>) -> String {
    let narrow = match narrow {
        Some(narrow) => narrow.to_string(),
        None if size < 1.0 => return "余白を減らすか、大きい用紙にしてください".to_owned(),
        None => "欄の「幅」を合わせて減らすか".to_owned(),
    };
    let fitted = match size >= least.0 {
        true => "。データに「収めるページ数: 2」のように書けば、文字の大きさを合わせます",
        false => "",
    };
    format!(
        "「用紙」を大きくするか、{narrow}、「文字」の大きさをどれも小さくしてください（「本文」は {size:.1}pt 以下）{fitted}"
    )
}

fn floor_tenth(size: Pt) -> f64 {
    (size.0 * 10.0).floor().max(0.0) / 10.0
}

/// The larger of the types that stand in a column.
fn largest_type(table: &Table) -> Pt {
    table.look.text.body.max(table.look.text.head)
}

/// How wide a column must be: for a character, in a schedule for one of the head of each of its columns.
fn least(table: &Table, column: usize, time: TimeTrack) -> Em {
    let body = table.look.text.body;
    let width = match table.is_schedule(column) {
        true => least_schedule(table, time),
        false => largest_type(table),
    };
    Em(width.0 / body.0)
}

fn least_schedule(table: &Table, time: TimeTrack) -> Pt {
    let columns = table.axis.columns().count() as f64;
    let first = table.axis.columns().next().map_or(Em(0.0), |span| head_width(table, time, span));
    let text = first.at(table.look.text.body) * columns;
    largest_type(table) * columns + (time.width(table.axis.period.whole()) - text)
}

/// A column that is narrower than `least`.
fn too_narrow(column: &Column, least: Em) -> Option<Diagnostic> {
    (column.width + Em(0.0002) < least).then(|| {
        let message = format!("欄「{}」は狭すぎて、一文字も入りません", column.name());
        let at = |remedy| Diagnostic::at(Code::Width, column.width_place, message, remedy);
        if column.takes_rest {
            let lacking = (least - column.width).ceil_to_tenth().0;
            return at(format!("ほかの欄の幅を合わせて {lacking} 以上減らすか、大きい用紙にしてください"));
        }
        let least = least.ceil_to_tenth().0;
        let found = at(format!("幅を {least} 以上にしてください"));
        match column.width_place.span() {
            Some(span) => found.with_changes(vec![(span, least.to_string())]),
            None => found,
        }
    })
}
