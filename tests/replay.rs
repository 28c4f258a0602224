//! The mended lines that messages show, put into the file as a clerk would: none leads to another mistake.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

#[path = "common/cases.rs"]
mod cases;
mod common;

use cases::{Case, folders, read};
use common::{build, explain, name};
use shiryo3::diag::{Diagnostic, Mend, Severity, SourceId, mends};

/// Cases in which a mended line shows a mistake that was there before, and why.
const ALLOWED: [(&str, &str); 2] = [
    ("blank-wide-only", "the file holds nothing else, so that all its headings are missing"),
    ("mark-missing-first-meeting-moved", "the other lines of the item are told to move in words"),
];

/// How often a clerk tries again.
const ROUNDS: usize = 12;

fn text_of<'a>(case: &'a Case, mistake: &Diagnostic) -> &'a str {
    let is_data = mistake.span.is_none_or(|span| span.source == SourceId(0));
    if is_data { &case.data } else { &case.template }
}

fn line_of(case: &Case, mistake: &Diagnostic) -> usize {
    mistake.span.map_or(0, |span| text_of(case, mistake)[..span.start].matches('\n').count() + 1)
}

/// The line, counted from 1, in which a proposal begins.
fn mended_line(case: &Case, mistake: &Diagnostic, (range, _): &Mend) -> usize {
    text_of(case, mistake)[..range.start].matches('\n').count() + 1
}

/// The alternatives that a remedy shows.
fn proposals(case: &Case, mistake: &Diagnostic) -> Vec<Mend> {
    mends(mistake, text_of(case, mistake))
}

/// The case with a proposal followed.
fn follow(case: &Case, mistake: &Diagnostic, (range, new): &Mend) -> Case {
    let text = text_of(case, mistake);
    let mut mended = text.to_owned();
    mended.replace_range(range.clone(), new);
    let is_data = std::ptr::eq(text, case.data.as_str());
    let (data, template) =
        if is_data { (mended, case.template.clone()) } else { (case.data.clone(), mended) };
    Case { data, template, places: String::new() }
}

fn said(case: &Case) -> Vec<Diagnostic> {
    build(&case.data, &case.template).map_or_else(|mistakes| mistakes, |built| built.warnings)
}

#[test]
fn mended_lines_lead_to_no_other_mistake() {
    let mut wrong = Vec::new();
    for folder in folders().iter().filter(|folder| !ALLOWED.iter().any(|(it, _)| *it == name(folder))) {
        let mut case = read(folder, "broken");
        let first = said(&case);
        let mut found = first.clone();
        for _ in 0..ROUNDS {
            let with = found.iter().find(|it| !proposals(&case, it).is_empty()).cloned();
            let Some(mistake) = with else { break };
            let proposals = proposals(&case, &mistake);
            for (nth, proposal) in proposals.iter().enumerate() {
                let mended = follow(&case, &mistake, proposal);
                let left = said(&mended);
                let first = mended_line(&case, &mistake, proposal);
                let new = first..=first + proposal.1.matches('\n').count();
                // Who insists on a stray sign may be asked whether it is meant.
                let counts = |it: &Diagnostic| nth == 0 || it.severity == Severity::Error;
                let is_own = |it: &&Diagnostic| {
                    let known = found.iter().any(|old| old.message == it.message && old != &mistake);
                    counts(it) && new.contains(&line_of(&mended, it)) && !known
                };
                if !proposal.1.is_empty() && left.iter().find(is_own).is_some() {
                    let left = explain(&left, &mended.data, &mended.template);
                    wrong.push(format!("{}: {proposal:?} leads to\n{left}", name(folder)));
                }
            }
            case = follow(&case, &mistake, &proposals[0]);
            found = said(&case);
        }
        let is_new = |it: &&Diagnostic| !first.iter().any(|old| old.message == it.message);
        if let Some(new) = found.iter().find(is_new) {
            wrong.push(format!(
                "{}: in the end\n{}",
                name(folder),
                explain(std::slice::from_ref(new), &case.data, &case.template)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
