//! Texts without what programs and keyboards leave in them.

/// A text with LF between its lines, no-break spaces as spaces, and without blanks at the ends of lines and
/// empty lines at its end.
pub(crate) fn tidy(text: &str) -> String {
    let text = lines(text).replace('\u{A0}', " ");
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

/// A text with LF between its lines.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_taken_away() {
        assert_eq!(tidy("・一\u{A0}二 \r\n\u{3000}三\r\r\n\n"), "・一 二\n\u{3000}三");
    }
}
