//! What `shiryo3 diff` says and which files it leaves.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/desk.rs"]
mod desk;

use desk::{Desk, names};

const OLD: &str = include_str!("suite/changed-rows/earlier.yaml");
const NEW: &str = include_str!("suite/changed-rows/input.yaml");

#[test]
fn what_changed_is_written_and_nothing_where_nothing_did() {
    let desk = Desk::with(&[("第1回.yaml", OLD), ("第2回.yaml", NEW)]);
    let (code, said) = desk.say(&["diff", "第1回.yaml", "第1回.yaml"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("変更なし") && !desk.path("out").exists(), "{said}");
    let (code, said) = desk.say(&["diff", "第1回.yaml", "第2回.yaml"]);
    assert_eq!(code, 0, "{said}");
    let written =
        ["第2回_新旧対照表.pdf", "第2回_新旧対照表.xlsx", "第2回_見え消し.pdf", "第2回_見え消し.xlsx"];
    assert_eq!(names(&desk.path("out")), written);
}

#[test]
fn a_workbook_and_another_coding_serve_as_the_earlier_version() {
    let desk = Desk::with(&[("a.yaml", OLD), ("b.yaml", NEW)]);
    let utf16 = [0xFEFF].into_iter().chain(OLD.encode_utf16()).flat_map(u16::to_le_bytes);
    std::fs::write(desk.path("c.yaml"), utf16.collect::<Vec<u8>>()).expect("a file");
    assert_eq!(desk.say(&["build", "a.yaml"]).0, 0);
    for earlier in ["a.yaml", "c.yaml", "out/a.xlsx"] {
        let (code, said) = desk.say(&["diff", earlier, "b.yaml", "-o", "d", "--format", "ＪＳＯＮ"]);
        assert_eq!(code, 0, "{earlier}: {said}");
        let changes = std::fs::read_to_string(desk.path("d/b_変更.json")).expect("the changes");
        assert_eq!(changes, include_str!("suite/changed-rows/changes.txt"), "{earlier}");
    }
    let (code, said) = desk.say(&["diff", "a.yaml", "b.yaml", "-o", "d", "--format", "xlsx"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = desk.say(&["diff", "d/b_見え消し.xlsx", "b.yaml"]);
    assert!(code == 1 && said.contains("前回の内容を読み取れません"), "{said}");
}

#[test]
fn names_of_styles_are_read_in_any_width_and_guessed() {
    let desk = Desk::with(&[("a.yaml", OLD), ("b.yaml", NEW)]);
    let (code, said) =
        desk.say(&["diff", "a.yaml", "b.yaml", "--style", "見え消し、溶け込み", "--format", "ＰＤＦ"]);
    assert_eq!(
        (code, names(&desk.path("out"))),
        (0, vec!["b_溶け込み.pdf".to_owned(), "b_見え消し.pdf".to_owned()]),
        "{said}"
    );
    let (code, said) = desk.say(&["diff", "a.yaml", "b.yaml", "--style", "新旧対象表"]);
    assert!(code == 2 && said.contains("「新旧対照表」の書き誤りではありませんか"), "{said}");
}
