//! The metadata packet (XMP, ISO 16684-1), by which a file declares PDF/UA-1 and PDF/A-2a.

use crate::model::Date;

/// The language of the document's text.
pub(super) const LANGUAGE: &str = "ja-JP";

/// The program that made the file.
pub(super) const PRODUCER: &str = concat!("shiryo3 ", env!("CARGO_PKG_VERSION"));

/// PDF/A wants a description of every property that it does not know: that of PDF/UA among them
/// (ISO 19005-2, 6.6.2.3.3).
const EXTENSION: &str = r#"<pdfaExtension:schemas><rdf:Bag><rdf:li><rdf:Description
pdfaSchema:schema="PDF/UA identification schema" pdfaSchema:namespaceURI="http://www.aiim.org/pdfua/ns/id/"
pdfaSchema:prefix="pdfuaid"><pdfaSchema:property><rdf:Seq><rdf:li pdfaProperty:name="part"
pdfaProperty:valueType="Integer" pdfaProperty:category="internal" pdfaProperty:description="Part of ISO 14289"/>
</rdf:Seq></pdfaSchema:property></rdf:Description></rdf:li></rdf:Bag></pdfaExtension:schemas>"#;

/// The packet of a document with a title that was made on a day, if its writer says so. What is one word each
/// stands as attributes (ISO 16684-1, 7.9.2.2): it is not compressed, and shorter so.
pub(super) fn packet(title: &str, date: Option<Date>) -> String {
    let title = escape(title);
    let date = date.map_or(String::new(), created);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
pdf:Producer="{PRODUCER}"{date} pdfuaid:part="1" pdfaid:part="2" pdfaid:conformance="A">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
{EXTENSION}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{FEFF}',
    )
}

/// The date of making: a day without a time, which nobody has written down (ISO 16684-1, 8.2.1.2).
fn created(date: Date) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    format!(r#" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="{year:04}-{month:02}-{day:02}""#)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
