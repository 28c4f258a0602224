//! Workbooks that mean harm, or are no workbooks: they are refused with a sentence, or read like any other.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;
#[path = "common/replies.rs"]
mod replies;

use std::io::{Cursor, Write};

use common::{build_right, source};
use replies::{Sent, with_part};
use shiryo3::reply::{self, Now, Reply};
use shiryo3::{DEFAULT_TEMPLATE, read_sheet, read_template};
use zip::write::SimpleFileOptions;

const ONE_ROW: &str = include_str!("suite/one-row/input.yaml");

fn read(xlsx: &[u8]) -> Result<Reply, String> {
    let template = read_template(&source(DEFAULT_TEMPLATE)).expect("a template");
    let sheet = read_sheet(&source(ONE_ROW), &template).expect("a sheet");
    reply::read("r.xlsx", xlsx, &Now::new(&sheet, "input", &template)).map_err(|mistake| mistake.message)
}

fn workbook() -> Vec<u8> {
    build_right(ONE_ROW).xlsx
}

/// A workbook with a part that is written piece by piece: it may be larger than memory should be.
fn with_large_part(name: &str, head: &str, piece: &str, count: usize, tail: &str) -> Vec<u8> {
    let small = with_part(&workbook(), "left-out", b"");
    let mut old = zip::ZipArchive::new(Cursor::new(small)).expect("an archive");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let part = old.by_index_raw(index).expect("a part");
        if part.name().expect("a name") != name {
            new.raw_copy_file(part).expect("a part");
        }
    }
    new.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).expect("a part");
    new.write_all(head.as_bytes()).expect("bytes");
    let many = piece.repeat(1000);
    for _ in 0..count / 1000 {
        new.write_all(many.as_bytes()).expect("bytes");
    }
    new.write_all(tail.as_bytes()).expect("bytes");
    new.finish().expect("an archive").into_inner()
}

const TOO_LARGE: &str = "r.xlsx: ファイルが大きすぎるので、読むのをやめました";
const TOO_MUCH: &str = "r.xlsx: セルや文字が多すぎるので、読むのをやめました";
const STRINGS: &str = "xl/sharedStrings.xml";
const SHEET: &str = "xl/worksheets/sheet1.xml";
const WORKBOOK: &str = "xl/workbook.xml";

#[test]
fn bombs_are_left_packed() {
    let strings = with_large_part(
        STRINGS,
        "<sst>",
        "<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>",
        2_000_000,
        "</sst>",
    );
    assert!(strings.len() < 4 << 20);
    assert_eq!(read(&strings), Err(TOO_LARGE.to_owned()));
    // A header that lies about the size of a part is not believed.
    let mut lying = strings;
    let central = lying.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").expect("a header");
    let last = lying[central..].windows(STRINGS.len()).any(|bytes| bytes == STRINGS.as_bytes());
    assert!(last);
    lying[central + 24..central + 28].copy_from_slice(&1000_u32.to_le_bytes());
    assert!(read(&lying).is_err());
}

#[test]
fn cells_and_texts_have_an_end() {
    let with_cells = |count: usize| {
        let row = "<row><c><v>1</v></c><c><v>1</v></c></row>";
        with_large_part(SHEET, "<worksheet><sheetData>", row, count / 2, "</sheetData></worksheet>")
    };
    // A sheet of 10,000 rows has 800,000 of them. What is not listed is told.
    let reply = read(&with_cells(800_000)).expect("a reply");
    assert_eq!((reply.edits.len(), reply.remarks.len()), (0, 51));
    assert_eq!(reply.remarks[50].text, "ほかに 799950 か所に書かれています（Excel を見てください）");
    assert_eq!(read(&with_cells(2_000_000)), Err(TOO_MUCH.to_owned()));
    let merges = with_large_part(SHEET, "<worksheet>", "<mergeCell ref=\"A1:B2\"/>", 500_000, "</worksheet>");
    assert_eq!(read(&merges), Err(TOO_MUCH.to_owned()));
    // Cells far apart take no room between them.
    let far = "<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(read(&with_part(&workbook(), SHEET, far.as_bytes())).map(|it| it.edits.len()), Ok(0));
}

#[test]
fn rows_worksheets_and_names_without_number_take_no_time_without_number() {
    let heads =
        "<row><c t=\"inlineStr\"><is><t>番号</t></is></c><c t=\"inlineStr\"><is><t>項目</t></is></c></row>";
    let row = "<row><c><v>1</v></c><c t=\"inlineStr\"><is><t>会議</t></is></c></row>";
    let head = format!("<worksheet><sheetData>{heads}");
    let rows = with_large_part(SHEET, &head, row, 90_000, "</sheetData></worksheet>");
    assert_eq!(read(&rows), Err(TOO_MUCH.to_owned()));
    let sheets = with_large_part(
        WORKBOOK,
        "<workbook xmlns:r=\"r\"><sheets>",
        "<sheet name=\"a\" r:id=\"rId1\"/>",
        20_000,
        "</sheets></workbook>",
    );
    assert_eq!(read(&sheets), Err(TOO_MUCH.to_owned()));
    let names = common::xlsx_part(&workbook(), WORKBOOK);
    let (before, behind) = names.split_once("</definedNames>").expect("names");
    let name = |nth| format!("<definedName name=\"欄_{nth}\">資料３!$A${nth}</definedName>");
    let many: String = (100..50_000).map(name).collect();
    let named =
        with_part(&workbook(), WORKBOOK, [before, &many, "</definedNames>", behind].concat().as_bytes());
    assert_eq!(read(&named).map(|reply| reply.edits.len()), Ok(0));
}

#[test]
fn entities_are_not_put_in() {
    let lol = "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
        <sst><si><t>&b;&x;&#x110000;&lt;</t></si></sst>";
    let reply = read(&with_part(&workbook(), STRINGS, lol.as_bytes()));
    let shown = format!("{reply:?}");
    assert!(!shown.contains("aaaaaaaaaa") && !shown.contains("root:"), "{shown}");
}

#[test]
fn names_that_lead_in_circles_or_out_lead_nowhere() {
    let names = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"資料\" r:id=\"rId1\"/><sheet name=\"外\" r:id=\"rId99\"/></sheets><definedNames>\
        <definedName name=\"取組_1\">取組_2</definedName><definedName name=\"取組_2\">取組_1</definedName>\
        <definedName name=\"取組_3\">'[1]外'!$A$1</definedName><definedName name=\"取組_4\">#REF!</definedName>\
        <definedName name=\"取組_5\">資料!$B$9:$A$1</definedName></definedNames></workbook>";
    let links = "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
        <Relationship Id=\"rId98\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>\
        <Relationship Id=\"rId99\" Type=\"x/worksheet\" Target=\"https://example.org/a.xml\" TargetMode=\"External\"/></Relationships>";
    let circled = with_part(&workbook(), WORKBOOK, names.as_bytes());
    let circled = with_part(&circled, "xl/_rels/workbook.xml.rels", links.as_bytes());
    let reply = read(&circled).expect("a reply");
    assert!(!reply.is_known && reply.edits.is_empty(), "{reply:?}");
    let up = with_part(
        &circled,
        "xl/_rels/workbook.xml.rels",
        links.replace("worksheets/sheet1.xml", "../../../../etc/passwd").as_bytes(),
    );
    assert!(read(&up).is_err());
}

#[test]
fn macros_and_links_to_other_files_do_no_harm() {
    let with_macros = with_part(&workbook(), "xl/vbaProject.bin", b"\xD0\xCF\x11\xE0 Sub Auto_Open()");
    let with_links = with_part(&with_macros, "xl/externalLinks/externalLink1.xml", b"<externalLink/>");
    assert_eq!(read(&with_links).map(|reply| reply.edits.len()), Ok(0));
}

#[test]
fn what_is_no_workbook_is_refused_with_a_sentence() {
    let only = |name: &str| {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.finish().expect("an archive").into_inner()
    };
    let compound = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0xFF; 2000]].concat();
    for (bytes, part) in [
        (b"1,a,b\r\n".to_vec(), "文字だけのファイル"),
        (Vec::new(), "中身のないファイル（0 バイト）です"),
        (b"\x89PNG\0\0".to_vec(), "Excel のファイルではありません"),
        (b"PK\x03\x04broken".to_vec(), "壊れている"),
        (only("xl/workbook.bin"), "（.xlsb）は読めません"),
        (only("word/document.xml"), "Excel のファイルではありません"),
        (compound, "壊れている"),
        (encrypted(), "パスワード"),
        (
            Sent { lines: Vec::new(), rows: Vec::new(), names: Vec::new(), ..empty() }.xlsx(),
            "取組が一つも見つかりません",
        ),
    ] {
        let told = read(&bytes).expect_err("a mistake");
        assert!(told.contains(part), "{told}");
    }
}

fn empty() -> Sent {
    let template = read_template(&source(DEFAULT_TEMPLATE)).expect("a template");
    Sent::of(&read_sheet(&source(ONE_ROW), &template).expect("a sheet"), "input")
}

/// A compound file with the stream of an encrypted workbook (MS-OFFCRYPTO 2.3.4.4).
fn encrypted() -> Vec<u8> {
    let mut file = vec![0_u8; 512 * 3];
    file[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    file[30] = 9;
    let mut put = |at: usize, value: u32| file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    // The table is in sector 0, the directory in sector 1.
    put(44, 1);
    put(48, 1);
    put(60, 0xFFFF_FFFE);
    put(68, 0xFFFF_FFFE);
    (0..109).for_each(|nth| put(76 + 4 * nth, 0xFFFF_FFFF));
    put(76, 0);
    put(512, 0xFFFF_FFFD);
    put(516, 0xFFFF_FFFE);
    for (nth, unit) in "EncryptedPackage".encode_utf16().enumerate() {
        file[1024 + 2 * nth..1026 + 2 * nth].copy_from_slice(&unit.to_le_bytes());
    }
    file[1024 + 64] = 34;
    file
}

#[test]
fn every_byte_of_a_workbook_may_be_wrong() {
    for name in ["v13a_lo.ods", "v14a_lo.xls", "v26_ownrows_newbook.xlsx"] {
        let whole =
            std::fs::read(format!("{}/tests/returned/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a file");
        for nth in 0..60 {
            let mut bytes = whole.clone();
            let at = nth * (bytes.len() - 1) / 60;
            bytes[at] ^= 0x55;
            let _ = read(&bytes);
            let _ = read(&whole[..at]);
        }
    }
}
