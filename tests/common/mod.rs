//! What several tests need: the steps from YAML to the outputs, and readers of both outputs that
//! are not ours.

#![allow(dead_code)] // Each test binary uses its own part.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shiryo3::diag::{self, Diagnostic, Severity, Source, Sources, Warned};
use shiryo3::model::{Sheet, Text};
use shiryo3::page::{Draw, Page, Role};
use shiryo3::table::Table;
use shiryo3::{DEFAULT_TEMPLATE, Design, Earlier, Handout, compile, diff, read_sheet};

/// Set to write the golden files instead of comparing them.
pub(crate) const BLESS: &str = "SHIRYO3_BLESS";

/// What messages call the data file.
const DATA: &str = "input.yaml";

/// What messages call the template.
const TEMPLATE: &str = "template.yaml";

/// A text as a source of its own.
pub(crate) fn source(text: &str) -> Source {
    Sources::default().add(DATA, text)
}

/// The name of the data file in every workbook.
pub(crate) const STEM: &str = "input";

/// The folders of the golden cases.
pub(crate) fn cases() -> Vec<PathBuf> {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let entries = suite.read_dir().expect("the suite").map(|entry| entry.expect("an entry").path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

/// A case's name.
pub(crate) fn name(case: &Path) -> String {
    case.file_name().unwrap_or_default().display().to_string()
}

/// A case's data: its own `input.yaml`, or the file in `data` that has the case's name.
pub(crate) fn data_of(case: &Path) -> String {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name(case)).with_extension("yaml");
    let own = case.join("input.yaml");
    std::fs::read_to_string(if own.exists() { &own } else { &data }).expect("a case's data")
}

/// A case's template: its own `template.yaml`, or the built-in one.
pub(crate) fn template_of(case: &Path) -> String {
    let own = std::fs::read_to_string(case.join("template.yaml"));
    own.unwrap_or_else(|_| DEFAULT_TEMPLATE.to_owned())
}

/// Takes a case through all steps.
pub(crate) fn build_case(case: &Path) -> Result<Built, Vec<Diagnostic>> {
    build_in(case, &data_of(case), &template_of(case))
}

/// How a golden file differs from a text, to be shown: nothing where it holds just this text, or is
/// not there where there is none.
pub(crate) fn mismatch(golden: &Path, text: Option<&str>) -> Option<String> {
    if std::env::var_os(BLESS).is_some() {
        match text {
            Some(text) => std::fs::write(golden, text).expect("a golden file"),
            None => drop(std::fs::remove_file(golden)),
        }
    }
    let old = std::fs::read_to_string(golden).ok();
    let file = golden.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(golden).display();
    let lines = || differing_lines(old.as_deref().unwrap_or_default(), text.unwrap_or_default());
    (old.as_deref() != text).then(|| format!("{file}:{}", lines()))
}

/// The number of the first line that differs between two texts, and a few lines of the old and of the
/// new one from there to where they agree again.
pub(crate) fn differing_lines(old: &str, new: &str) -> String {
    const FEW: usize = 4;
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[same..], &new[same..]);
    let same_at_end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let shown = |sign: char, lines: &[&str]| {
        let lines = &lines[..lines.len() - same_at_end];
        let few = lines.iter().take(FEW).map(|line| format!("\n{sign} {}", line.replace('\r', "\\r")));
        let rest = lines.len().checked_sub(FEW + 1).map(|rest| format!("\n{sign} … {} more", rest + 1));
        few.chain(rest).collect::<String>()
    };
    format!("{}{}{}", same + 1, shown('-', old), shown('+', new))
}

/// Everything that the stages make of one YAML text.
pub(crate) struct Built {
    pub sheet: Sheet,
    pub table: Table,
    pub pages: Vec<Page>,
    pub pdf: Vec<u8>,
    pub xlsx: Vec<u8>,
    pub warnings: Vec<Diagnostic>,
    /// What changed since the case's earlier version, as JSON; empty where it has none.
    pub changes: String,
    /// Both versions beside each other (新旧対照表), where it has one.
    pub comparison: Option<Box<Built>>,
}

/// Takes a YAML text through all stages.
pub(crate) fn build(data: &str, template: &str) -> Result<Built, Vec<Diagnostic>> {
    build_in(Path::new(""), data, template)
}

/// The same, where the template's font files are looked for from `folder` on. Of what stops it only the
/// mistakes are given.
pub(crate) fn build_in(folder: &Path, data: &str, template: &str) -> Result<Built, Vec<Diagnostic>> {
    let mut sources = Sources::default();
    let (data, template) = (sources.add(DATA, data), sources.add(TEMPLATE, template));
    let face = |path: &Text| Ok(std::fs::read(folder.join(&path.value)).expect("a font file"));
    let design = Design::new(&template, face).map_err(errors)?;
    let (design, warnings) = (Arc::new(design.value), design.warnings);
    let Warned { value: handout, warnings: more } = compile(&data, &design, None).map_err(errors)?;
    let sheet = read_sheet(&data, design.template())?;
    let warnings = [warnings, more].concat();
    let Ok(text) = std::fs::read_to_string(folder.join("earlier.yaml")) else {
        return Ok(Built { warnings, ..outputs(&handout, sheet)? });
    };
    let template = design.template().clone();
    let earlier = Earlier { sheet: read_sheet(&source(&text), &template)?, template };
    let changes = diff::json(&handout.changes(&earlier));
    let comparison = outputs(&handout.comparison(&earlier)?, sheet.clone())?;
    let marked = outputs(&handout.marked(&earlier)?, sheet)?;
    Ok(Built { warnings, changes, comparison: Some(Box::new(comparison)), ..marked })
}

/// What is made of a handout.
fn outputs(handout: &Handout, sheet: Sheet) -> Result<Built, Vec<Diagnostic>> {
    let pdf = handout.pdf().map_err(|mistake| vec![mistake])?;
    let xlsx = handout.xlsx(STEM)?;
    let (table, pages) = (handout.table().clone(), handout.pages());
    let (warnings, changes, comparison) = (Vec::new(), String::new(), None);
    Ok(Built { sheet, table, pages, pdf, xlsx, warnings, changes, comparison })
}

fn errors(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().filter(|found| found.severity == Severity::Error).collect()
}

/// Takes a YAML text that has no mistakes through all steps, with the built-in template.
pub(crate) fn build_right(data: &str) -> Built {
    build(data, DEFAULT_TEMPLATE)
        .unwrap_or_else(|mistakes| panic!("{}", explain(&mistakes, data, DEFAULT_TEMPLATE)))
}

/// Mistakes as the program prints them.
pub(crate) fn explain(mistakes: &[Diagnostic], data: &str, template: &str) -> String {
    let mut sources = Sources::default();
    sources.add(DATA, data);
    sources.add(TEMPLATE, template);
    mistakes.iter().map(|mistake| diag::render(mistake, &sources, false) + "\n\n").collect()
}

/// The lines of text that stand on a page under a role.
pub(crate) fn texts(page: &Page, is_wanted: impl Fn(Role) -> bool) -> Vec<&str> {
    let runs = page.items.iter().filter(|item| is_wanted(item.role)).filter_map(|item| match &item.draw {
        Draw::Text(run) => Some(run.text.as_str()),
        Draw::Rule { .. } | Draw::Box { .. } | Draw::Arrow { .. } => None,
    });
    runs.collect()
}

/// The texts of a PDF in the order of drawing, page by page, by its fonts' ToUnicode maps.
pub(crate) fn pdf_texts(pdf: &[u8]) -> Vec<Vec<String>> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    document.page_iter().map(|page| page_texts(&document, page)).collect()
}

fn page_texts(document: &lopdf::Document, page: lopdf::ObjectId) -> Vec<String> {
    let fonts = document.get_page_fonts(page).expect("fonts");
    let maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>> =
        fonts.into_iter().map(|(name, font)| (name, to_unicode(document, font))).collect();
    let content = document.get_and_decode_page_content(page).expect("content");
    let (mut map, mut texts) = (None, Vec::new());
    for operation in content.operations {
        match operation.operator.as_str() {
            "Tf" => map = Some(&maps[operation.operands[0].as_name().expect("a font")]),
            "Tj" | "TJ" => texts.push(decode(&operation.operands, map.expect("a font"))),
            _ => {}
        }
    }
    texts
}

fn decode(operands: &[lopdf::Object], map: &BTreeMap<u16, String>) -> String {
    let strings = operands.iter().flat_map(|operand| match operand {
        lopdf::Object::Array(parts) => parts.iter().filter_map(|part| part.as_str().ok()).collect(),
        other => vec![other.as_str().expect("a string")],
    });
    let codes =
        strings.flat_map(|string| string.chunks(2)).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    codes.map(|code| map[&code].as_str()).collect()
}

fn to_unicode(document: &lopdf::Document, font: &lopdf::Dictionary) -> BTreeMap<u16, String> {
    let stream =
        font.get_deref(b"ToUnicode", document).and_then(lopdf::Object::as_stream).expect("a ToUnicode map");
    let text = String::from_utf8(stream.decompressed_content().expect("a stream")).expect("text");
    let mut map = BTreeMap::new();
    for block in text.split("beginbfrange").skip(1) {
        let block = block.split("endbfrange").next().unwrap_or_default();
        let mut words =
            block.split(['<', '>']).filter(|word| word.chars().any(|c| c.is_ascii_hexdigit())).map(hex);
        let units = |word: Vec<u8>| -> Vec<u16> {
            word.chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect()
        };
        // The first and the last code, then a text for each.
        let [first, _] = [0, 1].map(|_| units(words.next().expect("a code"))[0]);
        let texts = words.map(|word| String::from_utf16(&units(word)).expect("UTF-16"));
        map.extend((first..).zip(texts));
    }
    map
}

fn hex(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hex")).collect()
}

/// A part of a workbook.
pub(crate) fn xlsx_part(xlsx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).expect("a zip archive");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

/// All parts of a workbook by name.
pub(crate) fn xlsx_parts(xlsx: &[u8]) -> BTreeMap<String, String> {
    let archive = zip::ZipArchive::new(Cursor::new(xlsx)).expect("a zip archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    names.into_iter().map(|name| (name.clone(), xlsx_part(xlsx, &name))).collect()
}

/// The texts of a worksheet by cell, row and column counted from 0; dates as year, month and day.
pub(crate) fn xlsx_cells(xlsx: &[u8], sheet: usize) -> BTreeMap<(u32, u32), String> {
    use calamine::{Data, Reader, Xlsx};
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).expect("a workbook");
    let range = workbook.worksheet_range_at(sheet).expect("a sheet").expect("cells");
    let (top, left) = range.start().unwrap_or_default();
    let shown = |data: &Data| match data {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        other => other.to_string().replace("\r\n", "\n"),
    };
    let cells =
        range.used_cells().map(|(row, column, data)| ((row as u32 + top, column as u32 + left), shown(data)));
    cells.collect()
}

/// The shared texts of a workbook that have marked parts: those struck through in `[-…-]`, underlined ones in
/// `[+…+]`.
pub(crate) fn rich_texts(xlsx: &[u8]) -> Vec<Option<String>> {
    let strings = xlsx_part(xlsx, "xl/sharedStrings.xml");
    let strings = parse(&strings);
    let run = |run: roxmltree::Node| {
        let has = |tag: &str| run.descendants().any(|node| node.has_tag_name(tag));
        let text = run.descendants().find(|node| node.has_tag_name("t")).and_then(|node| node.text());
        let text = text.unwrap_or_default();
        match (has("strike"), has("u")) {
            (true, _) => format!("[-{text}-]"),
            (_, true) => format!("[+{text}+]"),
            _ => text.to_owned(),
        }
    };
    let texts = elements(&strings, "si").map(|item| {
        let runs = item.children().filter(|node| node.has_tag_name("r"));
        let text: String = runs.map(run).collect();
        Some(text).filter(|text| text.contains("[-") || text.contains("[+"))
    });
    texts.collect()
}

/// Parses a part of a workbook.
pub(crate) fn parse(xml: &str) -> roxmltree::Document<'_> {
    roxmltree::Document::parse(xml).expect("well-formed XML")
}

/// An attribute, or nothing where it is not there.
pub(crate) fn attribute<'a>(node: roxmltree::Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_default()
}

/// All elements of a name.
pub(crate) fn elements<'a, 'input>(
    document: &'a roxmltree::Document<'input>,
    tag: &'a str,
) -> impl Iterator<Item = roxmltree::Node<'a, 'input>> {
    document.descendants().filter(move |node| node.has_tag_name(tag))
}

/// Row and column of a cell's name, counted from 0.
pub(crate) fn place(name: &str) -> (u32, u32) {
    let digits = name.find(|c: char| c.is_ascii_digit()).expect("a row");
    let column = name[..digits].bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (name[digits..].parse::<u32>().expect("a row") - 1, column - 1)
}
