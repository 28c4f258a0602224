//! The fuzz targets' steps on the seeds, and on all golden cases: see `tests/fuzz/README.md`.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "fuzz/steps.rs"]
mod steps;

use std::path::Path;

use common::{cases, data_of, template_of};

#[test]
fn seeds_break_nothing() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    let mut count = 0;
    for seed in seeds.read_dir().expect("the seeds") {
        let bytes = std::fs::read(seed.expect("a seed").path()).expect("a seed");
        steps::read(&bytes);
        steps::make(&bytes);
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn golden_cases_break_nothing_when_cut_short() {
    for case in cases() {
        let input = format!("{}{}{}", data_of(&case), steps::SEAM, template_of(&case));
        for part in 1..8 {
            steps::read(&input.as_bytes()[..input.len() * part / 8]);
        }
    }
}

#[test]
fn replies_break_nothing_when_cut_short() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/replies");
    let mut count = 0;
    for seed in seeds.read_dir().expect("the seeds") {
        let bytes = std::fs::read(seed.expect("a seed").path()).expect("a seed");
        for part in 1..=8 {
            steps::reply(&bytes[..bytes.len() * part / 8]);
        }
        count += 1;
    }
    assert!(count > 0);
}
