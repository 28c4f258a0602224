//! What the fuzz targets do with bytes; `tests/fuzz.rs` does the same with the seeds.

use std::io::{Cursor, Write};
use std::sync::Arc;

use shiryo3::diag::{self, Diagnostic, Source, Sources, Warned};
use shiryo3::load::Document;
use shiryo3::merge::{self, Answer, Choice, Decisions};
use shiryo3::reply::{self, Now};
use shiryo3::{DEFAULT_TEMPLATE, Design, STARTER, compile, load};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The line that parts a data file from a template in one input.
pub(crate) const SEAM: &str = "\n=== 書式 ===\n";

/// Bytes as a data file and as a template: read, resolved, and the mistakes shown.
pub(crate) fn read(bytes: &[u8]) {
    let Ok(text) = load::text(bytes) else { return };
    let mut sources = Sources::default();
    let data = sources.add("input.yaml", &text);
    if let Ok(template) = shiryo3::read_template(&sources.add("template.yaml", DEFAULT_TEMPLATE)) {
        failed(shiryo3::read_sheet(&data, &template), &sources);
    }
    failed(shiryo3::read_template(&data), &sources);
}

/// Bytes as a data file, and as the template behind the seam if there is one: all stages to both files.
pub(crate) fn make(bytes: &[u8]) {
    let Ok(text) = load::text(bytes) else { return };
    let (data, template) = text.split_once(SEAM).unwrap_or((&text, DEFAULT_TEMPLATE));
    let mut sources = Sources::default();
    let (data, template) = (sources.add("input.yaml", data), sources.add("template.yaml", template));
    failed(outputs(&data, &template, &sources), &sources);
}

/// There are no font files: a template that names one gets an empty one.
fn outputs(data: &Source, template: &Source, sources: &Sources) -> diag::Checked<()> {
    let design = Design::new(template, |_| Ok(Vec::new()))?;
    show(&design.warnings, sources);
    let Warned { value: handout, warnings } = compile(data, &Arc::new(design.value), None)?;
    show(&warnings, sources);
    let pdf = handout.pdf().map_err(|mistake| vec![mistake])?;
    let xlsx = handout.xlsx("input")?;
    assert!(pdf.starts_with(b"%PDF-1.7") && xlsx.starts_with(b"PK"));
    Ok(())
}

/// What failed has mistakes to show.
fn failed<T>(result: diag::Checked<T>, sources: &Sources) {
    if let Err(mistakes) = result {
        assert!(!mistakes.is_empty());
        show(&mistakes, sources);
    }
}

/// Each mistake and warning can be shown.
fn show(mistakes: &[Diagnostic], sources: &Sources) {
    for mistake in mistakes {
        assert!(!diag::render(mistake, sources, false).is_empty());
        assert!(diag::json(mistake, sources).starts_with('{'));
    }
}

/// The line before each part of a workbook in one input: `=== xl/workbook.xml ===`.
const PART: &str = "=== ";

/// Bytes as a file that came back: as they are, or as the parts of an archive that they hold as text. What it
/// proposes is written as a workbook to decide in, that is read back, and all of it is put into the data.
pub(crate) fn reply(bytes: &[u8]) {
    let archive = std::str::from_utf8(bytes).ok().filter(|text| text.starts_with(PART)).map(archive);
    let bytes = archive.as_deref().unwrap_or(bytes);
    let mut sources = Sources::default();
    let (data, template) = (sources.add("r9.yaml", STARTER), sources.add("template.yaml", DEFAULT_TEMPLATE));
    let Ok(design) = Design::new(&template, |_| Ok(Vec::new())) else { return };
    let Ok(handout) = compile(&data, &Arc::new(design.value), None) else { return };
    let handout = handout.value;
    let now = Now::new(handout.sheet(), "r9", handout.design().template());
    match reply::read("r9.xlsx", bytes, &now) {
        Ok(reply) => {
            let proposals = merge::propose(&now, &[Answer { agency: "機関".to_owned(), reply }]);
            let Ok(xlsx) = handout.matching(&proposals) else { return };
            let decisions = merge::read("突合表.xlsx", &xlsx).expect("decisions");
            assert_eq!(decisions.choices.len(), proposals.list.len());
            let choices = proposals.list.iter().map(|_| Some(Choice::Reply)).collect();
            let document = Document::read(&data).expect("a document");
            failed(merge::apply(&document, handout.sheet(), &Decisions { proposals, choices }), &sources);
        }
        Err(mistake) => show(&[mistake], &sources),
    }
    let _ = merge::read("突合表.xlsx", bytes);
    let _ = reply::sheet("r9.xlsx", bytes);
}

/// An archive of the parts that a text holds.
fn archive(text: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for part in text.split(PART).skip(1) {
        let (name, content) = part.split_once(" ===\n").unwrap_or((part, ""));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        if archive.start_file(name, options).is_ok() {
            archive.write_all(content.as_bytes()).expect("bytes");
        }
    }
    archive.finish().expect("an archive").into_inner()
}
