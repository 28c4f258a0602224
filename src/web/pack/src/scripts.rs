//! Joins the modules of a script: a page that is opened from a file can't import others.
//!
//! Each module becomes a function that gives what it exports, called once before those that import it. Only
//! `import { … } from './file.js';` on a line of its own, and `export` before a declaration, are known here, and no
//! text goes on over lines.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::Outcome;

/// A module with all that it imports, each once and before who imports it.
pub(crate) fn joined(folder: &Path, file: &str) -> Outcome<String> {
    let mut joiner = Joiner { folder, done: BTreeSet::new(), open: Vec::new(), script: String::new() };
    joiner.add(file)?;
    Ok(joiner.script)
}

struct Joiner<'a> {
    folder: &'a Path,
    done: BTreeSet<String>,
    /// The modules that are being added, each imported by the one before it.
    open: Vec<String>,
    script: String,
}

impl Joiner<'_> {
    fn add(&mut self, file: &str) -> Outcome<()> {
        if self.open.iter().any(|open| open == file) {
            return Err(format!("a circle of imports: {} -> {file}", self.open.join(" -> ")).into());
        }
        if !self.done.insert(file.to_owned()) {
            return Ok(());
        }
        self.open.push(file.to_owned());
        let text = fs::read_to_string(self.folder.join(file)).map_err(|error| format!("{file}: {error}"))?;
        let (mut body, mut exports) = (String::new(), Vec::new());
        for line in code(&text) {
            let line = match line.strip_prefix("import ") {
                Some(import) => {
                    let (names, from) = imported(import).ok_or_else(|| format!("{file}: {line}"))?;
                    self.add(from)?;
                    &format!("const {names} = {};", variable(from))
                }
                None => {
                    line.strip_prefix("export ").inspect(|own| exports.extend(declared(own))).unwrap_or(line)
                }
            };
            body.extend([line, "\n"]);
        }
        self.open.pop();
        let (name, exports) = (variable(file), exports.join(", "));
        self.script += &format!("const {name} = (() => {{\n{body}return {{ {exports} }};\n}})();\n");
        Ok(())
    }
}

/// The lines of a module without indentation and comments, which are for those who read the module itself.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let mut is_block = false;
    text.lines().map(str::trim).filter(move |line| {
        is_block |= line.starts_with("/*");
        let is_comment = line.starts_with("//") || is_block && (!line.contains("*/") || line.ends_with("*/"));
        is_block &= !line.contains("*/");
        !line.is_empty() && !is_comment
    })
}

/// What a line imports, and from which file.
fn imported(import: &str) -> Option<(&str, &str)> {
    let (names, from) = import.split_once(" from './")?;
    Some((names, from.strip_suffix("';")?))
}

/// The name that a line declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    let (kind, rest) = line.split_once(' ')?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    matches!(kind, "const" | "function").then(|| &rest[..end])
}

/// The name under which a module's exports are known.
fn variable(file: &str) -> String {
    format!("${}", file.trim_end_matches(".js"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_left_out_and_code_beside_them_is_kept() {
        let text =
            "// a\n\n/** b */\n/**\n * c\n */\nconst d = 1; // e\n  /** @type {f} */ (g);\n  h(); /* i */\n";
        let code: Vec<&str> = code(text).collect();
        assert_eq!(code, ["const d = 1; // e", "/** @type {f} */ (g);", "h(); /* i */"]);
    }
}
