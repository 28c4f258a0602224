//! Columns that the paper can't hold, made as narrow as it wants in one go.

use std::fmt;

use crate::diag::Span;
use crate::geom::{Em, Pt};
use crate::model::Type;
use crate::table::Table;

/// How finely type sizes are tried.
const STEP: Pt = Pt(0.5);

/// Columns that are no wider stay as wide as they are: those for numbers and short words would hold nothing else.
const SHORT: Em = Em(4.0);

/// The same of a schedule, in which the names of bars must find room.
const SHORT_SCHEDULE: Em = Em(20.0);

/// From which width on widths are given by halves, not by tenths.
const WIDE: Em = Em(10.0);

/// How columns would fit.
pub(super) struct Narrow {
    /// The sizes of type, those of the table where they can stay.
    text: Type,
    /// Whether they can't.
    is_smaller: bool,
    /// The widths from left to right; nothing for the column that takes the rest.
    widths: Vec<Option<Em>>,
}

/// How columns fit that are as wide in proportion as those of a table, but none narrower than its least: at the
/// largest type for which there is room. None where there is none for the smallest that a sheet may be fitted with.
pub(super) fn narrow(table: &Table, least: &[Em]) -> Option<Narrow> {
    let text = table.look.text;
    let steps = ((text.body - text.limits.0).0 / STEP.0).max(0.0) as usize;
    let beside: Em =
        table.columns.iter().enumerate().map(|(index, column)| table.whole_width(index) - column.width).sum();
    let wanted = wanted(table);
    let least = kept(table, &wanted, least);
    (0..=steps).find_map(|step| {
        let body = text.body - STEP * step as f64;
        let room = Em(table.look.printable_width().0 / body.0) - beside;
        let widths = shared(&wanted, &least, room)?;
        let rests = table.columns.iter().map(|column| column.takes_rest);
        let widths = widths.into_iter().zip(rests).map(|(width, takes_rest)| (!takes_rest).then_some(width));
        Some(Narrow { text: text.scaled_to(body), is_smaller: step > 0, widths: widths.collect() })
    })
}

/// The widths that columns have now. What the others leave nothing of is as wide as they are in the middle.
fn wanted(table: &Table) -> Vec<Em> {
    let others: Vec<Em> =
        table.columns.iter().filter(|column| !column.takes_rest).map(|column| column.width).collect();
    let middle = others.iter().copied().sum::<Em>() / others.len().max(1) as f64;
    table.columns.iter().map(|column| if column.takes_rest { middle } else { column.width }).collect()
}

/// What columns keep of their widths: all of those that are short.
fn kept(table: &Table, wanted: &[Em], least: &[Em]) -> Vec<Em> {
    let columns = wanted.iter().zip(least).enumerate();
    let kept = columns.map(|(index, (width, least))| {
        let short = if table.is_schedule(index) { SHORT_SCHEDULE } else { SHORT };
        least.ceil_to_tenth().max(Em(width.0.min(short.0)))
    });
    kept.collect()
}

/// Widths in the proportions of those that are wanted, none below its least, which fill a room up to a few tenths.
/// None where it is too small.
fn shared(wanted: &[Em], least: &[Em], room: Em) -> Option<Vec<Em>> {
    let mut is_least = vec![false; wanted.len()];
    loop {
        let sum = |widths: &[Em], of_least: bool| -> Em {
            widths.iter().zip(&is_least).filter(|(_, is)| **is == of_least).map(|(width, _)| *width).sum()
        };
        let share = (room - sum(least, true)).0 / sum(wanted, false).0;
        let width =
            |index: usize| if is_least[index] { least[index] } else { rounded(wanted[index] * share) };
        let widths: Vec<Em> = (0..wanted.len()).map(width).collect();
        match (0..wanted.len()).find(|index| widths[*index] < least[*index]) {
            Some(narrow) => is_least[narrow] = true,
            None => return (widths.iter().copied().sum::<Em>() <= room).then(|| filled(widths, room)),
        }
    }
}

/// Widths, of which the widest gets what the others leave.
fn filled(mut widths: Vec<Em>, room: Em) -> Vec<Em> {
    let left = room - widths.iter().copied().sum();
    if let Some(widest) = widths.iter_mut().max_by(|one, other| one.0.total_cmp(&other.0)) {
        *widest = widest.max(rounded(*widest + left));
    }
    widths
}

/// A width as people write it, not wider.
fn rounded(width: Em) -> Em {
    let steps = if width < WIDE { 10.0 } else { 2.0 };
    Em((width.0 * steps + 1e-6).floor() / steps)
}

impl Narrow {
    /// What is to be written where in the template; none where what is too wide stands in no template.
    pub(super) fn changes(&self, table: &Table) -> Option<Vec<(Span, String)>> {
        let widths = table.columns.iter().zip(&self.widths);
        let widths =
            widths.filter_map(|(column, width)| Some((column.width_place, width.as_ref()?.0.to_string())));
        let sizes = self.text.sizes().into_iter().zip(table.look.text.sizes());
        let sizes = sizes.map(|((size, _), (_, place))| (place, format!("{}pt", tenth(size))));
        let changes = sizes.filter(|_| self.is_smaller).chain(widths);
        let mut changes: Vec<_> =
            changes.map(|(place, text)| Some((place.span()?, text))).collect::<Option<_>>()?;
        changes.sort_by_key(|(span, _)| *span);
        Some(changes)
    }
}

/// A size to a tenth of a point, not larger.
fn tenth(size: Pt) -> f64 {
    (size.0 * 10.0 + 1e-6).floor() / 10.0
}

/// What to do, as the first half of a sentence.
impl fmt::Display for Narrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words =
            self.widths.iter().map(|width| width.map_or("残り".to_owned(), |width| width.0.to_string()));
        write!(f, "欄の「幅」を左から {} に", words.collect::<Vec<_>>().join("、"))?;
        match self.is_smaller {
            true => write!(f, "、「本文」を {}pt（ほかの文字も同じ割合）にするか", tenth(self.text.body)),
            false => write!(f, "するか"),
        }
    }
}
