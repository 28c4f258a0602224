//! The document around the pages: catalog, information and identifier, with nothing in them that
//! changes from run to run.

use lopdf::{Dictionary, Document, Error, Object, StringFormat, dictionary, text_string};

/// Completes a document and writes it. Its title stands in the window bar.
pub fn finish(mut document: Document, title: &str) -> Result<Vec<u8>, Error> {
    document.version = "1.7".to_owned();
    catalog(document.catalog_mut()?);
    information(&mut document, title);
    drop_empty_annotations(&mut document);
    document.prune_objects();
    document.renumber_objects();
    document.compress();
    write(document)
}

fn catalog(catalog: &mut Dictionary) {
    catalog.set("Lang", Object::string_literal("ja-JP"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("PageLayout", "SinglePage");
}

/// Replaces printpdf's information, which holds dates and empty entries, by our own.
fn information(document: &mut Document, title: &str) {
    let producer = concat!("shiryo3 ", env!("CARGO_PKG_VERSION"));
    let information = dictionary! {
        "Title" => text_string(title),
        "Producer" => text_string(producer),
    };
    let information = document.add_object(information);
    document.trailer.set("Info", information);
}

fn drop_empty_annotations(document: &mut Document) {
    let pages: Vec<_> = document.page_iter().collect();
    for page in pages {
        if let Ok(page) = document.get_dictionary_mut(page) {
            page.remove(b"Annots");
        }
    }
}

/// Writes the file with an identifier (ISO 32000-1, 14.4) made from its own content.
fn write(mut document: Document) -> Result<Vec<u8>, Error> {
    document.trailer.remove(b"ID");
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes)?;
    let hash = fnv128(bytes.drain(..)).to_be_bytes().to_vec();
    let id = Object::String(hash, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    document.save_modern(&mut bytes)?;
    Ok(bytes)
}

/// The 128-bit FNV-1a hash (RFC 9923): enough to tell contents apart, no secret.
pub fn fnv128(bytes: impl Iterator<Item = u8>) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}
