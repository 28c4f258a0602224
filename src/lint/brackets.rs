//! Brackets and quotes without their partner: 進捗状況の共有], 研修会の実施".

use std::ops::Range;

use super::doubts::TextRule;
use crate::diag::Code;
use crate::japanese::letters::{is_hiragana, is_katakana};
use crate::japanese::width::half;

/// Brackets that open and close. Those of one line close each other whatever their width.
const PAIRS: [(&str, &str); 10] = [
    ("(（", ")）"),
    ("[［", "]］"),
    ("{｛", "}｝"),
    ("「", "」"),
    ("『", "』"),
    ("【", "】"),
    ("〔", "〕"),
    ("《", "》"),
    ("“", "”"),
    ("‘", "’"),
];

/// Quotes that open and close alike.
const QUOTES: [char; 2] = ['"', '\''];

/// Quotes of word processors, which YAML takes for text.
const WIDE_QUOTES: [[char; 2]; 2] = [['“', '”'], ['‘', '’']];

/// Each bracket or quote whose partner is missing, and texts that stand in a word processor's quotes as a whole.
pub(super) const RULE: TextRule =
    TextRule { code: Code::Unpaired, find: |text, _| in_text(text), explain: |found, _| explain(found) };

fn explain(sign: &str) -> (String, String) {
    if let Some(words) = in_wide_quotes(sign) {
        let [open, close] = if sign.starts_with('“') { WIDE_QUOTES[0] } else { WIDE_QUOTES[1] };
        let message = format!("文の全体を囲む「{open}」と「{close}」が、そのまま資料に出ます");
        return (message, format!("引用符が要らなければ「{words}」に直してください"));
    }
    let partner = |own: &str, other: &'static str| {
        let place = own.chars().position(|it| sign.starts_with(it))?;
        other.chars().nth(place)
    };
    let close = PAIRS.iter().find_map(|(open, close)| partner(open, close));
    let open = PAIRS.iter().find_map(|(open, close)| partner(close, open));
    let message = match (close, open) {
        (Some(close), _) => format!("「{sign}」を閉じる「{close}」がありません"),
        (_, Some(open)) => format!("「{sign}」の前に、開く「{open}」がありません"),
        _ => format!("引用符「{sign}」が、片方だけあります"),
    };
    (message, format!("足りない方を加えるか、要らなければ「{sign}」を消してください"))
}

/// The words of a text that stands in a word processor's quotes as a whole.
fn in_wide_quotes(text: &str) -> Option<&str> {
    let mut inner =
        WIDE_QUOTES.iter().filter_map(|[open, close]| text.strip_prefix(*open)?.strip_suffix(*close));
    inner.next().filter(|words| !words.is_empty() && !words.contains(WIDE_QUOTES.as_flattened()))
}

fn in_text(text: &str) -> Vec<Range<usize>> {
    if in_wide_quotes(text).is_some() {
        return std::iter::once(0..text.len()).collect();
    }
    let mut open: Vec<(usize, Range<usize>)> = Vec::new();
    let (mut counts, mut places) = ([0_usize; PAIRS.len()], Vec::new());
    for (at, c) in text.char_indices().filter(|(_, c)| may_be_sign(*c)) {
        let place = at..at + c.len_utf8();
        if let Some(pair) = PAIRS.iter().position(|(opens, _)| opens.contains(c)) {
            counts[pair] += 1;
            open.push((pair, place));
            continue;
        }
        let Some(pair) = PAIRS.iter().position(|(_, closes)| closes.contains(c)) else { continue };
        if counts[pair] == 0 {
            // Keyboards have one key for both: ”研修”.
            if c == '”' && !text.contains('“') && text.matches(c).count().is_multiple_of(2) {
                continue;
            }
            let is_stray = !is_numbering(&text[..at], c) && c != '’';
            places.extend(is_stray.then_some(place));
            continue;
        }
        while let Some((other, place)) = open.pop() {
            counts[other] -= 1;
            if other == pair {
                break;
            }
            places.push(place);
        }
    }
    places.extend(open.into_iter().map(|(_, place)| place));
    places.extend(QUOTES.into_iter().filter_map(|quote| lone_quote(text, quote)));
    places.sort_by_key(|place| place.start);
    places
}

/// Whether a character is a sign of either width or of a block of Unicode that has brackets and quotes: most of a
/// text is not.
fn may_be_sign(c: char) -> bool {
    !matches!(c, 'ぁ'..='\u{9FFF}')
        && (half(c).is_ascii_punctuation() || matches!(c, '\u{2010}'..='\u{201F}' | '\u{3008}'..='\u{301F}'))
}

/// Whether a closing bracket belongs to a number before it, as in `1)` and `ア）`.
fn is_numbering(before: &str, close: char) -> bool {
    let line = before.rsplit(['\n', '、', '。', '，', ' ', '　', '・']).next().unwrap_or_default();
    let is_number = line.chars().all(|c| half(c).is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let is_letter =
        line.chars().count() == 1 && line.chars().all(|c| half(c).is_ascii_alphabetic() || is_kana(c));
    ")）".contains(close) && !line.is_empty() && (is_number || is_letter)
}

fn is_kana(c: char) -> bool {
    is_hiragana(c) || is_katakana(c)
}

/// A quote that stands alone at one end of a text. Within it, it may be an apostrophe or inches, and `'` at
/// its beginning is what Excel puts before texts.
fn lone_quote(text: &str, quote: char) -> Option<Range<usize>> {
    if text.matches(quote).count() != 1 {
        return None;
    }
    let is_end = |at: &usize| at + 1 == text.len() || (*at == 0 && quote != '\'');
    let at = text.find(quote).filter(is_end)?;
    Some(at..at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_in(text: &str) -> Vec<&str> {
        in_text(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn signs_without_a_partner_are_found() {
        for (text, sign) in [
            ("進捗状況の共有, 来年度の取組内容]", "]"),
            ("[進捗状況の共有", "["),
            ("（例：障害児者協議会", "（"),
            ("(1)検討会（部会の開催", "（"),
            ("研修会)の実施", ")"),
            ("「研修会の実施", "「"),
            ("研修会の実施\"", "\""),
            ("研修会の実施'", "'"),
            ("“研修会の実施", "“"),
            ("（「部会）の開催", "「"),
        ] {
            assert_eq!(found_in(text), [sign], "{text}");
        }
    }

    #[test]
    fn quotes_around_a_whole_text_are_found() {
        for text in ["“研修会の実施”", "‘研修会の実施’"] {
            assert_eq!(found_in(text), [text]);
        }
        assert!(explain("“研修会の実施”").1.contains("「研修会の実施」に直してください"));
    }

    #[test]
    fn no_sign_is_passed_over() {
        let pairs = PAIRS.iter().flat_map(|(opens, closes)| opens.chars().chain(closes.chars()));
        for sign in pairs.chain(QUOTES) {
            assert!(may_be_sign(sign), "{sign}");
        }
    }

    #[test]
    fn pairs_numbers_and_apostrophes_are_left_alone() {
        for text in [
            "”研修”と”調査”",
            "（部会）、(部会）、「『検討』会」、“研修”、\"研修\"と'研修'、(４）人材",
            "1)調査 2)報告\nア）検討、イ）実施\na) b) 12）",
            "Let's、’25、5\"×3\"、O'Brien",
            "'0012",
            "（小田原地域の\n関係者等）",
            "“研修”と“調査”",
        ] {
            assert_eq!(found_in(text), [] as [&str; 0], "{text}");
        }
    }
}
