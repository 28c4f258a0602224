//! The file of the next year.

use shiryo3::diag::Diagnostic;
use shiryo3::rollover::{self, Answers, next_file_stem, questions, roll_over};

use super::Session;
use crate::message::{Answer, Bars, Outcome, YearLook, steps};

impl Session {
    /// What can be decided about it.
    pub(super) fn next_year(&self) -> Result<Answer, Diagnostic> {
        let asked = questions(&self.faultless()?)?;
        Ok(Answer::Questions { year: asked.year, era: asked.era, rows: asked.rows })
    }

    /// The file, and what has been changed in it.
    pub(super) fn roll_over(&self, answers: &Answers) -> Result<Outcome, Diagnostic> {
        let document = self.faultless()?;
        let from = questions(&document)?.from;
        let rolled = roll_over(&document, answers)?;
        let stem = next_file_stem(self.stem(), from).unwrap_or_else(|| "新しい年度".to_owned());
        let looks = rolled.looks.into_iter().map(|look| YearLook {
            path: look.path.map(|path| steps(&path)),
            line: look.line,
            said: look.said,
            why: look.why,
        });
        let answer =
            Answer::NewYear { name: stem + ".yaml", changes: rolled.changes.len(), looks: looks.collect() };
        Ok((answer, rolled.document.to_bytes()?))
    }
}

impl From<Bars> for rollover::Bars {
    fn from(bars: Bars) -> rollover::Bars {
        match bars {
            Bars::Keep => rollover::Bars::Keep,
            Bars::GoOn => rollover::Bars::GoOn,
            Bars::Empty => rollover::Bars::Empty,
        }
    }
}
