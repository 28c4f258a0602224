//! Files that can't be read: those of other programs, in encodings that Notepad does not write by itself,
//! or with bytes that are no characters.

use encoding_rs::{EUC_JP, Encoding, UTF_8};

use crate::diag::{Code, Diagnostic};

/// What files of other programs begin with.
const BEGINNINGS: [(&[u8], &str); 20] = [
    (b"PK\x03\x04", "Excel、Word、ZIP など"),
    (b"\xD0\xCF\x11\xE0", "古い Excel や Word など"),
    (b"%PDF-", "PDF "),
    (b"{\\rtf", "リッチテキスト（RTF）"),
    (b"\x89PNG\r\n", "画像（PNG）"),
    (b"\xFF\xD8\xFF", "画像（JPEG）"),
    (b"GIF8", "画像（GIF）"),
    (b"II*\x00", "画像（TIFF）"),
    (b"MM\x00*", "画像（TIFF）"),
    (b"RIFF", "画像や音声"),
    (b"\x00\x01\x00\x00", "書体"),
    (b"OTTO", "書体"),
    (b"ttcf", "書体"),
    (b"wOF", "書体"),
    (b"\x1F\x8B", "圧縮（gzip）"),
    (b"7z\xBC\xAF", "圧縮（7z）"),
    (b"Rar!", "圧縮（RAR）"),
    (b"MZ\x90", "プログラム"),
    (b"\x7FELF", "プログラム"),
    (b"SQLite", "データベース"),
];

/// What texts of other programs begin with, in small letters, behind blanks.
const TEXTS: [(&str, &str); 7] = [
    ("<!doctype html", "ウェブページ（HTML）"),
    ("<html", "ウェブページ（HTML）"),
    ("<head", "ウェブページ（HTML）"),
    ("<table", "ウェブページ（HTML）"),
    ("<?xml", "XML "),
    ("mime-version:", "ウェブページやメール（MHT）"),
    ("{\\rtf", "リッチテキスト（RTF）"),
];

/// How many bytes tell what a file is.
const SAMPLE: usize = 4096;

/// What is wrong with a file of another program, or in an encoding that is not read.
pub(super) fn other_kind(bytes: &[u8]) -> Option<Diagnostic> {
    let kind = BEGINNINGS.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, kind)| *kind);
    if let Some(kind) = kind.or_else(|| other_text(bytes)) {
        let message = format!("{kind}のファイルです（YAML ではありません）");
        return Some(Diagnostic::general(
            Code::OtherKind,
            message,
            "資料のもとになる .yaml のファイルを指定してください",
        ));
    }
    other_encoding(bytes).map(|name| {
        Diagnostic::general(
            Code::NoText,
            format!("文字コードが {name} のファイルで、このままでは読めません"),
            "保存したソフトで開き、文字コードを UTF-8 にして保存し直してください",
        )
    })
}

fn other_text(bytes: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(SAMPLE)]);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').as_bytes();
    let begins =
        |begin: &str| text.get(..begin.len()).is_some_and(|it| it.eq_ignore_ascii_case(begin.as_bytes()));
    TEXTS.iter().find(|(begin, _)| begins(begin)).map(|(_, kind)| *kind)
}

fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if sample.starts_with(b"\xFF\xFE\0\0") || sample.starts_with(b"\0\0\xFE\xFF") || is_mostly_nul(sample) {
        return Some("UTF-32");
    }
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    if is_half_nul(sample) {
        return Some("UTF-16（印なし）");
    }
    let has = |escape: &[u8]| sample.contains(&escape[0]) && sample.windows(3).any(|part| part == escape);
    if has(b"\x1B$B") || has(b"\x1B$@") {
        return Some("JIS（ISO-2022-JP）");
    }
    // The headings of a sheet have bytes in CP932 that EUC-JP has not.
    let is_other =
        !bytes.is_ascii() && UTF_8.decode_without_bom_handling_and_without_replacement(bytes).is_none();
    let is_euc = is_other && EUC_JP.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    is_euc.then_some("EUC-JP")
}

/// Whether of each four bytes two are nothing, as the upper ones of UTF-32 are.
fn is_mostly_nul(sample: &[u8]) -> bool {
    let units = sample.chunks_exact(4);
    let is_wide = |unit: &[u8]| unit.starts_with(b"\0\0") || unit.ends_with(b"\0\0");
    units.len() > 1 && units.clone().all(is_wide) && units.flatten().any(|byte| *byte != 0)
}

/// Whether nothing stands mostly at every other place, as with the ASCII characters of UTF-16.
fn is_half_nul(sample: &[u8]) -> bool {
    let count = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (count(0), count(1));
    even.max(odd) > 8 * even.min(odd) && even.max(odd) * 20 > sample.len()
}

/// Whether most of the bytes that are not ASCII are characters of UTF-8, so that the others are broken.
pub(super) fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wrong > 0 && right > 4 * wrong
}

/// What is wrong with bytes that an encoding can't read, if it can read most of them.
pub(super) fn broken_bytes(bytes: &[u8], encoding: &'static Encoding) -> Diagnostic {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let broken = text.matches('\u{FFFD}').count();
    let at = text.find('\u{FFFD}').filter(|_| broken * 5 < text.chars().filter(|c| !c.is_ascii()).count());
    let Some(at) = at else {
        return Diagnostic::general(
            Code::NoText,
            "文字として読めないファイルです",
            "メモ帳で開き、「名前を付けて保存」で文字コードを UTF-8 にして保存してください",
        );
    };
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let others = if broken > 1 { format!("（ほかに {} か所）", broken - 1) } else { String::new() };
    Diagnostic::general(
        Code::NoText,
        format!("{line} 行目の {column} 文字目に、文字として読めないバイトがあります{others}"),
        "その前後の字を打ち直し、文字コードを UTF-8 にして保存してください",
    )
}
