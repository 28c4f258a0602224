//! The order of the house: each file uses only what stands before it, and each library is named in its
//! place only. What a file uses is read from its syntax; see `tests/arrows`.

#![allow(clippy::expect_used)] // A test fails by panicking.

mod arrows;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use arrows::{Arrow, End, arrows};
use syn::visit::{self, Visit};

/// The rooms, which are the library's top-level modules and then the program's files. Each may use
/// those before it. `compile` is the library's entry, `lib.rs` with it.
const ROOMS: [&str; 34] = [
    "japanese", "geom", "hash", "memory", "nearest", "spelling", "diag", "font", "model", "agency", "load",
    "edit", "rollover", "resolve", "base", "inquiry", "lint", "diff", "reply", "merge", "glyphs", "table",
    "measure", "page", "place", "render", "samples", "compile", "files", "cli", "messages", "console",
    "commands", "main",
];

/// Outside crates, and the folders or files where alone they may be named.
const LIBRARIES: [(&str, &[&str]); 28] = [
    ("annotate_snippets", &["diag"]),
    ("clap", &["cli"]),
    ("ecow", &["diff", "load", "model", "resolve", "table"]),
    ("encoding_rs", &["load"]),
    ("gethostname", &["files"]),
    ("glob", &["files"]),
    ("indicatif", &["console"]),
    ("libdeflater", &["render/pdf/file", "render/xlsx/package"]),
    ("owned_ttf_parser", &["font"]),
    ("pdf_writer", &["render/pdf"]),
    ("printpdf", &["render/pdf/content"]),
    ("quick_xml", &["reply/xml"]),
    ("rawzip", &["render/xlsx/package"]),
    ("rayon", &["commands"]),
    ("rust_xlsxwriter", &["render/xlsx"]),
    ("rustc_hash", &["memory"]),
    ("schemars", &["load"]),
    ("serde", &["load"]),
    ("serde_json", &["diag", "diff/json"]),
    ("serde_yaml", &["load"]),
    ("signal_hook", &["files"]),
    ("strsim", &["nearest"]),
    ("subsetter", &["render/pdf"]),
    ("tempfile", &["files"]),
    ("unicode_normalization", &["japanese"]),
    ("unicode_segmentation", &["diff/text/letters"]),
    ("winapi_util", &["console"]),
    ("zip", &["reply/package"]),
];

#[test]
fn the_house_is_in_order() {
    assert_eq!(faults(&sources()), [] as [String; 0]);
}

#[test]
fn every_dependency_has_its_place() {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    let dependencies = dependencies(&manifest.expect("the manifest"));
    assert!(dependencies.contains("pdf_writer"));
    let placed: BTreeSet<String> = LIBRARIES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(dependencies.difference(&placed).collect::<Vec<_>>(), [] as [&String; 0]);
}

#[test]
fn dependencies_are_found_in_every_table_of_the_manifest() {
    let manifest = "[package]\nname = \"a\"\n[dependencies]\nb-c = \"1\"\n# d = 1\ne = { version = \"1\" }\n\
        [dependencies.f]\nversion = \"1\"\n[target.'cfg(unix)'.dependencies]\ng = \"1\"\n\
        [dev-dependencies]\nh = \"1\"\n";
    assert_eq!(dependencies(manifest).into_iter().collect::<Vec<_>>(), ["b_c", "e", "f", "g"]);
}

/// The names of a manifest's dependencies, as code writes them, but for those of tests alone.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let (mut names, mut is_inside) = (BTreeSet::new(), false);
    for line in manifest.lines() {
        if let Some(section) = line.strip_prefix('[') {
            is_inside = section == "dependencies]" || section.ends_with(".dependencies]");
            names.extend(section.strip_prefix("dependencies.").map(|name| name.trim_end_matches(']')));
        } else if let Some((name, _)) = line.split_once(" =").filter(|_| is_inside) {
            names.insert(name);
        }
    }
    let is_name = |name: &&str| name.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    names.into_iter().filter(is_name).map(|name| name.replace('-', "_")).collect()
}

/// The values that stages hand on. A function that takes many of them does the work of several stages.
const STAGE_VALUES: [&str; 6] = ["Sheet", "Template", "Table", "Measured", "Fonts", "Page"];

/// The most of these that a function takes, but for the entry, which leads from one stage to the next.
const MOST_STAGE_VALUES: usize = 3;

#[test]
fn functions_take_few_of_what_stages_hand_on() {
    assert_eq!(crowded(&sources()), [] as [String; 0]);
}

#[test]
fn functions_that_take_much_are_found() {
    let text = "fn few(a: &Sheet, b: &Template, c: &[Page], d: &Pages) {} \
        impl A { fn four(&self, a: &Sheet, b: Option<&Template>, c: &mut Table, d: &[model::Page]) {} }";
    let file = |path: &str| (path.to_owned(), text.to_owned());
    assert_eq!(crowded(&[file("compile.rs"), file("place.rs")]), ["place.rs: four takes 4"]);
}

/// The functions that take too much.
fn crowded(files: &[(String, String)]) -> Vec<String> {
    let files = files.iter().filter(|(path, _)| path != "compile.rs");
    let found = files.flat_map(|(path, text)| {
        let mut crowd = Crowd { path, found: Vec::new() };
        crowd.visit_file(&syn::parse_file(text).expect("a source"));
        crowd.found
    });
    found.collect()
}

/// Collects the functions of a file that take too much.
struct Crowd<'a> {
    path: &'a str,
    found: Vec<String>,
}

impl<'ast> Visit<'ast> for Crowd<'_> {
    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        let mut types = Types(BTreeSet::new());
        signature.inputs.iter().for_each(|input| types.visit_fn_arg(input));
        if types.0.len() > MOST_STAGE_VALUES {
            self.found.push(format!("{}: {} takes {}", self.path, signature.ident, types.0.len()));
        }
    }
}

/// The stages' values among some types, however they are wrapped.
struct Types(BTreeSet<String>);

impl<'ast> Visit<'ast> for Types {
    fn visit_path_segment(&mut self, segment: &'ast syn::PathSegment) {
        let name = segment.ident.to_string();
        if STAGE_VALUES.contains(&name.as_str()) {
            self.0.insert(name);
        }
        visit::visit_path_segment(self, segment);
    }
}

/// All files of Rust below `src` as pairs of path and text, but for those of the app, which are crates of
/// their own.
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let pair = |file: PathBuf| {
        let path = file.strip_prefix(&src).expect("a source").to_str().expect("a name").replace('\\', "/");
        (path, std::fs::read_to_string(&file).expect("a source"))
    };
    files_below(&src)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == "rs") && !path.starts_with(src.join("web")))
        .map(pair)
        .collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// All that is out of order in a house.
fn faults(files: &[(String, String)]) -> Vec<String> {
    let crates = LIBRARIES.map(|(name, _)| name);
    let arrows = match arrows(files, &crates) {
        Ok(arrows) => arrows,
        Err(error) => return vec![error],
    };
    let homeless = files.iter().filter(|(path, _)| rank(path).is_none());
    let homeless = homeless.map(|(path, _)| format!("{path} has no place in the order of rooms"));
    homeless.chain(arrows.iter().filter_map(wrong_arrow)).chain(circles(&arrows)).collect()
}

/// The place of a file's room in the order.
fn rank(path: &str) -> Option<usize> {
    let first = path.split('/').next().unwrap_or_default();
    let room = match first.strip_suffix(".rs").unwrap_or(first) {
        "lib" => "compile",
        room => room,
    };
    ROOMS.iter().position(|other| *other == room)
}

fn wrong_arrow(Arrow { from, written, to }: &Arrow) -> Option<String> {
    match to {
        End::File(to) => {
            (rank(from) < rank(to)).then(|| format!("{from} names {written} in {to}, which stands after it"))
        }
        End::Outside(name) => match LIBRARIES.iter().find(|(library, _)| library == name) {
            Some((_, homes)) if homes.iter().any(|home| is_in(from, home)) => None,
            Some(_) => Some(format!("{from} names {written}, but is no place for {name}")),
            None => Some(format!("{from} names {written}, but {name} has no place")),
        },
        End::Nowhere => Some(format!("{from} imports {written}, which can't be followed")),
    }
}

/// Whether a file is a module or below it, as `render/pdf.rs` and `render/pdf/tags.rs` are for
/// `render/pdf`.
fn is_in(path: &str, home: &str) -> bool {
    path.strip_prefix(home).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// The circles of files, one for each knot of them.
fn circles(arrows: &BTreeSet<Arrow>) -> Vec<String> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Arrow { from, to, .. } in arrows {
        if let End::File(to) = to {
            next.entry(from).or_default().insert(to);
        }
    }
    let (mut circles, mut met) = (Vec::new(), BTreeSet::new());
    for file in next.keys() {
        let circle = circle(file, &next).filter(|circle| !circle.iter().any(|it| met.contains(it)));
        if let Some(circle) = circle {
            circles.push(format!("a circle: {} -> {file}", circle.join(" -> ")));
            met.extend(circle);
        }
    }
    circles
}

/// The shortest way from a file back to itself.
fn circle<'a>(file: &'a str, next: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    let mut ways = VecDeque::from([vec![file]]);
    let mut met = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let last = way.last().and_then(|last| next.get(last));
        for other in last.into_iter().flatten().copied() {
            if other == file {
                return Some(way);
            }
            if met.insert(other) {
                ways.push_back([way.as_slice(), &[other]].concat());
            }
        }
    }
    None
}

/// A small house in order, with each way to name something that there is.
const RIGHT: [(&str, &str); 14] = [
    ("lib.rs", "pub mod diag; mod geom; pub mod model; mod table; pub mod render; pub use model::Sheet;"),
    ("model/tests.rs", "use crate::table::table;"),
    ("geom.rs", "pub struct Pt; pub mod angle { pub struct Degree; }"),
    (
        "diag.rs",
        "use serde_json::json; pub fn json() { json!(1) } #[cfg(test)] mod tests { use crate::table::table; }",
    ),
    (
        "model/mod.rs",
        "#[cfg(test)] mod tests; mod sheet; pub mod text; mod year; pub use sheet::*; pub use text::Text as Words;",
    ),
    (
        "model/sheet.rs",
        "use crate::geom::{Pt, angle}; use super::Words; pub struct Sheet(Pt, angle::Degree, Words);",
    ),
    (
        "model/text.rs",
        "use std::fmt::{self, Write as _}; use super::year; pub struct Text(year::Year); impl fmt::Display for Text {}",
    ),
    ("model/year.rs", "pub struct Year(u16);"),
    ("table.rs", "use crate::model::{self, Sheet}; pub fn table(sheet: &Sheet) { model::text::Text; }"),
    ("render/mod.rs", "mod pdf; pub use pdf::pdf;"),
    ("render/pdf/mod.rs", "mod tags; pub fn pdf() { tags::tags(); pdf_writer::save() }"),
    ("render/pdf/tags.rs", "use crate::{model, table::table}; pub fn tags() { table(model::Sheet) }"),
    (
        "main.rs",
        "mod cli; use shiryo3::{Sheet, diag, render}; fn main() { cli::read(); render::pdf(); diag::json() }",
    ),
    ("cli.rs", "use clap::Parser; #[derive(Parser)] pub struct Cli; pub fn read() {}"),
];

/// What is wrong with the small house once a file has another text or more of it.
fn faults_with(file: &str, text: &str) -> Vec<String> {
    let mut files = RIGHT.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let known = files.iter_mut().find(|(path, _)| path == file).expect("a file");
    known.1 += text;
    faults(&files)
}

#[test]
fn a_right_house_has_no_faults() {
    assert_eq!(faults_with("geom.rs", ""), [] as [String; 0]);
}

#[test]
fn arrows_that_run_back_are_found_in_every_form() {
    for (text, written) in [
        ("use crate::{model::Sheet, table::{table}};", "crate::table::table"),
        ("use crate::table::table as model;", "crate::table::table"),
        ("use crate::table::*;", "crate::table::*"),
        ("use crate::table;", "crate::table"),
        ("fn f() { crate::table::table(); }", "crate::table::table"),
        ("fn f(it: crate::table::table) {}", "crate::table::table"),
        ("fn f() { if let crate::table::table::A = 1 {} }", "crate::table::table::A"),
        ("fn f() { use crate as house; house::table::table(); }", "house::table::table"),
        ("fn f() { assert!(1 == crate::table::table(2), \"{}\", 3); }", "crate::table::table"),
        ("macro_rules! m { () => { $crate::table::table() } }", "crate::table::table"),
        (
            "mod inner { fn f() { super::super::super::table::table(); } }",
            "super::super::super::table::table",
        ),
        ("mod inner { use super::super::super::*; fn f() { table::table() } }", "table::table"),
        ("#[derive(crate::table::table)] struct A;", "crate::table::table"),
    ] {
        let fault = format!("model/text.rs names {written} in table.rs, which stands after it");
        let found = faults_with("model/text.rs", text);
        assert!(found.contains(&fault), "{text}: {found:#?}");
    }
}

#[test]
fn a_path_leads_to_the_file_that_defines_its_item() {
    let found = faults_with("geom.rs", "use crate::Sheet; fn f() { crate::model::Words; }");
    let fault = |written, file| format!("geom.rs names {written} in {file}, which stands after it");
    assert_eq!(
        found[..2],
        [fault("crate::Sheet", "model/sheet.rs"), fault("crate::model::Words", "model/text.rs")]
    );
}

#[test]
fn circles_of_files_are_found() {
    let found = faults_with("model/year.rs", "use super::Sheet;");
    let circle = "a circle: model/sheet.rs -> model/text.rs -> model/year.rs -> model/sheet.rs";
    assert_eq!(found, [circle]);
}

#[test]
fn outside_crates_are_named_in_their_places_only() {
    for (text, written) in [
        ("use serde::Deserialize;", "serde::Deserialize"),
        ("use {std::fmt, serde as s};", "serde"),
        ("fn f() -> ::serde::Value {}", "::serde::Value"),
        ("fn f() { vec![serde::value()]; }", "serde::value"),
    ] {
        let fault = format!("table.rs names {written}, but is no place for serde");
        assert_eq!(faults_with("table.rs", text), [fault], "{text}");
    }
    let fault = "table.rs names rand::random, but rand has no place";
    assert_eq!(faults_with("table.rs", "use rand::random;"), [fault]);
}

#[test]
fn what_can_not_be_followed_is_a_fault() {
    let fault = "table.rs imports crate::model::Missing, which can't be followed";
    assert_eq!(faults_with("table.rs", "use crate::model::Missing;"), [fault]);
    assert_eq!(faults_with("lib.rs", "mod page;"), ["lib.rs: no file for mod page"]);
}
