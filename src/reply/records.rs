//! The records of a workbook of Excel 97 to 2003, and what they hold (MS-XLS 2.1.4).

/// What does not fit in a record goes on in records of this kind (MS-XLS 2.4.58).
const CONTINUED: u16 = 0x003C;

/// A record.
pub(super) struct Record<'a> {
    /// Its kind.
    pub kind: u16,
    /// What it holds, and what goes on in other records.
    parts: Vec<&'a [u8]>,
}

/// The records of a stream, up to its end or to one that is cut off.
pub(super) fn records(stream: &[u8]) -> Vec<Record<'_>> {
    let mut records: Vec<Record> = Vec::new();
    let mut rest = stream;
    while let Some((kind, data, behind)) = first(rest) {
        rest = behind;
        match records.last_mut().filter(|_| kind == CONTINUED) {
            Some(last) => last.parts.push(data),
            None => records.push(Record { kind, parts: vec![data] }),
        }
    }
    records
}

fn first(stream: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let head = stream.get(..4)?;
    let (kind, length) = (u16::from_le_bytes([head[0], head[1]]), u16::from_le_bytes([head[2], head[3]]));
    let end = 4 + usize::from(length);
    Some((kind, stream.get(4..end)?, &stream[end..]))
}

impl Record<'_> {
    /// What it holds, from its beginning.
    pub(super) fn fields(&self) -> Fields<'_> {
        Fields { parts: &self.parts, at: 0 }
    }
}

/// What is left of a record.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    parts: &'a [&'a [u8]],
    at: usize,
}

/// A text, and where runs of it begin, each with the number of its font.
pub(super) type RichText = (Vec<char>, Vec<(u16, u16)>);

impl Fields<'_> {
    /// The next byte. What stands in one field may be parted.
    pub(super) fn byte(&mut self) -> Option<u8> {
        self.enter();
        let byte = *self.parts.first()?.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// Goes to the next part where one has been read to its end; says whether it did.
    fn enter(&mut self) -> bool {
        let is_over = self.parts.first().is_some_and(|part| self.at >= part.len()) && self.parts.len() > 1;
        if is_over {
            (self.parts, self.at) = (&self.parts[1..], 0);
        }
        is_over
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = self.byte()?;
        }
        Some(bytes)
    }

    /// The next two bytes as a number.
    pub(super) fn half(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// The next four bytes as a number.
    pub(super) fn word(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// The next eight bytes.
    pub(super) fn bytes(&mut self) -> Option<[u8; 8]> {
        self.array()
    }

    /// The next eight bytes as a number.
    pub(super) fn float(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// What is left behind some bytes.
    pub(super) fn skip(mut self, mut count: usize) -> Option<Self> {
        while count > 0 {
            self.enter();
            let step = self.parts.first()?.len().saturating_sub(self.at).min(count);
            if step == 0 {
                return None;
            }
            (self.at, count) = (self.at + step, count - step);
        }
        Some(self)
    }

    /// A text whose length stands in one byte (MS-XLS 2.5.240).
    pub(super) fn short_text(&mut self) -> Option<String> {
        let count = self.byte()?;
        self.text(count.into())
    }

    /// A text whose length stands in two bytes (MS-XLS 2.5.294).
    pub(super) fn long_text(&mut self) -> Option<String> {
        let count = self.half()?;
        self.text(count.into())
    }

    /// A text of so many characters, behind the byte that says how they are written.
    pub(super) fn text(&mut self, count: usize) -> Option<String> {
        let is_wide = self.byte()? & 1 != 0;
        Some(self.characters(count, is_wide)?.into_iter().collect())
    }

    /// A text with runs (MS-XLS 2.5.293).
    pub(super) fn rich_text(&mut self) -> Option<RichText> {
        let (count, flags) = (self.half()?, self.byte()?);
        let runs = if flags & 8 != 0 { self.half()? } else { 0 };
        let more = if flags & 4 != 0 { self.word()? } else { 0 };
        let text = self.characters(count.into(), flags & 1 != 0)?;
        let runs = (0..runs).map(|_| Some((self.half()?, self.half()?))).collect::<Option<_>>()?;
        *self = self.skip(more as usize)?;
        Some((text, runs))
    }

    /// Characters of one or two bytes. Where they go on in another record, that says anew how many they are.
    fn characters(&mut self, count: usize, mut is_wide: bool) -> Option<Vec<char>> {
        let mut units = Vec::new();
        for _ in 0..count {
            if self.enter() {
                is_wide = self.byte()? & 1 != 0;
            }
            units.push(if is_wide { self.half()? } else { self.byte()?.into() });
        }
        let characters = char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER));
        Some(characters.collect())
    }
}
