//! The mended lines that messages show, put into the file as a clerk would: none leads to another mistake.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

#[path = "common/cases.rs"]
mod cases;
mod common;

use cases::{Case, folders, read};
use common::{build, build_in, explain, name};
use shiryo3::diag::{Code, Diagnostic, Mend, Severity, SourceId, mends};

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

/// A paper that is narrower than most, and the narrowest.
const PAPERS: [&str; 2] = ["A4横", "A5縦"];

/// On these papers no type that the template allows leaves room for the columns of these cases.
const TOO_SMALL: [&str; 3] = ["band-repeats A5縦", "tall-callout A5縦", "tall-portrait A5縦"];

#[test]
fn columns_fit_another_paper_once_they_are_as_narrow_as_told() {
    let (mut hopeless, mut wrong) = (Vec::new(), Vec::new());
    for folder in common::cases().iter().filter(|folder| folder.join("pages.txt").exists()) {
        let (data, template) = (common::data_of(folder), common::template_of(folder));
        let paper = template.lines().find(|line| line.starts_with("用紙: ")).expect("the paper");
        for wanted in PAPERS {
            let mut template = template.replace(paper, &format!("用紙: {wanted}"));
            let Err(found) = build_in(folder, &data, &template) else { continue };
            let is_wide = |it: &&Diagnostic| it.message.contains("欄の幅の合計が用紙の幅を");
            let Some(wide) = found.iter().find(is_wide) else { continue };
            let case = format!("{} {wanted}", name(folder));
            let Some((range, new)) = mends(wide, &template).pop() else {
                hopeless.push(case);
                continue;
            };
            template.replace_range(range, &new);
            // How many pages there are is another matter.
            let left = build_in(folder, &data, &template).err().unwrap_or_default();
            if left.iter().any(|it| it.code != Code::Pages) {
                wrong.push(format!("{case}: {}\n{}", wide.remedy, explain(&left, &data, &template)));
            }
        }
    }
    assert_eq!(hopeless, TOO_SMALL);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
