//! How long the steps take on the real sheet, and how the whole grows with the number of rows.
//!
//! `cargo bench` prints times and the memory that each step asks for. `compare.py` times whole runs beside Typst and
//! XlsxWriter.

#![allow(clippy::expect_used)] // A benchmark has no errors to handle.

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;

use divan::{AllocProfiler, Bencher};
use shiryo3::diag::{Source, Sources};
use shiryo3::{Compiler, DEFAULT_TEMPLATE, Design, Handout, compile, diff, read_sheet};

#[global_allocator]
static MEMORY: AllocProfiler = AllocProfiler::system();

const REAL: &str = include_str!("../data/h29-odawara.yaml");

fn main() {
    divan::main();
}

/// The real sheet's rows again and again, numbered on, as many as wanted. A theme's heading waits for
/// its first row.
fn sheet_of(rows: usize) -> String {
    let (head, themes) = REAL.split_once("課題:\n").expect("the list of themes");
    let mut text = format!("{head}課題:\n");
    let (mut number, mut heading) = (0, String::new());
    for line in themes.lines().cycle() {
        if line.starts_with("      - 番号: ") {
            number += 1;
            if number > rows {
                break;
            }
            text.push_str(&std::mem::take(&mut heading));
            writeln!(text, "      - 番号: {number}").expect("text grows");
        } else if line.starts_with("  - 見出し: ") || !heading.is_empty() {
            writeln!(heading, "{line}").expect("text grows");
        } else {
            writeln!(text, "{line}").expect("text grows");
        }
    }
    text
}

fn source(text: &str) -> Source {
    Sources::default().add("h29-odawara.yaml", text)
}

fn design() -> Arc<Design> {
    let design = Design::new(&source(DEFAULT_TEMPLATE), |_| Ok(Vec::new()));
    Arc::new(design.expect("a template without mistakes").value)
}

fn handout(data: &Source, design: &Arc<Design>) -> Handout {
    compile(data, design, None).expect("a sheet that fits").value
}

/// All stages, from YAML text to the bytes of both files.
fn whole(data: &str) -> (Vec<u8>, Vec<u8>) {
    let handout = handout(&source(data), &design());
    (handout.pdf().expect("a PDF"), handout.xlsx("h29-odawara").expect("a workbook"))
}

#[divan::bench(args = [23, 230, 2300], sample_count = 20)]
fn rows(bencher: Bencher, rows: usize) {
    let data = sheet_of(rows);
    bencher.bench_local(|| whole(black_box(&data)));
}

/// A copy with so many changes: every some row has another 項目.
fn edited(data: &str, edits: usize) -> String {
    let mut parts = data.split("        項目: ");
    let head = parts.next().unwrap_or_default().to_owned();
    let rows: Vec<&str> = parts.collect();
    let is_edited = |row: usize| (row + 1) * edits / rows.len() > row * edits / rows.len();
    let edit = |row| if is_edited(row) { "第２期の" } else { "" };
    let rows = rows.iter().enumerate().map(|(at, row)| format!("        項目: {}{row}", edit(at)));
    head + &rows.collect::<String>()
}

/// What changed in a sheet since a copy, a change in every fifth row.
#[divan::bench(args = [23, 230, 2300], sample_count = 20)]
fn changes(bencher: Bencher, rows: usize) {
    let design = design();
    let text = sheet_of(rows);
    let sheet = |text: &str| read_sheet(&source(text), design.template()).expect("a sheet");
    let (old, new) = (sheet(&text), sheet(&edited(&text, rows * 5 / 23)));
    bencher.bench_local(|| diff::sheet(black_box(&old), black_box(&new)).are_any());
}

/// What follows a key that is struck in the app: the changed text through all stages up to the pages, and whether a
/// workbook can hold it, by who has laid out the text before it.
#[divan::bench(args = [23, 3000], sample_count = 20)]
fn key_stroke(bencher: Bencher, rows: usize) {
    let text = sheet_of(rows);
    let changed = text.replacen("担当者が研修会", "担当者が研修", 1);
    assert_ne!(text, changed);
    let texts = [source(&text), source(&changed)];
    let compiler = Compiler::new(&design());
    let mut texts = texts.iter().cycle();
    let mut strike = || {
        let text = texts.next().expect("a text");
        let handout = compiler.compile(black_box(text), None).expect("a sheet that fits").value;
        compiler.check_xlsx(&handout).expect("a sheet that fits");
        compiler.pages(&handout)
    };
    strike();
    bencher.bench_local(strike);
}

#[divan::bench]
fn read(bencher: Bencher) {
    let (data, design) = (source(REAL), design());
    bencher.bench_local(|| read_sheet(black_box(&data), design.template()));
}

#[divan::bench]
fn measured(bencher: Bencher) {
    let (data, design) = (source(REAL), design());
    bencher.bench_local(|| handout(black_box(&data), &design));
}

/// Runs a step of the real sheet's handout.
fn step<T>(bencher: Bencher, step: impl Fn(&Handout) -> T) {
    let handout = handout(&source(REAL), &design());
    bencher.bench_local(|| step(black_box(&handout)));
}

#[divan::bench]
fn place(bencher: Bencher) {
    step(bencher, Handout::pages);
}

#[divan::bench]
fn pdf(bencher: Bencher) {
    step(bencher, Handout::pdf);
}

#[divan::bench]
fn xlsx(bencher: Bencher) {
    step(bencher, |handout| handout.xlsx("h29-odawara"));
}
