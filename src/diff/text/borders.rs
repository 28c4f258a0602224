//! Tells where words begin and end, without a dictionary: by scripts, suffixes, particles and the endings of
//! verbs.

use super::border::Border;
use super::kana::{self, Before};
use super::letters::{Letter, Script};

/// Signs within numbers: 3,000 and 1.5.
const IN_NUMBERS: [&str; 6] = [",", "，", ".", "．", ":", "："];

/// Names of eras.
const ERAS: [&str; 3] = ["令和", "平成", "昭和"];

/// Kanji at the end of the name of a town or authority.
const TOWNS: &str = "市町村県区郡署局庁";

/// Kanji that make a word with such a kanji before them: 市立, 町内.
const WITH_TOWN: &str = "立内外民長街中部域営役議制場道市町村県区郡政間員等";

/// Kanji at the end of a word for people, and kanji that go on with it: 関係者側.
const PERSONS: &str = "者児員";
const WITH_PERSON: &str = "期側数別向名内間会";

/// Kanji at the end of other words of several kanji.
const SUFFIXES: &str = "的化性用別型式率会所課";

/// Words of two kanji that begin with one of these.
#[rustfmt::skip]
const NO_SUFFIXES: [&str; 23] = [
    "会議", "会計", "会員", "会場", "会長", "会館", "会話", "課題", "課長", "課後", "児童", "所属", "所在", "所長",
    "所管", "所得", "員会", "員数", "性別", "用紙", "用具", "用意", "化学",
];

/// Kanji that make a word with 等 behind them: 高等.
const BEFORE_GRADE: &str = "高初中平均同";

/// Kanji that end a word even where they stand alone behind hiragana: づくり課.
const LONE_SUFFIXES: &str = "課係室部局署所館院園校会者児員士師期費率";

/// More of them, which do so behind katakana and Latin letters: メール版.
const MORE_LONE_SUFFIXES: &str = "長職側的化性用型式別料券類法版票名機図表";

/// Words that say when or how, and stand before a verb without a particle.
#[rustfmt::skip]
const ADVERBS: [&str; 12] = [
    "毎月", "毎年", "毎週", "毎日", "毎回", "随時", "適宜", "逐次", "順次", "今後", "別途", "再度",
];

/// Verbs the stem of which has two kanji.
const VERBS: [&str; 8] = ["見直", "見通", "後押", "手渡", "貸出", "取消", "繰返", "子育"];

/// Units of more than one kanji.
#[rustfmt::skip]
const LONG_UNITS: [&str; 14] = [
    "年度末", "年度", "年間", "年生", "週間", "日間", "時間", "箇所", "箇月", "路線", "地区", "団体", "施設", "万円",
];

/// Kanji that go on with a unit: 10人以上, ２回目.
const WITH_UNIT: &str = "曜末度間目以前後半程初中強弱未台毎";

/// Words of two kanji that end a number with its unit: 10人以上, ３回程度.
const BOUNDS: [&str; 8] = ["程度", "以上", "以下", "以内", "未満", "前後", "以降", "以前"];

/// Conjunctions with a kanji.
const CONJUNCTIONS: [&str; 2] = ["及び", "又は"];

/// Words that end in hiragana and go on with kanji: 子育て支援課.
const NOUNS: [&str; 2] = ["子育て", "障がい"];

/// The borders before each letter and behind the last.
pub(super) fn borders(letters: &[Letter]) -> Vec<Border> {
    let mut borders: Vec<Border> = (0..=letters.len()).map(|at| between(letters, at)).collect();
    set_kana(letters, &mut borders);
    set_units(letters, &mut borders);
    set_words(letters, &mut borders);
    borders
}

/// The border at a place, as far as the letters right around it tell.
fn between(letters: &[Letter], at: usize) -> Border {
    use Script::{Closing, Digit, Hiragana, Kanji, Katakana, Latin, Line, Opening, Other, Sign, Space, Stop};
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|at| letters.get(at)), letters.get(at))
    else {
        return Border::Phrase;
    };
    match (before.script, after.script) {
        (Line | Space, _) => Border::Phrase,
        (_, Line | Space) => Border::Sign,
        (Digit, Digit) | (Katakana, Katakana) | (Latin, Latin) => Border::Glance,
        (Stop | Sign, Digit) | (Digit, Stop | Sign) if is_in_number(letters, at) => Border::Glance,
        (Stop | Closing, Stop | Closing) => Border::Sign,
        (Stop | Closing | Opening, _) | (_, Opening) => Border::Phrase,
        (_, Stop | Closing) => Border::Sign,
        (Sign | Other, _) | (_, Sign | Other) => Border::Phrase,
        (Kanji, Kanji) => between_kanji(letters, at),
        (Kanji, Digit) if is_era(letters, at) => Border::Word,
        (Latin, Digit) | (Digit, Latin) => Border::Word,
        (Digit, _) | (_, Digit) => Border::Particle,
        (Hiragana, Kanji) if is_lone(letters, at, &[LONE_SUFFIXES]) => Border::Word,
        (Hiragana, _) | (_, Hiragana) => Border::Phrase,
        (Kanji, _) if is_behind_town(letters, at) => Border::Seen,
        (_, Kanji) if after.text == "等" => Border::Particle,
        (_, Kanji) if is_lone(letters, at, &[LONE_SUFFIXES, MORE_LONE_SUFFIXES]) => Border::Word,
        (Kanji | Katakana | Latin, Kanji | Katakana | Latin) => Border::Compound,
    }
}

/// Whether a place lies in a number beside a sign of it.
fn is_in_number(letters: &[Letter], at: usize) -> bool {
    let sign = if letters[at].script == Script::Digit { at - 1 } else { at };
    let is_digit = |at: usize| letters.get(at).is_some_and(|it| it.script == Script::Digit);
    IN_NUMBERS.contains(&letters[sign].text) && sign > 0 && is_digit(sign - 1) && is_digit(sign + 1)
}

/// The border between two kanji.
fn between_kanji(letters: &[Letter], at: usize) -> Border {
    let (before, after) = (letters[at - 1].text, letters[at].text);
    let further = at.checked_sub(2).map_or("", |at| letters[at].text);
    match () {
        () if is_behind_town(letters, at) && !WITH_TOWN.contains(after) => Border::Office,
        () if further == "年" && before == "度" && !WITH_UNIT.contains(after) => Border::Particle,
        () if ADVERBS.contains(&[further, before].concat().as_str()) => Border::Particle,
        () if NO_SUFFIXES.contains(&[before, after].concat().as_str()) => Border::Word,
        () if after == "等" && !BEFORE_GRADE.contains(before) => Border::Particle,
        () if before == "等" && !further.is_empty() && !BEFORE_GRADE.contains(further) => Border::Seen,
        () if !is_behind_long(letters, at) => Border::Word,
        () if PERSONS.contains(before) && !WITH_PERSON.contains(after) => Border::Seen,
        () if SUFFIXES.contains(before) && !SUFFIXES.contains(after) => Border::Compound,
        () => Border::Word,
    }
}

/// Whether the name of a town or authority ends at a place: three kanji or more.
fn is_behind_town(letters: &[Letter], at: usize) -> bool {
    at >= 3
        && letters[at - 3..at].iter().all(|it| it.script == Script::Kanji)
        && TOWNS.contains(letters[at - 1].text)
}

/// Whether a suffix that ends at a place has a word before it, of two letters or more.
fn is_behind_long(letters: &[Letter], at: usize) -> bool {
    let is_word = |it: &Letter| matches!(it.script, Script::Kanji | Script::Katakana);
    at >= 3 && letters[at - 3..at - 1].iter().all(is_word)
}

/// Whether the name of an era ends at a place.
fn is_era(letters: &[Letter], at: usize) -> bool {
    at >= 2 && ERAS.contains(&[letters[at - 2].text, letters[at - 1].text].concat().as_str())
}

/// Whether a single kanji stands at a place and is one of these.
fn is_lone(letters: &[Letter], at: usize, kanji: &[&str]) -> bool {
    let is_alone = letters.get(at + 1).is_none_or(|next| next.script != Script::Kanji);
    is_alone && kanji.iter().any(|kanji| kanji.contains(letters[at].text))
}

/// Sets the borders before, within and behind stretches of hiragana.
fn set_kana(letters: &[Letter], borders: &mut [Border]) {
    let mut start = 0;
    for run in letters.chunk_by(|one, next| one.script == next.script) {
        let end = start + run.len();
        let start = std::mem::replace(&mut start, end);
        if run[0].script != Script::Hiragana {
            continue;
        }
        let is_kanji = |at: usize| letters.get(at).is_some_and(|it| it.script == Script::Kanji);
        let texts: Vec<&str> = run.iter().map(|letter| letter.text).collect();
        let before = before_kana(letters, start);
        let parts = kana::borders(&texts, before, is_kanji(end));
        let is_first_set = start > 0 && (before != Before::Nothing || is_kanji(start - 1));
        let is_last_set = is_kanji(end) && borders[end] != Border::Word;
        let (from, to) = (usize::from(!is_first_set), run.len() + usize::from(is_last_set));
        borders[start + from..start + to].copy_from_slice(&parts[from..to]);
    }
}

/// What stands before a stretch of hiragana.
fn before_kana(letters: &[Letter], start: usize) -> Before {
    let before = &letters[start.saturating_sub(2)..start];
    let pair: String = before.iter().map(|letter| letter.text).collect();
    let scripts: Vec<Script> = before.iter().map(|letter| letter.script).collect();
    match scripts.as_slice() {
        _ if is_behind_town(letters, start) => Before::Nothing,
        [Script::Kanji, Script::Kanji] if !VERBS.contains(&pair.as_str()) => Before::Noun,
        [.., Script::Kanji] => Before::Stem,
        [.., Script::Katakana | Script::Latin | Script::Digit] => Before::Noun,
        _ => Before::Nothing,
    }
}

/// Sets the borders around the units of numbers: ２回|実施, 平成29年度|.
fn set_units(letters: &[Letter], borders: &mut [Border]) {
    for at in 1..letters.len() {
        if letters[at - 1].script != Script::Digit || letters[at].script != Script::Kanji {
            continue;
        }
        let unit = LONG_UNITS.iter().find(|unit| begins(&letters[at..], unit));
        let end = at + unit.map_or(1, |unit| unit.chars().count());
        let is_kanji = |at: usize| letters.get(at).is_some_and(|it| it.script == Script::Kanji);
        if is_kanji(end) {
            borders[end] =
                if WITH_UNIT.contains(letters[end].text) { Border::Word } else { Border::Particle };
        }
        if is_kanji(end + 2) && BOUNDS.iter().any(|bound| begins(&letters[end..], bound)) {
            borders[end + 2] = Border::Particle;
        }
        let number = letters[..at].iter().rposition(|it| it.script != Script::Digit);
        if number.is_some_and(|before| is_era(letters, before + 1)) {
            borders[at] = Border::Word;
        }
    }
}

/// Sets the borders of words with both kanji and hiragana.
fn set_words(letters: &[Letter], borders: &mut [Border]) {
    for at in 0..letters.len() {
        let rest = &letters[at..];
        if CONJUNCTIONS.iter().any(|word| begins(rest, word)) {
            borders[at..=at + 2].copy_from_slice(&[Border::Phrase, Border::Word, Border::Phrase]);
        }
        let is_kanji_next = rest.get(3).is_some_and(|next| next.script == Script::Kanji);
        if is_kanji_next && NOUNS.iter().any(|word| begins(rest, word)) && borders[at + 3].is_clean() {
            borders[at + 3] = Border::Compound;
        }
    }
}

/// Whether letters begin with a word.
fn begins(letters: &[Letter], word: &str) -> bool {
    let mut rest = word;
    for letter in letters {
        match rest.strip_prefix(letter.text) {
            Some("") => return true,
            Some(later) => rest = later,
            None => return false,
        }
    }
    false
}
