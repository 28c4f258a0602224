//! Makes `target/shiryo3.html`, the app in one file: builds the library for the browser, and puts it with the
//! page's style and scripts into `app.html`.
//!
//! Use: `cargo run -p pack`

#![forbid(unsafe_code)]

mod policy;
mod scripts;

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

/// What the library is built for: WebAssembly with the few calls of a system that it makes.
const TARGET: &str = "wasm32-wasip1";

/// How it is built: see `Cargo.toml`.
const PROFILE: &str = "web";

/// The data files to begin with: the empty sheet, and the real one, whose first page is shown.
const SAMPLES: [&str; 2] = ["templates/starter.yaml", "data/h29-odawara.yaml"];

/// What a part of the program gives, or why it can't.
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).ok_or("no root")?;
    let app = root.join("src/web/app");
    let program = packed(&fs::read(program(root)?)?)?;
    let page = page(&app, &program, &samples(root)?)?;
    let file = target(root).join("shiryo3.html");
    fs::write(&file, &page)?;
    let size = page.len() as f64 / 1e6;
    writeln!(std::io::stdout(), "{} ({size:.2} MB)", file.display())?;
    Ok(())
}

/// The folder of what is built.
fn target(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from)
}

/// Builds the library for the browser; gives its file.
fn program(root: &Path) -> Outcome<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or("cargo".into());
    let arguments = ["build", "-p", "shiryo3-web", "--lib", "--target", TARGET, "--profile", PROFILE];
    let built = Command::new(cargo).args(arguments).current_dir(root).status()?;
    if !built.success() {
        let hint = format!("If the target is missing, install it: rustup target add {TARGET}");
        return Err(format!("The library could not be built for {TARGET}. {hint}").into());
    }
    Ok(target(root).join(TARGET).join(PROFILE).join("shiryo3_web.wasm"))
}

/// Bytes as text, compressed. The browser unpacks it itself (Compression Standard; RFC 1952).
fn packed(bytes: &[u8]) -> Outcome<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(BASE64_STANDARD.encode(encoder.finish()?))
}

/// The page with everything in its place.
fn page(app: &Path, program: &str, samples: &str) -> Outcome<String> {
    let page = fs::read_to_string(app.join("app.html"))?;
    let style = fs::read_to_string(app.join("app.css"))?;
    let script = scripts::joined(app, "main.js")?;
    let worker = scripts::joined(app, "worker.js")?;
    let policy = policy::policy(&script, &style);
    let parts = [
        ("policy", policy.as_str()),
        ("style", &style),
        ("script", &script),
        ("worker", &worker),
        ("samples", samples),
        ("program", program),
    ];
    filled(&page, &parts)
}

/// A text with each `{{name}}` replaced by the part of that name. Each stands there once.
fn filled(page: &str, parts: &[(&str, &str)]) -> Outcome<String> {
    let mut page = page.to_owned();
    for (name, text) in parts {
        let (before, after) =
            page.split_once(&format!("{{{{{name}}}}}")).ok_or_else(|| format!("no {name} in app.html"))?;
        page = [before, text, after].concat();
    }
    Ok(page)
}

/// The samples, each in an element of its own that carries its name.
fn samples(root: &Path) -> Outcome<String> {
    let element = |file: &str| -> Outcome<String> {
        let (_, name) = file.rsplit_once('/').ok_or("no folder")?;
        let text = BASE64_STANDARD.encode(fs::read(root.join(file))?);
        Ok(format!("<script type=\"text/plain\" class=\"sample\" data-name=\"{name}\">{text}</script>\n"))
    };
    SAMPLES.into_iter().map(element).collect()
}
