//! The JSON Schemas accept what the program reads and mark what it refuses.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::path::Path;

use common::{BLESS, cases, data_of, mismatch, name, source, template_of};
use jsonschema::Validator;
use serde_json::Value;
use shiryo3::load::template_schema;
use shiryo3::{DEFAULT_TEMPLATE, STARTER, read_template};

const GOOD: &str = include_str!("suite/one-row/input.yaml");

fn validator(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    jsonschema::draft7::new(&schema).expect("a schema")
}

/// The schema of the data that are made with a template.
fn schema_for(template: &str) -> String {
    let template = read_template(&source(template)).expect("a template");
    shiryo3::load::sheet_schema(template.text_columns(), template.shows_numbers())
}

/// The schema of the data that are made with the built-in template.
fn sheet_schema() -> String {
    schema_for(DEFAULT_TEMPLATE)
}

/// What a schema says against a YAML text.
fn complaints(validator: &Validator, yaml: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(yaml).expect("YAML");
    let complaints = validator.iter_errors(&value);
    complaints.map(|complaint| format!("{}: {complaint}", complaint.instance_path())).collect()
}

#[test]
fn schemas_are_as_in_the_golden_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema");
    for (file, schema) in [("data.json", sheet_schema()), ("template.json", template_schema())] {
        if let Some(mismatch) = mismatch(&folder.join(file), Some(&schema)) {
            panic!("{mismatch}\n{BLESS}=1 cargo test --test schema writes it anew");
        }
    }
}

#[test]
fn what_editors_show_is_japanese() {
    for schema in [sheet_schema(), template_schema()] {
        let count = |key: &str| schema.matches(&format!("\"{key}\": ")).count();
        assert!(count("pattern") > 0 && count("pattern") == count("patternErrorMessage"));
        let is_shown = |line: &&str| line.contains(r#""description":"#) || line.contains(r#"ErrorMessage":"#);
        for line in schema.lines().filter(is_shown) {
            let (_, text) = line.split_once(": ").expect("a value");
            assert!(!text.is_ascii(), "{line}");
        }
        assert!(!schema.contains("anyOf"), "editors show each part of it");
    }
}

#[test]
fn all_that_is_read_is_valid() {
    let template = validator(&template_schema());
    assert_eq!(complaints(&validator(&sheet_schema()), STARTER), [] as [String; 0]);
    assert_eq!(complaints(&template, DEFAULT_TEMPLATE), [] as [String; 0]);
    for case in cases() {
        let (sheet, look) = (data_of(&case), template_of(&case));
        if shiryo3::read_template(&source(&look))
            .and_then(|look| shiryo3::read_sheet(&source(&sheet), &look))
            .is_ok()
        {
            let data = validator(&schema_for(&look));
            let found = [complaints(&data, &sheet), complaints(&template, &look)].concat();
            assert!(found.is_empty(), "{}: {found:#?}", name(&case));
        }
    }
}

#[test]
fn misspelt_and_missing_keys_are_marked() {
    let (data, template) = (validator(&sheet_schema()), validator(&template_schema()));
    for (right, wrong) in [
        ("表題:", "表代:"),
        ("年度:", "# "),
        ("- 月:", "- つき:"),
        ("区分:", "区別:"),
        ("番号: 1", "備考: 1"),
        ("内容:", "内用:"),
        ("内容:", "備考:"),
    ] {
        let wrong = GOOD.replace(right, wrong);
        assert_ne!(wrong, GOOD, "{right}");
        assert_ne!(complaints(&data, &wrong), [] as [String; 0], "{wrong}");
    }
    for (right, wrong) in
        [("用紙:", "用氏:"), ("行送り:", "行おくり:"), ("その他:", "ほか:"), ("    揃え:", "    # ")]
    {
        let wrong = DEFAULT_TEMPLATE.replace(right, wrong);
        assert_ne!(complaints(&template, &wrong), [] as [String; 0], "{wrong}");
    }
}

#[test]
fn texts_of_a_template_and_no_others_are_known() {
    let columns = "欄:\n  - 名前: 担当課\n    見出し: 担当\n    幅: 8\n    揃え: 左\n    必須: はい\n";
    let data = validator(&schema_for(&DEFAULT_TEMPLATE.replace("\n欄:\n", &format!("\n{columns}"))));
    let with = |text: &str| GOOD.replace("        予定:", &format!("        {text}\n        予定:"));
    let marks = |text: &str| complaints(&data, &with(text)).len();
    assert_eq!(["担当課: 総務課", "担当課:", "担当果: 総務課", "備考: 案"].map(marks), [0, 1, 2, 1]);
}

/// Values, right and wrong ones, in the place of one that stands in a text.
const DATA_VALUES: [(&str, &[&str]); 10] = [
    (
        "年度: 令和7年度",
        &["R7", "Ｈ２９年度", "令和元年度", "2017", "平成 29 年度", "来年度", "29", "1900", "''", ""],
    ),
    (
        "年度: 令和7年度",
        &["R7\n作成日: Ｒ７．５．１０", "R7\n作成日: 2025年5月10日", "R7\n作成日: 5月10日", "R7\n作成日:"],
    ),
    ("月: 9月", &["9", "９月", "'09月'", "12月", "13月", "0月", "九月", "9 月", "''", ""]),
    ("方法検討: 4月〜9月", &["4月", "10～3月", "１０月 - ３月", "13月", "4月〜", "4月〜6月〜9月", ""]),
    (
        "方法検討: 4月〜9月",
        &[
            "通年",
            "隨時",
            "第１四半期",
            "3Q",
            "5Q",
            "R7",
            "〜９月",
            "10月以降",
            "[6月, 10月]",
            "5月上旬〜中旬",
            "6月、10月",
        ],
    ),
    ("年度: 令和7年度", &["R7〜R9", "R7\n期間: R7〜R9", "R7\n期間:"]),
    ("  - 方法検討: 4月〜9月", &["  なし", "  通年", "  上半期", "  会議", "  未定", ""]),
    (
        "番号: 1",
        &["１", "'2'", "0", "-1", "－1", "一", "1.5", "1-2", "ア", "1、2", "１　２", "'a: b'", "[1]", ""],
    ),
    ("検討事項: [進捗状況の共有]", &["進捗", "[]", "[1, 二]", "{a: b}", ""]),
    ("備考: 案", &["1", "''", "true", "[a]", ""]),
];

const TEMPLATE_VALUES: [(&str, &[&str]); 16] = [
    ("用紙: A3横", &["Ａ４縦", "b5横", "A6横", "A3", "B3横", ""]),
    ("上: 11mm", &["11 ｍｍ", "7.5PT", "７pt", "11", "11cm", ""]),
    ("左右の空き: 0.4", &["'０．４'", "0", "-1", "1001", "四", ""]),
    ("幅: 19.5", &["1", "0.5", ""]),
    ("揃え: 中央", &["左", "右", ""]),
    ("色: '#000000'", &["'＃ffFFff'", "'#000'", "黒", ""]),
    ("ページ番号: はい", &["いいえ", "true", "有", ""]),
    ("課題見出し: 余白があれば", &["はい", "いいえ", "余白", ""]),
    ("資料番号: 表題の行", &["表題の上", "右上", ""]),
    ("縦揃え: 上", &["中央", "下", ""]),
    ("進捗報告: 帯と罫線の間", &["帯のすぐ下", "上", ""]),
    ("終わりの短い行: 検討事項だけ避ける", &["そのまま", "避ける", "はい", ""]),
    ("行の高さ: ページに合わせる", &["内容に合わせる", "2", ""]),
    ("字下げ: はい", &["いいえ", "1", ""]),
    ("内側の色: '#2F3844'", &["灰", ""]),
    ("帯の上下の空き: 0.5", &["'０．４'", "-1", ""]),
];

#[test]
fn schemas_and_program_agree_on_values() {
    let good = GOOD.replace("        予定:", "        備考: 案\n        予定:");
    let template = shiryo3::read_template(&source(DEFAULT_TEMPLATE)).expect("the template");
    agree(&good, &DATA_VALUES, &sheet_schema(), |text| shiryo3::read_sheet(&source(text), &template).is_ok());
    agree(DEFAULT_TEMPLATE, &TEMPLATE_VALUES, &template_schema(), |text| {
        shiryo3::read_template(&source(text)).is_ok()
    });
}

/// Puts each value in its place in a text, and asks both.
fn agree(text: &str, values: &[(&str, &[&str])], schema: &str, is_read: impl Fn(&str) -> bool) {
    let schema = validator(schema);
    let mut differing = Vec::new();
    for (place, values) in values {
        assert!(text.contains(place), "{place}");
        let (key, _) = place.split_once(": ").expect("a key");
        for entry in values.iter().map(|value| format!("{key}: {value}")) {
            let text = text.replacen(place, &entry, 1);
            if complaints(&schema, &text).is_empty() != is_read(&text) {
                differing.push(format!("{entry} (the program reads it: {})", is_read(&text)));
            }
        }
    }
    assert!(differing.is_empty(), "{differing:#?}");
}
