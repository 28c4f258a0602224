//! The outline: the themes, and the initiatives below each (ISO 32000-1, 12.3.3). printpdf's own
//! bookmarks are flat and sorted by name.

use lopdf::{Document, Error, Object, ObjectId, dictionary, text_string};

use crate::geom::Pt;
use crate::layout::{Row, Tracks};
use crate::model::{Initiative, Sheet, Template, Text};
use crate::page::{Draw, Page, Role};

/// The first and last line of a level; none where it is empty.
type Ends = Option<(ObjectId, ObjectId)>;

/// A line of the outline.
struct Mark {
    title: String,
    page: usize,
    /// The height on the page that it leads to, from the top.
    y: Pt,
    kids: Vec<Mark>,
}

/// Adds the outline to a document.
pub fn write(
    document: &mut Document,
    sheet: &Sheet,
    template: &Template,
    tracks: &Tracks,
    pages: &[Page],
    ids: &[ObjectId],
) -> Result<(), Error> {
    let marks = marks(sheet, template, tracks, pages);
    let root = document.new_object_id();
    let Some((first, last)) = level(document, &marks, root, pages, ids) else { return Ok(()) };
    let count = marks.len() as i64;
    let outlines = dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count };
    document.set_object(root, outlines);
    let catalog = document.catalog_mut()?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

/// Every theme with its initiatives. A theme that goes on from page to page has one line.
fn marks(sheet: &Sheet, template: &Template, tracks: &Tracks, pages: &[Page]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (page, track) in tracks.pages.iter().enumerate() {
        let place = |is_wanted: &dyn Fn(Role) -> bool| top(&pages[page], is_wanted);
        for row in &tracks.rows[track.rows.clone()] {
            match row {
                Row::Band(band) if band.continued => {}
                Row::Band(band) => {
                    let title = sheet.themes[band.theme].heading.one_line();
                    let y = place(&|role| role == Role::Band(band.theme));
                    marks.push(Mark { title, page, y, kids: Vec::new() });
                }
                Row::Initiative(row) if row.continued => {}
                Row::Initiative(row) => {
                    let initiative = row.initiative_in(sheet);
                    let is_of_row =
                        |role| matches!(role, Role::Cell { number, .. } if number == initiative.number);
                    let mark = Mark {
                        title: title(initiative, template),
                        page,
                        y: place(&is_of_row),
                        kids: Vec::new(),
                    };
                    if let Some(theme) = marks.last_mut() {
                        theme.kids.push(mark);
                    }
                }
            }
        }
    }
    marks
}

/// An initiative's number, and its text in the first text column.
fn title(initiative: &Initiative, template: &Template) -> String {
    let text = template.text_columns().find_map(|(name, _)| initiative.text(name));
    format!("{} {}", initiative.number, text.map_or(String::new(), Text::one_line))
}

/// The top of the highest text of some roles on a page.
fn top(page: &Page, is_wanted: &dyn Fn(Role) -> bool) -> Pt {
    let tops = page.items.iter().filter(|item| is_wanted(item.role)).filter_map(|item| match &item.draw {
        Draw::Text(run) => Some(run.origin.y - run.size * 1.5),
        Draw::Rule { .. } | Draw::Box { .. } => None,
    });
    tops.reduce(|a, b| if b < a { b } else { a }).unwrap_or_default()
}

/// Writes the lines of a level and those below them; gives the level's first and last line.
fn level(
    document: &mut Document,
    marks: &[Mark],
    parent: ObjectId,
    pages: &[Page],
    ids: &[ObjectId],
) -> Ends {
    let lines: Vec<ObjectId> = marks.iter().map(|_| document.new_object_id()).collect();
    for (index, mark) in marks.iter().enumerate() {
        let y = pages[mark.page].size.height - mark.y;
        let place: Vec<Object> = vec![
            ids[mark.page].into(),
            Object::Name(b"XYZ".to_vec()),
            Object::Null,
            Object::Real(y.0.round() as f32),
            Object::Null,
        ];
        let mut line =
            dictionary! { "Title" => text_string(&mark.title), "Parent" => parent, "Dest" => place };
        if index > 0 {
            line.set("Prev", lines[index - 1]);
        }
        if let Some(next) = lines.get(index + 1) {
            line.set("Next", *next);
        }
        if let Some((first, last)) = level(document, &mark.kids, lines[index], pages, ids) {
            line.set("First", first);
            line.set("Last", last);
            // Closed at first: a negative count.
            line.set("Count", -(mark.kids.len() as i64));
        }
        document.set_object(lines[index], line);
    }
    Some((*lines.first()?, *lines.last()?))
}
