//! Lines of a file and what stands at their heads: indentation, list marks, keys.

use std::ops::{Range, RangeInclusive};

use crate::load::headings;

/// The space of full-width type.
pub(super) const WIDE_SPACE: char = '\u{3000}';

/// Signs that people type for a list's `-`.
const DASHES: &str = "－ー‐‑―—–−─━ｰ﹣";

/// Signs that stand before the points of a text, and that people type for a list's `-` too.
const BULLETS: &str = "・•●■◆◇□◎▪‣◦➢➤✓✔";

/// Signs that are one for a list's `-` only where a space follows them: others begin words.
const RARE_MARKS: &str = "*一○+＋";

/// The signs of Word's bullets in the fonts Symbol and Wingdings, which come along when text is pasted.
pub(super) const WORD_BULLETS: RangeInclusive<char> = '\u{F020}'..='\u{F0FF}';

/// Signs that people type for the colon behind a heading.
const COLON_SIGNS: &str = "=＝;；∶︰﹕ː→⇒>＞";

/// Signs that people type for it too, but that stand in texts more often: a space must follow.
const RARE_COLON_SIGNS: &str = "・.．､、。";

/// Signs that no key holds; a text before a colon that holds one is a sentence.
const SENTENCE_SIGNS: &str = "、。，．「」『』（）()！？!?…：:；;[]{}<>＜＞\"'#|&*@`%・~〜～/／";

/// The most characters of a word that is taken for a key whose colon is wrong.
const KEY_LENGTH: usize = 16;

/// A line of a file, without its break.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// Where it begins in the file, in bytes.
    pub start: usize,
    /// Its characters.
    pub text: &'a str,
}

impl<'a> Line<'a> {
    /// How many half-width spaces it begins with.
    pub(crate) fn spaces(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Where its text begins behind whatever looks like indentation, in bytes.
    pub(crate) fn lead(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Whether there is nothing to see on it but a comment.
    pub(crate) fn is_silent(self) -> bool {
        matches!(self.text.trim_start().chars().next(), None | Some('#'))
    }

    /// Whether it is one sign over and over, as people draw lines.
    pub(crate) fn is_divider(self) -> bool {
        let text = self.text.trim();
        let mut signs = text.chars();
        let first = signs.next().filter(|sign| !sign.is_alphanumeric() || *sign == 'ー');
        first.is_some_and(|first| signs.all(|sign| sign == first)) && text.chars().nth(2).is_some()
    }

    /// The sign by which it ends or begins a document for YAML.
    pub(crate) fn document_mark(self) -> Option<&'static str> {
        let is_alone = |sign: &&str| {
            let behind = self.text.strip_prefix(*sign);
            behind.is_some_and(|behind| behind.is_empty() || behind.starts_with([' ', '\t']))
        };
        ["---", "..."].into_iter().find(is_alone)
    }

    /// Where a part of it stands in the file.
    pub(crate) fn place(self, part: Range<usize>) -> Range<usize> {
        self.start + part.start..self.start + part.end
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |whole| {
        let line = Line { start, text: whole.trim_end_matches(['\n', '\r']) };
        start += whole.len();
        line
    })
}

/// The lines below a line of a text.
pub(super) fn lines_below<'a>(text: &'a str, line: Line<'a>) -> impl Iterator<Item = Line<'a>> {
    let below = lines(&text[line.start..]).skip(1);
    below.map(move |below| Line { start: line.start + below.start, ..below })
}

/// The line that a place lies in.
pub(crate) fn line_at(text: &str, place: usize) -> Line<'_> {
    let start = text[..place].rfind('\n').map_or(0, |at| at + 1);
    lines(&text[start..]).next().map_or(Line { start, text: "" }, |line| Line { start, ..line })
}

/// What is wrong with a list mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    Right,
    /// It is another sign than `-`.
    Sign,
    /// A space of another kind than YAML's follows it.
    OddSpace,
    /// No space follows it.
    NoSpace,
}

/// What is wrong with the space at a place of a line, as the end of a sentence.
pub(super) fn odd(line: Line, at: usize) -> &'static str {
    if line.text[at..].starts_with(WIDE_SPACE) {
        "全角です"
    } else {
        "、半角の空白ではありません"
    }
}

/// The list mark that a text begins with, and how many bytes it and the spaces behind it take.
/// Whether signs that merely resemble a mark count is the caller's to say.
pub(super) fn list_mark(text: &str, or_like_one: bool) -> Option<(Mark, usize)> {
    let sign = text.chars().next()?;
    let behind = &text[sign.len_utf8()..];
    let length = text.len() - behind.trim_start().len();
    match behind.chars().next() {
        None | Some(' ') if sign == '-' => Some((Mark::Right, length)),
        Some(space) if sign == '-' && is_odd_space(space) => Some((Mark::OddSpace, length)),
        Some(next) if sign == '-' && or_like_one && next != '-' && !next.is_ascii_digit() => {
            Some((Mark::NoSpace, length))
        }
        Some(next) if or_like_one && next != sign => {
            let is_heading = || sign == '*' && headings::at_head(behind).is_some();
            let is_rare = RARE_MARKS.contains(sign) && (next.is_whitespace() || is_heading());
            let number = || before_heading(text).map(|length| (Mark::Sign, length));
            // A bullet with a colon behind it is the name of bars: `●: 4月`.
            let is_mark = is_bullet(sign) && !behind.trim_start().starts_with([':', '：']);
            let is_sign = is_rare || DASHES.contains(sign) || is_mark;
            if is_sign { Some((Mark::Sign, length)) } else { number() }
        }
        _ => None,
    }
}

/// How long the number before a heading is, with the spaces behind it, as Word puts them before paragraphs:
/// `1. 番号:`, `② 見出し:`.
fn before_heading(text: &str) -> Option<usize> {
    let is_of_number = |c: char| c.is_numeric() || "()（）.．".contains(c);
    let rest = text.trim_start_matches(is_of_number);
    if !text[..text.len() - rest.len()].contains(char::is_numeric) {
        return None;
    }
    let heading = rest.trim_start();
    let name = headings::at_head(heading)?.name;
    let is_key = heading[name.len()..].trim_start().starts_with([':', '：']);
    is_key.then(|| text.len() - heading.len())
}

/// Whether a character is a space that YAML takes for text.
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t')
}

/// Whether a key that YAML has read begins with what was meant as a list mark. Of the bullets, only
/// those count that no name begins with.
pub(super) fn begins_with_mark(key: &str) -> bool {
    let sign = key.chars().next();
    let is_own = sign.is_some_and(|sign| BULLETS.contains(sign) && !"・•".contains(sign));
    let is_rare = sign.is_some_and(|sign| RARE_MARKS.contains(sign) && sign != '*');
    list_mark(key, true).is_some() && !is_own && !is_rare
}

/// Whether a key begins with a sign that is meant as a list mark where no list mark stands before it.
pub(super) fn begins_with_rare_mark(key: &str) -> bool {
    let mut signs = key.chars();
    signs.next().is_some_and(|sign| RARE_MARKS.contains(sign))
        && signs.next().is_some_and(char::is_whitespace)
}

/// Whether a sign stands before the points of a text.
pub(super) fn is_bullet(sign: char) -> bool {
    BULLETS.contains(sign) || WORD_BULLETS.contains(&sign)
}

/// Whether a text behind a list mark is a name that begins with a bullet: `●実施`.
pub(super) fn is_named_by_bullet(text: &str) -> bool {
    let is_name = |sign: char| BULLETS.contains(sign) || RARE_MARKS.contains(sign);
    let name = text.strip_prefix(is_name).map(str::trim_start);
    name.is_some_and(|name| headings::at_head(name).is_none())
}

/// A text without the bullet before it.
pub(super) fn without_bullet(text: &str) -> &str {
    text.trim().trim_start_matches(is_bullet).trim_start()
}

/// Whether a text is nothing but dashes, full stops and spaces, as people type them behind `|`.
pub(super) fn is_dashes(text: &str) -> bool {
    text.chars().all(|c| c == '-' || c == '_' || c == '。' || c.is_whitespace() || DASHES.contains(c))
}

/// What is wrong with a key's colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colon {
    /// Nothing.
    Right,
    /// It is of full width.
    Wide,
    /// A space of another kind than YAML's follows it.
    OddSpace,
    /// No space follows it.
    NoSpace,
    /// It is another sign.
    Sign,
}

/// A key at the head of a text.
#[derive(Debug, Clone)]
pub(super) struct Key<'a> {
    /// Its word.
    pub name: &'a str,
    /// What is wrong with its colon.
    pub colon: Colon,
    /// The characters to mark: the colon, or the space behind it.
    pub mark: Range<usize>,
    /// Where its value begins.
    pub value: usize,
}

/// The key that a text begins with. A wrong colon counts where the word before it looks like a key
/// and no right one makes a better key.
pub(super) fn key(text: &str) -> Option<Key<'_>> {
    if let Some(key) = with_sign(text) {
        return Some(key);
    }
    let right = right_colon(text).map(|at| found(text, at, Colon::Right));
    match right {
        Some(key) if looks_like_key(key.name) || key.name.starts_with(['"', '\'']) => Some(key),
        other => wrong_colon(text).or(other),
    }
}

/// The first colon that YAML takes for one: a space or nothing follows it.
fn right_colon(text: &str) -> Option<usize> {
    let from = quoted_length(text).unwrap_or(0);
    let comment = comment(text).unwrap_or(text.len());
    let colons = text[from..comment].match_indices(':').map(|(at, _)| from + at);
    colons.into_iter().find(|at| matches!(text[at + 1..].bytes().next(), None | Some(b' ' | b'\t')))
}

/// The heading that a text begins with, where another sign than a colon follows it.
fn with_sign(text: &str) -> Option<Key<'_>> {
    let name = headings::at_head(text)?.name;
    let gap = text[name.len()..].len() - text[name.len()..].trim_start().len();
    let at = name.len() + gap;
    let mut signs = text[at..].chars();
    let sign = signs.next()?;
    let is_rare = RARE_COLON_SIGNS.contains(sign) && signs.next().is_some_and(char::is_whitespace);
    (is_rare || COLON_SIGNS.contains(sign)).then(|| found(text, at, Colon::Sign))
}

fn wrong_colon(text: &str) -> Option<Key<'_>> {
    let at = text.find([':', '：', ';', '；'])?;
    if !looks_like_key(text[..at].trim_end()) {
        return None;
    }
    let colon = match text[at..].strip_prefix(':').map(|behind| behind.chars().next()) {
        None if text[at..].starts_with('：') => Colon::Wide,
        None => Colon::Sign,
        Some(Some(space)) if is_odd_space(space) => Colon::OddSpace,
        // `10:30` and `https://…` are texts.
        Some(Some('/')) => return None,
        Some(_) => Colon::NoSpace,
    };
    Some(found(text, at, colon))
}

fn found(text: &str, at: usize, colon: Colon) -> Key<'_> {
    let behind = at + text[at..].chars().next().map_or(0, char::len_utf8);
    let value = text.len() - text[behind..].trim_start().len();
    let mark = if colon == Colon::OddSpace { behind..value } else { at..behind };
    Key { name: text[..at].trim_end(), colon, mark, value }
}

/// Whether a text may be a key: a short word, no sentence and no number.
pub(super) fn looks_like_key(text: &str) -> bool {
    let is_odd = |c: char| c.is_whitespace() || SENTENCE_SIGNS.contains(c);
    !text.is_empty()
        && text.chars().count() <= KEY_LENGTH
        && !text.contains(is_odd)
        && !text.bytes().all(|byte| byte.is_ascii_digit())
}

/// How many bytes the quotes at the beginning of a text and what they hold take; `None` where there
/// are none or they are not closed.
pub(super) fn quoted_length(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut rest = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '\\' if quote == '"' => drop(rest.next()),
            _ if c != quote => {}
            // Two single quotes stand for one.
            '\'' if rest.next_if(|(_, next)| *next == '\'').is_some() => {}
            _ => return Some(at + 1),
        }
    }
    None
}

/// Where a comment begins that follows something on the line.
pub(super) fn comment(text: &str) -> Option<usize> {
    let from = quoted_length(text).unwrap_or(0);
    let signs = text[from..].match_indices('#').map(|(at, _)| from + at);
    signs.into_iter().find(|at| text[..*at].is_empty() || text[..*at].ends_with([' ', '\t']))
}
