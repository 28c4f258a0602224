//! Marks stand where people of an office draw them, and nothing is lost by them.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::fmt::Write;

use common::source;
use proptest::prelude::*;
use shiryo3::diff::{self, Mark, RowChanges, Run, SheetChanges, Sides};
use shiryo3::model::{FiscalYear, Number, Period, Schedule, Sheet};
use shiryo3::{DEFAULT_TEMPLATE, read_sheet, read_template};
use unicode_segmentation::UnicodeSegmentation;

const REAL: &str = include_str!("../data/h29-odawara.yaml");

/// Runs as they are written in tests/marks: `[-deleted-]`, `[+added+]`.
fn shown(runs: &[Run]) -> String {
    let one = |run: &Run| match run.mark {
        Mark::Equal => run.text.to_owned(),
        Mark::Deleted => format!("[-{}-]", run.text),
        Mark::Added => format!("[+{}+]", run.text),
    };
    runs.iter().map(one).collect::<String>().replace('\n', "\\n")
}

/// A way to mark an edit as one deleted and one added text before each text that stays.
fn way(written: &str) -> Vec<[String; 3]> {
    let mut parts = vec![<[String; 3]>::default()];
    for piece in written.replace("\\n", "\n").split_inclusive("-]").flat_map(|it| it.split_inclusive("+]")) {
        let start = piece.find("[-").or_else(|| piece.find("[+")).unwrap_or(piece.len());
        let (equal, marked) = piece.split_at(start);
        let last = parts.last_mut().expect("a part");
        last[2].push_str(equal);
        let kind = usize::from(marked.starts_with("[+"));
        if let Some(text) = marked.get(2..marked.len().saturating_sub(2)) {
            if !last[2].is_empty() {
                parts.push(Default::default());
            }
            parts.last_mut().expect("a part")[kind].push_str(text);
        }
    }
    parts
}

/// One of the texts of a way: the old one has the deleted parts, the new one the added.
fn side(way: &[[String; 3]], kind: usize) -> String {
    way.iter().flat_map(|part| [part[kind].as_str(), &part[2]]).collect()
}

/// How many edits of a file are marked in one of the ways written there, and those that aren't.
fn marked_right(file: &str) -> (usize, Vec<String>) {
    let (mut right, mut wrong) = (0, Vec::new());
    for line in file.lines() {
        let ways: Vec<_> = line.split("||").map(way).collect();
        let is_right = |way: &Vec<[String; 3]>| {
            let (old, new) = (side(way, 0), side(way, 1));
            self::way(&shown(&diff::text(&old, &new))) == *way
        };
        if ways.iter().any(is_right) {
            right += 1;
        } else {
            let (old, new) = (side(&ways[0], 0), side(&ways[0], 1));
            wrong.push(format!("{line} is marked {}", shown(&diff::text(&old, &new))));
        }
    }
    (right, wrong)
}

#[test]
fn marks_stand_where_readers_drew_them() {
    for (file, least) in [
        (include_str!("marks/pairs.txt"), 20),
        (include_str!("marks/tuned-a.txt"), 17),
        (include_str!("marks/tuned-b.txt"), 15),
        (include_str!("marks/own-a.txt"), 24),
        (include_str!("marks/own-b.txt"), 23),
        (include_str!("marks/own-c.txt"), 21),
        (include_str!("marks/own-d.txt"), 19),
        (include_str!("marks/own-e.txt"), 30),
        (include_str!("marks/own-f.txt"), 29),
        (include_str!("marks/own-g.txt"), 18),
        (include_str!("marks/own-h.txt"), 4),
    ] {
        let (right, wrong) = marked_right(file);
        assert!(right >= least, "{right} are right, {least} should be: {wrong:#?}");
    }
}

/// The text that is left without runs of one mark.
fn without(runs: &[Run], mark: Mark) -> String {
    runs.iter().filter(|run| run.mark != mark).map(|run| run.text).collect()
}

/// Runs with deleted and added swapped, each deleted text before the added one that stands for it.
fn swapped<'a>(runs: &[Run<'a>]) -> Vec<Run<'a>> {
    let swap = |run: &Run<'a>| match run.mark {
        Mark::Equal => *run,
        Mark::Deleted => Run { mark: Mark::Added, ..*run },
        Mark::Added => Run { mark: Mark::Deleted, ..*run },
    };
    let mut runs: Vec<Run> = runs.iter().map(swap).collect();
    for at in 1..runs.len() {
        if (runs[at - 1].mark, runs[at].mark) == (Mark::Added, Mark::Deleted) {
            runs.swap(at - 1, at);
        }
    }
    runs
}

/// Whether runs end only where a letter of a text does.
fn keep_graphemes(runs: &[Run], other: Mark, text: &str) -> bool {
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, letter)| at + letter.len()).collect();
    let own = runs.iter().filter(|run| run.mark != other);
    let mut at = 0;
    own.into_iter().all(|run| {
        at += run.text.len();
        ends.contains(&at)
    })
}

fn check(old: &str, new: &str) {
    let runs = diff::text(old, new);
    assert_eq!(without(&runs, Mark::Added), old);
    assert_eq!(without(&runs, Mark::Deleted), new);
    assert!(keep_graphemes(&runs, Mark::Added, old) && keep_graphemes(&runs, Mark::Deleted, new), "{runs:?}");
    assert!(runs.windows(2).all(|pair| pair[0].mark != pair[1].mark), "{runs:?}");
    assert_eq!(diff::text(new, old), swapped(&runs));
}

/// Texts of letters of all scripts, with variation selectors, combining marks, flags and signs for lines.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select("北浜市環境課の会議を２回行い、実施する。（案）・１０月～ケアAb\n".chars().map(String::from).collect::<Vec<_>>()),
        2 => prop::sample::select(vec!["に係る", "年度", "及び", "について", "3,000", "令和", "等", "\r\n", "\u{3000}"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["葛\u{E0100}", "か\u{3099}", "🇯🇵", "👨‍👩‍👧", "\u{FE0F}", "\u{3099}", "𠮷", "ｶﾞ", "\u{200D}", "\0"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_texts_come_back_from_their_runs(old in any_text(), new in any_text()) {
        check(&old, &new);
    }

    #[test]
    fn an_edited_text_comes_back_from_its_runs(text in any_text(), other in any_text(), from in 0..40_usize, to in 0..40_usize) {
        let cut = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
        let edited = [&text[..cut(from)], &other, &text[cut(to.max(from))..]].concat();
        check(&text, &edited);
    }

    #[test]
    fn a_text_has_no_changes_against_itself(text in any_text()) {
        prop_assert!(diff::text(&text, &text).iter().all(|run| run.mark == Mark::Equal));
    }
}

#[test]
fn long_texts_are_marked_by_the_phrases_they_share() {
    let sentences: Vec<String> =
        (0..700).map(|at| format!("第{at}回の研修会を開き、{at}人が参加した。")).collect();
    let old = sentences.concat();
    let mut edited = sentences.clone();
    for at in (10..700).step_by(50) {
        edited[at] = format!("第{at}回の講演会を開き、{at}人が参加した。");
    }
    let new = edited.concat();
    assert!(old.chars().count() > 14_000);
    check(&old, &new);
    let marked: Vec<&str> = diff::text(&old, &new)
        .iter()
        .filter(|run| run.mark == Mark::Added)
        .map(|run| run.text)
        .collect::<Vec<_>>();
    assert_eq!(marked, ["講演会"; 14]);
    check(&old, &"あいうえお".repeat(3_200));
    check(&"、".repeat(16_000), &"。、".repeat(8_000));
}

/// A sheet of YAML text.
fn sheet(yaml: &str) -> Sheet {
    let template = read_template(&source(DEFAULT_TEMPLATE)).expect("a template");
    read_sheet(&source(yaml), &template).expect("a sheet")
}

/// The real sheet with each of the texts replaced that are given.
fn edited(edits: &[(&str, &str)]) -> Sheet {
    let mut yaml = REAL.to_owned();
    for (from, to) in edits {
        assert!(yaml.contains(from), "{from}");
        yaml = yaml.replacen(from, to, 1);
    }
    sheet(&yaml)
}

/// A changed text with a name before it.
fn marked(name: &str, runs: &[Run]) -> Option<String> {
    let is_changed = runs.iter().any(|run| run.mark != Mark::Equal);
    is_changed.then(|| format!("{name}: {}", shown(runs)))
}

/// What a sheet covers; of what it says of time, any will do.
const YEAR: Period = Period::year(FiscalYear(2017));

/// What both sides have where they differ.
fn differing<T: std::fmt::Debug + PartialEq>(name: &str, sides: &Sides<T>) -> Option<String> {
    let side = |side: &Option<T>| side.as_ref().map_or("なし".to_owned(), |it| format!("{it:?}"));
    sides.differ().then(|| format!("{name}: {} -> {}", side(&sides.old), side(&sides.new)))
}

/// All that changed, a line each.
fn lines(changes: &SheetChanges) -> Vec<String> {
    let head = [
        marked("資料番号", &changes.label),
        marked("表題", &changes.title),
        differing("年度", &changes.period.map(|period| period.first().0)),
        differing("作成日", &changes.date.map(|date| (date.year(), date.month(), date.day()))),
    ];
    let meetings = changes.meetings.iter().flat_map(|meeting| {
        let head = [
            differing("月", &meeting.sides.map(|it| YEAR.dates(it.month).0.month())),
            marked("会議", &meeting.label),
        ];
        head.into_iter().chain(meeting.agenda.iter().map(|point| marked("検討事項", point)))
    });
    let themes = changes.themes.iter().flat_map(|theme| {
        let head = [
            theme.is_moved.then(|| "課題の順".to_owned()),
            marked("見出し", &theme.heading),
            marked("区分", &theme.category),
        ];
        head.into_iter().chain(theme.rows.iter().flat_map(row_lines))
    });
    head.into_iter().chain(meetings).chain(themes).flatten().collect()
}

fn row_lines(row: &RowChanges) -> Vec<Option<String>> {
    let number = &row.sides.latest().expect("a row").number;
    let from = row.moved_from.map(|theme| format!("{number} から: {}", theme.heading.value));
    let texts = row.texts.iter().map(|(name, runs)| marked(&format!("{number} {name}"), runs));
    let bars = row.bars.iter().flat_map(|bar| {
        let months = differing(&format!("{number} 月"), &bar.sides.map(|bar| YEAR.words(bar.span)));
        [marked(&format!("{number} 帯"), &bar.kind), months]
    });
    [differing("番号", &row.number().map(|number| number.whole().expect("a whole number"))), from]
        .into_iter()
        .chain(texts)
        .chain(bars)
        .collect()
}

/// What changed in the real sheet by edits of its text.
fn changes_by(edits: &[(&str, &str)]) -> Vec<String> {
    let (old, new) = (sheet(REAL), edited(edits));
    let changes = diff::sheet(&old, &new);
    assert_eq!(changes.are_any(), !lines(&changes).is_empty());
    lines(&changes)
}

#[test]
fn what_does_not_show_is_no_change() {
    assert_eq!(changes_by(&[]), [] as [String; 0]);
    let edits = [
        ("資料番号: 資料３", "# 第２版\n資料番号:   資料３"),
        ("        改ページ: 前          #", "        #"),
    ];
    assert_eq!(changes_by(&edits), [] as [String; 0]);
}

#[test]
fn heads_take_marks() {
    let edits = [
        ("資料番号: 資料３", "資料番号: 資料４\n作成日: 平成30年5月8日"),
        ("表題: 平成29年度", "表題: 平成30年度"),
        ("年度: 平成29年度", "年度: 平成30年度"),
    ];
    assert_eq!(
        changes_by(&edits[..2])[..2],
        [
            "資料番号: 資料[-３-][+４+]",
            "表題: [-平成29年度-][+平成30年度+]小田原地域の関係機関が行う小児在宅に係る取組内容（案）"
        ]
    );
    assert_eq!(changes_by(&edits)[2..], ["年度: 2017 -> 2018", "作成日: なし -> (2018, 5, 8)"]);
}

#[test]
fn meetings_are_paired_by_label_and_month() {
    let edits = [
        ("  - 月: 9月\n", "  - 月: 10月\n"),
        ("（９月頃）", "（10月頃）"),
        ("[進捗状況の共有, H30年度の取組内容]", "[進捗状況と課題の共有, 部会の設置]"),
    ];
    assert_eq!(
        changes_by(&edits),
        [
            "月: 9 -> 10",
            "会議: 会議開催\\n（[-９-][+10+]月頃）",
            "検討事項: 進捗状況[+と課題+]の共有",
            "検討事項: [-H30年度の取組内容-]",
            "検討事項: [+部会の設置+]",
        ]
    );
}

/// The source text of a row of the real sheet.
fn row_text(number: u32) -> &'static str {
    let start = REAL.find(&format!("      - 番号: {number}\n")).expect("a row");
    let rest = &REAL[start..];
    let ends = ["\n\n      - 番号", "\n\n  - 見出し"].map(|end| rest.find(end).unwrap_or(rest.len()));
    &rest[..ends[0].min(ends[1])]
}

#[test]
fn rows_are_new_or_deleted_at_their_places() {
    let new = "      - 番号: 24\n        項目: 家族の交流会\n        内容: 集う\n        予定: [{企画: 4月〜6月}]\n\n";
    let changes = changes_by(&[(row_text(3), ""), (row_text(8), &format!("{new}{}", row_text(8)))]);
    assert_eq!(changes[0], "番号: 3 -> なし");
    assert_eq!(changes[1], "3 項目: [-役割分担の整理表の作成-]");
    let added = changes.iter().position(|line| line == "番号: なし -> 24").expect("a new row");
    assert_eq!(changes[added - 1], "3 月: \"10月〜3月\" -> なし");
    assert_eq!(
        changes[added + 1..],
        ["24 項目: [+家族の交流会+]", "24 内容: [+集う+]", "24 帯: [+企画+]", "24 月: なし -> \"4月〜6月\""]
    );
}

#[test]
fn a_new_number_is_no_new_row() {
    assert_eq!(changes_by(&[("番号: 7\n", "番号: 24\n")]), ["番号: 7 -> 24"]);
    let (mut edits, mut expected) = (Vec::new(), Vec::new());
    for number in (4..=23).rev() {
        edits.push((format!("番号: {number}\n"), format!("番号: {}\n", number + 1)));
        expected.insert(0, format!("番号: {number} -> {}", number + 1));
    }
    let edits: Vec<(&str, &str)> = edits.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    assert_eq!(changes_by(&edits), expected);
}

#[test]
fn a_changed_span_is_no_new_bar() {
    let from = row_text(21);
    let to = from
        .replace("研修企画: 4月〜9月", "研修の企画: 6月〜11月")
        .replace("順次実施: 10月〜3月", "順次実施: 12月〜3月");
    assert_eq!(
        changes_by(&[(from, &to)]),
        [
            "21 帯: [-研修企画-][+研修の企画+]",
            "21 月: \"4月〜9月\" -> \"6月〜11月\"",
            "21 月: \"10月〜3月\" -> \"12月〜3月\""
        ]
    );
}

#[test]
fn a_row_that_moved_is_neither_new_nor_deleted() {
    let moved = format!("{}\n\n{}", row_text(4), row_text(5));
    let there = changes_by(&[(row_text(4), ""), (row_text(5), &moved)]);
    assert_eq!(there, ["4 から: (1)関係機関とのネットワーク構築"]);
    let swapped = changes_by(&[(row_text(2), "@"), (row_text(3), row_text(2)), ("@", row_text(3))]);
    assert_eq!(swapped, ["3 から: (1)関係機関とのネットワーク構築"]);
}

#[test]
fn themes_take_marks_and_stay_with_their_rows() {
    let changes = changes_by(&[
        ("(２)自治体の支援体制の構築", "(２)市町の支援体制の強化"),
        ("区分: 自治体支援体制", "区分: 市町支援体制"),
    ]);
    assert_eq!(
        changes,
        [
            "見出し: (２)[-自治体-][+市町+]の支援体制の[-構築-][+強化+]",
            "区分: [-自治体支援体制-][+市町支援体制+]"
        ]
    );
}

/// A sheet of few words, so that two of them have much in common.
fn any_sheet() -> impl Strategy<Value = Sheet> {
    let words = vec![
        "研修会を開く",
        "研修会の開催",
        "実態を調べる",
        "名簿の更新",
        "・部会を設ける\\n・名簿を作る",
        "協議する",
    ];
    let text = move || prop::sample::select(words.clone());
    let bar = (prop::sample::select(vec!["方法検討", "検討", "順次実施"]), 1..4_u8, 7..13_u8);
    let row = (text(), text(), prop::collection::vec(bar, 0..3));
    let themes = prop::collection::vec((text(), prop::collection::vec(row, 1..4)), 1..4);
    let meetings = prop::collection::vec((4..12_u8, prop::collection::vec(text(), 0..3)), 0..3);
    (themes, meetings, 0..4_usize).prop_map(|(themes, mut meetings, first)| {
        let mut yaml = "資料番号: 資料３\n表題: 取組\n年度: R8\n会議:\n".to_owned();
        meetings.sort();
        for (month, points) in meetings {
            let points: Vec<String> = points.iter().map(|point| format!("\"{point}\"")).collect();
            writeln!(
                yaml,
                "  - {{月: {month}月, 表示: 会議（{month}月）, 検討事項: [{}]}}",
                points.join(", ")
            )
            .expect("text grows");
        }
        yaml.push_str("課題:\n");
        let mut number = first;
        for (heading, rows) in themes {
            writeln!(yaml, "  - 見出し: \"{heading}\"\n    区分: 区分\n    取組:").expect("text grows");
            for (item, content, bars) in rows {
                number += 1;
                let bars: Vec<String> = bars
                    .iter()
                    .map(|(kind, from, to)| format!("{{{kind}: {}月〜{to}月}}", from + 3))
                    .collect();
                writeln!(
                    yaml,
                    "      - {{番号: {number}, 項目: \"{item}\", 内容: \"{content}\", 予定: [{}]}}",
                    bars.join(", ")
                )
                .expect("text grows");
            }
        }
        sheet(&yaml)
    })
}

/// The texts of one side of a sheet's changes, sorted: each with the number of its row.
fn texts_of(changes: &SheetChanges, other: Mark) -> Vec<(Number, String, String)> {
    let mut texts = Vec::new();
    for row in changes.rows() {
        let Sides { old, new } = row.number();
        let Some(number) = (if other == Mark::Added { old } else { new }) else {
            assert!(row.texts.iter().all(|(_, runs)| without(runs, other).is_empty()));
            continue;
        };
        let kinds = row.bars.iter().map(|bar| ("帯", &bar.kind));
        let all = row.texts.iter().map(|(name, runs)| (*name, runs)).chain(kinds);
        let shown = all.map(|(name, runs)| (number.clone(), name.to_owned(), without(runs, other)));
        texts.extend(shown.filter(|(.., text)| !text.is_empty()));
    }
    texts.sort();
    texts
}

/// The texts of a sheet's rows, sorted.
fn texts(sheet: &Sheet) -> Vec<(Number, String, String)> {
    let mut texts = Vec::new();
    for row in sheet.initiatives() {
        texts.extend(
            row.texts
                .iter()
                .map(|(name, text)| (row.number.clone(), name.to_string(), text.value.to_string())),
        );
        if let Schedule::Bars(bars) = &row.schedule {
            texts.extend(
                bars.iter().map(|bar| (row.number.clone(), "帯".to_owned(), bar.kind.value.to_string())),
            );
        }
    }
    texts.sort();
    texts
}

/// All texts of changes as runs with the numbers of their rows, sorted.
fn all_runs<'a>(
    changes: &SheetChanges<'a>,
    order: impl Fn(&[Run]) -> String,
) -> Vec<(Sides<&'a Number>, String)> {
    let none = Sides { old: None, new: None };
    let mut all: Vec<(Sides<&Number>, String)> = Vec::new();
    for meeting in &changes.meetings {
        all.push((none, order(&meeting.label)));
        all.extend(meeting.agenda.iter().map(|point| (none, order(point))));
    }
    all.extend(changes.themes.iter().map(|theme| (none, order(&theme.heading))));
    for row in changes.rows() {
        all.extend(row.texts.iter().map(|(_, runs)| (row.number(), order(runs))));
        all.extend(row.bars.iter().map(|bar| (row.number(), order(&bar.kind))));
    }
    all.sort_by_key(|(sides, text)| (sides.old, sides.new, text.clone()));
    all
}

/// The months of all bars on both sides, sorted, and how many rows and themes stand in another order. Of two
/// that changed places either may be the one that moved.
fn months_and_moves(changes: &SheetChanges) -> (Vec<[Option<String>; 2]>, [usize; 2]) {
    let months = |bar: &diff::BarChanges| {
        let sides = bar.sides.map(|bar| YEAR.words(bar.span));
        [sides.old, sides.new]
    };
    let mut all: Vec<_> = changes.rows().flat_map(|row| row.bars.iter().map(months)).collect();
    all.sort();
    let rows = changes.rows().filter(|row| row.moved_from.is_some()).count();
    (all, [rows, changes.themes.iter().filter(|theme| theme.is_moved).count()])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_sheets_come_back_from_their_changes(old in any_sheet(), new in any_sheet()) {
        let changes = diff::sheet(&old, &new);
        prop_assert_eq!(texts_of(&changes, Mark::Added), texts(&old));
        prop_assert_eq!(texts_of(&changes, Mark::Deleted), texts(&new));
        let order: Vec<&Number> = changes.rows().filter_map(|row| row.number().new).collect();
        prop_assert_eq!(order, new.initiatives().map(|row| &row.number).collect::<Vec<_>>());
    }

    #[test]
    fn swapping_two_sheets_swaps_their_marks(old in any_sheet(), new in any_sheet()) {
        let there = all_runs(&diff::sheet(&old, &new), |runs| shown(&swapped(runs)));
        let mut there: Vec<_> = there.into_iter().map(|(sides, text)| (Sides { old: sides.new, new: sides.old }, text)).collect();
        there.sort_by_key(|(sides, text)| (sides.old, sides.new, text.clone()));
        prop_assert_eq!(all_runs(&diff::sheet(&new, &old), shown), there);
        let (mut months, moves) = months_and_moves(&diff::sheet(&old, &new));
        months.iter_mut().for_each(|sides| sides.swap(0, 1));
        months.sort();
        prop_assert_eq!(months_and_moves(&diff::sheet(&new, &old)), (months, moves));
    }

    #[test]
    fn a_sheet_has_no_changes_against_itself(sheet in any_sheet()) {
        prop_assert!(!diff::sheet(&sheet, &sheet.clone()).are_any());
    }
}
