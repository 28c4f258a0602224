//! Headings in braces: colons and commas between them that YAML takes for text.

use std::iter;

use super::line::Line;
use super::mend;
use super::scan::Scan;
use crate::diag::Code;
use crate::load::headings;

/// Colons, of which YAML knows the first alone, and that with a space behind it (YAML 1.2.2, 7.4.2).
const COLONS: [char; 2] = [':', '：'];

/// Commas, of which YAML knows the first alone.
const COMMAS: [char; 3] = [',', '、', '，'];

/// Whether a key is a heading with its value, as a colon of another kind does not part them: 月：6月.
pub(super) fn holds_value(key: &str) -> bool {
    heading_at(key).is_some()
}

impl<'a> Scan<'a> {
    /// Notes that braces from `at` on, which are `length` long, hold headings whose signs YAML takes for text.
    /// Gives whether they do.
    pub(super) fn odd_braces(&mut self, line: Line<'a>, at: usize, length: usize) -> bool {
        let text = &line.text[at..at + length];
        let Some(inner) = text.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) else {
            return false;
        };
        let usual = format!("{{{}}}", with_usual_signs(inner));
        if usual == text || inner.contains(['"', '\'']) {
            return false;
        }
        let remedy = mend::with(
            "半角の「, 」と「: 」で区切ってください",
            &mend::replaced(line, at..at + length, &usual),
        );
        let message = "「{ }」の中の見出しが、半角の「,」と「:」（後に空白）で区切られていません";
        self.note(Code::Colon, line.place(at..at + length), message, remedy);
        true
    }
}

/// What stands in braces, with the signs before and behind headings that YAML knows.
fn with_usual_signs(inner: &str) -> String {
    let begins = inner.match_indices([',', '、', '，', ' ', '\u{3000}']).filter_map(|(at, sign)| {
        let behind = at + sign.len();
        let before = inner[..at].trim_end();
        // A space alone begins an entry where no comma does.
        let is_space = sign.trim().is_empty();
        let is_begun = is_space && (before.is_empty() || before.ends_with(COMMAS));
        heading_at(inner[behind..].trim_start()).filter(|_| !is_begun).map(|_| (at, behind))
    });
    let begins: Vec<(usize, usize)> = begins.collect();
    let starts = iter::once(0).chain(begins.iter().map(|(_, behind)| *behind));
    let ends = begins.iter().map(|(at, _)| *at).chain([inner.len()]);
    let entries = starts.zip(ends).map(|(start, end)| entry(inner[start..end].trim()));
    entries.collect::<Vec<_>>().join(", ")
}

fn entry(text: &str) -> String {
    match heading_at(text) {
        Some((name, value)) => format!("{name}: {}", value.trim()),
        None => text.to_owned(),
    }
}

/// The heading that a text begins with, and what stands behind its colon, or behind what is written for one.
fn heading_at(text: &str) -> Option<(&str, &str)> {
    let parted = text.split_once(COLONS).map(|(name, value)| (name.trim(), value));
    let parted = parted.filter(|(name, _)| headings::find(name).is_some());
    parted.or_else(|| {
        let name = headings::at_head(text)?.name;
        let rest = &text[name.len()..];
        let value = rest.trim_start_matches([' ', '\u{3000}', ';', '；', '=', '＝']);
        (value.len() < rest.len() && !value.is_empty()).then_some((name, value))
    })
}
