//! Fits a table to a number of pages by its type size.

use super::measure;
use super::measured::Measured;
use super::memory::Memory;
use crate::diag::{Checked, Code, Diagnostic, Warned};
use crate::font::Fonts;
use crate::geom::Pt;
use crate::table::Table;

/// How finely type sizes are tried.
const STEP: Pt = Pt(0.1);

/// Measures a table with the largest type, between the limits of its look, that keeps it to `pages`
/// pages. The table gets that type.
///
/// # Errors
///
/// No size between the limits does; the mistake says how many pages the smallest needs. Or the
/// table can't be drawn at any size, with the mistakes that it has at the smallest.
pub fn fit(table: &mut Table, fonts: &Fonts, memory: &Memory, pages: usize) -> Checked<Warned<Measured>> {
    let text = table.look.text;
    let (least, most) = text.limits;
    let steps = ((most - least).0 / STEP.0).round().max(0.0) as usize;
    let mut measured_at = |step: usize| {
        let body = Pt(((least + STEP * step as f64).0 * 10.0).round() / 10.0);
        table.set_type(text.scaled_to(body));
        measure(table, fonts, memory)
    };
    let fits = |step| measured_at(step).is_ok_and(|measured| measured.value.pages.len() <= pages);
    if let Some(step) = last_fitting(steps, fits) {
        return measured_at(step);
    }
    let needed = measured_at(0)?.value.pages.len();
    let message = format!(
        "文字を最も小さい {:.1}pt にしても {needed} ページになり、{pages} ページに収まりません",
        least.0
    );
    let remedy = format!("収めるページ数を {needed} にするか、内容か「改ページ」を減らしてください");
    Err(vec![Diagnostic::general(Code::Pages, message, remedy)])
}

/// The last of the steps from 0 on that fits. The sheet grows in proportion to its type: from the first
/// size that is too large on, all are.
fn last_fitting(steps: usize, mut fits: impl FnMut(usize) -> bool) -> Option<usize> {
    let (mut fitting, mut end) = (0, steps + 1);
    while fitting < end {
        let middle = (fitting + end) / 2;
        if fits(middle) {
            fitting = middle + 1;
        } else {
            end = middle;
        }
    }
    fitting.checked_sub(1)
}
