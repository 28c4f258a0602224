//! Finds the word that a misspelt one was meant to be.

use crate::japanese::width::full_kana;

/// The longest word in bytes that may be a misspelt one.
const TOO_LONG: usize = 100;

/// What to write instead of a word that is not among the known ones: the nearest of them where
/// any is near, then the list.
pub fn remedy(word: &str, known: &[&str]) -> String {
    remedy_of(word, known, known)
}

/// The same where only some of the known words may be meant.
pub(crate) fn remedy_of(word: &str, meant: &[&str], known: &[&str]) -> String {
    let guesses = all_nearest(word, meant);
    if guesses.is_empty() {
        return list(known);
    }
    format!("「{}」の書き誤りではありませんか（{}）", guesses.join("」か「"), list(known))
}

/// The known words, as a remedy names them.
pub(crate) fn list(known: &[&str]) -> String {
    format!("使えるのは {} です", known.join("、"))
}

/// The known word that a word was most likely meant to be: the first one of those that are nearest to it.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    all_nearest(word, known).first().copied()
}

/// The known word that a word is but for a remark in brackets, or those that need edits in the smallest
/// share of the longer one's characters, if that is at most half of them.
fn all_nearest<'a>(word: &str, known: &[&'a str]) -> Vec<&'a str> {
    if word.len() > TOO_LONG {
        return Vec::new();
    }
    let bare = word.split(['（', '(']).next().unwrap_or_default().trim_end();
    if let Some(same) = known.iter().find(|known| **known == bare) {
        return vec![same];
    }
    let word = full_width(word);
    let share = |other: &str| {
        let length = word.chars().count().max(other.chars().count());
        100 * strsim::osa_distance(&word, other) / length.max(1)
    };
    let least = known.iter().map(|other| share(other)).min().filter(|least| *least <= 50);
    known.iter().copied().filter(|other| Some(share(other)) == least).collect()
}

/// A word with half-width Kana made full-width. Their marks of voice are dropped: they count as one
/// edit either way.
fn full_width(word: &str) -> String {
    word.chars().filter(|letter| !matches!(letter, 'ﾞ' | 'ﾟ')).map(full_kana).collect()
}
