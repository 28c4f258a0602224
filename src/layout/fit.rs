//! Fits a sheet to a number of pages by its type size.

use super::tracks::tracks;
use crate::diag::{Checked, Diagnostic};
use crate::font::Fonts;
use crate::geom::Pt;
use crate::model::{Sheet, Template};

/// How finely type sizes are tried.
const STEP: Pt = Pt(0.1);

/// The template with the largest type, between its limits, that keeps the sheet to `pages` pages;
/// the template as it is where the number of pages does not matter.
///
/// # Errors
///
/// No size between the limits does; the mistake says how many pages the smallest needs. Or the
/// sheet can't be drawn at any size, with the mistakes that it has at the smallest.
pub fn fit(sheet: &Sheet, template: &Template, fonts: &Fonts, pages: Option<usize>) -> Checked<Template> {
    let Some(pages) = pages else { return Ok(template.clone()) };
    let (least, most) = template.text.limits;
    let steps = ((most - least).0 / STEP.0).round().max(0.0) as usize;
    let sized = |step: usize| {
        let body = Pt(((least + STEP * step as f64).0 * 10.0).round() / 10.0);
        Template { text: template.text.scaled_to(body), ..template.clone() }
    };
    let fits =
        |template: &Template| tracks(sheet, template, fonts).is_ok_and(|found| found.pages.len() <= pages);
    if let Some(step) = last_fitting(steps, |step| fits(&sized(step))) {
        return Ok(sized(step));
    }
    let needed = tracks(sheet, &sized(0), fonts)?.pages.len();
    let message =
        format!("文字を最も小さい {:.1}pt にしても {needed} 頁になり、{pages} 頁に収まりません", least.0);
    let remedy = format!("収める頁数を {needed} にするか、内容か「改ページ」を減らしてください");
    Err(vec![Diagnostic::general(message, remedy)])
}

/// The last of the steps from 0 on that fits. The sheet grows in proportion to its type: from the first
/// size that is too large on, all are.
fn last_fitting(steps: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
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
