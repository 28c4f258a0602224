//! Changes of a file leave all the rest of it as it was.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod examples;
mod random;

use shiryo3::diag::Sources;
use shiryo3::load::Document;

fn document(text: &str) -> Document {
    Document::read(&Sources::default().add("資料.yaml", text)).expect("YAML")
}
