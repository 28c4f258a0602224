//! Collects what a run has to say about its files, and shows it to people or to other programs.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::Path;

use shiryo3::diag::{self, Checked, Diagnostic, Severity, Sources, Warned};

use crate::cli::{MessageFormat, Reporting};
use crate::files::shown;

/// After so many messages, people mend what they know and look again.
const ENOUGH: usize = 100;

/// Messages by what they say, in the order of the first of each.
fn groups<'a>(messages: impl Iterator<Item = &'a Diagnostic>) -> Vec<Vec<&'a Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known = BTreeMap::new();
    for message in messages {
        let file = message.span.map(|span| span.source);
        let says = (message.severity, message.rule, &message.message, &message.remedy, file);
        let index = *known.entry(says).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.push(message),
            None => groups.push(vec![message]),
        }
    }
    groups
}

/// The messages of a run, in the form in which they are printed.
pub(crate) struct Messages {
    reporting: Reporting,
    shows_hints: bool,
    styled: bool,
    text: String,
    shown: usize,
    notes: String,
    /// The files in which nothing stops a build.
    good: Vec<String>,
    counts: BTreeMap<Severity, usize>,
}

impl Messages {
    /// None yet. Where hints are not shown, they are counted; what fails for their sake or goes to
    /// another program shows them all the same.
    pub(crate) fn new(reporting: Reporting, shows_hints: bool) -> Messages {
        let is_text = reporting.message_format == MessageFormat::Text;
        // https://no-color.org: set and not empty.
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Messages {
            shows_hints: shows_hints || reporting.strict || !is_text,
            styled: io::stderr().is_terminal() && !no_color,
            reporting,
            text: String::new(),
            shown: 0,
            notes: String::new(),
            good: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    /// What a file is called in messages. Other programs get the name as it is.
    pub(crate) fn name(&self, file: &Path) -> String {
        match self.reporting.message_format {
            MessageFormat::Text => shown(file),
            MessageFormat::Json => file.to_string_lossy().into_owned(),
        }
    }

    /// Adds what was found in some texts. People read once what is said of several places; other programs
    /// get each.
    pub(crate) fn add(&mut self, found: &[Diagnostic], sources: &Sources) {
        for message in found {
            *self.counts.entry(message.severity).or_default() += 1;
        }
        let shown = found.iter().filter(|message| message.severity != Severity::Hint || self.shows_hints);
        match self.reporting.message_format {
            MessageFormat::Text => {
                let styled = self.styled;
                for group in groups(shown) {
                    self.show(|| diag::render_all(group[0], &group[1..], sources, styled) + "\n\n");
                }
            }
            MessageFormat::Json => {
                for message in shown.collect::<Vec<_>>() {
                    self.show(|| diag::json(message, sources) + "\n");
                }
            }
        }
    }

    /// Adds a message, which is put together only where it is shown.
    fn show(&mut self, message: impl FnOnce() -> String) {
        self.shown += 1;
        if self.shown <= ENOUGH {
            self.text.push_str(&message());
        }
    }

    /// A value, or nothing where its mistakes have been added.
    pub(crate) fn checked<T>(&mut self, result: Checked<T>, sources: &Sources) -> Option<T> {
        result.map_err(|mistakes| self.add(&mistakes, sources)).ok()
    }

    /// A value whose warnings have been added, or nothing where its mistakes have been.
    pub(crate) fn warned<T>(&mut self, result: Checked<Warned<T>>, sources: &Sources) -> Option<T> {
        let warned = self.checked(result, sources)?;
        self.add(&warned.warnings, sources);
        Some(warned.value)
    }

    /// A value, or nothing where a mistake that has no place in a text has been added.
    pub(crate) fn general<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        self.checked(result.map_err(|mistake| vec![mistake]), &Sources::default())
    }

    /// Does some work on a file, and remembers whether anything in it stops a build.
    pub(crate) fn about<T>(&mut self, file: &Path, work: impl FnOnce(&mut Messages) -> T) -> T {
        let before = self.stops();
        let done = work(self);
        if self.stops() == before {
            self.good.push(shown(file));
        }
        done
    }

    /// Adds a line on the files that have not been made for the sake of others.
    pub(crate) fn note_unmade(&mut self) {
        if !self.good.is_empty() {
            let names = self.good.join("、");
            self.note(&format!("{names} に誤りはありませんが、ほかのファイルに誤りがあるので作っていません"));
        }
    }

    /// Adds a line for people below all messages.
    pub(crate) fn note(&mut self, line: &str) {
        self.notes.push_str(line);
        self.notes.push('\n');
    }

    /// Whether nothing may be made.
    pub(crate) fn stop(&self) -> bool {
        self.stops() > 0
    }

    /// How many messages stop a build.
    fn stops(&self) -> usize {
        let stops = |severity: &Severity| *severity == Severity::Error || self.reporting.strict;
        self.counts.iter().filter(|(severity, _)| stops(severity)).map(|(_, count)| count).sum()
    }

    /// All that is to be printed.
    pub(crate) fn into_text(self) -> String {
        match self.reporting.message_format {
            MessageFormat::Text => self.summary(),
            MessageFormat::Json => self.text,
        }
    }

    /// The messages, how many there are, and what to know about them.
    fn summary(mut self) -> String {
        let counts: Vec<String> = self
            .counts
            .iter()
            .map(|(severity, count)| format!("{} {count} 件", diag::name(*severity)))
            .collect();
        if !counts.is_empty() {
            self.text.push_str(&format!(
                "{}{}{}\n",
                counts.join("、"),
                self.about_rest(),
                self.about_hints()
            ));
        }
        self.text + &self.notes
    }

    fn about_rest(&self) -> String {
        match self.shown {
            0..=ENOUGH => String::new(),
            _ => format!("（初めの {ENOUGH} 件だけ示しました）"),
        }
    }

    fn about_hints(&self) -> &'static str {
        match (self.counts.contains_key(&Severity::Hint), self.shows_hints) {
            (false, _) => "",
            (true, true) => "（そのままでよい所は、データに「無視: [地域地域]」のように書けば出ません）",
            (true, false) => "（表記の指摘は shiryo3 check で見られます）",
        }
    }
}
