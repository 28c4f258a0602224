//! The document around the pages: structure, outline, metadata, output intent and identifier, with
//! nothing in them that changes from run to run.

use lopdf::{Document, Error, Object, ObjectId, Stream, dictionary, text_string};

use super::tags::Tree;
use super::xmp::{self, LANGUAGE, PRODUCER};
use super::{file, outline, structure};
use crate::model::Date;
use crate::page::Page;
use crate::table::Table;

/// The colour space of all colours: a profile of sRGB in 736 bytes, of Compact-ICC-Profiles (CC0).
const SRGB: &[u8] = include_bytes!("sRGB-v2-magic.icc");

/// Completes a document whose pages carry the marks of `tree`, and writes it.
pub(super) fn finish(
    mut document: Document,
    table: &Table,
    pages: &[Page],
    tree: &Tree,
) -> Result<Vec<u8>, Error> {
    clear(&mut document)?;
    let ids: Vec<ObjectId> = document.page_iter().collect();
    structure::write(&mut document, tree, &ids)?;
    outline::write(&mut document, table, pages, &ids)?;
    // One line: the window bar and the information dictionary have no more.
    let title = table.title.latest();
    catalog(&mut document, &title, table.date)?;
    information(&mut document, &title, table.date);
    Ok(file::write(&document)?)
}

/// Takes out what printpdf leaves and nobody needs: information with dates and empty entries, and
/// empty lists of annotations. This comes before the structure is added: lopdf looks through all
/// objects for each one, and the structure of a long sheet has a hundred thousand.
fn clear(document: &mut Document) -> Result<(), Error> {
    document.trailer.remove(b"Info");
    let pages: Vec<ObjectId> = document.page_iter().collect();
    for page in pages {
        document.get_dictionary_mut(page)?.remove(b"Annots");
    }
    document.prune_objects();
    document.renumber_objects();
    Ok(())
}

fn catalog(document: &mut Document, title: &str, date: Option<Date>) -> Result<(), Error> {
    let packet = xmp::packet(title, date);
    let packet = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet.into_bytes());
    let packet = document.add_object(packet);
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    let catalog = document.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(LANGUAGE));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Metadata", packet);
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.set("PageLayout", "SinglePage");
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    Ok(())
}

/// The information dictionary, in step with the metadata packet.
fn information(document: &mut Document, title: &str, date: Option<Date>) {
    let mut information = dictionary! { "Title" => text_string(title), "Producer" => text_string(PRODUCER) };
    if let Some(date) = date {
        // A date may end with the day (ISO 32000-1, 7.9.4).
        let date = format!("D:{:04}{:02}{:02}", date.year(), date.month(), date.day());
        information.set("CreationDate", Object::string_literal(date));
    }
    let information = document.add_object(information);
    document.trailer.set("Info", information);
}
