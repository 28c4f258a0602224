//! The word for a schedule that shows meetings: 会議, or 会議（全体会、こども部会） for those of some bodies.

use super::words;

/// The regular expression of what [`bodies_in`] reads.
pub(crate) fn pattern() -> String {
    format!(r"{}(\s*[（(].*[）)])?", words::MEETINGS)
}

/// The bodies whose meetings a schedule shows, if a text says that it shows meetings: all where it names none.
pub(crate) fn bodies_in(text: &str) -> Option<Vec<String>> {
    let named = text.trim().strip_prefix(words::MEETINGS)?.trim();
    if named.is_empty() {
        return Some(Vec::new());
    }
    let named = named.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    Some(named.split(['、', ',', '，']).map(|body| body.trim().to_owned()).collect())
}

/// The word for the meetings of some bodies, or of all where none is named, as it can be read again.
pub(crate) fn word(bodies: &[String]) -> String {
    match bodies {
        [] => words::MEETINGS.to_owned(),
        bodies => format!("{}（{}）", words::MEETINGS, bodies.join("、")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_named_in_brackets() {
        assert_eq!(bodies_in(" 会議 "), Some(Vec::new()));
        for text in ["会議（全体会、こども部会）", "会議 (全体会, こども部会)"] {
            let bodies = bodies_in(text).expect("bodies");
            assert_eq!(word(&bodies), "会議（全体会、こども部会）", "{text}");
        }
        for text in ["会議室", "会議（全体会", "全体会", "会議、4月"] {
            assert_eq!(bodies_in(text), None, "{text}");
        }
    }
}
