//! Names of agencies as parts of file names.

use crate::japanese::width::full;

/// The most characters of a name: with what stands around it, far from the 255 that file systems take.
const LONGEST: usize = 40;

/// A name as a part of a file's name on any system, neither its beginning nor its end. Signs that Windows does
/// not take in file names are of full width, blanks are `_`.
pub fn file_name(name: &str) -> String {
    let safe = |c: char| match c {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => full(c),
        c if c.is_control() || c.is_whitespace() => '_',
        c => c,
    };
    name.chars().take(LONGEST).map(safe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_signs_that_windows_refuses() {
        assert_eq!(file_name("小田原市/箱根町 \"仮\"?"), "小田原市／箱根町_＂仮＂？");
        assert_eq!(file_name(&"長".repeat(100)).chars().count(), LONGEST);
    }
}
