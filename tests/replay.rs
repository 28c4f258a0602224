//! The mended lines that messages show, put into the file as a clerk would: none leads to another mistake.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

#[path = "common/cases.rs"]
mod cases;
mod common;

use std::ops::RangeInclusive;

use cases::{Case, folders, read};
use common::{build, explain, name};
use shiryo3::diag::{Diagnostic, Severity, SourceId};

/// What a message shows to be put in the place of some lines, counted from 1.
#[derive(Debug)]
struct Proposal {
    lines: RangeInclusive<usize>,
    mended: Vec<String>,
}

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

/// The alternatives that a remedy shows.
fn proposals(case: &Case, mistake: &Diagnostic) -> Vec<Proposal> {
    let line = line_of(case, mistake);
    let Some((advice, mended)) = mistake.remedy.split_once('\n') else {
        let shown = quoted(&mistake.remedy);
        if shown.is_empty() && mistake.remedy.contains("この行を消してください") {
            return vec![Proposal { lines: line..=line, mended: Vec::new() }];
        }
        let is_whole = mistake.remedy.contains("行の頭");
        let lead = text_of(case, mistake)
            .lines()
            .nth(line - 1)
            .map_or(String::new(), |line| line.chars().take_while(|c| *c == ' ').collect());
        let in_place = |shown: String| match is_whole || shown.starts_with(' ') {
            true => shown,
            false => lead.clone() + &shown,
        };
        return shown
            .into_iter()
            .map(|shown| Proposal { lines: line..=line, mended: vec![in_place(shown)] })
            .collect();
    };
    let place = advice.rsplit_once(" 行目を、次の ").expect("the lines").0;
    let digits = |c: char| !c.is_ascii_digit() && c != '〜';
    let numbers: Vec<usize> = place
        .rsplit(digits)
        .next()
        .unwrap_or_default()
        .split('〜')
        .map(|number| number.parse().expect("a number"))
        .collect();
    vec![Proposal {
        lines: numbers[0]..=numbers[numbers.len() - 1],
        mended: mended.lines().map(str::to_owned).collect(),
    }]
}

/// The mended lines in a remedy: those in brackets behind a colon.
fn quoted(remedy: &str) -> Vec<String> {
    let starts = remedy.match_indices(": 「").map(|(at, sign)| at + sign.len());
    let mut end = 0;
    let mut shown = Vec::new();
    for start in starts {
        if start < end {
            continue;
        }
        let mut depth = 1;
        let close = remedy[start..].char_indices().find(|(_, c)| {
            depth += match c {
                '「' => 1,
                '」' => -1,
                _ => 0,
            };
            depth == 0
        });
        end = start + close.expect("a closing bracket").0;
        shown.push(remedy[start..end].to_owned());
    }
    shown
}

/// The case with a proposal followed.
fn follow(case: &Case, mistake: &Diagnostic, proposal: &Proposal) -> Case {
    let text = text_of(case, mistake);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.splice(proposal.lines.start() - 1..*proposal.lines.end(), proposal.mended.iter().cloned());
    let mended = lines.join("\n") + "\n";
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
                let new = *proposal.lines.start()..=proposal.lines.start() + proposal.mended.len().max(1) - 1;
                // Who insists on a stray sign may be asked whether it is meant.
                let counts = |it: &Diagnostic| nth == 0 || it.severity == Severity::Error;
                let is_own = |it: &&Diagnostic| {
                    let known = found.iter().any(|old| old.message == it.message && old != &mistake);
                    counts(it) && new.contains(&line_of(&mended, it)) && !known
                };
                if !proposal.mended.is_empty() && left.iter().find(is_own).is_some() {
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
