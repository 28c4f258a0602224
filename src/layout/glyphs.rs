//! The gate for characters that a face can't show: they are mistakes, never blanks or boxes.

use crate::diag::Diagnostic;
use crate::font::{Face, Fonts, Weight, is_invisible_or_combining};
use crate::model::{Schedule, Sheet, Template, Text};

/// A mistake for each text of sheet and template that has a character without a glyph.
pub fn missing(sheet: &Sheet, template: &Template, fonts: &Fonts) -> Vec<Diagnostic> {
    let faces = [fonts.get(Weight::Bold), fonts.get(Weight::Regular)];
    let words = template_texts(template).map(|text| (text, None));
    sheet_texts(sheet).chain(words).filter_map(|(text, row)| mistake(text, row, &faces)).collect()
}

/// Every text of the sheet, with the number of the 取組 that it belongs to.
fn sheet_texts(sheet: &Sheet) -> impl Iterator<Item = (&Text, Option<u32>)> {
    let meetings = sheet.meetings.iter().flat_map(|meeting| meeting.agenda.iter().chain([&meeting.label]));
    let themes = sheet.themes.iter().flat_map(|theme| [&theme.heading, &theme.category]);
    let top = [&sheet.label, &sheet.title].into_iter().chain(meetings).chain(themes).map(|text| (text, None));
    let rows = sheet.themes.iter().flat_map(|theme| &theme.initiatives).flat_map(|row| {
        let kinds = match &row.schedule {
            Schedule::Bars(bars) => bars.as_slice(),
            Schedule::Meetings => &[],
        };
        let cells = row.texts.iter().map(|(_, text)| text);
        cells.chain(kinds.iter().map(|bar| &bar.kind)).map(|text| (text, Some(row.number)))
    });
    top.chain(rows)
}

fn template_texts(template: &Template) -> impl Iterator<Item = &Text> {
    let heads = template.columns.iter().flat_map(|column| [&column.head].into_iter().chain(&column.note));
    let words = &template.wording;
    heads.chain(&words.quarters).chain([&words.report, &words.agenda, &words.bullet, &words.continued])
}

fn mistake(text: &Text, row: Option<u32>, faces: &[&Face]) -> Option<Diagnostic> {
    let (c, selector) = faces.iter().find_map(|face| face.missing(&text.value))?;
    let row = row.map_or(String::new(), |number| format!("取組 {number} の"));
    let code = selector.map_or(String::new(), |selector| format!(" U+{:04X}", selector as u32));
    let code = format!("U+{:04X}{code}", c as u32);
    Some(if !is_invisible_or_combining(c) {
        let message = format!("{row}文字「{c}」（{code}）は、この書体にありません");
        Diagnostic::at(text.span, message, "同じ意味の別の字に替えるか、かなで書いてください")
    } else {
        let message = format!("{row}文に、目に見えない文字か、分かれた濁点など（{code}）が混じっています");
        Diagnostic::at(text.span, message, "その前後の文字を消して、打ち直してください")
    })
}
