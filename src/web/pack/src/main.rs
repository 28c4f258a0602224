//! Makes `target/shiryo3.html`, the app in one file: builds the library for the browser, and puts it with the
//! page's style and scripts into `app.html`.
//!
//! Use: `cargo run -p pack`

#![forbid(unsafe_code)]

mod policy;
mod scripts;

use std::error::Error;
use std::io::Write;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use shiryo3::Sample;
use zopfli::{Format, Options};

/// What the library is built for: WebAssembly with the few calls of a system that it makes.
const TARGET: &str = "wasm32-wasip1";

/// How it is built: see `Cargo.toml`.
const PROFILE: &str = "web";

/// The sheet that is begun with from nothing. It stands before the samples.
const BLANK: &str = "新しい資料";

/// The sheet that was really handed out. It stands behind the samples, and its first page is shown.
const REAL: &str = "h29-odawara";

/// What a part of the program gives, or why it can't.
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).ok_or("no root")?;
    let app = root.join("src/web/app");
    let program = base85(&compressed(&fs::read(program(root)?)?)?);
    let real = fs::read_to_string(root.join("data").join(REAL).with_extension("yaml"))?;
    let blank = fs::read_to_string(app.join("blank.yaml"))?;
    let page = page(&app, &program, &samples(&blank, &real)?)?;
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

/// Bytes compressed. The browser unpacks them itself (Compression Standard; RFC 1952).
fn compressed(bytes: &[u8]) -> Outcome<Vec<u8>> {
    // Code, fonts and tables want codes of their own, so there are many blocks; more rounds save little.
    let options =
        Options { iteration_count: NonZeroU64::MIN, maximum_block_splits: 150, ..Options::default() };
    let mut compressed = Vec::new();
    zopfli::compress(options, Format::Gzip, bytes, &mut compressed)?;
    Ok(compressed)
}

/// Bytes as text, each four as five digits of 85 and those that are left over as one digit more than they are,
/// which is a sixteenth shorter than base 64. The digits are the characters from `!` on without `<`, which would
/// end the text. `app/worker.js` reads them.
fn base85(bytes: &[u8]) -> String {
    let digit = |digit: u32| char::from(b'!' + digit as u8 + u8::from(digit >= u32::from(b'<' - b'!')));
    let digits = |four: &[u8]| {
        let padded = four.iter().chain(&[0; 3]).take(4);
        let number = padded.fold(0, |number, byte| number << 8 | u32::from(*byte));
        [4, 3, 2, 1, 0].map(|place| digit(number / 85_u32.pow(place) % 85)).into_iter().take(four.len() + 1)
    };
    bytes.chunks(4).flat_map(digits).collect()
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

/// The blank sheet, the samples, and the real sheet behind them.
fn samples(blank: &str, real: &str) -> Outcome<String> {
    let blank = element(BLANK, "", "", &[Some(blank)]);
    let samples = Sample::ALL.iter().map(|sample| {
        let beside = format!("{}_書式.yaml", sample.name);
        let data = sample.data(&beside);
        element(sample.name, sample.purpose, &beside, &[Some(data.as_str()), sample.template])
    });
    [blank]
        .into_iter()
        .chain(samples)
        .chain([element(REAL, "平成29年度に配られた資料３", "", &[Some(real)])])
        .collect()
}

/// A sample in an element of its own, which carries its name, its purpose and the name of its template: its data,
/// a blank and its template, both compressed.
fn element(name: &str, purpose: &str, beside: &str, texts: &[Option<&str>]) -> Outcome<String> {
    let texts = texts.iter().flatten().map(|text| Ok(BASE64_STANDARD.encode(compressed(text.as_bytes())?)));
    let texts = texts.collect::<Outcome<Vec<String>>>()?.join(" ");
    Ok(format!(
        "<script type=\"text/plain\" class=\"sample\" data-name=\"{name}.yaml\" data-purpose=\"{purpose}\" \
         data-beside=\"{beside}\">{texts}</script>\n"
    ))
}
