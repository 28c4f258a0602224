//! Where a line may end: the classes of characters of JIS X 4051, as JLREQ (Requirements for Japanese Text
//! Layout) gives them, and what follows from them between two characters.

use std::sync::LazyLock;

use crate::font::Glyph;

/// What a character does to the seams beside it, a bit each.
type Traits = u8;

/// A line may not begin with it.
const NOT_AT_START: Traits = 1;
/// A line may not end with it.
const NOT_AT_END: Traits = 1 << 1;
/// It is not parted from its like.
const LIKE: Traits = 1 << 2;
/// It belongs to a Latin word, a number or a URL.
const WORD: Traits = 1 << 3;
/// It is a digit of either width.
const DIGIT: Traits = 1 << 4;
/// It stands before an amount and is not parted from it.
const PREFIX: Traits = 1 << 5;
/// It stands behind an amount and is not parted from it.
const POSTFIX: Traits = 1 << 6;
/// Nothing is parted from it.
const GLUE: Traits = 1 << 7;

/// What a line may not begin with (行頭禁則): closing brackets, hyphens, dividing marks, middle
/// dots, full stops, commas, repeat marks, the long vowel mark and small kana. After JIS X 4051 as
/// JLREQ 3.1.7 gives it, with the half-width forms; for ASCII see [`ASCII`].
const STARTS: &str = "、。，．・：；？！‼⁇⁈⁉ヽヾゝゞ々〻ー゠〜～‐–）］｝〕〉》」』】〙〗〟’”｠»\
    ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ\
    ｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ％℃゛゜\u{3099}\u{309A}";

/// What a line may not end with (行末禁則): opening brackets (JIS X 4051; JLREQ 3.1.8).
const ENDS: &str = "（［｛〔〈《「『【〘〖〝‘“｟«｢";

/// What is not parted from its like (分離禁止): leaders, dashes and the lines that are typed for them
/// (JIS X 4051; JLREQ 3.1.10).
const LIKES: &str = "…‥―—─━";

/// Signs before an amount (前置省略記号, JIS X 4051 class 12) and signs of a number.
const PREFIXES: &str = "￥¥＄￡£€＃№−±△▲＋";

/// Signs behind an amount (後置省略記号, JIS X 4051 class 13). The squared units, ㎡ and ㌔ among them, are
/// told by their blocks.
const POSTFIXES: &str = "°′″℃％‰￠¢㏋ℓÅ";

/// The numerals that may stand between 第 and 回.
const NUMERALS: &str = "〇一二三四五六七八九十百千";

/// What is counted by 第: 第２回, 第四条, 第１四半期.
const COUNTERS: &str = "回期章条項号次部節版種類半";

/// Behind what a word that no line can hold is broken first: the parts of URLs, addresses, phone numbers
/// and dates.
const SOFT: &str = "/-.@?&=_";

/// Whether a line may end before a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seam {
    /// It may not.
    Closed,
    /// It may.
    Open,
    /// It may where no line can hold the word that goes on here.
    Soft,
}

/// Finds the seams of a text from its start to its end.
#[derive(Default)]
pub(super) struct Seams {
    before: char,
    before_that: Traits,
    last: Traits,
    /// Whether the characters before are 第 and a number.
    is_ordinal: bool,
}

impl Seams {
    /// The seam before the next character.
    pub(super) fn before(&mut self, next: char) -> Seam {
        let traits = traits(next);
        // Most characters are kanji and kana, between which nothing but an ordinal closes a seam.
        let is_plain = self.last | traits == 0 && next != ' ' && !self.is_ordinal;
        let seam = if is_plain { Seam::Open } else { self.seam(next, traits) };
        self.is_ordinal = next == '第' || self.is_ordinal && (is_numeral(next, traits) || next == '半');
        (self.before_that, self.last, self.before) = (self.last, traits, next);
        seam
    }

    fn seam(&self, next: char, traits: Traits) -> Seam {
        let last = self.last;
        let both = last & traits;
        let is_inside_word = both & WORD != 0;
        let is_closed = last & NOT_AT_END | traits & NOT_AT_START != 0
            || (last | traits) & GLUE != 0
            || both & LIKE != 0 && self.before == next
            || next == ' '
            || self.is_inside_amount(traits)
            || self.is_inside_ordinal(next, traits);
        match (is_closed, is_inside_word) {
            (_, true) if self.is_soft(next, traits) => Seam::Soft,
            (false, false) => Seam::Open,
            _ => Seam::Closed,
        }
    }

    /// Behind a sign that parts a word, but for one that stands before another.
    fn is_soft(&self, next: char, traits: Traits) -> bool {
        SOFT.contains(self.before) && !SOFT.contains(next) && traits & NOT_AT_START == 0
    }

    /// Between the digits of a number (１，２３４), and between an amount and its signs (￥1,000, 5㎡).
    fn is_inside_amount(&self, traits: Traits) -> bool {
        let is_separated = || self.before_that & DIGIT != 0 && "，．：".contains(self.before);
        traits & DIGIT != 0 && (self.last & (DIGIT | PREFIX) != 0 || is_separated())
            || self.last & DIGIT != 0 && traits & POSTFIX != 0
    }

    /// Between 第, a number and what it counts.
    fn is_inside_ordinal(&self, next: char, traits: Traits) -> bool {
        let is_counter = || self.before != '第' && COUNTERS.contains(next);
        self.is_ordinal && (is_numeral(next, traits) || is_counter())
    }
}

/// A glyph's place among the lines.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Whether a line may end before it.
    pub seam: Seam,
    /// Whether it is a space, which may hang over the end of a line.
    pub is_space: bool,
    /// Whether it belongs to a Latin word, a number or a URL.
    pub is_of_word: bool,
}

/// The place of each glyph of a text.
pub(super) fn places(text: &str, glyphs: &[Glyph]) -> Vec<Place> {
    let (mut seams, mut at) = (Seams::default(), 0);
    let place = |glyph: &Glyph| {
        let shown = text[at..].chars().next().unwrap_or(' ');
        at += usize::from(glyph.bytes);
        Place { seam: seams.before(shown), is_space: shown == ' ', is_of_word: seams.last & WORD != 0 }
    };
    glyphs.iter().map(place).collect()
}

fn is_numeral(c: char, traits: Traits) -> bool {
    traits & DIGIT != 0 || NUMERALS.contains(c)
}

/// Whether a character belongs to a Latin word, a number or a URL, which is not broken inside where a
/// line can hold it.
pub(super) fn is_of_word(c: char) -> bool {
    traits(c) & WORD != 0
}

fn traits(c: char) -> Traits {
    match c {
        // Kanji, kana without small ones, and ASCII are nearly all there is.
        '\u{4E00}'..='\u{9FFF}' => 0,
        '\0'..='\u{7F}' => ASCII[c as usize],
        '０'..='９' => DIGIT,
        '\u{A0}' => GLUE,
        '\u{C0}'..='\u{24F}' => WORD,
        // Squared units: ㍍ and ㌔, then ㍱ to ㏟, of which some abbreviate no unit.
        '\u{3300}'..='\u{3357}' | '\u{3371}'..='\u{337A}' | '\u{3380}'..='\u{33DF}' => POSTFIX,
        _ => listed(c),
    }
}

/// The traits of a character by the lists that it stands in.
fn listed(c: char) -> Traits {
    LISTED.get(c as usize).copied().unwrap_or_default()
}

/// The traits of all characters up to the last one that stands in a list: kana are asked for so often that a search
/// for them takes longer than all else.
static LISTED: LazyLock<Vec<Traits>> = LazyLock::new(|| {
    let lists =
        [(STARTS, NOT_AT_START), (ENDS, NOT_AT_END), (LIKES, LIKE), (PREFIXES, PREFIX), (POSTFIXES, POSTFIX)];
    let last = lists.iter().flat_map(|(list, _)| list.chars()).max().unwrap_or_default();
    let mut listed = vec![0; last as usize + 1];
    for (c, trait_) in lists.into_iter().flat_map(|(list, trait_)| list.chars().map(move |c| (c, trait_))) {
        listed[c as usize] |= trait_;
    }
    listed
});

/// The traits of ASCII: all signs but brackets belong to words.
const ASCII: [Traits; 128] = {
    let mut traits = [0; 128];
    let mut code = 0;
    while code < 128 {
        let c = code as u8;
        traits[code] = one_of(c, b")]},.:;!?%", NOT_AT_START)
            | one_of(c, b"([{", NOT_AT_END)
            | one_of(c, b"$#", PREFIX)
            | one_of(c, b"%", POSTFIX);
        if c.is_ascii_graphic() && one_of(c, b"()[]{}", WORD) == 0 {
            traits[code] |= WORD;
        }
        if c.is_ascii_digit() {
            traits[code] |= DIGIT;
        }
        code += 1;
    }
    traits
};

/// A trait, if a character is in a list.
const fn one_of(c: u8, list: &[u8], of_list: Traits) -> Traits {
    let mut index = 0;
    while index < list.len() {
        if list[index] == c {
            return of_list;
        }
        index += 1;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with `|` where a line may end, and `~` where it may if the word is too long.
    fn seams(text: &str) -> String {
        let mut seams = Seams::default();
        let mut shown = String::new();
        for (at, c) in text.char_indices() {
            match seams.before(c) {
                Seam::Open if at > 0 => shown.push('|'),
                Seam::Soft => shown.push('~'),
                Seam::Open | Seam::Closed => {}
            }
            shown.push(c);
        }
        shown
    }

    #[test]
    fn amounts_stay_with_their_signs() {
        for (text, shown) in [
            ("計￥1,000円", "計|￥1,000|円"),
            ("約5㎡と－", "約|5㎡|と|－"),
            ("−３℃で", "−３℃|で"),
            ("35°15′", "35°|15′"),
            ("１，２３４人", "１，２３４|人"),
            ("は、２", "は、|２"),
        ] {
            assert_eq!(seams(text), shown);
        }
    }

    #[test]
    fn ordinals_stay_whole() {
        for (text, shown) in [
            ("第１２回研修", "第１２回|研|修"),
            ("第二期", "第二期"),
            ("第１四半期に", "第１四半期|に"),
            ("第三者が二回", "第三|者|が|二|回"),
        ] {
            assert_eq!(seams(text), shown);
        }
    }

    #[test]
    fn words_part_softly_behind_their_signs() {
        assert_eq!(seams("先http://a.jp/b?c=d"), "先|http://~a.~jp/~b?~c=~d");
        assert_eq!(seams("0465-47"), "0465-~47");
        assert_eq!(seams("あ、い──う"), "あ、|い|──|う");
    }
}
