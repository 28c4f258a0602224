//! A copy of a file in which its blocks stand where they belong, to be read on.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::analysis::Analysis;
use super::place::To;
use crate::diag::{Diagnostic, Span};
use crate::japanese::words;

/// A copy, and where its lines come from.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// Its text.
    pub text: String,
    lines: Vec<Origin>,
}

/// Where a line of a copy comes from.
#[derive(Debug)]
struct Origin {
    /// Where it begins in the copy.
    start: usize,
    /// How many bytes its indentation and list mark take where these are new.
    lead: usize,
    /// The text behind these in the file, in bytes.
    text: Range<usize>,
}

impl Copy {
    /// A message about the copy as one about the file.
    pub(super) fn original(&self, mistake: Diagnostic) -> Diagnostic {
        let span = mistake.span.map(|span| {
            let start = self.place(span.start);
            Span { start, end: self.place(span.end).max(start), ..span }
        });
        Diagnostic { span, ..mistake }
    }

    /// The place in the file of one in the copy.
    fn place(&self, at: usize) -> usize {
        let index = self.lines.partition_point(|line| line.start <= at).saturating_sub(1);
        self.lines.get(index).map_or(at, |line| {
            let text = line.text.start + at.saturating_sub(line.start + line.lead);
            text.min(line.text.end)
        })
    }

    fn push(&mut self, lead: &str, text: &str, end: &str, place: usize) {
        let origin = Origin { start: self.text.len(), lead: lead.len(), text: place..place + text.len() };
        self.lines.push(origin);
        self.text.extend([lead, text, end]);
    }
}

/// The copy of a text in which everything is put right that its analysis finds.
pub(super) fn copy(text: &str, analysis: &Analysis) -> Copy {
    let ends = text.split_inclusive('\n').zip(&analysis.lines).map(|(whole, line)| &whole[line.text.len()..]);
    let ends: Vec<&str> = ends.map(|end| if end.is_empty() { "\n" } else { end }).collect();
    let (mut lost, mut copy) = (lost(analysis), Copy::default());
    for at in order(analysis) {
        let line = analysis.lines[at];
        for lost in lost.remove(&at).into_iter().flatten() {
            copy.push(&lost, "", ends[at], line.start);
        }
        match analysis.mended(at) {
            _ if analysis.cuts_text(at) => {}
            Some((lead, text)) => copy.push(&lead, text, ends[at], line.start + line.text.len() - text.len()),
            None => copy.push("", line.text, ends[at], line.start),
        }
    }
    copy
}

/// The lines in the order in which they belong.
fn order(analysis: &Analysis) -> Vec<usize> {
    let (mut moved, mut arriving) = (BTreeSet::new(), BTreeMap::<usize, Vec<Range<usize>>>::new());
    for block in analysis.moves.iter().flatten() {
        let lines = analysis.lines_of(&block.entries);
        let to = match block.to {
            To::Behind(entry) => analysis.entries[entry].lines.end,
            To::Before(entry) => analysis.entries[entry].lines.start,
        };
        moved.extend(lines.clone());
        arriving.entry(to).or_default().push(lines);
    }
    let order = (0..=analysis.lines.len()).flat_map(|at| {
        let arriving = arriving.remove(&at).into_iter().flatten().flatten();
        arriving.chain((at < analysis.lines.len() && !moved.contains(&at)).then_some(at)).collect::<Vec<_>>()
    });
    order.collect()
}

/// Lines that were lost, by the line before which they stood, with values that can be read.
fn lost(analysis: &Analysis) -> BTreeMap<usize, Vec<String>> {
    let mut lost = BTreeMap::<usize, Vec<String>>::new();
    for (index, loss) in analysis.losses.iter().enumerate() {
        let value = |key: &str| match key {
            // No 取組 has such a number.
            words::NUMBER => format!(" {}", u32::MAX - index as u32),
            words::MONTH => " 4月".to_owned(),
            words::MEETINGS | words::THEMES | words::INITIATIVES | words::SCHEDULE => String::new(),
            _ => " …".to_owned(),
        };
        let at = analysis.lines_of(&loss.entries).start;
        lost.entry(at).or_default().extend(analysis.lost_lines(loss, value));
    }
    lost
}
