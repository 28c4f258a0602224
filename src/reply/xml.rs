//! Walks through XML. No entity but XML's own five and numbered characters is ever put in, and nothing that
//! a document names is fetched.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The deepest nesting of a part that is read: those of office programs have less than thirty.
const DEEPEST: usize = 256;

/// A part that is not well formed, or nested deeper than any program writes it.
#[derive(Debug)]
pub(super) struct Broken;

/// What stands in a document.
pub(super) enum Part<'a> {
    /// An element begins. An empty one ends at once.
    Start(Tag<'a>),
    /// An element ends; its name without prefix.
    End(String),
    /// Text.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        // To look for attributes that stand twice takes the square of their number.
        let mut all = self.0.attributes();
        let found = all.with_checks(false).flatten().find(|it| it.key.local_name().into_inner() == name)?;
        Some(found.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned())
    }

    /// An attribute that is a number.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name)?.parse().ok()
    }

    /// Whether a property is on: it is there, and its value says nothing else (ECMA-376 22.9.2.7).
    pub(super) fn is_on(&self) -> bool {
        !self.get("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
    }
}

/// The parts of a document, in order. After a mistake there are none.
pub(super) fn parts(xml: &str) -> Parts<'_> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    Parts { reader, depth: 0, is_done: false }
}

/// Gives the parts of a document.
pub(super) struct Parts<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    is_done: bool,
}

impl<'a> Iterator for Parts<'a> {
    type Item = Result<Part<'a>, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_done {
            let part = match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    if self.depth > DEEPEST { break } else { Part::Start(Tag(tag)) }
                }
                Ok(Event::End(tag)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Part::End(tag.local_name().into_inner().to_owned())
                }
                Ok(Event::Text(text)) => Part::Text(text.into_inner()),
                Ok(Event::CData(text)) => Part::Text(text.into_inner()),
                Ok(Event::GeneralRef(name)) => Part::Text(character(&name)),
                Ok(Event::Eof) => {
                    self.is_done = true;
                    return None;
                }
                Ok(
                    Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_),
                ) => {
                    continue;
                }
                Err(_) => break,
            };
            return Some(Ok(part));
        }
        let was_done = std::mem::replace(&mut self.is_done, true);
        (!was_done).then_some(Err(Broken))
    }
}

/// The character that a reference stands for; nothing for an entity that a document made up.
fn character(name: &BytesRef) -> Cow<'static, str> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Cow::Owned(c.to_string());
    }
    Cow::Borrowed(resolve_predefined_entity(name).unwrap_or_default())
}
