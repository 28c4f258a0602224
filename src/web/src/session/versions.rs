//! What changed since an earlier version, and the handouts that show it.

use shiryo3::diag::{Checked, Diagnostic, Sources};
use shiryo3::load::Coding;
use shiryo3::model::{Sheet, Template};
use shiryo3::render::svg;
use shiryo3::{Earlier, Handout, diff, read_sheet, reply};

use super::{Session, first};
use crate::message::{Answer, Compared, Outcome, Version};

impl Session {
    /// Compares with a file from now on.
    pub(super) fn remember(&mut self, name: &str, file: &[u8]) -> Result<Answer, Diagnostic> {
        let template = self.template()?;
        let sheet = earlier_sheet(name, file, template)?;
        self.earlier = Some(Earlier { sheet, template: template.clone() });
        Ok(self.compare())
    }

    /// What changed since the earlier file; nothing where there is none, or where the data have mistakes.
    pub(super) fn compare(&self) -> Answer {
        let Some((earlier, (handout, _))) = self.earlier.as_ref().zip(self.handout().ok()) else {
            return Answer::Mistaken;
        };
        let changes = diff::json(&handout.changes(earlier));
        let pages = |made: Checked<Handout>| Some(made.ok()?.pages().iter().map(svg).collect());
        Answer::Compared(Compared {
            changes: changes.lines().filter_map(|line| serde_json::from_str(line).ok()).collect(),
            marked: pages(handout.marked(earlier)),
            comparison: pages(handout.comparison(earlier)),
        })
    }

    /// Makes a file. `make` gets the name of the data file without its ending.
    pub(super) fn make(
        &self,
        version: Version,
        make: impl Fn(&Handout, &str) -> Checked<Vec<u8>>,
    ) -> Outcome {
        match self.wanted(version).and_then(|handout| make(&handout, self.stem())) {
            Ok(bytes) => (Answer::File, bytes),
            Err(_) => (Answer::Mistaken, Vec::new()),
        }
    }

    /// The handout, or one that shows what changed.
    fn wanted(&self, version: Version) -> Checked<Handout> {
        let (handout, _) = self.handout()?;
        match (version, &self.earlier) {
            (Version::Marked, Some(earlier)) => handout.marked(earlier),
            (Version::Comparison, Some(earlier)) => handout.comparison(earlier),
            _ => Ok(handout),
        }
    }
}

/// What an earlier file says: data, or a workbook that was made from them.
fn earlier_sheet(name: &str, file: &[u8], template: &Template) -> Result<Sheet, Diagnostic> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    if ["xlsx", "xlsm", "xls", "ods"].contains(&ending.as_str()) {
        return reply::sheet(name, file);
    }
    let (text, _) = Coding::read(file)?;
    read_sheet(&Sources::default().add(name, &text), template).map_err(first)
}
