//! Finds the word that a misspelt one was meant to be.

/// What to write instead of a word that is not among the known ones: the nearest of them where
/// one is near, then the list.
pub fn remedy(word: &str, known: &[&str]) -> String {
    let list = format!("使えるのは {} です", known.join("、"));
    match nearest(word, known) {
        Some(guess) => format!("もしかして: {guess}（{list}）"),
        None => list,
    }
}

/// The known word that needs the fewest edits, if that is at most half of the word's characters.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let distance = |other: &str| strsim::osa_distance(word, other);
    let best = known.iter().copied().min_by_key(|other| distance(other))?;
    (distance(best) * 2 <= word.chars().count()).then_some(best)
}
