//! Where things stand in a file, and that it says the same wherever they stand.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use common::{cases, data_of, source, template_of};
use shiryo3::diag::Place;
use shiryo3::load::{Document, Path, Value};
use shiryo3::model::{Initiative, Schedule, Sheet};
use shiryo3::{DEFAULT_TEMPLATE, read_sheet, read_template};

/// A text in double quotes, with an escape for every character.
fn escaped(text: &str) -> String {
    let escapes = text.chars().map(|c| format!("\\U{:08x}", c as u32));
    format!("\"{}\"", escapes.collect::<String>())
}

/// A value in brackets and double quotes, with the keys of its mappings in the reverse order.
fn in_brackets(value: &Value) -> String {
    match value {
        Value::Empty => "~".to_owned(),
        Value::Text(text) => escaped(text),
        Value::List(items) => format!("[ {} ]", items.iter().map(in_brackets).collect::<Vec<_>>().join(" ,")),
        Value::Map(entries) => {
            let entry = |(key, value): &(String, Value)| format!("{}: {}", escaped(key), in_brackets(value));
            format!("{{{}}}", entries.iter().rev().map(entry).collect::<Vec<_>>().join(",\n # 次\n"))
        }
    }
}

/// What stands behind a key or list mark in a column for a value: lines for each item, with texts as
/// blocks, quoted keys, comments and blank lines.
fn on_lines(value: &Value, column: usize) -> String {
    let space = " ".repeat(column + 3);
    match value {
        Value::Empty => "~ # 空\n".to_owned(),
        Value::List(items) if items.is_empty() => "[]\n".to_owned(),
        Value::Text(text) => {
            let lines = text.split('\n').map(|line| format!("{space}{line}\n"));
            format!("|3-  # 文\n{}\n\n", lines.collect::<String>())
        }
        Value::List(items) => {
            let items = items.iter().map(|item| format!("{space}- {}", on_lines(item, column + 3)));
            format!(" # 一覧\n\n{}", items.collect::<String>())
        }
        Value::Map(entries) => {
            let entry = |(key, value): &(String, Value)| {
                format!("{space}'{}' : {}", key.replace('\'', "''"), on_lines(value, column + 3))
            };
            format!("\n{space}# 組\n{}", entries.iter().map(entry).collect::<String>())
        }
    }
}

#[test]
fn files_that_say_the_same_in_other_forms_give_equal_sheets() {
    let mut count = 0;
    for case in cases() {
        let (text, template) = (data_of(&case), read_template(&source(&template_of(&case))));
        let Ok(template) = template else { continue };
        let Ok(sheet) = read_sheet(&source(&text), &template) else { continue };
        let value = Document::read(&source(&text)).expect("YAML").value();
        let lines = on_lines(&value, 0);
        let forms = [
            text.replace("\r\n", "\n").replace('\n', "\r\n"),
            in_brackets(&value),
            lines.replace('\n', "\r\n"),
            lines,
        ];
        for form in forms {
            let other = read_sheet(&source(&form), &template)
                .unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{form}"));
            assert_eq!(sheet, other);
            assert_eq!(sheet.fingerprint(), other.fingerprint());
            assert!(sheet.title.place.span() != other.title.place.span(), "{form}");
        }
        count += 1;
    }
    assert!(count > 20);
}

const FORMS: &str = "\
資料番号: 資料１
表題: >-
  令和7年度の

  取組内容
年度: 令和7年度
会議:
  - {月: '9月', 表示: 会議, 検討事項: [\"・進捗\\n\\u30fb課題\", 予算]}
  -
    検討事項: |
      ・研修

        ・人材
    月: 1月
    表示: 会議
課題:
- 見出し: あ
  区分: い
  取組:
    - 番号: 1
      項目: う
      内容: |-
        え
        お
      改ページ: 前          # ページ
      予定:
        方法検討: 4月〜9月
        順次実施:
          10月〜3月
    - 予定: [調査: 4月, {'研''修': \"5月\"}]
      内容: え
      番号: 2
      項目: お
    - 番号: 3
      項目: か
      内容: き
      予定:
        # 前期
        - 方法検討: 4月
        - 順次実施: 5月 # 後期
";

fn sheet() -> Sheet {
    let template = read_template(&source(DEFAULT_TEMPLATE)).expect("the template");
    read_sheet(&source(FORMS), &template).expect("a sheet")
}

fn words(place: Place) -> &'static str {
    let span = place.span().expect("a place");
    &FORMS[span.start..span.end]
}

#[test]
fn meetings_and_points_have_places_of_their_own() {
    let meetings = sheet().meetings;
    let points: Vec<(&str, &str)> = meetings
        .iter()
        .flat_map(|it| &it.agenda)
        .map(|point| (point.value.as_str(), words(point.place)))
        .collect();
    assert_eq!(
        points,
        [("進捗", "進捗"), ("課題", "課題"), ("予算", "予算"), ("研修", "研修"), ("人材", "人材")]
    );
    let [september, january] = meetings.as_slice() else { panic!("two meetings") };
    assert_eq!((words(september.month_place), words(january.month_place)), ("'9月'", "1月"));
    assert_eq!(words(september.whole), "{月: '9月', 表示: 会議, 検討事項: [\"・進捗\\n\\u30fb課題\", 予算]}");
    assert!(words(january.whole).starts_with("検討事項: |") && words(january.whole).ends_with("表示: 会議"));
}

#[test]
fn bars_rows_and_themes_have_places_of_their_own() {
    let sheet = sheet();
    let bars = |row: &Initiative| match &row.schedule {
        Schedule::Bars(bars) => {
            bars.iter().map(|it| [it.whole, it.kind.place, it.when.place].map(words)).collect()
        }
        Schedule::Meetings(_) => Vec::new(),
    };
    let [first, second, third] = sheet.themes[0].initiatives.as_slice() else { panic!("three rows") };
    assert_eq!(
        bars(first),
        [
            ["方法検討: 4月〜9月", "方法検討", "4月〜9月"],
            ["順次実施:\n          10月〜3月", "順次実施", "10月〜3月"]
        ]
    );
    assert_eq!(bars(second), [["調査: 4月", "調査", "4月"], ["'研''修': \"5月\"", "'研''修'", "\"5月\""]]);
    assert_eq!(bars(third), [["方法検討: 4月", "方法検討", "4月"], ["順次実施: 5月", "順次実施", "5月"]]);
    assert_eq!([first, second, third].map(|row| words(row.place)), ["1", "2", "3"]);
    assert_eq!((words(first.break_place), second.break_place.span()), ("前", None));
    assert!(words(first.whole).starts_with("番号: 1\n") && words(first.whole).ends_with("10月〜3月"));
    assert_eq!(words(second.whole).lines().last(), Some("      項目: お"));
    assert!(
        words(sheet.themes[0].whole).starts_with("見出し: あ\n")
            && words(sheet.themes[0].whole).ends_with("順次実施: 5月")
    );
}

#[test]
fn places_lead_back_to_the_values_of_the_document() {
    let (document, sheet) = (Document::read(&source(FORMS)).expect("YAML"), sheet());
    let row = |number: usize| Path::top().key("課題").item(0).key("取組").item(number);
    let way = |place: Place| document.path_at(place).expect("a way");
    let rows = &sheet.themes[0].initiatives;
    assert_eq!(way(sheet.title.place), Path::top().key("表題"));
    assert_eq!(document.get(&way(sheet.title.place)), Some(Value::text("令和7年度の\n取組内容")));
    assert_eq!(
        way(sheet.meetings[0].agenda[1].place),
        Path::top().key("会議").item(0).key("検討事項").item(0)
    );
    assert_eq!(way(rows[0].text("内容").expect("a text").place), row(0).key("内容"));
    let bar = |row: usize, bar: usize| match &rows[row].schedule {
        Schedule::Bars(bars) => [bars[bar].kind.place, bars[bar].when.place, bars[bar].whole].map(way),
        Schedule::Meetings(_) => panic!("bars"),
    };
    for (found, wanted) in [
        (bar(0, 1), row(0).key("予定").key("順次実施")),
        (bar(1, 0), row(1).key("予定").item(0).key("調査")),
        (bar(1, 1), row(1).key("予定").item(1).key("研'修")),
        (bar(2, 1), row(2).key("予定").item(1).key("順次実施")),
    ] {
        assert!(found.iter().all(|path| *path == wanted), "{found:?}");
    }
    assert_eq!(way(rows[0].break_place).to_string(), "課題の 1 番目の取組の 1 番目の改ページ");
    assert_eq!(way(rows[0].break_place).to_item(), Some(row(0)));
    assert_eq!(document.path_at(Place::NONE), None);
}

#[test]
fn keys_in_the_older_spelling_mean_the_same() {
    let data = format!("収めるページ数: 2\n{}", include_str!("suite/one-row/input.yaml"));
    let template = DEFAULT_TEMPLATE;
    let sheet = |data: &str, template: &str| {
        let template = shiryo3::read_template(&source(template)).expect("a template");
        shiryo3::read_sheet(&source(data), &template).expect("a sheet")
    };
    let older = |text: &str| text.replace("ページ", "頁");
    assert!(older(&data).contains("収める頁数") && older(template).contains("各頁に繰り返す"));
    assert_eq!(
        sheet(&older(&data).replace("改頁", "改ページ"), &older(template)).pages,
        sheet(&data, template).pages
    );
}
