//! Parts a stretch of hiragana into endings of verbs, particles and words.

use super::border::Border;

/// What stands before a letter of hiragana.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// A sign, nothing, or the end of a phrase.
    Nothing,
    /// A kanji that may be the stem of a verb: 行 of 行い.
    Stem,
    /// A noun of several kanji or of another script, or a word of hiragana.
    Noun,
    /// The beginning of a word of hiragana that isn't known.
    Kana,
}

/// How a word of hiragana stands to what is before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It follows a noun: を, について.
    Particle,
    /// It begins a phrase: および, ため.
    Word,
    /// It makes a verb of a noun: する, した.
    Verb,
    /// It goes on with the word before it: て, ない.
    Ending,
}

/// Particles, and phrases that stand for one.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "は", "が", "を", "に", "の", "と", "で", "も", "へ", "や", "な", "から", "まで", "より", "など", "だけ", "ほど",
    "のみ", "のうち", "ごと", "ごとに", "との", "への", "での", "からの", "までの", "には", "では", "とは", "なら",
    "ながら", "つつ", "として", "とする", "とした", "とし", "とともに", "といった", "という", "について", "により",
    "による", "によって", "において", "における", "にて",
];

/// Words that offices write in hiragana.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "および", "または", "さらに", "また", "ならびに", "もしくは", "かつ", "ともに", "ため", "こと", "もの", "ところ",
    "とき", "うち", "うえ", "よう", "ほか", "たび", "まま", "あたって", "あたり", "あわせて", "おおむね", "むけて",
    "かかる", "かかわる", "できる", "できるよう", "できた", "でき", "こども", "まち", "すべて", "それぞれ", "その", "この",
    "これ", "それ",
];

/// Verbs that stand behind a particle only: behind a noun, the same letters are part of it (まちあるき).
#[rustfmt::skip]
const FREE_VERBS: &[&str] = &[
    "ある", "あり", "あった", "いる", "なる", "なり", "なった", "ない", "もつ", "もち", "つくり", "つくる", "つながる",
    "つなぐ", "つなげる",
];

/// Forms of する, and of できる, which stands for it.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "する", "し", "した", "して", "される", "され", "された", "させる", "させ", "せず", "しない", "しよう", "しながら",
    "しつつ", "すれば", "すべき", "できる", "できた", "でき", "している", "していく", "しておく",
];

/// Endings of verbs and nouns.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "て", "た", "だ", "る", "ず", "ば", "う", "い", "り", "み", "れ", "せ", "ない", "なかった", "ます", "ました",
    "ません", "たい", "れる", "れた", "られる", "られた", "られ", "せる", "ている", "ていく", "ていた", "ており",
    "てもらう", "てもらい", "てくれる", "てください", "てきた", "ておく", "である", "です", "やすい", "やすく", "にくい",
    "まとめ", "まとめる", "やかに", "らかに", "かに", "よう", "きる", "づくり", "ども", "がい", "たち", "さん",
];

/// Letters behind which で belongs to a verb: 住んで, 防いで.
const BEFORE_VOICED: [&str; 2] = ["ん", "い"];

/// Particles that may begin the ending of a verb, and the letters that follow them there: 広がる, 落とす.
const DOUBTFUL: [(&str, &str); 4] =
    [("が", "るりっらん"), ("と", "すさせ"), ("や", "すしさせ"), ("も", "るりっ")];

/// Letters that end a verb's stem before another word: those of the rows い and え but for て.
const JOINING: &str = "いきぎしちにびみりえけげせねべめれ";

/// The most letters of a known word.
const LONGEST: usize = 6;

/// The borders before each letter of a stretch of hiragana, and behind the last.
pub(super) fn borders(letters: &[&str], before: Before, is_kanji_next: bool) -> Vec<Border> {
    let mut borders = vec![Border::Word; letters.len() + 1];
    let (mut at, mut state, mut are_endings) = (0, before, true);
    while at < letters.len() {
        let found = word(letters, at, state);
        borders[at] = border_before(found.map(|(kind, _)| kind), state);
        are_endings &= matches!(found, None | Some((Kind::Ending, _)));
        at += found.map_or(1, |(_, length)| length);
        state = match found {
            Some((Kind::Particle, _)) => Before::Nothing,
            Some((Kind::Verb, _)) if letters[at - 1] == "る" => Before::Nothing,
            Some(_) => Before::Noun,
            None if state == Before::Nothing => Before::Kana,
            None => state,
        };
    }
    if is_kanji_next {
        borders[letters.len()] = border_behind(letters, before, are_endings);
    } else {
        borders[letters.len()] = Border::Phrase;
    }
    borders
}

fn border_before(kind: Option<Kind>, state: Before) -> Border {
    match kind {
        Some(Kind::Particle) => Border::Particle,
        Some(Kind::Word) => Border::Phrase,
        Some(Kind::Verb) => Border::Compound,
        None if state == Before::Nothing => Border::Phrase,
        Some(Kind::Ending) | None => Border::Word,
    }
}

/// The border between a stretch and a kanji. A verb's stem goes on with it (取り扱い, 見守り体制), お with its
/// noun.
fn border_behind(letters: &[&str], before: Before, are_endings: bool) -> Border {
    let is_joining = are_endings && letters.last().is_some_and(|last| JOINING.contains(last));
    match (before, letters) {
        (Before::Nothing, ["お" | "ご"]) => Border::Word,
        (Before::Nothing, _) => Border::Phrase,
        // 洗い出し, but 高い目標 as well.
        (Before::Stem, ["い"]) => Border::Compound,
        (_, [.., "い"]) => Border::Phrase,
        (Before::Stem, [_]) if is_joining => Border::Word,
        _ if is_joining => Border::Compound,
        _ => Border::Phrase,
    }
}

/// The longest known word at a place, with its length.
fn word(letters: &[&str], at: usize, state: Before) -> Option<(Kind, usize)> {
    if state == Before::Stem && letters[at] == "で" && at > 0 && BEFORE_VOICED.contains(&letters[at - 1]) {
        return Some((Kind::Ending, 1));
    }
    let rest = &letters[at..];
    (1..=rest.len().min(LONGEST))
        .rev()
        .find_map(|length| Some((kind(&rest[..length].concat(), rest.get(length).copied(), state)?, length)))
}

fn kind(text: &str, next: Option<&str>, state: Before) -> Option<Kind> {
    let is_in = |(kana, after): &(&str, &str)| *kana == text && next.is_some_and(|next| after.contains(next));
    let is_verb = VERBS.contains(&text);
    match state {
        Before::Stem if is_verb || text == "な" || DOUBTFUL.iter().any(is_in) => Some(Kind::Ending),
        Before::Stem if ENDINGS.contains(&text) => Some(Kind::Ending),
        Before::Kana if text.chars().count() == 1 && !"をにのは".contains(text) => None,
        _ if PARTICLES.contains(&text) => Some(Kind::Particle),
        Before::Noun if is_verb => Some(Kind::Verb),
        Before::Nothing if is_verb || FREE_VERBS.contains(&text) => Some(Kind::Word),
        _ if WORDS.contains(&text) => Some(Kind::Word),
        Before::Nothing => None,
        _ => ENDINGS.contains(&text).then_some(Kind::Ending),
    }
}
