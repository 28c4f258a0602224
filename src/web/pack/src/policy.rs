//! What the page may do: its Content Security Policy (CSP Level 3).

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// A policy that lets the page run this one script and this one style, its own worker and program, and show
/// its own images and faces. All else is forbidden, each request to a network too.
pub(crate) fn policy(script: &str, style: &str) -> String {
    let (script, style) = (digest(script), digest(style));
    [
        "default-src 'none'",
        &format!("script-src '{script}' 'wasm-unsafe-eval'"),
        &format!("style-src '{style}'"),
        "img-src data: blob:",
        "font-src data:",
        "worker-src blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    .join("; ")
}

fn digest(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}
