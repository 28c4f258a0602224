//! What a template says of changes: of marks and of comparisons.

use ecow::EcoString;

use super::report::{Problem, Report};
use super::values::{self, choice, yes_or_no};
use crate::diag::Place;
use crate::japanese::words;
use crate::load::{Field, RawComparison, RawMarks};
use crate::model::{Comparison, ComparisonHeads, Marks, Text};

/// The look of marks; the usual red where the template says nothing of it.
pub(super) fn marks(raw: Field<RawMarks>, report: &mut Report) -> Option<Marks> {
    let Some((raw, owner)) = report.optional(raw) else {
        return Some(Marks { color: Marks::COLOR, color_place: Place::NONE });
    };
    let (color, span) = report.placed_value(raw.color, owner, words::COLOR, values::color)?;
    Some(Marks { color, color_place: span.into() })
}

/// The settings of comparisons, each with its usual value where the template doesn't give it.
pub(super) fn comparison(raw: Field<RawComparison>, report: &mut Report) -> Comparison {
    let raw = report.optional(raw).map_or(RawComparison::default(), |(raw, _)| raw);
    let heads = report.optional(raw.heads).map(|(raw, _)| raw).unwrap_or_default();
    let mut head = |raw: Field<EcoString>, usual: &str| {
        let given = report.optional(raw).filter(|(head, _)| !head.trim().is_empty());
        let usual = Text { value: usual.into(), ..Text::default() };
        given.map_or(usual, |(head, span)| report.placed_text(head, span))
    };
    let heads = ComparisonHeads {
        field: head(heads.field, "番号・欄"),
        new: head(heads.new, words::NEW),
        old: head(heads.old, words::OLD),
        remarks: head(heads.remarks, words::REMARKS),
    };
    Comparison {
        is_old_first: report.optional_value(raw.order, is_old_first).unwrap_or(false),
        shows_all: report.optional_value(raw.all_rows, yes_or_no).unwrap_or(false),
        heads,
    }
}

fn is_old_first(text: &str) -> Result<bool, Problem> {
    choice(text, &[(words::NEW_OLD, false), (words::OLD_NEW, true)])
}
