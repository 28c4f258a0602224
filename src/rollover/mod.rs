//! Makes next year's file out of this year's, and leaves all else in it as it is, comments and layout.
//!
//! [`questions`] says what must or may be decided, [`Answers`] are the decisions, and [`roll_over`] gives the
//! new document with two lists for those who go on with it: what has been changed ([`Changed`], each line that
//! differs is among them), and what to look at ([`Look`]), which has been left as it is.

mod answers;
mod file_name;
mod looks;
mod meetings;
mod spent;
mod steps;
mod work;
mod years;

use crate::diag::Diagnostic;
use crate::load::Document;

pub use answers::{Answers, Bars, Questions, questions};
pub use file_name::next_file_stem;
pub use looks::Look;
pub use meetings::moved_months;
pub use work::Changed;

/// A document of the next year.
#[derive(Debug)]
pub struct Rolled {
    /// It.
    pub document: Document,
    /// The lines that have been changed, in their order.
    pub changes: Vec<Changed>,
    /// What to look at, in the order of lines.
    pub looks: Vec<Look>,
}

/// The document of the year after that of a document which has no mistakes.
///
/// # Errors
///
/// The document does not say what year it is for, a decision is missing or speaks of rows that are not there,
/// or no row would be left.
pub fn roll_over(document: &Document, answers: &Answers) -> Result<Rolled, Diagnostic> {
    let work = steps::Steps::new(document, answers)?.take()?;
    let (document, changes, mut looks) = work.done();
    looks.extend(looks::looks(&document));
    looks.sort_by_key(|look| look.line);
    Ok(Rolled { document, changes, looks })
}
