//! The glyphs that a document uses, as font files that hold just these.

use std::collections::BTreeMap;

use printpdf::{Codepoint, FontMetrics, ParsedFont};
use subsetter::GlyphRemapper;

use crate::diag::{Code, Diagnostic};
use crate::font::{Face, Fonts, Glyph};

/// The subsets of all faces of a document.
pub(super) struct Subsets<'a> {
    fonts: &'a Fonts,
    /// By the face's index.
    subsets: BTreeMap<u16, Subset<'a>>,
}

/// The glyphs used of one face.
struct Subset<'a> {
    face: &'a Face,
    remapper: GlyphRemapper,
    /// Advance widths in design units, by number in the subset.
    advances: BTreeMap<u16, u16>,
}

impl<'a> Subsets<'a> {
    /// No glyphs yet.
    pub(super) fn new(fonts: &'a Fonts) -> Subsets<'a> {
        Subsets { fonts, subsets: BTreeMap::new() }
    }

    /// A glyph by its number in the subset of its face, with the characters that it shows, for
    /// searching and copying.
    pub(super) fn glyph(&mut self, glyph: Glyph, shown: &str) -> Codepoint {
        let face = self.fonts.face(glyph);
        let empty = || Subset { face, remapper: GlyphRemapper::new(), advances: BTreeMap::new() };
        let subset = self.subsets.entry(glyph.face).or_insert_with(empty);
        let id = subset.remapper.remap(glyph.id);
        let advance = glyph.advance.0 * f64::from(face.units_per_em());
        subset.advances.insert(id, advance.round() as u16);
        Codepoint::with_cid(id, 0.0, shown.to_owned())
    }

    /// The fonts to embed, by the index of their face.
    pub(super) fn finish(self) -> Result<Vec<(u16, ParsedFont)>, Diagnostic> {
        self.subsets.into_iter().map(|(index, subset)| Ok((index, subset.embed()?))).collect()
    }
}

impl Subset<'_> {
    fn embed(self) -> Result<ParsedFont, Diagnostic> {
        let face = self.face;
        let bytes = subsetter::subset(face.data(), 0, &self.remapper).map_err(|error| {
            Diagnostic::general(
                Code::BadFont,
                format!("書体 {} から使う字を取り出せません（{error}）", face.name),
                "書体のファイルを入手し直してください",
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
        let mut hash = crate::hash::fnv128(ids);
        let letter = |_| {
            let letter = b'A' + (hash % 26) as u8;
            hash /= 26;
            char::from(letter)
        };
        (0..6).map(letter).collect()
    }
}
