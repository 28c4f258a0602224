//! What must come out of each kind of change.

use shiryo3::diag::{self, Code, Diagnostic, Sources};
use shiryo3::edit::{Change, add_bar, edit, gap, months};
use shiryo3::load::{Coding, Document, Path, Value};
use shiryo3::model::{FiscalYear, Period, TimeSpan};

use super::document;

/// What a sheet covers that says nothing else.
const YEAR: Period = Period::year(FiscalYear(2025));

/// The way that `a.0.b` writes.
fn path(steps: &str) -> Path {
    let steps = steps.split('.').filter(|step| !step.is_empty());
    steps.fold(Path::top(), |path, step| match step.parse() {
        Ok(index) => path.item(index),
        Err(_) => path.key(step),
    })
}

fn set(at: &str, text: &str) -> Change {
    Change::Set { path: path(at), text: text.to_owned() }
}

fn add(at: &str, value: Value) -> Change {
    Change::Add { path: path(at), value }
}

fn remove(at: &str) -> Change {
    Change::Remove { path: path(at) }
}

fn rename(at: &str, name: &str) -> Change {
    Change::Rename { path: path(at), name: name.to_owned() }
}

fn moved(from: &str, to: &str) -> Change {
    Change::Move { from: path(from), to: path(to) }
}

/// A text after a change, or why it was refused.
fn after(text: &str, change: &Change) -> Result<String, Diagnostic> {
    let mut document = document(text);
    let done = edit(&mut document, change);
    assert!(done.is_ok() || document.source().text() == text, "a refusal changes nothing");
    done.map(|()| document.source().text().to_owned())
}

/// Checks changes of one text, each with the text that must come out.
fn check(text: &str, cases: &[(Change, &str)]) {
    for (change, wanted) in cases {
        let changed = after(text, change).unwrap_or_else(|mistake| panic!("{change:?}: {}", mistake.message));
        assert_eq!(changed, *wanted, "{change:?}");
    }
}

fn text(text: &str) -> Value {
    Value::text(text)
}

fn bar(kind: &str, months: &str) -> Value {
    Value::map([(kind, text(months))])
}

#[test]
fn a_plain_text_becomes_a_block_and_back_around_its_comment() {
    check(
        "a: x  # 注\nb: y\n",
        &[
            (set("a", "い\nろ"), "a: |-  # 注\n  い\n  ろ\nb: y\n"),
            (set("a", " い\n\nろ"), "a: |2-  # 注\n   い\n\n  ろ\nb: y\n"),
            (set("a", "い\nろ\n"), "a: |  # 注\n  い\n  ろ\nb: y\n"),
            (set("a", ""), "a: ''  # 注\nb: y\n"),
        ],
    );
    let block = "a:\n  - b: |- # 注\n        い\n        ろ\n\n    # 次\n    c: d\n";
    check(
        block,
        &[
            (set("a.0.b", "は"), "a:\n  - b: |- # 注\n        は\n\n    # 次\n    c: d\n"),
            (set("a.0.b", " は\nに"), "a:\n  - b: |4- # 注\n         は\n        に\n\n    # 次\n    c: d\n"),
            (set("a.0.b", ""), "a:\n  - b: '' # 注\n\n    # 次\n    c: d\n"),
        ],
    );
    check(
        "- |2-\n    い\n- >-\n  ろ\n  は\n- >-\n\n  に\n",
        &[
            (set("0", "ほ\nへ"), "- |-\n  ほ\n  へ\n- >-\n  ろ\n  は\n- >-\n\n  に\n"),
            (set("1", "ほ\nへ"), "- |2-\n    い\n- >-\n  ほ\n\n  へ\n- >-\n\n  に\n"),
            (set("1", "ほ\n へ"), "- |2-\n    い\n- |-\n  ほ\n   へ\n- >-\n\n  に\n"),
            (set("2", "ほ"), "- |2-\n    い\n- >-\n  ろ\n  は\n- >-\n  ほ\n"),
        ],
    );
}

#[test]
fn a_text_keeps_its_style_where_that_can_write_it() {
    let styles = "- い\n- 'い'\n- \"い\"\n- [い, 'い', \"い\", {い: い}]\n";
    let cases = [
        ("a: b", "- 'a: b'\n- 'a: b'\n- \"a: b\"\n- [\"a: b\", 'a: b', \"a: b\", {い: \"a: b\"}]\n"),
        ("# a", "- '# a'\n- '# a'\n- \"# a\"\n- [\"# a\", '# a', \"# a\", {い: \"# a\"}]\n"),
        ("it's", "- it's\n- 'it''s'\n- \"it's\"\n- [it's, 'it''s', \"it's\", {い: it's}]\n"),
        ("'a", "- '''a'\n- '''a'\n- \"'a\"\n- [\"'a\", '''a', \"'a\", {い: \"'a\"}]\n"),
        ("\\\"", "- \\\"\n- '\\\"'\n- \"\\\\\\\"\"\n- [\\\", '\\\"', \"\\\\\\\"\", {い: \\\"}]\n"),
        (" a", "- ' a'\n- ' a'\n- \" a\"\n- [\" a\", ' a', \" a\", {い: \" a\"}]\n"),
        ("a, b", "- a, b\n- 'a, b'\n- \"a, b\"\n- [\"a, b\", 'a, b', \"a, b\", {い: \"a, b\"}]\n"),
        (
            "a\nb",
            "- |-\n  a\n  b\n- |-\n  a\n  b\n- |-\n  a\n  b\n- [\"a\\nb\", \"a\\nb\", \"a\\nb\", {い: \"a\\nb\"}]\n",
        ),
    ];
    for (text, wanted) in cases {
        let mut document = document(styles);
        for at in ["0", "1", "2", "3.0", "3.1", "3.2", "3.3.い"] {
            edit(&mut document, &set(at, text)).expect("written");
        }
        assert_eq!(document.source().text(), wanted);
    }
    for text in [
        "- a", "~", "null", "[a", "{", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "? a", "a:", "-", "---",
        "a #b", "1.0", "\ta", "　a　", "a\t# b",
    ] {
        assert!(after("a: い # 注\n", &set("a", text)).is_ok_and(|it| it.ends_with(" # 注\n")), "{text}");
    }
}

#[test]
fn a_missing_key_goes_where_it_usually_stands() {
    let row = "課題:\n  - 見出し: い\n    取組:\n      # 一\n      - 番号: 1 # 注\n        項目: ろ\n\n        予定: []\n";
    let with = |new: &str, before: &str| row.replace(before, &[new, before].concat());
    check(
        row,
        &[
            (set("課題.0.取組.0.改ページ", "前"), &with("        改ページ: 前\n", "        項目")),
            (
                set("課題.0.取組.0.内容", "は\nに"),
                &with("        内容: |-\n          は\n          に\n", "\n        予定"),
            ),
            (set("課題.0.取組.0.担当", "は"), &with("        担当: は\n", "\n        予定")),
            (set("課題.0.取組.0.備考", "は"), &[row, "        備考: は\n"].concat()),
            (set("課題.0.区分", "は"), &with("    区分: は\n", "    取組")),
            (set("表題", "は"), &["表題: は\n", row].concat()),
            (set("a: b", "は"), &[row, "'a: b': は\n"].concat()),
        ],
    );
    check(
        "課題:\n- 取組:\n  - 項目: い\n    予定: 会議\n",
        &[
            (set("課題.0.見出し", "ろ"), "課題:\n- 見出し: ろ\n  取組:\n  - 項目: い\n    予定: 会議\n"),
            (set("課題.0.取組.0.番号", "1"), "課題:\n- 取組:\n  - 番号: 1\n    項目: い\n    予定: 会議\n"),
        ],
    );
    check(
        "会議: [{月: 9月, 検討事項: い}]\n",
        &[(set("会議.0.表示", "ろ"), "会議: [{月: 9月, 表示: ろ, 検討事項: い}]\n")],
    );
    check(
        "年度: R7 # 注",
        &[(add("会議.0", Value::map([("月", text("9月"))])), "年度: R7 # 注\n会議:\n  - 月: 9月")],
    );
    check(
        "会議: # 注\n年度:\n",
        &[
            (
                add("会議.0", Value::map([("月", text("9月")), ("表示", text("い\nろ"))])),
                "会議: # 注\n  - 月: 9月\n    表示: |-\n      い\n      ろ\n年度:\n",
            ),
            (set("年度", "R7"), "会議: # 注\n年度: R7\n"),
        ],
    );
}

#[test]
fn items_in_brackets_come_and_go() {
    check(
        "a: [い, ろ] # 注\n",
        &[
            (add("a.0", text("は")), "a: [は, い, ろ] # 注\n"),
            (add("a.2", text("は,\nに")), "a: [い, ろ, \"は,\\nに\"] # 注\n"),
            (remove("a.0"), "a: [ろ] # 注\n"),
            (remove("a.1"), "a: [い] # 注\n"),
            (moved("a.0", "a.1"), "a: [ろ, い] # 注\n"),
        ],
    );
    check(
        "a: [い,]\nb: []\nc: [{d: e, f: g}, h: i]\n",
        &[
            (remove("a.0"), "a: []\nb: []\nc: [{d: e, f: g}, h: i]\n"),
            (add("a.1", text("ろ")), "a: [い, ろ,]\nb: []\nc: [{d: e, f: g}, h: i]\n"),
            (add("b.0", text("ろ")), "a: [い,]\nb:\n  - ろ\nc: [{d: e, f: g}, h: i]\n"),
            (remove("c.0.d"), "a: [い,]\nb: []\nc: [{f: g}, h: i]\n"),
            (remove("c.0.f"), "a: [い,]\nb: []\nc: [{d: e}, h: i]\n"),
            (remove("c.1.h"), "a: [い,]\nb: []\nc: [{d: e, f: g}]\n"),
            (rename("c.1.h", "[j]"), "a: [い,]\nb: []\nc: [{d: e, f: g}, \"[j]\": i]\n"),
            (moved("a.0", "b.0"), "a: []\nb:\n  - い\nc: [{d: e, f: g}, h: i]\n"),
        ],
    );
    let lines = "a: [\n  # 一\n  い, # 注\n  ろ # 二\n]\n";
    check(
        lines,
        &[
            (add("a.0", text("は")), "a: [\n  は,\n  # 一\n  い, # 注\n  ろ # 二\n]\n"),
            (add("a.2", text("は")), "a: [\n  # 一\n  い, # 注\n  ろ, # 二\n  は\n]\n"),
            (remove("a.0"), "a: [\n  ろ # 二\n]\n"),
            (remove("a.1"), "a: [\n  # 一\n  い # 注\n]\n"),
        ],
    );
    let refused = after("a: [い, # 注\n  ろ]\n", &remove("a.0")).expect_err("a comment stands in the way");
    assert!(refused.message.contains("説明"), "{}", refused.message);
}

#[test]
fn items_and_entries_take_their_comments_along() {
    let rows = "a:\n  # 一の上\n\n  # 一\n  - b: 1 # 一の後\n    # 一の中\n    c: 2\n    # 一の下\n# 二\n  - b: 3 # 二の後\n\n# 終わり";
    check(
        rows,
        &[
            (remove("a.0"), "a:\n  # 一の上\n\n    # 一の下\n# 二\n  - b: 3 # 二の後\n\n# 終わり"),
            (
                remove("a.1"),
                "a:\n  # 一の上\n\n  # 一\n  - b: 1 # 一の後\n    # 一の中\n    c: 2\n    # 一の下\n\n# 終わり",
            ),
            (
                moved("a.1", "a.0"),
                "a:\n  # 一の上\n\n  # 二\n  - b: 3 # 二の後\n  # 一\n  - b: 1 # 一の後\n    # 一の中\n    c: 2\n    # 一の下\n\n# 終わり",
            ),
            (
                remove("a.0.c"),
                "a:\n  # 一の上\n\n  # 一\n  - b: 1 # 一の後\n    # 一の下\n# 二\n  - b: 3 # 二の後\n\n# 終わり",
            ),
            (
                remove("a.0.b"),
                "a:\n  # 一の上\n\n  # 一\n  -\n    # 一の中\n    c: 2\n    # 一の下\n# 二\n  - b: 3 # 二の後\n\n# 終わり",
            ),
            (
                remove("a.1.b"),
                "a:\n  # 一の上\n\n  # 一\n  - b: 1 # 一の後\n    # 一の中\n    c: 2\n    # 一の下\n\n# 終わり",
            ),
        ],
    );
    check("a:\n- b: い # 注\n  c: ろ\n- は\n", &[(remove("a.0.b"), "a:\n- c: ろ\n- は\n")]);
}

#[test]
fn blank_lines_part_what_they_parted() {
    let rows = "a:\n  - い\n\n  - ろ\n\n  - は\n\nb: c\n";
    check(
        rows,
        &[
            (remove("a.0"), "a:\n\n  - ろ\n\n  - は\n\nb: c\n"),
            (remove("a.1"), "a:\n  - い\n\n  - は\n\nb: c\n"),
            (remove("a.2"), "a:\n  - い\n\n  - ろ\n\nb: c\n"),
            (add("a.1", text("に")), "a:\n  - い\n\n  - に\n\n  - ろ\n\n  - は\n\nb: c\n"),
            (add("a.3", text("に")), "a:\n  - い\n\n  - ろ\n\n  - は\n\n  - に\n\nb: c\n"),
            (moved("a.0", "a.2"), "a:\n\n  - ろ\n\n  - は\n\n  - い\n\nb: c\n"),
            (moved("a.2", "a.1"), "a:\n  - い\n\n  - は\n\n  - ろ\n\nb: c\n"),
        ],
    );
}

#[test]
fn items_move_to_lists_that_stand_elsewhere() {
    let themes = "課題:\n- 取組:\n    - 番号: 1\n      内容: |-\n        い\n\n         ろ\n    - 番号: 2\n- 取組:\n      # 三\n      - 番号: 3\n        予定: [{a: 4月}]\n";
    check(
        themes,
        &[
            (
                moved("課題.0.取組.0", "課題.1.取組.1"),
                "課題:\n- 取組:\n    - 番号: 2\n- 取組:\n      # 三\n      - 番号: 3\n        予定: [{a: 4月}]\n      - 番号: 1\n        内容: |-\n          い\n\n           ろ\n",
            ),
            (
                moved("課題.1.取組.0", "課題.0.取組.0"),
                "課題:\n- 取組:\n    # 三\n    - 番号: 3\n      予定: [{a: 4月}]\n    - 番号: 1\n      内容: |-\n        い\n\n         ろ\n    - 番号: 2\n- 取組: []\n",
            ),
            (
                moved("課題.0", "課題.1"),
                "課題:\n- 取組:\n      # 三\n      - 番号: 3\n        予定: [{a: 4月}]\n- 取組:\n    - 番号: 1\n      内容: |-\n        い\n\n         ろ\n    - 番号: 2\n",
            ),
        ],
    );
    let bars = "a:\n  - い: 4月 # 注\n  - ろ: 5月\nb: [{は: 6月}, に: 7月]\nc:\nd: []\ne:\n- - ほ\n  - へ\n";
    check(
        bars,
        &[
            (
                moved("a.1", "b.0"),
                "a:\n  - い: 4月 # 注\nb: [{ろ: 5月}, {は: 6月}, に: 7月]\nc:\nd: []\ne:\n- - ほ\n  - へ\n",
            ),
            (
                moved("b.0", "a.2"),
                "a:\n  - い: 4月 # 注\n  - ろ: 5月\n  - {は: 6月}\nb: [に: 7月]\nc:\nd: []\ne:\n- - ほ\n  - へ\n",
            ),
            (
                moved("b.1", "c.0"),
                "a:\n  - い: 4月 # 注\n  - ろ: 5月\nb: [{は: 6月}]\nc:\n  - に: 7月\nd: []\ne:\n- - ほ\n  - へ\n",
            ),
            (
                moved("a.0", "d.0"),
                "a:\n  - ろ: 5月\nb: [{は: 6月}, に: 7月]\nc:\nd:\n  - い: 4月 # 注\ne:\n- - ほ\n  - へ\n",
            ),
            (
                moved("e.0.0", "e.0.1"),
                "a:\n  - い: 4月 # 注\n  - ろ: 5月\nb: [{は: 6月}, に: 7月]\nc:\nd: []\ne:\n- - へ\n  - ほ\n",
            ),
            (
                moved("a.0", "e.0.0"),
                "a:\n  - ろ: 5月\nb: [{は: 6月}, に: 7月]\nc:\nd: []\ne:\n- - い: 4月 # 注\n  - ほ\n  - へ\n",
            ),
            (
                moved("e.0", "a.0"),
                "a:\n  - - ほ\n    - へ\n  - い: 4月 # 注\n  - ろ: 5月\nb: [{は: 6月}, に: 7月]\nc:\nd: []\ne: []\n",
            ),
        ],
    );
    let refused = after(bars, &moved("a.0", "b.0")).expect_err("brackets have no room for the comment");
    assert!(refused.message.contains("説明"), "{}", refused.message);
}

#[test]
fn the_last_line_keeps_its_end_or_has_none() {
    check(
        "a:\r\n  - b: 1\r\n  - b: |-\r\n      い",
        &[
            (set("a.1.b", "ろ\nは"), "a:\r\n  - b: 1\r\n  - b: |-\r\n      ろ\r\n      は"),
            (add("a.2", bar("b", "3")), "a:\r\n  - b: 1\r\n  - b: |-\r\n      い\r\n  - b: 3"),
            (remove("a.1"), "a:\r\n  - b: 1"),
            (moved("a.1", "a.0"), "a:\r\n  - b: |-\r\n      い\r\n  - b: 1"),
            (set("a.1.c", "い\nろ\n"), "a:\r\n  - b: 1\r\n  - b: |-\r\n      い\r\n    c: \"い\\nろ\\n\""),
        ],
    );
}

#[test]
fn bars_are_changed_with_and_without_list_marks() {
    let yaml = "- 予定:\n    - 調査: 4月〜9月 # 注\n- 予定:\n    調査: 4月\n    '研修': 5月\n- 予定: []\n- 番号: 4\n- 予定: 会議\n";
    let document = document(yaml);
    let months = months(&document, YEAR, TimeSpan::months(6, 6));
    check(
        yaml,
        &[
            (set("0.予定.0.調査", &months), &yaml.replace("4月〜9月", "10月〜3月")),
            (rename("0.予定.0.調査", " 企画 "), &yaml.replace("調査: 4月〜", "企画: 4月〜")),
            (rename("1.予定.研修", "企画: 案"), &yaml.replace("'研修'", "'企画: 案'")),
            (remove("0.予定.0.調査"), &yaml.replace("予定:\n    - 調査: 4月〜9月 # 注\n", "予定: []\n")),
            (remove("1.予定.調査"), &yaml.replace("    調査: 4月\n", "")),
            (
                add_bar(&document, &path("0"), "企画", "4月"),
                &yaml.replace("# 注\n", "# 注\n    - 企画: 4月\n"),
            ),
            (
                add_bar(&document, &path("1"), "企画", "4月〜5月"),
                &yaml.replace("研修': 5月\n", "研修': 5月\n    企画: 4月〜5月\n"),
            ),
            (
                add_bar(&document, &path("2"), "企画", "4月〜5月"),
                &yaml.replace("予定: []\n", "予定:\n    - 企画: 4月〜5月\n"),
            ),
            (
                add_bar(&document, &path("3"), "企画", "4月〜5月"),
                &yaml.replace("番号: 4\n", "番号: 4\n  予定:\n    - 企画: 4月〜5月\n"),
            ),
        ],
    );
    for change in [
        add_bar(&document, &path("4"), "企画", "4月〜5月"),
        add_bar(&document, &path("1"), "調査", "4月〜5月"),
        rename("1.予定.調査", "研修"),
    ] {
        assert!(after(yaml, &change).is_err(), "{change:?}");
    }
}

#[test]
fn a_file_keeps_its_encoding() {
    let bytes = b"\x95\x5c\x91\xe8: \x87\x9a # \x81\xe6\r\n\x94N\x93x: R7\r\n";
    let (read, coding) = Coding::read(bytes).expect("text");
    let mut document = document(&read).with_coding(coding);
    edit(&mut document, &set("年度", "令和7年度")).expect("written");
    let wanted = b"\x95\x5c\x91\xe8: \x87\x9a # \x81\xe6\r\n\x94N\x93x: \x97\xdf\x98a7\x94N\x93x\r\n";
    assert_eq!(document.to_bytes(), Ok(wanted.to_vec()));
    let refused = edit(&mut document, &set("年度", "𠮷")).expect_err("CP932 has no 𠮷");
    assert!(refused.message.contains("「𠮷」（U+20BB7）"), "{}", refused.message);
    assert_eq!(months(&document, YEAR, TimeSpan::months(0, 6)), "4月～9月");
}

#[test]
fn what_can_not_be_written_is_refused() {
    let yaml = "a: い\nb: [1]\nc: {d: e}\n";
    let long = "あ".repeat(20_000);
    for (change, part) in [
        (set("a", "い\u{7}"), "目に見えない文字（U+0007）"),
        (set("a", "い\rろ"), "U+000D"),
        (set("a", "\u{FEFF}"), "U+FEFF"),
        (add("b.0", bar("い\u{FFFF}", "")), "U+FFFF"),
        (set("a", &long), "16000 字まで"),
        (rename("a", "・い"), "「・い」の頭"),
        (rename("a", "い\nろ"), "一行の言葉"),
        (rename("a", " "), "一行の言葉"),
        (rename("a", "b"), "「b」が既にあります"),
        (rename("b.0", "い"), "bの 1 番目に名前はありません"),
        (set("b", "い"), "bは文ではありません"),
        (set("x.y", "い"), "xがありません"),
        (add("a", text("い")), "aは既にあります"),
        (add("b.2", text("い")), "bの 3 番目を加えられる"),
        (add("a.0", text("い")), "aの 1 番目を加えられる"),
        (remove("b.1"), "bの 2 番目がありません"),
        (remove(""), "がありません"),
        (moved("b.0", "a.0"), "aの 1 番目には移せません"),
        (moved("b.0", "b.1"), "bの 2 番目には移せません"),
        (moved("a", "b.0"), "bの 1 番目には移せません"),
        (add("x", Value::map([("y", text("1")), ("y", text("2"))])), "この書き方では"),
    ] {
        let mistake = after(yaml, &change).expect_err("refused");
        assert!(mistake.message.contains(part), "{change:?}: {}", mistake.message);
    }
    let twice = after("a: 1\na: 2\n", &set("a", "い")).expect_err("a key stands twice");
    assert!(twice.message.contains("二度書かれています"), "{}", twice.message);
    assert!(after("a: 1\n", &remove("a")).is_err());
    assert_eq!(after("a: 1\n", &set("a", "い\r\nろ")), Ok("a: |-\n  い\n  ろ\n".to_owned()));
}

#[test]
fn what_is_missing_has_the_place_where_it_would_go() {
    let yaml = "年度: R7\n課題:\n  - 見出し: い\n    取組: [{番号: 1}]\n    # 下\n  - 区分: ろ\n    取組:";
    let (document, end) = (document(yaml), yaml.len());
    let found =
        |at: &str| gap(&document, &path(at)).map(|gap| (yaml[..gap.at].lines().count(), gap.at, gap.column));
    let start = |part: &str| yaml.find(part).expect("a part");
    assert_eq!(found("表題"), Some((0, 0, 0)));
    assert_eq!(found("会議"), Some((1, start("課題"), 0)));
    assert_eq!(found("課題.0.区分"), Some((3, start("    取組: ["), 4)));
    assert_eq!(found("課題.1"), Some((5, start("  - 区分"), 2)));
    assert_eq!(found("課題.2"), Some((7, end, 2)));
    assert_eq!(found("課題.1.見出し"), Some((6, start("区分"), 4)));
    assert_eq!(found("課題.1.取組.0"), Some((7, end, 6)));
    assert_eq!(found("課題.0.取組.0.項目").map(|it| it.1), Some(start("}]")));
    assert_eq!(found("課題.0.取組.1").map(|it| it.1), Some(start("]")));
    assert_eq!((found("年度"), found("年度.0"), found("課題.3"), found("会議.0")), (None, None, None, None));
}

#[test]
fn a_changed_document_goes_on_in_its_place() {
    fn may_move_between_threads<T: Send + Sync + Clone>(_: &T) {}
    let mut sources = Sources::default();
    let mut document = Document::read(&sources.add("資料.yaml", "a: い\nb: ろ\n")).expect("YAML");
    may_move_between_threads(&document);
    edit(&mut document, &set("a", "い\n　は")).expect("written");
    sources.replace(document.source());
    let mistake = Diagnostic::at(Code::Form, document.place(&path("b")), "誤り", "直す");
    assert!(diag::render(&mistake, &sources, false).contains("資料.yaml:4:4\n"), "line 4");
}
