//! The document around the pages: catalog, metadata, output intent and information, with nothing in them that
//! changes from run to run.

use pdf_writer::types::{OutputIntentSubtype, PageLayout, PageMode};
use pdf_writer::writers::{Catalog, DocumentInfo};
use pdf_writer::{Date as PdfDate, Finish, Name, Ref, TextStr};

use super::file::File;
use super::xmp::{self, LANGUAGE, PRODUCER};
use crate::model::Date;

/// The colour space of all colours: a profile of sRGB in 736 bytes, of Compact-ICC-Profiles (CC0).
const SRGB: &[u8] = include_bytes!("sRGB-v2-magic.icc");

/// The parts of a document that its catalog names.
pub(super) struct Parts {
    /// The pages.
    pub pages: Ref,
    /// The structure tree.
    pub structure: Ref,
    /// The outline, if there is any.
    pub outline: Option<Ref>,
}

/// Completes a file with the catalog and all that says what the document is.
pub(super) fn finish(mut file: File, parts: &Parts, title: &str, date: Option<Date>) -> Vec<u8> {
    let [catalog, packet, profile, information] = std::array::from_fn(|_| file.id());
    // Metadata stays readable, for programs that know nothing of PDF look for it.
    file.plain_stream(packet, xmp::packet(title, date).as_bytes(), |stream| {
        stream.pair(Name(b"Type"), Name(b"Metadata")).pair(Name(b"Subtype"), Name(b"XML"));
    });
    file.stream(profile, SRGB, |stream| {
        stream.pair(Name(b"N"), 3);
    });
    file.object(catalog, |object| write_catalog(&mut object.start(), parts, packet, profile));
    // In step with the metadata packet.
    file.object(information, |object| {
        let mut information: DocumentInfo = object.start();
        information.title(TextStr(title)).producer(TextStr(PRODUCER));
        if let Some(date) = date {
            // A date may end with the day (ISO 32000-1, 7.9.4).
            information.creation_date(PdfDate::new(date.year()).month(date.month()).day(date.day()));
        }
    });
    file.finish(catalog, information)
}

fn write_catalog(catalog: &mut Catalog, parts: &Parts, packet: Ref, profile: Ref) {
    catalog.pages(parts.pages).lang(TextStr(LANGUAGE)).metadata(packet);
    catalog.pair(Name(b"StructTreeRoot"), parts.structure);
    catalog.mark_info().marked(true);
    catalog.page_layout(PageLayout::SinglePage);
    if let Some(outline) = parts.outline {
        catalog.outlines(outline).page_mode(PageMode::UseOutlines);
    }
    catalog.viewer_preferences().display_doc_title(true);
    let mut intents = catalog.output_intents();
    let mut intent = intents.push();
    intent.subtype(OutputIntentSubtype::PDFA).dest_output_profile(profile);
    intent.output_condition_identifier(TextStr("sRGB")).info(TextStr("sRGB IEC61966-2.1"));
    intent.finish();
}
