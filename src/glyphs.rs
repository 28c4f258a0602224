//! The gate for characters that a face can't show: they are mistakes, never blanks or boxes.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use crate::diag::{Code, Diagnostic};
use crate::font::{Fonts, Typeface, Weight, is_invisible_or_combining};
use crate::japanese::look_alikes::{composed, is_radical, meant};
use crate::japanese::words::{self, AGENDA, SHOWN};
use crate::memory::Oddness;
use crate::model::{Initiative, Schedule, Sheet, Template, Text};

/// The characters of Word's bullets in the fonts Symbol and Wingdings.
const WORD_SIGNS: RangeInclusive<char> = '\u{F020}'..='\u{F0FF}';

/// After so many characters of a text, more of them say nothing new.
const ENOUGH: usize = 100;

/// After so many characters of all texts, too.
const MOST: usize = 1000;

/// How many letters a remedy names.
const FEW: usize = 10;

/// The mistakes of all texts of sheet and template that have characters without a glyph. `memory` tells in which texts
/// of sheets before this one there were any, with the same fonts.
pub(crate) fn missing(
    sheet: &Sheet,
    template: &Template,
    fonts: &Fonts,
    memory: &Oddness,
) -> Vec<Diagnostic> {
    // Those of the other weight are the same in another order.
    let typeface = fonts.get(Weight::Regular);
    let numbers = sheet.initiatives().map(number);
    let numbers: Vec<Text> = numbers.filter(|it| !typeface.missing(&it.value).is_empty()).collect();
    let numbers = numbers.iter().map(|number| (number, field(words::NUMBER))).collect();
    let is_odd = |text: &Text| memory.get((), &text.value, || !typeface.missing(&text.value).is_empty());
    let rows = row_texts(sheet, is_odd);
    memory.sweep();
    let texts = [top_texts(sheet), numbers, rows, template_texts(template)].concat();
    texts.into_iter().flat_map(|(text, owner)| mistakes(text, &owner, typeface)).take(MOST).collect()
}

/// A text, and what it belongs to.
type Owned<'a> = (&'a Text, String);

/// The texts that belong to no row.
fn top_texts(sheet: &Sheet) -> Vec<Owned<'_>> {
    let mut texts = vec![(&sheet.label, field(words::LABEL)), (&sheet.title, field(words::TITLE))];
    texts.extend(sheet.author.iter().map(|author| (author, field(words::AUTHOR))));
    texts.extend(sheet.notes.iter().map(|note| (note, field(words::NOTE))));
    for meeting in &sheet.meetings {
        let month = sheet.period.words(meeting.month);
        texts.push((&meeting.label, format!("{month}の会議の「{SHOWN}」")));
        let agenda = meeting.agenda.iter();
        texts.extend(agenda.map(|point| (point, format!("{month}の会議の「{AGENDA}」"))));
    }
    for theme in &sheet.themes {
        texts.extend([(&theme.heading, field(words::HEADING)), (&theme.category, field(words::CATEGORY))]);
    }
    texts
}

/// The number of a row as a text.
fn number(row: &Initiative) -> Text {
    Text { value: row.number.as_str().into(), place: row.place, ..Text::default() }
}

/// The odd ones among the texts of the rows.
fn row_texts(sheet: &Sheet, is_odd: impl Fn(&Text) -> bool) -> Vec<Owned<'_>> {
    let mut texts = Vec::new();
    for row in sheet.initiatives() {
        let owner = |name: &str| match &row.number {
            number if number.is_empty() => format!("この取組の「{name}」"),
            number => format!("取組 {number} の「{name}」"),
        };
        let odd = row.texts.iter().filter(|(_, text)| is_odd(text));
        texts.extend(odd.map(|(name, text)| (text, owner(name))));
        if let Schedule::Bars(bars) = &row.schedule {
            let odd = bars.iter().filter(|bar| is_odd(&bar.kind));
            texts.extend(odd.map(|bar| (&bar.kind, owner(words::SCHEDULE))));
        }
    }
    texts
}

fn template_texts(template: &Template) -> Vec<Owned<'_>> {
    let heads = template
        .columns
        .iter()
        .flat_map(|column| [&column.head].into_iter().chain(&column.note).chain(&column.group));
    let words = &template.wording;
    let words = words.quarters.iter().chain([&words.report, &words.agenda, &words.bullet, &words.continued]);
    let heads = heads.map(|head| (head, field(words::COLUMNS)));
    heads.chain(words.map(|word| (word, field(words::WORDING)))).collect()
}

fn field(name: &str) -> String {
    format!("「{name}」")
}

/// The mistakes of a text: one for each character that is missing, however often, and one for all letters
/// in two parts.
fn mistakes(text: &Text, owner: &str, typeface: Typeface) -> Vec<Diagnostic> {
    let missing = typeface.missing(&text.value).into_iter().map(|place| Missing::of(&text.value, place));
    let mut groups: BTreeMap<Option<&str>, Vec<Missing>> = BTreeMap::new();
    for it in missing {
        groups.entry(it.composed.is_none().then_some(it.shown)).or_default().push(it);
    }
    let mut groups: Vec<Vec<Missing>> = groups.into_values().collect();
    groups.sort_by_key(|group| group[0].place.start);
    groups.iter().take(ENOUGH).map(|group| explain(text, owner, group, typeface)).collect()
}

/// A character that can't be shown.
struct Missing<'a> {
    place: Range<usize>,
    shown: &'a str,
    /// The letter that is meant where this is its second part.
    composed: Option<char>,
}

impl<'a> Missing<'a> {
    fn of(text: &'a str, place: Range<usize>) -> Missing<'a> {
        let (before, shown) = (&text[..place.start], &text[place.clone()]);
        let letter = before.chars().next_back();
        let composed = letter.zip(shown.chars().next()).and_then(|(letter, mark)| composed(letter, mark));
        let start = place.start - composed.and(letter).map_or(0, char::len_utf8);
        let place = start..place.end;
        Missing { shown: &text[place.clone()], place, composed }
    }

    fn codes(&self) -> String {
        let codes: Vec<String> = self.shown.chars().map(|c| format!("U+{:04X}", c as u32)).collect();
        codes.join(" ")
    }
}

/// A mistake at the first of some equal characters, or of some letters in two parts.
fn explain(text: &Text, owner: &str, group: &[Missing], typeface: Typeface) -> Diagnostic {
    let first = &group[0];
    let (message, remedy) = match first.composed {
        Some(letter) => parted(owner, letter, group),
        None => missing_glyph(owner, first, typeface),
    };
    let count = match group.len() {
        1 => String::new(),
        count if first.composed.is_some() => format!("（この文に {count} 字）"),
        count => format!("（この文に {count} か所）"),
    };
    Diagnostic::at(Code::Character, text.place, message + &count, remedy)
        .of_part(text.part(first.place.clone()))
}

/// What to say of letters in two parts, as a Mac makes them in the names of files.
fn parted(owner: &str, letter: char, group: &[Missing]) -> (String, String) {
    let mut letters: Vec<char> = group.iter().filter_map(|it| it.composed).collect();
    letters.sort_unstable();
    letters.dedup();
    let shown: Vec<String> = letters.iter().take(FEW).map(|letter| format!("「{letter}」")).collect();
    let rest = if letters.len() > FEW { "など" } else { "" };
    (
        format!("{owner}の「{letter}」が、二つの文字（{}）に分かれています", group[0].codes()),
        format!("{}{rest}を、一つの文字で打ち直してください", shown.concat()),
    )
}

fn missing_glyph(owner: &str, missing: &Missing, typeface: Typeface) -> (String, String) {
    let (shown, codes) = (missing.shown, missing.codes());
    let c = shown.chars().next().unwrap_or_default();
    let meant = meant(c).filter(|meant| typeface.missing(meant).is_empty());
    match meant {
        _ if c == '\t' => (format!("{owner}にタブが混じっています"), "タブを空白に替えてください".to_owned()),
        Some(meant) if is_radical(c) => (
            format!("{owner}の「{shown}」（{codes}）は、漢字に似た部首の文字です"),
            format!("「{meant}」と打ち直してください"),
        ),
        _ if is_invisible_or_combining(c) => (
            format!("{owner}に、目に見えない文字か、分かれた濁点など（{codes}）が混じっています"),
            "その前後の文字を消して、打ち直してください".to_owned(),
        ),
        Some(meant) => (
            format!("{owner}の文字「{shown}」（{codes}）は、書体にありません"),
            format!("「{meant}」に替えてください"),
        ),
        None if WORD_SIGNS.contains(&c) => (
            format!("{owner}に、Word などの箇条書きの記号（{codes}）があります"),
            "「・」に替えるか、消してください".to_owned(),
        ),
        None => (
            format!("{owner}の文字「{shown}」（{codes}）は、書体にありません"),
            "同じ意味の別の字に替えるか、かなで書いてください（その字のある書体ファイルを、書式ファイルの「書体」に加えることもできます）".to_owned(),
        ),
    }
}
