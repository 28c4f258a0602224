//! Next year's file out of this year's: what changes, what is told, and that all else stays.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/desk.rs"]
mod desk;

use std::path::Path;

use common::{BLESS, cases, data_of, mismatch, name};
use desk::Desk;
use shiryo3::diag::Sources;
use shiryo3::load::{Coding, Document, Value};
use shiryo3::rollover::{Answers, Bars, Rolled, next_file_stem, questions, roll_over};

const REAL: &str = include_str!("../data/h29-odawara.yaml");

/// A small document of a year, with what stands below it.
fn small(head: &str, rest: &str) -> String {
    format!("資料番号: 資料３\n{head}\n課題:\n  - 見出し: 課題\n    区分: 区分\n    取組:\n{rest}")
}

fn document(text: &str) -> Document {
    Document::read(&Sources::default().add("r8.yaml", text)).expect("YAML")
}

fn rolled(text: &str, answers: &Answers) -> Rolled {
    roll_over(&document(text), answers).expect("a next year")
}

fn text_of(rolled: &Rolled) -> &str {
    rolled.document.source().text()
}

/// The lines of a text that another lacks.
fn missing<'a>(text: &'a str, other: &str) -> Vec<&'a str> {
    let mut rest: Vec<&str> = other.lines().collect();
    let lines = text.lines().filter(|line| match rest.iter().position(|other| other == line) {
        Some(place) => {
            rest.swap_remove(place);
            false
        }
        None => true,
    });
    lines.collect()
}

/// All changed lines are told, under their numbers, and no comment is gone without being told.
fn check(text: &str, rolled: &Rolled) {
    let new = text_of(rolled);
    let told: Vec<&str> = rolled.changes.iter().flat_map(|change| change.before.lines()).collect();
    for line in missing(text, new) {
        assert!(told.contains(&line), "{line}");
    }
    let lines: Vec<&str> = new.lines().collect();
    for change in rolled.changes.iter().filter(|change| !change.after.is_empty()) {
        let first = change.after.lines().next().expect("a line");
        assert_eq!(lines[change.line - 1], first, "{change:?}");
    }
    for look in &rolled.looks {
        assert!(lines[look.line - 1].contains(&look.text), "{look:?}");
        let value = look.path.as_ref().map(|path| rolled.document.get(path).expect("a value"));
        match value {
            Some(Value::Text(value)) => {
                assert!(value.lines().any(|line| line.trim() == look.said), "{look:?}")
            }
            Some(other) => panic!("{look:?}: {other:?}"),
            None => assert!(look.text.starts_with('#'), "{look:?}"),
        }
    }
}

#[test]
fn the_real_sheet_moves_on_by_a_year() {
    let rolled = rolled(REAL, &Answers::default());
    check(REAL, &rolled);
    let changes: Vec<(usize, &str, &str)> = rolled
        .changes
        .iter()
        .map(|change| (change.line, change.before.trim(), change.after.trim()))
        .collect();
    assert_eq!(
        changes,
        [
            (
                13,
                "表題: 平成29年度小田原地域の関係機関が行う小児在宅に係る取組内容（案）",
                "表題: 平成30年度小田原地域の関係機関が行う小児在宅に係る取組内容（案）"
            ),
            (14, "年度: 平成29年度", "年度: 平成30年度"),
            (
                26,
                "検討事項: [進捗状況の共有, H30年度の取組内容]",
                "検討事項: [進捗状況の共有, H31年度の取組内容]"
            ),
            (
                196,
                "改ページ: 前          # もとの資料では、ここから 2 ページ目",
                "# もとの資料では、ここから 2 ページ目"
            ),
        ]
    );
    let comments = |text: &str| {
        text.lines().filter_map(|line| Some(line.split_once('#')?.1.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(comments(text_of(&rolled)), comments(REAL));
}

#[test]
fn the_year_in_which_the_era_changes_is_asked_for() {
    let head = "表題: 平成30年度（H30）の取組\n年度: 平成30年度";
    let text = small(head, "      - 番号: 1\n        項目: 項目\n");
    let asked = questions(&document(&text)).expect("questions");
    assert_eq!(asked.era, Some(["平成31年度".to_owned(), "令和元年度".to_owned()]));
    let refused = roll_over(&document(&text), &Answers::default()).expect_err("a decision is missing");
    assert_eq!(refused.message, "次の年度の書き方（平成31年度、令和元年度）が決まっていません");
    for (prefers_new, title) in [(false, "平成31年度（H31）"), (true, "令和元年度（R1）")] {
        let answers = Answers { prefers_new_era: Some(prefers_new), ..Answers::default() };
        assert!(text_of(&rolled(&text, &answers)).contains(&format!("表題: {title}の取組")));
    }
    assert_eq!(questions(&document(REAL)).expect("questions").era, None);
}

#[test]
fn years_of_a_title_move_in_every_spelling_and_others_stay() {
    for (year, title, next) in [
        ("令和8年度", "令和8（2026）年度 第２期計画（R5年度〜）", "令和9（2027）年度 第２期計画（R5年度〜）"),
        ("R8", "Ｒ８ 取組", "Ｒ９ 取組"),
        ("2026年度", "８年度の取組", "９年度の取組"),
        ("令和元年度", "令和元年度の取組（令和元年9月版）", "令和2年度の取組（令和元年9月版）"),
        ("平成31年度", "H31の取組", "R2の取組"),
    ] {
        let text = small(&format!("表題: {title}\n年度: {year}"), "      - 番号: 1\n");
        let rolled = rolled(&text, &Answers::default());
        assert!(text_of(&rolled).contains(&format!("表題: {next}\n")), "{}", text_of(&rolled));
        check(&text, &rolled);
    }
}

#[test]
fn a_date_and_page_breaks_go_and_their_comments_stay() {
    let head = "表題: 表題\n年度: R8\n# 会議の前に直す\n作成日: R8.5.10 # 案の日";
    let rows = "      - 番号: 1\n        改ページ: 前\n        項目: 項目\n      - {番号: 2, 改ページ: 前, 項目: 項目}\n";
    let text = small(head, rows);
    let old = rolled(&text, &Answers::default());
    check(&text, &old);
    assert!(!text_of(&old).contains("改ページ") && !text_of(&old).contains("作成日:"));
    assert!(text_of(&old).contains("年度: R9\n# 会議の前に直す\n# 案の日\n課題:"), "{}", text_of(&old));
    let answers = Answers { date: Some("R9.5.10".to_owned()), ..Answers::default() };
    assert!(text_of(&rolled(&text, &answers)).contains("作成日: R9.5.10 # 案の日"));
}

#[test]
fn bars_stay_go_on_or_go() {
    let answers = Answers {
        bars: Bars::GoOn,
        bars_of: [("3".to_owned(), Bars::Keep), ("４".to_owned(), Bars::Empty)].into(),
        ..Answers::default()
    };
    let rolled = rolled(REAL, &answers);
    check(REAL, &rolled);
    let text = text_of(&rolled);
    let row = |number: &str| {
        let (_, behind) = text.split_once(&format!("- 番号: {number}\n")).expect("a row");
        behind
            .split("- 番号:")
            .next()
            .unwrap_or_default()
            .split_once("予定:")
            .expect("a schedule")
            .1
            .trim_end()
            .to_owned()
    };
    assert_eq!(row("2"), "\n          - 順次実施: 4月〜3月");
    assert_eq!(row("3"), "\n          - 方法検討: 4月〜9月\n          - 順次実施: 10月〜3月");
    assert!(row("4").starts_with(" []"), "{}", row("4"));
    assert!(row("1").starts_with(" 会議 "), "{}", row("1"));
}

#[test]
fn meetings_move_to_other_months_and_their_labels_with_them() {
    let bodies = "会議:\n  - 名前: 全体会\n    開催:\n      - {月: 6月, 表示: 第１回（６月）} # 案\n      - ９月\n  - {名前: 部会, 開催: [6月, 2月]}\n";
    let text = small(
        &format!("表題: 令和8年度\n年度: 令和8年度\n{bodies}"),
        "      - 番号: 1\n        予定: 会議\n",
    );
    let answers = Answers { meetings: [(6, 7), (9, 11)].into(), ..Answers::default() };
    let new = rolled(&text, &answers);
    check(&text, &new);
    for part in ["{月: 7月, 表示: 第１回（７月）} # 案", "- 11月\n", "開催: [7月, 2月]"] {
        assert!(text_of(&new).contains(part), "{part}\n{}", text_of(&new));
    }
    let asked = questions(&document(&text)).expect("questions").meetings;
    assert_eq!(
        asked.into_iter().collect::<Vec<_>>(),
        [(2, String::new()), (6, "第１回（６月）".to_owned()), (9, String::new())]
    );
    let wrong = Answers { meetings: [(5, 6)].into(), ..Answers::default() };
    assert!(roll_over(&document(&text), &wrong).expect_err("no meeting").remedy.contains("2月、6月、9月"));
}

#[test]
fn rows_that_are_done_go_with_their_themes_and_numbers_can_begin_anew() {
    let answers =
        Answers { done: ["5", "６", "23"].map(str::to_owned).into(), renumbers: true, ..Answers::default() };
    let rolled = rolled(REAL, &answers);
    check(REAL, &rolled);
    let text = text_of(&rolled);
    assert!(!text.contains("自治体の支援体制の構築") && text.contains("実態が不明"));
    let numbers: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("- 番号: ")).collect();
    assert_eq!(numbers, (1..=20).map(|number| number.to_string()).collect::<Vec<_>>());
    let wrong = Answers { done: vec!["24".to_owned()], ..Answers::default() };
    assert!(roll_over(&document(REAL), &wrong).expect_err("no such row").message.contains("24"));
    let all = Answers { done: (1..=23).map(|number| number.to_string()).collect(), ..Answers::default() };
    assert!(roll_over(&document(REAL), &all).is_err());
}

#[test]
fn a_plan_keeps_its_years_but_those_before_its_period() {
    let head = "表題: 令和6〜8年度の計画\n期間: 令和6年度〜令和8年度\n会議:\n\
        \x20 - {月: 令和6年9月, 表示: 第１回}\n  - {月: 令和7年9月, 表示: 令和7年度}\n\
        \x20 - {名前: 部会, 開催: [令和6年5月, 令和7年5月]}\n  - {名前: 準備会, 開催: [令和6年5月]}";
    let rows = "      - 番号: 1
        予定:
          - 検討: R6
          - 実施: R6下半期〜R7上半期
          - 研修: [R6, R8]
          - 運営: R8以降
        実績:
          - 検討: R6
      - 番号: 2
        予定: {調査: R6}
";
    let text = small(head, rows);
    let rolled = rolled(&text, &Answers::default());
    check(&text, &rolled);
    let new = text_of(&rolled);
    for part in [
        "期間: 令和7年度〜令和9年度\n",
        "表題: 令和7〜9年度の計画\n",
        "会議:\n  - {月: 令和7年9月, 表示: 令和7年度}\n  - {名前: 部会, 開催: [令和7年5月]}\n課題",
        "予定:\n          - 実施: 〜R7上半期\n          - 研修: [R8]\n          - 運営: R8以降\n",
    ] {
        assert!(new.contains(part), "{part}\n{new}");
    }
    let go_on = Answers { bars: Bars::GoOn, ..Answers::default() };
    let go_on = self::rolled(&text, &go_on);
    assert!(text_of(&go_on).contains("- 順次実施: 令和7年度〜令和9年度\n"), "{}", text_of(&go_on));
    assert!(!new.contains("検討") && !new.contains("R6") && !new.contains("調査"), "{new}");
}

#[test]
fn what_has_come_of_a_year_goes_with_it() {
    let text = small(
        "表題: 表題\n年度: R8",
        "      - 番号: 1\n        予定:\n          - 実施: 令和8年6月〜9月\n        実績:\n          - 実施: 7月\n        変更理由: 補助の内示\n",
    );
    let rolled = rolled(&text, &Answers::default());
    check(&text, &rolled);
    assert!(text_of(&rolled).ends_with("予定:\n          - 実施: 令和9年6月〜9月\n"), "{}", text_of(&rolled));
}

#[test]
fn words_that_may_be_true_of_the_old_year_alone_are_told() {
    let texts = "        項目: 昨年の反省\n        内容: |\n          去年は\n          11月8日（土）の訓練\n          毎年";
    let text = small("表題: 表題\n年度: R7", &format!("      - 番号: 1\n{texts}\n"));
    let rolled = rolled(&text, &Answers::default());
    let told: Vec<&str> = rolled.looks.iter().map(|look| look.text.as_str()).collect();
    assert_eq!(told, ["資料番号: 資料３", "項目: 昨年の反省", "去年は", "11月8日（土）の訓練"]);
}

#[test]
fn meetings_move_in_what_they_say_of_fiscal_years() {
    let meetings = "会議:\n  - 月: 令和6年9月\n    表示: 令和6年度 第１回（令和6年9月）\n    検討事項: [令和7年度の取組, 7年度予算]\n\
        \x20 - {名前: 部会, 開催: [令和6年5月, 令和7年2月]}";
    let text = small(&format!("表題: 表題\n年度: 令和6年度\n{meetings}"), "      - 番号: 1\n");
    let rolled = rolled(&text, &Answers::default());
    check(&text, &rolled);
    for part in [
        "- 月: 令和7年9月\n",
        "表示: 令和7年度 第１回（令和6年9月）\n",
        "検討事項: [令和8年度の取組, 8年度予算]\n",
        "開催: [令和7年5月, 令和8年2月]}\n",
    ] {
        assert!(text_of(&rolled).contains(part), "{}", text_of(&rolled));
    }
    let label =
        rolled.looks.iter().find(|look| look.text.starts_with("表示") && look.why.contains("変えていません"));
    assert!(label.is_some(), "{:?}", rolled.looks);
}

#[test]
fn what_may_be_out_of_date_is_listed() {
    let rows = "      - 番号: 1\n        項目: 項目 # 既存の会\n        内容: |-\n          ・今後広げる\n          ・R7年度に年に数回開いた\n";
    let text = small("表題: 表題\n年度: R8", rows);
    let rolled = rolled(&text, &Answers::default());
    check(&text, &rolled);
    let looks: Vec<(usize, &str)> = rolled.looks.iter().map(|look| (look.line, look.text.as_str())).collect();
    let last = "・R7年度に年に数回開いた";
    assert_eq!(
        looks,
        [(1, "資料番号: 資料３"), (9, "# 既存の会"), (11, "・今後広げる"), (12, last), (12, last)]
    );
}

#[test]
fn next_files_have_the_next_year_in_their_names() {
    for (stem, year, next) in [
        ("r8", 2026, Some("r9")),
        ("h29-odawara", 2017, Some("h30-odawara")),
        ("Ｒ８資料", 2026, Some("Ｒ９資料")),
        ("2026_資料3", 2026, Some("2027_資料3")),
        ("h30", 2018, Some("h31")),
        ("資料３", 2026, None),
        ("r7", 2026, None),
    ] {
        assert_eq!(next_file_stem(stem, year).as_deref(), next, "{stem}");
    }
}

#[test]
fn every_sheet_keeps_what_is_not_told() {
    let answers = [
        Answers::default(),
        Answers { bars: Bars::GoOn, renumbers: true, ..Answers::default() },
        Answers { bars: Bars::Empty, label: Some("資料９".to_owned()), ..Answers::default() },
    ];
    let mut count = 0;
    for case in cases() {
        let text = data_of(&case);
        let Ok(document) = Document::read(&Sources::default().add(&name(&case), &text)) else { continue };
        for answers in &answers {
            if let Ok(rolled) = roll_over(&document, answers) {
                check(&text, &rolled);
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn a_file_keeps_its_lines_and_encoding() {
    let head = "表題: 令和8年度〜\r\n年度: 令和8年度";
    let text = small(head, "      - 番号: 1 # 案\r\n        予定:\r\n          - 検討: 4月～9月\r\n")
        .replace("\r\n", "\n");
    let text = text.replace('\n', "\r\n").replace('〜', "～");
    let (bytes, _, _) = encoding(&text);
    let (text, coding) = Coding::read(&bytes).expect("a text");
    let document = document(&text).with_coding(coding);
    let answers = Answers { bars: Bars::GoOn, ..Answers::default() };
    let rolled = roll_over(&document, &answers).expect("a next year");
    let right = text.replace("令和8", "令和9").replace("検討: 4月～9月", "順次実施: 4月～3月");
    let (right, _, _) = encoding(&right);
    assert_eq!(rolled.document.to_bytes().expect("bytes"), right);
}

/// A text in Shift_JIS.
fn encoding(text: &str) -> (Vec<u8>, (), ()) {
    (encoding_rs::SHIFT_JIS.encode(text).0.into_owned(), (), ())
}

#[test]
fn the_program_tells_what_it_changed_and_what_to_look_at() {
    let desk = Desk::with(&[("h29-odawara.yaml", REAL)]);
    let (code, said) = desk.say(&["rollover", "h29-odawara.yaml", "h30-odawara.yaml"]);
    assert_eq!(code, 0, "{said}");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rollover/h29-odawara.txt");
    if let Some(mismatch) = mismatch(&golden, Some(&said)) {
        panic!("{mismatch}\n{BLESS}=1 cargo test --test rollover writes it anew");
    }
    let new = std::fs::read_to_string(desk.path("h30-odawara.yaml")).expect("the new file");
    assert_eq!(new, text_of(&rolled(REAL, &Answers::default())));
    assert_eq!(desk.say(&["check", "h30-odawara.yaml"]).0, 0);
    let (code, said) = desk.say(&["rollover", "h29-odawara.yaml"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("h30-odawara.yaml は既にあります"), "{said}");
}

#[test]
fn decisions_are_taken_from_the_command_line() {
    let text = REAL.replace("平成29年度", "平成30年度");
    let desk = Desk::with(&[("h30.yaml", &text)]);
    let (code, said) = desk.say(&["rollover", "h30.yaml"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("--era"), "{said}");
    let decided = [
        "--era",
        "令和",
        "--bars",
        "順次実施",
        "引き継ぐ=3,4",
        "--done",
        "22",
        "23",
        "--renumber",
        "--label",
        "資料２",
        "--meetings",
        "9月=10月",
    ];
    let (code, said) = desk.say(&[&["rollover", "h30.yaml", "r1.yaml"], decided.as_slice()].concat());
    assert_eq!(code, 0, "{said}");
    let new = std::fs::read_to_string(desk.path("r1.yaml")).expect("the new file");
    for part in [
        "資料番号: 資料２\n",
        "年度: 令和元年度\n",
        "- 順次実施: 4月〜3月\n",
        "- 方法検討: 4月〜9月\n",
        "- 月: 10月\n",
        "（10月頃）\n",
    ] {
        assert!(new.contains(part), "{part}");
    }
    assert_eq!(new.matches("方法検討: 4月").count(), 2);
    assert!(!new.contains("実態が不明"));
}
