//! Particles and words that stand twice in a row: ことがが, 地域地域.

use std::ops::Range;

use super::doubts::TextRule;
use crate::diag::Code;
use crate::japanese::letters::{is_hiragana, is_kanji, is_katakana};

/// The longest stretch of characters that is looked for twice.
const LONGEST: usize = 12;

/// The beginnings of words that Japanese doubles: 一人一人, 毎年毎年, 何度何度.
const DOUBLED_AT_WILL: [char; 5] = ['一', '各', '毎', '何', '個'];

/// Kanji that count: 二十二十 is a number.
const NUMERALS: &str = "〇一二三四五六七八九十百千万";

/// Each particle or word that stands twice.
pub(super) const RULE: TextRule =
    TextRule { code: Code::DoubledWord, find: |text, _| in_text(text), explain: |found, _| explain(found) };

fn explain(twice: &str) -> (String, String) {
    let once = &twice[..twice.len() / 2];
    (format!("「{twice}」は同じ言葉が二度続いています"), format!("余分なら「{once}」に直してください"))
}

fn in_text(text: &str) -> Vec<Range<usize>> {
    let mut letters = Vec::with_capacity(text.len());
    letters.extend(text.chars());
    let may_begin = beginnings(&letters);
    let (mut places, mut at, mut start) = (Vec::new(), 0, 0);
    while at < letters.len() {
        let doubled = if may_begin[at] { doubled_at(&letters, at) } else { None };
        let count = doubled.map_or(1, |length| 2 * length);
        let end = start + letters[at..at + count].iter().map(|letter| letter.len_utf8()).sum::<usize>();
        places.extend(doubled.map(|_| start..end));
        (at, start) = (at + count, end);
    }
    places
}

/// At which letters a word may begin that follows itself: each stands twice, or again with the next one where the word
/// would. Few do, and all letters at once tell sooner than one by one.
fn beginnings(letters: &[char]) -> Vec<bool> {
    let mut may_begin = vec![false; letters.len()];
    for (may_begin, pair) in may_begin.iter_mut().zip(letters.windows(2)) {
        *may_begin = pair[0] == pair[1];
    }
    for length in 2..=LONGEST {
        for (may_begin, it) in may_begin.iter_mut().zip(letters.windows(length + 2)) {
            *may_begin |= (it[0] == it[length]) & (it[1] == it[length + 1]);
        }
    }
    may_begin
}

/// How long the word is that begins here and follows itself by mistake.
fn doubled_at(letters: &[char], at: usize) -> Option<usize> {
    let is_doubled = |length: &usize| {
        // One letter tells nearly always.
        letters.get(at + length) == Some(&letters[at])
            && letters.get(at + length..at + 2 * length) == Some(&letters[at..at + length])
    };
    (1..=LONGEST).filter(is_doubled).find(|length| match length {
        1 => is_particle(letters, at),
        _ => is_word(&letters[at..at + length]),
    })
}

/// Whether the two equal letters from here are a particle and its double rather than parts of words:
/// 〜ものの, 〜することと, 〜がん検診が, ははの会.
fn is_particle(letters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| letters[before]);
    let after = letters.get(at + 2).copied();
    // A word that begins with the particle's letter goes on in hiragana.
    let is_end = !after.is_some_and(is_hiragana);
    // One that ends with it is written in hiragana.
    let is_begin = before.is_some_and(|c| c.is_alphanumeric() && !is_hiragana(c));
    match letters[at] {
        'を' => true,
        'が' => is_end,
        'に' | 'の' | 'で' | 'と' | 'は' | 'へ' => is_begin && is_end,
        _ => false,
    }
}

/// Whether letters that stand twice are a word that nobody doubles at will.
fn is_word(once: &[char]) -> bool {
    let all = |is: fn(char) -> bool| once.iter().all(|c| is(*c));
    let is_letter = |c| is_kanji(c) || is_hiragana(c) || is_katakana(c);
    if DOUBLED_AT_WILL.contains(&once[0]) || all(|c| NUMERALS.contains(c)) {
        return false;
    }
    // Two or three kana are いろいろ, ところどころ, ドキドキ; a single sign again and again is a line.
    let is_long = once.len() >= 4 && all(is_letter);
    let is_compound = all(is_kanji) || (all(is_katakana) && once.len() >= 3);
    (is_long || is_compound) && once.iter().any(|c| *c != once[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_in(text: &str) -> Vec<&str> {
        in_text(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn doubled_particles_and_words_are_found() {
        for (text, slip) in [
            ("共通理解をもつことがが必要", "がが"),
            ("会議をを開く", "をを"),
            ("病院にに連絡", "にに"),
            ("会議でで、", "でで"),
            ("県のの支援", "のの"),
            ("市とと連携", "とと"),
            ("県はは、", "はは"),
            ("小田原地域地域在住", "地域地域"),
            ("小田原市小田原市立病院", "小田原市小田原市"),
            ("福祉センターセンター長", "センターセンター"),
            ("検討する検討する", "検討する検討する"),
        ] {
            assert_eq!(found_in(text), [slip], "{text}");
        }
    }

    #[test]
    fn words_that_repeat_themselves_are_left_alone() {
        for text in [
            "ますますいろいろな人々、それぞれ少しずつすすめる。ここ、ところどころ",
            "開催することとし、実施することと、すること。ひとつひとつ",
            "検討したものの、実施できず。もののうち、そのものの価値",
            "市ががん検診を行う。職員ががんばる。市ががけ地を",
            "ここまでで、会議ででた意見。病院でできる。市ののぞみ園",
            "はは、ははの会。父とともに。ももの家。なかなか、だんだん",
            "一人一人、一つ一つ、毎年毎年、何度何度も、二十二十",
            "ドキドキ、ワクワク、コツコツ",
            "ーーーーーー、○○○○○○、・・・・・・、――――",
            "関係機関、関係機関。会議\n会議室",
        ] {
            assert_eq!(found_in(text), [] as [&str; 0], "{text}");
        }
    }
}
