//! Between the bytes of a file and its text.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::{foreign, limits};
use crate::diag::{Code, Diagnostic};

/// How a file writes its text as bytes, so that a changed text can be written in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    encoding: &'static Encoding,
    /// Whether a byte order mark stands first.
    has_mark: bool,
    /// Whether lines end in CR alone, for which the text has LF.
    ends_in_cr: bool,
    /// The characters that the file writes otherwise than its others, by their first byte in the text, and
    /// what it writes: CP932 has two forms of some, and a file may mix the ends of lines.
    odd: Vec<(usize, Vec<u8>)>,
}

/// UTF-8 without a byte order mark.
impl Default for Coding {
    fn default() -> Coding {
        Coding { encoding: UTF_8, has_mark: false, ends_in_cr: false, odd: Vec::new() }
    }
}

impl Coding {
    /// The text of a file and how it was written, in any of the encodings that Notepad writes: UTF-8 with
    /// or without a byte order mark, UTF-16 with one, and CP932 (Shift_JIS). Lines may end in LF, CR LF
    /// or, as on old Macs, CR; the text has LF for a CR that stands alone, and then for CR LF too.
    ///
    /// # Errors
    ///
    /// The bytes are text in none of them, or too many ([`limits::BYTES`]).
    pub fn read(bytes: &[u8]) -> Result<(String, Coding), Diagnostic> {
        if bytes.len() > limits::BYTES {
            return Err(limits::too_large());
        }
        if let Some(mistake) = foreign::other_kind(bytes) {
            return Err(mistake);
        }
        let (encoding, mark) = Encoding::for_bom(bytes).unzip();
        let bytes = &bytes[mark.unwrap_or(0)..];
        let read = |encoding: &'static Encoding| {
            let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
            let coding = Coding { encoding, has_mark: mark.is_some(), ..Coding::default() };
            Some(coding.of_file(text, bytes))
        };
        let first = encoding.unwrap_or(UTF_8);
        if let Some(read) = read(first) {
            return Ok(read);
        }
        let other = Some(SHIFT_JIS).filter(|_| encoding.is_none() && !foreign::is_broken_utf8(bytes));
        other.and_then(read).ok_or_else(|| foreign::broken_bytes(bytes, other.unwrap_or(first)))
    }

    /// The text with LF at the ends of lines, and with what its file writes in a way of its own.
    fn of_file(mut self, raw: String, bytes: &[u8]) -> (String, Coding) {
        self.ends_in_cr = raw.match_indices('\r').any(|(at, _)| !raw[at + 1..].starts_with('\n'));
        if self.encoding != SHIFT_JIS && !self.ends_in_cr {
            return (raw, self);
        }
        let (mut text, mut rest, mut chars) =
            (String::with_capacity(raw.len()), bytes, raw.chars().peekable());
        while let Some(mut c) = chars.next() {
            let mut length = self.length(c, rest);
            if self.ends_in_cr && c == '\r' {
                length += chars.next_if_eq(&'\n').map_or(0, |c| self.length(c, &rest[length..]));
                c = '\n';
            }
            let (own, behind) = rest.split_at(length.min(rest.len()));
            if self.is_odd(c, own) {
                self.odd.push((text.len(), own.to_vec()));
            }
            text.push(c);
            rest = behind;
        }
        (text, self)
    }

    /// Whether a file writes a character in other bytes than this would.
    fn is_odd(&self, c: char, own: &[u8]) -> bool {
        // Rows of CP932 that have second forms; it takes long to look for the first ones of all characters.
        let is_doubtful = self.encoding == SHIFT_JIS && matches!(own, [0x87 | 0xED | 0xEE | 0xFA, _]);
        let mut usual = Vec::new();
        (is_doubtful || c == '\n') && !(self.push(c, &mut usual) && usual == own)
    }

    /// How many bytes of the file a character has that they begin with.
    fn length(&self, c: char, bytes: &[u8]) -> usize {
        match self.encoding {
            it if it == UTF_8 => c.len_utf8(),
            it if it == SHIFT_JIS => match bytes.first() {
                Some(0x81..=0x9F | 0xE0..=0xFC) => 2,
                _ => 1,
            },
            _ => 2 * c.len_utf16(),
        }
    }

    /// The bytes of a text.
    ///
    /// # Errors
    ///
    /// The encoding lacks one of its characters.
    pub fn write(&self, text: &str) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::with_capacity(text.len());
        if self.has_mark {
            self.push('\u{FEFF}', &mut bytes);
        }
        let mut odd = self.odd.iter().peekable();
        for (at, c) in text.char_indices() {
            if let Some((_, own)) = odd.next_if(|(place, _)| *place == at) {
                bytes.extend(own);
            } else if !self.push(c, &mut bytes) {
                return Err(self.lacking(c));
            }
        }
        Ok(bytes)
    }

    /// The first character of a text that the encoding lacks, as a mistake.
    pub(crate) fn check(&self, text: &str) -> Result<(), Diagnostic> {
        let mut bytes = Vec::new();
        text.chars().find(|c| !self.push(*c, &mut bytes)).map_or(Ok(()), |c| Err(self.lacking(c)))
    }

    /// Adds the bytes of a character, or gives `false` where there are none that are read as that same
    /// character.
    fn push(&self, c: char, bytes: &mut Vec<u8>) -> bool {
        let c = if self.ends_in_cr && c == '\n' { '\r' } else { c };
        let mut units = [0; 2];
        match self.encoding {
            it if it == UTF_16LE => {
                bytes.extend(c.encode_utf16(&mut units).iter().flat_map(|it| it.to_le_bytes()))
            }
            it if it == UTF_16BE => {
                bytes.extend(c.encode_utf16(&mut units).iter().flat_map(|it| it.to_be_bytes()))
            }
            it if it == UTF_8 => bytes.extend(c.encode_utf8(&mut [0; 4]).bytes()),
            _ => return cp932(c).map(|own| bytes.extend(own)).is_some(),
        }
        true
    }

    /// Follows a change of the text: `removed` has made room for `length` other bytes.
    pub fn splice(&mut self, removed: &std::ops::Range<usize>, length: usize) {
        self.odd.retain(|(at, _)| !removed.contains(at));
        for (at, _) in self.odd.iter_mut().filter(|(at, _)| *at >= removed.end) {
            *at = *at + length - removed.len();
        }
    }

    fn lacking(&self, c: char) -> Diagnostic {
        Diagnostic::general(
            Code::Character,
            format!("「{c}」（U+{:04X}）は、このファイルの文字コード（Shift_JIS）にありません", c as u32),
            "別の字にするか、ファイルをメモ帳で開いて、文字コードを UTF-8 にして保存してください",
        )
    }
}

/// The bytes of a character in CP932, those of the private use area (外字) among them, which the Encoding
/// Standard reads but does not write (section 12.3.1).
fn cp932(c: char) -> Option<Vec<u8>> {
    if let '\u{E000}'..='\u{E757}' = c {
        let pointer = 8836 + (c as usize - 0xE000);
        let (lead, trail) = (pointer / 188 + 0xC1, pointer % 188);
        return Some(vec![lead as u8, (trail + if trail < 0x3F { 0x40 } else { 0x41 }) as u8]);
    }
    let text = c.to_string();
    let (bytes, _, lacks) = SHIFT_JIS.encode(&text);
    // The standard writes ¥ as \.
    let is_same = !lacks && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == text;
    is_same.then(|| bytes.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character that CP932 has a form of, in each of its forms.
    fn all_of_cp932() -> Vec<u8> {
        let two = (0x81..=0xFC_u8).filter(|lead| !(0xA0..=0xDF).contains(lead));
        let two = two.flat_map(|lead| (0x40..=0xFC_u8).map(move |trail| vec![lead, trail]));
        let one = (0x20..=0x7E_u8).chain(0xA1..=0xDF).map(|byte| vec![byte]);
        let is_read = |bytes: &Vec<u8>| !SHIFT_JIS.decode_without_bom_handling(bytes).1;
        one.chain(two).filter(is_read).flatten().collect()
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        ["\u{FEFF}", text].concat().encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_file_is_written_with_the_bytes_that_it_had() {
        let texts = [
            "",
            "\n",
            "a: 会議",
            "a: 会\r\nb: 𠮷\r\n",
            "a: 1\rb: 2\r",
            "a: 1\rb: 2\r\nc: 3\nd: 4",
            "\r\r\n\n\r",
        ];
        for text in texts {
            let marked = ["\u{FEFF}", text].concat();
            let cp932 = SHIFT_JIS.encode(&text.replace('𠮷', "吉")).0.into_owned();
            let files = [
                text.into(),
                marked.into(),
                utf16(text, u16::to_le_bytes),
                utf16(text, u16::to_be_bytes),
                cp932,
            ];
            for bytes in files {
                let (read, coding) = Coding::read(&bytes).expect("text");
                assert_eq!(coding.write(&read), Ok(bytes), "{text:?}");
                assert!(!read.replace("\r\n", "").contains('\r'));
            }
        }
        let bytes = all_of_cp932();
        let (read, coding) = Coding::read(&bytes).expect("text");
        assert_eq!((read.chars().count(), coding.odd.len()), (9_762, 398));
        assert_eq!(coding.write(&read), Ok(bytes));
    }

    #[test]
    fn what_is_odd_in_a_file_stays_so_when_its_text_changes() {
        let bytes = b"\x87\x9a\rA\r\n\x81\xe6\x87\x9a";
        let (mut text, mut coding) = Coding::read(bytes).expect("text");
        assert_eq!(text, "∵\nA\n∵∵");
        text.replace_range(4..5, "会会");
        coding.splice(&(4..5), 6);
        assert_eq!(coding.write(&text), Ok(b"\x87\x9a\r\x89\xef\x89\xef\r\n\x81\xe6\x87\x9a".to_vec()));
        text.replace_range(0..3, "外");
        coding.splice(&(0..3), 3);
        assert_eq!(coding.write(&text), Ok(b"\x8a\x4f\r\x89\xef\x89\xef\r\n\x81\xe6\x87\x9a".to_vec()));
    }

    #[test]
    fn a_character_that_the_encoding_lacks_is_named() {
        let (_, coding) = Coding::read(b"\x89\xef").expect("text");
        for c in ['〜', '𠮷', '¥', '−'] {
            let mistake = coding.write(&c.to_string()).expect_err("it is lacking");
            assert!(mistake.message.contains(c) && mistake.message.contains("Shift_JIS"));
        }
        assert_eq!(coding.write("～\u{E000}"), Ok(b"\x81\x60\xf0\x40".to_vec()));
    }
}
