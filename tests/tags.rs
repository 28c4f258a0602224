//! The tags of the PDF: the marks on the pages, the structure tree and the way back from one to the
//! other agree, nothing is drawn outside them, and the tree reads like the sheet.

#![allow(clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write};
use std::path::Path;

use common::{BLESS, build_case, cases, mismatch, name, pdf_texts};
use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The operators that draw (ISO 32000-1, annex A).
const DRAWING: &[&str] =
    &["Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI"];

/// The texts of a structure element that a reader may say in place of its content or with it.
const SPOKEN: [&str; 5] = ["T", "Lang", "Alt", "ActualText", "E"];

#[test]
fn marks_structure_and_parent_tree_agree() {
    assert_faultless(|tagged| [tagged.disagreements(), tagged.wrong_parents()].concat());
}

#[test]
fn links_are_tagged_and_described() {
    assert_faultless(Tagged::wrong_links);
}

#[test]
fn all_that_is_drawn_is_tagged_or_an_artifact() {
    assert_faultless(Tagged::stray);
}

/// Asserts that no case's PDF has faults of a kind, and that there are PDFs to look at.
fn assert_faultless(find: impl Fn(&Tagged) -> Vec<String>) {
    let built = cases().into_iter().filter_map(|case| Some((name(&case), build_case(&case).ok()?)));
    let pdfs = built.flat_map(|(name, built)| {
        let comparison = built.comparison.map(|comparison| (format!("{name} comparison"), comparison.pdf));
        [(name, built.pdf)].into_iter().chain(comparison)
    });
    let pdfs: Vec<(String, Vec<u8>)> = pdfs.collect();
    assert!(!pdfs.is_empty());
    let faults: Vec<String> = pdfs
        .iter()
        .flat_map(|(name, pdf)| {
            find(&Tagged::load(pdf)).into_iter().map(move |fault| format!("{name}: {fault}"))
        })
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn cases_give_their_golden_tags() {
    let text = |case: &Path| pdf(case).map(|pdf| structure_text(&pdf));
    let differing = cases().into_iter();
    let differing: Vec<String> =
        differing.filter_map(|case| mismatch(&case.join("tags.txt"), text(&case).as_deref())).collect();
    assert!(
        differing.is_empty(),
        "{}\n{BLESS}=1 cargo test --test tags writes the golden files anew",
        differing.join("\n")
    );
}

/// A mark: the index of its page, and its number (MCID) there.
type Mark = (usize, i64);

/// A tagged PDF, taken apart.
struct Tagged {
    document: Document,
    /// The pages' objects, in order.
    pages: Vec<ObjectId>,
    /// What is on each of them.
    contents: Vec<Content>,
}

/// What is on a page, in the order of drawing.
#[derive(Default)]
struct Content {
    /// The numbers of its marks.
    marks: Vec<i64>,
    /// Marks and artifacts that lie inside others.
    nested: Vec<String>,
    /// All that is drawn.
    drawn: Vec<Drawn>,
}

/// Something drawn.
struct Drawn {
    place: Place,
    operator: String,
    /// What it says, if it is text.
    text: Option<String>,
}

/// What something drawn belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    /// A mark, by its number.
    Mark(i64),
    /// Nothing to read.
    Artifact,
    /// Neither: a reader does not know what to do with it.
    Nowhere,
}

/// What stands in a structure element.
enum Kid {
    Element(ObjectId),
    Mark(Mark),
    /// An annotation.
    Annotation(ObjectId),
}

impl Content {
    /// Follows the marked content (ISO 32000-1, 14.6) of a page. `texts` are those that it shows.
    fn read(operations: &[Operation], texts: Vec<String>) -> Content {
        let (mut content, mut texts) = (Content::default(), texts.into_iter());
        // The sequences that are open; one without a mark, such as a Span, belongs where it lies.
        let mut open: Vec<Place> = Vec::new();
        for operation in operations {
            let around = open.last().copied().unwrap_or(Place::Nowhere);
            match operation.operator.as_str() {
                "BMC" | "BDC" => {
                    let place = begun(operation);
                    content.begin(around, place);
                    open.push(place.unwrap_or(around));
                }
                "EMC" => drop(open.pop().expect("marked content to end")),
                operator if DRAWING.contains(&operator) => {
                    let is_text = matches!(operator, "Tj" | "TJ");
                    let text = is_text.then(|| texts.next().expect("a text"));
                    content.drawn.push(Drawn { place: around, operator: operator.to_owned(), text });
                }
                _ => {}
            }
        }
        assert!(open.is_empty(), "marked content without an end: {open:?}");
        content
    }

    fn begin(&mut self, around: Place, place: Option<Place>) {
        let Some(place) = place else { return };
        if around != Place::Nowhere {
            self.nested.push(format!("{place:?} inside {around:?}"));
        }
        if let Place::Mark(number) = place {
            self.marks.push(number);
        }
    }
}

/// What a sequence of marked content belongs to of its own.
fn begun(operation: &Operation) -> Option<Place> {
    let tag = operation.operands[0].as_name().expect("a tag");
    let properties = operation.operands.get(1).and_then(|properties| properties.as_dict().ok());
    let number = properties.and_then(|properties| properties.get(b"MCID").ok());
    match number {
        Some(number) => Some(Place::Mark(number.as_i64().expect("a number"))),
        None => (tag == b"Artifact").then_some(Place::Artifact),
    }
}

impl Tagged {
    fn load(pdf: &[u8]) -> Tagged {
        let document = Document::load_mem(pdf).expect("a PDF");
        let pages: Vec<ObjectId> = document.page_iter().collect();
        let contents = pages.iter().zip(pdf_texts(pdf)).map(|(page, texts)| {
            let content = document.get_and_decode_page_content(*page).expect("content");
            Content::read(&content.operations, texts)
        });
        let contents = contents.collect();
        Tagged { document, pages, contents }
    }

    /// Where marks on the pages, K lists and ParentTree differ.
    fn disagreements(&self) -> Vec<String> {
        let (drawn, held, found) = (self.marks(), self.held_marks(), self.parent_tree());
        let drawn_set: BTreeSet<Mark> = drawn.iter().copied().collect();
        let held_set: BTreeSet<Mark> = held.iter().map(|(mark, _)| *mark).collect();
        let owners: BTreeSet<(Mark, ObjectId)> = held.iter().copied().collect();
        [
            repeated("on the pages", drawn),
            repeated("in the K lists", held.into_iter().map(|(mark, _)| mark).collect()),
            difference(("on the pages", &drawn_set), ("in the K lists", &held_set)),
            difference(("in the K lists", &owners), ("in the ParentTree", &found)),
        ]
        .concat()
    }

    /// Elements that name another parent than the one that holds them.
    fn wrong_parents(&self) -> Vec<String> {
        let mut mistakes = Vec::new();
        for (element, holder) in self.elements() {
            let parent = self.dictionary(element).get(b"P").and_then(Object::as_reference).ok();
            if parent != Some(holder) {
                mistakes.push(format!("element {element:?} of {holder:?} has the parent {parent:?}"));
            }
        }
        mistakes
    }

    /// Where the annotations of the pages, those in the K lists and the ParentTree differ, and what lacks words.
    fn wrong_links(&self) -> Vec<String> {
        let mut held = BTreeSet::new();
        for (element, _) in self.elements() {
            for kid in self.kids(element) {
                if let Kid::Annotation(annotation) = kid {
                    held.insert((annotation, element));
                }
            }
        }
        let tree = self.parent_tree_entries();
        let annotations = self.pages.iter().flat_map(|page| self.annotations(*page));
        let (mut found, mut mistakes) = (BTreeSet::new(), Vec::new());
        for id in annotations {
            let annotation = self.dictionary(id);
            let key = annotation.get(b"StructParent").and_then(Object::as_i64).expect("a key");
            let element = tree[&key].as_reference().expect("an element");
            found.insert((id, element));
            if self.dictionary(element).get(b"S").and_then(Object::as_name).ok() != Some(b"Link") {
                mistakes.push(format!("{id:?} belongs to {element:?}, which is no link"));
            }
            if !annotation.has(b"Contents") {
                mistakes.push(format!("{id:?} has no words"));
            }
        }
        [mistakes, difference(("in the K lists", &held), ("on the pages", &found))].concat()
    }

    /// The annotations of a page.
    fn annotations(&self, page: ObjectId) -> Vec<ObjectId> {
        let annotations = self.dictionary(page).get(b"Annots").and_then(Object::as_array);
        let annotations = annotations.map_or(&[] as &[Object], Vec::as_slice).iter();
        annotations.map(|annotation| annotation.as_reference().expect("an annotation")).collect()
    }

    /// What is drawn outside marks and artifacts, and those that lie inside each other.
    fn stray(&self) -> Vec<String> {
        let mut mistakes = Vec::new();
        for (page, content) in self.contents.iter().enumerate() {
            let page = page + 1;
            let stray = content.drawn.iter().filter(|drawn| drawn.place == Place::Nowhere);
            mistakes.extend(stray.map(|drawn| {
                let text = drawn.text.as_deref().unwrap_or_default();
                format!("page {page}: {} {text} outside marks and artifacts", drawn.operator)
            }));
            mistakes.extend(content.nested.iter().map(|nested| format!("page {page}: {nested}")));
        }
        mistakes
    }

    /// The marks on the pages.
    fn marks(&self) -> Vec<Mark> {
        let contents = self.contents.iter().enumerate();
        contents.flat_map(|(page, content)| content.marks.iter().map(move |number| (page, *number))).collect()
    }

    /// The marks in the K lists, each with its element.
    fn held_marks(&self) -> Vec<(Mark, ObjectId)> {
        let mut held = Vec::new();
        for (element, _) in self.elements() {
            for kid in self.kids(element) {
                if let Kid::Mark(mark) = kid {
                    held.push((mark, element));
                }
            }
        }
        held
    }

    /// The marks in the ParentTree, each with its element.
    fn parent_tree(&self) -> BTreeSet<(Mark, ObjectId)> {
        let mut found = BTreeSet::new();
        for (key, entry) in self.parent_tree_entries() {
            let (_, elements) = self.document.dereference(entry).expect("elements");
            // The entry of an annotation is its element.
            let Ok(elements) = elements.as_array() else { continue };
            let page = self.page_of_key(key);
            for (number, element) in elements.iter().enumerate() {
                // A null stands for a number that the page does not use.
                if let Ok(element) = element.as_reference() {
                    found.insert(((page, number as i64), element));
                }
            }
        }
        found
    }

    /// The entries of the ParentTree by their keys.
    fn parent_tree_entries(&self) -> BTreeMap<i64, &Object> {
        let tree = self.document.get_dict_in_dict(self.dictionary(self.root()), b"ParentTree");
        let numbers = self.array(tree.expect("a ParentTree"), b"Nums");
        numbers.chunks(2).map(|entry| (entry[0].as_i64().expect("a key"), &entry[1])).collect()
    }

    /// The page that has a key of the ParentTree.
    fn page_of_key(&self, key: i64) -> usize {
        let has_key = |page: &ObjectId| {
            self.dictionary(*page).get(b"StructParents").and_then(Object::as_i64).ok() == Some(key)
        };
        let mut pages = (0..self.pages.len()).filter(|page| has_key(&self.pages[*page]));
        let page = pages.next().unwrap_or_else(|| panic!("no page has the StructParents {key}"));
        assert_eq!(pages.next(), None, "a second page has the StructParents {key}");
        page
    }

    /// The root of the structure tree.
    fn root(&self) -> ObjectId {
        let root = self.document.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot"));
        root.and_then(Object::as_reference).expect("a StructTreeRoot")
    }

    /// The elements of the tree in the order of reading, each with what holds it.
    fn elements(&self) -> Vec<(ObjectId, ObjectId)> {
        let mut elements = Vec::new();
        self.collect_elements(self.root(), &mut elements);
        elements
    }

    fn collect_elements(&self, holder: ObjectId, elements: &mut Vec<(ObjectId, ObjectId)>) {
        for kid in self.kids(holder) {
            if let Kid::Element(element) = kid {
                elements.push((element, holder));
                self.collect_elements(element, elements);
            }
        }
    }

    /// The K list of an element or of the root (ISO 32000-1, 14.7.4).
    fn kids(&self, holder: ObjectId) -> Vec<Kid> {
        let holder = self.dictionary(holder);
        let kids = match holder.get_deref(b"K", &self.document) {
            Ok(Object::Array(kids)) => kids.as_slice(),
            Ok(_) => std::slice::from_ref(holder.get(b"K").expect("a kid")),
            Err(_) => &[],
        };
        kids.iter().map(|kid| self.kid(kid, holder)).collect()
    }

    fn kid(&self, kid: &Object, holder: &Dictionary) -> Kid {
        let (id, object) = self.document.dereference(kid).expect("a kid");
        match object {
            Object::Integer(number) => Kid::Mark((self.page(holder), *number)),
            Object::Dictionary(kid) if kid.has(b"Obj") => {
                Kid::Annotation(kid.get(b"Obj").and_then(Object::as_reference).expect("an annotation"))
            }
            Object::Dictionary(kid) => match (kid.get(b"MCID").and_then(Object::as_i64), id) {
                (Ok(number), _) => Kid::Mark((self.page(if kid.has(b"Pg") { kid } else { holder }), number)),
                (Err(_), Some(element)) => Kid::Element(element),
                (Err(_), None) => panic!("neither a mark nor an element: {kid:?}"),
            },
            other => panic!("neither a mark nor an element: {other:?}"),
        }
    }

    /// The index of the page that a dictionary names.
    fn page(&self, dictionary: &Dictionary) -> usize {
        let page = dictionary.get(b"Pg").and_then(Object::as_reference).expect("the page of a mark");
        self.pages.iter().position(|id| *id == page).expect("a page of the document")
    }

    fn dictionary(&self, id: ObjectId) -> &Dictionary {
        self.document.get_dictionary(id).expect("a dictionary")
    }

    fn array<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
        dictionary.get_deref(key, &self.document).and_then(Object::as_array).expect("an array")
    }
}

/// The marks that a list has more than once.
fn repeated(place: &str, mut marks: Vec<Mark>) -> Vec<String> {
    marks.sort_unstable();
    let repeats = marks.windows(2).filter(|pair| pair[0] == pair[1]);
    repeats.map(|pair| format!("{:?} is {place} more than once", pair[0])).collect()
}

/// What one of two sets has and the other has not.
fn difference<T: Ord + Debug>(first: (&str, &BTreeSet<T>), second: (&str, &BTreeSet<T>)) -> Vec<String> {
    let one_way = |(here, those): (&str, &BTreeSet<T>), (there, others): (&str, &BTreeSet<T>)| {
        let missing = those.difference(others);
        missing.map(|one| format!("{one:?} is {here} but not {there}")).collect::<Vec<_>>()
    };
    [one_way(first, second), one_way(second, first)].concat()
}

/// The structure tree as text: a line for each element with its attributes and what is said in place
/// of its content, the texts of its marks, and the page where it changes; then the texts that are
/// artifacts.
fn structure_text(pdf: &[u8]) -> String {
    let tagged = Tagged::load(pdf);
    let mut listing = Listing { texts: tagged.texts(), page: None, text: String::new(), tagged: &tagged };
    for kid in tagged.kids(tagged.root()) {
        listing.kid(&kid, 0);
    }
    listing.artifacts();
    listing.text
}

impl Tagged {
    /// The texts that each mark holds.
    fn texts(&self) -> BTreeMap<Mark, Vec<String>> {
        let mut texts: BTreeMap<Mark, Vec<String>> = BTreeMap::new();
        for (page, content) in self.contents.iter().enumerate() {
            for drawn in &content.drawn {
                if let (Place::Mark(number), Some(text)) = (drawn.place, &drawn.text) {
                    texts.entry((page, number)).or_default().push(text.clone());
                }
            }
        }
        texts
    }

    /// The page on which an element begins, if it holds anything.
    fn first_page(&self, kid: &Kid) -> Option<usize> {
        match kid {
            Kid::Mark((page, _)) => Some(*page),
            Kid::Annotation(annotation) => {
                self.pages.iter().position(|page| self.annotations(*page).contains(annotation))
            }
            Kid::Element(element) => self.kids(*element).iter().find_map(|kid| self.first_page(kid)),
        }
    }

    /// What an element is: type, attributes, and its own texts.
    fn element_text(&self, element: ObjectId) -> String {
        let element = self.dictionary(element);
        let mut text = value_text(element.get(b"S").expect("a type"));
        for attributes in self.attributes(element) {
            for (key, value) in attributes.iter().filter(|(key, _)| *key != b"O") {
                write!(text, " {}={}", String::from_utf8_lossy(key), value_text(value)).expect("text grows");
            }
        }
        for key in SPOKEN {
            if let Ok(spoken) = element.get_deref(key.as_bytes(), &self.document) {
                let spoken = lopdf::decode_text_string(spoken).expect("a text string");
                write!(text, " {key}={}", quoted(&spoken)).expect("text grows");
            }
        }
        text
    }

    /// What an annotation says, and where it leads.
    fn annotation_text(&self, id: ObjectId) -> String {
        let annotation = self.dictionary(id);
        let words = annotation.get(b"Contents").and_then(lopdf::decode_text_string).expect("words");
        let action = annotation.get(b"A").and_then(Object::as_dict).expect("an action");
        let uri = action.get(b"URI").and_then(Object::as_str).expect("an address");
        format!("({words}) leads to {}", String::from_utf8_lossy(uri))
    }

    /// The attributes of an element (ISO 32000-1, 14.7.5), without those of its look.
    fn attributes<'a>(&'a self, element: &'a Dictionary) -> Vec<&'a Dictionary> {
        let objects = match element.get_deref(b"A", &self.document) {
            Ok(Object::Array(objects)) => objects.iter().collect(),
            Ok(object) => vec![object],
            Err(_) => Vec::new(),
        };
        // Revision numbers may stand among the dictionaries.
        let attributes =
            objects.into_iter().filter_map(|object| self.document.dereference(object).ok()?.1.as_dict().ok());
        let is_look = |owner: &Object| owner.as_name().ok() == Some(b"Layout".as_slice());
        attributes.filter(|attributes| !attributes.get(b"O").is_ok_and(is_look)).collect()
    }
}

fn value_text(value: &Object) -> String {
    match value {
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        Object::Integer(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\n', "⏎"))
}

/// A structure tree being written down.
struct Listing<'a> {
    tagged: &'a Tagged,
    texts: BTreeMap<Mark, Vec<String>>,
    /// The page of what was written last.
    page: Option<usize>,
    text: String,
}

impl Listing<'_> {
    fn kid(&mut self, kid: &Kid, depth: usize) {
        self.turn_to(self.tagged.first_page(kid));
        match kid {
            Kid::Mark(mark) => self.line(depth, &self.mark_text(*mark)),
            Kid::Annotation(annotation) => self.line(depth, &self.tagged.annotation_text(*annotation)),
            Kid::Element(element) => self.element(*element, depth),
        }
    }

    /// The text of an only mark stands on its element's line.
    fn element(&mut self, element: ObjectId, depth: usize) {
        let line = self.tagged.element_text(element);
        let kids = self.tagged.kids(element);
        if let [Kid::Mark(mark)] = kids[..] {
            return self.line(depth, &format!("{line} {}", self.mark_text(mark)));
        }
        self.line(depth, &line);
        for kid in &kids {
            self.kid(kid, depth + 1);
        }
    }

    /// The lines of text in a mark.
    fn mark_text(&self, mark: Mark) -> String {
        self.texts.get(&mark).map_or("(no text)".to_owned(), |lines| quoted(&lines.join("\n")))
    }

    fn turn_to(&mut self, page: Option<usize>) {
        if let Some(page) = page.filter(|page| self.page != Some(*page)) {
            self.page = Some(page);
            self.line(0, &format!("# page {}", page + 1));
        }
    }

    fn artifacts(&mut self) {
        for (page, content) in self.tagged.contents.iter().enumerate() {
            let artifacts = content.drawn.iter().filter(|drawn| drawn.place == Place::Artifact);
            let texts: Vec<&str> = artifacts.filter_map(|drawn| drawn.text.as_deref()).collect();
            if !texts.is_empty() {
                self.line(0, &format!("# artifacts of page {}", page + 1));
            }
            for text in texts {
                self.line(0, &quoted(text));
            }
        }
    }

    fn line(&mut self, depth: usize, line: &str) {
        writeln!(self.text, "{:1$}{line}", "", depth * 2).expect("text grows");
    }
}

/// A case's PDF, if the case has no mistakes.
fn pdf(case: &Path) -> Option<Vec<u8>> {
    build_case(case).ok().map(|built| built.pdf)
}
