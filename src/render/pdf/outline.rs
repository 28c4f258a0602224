//! The outline: the themes, and the initiatives below each (ISO 32000-1, 12.3.3). printpdf's own
//! bookmarks are flat and sorted by name.

use lopdf::{Document, Error, Object, ObjectId, dictionary, text_string};

use crate::geom::Pt;
use crate::page::{Page, Target};
use crate::table::Table;

/// The first and last line of a level; none where it is empty.
type Ends = Option<(ObjectId, ObjectId)>;

/// A line of the outline.
struct Entry {
    title: String,
    page: usize,
    /// The height on the page that it leads to, from the top.
    y: Pt,
    kids: Vec<Entry>,
}

/// Adds the outline to a document.
pub(super) fn write(
    document: &mut Document,
    table: &Table,
    pages: &[Page],
    ids: &[ObjectId],
) -> Result<(), Error> {
    let entries = entries(table, pages);
    let root = document.new_object_id();
    let Some((first, last)) = level(document, &entries, root, pages, ids) else { return Ok(()) };
    let count = entries.len() as i64;
    let outlines = dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count };
    document.set_object(root, outlines);
    let catalog = document.catalog_mut()?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

/// Every theme with its rows. A theme that goes on from page to page has one line.
fn entries(table: &Table, pages: &[Page]) -> Vec<Entry> {
    let mut themes: Vec<Entry> = Vec::new();
    let anchors =
        pages.iter().enumerate().flat_map(|(page, shown)| shown.anchors.iter().map(move |at| (page, at)));
    for (page, anchor) in anchors {
        let entry = |title| Entry { title, page, y: anchor.y, kids: Vec::new() };
        match anchor.target {
            Target::Band(band) => themes.push(entry(table.bands[band].heading.latest())),
            Target::Row(at) => {
                let title = table.row_title(table.row(at));
                themes[at.band].kids.push(entry(title));
            }
        }
    }
    themes
}

/// Writes the lines of a level and those below them; gives the level's first and last line.
fn level(
    document: &mut Document,
    entries: &[Entry],
    parent: ObjectId,
    pages: &[Page],
    ids: &[ObjectId],
) -> Ends {
    let lines: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    for (index, entry) in entries.iter().enumerate() {
        let y = pages[entry.page].size.height - entry.y;
        let place: Vec<Object> = vec![
            ids[entry.page].into(),
            Object::Name(b"XYZ".to_vec()),
            Object::Null,
            Object::Real(y.0.round() as f32),
            Object::Null,
        ];
        let mut line =
            dictionary! { "Title" => text_string(&entry.title), "Parent" => parent, "Dest" => place };
        if index > 0 {
            line.set("Prev", lines[index - 1]);
        }
        if let Some(next) = lines.get(index + 1) {
            line.set("Next", *next);
        }
        if let Some((first, last)) = level(document, &entry.kids, lines[index], pages, ids) {
            line.set("First", first);
            line.set("Last", last);
            // Closed at first: a negative count.
            line.set("Count", -(entry.kids.len() as i64));
        }
        document.set_object(lines[index], line);
    }
    Some((*lines.first()?, *lines.last()?))
}
