use super::*;
use crate::diag::Sources;
use crate::{DEFAULT_TEMPLATE, read_sheet, read_template};

const REAL: &str = include_str!("../../data/h29-odawara.yaml");

fn sheet(text: &str) -> Sheet {
    let mut sources = Sources::default();
    let template = read_template(&sources.add("template", DEFAULT_TEMPLATE)).expect("a template");
    read_sheet(&sources.add("data", text), &template).expect("a sheet")
}

/// A sheet whose rows have these proposers, with a list of agencies.
fn small(list: &str, proposers: &[&str]) -> Sheet {
    let rows = proposers.iter().enumerate().map(|(nth, cell)| {
        let cell = cell.replace('\n', "\\n");
        format!(
            "    - 番号: {}\n      項目: 項目\n      内容: 内容\n      提案機関: \"{cell}\"\n      予定: [実施: 4月]\n",
            nth + 1
        )
    });
    let head = "資料番号: 資料３\n表題: 表題\n年度: R9\n";
    let rows: String = rows.collect();
    sheet(&format!("{head}{list}課題:\n- 見出し: 課題\n  区分: 区分\n  取組:\n{rows}"))
}

fn rows<'a>(agencies: &'a Agencies) -> Vec<(&'a str, &'a [usize])> {
    agencies.list.iter().map(|agency| (agency.name.as_str(), agency.rows.as_slice())).collect()
}

fn doubts<'a>(agencies: &'a Agencies) -> Vec<(&'a str, &'a Why)> {
    agencies.doubts.iter().map(|doubt| (doubt.part.text.as_str(), &doubt.why)).collect()
}

#[test]
fn agencies_of_the_real_sheet_are_told_apart_by_their_whole_names() {
    let sheet = sheet(REAL);
    let agencies = Agencies::of(&sheet, &[OWNERS]);
    assert_eq!(agencies.list.len(), 17);
    let numbers = |name| agencies.find(name).map(|agency| agency.rows.iter().map(|row| row + 1).collect());
    assert_eq!(numbers("小田原市立病院"), Ok(vec![3, 19, 20]));
    assert_eq!(numbers("小田原市肢体不自由児者父母の会"), Ok(vec![11]));
    assert_eq!(numbers("箱根町子育て支援課及び健康福祉課"), Ok(vec![6, 22]));
    let unknown = numbers("小田原市").expect_err("whole names only");
    assert!(unknown.remedy.contains("小田原市健康づくり課、小田原市立病院"), "{}", unknown.remedy);
    let joined = "箱根町子育て支援課及び健康福祉課";
    assert_eq!(doubts(&agencies), [(joined, &Why::Joined), (joined, &Why::Joined)]);
    assert_eq!((agencies.nobodys.len(), agencies.of_row(10).count()), (0, 2));
}

#[test]
fn the_list_of_agencies_joins_spellings_and_parts_names() {
    let list = "機関:\n- 名前: 小田原市\n  別名: [小田原市役所, 小田原市 健康づくり課]\n- 名前: 町（各課）\n";
    let sheet =
        small(list, &["・小田原市役所\n・箱根町", "小田原市　健康づくり課、町(各課)", "小田原市・箱根町"]);
    let agencies = Agencies::of(&sheet, &[OWNERS]);
    assert_eq!(
        rows(&agencies),
        [("小田原市", &[0usize, 1, 2] as &[usize]), ("箱根町", &[0, 2]), ("町（各課）", &[1])]
    );
    assert_eq!(doubts(&agencies), []);
    assert_eq!(agencies.find("小田原市役所").map(|agency| agency.name.as_str()), Ok("小田原市"));
}

#[test]
fn what_may_be_meant_otherwise_is_listed() {
    let cells =
        ["・小田原市\n　健康課", "市立病院、（関係機関等）", "", "小田原市（福祉課）、小田原市立病院"];
    let sheet = small("", &cells);
    let agencies = Agencies::of(&sheet, &[OWNERS]);
    let within = |name: &str| Why::Within(name.to_owned());
    assert_eq!(
        doubts(&agencies),
        [
            ("健康課", &Why::GoesOn),
            ("関係機関", &Why::NoName),
            ("市立病院", &within("小田原市立病院")),
            ("小田原市（福祉課）", &within("小田原市")),
        ]
    );
    assert_eq!(agencies.nobodys, [2]);
    assert_eq!(agencies.list.len(), 5);
}

#[test]
fn a_spelling_belongs_to_one_agency() {
    let list = "機関:\n- 名前: 甲市\n  別名: [乙市]\n- 名前: 乙市\n";
    let text = REAL.replace("課題:\n", &format!("{list}課題:\n"));
    let mut sources = Sources::default();
    let template = read_template(&sources.add("template", DEFAULT_TEMPLATE)).expect("a template");
    let mistakes = read_sheet(&sources.add("data", &text), &template).expect_err("a name of two");
    assert_eq!(mistakes[0].message, "「乙市」は、二つの機関の名前になっています");
}

#[test]
fn an_extract_has_the_rows_of_its_agencies_under_their_numbers() {
    let sheet = sheet(REAL);
    let agencies = Agencies::of(&sheet, &[OWNERS]);
    let extract = |names: &[&str]| {
        let wanted: Vec<&Agency> = names.iter().filter_map(|name| agencies.find(name).ok()).collect();
        let extract = extract(&sheet, &wanted);
        let numbers: Vec<String> = extract.initiatives().map(|row| row.number.to_string()).collect();
        (numbers.join(" "), extract.themes.len(), extract.title.value)
    };
    let (numbers, themes, title) = extract(&["小田原医師会"]);
    assert_eq!((numbers.as_str(), themes), ("1 13 18 20", 3));
    assert_eq!(title, format!("{}【抜粋：小田原医師会】", sheet.title.value));
    let (numbers, themes, title) = extract(&["太陽の門", "小田原医師会", "小田原市立病院"]);
    assert_eq!((numbers.as_str(), themes), ("1 3 12 13 16 17 18 19 20 23", 5));
    assert!(title.ends_with("【抜粋：太陽の門 ほか2機関】"), "{title}");
}
