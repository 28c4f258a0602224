//! What agencies do to a workbook beside writing into its cells, and what is read of that.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

#[path = "common/replies.rs"]
mod replies;

use std::sync::LazyLock;

use common::{Built, STEM, build, build_right, source, xlsx_part};
use replies::{told, with_cell, with_cells, with_part};
use shiryo3::load::Document;
use shiryo3::merge::{self, Answer, Choice, Decisions};
use shiryo3::reply::{self, Now, Reply};
use shiryo3::{DEFAULT_TEMPLATE, read_template};

/// The printed sheet in a workbook, and the list of bars.
const PRINTED: &str = "xl/worksheets/sheet1.xml";
const LIST: &str = "xl/worksheets/sheet3.xml";

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
fn a_schedule_is_known_by_its_wide_head() {
    let said = told_of_cells(&[("G3", "スケジュール"), ("G11", "試行")]);
    assert_eq!(said, ["2 帯: 試行: 4月〜9月、順次実施: 10月〜3月", "言葉 - G3: スケジュール"]);
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
    assert_eq!(said[..2], ["言葉 5 課題: ", "言葉 6 課題: "].map(|line| line.to_owned() + heading));
    assert_eq!(said[2..], ["言葉 - 資料３シート: 消されています: (２)自治体の支援体制の構築"]);
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
fn months_of_a_body_that_are_others_are_told() {
    let template = include_str!("../data/council-year.template.yaml");
    let built = build(include_str!("../data/council-year.yaml"), template);
    let built = built.unwrap_or_else(|mistakes| panic!("{}", mistakes[0].message));
    let xlsx = with_cells(&built.xlsx, PRINTED, &[("H7", " "), ("K7", "○"), ("A23", "2月2日")]);
    let template = read_template(&source(template)).expect("a template");
    let reply = reply::read("r9.xlsx", &xlsx, &Now::new(&built.sheet, STEM, &template));
    // A number that Excel took for a day stays the number.
    assert_eq!(
        told(&reply.expect("a reply")),
        ["言葉 - 会議体の行: 「運営会議」の場所か数が変わっています（Excel を見てください）"]
    );
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

/// Work that has breaks, goes on beyond the year, and is done.
const BREAKS: &str = "資料番号: 資料１
表題: 令和9年度の取組内容
年度: 令和9年度
会議:
  - 月: 9月
    表示: 会議
課題:
  - 見出し: （１）人材の育成
    区分: 人材育成
    取組:
      - 番号: 1
        項目: 研修会の実施
        内容: 職員に向けて研修会を開く
        提案機関: 甲市
        予定:
          - 方法検討: 第１四半期
          - 見学: 随時
          - 連絡会: 毎月
          - 順次実施: 10月〜
        実績:
          - 試行: 4月〜7月
";

/// What is read of its workbook once parts of a worksheet have been changed.
fn told_of_breaks(part: &str, changes: &[(&str, &str)]) -> (Vec<String>, Reply) {
    let (built, template) =
        (build_right(BREAKS), read_template(&source(DEFAULT_TEMPLATE)).expect("a template"));
    let sheet = xlsx_part(&built.xlsx, part);
    assert!(changes.iter().all(|(old, _)| sheet.contains(old)), "{sheet}");
    let sheet = changes.iter().fold(sheet, |sheet, (old, new)| sheet.replacen(old, new, 1));
    let xlsx = with_part(&built.xlsx, part, sheet.as_bytes());
    let reply = reply::read("r9.xlsx", &xlsx, &Now::new(&built.sheet, STEM, &template)).expect("a reply");
    let bars = reply.edits.iter().flat_map(|edit| edit.texts.clone());
    let doubts = reply.edits.iter().map(|edit| format!("{:?}", edit.doubts));
    let remarks = reply.remarks.iter().map(|remark| format!("{}: {}", remark.place, remark.text));
    (bars.chain(doubts).chain(remarks).collect(), reply)
}

#[test]
fn a_bar_that_is_drawn_longer_leaves_the_others_as_they_are_written() {
    let (told, reply) = told_of_breaks(PRINTED, &[("ref=\"G7:I7\"", "ref=\"G7:J7\"")]);
    assert_eq!(told, ["方法検討: 4月〜7月、見学: 随時、連絡会: 毎月、順次実施: 10月〜", "[]"]);
    let document = Document::read(&source(BREAKS)).expect("data");
    let built = build_right(BREAKS);
    let template = read_template(&source(DEFAULT_TEMPLATE)).expect("a template");
    let answers = [Answer { agency: "甲市".to_owned(), reply }];
    let proposals = merge::propose(&Now::new(&built.sheet, STEM, &template), &answers);
    let decisions = Decisions { choices: vec![Some(Choice::Reply)], proposals };
    let applied = merge::apply(&document, &built.sheet, &decisions).expect("applied");
    let text = applied.document.source().text().to_owned();
    assert_eq!(text, BREAKS.replace("第１四半期", "4月〜7月"));
}

#[test]
fn bars_with_breaks_are_read_from_their_list() {
    let sheet = xlsx_part(&build_right(BREAKS).xlsx, LIST);
    let cell = |name: &str| {
        let at = sheet.find(&format!("<c r=\"{name}\"")).expect("a cell");
        let end = at + sheet[at..].find("</c>").expect("an end") + 4;
        sheet[at..end].to_owned()
    };
    let told = |cells: &[(&str, &str)]| {
        let written = |(name, text): &(&str, &str)| {
            (cell(name), format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"))
        };
        let changes: Vec<(String, String)> = cells.iter().map(written).collect();
        let changes: Vec<(&str, &str)> =
            changes.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
        told_of_breaks(LIST, &changes).0.remove(0)
    };
    for (cells, bars) in [
        (&[("F5", "2027/9/30")] as &[(&str, &str)], "見学: 4月〜9月、連絡会: 毎月"),
        (&[("D5", "体験（随時）")], "体験: 随時、連絡会: 毎月"),
        (&[("I6", "6月〜9月")], "見学: 随時、連絡会: 6月〜9月"),
        (&[("I5", "毎月")], "見学: 毎月、連絡会: 毎月"),
    ] {
        assert_eq!(told(cells), format!("方法検討: 4月〜6月、{bars}、順次実施: 10月〜"));
    }
}

#[test]
fn copies_of_the_list_of_bars_are_read_too() {
    let book = xlsx_part(&BUILT.xlsx, "xl/workbook.xml")
        .replace("</sheets>", "<sheet name=\"予定一覧 (2)\" sheetId=\"99\" r:id=\"rId99\"/></sheets>");
    let links = xlsx_part(&BUILT.xlsx, "xl/_rels/workbook.xml.rels").replace(
        "</Relationships>",
        "<Relationship Id=\"rId99\" Type=\"x/worksheet\" Target=\"worksheets/copy.xml\"/></Relationships>",
    );
    let copied = |own: &[(&str, &str)], copy: &[(&str, &str)]| {
        told_of(|xlsx| {
            let copy = xlsx_part(&with_cells(&xlsx, LIST, copy), LIST);
            let xlsx = with_part(&with_cells(&xlsx, LIST, own), "xl/worksheets/copy.xml", copy.as_bytes());
            let xlsx = with_part(&xlsx, "xl/workbook.xml", book.as_bytes());
            with_part(&xlsx, "xl/_rels/workbook.xml.rels", links.as_bytes())
        })
    };
    let (june, july) = ([("F6", "2017/6/30")], [("F6", "2017/7/31")]);
    let bars = |month: &str| format!("方法検討: 4月〜{month}、順次実施: 10月〜3月");
    assert_eq!(copied(&[], &june), [format!("2 帯: {}", bars("6月"))]);
    assert_eq!(copied(&june, &june), [format!("2 帯: {}", bars("6月"))]);
    assert_eq!(copied(&june, &july), [format!("2 帯: {} | {} Inside", bars("6月"), bars("7月"))]);
}

#[test]
fn colours_in_the_list_of_bars_are_told() {
    let sheet = xlsx_part(&BUILT.xlsx, LIST);
    let (_, head) = sheet.split_once("<c r=\"D3\" s=\"").expect("a head");
    let head = head.split_once('"').expect("an end").0;
    let cell = |_: &str| format!("<c r=\"D6\" s=\"{head}\" t=\"inlineStr\"><is><t>方法検討</t></is></c>");
    let sheet = with_cell(sheet.clone(), "D6", cell);
    let said = told_of(|xlsx| with_part(&xlsx, LIST, sheet.as_bytes()));
    let line = "言葉 2 予定一覧シートの6行目: 「種類」は、文は同じで、色や下線などだけが変わっています（Excel を見てください）";
    assert_eq!(said, [line]);
}

#[test]
fn headers_of_opendocument_are_told_but_for_what_programs_put_in() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returned/v13a_lo.ods");
    let ods = std::fs::read(path).expect("a file");
    let content = xlsx_part(&ods, "content.xml");
    let table = content.split("<table:table ").nth(1).expect("a table");
    let style =
        table.split("table:style-name=\"").nth(1).and_then(|it| it.split('"').next()).expect("a style");
    let page = content.split(&format!("style:name=\"{style}\"")).nth(1).expect("a style");
    let page = page.split("master-page-name=\"").nth(1).and_then(|it| it.split('"').next()).expect("a page");
    let styles = xlsx_part(&ods, "styles.xml");
    let at = styles.find(&format!("<style:master-page style:name=\"{page}\"")).expect("a page");
    let at = at + styles[at..].find('>').expect("an end") + 1;
    let header = |attribute: &str, text: &str| {
        format!(
            "<style:header{attribute}><style:region-left><text:p>{text}</text:p></style:region-left></style:header>"
        )
    };
    let said = |header: String| {
        let styles = [&styles[..at], &header, &styles[at..]].concat();
        let ods = with_part(&ods, "styles.xml", styles.as_bytes());
        let template = read_template(&source(DEFAULT_TEMPLATE)).expect("a template");
        let reply = reply::read("r.ods", &ods, &Now::new(&BUILT.sheet, "h29-odawara", &template));
        let remarks = reply.expect("a reply").remarks;
        remarks.into_iter().map(|remark| format!("{}: {}", remark.place, remark.text)).collect::<Vec<_>>()
    };
    assert_eq!(said(header("", "町の修正版")), ["ヘッダーとフッター: 町の修正版"]);
    assert_eq!(said(header(" style:display=\"false\"", "町の修正版")), [] as [String; 0]);
    assert_eq!(said(header("", "<text:sheet-name>資料３</text:sheet-name>")), [] as [String; 0]);
}

#[test]
fn a_number_that_is_struck_through_is_told() {
    let sheet = xlsx_part(&BUILT.xlsx, PRINTED);
    let struck = "<is><r><rPr><strike/></rPr><t>2</t></r></is>";
    let cell = |look: &str| format!("<c r=\"A10\"{look} t=\"inlineStr\">{struck}</c>");
    let sheet = with_cell(sheet, "A10", cell);
    assert_eq!(
        told_of(|xlsx| with_part(&xlsx, PRINTED, sheet.as_bytes())),
        ["言葉 2 : 番号に取り消し線があります"]
    );
}

#[test]
fn the_samples_say_nothing_when_they_come_back_unchanged() {
    macro_rules! sample {
        ($name:literal) => {
            (
                include_str!(concat!("../data/", $name, ".yaml")),
                include_str!(concat!("../data/", $name, ".template.yaml")),
            )
        };
    }
    for (data, template) in [sample!("council-year"), sample!("one-page"), sample!("three-year-plan")] {
        let built = build(data, template).unwrap_or_else(|mistakes| panic!("{}", mistakes[0].message));
        let template = read_template(&source(template)).expect("a template");
        let reply = reply::read("r9.xlsx", &built.xlsx, &Now::new(&built.sheet, STEM, &template));
        assert_eq!(told(&reply.expect("a reply")), [] as [String; 0]);
    }
}

#[test]
fn headings_that_are_gone_are_told() {
    let gone = "言葉 - 資料３シート: 消されています: (６)医療的ケアを必要とする在宅児の実態が不明";
    assert_eq!(told_of_cells(&[("A83", " ")]).last().expect("a line"), gone);
    // One that was written otherwise is told as it is now.
    assert_eq!(told_of_cells(&[("A83", "(６)医療的ケア児の実態")]), ["言葉 - A83: (６)医療的ケア児の実態"]);
}

#[test]
fn rows_of_a_theme_in_another_order_are_told() {
    let row = |number: u8, item: &str| {
        format!("      - {{番号: {number}, 項目: {item}の開催, 内容: {item}を毎年開く, 予定: 通年}}\n")
    };
    let head = "資料番号: 資料１\n表題: 令和9年度の取組\n年度: 令和9年度\n課題:\n  - 見出し: （１）研修\n    取組:\n";
    let data = [head, &row(1, "研修会"), &row(2, "相談会"), &row(3, "見学会")].concat();
    let built = build_right(&data);
    let template = read_template(&source(DEFAULT_TEMPLATE)).expect("a template");
    let cells = [
        ("A6", "2"),
        ("C6", "相談会の開催"),
        ("D6", "相談会を毎年開く"),
        ("A9", "1"),
        ("C9", "研修会の開催"),
        ("D9", "研修会を毎年開く"),
    ];
    let xlsx = with_cells(&built.xlsx, PRINTED, &cells);
    let names = xlsx_part(&xlsx, "xl/workbook.xml").replace("取組_", "行_");
    let xlsx = with_part(&xlsx, "xl/workbook.xml", names.as_bytes());
    let said =
        told(&reply::read("r9.xlsx", &xlsx, &Now::new(&built.sheet, STEM, &template)).expect("a reply"));
    let order = "言葉 - 取組の順: 「（１）研修」の取組が 2、1、3 の順になっています（番号は前のもの）";
    assert!(said.iter().any(|it| it == order), "{said:#?}");
}
