//! Any valid sheet builds, keeps all of its text in both outputs, and overlaps nothing.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use common::{Built, build_right, pdf_texts, source, texts, xlsx_cells};
use proptest::prelude::*;
use proptest::sample::Index;
use shiryo3::diag::{Checked, Diagnostic, Warned};
use shiryo3::geom::Rect;
use shiryo3::model::Schedule;
use shiryo3::page::{Artifact, Draw, Page, Role};
use shiryo3::render::svg;
use shiryo3::table::{RowAt, SchedulePart};
use shiryo3::{Compiler, DEFAULT_TEMPLATE, Design, Handout, compile};

const MONTHS: [&str; 12] =
    ["4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "1月", "2月", "3月"];

/// A text of a cell as YAML in double quotes. What YAML and Excel treat in their own ways is among it.
fn cell_text() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        8 => prop::sample::select("在宅児の実態、問題点を共有する。（部会）「検討」・ネットワークー々っ".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("abcXYZ0129 =+-@'#:{}[]&*!|>%\"\\\\/.,?".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("　①㈱～〜－ｱｶﾞ\n".chars().collect::<Vec<_>>()),
    ];
    prop::collection::vec(letter, 1..160)
        .prop_map(|letters| letters.into_iter().collect::<String>())
        .prop_filter("a text that says something", |text| !text.trim().is_empty() && !text.ends_with('\n'))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// Bars of at least two months, as short labels fit these.
fn bars() -> impl Strategy<Value = Vec<(String, usize, usize)>> {
    let kind = prop::sample::select(vec!["方法検討", "順次実施", "調査", "研修企画"]);
    let bar = (kind, 0..11_usize, 1..6_usize)
        .prop_map(|(kind, start, more)| (kind.to_owned(), start, (start + more).min(11)));
    prop::collection::vec(bar, 0..5)
}

/// A sheet as YAML.
fn sheet() -> impl Strategy<Value = String> {
    let row = (cell_text(), cell_text(), cell_text(), bars(), any::<bool>());
    let themes = prop::collection::vec((cell_text(), prop::collection::vec(row, 1..6)), 1..4);
    let meetings = prop::collection::vec((0..12_usize, cell_text()), 0..4);
    (themes, meetings).prop_map(|(themes, meetings)| {
        let mut yaml = "資料番号: 資料１\n表題: 取組内容\n年度: R7\n会議:\n".to_owned();
        for (month, point) in meetings {
            let point: String = point.replace('\n', "").chars().take(20).collect();
            let month = MONTHS[month];
            writeln!(
                yaml,
                "  - 月: {month}\n    表示: 会議（{month}）\n    検討事項: [{}]",
                quoted(&format!("あ{point}"))
            )
            .expect("text grows");
        }
        yaml.push_str("課題:\n");
        let mut number = 0;
        for (heading, rows) in themes {
            writeln!(yaml, "  - 見出し: {}\n    区分: 区分\n    取組:", quoted(&heading))
                .expect("text grows");
            for (subject, details, partners, bars, starts_page) in rows {
                number += 1;
                let texts = format!(
                    "項目: {}\n        内容: {}\n        協力機関: {}",
                    quoted(&subject),
                    quoted(&details),
                    quoted(&partners)
                );
                writeln!(yaml, "      - 番号: {number}\n        {texts}").expect("text grows");
                if starts_page {
                    yaml.push_str("        改ページ: 前\n");
                }
                let bars: Vec<String> = bars
                    .iter()
                    .map(|(kind, from, to)| format!("{{{kind}: {}〜{}}}", MONTHS[*from], MONTHS[*to]))
                    .collect();
                writeln!(yaml, "        予定: [{}]", bars.join(", ")).expect("text grows");
            }
        }
        yaml
    })
}

/// The texts that the sheet's cells must show, sorted.
fn cell_texts(built: &Built) -> Vec<String> {
    let initiatives = built.sheet.themes.iter().flat_map(|theme| &theme.initiatives);
    let mut texts: Vec<String> = initiatives
        .flat_map(|initiative| initiative.texts.iter().map(|(_, text)| text.value.clone()))
        .map(Into::into)
        .collect();
    texts.sort();
    texts
}

/// The same from the pages: the lines of a cell, put together.
fn shown_cell_texts(built: &Built) -> Vec<String> {
    let mut cells: BTreeMap<(RowAt, usize), String> = BTreeMap::new();
    for item in built.pages.iter().flat_map(|page| &page.items) {
        if let (Role::Cell { row, column, .. }, Draw::Text(run)) = (item.role, &item.draw) {
            cells.entry((row, column)).or_default().push_str(&run.text);
        }
    }
    let mut texts: Vec<String> =
        cells.into_iter().filter(|((_, column), _)| *column > 1).map(|(_, text)| text).collect();
    texts.sort();
    texts
}

fn boxes(page: &Page) -> Vec<(SchedulePart, Rect)> {
    let boxes = page.items.iter().filter_map(|item| match (item.role, &item.draw) {
        (Role::Schedule { part, .. }, Draw::Box { rect, .. }) => Some((part, *rect)),
        _ => None,
    });
    boxes.collect()
}

fn overlap(a: Rect, b: Rect) -> bool {
    let hair = 0.01;
    a.x.0 + hair < b.right().0
        && b.x.0 + hair < a.right().0
        && a.y.0 + hair < b.bottom().0
        && b.y.0 + hair < a.bottom().0
}

fn without_breaks(texts: Vec<String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.into_iter().map(|text| text.replace('\n', "")).collect();
    texts.sort();
    texts
}

/// An edit of a text: where, how many characters go, and what comes in their place.
fn edit() -> impl Strategy<Value = (Index, usize, String)> {
    let new = prop::sample::select(vec!["", "会", "検討、", "ABC", "1", "\n", " "]);
    (any::<Index>(), 0..3_usize, new.prop_map(str::to_owned))
}

fn edited(text: &str, (at, count, new): &(Index, usize, String)) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = at.index(letters.len());
    let (before, rest) = letters.split_at(at);
    before.iter().chain(&new.chars().collect::<Vec<_>>()).chain(rest.iter().skip(*count)).collect()
}

/// What is seen of a handout: its pages, as they are printed and on the screen, and what is said of it.
type Seen = (Vec<Page>, Vec<String>, Vec<Diagnostic>, Checked<()>);

fn seen(made: Checked<Warned<Handout>>) -> Checked<Seen> {
    made.map(|made| {
        let pages = made.value.pages();
        let shown = pages.iter().map(svg).collect();
        (pages, shown, made.warnings, made.value.check_xlsx())
    })
}

/// The same of a sheet that was made after others.
fn seen_again(compiler: &Compiler, made: Checked<Warned<Handout>>) -> Checked<Seen> {
    made.map(|made| {
        let pages: Vec<Page> = compiler.pages(&made.value).iter().map(|page| Page::clone(page)).collect();
        let shown = pages.iter().map(svg).collect();
        (pages, shown, made.warnings, compiler.check_xlsx(&made.value))
    })
}

#[test]
fn a_row_that_goes_on_over_pages_keeps_its_text_in_both_outputs() {
    let built = build_right(include_str!("suite/row-over-pages/input.yaml"));
    assert_eq!(built.pages.len(), 5);
    assert_eq!(shown_cell_texts(&built), without_breaks(cell_texts(&built)));
    let mut columns: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for ((_, column), text) in xlsx_cells(&built.xlsx, 0) {
        columns.entry(column).or_default().push(text);
    }
    for text in cell_texts(&built) {
        let is_there =
            columns.values().any(|cells| cells.join("\n").contains(&text) || cells.concat().contains(&text));
        assert!(is_there, "「{text}」 is not in the workbook");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sheet_keeps_its_text_in_both_outputs(yaml in sheet()) {
        let built = build_right(&yaml);
        prop_assert_eq!(shown_cell_texts(&built), without_breaks(cell_texts(&built)));

        let drawn: Vec<String> = pdf_texts(&built.pdf).concat();
        let placed: Vec<String> = built.pages.iter().flat_map(|page| texts(page, |_| true)).map(str::to_owned).collect();
        prop_assert_eq!(drawn, placed);

        let mut cells: Vec<String> = xlsx_cells(&built.xlsx, 0).into_values().collect();
        for text in cell_texts(&built) {
            let at = cells.iter().position(|cell| *cell == text);
            prop_assert!(at.is_some(), "「{}」 is not in the workbook", text);
            cells.swap_remove(at.expect("just seen"));
        }
        let bars = built.sheet.themes.iter().flat_map(|theme| &theme.initiatives).map(|row| match &row.schedule {
            Schedule::Bars(bars) => bars.len(),
            Schedule::Meetings(_) => 0,
        });
        let kinds = ["方法検討", "順次実施", "調査", "研修企画"];
        prop_assert!(cells.iter().filter(|cell| kinds.contains(&cell.as_str())).count() >= bars.sum());
    }

    #[test]
    fn nothing_overlaps_or_leaves_the_page(yaml in sheet()) {
        let built = build_right(&yaml);
        let margins = built.table.look.margins;
        for page in &built.pages {
            let boxes = boxes(page);
            for (index, (part, rect)) in boxes.iter().enumerate() {
                for (other_part, other) in &boxes[..index] {
                    prop_assert!(!overlap(*rect, *other), "{:?} {:?} {:?} {:?}", part, rect, other_part, other);
                }
            }
            for item in &page.items {
                // The number of the page stands in the bottom margin.
                if let Draw::Text(run) = &item.draw && item.role != Role::Artifact(Artifact::Footer) {
                    let width: f64 = run.glyphs.iter().map(|glyph| glyph.advance.at(run.size).0).sum();
                    let hanging = run.text.len() - run.text.trim_end_matches(' ').len();
                    let end = run.origin.x.0 + width - 0.5 * run.size.0 * hanging as f64;
                    prop_assert!(run.origin.x >= margins.left && end <= (page.size.width - margins.right).0 + 0.01, "{}", run.text);
                    prop_assert!(run.origin.y >= margins.top && run.origin.y <= page.size.height - margins.bottom, "{}", run.text);
                }
            }
        }
    }

    #[test]
    fn an_edited_sheet_looks_as_if_it_were_made_anew(
        edits in prop::collection::vec((edit(), any::<bool>()), 1..5),
        fitted in prop::option::of(1..4_usize),
    ) {
        let design = Design::new(&source(DEFAULT_TEMPLATE), |_| Ok(Vec::new())).expect("a template").value;
        let design = Arc::new(design);
        let compiler = Compiler::new(&design);
        let mut text = include_str!("../data/h29-odawara.yaml").to_owned();
        for (edit, is_kept) in edits {
            let data = source(&edited(&text, &edit));
            let anew = seen(compile(&data, &design, fitted));
            prop_assert_eq!(&seen_again(&compiler, compiler.compile(&data, fitted)), &anew);
            // Most edits of YAML's own signs are mistakes, which people take back.
            if is_kept && anew.is_ok() {
                data.text().clone_into(&mut text);
            }
        }
    }
}

/// Edits of the real sheet, each of the text that the one before has left, that change which rows there are, what holds
/// for all of them, and what is said of them.
#[test]
fn an_edited_sheet_has_the_rows_and_remarks_that_it_has_when_made_anew() {
    let real = include_str!("../data/h29-odawara.yaml");
    let row = |number: usize| {
        let start = real.find(&format!("      - 番号: {number}\n")).expect("a row");
        let end = real[start + 1..].find("\n      - 番号:").map_or(real.len(), |at| start + 1 + at + 1);
        &real[start..end]
    };
    let long = format!("{}https://example.jp/{}", "協力機関: ", "a".repeat(60));
    let edits = [
        (row(5).to_owned(), String::new()),
        (row(9).to_owned(), row(9).replace("番号: 9", "番号: 99")),
        (row(3).to_owned(), [row(3), &row(5).replace("番号: 5", "番号: 50")].concat()),
        (row(2).to_owned(), row(2).replacen("協力機関: ", &long, 1)),
        (row(4).to_owned(), row(4).replacen("内容:", "改ページ: 前\n        内容:", 1)),
        ("資料番号: ".to_owned(), "終わりの短い行: 避ける\n資料番号: ".to_owned()),
        ("終わりの短い行: 避ける\n".to_owned(), String::new()),
        ("表題: ".to_owned(), "表題: 改訂".to_owned()),
        (row(7).to_owned(), row(7).replacen("内容:", "改ページ: 前\n        内容:", 1)),
        ("会議:\n".to_owned(), "注記: 案\n会議:\n".to_owned()),
        ("注記: 案\n".to_owned(), "収めるページ数: 4\n".to_owned()),
        ("a".repeat(60), "a".repeat(61)),
    ];
    let design = Design::new(&source(DEFAULT_TEMPLATE), |_| Ok(Vec::new())).expect("a template").value;
    let design = Arc::new(design);
    let compiler = Compiler::new(&design);
    let mut text = real.to_owned();
    for (old, new) in edits {
        assert!(text.contains(&old), "{old}");
        text = text.replacen(&old, &new, 1);
        let data = source(&text);
        let anew = seen(compile(&data, &design, None));
        assert!(seen_again(&compiler, compiler.compile(&data, None)) == anew, "{new}");
        assert!(anew.is_ok(), "{new}: {anew:?}");
    }
}
