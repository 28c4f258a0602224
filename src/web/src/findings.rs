//! What is found in the data, with its place in the text and in the table.

use std::rc::Rc;

use serde::Serialize;
use shiryo3::diag::{Diagnostic, More, Severity, Source, mends};
use shiryo3::load::Document;

use crate::message::{Patch, Path, steps};

/// A mistake or doubt.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// How grave it is.
    pub severity: &'static str,
    /// The name of the rule that doubts it, by which 無視 turns it off.
    pub rule: Option<&'static str>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// The characters that it points at, where it is some of a text.
    pub characters: Option<String>,
    /// Where it is, if it is anywhere in the data or the template.
    pub place: Option<Spot>,
    /// What mends it, where that is known.
    pub mend: Option<Mend>,
    /// Whether it is in the template; what mends it is put there, too.
    pub in_template: bool,
}

/// What mends a finding.
#[derive(Debug, Serialize)]
pub struct Mend {
    /// What is put where.
    pub patch: Patch,
    /// What it is called.
    pub name: String,
}

/// A place in the data, or in the template.
#[derive(Debug, Serialize)]
pub struct Spot {
    /// The way to the value that it lies in; nothing where the text is no YAML.
    pub path: Option<Path>,
    /// Its first character, in units of UTF-16 as scripts count.
    pub start: usize,
    /// The one behind its last.
    pub end: usize,
    /// Its line, counted from 1.
    pub line: usize,
}

/// The first findings in a data file and in its template, the gravest first. The data come with what they were read as;
/// nothing where they are no YAML.
pub(crate) fn findings(
    found: &[Diagnostic],
    (data, document): (&Source, Option<Rc<Document>>),
    template: Option<&Source>,
    most: usize,
) -> Vec<Finding> {
    let mut found: Vec<&Diagnostic> = found.iter().collect();
    found.sort_by_key(|found| (found.severity, found.span));
    found.truncate(most);
    // Most findings lie in the data alone.
    let template = template.filter(|template| found.iter().any(|found| is_in(template, found)));
    let template = template.map(|source| File::of(source, Document::read(source).ok().map(Rc::new)));
    let data = File::of(data, document);
    let finding = |found: &Diagnostic| {
        let in_template = template.as_ref().filter(|template| is_in(template.source, found));
        let file = in_template.or(Some(&data).filter(|data| is_in(data.source, found)));
        Finding {
            severity: severity(found.severity),
            rule: found.rule,
            message: found.message.clone(),
            remedy: found.remedy.clone(),
            characters: found.characters().map(str::to_owned),
            place: file.and_then(|file| file.spot(found)),
            mend: file.and_then(|file| mend(found, file.source)),
            in_template: in_template.is_some(),
        }
    };
    found.into_iter().map(finding).collect()
}

/// The likeliest change that its remedy shows.
fn mend(found: &Diagnostic, source: &Source) -> Option<Mend> {
    let (range, new) = mends(found, source.text()).into_iter().next()?;
    let name = match found.more.as_deref() {
        Some(More::Characters(_)) => format!("{new} に直す"),
        Some(More::Changes(_)) => "列の幅を合わせる".to_owned(),
        None => "直す".to_owned(),
    };
    Some(Mend { patch: Patch { at: range.start, old: source.text().get(range)?.to_owned(), new }, name })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// A file that findings lie in.
struct File<'a> {
    source: &'a Source,
    lines: Lines,
    /// Nothing where its text is no YAML.
    document: Option<Rc<Document>>,
}

fn is_in(source: &Source, found: &Diagnostic) -> bool {
    found.span.is_some_and(|span| span.source == source.id())
}

impl File<'_> {
    fn of(source: &Source, document: Option<Rc<Document>>) -> File<'_> {
        File { source, lines: Lines::of(source.text()), document }
    }

    fn spot(&self, found: &Diagnostic) -> Option<Spot> {
        let span = found.span?;
        let (line, start) = self.lines.place(self.source.text(), span.start);
        let (_, end) = self.lines.place(self.source.text(), span.end.max(span.start));
        let path = self.document.as_ref().and_then(|document| document.path_at(span));
        Some(Spot { path: path.map(|path| steps(&path)), start, end, line })
    }
}

/// Where the lines of a text begin, in bytes and in units of UTF-16: to count from the top for each finding
/// takes long in a large file.
struct Lines(Vec<(usize, usize)>);

impl Lines {
    fn of(text: &str) -> Lines {
        let mut starts = vec![(0, 0)];
        let (mut bytes, mut units) = (0, 0);
        for line in text.split_inclusive('\n') {
            bytes += line.len();
            units += line.encode_utf16().count();
            starts.push((bytes, units));
        }
        Lines(starts)
    }

    /// The line of a byte, counted from 1, and how many units stand before it.
    fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let at = at.min(text.len());
        let line = self.0.partition_point(|(start, _)| *start <= at);
        let (start, units) = self.0[line - 1];
        (line, units + text[start..at].encode_utf16().count())
    }
}
