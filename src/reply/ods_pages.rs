//! What stands above and below the pages of OpenDocument (ODF 1.3 part 3, 16.9 to 16.12).

use std::collections::BTreeMap;

use super::margins::written;
use super::refusal::{self, Refusal};
use super::xml::{Part, parts};

/// The headers and footers of a page.
const MARGINS: [&str; 6] = ["header", "header-left", "header-first", "footer", "footer-left", "footer-first"];

/// What programs put in: the number of the page, the name of the worksheet, the day.
const FIELDS: [&str; 7] = ["page-number", "page-count", "sheet-name", "date", "time", "title", "file-name"];

/// The texts of headers and footers by the names of the pages that have them (`style:master-page`).
pub(super) fn read(xml: &str) -> Result<BTreeMap<String, Vec<String>>, Refusal> {
    let mut pages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut page, mut text, mut is_field) = (String::new(), None::<String>, false);
    for part in parts(xml) {
        match part.map_err(|_| refusal::broken())? {
            Part::Start(tag) => match tag.name() {
                "master-page" => page = tag.get("name").unwrap_or_default(),
                name if MARGINS.contains(&name) => {
                    text = (tag.get("display").as_deref() != Some("false")).then(String::new);
                }
                "p" => text.iter_mut().for_each(|text| text.push('\n')),
                name => is_field |= FIELDS.contains(&name),
            },
            Part::Text(said) => {
                text.iter_mut().filter(|_| !is_field).for_each(|text| text.push_str(&said));
            }
            Part::End(tag) if MARGINS.contains(&tag.as_str()) => {
                let said = text.take().and_then(|text| written(&text));
                pages.entry(page.clone()).or_default().extend(said);
            }
            Part::End(tag) if FIELDS.contains(&tag.as_str()) => is_field = false,
            Part::End(_) => {}
        }
    }
    Ok(pages)
}
