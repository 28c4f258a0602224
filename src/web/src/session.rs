//! Holds one data file and answers what is asked of it.

mod asking;
mod look;
mod replies;
mod versions;

use std::sync::Arc;

use shiryo3::diag::{Checked, Code, Diagnostic, Severity, Source, Sources, Warned};
use shiryo3::edit::{self, add_bar, edit, months};
use shiryo3::font::Glyph;
use shiryo3::geom::Em;
use shiryo3::load::{Coding, Document, Value};
use shiryo3::model::{Content, Template, TimeSpan};
use shiryo3::render::svg;
use shiryo3::rollover::{self, Answers, next_file_stem, questions, roll_over};
use shiryo3::{Design, Earlier, Handout, compile, template_named};

use crate::beside::{Chosen, Folder, names};
use crate::findings::findings;
use crate::message::{Answer, Bars, Change, Layout, Made, Outcome, Patch, Refusal, Request, State, way};
use crate::table;
use replies::Round;

/// How many findings the page is told: after so many, people mend what they know and look again.
const ENOUGH: usize = 200;

/// One data file, and what it is made with.
pub struct Session {
    data: Source,
    coding: Coding,
    /// What lies beside the data.
    folder: Folder,
    built_in: Chosen,
    /// The template that the data name; nothing where they name none.
    named: Option<Chosen>,
    /// What it is compared with.
    earlier: Option<Earlier>,
    /// What came back about it.
    round: Round,
}

impl Session {
    /// Holds an empty file.
    pub fn new() -> Session {
        Session {
            data: Sources::default().add("", ""),
            coding: Coding::default(),
            folder: Folder::default(),
            built_in: Chosen::built_in(),
            named: None,
            earlier: None,
            round: Round::default(),
        }
    }

    /// Answers a request in JSON, with the bytes of a file; gives JSON and the bytes of a file.
    pub fn call(&mut self, request: &[u8], file: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let (answer, made) = match serde_json::from_slice(request) {
            Ok(request) => self.answer(request, file),
            Err(error) => (Answer::Refused(unreadable(&error)), Vec::new()),
        };
        (serde_json::to_vec(&answer).unwrap_or_default(), made)
    }

    /// Answers a request.
    pub fn answer(&mut self, request: Request, file: &[u8]) -> Outcome {
        let answer = match request {
            Request::Open { name } => self.open(&name, file),
            Request::Beside { name } => Ok(self.put(&name, file)),
            Request::Names => Coding::read(file).map(|(text, _)| Answer::Names(names(&text))),
            Request::Edit { changes } => self.edit(changes),
            Request::Splice { patches } => self.splice(&patches),
            Request::Type { text } => Ok(self.hold(&text)),
            Request::Rename { name } => Ok(self.rename(&name)),
            Request::Layout => Ok(Answer::Layout(self.layout())),
            Request::Save => return made(self.coding.write(self.data.text())),
            Request::Pdf { version } => {
                return self.make(version, |handout, _| handout.pdf().map_err(|mistake| vec![mistake]));
            }
            Request::Xlsx { version } => return self.make(version, Handout::xlsx),
            Request::Earlier { name } => self.remember(&name, file),
            Request::Compare => Ok(self.compare()),
            Request::NextYear => self.next_year(),
            Request::RollOver { new_era, bars, done, renumbers } => {
                let answers = Answers {
                    prefers_new_era: new_era,
                    bars: bars.into(),
                    done,
                    renumbers,
                    ..Answers::default()
                };
                return self
                    .roll_over(&answers)
                    .unwrap_or_else(|mistake| (Answer::Refused(mistake.into()), Vec::new()));
            }
            Request::Recipients { column } => self.recipients(column),
            Request::Due { due } => self.check_due(&due),
            Request::Ask { column, agencies, due, is_zip } => {
                return self.ask(column, &agencies, &due, is_zip);
            }
            Request::Extract { column, agency, format } => return self.extract(column, &agency, format),
            Request::Receive { id, name } => {
                self.round.receive(id, &name, file);
                Ok(Answer::Done)
            }
            Request::Match { files } => self.compare_replies(files),
            Request::Decisions { name } => self.read_table(&name, file),
            Request::Table { choices } => return self.table(choices),
            Request::Try { choices } => Ok(self.try_out(choices)),
            Request::TakeIn { choices } => self.take_in(choices),
            Request::Template { edit } => self.look(edit),
            Request::Font { face } => return self.font(face),
        };
        (answer.unwrap_or_else(|mistake| Answer::Refused(mistake.into())), Vec::new())
    }

    fn open(&mut self, name: &str, file: &[u8]) -> Result<Answer, Diagnostic> {
        let (text, coding) = Coding::read(file)?;
        if !may_be_sheet(name, &text) {
            let remedy = "「課題:」の書かれた、資料３のファイル（.yaml）を開いてください";
            return Err(Diagnostic::general(Code::Form, "資料３のデータではありません", remedy));
        }
        self.data = Sources::default().add(name, &text);
        self.coding = coding;
        self.folder = Folder::default();
        self.named = None;
        self.choose();
        self.round = Round::default();
        Ok(self.state(None))
    }

    fn rename(&mut self, name: &str) -> Answer {
        self.data = Sources::default().add(name, self.data.text());
        self.state(None)
    }

    /// Takes a file that lies beside the data.
    fn put(&mut self, name: &str, file: &[u8]) -> Answer {
        self.folder.put(name, file);
        self.named = None;
        self.choose();
        self.state(None)
    }

    /// Reads the template that the data name, where it is not the one that has been read.
    fn choose(&mut self) {
        let name = template_named(&self.data).map(|name| name.value);
        if name.as_ref() != self.named.as_ref().and_then(|named| named.name.as_ref()) {
            self.named = name.map(|name| Chosen::of(name, &self.folder));
        }
    }

    fn chosen(&self) -> &Chosen {
        self.named.as_ref().unwrap_or(&self.built_in)
    }

    fn design(&self) -> Checked<&Warned<Arc<Design>>> {
        self.chosen().design(&self.data)
    }

    /// The template; the built-in one, too, where the one that is named can't be read.
    fn template(&self) -> Result<&Template, Diagnostic> {
        self.chosen().template().or(self.built_in.template()).ok_or_else(changed_meanwhile)
    }

    /// Makes changes, all or none.
    fn edit(&mut self, changes: Vec<Change>) -> Result<Answer, Diagnostic> {
        let document = Document::read(&self.data).map_err(first)?;
        let mut document = document.with_coding(self.coding.clone());
        for change in changes {
            let change = self.library_change(&document, change)?;
            edit(&mut document, &change)?;
        }
        Ok(self.hold(document.source().text()))
    }

    /// A change as the library makes it to a document.
    fn library_change(&self, document: &Document, change: Change) -> Result<edit::Change, Diagnostic> {
        Ok(match change {
            Change::Set(path, text) => edit::Change::Set { path: way(&path), text },
            Change::Add(path, new) => edit::Change::Add { path: way(&path), value: new.into() },
            Change::Remove(path) => edit::Change::Remove { path: way(&path) },
            Change::Rename(path, name) => edit::Change::Rename { path: way(&path), name },
            Change::Move(from, to) => edit::Change::Move { from: way(&from), to: way(&to) },
            Change::Copy(from, to, key, text) => {
                let value = document.get(&way(&from)).ok_or_else(changed_meanwhile)?;
                edit::Change::Add { path: way(&to), value: with(value, &key, text) }
            }
            Change::AddBar(row, kind, span) => {
                add_bar(document, &way(&row), &kind, &self.months(document, span)?)
            }
            Change::SetMonths(path, span) => {
                edit::Change::Set { path: way(&path), text: self.months(document, span)? }
            }
        })
    }

    /// Months as a document writes them.
    fn months(&self, document: &Document, [start, end]: [u16; 2]) -> Result<String, Diagnostic> {
        let period = table::period(document, self.template()?);
        let (period, span) = period.zip(TimeSpan::new(start, end)).ok_or_else(changed_meanwhile)?;
        Ok(months(document, period, span))
    }

    fn splice(&mut self, patches: &[Patch]) -> Result<Answer, Diagnostic> {
        let text = patched(self.data.text(), patches)?;
        Ok(self.hold(&text))
    }

    /// Takes another text in the place of the present one.
    fn hold(&mut self, text: &str) -> Answer {
        let patch = patch(self.data.text(), text);
        if let Some(patch) = &patch {
            self.coding.splice(&(patch.at..patch.at + patch.old.len()), patch.new.len());
            self.data = self.data.with_text(text);
            self.choose();
        }
        self.state(patch)
    }

    fn state(&self, patch: Option<Patch>) -> Answer {
        let chosen = self.chosen();
        Answer::State(State {
            text: self.data.text().to_owned(),
            table: self.template().ok().and_then(|template| table::of(&self.data, template)),
            template: chosen.name.clone(),
            missing: chosen.missing.clone(),
            patch,
        })
    }

    fn layout(&self) -> Layout {
        let (found, handout) = match self.handout() {
            Ok((handout, warnings)) => match handout.check_xlsx() {
                Ok(()) => (warnings, Some(handout)),
                Err(mistakes) => ([mistakes, warnings].concat(), None),
            },
            Err(found) => (found, None),
        };
        let count = |severity| found.iter().filter(|found| found.severity == severity).count();
        Layout {
            counts: [Severity::Error, Severity::Warning, Severity::Hint].map(count),
            findings: findings(&found, &self.data, self.chosen().source.as_ref(), ENOUGH),
            made: handout.zip(self.design().ok()).map(|(handout, design)| pages(&handout, &design.value)),
        }
    }

    fn handout(&self) -> Result<(Handout, Vec<Diagnostic>), Vec<Diagnostic>> {
        let design = self.design()?;
        let handout = compile(&self.data, &design.value, None)?;
        Ok((handout.value, [design.warnings.as_slice(), &handout.warnings].concat()))
    }

    /// The data as a document, which has no mistakes.
    fn faultless(&self) -> Result<Document, Diagnostic> {
        self.handout().map_err(first)?;
        Ok(Document::read(&self.data).map_err(first)?.with_coding(self.coding.clone()))
    }

    fn next_year(&self) -> Result<Answer, Diagnostic> {
        let asked = questions(&self.faultless()?)?;
        Ok(Answer::Questions { year: asked.year, era: asked.era, rows: asked.rows })
    }

    fn roll_over(&self, answers: &Answers) -> Result<Outcome, Diagnostic> {
        let document = self.faultless()?;
        let from = questions(&document)?.from;
        let rolled = roll_over(&document, answers)?;
        let stem = next_file_stem(self.stem(), from).unwrap_or_else(|| "新しい年度".to_owned());
        let looks = rolled.looks.into_iter().map(|look| (look.text, look.why));
        let answer =
            Answer::NewYear { name: stem + ".yaml", changes: rolled.changes.len(), looks: looks.collect() };
        Ok((answer, rolled.document.to_bytes()?))
    }

    /// The name of the data file without its ending.
    fn stem(&self) -> &str {
        let name = self.data.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    fn font(&self, face: u16) -> Outcome {
        let glyph = Glyph { face, id: 0, advance: Em(0.0), bytes: 0 };
        match self.design() {
            Ok(design) if face >= faces(&design.value) => {
                (Answer::Refused(changed_meanwhile().into()), Vec::new())
            }
            Ok(design) => (Answer::File, design.value.fonts().face(glyph).data().to_vec()),
            Err(mistakes) => (Answer::Refused(first(mistakes).into()), Vec::new()),
        }
    }
}

impl Default for Session {
    fn default() -> Session {
        Session::new()
    }
}

impl From<Bars> for rollover::Bars {
    fn from(bars: Bars) -> rollover::Bars {
        match bars {
            Bars::Keep => rollover::Bars::Keep,
            Bars::GoOn => rollover::Bars::GoOn,
            Bars::Empty => rollover::Bars::Empty,
        }
    }
}

/// A mapping with another text at a key that it has.
fn with(value: Value, key: &str, text: String) -> Value {
    let Value::Map(entries) = value else { return value };
    let entry = |(name, old): (String, Value)| {
        let value = if name == key { Value::Text(text.clone()) } else { old };
        (name, value)
    };
    Value::Map(entries.into_iter().map(entry).collect())
}

/// A text with others in the place of some stretches, one after the other.
fn patched(text: &str, patches: &[Patch]) -> Result<String, Diagnostic> {
    let mut text = text.to_owned();
    for Patch { at, old, new } in patches {
        let range = *at..at + old.len();
        if text.get(range.clone()) != Some(old) {
            return Err(changed_meanwhile());
        }
        text.replace_range(range, new);
    }
    Ok(text)
}

/// What differs between two texts, from the first to the last byte that does.
fn patch(old: &str, new: &str) -> Option<Patch> {
    if old == new {
        return None;
    }
    let same = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    let start = (0..=same).rev().find(|at| old.is_char_boundary(*at) && new.is_char_boundary(*at))?;
    let (old, new) = (&old[start..], &new[start..]);
    let same = old.bytes().rev().zip(new.bytes().rev()).take_while(|(old, new)| old == new).count();
    let is_boundary =
        |back: &usize| old.is_char_boundary(old.len() - back) && new.is_char_boundary(new.len() - back);
    let back = (0..=same).rev().find(is_boundary)?;
    let part = |text: &str| text[..text.len() - back].to_owned();
    Some(Patch { at: start, old: part(old), new: part(new) })
}

fn pages(handout: &Handout, design: &Design) -> Made {
    let (look, table) = (&handout.table().look, handout.table());
    let direction = if look.paper.landscape { "横" } else { "縦" };
    Made {
        pages: handout.pages().iter().map(svg).collect(),
        faces: faces(design),
        columns: table.columns.iter().map(|column| key(&column.content)).collect(),
        paper: [look.paper.format.name(), direction].concat(),
        body: look.text.body.0,
    }
}

/// How many faces there are: the two that are built in, and those of the template.
fn faces(design: &Design) -> u16 {
    2 + design.template().faces.len() as u16
}

fn key(content: &Content) -> Option<String> {
    match content {
        Content::Text(key) => Some(key.clone()),
        Content::Number | Content::Category | Content::Schedule => None,
    }
}

fn made(bytes: Result<Vec<u8>, Diagnostic>) -> Outcome {
    match bytes {
        Ok(bytes) => (Answer::File, bytes),
        Err(mistake) => (Answer::Refused(mistake.into()), Vec::new()),
    }
}

/// The first mistake of those that stood in the way. Warnings and hints lie among them.
fn first(mistakes: Vec<Diagnostic>) -> Diagnostic {
    mistakes.into_iter().min_by_key(|found| found.severity).unwrap_or_else(changed_meanwhile)
}

/// Whether a file may hold a sheet, even one with mistakes: it is named as YAML, or some line begins its themes.
fn may_be_sheet(name: &str, text: &str) -> bool {
    let is_yaml =
        name.rsplit_once('.').is_none_or(|(_, ending)| ["yaml", "yml"].contains(&&*ending.to_lowercase()));
    let begins = |line: &str| {
        let behind = line.trim_start().strip_prefix("課題").map(str::trim_start);
        behind.is_some_and(|behind| behind.starts_with([':', '：']))
    };
    is_yaml || text.lines().any(begins)
}

fn changed_meanwhile() -> Diagnostic {
    Diagnostic::general(Code::Unchangeable, "資料の内容が変わっています", "もう一度やり直してください")
}

fn unreadable(error: &serde_json::Error) -> Refusal {
    let message = format!("画面からの頼みを読めません（{error}）");
    Refusal { message, remedy: "画面を開き直してください".to_owned() }
}
