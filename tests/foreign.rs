//! Files that can't be read are named as what they are, each in one message.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use common::{build, explain};
use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};
use shiryo3::{DEFAULT_TEMPLATE, load};

const DATA: &str = include_str!("suite/one-row/input.yaml");

/// What is said about bytes that can't be read.
fn refusal(bytes: &[u8]) -> String {
    load::text(bytes).expect_err("it can't be read").message
}

/// Text in 16-bit or 32-bit units.
fn units<const N: usize>(mark: &str, unit: fn(u32) -> [u8; N]) -> Vec<u8> {
    [mark, DATA].concat().chars().flat_map(|c| unit(c as u32)).collect()
}

#[test]
fn files_of_other_programs_are_named() {
    let kinds: [(&[u8], &str); 10] = [
        (b"PK\x03\x04\x14\0", "Excel、Word、ZIP"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1\\ansi \\'8e\\'91\\par\n}", "RTF"),
        (b"\xEF\xBB\xBF<!DOCTYPE html>\n<html>", "HTML"),
        (b"\n <HTML><body>", "HTML"),
        (b"<?xml version=\"1.0\"?>", "XML"),
        (b"MIME-Version: 1.0\n", "MHT"),
        (b"\x89PNG\r\n\x1A\n", "PNG"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "JPEG"),
        (b"GIF89a", "GIF"),
    ];
    for (bytes, name) in kinds {
        assert!(refusal(bytes).contains(name), "{name}");
    }
}

#[test]
fn encodings_that_are_not_read_are_named() {
    let cases = [
        (ISO_2022_JP.encode(DATA).0.into_owned(), "ISO-2022-JP"),
        (EUC_JP.encode(DATA).0.into_owned(), "EUC-JP"),
        (units("\u{FEFF}", u32::to_le_bytes), "UTF-32"),
        (units("", u32::to_be_bytes), "UTF-32"),
        (units("", |c| (c as u16).to_le_bytes()), "UTF-16（印なし）"),
        (units("", |c| (c as u16).to_be_bytes()), "UTF-16（印なし）"),
    ];
    for (bytes, name) in cases {
        assert!(refusal(&bytes).contains(name), "{name}: {}", refusal(&bytes));
    }
}

#[test]
fn a_byte_that_is_no_character_has_its_line_and_column() {
    let at = DATA.find("研修会の実施").expect("the text") + "研修".len();
    let utf8 = [&DATA.as_bytes()[..at], b"\x8C", &DATA.as_bytes()[at..]].concat();
    let before = SHIFT_JIS.encode(&DATA[..at]).0.into_owned();
    let cp932 = [&before, b"\xFD".as_slice(), &SHIFT_JIS.encode(&DATA[at..]).0].concat();
    for bytes in [utf8, cp932] {
        assert!(refusal(&bytes).starts_with("16 行目の 15 文字目に"), "{}", refusal(&bytes));
    }
    assert!(refusal(&[b'a', 0x81, 0x82, 0xFF, 0xFD, 0x80]).contains("文字として読めないファイル"));
}

#[test]
fn bytes_that_are_nothing_are_one_mistake() {
    for data in [format!("{DATA}{}", "\0".repeat(512)), format!("\0\0\0{DATA}")] {
        let mistakes = build(&data, DEFAULT_TEMPLATE).map(drop).expect_err("a mistake");
        let messages = explain(&mistakes, &data, DEFAULT_TEMPLATE);
        assert!(mistakes.len() == 1 && messages.contains("U+0000"), "{messages}");
    }
}
