//! Workbooks that came back, and what is decided about them.

use shiryo3::agency::{Agencies, OWNERS};
use shiryo3::diag::{Checked, Diagnostic, Severity};
use shiryo3::merge::{self, Applied, Decisions, Proposals, Sender};
use shiryo3::render::svg;
use shiryo3::reply::{self, Now, Reply};
use shiryo3::{Earlier, Handout, compile};

use super::{Session, first};
use crate::message::{Answer, Outcome, Refusal};
use crate::round::{Choice, Matched, Reading, Returned, Tried};

/// What came back.
#[derive(Default)]
pub(super) struct Round {
    files: Vec<File>,
    /// What they would change in the data.
    proposals: Option<Proposals>,
}

/// A workbook that came back.
struct File {
    /// The number by which the page knows it.
    id: u32,
    name: String,
    bytes: Vec<u8>,
    /// What it says, once it has been compared. A workbook that does not carry what it was made from was made
    /// from the data of that moment: what has been written into them since is no edit of it.
    reply: Option<Result<Reply, Diagnostic>>,
}

impl Round {
    /// Takes a workbook.
    pub(super) fn receive(&mut self, id: u32, name: &str, bytes: &[u8]) {
        self.files.push(File { id, name: name.to_owned(), bytes: bytes.to_owned(), reply: None });
    }

    /// What a workbook says.
    fn read(&mut self, id: u32, now: &Now) -> Option<Result<Reply, Diagnostic>> {
        let file = self.files.iter_mut().find(|file| file.id == id)?;
        Some(file.reply.get_or_insert_with(|| reply::read(&file.name, &file.bytes, now)).clone())
    }
}

/// What data would be with what was chosen.
struct Trial {
    before: Handout,
    after: Handout,
    decisions: Decisions,
    applied: Applied,
}

impl Session {
    /// Compares workbooks that came back with the data.
    pub(super) fn compare_replies(&mut self, files: Vec<Returned>) -> Result<Answer, Diagnostic> {
        let (handout, _) = self.handout().map_err(first)?;
        let stem = self.stem().to_owned();
        let now = Now::new(handout.sheet(), &stem, handout.design().template());
        let agencies = Agencies::of(handout.sheet(), &[OWNERS]);
        let used = files.iter().filter(|file| file.is_used);
        let read = used.filter_map(|file| Some((file, self.round.read(file.id, &now)?)));
        let (mut readings, mut replies) = (Vec::new(), Vec::new());
        for (file, reply) in read {
            readings.push(reading(file, &reply, &agencies));
            replies.push(reply);
        }
        note_twins(&mut readings);
        let answers = readings.iter().zip(replies).filter_map(|(reading, reply)| {
            let agency = reading.agency.clone().filter(|_| !reading.has_twin)?;
            Some(merge::Answer::all(agency, reply.ok()?, &agencies))
        });
        let proposals = merge::propose(&now, &answers.flatten().collect::<Vec<_>>());
        Ok(self.matched(readings, proposals, None))
    }

    /// Holds proposals from now on. They have their defaults where nothing else has been decided.
    fn matched(
        &mut self,
        files: Vec<Reading>,
        proposals: Proposals,
        choices: Option<Vec<Option<merge::Choice>>>,
    ) -> Answer {
        let defaults = || proposals.list.iter().map(|proposal| proposal.default.clone()).collect();
        let choices = choices.unwrap_or_else(defaults);
        let matched = Matched {
            files,
            proposals: proposals.list.iter().map(Into::into).collect(),
            choices: choices.into_iter().map(|choice| choice.map(Into::into)).collect(),
            notes: proposals.notes.iter().map(Into::into).collect(),
        };
        self.round.proposals = Some(proposals);
        Answer::Matched(matched)
    }

    /// Reads what was decided in a workbook (突合表).
    pub(super) fn read_table(&mut self, name: &str, file: &[u8]) -> Result<Answer, Diagnostic> {
        let (handout, _) = self.handout().map_err(first)?;
        let Decisions { proposals, choices } = merge::read(name, file).map_err(first)?;
        proposals.check(handout.sheet())?;
        Ok(self.matched(Vec::new(), proposals, Some(choices)))
    }

    /// The workbook to decide in, with what has been decided.
    pub(super) fn table(&self, choices: Vec<Option<Choice>>) -> Outcome {
        self.outcome(|session| {
            let (handout, _) = session.handout()?;
            let Decisions { mut proposals, choices } = session.decisions(choices);
            for (proposal, choice) in proposals.list.iter_mut().zip(choices) {
                proposal.default = choice;
            }
            Ok(vec![("突合表.xlsx".to_owned(), handout.matching(&proposals)?)])
        })
    }

    fn decisions(&self, choices: Vec<Option<Choice>>) -> Decisions {
        let proposals = self.round.proposals.clone().unwrap_or_default();
        Decisions { proposals, choices: choices.into_iter().map(|choice| choice.map(Into::into)).collect() }
    }

    /// What the data would be with what was chosen.
    fn trial(&self, choices: Vec<Option<Choice>>) -> Checked<Trial> {
        let (before, _) = self.handout()?;
        let document = self.written()?;
        let decisions = self.decisions(choices);
        let applied = merge::apply(&document, before.sheet(), &decisions)?;
        let after = compile(applied.document.source(), before.design(), None).and_then(|after| {
            after.value.check_xlsx()?;
            Ok(after.value)
        });
        let after = after.map_err(|mistakes| merge::blame(mistakes, &applied))?;
        Ok(Trial { before, after, decisions, applied })
    }

    /// The pages with what was chosen, and what it comes to.
    pub(super) fn try_out(&self, choices: Vec<Option<Choice>>) -> Answer {
        Answer::Tried(match self.trial(choices) {
            Ok(trial) => tried(&trial),
            Err(mistakes) => Tried {
                pages: None,
                count: [0, 0],
                written: 0,
                tally: Vec::new(),
                mistakes: mistakes
                    .into_iter()
                    .filter(|mistake| mistake.severity == Severity::Error)
                    .map(Refusal::from)
                    .collect(),
            },
        })
    }

    /// Writes what was chosen into the data.
    pub(super) fn take_in(&mut self, choices: Vec<Option<Choice>>) -> Result<Answer, Diagnostic> {
        let trial = self.trial(choices).map_err(first)?;
        Ok(self.hold(trial.applied.document.source().text()))
    }
}

fn tried(Trial { before, after, decisions, applied }: &Trial) -> Tried {
    let earlier = Earlier { sheet: before.sheet().clone(), template: before.design().template().clone() };
    let marked = after.marked(&earlier).ok();
    Tried {
        pages: Some(marked.as_ref().unwrap_or(after).pages().iter().map(svg).collect()),
        count: [before, after].map(|handout| handout.measures().pages.len()),
        written: applied.written.len(),
        tally: merge::tally(decisions),
        mistakes: Vec::new(),
    }
}

/// What was read in a workbook, and who sent it: who the page says, else who can be told.
fn reading(file: &Returned, reply: &Result<Reply, Diagnostic>, agencies: &Agencies) -> Reading {
    let (refused, sender) = match (reply, &file.agency) {
        (Err(mistake), _) => (Some(mistake.clone().into()), Sender::Unknown),
        (Ok(_), Some(agency)) => {
            (None, Sender::Agency(agencies.find(agency).map_or(agency, |found| &found.name).clone()))
        }
        (Ok(reply), None) => (None, merge::sender(reply, agencies)),
    };
    let (agency, among) = match sender {
        Sender::Agency(agency) => (Some(agency), Vec::new()),
        Sender::OneOf(among) => (None, among),
        Sender::Unknown => (None, Vec::new()),
    };
    let is_listed = agency.as_ref().is_some_and(|agency| agencies.find(agency).is_ok());
    Reading { id: file.id, agency, among, is_listed, has_twin: false, refused }
}

/// Notes which workbooks are of the same agency.
fn note_twins(readings: &mut [Reading]) {
    let senders: Vec<Option<String>> = readings.iter().map(|reading| reading.agency.clone()).collect();
    for reading in readings.iter_mut() {
        let count = senders.iter().filter(|sender| **sender == reading.agency).count();
        reading.has_twin = reading.agency.is_some() && count > 1;
    }
}
