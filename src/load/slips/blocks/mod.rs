//! Finds blocks of lines that stand at a wrong depth or in a wrong place: a 取組 pasted with the indentation
//! that it had elsewhere, a 課題 in the middle of a 取組, bars below 内容. One message says of each which
//! lines these are, and where they belong.
//!
//! What a line is part of is told by its heading ([`role`]) and by the order of the lines ([`outline`]), not
//! by its indentation. That gives each block its place ([`place`]) and each line its depth ([`depth`]). A
//! file is asked about only where reading it has failed, and then a [`copy`] of it with its blocks put right
//! is read, so that what else is wrong is said as well, but not what the blocks alone made wrong.

mod analysis;
mod copy;
mod depth;
mod entry;
mod loss;
mod misplaced;
mod name;
mod odd;
mod outline;
mod parts;
mod place;
mod role;
mod shifted;
mod swallow;

use std::ops::Range;

use crate::diag::{Checked, Code, Diagnostic, Source, Span, sort};
use analysis::Analysis;
use depth::Head;

/// What is wrong with a data file that could not be read: its blocks, and what `read` says of it with these
/// put right. Where its blocks are right, or it can't be told what is wrong with them, that are the mistakes
/// that were met.
pub fn explain<T>(
    source: &Source,
    mistakes: Vec<Diagnostic>,
    read: impl Fn(&Source) -> Checked<T>,
) -> Vec<Diagnostic> {
    let analysis = Analysis::of(source.text(), source.id());
    let mut slips = analysis.slips();
    // Lines that slipped into the text above them have been shown mended, and foreign marks hide what lines are.
    let are_shown = mistakes.iter().all(|it| matches!(it.code, Code::Swallowed | Code::Document));
    if slips.is_empty() || analysis.moves.is_none() || are_shown {
        return mistakes;
    }
    let copy = copy::copy(source.text(), &analysis);
    if !Analysis::of(&copy.text, source.id()).slips().is_empty() {
        return mistakes;
    }
    let rest = read(&source.with_text(&copy.text)).err().unwrap_or_default();
    let rest: Vec<Diagnostic> = rest.into_iter().map(|mistake| copy.original(mistake)).collect();
    let is_said = |one: &Diagnostic, by: &[Diagnostic]| by.iter().any(|other| is_same(one, other));
    let helps = !mistakes.iter().all(|mistake| is_said(mistake, &rest));
    // What is new and wrong inside a block that was put right says that it was not meant so, and so does what
    // is missing since.
    let is_inside = |mistake: &Diagnostic| {
        mistake.code == Code::MissingKey || slips.iter().any(|slip| is_within(mistake, slip))
    };
    let is_wrong = rest.iter().any(|mistake| !is_said(mistake, &mistakes) && is_inside(mistake));
    if !helps || is_wrong {
        return mistakes;
    }
    slips.extend(rest);
    sort(&mut slips);
    slips
}

/// Whether two messages say the same of one place.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    let start = |mistake: &Diagnostic| mistake.span.map(|span| span.start);
    one.message == other.message && start(one) == start(other)
}

/// Whether a mistake begins inside a slip or right behind it, as a text does behind its indentation.
fn is_within(mistake: &Diagnostic, slip: &Diagnostic) -> bool {
    let (Some(mistake), Some(slip)) = (mistake.span, slip.span) else { return false };
    (slip.start..=slip.end).contains(&mistake.start)
}

impl Analysis<'_> {
    /// What is wrong with the blocks.
    fn slips(&self) -> Vec<Diagnostic> {
        let moves = self.moves.iter().flatten().map(|block| self.misplaced(block));
        let losses = self.losses.iter().map(|loss| self.lost(loss));
        let others = [self.comments(), self.odd_spaces(), self.extra_marks(), self.depth_slips()];
        moves.chain(losses).chain(others.into_iter().flatten()).collect()
    }

    /// What is wrong with the depths of lines and with the marks that begin items.
    fn depth_slips(&self) -> Vec<Diagnostic> {
        let (mut groups, mut slips) = (self.groups(), Vec::new());
        for (entry, head) in &self.depths.heads {
            match head {
                Head::Marked => {
                    let below = self.entries[*entry].lines.start + 1;
                    let rest = groups.binary_search_by_key(&below, |(lines, _)| lines.start);
                    let rest = rest.ok().map(|index| groups.remove(index));
                    slips.push(self.lost_mark(*entry, rest.as_ref()));
                }
                Head::Spaced(gap) => slips.push(self.spaced(*entry, *gap)),
                Head::Unmarked => {}
            }
        }
        slips.extend(groups.into_iter().map(|group| self.shifted(group)));
        slips
    }

    /// A message about lines, from the text of the first to the end of the last.
    fn slip(&self, code: Code, lines: Range<usize>, message: String, remedy: String) -> Diagnostic {
        let (first, last) = (self.lines[lines.start], self.lines[lines.end - 1]);
        let place = first.start + first.lead()..last.start + last.text.trim_end().len();
        self.at(code, place, message, remedy)
    }

    fn at(&self, code: Code, place: Range<usize>, message: String, remedy: String) -> Diagnostic {
        let span = Span { source: self.source, start: place.start, end: place.end };
        Diagnostic::at(code, span, message, remedy)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::diag::SourceId;

    #[test]
    fn blocks_of_files_that_are_right_are_right() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let cases = fs::read_dir(root.join("tests/suite")).expect("cases").flatten();
        // In these a heading of the file is a column, and some rows begin with another heading than the rest.
        let is_odd = |case: &Path| case.ends_with("column-clash") || case.ends_with("no-category-no-number");
        let is_right = |case: &PathBuf| case.join("pages.txt").exists() && !is_odd(case);
        let cases = cases.map(|case| case.path()).filter(is_right);
        let data = fs::read_dir(root.join("data")).expect("data").flatten().map(|file| file.path());
        let data = data.filter(|file| {
            file.to_string_lossy().ends_with(".yaml") && !file.to_string_lossy().contains("template")
        });
        let files: Vec<PathBuf> = cases.map(|case| case.join("input.yaml")).chain(data).collect();
        let wrong = files.iter().filter_map(|file| {
            let text = fs::read_to_string(file).ok()?;
            let slips = Analysis::of(&text, SourceId(0)).slips();
            slips.first().map(|slip| format!("{}: {}", file.display(), slip.message))
        });
        let wrong: Vec<String> = wrong.collect();
        assert!(wrong.is_empty() && files.len() > 50, "{}", wrong.join("\n"));
    }
}
