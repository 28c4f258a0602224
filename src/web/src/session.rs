//! Holds one data file and answers what is asked of it.

mod asking;
mod edits;
mod layout;
mod look;
mod replies;
mod versions;
mod year;

use std::rc::Rc;

use shiryo3::diag::{Checked, Code, Diagnostic, Source, Sources, Warned};
use shiryo3::load::{Coding, Document};
use shiryo3::model::Template;
use shiryo3::rollover::Answers;
use shiryo3::{Compiler, Earlier, Handout, template_named};

use crate::beside::{Chosen, Folder, names};
use crate::message::{Answer, Outcome, Patch, Refusal, Request, State};
use crate::table;
use edits::patch;
use layout::Numbers;
use replies::Round;

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
    /// By which numbers the page knows the pages.
    numbers: Numbers,
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
            numbers: Numbers::default(),
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
            Request::Names { name } => names_in(&name, file),
            Request::Edit { changes } => self.edit(changes),
            Request::Splice { patches } => self.splice(&patches),
            Request::Type { text } => Ok(self.hold(&text)),
            Request::Rename { name } => Ok(self.rename(&name)),
            Request::Layout { held } => Ok(Answer::Layout(self.layout(&held))),
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
        let name = template_named(&self.data).map(|name| name.value.to_string());
        if name.as_ref() != self.named.as_ref().and_then(|named| named.name.as_ref()) {
            self.named = name.map(|name| Chosen::of(name, &self.folder));
        }
    }

    fn chosen(&self) -> &Chosen {
        self.named.as_ref().unwrap_or(&self.built_in)
    }

    fn compiler(&self) -> Checked<&Warned<Compiler>> {
        self.chosen().compiler(&self.data)
    }

    /// The template; the built-in one, too, where the one that is named can't be read.
    fn template(&self) -> Result<&Template, Diagnostic> {
        self.chosen().template().or(self.built_in.template()).ok_or_else(changed_meanwhile)
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
            table: self.template().ok().and_then(|template| table::of(&*self.document().ok()?, template)),
            template: chosen.name.clone(),
            missing: chosen.missing.clone(),
            patch,
        })
    }

    /// The data as a document.
    fn document(&self) -> Checked<Rc<Document>> {
        match self.compiler() {
            Ok(compiler) => compiler.value.read(&self.data),
            Err(_) => Document::read(&self.data).map(Rc::new),
        }
    }

    /// The data as a document to be written back.
    fn written(&self) -> Checked<Document> {
        Ok(Document::clone(&*self.document()?).with_coding(self.coding.clone()))
    }

    fn handout(&self) -> Result<(Handout, Vec<Diagnostic>), Vec<Diagnostic>> {
        let compiler = self.compiler()?;
        let handout = compiler.value.compile(&self.data, None)?;
        Ok((handout.value, [compiler.warnings.as_slice(), &handout.warnings].concat()))
    }

    /// The data as a document, which has no mistakes.
    fn faultless(&self) -> Result<Document, Diagnostic> {
        self.handout().map_err(first)?;
        self.written().map_err(first)
    }

    /// The name of the data file without its ending.
    fn stem(&self) -> &str {
        let name = self.data.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

impl Default for Session {
    fn default() -> Session {
        Session::new()
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

/// The names of the files that a file names.
fn names_in(name: &str, file: &[u8]) -> Result<Answer, Diagnostic> {
    let (text, _) = Coding::read(file)?;
    if may_be_sheet(name, &text) {
        return Ok(Answer::Names(names(&text)));
    }
    let remedy = "「課題:」の書かれた、資料３のファイル（.yaml）を開いてください";
    Err(Diagnostic::general(Code::Form, "資料３のデータではありません", remedy))
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
