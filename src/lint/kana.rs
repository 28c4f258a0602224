//! Half-width katakana and their signs, U+FF61 to U+FF9F, and sound marks beside their letters.

use std::ops::Range;

use super::doubts::TextRule;
use crate::diag::Code;
use crate::japanese::width::{is_half_kana, widened, with_mark};

/// Each stretch of half-width katakana, and each sound mark that stands beside its letter.
pub(super) const RULE: TextRule =
    TextRule { code: Code::HalfWidthKana, find: |text, _| in_text(text), explain: |found, _| explain(found) };

fn explain(found: &str) -> (String, String) {
    let wide = widened(found);
    match found.chars().all(is_half_kana) {
        true => (format!("「{found}」は半角です"), format!("全角の「{wide}」に直してください")),
        false => {
            (format!("「{found}」は、二つの文字に分かれています"), format!("「{wide}」に直してください"))
        }
    }
}

fn in_text(text: &str) -> Vec<Range<usize>> {
    let (mut places, mut from) = (Vec::new(), 0);
    let is_odd = |c: char| is_half_kana(c) || matches!(c, '゛' | '゜');
    while let Some(start) = text[from..].find(is_odd).map(|at| from + at) {
        let mark = text[start..].chars().next().unwrap_or_default();
        let letter =
            text[from..start].chars().next_back().filter(|letter| with_mark(*letter, mark).is_some());
        let behind = start + mark.len_utf8();
        let end = text.len() - text[behind..].trim_start_matches(is_half_kana).len();
        match letter {
            Some(letter) => places.push(start - letter.len_utf8()..behind),
            None if is_half_kana(mark) => places.push(start..end),
            None => {}
        }
        from = if letter.is_some() { behind } else { end };
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_kana_and_lone_marks_are_found() {
        let text = "ﾊﾞｽ、ハﾞス、か゛ﾘﾊﾋﾞﾘ、゛";
        let found: Vec<(&str, String)> =
            in_text(text).into_iter().map(|place| (&text[place.clone()], widened(&text[place]))).collect();
        let right = [("ﾊﾞｽ", "バス"), ("ハﾞ", "バ"), ("か゛", "が"), ("ﾘﾊﾋﾞﾘ", "リハビリ")];
        assert_eq!(found, right.map(|(shown, meant)| (shown, meant.to_owned())));
    }
}
