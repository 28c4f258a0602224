//! The looks of cells in Office Open XML (ECMA-376 18.8).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::{Face, Look};
use super::formats;
use super::refusal::{self, Refusal};
use super::strings::{any_color, set};
use super::xml::{Part, Tag, parts};

/// Reads `styles.xml`: the looks of cells by their numbers.
pub(super) fn read(xml: &str) -> Result<Vec<Arc<Look>>, Refusal> {
    let (mut styles, mut place) = (Styles::default(), Vec::new());
    for part in parts(xml) {
        match part.map_err(|_| refusal::broken())? {
            Part::Start(tag) => {
                styles.start(&place, &tag);
                place.push(tag.name().to_owned());
            }
            Part::End(_) => drop(place.pop()),
            Part::Text(_) => {}
        }
    }
    Ok(styles.looks)
}

/// What has been read so far.
#[derive(Default)]
struct Styles {
    /// Whether each font strikes text through, and how it sets characters.
    fonts: Vec<(bool, Face)>,
    fills: Vec<Option<Arc<str>>>,
    formats: BTreeMap<u32, Arc<str>>,
    looks: Vec<Arc<Look>>,
}

impl Styles {
    /// An element begins within others. Looks for a condition (`dxfs`) have fonts and fills too.
    fn start(&mut self, place: &[String], tag: &Tag) {
        let within = |name: &str| place.iter().any(|it| it == name);
        match (place.last().map_or("", String::as_str), tag.name()) {
            ("fonts", "font") => self.fonts.push(Default::default()),
            ("font", "strike") if within("fonts") => {
                self.fonts.last_mut().into_iter().for_each(|font| font.0 = tag.is_on());
            }
            ("font", _) if within("fonts") => {
                self.fonts.last_mut().into_iter().for_each(|font| set(&mut font.1, tag));
            }
            ("fills", "fill") => self.fills.push(None),
            ("patternFill", "fgColor") if within("fills") => {
                self.fills.last_mut().into_iter().for_each(|fill| *fill = any_color(tag));
            }
            ("numFmts", "numFmt") => {
                self.formats.extend(tag.number("numFmtId").zip(tag.get("formatCode").map(Arc::from)));
            }
            ("cellXfs", "xf") => self.looks.push(Arc::new(self.look(tag))),
            _ => {}
        }
    }

    fn look(&self, tag: &Tag) -> Look {
        let at = |name: &str| tag.number::<usize>(name);
        let (is_struck, face) =
            at("fontId").and_then(|font| self.fonts.get(font)).cloned().unwrap_or_default();
        let format = tag.number("numFmtId").unwrap_or(0);
        let built_in = || formats::built_in(format).map(Arc::from);
        Look {
            is_struck,
            face,
            fill: at("fillId").and_then(|fill| self.fills.get(fill)).cloned().flatten(),
            format: self.formats.get(&format).cloned().or_else(built_in),
        }
    }
}
