//! How the workbook looks: what stands still on screen, what becomes of a cell that is filled in, and
//! the lines between cells.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/workbook.rs"]
mod workbook;

use std::collections::BTreeMap;

use common::{attribute, build, elements, place};
use roxmltree::Node;
use shiryo3::DEFAULT_TEMPLATE;
use workbook::{BUILT, Block, Workbook, block, children, filled_in, overlap};

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
    for (name, built) in filled_in() {
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
    let template = DEFAULT_TEMPLATE.replace("ページに合わせる", "内容に合わせる");
    let data = |count| ONE_ROW.replace("内容: 職員に向けて研修会を開く", &lines(count));
    let built = |count| build(&data(count), &template).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    // A row of one bar and a report has room for three lines of 7.5 pt.
    for (count, of_details) in [(2, "center"), (3, "top")] {
        let workbook = Workbook::new(&built(count).xlsx);
        let shown = ["C6", "D6", "S6"].map(|cell| vertical(&workbook, cell));
        assert_eq!(shown, ["center", of_details, "top"], "{count} lines");
    }
}

/// The printed sheet's cells below the heads, each with the lines at its left and right: kind and colour.
fn sides(workbook: &Workbook) -> BTreeMap<(u32, u32), [String; 2]> {
    let (sheet, styles) = (workbook.sheet(0), workbook.part("xl/styles.xml"));
    let borders = children(&styles, "borders");
    let formats = children(&styles, "cellXfs");
    let line = |border: Node, side: &str| {
        let side = border.children().find(|node| node.has_tag_name(side)).expect("a side");
        let color = side.children().find(|node| node.has_tag_name("color"));
        format!("{} {}", attribute(side, "style"), color.map_or("", |color| attribute(color, "rgb")))
    };
    let lines = elements(&sheet, "c").map(|cell| {
        let format = formats[attribute(cell, "s").parse::<usize>().expect("a format")];
        let border = borders[attribute(format, "borderId").parse::<usize>().expect("a border")];
        (place(attribute(cell, "r")), ["left", "right"].map(|side| line(border, side)))
    });
    lines.filter(|((row, _), _)| *row >= 4).collect()
}

#[test]
fn cells_that_share_a_line_agree_on_it() {
    for (name, built) in &*BUILT {
        let workbook = Workbook::new(&built.xlsx);
        let (sheet, cells) = (workbook.sheet(0), sides(&workbook));
        let merges: Vec<Block> =
            elements(&sheet, "mergeCell").map(|node| block(attribute(node, "ref"))).collect();
        for (&(row, column), [_, right]) in &cells {
            let both = ((row, column), (row, column + 1));
            let is_inside =
                |merge: &Block| overlap(*merge, (both.0, both.0)) && overlap(*merge, (both.1, both.1));
            let Some([left, _]) = cells.get(&both.1) else { continue };
            if !merges.iter().any(is_inside) {
                assert_eq!(right, left, "{name}: row {} column {}", row + 1, column + 1);
            }
        }
    }
}

#[test]
fn neighbouring_bars_and_quarters_keep_their_lines() {
    let style = |name: &str, fill: &str, outline: &str| {
        format!("  {name}:\n    地色: '#{fill}'\n    枠色: '#{outline}'\n    文字色: '#000000'\n")
    };
    let bars = [
        style("赤", "FFFFFF", "FF0000"),
        style("薄", "FFFFFF", "AACCEE"),
        style("白枠", "DDEEFF", "FFFFFF"),
        style("濃", "0C2340", "0C2340"),
    ];
    let (before, other) = DEFAULT_TEMPLATE.split_once("帯:\n  順次実施").expect("the bars");
    let (_, other) = other.split_once("  その他:").expect("the other bars");
    let template = format!("{before}帯:\n{}  その他:{other}", bars.concat());
    let lines = |schedule: &[(&str, &str)]| {
        let (start, _) = ONE_ROW.split_once("          - 方法検討").expect("a schedule");
        let bars = schedule.iter().map(|(kind, months)| format!("          - {kind}: {months}\n"));
        let data = start.to_owned() + &bars.collect::<String>();
        let built = build(&data, &template).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let lines = sides(&Workbook::new(&built.xlsx));
        // Row 7 has the bars, and columns G to R the months: what stands right of each but the last.
        (6..17).map(|month| lines[&(6, month)][1].replace("thin FF", "")).collect::<Vec<String>>()
    };
    let quarter = "7A828E";
    let at = |line: &str, months: &[usize], lines: Vec<String>| {
        months
            .iter()
            .for_each(|month| assert_eq!(lines[*month - 1], line, "after {month} months: {lines:?}"));
    };
    at("FF0000", &[5], lines(&[("薄", "4月〜8月"), ("赤", "9月〜3月")]));
    at("FF0000", &[5], lines(&[("赤", "4月〜8月"), ("薄", "9月〜3月")]));
    at(quarter, &[3, 6, 9], lines(&[("白枠", "4月〜6月"), ("白枠", "7月〜9月"), ("赤", "2月〜3月")]));
    at("FF0000", &[3, 6], lines(&[("濃", "4月〜6月"), ("赤", "7月〜9月"), ("濃", "10月〜3月")]));
    at("FFFFFF", &[8], lines(&[("濃", "4月〜6月"), ("濃", "7月〜11月"), ("濃", "12月〜3月")]));
    at(quarter, &[3], lines(&[("濃", "4月〜6月"), ("薄", "12月〜3月")]));
}

#[test]
fn rows_are_high_enough_to_click_on() {
    let (_, built) = BUILT.iter().find(|(name, _)| name == "h29-odawara").expect("the real sheet");
    let workbook = Workbook::new(&built.xlsx);
    let height = |row: Node| attribute(row, "ht").parse::<f64>().expect("a height");
    assert!(elements(&workbook.sheet(0), "row").all(|row| height(row) >= 6.0));
}
