//! The steps from one year's document to the next one's.

use super::answers::{Answers, Bars};
use super::looks::YEAR_LEFT;
use super::meetings::{Meeting, in_month, meetings};
use super::spent::{Left, left};
use super::work::Work;
use super::years::{Shift, Shifted, YEAR_KEYS, fiscal_year};
use crate::diag::{Code, Diagnostic};
use crate::edit::written::{Row, bars, count, keys, rows, text, texts};
use crate::edit::{self, Change};
use crate::japanese::words;
use crate::japanese::year_words::{Count, years_in};
use crate::load::{Document, Path, Value};
use crate::model::{FiscalYear, Number, Period};

/// The bar of what goes on all year.
const GOES_ON: &str = "順次実施";

/// The steps, with what they go by.
pub(super) struct Steps<'a> {
    work: Work,
    answers: &'a Answers,
    shift: Shift,
}

impl<'a> Steps<'a> {
    /// Before the first step.
    pub(super) fn new(document: &Document, answers: &'a Answers) -> Result<Steps<'a>, Diagnostic> {
        let first = fiscal_year(document)?;
        answers.check(document)?;
        let last = last_year(document).filter(|last| *last > first).unwrap_or(first);
        let shift = Shift { from: (first, last), prefers_new_era: answers.era(first + 1)? };
        Ok(Steps { work: Work::new(document.clone()), answers, shift })
    }

    /// Takes all steps: at first what goes, from the last line up, so that the ways to what stays hold.
    pub(super) fn take(mut self) -> Result<Work, Diagnostic> {
        self.remove_done()?;
        for row in rows(&self.work.document).into_iter().rev() {
            self.roll_bars(&row);
            let (reasons, page_break) =
                (row.path.clone().key(words::REASONS), row.path.key(words::PAGE_BREAK));
            self.work.strip(reasons, "前の年度の変更理由を除きました");
            self.work.strip(page_break, "改ページは、新しい文に合わせて付け直します");
        }
        self.roll_date();
        self.roll_head();
        self.move_meetings();
        self.roll_meetings();
        self.renumber();
        Ok(self.work)
    }

    /// Takes out the rows that are done, and themes of which none is left.
    fn remove_done(&mut self) -> Result<(), Diagnostic> {
        let (done, stays): (Vec<Row>, Vec<Row>) =
            rows(&self.work.document).into_iter().partition(|row| self.answers.is_done(row));
        if stays.is_empty() && !done.is_empty() {
            let message = "終わった取組を除くと、取組が一つも残りません";
            return Err(Diagnostic::general(Code::Empty, message, "終わった取組の番号を確かめてください"));
        }
        for row in done.into_iter().rev() {
            let holder = row.path.split_last().map(|(rows, _)| rows).unwrap_or_default();
            let theme = holder.split_last().map(|(theme, _)| theme).unwrap_or_default();
            let is_last = count(&self.work.document, &holder) == 1;
            let path = if is_last { theme } else { row.path };
            self.work
                .change(&Change::Remove { path }, &format!("取組 {} は終わったので除きました", row.number));
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
        self.work.strip(actual, "前の年度の実績を除きました");
        let when = self.work.document.get(&path).map_or(Vec::new(), |value| texts(&value, &path));
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
        let times = self.work.document.get(holder).map_or(Vec::new(), |value| texts(&value, holder));
        for (path, text) in times.into_iter().rev() {
            match left(&text, self.shift.from.0 + 1) {
                Left::All => {}
                Left::End(end) => self.work.set(path, end, "期間の前に当たる所を除きました"),
                Left::Nothing => self.end_time(path, holder),
            }
        }
    }

    /// Takes out a plan's meetings before its new first year.
    fn end_meetings(&mut self) {
        for Meeting { month, .. } in meetings(&self.work.document).into_iter().rev() {
            let written = text(&self.work.document, &month).unwrap_or_default();
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
            let is_last = match self.work.document.get(&above) {
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
        self.work.change(&Change::Remove { path }, why);
    }

    /// Leaves one bar, over all of the time: the one for what goes on, or else the last.
    fn replace_bars(&mut self, path: &Path) {
        let all = bars(&self.work.document, path);
        let Some(last) = all.last() else { return };
        let kept = all.iter().find(|(_, kind)| kind == GOES_ON).unwrap_or(last).clone();
        self.remove_bars(path, Some(&kept.0));
        let Some((bar, kind)) = bars(&self.work.document, path).pop() else { return };
        let why = "予定を順次実施だけにしました";
        let (first, last) = self.shift.from;
        // The years of a plan don't move on after this.
        let by = u16::from(self.is_plan());
        let (first, last) = (first + by, last + by);
        let period =
            Period::new(FiscalYear(first), FiscalYear(last)).unwrap_or(Period::year(FiscalYear(first)));
        self.work.set(bar.clone(), edit::months(&self.work.document, period, period.whole()), why);
        if kind != GOES_ON {
            self.work.change(&Change::Rename { path: bar, name: GOES_ON.to_owned() }, why);
        }
    }

    /// Takes out a row's bars but for one.
    fn remove_bars(&mut self, path: &Path, kept: Option<&Path>) {
        for (bar, _) in bars(&self.work.document, path).into_iter().rev().filter(|(bar, _)| Some(bar) != kept)
        {
            self.work.change(&Change::Remove { path: bar }, "予定の帯を除きました");
        }
    }

    fn roll_date(&mut self) {
        let path = Path::top().key(words::DATE);
        match &self.answers.date {
            Some(date) => self.work.set(path, date.clone(), "作成日を新しくしました"),
            None => self.work.strip(path, "前の作成日を除きました"),
        }
    }

    /// Year, title and number of the handout.
    fn roll_head(&mut self) {
        for key in YEAR_KEYS {
            self.shift(Path::top().key(key), Shift::all, "次の年度にしました");
        }
        self.shift(Path::top().key(words::TITLE), Shift::title, "表題の年度を次にしました");
        if let Some(label) = &self.answers.label {
            self.work.set(Path::top().key(words::LABEL), label.clone(), "資料番号を新しくしました");
        }
    }

    /// Moves the years of a text on, and notes where some have been left.
    fn shift(&mut self, path: Path, moved: impl Fn(Shift, &str) -> Shifted, why: &str) {
        let Some(old) = text(&self.work.document, &path) else { return };
        let Shifted { text, is_whole } = moved(self.shift, &old);
        if !is_whole {
            self.work.leave(path.clone(), YEAR_LEFT);
        }
        self.work.set(path, text, why);
    }

    /// The months of meetings, and what their labels say of these.
    fn move_meetings(&mut self) {
        for meeting in meetings(&self.work.document) {
            let moved = meeting
                .number(&self.work.document)
                .and_then(|old| Some((old, *self.answers.meetings.get(&old)?)));
            let Some((old, new)) = moved else { continue };
            for path in [meeting.month, meeting.label] {
                let written = text(&self.work.document, &path);
                if let Some(moved) = written.and_then(|written| in_month(&written, old, new)) {
                    self.work.set(path, moved, "会議の月を新しくしました");
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
        let Some(meetings) = self.work.document.get(&path) else { return };
        for (path, _) in texts(&meetings, &path) {
            let is_said =
                [words::SHOWN, words::AGENDA, words::NAME].contains(&keys(&path).last().unwrap_or_default());
            let moved = if is_said { Shift::fiscal } else { Shift::all };
            self.shift(path, moved, "会議の年度を次にしました");
        }
    }

    /// Numbers the rows from 1 on, where all of them have whole numbers.
    fn renumber(&mut self) {
        let rows = rows(&self.work.document);
        let is_whole = |row: &Row| Number::new(&row.number).is_some_and(|number| number.whole().is_some());
        if !self.answers.renumbers || !rows.iter().all(is_whole) {
            return;
        }
        for (index, row) in rows.into_iter().enumerate() {
            self.work.set(row.path.key(words::NUMBER), (index + 1).to_string(), "番号を付け直しました");
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
