//! Colours of a template that stand out too little: text from its ground, lines from the paper.

use crate::diag::{Code, Diagnostic, Place};
use crate::japanese::words;
use crate::model::{BarStyle, Color, Marks, Rules, Template};

/// The grey that a black-and-white copy parts black from white at.
const MIDDLE: Color = Color([0x80; 3]);

/// The least contrast ratio of lines to the paper: light grey still shows, but a ratio below this is
/// lost in print.
const LEAST_OF_LINES: f64 = 1.5;

/// Each colour that hides what it should show.
pub(super) fn hard_to_see(template: &Template) -> Vec<Diagnostic> {
    let named = template.bars.named.iter().map(|(kind, style)| (kind.as_str(), style));
    let styles = named.chain([(words::OTHER_BARS, &template.bars.other)]);
    let bars = styles.filter_map(|(kind, style)| in_style(kind, style));
    let fills = &template.look.fills;
    let heads = in_ground(words::HEADS, fills.head, fills.head_place);
    let bands = in_ground(words::BANDS, fills.band, fills.band_place);
    let marks = in_marks(&template.look.marks);
    bars.chain(heads).chain(bands).chain(in_lines(&template.look.rules)).chain(marks).collect()
}

fn in_style(kind: &str, style: &BarStyle) -> Option<Diagnostic> {
    let message = unreadable(&format!("帯「{kind}」"), style.text, style.fill)?;
    let remedy = if is_dark(style.fill) {
        "文字色を明るくするか（白は '#FFFFFF'）、地色を薄くしてください"
    } else {
        "文字色を暗くするか（黒は '#000000'）、地色を濃くしてください"
    };
    Some(Diagnostic::at(Code::FaintColor, style.text_place, message, remedy))
}

/// A ground of headings, whose text is black.
fn in_ground(what: &str, ground: Color, place: Place) -> Option<Diagnostic> {
    let message = unreadable(what, Color::BLACK, ground)?;
    Some(Diagnostic::at(
        Code::FaintColor,
        place,
        message,
        "地色を薄くしてください（見出しの文字はいつも黒です）",
    ))
}

fn in_lines(rules: &Rules) -> Vec<Diagnostic> {
    let mut lines = vec![
        (rules.color, rules.color_place),
        (rules.inner_color, rules.inner_color_place),
        (rules.axis_color, rules.axis_color_place),
    ];
    lines.dedup();
    lines.into_iter().filter_map(|(color, place)| in_line(color, place)).collect()
}

fn in_line(color: Color, place: Place) -> Option<Diagnostic> {
    let ratio = color.contrast(Color::WHITE);
    let message = format!("罫線が見えにくい色です（紙の白との明るさの比が {ratio:.1}、目安は 1.5 以上）");
    let doubt = Diagnostic::at(Code::FaintColor, place, message, "色を濃くしてください（黒は '#000000'）");
    (ratio < LEAST_OF_LINES).then_some(doubt)
}

/// The texts that are marked stand on white paper.
fn in_marks(marks: &Marks) -> Option<Diagnostic> {
    let ratio = marks.color.contrast(Color::WHITE);
    let message =
        format!("見え消しの文字が読みにくい色です（紙の白との明るさの比が {ratio:.1}、目安は 4.5 以上）");
    let doubt = Diagnostic::at(
        Code::FaintColor,
        marks.color_place,
        message,
        "色を濃くしてください（赤は '#C00000'）",
    );
    (ratio < Color::LEAST_CONTRAST).then_some(doubt)
}

/// Why text is hard to read on its ground, if it is.
fn unreadable(what: &str, text: Color, ground: Color) -> Option<String> {
    let ratio = ground.contrast(text);
    if ratio < Color::LEAST_CONTRAST {
        let ratio = format!("地色との明るさの比が {ratio:.1}、目安は 4.5 以上");
        return Some(format!("{what}の文字が読みにくい色です（{ratio}）"));
    }
    let both_dark = is_dark(ground) == is_dark(text);
    both_dark.then(|| format!("{what}の文字と地色がどちらも暗く、白黒の複写では文字がつぶれます"))
}

fn is_dark(color: Color) -> bool {
    color.luminance() < MIDDLE.luminance()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let rounded = |one, other| (Color(one).contrast(Color(other)) * 100.0).round() / 100.0;
        assert_eq!(rounded([0; 3], [255; 3]), 21.0);
        assert_eq!(rounded([0x77; 3], [255; 3]), 4.48);
        assert_eq!(rounded([255, 0, 0], [255; 3]), 4.0);
    }

    #[test]
    fn black_text_needs_a_light_ground() {
        let is_found = |part| unreadable("列見出し", Color::BLACK, Color([part; 3])).is_some();
        assert_eq!([0, 0x60, 0x7F, 0x80, 0xE4, 0xFF].map(is_found), [true, true, true, false, false, false]);
    }
}
