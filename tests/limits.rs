//! More of anything than a file may hold ends in one clear message that names the limit.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use common::{build, explain};
use shiryo3::{DEFAULT_TEMPLATE, load};

const DATA: &str = include_str!("suite/one-row/input.yaml");

/// Checks that a data file and a template give one short message that holds `part`.
fn refused(data: &str, template: &str, part: &str) {
    let Err(mistakes) = build(data, template) else { panic!("{part} is not refused") };
    let messages = explain(&mistakes, data, template);
    assert!(mistakes.len() == 1 && messages.contains(part), "{part} in {messages}");
    assert!(messages.len() < 5000, "{part}: {} bytes", messages.len());
}

/// The data with its bars repeated.
fn with_bars(count: usize) -> String {
    let bar = "          - 方法検討: 4月〜9月\n";
    DATA.replace(bar, &bar.repeat(count))
}

#[test]
fn too_large_a_file_is_refused() {
    let mistake = load::text(&vec![b'a'; load::MAX_BYTES + 1]).expect_err("too large");
    assert!(mistake.message.contains("16 MB"), "{}", mistake.message);
}

#[test]
fn too_many_values_are_refused() {
    let limit = "500000 個まで";
    refused(&format!("課題: [{}]", "a,".repeat(600_000)), DEFAULT_TEMPLATE, limit);
    refused(&format!("課題:\n{}", "- a\n".repeat(600_000)), DEFAULT_TEMPLATE, limit);
    refused(&"# a\n".repeat(600_000), DEFAULT_TEMPLATE, limit);
    let lines = format!("  - \"{}\"\n", "a\\n".repeat(1_000));
    refused(&format!("課題:\n{}", lines.repeat(600)), DEFAULT_TEMPLATE, limit);
}

#[test]
fn too_deep_nesting_is_refused() {
    let steps: String = (0..100).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    refused(&steps, DEFAULT_TEMPLATE, "32 段まで");
    refused(&format!("課題: {}", "[".repeat(100_000)), DEFAULT_TEMPLATE, "32 段まで");
}

#[test]
fn too_long_texts_and_keys_are_refused() {
    let long = "あ".repeat(100_000);
    refused(&format!("表題: {long}\n"), DEFAULT_TEMPLATE, "16000 字まで");
    refused(&format!("{long}: 表題\n"), DEFAULT_TEMPLATE, "16000 字まで");
}

#[test]
fn a_slip_that_swallows_a_long_file_is_still_a_slip() {
    refused(
        &format!("表題: \"令和\n{}", "内容: |-\n  あ\n".repeat(10_000)),
        DEFAULT_TEMPLATE,
        "引用符「\"」",
    );
}

#[test]
fn more_rows_bars_and_columns_than_anyone_needs_are_refused() {
    let rows: String = (1..=10_001)
        .map(|number| format!("      - {{番号: {number}, 項目: あ, 内容: い, 予定: []}}\n"))
        .collect();
    let head = DATA.split_once("      - 番号").expect("a row").0;
    refused(&[head, &rows].concat(), DEFAULT_TEMPLATE, "取組が多すぎます（10000 個まで");
    refused(&with_bars(41), DEFAULT_TEMPLATE, "帯が多すぎます（40 個まで");
    let meetings = DATA.replace("会議:\n", &format!("会議:\n{}", "  - {月: 9月, 表示: 会議}\n".repeat(240)));
    refused(&meetings, DEFAULT_TEMPLATE, "会議が多すぎます（240 個まで");
    let points = DATA.replace("[進捗状況の共有]", &format!("[{}]", "あ, ".repeat(101)));
    refused(&points, DEFAULT_TEMPLATE, "検討事項が多すぎます（100 個まで");
    let breaks: String = (1..=1_001)
        .map(|number| format!("      - {{番号: {number}, 改ページ: 前, 項目: あ, 内容: い, 予定: []}}\n"))
        .collect();
    refused(&[head, &breaks].concat(), DEFAULT_TEMPLATE, "1001 ページになります（1000 ページまで");
    let columns: String =
        (0..100).map(|name| format!("  - {{名前: 欄{name}, 見出し: あ, 幅: 1, 揃え: 左}}\n")).collect();
    refused(
        DATA,
        &DEFAULT_TEMPLATE.replace("欄:\n", &["欄:\n", &columns].concat()),
        "欄が多すぎます（100 個まで",
    );
}

#[test]
fn the_numbers_of_as_many_rows_as_a_sheet_may_have_fit_their_column() {
    let row = |number| format!("      - {{番号: {number}, 項目: あ, 内容: い, 予定: []}}\n");
    let head = DATA.split_once("      - 番号").expect("a row").0;
    let template = shiryo3::read_template(&common::source(DEFAULT_TEMPLATE)).expect("a template");
    let width = |numbers: std::ops::RangeInclusive<u32>| {
        let data = [head, &numbers.map(row).collect::<String>()].concat();
        let sheet = shiryo3::read_sheet(&common::source(&data), &template).expect("a sheet");
        let columns = shiryo3::table::handout(&sheet.into(), &template).columns;
        (columns[0].width.0, columns.iter().map(|column| column.width.0).sum::<f64>())
    };
    let (usual, whole) = width(1..=23);
    let (wide, same) = width(1..=10_000);
    assert!(usual == 2.0 && wide == 2.5 && (whole - same).abs() < 1e-9, "{usual} {wide} {whole} {same}");
    assert_eq!(width(99_999..=100_020), (usual, whole));
}

#[test]
fn the_column_of_a_place_far_along_a_line_is_right() {
    let data = format!("{{ 表題: {}, 年度: {}x }}", "あ".repeat(15_000), "い".repeat(15_000));
    let Err(mistakes) = build(&data, DEFAULT_TEMPLATE) else { panic!("it is refused") };
    let messages = explain(&mistakes, &data, DEFAULT_TEMPLATE);
    assert!(messages.contains("input.yaml:1:15013\n"), "{messages}");
    assert!(messages.len() < 20_000, "{messages}");
}
