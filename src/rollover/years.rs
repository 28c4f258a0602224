//! Which of the years in a text move on to the next, and how they are then written.

use crate::diag::{Code, Diagnostic};
use crate::edit::written::text;
use crate::japanese::words;
use crate::japanese::year_words::{Count, Unit, YearWord, years_in};
use crate::japanese::years;
use crate::load::{Document, Path};

/// The keys that say for which years a document is.
pub(super) const YEAR_KEYS: [&str; 2] = [words::FISCAL_YEAR, words::PERIOD];

/// The first fiscal year that a document is for.
pub(super) fn fiscal_year(document: &Document) -> Result<u16, Diagnostic> {
    let written = YEAR_KEYS.iter().find_map(|key| text(document, &Path::top().key(key)));
    let year = written.as_deref().and_then(|written| {
        let first = || years_in(written).iter().find_map(named);
        years::fiscal_year(written).ok().or_else(first)
    });
    year.ok_or_else(|| {
        let message = "年度が分からないので、次の年度のファイルを作れません";
        Diagnostic::general(Code::Year, message, "データの「年度」を確かめてください")
    })
}

/// The western year of a word that names one.
fn named(word: &YearWord) -> Option<u16> {
    match word.count {
        Count::Era(_, year) | Count::Western(year) => Some(year),
        Count::Bare(_) => None,
    }
}

/// How years move on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shift {
    /// The first and the last fiscal year of the old document.
    pub from: (u16, u16),
    /// Whether a year in which the era changes is named after the new one.
    pub prefers_new_era: bool,
}

impl Shift {
    /// A text that says when something is: all of its years move.
    pub(super) fn all(self, text: &str) -> Shifted {
        self.shifted(text, named)
    }

    /// A title: the document's own years move, in whatever notation, but not days.
    pub(super) fn title(self, text: &str) -> Shifted {
        let is_own = |year: &u16| (self.from.0..=self.from.1).contains(year);
        self.shifted(text, |word| match word.count {
            Count::Bare(number) => self.own_year(number),
            _ if is_day(word, text) => None,
            _ => named(word).filter(is_own),
        })
    }

    /// A point to discuss or a meeting's label: what it says of fiscal years moves.
    pub(super) fn fiscal(self, text: &str) -> Shifted {
        self.shifted(text, |word| match (word.count, word.unit) {
            (Count::Bare(number), _) => {
                self.own_year(number).or_else(|| self.own_year(number.checked_sub(1)?).map(|it| it + 1))
            }
            (_, Unit::FiscalYear) => named(word),
            _ => None,
        })
    }

    /// The year of the document that a number without an era means.
    fn own_year(self, number: u16) -> Option<u16> {
        let name = years::name(self.from.0);
        let own = years_in(&name).into_iter().find_map(|word| match word.count {
            Count::Era(era, year) => Some(era.number(year)),
            _ => None,
        })?;
        let number_of_year = |year: u16| own + (year - self.from.0);
        (self.from.0..=self.from.1).find(|year| number_of_year(*year) == number)
    }

    fn shifted(self, text: &str, year: impl Fn(&YearWord) -> Option<u16>) -> Shifted {
        let (mut new, mut is_whole) = (text.to_owned(), true);
        for word in years_in(text).into_iter().rev() {
            match year(&word) {
                Some(year) => new.replace_range(word.range.clone(), &word.of(year + 1, self.prefers_new_era)),
                None => is_whole = false,
            }
        }
        Shifted { text: new, is_whole }
    }
}

/// A text whose years have moved.
pub(super) struct Shifted {
    /// It.
    pub text: String,
    /// Whether none has been left.
    pub is_whole: bool,
}

/// Whether a year is a day's or month's: 令和8年9月.
fn is_day(word: &YearWord, text: &str) -> bool {
    let behind = text[word.range.end..].trim_start().strip_prefix('年').unwrap_or_default().trim_start();
    let month = behind.trim_start_matches(|c: char| crate::japanese::width::half(c).is_ascii_digit());
    month.len() < behind.len() && month.starts_with('月')
}
