//! Reads bytes into raw structs that keep where each value stood. Nothing is checked here beyond
//! the shape of the YAML; [`crate::resolve`] answers the rest.

mod decode;
mod limits;
mod node;
mod raw;
mod schema;
mod slips;

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

use crate::diag::{Checked, Diagnostic, Source, Span};

pub use decode::NO_TEXT;
pub use limits::{BYTES as MAX_BYTES, LEAST_EM, MOST_EM};
pub use raw::{
    Entries, Field, RawBarStyle, RawColumn, RawFills, RawInitiative, RawMargins, RawMeeting, RawRepeat,
    RawRules, RawSchedule, RawSheet, RawTemplate, RawText, RawTheme, RawType, RawWording,
};
pub use schema::{sheet as sheet_schema, template as template_schema};

/// What was read, with the mistakes met on the way. The parts that they concern are missing from
/// the value, so that the rest can still be checked.
#[derive(Debug)]
pub struct Loaded<T> {
    /// The raw struct.
    pub value: T,
    /// The top of the text, where a key is reported that the whole file lacks.
    pub top: Span,
    /// What was wrong with the YAML's shape.
    pub mistakes: Vec<Diagnostic>,
}

/// The text of a file in any of the encodings that Notepad writes: UTF-8 with or without a byte
/// order mark, UTF-16 with one, and CP932 (Shift_JIS). Lines may end in LF, CR LF or, as on old
/// Macs, CR.
///
/// # Errors
///
/// The bytes are text in none of them, or too many ([`MAX_BYTES`]).
pub fn text(bytes: &[u8]) -> Result<String, Diagnostic> {
    if bytes.len() > MAX_BYTES {
        return Err(limits::too_large());
    }
    if let Some(kind) = other_kind(bytes) {
        return Err(Diagnostic::general(
            format!("{kind}のファイルです（YAML ではありません）"),
            "資料のもとになる .yaml のファイルを指定してください",
        ));
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| vec![encoding]);
    let candidates = marked.unwrap_or(vec![UTF_8, SHIFT_JIS]);
    candidates
        .into_iter()
        .find_map(|encoding| {
            let (text, malformed) = encoding.decode_with_bom_removal(bytes);
            (!malformed).then(|| line_feeds(text.into_owned()))
        })
        .ok_or_else(|| {
            Diagnostic::general(
                "文字として読めないファイルです",
                "メモ帳で開き、「名前を付けて保存」で文字コードを UTF-8 にして保存してください",
            )
        })
}

/// What a file is that is given by mistake, by the bytes that it begins with.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "Excel など"),
        (b"\xD0\xCF\x11\xE0", "古い Excel など"),
        (b"%PDF-", "PDF "),
        (b"\x00\x01\x00\x00", "書体"),
    ];
    kinds.into_iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, kind)| kind)
}

/// A text whose lines end in LF or CR LF, of one whose lines may end in CR alone.
fn line_feeds(text: String) -> String {
    let is_lone = text.match_indices('\r').any(|(at, _)| !text[at + 1..].starts_with('\n'));
    if is_lone { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// The sheet's YAML as raw structs.
///
/// # Errors
///
/// The text is not YAML; the mistakes name the slips that seem to be why.
pub fn sheet(source: &Source) -> Checked<Loaded<RawSheet>> {
    decode::decode(source, decode::template_for_data)
}

/// A template's YAML as raw structs.
///
/// # Errors
///
/// The text is not YAML; the mistakes name the slips that seem to be why.
pub fn template(source: &Source) -> Checked<Loaded<RawTemplate>> {
    decode::decode(source, decode::data_for_template)
}
