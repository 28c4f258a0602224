//! The faces that texts are set in: which glyph a character has and how wide it is.

use ttf_parser::GlyphId;

use crate::diag::Diagnostic;
use crate::geom::Em;

const REGULAR: &[u8] = include_bytes!("../fonts/BIZUDGothic-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/BIZUDGothic-Bold.ttf");

/// How heavy a face is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// For text.
    Regular,
    /// For heads.
    Bold,
}

/// A TrueType face.
pub struct Face {
    /// Its PostScript name.
    pub name: &'static str,
    /// The file.
    pub data: &'static [u8],
    parsed: ttf_parser::Face<'static>,
}

/// A glyph of a text, in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far the next glyph stands from it.
    pub advance: Em,
    /// How many bytes of the text it shows: one character, with its variation selector if it has one.
    pub bytes: u8,
}

impl Face {
    /// The glyphs of a text. A character that the face lacks shows as the face's blank; see
    /// [`Face::missing`].
    pub fn shape(&self, text: &str) -> Vec<Glyph> {
        let mut glyphs = Vec::with_capacity(text.len() / 3 + 1);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let selector = chars.next_if(|next| is_variation_selector(*next));
            let id = self.glyph(c, selector).unwrap_or_default();
            let bytes = (c.len_utf8() + selector.map_or(0, char::len_utf8)) as u8;
            glyphs.push(Glyph { id: id.0, advance: self.advance(id), bytes });
        }
        glyphs
    }

    /// The first character of a text that the face has no glyph for. Line breaks need none.
    pub fn missing(&self, text: &str) -> Option<char> {
        text.chars()
            .find(|c| *c != '\n' && !is_variation_selector(*c) && self.parsed.glyph_index(*c).is_none())
    }

    /// The middle of the em box above the baseline: the line that full-width characters are centred on.
    pub fn middle(&self) -> Em {
        let (ascender, descender) = (self.parsed.ascender(), self.parsed.descender());
        self.em(f64::from(ascender) + f64::from(descender)) / 2.0
    }

    /// Design units in an em.
    pub fn units_per_em(&self) -> u16 {
        self.parsed.units_per_em()
    }

    /// The parsed file, for what an output format asks of a face.
    pub fn tables(&self) -> &ttf_parser::Face<'static> {
        &self.parsed
    }

    fn glyph(&self, c: char, selector: Option<char>) -> Option<GlyphId> {
        let variant = selector.and_then(|selector| self.parsed.glyph_variation_index(c, selector));
        variant.or_else(|| self.parsed.glyph_index(c))
    }

    fn advance(&self, id: GlyphId) -> Em {
        self.em(f64::from(self.parsed.glyph_hor_advance(id).unwrap_or_default()))
    }

    fn em(&self, units: f64) -> Em {
        Em(units / f64::from(self.parsed.units_per_em()))
    }
}

/// The standardized and the ideographic variation selectors (Unicode 16.0, 23.4).
fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The faces of a handout, one for each weight.
pub struct Fonts {
    regular: Face,
    bold: Face,
}

impl Fonts {
    /// BIZ UDGothic, which is part of the program.
    ///
    /// # Errors
    ///
    /// The program's own font files are damaged.
    pub fn built_in() -> Result<Fonts, Diagnostic> {
        let regular = face("BIZUDGothic-Regular", REGULAR)?;
        let bold = face("BIZUDGothic-Bold", BOLD)?;
        Ok(Fonts { regular, bold })
    }

    /// The face of a weight.
    pub fn get(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

fn face(name: &'static str, data: &'static [u8]) -> Result<Face, Diagnostic> {
    let parsed = ttf_parser::Face::parse(data, 0).map_err(|error| {
        Diagnostic::general(
            format!("書体 {name} を読めません（{error}）"),
            "プログラムが壊れています。もう一度入手してください",
        )
    })?;
    Ok(Face { name, data, parsed })
}
