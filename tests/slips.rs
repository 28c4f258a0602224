//! Slips that people make in the YAML, and what is said about them: see `tests/slips/README.md`.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

#[path = "common/cases.rs"]
mod cases;
mod common;

use cases::{Case, folders, read};
use common::{BLESS, build, explain, mismatch, name, source};
use shiryo3::diag::Diagnostic;
use shiryo3::{DEFAULT_TEMPLATE, read_sheet, read_template};

/// The data that right forms are tried in.
const DATA: &str = include_str!("suite/one-row/input.yaml");

/// Its meeting.
const MEETING: &str = "会議:\n  - 月: 9月\n    表示: 会議開催（９月頃）\n    検討事項: [進捗状況の共有]\n";

/// The places that messages name, as lines and columns.
fn places(messages: &str) -> String {
    let heads = messages.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
    let places = heads.map(|head| head.split_once(".yaml:").expect("a place").1);
    places.collect::<Vec<_>>().join(" ")
}

/// What is said about a case: its mistakes, or the doubts about one that builds.
fn said(case: &Case) -> Vec<Diagnostic> {
    build(&case.data, &case.template).map_or_else(|mistakes| mistakes, |built| built.warnings)
}

/// Two rows under a heading that only their template knows, with another line for the second heading of the first.
fn under_own_headings(second: &str) -> Vec<Diagnostic> {
    let template =
        DEFAULT_TEMPLATE.replace("名前: 内容", "名前: 主な取組").replace("名前: 提案機関", "名前: 担当課");
    let row = |number: u8, texts: &str| {
        format!("      - 番号: {number}\n        項目: 研修\n{texts}        予定: 通年\n")
    };
    let (head, _) = DATA.split_once("      - 番号").expect("a row");
    let first = row(1, &format!("        主な取組: |-\n          研修会を開く\n{second}"));
    let rows = first + &row(2, "        主な取組: 研修\n        担当課: 福祉課\n");
    build(&[head, &rows].concat(), &template).map_or_else(|mistakes| mistakes, |built| built.warnings)
}

#[test]
fn headings_that_only_the_template_knows_are_told_where_they_slipped() {
    assert_eq!(under_own_headings("        担当課: 健康課\n"), []);
    let message = |second: &str| under_own_headings(second).first().map(|found| found.message.to_string());
    let in_text = "「主な取組」の文の中に、見出しのような行「担当課:」があります";
    assert_eq!(message("          担当課: 健康課\n").as_deref(), Some(in_text));
    let on_a_line = "一行に二つの見出し（「担当課」と「備考」）があります";
    assert_eq!(message("        担当課: 健康課 備考: 案\n").as_deref(), Some(on_a_line));
    let on_a_line = "一行に二つの見出し（「備考」と「担当課」）があります";
    assert_eq!(message("        備考: 案 担当課: 健康課\n").as_deref(), Some(on_a_line));
}

#[test]
fn every_slip_is_explained_at_its_place_and_its_fixed_copy_builds() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let (broken, fixed) = (read(&folder, "broken"), read(&folder, "fixed"));
        let found = said(&broken);
        let messages = explain(&found, &broken.data, &broken.template);
        if places(&messages) != broken.places {
            wrong.push(format!("{}: at {}, not {}", name(&folder), places(&messages), broken.places));
        }
        wrong.extend(mismatch(&folder.join("errors.txt"), Some(&messages)));
        let (builds, left) = match build(&fixed.data, &fixed.template) {
            Ok(built) => (true, built.warnings),
            Err(mistakes) => (false, mistakes),
        };
        if !builds || left.iter().any(|it| found.iter().any(|other| other.message == it.message)) {
            let left = explain(&left, &fixed.data, &fixed.template);
            wrong.push(format!("{}: fixed\n{left}", name(&folder)));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{BLESS}=1 cargo test --test slips writes errors.txt anew",
        wrong.join("\n")
    );
    assert!(folders().len() >= 64);
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
        ("4月〜9月", "4月―9月"),
        ("4月〜9月", "4月─9月"),
        ("4月〜9月", "4月‑9月"),
        ("4月〜9月", "4月ｰ9月"),
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
        (MEETING, "会議: なし\n"),
        (MEETING, "会議:\n"),
        (MEETING, "会議: []\n"),
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

/// Data with two items in each list.
const LISTS: &str = "\
資料番号: 資料１
表題: 令和7年度○○地域の取組内容
年度: 令和7年度

会議:
  - 月: 9月
    表示: 会議開催（９月頃）
    検討事項:
      - 進捗状況の共有
      - 課題の共有
  - 月: 1月
    表示: 会議開催（１月頃）

課題:
  - 見出し: （１）人材の育成
    区分: 人材育成
    取組:
      - 番号: 1
        項目: 研修会の実施
        内容: |-
          ・職員に向けて研修会を開く
          ・結果をまとめる
        予定:
          - 方法検討: 4月〜9月
          - 順次実施: 10月〜3月
      - 番号: 2
        項目: 整理表の作成
        内容: 役割を確かめる
        予定:
          - 順次実施: 9月〜3月
  - 見出し: （２）連携
    区分: 連携
    取組:
      - 番号: 3
        項目: 連絡会の開催
        内容: 連絡会を開く
        予定: 会議
";

/// The line that the first message names, counted from 0, and the mended one that it shows.
fn mended_line(message: &str) -> (usize, &str) {
    let place = places(message);
    let line = place.split(':').next().and_then(|line| line.parse::<usize>().ok()).expect("a line");
    let remedy = message.lines().find_map(|line| line.split_once("直し方: ")).expect("a remedy").1;
    let shown = remedy.split('「').next_back().and_then(|shown| shown.split_once('」'));
    (line - 1, shown.expect("a mended line").0)
}

/// Data after its first mistake is mended as the message says.
fn follow(data: &str, mistakes: &[Diagnostic]) -> String {
    let message = explain(&mistakes[..1], data, DEFAULT_TEMPLATE);
    let (at, mended) = mended_line(&message);
    let mut lines: Vec<String> = data.lines().map(str::to_owned).collect();
    let mark = mended.find("- ").unwrap_or_default();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let old = depth(&lines[at]);
    lines[at] = mended.to_owned();
    if message.contains("続きの行も") {
        let item = lines[at + 1..].iter_mut();
        for line in item.take_while(|line| !(line.trim_start().starts_with("- ") && depth(line) <= mark)) {
            *line = if message.contains("増やします") {
                " ".repeat(mark + 2 - old) + line
            } else {
                line[old - mark - 2..].to_owned()
            };
        }
    }
    lines.join("\n") + "\n"
}

/// The data with the first mark of a list taken out, that line indented by `indentation`, and the
/// rest of its item moved along where `is_whole`.
fn without_mark(first: &str, indentation: usize, is_whole: bool) -> String {
    let mut lines: Vec<String> = LISTS.lines().map(str::to_owned).collect();
    let at = lines.iter().position(|line| line.contains(first)).expect("the line");
    let mark = lines[at].find('-').expect("a mark");
    lines[at] = " ".repeat(indentation) + &lines[at][mark + 2..];
    let item = lines[at + 1..].iter_mut();
    for line in item.take_while(|line| line.trim_start().len() + mark + 2 <= line.len()) {
        let depth = line.len() - line.trim_start().len() + indentation;
        if is_whole {
            *line = " ".repeat(depth - mark - 2) + line.trim_start();
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn a_missing_first_mark_is_mended_by_following_the_messages() {
    let firsts =
        [("- 月: 9月", 2), ("- 進捗", 6), ("- 見出し: （１）", 2), ("- 番号: 1", 6), ("- 方法検討", 10)];
    let lists = firsts.into_iter().flat_map(|(first, mark)| (0..16).map(move |n| (first, mark, n)));
    let moved = lists.clone().filter(|(_, mark, n)| n >= mark).map(|(first, _, n)| (first, n, true));
    let cases = lists.map(|(first, _, n)| (first, n, false)).chain(moved);
    let template = read_template(&source(DEFAULT_TEMPLATE)).expect("the template");
    // A word at the column of the key above it may be a key as well.
    for (first, indentation, is_whole) in cases.filter(|case| (case.0, case.1) != ("- 進捗", 4)) {
        let mut data = without_mark(first, indentation, is_whole);
        let mut log = data.clone();
        for _ in 0..2 {
            if let Err(mistakes) = read_sheet(&source(&data), &template) {
                log += &explain(&mistakes, &data, DEFAULT_TEMPLATE);
                data = follow(&data, &mistakes);
            }
        }
        assert!(log.contains("最初の項目に「-」がありません"), "{log}");
        assert!(read_sheet(&source(&data), &template).is_ok(), "{log}{data}");
    }
}
