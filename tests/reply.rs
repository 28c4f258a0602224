//! Workbooks that came back: what is read of them.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use common::{STEM, build_right};
use shiryo3::reply;

const ONE_ROW: &str = include_str!("suite/one-row/input.yaml");

#[test]
fn a_workbook_of_ours_says_what_it_was_made_from() {
    let built = build_right(ONE_ROW);
    let base = reply::base("r9.xlsx", &built.xlsx).expect("a workbook").expect("a base");
    assert_eq!((base.stem.as_str(), base.period), (STEM, built.sheet.period));
    assert_eq!(base.sheet().expect("a sheet").fingerprint(), built.sheet.fingerprint());
}
