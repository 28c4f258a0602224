//! From the YAML tree to raw structs, by serde. A mistake in one value is noted and leaves only
//! that value out ([`Field::Broken`]), so one run reports them all.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::document::Document;
use super::node::{Kind, Node};
use super::other_file::{of_other_file, two_files};
use super::raw::{FIELD, Field, HELD, REST, TEXT, WHEN};
use super::swallowed::Swallowed;
use super::{folded, forms, slips};
use crate::diag::{Checked, Code, Diagnostic};
use crate::japanese::{days, other_names, spans, words};
use crate::nearest;

/// What was read, with the mistakes met on the way. The parts that they concern are missing from
/// the value, so that the rest can still be checked.
#[derive(Debug)]
pub struct Loaded<'a, T> {
    /// The raw struct.
    pub value: T,
    /// Where it was read from.
    pub document: &'a Document,
    /// What was wrong with the YAML's shape.
    pub mistakes: Vec<Diagnostic>,
    /// What is missing because a text above has swallowed it, which has been noted.
    pub swallowed: Vec<Swallowed>,
    /// What a text may have swallowed, or may mean as it is.
    pub doubts: Vec<Diagnostic>,
}

/// What is wrong with a list or mapping where a text belongs.
pub const NO_TEXT: &str = "ここには文字を書きます（一覧や「見出し: 値」の組は書けません）";

/// Reads a document into a raw struct. `other_file` tells a file of the other kind.
pub(super) fn decode<T>(
    document: &Document,
    other_file: fn(&Node) -> Option<Diagnostic>,
) -> Checked<Loaded<'_, T>>
where
    T: Default + for<'de> Deserialize<'de>,
{
    let root = document.root();
    if let Some(mistake) = other_file(root).or_else(|| two_files(root)) {
        return Err(vec![mistake]);
    }
    let notes = RefCell::new(document.mistakes().to_vec());
    let remedies = Cell::new(0);
    let text = document.source().text();
    let reader = NodeReader { node: root, text, notes: &notes, remedies: &remedies, is_wrong: false };
    let value = match Field::<T>::deserialize(reader) {
        Ok(Field::Given(value, _)) => value,
        // What is no mapping at all needs no list of the keys that it lacks.
        Ok(Field::Broken) | Err(_) => return Err(notes.into_inner()),
        Ok(Field::Absent | Field::Empty(_)) => return Err([notes.into_inner(), vec![nothing(root)]].concat()),
    };
    let mistakes = [notes.into_inner(), folded::folded_texts(document)].concat();
    Ok(Loaded { value, document, mistakes, swallowed: Vec::new(), doubts: Vec::new() })
}

/// That a file is empty, or nothing but comments.
fn nothing(root: &Node) -> Diagnostic {
    Diagnostic::at(
        Code::Empty,
        root.span,
        "ファイルに何も書かれていません",
        "資料なら shiryo3 init 見本.yaml、書式なら shiryo3 template 見本.yaml で、書き方の見本を作れます",
    )
}

/// After so many mistakes, people mend what they know and look again.
const ENOUGH: usize = 100;

/// Why a value is missing: it has been noted, or serde says why.
#[derive(Debug)]
enum Broken {
    Noted,
    Said(String),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Broken::Noted => f.write_str("noted"),
            Broken::Said(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Broken {}

impl serde::de::Error for Broken {
    fn custom<M: fmt::Display>(message: M) -> Broken {
        Broken::Said(message.to_string())
    }
}

/// Hands a node to serde.
#[derive(Clone, Copy)]
struct NodeReader<'a> {
    node: &'a Node,
    /// The whole file, for remedies that show its lines mended.
    text: &'a str,
    notes: &'a RefCell<Vec<Diagnostic>>,
    /// How many remedies have been put together for mistakes that are noted later.
    remedies: &'a Cell<usize>,
    /// Whether it has been noted that the node stands for another value.
    is_wrong: bool,
}

impl<'a> NodeReader<'a> {
    fn at(self, node: &'a Node) -> NodeReader<'a> {
        NodeReader { node, is_wrong: false, ..self }
    }

    fn note(self, message: &str, remedy: &str) -> Broken {
        self.notes.borrow_mut().push(Diagnostic::at(Code::Form, self.node.span, message, remedy));
        Broken::Noted
    }

    /// Whether so much is wrong that more says nothing new. A remedy that shows its line mended takes as
    /// long as the line is.
    fn has_enough(self) -> bool {
        self.notes.borrow().len() >= ENOUGH
    }

    /// Notes what is wrong with a meeting, where these are the fields of one.
    fn check_meeting(self, fields: &[&str], entries: &[(Node, Node)]) -> Result<(), Broken> {
        let is_meeting = [words::MONTH, words::AGENDA].iter().all(|field| fields.contains(field));
        if !is_meeting || self.has_enough() {
            return Ok(());
        }
        slips::odd_meeting(self.text, entries).map_or(Ok(()), |mistake| {
            self.notes.borrow_mut().push(mistake);
            Err(Broken::Noted)
        })
    }

    /// What is wrong with a value that should be a mapping with some keys.
    fn no_mapping(self, known: &[&str]) -> Diagnostic {
        let is_text = matches!(self.node.kind, Kind::Text(_));
        let slip = is_text.then(|| slips::colon(self.text, self.node.span)).flatten();
        slip.unwrap_or_else(|| slips::text_for_map(self.text, self.node, known))
    }

    /// What to do about a list or mapping that stands where a text belongs.
    fn text_remedy(self) -> String {
        self.remedies.set(self.remedies.get() + 1);
        let is_enough = self.has_enough() || self.remedies.get() > ENOUGH;
        if is_enough { String::new() } else { slips::text_remedy(self.text, self.node) }
    }

    /// The entries of a mapping that has some keys.
    fn entries(self, known: &[&str]) -> Result<&'a [(Node, Node)], Broken> {
        match &self.node.kind {
            Kind::Map(entries) => Ok(entries),
            Kind::Empty | Kind::Text(_) | Kind::List(_) => {
                if !self.has_enough() {
                    self.notes.borrow_mut().push(self.no_mapping(known));
                }
                Err(Broken::Noted)
            }
        }
    }
}

impl<'de> Deserializer<'de> for NodeReader<'_> {
    type Error = Broken;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        match &self.node.kind {
            Kind::Empty => visitor.visit_unit(),
            Kind::Text(text) => visitor.visit_str(text),
            Kind::List(_) => self.deserialize_seq(visitor),
            Kind::Map(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        match &self.node.kind {
            Kind::Text(text) => visitor.visit_str(text),
            Kind::Empty | Kind::List(_) | Kind::Map(_) => Err(self.note(NO_TEXT, &self.text_remedy())),
        }
    }

    /// A list; any other value counts as a list of that one value.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        let items = match &self.node.kind {
            Kind::List(items) => items.as_slice(),
            Kind::Empty | Kind::Text(_) | Kind::Map(_) => std::slice::from_ref(self.node),
        };
        visitor.visit_seq(Items { items: items.iter(), reader: self })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        visitor.visit_map(Pairs::new(self.entries(&[])?.iter(), self))
    }

    /// A struct. Keys that it does not know go to its [`REST`] field. Where it has none they are
    /// noted, and a misspelt key's value is read all the same, as that of the key it was meant to be.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        let entries = self.entries(fields)?;
        self.check_meeting(fields, entries)?;
        let is_known = |(key, _): &&(Node, Node)| fields.contains(&key.text());
        let given = entries.iter().filter(|(key, value)| !says_none(key, value));
        let (known, unknown): (Vec<_>, Vec<_>) = given.partition(is_known);
        let mut pairs = Pairs::new(known.into_iter(), self);
        if fields.contains(&REST) {
            pairs.rest = unknown;
            return visitor.visit_map(pairs);
        }
        let mut absent = fields.to_vec();
        absent.retain(|field| !entries.iter().any(|(key, _)| key.text() == *field));
        for (key, value) in unknown {
            if let Some(mistake) = of_other_file(key, fields) {
                self.notes.borrow_mut().push(mistake);
                continue;
            }
            let same = words::in_another_spelling(key.text(), &absent);
            let other = other_names::heading_for(key.text(), &absent);
            if same.is_none() {
                self.notes.borrow_mut().push(unknown_key(key, value, (fields, &absent)));
            }
            let day = is_day(key, fields).then_some(words::MONTH);
            if let Some(meant) = same.or(other).or(day).or_else(|| nearest::nearest(key.text(), &absent)) {
                absent.retain(|field| *field != meant);
                let is_wrong = day.is_some() && spans::when(value.text()).is_err();
                pairs.misspelt.push((meant, NodeReader { is_wrong, ..self.at(value) }));
            }
        }
        visitor.visit_map(pairs)
    }

    /// A [`Field`]: handed over as its place and its value, so that the value's mistakes stay inside.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Broken> {
        match name {
            FIELD => visitor.visit_seq(FieldParts { part: 0, reader: self }),
            TEXT => match &self.node.kind {
                Kind::Text(text) => visitor.visit_str(text),
                Kind::Empty | Kind::List(_) | Kind::Map(_) => {
                    visitor.visit_seq(SeqDeserializer::new(std::iter::once(self.text_remedy())))
                }
            },
            WHEN => match &self.node.kind {
                Kind::Text(text) => visitor.visit_str(text),
                Kind::List(items) => visitor.visit_seq(Items { items: items.iter(), reader: self }),
                Kind::Empty | Kind::Map(_) => Err(self.note(NO_TEXT, &self.text_remedy())),
            },
            HELD => match &self.node.kind {
                Kind::Text(text) => visitor.visit_str(text),
                Kind::Empty | Kind::List(_) | Kind::Map(_) => visitor.visit_newtype_struct(self),
            },
            _ => visitor.visit_newtype_struct(self),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char bytes byte_buf option unit unit_struct
        tuple tuple_struct enum identifier ignored_any
    }
}

/// The elements of a list.
struct Items<'a> {
    items: std::slice::Iter<'a, Node>,
    reader: NodeReader<'a>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Broken;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Broken> {
        self.items.next().map(|node| seed.deserialize(self.reader.at(node))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The entries of a mapping, then the misspelt ones under the keys that they were meant to be, then
/// those of `rest` together under the key [`REST`].
struct Pairs<'a, I> {
    entries: I,
    misspelt: Vec<(&'static str, NodeReader<'a>)>,
    rest: Vec<&'a (Node, Node)>,
    value: Option<NodeReader<'a>>,
    reader: NodeReader<'a>,
}

impl<'a, I> Pairs<'a, I> {
    fn new(entries: I, reader: NodeReader<'a>) -> Pairs<'a, I> {
        Pairs { entries, misspelt: Vec::new(), rest: Vec::new(), value: None, reader }
    }
}

impl<'de, 'a, I: ExactSizeIterator<Item = &'a (Node, Node)>> MapAccess<'de> for Pairs<'a, I> {
    type Error = Broken;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Broken> {
        if let Some((key, value)) = self.entries.next() {
            self.value = Some(self.reader.at(value));
            return seed.deserialize(self.reader.at(key)).map(Some);
        }
        if let Some((meant, value)) = self.misspelt.pop() {
            self.value = Some(value);
            return seed.deserialize(meant.into_deserializer()).map(Some);
        }
        if self.rest.is_empty() {
            return Ok(None);
        }
        seed.deserialize(REST.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Broken> {
        match self.value.take() {
            Some(value) => seed.deserialize(value),
            None => {
                let rest = Pairs::new(std::mem::take(&mut self.rest).into_iter(), self.reader);
                seed.deserialize(MapAccessDeserializer::new(rest))
            }
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len() + self.misspelt.len() + usize::from(!self.rest.is_empty()))
    }
}

/// A field as a sequence: source, start and end of its place, then its value unless it is empty.
struct FieldParts<'a> {
    part: u8,
    reader: NodeReader<'a>,
}

impl<'de> SeqAccess<'de> for FieldParts<'_> {
    type Error = Broken;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Broken> {
        let Node { kind, span, .. } = self.reader.node;
        self.part += 1;
        match self.part {
            1 => seed.deserialize(span.source.0.into_deserializer()).map(Some),
            2 => seed.deserialize(span.start.into_deserializer()).map(Some),
            3 => seed.deserialize(span.end.into_deserializer()).map(Some),
            4 if !matches!(kind, Kind::Empty) => self.value(seed).map(Some),
            _ => Ok(None),
        }
    }
}

impl FieldParts<'_> {
    /// The value; what serde itself finds wrong with it is noted here, where its place is known.
    fn value<'de, T: DeserializeSeed<'de>>(&self, seed: T) -> Result<T::Value, Broken> {
        if self.reader.is_wrong {
            return Err(Broken::Noted);
        }
        seed.deserialize(self.reader).map_err(|broken| match broken {
            Broken::Noted => Broken::Noted,
            Broken::Said(message) => {
                self.reader.note(&message, "shiryo3 init 見本.yaml で書き方の見本を作り、見比べてください")
            }
        })
    }
}

/// Whether an entry says that there are no meetings, as one that is not there does.
fn says_none(key: &Node, value: &Node) -> bool {
    key.text() == words::MEETINGS && words::NONE.contains(&value.text().trim())
}

/// Whether a key of a meeting, which has some keys, is one for its day.
fn is_day(key: &Node, known: &[&str]) -> bool {
    days::is_key(key.text()) && [words::MONTH, words::SHOWN].iter().all(|other| known.contains(other))
}

/// What is wrong with a key that is none of the known ones, of which some are absent.
fn unknown_key(key: &Node, value: &Node, (known, absent): (&[&str], &[&str])) -> Diagnostic {
    let name = key.text();
    if let Some((heading, content)) =
        name.split_once([':', '：']).filter(|(it, _)| known.contains(&it.trim()))
    {
        let message = format!("「{name}」は、見出しと内容に分かれていません");
        let remedy =
            format!("「{}: {}」のように、「:」の後に空白を入れてください", heading.trim(), content.trim());
        return Diagnostic::at(Code::Colon, key.span, message, remedy);
    }
    let message = format!("「{name}」という見出しは、ここでは使えません");
    let remedy = match other_names::heading_for(name, absent) {
        _ if is_day(key, known) => forms::day_of_meeting(value.text()),
        Some(meant) => format!("「{meant}」と書いてください（{}）", nearest::list(known)),
        None => nearest::remedy_of(name, absent, known),
    };
    Diagnostic::at(Code::UnknownKey, key.span, message, remedy)
}
