//! 200 random rounds of replies: what two dozen agencies edited comes out, and nothing else, and the data file
//! keeps its comments and its layout.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/replies.rs"]
mod replies;

use std::collections::BTreeSet;

use common::source;
use replies::{Sent, set};
use shiryo3::diag::Sources;
use shiryo3::load::Document;
use shiryo3::merge::{self, Answer, Aspect, Choice, Decisions};
use shiryo3::model::{Initiative, Sheet, Template};
use shiryo3::reply::{self, Now, Row};
use shiryo3::{DEFAULT_TEMPLATE, read_sheet, read_template};

const AGENCIES: usize = 24;
/// How many edits a round has, and how many of them are of rows of their own.
const EDITS: usize = 26;
const OWN: usize = 22;

/// Numbers that look random and are the same each time (Steele and others 2014, SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    fn words(&mut self) -> String {
        const WORDS: [&str; 16] = [
            "会議",
            "研修",
            "調査",
            "窓口",
            "一覧",
            "の開催",
            "を作る",
            "を配る",
            "、",
            "年２回",
            "関係機関",
            "（案）",
            "との連絡",
            "R9",
            "支援",
            "。",
        ];
        (0..3 + self.below(8)).map(|_| *self.pick(&WORDS)).collect()
    }
}

/// A data file with a row for each agency, comments everywhere, and every form of text.
fn data(random: &mut Random) -> String {
    let mut text =
        "# はじめの説明\n資料番号: 資料３\n表題: 令和9年度の取組\n年度: 令和9年度 # 年度\n課題:\n".to_owned();
    for row in 0..AGENCIES {
        if row % 6 == 0 {
            text += &format!(
                "  # 課題の説明 {row}\n  - 見出し: （{}）課題\n    区分: 課題{row}\n    取組:\n",
                row / 6 + 1
            );
        }
        let (item, content, more) = (random.words(), random.words(), random.words());
        let content = match random.below(3) {
            0 => format!("'{content}' # 引用 {row}"),
            1 => format!("|- # 行 {row}\n          ・{content}{row}\n          ・{more}\n          ・三行め"),
            _ => content,
        };
        text += &format!(
            "      # 取組の説明 {row}\n      - 番号: {}\n        項目: 項目{row}{item}\n        内容: {content}\n        提案機関: 第{row}機関\n        予定:\n          - 方法検討: 4月〜9月 # 帯 {row}\n          - 順次実施: 10月〜3月\n",
            row + 1
        );
    }
    text
}

/// What is expected of an edit: number, what of the row, and what it is to be.
type Expected = (String, String, String);

/// Edits a row at random; says what must come out.
fn edit(row: &mut Row, random: &mut Random) -> Expected {
    let number = row.number.clone();
    let expected = |what: &str, text: &str| (number.clone(), what.to_owned(), text.to_owned());
    match random.below(6) {
        0 => {
            let spans = random.pick(&[
                ("4月〜6月", "7月〜3月"),
                ("5月〜9月", "10月〜3月"),
                ("4月〜9月", "10月〜12月"),
            ]);
            row.bars = Some(vec![("方法検討".into(), spans.0.into()), ("順次実施".into(), spans.1.into())]);
            expected("予定", &format!("方法検討: {}、順次実施: {}", spans.0, spans.1))
        }
        1 => {
            let text = format!("備考{}", random.words());
            set(row, "備考", &text);
            expected("備考", &text)
        }
        2 => {
            let text = format!("{}追記", row.text("項目"));
            set(row, "項目", &text);
            expected("項目", &text)
        }
        3 => {
            let text = format!("{}\n・{}", row.text("内容"), random.words());
            set(row, "内容", &text);
            expected("内容", &text)
        }
        4 => {
            let text = format!("改め{}", row.text("内容"));
            set(row, "内容", &text);
            expected("内容", &text)
        }
        _ => {
            let text = random.words();
            set(row, "協力機関", &text);
            expected("協力機関", &text)
        }
    }
}

/// The kinds of replies with all rows; those of higher numbers have one.
const WHOLE: usize = 5;

/// What an agency is sent, and sends back.
fn sent(sheet: &Sheet, own: usize, kind: usize) -> Sent {
    if kind < WHOLE {
        return Sent::of(sheet, "r9");
    }
    let mut part = sheet.clone();
    let is_own = |row: &Initiative| row.number.to_string() == (own + 1).to_string();
    part.themes.iter_mut().for_each(|theme| theme.initiatives.retain(is_own));
    part.themes.retain(|theme| !theme.initiatives.is_empty());
    Sent::of(&part, "r9")
}

/// Writes a reply as programs and people do: as a list, without names or merged cells, under another name.
fn send(sent: &mut Sent, kind: usize, has_breaks: bool, has_bars: bool) -> Vec<u8> {
    match kind {
        0 => sent.names.clear(),
        1 if !has_bars => sent.is_merged = false,
        2 if !has_breaks && !has_bars => sent.is_list = true,
        3 => sent.name = "Sheet1",
        _ => {}
    }
    sent.xlsx()
}

fn round(seed: u64, template: &Template) {
    let mut random = Random(seed);
    let text = data(&mut random);
    let sheet = read_sheet(&source(&text), template).unwrap_or_else(|it| panic!("{seed}: {it:?}"));
    let now = Now::new(&sheet, "r9", template);
    let mut edited: Vec<Option<Expected>> = vec![None; AGENCIES];
    let mut others: Vec<(usize, Expected)> = Vec::new();
    // Most send their own row alone, as in a 回答票.
    let kinds: Vec<usize> = (0..AGENCIES).map(|_| random.below(8)).collect();
    let mut replies: Vec<Sent> = (0..AGENCIES).map(|own| sent(&sheet, own, kinds[own])).collect();
    while edited.iter().flatten().count() < OWN {
        let own = random.below(AGENCIES);
        if edited[own].is_none() {
            edited[own] = Some(edit(replies[own].row(&(own + 1).to_string()), &mut random));
        }
    }
    while others.len() < EDITS - OWN {
        // A row of another agency.
        let own = random.below(AGENCIES);
        let row = (own + 1 + random.below(AGENCIES - 1)) % AGENCIES;
        let is_free =
            kinds[own] < WHOLE && others.iter().all(|(_, (number, ..))| *number != (row + 1).to_string());
        if is_free && edited[row].as_ref().is_none_or(|(_, what, _)| what != "備考") {
            let text = format!("他機関{}", random.words());
            set(&mut replies[own].rows[row], "備考", &text);
            others.push((own, ((row + 1).to_string(), "備考".to_owned(), text)));
        }
    }
    let answers: Vec<Answer> = replies
        .iter_mut()
        .enumerate()
        .map(|(own, sent)| {
            let expected = edited[own].as_ref();
            let (is_others, has_bars) = (
                others.iter().any(|(agency, _)| *agency == own),
                expected.is_some_and(|(_, what, _)| what == "予定"),
            );
            let has_breaks = expected.is_some_and(|(.., text)| text.contains('\n'));
            let xlsx = if is_others { sent.xlsx() } else { send(sent, kinds[own], has_breaks, has_bars) };
            let reply =
                reply::read("r.xlsx", &xlsx, &now).unwrap_or_else(|it| panic!("{seed}: {}", it.message));
            Answer { agency: format!("第{own}機関"), reply }
        })
        .collect();
    let proposals = merge::propose(&now, &answers);
    let found: BTreeSet<Expected> = proposals
        .list
        .iter()
        .map(|it| (it.number.clone(), it.aspect.name().to_owned(), it.reply.clone()))
        .collect();
    let expected: BTreeSet<Expected> =
        edited.iter().flatten().chain(others.iter().map(|(_, expected)| expected)).cloned().collect();
    assert_eq!(found, expected, "round {seed}");
    for proposal in &proposals.list {
        let is_own = proposal.agencies
            == [format!("第{}機関", proposal.number.parse::<usize>().expect("a number") - 1)];
        let is_plain = is_own && proposal.aspect != Aspect::Bars;
        assert_eq!(proposal.default.is_some(), is_plain, "round {seed}: {proposal:?}");
    }
    let choices = vec![Some(Choice::Reply); proposals.list.len()];
    let document = Document::read(&source(&text)).expect("a document");
    let applied = merge::apply(&document, &sheet, &Decisions { proposals, choices });
    let applied = applied.unwrap_or_else(|it| panic!("{seed}: {it:?}"));
    check(seed, &text, applied.document.source().text(), &sheet, &expected, template);
}

/// Whether a new text says what it should, and has all comments and untouched lines of the old one.
fn check(seed: u64, old: &str, new: &str, sheet: &Sheet, expected: &BTreeSet<Expected>, template: &Template) {
    let mut rows = reply::rows(sheet);
    for (number, what, text) in expected {
        let row = rows.iter_mut().find(|row| row.number == *number).expect("a row");
        match what.as_str() {
            "予定" => {
                let bar =
                    |bar: &str| bar.split_once(": ").map(|(kind, span)| (kind.to_owned(), span.to_owned()));
                row.bars = Some(text.split('、').filter_map(bar).collect());
            }
            name => set(row, name, text),
        }
    }
    let mut found =
        reply::rows(&read_sheet(&source(new), template).unwrap_or_else(|it| panic!("{seed}: {it:?}\n{new}")));
    rows.iter_mut().chain(&mut found).for_each(|row| row.texts.sort());
    assert_eq!(found, rows, "round {seed}");
    let comments = |text: &str| {
        text.lines().filter_map(|line| Some(line.split_once('#')?.1.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(comments(new), comments(old), "round {seed}: {new}");
    let touched: BTreeSet<&str> = expected.iter().map(|(_, what, _)| what.as_str()).collect();
    let lines: BTreeSet<&str> = new.lines().collect();
    let is_kept = |line: &str| {
        let key = line.trim().trim_start_matches("- ").split(':').next().unwrap_or_default();
        let is_other = ["番号", "見出し", "区分", "取組", "提案機関", "予定"].contains(&key)
            || line.trim().starts_with('#');
        !is_other && (touched.contains(key) || line.starts_with("          ")) || lines.contains(line)
    };
    assert!(old.lines().all(is_kept), "round {seed}: {new}");
}

/// Runs some of the rounds.
fn rounds(seeds: std::ops::Range<u64>) {
    let template =
        read_template(&Sources::default().add("template.yaml", DEFAULT_TEMPLATE)).expect("a template");
    seeds.for_each(|seed| round(seed, &template));
}

#[test]
fn the_first_hundred_rounds_lose_and_invent_nothing() {
    rounds(0..100);
}

#[test]
fn the_second_hundred_rounds_lose_and_invent_nothing() {
    rounds(100..200);
}
