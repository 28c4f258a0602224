//! The faces that texts are set in: which glyph a character has and how wide it is.

use std::ops::Range;

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
    /// The glyphs of a text. What the face lacks shows as its blank; see [`Face::missing`].
    pub fn shape(&self, text: &str) -> Vec<Glyph> {
        let glyph = |(c, selector): (char, Option<char>)| {
            let id = self.glyph(c, selector).or_else(|| self.parsed.glyph_index(c)).unwrap_or_default();
            Glyph { id: id.0, advance: self.advance(id), bytes: length((c, selector)) as u8 }
        };
        clusters(text).map(glyph).collect()
    }

    /// The first character of a text that the face can't show, with its variation selector: where it
    /// stands, in bytes. Line breaks need no glyph. Characters that nobody sees or that change their neighbours are no
    /// characters of a face, whatever glyph it may have for them.
    pub fn missing(&self, text: &str) -> Option<Range<usize>> {
        let is_missing =
            |(c, selector)| c != '\n' && (is_invisible_or_combining(c) || self.glyph(c, selector).is_none());
        let mut end = 0;
        let mut places = clusters(text).map(|cluster| {
            let start = end;
            end += length(cluster);
            (cluster, start..end)
        });
        places.find(|(cluster, _)| is_missing(*cluster)).map(|(_, place)| place)
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
        match selector {
            None | Some(TEXT_STYLE | EMOJI_STYLE) => self.parsed.glyph_index(c),
            Some(selector) => self.parsed.glyph_variation_index(c, selector),
        }
    }

    fn advance(&self, id: GlyphId) -> Em {
        self.em(f64::from(self.parsed.glyph_hor_advance(id).unwrap_or_default()))
    }

    fn em(&self, units: f64) -> Em {
        Em(units / f64::from(self.parsed.units_per_em()))
    }
}

/// The selectors of text and emoji style: on paper there is one style only.
const TEXT_STYLE: char = '\u{FE0E}';
const EMOJI_STYLE: char = '\u{FE0F}';

/// The characters of a text, each with the variation selector behind it.
fn clusters(text: &str) -> impl Iterator<Item = (char, Option<char>)> {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let c = chars.next()?;
        Some((c, chars.next_if(|next| is_variation_selector(*next))))
    })
}

/// How many bytes a character and its variation selector take.
fn length((c, selector): (char, Option<char>)) -> usize {
    c.len_utf8() + selector.map_or(0, char::len_utf8)
}

/// The standardized and the ideographic variation selectors (Unicode 16.0, 23.4).
fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Controls, marks that combine with the character before them (か + U+3099), soft hyphens,
/// zero-width and direction marks, and selectors that have nothing before them to select.
pub fn is_invisible_or_combining(c: char) -> bool {
    c.is_control()
        || is_variation_selector(c)
        || matches!(c, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{61C}' | '\u{200B}'..='\u{200F}')
        || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3099}' | '\u{309A}' | '\u{FEFF}')
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
