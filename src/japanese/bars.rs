//! Bars that are written otherwise than one a line: 方法検討 4月〜9月、順次実施: 10月〜3月.

use super::loose_times;
use super::months::RANGE_SIGNS;
use super::spans::when;
use super::width::half;

/// Signs that people put between two months, but that are not read there.
const OTHER_RANGE_SIGNS: &str = "→…/";

/// What may stand around a bar's name or months but is no part of them.
const AROUND: &str = ":：、,，;；・/／=＝()（）[]［］{}\"'「」。|";

/// How many characters a bar with its time may have, where no sign stands between them. All places of a text are
/// tried, which takes the square of its length.
const LONGEST_BAR: usize = 120;

/// How many characters of these a time has at the most: twelve months in a list are fewer.
const LONGEST_TIME: usize = 60;

/// A bar as it was written: its name, and its months in the form in which they are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenBar {
    /// Its name.
    pub name: String,
    /// As in `4月〜9月`.
    pub months: String,
}

/// The bars in a text that consists of nothing else; none where it says something else too.
pub(crate) fn bars_in(text: &str) -> Vec<WrittenBar> {
    let letters: Vec<char> = text.chars().collect();
    let (mut bars, mut name, mut at) = (Vec::new(), 0, 0);
    while at < letters.len() {
        let Some((end, months)) = months_at(&letters, at) else {
            at += 1;
            continue;
        };
        bars.push(WrittenBar { name: name_in(&letters[name..at]), months });
        (name, at) = (end, end);
    }
    let is_named = |bar: &WrittenBar| !bar.name.is_empty() && !bar.name.ends_with('年');
    let is_whole = name_in(&letters[name..]).is_empty() && bars.iter().all(is_named);
    if is_whole { bars } else { Vec::new() }
}

/// The bar that a text names with its time before or behind, without the sign between: 順次実施4月〜9月, 検討（10月、12月）.
pub(crate) fn bar_in(text: &str) -> Option<WrittenBar> {
    let bare = |text: &str| text.trim_matches(|c: char| c.is_whitespace() || AROUND.contains(c)).to_owned();
    let time = |text: &str| {
        if text.chars().count() > LONGEST_TIME {
            None
        } else if when(text).is_ok() {
            Some(text.to_owned())
        } else {
            loose_times::meant(text, None)
        }
    };
    let bar = |name: &str, when: &str| {
        let (name, when) = (bare(name), bare(when));
        let months = if name.is_empty() || when.is_empty() { None } else { time(&when) };
        months.filter(|_| time(&name).is_none()).map(|months| WrittenBar { name, months })
    };
    let cuts = || text.char_indices().map(|(at, _)| text.split_at(at));
    if text.chars().count() > LONGEST_BAR || time(text).is_some() {
        return None;
    }
    let first = cuts().find_map(|(name, when)| bar(name, when));
    first.or_else(|| cuts().rev().find_map(|(when, name)| bar(name, when)))
}

/// The months in a text that says nothing else, in the form in which they are read.
pub(crate) fn months_in(text: &str) -> Option<String> {
    let letters: Vec<char> = text.trim().chars().collect();
    months_at(&letters, 0).filter(|(end, _)| *end == letters.len()).map(|(_, months)| months)
}

/// Whether a text names months, whatever else it says.
pub(crate) fn names_months(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (0..letters.len()).any(|at| months_at(&letters, at).is_some())
}

fn name_in(letters: &[char]) -> String {
    let text: String = letters.iter().collect();
    text.trim_matches(|c: char| c.is_whitespace() || AROUND.contains(c)).to_owned()
}

/// The months that begin at a place, and where they end.
fn months_at(letters: &[char], at: usize) -> Option<(usize, String)> {
    let is_digit = |c: &char| half(*c).is_ascii_digit();
    if at > 0 && is_digit(&letters[at - 1]) {
        return None;
    }
    let (first, sign, behind) = month_at(letters, at)?;
    let second = range_at(letters, behind).and_then(|next| month_at(letters, next));
    match second {
        Some((last, last_sign, end)) if sign || last_sign => {
            Some((end_of_months(letters, end), format!("{first}月〜{last}月")))
        }
        _ if sign => Some((behind, format!("{first}月"))),
        _ => None,
    }
}

/// A month's number, whether 月 follows it, and where it ends.
fn month_at(letters: &[char], at: usize) -> Option<(u32, bool, usize)> {
    let digits: Vec<u32> = letters[at..].iter().map_while(|c| half(*c).to_digit(10)).collect();
    let number = digits.iter().take(3).fold(0, |number, digit| number * 10 + digit);
    if digits.is_empty() || !(1..=12).contains(&number) {
        return None;
    }
    let end = at + digits.len();
    let next = blank_end(letters, end);
    match letters.get(next) {
        Some('月') => Some((number, true, next + 1)),
        _ => Some((number, false, end)),
    }
}

/// Where the second month begins behind a sign, から or a comma between two months.
fn range_at(letters: &[char], at: usize) -> Option<usize> {
    let at = blank_end(letters, at);
    let length = match letters.get(at..)? {
        ['か', 'ら', ..] => 2,
        [sign, ..] if RANGE_SIGNS.contains(sign) || OTHER_RANGE_SIGNS.contains(*sign) => 1,
        _ => return None,
    };
    Some(blank_end(letters, at + length))
}

fn end_of_months(letters: &[char], at: usize) -> usize {
    if letters[at..].starts_with(&['ま', 'で']) { at + 2 } else { at }
}

fn blank_end(letters: &[char], at: usize) -> usize {
    at + letters[at..].iter().take_while(|c| c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_told_from_its_time() {
        for (text, name, months) in [
            ("順次実施4月〜9月", "順次実施", "4月〜9月"),
            ("順次実施（4月〜9月）", "順次実施", "4月〜9月"),
            ("4月〜9月 順次実施", "順次実施", "4月〜9月"),
            ("第1回研修; 4月", "第1回研修", "4月"),
            ("●4月, 6月", "●", "[4月, 6月]"),
            ("研修会R7上半期", "研修会", "R7上半期"),
            ("研修会通年", "研修会", "通年"),
            ("順次実施 = 10月から", "順次実施", "10月〜"),
            (
                "連絡会４月、５月、６月、７月、８月、９月、１０月、１１月、１２月、１月、２月、３月",
                "連絡会",
                "[4月, 5月, 6月, 7月, 8月, 9月, 10月, 11月, 12月, 1月, 2月, 3月]",
            ),
        ] {
            let right = WrittenBar { name: name.to_owned(), months: months.to_owned() };
            assert_eq!(bar_in(text), Some(right), "{text}");
        }
        for text in ["順次実施", "4月〜9月", "", "研修（10月）の準備", "R7上半期", "第1回"]
        {
            assert_eq!(bar_in(text), None, "{text}");
        }
    }

    #[test]
    fn bars_are_found_in_whatever_way_they_are_parted() {
        for text in [
            "方法検討: 4月〜9月、順次実施: 10月〜3月",
            "方法検討 ４月～９月 順次実施 10月～3月",
            "方法検討（4月から9月まで）、順次実施（10〜3月）",
            "方法検討：4-9月，順次実施=10月 - ３月",
        ] {
            let bars: Vec<(String, String)> =
                bars_in(text).into_iter().map(|bar| (bar.name, bar.months)).collect();
            let right = [("方法検討", "4月〜9月"), ("順次実施", "10月〜3月")];
            assert_eq!(bars, right.map(|(name, months)| (name.to_owned(), months.to_owned())), "{text}");
        }
        for text in ["会議", "4月〜9月", "方法検討: 4月〜9月の間", "第2回研修", "研修 2027年4月", ""]
        {
            assert_eq!(bars_in(text), [], "{text}");
        }
    }
}
