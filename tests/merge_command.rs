//! What `shiryo3 merge` says of a folder of replies, and how it leaves the data file.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/replies.rs"]
mod replies;

use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use common::source;
use desk::{Desk, names};
use replies::{Sent, with_part};
use shiryo3::{DEFAULT_TEMPLATE, read_sheet, read_template};

const REAL: &str = include_str!("../data/h29-odawara.yaml");

/// What an agency sends back of a sheet, after some changes.
fn sent(data: &str, change: impl FnOnce(&mut Sent)) -> Sent {
    let template = read_template(&source(DEFAULT_TEMPLATE)).expect("a template");
    let mut sent = Sent::of(&read_sheet(&source(data), &template).expect("a sheet"), "r9");
    change(&mut sent);
    sent
}

/// A desk with a data file of some bytes and a folder of replies.
fn desk(data: &[u8], replies: &[(&str, &[u8])]) -> Desk {
    let desk = Desk::with(&[]);
    std::fs::write(desk.path("r9.yaml"), data).expect("a file");
    std::fs::create_dir(desk.path("回答")).expect("a folder");
    for (name, bytes) in replies {
        std::fs::write(desk.path("回答").join(name), bytes).expect("a file");
    }
    desk
}

fn merge(desk: &Desk) -> (i32, String) {
    desk.say(&["merge", "r9.yaml", "回答"])
}

/// Takes over what the workbook proposes by itself.
fn decide(desk: &Desk) -> (i32, String) {
    desk.say(&["merge", "r9.yaml", "--decisions", "突合表.xlsx"])
}

fn data_of(desk: &Desk) -> Vec<u8> {
    std::fs::read(desk.path("r9.yaml")).expect("the data")
}

/// An edit of a row of the real sheet, by the agency that it is of.
fn real_edit() -> Vec<u8> {
    sent(REAL, |sent| sent.set("20", "備考", "看護学校と調整中")).xlsx()
}

#[test]
fn two_files_of_one_agency_are_asked_about() {
    let reply = real_edit();
    // ピ with its mark apart, as a Mac writes it.
    let copy = "（小田原医師会修正）r9 のコヒ\u{309A}ー (2).xlsx";
    let desk = desk(REAL.as_bytes(), &[("小田原医師会.xlsx", &reply), (copy, &reply)]);
    let (code, said) = merge(&desk);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("は、どちらも小田原医師会の回答です"), "{said}");
    assert!(said.contains("直し方: 取り入れる方だけを残すか、--agency"), "{said}");
    assert_eq!(names(desk.folder()), ["r9.yaml", "回答"]);
    let told = "（小田原医師会修正）r9 のコピー (2).xlsx=太陽の門";
    let (code, said) = desk.say(&["merge", "r9.yaml", "回答", "--agency", told]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn more_pages_are_told_before_anybody_prints_them() {
    let long = "・関係機関が集まって話し合う\n".repeat(30);
    let reply = sent(REAL, |sent| sent.set("20", "内容", long.trim_end())).xlsx();
    let desk = desk(REAL.as_bytes(), &[("小田原医師会.xlsx", &reply)]);
    assert_eq!(merge(&desk).0, 0);
    let (code, said) = decide(&desk);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("注意: 2 ページだった資料が 3 ページになります"), "{said}");
}

#[test]
fn a_file_of_notepad_keeps_its_encoding_and_its_lines() {
    // Of the wave dashes, Shift_JIS of Windows has this one.
    let old = REAL.trim_end().replace('\n', "\r\n").replace('〜', "～");
    let reply = real_edit();
    let utf16 = |text: &str| -> Vec<u8> {
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    type Coding<'a> = &'a dyn Fn(&str) -> Vec<u8>;
    let codings: [Coding; 3] = [
        &|text| encoding_rs::SHIFT_JIS.encode(text).0.into_owned(),
        &|text| [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        &utf16,
    ];
    for coded in codings {
        let desk = desk(&coded(&old), &[("小田原医師会.xlsx", &reply)]);
        let (code, said) = merge(&desk);
        assert_eq!(code, 0, "{said}");
        let (code, said) = decide(&desk);
        assert_eq!(code, 0, "{said}");
        let lines: Vec<&str> = old.split("\r\n").collect();
        let at = |what: &str| lines.iter().position(|line| line.trim_start() == what).expect("a line");
        let end = at("- 番号: 21") - 1;
        let mut expected = lines.clone();
        expected.insert(end, "        備考: 看護学校と調整中");
        assert!(data_of(&desk) == coded(&expected.join("\r\n")), "{said}");
        assert!(std::fs::read(desk.path("r9.yaml.bak")).expect("a copy") == coded(&old));
    }
}

#[test]
fn what_is_no_workbook_is_named_and_nothing_is_taken_over_unseen() {
    let reply = real_edit();
    let desk = desk(
        REAL.as_bytes(),
        &[
            ("小田原医師会.xlsx", &reply),
            ("返信.txt", "備考に継続と入れてください".as_bytes()),
            ("回答.pdf", b"%PDF-1.4"),
            ("~$回答.xlsx", b"locked"),
            ("照会先一覧.xlsx", b"ours"),
        ],
    );
    std::fs::create_dir(desk.path("回答/追加")).expect("a folder");
    let (code, said) = merge(&desk);
    assert_eq!(code, 0, "{said}");
    for part in [
        "注意: 回答/返信.txt は Excel ではないので読みませんでした（回答が書かれていれば、資料に手で書き入れてください）",
        "注意: 回答/回答.pdf は Excel ではないので読みませんでした",
        "注意: 回答/追加 はフォルダーなので読みませんでした（回答が入っていれば、そのフォルダーも書いてください）",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert!(!said.contains("~$") && !said.contains("照会先一覧"), "{said}");
}

#[test]
fn a_list_that_was_sorted_and_filtered_says_nothing() {
    let list = sent(REAL, |sent| {
        (sent.is_list, sent.is_merged) = (true, false);
        sent.names.clear();
        sent.rows.reverse();
    });
    let mut xlsx = list.xlsx();
    let sheet = common::xlsx_part(&xlsx, "xl/worksheets/sheet1.xml")
        .replace("<row r=\"3\"", "<row hidden=\"1\" r=\"3\"");
    assert!(sheet.contains("hidden"));
    xlsx = with_part(&xlsx, "xl/worksheets/sheet1.xml", sheet.as_bytes());
    let desk = desk(REAL.as_bytes(), &[("小田原医師会.xlsx", &xlsx)]);
    let (code, said) = merge(&desk);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("案 0 件")
            && said.contains("直した所のない回答 1 件: 小田原医師会（小田原医師会.xlsx）"),
        "{said}"
    );
}

#[test]
fn a_block_that_was_cleared_may_mean_a_deletion() {
    let reply = sent(REAL, |sent| {
        let row = sent.row("9");
        row.texts.iter_mut().for_each(|(_, text)| text.clear());
        row.number.clear();
        row.bars = None;
    });
    let desk = desk(REAL.as_bytes(), &[("小田原医師会.xlsx", &reply.xlsx())]);
    let (code, said) = merge(&desk);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("案 1 件、うち選ぶもの 1 件"), "{said}");
}

#[test]
fn a_merge_that_is_killed_at_any_time_leaves_the_old_data_or_the_new() {
    let desk = desk(REAL.as_bytes(), &[("小田原医師会.xlsx", &real_edit())]);
    assert_eq!(merge(&desk).0, 0);
    let decide = || {
        let mut merge = desk.program();
        merge.args(["merge", "r9.yaml", "--decisions", "突合表.xlsx"]);
        merge.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs")
    };
    assert!(decide().wait().expect("it ends").success());
    let new = data_of(&desk);
    assert!(new != REAL.as_bytes());
    let copies = |desk: &Desk| {
        names(desk.folder()).into_iter().filter(|name| name.contains(".bak")).collect::<Vec<_>>()
    };
    for step in 0..40 {
        copies(&desk).iter().for_each(|copy| std::fs::remove_file(desk.path(copy)).expect("removed"));
        std::fs::write(desk.path("r9.yaml"), REAL).expect("a file");
        let mut merge = decide();
        sleep(Duration::from_millis(5 * step));
        merge.kill().expect("it can be killed");
        merge.wait().expect("it ends");
        let data = data_of(&desk);
        assert!(data == REAL.as_bytes() || data == new, "after {} ms", 5 * step);
        let is_kept = || std::fs::read(desk.path("r9.yaml.bak")).is_ok_and(|copy| copy == REAL.as_bytes());
        assert!(data == REAL.as_bytes() || is_kept(), "after {} ms", 5 * step);
    }
}
