//! The meeting cycle on the command line: extracts for agencies.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/workbook.rs"]
mod workbook;

use common::pdf_texts;
use desk::{Desk, names};
use workbook::Workbook;

const REAL: &str = include_str!("../data/h29-odawara.yaml");

/// The names of the blocks on the printed sheet, one for each row.
fn blocks(xlsx: &[u8]) -> Vec<String> {
    Workbook::new(xlsx).names().into_keys().filter(|name| name.starts_with("取組_")).collect()
}

#[test]
fn an_extract_has_the_rows_of_an_agency_in_both_outputs() {
    let desk = Desk::with(&[("r9.yaml", REAL)]);
    let (code, said) = desk.say(&["extract", "r9.yaml", "--agency", "小田原市立病院"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(names(&desk.path("out")), ["r9_抜粋_小田原市立病院.pdf", "r9_抜粋_小田原市立病院.xlsx"]);
    let read = |ending: &str| {
        let file = desk.path("out").join(format!("r9_抜粋_小田原市立病院.{ending}"));
        std::fs::read(file).expect("an output")
    };
    assert_eq!(blocks(&read("xlsx")), ["取組_19", "取組_20", "取組_3"]);
    let pages = pdf_texts(&read("pdf"));
    let text = pages.concat().concat();
    assert_eq!(pages.len(), 1);
    assert!(text.contains("（案）【抜粋：小田原市立病院】"), "{text}");
    assert!(text.contains("(５)福祉現場") && !text.contains("(２)自治体"), "{text}");
}

#[test]
fn a_name_that_is_a_part_of_others_is_asked_about() {
    let desk = Desk::with(&[("r9.yaml", REAL)]);
    let (code, said) = desk.say(&["extract", "r9.yaml", "--agency", "小田原市", "太陽の園"]);
    assert_eq!(code, 1, "{said}");
    for part in [
        "「小田原市」を含むのは 小田原市健康づくり課、小田原市立病院、",
        "「太陽の門」の書き誤りではありませんか",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(names(&desk.path("out")), [] as [String; 0]);
}

#[test]
fn groups_other_columns_and_other_spellings_can_be_extracted() {
    let list = "機関:\n  - 名前: 小田原市\n    別名: [小田原市健康づくり課, 小田原市障がい福祉課]\n課題:\n";
    let desk = Desk::with(&[("r9.yaml", &REAL.replace("課題:\n", list))]);
    let run = |arguments: &[&str]| {
        let arguments = [&["extract", "r9.yaml", "-o", "抜粋", "--format", "xlsx"], arguments].concat();
        let (code, said) = desk.say(&arguments);
        assert_eq!(code, 0, "{said}");
    };
    run(&["--agency", "小田原市", "太陽の門、ほうあんふじ"]);
    run(&["--agency", "小田原児童相談所", "--column", "提案機関", "協力機関"]);
    let extract = |name: &str| {
        let xlsx = std::fs::read(desk.path("抜粋").join(format!("r9_抜粋_{name}.xlsx")));
        blocks(&xlsx.expect("an extract")).join(" ")
    };
    assert_eq!(extract("小田原市"), "取組_1 取組_10 取組_20 取組_3");
    assert_eq!(
        extract("太陽の門ほか1機関"),
        "取組_1 取組_11 取組_12 取組_15 取組_16 取組_17 取組_20 取組_23 取組_7"
    );
    assert_eq!(extract("小田原児童相談所"), "取組_12 取組_16 取組_2");
}
