//! What is found in the data, and what they look like.

use shiryo3::diag::{Checked, Severity};
use shiryo3::font::Glyph;
use shiryo3::geom::Em;
use shiryo3::model::Content;
use shiryo3::render::svg;
use shiryo3::{Design, Handout};

use super::{Session, changed_meanwhile, first};
use crate::findings::findings;
use crate::message::{Answer, Layout, Made, Outcome};

/// How many findings the page is told: after so many, people mend what they know and look again.
const ENOUGH: usize = 200;

impl Session {
    /// The findings and the pages.
    pub(super) fn layout(&self) -> Layout {
        let (found, handout) = match self.handout() {
            Ok((handout, warnings)) => match self.fits_workbook(&handout) {
                Ok(()) => (warnings, Some(handout)),
                Err(mistakes) => ([mistakes, warnings].concat(), None),
            },
            Err(found) => (found, None),
        };
        let count = |severity| found.iter().filter(|found| found.severity == severity).count();
        Layout {
            counts: [Severity::Error, Severity::Warning, Severity::Hint].map(count),
            findings: findings(
                &found,
                (&self.data, self.document().ok()),
                self.chosen().source.as_ref(),
                ENOUGH,
            ),
            made: handout.map(|handout| pages(&handout)),
        }
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

fn pages(handout: &Handout) -> Made {
    let (look, table) = (&handout.table().look, handout.table());
    let direction = if look.paper.landscape { "横" } else { "縦" };
    Made {
        pages: handout.pages().iter().map(svg).collect(),
        faces: faces(handout.design()),
        columns: table.columns.iter().map(|column| key(&column.content)).collect(),
        paper: [look.paper.format.name(), direction].concat(),
        body: look.text.body.0,
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
