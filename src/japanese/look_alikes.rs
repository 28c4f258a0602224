//! Characters that look like others which people mean: radicals of dictionaries, letters in two parts.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// Radicals of the block CJK Radicals Supplement, each before the kanji that looks like it (Unicode,
/// Equivalent_Unified_Ideograph). Those of the block Kangxi Radicals have theirs as a compatibility
/// decomposition.
const RADICALS: &str = "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// What is mostly meant by a character that is rare itself: 人 for ⼈, ミリ for ㍉; `None` for others.
pub(crate) fn meant(c: char) -> Option<String> {
    let mut radicals = RADICALS.chars().take(if is_radical(c) { usize::MAX } else { 0 });
    while let (Some(radical), Some(kanji)) = (radicals.next(), radicals.next()) {
        if radical == c {
            return Some(kanji.to_string());
        }
    }
    let usual: String = [c].into_iter().nfkc().collect();
    let is_other = !usual.trim().is_empty() && !usual.contains(c);
    is_other.then_some(usual)
}

/// A text with letters in one part each, and with kanji for the radicals that look like them.
pub(crate) fn usual(text: &str) -> String {
    let kanji = text.chars().map(|c| meant(c).filter(|_| is_radical(c)).unwrap_or(c.to_string()));
    kanji.collect::<String>().nfc().collect()
}

/// Whether a character is the second part of a kana, or a radical.
pub(crate) fn is_part_or_radical(c: char) -> bool {
    is_radical(c) || matches!(c, '\u{3099}' | '\u{309A}')
}

/// Whether a character is a radical of a dictionary, which looks like a kanji.
pub(crate) fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}')
}

/// The letter that a letter and the mark behind it make up: が for か and U+3099.
pub(crate) fn composed(letter: char, mark: char) -> Option<char> {
    compose(letter, mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_radical_has_its_kanji() {
        let kangxi = ('\u{2F00}'..='\u{2FD5}').chain("⻑⻄⺠⻘".chars());
        for radical in kangxi {
            assert!(meant(radical).is_some_and(|kanji| kanji.chars().count() == 1), "{radical}");
        }
        assert_eq!("⼈⽇⻑㍉が会".chars().map(meant).collect::<Vec<_>>(), {
            let some = |text: &str| Some(text.to_owned());
            [some("人"), some("日"), some("長"), some("ミリ"), None, None]
        });
        assert_eq!((composed('か', '\u{3099}'), composed('会', '\u{3099}')), (Some('が'), None));
    }
}
