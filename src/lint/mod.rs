//! Points at what may be meant otherwise, and rewrites nothing. What is certainly wrong has been
//! refused by [`crate::resolve`] before; here a sheet is right as it stands, and only looks as if a
//! hand had slipped.

mod agencies;
mod bars;
mod brackets;
mod colors;
mod days;
mod doubts;
mod headings;
mod kana;
mod meetings;
mod numbers;
mod repeats;
mod small_type;
mod spaces;
mod typos;
mod years;

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use crate::diag::{self, Code, Diagnostic, Severity, Span};
use crate::japanese::words;
use crate::memory::Store;
use crate::model::{Period, Sheet, Template, Text};
use crate::{load, nearest};
use Find::{Each, Named, Whole};
use agencies::Names;
use doubts::{TextRule, doubts, ignored};
use meetings::UNSEEN_AGENDAS;
use small_type::SMALL_TYPE;

pub use meetings::unseen_agendas;
pub use small_type::small_type;

/// Something that sheets are looked through for.
struct Rule {
    /// What messages call it, and 無視 too.
    name: &'static str,
    /// How grave what it finds is.
    severity: Severity,
    /// What looks for it.
    find: Find,
}

/// What looks for something.
enum Find {
    /// In all of a sheet.
    Whole(fn(&Sheet) -> Vec<Diagnostic>),
    /// In each text by itself.
    Each(&'static TextRule),
    /// In the names of agencies.
    Named(fn(&Sheet, &Names) -> Vec<Diagnostic>),
}

/// All rules for sheets.
const RULES: [Rule; 14] = [
    Rule { name: "番号の抜け", severity: Severity::Warning, find: Whole(numbers::skipped) },
    Rule { name: "会議の月", severity: Severity::Warning, find: Whole(meetings::in_one_month) },
    Rule { name: "会議の表示", severity: Severity::Warning, find: Whole(meetings::labelled_otherwise) },
    Rule { name: "年度の違い", severity: Severity::Warning, find: Whole(years::disagreeing) },
    Rule { name: "年度の違い", severity: Severity::Warning, find: Whole(years::in_agendas) },
    Rule { name: "日付", severity: Severity::Warning, find: Each(&days::RULE) },
    Rule { name: "帯の重なり", severity: Severity::Warning, find: Whole(bars::overlapping) },
    Rule { name: UNPAIRED, severity: Severity::Warning, find: Each(&brackets::RULE) },
    Rule { name: "見出しの番号", severity: Severity::Hint, find: Whole(headings::numbered_otherwise) },
    Rule { name: "半角カナ", severity: Severity::Hint, find: Each(&kana::RULE) },
    Rule { name: "重複", severity: Severity::Hint, find: Each(&repeats::RULE) },
    Rule { name: "誤字", severity: Severity::Hint, find: Each(&typos::RULE) },
    Rule { name: "機関名", severity: Severity::Hint, find: Named(agencies::cut_off) },
    Rule { name: "行末の空白", severity: Severity::Hint, find: Each(&spaces::RULE) },
];

/// The name of the rule for brackets and quotes without their partner.
const UNPAIRED: &str = "括弧と引用符";

/// The name of the rule for words that no line can hold. They show when the sheet is measured.
pub const BROKEN_WORD: &str = "長い語";

/// The name of the rule for entries of 無視 themselves.
const IGNORED: &str = words::IGNORED;

/// The name of the rule for templates.
const COLORS: &str = "色";

/// What has been found in the texts of sheets: an edit leaves nearly all texts as they are.
#[derive(Debug, Default)]
pub struct Memory {
    places: Store<Period, Option<Places>>,
    names: Names,
}

/// What each rule finds in a text by itself, in the order of the rules.
type Places = Rc<[Vec<Range<usize>>]>;

/// What the rules find in a text; nothing in most.
fn places_in(text: &str, period: Period) -> Option<Places> {
    let places = RULES.iter().map(|rule| match rule.find {
        Each(rule) => (rule.find)(text, period),
        Whole(_) | Named(_) => Vec::new(),
    });
    let places: Places = places.collect();
    places.iter().any(|places| !places.is_empty()).then_some(places)
}

/// What a sheet makes one doubt, in the order of its places, but for what it says to ignore. `measured`
/// is what is doubted of its measures.
pub fn sheet(sheet: &Sheet, measured: Vec<Diagnostic>, memory: &Memory) -> Vec<Diagnostic> {
    let (ignored, period) = (ignored(sheet), sheet.period);
    let places = |text: &Text| memory.places.get(period, &text.value, || places_in(&text.value, period));
    let odd: Vec<(&Text, Places)> = sheet.texts().filter_map(|text| Some((text, places(text)?))).collect();
    memory.places.sweep();
    let found = RULES.iter().enumerate().flat_map(|(nth, rule)| {
        let named = move |found| Diagnostic { severity: rule.severity, rule: Some(rule.name), ..found };
        let found = match rule.find {
            Whole(find) => find(sheet),
            Named(find) => find(sheet, &memory.names),
            Each(rule) => {
                let texts = odd.iter().map(|(text, places)| (*text, places[nth].clone()));
                doubts(rule.code, sheet, texts, |found| (rule.explain)(found, period))
            }
        };
        found.into_iter().map(named)
    });
    let is_on = |found: &Diagnostic| found.rule.is_none_or(|rule| !ignored.contains(rule));
    let found = found.chain(measured).filter(is_on);
    let is_ignored = |found: &Diagnostic| found.characters().is_some_and(|it| ignored.contains(it));
    let (silenced, mut found): (Vec<_>, Vec<_>) = found.partition(is_ignored);
    // Brackets that a comma has parted lack their partners for that reason.
    let parted: Vec<Span> =
        found.iter().filter(|it| it.rule == Some(load::PARTED)).filter_map(|it| it.span).collect();
    let is_parted =
        |span: Span| parted.iter().any(|whole| whole.start <= span.start && span.end <= whole.end);
    found.retain(|it| it.rule != Some(UNPAIRED) || !it.span.is_some_and(is_parted));
    found.extend(useless_entries(sheet, &silenced));
    diag::sort(&mut found);
    found
}

/// What a template makes one doubt, in the order of its places.
pub fn template(template: &Template) -> Vec<Diagnostic> {
    let named = |found| Diagnostic { severity: Severity::Warning, rule: Some(COLORS), ..found };
    let mut found: Vec<Diagnostic> = colors::hard_to_see(template).into_iter().map(named).collect();
    diag::sort(&mut found);
    found
}

/// Entries of 無視 that are no rule's name and silence nothing: a slip, or left over.
fn useless_entries(sheet: &Sheet, silenced: &[Diagnostic]) -> Vec<Diagnostic> {
    let names: Vec<&str> = RULES
        .iter()
        .map(|rule| rule.name)
        .chain(load::RULES)
        .chain([BROKEN_WORD, SMALL_TYPE, UNSEEN_AGENDAS])
        .collect();
    let silenced: BTreeSet<&str> = silenced.iter().filter_map(Diagnostic::characters).collect();
    let is_useful = |entry: &str| names.contains(&entry) || silenced.contains(entry);
    let useless = sheet.ignored.iter().filter(|entry| !is_useful(&entry.value));
    useless.map(|entry| useless_entry(entry, &names)).collect()
}

fn useless_entry(entry: &Text, names: &[&str]) -> Diagnostic {
    let message = format!("「{}」に当たる指摘はありません", entry.value);
    let remedy = match nearest::nearest(&entry.value, names) {
        Some(name) => format!("「{name}」の書き誤りではありませんか"),
        None => "指摘の種類（[ ] の中の名前）か、指摘された文字をそのまま書いてください。要らなくなったものは消せます".to_owned(),
    };
    let doubt = Diagnostic::at(Code::UselessEntry, entry.place, message, remedy);
    Diagnostic { severity: Severity::Warning, rule: Some(IGNORED), ..doubt }
}

#[cfg(test)]
mod tests {
    use super::doubts::FEW;
    use super::*;
    use crate::diag::Sources;
    use crate::{DEFAULT_TEMPLATE, STARTER};

    /// What is found in the starter with another text in the place of its first 備考, and a head.
    fn found_with(head: &str, text: &str) -> Vec<(&'static str, String)> {
        let data = format!("{head}\n{}", STARTER.replace("備考: 案 ", &format!("備考: {text} ")));
        let source = |text: &str| Sources::default().add("", text);
        let Ok(template) = crate::read_template(&source(DEFAULT_TEMPLATE)) else { return Vec::new() };
        let Ok(read) = crate::read_sheet(&source(&data), &template) else { return Vec::new() };
        let found = sheet(&read, Vec::new(), &Memory::default()).into_iter();
        found.filter_map(|it| Some((it.rule?, it.characters().unwrap_or_default().to_owned()))).collect()
    }

    #[test]
    fn a_rule_points_at_the_first_few_places_of_a_text() {
        let found = found_with("", &"会儀がが、".repeat(9));
        let is_of = |rule: &str| found.iter().filter(|(name, _)| *name == rule).count();
        assert_eq!((is_of("誤字"), is_of("重複"), found.len()), (FEW, FEW, 2 * FEW));
    }

    #[test]
    fn what_is_ignored_hides_nothing_behind_it() {
        let found = found_with("無視: [がが]", &("県がが、".repeat(9) + "会議をを開く"));
        assert_eq!(found, [("重複", "をを".to_owned())]);
    }

    #[test]
    fn an_entry_for_a_place_behind_the_first_few_is_of_use() {
        let found = found_with("無視: [をを, のの]", &("県がが、".repeat(9) + "会議をを開く"));
        let (entry, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|(rule, _)| *rule == IGNORED);
        assert_eq!((entry.len(), rest.len()), (1, FEW));
    }
}
