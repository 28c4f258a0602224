//! Half-width katakana and their signs: U+FF61 to U+FF9F.

use std::ops::Range;

use super::doubts::doubts;
use crate::diag::Diagnostic;
use crate::model::Sheet;
use crate::width::{full_kana, is_half_kana};

/// Each stretch of half-width katakana.
pub fn half_width(sheet: &Sheet) -> Vec<Diagnostic> {
    doubts(sheet, sheet.texts(), in_text, |found| {
        (format!("「{found}」は半角です"), format!("全角の「{}」に直してください", widened(found)))
    })
}

fn in_text(text: &str) -> Vec<Range<usize>> {
    let (mut places, mut from) = (Vec::new(), 0);
    while let Some(start) = text[from..].find(is_half_kana).map(|at| from + at) {
        from = text.len() - text[start..].trim_start_matches(is_half_kana).len();
        places.push(start..from);
    }
    places
}

/// The same in full-width katakana, where a sound mark is one with its letter.
fn widened(kana: &str) -> String {
    let mut wide = String::new();
    for c in kana.chars().map(full_kana) {
        let voiced = wide.chars().next_back().and_then(|letter| with_mark(letter, c));
        if voiced.is_some() {
            wide.pop();
        }
        wide.push(voiced.unwrap_or(c));
    }
    wide
}

/// A letter with a sound mark, if there is such a letter. Unicode has it one or two places after
/// the plain one.
fn with_mark(letter: char, mark: char) -> Option<char> {
    let offset = match (letter, mark) {
        ('ウ', '゛') => return Some('ヴ'),
        ('カ'..='ト' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ', '゛') => 1,
        ('ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ', '゜') => 2,
        _ => return None,
    };
    char::from_u32(letter as u32 + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_marks_join_their_letters() {
        assert_eq!(widened("ﾘﾊﾋﾞﾘ･ﾃﾞｲｹｱ｡ﾊﾟｿｺﾝ"), "リハビリ・デイケア。パソコン");
        assert_eq!(widened("ｳﾞｧﾝﾟ"), "ヴァン゜");
    }
}
