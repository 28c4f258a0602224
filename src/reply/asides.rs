//! What lies on the cells of Office Open XML: notes, threads of comments, text boxes and pictures.

use super::book::{Meter, Place, place};
use super::links::Links;
use super::package::Package;
use super::refusal::{self, Refusal};
use super::strings::words;
use super::xml::{Part, Parts, parts};

/// What lies on the cells of a worksheet: where, and what it says.
pub(super) struct Asides {
    /// Notes and comments.
    pub notes: Vec<(Place, String)>,
    /// Text boxes, and pictures, which say nothing.
    pub shapes: Vec<(Place, String)>,
}

/// Reads what lies on a worksheet's cells.
pub(super) fn read(package: &mut Package, links: &Links, meter: &mut Meter) -> Result<Asides, Refusal> {
    let mut notes = notes(&part(package, links, "comments")?, meter)?;
    let threads = self::notes(&part(package, links, "threadedComment")?, meter)?;
    // Programs that know no threads find a copy of each among the notes.
    notes.retain(|(at, _)| threads.iter().all(|(place, _)| place != at));
    notes.extend(threads);
    Ok(Asides { notes, shapes: shapes(&part(package, links, "drawing")?, meter)? })
}

/// The part of a kind that a worksheet has; nothing where it has none.
fn part(package: &mut Package, links: &Links, kind: &str) -> Result<String, Refusal> {
    let link = links.values().find(|link| link.kind == kind);
    Ok(link.map(|link| package.text(&link.target)).transpose()?.flatten().unwrap_or_default())
}

/// The notes of a part, in which they are texts of runs, or the comments of one, in which they are plain.
fn notes(xml: &str, meter: &mut Meter) -> Result<Vec<(Place, String)>, Refusal> {
    let (mut notes, mut at) = (Vec::new(), None);
    let mut all = parts(xml);
    while let Some(part) = all.next() {
        let Part::Start(tag) = part.map_err(|_| refusal::broken())? else { continue };
        let text = match tag.name() {
            "comment" | "threadedComment" => {
                at = tag
                    .get("ref")
                    .and_then(|reference| place(&reference))
                    .map(|at| (at, tag.name() == "comment"));
                continue;
            }
            "text" => match at {
                Some((_, true)) => words(&mut all, "text").map_err(|_| refusal::broken())?.kept,
                _ => plain(&mut all)?,
            },
            _ => continue,
        };
        meter.mark()?;
        meter.text(text.len())?;
        notes.extend(at.map(|(at, _)| (at, text)));
    }
    Ok(notes)
}

/// The text up to the end of its element.
fn plain(all: &mut Parts) -> Result<String, Refusal> {
    let mut whole = String::new();
    for part in all {
        match part.map_err(|_| refusal::broken())? {
            Part::Text(text) => whole.push_str(&text),
            Part::End(_) => break,
            Part::Start(_) => {}
        }
    }
    Ok(whole)
}

/// The elements of text boxes, pictures, lines, charts and writing by hand (ECMA-376 20.5.2).
const SHAPES: [&str; 5] = ["sp", "pic", "cxnSp", "graphicFrame", "contentPart"];

/// The text boxes and pictures that lie on a worksheet: the cell below the upper left corner of each, and what it
/// says; a picture says nothing.
fn shapes(xml: &str, meter: &mut Meter) -> Result<Vec<(Place, String)>, Refusal> {
    let (mut shapes, mut at, mut said, mut field) = (Vec::new(), Place::default(), String::new(), "");
    for part in parts(xml) {
        match part.map_err(|_| refusal::broken())? {
            Part::Start(tag) => match tag.name() {
                "from" => at = Place::default(),
                name if SHAPES.contains(&name) => said.clear(),
                "row" => field = "row",
                "col" => field = "col",
                "t" => field = "t",
                _ => {}
            },
            Part::Text(text) => match field {
                "row" if at.0 == 0 => at.0 = text.trim().parse().unwrap_or(0),
                "col" if at.1 == 0 => at.1 = text.trim().parse().unwrap_or(0),
                "t" => said.push_str(&text),
                _ => {}
            },
            Part::End(tag) => {
                field = "";
                match tag.as_str() {
                    "p" => said.push('\n'),
                    name if SHAPES.contains(&name) => {
                        meter.mark()?;
                        meter.text(said.len())?;
                        shapes.push((at, said.trim().to_owned()));
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(shapes)
}
