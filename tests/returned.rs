//! What agencies do to a workbook beside writing into its cells, and what is read of that.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

#[path = "common/replies.rs"]
mod replies;

use std::sync::LazyLock;

use common::{Built, STEM, build_right, source, xlsx_part};
use replies::{told, with_cell, with_cells, with_part};
use shiryo3::reply::{self, Now};
use shiryo3::{DEFAULT_TEMPLATE, read_template};

/// The worksheets of the sheet's workbook.
const PRINTED: &str = "xl/worksheets/sheet1.xml";

static BUILT: LazyLock<Built> = LazyLock::new(|| build_right(include_str!("returned/h29-odawara.yaml")));

/// What is told of the real sheet's workbook once it has been changed.
fn told_of(change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Vec<String> {
    let template = read_template(&source(DEFAULT_TEMPLATE)).expect("a template");
    let xlsx = change(BUILT.xlsx.clone());
    told(&reply::read("r9.xlsx", &xlsx, &Now::new(&BUILT.sheet, STEM, &template)).expect("a reply"))
}

/// What is told of it with other cells in the printed sheet.
fn told_of_cells(cells: &[(&str, &str)]) -> Vec<String> {
    told_of(|xlsx| with_cells(&xlsx, PRINTED, cells))
}

#[test]
fn signs_around_a_number_are_no_other_number() {
    let said = told_of_cells(&[("A10", "No.2"), ("A13", "③"), ("A17", "4."), ("A21", "５（確認中）")]);
    assert_eq!(said, ["言葉 5 : 番号: ５（確認中）"]);
    assert_eq!(told_of_cells(&[("A10", "2-1")]), ["2 番号: 2-1"]);
}

#[test]
fn a_lone_text_below_the_table_is_no_new_row() {
    let said = told_of_cells(&[("A92", "【当課の意見】"), ("C93", "福祉課　内線123")]);
    assert_eq!(said, ["言葉 - 93行目: 福祉課　内線123", "言葉 - A92: 【当課の意見】"]);
    let new = told_of_cells(&[("C93", "体験会"), ("D93", "体験会を開く")]);
    assert_eq!(new, ["新規  23の後: 体験会"]);
}

#[test]
fn a_row_below_the_heading_of_another_theme_is_told() {
    let heading = "(３)療育、短期入所、放課後デイなどの資源不足";
    let said = told_of_cells(&[("A20", heading)]);
    assert_eq!(said, ["言葉 5 課題: ", "言葉 6 課題: "].map(|line| line.to_owned() + heading));
}

#[test]
fn reports_and_meetings_that_stand_elsewhere_are_told() {
    let moved = |row: &str, name: &str| {
        format!("言葉 {row} 予定の欄: 「{name}」の場所か数が変わっています（Excel を見てください）")
    };
    assert_eq!(told_of_cells(&[("J12", " ")]), [moved("2", "進捗報告")]);
    assert_eq!(told_of_cells(&[("J12", " "), ("M12", "進捗報告")]), [moved("2", "進捗報告")]);
    assert_eq!(told_of_cells(&[("J7", " "), ("M7", "会議開催\n（９月頃）")]), [moved("1", "会議")]);
    // A bar that was edited leaves the reports where they were.
    assert_eq!(told_of_cells(&[("M11", "試行")]), ["2 帯: 方法検討: 4月〜9月、試行: 10月〜3月"]);
}

#[test]
fn colours_in_the_schedule_are_told() {
    let sheet = xlsx_part(&BUILT.xlsx, PRINTED);
    let (_, black) = sheet.split_once("<c r=\"M11\" s=\"").expect("a bar");
    let black = black.split_once('"').expect("an end").0;
    let painted = |name: &str, cell: &str| {
        let sheet = with_cell(sheet.clone(), name, |_| cell.replace("black", black).replace("name", name));
        told_of(|xlsx| with_part(&xlsx, PRINTED, sheet.as_bytes()))
    };
    let recoloured = painted("G11", "<c r=\"name\" s=\"black\" t=\"inlineStr\"><is><t>方法検討</t></is></c>");
    assert_eq!(
        recoloured,
        ["言葉 2 予定の欄: 「方法検討」の色や下線などが変わっています（Excel を見てください）"]
    );
    let said = painted("H10", "<c r=\"name\" s=\"black\"/>");
    assert_eq!(said, ["言葉 2 予定の欄: 帯でない所（5月）に色が塗られています（Excel を見てください）"]);
}

#[test]
fn a_workbook_older_than_excel_97_is_to_be_saved_anew() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returned/v14a_lo.xls");
    let mut bytes = std::fs::read(path).expect("a file");
    let begin = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06];
    let at = bytes.windows(6).position(|window| window == begin).expect("a beginning");
    bytes[at + 5] = 5;
    let template = read_template(&source(DEFAULT_TEMPLATE)).expect("a template");
    let mistake =
        reply::read("r.xls", &bytes, &Now::new(&BUILT.sheet, STEM, &template)).expect_err("a mistake");
    assert_eq!(mistake.message, "r.xls: Excel 95 までの古い形のファイルなので読めません");
}
