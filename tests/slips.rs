//! Slips that people make in the YAML, and what is said about them: see `tests/slips/README.md`.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::path::{Path, PathBuf};

use common::{BLESS, agrees, build, explain, name};
use shiryo3::{DEFAULT_TEMPLATE, load};

/// What the first line of a case's files says before the places of its mistakes.
const PLACES: &str = "# 誤り: ";

/// The data for cases that are about a template.
const DATA: &str = include_str!("suite/one-row/input.yaml");

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slips");
    let entries = folder.read_dir().expect("the slips").map(|entry| entry.expect("an entry").path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

/// The data and the template of a case in its broken or its fixed state, and its first line.
fn read(case: &Path, state: &str) -> (String, String, String) {
    let of_template = case.join("broken.template.yaml").exists();
    let file = if of_template { format!("{state}.template.yaml") } else { format!("{state}.yaml") };
    let bytes = std::fs::read(case.join(file)).expect("a case's file");
    let text = load::text(&bytes).expect("text");
    let first = text.lines().next().unwrap_or_default();
    let places = first.strip_prefix(PLACES).expect("the places on the first line").to_owned();
    let (data, template) =
        if of_template { (DATA.to_owned(), text) } else { (text, DEFAULT_TEMPLATE.to_owned()) };
    (data, template, places)
}

/// The places that messages name, as lines and columns.
fn places(messages: &str) -> String {
    let heads = messages.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
    let places = heads.map(|head| head.split_once(".yaml:").expect("a place").1);
    places.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_slip_is_explained_at_its_place_and_its_fixed_copy_builds() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (data, template, expected) = read(&case, "broken");
        let messages = match build(&data, &template) {
            Ok(_) => String::new(),
            Err(mistakes) => explain(&mistakes, &data, &template),
        };
        if places(&messages) != expected {
            wrong.push(format!("{}: at {}, not {expected}", name(&case), places(&messages)));
        }
        if !agrees(&case.join("errors.txt"), Some(&messages)) {
            wrong.push(format!("{}: other messages than its errors.txt", name(&case)));
        }
        let (data, template, _) = read(&case, "fixed");
        if let Err(mistakes) = build(&data, &template) {
            wrong.push(format!("{}: fixed\n{}", name(&case), explain(&mistakes, &data, &template)));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{BLESS}=1 cargo test --test slips writes errors.txt anew",
        wrong.join("\n")
    );
    assert!(cases().len() >= 64);
}

#[test]
fn forms_whose_meaning_is_plain_are_accepted() {
    let forms = [
        ("年度: 令和7年度", "年度: 　Ｒ７　"),
        ("年度: 令和7年度", "年度: Ｈ29"),
        ("年度: 令和7年度", "年度: 令和元年度"),
        ("年度: 令和7年度", "年度: ２０１７年度"),
        ("4月〜9月", "４月～９月"),
        ("4月〜9月", "4~9月"),
        ("4月〜9月", "  ４ 月 - ９ 月　"),
        ("番号: 1", "番号: １"),
        ("番号: 1", "番号　: 　1　"),
        ("項目: 研修会の実施", "項目: “研修会”の‘実施’"),
        ("項目: 研修会の実施", "項目:   研修会の実施  # 説明"),
        ("項目: 研修会の実施", "項目:\n          研修会の実施"),
        ("項目: 研修会の実施", "項目: 研修会#2：基礎（10:30から、https://example.jp/）"),
        ("[進捗状況の共有]", "[進捗状況の共有,\n      来年度の取組]"),
        ("[進捗状況の共有]", "進捗状況の共有"),
        ("          - 方法検討", "          方法検討"),
        ("- 順次実施: 10月〜3月", "- 順次実施: 10月〜3月\n\n          # - 調査: 5月\n#調査"),
        ("会議:\n  - 月", "会議:\n# 年度の会議\n  - 月"),
        ("資料番号", "---\n資料番号"),
    ];
    for (usual, form) in forms {
        let data = DATA.replace("          - 順次実施: 10月〜3月", "          - 順次実施: 10月〜3月\n");
        let data =
            if form.starts_with("          方法") { data.replace("- 順次", "順次") } else { data };
        assert!(data.contains(usual), "{usual}");
        let data = data.replacen(usual, form, 1);
        if let Err(mistakes) = build(&data, DEFAULT_TEMPLATE) {
            panic!("{form}\n{}", explain(&mistakes, &data, DEFAULT_TEMPLATE));
        }
    }
}
