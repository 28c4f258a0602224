//! Addresses in texts: of pages on the web, and of mailboxes.

use std::ops::Range;

use super::{Mark, Passage};

/// A stretch of a text that leads to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its bytes of the text: those of the address, or of what deleted parts leave of it side by side.
    pub range: Range<usize>,
    /// Where it leads: `https://…`, `http://…` or `mailto:…`.
    pub uri: String,
}

impl Passage {
    /// The links of the text as it is now, in order. What was deleted leads nowhere.
    pub fn links(&self) -> Vec<Link> {
        // Nearly all texts have none, and a fold goes through many bytes at a time.
        if !self.text.bytes().fold(false, |found, byte| found | (byte == b'/') | (byte == b'@')) {
            return Vec::new();
        }
        let (mut latest, mut parts) = (String::new(), Vec::new());
        for run in self.runs.iter().filter(|run| run.mark != Mark::Deleted) {
            parts.push((latest.len(), run.range.clone()));
            latest.push_str(&self.text[run.range.clone()]);
        }
        let links = addresses(&latest).into_iter().flat_map(|link| {
            let pieces = parts.iter().filter_map(|(at, part)| {
                let piece = link.range.start.max(*at)..link.range.end.min(at + part.len());
                let moved = |place: usize| part.start + (place - at);
                let range = || moved(piece.start)..moved(piece.end);
                (!piece.is_empty()).then(|| Link { range: range(), uri: link.uri.clone() })
            });
            pieces.collect::<Vec<_>>()
        });
        links.collect()
    }
}

/// The addresses in a text, in order.
fn addresses(text: &str) -> Vec<Link> {
    let (mut found, mut read) = (Vec::new(), 0);
    let next = |rest| url(rest).into_iter().chain(mailbox(rest)).min_by_key(|link| link.range.start);
    while let Some(Link { range, uri }) = next(&text[read..]) {
        let range = read + range.start..read + range.end;
        read = range.end;
        found.push(Link { range, uri });
    }
    found
}

/// The first URL of a text. It has no other characters than those of RFC 3986, so it ends where Japanese begins.
fn url(text: &str) -> Option<Link> {
    let mut with_scheme = text.match_indices("://").filter_map(|(at, slashes)| {
        let scheme = end_of(&text[..at], |c| c.is_ascii_alphanumeric());
        let is_known = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        is_known.then_some((at - scheme.len(), at + slashes.len(), ""))
    });
    // Where the scheme is left out, browsers begin with http too, and the host leads on to https.
    let mut without_scheme = text.match_indices("www.").filter_map(|(at, _)| {
        let is_inside = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "./@-_".contains(c));
        (!is_inside && is_host(host(&text[at..]))).then_some((at, at, "http://"))
    });
    let link = |(start, host, scheme): (usize, usize, &str)| {
        let host_and_path = without_punctuation(start_of(&text[host..], is_of_url));
        let range = start..host + host_and_path.len();
        let begins_right = host_and_path.starts_with(|c: char| c.is_ascii_alphanumeric());
        begins_right.then(|| Link { uri: format!("{scheme}{}", &text[range.clone()]), range })
    };
    let first = [with_scheme.find_map(link), without_scheme.find_map(link)];
    first.into_iter().flatten().min_by_key(|link| link.range.start)
}

/// Whether a character may stand in a URL (RFC 3986, 2).
fn is_of_url(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// A URL without what stands behind it rather than in it: a stop, a quotation mark, a bracket without its partner,
/// another URL in the same list.
fn without_punctuation(url: &str) -> &str {
    let has_next = |(at, _): &(usize, &str)| url[at + 1..].starts_with("http");
    let mut url = url.match_indices([',', ';']).find(has_next).map_or(url, |(end, _)| &url[..end]);
    let count = |url: &str, c| url.matches(c).count();
    while url.ends_with(['.', ',', ';', ':', '!', '?', '\'', '(', '['])
        || (url.ends_with(')') && count(url, '(') < count(url, ')'))
        || (url.ends_with(']') && count(url, '[') < count(url, ']'))
    {
        url = &url[..url.len() - 1];
    }
    url
}

/// The first mail address of a text. It has the characters that such addresses have in offices; one with others of
/// those that RFC 5322 (3.2.3) allows is passed over, since a part of it would lead to somebody else.
fn mailbox(text: &str) -> Option<Link> {
    text.match_indices('@').find_map(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + 1..]);
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
        let name = end_of(before, is_of_name).trim_start_matches(['.', '+', '-']);
        let host = host(behind);
        let is_part = before[..at - name.len()].ends_with(|c| "!#$%&*?^`{|}~".contains(c));
        if name.is_empty() || is_part || !is_host(host) {
            return None;
        }
        let range = at - name.len()..at + 1 + host.len();
        Some(Link { uri: format!("mailto:{}", &text[range.clone()]), range })
    })
}

/// What a text begins with that may name a host.
fn host(text: &str) -> &str {
    start_of(text, |c| c.is_ascii_alphanumeric() || ".-".contains(c)).trim_end_matches(['.', '-'])
}

/// Whether a text names a host below a top-level domain (RFC 1035, 2.3.1).
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let is_top = |label: &str| label.len() > 1 && label.starts_with(|c: char| c.is_ascii_alphabetic());
    text.split('.').all(is_label) && text.rsplit_once('.').is_some_and(|(_, top)| is_top(top))
}

/// The longest start of a text that has some characters only.
fn start_of(text: &str, is_wanted: impl Fn(char) -> bool) -> &str {
    &text[..text.find(|c| !is_wanted(c)).unwrap_or(text.len())]
}

/// The longest end of a text that has some characters only.
fn end_of(text: &str, is_wanted: impl Fn(char) -> bool) -> &str {
    &text[text.trim_end_matches(is_wanted).len()..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    /// A text of parts between `|`, of which `-…-` was deleted and `+…+` was added.
    fn passage(text: &str) -> Passage {
        text.split('|').fold(Passage::default(), |passage, part| {
            let (mark, part) = match part.as_bytes() {
                [b'-', .., b'-'] => (Mark::Deleted, &part[1..part.len() - 1]),
                [b'+', .., b'+'] => (Mark::Added, &part[1..part.len() - 1]),
                _ => (Mark::Kept, part),
            };
            passage.with(&Text { value: part.into(), ..Text::default() }, mark)
        })
    }

    /// The links of a text, as they stand in it and where they lead.
    fn links(text: &str) -> Vec<(String, String)> {
        let passage = passage(text);
        passage.links().into_iter().map(|link| (passage.text[link.range].to_owned(), link.uri)).collect()
    }

    #[track_caller]
    fn assert_found(text: &str, found: &[&str]) {
        assert_eq!(links(text).into_iter().map(|(shown, _)| shown).collect::<Vec<_>>(), found, "{text}");
    }

    #[test]
    fn urls_end_before_japanese_and_full_width_signs() {
        let page = "https://www.example.jp/kaigi/index.html";
        for behind in
            ["、次", "。", "）", "」", "をご覧ください", "　次", " next", "\n次", "＞", "／", "・", "～", ""]
        {
            assert_found(&format!("資料は{page}{behind}"), &[page]);
        }
        assert_found("（HTTP://a.jp:8080/b?c=d&e=%E3%81%82#f）", &["HTTP://a.jp:8080/b?c=d&e=%E3%81%82#f"]);
    }

    #[test]
    fn urls_end_before_stops_and_brackets_of_the_sentence() {
        for behind in [".", ",", ")", "),", "?)", "']", ";", "(案内)", "]", "'", "\"", ">", ".)。"] {
            assert_found(&format!("(https://a.jp/b_(c){behind}"), &["https://a.jp/b_(c)"]);
        }
        assert_found("https://a.jp/?q[]=1", &["https://a.jp/?q[]=1"]);
        assert_found("https://a.jp/b/,https://c.jp/d", &["https://a.jp/b/", "https://c.jp/d"]);
        assert_found("https://a.jp/b?to=https://c.jp/d", &["https://a.jp/b?to=https://c.jp/d"]);
    }

    #[test]
    fn the_scheme_may_be_left_out() {
        let page = "www.city.example.lg.jp/kaigi/";
        assert_eq!(links(&format!("資料（{page}）"))[0], (page.to_owned(), format!("http://{page}")));
        assert_found("https://www.a.jp、www.b.jp", &["https://www.a.jp", "www.b.jp"]);
    }

    #[test]
    fn mail_addresses_are_found_in_any_list() {
        let contact = "電話0465-00-0000／kenko.zukuri@city.example.lg.jp（担当）";
        assert_found(contact, &["kenko.zukuri@city.example.lg.jp"]);
        assert_found("a@b.jp,c-d@e.co.jp;+f@g.jp.", &["a@b.jp", "c-d@e.co.jp", "f@g.jp"]);
        assert_found("mailto:a@b.jp https://a.jp/@b c@d.jp", &["a@b.jp", "https://a.jp/@b", "c@d.jp"]);
        assert_eq!(links("a@b.jp")[0].1, "mailto:a@b.jp");
    }

    #[test]
    fn other_texts_have_no_links() {
        for text in
            ["10:30～", "file://a", "xhttps://a.jp", "https://", "https://。", "http:/a.jp", "www.a.jp"]
        {
            assert_found(text, &[]);
        }
        for text in ["@a.jp", "a@", "a@b", "a@b.1", "a@b..jp", "a@-b.jp", "a＠b.jp", "o%a@b.jp", "a @b.jp"] {
            assert_found(text, &[]);
        }
    }

    #[test]
    fn deleted_parts_lead_nowhere_and_the_rest_to_where_it_does_now() {
        assert_found("|-https://a.jp/old-|", &[]);
        let links = links("資料は|https://a.jp/|-2024-|+2025+|/b|-.-|。");
        let uri = "https://a.jp/2025/b";
        let expected = ["https://a.jp/", "2025", "/b"].map(|shown| (shown.to_owned(), uri.to_owned()));
        assert_eq!(links, expected);
    }
}
