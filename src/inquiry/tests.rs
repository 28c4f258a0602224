use super::*;
use crate::agency::{Agencies, OWNERS};
use crate::diag::Sources;
use crate::model::{Sheet, Template};
use crate::{DEFAULT_TEMPLATE, read_sheet, read_template};

const REAL: &str = include_str!("../../data/h29-odawara.yaml");

fn read(text: &str) -> (Sheet, Template) {
    let mut sources = Sources::default();
    let template = read_template(&sources.add("template", DEFAULT_TEMPLATE)).expect("a template");
    (read_sheet(&sources.add("data", text), &template).expect("a sheet"), template)
}

fn form_of(text: &str, agency: &str) -> Form {
    let (sheet, template) = read(text);
    let agencies = Agencies::of(&sheet, &[OWNERS]);
    form(&sheet, &template, agencies.find(agency).expect("an agency"), "r9", Some("6月30日"))
}

/// A row's cells by the names of their columns.
fn cell<'a>(form: &'a Form, row: usize, name: &str) -> &'a Cell {
    let column = form.columns.iter().position(|column| column.field.name() == name).expect(name);
    &form.rows[row].cells[column]
}

#[test]
fn a_form_has_the_rows_of_its_agency_and_three_for_new_ones() {
    let form = form_of(REAL, "小田原医師会");
    let numbers: Vec<&str> = (0..form.rows.len()).map(|row| cell(&form, row, "番号").text.as_str()).collect();
    assert_eq!(numbers, ["1", "13", "18", "20", "新規1", "新規2", "新規3"]);
    let shown = ["区分", "項目", "予定1", "予定1の初め", "予定1の終わり", "予定2の初め", "予定2の終わり"];
    let shown =
        shown.map(|name| cell(&form, 2, if name == "区分" { "課題区分" } else { name }).text.as_str());
    assert_eq!(shown, ["人材不足", "専門医の確保", "方法検討", "4月", "9月", "10月", "3月"]);
    assert!(cell(&form, 2, "内容").is_open && !cell(&form, 2, "番号").is_open);
    assert_eq!((cell(&form, 2, "回答").text.as_str(), cell(&form, 2, "回答").is_open), ("", true));
    assert!(form.rows[4].cells.iter().skip(1).all(|cell| cell.is_open && cell.text.is_empty()));
}

#[test]
fn meetings_can_not_be_changed() {
    let form = form_of(REAL, "小田原医師会");
    assert_eq!(cell(&form, 0, "予定1"), &Cell { text: "会議".to_owned(), is_open: false });
    assert_eq!(cell(&form, 0, "予定2の終わり"), &Cell { text: String::new(), is_open: false });
}

#[test]
fn what_may_be_written_can_be_chosen_from_lists() {
    let form = form_of(REAL, "太陽の門");
    let choices = |name: &str| {
        let column = form.columns.iter().find(|column| column.field.name() == name).expect(name);
        (column.choices.join(" "), column.spare_choices.join(" "))
    };
    let months = "4月 5月 6月 7月 8月 9月 10月 11月 12月 1月 2月 3月".to_owned();
    assert_eq!(choices("予定2の初め"), (months.clone(), months));
    assert_eq!(choices("回答"), ("変更なし 修正 削除".to_owned(), "新規".to_owned()));
    assert_eq!(choices("予定1").0, "方法検討 順次実施 調査内容検討 講習会企画 研修企画");
    let categories = "ネットワーク 自治体支援体制 療育 コーディネート 人材不足 実態把握";
    assert_eq!(choices("課題区分"), (String::new(), categories.to_owned()));
}

#[test]
fn every_bar_has_room() {
    let bars = "          - 方法検討: 4月\n          - 順次実施: 5月〜6月\n          - 検証: 7月〜3月\n";
    let rest = "          - 順次実施: 10月〜3月\n\n      - 番号: 3\n";
    let usual = format!("          - 方法検討: 4月〜9月\n{rest}");
    assert!(REAL.contains(&usual));
    let text = REAL.replacen(&usual, &format!("{bars}\n      - 番号: 3\n"), 1);
    let form = form_of(&text, "小田原養護学校");
    let third = ["予定1の初め", "予定1の終わり", "予定3", "予定3の初め", "予定3の終わり"];
    assert_eq!(third.map(|name| cell(&form, 0, name).text.as_str()), ["4月", "4月", "検証", "7月", "3月"]);
    assert_eq!(cell(&form, 1, "予定3").text, "");
}

#[test]
fn a_form_carries_its_rows_alone() {
    let form = form_of(REAL, "小田原市肢体不自由児者父母の会");
    let carried = form.base.sheet().expect("a sheet");
    assert_eq!(carried.initiatives().map(|row| row.number.to_string()).collect::<Vec<_>>(), ["11"]);
    assert_eq!(form.base.fingerprint, read(REAL).0.fingerprint());
    assert_eq!(form.base.agency.as_deref(), Some("小田原市肢体不自由児者父母の会"));
}

#[test]
fn files_and_doubts_are_listed() {
    let text = REAL.replace("・小田原児童相談所", "・小田原/児童相談所、小田原?児童相談所等");
    let (sheet, _) = read(&text.replace("提案機関: こども医療センター", "提案機関: 未定"));
    let agencies = Agencies::of(&sheet, &[OWNERS]);
    let asked: Vec<_> = agencies.list.iter().collect();
    let Recipients { list, questions, file } = recipients(&sheet, &agencies, &asked, "r9");
    assert_eq!(file, "r9_照会先一覧.xlsx");
    let files: Vec<&str> = list.iter().map(|it| it.file.as_str()).collect();
    assert!(files.contains(&"r9_回答票_小田原／児童相談所.xlsx"), "{files:?}");
    let questions: Vec<(&str, &str)> =
        questions.iter().map(|it| (it.number.as_str(), it.name.as_str())).collect();
    let hakone = "箱根町子育て支援課及び健康福祉課";
    assert_eq!(
        questions,
        [
            ("4", "未定"),
            ("6", hakone),
            ("12", "小田原/児童相談所"),
            ("12", "小田原?児童相談所"),
            ("22", hakone),
        ]
    );
}
