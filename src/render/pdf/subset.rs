//! The glyphs that a document uses, as font files that hold just these.

use std::collections::BTreeMap;

use printpdf::{Codepoint, FontMetrics, ParsedFont};
use subsetter::GlyphRemapper;

use crate::diag::Diagnostic;
use crate::font::{Face, Fonts, Weight};
use crate::page::TextRun;

/// The subsets of all faces of a document.
pub struct Subsets<'a> {
    fonts: &'a Fonts,
    subsets: BTreeMap<Weight, Subset>,
}

/// The glyphs used of one face.
#[derive(Default)]
struct Subset {
    remapper: GlyphRemapper,
    /// Advance widths in design units, by number in the subset.
    advances: BTreeMap<u16, u16>,
}

impl<'a> Subsets<'a> {
    /// No glyphs yet.
    pub fn new(fonts: &'a Fonts) -> Subsets<'a> {
        Subsets { fonts, subsets: BTreeMap::new() }
    }

    /// The glyphs of a text by their numbers in the subset, with the characters that each shows, for
    /// searching and copying.
    pub fn glyphs(&mut self, run: &TextRun) -> Vec<Codepoint> {
        let units = f64::from(self.fonts.get(run.weight).units_per_em());
        let subset = self.subsets.entry(run.weight).or_default();
        let mut rest = run.text.as_str();
        let mut glyphs = Vec::with_capacity(run.glyphs.len());
        for glyph in &run.glyphs {
            let (shown, after) = rest.split_at(usize::from(glyph.bytes));
            rest = after;
            let id = subset.remapper.remap(glyph.id);
            subset.advances.insert(id, (glyph.advance.0 * units).round() as u16);
            glyphs.push(Codepoint::with_cid(id, 0.0, shown.to_owned()));
        }
        glyphs
    }

    /// The fonts to embed.
    pub fn finish(self) -> Result<Vec<(Weight, ParsedFont)>, Diagnostic> {
        let fonts = self.fonts;
        let subsets = self.subsets.into_iter();
        subsets.map(|(weight, subset)| Ok((weight, subset.embed(fonts.get(weight))?))).collect()
    }
}

impl Subset {
    fn embed(self, face: &Face) -> Result<ParsedFont, Diagnostic> {
        let bytes = subsetter::subset(face.data, 0, &self.remapper).map_err(|error| {
            Diagnostic::general(
                format!("書体 {} から使う字を取り出せません（{error}）", face.name),
                "書体のファイルを入手しなおしてください",
            )
        })?;
        let name = format!("{}+{}", self.tag(), face.name);
        let tables = face.tables();
        let metrics = FontMetrics { ascent: tables.ascender(), descent: tables.descender() };
        let units = face.units_per_em();
        let mut font =
            ParsedFont::with_glyph_data(bytes, 0, Some(name), BTreeMap::new(), self.advances, units, metrics);
        // The constructor leaves a dummy box and weight, which would end up in the FontDescriptor.
        let bounds = tables.global_bounding_box();
        let stub = &mut font.pdf_font_metrics;
        (stub.x_min, stub.y_min, stub.x_max, stub.y_max) =
            (bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max);
        stub.us_weight_class = tables.weight().to_number();
        Ok(font)
    }

    /// Six capitals that tell subsets of one face apart (ISO 32000-1, 9.6.4), made from the glyphs so
    /// that the same glyphs give the same tag.
    fn tag(&self) -> String {
        let ids = self.remapper.remapped_gids().flat_map(u16::to_be_bytes);
        let mut hash = super::finish::fnv128(ids);
        let letter = |_| {
            let letter = b'A' + (hash % 26) as u8;
            hash /= 26;
            char::from(letter)
        };
        (0..6).map(letter).collect()
    }
}
