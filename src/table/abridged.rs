//! Leaves long stretches without a change out of a text: in their place stands （略）.

use crate::diff::Mark;

/// What stands for them.
pub(super) const OMITTED: &str = "（略）";

/// How many letters a stretch must have at least: fewer are read sooner than missed.
const LEAST: usize = 16;

/// Where sentences end.
const ENDS: [char; 2] = ['。', '\n'];

/// The runs of a text, in which of sentences and lines without any change only short ones are left.
pub(super) fn abridged(runs: &[(Mark, String)]) -> Vec<(Mark, String)> {
    let last = runs.len().saturating_sub(1);
    let shortened = runs.iter().enumerate().map(|(index, (mark, text))| {
        let starts_anew = index == 0 || runs[index - 1].1.ends_with(ENDS);
        match mark {
            Mark::Equal => (*mark, shortened(text, starts_anew, index == last)),
            Mark::Deleted | Mark::Added => (*mark, text.clone()),
        }
    });
    shortened.collect()
}

/// An equal run without the sentences that a change neither ends nor begins.
fn shortened(text: &str, starts_anew: bool, ends_text: bool) -> String {
    let sentences: Vec<&str> = text.split_inclusive(ENDS).collect();
    let first = usize::from(!starts_anew);
    let ends_with_sentence = ends_text || text.ends_with(ENDS);
    let end = sentences.len() - usize::from(!ends_with_sentence);
    if first >= end {
        return text.to_owned();
    }
    let omitted = sentences[first..end].concat();
    if omitted.chars().count() < LEAST {
        return text.to_owned();
    }
    let line_break = if omitted.ends_with('\n') { "\n" } else { "" };
    format!("{}{OMITTED}{line_break}{}", sentences[..first].concat(), sentences[end..].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_without_a_change_are_left_out() {
        let run = |mark, text: &str| (mark, text.to_owned());
        let shown = |runs: &[(Mark, String)]| {
            abridged(runs).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("|")
        };
        let long = "・関係機関の役割について確認し、共有する\n";
        for (before, changed, after, expected) in [
            ("", "・調査\n", long, "・調査\n|（略）\n"),
            (long, "・調査", "", "（略）\n|・調査"),
            (&format!("{long}・町の"), "担当者", "が参加する", "（略）\n・町の|担当者|が参加する"),
            ("・町の", "担当者", &format!("が参加する\n{long}"), "・町の|担当者|が参加する\n（略）\n"),
            ("・短い行\n", "・調査", "", "・短い行\n|・調査"),
        ] {
            let runs = [run(Mark::Equal, before), run(Mark::Added, changed), run(Mark::Equal, after)];
            let runs: Vec<_> = runs.into_iter().filter(|(_, text)| !text.is_empty()).collect();
            assert_eq!(shown(&runs), expected);
        }
    }
}
