//! What stands above and below each page in print (ヘッダーとフッター), without what programs put in by themselves.

use crate::japanese::width::bare;

/// What programs write there into every workbook.
const USUAL: [&str; 3] = ["page", "ページ", "頁"];

/// The text of a header or footer of Excel, whose codes begin with `&` (ECMA-376 18.3.1.46).
pub(super) fn decoded(code: &str) -> Option<String> {
    let (mut text, mut rest) = (String::new(), code.chars().peekable());
    while let Some(c) = rest.next() {
        if c != '&' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some('&') => text.push('&'),
            Some('"') => drop(rest.by_ref().find(|c| *c == '"')),
            Some('K') => drop(rest.by_ref().take(6).count()),
            Some('L' | 'C' | 'R') => text.push('\n'),
            Some(digit) if digit.is_ascii_digit() => while rest.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    written(&text)
}

/// The lines of a text, but for those that only programs write there.
pub(super) fn written(text: &str) -> Option<String> {
    let is_own = |line: &&str| {
        let plain = USUAL.iter().fold(bare(line).to_lowercase(), |text, usual| text.replace(usual, ""));
        plain.contains(char::is_alphabetic)
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(is_own).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_people_wrote_is_told() {
        for usual in
            ["&C&P / &N", "&C&\"Times New Roman,Regular\"&12&A", "&CPage &P", "&L&D&R&KFF0000ページ &P", ""]
        {
            assert_eq!(decoded(usual), None, "{usual}");
        }
        assert_eq!(decoded("&L&\"-,太字\"&14修正版&R&P").as_deref(), Some("修正版"));
        assert_eq!(decoded("Q&&A").as_deref(), Some("Q&A"));
    }
}
