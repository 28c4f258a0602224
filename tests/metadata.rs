//! What the outputs say of themselves: only what the data says.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use common::{build_right, xlsx_part};

const DATA: &str = include_str!("suite/one-row/input.yaml");

/// The PDF's information dictionary and metadata packet, and the workbook's properties.
fn metadata(data: &str) -> (lopdf::Dictionary, String, String) {
    let built = build_right(data);
    let document = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    let information = document.trailer.get_deref(b"Info", &document).and_then(lopdf::Object::as_dict);
    let packet = document.catalog().expect("a catalog").get_deref(b"Metadata", &document);
    let packet = packet.and_then(lopdf::Object::as_stream).expect("a packet").content.clone();
    let packet = String::from_utf8(packet).expect("UTF-8");
    (information.expect("information").clone(), packet, xlsx_part(&built.xlsx, "docProps/core.xml"))
}

#[test]
fn a_date_in_the_data_is_the_date_of_both_files() {
    let (information, packet, properties) = metadata(&format!("作成日: 令和7年5月10日\n{DATA}"));
    let date = information.get(b"CreationDate").and_then(lopdf::Object::as_str).expect("a date");
    assert_eq!(date, b"D:20250510");
    assert!(packet.contains("xmp:CreateDate=\"2025-05-10\""), "{packet}");
    assert!(properties.contains("2025-05-10T00:00:00Z</dcterms:created>"), "{properties}");
}

#[test]
fn without_a_date_the_pdf_has_none_and_the_workbook_that_of_its_fiscal_year() {
    let (information, packet, properties) = metadata(DATA);
    let keys: Vec<&[u8]> = information.iter().map(|(key, _)| key.as_slice()).collect();
    assert_eq!(keys, [b"Title".as_slice(), b"Producer"]);
    assert!(!packet.contains("Date"), "{packet}");
    assert!(properties.contains("2025-04-01T00:00:00Z</dcterms:created>"), "{properties}");
}
