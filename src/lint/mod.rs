//! Points at what may be meant otherwise, and rewrites nothing. What is certainly wrong has been
//! refused by [`crate::resolve`] before; here a sheet is right as it stands, and only looks as if a
//! hand had slipped.

mod agencies;
mod colors;
mod headings;
mod kana;
mod meetings;
mod numbers;
mod repeats;
mod spaces;
mod typos;
mod years;

use std::ops::Range;

use crate::diag::{self, Diagnostic, Part, Severity};
use crate::model::{Sheet, Template, Text};
use crate::nearest;

/// Something that sheets are looked through for.
struct Rule {
    /// What messages call it, and 無視 too.
    name: &'static str,
    /// How grave what it finds is.
    severity: Severity,
    /// What looks for it.
    find: fn(&Sheet) -> Vec<Diagnostic>,
}

/// All rules for sheets.
const RULES: [Rule; 10] = [
    Rule { name: "番号の抜け", severity: Severity::Warning, find: numbers::skipped },
    Rule { name: "会議の月", severity: Severity::Warning, find: meetings::in_one_month },
    Rule { name: "会議の表示", severity: Severity::Warning, find: meetings::labelled_otherwise },
    Rule { name: "年度の違い", severity: Severity::Warning, find: years::disagreeing },
    Rule { name: "見出しの番号", severity: Severity::Hint, find: headings::numbered_otherwise },
    Rule { name: "半角カナ", severity: Severity::Hint, find: kana::half_width },
    Rule { name: "重複", severity: Severity::Hint, find: repeats::doubled },
    Rule { name: "誤字", severity: Severity::Hint, find: typos::slips },
    Rule { name: "機関名", severity: Severity::Hint, find: agencies::cut_off },
    Rule { name: "行末の空白", severity: Severity::Hint, find: spaces::trailing },
];

/// The name of the rule for entries of 無視 themselves.
const IGNORED: &str = "無視";

/// What a sheet makes one doubt, in the order of its places, but for what it says to ignore.
pub fn sheet(sheet: &Sheet) -> Vec<Diagnostic> {
    let is_on = |rule: &&Rule| !sheet.ignored.iter().any(|entry| entry.value == rule.name);
    let found = RULES.iter().filter(is_on).flat_map(|rule| {
        let named = move |found| Diagnostic { severity: rule.severity, rule: Some(rule.name), ..found };
        (rule.find)(sheet).into_iter().map(named)
    });
    let is_ignored = |found: &Diagnostic| sheet.ignored.iter().any(|entry| points_at(found, &entry.value));
    let (ignored, mut found): (Vec<_>, Vec<_>) = found.partition(is_ignored);
    found.extend(useless_entries(sheet, &ignored));
    diag::sort(&mut found);
    found
}

/// What a template makes one doubt, in the order of its places.
pub fn template(template: &Template) -> Vec<Diagnostic> {
    let mut found = colors::hard_to_read(template);
    diag::sort(&mut found);
    found
}

/// Whether something was found at just these characters.
fn points_at(found: &Diagnostic, characters: &str) -> bool {
    found.part.as_ref().is_some_and(|part| part.text() == characters)
}

/// Entries of 無視 that are no rule's name and silence nothing: a slip, or left over.
fn useless_entries(sheet: &Sheet, silenced: &[Diagnostic]) -> Vec<Diagnostic> {
    let names = RULES.map(|rule| rule.name);
    let silences = |entry: &Text| silenced.iter().any(|found| points_at(found, &entry.value));
    let useless =
        sheet.ignored.iter().filter(|entry| !names.contains(&entry.value.as_str()) && !silences(entry));
    useless.map(|entry| useless_entry(entry, &names)).collect()
}

fn useless_entry(entry: &Text, names: &[&str]) -> Diagnostic {
    let message = format!("「{}」に当たる指摘はありません", entry.value);
    let remedy = match nearest::nearest(&entry.value, names) {
        Some(name) => format!("もしかして: {name}"),
        None => "指摘の種類（[ ] の中の名）か、指摘された文字をそのまま書いてください。要らなくなったものは消せます".to_owned(),
    };
    let doubt = Diagnostic::at(entry.span, message, remedy);
    Diagnostic { severity: Severity::Hint, rule: Some(IGNORED), ..doubt }
}

/// A doubt about some characters of a text.
fn doubt(
    text: &Text,
    range: Range<usize>,
    message: impl Into<String>,
    remedy: impl Into<String>,
) -> Diagnostic {
    Diagnostic::at(text.span, message, remedy).of_part(Part::of(&text.value, range))
}

/// Whether a character is a kanji. The repetition mark 々 (U+3005) is none.
fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Whether a character is a hiragana letter.
fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// Whether a character is a katakana letter or the mark of a long vowel.
fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}
