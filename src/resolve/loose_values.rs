//! What people mean who write a template's value otherwise: 11ミリ, 黒, 左揃え, A3よこ. It is offered, never taken.

use crate::japanese::words::{LANDSCAPE, NO, PORTRAIT, YES};
use crate::model::PaperFormat;

/// Units that people write for those of a length, and how many of these one is.
const UNITS: [(&str, &str, f64); 8] = [
    ("ミリメートル", "mm", 1.0),
    ("ミリ", "mm", 1.0),
    ("センチメートル", "mm", 10.0),
    ("センチ", "mm", 10.0),
    ("cm", "mm", 10.0),
    ("ポイント", "pt", 1.0),
    ("pt", "pt", 1.0),
    ("mm", "mm", 1.0),
];

/// Names of colours.
const COLORS: [(&str, &str); 20] = [
    ("黒", "000000"),
    ("black", "000000"),
    ("白", "ffffff"),
    ("white", "ffffff"),
    ("赤", "c00000"),
    ("red", "c00000"),
    ("青", "1f4e79"),
    ("blue", "1f4e79"),
    ("紺", "1f3864"),
    ("水色", "bdd7ee"),
    ("緑", "00703c"),
    ("green", "00703c"),
    ("黄", "ffd966"),
    ("yellow", "ffd966"),
    ("橙", "c55a11"),
    ("オレンジ", "c55a11"),
    ("紫", "5b2c83"),
    ("灰", "808080"),
    ("グレー", "808080"),
    ("gray", "808080"),
];

/// Words for yes and for no.
const ANSWERS: [(&str, &[&str]); 2] = [
    (YES, &["true", "yes", "on", "有", "有り", "あり", "○", "する", "出す", "表示"]),
    (NO, &["false", "no", "off", "無", "無し", "なし", "×", "しない", "出さない", "非表示"]),
];

/// A length with a unit that is read, or with each unit for a number alone.
pub(super) fn length(text: &str) -> Option<Vec<String>> {
    let text = text.replace(',', ".");
    let (unit, number) =
        UNITS.iter().find_map(|unit| Some((Some(unit), text.strip_suffix(unit.0)?))).unwrap_or((None, &text));
    let number: f64 = number.trim().parse().ok().filter(|number| *number > 0.0 && *number < 10_000.0)?;
    Some(match unit {
        Some((_, unit, factor)) => vec![format!("{}{unit}", (number * factor * 100.0).round() / 100.0)],
        None => ["mm", "pt"].map(|unit| format!("{number}{unit}")).to_vec(),
    })
}

/// A colour by its name, or in other digits: 黒, #000, 1F4E79.
pub(super) fn color(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let name = lower.strip_suffix('色').filter(|name| *name != "水").unwrap_or(&lower);
    let named = COLORS.iter().find(|(known, _)| *known == name).map(|(_, digits)| (*digits).to_owned());
    let digits = lower.trim_start_matches('#');
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let written = match digits.len() {
        3 if is_hex => Some(digits.chars().flat_map(|digit| [digit; 2]).collect()),
        6 if is_hex => Some(digits.to_owned()),
        _ => None,
    };
    named.or(written).map(|digits: String| format!("'#{}'", digits.to_ascii_uppercase()))
}

/// Paper with its way to lie in another word, or with each way for none.
pub(super) fn paper(text: &str) -> Option<Vec<String>> {
    let name = PaperFormat::ALL.into_iter().map(PaperFormat::name).find(|name| text.contains(name))?;
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let ways = match (has(&["横", "よこ", "ヨコ"]), has(&["縦", "たて", "タテ"])) {
        (true, false) => [LANDSCAPE].as_slice(),
        (false, true) => &[PORTRAIT],
        _ => &[LANDSCAPE, PORTRAIT],
    };
    Some(ways.iter().map(|way| format!("{name}{way}")).collect())
}

/// The one of some words that a text holds, or means.
pub(super) fn choice<'a>(text: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = text.to_ascii_lowercase();
    let answer = ANSWERS.iter().find(|(_, words)| words.contains(&&*lower)).map(|(answer, _)| *answer);
    let is_meant = |word: &&&str| answer == Some(**word) || (answer.is_none() && text.contains(**word));
    let mut meant = known.iter().filter(is_meant);
    meant.next().filter(|_| meant.next().is_none()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_meanings_are_told() {
        for (text, right) in [
            ("11ミリ", "11mm"),
            ("1.1cm", "11mm"),
            ("7,5pt", "7.5pt"),
            ("7.5ポイント", "7.5pt"),
            ("11", "11mmか11pt"),
        ] {
            assert_eq!(length(text).expect(text).join("か"), right);
        }
        for (text, right) in [
            ("黒", "'#000000'"),
            ("黒色", "'#000000'"),
            ("水色", "'#BDD7EE'"),
            ("#1af", "'#11AAFF'"),
            ("1f4e79", "'#1F4E79'"),
        ] {
            assert_eq!(color(text).as_deref(), Some(right), "{text}");
        }
        for (text, right) in [("A3よこ", "A3横"), ("タテA4", "A4縦"), ("B4", "B4横かB4縦")] {
            assert_eq!(paper(text).expect(text).join("か"), right);
        }
        assert_eq!(choice("左揃え", &["左", "中央", "右"]), Some("左"));
        assert_eq!(choice("true", &[YES, NO]), Some(YES));
        assert_eq!(choice("なし", &[YES, NO]), Some(NO));
    }

    #[test]
    fn what_is_not_plain_is_left_open() {
        assert_eq!([length("大"), length("-5mm"), length("0")], [None, None, None]);
        assert_eq!([color("透明"), color("#00000g"), color("rgb(0,0,0)")], [None, None, None]);
        assert_eq!(paper("A0横"), None);
        assert_eq!(choice("左右", &["左", "中央", "右"]), None);
    }
}
