//! Names of files as people may see them.

use std::path::Path;

/// A file's name for messages. Characters that steer a terminal or can't be seen are written as their
/// codes, as `\u{1b}`.
pub(crate) fn shown(name: impl AsRef<Path>) -> String {
    let name = name.as_ref().to_string_lossy();
    name.chars().map(|c| if is_unseen(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// Controls, line and paragraph separators, and the signs that join, part or turn text.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_as_its_code() {
        assert_eq!(shown("a\u{1b}[2J\n\u{9b}.yaml"), "a\\u{1b}[2J\\u{a}\\u{9b}.yaml");
        assert_eq!(shown("\u{202e}lmay.9r"), "\\u{202e}lmay.9r");
        assert_eq!(shown("配布用/Ｒ９ 資料③.yaml"), "配布用/Ｒ９ 資料③.yaml");
    }
}
