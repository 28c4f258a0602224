//! Writes the structure tree (ISO 32000-1, 14.7).

use pdf_writer::types::{StructRole, TableHeaderScope, TextDecorationType};
use pdf_writer::writers::{Attributes, MarkedRef, ObjectRef, StructTreeRoot};
use pdf_writer::{Dict, Finish, Name, Obj, Ref, TextStr};

use super::file::File;
use super::tags::{Decoration, Kid, Node, Scope, Tag};

/// The objects that a tree and the pages refer to each other by.
#[derive(Default)]
pub(super) struct Objects {
    /// The elements of the tree's nodes.
    pub elements: Vec<Ref>,
    /// The pages.
    pub pages: Vec<Ref>,
    /// The links of each page.
    pub links: Vec<Vec<Ref>>,
    /// What the parent tree has: for a page the list of the elements that its marks belong to, for a link its
    /// element.
    pub parents: Vec<Ref>,
}

/// Writes the nodes of a tree.
pub(super) fn write(file: &mut File, nodes: &[Node], objects: &Objects) -> Ref {
    let root = file.id();
    let ids = &objects.elements;
    for (index, node) in nodes.iter().enumerate() {
        let parent = if index == 0 { root } else { ids[node.parent as usize] };
        file.object(ids[index], |object| element(&mut object.dict(), node, parent, objects));
    }
    file.object(root, |object| {
        let mut root: StructTreeRoot = object.start();
        root.children().item(ids[0]);
        let mut tree = root.parent_tree();
        let mut entries = tree.nums();
        for (key, parents) in objects.parents.iter().enumerate() {
            entries.insert(key as i32, *parents);
        }
        entries.finish();
        tree.finish();
        root.parent_tree_next_key(objects.parents.len() as i32);
    });
    root
}

/// Writes an element, without a word on its being one: where it stands says so.
fn element(element: &mut Dict, node: &Node, parent: Ref, objects: &Objects) {
    element.pair(Name(b"S"), role(node.tag).to_name());
    attributes(element, node.tag);
    if let Some(spoken) = &node.spoken {
        element.pair(Name(b"ActualText"), TextStr(spoken));
    }
    // What differs from that of the element before stands last: the longer is what it has in common with that.
    element.pair(Name(b"P"), parent);
    let own_page = node.kids.iter().find_map(|kid| match kid {
        Kid::Mark { page, .. } => Some(*page),
        Kid::Node(_) | Kid::Link { .. } => None,
    });
    if let Some(page) = own_page {
        element.pair(Name(b"Pg"), objects.pages[page as usize]);
    }
    match node.kids.as_slice() {
        [] => {}
        [only] => kid(element.insert(Name(b"K")), *only, own_page, objects),
        kids => {
            let mut array = element.insert(Name(b"K")).array();
            kids.iter().for_each(|one| kid(array.push(), *one, own_page, objects));
        }
    }
}

fn kid(object: Obj, kid: Kid, own_page: Option<u32>, objects: &Objects) {
    let Objects { elements, pages, links, .. } = objects;
    match kid {
        Kid::Node(node) => object.primitive(elements[node as usize]),
        Kid::Mark { page, mark } if Some(page) == own_page => object.primitive(mark as i32),
        // Marks on another page than the element's own name theirs.
        Kid::Mark { page, mark } => {
            object.start::<MarkedRef>().page(pages[page as usize]).marked_content_id(mark as i32);
        }
        Kid::Link { page, link } => {
            let (page, link) = (page as usize, link as usize);
            object.start::<ObjectRef>().page(pages[page]).object(links[page][link]);
        }
    }
}

/// The name of a structure type, as marked content has it.
pub(super) fn name(tag: Tag) -> String {
    String::from_utf8_lossy(role(tag).to_name().0).into_owned()
}

/// The structure type.
fn role(tag: Tag) -> StructRole {
    match tag {
        Tag::Document => StructRole::Document,
        Tag::P => StructRole::P,
        Tag::H1 => StructRole::H1,
        Tag::H2 => StructRole::H2,
        Tag::Table => StructRole::Table,
        Tag::THead => StructRole::THead,
        Tag::TBody => StructRole::TBody,
        Tag::TR => StructRole::TR,
        Tag::TH { .. } => StructRole::TH,
        Tag::TD { .. } => StructRole::TD,
        Tag::L => StructRole::L,
        Tag::LI => StructRole::LI,
        Tag::LBody => StructRole::LBody,
        Tag::Span(_) => StructRole::Span,
        Tag::Link => StructRole::Link,
    }
}

/// The table attributes of a head or cell (ISO 32000-1, 14.8.5.7), or the line of a part of a text (14.8.5.4).
fn attributes(element: &mut Dict, tag: Tag) {
    match tag {
        Tag::Span(Some(decoration)) => {
            let line = match decoration {
                Decoration::LineThrough => TextDecorationType::LineThrough,
                Decoration::Underline => TextDecorationType::Underline,
            };
            start(element).layout().text_decoration_type(line);
        }
        Tag::TH { scope, columns } => {
            let mut head = start(element).table();
            head.scope(match scope {
                Scope::Column => TableHeaderScope::Column,
                Scope::Row => TableHeaderScope::Row,
            });
            if columns > 1 {
                head.col_span(columns as i32);
            }
        }
        Tag::TD { columns } if columns > 1 => {
            start(element).table().col_span(columns as i32);
        }
        _ => {}
    }
}

fn start<'a>(element: &'a mut Dict) -> Attributes<'a> {
    element.insert(Name(b"A")).start()
}
