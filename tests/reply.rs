//! Workbooks that came back: what is read of them.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::path::{Path, PathBuf};

use common::{STEM, build_right, source};
use shiryo3::diag::{Diagnostic, Sources};
use shiryo3::model::{Sheet, Template};
use shiryo3::reply::{self, Field, Now, Reply};
use shiryo3::{DEFAULT_TEMPLATE, read_sheet, read_template};

const ONE_ROW: &str = include_str!("suite/one-row/input.yaml");

#[test]
fn a_workbook_of_ours_says_what_it_was_made_from() {
    let built = build_right(ONE_ROW);
    let base = reply::base("r9.xlsx", &built.xlsx).expect("a workbook").expect("a base");
    assert_eq!((base.stem.as_str(), base.period), (STEM, built.sheet.period));
    assert_eq!(base.sheet().expect("a sheet").fingerprint(), built.sheet.fingerprint());
}

fn returned() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returned")
}

fn template() -> Template {
    read_template(&Sources::default().add("template.yaml", DEFAULT_TEMPLATE)).expect("a template")
}

/// The sheet that the files in `tests/returned` were made from.
fn sheet() -> Sheet {
    let text = std::fs::read_to_string(returned().join("h29-odawara.yaml")).expect("data");
    read_sheet(&source(&text), &template()).expect("a sheet")
}

fn read(file: &str) -> Result<Reply, Diagnostic> {
    let bytes = std::fs::read(returned().join(file)).expect("a file");
    let (sheet, template) = (sheet(), template());
    reply::read(file, &bytes, &Now::new(&sheet, "h29-odawara", &template))
}

#[test]
fn dump() {
    let mut files: Vec<_> =
        returned().read_dir().unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    for file in files {
        if file.ends_with("yaml") {
            continue;
        }
        println!("== {file}");
        match read(&file) {
            Err(e) => println!("ERR {} / {}", e.message, e.remedy),
            Ok(r) => {
                println!("  known {} agency {:?}", r.is_known, r.agency);
                for e in &r.edits {
                    println!(
                        "  edit {} {:?} {:?} {:?}",
                        r.base[e.row].number,
                        e.field,
                        e.texts.iter().map(|t| t.chars().take(40).collect::<String>()).collect::<Vec<_>>(),
                        e.doubts
                    );
                }
                for d in &r.deleted {
                    println!("  deleted {} {:?}", r.base[d.0].number, d.1);
                }
                for d in &r.added {
                    println!("  added {:?} after {:?}", d.row.number, d.after);
                }
                for d in &r.remarks {
                    println!("  remark {:?}", d);
                }
                for d in &r.notes {
                    println!("  note {:?}", d);
                }
            }
        }
    }
    let _ = Field::Bars;
}
