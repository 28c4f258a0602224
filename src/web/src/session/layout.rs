//! What is found in the data, and what they look like.

use std::sync::Arc;

use shiryo3::diag::{Checked, Severity};
use shiryo3::font::Glyph;
use shiryo3::geom::Em;
use shiryo3::model::Content;
use shiryo3::page::Page;
use shiryo3::render::svg;
use shiryo3::{Design, Handout};

use super::{Session, changed_meanwhile, first};
use crate::findings::findings;
use crate::message::{Answer, Layout, Made, MadePage, Outcome};

/// How many findings the page is told: after so many, people mend what they know and look again.
const ENOUGH: usize = 200;

impl Session {
    /// The findings and the pages, but for the SVG of those whose numbers are held.
    pub(super) fn layout(&mut self, held: &[u64]) -> Layout {
        let (found, handout) = match self.handout() {
            Ok((handout, warnings)) => match self.fits_workbook(&handout) {
                Ok(()) => (warnings, Some(handout)),
                Err(mistakes) => ([mistakes, warnings].concat(), None),
            },
            Err(found) => (found, None),
        };
        let made = handout.and_then(|handout| self.made(&handout, held));
        let count = |severity| found.iter().filter(|found| found.severity == severity).count();
        Layout {
            counts: [Severity::Error, Severity::Warning, Severity::Hint].map(count),
            findings: findings(
                &found,
                (&self.data, self.document().ok()),
                self.chosen().source.as_ref(),
                ENOUGH,
            ),
            made,
        }
    }

    fn made(&mut self, handout: &Handout, held: &[u64]) -> Option<Made> {
        let pages = self.compiler().ok()?.value.pages(handout);
        let pages = self.numbers.give(pages).iter().map(|(page, number)| MadePage {
            number: *number,
            svg: (!held.contains(number)).then(|| svg(page)),
        });
        let (look, table) = (&handout.table().look, handout.table());
        let direction = if look.paper.landscape { "横" } else { "縦" };
        Some(Made {
            pages: pages.collect(),
            faces: faces(handout.design()),
            columns: table.columns.iter().map(|column| key(&column.content)).collect(),
            paper: [look.paper.format.name(), direction].concat(),
            body: look.text.body.0,
        })
    }

    fn fits_workbook(&self, handout: &Handout) -> Checked<()> {
        self.compiler()?.value.check_xlsx(handout)
    }

    /// A font file of the pages.
    pub(super) fn font(&self, face: u16) -> Outcome {
        let glyph = Glyph { face, id: 0, advance: Em(0.0), bytes: 0 };
        match self.compiler().map(|compiler| compiler.value.design()) {
            Ok(design) if face >= faces(design) => (Answer::Refused(changed_meanwhile().into()), Vec::new()),
            Ok(design) => (Answer::File, design.fonts().face(glyph).data().to_vec()),
            Err(mistakes) => (Answer::Refused(first(mistakes).into()), Vec::new()),
        }
    }
}

/// The pages of the last layout with their numbers.
#[derive(Default)]
pub(super) struct Numbers {
    /// The last number that a page got. None is given twice.
    last: u64,
    pages: Vec<(Arc<Page>, u64)>,
}

impl Numbers {
    /// The pages of a layout with their numbers: a page that was in the last one keeps its own.
    fn give(&mut self, pages: Vec<Arc<Page>>) -> &[(Arc<Page>, u64)] {
        let before = std::mem::take(&mut self.pages);
        for page in pages {
            let known = before.iter().find(|(known, _)| Arc::ptr_eq(known, &page));
            self.last += u64::from(known.is_none());
            self.pages.push((page, known.map_or(self.last, |(_, number)| *number)));
        }
        &self.pages
    }
}

/// How many faces there are: the two that are built in, and those of the template.
fn faces(design: &Design) -> u16 {
    2 + design.template().faces.len() as u16
}

fn key(content: &Content) -> Option<String> {
    match content {
        Content::Text(key) => Some(key.clone()),
        Content::Number | Content::Category | Content::Schedule => None,
    }
}
