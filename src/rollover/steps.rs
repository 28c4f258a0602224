//! The steps from one year's document to the next one's.

use super::answers::{Answers, Bars};
use super::looks::{Look, YEAR_LEFT, line_at};
use super::meetings::{Meeting, in_month, meetings};
use super::parts::{Row, count, keys, rows, text, texts};
use super::spent::{Left, left};
use super::years::{Shift, Shifted, YEAR_KEYS, fiscal_year};
use crate::diag::{Code, Diagnostic};
use crate::edit::{self, Change, edit};
use crate::japanese::words;
use crate::japanese::year_words::{Count, years_in};
use crate::load::{Document, Path, Value};
use crate::model::{FiscalYear, Number, Period};

/// The bar of what goes on all year.
const GOES_ON: &str = "順次実施";

/// Lines that have been changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The number of the first of them in the new file; of lines that are gone, of the one that stands there
    /// now.
    pub line: usize,
    /// The old lines.
    pub before: String,
    /// The new lines.
    pub after: String,
    /// Why.
    pub why: String,
}

/// The document on its way, and what has been done to it.
pub(super) struct Steps<'a> {
    document: Document,
    answers: &'a Answers,
    shift: Shift,
    changes: Vec<Changed>,
    /// What could not be changed, and why.
    left: Vec<(Path, String)>,
}

impl<'a> Steps<'a> {
    /// Before the first step.
    pub(super) fn new(document: &Document, answers: &'a Answers) -> Result<Steps<'a>, Diagnostic> {
        let first = fiscal_year(document)?;
        answers.check(document)?;
        let last = last_year(document).filter(|last| *last > first).unwrap_or(first);
        let shift = Shift { from: (first, last), prefers_new_era: answers.era(first + 1)? };
        Ok(Steps { document: document.clone(), answers, shift, changes: Vec::new(), left: Vec::new() })
    }

    /// Takes all steps: at first what goes, from the last line up, so that the ways to what stays hold.
    pub(super) fn take(&mut self) -> Result<(), Diagnostic> {
        self.remove_done()?;
        for row in rows(&self.document).into_iter().rev() {
            self.roll_bars(&row);
            self.strip(row.path.key(words::PAGE_BREAK), "改ページは、新しい文に合わせて付け直します");
        }
        self.roll_date();
        self.roll_head();
        self.move_meetings();
        self.roll_meetings();
        self.renumber();
        Ok(())
    }

    /// What has come of it.
    pub(super) fn done(mut self) -> (Document, Vec<Changed>, Vec<Look>) {
        let text = self.document.source().text();
        let looks = self.left.iter().map(|(path, why)| {
            let line = self.document.place(path).span().map_or(1, |span| line_at(text, span.start));
            let shown = text.lines().nth(line - 1).unwrap_or_default().trim().to_owned();
            Look { line, text: shown, why: why.clone() }
        });
        let looks = looks.collect();
        self.changes.sort_by_key(|change| change.line);
        (self.document, self.changes, looks)
    }

    /// Makes a change, and notes which lines it has changed; or that it can't be made.
    fn change(&mut self, change: &Change, why: &str) {
        let before = self.document.source().text().to_owned();
        match edit(&mut self.document, change) {
            Ok(()) => self.note(&before, why),
            Err(refusal) => {
                let why = format!("{why}（プログラムからは直せませんでした: {}）", refusal.message);
                self.left.push((change.path().clone(), why));
            }
        }
    }

    fn note(&mut self, before: &str, why: &str) {
        let changed = changed_lines(before, self.document.source().text());
        let Some(changed) = changed else { return };
        let is_same =
            |earlier: &&mut Changed| earlier.line == changed.line && earlier.after == changed.before;
        if let Some(earlier) = self.changes.iter_mut().find(is_same) {
            earlier.after = changed.after;
            return;
        }
        let (old, new) = (changed.before.lines().count(), changed.after.lines().count());
        for earlier in self.changes.iter_mut().filter(|earlier| earlier.line > changed.line) {
            earlier.line = (earlier.line + new).saturating_sub(old).max(changed.line);
        }
        self.changes.push(Changed { why: why.to_owned(), ..changed });
    }

    fn set(&mut self, path: Path, new: String, why: &str) {
        if text(&self.document, &path).is_some_and(|old| old != new) {
            self.change(&Change::Set { path, text: new }, why);
        }
    }

    fn strip(&mut self, path: Path, why: &str) {
        if self.document.get(&path).is_some() {
            self.change(&Change::Strip { path }, why);
        }
    }

    /// Takes out the rows that are done, and themes of which none is left.
    fn remove_done(&mut self) -> Result<(), Diagnostic> {
        let (done, stays): (Vec<Row>, Vec<Row>) =
            rows(&self.document).into_iter().partition(|row| self.answers.is_done(row));
        if stays.is_empty() && !done.is_empty() {
            let message = "終わった取組を除くと、取組が一つも残りません";
            return Err(Diagnostic::general(Code::Empty, message, "終わった取組の番号を確かめてください"));
        }
        for row in done.into_iter().rev() {
            let holder = row.path.split_last().map(|(rows, _)| rows).unwrap_or_default();
            let theme = holder.split_last().map(|(theme, _)| theme).unwrap_or_default();
            let is_last = count(&self.document, &holder) == 1;
            let path = if is_last { theme } else { row.path };
            self.change(&Change::Remove { path }, &format!("取組 {} は終わったので除きました", row.number));
        }
        Ok(())
    }

    /// What becomes of a row's bars.
    fn roll_bars(&mut self, row: &Row) {
        let path = row.path.clone().key(words::SCHEDULE);
        match self.answers.bars_of(row) {
            Bars::Keep => {}
            Bars::GoOn => self.replace_bars(&path),
            Bars::Empty => self.remove_bars(&path, None),
        }
        let actual = row.path.clone().key(words::ACTUAL);
        if self.is_plan() {
            self.end_times(&actual);
            self.end_times(&path);
            return;
        }
        self.strip(actual, "前の年度の実績を除きました");
        let when = self.document.get(&path).map_or(Vec::new(), |value| texts(&value, &path));
        for (path, _) in when {
            self.shift(path, Shift::all, "予定の年を次の年にしました");
        }
    }

    /// Whether the document is for several years.
    fn is_plan(&self) -> bool {
        self.shift.from.0 < self.shift.from.1
    }

    /// Takes out of a plan's times what ended before its new first year.
    fn end_times(&mut self, holder: &Path) {
        let times = self.document.get(holder).map_or(Vec::new(), |value| texts(&value, holder));
        for (path, text) in times.into_iter().rev() {
            match left(&text, self.shift.from.0 + 1) {
                Left::All => {}
                Left::End(end) => self.set(path, end, "期間の前に当たる所を除きました"),
                Left::Nothing => self.end_time(path, holder),
            }
        }
    }

    /// Takes out a plan's meetings before its new first year.
    fn end_meetings(&mut self) {
        for Meeting { month, .. } in meetings(&self.document).into_iter().rev() {
            let written = text(&self.document, &month).unwrap_or_default();
            if left(&written, self.shift.from.0 + 1) == Left::Nothing {
                self.end_time(month, &Path::top().key(words::MEETINGS));
            }
        }
    }

    /// Takes out a time that is over, with its bar or its meeting where it is the last of it.
    fn end_time(&mut self, path: Path, holder: &Path) {
        let why = "期間の前に終わったので除きました";
        let mut path = path;
        while let Some((above, _)) = path.split_last() {
            let is_last = match self.document.get(&above) {
                Some(Value::List(items)) => items.len() == 1,
                // A bar is the only entry of its item; what else a meeting has goes with its month.
                Some(Value::Map(entries)) => {
                    let key = keys(&path).last().unwrap_or_default();
                    entries.len() == 1 || [words::MONTH, words::HELD].contains(&key)
                }
                _ => false,
            };
            if !is_last || above == *holder {
                break;
            }
            path = above;
        }
        self.change(&Change::Remove { path }, why);
    }

    /// Leaves one bar, over all of the time: the one for what goes on, or else the last.
    fn replace_bars(&mut self, path: &Path) {
        let bars = bars(&self.document, path);
        let Some(last) = bars.last() else { return };
        let kept = bars.iter().find(|(_, kind)| kind == GOES_ON).unwrap_or(last).clone();
        self.remove_bars(path, Some(&kept.0));
        let Some((bar, kind)) = self::bars(&self.document, path).pop() else { return };
        let why = "予定を順次実施だけにしました";
        let (first, last) = self.shift.from;
        // The years of a plan don't move on after this.
        let by = u16::from(self.is_plan());
        let (first, last) = (first + by, last + by);
        let period =
            Period::new(FiscalYear(first), FiscalYear(last)).unwrap_or(Period::year(FiscalYear(first)));
        self.set(bar.clone(), edit::months(&self.document, period, period.whole()), why);
        if kind != GOES_ON {
            self.change(&Change::Rename { path: bar, name: GOES_ON.to_owned() }, why);
        }
    }

    /// Takes out a row's bars but for one.
    fn remove_bars(&mut self, path: &Path, kept: Option<&Path>) {
        for (bar, _) in bars(&self.document, path).into_iter().rev().filter(|(bar, _)| Some(bar) != kept) {
            self.change(&Change::Remove { path: bar }, "予定の帯を除きました");
        }
    }

    fn roll_date(&mut self) {
        let path = Path::top().key(words::DATE);
        match &self.answers.date {
            Some(date) => self.set(path, date.clone(), "作成日を新しくしました"),
            None => self.strip(path, "前の作成日を除きました"),
        }
    }

    /// Year, title and number of the handout.
    fn roll_head(&mut self) {
        for key in YEAR_KEYS {
            self.shift(Path::top().key(key), Shift::all, "次の年度にしました");
        }
        self.shift(Path::top().key(words::TITLE), Shift::title, "表題の年度を次にしました");
        if let Some(label) = &self.answers.label {
            self.set(Path::top().key(words::LABEL), label.clone(), "資料番号を新しくしました");
        }
    }

    /// Moves the years of a text on, and notes where some have been left.
    fn shift(&mut self, path: Path, moved: impl Fn(Shift, &str) -> Shifted, why: &str) {
        let Some(old) = text(&self.document, &path) else { return };
        let Shifted { text, is_whole } = moved(self.shift, &old);
        if !is_whole {
            self.left.push((path.clone(), YEAR_LEFT.to_owned()));
        }
        self.set(path, text, why);
    }

    /// The months of meetings, and what their labels say of these.
    fn move_meetings(&mut self) {
        for meeting in meetings(&self.document) {
            let moved =
                meeting.number(&self.document).and_then(|old| Some((old, *self.answers.meetings.get(&old)?)));
            let Some((old, new)) = moved else { continue };
            for path in [meeting.month, meeting.label] {
                let written = text(&self.document, &path);
                if let Some(moved) = written.and_then(|written| in_month(&written, old, new)) {
                    self.set(path, moved, "会議の月を新しくしました");
                }
            }
        }
    }

    /// The years of meetings: their labels, points to discuss, and months.
    fn roll_meetings(&mut self) {
        let path = Path::top().key(words::MEETINGS);
        if self.is_plan() {
            return self.end_meetings();
        }
        let Some(meetings) = self.document.get(&path) else { return };
        for (path, _) in texts(&meetings, &path) {
            let is_said =
                [words::SHOWN, words::AGENDA, words::NAME].contains(&keys(&path).last().unwrap_or_default());
            let moved = if is_said { Shift::fiscal } else { Shift::all };
            self.shift(path, moved, "会議の年度を次にしました");
        }
    }

    /// Numbers the rows from 1 on, where all of them have whole numbers.
    fn renumber(&mut self) {
        let rows = rows(&self.document);
        let is_whole = |row: &Row| Number::new(&row.number).is_some_and(|number| number.whole().is_some());
        if !self.answers.renumbers || !rows.iter().all(is_whole) {
            return;
        }
        for (index, row) in rows.into_iter().enumerate() {
            self.set(row.path.key(words::NUMBER), (index + 1).to_string(), "番号を付け直しました");
        }
    }
}

/// The last of the years that a document is for.
fn last_year(document: &Document) -> Option<u16> {
    let written = YEAR_KEYS.iter().find_map(|key| text(document, &Path::top().key(key)))?;
    years_in(&written).into_iter().rev().find_map(|word| match word.count {
        Count::Era(_, year) | Count::Western(year) => Some(year),
        Count::Bare(_) => None,
    })
}

/// The bars of a row: the way to each one's months, and its name.
fn bars(document: &Document, path: &Path) -> Vec<(Path, String)> {
    let named = |path: &Path, value: &Value| match value {
        Value::Map(entries) => {
            entries.iter().map(|(kind, _)| (path.clone().key(kind), kind.clone())).collect()
        }
        _ => Vec::new(),
    };
    match document.get(path) {
        Some(Value::List(items)) => items
            .iter()
            .enumerate()
            .flat_map(|(index, item)| named(&path.clone().item(index), item))
            .collect(),
        Some(value) => named(path, &value),
        None => Vec::new(),
    }
}

/// Which lines two texts don't share, where they differ in one stretch.
fn changed_lines(before: &str, after: &str) -> Option<Changed> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let (before, after) = (old[start..old.len() - end].join("\n"), new[start..new.len() - end].join("\n"));
    let changed = Changed { line: start + 1, before, after, why: String::new() };
    (changed.before != changed.after).then_some(changed)
}
