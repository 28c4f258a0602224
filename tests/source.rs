//! The real sheet against the sheet that it was read from.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::collections::BTreeMap;

use common::{Built, build, build_right, texts};
use shiryo3::font::Fonts;
use shiryo3::measure::{Memory, Row, measure};
use shiryo3::model::TimeSpan;
use shiryo3::page::{Artifact, Page, Role};
use shiryo3::table::{RowAt, SchedulePart};

const DATA: &str = include_str!("../data/h29-odawara.yaml");

/// Every wrapped line of the source: number of the 取組, column, number of the line, text.
const LINES: &str = include_str!("suite/h29-odawara/cell-lines.tsv");

const COLUMNS: [&str; 8] = ["番号", "課題区分", "項目", "内容", "提案機関", "協力機関", "予定", "備考"];

/// The lines of each cell: by 取組 and column.
type Cells = BTreeMap<(u32, String), Vec<String>>;

fn source_cells() -> (Cells, usize) {
    let mut cells = Cells::new();
    let lines: Vec<&str> = LINES.lines().filter(|line| !line.starts_with('#')).collect();
    for line in &lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let key = (fields[0].parse().expect("a number"), fields[1].to_owned());
        cells.entry(key).or_default().push(fields[3].to_owned());
    }
    (cells, lines.len())
}

/// The number of a row.
fn number(built: &Built, row: RowAt) -> u32 {
    built.table.row(row).number.whole().expect("a whole number")
}

fn page_cells(built: &Built) -> Cells {
    let mut cells = Cells::new();
    for item in built.pages.iter().flat_map(|page| &page.items) {
        if let (Role::Cell { row, column, .. }, shiryo3::page::Draw::Text(run)) = (item.role, &item.draw) {
            cells.entry((number(built, row), COLUMNS[column].to_owned())).or_default().push(run.text.clone());
        }
    }
    cells.retain(|(_, column), _| column != "番号");
    cells
}

#[test]
fn all_225_lines_of_the_source_are_lines_of_their_cells() {
    let (source, count) = source_cells();
    assert_eq!(count, 225);
    assert_eq!(page_cells(&build_right(DATA)), source);
}

#[test]
fn all_225_lines_of_the_source_are_in_the_pdf() {
    let (source, _) = source_cells();
    let mut shown: Vec<String> = common::pdf_texts(&build_right(DATA).pdf).concat();
    for line in source.into_values().flatten() {
        let at = shown.iter().position(|text| *text == line);
        shown.swap_remove(at.unwrap_or_else(|| panic!("「{line}」 is not in the PDF")));
    }
}

#[test]
fn pages_hold_the_rows_and_themes_of_the_source() {
    let Built { pages, .. } = build_right(DATA);
    let numbers = |page: &Page| -> Vec<u32> {
        let numbers = texts(page, |role| matches!(role, Role::Cell { column: 0, .. }));
        numbers.into_iter().map(|text| text.parse().expect("a number")).collect()
    };
    let bands = |page: &Page| -> Vec<String> {
        texts(page, |role| matches!(role, Role::Band(_)))
            .into_iter()
            .map(|band| band.chars().take(3).collect())
            .collect()
    };
    assert_eq!(pages.len(), 2);
    assert_eq!(numbers(&pages[0]), (1..=12).collect::<Vec<_>>());
    assert_eq!(numbers(&pages[1]), (13..=23).collect::<Vec<_>>());
    assert_eq!(bands(&pages[0]), ["(1)", "(２)", "(３)"]);
    assert_eq!(bands(&pages[1]), ["(４）", "(５)", "(６)"]);
}

/// The template of 0.1.0, which says nothing of what has come since.
const FIRST_TEMPLATE: &str = include_str!("suite/release-0.1.0/template.yaml");

#[test]
fn every_row_has_more_air_than_in_the_first_release() {
    let heights = |built: Built| -> Vec<f64> {
        let fonts = Fonts::new(Vec::new()).expect("the program's own fonts");
        let rows = measure(&built.table, &fonts, &Memory::default()).expect("measures").value.rows;
        rows.iter().filter(|row| matches!(row, Row::Initiative(_))).map(|row| row.height().0).collect()
    };
    let first = build(DATA, FIRST_TEMPLATE).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    for (then, now) in heights(first).into_iter().zip(heights(build_right(DATA))) {
        assert!(now - then >= 1.5, "{then} then, {now} now");
    }
}

#[test]
fn heads_title_and_label_are_on_both_pages() {
    let Built { pages, .. } = build_right(DATA);
    let heads = [
        "平成29年度小田原地域の関係機関が行う小児在宅に係る取組内容（案）",
        "番",
        "号",
        "課題区分",
        "項目",
        "内容",
        "提案機関",
        "主たる機関（案）",
        "協力を得たい関係機関（例）",
        "※（）で記載したものは会議委員所属団体以外の所属",
        "スケジュールイメージ",
        "備考",
        "第１四半期",
        "（４月～６月）",
        "第２四半期",
        "（７月～９月）",
        "第３四半期",
        "（10月～12月）",
        "第４四半期",
        "（１月～３月）",
    ];
    for page in &pages {
        let shown = texts(page, |role| !matches!(role, Role::Cell { .. } | Role::Schedule { .. }));
        for head in heads {
            assert!(shown.contains(&head), "{head}");
        }
    }
    // The label is read on the first page; further ones say which they are.
    assert_eq!(texts(&pages[0], |role| role == Role::Label), ["資料３"]);
    let above = texts(&pages[1], |role| role == Role::Artifact(Artifact::Header));
    assert!(above.contains(&"資料３（2/2）"), "{above:?}");
}

#[test]
fn bars_markers_meetings_and_callouts_stand_in_their_row_and_quarter() {
    let built = build_right(DATA);
    let shown = |wanted: u32, part: SchedulePart, from: u16, to: u16| -> String {
        let wanted_span = TimeSpan::months(from, to - from);
        let is_wanted = |role| match role {
            Role::Schedule { row, part: found, span, .. } => {
                number(&built, row) == wanted && found == part && span == wanted_span
            }
            _ => false,
        };
        built.pages.iter().flat_map(|page| texts(page, is_wanted)).collect()
    };
    for number in 2..=23 {
        let first = match number {
            7 | 22 | 23 => "調査内容検討",
            19 | 20 => "講習会企画",
            21 => "研修企画",
            _ => "方法検討",
        };
        assert_eq!(shown(number, SchedulePart::Bar, 0, 6), first);
        assert_eq!(shown(number, SchedulePart::Bar, 6, 12), "順次実施");
        assert_eq!(shown(number, SchedulePart::Report, 3, 6), "進捗報告");
        assert_eq!(shown(number, SchedulePart::Report, 9, 12), "進捗報告");
    }
    assert_eq!(shown(1, SchedulePart::Meeting, 3, 6), "会議開催（９月頃）");
    assert_eq!(shown(1, SchedulePart::Meeting, 9, 12), "会議開催（１月頃）");
    assert_eq!(shown(1, SchedulePart::Callout, 3, 6), "＜検討事項＞・進捗状況の共有");
    assert_eq!(shown(1, SchedulePart::Callout, 9, 12), "＜検討事項＞・進捗状況の共有・H30年度の取組内容");
}
