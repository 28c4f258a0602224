//! Makes doubts of the places that a rule finds in texts.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diag::{Code, Diagnostic};
use crate::model::{Period, Sheet, Text};

/// How many places of a text a rule points at. A text may have thousands, and more than a few say
/// nothing new.
pub(super) const FEW: usize = 5;

/// Something that texts are looked through for, each by itself.
pub(super) struct TextRule {
    /// The code of what it finds.
    pub code: Code,
    /// The places in a text of a sheet for some years, from the first to the last.
    pub find: fn(&str, Period) -> Vec<Range<usize>>,
    /// The message and the remedy for the characters of a place.
    pub explain: fn(&str, Period) -> (String, String),
}

/// What the entries of 無視 say.
pub(super) fn ignored(sheet: &Sheet) -> BTreeSet<&str> {
    sheet.ignored.iter().map(|entry| entry.value.as_str()).collect()
}

/// Doubts about places in texts, from the first place of a text to its last. `explain` has the message and the remedy
/// for their characters.
pub(super) fn doubts<'a>(
    code: Code,
    sheet: &'a Sheet,
    texts: impl Iterator<Item = (&'a Text, Vec<Range<usize>>)>,
    explain: impl Fn(&str) -> (String, String),
) -> Vec<Diagnostic> {
    let mut chooser = Chooser { ignored: ignored(sheet), silenced: BTreeSet::new() };
    let mut doubts = Vec::new();
    for (text, places) in texts {
        doubts.extend(chooser.first_of(&text.value, places).into_iter().map(|place| {
            let (message, remedy) = explain(&text.value[place.clone()]);
            doubt(code, text, place, message, remedy)
        }));
    }
    doubts
}

/// Chooses the places of texts that a rule points at.
struct Chooser<'a> {
    ignored: BTreeSet<&'a str>,
    /// The characters to ignore that have been met.
    silenced: BTreeSet<&'a str>,
}

impl<'a> Chooser<'a> {
    /// The first few of a text's places. Those to ignore don't count, but each of their characters
    /// comes along once: it shows that its entry is of use.
    fn first_of(&mut self, text: &'a str, places: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let is_ignored = |place: &Range<usize>| self.ignored.contains(&text[place.clone()]);
        let (ignored, rest): (Vec<_>, Vec<_>) = places.into_iter().partition(is_ignored);
        let ignored = ignored.into_iter().filter(|place| self.silenced.insert(&text[place.clone()]));
        rest.into_iter().take(FEW).chain(ignored).collect()
    }
}

/// A doubt about some characters of a text.
pub(super) fn doubt(
    code: Code,
    text: &Text,
    range: Range<usize>,
    message: impl Into<String>,
    remedy: impl Into<String>,
) -> Diagnostic {
    Diagnostic::at(code, text.place, message, remedy).of_part(text.part(range))
}
