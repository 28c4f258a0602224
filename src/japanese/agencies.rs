//! How the cells of a sheet name agencies.

use unicode_normalization::UnicodeNormalization;

use super::words;

/// The columns that name agencies.
pub(crate) const COLUMNS: [&str; 2] = [words::PROPOSERS, words::PARTNERS];

/// The words for a place's kind, of which a name that has lost its place begins with one: 市立病院,
/// 県庁. Other ends of longer names are mostly words for any agency of a kind: 訪問看護ステーション,
/// 関係機関.
const AFTER_A_PLACE: [char; 4] = ['市', '町', '村', '県'];

/// The fewest characters of a name that is more than 市 or 県庁.
const SHORTEST: usize = 3;

/// The signs that part names for certain.
const COMMAS: [char; 4] = ['、', '，', ',', '；'];

/// The signs that people put before a name in a list, or in place of one.
const BULLETS: &str = "・･•●○◎■□◆◇※＊*－−-―ー";

/// What may part two names or belong to one: 医師会・歯科医師会, 子育て支援課及び健康福祉課.
const JOINERS: [&str; 12] =
    ["・", "･", "／", "/", " ", "\u{3000}", "及び", "および", "並びに", "ならびに", "又は", "または"];

/// What follows the last name of a list that is not complete.
const AND_OTHERS: [&str; 4] = ["等", "など", "ほか", "他"];

/// Words in place of a name, and for agencies of any kind.
const NO_NAMES: [&str; 11] =
    ["なし", "無し", "未定", "調整中", "検討中", "同上", "〃", "行政", "自治体", "市町", "市町村"];

/// What only words for several agencies begin with or hold. 各務原 is a place.
const SEVERAL_BEGIN: [&str; 3] = ["各", "その他", "関係"];
const SEVERAL_HOLD: [&str; 7] =
    ["関係機関", "関係者", "関係課", "関係団体", "関係部", "関係施設", "関係自治体"];
const PLACES: [&str; 1] = ["各務"];

/// A name in the text of a cell, whole as it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named<'a> {
    /// The byte of the text at which it begins.
    pub at: usize,
    /// The name, without signs around it and without 等.
    pub name: &'a str,
    /// Whether 等 or the like follows, so that others are meant too.
    pub has_others: bool,
    /// Whether it has no bullet on a line of its own, while another line of the cell has one: it may be the rest
    /// of the name above.
    pub may_go_on: bool,
}

/// The names in the text of a cell, as far as they are certainly parted: at line breaks, at commas, and at
/// brackets around several. 小田原市立病院 is one name, and so is 医師会・歯科医師会; see [`halves`].
pub(crate) fn names_in(cell: &str) -> Vec<Named<'_>> {
    let is_list = cell.lines().any(|line| line.trim_start().starts_with(is_bullet));
    let mut next = 0;
    let lines = cell.split_inclusive('\n').flat_map(|line| {
        let at = next;
        next += line.len();
        let may_go_on = is_list && !line.trim_start().starts_with(is_bullet);
        let names = parts((at, line)).into_iter().filter_map(named);
        names.enumerate().map(move |(nth, name)| Named { may_go_on: may_go_on && nth == 0, ..name })
    });
    lines.collect()
}

/// A part of a text and the byte at which it begins.
type Part<'a> = (usize, &'a str);

/// The parts of a line, and of what its brackets hold where they hold a whole part.
fn parts(line: Part) -> Vec<Part> {
    let pieces = split(line).into_iter().map(trimmed);
    let parts = pieces.flat_map(|part| match unwrapped(part.1) {
        Some((bracket, inside)) => parts((part.0 + bracket, inside)),
        None => vec![part],
    });
    parts.filter(|(_, part)| !part.is_empty()).collect()
}

/// A text parted at its commas, but for those in brackets; where a bracket lacks its partner, at all.
fn split((at, text): Part) -> Vec<Part> {
    let is_balanced = depth(text) == Some(0);
    let (mut depth, mut start, mut pieces) = (0, 0, Vec::new());
    for (place, c) in text.char_indices() {
        depth += step(c);
        if COMMAS.contains(&c) && (depth == 0 || !is_balanced) {
            pieces.push((at + start, &text[start..place]));
            start = place + c.len_utf8();
        }
    }
    pieces.push((at + start, &text[start..]));
    pieces
}

/// What a character does to the depth of brackets around names.
fn step(c: char) -> i32 {
    match c {
        '（' | '(' => 1,
        '）' | ')' => -1,
        _ => 0,
    }
}

/// How many brackets are open at the end of a text; `None` where one closes that was not open.
fn depth(text: &str) -> Option<i32> {
    text.chars().try_fold(0, |depth, c| Some(depth + step(c)).filter(|depth| *depth >= 0))
}

/// A part without blanks, bullets and partnerless brackets around it.
fn trimmed((at, text): Part) -> Part {
    let opens = |text: &str| text.starts_with(|c| step(c) > 0) && depth(text) != Some(0);
    let closes = |text: &str| text.ends_with(|c| step(c) < 0) && depth(text).is_none();
    let (mut start, mut end) = (0, text.len());
    loop {
        let part = &text[start..end];
        match (part.chars().next(), part.chars().next_back()) {
            (Some(c), _) if c.is_whitespace() || is_bullet(c) || opens(part) => start += c.len_utf8(),
            (_, Some(c)) if c.is_whitespace() || closes(part) => end -= c.len_utf8(),
            _ => return (at + start, part),
        }
    }
}

fn is_bullet(c: char) -> bool {
    BULLETS.contains(c) || ('①'..='⑳').contains(&c)
}

/// What a pair of brackets around a whole part holds, and the length of the first.
fn unwrapped(part: &str) -> Option<(usize, &str)> {
    let first = part.chars().next().filter(|c| step(*c) > 0)?;
    let last = part.chars().next_back().filter(|c| step(*c) < 0)?;
    let inside = part.get(first.len_utf8()..part.len() - last.len_utf8())?;
    (depth(inside) == Some(0)).then_some((first.len_utf8(), inside))
}

/// A part as a name.
fn named((at, part): Part) -> Option<Named> {
    let name = AND_OTHERS.iter().find_map(|others| part.strip_suffix(others)).unwrap_or(part).trim_end();
    let has_others = name.len() < part.len();
    (!name.is_empty()).then_some(Named { at, name, has_others, may_go_on: false })
}

/// Whether a name is none of an agency, but stands for several or for nobody yet, or is the rest of one.
pub(crate) fn is_general(name: &str) -> bool {
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    NO_NAMES.contains(&name)
        || begins(&SEVERAL_BEGIN) && !begins(&PLACES)
        || SEVERAL_HOLD.iter().any(|word| name.contains(word))
        || begins(&JOINERS)
}

/// What would be names if the first sign or word in a name that may part two did so.
pub(crate) fn halves(name: &str) -> Option<(&str, &str)> {
    let cuts = JOINERS.iter().filter_map(|joiner| Some((name.find(joiner)?, joiner.len())));
    let (at, length) = cuts.filter(|(at, _)| *at > 0).min()?;
    Some((&name[..at], name[at + length..].trim_start())).filter(|(_, rest)| !rest.is_empty())
}

/// The name before the brackets at the end of a name: 小田原市（健康づくり課）.
pub(crate) fn before_brackets(name: &str) -> Option<&str> {
    let before = name.trim_end_matches(|c| step(c) < 0);
    let at = before.find(|c| step(c) > 0).filter(|at| *at > 0 && before.len() < name.len())?;
    Some(name[..at].trim_end())
}

/// The ends of a name that may stand for it where its place is left out.
pub(crate) fn ends_after_a_place(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.match_indices(AFTER_A_PLACE).filter(|(at, _)| *at > 0).map(|(at, _)| &name[at..]);
    ends.filter(|end| end.chars().count() >= SHORTEST)
}

/// What two spellings of one name have in common: all but widths and blanks.
pub(crate) fn key(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(cell: &str) -> Vec<&str> {
        let found = names_in(cell);
        assert!(found.iter().all(|it| cell[it.at..].starts_with(it.name)), "{found:?}");
        found.into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn names_are_parted_at_lines_commas_and_brackets_around_several() {
        for (cell, right) in [
            ("・県立病院等、（市立病院）\n村", &["県立病院", "市立病院", "村"] as &[&str]),
            ("・小田原市\n・小田原市立病院", &["小田原市", "小田原市立病院"]),
            ("小田原市立病院，太陽の門 ", &["小田原市立病院", "太陽の門"]),
            (
                "（近隣自治体、医療機関）、小田原保健福祉事務所　等",
                &["近隣自治体", "医療機関", "小田原保健福祉事務所"],
            ),
            ("（総合相談センター（クローバー）、市立病院）", &["総合相談センター（クローバー）", "市立病院"]),
            ("訪問看護（医師会、コスモス）、看護学校", &["訪問看護（医師会、コスモス）", "看護学校"]),
            ("（県、\n市町）", &["県", "市町"]),
            ("◎小田原市\r\n○箱根町\r\n", &["小田原市", "箱根町"]),
            ("①医師会・歯科医師会", &["医師会・歯科医師会"]),
            ("－", &[]),
            ("、、（）", &[]),
            ("", &[]),
        ] {
            assert_eq!(names(cell), right, "{cell}");
        }
    }

    #[test]
    fn what_may_be_meant_otherwise_is_told() {
        let found = names_in("・小田原市\n　健康づくり課、箱根町など");
        let told: Vec<_> = found.iter().map(|it| (it.name, it.may_go_on, it.has_others)).collect();
        assert_eq!(
            told,
            [("小田原市", false, false), ("健康づくり課", true, false), ("箱根町", false, true)]
        );
        assert!(["各市町", "関係機関", "未定", "及び健康福祉課", "福祉関係機関"].into_iter().all(is_general));
        assert!(!["各務原市", "小田原市", "県", "なしの木学園"].into_iter().any(is_general));
        assert_eq!(halves("医師会・歯科医師会"), Some(("医師会", "歯科医師会")));
        assert_eq!(halves("町子育て支援課及び健康福祉課"), Some(("町子育て支援課", "健康福祉課")));
        assert_eq!(halves("小田原市立病院"), None);
        assert_eq!(before_brackets("小田原市（健康づくり課）"), Some("小田原市"));
        assert_eq!(before_brackets("小田原市"), None);
        assert_eq!(key("Ｂ型 事業所"), key("B型事業所"));
    }
}
