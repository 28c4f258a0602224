//! A reply form that an agency fills in, and what is read of it.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::sync::Arc;

use common::source;
use shiryo3::agency::{Agencies, OWNERS};
use shiryo3::inquiry::{self, Form};
use shiryo3::reply::{self, Field, Gone, Now, Reply};
use shiryo3::{DEFAULT_TEMPLATE, Design, Handout, compile};

const REAL: &str = include_str!("../data/h29-odawara.yaml");

fn handout() -> Handout {
    let design = Design::new(&source(DEFAULT_TEMPLATE), |_| unreachable!("no faces")).expect("a design");
    compile(&source(REAL), &Arc::new(design.value), None).expect("a handout").value
}

/// The form of an agency, and what is read of it once it has been filled in.
fn answered(agency: &str, fill: impl Fn(&mut Form)) -> Reply {
    let handout = handout();
    let (sheet, template) = (handout.sheet(), handout.design().template());
    let agencies = Agencies::of(sheet, &[OWNERS]);
    let agency = agencies.find(agency).expect("an agency");
    let mut form = inquiry::form(sheet, template, agency, "r9", None);
    fill(&mut form);
    let xlsx = handout.form(&form).expect("a workbook");
    reply::read("回答票.xlsx", &xlsx, &Now::new(sheet, "r9", template)).expect("a reply")
}

/// Writes into the cell of a row, by its number as the form shows it, and the name of a column.
fn write(form: &mut Form, number: &str, name: &str, text: &str) {
    let column = form.columns.iter().position(|column| column.field.name() == name).expect(name);
    let row = form.rows.iter_mut().find(|row| row.cells[0].text == number).expect(number);
    assert!(row.cells[column].is_open, "{number} {name}");
    row.cells[column].text = text.to_owned();
}

/// The edits: number of the row, field, text.
fn edits(reply: &Reply) -> Vec<(String, String, &str)> {
    let edit = |edit: &'_ reply::Edit| {
        let field = match &edit.field {
            Field::Text(name) => name.clone(),
            Field::Bars => "予定".to_owned(),
            Field::Number => "番号".to_owned(),
        };
        (reply.base[edit.row].number.clone(), field)
    };
    reply.edits.iter().map(|it| (edit(it).0, edit(it).1, it.texts[0].as_str())).collect()
}

#[test]
fn a_form_that_comes_back_as_it_went_says_nothing() {
    for agency in ["小田原医師会", "太陽の門", "小田原市肢体不自由児者父母の会"] {
        let reply = answered(agency, |_| {});
        assert_eq!(reply.agency.as_deref(), Some(agency));
        assert_eq!((edits(&reply), reply.deleted.len(), reply.added.len()), (vec![], 0, 0), "{reply:?}");
        assert!(reply.is_known && reply.remarks.is_empty() && reply.notes.is_empty(), "{reply:?}");
    }
}

#[test]
fn what_is_written_into_a_form_comes_out_of_it() {
    let reply = answered("小田原医師会", |form| {
        write(form, "13", "内容", "県西地域の療育体制の充実を図る");
        write(form, "13", "回答", inquiry::CHANGED);
        write(form, "13", "修正理由", "要望は済んだ");
        write(form, "18", "回答", inquiry::DELETED);
        write(form, "20", "予定1の終わり", "6月");
        write(form, "20", "予定2の初め", "7月");
        write(form, "1", "回答", inquiry::UNCHANGED);
    });
    assert_eq!(
        edits(&reply),
        [
            ("13".to_owned(), "内容".to_owned(), "県西地域の療育体制の充実を図る"),
            ("20".to_owned(), "予定".to_owned(), "講習会企画: 4月〜6月、順次実施: 7月〜3月"),
        ]
    );
    let deleted: Vec<_> =
        reply.deleted.iter().map(|(row, why)| (reply.base[*row].number.as_str(), *why)).collect();
    assert_eq!(deleted, [("18", Gone::Said)]);
    let remarks: Vec<_> = reply
        .remarks
        .iter()
        .map(|it| (it.row.map(|row| reply.base[row].number.as_str()), it.text.as_str()))
        .collect();
    assert_eq!(remarks, [(Some("13"), "要望は済んだ")]);
    assert!(reply.added.is_empty() && reply.notes.is_empty(), "{reply:?}");
}

#[test]
fn a_new_row_comes_out_of_a_form() {
    let reply = answered("太陽の門", |form| {
        for (name, text) in [
            ("課題区分", "人材不足"),
            ("項目", "相談会の開催"),
            ("内容", "・月に一度\n・太陽の門で"),
            ("提案機関", "太陽の門"),
            ("予定1", "順次実施"),
            ("予定1の初め", "4月"),
            ("予定1の終わり", "3月"),
            ("回答", inquiry::NEW),
        ] {
            write(form, "新規1", name, text);
        }
    });
    assert_eq!((edits(&reply), reply.deleted.len()), (vec![], 0), "{reply:?}");
    let [new] = reply.added.as_slice() else { panic!("{reply:?}") };
    let text =
        |name: &str| new.row.texts.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
    assert_eq!([text("項目"), text("内容")], [Some("相談会の開催"), Some("・月に一度\n・太陽の門で")]);
    assert!(format!("{:?}", new.row).contains("順次実施"), "{:?}", new.row);
}
