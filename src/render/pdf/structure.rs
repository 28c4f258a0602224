//! Writes the structure tree into the document (ISO 32000-1, 14.7).

use lopdf::{Dictionary, Document, Error, Object, ObjectId, dictionary, text_string};

use super::tags::{Decoration, Kid, Node, Scope, Tag, Tree};

/// Adds a tree to a document whose pages carry its marks.
pub(super) fn write(document: &mut Document, tree: &Tree, pages: &[ObjectId]) -> Result<(), Error> {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = tree.nodes.iter().map(|_| document.new_object_id()).collect();
    for (index, node) in tree.nodes.iter().enumerate() {
        let parent = if index == 0 { root } else { ids[node.parent] };
        document.set_object(ids[index], element(node, parent, &ids, pages));
    }
    let parents = parent_tree(document, tree, &ids, pages)?;
    let root_element = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => vec![ids[0].into()],
        "ParentTree" => parents,
        "ParentTreeNextKey" => pages.len() as i64,
    };
    document.set_object(root, root_element);
    document.catalog_mut()?.set("StructTreeRoot", root);
    Ok(())
}

fn element(node: &Node, parent: ObjectId, ids: &[ObjectId], pages: &[ObjectId]) -> Dictionary {
    let mut element = dictionary! { "Type" => "StructElem", "S" => name(node.tag), "P" => parent };
    let page = node.kids.iter().find_map(|kid| match kid {
        Kid::Mark { page, .. } => Some(*page),
        Kid::Node(_) => None,
    });
    if let Some(page) = page {
        element.set("Pg", pages[page]);
    }
    if !node.kids.is_empty() {
        let kids = node.kids.iter().map(|kid| kid_object(*kid, page, ids, pages));
        element.set("K", kids.collect::<Vec<Object>>());
    }
    if let Some(spoken) = &node.spoken {
        element.set("ActualText", text_string(spoken));
    }
    if let Some(attributes) = attributes(node.tag) {
        element.set("A", attributes);
    }
    element
}

/// A kid; marks on another page than the element's own name theirs.
fn kid_object(kid: Kid, own_page: Option<usize>, ids: &[ObjectId], pages: &[ObjectId]) -> Object {
    match kid {
        Kid::Node(node) => ids[node].into(),
        Kid::Mark { page, mark } if Some(page) == own_page => (mark as i64).into(),
        Kid::Mark { page, mark } => {
            dictionary! { "Type" => "MCR", "Pg" => pages[page], "MCID" => mark as i64 }.into()
        }
    }
}

/// The name of a structure type.
pub(super) fn name(tag: Tag) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::P => "P",
        Tag::H1 => "H1",
        Tag::H2 => "H2",
        Tag::Table => "Table",
        Tag::THead => "THead",
        Tag::TBody => "TBody",
        Tag::TR => "TR",
        Tag::TH { .. } => "TH",
        Tag::TD { .. } => "TD",
        Tag::L => "L",
        Tag::LI => "LI",
        Tag::LBody => "LBody",
        Tag::Span(_) => "Span",
    }
}

/// The table attributes of a head or cell (ISO 32000-1, 14.8.5.7), or the line of a part of a text (14.8.5.4).
fn attributes(tag: Tag) -> Option<Dictionary> {
    let (scope, columns) = match tag {
        Tag::Span(Some(decoration)) => {
            let line = match decoration {
                Decoration::LineThrough => "LineThrough",
                Decoration::Underline => "Underline",
            };
            return Some(dictionary! { "O" => "Layout", "TextDecorationType" => line });
        }
        Tag::TH { scope, columns } => (Some(scope), columns),
        Tag::TD { columns } => (None, columns),
        _ => return None,
    };
    let mut attributes = dictionary! { "O" => "Table" };
    if let Some(scope) = scope {
        attributes.set("Scope", if scope == Scope::Row { "Row" } else { "Column" });
    }
    if columns > 1 {
        attributes.set("ColSpan", columns as i64);
    }
    (attributes.len() > 1).then_some(attributes)
}

/// The way back from each mark to its element, and the pages' entries in it.
fn parent_tree(
    document: &mut Document,
    tree: &Tree,
    ids: &[ObjectId],
    pages: &[ObjectId],
) -> Result<ObjectId, Error> {
    let mut numbers: Vec<Object> = Vec::new();
    for (index, marks) in tree.marks.iter().enumerate() {
        let parents: Vec<Object> = marks.iter().flatten().map(|mark| ids[mark.node].into()).collect();
        numbers.extend([Object::from(index as i64), parents.into()]);
        let page = document.get_dictionary_mut(pages[index])?;
        page.set("StructParents", index as i64);
        // Tab order follows the structure (PDF/UA-1, 7.18.3).
        page.set("Tabs", "S");
    }
    Ok(document.add_object(dictionary! { "Nums" => numbers }))
}
