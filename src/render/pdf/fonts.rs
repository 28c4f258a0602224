//! The glyphs that a document uses, as fonts that hold just these (ISO 32000-1, 9.7).

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::Write;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo};
use pdf_writer::writers::{CidFont, FontDescriptor, Resources, Type0Font, Widths};
use pdf_writer::{Name, Rect, Ref, Str};
use subsetter::GlyphRemapper;

use super::file::File;
use super::sfnt;
use crate::diag::{Code, Diagnostic};
use crate::font::{Face, Fonts, Glyph};
use crate::hash::fnv128;
use crate::page::{Draw, Page};

/// How wide a glyph is if nothing is said of it, in thousandths of an em: as wide as most of them.
const USUAL_WIDTH: f32 = 1000.0;

/// How many glyphs a range of the way back to characters may have: those whose codes differ in the last byte
/// only (ISO 32000-1, 9.10.3).
const RANGE: usize = 256;

/// The name of a face in content streams.
pub(super) fn font_name(face: u16) -> String {
    format!("F{face}")
}

/// The subsets of all faces of a document, by the face's index.
pub(super) struct Subsets<'a>(BTreeMap<u16, Subset<'a>>);

/// The glyphs used of one face. Their numbers here are their codes.
struct Subset<'a> {
    face: &'a Face,
    /// The first is the sign for a missing glyph.
    glyphs: Vec<Shown>,
    /// The code of each glyph of the face; of those that are not in use, that of the sign for a missing one.
    codes: Vec<u16>,
}

/// What is known of a glyph in use.
struct Shown {
    /// Its number in the face.
    id: u16,
    /// What it shows, for searching and copying.
    text: String,
    /// Its width in thousandths of an em.
    width: f32,
}

impl<'a> Subsets<'a> {
    /// The subsets with all glyphs of some pages.
    pub(super) fn new(fonts: &'a Fonts, pages: impl Iterator<Item = impl Borrow<Page>>) -> Subsets<'a> {
        let mut subsets = Subsets(BTreeMap::new());
        pages.for_each(|page| subsets.add(fonts, page.borrow()));
        for subset in subsets.0.values_mut() {
            subset.number();
        }
        subsets
    }

    fn add(&mut self, fonts: &'a Fonts, page: &Page) {
        for item in &page.items {
            let Draw::Text(run) = &item.draw else { continue };
            let mut rest = run.text.as_str();
            for glyphs in run.glyphs.chunk_by(|a, b| a.face == b.face) {
                let new = || Subset::new(fonts.face(glyphs[0]));
                let subset = self.0.entry(glyphs[0].face).or_insert_with(new);
                for glyph in glyphs {
                    let (text, after) = rest.split_at(usize::from(glyph.bytes));
                    subset.add(glyph, text);
                    rest = after;
                }
            }
        }
    }

    /// The codes of glyphs of one face.
    pub(super) fn codes(&self, glyphs: &[Glyph]) -> Vec<u8> {
        let mut codes = Vec::with_capacity(glyphs.len() * 2);
        if let Some(subset) = glyphs.first().and_then(|glyph| self.0.get(&glyph.face)) {
            for glyph in glyphs {
                codes.extend(subset.code(glyph).to_be_bytes());
            }
        }
        codes
    }

    /// Writes the fonts, and the resources that name them.
    pub(super) fn write(self, file: &mut File, resources: Ref) -> Result<(), Diagnostic> {
        let mut fonts = Vec::new();
        for (index, subset) in self.0 {
            fonts.push((font_name(index), subset.write(file)?));
        }
        file.object(resources, |object| {
            let pairs = fonts.iter().map(|(name, font)| (Name(name.as_bytes()), *font));
            object.start::<Resources>().fonts().pairs(pairs);
        });
        Ok(())
    }
}

impl<'a> Subset<'a> {
    fn new(face: &'a Face) -> Subset<'a> {
        let missing = Shown { id: 0, text: char::REPLACEMENT_CHARACTER.to_string(), width: USUAL_WIDTH };
        Subset { face, glyphs: vec![missing], codes: Vec::new() }
    }

    fn add(&mut self, glyph: &Glyph, text: &str) {
        let id = usize::from(glyph.id);
        if self.codes.len() <= id {
            self.codes.resize(id + 1, 0);
        }
        // Any code tells that it is known, until all are and get theirs by their order.
        if std::mem::replace(&mut self.codes[id], 1) == 0 && id > 0 {
            let width = (glyph.advance.0 * 1000.0).round() as f32;
            self.glyphs.push(Shown { id: glyph.id, text: text.to_owned(), width });
        }
    }

    /// Gives all glyphs their codes, in the order in which the font packs smallest: those of the usual width,
    /// which needs no word then, behind the others, and the simple ones before those of many strokes, so that
    /// like ones stand together.
    fn number(&mut self) {
        self.glyphs[1..].sort_by_cached_key(|glyph| {
            (glyph.width == USUAL_WIDTH, self.face.outline_length(glyph.id), glyph.id)
        });
        for (code, glyph) in (0..).zip(&self.glyphs) {
            if let Some(slot) = self.codes.get_mut(usize::from(glyph.id)) {
                *slot = code;
            }
        }
    }

    /// The code of a glyph.
    fn code(&self, glyph: &Glyph) -> u16 {
        self.codes.get(usize::from(glyph.id)).copied().unwrap_or_default()
    }

    /// Writes the font, its descriptor, its file and the way back to characters.
    fn write(self, file: &mut File) -> Result<Ref, Diagnostic> {
        let [font, cid_font, descriptor, program, characters] = std::array::from_fn(|_| file.id());
        let name = format!("{}+{}", self.tag(), self.face.name);
        let name = Name(name.as_bytes());
        let kind = self.write_program(file, program)?;
        file.stream(characters, self.character_map().as_bytes(), |_| {});
        file.object(descriptor, |object| self.describe(&mut object.start(), name, kind, program));
        file.object(cid_font, |object| {
            let mut font: CidFont = object.start();
            let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
            font.subtype(kind).base_font(name).system_info(system).font_descriptor(descriptor);
            font.default_width(USUAL_WIDTH);
            self.write_widths(&mut font.widths());
            if kind == CidFontType::Type2 {
                font.cid_to_gid_map_predefined(Name(b"Identity"));
            }
        });
        file.object(font, |object| {
            let mut font: Type0Font = object.start();
            font.base_font(name).encoding_predefined(Name(b"Identity-H"));
            font.descendant_font(cid_font).to_unicode(characters);
        });
        Ok(font)
    }

    /// Writes the font file and gives its kind.
    fn write_program(&self, file: &mut File, id: Ref) -> Result<CidFontType, Diagnostic> {
        let face = self.face;
        let glyphs: Vec<u16> = self.glyphs.iter().map(|glyph| glyph.id).collect();
        let codes = GlyphRemapper::new_from_glyphs(&glyphs);
        let font = subsetter::subset(face.data(), 0, &codes).map_err(|error| {
            Diagnostic::general(
                Code::BadFont,
                format!("書体 {} から使う字を取り出せません（{error}）", face.name),
                "書体のファイルを入手し直してください",
            )
        })?;
        if let Some(outlines) = sfnt::table(&font, b"CFF ") {
            file.stream(id, outlines, |stream| {
                stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
            });
            return Ok(CidFontType::Type0);
        }
        let program = sfnt::lean(&font);
        file.stream(id, &program, |stream| {
            stream.pair(Name(b"Length1"), program.len() as i32);
        });
        Ok(CidFontType::Type2)
    }

    /// How each glyph leads back to what it shows (9.10.3), in ranges of all that share their first byte.
    fn character_map(&self) -> String {
        let mut map = String::from(
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap \
             /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def \
             /CMapName/Adobe-Identity-UCS def /CMapType 2 def \
             1 begincodespacerange<0000><FFFF>endcodespacerange\n",
        );
        let texts: Vec<&str> = self.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        for (index, texts) in texts.chunks(RANGE).enumerate() {
            let (first, last) = (index * RANGE, index * RANGE + texts.len() - 1);
            let _ = write!(map, "1 beginbfrange<{first:04X}><{last:04X}>[");
            for text in texts {
                let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
                let _ = write!(map, "<{units}>");
            }
            map.push_str("]endbfrange\n");
        }
        map + "endcmap CMapName currentdict/CMap defineresource pop end end"
    }

    /// The widths of all glyphs that are not as wide as usual.
    fn write_widths(&self, widths: &mut Widths) {
        let all: Vec<f32> = self.glyphs.iter().map(|glyph| glyph.width).collect();
        let mut first = 0;
        for same in all.chunk_by(|one, next| one == next) {
            let next = first + same.len() as u16;
            if same[0] != USUAL_WIDTH {
                widths.same(first, next - 1, same[0]);
            }
            first = next;
        }
    }

    /// What the whole face is like, in thousandths of an em (9.8).
    fn describe(&self, descriptor: &mut FontDescriptor, name: Name, kind: CidFontType, program: Ref) {
        let tables = self.face.tables();
        let em = f32::from(self.face.units_per_em());
        let length = |units: i16| (f32::from(units) * 1000.0 / em).round();
        let bounds = tables.global_bounding_box();
        let [left, bottom, right, top] = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(length);
        let (ascent, descent) = (length(tables.ascender()), length(tables.descender()));
        // No table has the width of stems; it grows with the weight.
        let stem = 50.0 + (f32::from(tables.weight().to_number()) / 65.0).powi(2).round();
        descriptor.name(name).flags(FontFlags::NON_SYMBOLIC).bbox(Rect::new(left, bottom, right, top));
        descriptor.italic_angle(0.0).ascent(ascent).descent(descent).cap_height(ascent).stem_v(stem);
        match kind {
            CidFontType::Type0 => descriptor.font_file3(program),
            CidFontType::Type2 => descriptor.font_file2(program),
        };
    }

    /// Six capitals that tell subsets of one face apart (ISO 32000-1, 9.6.4), made from the glyphs so
    /// that the same glyphs give the same tag.
    fn tag(&self) -> String {
        let ids = self.glyphs.iter().flat_map(|glyph| glyph.id.to_be_bytes());
        let mut hash = fnv128(ids);
        let letter = |_| {
            let letter = b'A' + (hash % 26) as u8;
            hash /= 26;
            char::from(letter)
        };
        (0..6).map(letter).collect()
    }
}
