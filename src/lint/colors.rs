//! Labels of bars that stand out too little from their ground.

use crate::diag::{Diagnostic, Severity};
use crate::model::{BarStyle, Color, Template};

/// The least contrast ratio of text (WCAG 2.2, success criterion 1.4.3).
const LEAST: f64 = 4.5;

/// The grey that a black-and-white copy parts black from white at.
const MIDDLE: Color = Color([0x80; 3]);

/// Each style of a bar whose label is hard to read.
pub fn hard_to_read(template: &Template) -> Vec<Diagnostic> {
    let named = template.bars.named.iter().map(|(kind, style)| (kind.as_str(), style));
    let styles = named.chain([("その他", &template.bars.other)]);
    styles.filter_map(|(kind, style)| in_style(kind, style)).collect()
}

fn in_style(kind: &str, style: &BarStyle) -> Option<Diagnostic> {
    let message = if contrast(style.fill, style.text) < LEAST {
        let ratio = contrast(style.fill, style.text);
        format!("帯「{kind}」の文字が読みにくい色です（地色との明るさの比が {ratio:.1}、目安は 4.5 以上）")
    } else if is_dark(style.fill) == is_dark(style.text) {
        format!("帯「{kind}」の文字と地色がどちらも暗く、白黒の複写では文字がつぶれます")
    } else {
        return None;
    };
    let remedy = if is_dark(style.fill) {
        "文字色を明るくするか（白は '#FFFFFF'）、地色を薄くしてください"
    } else {
        "文字色を暗くするか（黒は '#000000'）、地色を濃くしてください"
    };
    let doubt = Diagnostic::at(style.text_span, message, remedy);
    Some(Diagnostic { severity: Severity::Warning, rule: Some("帯の色"), ..doubt })
}

fn is_dark(color: Color) -> bool {
    luminance(color) < luminance(MIDDLE)
}

/// The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of a colour, from 0 to 1 (WCAG 2.2, "relative luminance").
fn luminance(Color([red, green, blue]): Color) -> f64 {
    let linear = |part: u8| match f64::from(part) / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let rounded = |one, other| (contrast(Color(one), Color(other)) * 100.0).round() / 100.0;
        assert_eq!(rounded([0; 3], [255; 3]), 21.0);
        assert_eq!(rounded([0x77; 3], [255; 3]), 4.48);
        assert_eq!(rounded([255, 0, 0], [255; 3]), 4.0);
    }
}
