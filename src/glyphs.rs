//! The gate for characters that a face can't show: they are mistakes, never blanks or boxes.

use crate::diag::{Code, Diagnostic};
use crate::font::{Fonts, Typeface, Weight, is_invisible_or_combining};
use crate::japanese::words::{self, AGENDA, SHOWN};
use crate::model::{Schedule, Sheet, Template, Text};

/// A mistake for each text of sheet and template that has a character without a glyph.
pub fn missing(sheet: &Sheet, template: &Template, fonts: &Fonts) -> Vec<Diagnostic> {
    // Those of the other weight are the same in another order.
    let typeface = fonts.get(Weight::Regular);
    let texts = [top_texts(sheet), row_texts(sheet), template_texts(template)].concat();
    texts.into_iter().filter_map(|(text, owner)| mistake(text, &owner, typeface)).collect()
}

/// A text, and what it belongs to.
type Owned<'a> = (&'a Text, String);

/// The texts that belong to no row.
fn top_texts(sheet: &Sheet) -> Vec<Owned<'_>> {
    let mut texts = vec![(&sheet.label, field(words::LABEL)), (&sheet.title, field(words::TITLE))];
    for meeting in &sheet.meetings {
        let month = meeting.month;
        texts.push((&meeting.label, format!("{month}の会議の「{SHOWN}」")));
        let agenda = meeting.agenda.iter();
        texts.extend(agenda.map(|point| (point, format!("{month}の会議の「{AGENDA}」"))));
    }
    for theme in &sheet.themes {
        texts.extend([(&theme.heading, field(words::HEADING)), (&theme.category, field(words::CATEGORY))]);
    }
    texts
}

/// The texts of the rows.
fn row_texts(sheet: &Sheet) -> Vec<Owned<'_>> {
    let mut texts = Vec::new();
    for row in sheet.initiatives() {
        let owner = |name: &str| format!("取組 {} の「{name}」", row.number);
        texts.extend(row.texts.iter().map(|(name, text)| (text, owner(name))));
        if let Schedule::Bars(bars) = &row.schedule {
            texts.extend(bars.iter().map(|bar| (&bar.kind, owner(words::SCHEDULE))));
        }
    }
    texts
}

fn template_texts(template: &Template) -> Vec<Owned<'_>> {
    let heads = template.columns.iter().flat_map(|column| [&column.head].into_iter().chain(&column.note));
    let words = &template.wording;
    let words = words.quarters.iter().chain([&words.report, &words.agenda, &words.bullet, &words.continued]);
    let heads = heads.map(|head| (head, field(words::COLUMNS)));
    heads.chain(words.map(|word| (word, field(words::WORDING)))).collect()
}

fn field(name: &str) -> String {
    format!("「{name}」")
}

fn mistake(text: &Text, owner: &str, typeface: Typeface) -> Option<Diagnostic> {
    let missing = typeface.missing(&text.value)?;
    let shown = &text.value[missing.clone()];
    let codes: Vec<String> = shown.chars().map(|c| format!("U+{:04X}", c as u32)).collect();
    let codes = codes.join(" ");
    let (message, remedy) = if shown == "\t" {
        (format!("{owner}にタブが混じっています"), "タブを空白に替えてください")
    } else if shown.starts_with(is_invisible_or_combining) {
        (
            format!("{owner}に、目に見えない文字か、分かれた濁点など（{codes}）が混じっています"),
            "その前後の文字を消して、打ち直してください",
        )
    } else {
        (
            format!("{owner}の文字「{shown}」（{codes}）は、書体にありません"),
            "同じ意味の別の字に替えるか、かなで書いてください（その字のある書体ファイルを、書式ファイルの「書体」に加えることもできます）",
        )
    };
    Some(Diagnostic::at(Code::Character, text.place, message, remedy).of_part(text.part(missing)))
}
