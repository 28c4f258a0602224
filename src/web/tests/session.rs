//! What the page asks a session, and what it is answered.

#![allow(clippy::expect_used)] // A test fails by panicking.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shiryo3_web::Session;

/// Pages as SVG by their numbers.
type Held = BTreeMap<u64, String>;

const HEAD: &str = "資料番号: 資料３\n表題: 取組内容\n年度: 令和9年度\n課題:\n  - 見出し: 連携\n    取組:\n";

const ROW: &str = "
        項目: 連絡会の開催
        内容: 年に１度開く。
        提案機関: 保健所
        協力機関: 市立病院
        予定:
          - 方法検討: 4月〜9月
";

/// A sheet of so many rows.
fn sheet(rows: usize) -> String {
    let rows = (1..=rows).map(|number| format!("      - 番号: {number}{ROW}"));
    [HEAD.to_owned()].into_iter().chain(rows).collect()
}

fn asked(session: &mut Session, request: &Value, file: &str) -> Value {
    let (answer, _) = session.call(request.to_string().as_bytes(), file.as_bytes());
    serde_json::from_slice(&answer).expect("an answer")
}

fn opened(text: &str) -> Session {
    let mut session = Session::new();
    asked(&mut session, &json!({"ask": "open", "name": "r9.yaml"}), text);
    session
}

/// Writes a text into the nth row; gives the data.
fn edit(session: &mut Session, row: usize, text: &str) -> String {
    let change = json!({"set": [["課題", 0, "取組", row, "内容"], text]});
    let answer = asked(session, &json!({"ask": "edit", "changes": [change]}), "");
    answer["state"]["text"].as_str().expect("a text").to_owned()
}

/// The numbers of the pages, and those that came with their SVG.
fn came(session: &mut Session, request: &Value) -> (Vec<u64>, Held) {
    let answer = asked(session, request, "");
    let pages = answer["layout"]["made"]["pages"].as_array().expect("pages");
    let number = |page: &Value| page["number"].as_u64().expect("a number");
    let written = pages.iter().filter_map(|page| Some((number(page), page["svg"].as_str()?.to_owned())));
    (pages.iter().map(number).collect(), written.collect())
}

/// All pages, put together of what is held and what came; and how many came. From then on these are held.
fn shown(session: &mut Session, held: &mut Held) -> (Vec<String>, usize) {
    let numbers: Vec<u64> = held.keys().copied().collect();
    let (numbers, written) = came(session, &json!({"ask": "layout", "held": numbers}));
    let count = written.len();
    assert!(written.keys().all(|number| !held.contains_key(number)), "a number came twice");
    held.extend(written);
    held.retain(|number, _| numbers.contains(number));
    (numbers.iter().map(|number| held[number].clone()).collect(), count)
}

/// The pages as somebody gets them who has held none.
fn anew(text: &str) -> Vec<String> {
    shown(&mut opened(text), &mut Held::new()).0
}

#[test]
fn pages_that_are_held_and_have_not_changed_do_not_come_again() {
    let text = sheet(120);
    let (mut session, mut held) = (opened(&text), Held::new());
    let (pages, count) = shown(&mut session, &mut held);
    assert!(pages.len() > 3, "{}", pages.len());
    assert_eq!(count, pages.len());
    assert_eq!(shown(&mut session, &mut held), (pages.clone(), 0));

    let text = edit(&mut session, 60, "年に２度開く。");
    let (edited, count) = shown(&mut session, &mut held);
    assert_eq!(count, 1);
    assert_ne!(edited, pages);
    assert_eq!(edited, anew(&text));

    // The sheet takes more pages, and then as many as before.
    let text = edit(&mut session, 60, &"年に２度開く。\n".repeat(25));
    let (longer, _) = shown(&mut session, &mut held);
    assert!(longer.len() > edited.len());
    assert_eq!(longer, anew(&text));
    let text = edit(&mut session, 60, "年に２度開く。");
    assert_eq!(shown(&mut session, &mut held).0, edited);
    assert_eq!(edited, anew(&text));
}

#[test]
fn who_holds_no_pages_gets_all() {
    let mut session = opened(&sheet(120));
    let (numbers, written) = came(&mut session, &json!({"ask": "layout"}));
    edit(&mut session, 60, "年に２度開く。");
    // An answer that nobody has seen changes nothing for those who come after it.
    let (unseen, _) = came(&mut session, &json!({"ask": "layout", "held": numbers}));
    let (again, all) = came(&mut session, &json!({"ask": "layout"}));
    assert_eq!(again, unseen);
    assert!(again.iter().all(|number| all.contains_key(number)));
    let (_, missing) = came(&mut session, &json!({"ask": "layout", "held": numbers}));
    assert_eq!(missing.len(), 1);
    assert!(missing.keys().all(|number| !written.contains_key(number)));
}
