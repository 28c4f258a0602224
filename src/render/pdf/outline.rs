//! The outline: the themes, and the initiatives below each (ISO 32000-1, 12.3.3).

use pdf_writer::writers::{Outline, OutlineItem};
use pdf_writer::{Finish, Name, Null, Ref, TextStr};

use super::file::File;
use crate::geom::Pt;
use crate::page::{Page, Target};
use crate::table::Table;

/// A line of the outline, and those below it.
pub(super) struct Entry {
    title: String,
    page: Ref,
    /// The height on the page that it leads to, from the bottom.
    y: Pt,
    kids: Vec<Entry>,
}

/// Adds the lines that lead to a page. A theme that goes on from page to page has one line.
pub(super) fn note(themes: &mut Vec<Entry>, table: &Table, shown: &Page, page: Ref) {
    for anchor in &shown.anchors {
        let y = shown.size.height - anchor.y;
        let entry = |title| Entry { title, page, y, kids: Vec::new() };
        match anchor.target {
            Target::Band(band) => themes.push(entry(table.bands[band].heading.latest())),
            Target::Row(at) => themes[at.band].kids.push(entry(table.row_title(table.row(at)))),
        }
    }
}

/// Writes the outline, if there is any.
pub(super) fn write(file: &mut File, themes: &[Entry]) -> Option<Ref> {
    let root = file.id();
    let (first, last) = level(file, themes, root)?;
    file.object(root, |object| {
        object.start::<Outline>().first(first).last(last).count(themes.len() as i32);
    });
    Some(root)
}

/// Writes the lines of a level and those below them; gives the level's first and last line, or none where it
/// is empty.
fn level(file: &mut File, entries: &[Entry], parent: Ref) -> Option<(Ref, Ref)> {
    let lines: Vec<Ref> = entries.iter().map(|_| file.id()).collect();
    for (index, entry) in entries.iter().enumerate() {
        let kids = level(file, &entry.kids, lines[index]);
        file.object(lines[index], |object| {
            let mut line: OutlineItem = object.start();
            line.title(TextStr(&entry.title)).parent(parent);
            // Only the height changes, neither what is seen from the left on nor the magnification.
            let mut place = line.insert(Name(b"Dest")).array();
            place.item(entry.page).item(Name(b"XYZ")).item(Null).item(entry.y.0.round() as f32).item(Null);
            place.finish();
            if index > 0 {
                line.prev(lines[index - 1]);
            }
            if let Some(next) = lines.get(index + 1) {
                line.next(*next);
            }
            if let Some((first, last)) = kids {
                // Closed at first: a negative count.
                line.first(first).last(last).count(-(entry.kids.len() as i32));
            }
        });
    }
    Some((*lines.first()?, *lines.last()?))
}
