//! How the workbook looks: what stands where on screen, and what becomes of a cell that is filled in.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/workbook.rs"]
mod workbook;

use common::{attribute, build, build_right, elements};
use shiryo3::DEFAULT_TEMPLATE;
use workbook::{BUILT, Workbook, children};

const ONE_ROW: &str = include_str!("suite/one-row/input.yaml");

#[test]
fn what_stands_still_on_screen_leaves_room_for_the_rest() {
    let with = |changes: &[(&str, &str)]| {
        let template =
            changes.iter().fold(DEFAULT_TEMPLATE.to_owned(), |text, (from, to)| text.replace(from, to));
        let built = build(ONE_ROW, &template).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let workbook = Workbook::new(&built.xlsx);
        let sheet = workbook.sheet(0);
        let pane = elements(&sheet, "pane").next();
        pane.map(|pane| (attribute(pane, "xSplit").to_owned(), attribute(pane, "ySplit").to_owned()))
    };
    let split = |columns: &str, rows: &str| Some((columns.to_owned(), rows.to_owned()));
    assert_eq!(with(&[]), split("3", "4"), "up to 項目");
    assert_eq!(with(&[("幅: 19.5", "幅: 54.2"), ("幅: 44.7", "幅: 10")]), split("2", "4"), "too wide a 項目");
    assert_eq!(with(&[("資料番号: 12pt", "資料番号: 150pt")]), split("3", ""), "too high heads");
}

#[test]
fn rows_of_lists_may_grow_with_their_texts_and_closing_asks_for_nothing() {
    for (name, built) in &*BUILT {
        let workbook = Workbook::new(&built.xlsx);
        let is_fixed = |index: usize| {
            let sheet = workbook.sheet(index);
            let rows: Vec<bool> =
                elements(&sheet, "row").map(|row| attribute(row, "customHeight") == "1").collect();
            rows
        };
        assert!(is_fixed(0).iter().all(|fixed| *fixed), "{name}");
        assert!([1, 2].into_iter().flat_map(is_fixed).all(|fixed| !fixed), "{name}");
        assert_eq!(elements(&workbook.part("xl/workbook.xml"), "calcPr").count(), 0, "{name}");
    }
}

/// Where a cell's lines stand from top to bottom.
fn vertical(workbook: &Workbook, name: &str) -> String {
    let (sheet, styles) = (workbook.sheet(0), workbook.part("xl/styles.xml"));
    let cell = elements(&sheet, "c").find(|cell| attribute(*cell, "r") == name).expect(name);
    let format = children(&styles, "cellXfs")[attribute(cell, "s").parse::<usize>().expect("a format")];
    let alignment = format.children().find(|node| node.has_tag_name("alignment")).expect("an alignment");
    attribute(alignment, "vertical").to_owned()
}

#[test]
fn a_text_that_has_no_room_for_another_line_is_cut_at_its_end_only() {
    let lines = |count: usize| format!("内容: \"{}\"", vec!["あ"; count].join("\\n"));
    let built = |count| build_right(&ONE_ROW.replace("内容: 職員に向けて研修会を開く", &lines(count)));
    // A row of one bar and a report has room for three lines of 7.5 pt.
    for (count, of_details) in [(2, "center"), (3, "top")] {
        let workbook = Workbook::new(&built(count).xlsx);
        let shown = ["C6", "D6", "S6"].map(|cell| vertical(&workbook, cell));
        assert_eq!(shown, ["center", of_details, "top"], "{count} lines");
    }
}
