//! Looks for mistakes and makes nothing.

use super::Outcome;
use super::inputs::{expand, for_each_sheet};
use crate::cli::Check;
use crate::files::shown;
use crate::messages::Messages;

/// Takes every file through all stages, and says how many pages it has.
pub(crate) fn check(arguments: &Check, messages: &mut Messages) -> Outcome {
    let input = expand(&arguments.input, messages)?;
    let counts = for_each_sheet(&input, arguments.fit.pages, messages, |handout, _| {
        handout.check_xlsx()?;
        Ok(handout.measures().pages.len().into())
    })?;
    let lines = input.files.iter().zip(counts);
    Some(
        lines.map(|(file, pages)| format!("{}: 誤りはありません（{pages} ページ）\n", shown(file))).collect(),
    )
}
