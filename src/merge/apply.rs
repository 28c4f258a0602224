//! Writes what was decided into the data file's document.

use std::collections::BTreeMap;

use super::bars;
use super::decisions::Decisions;
use super::lines::merged;
use super::values::{Added, Aspect, Choice, Kind, Proposal};
use crate::diag::{Checked, Code, Diagnostic, checked};
use crate::edit::written::rows;
use crate::edit::{Change, edit, writable};
use crate::japanese::width::bare;
use crate::japanese::words;
use crate::load::{Document, Path, Step, Value};
use crate::model::{Sheet, Theme, one_line};
use crate::reply::{Row, tidy};

/// A document into which decisions have been written.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The document.
    pub document: Document,
    /// What was written.
    pub written: Vec<Written>,
}

/// Something that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The number of its row, as it then is.
    pub number: String,
    /// Its key; `None` for a whole row.
    pub key: Option<String>,
    /// Whose text it was.
    pub agencies: Vec<String>,
}

impl Written {
    fn who(&self) -> String {
        let what = self.key.as_ref().map_or(String::new(), |key| format!("の{key}"));
        format!("{}の回答（番号 {}{what}）", self.agencies.join("、"), self.number)
    }
}

/// Writes decisions into a document, of which `sheet` is what it says.
///
/// # Errors
///
/// The sheet says something else than when the decisions were asked for, two texts were chosen for one place,
/// a text for a whole row, or something can't be written. Messages name the agency whose text it was.
pub fn apply(document: &Document, sheet: &Sheet, decisions: &Decisions) -> Checked<Applied> {
    decisions.proposals.check(sheet).map_err(|mistake| vec![mistake])?;
    let (chosen, mistakes) = chosen(decisions);
    checked(Some(()), mistakes)?;
    let mut work = Work {
        document: document.clone(),
        sheet,
        paths: paths(document, sheet),
        written: Vec::new(),
        mistakes: Vec::new(),
    };
    chosen.iter().for_each(|it| work.write(it));
    work.rows(&chosen);
    let Work { document, written, mistakes, .. } = work;
    checked(Some(Applied { document, written }), mistakes)
}

/// What is to be written for one text, number, schedule or row.
struct Chosen<'a> {
    proposal: &'a Proposal,
    agencies: Vec<String>,
    text: String,
}

/// The number of a row, and what of it is meant.
type Place = (String, String);

/// What was chosen for each place, and what can't be.
fn chosen(decisions: &Decisions) -> (Vec<Chosen<'_>>, Vec<Diagnostic>) {
    let mut places: Vec<(Place, Vec<(&Proposal, &Choice)>)> = Vec::new();
    let (mut found, mut mistakes) = (Vec::new(), Vec::new());
    for (index, (proposal, choice)) in decisions.proposals.list.iter().zip(&decisions.choices).enumerate() {
        let Some(choice) = choice.as_ref().filter(|choice| **choice != Choice::Current) else { continue };
        if proposal.aspect.is_row() && *choice != Choice::Reply {
            mistakes.push(row_by_hand(index, proposal));
            continue;
        }
        // Each new row has a place of its own.
        let name = match &proposal.aspect {
            Aspect::Added(_) => index.to_string(),
            other => other.name().to_owned(),
        };
        let place = (proposal.number.clone(), name);
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, all)) => all.push((proposal, choice)),
            None => places.push((place, vec![(proposal, choice)])),
        }
    }
    for (_, all) in &places {
        let proposal = all[0].0;
        let mut agencies: Vec<String> =
            all.iter().flat_map(|(proposal, _)| proposal.agencies.clone()).collect();
        agencies.dedup();
        match text(all) {
            Some(text) => found.push(Chosen { proposal, agencies, text }),
            None => mistakes.push(two_chosen(proposal, &agencies)),
        }
    }
    (found, mistakes)
}

/// Whole rows are taken or left: a text in place of one has no place in the data.
fn row_by_hand(index: usize, proposal: &Proposal) -> Diagnostic {
    let row = match &proposal.aspect {
        Aspect::Added(added) => format!("「{}」", one_line(added.row.text(words::ITEM))),
        _ => format!("番号 {} ", proposal.number),
    };
    let (nth, what) = (index + 1, proposal.aspect.name());
    Diagnostic::general(
        Code::Decision,
        format!("案 {nth}: {row}の{what}に、「手で書く」の文があります"),
        "文を消して「回答」か「今のまま」を選んでください。取組の文を直すなら、資料に手で書き入れてください",
    )
}

fn two_chosen(proposal: &Proposal, agencies: &[String]) -> Diagnostic {
    Diagnostic::general(
        Code::Decision,
        format!(
            "番号 {} の{}に、二つの文が選ばれています（{}）",
            proposal.number,
            proposal.aspect.name(),
            agencies.join("、")
        ),
        "一つだけ「回答」とし、ほかは「今のまま」にするか、「手で書く」に一つにまとめてください",
    )
}

/// The one text that some choices come to: edits of different lines are put together.
fn text(all: &[(&Proposal, &Choice)]) -> Option<String> {
    let said = |(proposal, choice): &(&Proposal, &Choice)| match choice {
        Choice::Own(text) => tidy(text),
        Choice::Reply | Choice::Current => tidy(&proposal.reply),
    };
    let mut texts: Vec<String> = all.iter().map(said).collect();
    texts.dedup();
    let are_by_lines =
        all.iter().all(|(proposal, choice)| proposal.kind == Kind::OtherLines && **choice == Choice::Reply);
    if !are_by_lines {
        return <[String; 1]>::try_from(texts).ok().map(|[text]| text);
    }
    let (base, current) = (tidy(&all[0].0.base), tidy(&all[0].0.current));
    let sides: Vec<&str> = texts.iter().chain([&current]).map(String::as_str).collect();
    merged(&base, &sides)
}

/// The ways to the rows by their numbers.
fn paths(document: &Document, sheet: &Sheet) -> BTreeMap<String, Path> {
    let rows = sheet.initiatives();
    rows.filter_map(|row| Some((row.number.to_string(), document.path_at(row.whole)?.to_item()?))).collect()
}

struct Work<'a> {
    document: Document,
    sheet: &'a Sheet,
    paths: BTreeMap<String, Path>,
    written: Vec<Written>,
    mistakes: Vec<Diagnostic>,
}

impl Work<'_> {
    /// Writes what changes within a row.
    fn write(&mut self, Chosen { proposal, agencies, text }: &Chosen) {
        if proposal.aspect.is_row() {
            return;
        }
        let key = proposal.aspect.name().to_owned();
        let number = if proposal.aspect == Aspect::Number { text.clone() } else { proposal.number.clone() };
        let written = Written { number, key: Some(key.clone()), agencies: agencies.clone() };
        let done = self.path(&proposal.number).and_then(|row| match &proposal.aspect {
            Aspect::Bars => {
                let bars = bars::read(text).ok_or_else(|| no_bars(text))?;
                let current = bars::read(&proposal.current).unwrap_or_default();
                bars::write(&mut self.document, &row, (&current, &bars))
            }
            _ => self.set(row.key(&key), text),
        });
        self.note(done, written);
    }

    /// A text, or nothing in its place: then its key goes.
    fn set(&mut self, path: Path, text: &str) -> Result<(), Diagnostic> {
        let is_there = self.document.get(&path).is_some();
        match (text.is_empty(), is_there) {
            (true, false) => Ok(()),
            (true, true) => edit(&mut self.document, &Change::Remove { path }),
            (false, _) => {
                let text = writable(&self.document, text.to_owned());
                edit(&mut self.document, &Change::Set { path, text })
            }
        }
    }

    fn path(&self, number: &str) -> Result<Path, Diagnostic> {
        self.paths.get(number).cloned().ok_or_else(|| {
            let message = format!("番号 {number} の取組は、今の資料にありません");
            Diagnostic::general(
                Code::Decision,
                message,
                "この案は「今のまま」にするか、資料に取組を戻してください",
            )
        })
    }

    fn note(&mut self, done: Result<(), Diagnostic>, written: Written) {
        match done {
            Ok(()) => self.written.push(written),
            Err(mistake) => self.refuse(mistake, &written),
        }
    }

    /// Notes a change that can't be made. Its place lies in a text that others have changed, which nobody sees.
    fn refuse(&mut self, mistake: Diagnostic, written: &Written) {
        self.mistakes.push(named(Diagnostic { span: None, ..mistake }, written));
    }

    /// Puts rows in and takes rows out, from the last to the first: so the ways to those before stay.
    fn rows(&mut self, chosen: &[Chosen]) {
        let mut free = self.sheet.initiatives().filter_map(|row| row.number.whole()).max().unwrap_or(0);
        let mut changes: Vec<(Path, Change, Written)> = Vec::new();
        for Chosen { proposal, agencies, .. } in chosen {
            let mut written =
                Written { number: proposal.number.clone(), key: None, agencies: agencies.clone() };
            let change = match &proposal.aspect {
                Aspect::Deleted => self.path(&proposal.number).map(|path| Change::Remove { path }),
                Aspect::Added(added) => self.place(added).map(|path| {
                    written.number = self.free_number(&added.row, &changes, &mut free);
                    Change::Add { path, value: value(&self.document, &written.number, &added.row) }
                }),
                _ => continue,
            };
            match change {
                Ok(change) => changes.push((change.path().clone(), change, written)),
                Err(mistake) => self.refuse(mistake, &written),
            }
        }
        // Of those for one place the last comes first, and is pushed back by the others.
        changes.reverse();
        changes.sort_by(|(one, ..), (other, ..)| other.cmp(one));
        for (_, change, written) in changes {
            let done = edit(&mut self.document, &change);
            self.note(done, written);
        }
    }

    /// The number of a new row: its own, if no other row has it.
    fn free_number(&self, row: &Row, changes: &[(Path, Change, Written)], last: &mut u32) -> String {
        let is_taken = |number: &str| {
            self.sheet.initiatives().any(|row| row.number.to_string() == number)
                || changes.iter().any(|(_, _, written)| written.number == number)
        };
        if !row.number.is_empty() && !is_taken(&row.number) {
            return row.number.clone();
        }
        *last += 1;
        last.to_string()
    }

    /// Where a new row goes: behind the row that it stood behind, if that is in its theme, else behind the
    /// last one of the theme.
    fn place(&self, added: &Added) -> Result<Path, Diagnostic> {
        let themes = &self.sheet.themes;
        let named = themes.iter().position(|theme| is_named(theme, &added.row.theme));
        let before = added.after.as_ref().and_then(|number| {
            let is_it =
                |theme: &Theme| theme.initiatives.iter().position(|row| row.number.to_string() == *number);
            themes.iter().enumerate().find_map(|(theme, it)| Some((theme, is_it(it)?)))
        });
        let (theme, row) = match (named, before) {
            (Some(theme), Some((of, row))) if theme == of => (theme, row + 1),
            (Some(theme), Some(_)) => (theme, themes[theme].initiatives.len()),
            (Some(theme), None) => (theme, 0),
            (None, Some((theme, row))) => (theme, row + 1),
            (None, None) => (0, 0),
        };
        let first = themes.get(theme).and_then(|theme| theme.initiatives.first());
        let list = first.and_then(|row| self.paths.get(&row.number.to_string())?.split_last());
        let (list, first) = list.ok_or_else(|| {
            let message = "新しい取組を入れる課題が見つかりません";
            Diagnostic::general(Code::Decision, message, "メモ帳などで資料に加えてください")
        })?;
        let first = if let Step::Item(first) = first { *first } else { 0 };
        Ok(list.item(first + row))
    }
}

/// Whether a theme is meant: by its heading, or by its short name.
fn is_named(theme: &Theme, name: &str) -> bool {
    let name = bare(name);
    !name.is_empty() && [&theme.heading, &theme.category].iter().any(|text| bare(&text.value) == name)
}

fn no_bars(text: &str) -> Diagnostic {
    Diagnostic::general(
        Code::Schedule,
        format!("「{text}」は帯として読めません"),
        "「方法検討: 4月〜9月、順次実施: 10月〜3月」のように書いてください",
    )
}

/// A new row as the data file says it.
fn value(document: &Document, number: &str, row: &Row) -> Value {
    let value = |text: &str| Value::Text(writable(document, tidy(text)));
    let texts = row.texts.iter().map(|(name, text)| (name.clone(), value(text)));
    let bars = row.bars.iter().flatten().map(|(kind, span)| Value::map([(kind.as_str(), value(span))]));
    let schedule = (words::SCHEDULE.to_owned(), Value::List(bars.collect()));
    let (before, behind): (Vec<_>, Vec<_>) = texts.partition(|(name, _)| name != words::REMARKS);
    let head = (words::NUMBER.to_owned(), Value::text(number));
    Value::map([head].into_iter().chain(before).chain([schedule]).chain(behind))
}

/// A mistake with the agency whose text it was.
fn named(mistake: Diagnostic, written: &Written) -> Diagnostic {
    Diagnostic { message: format!("{}: {}", written.who(), mistake.message), ..mistake }
}

/// The mistakes of a check of what was written: those in an agency's text name it.
pub fn blame(mistakes: Vec<Diagnostic>, applied: &Applied) -> Vec<Diagnostic> {
    let rows = rows(&applied.document).into_iter().map(|row| (bare(&row.number), row.path));
    let rows: BTreeMap<String, Path> = rows.collect();
    let place = |written: &Written| {
        let row = rows.get(&bare(&written.number))?.clone();
        applied.document.place(&written.key.iter().fold(row, |row, key| row.key(key))).span()
    };
    let written: Vec<_> = applied.written.iter().filter_map(|it| Some((place(it)?, it))).collect();
    let told = mistakes.into_iter().map(|mistake| {
        let at = mistake.span.map(|span| (span.source, span.start));
        let its = written.iter().find(|(span, _)| {
            at.is_some_and(|(source, start)| {
                source == span.source && (span.start..=span.end).contains(&start)
            })
        });
        its.map_or(mistake.clone(), |(_, written)| named(mistake, written))
    });
    told.collect()
}

/// How many proposals of an agency were taken, left, and not decided.
pub fn tally(decisions: &Decisions) -> Vec<(String, [usize; 3])> {
    let mut tally: Vec<(String, [usize; 3])> = Vec::new();
    for (proposal, choice) in decisions.proposals.list.iter().zip(&decisions.choices) {
        let index = match choice {
            Some(Choice::Reply | Choice::Own(_)) => 0,
            Some(Choice::Current) => 1,
            None => 2,
        };
        for agency in &proposal.agencies {
            match tally.iter_mut().find(|(known, _)| known == agency) {
                Some((_, counts)) => counts[index] += 1,
                None => {
                    let mut counts = [0; 3];
                    counts[index] += 1;
                    tally.push((agency.clone(), counts));
                }
            }
        }
    }
    tally
}
