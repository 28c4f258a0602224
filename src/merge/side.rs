//! A reply beside the sheet as it is now.

use super::values::{Answer, Note, Proposal};
use crate::reply::{self, Row};

/// A reply beside the sheet as it is now.
pub(super) struct Side<'a> {
    /// The reply and who sent it.
    pub answer: &'a Answer,
    /// The place among the rows of now of each row that the reply was made from.
    pub current_of: Vec<Option<usize>>,
}

impl<'a> Side<'a> {
    pub(super) fn new(answer: &'a Answer, current: &[Row]) -> Side<'a> {
        let mut current_of = vec![None; answer.reply.base.len()];
        for (old, new) in reply::paired(&answer.reply.base, current) {
            current_of[old] = Some(new);
        }
        Side { answer, current_of }
    }

    /// The number of one of its rows as it is now, or as it was where it is gone.
    pub(super) fn number(&self, place: usize, current: &[Row]) -> String {
        let row = self.current_of[place].map_or(&self.answer.reply.base[place], |place| &current[place]);
        row.number.clone()
    }

    /// Adds what the agency says about rows to its proposals; gives what is about none of them.
    pub(super) fn remark_on(&self, list: &mut [Proposal]) -> Vec<Note> {
        let Answer { agency, reply } = self.answer;
        let mut notes: Vec<Note> = Vec::new();
        let note = |number: String, text: String| Note {
            file: reply.file.clone(),
            agency: agency.clone(),
            number,
            text,
        };
        for remark in &reply.remarks {
            let text = match remark.place.as_str() {
                "" => remark.text.clone(),
                place => format!("{place}: {}", remark.text),
            };
            let number = remark.row.map_or(String::new(), |row| reply.base[row].number.clone());
            let is_its = |proposal: &&mut Proposal| {
                !number.is_empty() && proposal.number == number && proposal.agencies.contains(agency)
            };
            match list.iter_mut().find(is_its) {
                Some(proposal) => add_remark(proposal, &text),
                None => notes.push(note(number, text)),
            }
        }
        notes.extend(reply.notes.iter().map(|text| note(String::new(), text.clone())));
        notes
    }
}

/// Adds a sentence to what is to be looked at.
pub(super) fn add_remark(proposal: &mut Proposal, text: &str) {
    if !proposal.remark.is_empty() {
        proposal.remark.push('\n');
    }
    proposal.remark.push_str(text);
}
