//! The order of the house: each library is named in its own place only.

#![allow(clippy::expect_used)] // A test fails by panicking.

use std::path::{Path, PathBuf};

/// Libraries, and where alone they may be named.
const PLACES: [(&str, &str); 15] = [
    ("printpdf", "render/pdf"),
    ("lopdf", "render/pdf"),
    ("subsetter", "render/pdf"),
    ("rust_xlsxwriter", "render/xlsx"),
    ("serde", "load/"),
    ("serde_yaml", "load/"),
    ("schemars", "load/"),
    ("owned_ttf_parser", "font.rs"),
    ("annotate_snippets", "diag.rs"),
    ("serde_json", "diag.rs"),
    ("clap", "cli/"),
    ("winapi_util", "console.rs"),
    ("glob", "files/"),
    ("tempfile", "files/"),
    ("signal_hook", "files/"),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path());
    let files = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

#[test]
fn libraries_are_named_in_their_places_only() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in sources(&src) {
        let place = file.strip_prefix(&src).expect("a source").to_str().expect("a name").replace('\\', "/");
        let text = std::fs::read_to_string(&file).expect("a source");
        for (library, home) in PLACES {
            let named = text.contains(&format!("use {library}::")) || text.contains(&format!(" {library}::"));
            assert!(!named || place.starts_with(home), "{library} is named in {place}");
        }
    }
}

#[test]
fn stages_know_only_those_before_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    // Modules that a stage may not name: those that come after it.
    let later: [(&str, &[&str]); 6] = [
        ("load", &["resolve", "model", "lint", "table", "measure", "page", "place", "render"]),
        ("model", &["load", "resolve", "lint", "table", "measure", "page", "place", "render"]),
        ("resolve", &["lint", "table", "measure", "page", "place", "render"]),
        ("lint", &["load", "table", "measure", "page", "place", "render"]),
        ("table", &["load", "resolve", "lint", "measure", "page", "place", "render"]),
        ("measure", &["load", "resolve", "page", "place", "render"]),
    ];
    for (stage, forbidden) in later {
        for file in sources(&src.join(stage)) {
            let text = std::fs::read_to_string(&file).expect("a source");
            for module in forbidden {
                assert!(!text.contains(&format!("use crate::{module}")), "{} names {module}", file.display());
            }
        }
    }
}
