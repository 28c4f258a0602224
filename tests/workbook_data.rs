//! The workbook's lists and keys: whether the lists hold the sheet's data, and whether the keys lead back
//! to that data.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/workbook.rs"]
mod workbook;

use std::collections::BTreeMap;
use std::sync::Arc;

use common::{Built, STEM, attribute, build, build_right, elements, xlsx_cells};
use shiryo3::base::{Base, Column, Line, WORKSHEET};
use shiryo3::model::{Content, Initiative, Schedule, Text, Theme};
use shiryo3::table::{SchedulePart, Slot};
use shiryo3::{DEFAULT_TEMPLATE, diff};
use workbook::{Workbook, filled_in};

const ONE_ROW: &str = include_str!("suite/one-row/input.yaml");

/// The initiatives of a sheet with their themes.
fn initiatives(built: &Built) -> Vec<(&Theme, &Initiative)> {
    let themes = built.sheet.themes.iter();
    themes.flat_map(|theme| theme.initiatives.iter().map(move |initiative| (theme, initiative))).collect()
}

/// The worksheet row of a list's heads.
const HEAD_ROW: u32 = 2;

/// The rows of a list below its heads, each datum by its head.
fn list(built: &Built, name: &str) -> Vec<BTreeMap<String, String>> {
    let workbook = Workbook::new(&built.xlsx);
    let sheet = workbook.sheets().iter().position(|sheet| sheet == name).expect("a list");
    let cells = xlsx_cells(&built.xlsx, sheet);
    let last = cells.keys().map(|(row, _)| *row).max().unwrap_or_default();
    let row = |row: u32| {
        let data = cells.range((row, 0)..(row + 1, 0)).filter(|(_, datum)| !datum.is_empty());
        data.map(|((_, column), datum)| (cells[&(HEAD_ROW, *column)].clone(), datum.clone())).collect()
    };
    (HEAD_ROW + 1..=last).map(row).collect()
}

/// The head that a list has for a text: that of the printed sheet's column, or the text's name.
fn head(built: &Built, content: &Content, name: &str) -> String {
    let shown = built.table.columns.iter().find(|column| column.content == *content);
    shown.map_or(name.to_owned(), |column| column.name())
}

#[test]
fn the_list_of_initiatives_holds_every_text_of_the_data() {
    for (name, built) in filled_in() {
        let expected: Vec<BTreeMap<String, String>> = initiatives(built)
            .into_iter()
            .map(|(theme, initiative)| {
                let fixed = [
                    (head(built, &Content::Number, "番号"), initiative.number.to_string()),
                    ("課題".to_owned(), theme.heading.one_line()),
                    (head(built, &Content::Category, "課題区分"), theme.category.one_line()),
                ];
                let texts = initiative.texts.iter();
                let texts = texts.map(|(name, text)| {
                    (head(built, &Content::Text(name.to_string()), name), text.one_line())
                });
                fixed.into_iter().chain(texts).filter(|(_, text)| !text.is_empty()).collect()
            })
            .collect();
        let list = list(built, "取組一覧");
        assert_eq!(list, expected, "{name}");
        assert!(list.iter().flat_map(BTreeMap::values).all(|datum| !datum.contains('\n')), "{name}");
    }
}

#[test]
fn the_list_of_initiatives_has_the_columns_of_the_sheet_and_of_what_it_does_not_show() {
    let heads = |data: &str, template: &str| {
        let built = build(data, template).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let heads = xlsx_cells(&built.xlsx, 1);
        let heads = heads.range((HEAD_ROW, 0)..(HEAD_ROW + 1, 0)).skip(2);
        heads.map(|(_, head)| head.clone()).collect::<Vec<String>>()
    };
    // A template without 課題区分 and 備考, with a head of two lines, and one that reads 課題.
    let cut = |template: &str, name: &str| {
        let (before, behind) = template.split_once(&format!("  - 名前: {name}\n")).expect("a column");
        let end = behind.find("  - 名前").or_else(|| behind.find("\n各ページ")).expect("what follows");
        before.to_owned() + &behind[end..]
    };
    let template = cut(&cut(DEFAULT_TEMPLATE, "課題区分"), "備考").replace("見出し: 内容", "見出し: 課題");
    let (agencies, partners) = ("提案機関主たる機関（案）", "協力を得たい関係機関（例）");
    let shown = ["項目", "課題2", agencies, partners];
    assert_eq!(heads(ONE_ROW, &template), [&shown[..], &["課題区分"]].concat());
    let data = ONE_ROW.replace("        内容:", "        備考: あ\n        内容:");
    assert_eq!(heads(&data, &template), [&shown[..], &["課題区分", "備考"]].concat());
}

#[test]
fn the_list_of_the_schedule_holds_every_bar_and_marker_with_its_dates() {
    for (name, built) in filled_in() {
        let list = list(built, "予定一覧");
        let bars = |initiative: &Initiative| match &initiative.schedule {
            Schedule::Meetings(_) => 0,
            Schedule::Bars(bars) => bars.len() + initiative.actual.len(),
        };
        let is_listed = |slot: &&Arc<Slot>| slot.part != SchedulePart::Callout;
        let is_bar = |slot: &&Arc<Slot>| matches!(slot.part, SchedulePart::Bar | SchedulePart::Actual);
        for ((_, initiative), (_, row)) in initiatives(built).into_iter().zip(built.table.rows()) {
            // 毎月 and the like are one bar of the data and several of the sheet.
            assert!(row.slots.iter().filter(is_bar).count() >= bars(initiative), "{name}");
        }
        let slots: Vec<&Arc<Slot>> =
            built.table.rows().flat_map(|(_, row)| &row.slots).filter(is_listed).collect();
        let has_meetings = slots.iter().any(|slot| slot.part == SchedulePart::Meeting);
        let below_heads = built.table.bodies.iter().flat_map(|body| &body.slots).filter(is_listed);
        let below_heads = if has_meetings { 0 } else { below_heads.count() };
        assert_eq!(list.len(), slots.len() + below_heads, "{name}");
        let period = built.sheet.period;
        let year = period.first().0;
        let (first, last) = (format!("{year}-04-01"), format!("{}-03-31", period.last().0 + 1));
        for row in list {
            let (start, end) = (&row["開始日"], &row["終了日"]);
            assert!(first <= *start && start < end && *end <= last, "{name}: {row:?}");
            assert!(["-01", "-11", "-21"].iter().any(|day| start.ends_with(day)), "{name}: {row:?}");
            assert_eq!((start, end), (&row["開始年月（和暦）"], &row["終了年月（和暦）"]), "{name}");
            // Meetings below the heads belong to no row.
            if !row.contains_key("番号") {
                continue;
            }
            let is_its = |initiative: &&Initiative| initiative.number.to_string() == row["番号"];
            let initiative = built.sheet.initiatives().find(is_its);
            for text in ["項目", "提案機関"] {
                let head = head(built, &Content::Text(text.to_owned()), text);
                let expected = initiative.and_then(|initiative| initiative.text(text));
                let shown = row.get(&head).cloned().unwrap_or_default();
                assert_eq!(shown, expected.map_or(String::new(), Text::one_line), "{name}: {row:?}");
            }
        }
    }
}

#[test]
fn lists_say_what_they_are_for_and_print_on_paper_of_their_own() {
    for (name, built) in filled_in() {
        let workbook = Workbook::new(&built.xlsx);
        let printed = &workbook.sheets()[0];
        for index in [1, 2] {
            let notes = xlsx_cells(&built.xlsx, index);
            assert!(notes[&(0, 0)].contains(&format!("修正や意見は「{printed}」に")), "{name}");
            assert!(notes[&(1, 0)].contains("［印刷範囲のクリア］"), "{name}");
            let sheet = workbook.sheet(index);
            let setup = elements(&sheet, "pageSetup").next().expect("paper");
            let paper = ["paperSize", "orientation", "fitToHeight"].map(|key| attribute(setup, key));
            assert_eq!(paper, ["9", "landscape", "0"], "{name}");
        }
    }
}

#[test]
fn the_keys_lead_from_each_cell_to_its_text_in_the_data() {
    for (name, built) in filled_in() {
        let workbook = Workbook::new(&built.xlsx);
        let (names, printed) = (workbook.names(), xlsx_cells(&built.xlsx, 0));
        let base = base(built);
        assert_eq!((base.stem.as_str(), base.period), (STEM, built.sheet.period), "{name}");
        assert_eq!(base.fingerprint, built.sheet.fingerprint(), "{name}");
        let is_text = |column: &&Column| names.contains_key(&column.key());
        let columns: Vec<&Column> = base.columns.iter().filter(is_text).collect();
        assert!(!columns.is_empty(), "{name}");
        for (_, initiative) in initiatives(built) {
            let (sheet, ((first, _), (last, _))) = &names[&format!("取組_{}", initiative.number.in_names())];
            assert_eq!(*sheet, workbook.sheets()[0]);
            for column in &columns {
                let (text, (_, ((_, column), _))) = (&column.name, &names[&column.key()]);
                // A row that goes on over pages has a cell on each.
                let cells = (*first..=*last).filter_map(|row| printed.get(&(row, *column)));
                let shown: Vec<&str> = cells.map(String::as_str).collect();
                let expected = initiative.text(text).map_or("", |text| text.value.as_str());
                let is_whole = shown.concat() == expected || shown.join("\n") == expected;
                assert!(is_whole, "{name}: 取組 {} {text}: {shown:?}", initiative.number);
            }
        }
        for (key, text) in &base.lists {
            let (of_list, head) = key.trim_end_matches(']').split_once('[').expect("a list's column");
            // A meeting of no initiative has no number.
            for row in list(built, of_list).iter().filter(|row| row.contains_key("番号")) {
                let is_its = |initiative: &&Initiative| initiative.number.to_string() == row["番号"];
                let initiative = built.sheet.initiatives().find(is_its).expect("an initiative");
                let shown = row.get(head).cloned().unwrap_or_default();
                let holds =
                    |theme: &&Theme| theme.initiatives.iter().any(|other| other.number == initiative.number);
                let theme = built.sheet.themes.iter().find(holds).expect("a theme");
                let is_category = text == Content::Category.name();
                let expected = if is_category { Some(&theme.category) } else { initiative.text(text) };
                assert_eq!(shown, expected.map_or(String::new(), Text::one_line), "{name}: {key}");
            }
        }
    }
}

/// What a workbook says of the sheet that it was made from.
fn base(built: &Built) -> Base {
    Base::read(&base_lines(built)).expect("a base")
}

/// The lines of the hidden sheet.
fn base_lines(built: &Built) -> Vec<Line> {
    let workbook = Workbook::new(&built.xlsx);
    assert_eq!(workbook.sheets().last().map(String::as_str), Some(WORKSHEET));
    let cells = xlsx_cells(&built.xlsx, workbook.sheets().len() - 1);
    let line = |row: u32| (0..).map_while(|column| cells.get(&(row, column)).cloned()).collect();
    let lines: Vec<Line> = (0..).map(line).take_while(|line: &Line| !line.is_empty()).collect();
    assert!(lines[0][0].ends_with("消したり直したりしないでください。"));
    lines
}

#[test]
fn a_workbook_carries_all_that_its_sheet_says() {
    for (name, built) in filled_in() {
        let sheet = base(built).sheet().unwrap_or_else(|| panic!("{name}: no sheet"));
        assert_eq!(sheet.fingerprint(), built.sheet.fingerprint(), "{name}");
        assert!(!diff::sheet(&built.sheet, &sheet).are_any(), "{name}");
    }
}

#[test]
fn texts_and_bars_may_stand_on_lines_of_their_own() {
    let apart = |line: Line| -> Vec<Line> {
        match line[0].as_str() {
            "文" | "帯" | "実績" => line[1..].chunks(2).map(|pair| [&line[..1], pair].concat()).collect(),
            _ => vec![line],
        }
    };
    for (name, built) in filled_in() {
        let lines: Vec<Line> = base_lines(built).into_iter().flat_map(apart).collect();
        let sheet = Base::read(&lines).and_then(|base| base.sheet());
        let fingerprint = sheet.map(|sheet| sheet.fingerprint());
        assert_eq!(fingerprint, Some(built.sheet.fingerprint()), "{name}");
    }
}

#[test]
fn a_workbook_carries_no_comments_and_no_hints_of_the_layout() {
    let data = ONE_ROW.replace("番号: 1", "番号: 1 # 内緒\n        改ページ: 前");
    let built = build_right(&format!("無視: [誤字]\n収めるページ数: 1\n{data}"));
    let parts = Workbook::new(&built.xlsx).parts;
    for word in ["内緒", "無視", "収めるページ数", "改ページ", "前"] {
        let is_told = |xml: &String| xml.contains(&format!(">{word}<")) || xml.contains(&format!("{word}: "));
        assert!(!parts.values().any(is_told), "{word}");
    }
}

#[test]
fn the_fingerprint_follows_what_is_said_and_nothing_else() {
    let fingerprint = |data: &str| {
        build(data, DEFAULT_TEMPLATE).unwrap_or_else(|mistakes| panic!("{mistakes:?}")).sheet.fingerprint()
    };
    let first = fingerprint(ONE_ROW);
    let as_before = [
        format!("# 説明\n{ONE_ROW}"),
        ONE_ROW.replace('\n', "\r\n"),
        format!("収めるページ数: 1\n{ONE_ROW}"),
    ];
    for data in as_before {
        assert_eq!(fingerprint(&data), first, "{data}");
    }
    let changed = [
        ONE_ROW.replace("職員に", "職員へ"),
        ONE_ROW.replace("4月〜9月", "4月〜8月"),
        ONE_ROW.replace("番号: 1", "番号: 2"),
        ONE_ROW.replace("令和7年度", "令和8年度"),
    ];
    for data in changed {
        assert_ne!(fingerprint(&data), first, "{data}");
    }
}

/// A day by hand: the first or last of a third of a month, of which so many come before it since the April of a
/// western year from 2001 to 2099.
fn day(year: usize, third: usize, is_last: bool) -> String {
    let (month, year) = ((third / 3 + 3) % 12, year + (third / 3 + 3) / 12);
    let february = if year % 4 == 0 { 29 } else { 28 };
    let length = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month];
    let day = match (third % 3, is_last) {
        (2, true) => length,
        (part, is_last) => part * 10 + if is_last { 10 } else { 1 },
    };
    format!("{year}-{:02}-{day:02}", month + 1)
}

/// The days of bars in 予定一覧, and when the list says that they are, for a sheet with these bars as marks.
fn days_of(head: &str, unit: &str, bars: &[String]) -> Vec<[String; 3]> {
    let marks = DEFAULT_TEMPLATE
        .replace("\n帯:\n", &format!("\n時間軸: {{単位: {unit}}}\n\n帯:\n  ★: {{形: 記号}}\n"));
    let template = marks.replace("    幅: 35 ", "    幅: 70 ").replace("    幅: 44.7", "    幅: 9.7");
    let row = |(number, bars): (usize, &[String])| {
        let bars = bars.iter().map(|when| format!("          - ★: {when}\n"));
        let bars = bars.collect::<String>();
        format!("      - 番号: {}\n        項目: あ\n        内容: い\n        予定:\n{bars}", number + 1)
    };
    let rows: String = bars.chunks(30).enumerate().map(row).collect();
    let data = format!("資料番号: １\n表題: あ\n{head}\n課題:\n  - 見出し: あ\n    取組:\n{rows}");
    let built = build(&data, &template).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let days = list(&built, "予定一覧").into_iter();
    days.map(|row| ["開始日", "終了日", "時期"].map(|head| row.get(head).cloned().unwrap_or_default()))
        .collect()
}

#[test]
fn every_stretch_of_thirds_has_its_days() {
    // 令和9年度 ends in a leap year.
    let thirds = (0..36).map(|third| {
        let part = ["上旬", "中旬", "下旬"][third % 3];
        format!("{}月{part}", (third / 3 + 3) % 12 + 1)
    });
    let thirds: Vec<String> = thirds.collect();
    let spans: Vec<(usize, usize)> =
        (0..36).flat_map(|first| (first..36).map(move |last| (first, last))).collect();
    let bars: Vec<String> =
        spans.iter().map(|(first, last)| format!("{}〜{}", thirds[*first], thirds[*last])).collect();
    let found = days_of("年度: 令和9年度", "四半期", &bars);
    for ((first, last), (found, said)) in spans.iter().zip(found.iter().zip(&bars)) {
        assert_eq!(found, &[day(2027, *first, false), day(2027, *last, true), said.clone()]);
    }
    assert_eq!(found.len(), spans.len());
}

#[test]
fn spans_in_words_have_their_days_on_every_axis() {
    let year = [
        ("通年", 0, 35),
        ("随時", 0, 35),
        ("上半期", 0, 17),
        ("下半期", 18, 35),
        ("第１四半期", 0, 8),
        ("第2四半期", 9, 17),
        ("３Ｑ", 18, 26),
        ("第四四半期", 27, 35),
        ("10月〜", 18, 35),
        ("〜９月", 0, 17),
        ("１月以降", 27, 35),
        ("5月上旬〜7月中旬", 3, 10),
        ("2月下旬", 32, 32),
        ("４月ー６月", 0, 8),
        ("R9", 0, 35),
        ("令和10年1月〜令和10年3月", 27, 35),
    ];
    let years = [
        ("通年", 0, 107),
        ("R6", 0, 35),
        ("R7上半期", 36, 53),
        ("R8以降", 72, 107),
        ("R7第2四半期", 45, 53),
        ("令和7年4月〜令和8年9月", 36, 89),
        ("令和8年1月", 63, 65),
        ("令和7年度1月", 63, 65),
        ("〜R7", 0, 71),
        ("Ｒ６〜８", 0, 107),
        ("令和6〜7年度", 0, 71),
        ("令和7年10月〜3月", 54, 71),
        ("令和8年5月上旬〜中旬", 75, 76),
        ("2025年度下半期", 54, 71),
    ];
    let check = |head: &str, first: usize, units: &[&str], words: &[(&str, usize, usize)]| {
        let bars: Vec<String> = words.iter().map(|(text, ..)| (*text).to_owned()).collect();
        let right: Vec<[String; 3]> = words
            .iter()
            .map(|(text, from, to)| [day(first, *from, false), day(first, *to, true), (*text).to_owned()])
            .collect();
        for unit in units {
            assert_eq!(days_of(head, unit, &bars), right, "{head} {unit}");
        }
    };
    check("年度: 令和9年度", 2027, &["月", "四半期", "半期", "年度"], &year);
    check("期間: 令和6年度〜令和8年度", 2024, &["月", "四半期", "半期", "年度"], &years);
}
