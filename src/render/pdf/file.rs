//! Writes objects as a file, each of them once (ISO 32000-1, 7.5): streams as they come, all else in
//! compressed object streams, then where everything is. pdf-writer writes an object, but knows neither object
//! streams nor references into them.

use std::fmt::Write;
use std::ops::Range;

use libdeflater::{CompressionLvl, Compressor};
use pdf_writer::types::Predictor;
use pdf_writer::{Chunk, Filter, Name, Obj, Ref, Settings, Str, Stream};

use crate::hash::fnv128;

/// How many objects share a compressed stream: enough that their common words are written once, and few
/// enough that a reader of a long file need not unpack all of it for one object.
const OBJECTS_IN_STREAM: usize = 2_000;

/// What four bytes above ASCII at the top say to programs that copy files: this is not text.
const HEAD: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// Where size and time meet: from 8 on it takes up to twice as long, for three thousandths of the size.
const LEVEL: i32 = 7;

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// Nowhere: no object has this number.
    Free,
    /// At a byte of the file.
    At(u32),
    /// In an object stream, by the stream's number and the object's index there.
    In(u32, u16),
}

/// The file as far as it is written.
pub(super) struct File {
    bytes: Vec<u8>,
    /// Compresses all streams: it takes long to set up.
    packer: Compressor,
    /// The places of objects by their numbers.
    places: Vec<Place>,
    /// The objects that wait for their stream to be full, as pdf-writer writes them.
    waiting: Chunk,
    /// Where each of these is without the words around it.
    bodies: Vec<(Ref, Range<usize>)>,
}

impl File {
    /// A file without objects. No object has the number 0.
    pub(super) fn new() -> File {
        File {
            bytes: HEAD.to_vec(),
            packer: Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()),
            places: vec![Place::Free],
            waiting: chunk(),
            bodies: Vec::new(),
        }
    }

    /// A number for an object.
    pub(super) fn id(&mut self) -> Ref {
        self.places.push(Place::Free);
        Ref::new(self.places.len() as i32 - 1)
    }

    /// Writes an object that is no stream.
    pub(super) fn object(&mut self, id: Ref, write: impl FnOnce(Obj)) {
        const BEFORE: &str = " 0 obj\n";
        const BEHIND: &str = "\nendobj\n";
        let digits = id.get().ilog10() as usize + 1;
        let start = self.waiting.len() + digits + BEFORE.len();
        write(self.waiting.indirect(id));
        self.bodies.push((id, start..self.waiting.len() - BEHIND.len()));
        if self.bodies.len() == OBJECTS_IN_STREAM {
            self.pack();
        }
    }

    /// Writes a stream, compressed. `describe` says more of it.
    pub(super) fn stream(&mut self, id: Ref, content: &[u8], describe: impl FnOnce(&mut Stream)) {
        let mut packed = vec![0; self.packer.zlib_compress_bound(content.len())];
        // It can only fail for want of room.
        let length = self.packer.zlib_compress(content, &mut packed).unwrap_or_default();
        self.plain_stream(id, &packed[..length], |stream| {
            stream.filter(Filter::FlateDecode);
            describe(stream);
        });
    }

    /// Writes a stream as it is.
    pub(super) fn plain_stream(&mut self, id: Ref, content: &[u8], describe: impl FnOnce(&mut Stream)) {
        self.places[id.get() as usize] = Place::At(self.bytes.len() as u32);
        let mut chunk = chunk();
        describe(&mut chunk.stream(id, content));
        self.bytes.extend(chunk.as_bytes());
    }

    /// Writes the objects that wait into a stream of their own (7.5.7): first where each begins, then the
    /// objects.
    fn pack(&mut self) {
        let stream = self.id();
        let (waiting, bodies) =
            (std::mem::replace(&mut self.waiting, chunk()), std::mem::take(&mut self.bodies));
        let (mut content, mut start) = (String::new(), 0);
        for (at, (id, body)) in bodies.iter().enumerate() {
            self.places[id.get() as usize] = Place::In(stream.get() as u32, at as u16);
            let _ = writeln!(content, "{} {start}", id.get());
            start += body.len() + 1;
        }
        let first = content.len();
        let mut content = content.into_bytes();
        content.reserve_exact(start);
        for (_, body) in &bodies {
            content.extend(&waiting.as_bytes()[body.clone()]);
            content.push(b'\n');
        }
        self.stream(stream, &content, |stream| {
            stream.pair(Name(b"Type"), Name(b"ObjStm"));
            stream.pair(Name(b"N"), bodies.len() as i32);
            stream.pair(Name(b"First"), first as i32);
        });
    }

    /// Writes where everything is, as a stream (7.5.8), with an identifier made from all before it (14.4).
    pub(super) fn finish(mut self, catalog: Ref, information: Ref) -> Vec<u8> {
        self.pack();
        let (words, rest) = self.bytes.as_chunks();
        let words = words.iter().map(|word| u64::from_le_bytes(*word));
        let id = fnv128(words.chain(rest.iter().map(|byte| u64::from(*byte)))).to_be_bytes();
        let (references, start) = (self.id(), self.bytes.len());
        self.places[references.get() as usize] = Place::At(start as u32);
        let (size, rows) = (self.places.len() as i32, differences(&self.places));
        self.stream(references, &rows, |stream| {
            stream.pair(Name(b"Type"), Name(b"XRef"));
            stream.pair(Name(b"Size"), size);
            stream.insert(Name(b"W")).array().items(FIELDS.map(|width| width as i32));
            // PNG's filter "up": rows are like those above them (7.4.4.4).
            stream.decode_parms().predictor(Predictor::PngUp).columns(ROW as i32);
            stream.pair(Name(b"Root"), catalog);
            stream.pair(Name(b"Info"), information);
            stream.insert(Name(b"ID")).array().items([Str(&id); 2]);
        });
        self.bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        self.bytes
    }
}

/// Objects without the blanks that make them easy to read.
fn chunk() -> Chunk {
    Chunk::with_settings(Settings { pretty: false })
}

/// The widths of the fields of a cross reference in bytes: kind, place, index.
const FIELDS: [usize; 3] = [1, 4, 2];

/// The width of a cross reference.
const ROW: usize = FIELDS[0] + FIELDS[1] + FIELDS[2];

/// The cross references, each as the difference from the one above it, behind the number of that filter.
fn differences(places: &[Place]) -> Vec<u8> {
    let (mut rows, mut above) = (Vec::with_capacity(places.len() * (ROW + 1)), [0_u8; ROW]);
    for place in places {
        let (kind, at, index) = match *place {
            // The list of free objects begins and ends with number 0.
            Place::Free => (0_u8, 0, u16::MAX),
            Place::At(at) => (1, at, 0),
            Place::In(stream, index) => (2, stream, index),
        };
        let mut row = [0; ROW];
        row[0] = kind;
        row[1..5].copy_from_slice(&at.to_be_bytes());
        row[5..].copy_from_slice(&index.to_be_bytes());
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    rows
}
