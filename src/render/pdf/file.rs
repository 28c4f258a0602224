//! Writes a document's objects as a file, each of them once (ISO 32000-1, 7.5): streams as they are,
//! all else in compressed object streams, then where everything is. lopdf would write the whole file
//! twice to get an identifier from its content, and puts a hundred objects at most into a stream.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::hash::fnv128;

/// How many objects share a compressed stream: enough that their common words are written once, and few
/// enough that a reader of a long file need not unpack all of it for one object.
const OBJECTS_IN_STREAM: usize = 2_000;

/// What four bytes above ASCII at the top say to programs that copy files: this is not text.
const HEAD: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// The file of a document. Metadata stays readable, for programs that know nothing of PDF look for it.
pub(super) fn write(document: &Document) -> Result<Vec<u8>, std::io::Error> {
    let mut file = File { bytes: HEAD.to_vec(), places: vec![Place::Free; document.max_id as usize + 1] };
    let mut packed = Vec::new();
    for (id, object) in &document.objects {
        match object {
            Object::Stream(stream) => file.stream(*id, stream)?,
            other => packed.push((*id, other)),
        }
    }
    for objects in packed.chunks(OBJECTS_IN_STREAM) {
        file.object_stream(objects)?;
    }
    file.cross_references(&document.trailer)?;
    Ok(file.bytes)
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// Nowhere: no object has this number.
    Free,
    /// At a byte of the file.
    At(usize),
    /// In an object stream, by the stream's number and the object's index there.
    In(usize, usize),
}

/// The file as far as it is written.
struct File {
    bytes: Vec<u8>,
    /// The places of objects by their numbers.
    places: Vec<Place>,
}

impl File {
    fn stream(&mut self, (number, _): ObjectId, stream: &Stream) -> Result<(), std::io::Error> {
        let is_plain = stream.dict.has_type(b"Metadata") || stream.dict.has(b"Filter");
        let mut dictionary = stream.dict.clone();
        let packed = if is_plain { None } else { Some(deflate(&stream.content)?) };
        match packed.filter(|packed| packed.len() < stream.content.len()) {
            Some(packed) => {
                dictionary.set("Filter", "FlateDecode");
                self.indirect(number, dictionary, &packed);
            }
            None => self.indirect(number, dictionary, &stream.content),
        }
        Ok(())
    }

    /// Writes a stream object.
    fn indirect(&mut self, number: u32, mut dictionary: Dictionary, content: &[u8]) {
        self.places[number as usize] = Place::At(self.bytes.len());
        dictionary.set("Length", content.len() as i64);
        self.bytes.extend(format!("{number} 0 obj\n").bytes());
        write_dictionary(&dictionary, &mut self.bytes);
        self.bytes.extend(b"stream\n");
        self.bytes.extend(content);
        self.bytes.extend(b"\nendstream\nendobj\n");
    }

    /// Writes objects in a stream of their own (7.5.7): first where each begins, then the objects.
    fn object_stream(&mut self, objects: &[(ObjectId, &Object)]) -> Result<(), std::io::Error> {
        let stream = self.places.len();
        let (mut index, mut content) = (Vec::new(), Vec::new());
        for (at, ((number, _), object)) in objects.iter().enumerate() {
            self.places[*number as usize] = Place::In(stream, at);
            index.extend(format!("{number} {} ", content.len()).bytes());
            write_object(object, &mut content);
            content.push(b'\n');
        }
        let first = index.len();
        index.extend(content);
        self.places.push(Place::Free);
        let dictionary = dictionary! {
            "Type" => "ObjStm", "N" => objects.len() as i64, "First" => first as i64, "Filter" => "FlateDecode"
        };
        self.indirect(stream as u32, dictionary, &deflate(&index)?);
        Ok(())
    }

    /// Writes where everything is, as a stream (7.5.8), with an identifier made from all before it (14.4).
    fn cross_references(&mut self, trailer: &Dictionary) -> Result<(), std::io::Error> {
        let (number, start) = (self.places.len(), self.bytes.len());
        let id = fnv128(self.bytes.iter().copied()).to_be_bytes().to_vec();
        let id = Object::String(id, StringFormat::Hexadecimal);
        self.places.push(Place::At(start));
        let rows = differences(&self.places);
        let mut dictionary = dictionary! {
            "Type" => "XRef",
            "Size" => self.places.len() as i64,
            "W" => FIELDS.map(|width| Object::Integer(width as i64)).to_vec(),
            "Filter" => "FlateDecode",
            // PNG's filter "up": rows are like those above them (7.4.4.4).
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => ROW as i64 },
            "ID" => vec![id.clone(), id],
        };
        for key in [b"Root".as_slice(), b"Info"] {
            if let Ok(value) = trailer.get(key) {
                dictionary.set(key, value.clone());
            }
        }
        self.indirect(number as u32, dictionary, &deflate(&rows)?);
        self.bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        Ok(())
    }
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
            Place::Free => (0_u8, 0, 0xFFFF),
            Place::At(at) => (1, at, 0),
            Place::In(stream, index) => (2, stream, index),
        };
        let mut row = [0; ROW];
        row[0] = kind;
        row[1..5].copy_from_slice(&(at as u32).to_be_bytes());
        row[5..].copy_from_slice(&(index as u16).to_be_bytes());
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    rows
}

fn deflate(content: &[u8]) -> Result<Vec<u8>, std::io::Error> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 2), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

/// Writes an object that is no stream (7.3).
fn write_object(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => out.extend(value.to_string().bytes()),
        Object::Integer(value) => out.extend(value.to_string().bytes()),
        Object::Real(value) => out.extend(value.to_string().bytes()),
        Object::Name(name) => write_name(name, out),
        Object::String(text, StringFormat::Literal) => write_literal(text, out),
        Object::String(text, StringFormat::Hexadecimal) => write_hexadecimal(text, out),
        Object::Array(items) => write_array(items, out),
        Object::Dictionary(dictionary) => write_dictionary(dictionary, out),
        Object::Stream(stream) => write_dictionary(&stream.dict, out),
        Object::Reference((number, generation)) => out.extend(format!("{number} {generation} R").bytes()),
    }
}

fn write_array(items: &[Object], out: &mut Vec<u8>) {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        write_object(item, out);
    }
    out.push(b']');
}

fn write_dictionary(dictionary: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    for (key, value) in dictionary {
        write_name(key, out);
        // What begins with a delimiter needs none before it.
        if matches!(
            value,
            Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_)
        ) {
            out.push(b' ');
        }
        write_object(value, out);
    }
    out.extend(b">>");
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.extend(format!("#{byte:02X}").bytes());
        }
    }
}

fn write_literal(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for &byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            // A reader takes a bare carriage return for a line feed.
            b'\r' => out.extend(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

fn write_hexadecimal(text: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    out.extend(text.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]));
    out.push(b'>');
}
