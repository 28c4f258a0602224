//! The meeting cycle on the command line: extracts and reply forms for agencies.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/workbook.rs"]
mod workbook;

use std::collections::BTreeSet;

use common::{attribute, elements, pdf_texts};
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

/// The forms for all agencies, by their files' names.
fn ask(desk: &Desk, arguments: &[&str]) -> (i32, String) {
    desk.say(&[&["ask", "r9.yaml"], arguments].concat())
}

#[test]
fn every_agency_gets_a_form_and_the_secretariat_a_list() {
    let desk = Desk::with(&[("r9.yaml", REAL)]);
    let (code, said) = ask(&desk, &["--due", "6月30日（土）"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("注意: 回答期限「6月30日（土）」の曜日が違います"), "{said}");
    assert!(said.contains("r9_回答票_太陽の門.xlsx（取組 6 件）を作りました"), "{said}");
    assert!(
        said.contains("注意: 「箱根町子育て支援課及び健康福祉課」は、二つの機関かもしれません"),
        "{said}"
    );
    let files = names(&desk.path("照会"));
    assert_eq!(files.iter().filter(|name| name.starts_with("r9_回答票_")).count(), 17);
    let list = Workbook::new(&std::fs::read(desk.path("照会/r9_照会先一覧.xlsx")).expect("the list"));
    assert_eq!(list.sheets(), ["照会先一覧", "確かめる所"]);
    let row = list.texts(0, 6);
    assert_eq!(
        [&row[&0], &row[&1], &row[&2]],
        ["太陽の門", "1、12、16、17、20、23", "r9_回答票_太陽の門.xlsx"]
    );
}

#[test]
fn a_sheet_without_the_usual_column_says_how_another_is_chosen() {
    let desk = Desk::with(&[]);
    assert_eq!(desk.say(&["init", "r9.yaml", "--from", "協議会の一年"]).0, 0);
    let (code, said) = ask(&desk, &[]);
    assert_eq!(code, 1, "{said}");
    let remedy = "機関の名前を書いた欄を --column の後に書いてください。使えるのは 項目、内容、担当 です";
    assert!(said.contains(remedy), "{said}");
    assert_eq!(ask(&desk, &["--column", "担当"]).0, 0);
}

#[test]
fn a_form_that_is_there_is_never_overwritten() {
    let desk = Desk::with(&[("r9.yaml", REAL)]);
    assert_eq!(ask(&desk, &["--agency", "太陽の門"]).0, 0);
    let reply = desk.path("照会/r9_回答票_太陽の門.xlsx");
    std::fs::write(&reply, "a reply").expect("a file");
    let (code, said) = ask(&desk, &[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("r9_回答票_太陽の門.xlsx など 2 件 は既にあります"), "{said}");
    assert_eq!(std::fs::read(&reply).expect("a file"), b"a reply");
    assert_eq!(names(&desk.path("照会")).len(), 2);
    assert_eq!(ask(&desk, &["-o", "再照会"]).0, 0);
}

#[test]
fn of_a_form_only_the_yellow_cells_can_be_written_in() {
    let desk = Desk::with(&[("r9.yaml", REAL)]);
    assert_eq!(ask(&desk, &["--agency", "小田原医師会", "--due", "6月30日"]).0, 0);
    let xlsx = std::fs::read(desk.path("照会/r9_回答票_小田原医師会.xlsx")).expect("a form");
    let form = Workbook::new(&xlsx);
    assert_eq!(form.sheets(), ["回答票", "_shiryo3"]);
    let sheet = form.sheet(0);
    let protection = elements(&sheet, "sheetProtection").next().expect("protection");
    assert_eq!((attribute(protection, "sheet"), protection.attribute("password")), ("1", None));
    assert_eq!(elements(&sheet, "mergeCell").count(), 0);
    assert!(elements(&sheet, "row").all(|row| row.attribute("customHeight").is_none()));
    // Of the styles, those of yellow cells are unlocked, and no others.
    let styles = form.part("xl/styles.xml");
    let formats = elements(&styles, "cellXfs").next().expect("formats");
    let open: Vec<bool> = formats
        .children()
        .filter(|node| node.is_element())
        .map(|format| format.children().any(|it| it.attribute("locked") == Some("0")))
        .collect();
    let cells =
        elements(&sheet, "c").filter(|cell| open[attribute(*cell, "s").parse::<usize>().expect("a style")]);
    let rows: BTreeSet<u32> = cells.map(|cell| common::place(attribute(cell, "r")).0).collect();
    assert_eq!(rows.into_iter().collect::<Vec<_>>(), [2, 7, 8, 9, 10, 11, 12, 13]);
    assert_eq!(form.names()["取組_20"].1, ((10, 0), (10, 14)));
    assert_eq!(form.texts(0, 1)[&0], "照会先　小田原医師会　　　回答期限　6月30日");
    let lists: Vec<&str> = elements(&sheet, "formula1").filter_map(|node| node.text()).collect();
    assert!(lists.contains(&"\"変更なし,修正,削除\"") && lists.contains(&"\"新規\""), "{lists:?}");
}
