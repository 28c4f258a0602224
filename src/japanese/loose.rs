//! Spans as people write them loosely: 5月頃〜8月末, 5/10〜8/31, 五月から翌年三月.

use super::days;
use super::months::RANGE_SIGNS;
use super::width::half;

/// What stands for something else, or for nothing, about a month.
const WORDS: [(&str, &str); 24] = [
    ("十二月", "12月"),
    ("十一月", "11月"),
    ("十月", "10月"),
    ("九月", "9月"),
    ("八月", "8月"),
    ("七月", "7月"),
    ("六月", "6月"),
    ("五月", "5月"),
    ("四月", "4月"),
    ("三月", "3月"),
    ("二月", "2月"),
    ("一月", "1月"),
    ("月初旬", "月上旬"),
    ("月初め", "月上旬"),
    ("月始め", "月上旬"),
    ("月半ば", "月中旬"),
    ("月末", "月下旬"),
    ("頃", ""),
    ("ごろ", ""),
    ("ころ", ""),
    ("(予定)", ""),
    ("予定", ""),
    ("年度末", "3月"),
    ("から", "〜"),
];

/// What stands behind the last month of a span.
const BEFORE: [&str; 3] = ["以前", "以内", "いっぱい"];

/// What stands before a month of the next calendar year.
pub(super) const NEXT_YEAR: [&str; 4] = ["翌年", "翌", "来年", "明年"];

/// The same span in the usual words, as far as they can be told.
pub(crate) fn in_usual_words(text: &str) -> String {
    let text: String = text.chars().map(half).collect();
    let usual = WORDS.iter().fold(text, |text, (word, usual)| text.replace(word, usual));
    let up_to = BEFORE.iter().find_map(|word| usual.strip_suffix(word)).map(|last| format!("〜{last}"));
    let usual = up_to.unwrap_or(usual);
    let ends: Vec<String> =
        usual.trim_end_matches("まで").split(RANGE_SIGNS).map(|end| month_in(in_this_year(end))).collect();
    ends.join("〜")
}

/// The month that is meant by one of the next calendar year, if it belongs to the same fiscal year: 翌年3月.
fn in_this_year(text: &str) -> &str {
    let month = NEXT_YEAR.iter().find_map(|word| text.trim().strip_prefix(word)).unwrap_or(text);
    let is_of_year =
        matches!(month.trim().chars().next(), Some('1'..='3')) && month.trim()[1..].starts_with('月');
    if is_of_year { month } else { text }
}

/// The month of a day or of all its days: 5/10, 2027/5/10, 5月10日, 5月中, R9.5. What is neither stays.
fn month_in(text: &str) -> String {
    let text = text.trim();
    let whole = text.strip_suffix('中').filter(|month| month.ends_with('月')).map(str::to_owned);
    whole.or_else(|| days::day(text)?.month()).unwrap_or(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loose_words_are_those_that_are_read() {
        for (text, usual) in [
            ("5月頃〜8月頃", "5月〜8月"),
            ("五月から十二月末まで", "5月〜12月下旬"),
            ("5/1〜08/31", "5月〜8月"),
            ("2027/5/1", "2027年5月"),
            ("５月１０日～８月中", "5月〜8月"),
            ("9月〜翌年3月", "9月〜3月"),
            ("5月中旬（予定）", "5月中旬"),
            ("研修", "研修"),
            ("4月〜翌年5月", "4月〜翌年5月"),
            ("8月以前", "〜8月"),
            ("年度末", "3月"),
            ("R9.5月", "R9年5月"),
            ("令和9.5.10", "令和9年5月"),
        ] {
            assert_eq!(in_usual_words(text), usual, "{text}");
        }
    }
}
