//! The faces that texts are set in: which glyph a character has and how wide it is.

use std::ops::Range;
use std::str::Chars;
use std::sync::atomic::{AtomicU64, Ordering};

use owned_ttf_parser::{
    AsFaceRef, Face as FaceTables, FaceParsingError, GlyphId, LineMetrics, OwnedFace, Permissions, Tag, loca,
    name_id,
};

use crate::diag::{Checked, Code, Diagnostic, Place, checked};
use crate::geom::Em;

const REGULAR: &[u8] = include_bytes!("../fonts/BIZUDGothic-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/BIZUDGothic-Bold.ttf");

/// From which weight on a face counts as bold: SemiBold (OpenType, OS/2 usWeightClass).
const LEAST_BOLD: u16 = 600;

/// How many characters Unicode's basic plane has.
const BASIC_PLANE: usize = 0x1_0000;

/// How heavy a face is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// For text.
    Regular,
    /// For heads.
    Bold,
}

/// A font file that an office adds, for characters that the built-in faces lack.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// Where the template names it.
    pub place: Place,
    /// What it holds: a TrueType or OpenType font, or a collection, of which the first font counts.
    pub data: Vec<u8>,
}

/// A face.
pub struct Face {
    /// Its PostScript name.
    pub name: String,
    file: File,
}

/// A parsed font file.
enum File {
    /// One that is part of the program.
    BuiltIn(&'static [u8], Box<FaceTables<'static>>),
    /// An office's own.
    Own(OwnedFace),
}

impl File {
    fn tables(&self) -> &FaceTables<'_> {
        match self {
            File::BuiltIn(_, tables) => tables,
            File::Own(face) => face.as_face_ref(),
        }
    }
}

/// A glyph as its face has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct FaceGlyph {
    /// The face, as an index for [`Fonts::face`].
    face: u16,
    id: u16,
    /// How wide it is, in design units.
    advance: u16,
}

/// The glyphs of the basic plane's characters in the faces of a weight, as far as they have been asked for: a search
/// in the files' own tables takes longer than all else that is done with a character.
struct KnownGlyphs(Vec<AtomicU64>);

impl KnownGlyphs {
    /// Not asked for.
    const UNKNOWN: u64 = 0;

    /// Asked for, and not there.
    const ABSENT: u64 = 1;

    /// Asked for, and there: below it stand face, width and number, 16 bits each.
    const PRESENT: u64 = 1 << 48;

    fn new() -> KnownGlyphs {
        KnownGlyphs((0..BASIC_PLANE).map(|_| AtomicU64::new(KnownGlyphs::UNKNOWN)).collect())
    }

    /// The glyph of a character, which `find` looks for the first time. Two threads that find it at once
    /// find the same.
    fn get(&self, c: char, find: impl Fn() -> Option<FaceGlyph>) -> Option<FaceGlyph> {
        let Some(known) = self.0.get(c as usize) else { return find() };
        match known.load(Ordering::Relaxed) {
            KnownGlyphs::UNKNOWN => {
                let glyph = find();
                known.store(glyph.map_or(KnownGlyphs::ABSENT, KnownGlyphs::code), Ordering::Relaxed);
                glyph
            }
            KnownGlyphs::ABSENT => None,
            code => {
                Some(FaceGlyph { face: (code >> 32) as u16, advance: (code >> 16) as u16, id: code as u16 })
            }
        }
    }

    fn code(FaceGlyph { face, id, advance }: FaceGlyph) -> u64 {
        KnownGlyphs::PRESENT | u64::from(face) << 32 | u64::from(advance) << 16 | u64::from(id)
    }
}

impl Face {
    fn built_in(data: &'static [u8]) -> Result<Face, FaceParsingError> {
        Ok(Face::of(File::BuiltIn(data, Box::new(FaceTables::parse(data, 0)?))))
    }

    fn own(data: Vec<u8>) -> Result<Face, FaceParsingError> {
        Ok(Face::of(File::Own(OwnedFace::from_vec(data, 0)?)))
    }

    fn of(file: File) -> Face {
        let names = file.tables().names().into_iter();
        let mut names = names.filter(|name| name.name_id == name_id::POST_SCRIPT_NAME && name.is_unicode());
        // A PostScript name has no other characters (OpenType, name ID 6).
        let is_allowed = |c: &char| c.is_ascii_graphic() && !"[](){}<>/%".contains(*c);
        let name = names.find_map(|name| name.to_string()).unwrap_or_default();
        let name = name.chars().filter(is_allowed).collect();
        Face { name, file }
    }

    /// The font file.
    pub fn data(&self) -> &[u8] {
        match &self.file {
            File::BuiltIn(data, _) => data,
            File::Own(face) => face.as_slice(),
        }
    }

    /// Design units in an em.
    pub fn units_per_em(&self) -> u16 {
        self.tables().units_per_em()
    }

    /// The parsed file, for what an output format asks of a face.
    pub fn tables(&self) -> &FaceTables<'_> {
        self.file.tables()
    }

    /// How many bytes a TrueType outline takes in the file (OpenType, "loca").
    pub fn outline_length(&self, glyph: u16) -> Option<usize> {
        let (file, tables) = (self.tables().raw_face(), self.tables().tables());
        let (count, format) = (tables.maxp.number_of_glyphs, tables.head.index_to_location_format);
        let places = loca::Table::parse(count, format, file.table(Tag::from_bytes(b"loca"))?)?;
        Some(places.glyph_range(GlyphId(glyph))?.len())
    }

    /// The number of a character's glyph.
    fn glyph(&self, (c, selector): Cluster) -> Option<GlyphId> {
        match selector {
            None | Some(TEXT_STYLE | EMOJI_STYLE) => self.tables().glyph_index(c),
            Some(selector) => self.tables().glyph_variation_index(c, selector),
        }
    }

    /// How wide a glyph is, in design units.
    fn advance(&self, id: GlyphId) -> u16 {
        self.tables().glyph_hor_advance(id).unwrap_or_default()
    }

    fn em(&self, units: f64) -> Em {
        Em(units / f64::from(self.tables().units_per_em()))
    }

    fn has_outlines(&self) -> bool {
        let tables = self.tables().tables();
        tables.glyf.is_some() || tables.cff.is_some()
    }

    /// Whether its maker lets it go into documents, and a part of it alone (OpenType, OS/2 fsType).
    fn may_be_embedded(&self) -> bool {
        let is_restricted = self.tables().permissions() == Some(Permissions::Restricted);
        !is_restricted
            && self.tables().is_subsetting_allowed()
            && self.tables().is_outline_embedding_allowed()
    }

    fn is_bold(&self) -> bool {
        self.tables().weight().to_number() >= LEAST_BOLD
    }
}

/// A glyph of a text, in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The face that it is of, as an index for [`Fonts::face`].
    pub face: u16,
    /// Its number in the face.
    pub id: u16,
    /// How far the next glyph stands from it.
    pub advance: Em,
    /// How many bytes of the text it shows: one character, with its variation selector if it has one.
    pub bytes: u8,
}

/// A line along a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// How far its middle is above the baseline; less than nothing below it.
    pub height: Em,
    /// How thick it is.
    pub thickness: Em,
}

/// The faces for texts of one weight.
#[derive(Clone, Copy)]
pub struct Typeface<'a> {
    faces: &'a [Face],
    order: &'a Order,
}

/// In which order faces are asked for a glyph.
struct Order {
    faces: Vec<u16>,
    known: KnownGlyphs,
}

impl Typeface<'_> {
    /// The glyphs of a text, each of the first face that has it. What they all lack shows as a blank;
    /// see [`Typeface::missing`].
    pub fn shape(&self, text: &str) -> Vec<Glyph> {
        let mut glyphs = Vec::with_capacity(text.chars().count());
        for cluster in Clusters(text.chars()) {
            let found = self.find(cluster).or_else(|| self.find((cluster.0, None)));
            let FaceGlyph { face, id, advance } = found.unwrap_or_else(|| self.with_advance(0, GlyphId(0)));
            let advance = self.faces[usize::from(face)].em(f64::from(advance));
            glyphs.push(Glyph { face, id, advance, bytes: length(cluster) as u8 });
        }
        glyphs
    }

    /// The characters of a text that no face can show, each with its variation selector: where they
    /// stand, in bytes. Line breaks need no glyph. Characters that nobody sees or that change their
    /// neighbours are no characters of a face, whatever glyph it may have for them.
    pub fn missing(&self, text: &str) -> Vec<Range<usize>> {
        let is_missing = |cluster: Cluster| {
            cluster.0 != '\n' && (is_invisible_or_combining(cluster.0) || self.find(cluster).is_none())
        };
        // Nearly all texts have none, which is told sooner than where they are.
        if !text.chars().any(|c| is_missing((c, None))) {
            return Vec::new();
        }
        let mut end = 0;
        let places = Clusters(text.chars()).map(|cluster| {
            let start = end;
            end += length(cluster);
            (cluster, start..end)
        });
        places.filter(|(cluster, _)| is_missing(*cluster)).map(|(_, place)| place).collect()
    }

    /// The middle of the first face's em box above the baseline: the line that full-width characters
    /// are centred on.
    pub fn middle(&self) -> Em {
        let face = &self.faces[usize::from(self.order.faces[0])];
        let (ascender, descender) = (face.tables().ascender(), face.tables().descender());
        face.em(f64::from(ascender) + f64::from(descender)) / 2.0
    }

    /// The line under a text (OpenType, post underlinePosition and underlineThickness).
    pub fn underline(&self) -> Stroke {
        self.stroke(|face| face.underline_metrics())
    }

    /// The line through a text (OpenType, OS/2 yStrikeoutPosition and yStrikeoutSize).
    pub fn strikeout(&self) -> Stroke {
        self.stroke(|face| face.strikeout_metrics())
    }

    /// A line of the first face, which is of the program's own and has all of them.
    fn stroke(&self, metrics: impl Fn(&FaceTables) -> Option<LineMetrics>) -> Stroke {
        let face = &self.faces[usize::from(self.order.faces[0])];
        let LineMetrics { position, thickness } =
            metrics(face.tables()).unwrap_or(LineMetrics { position: 0, thickness: 0 });
        let (top, thickness) = (face.em(f64::from(position)), face.em(f64::from(thickness)));
        Stroke { height: top - thickness / 2.0, thickness }
    }

    /// The glyph of the first face that has it.
    fn find(&self, cluster: Cluster) -> Option<FaceGlyph> {
        let search = || {
            let glyph =
                |&face: &u16| Some(self.with_advance(face, self.faces[usize::from(face)].glyph(cluster)?));
            self.order.faces.iter().find_map(glyph)
        };
        match cluster {
            (c, None | Some(TEXT_STYLE | EMOJI_STYLE)) => self.order.known.get(c, search),
            (_, Some(_)) => search(),
        }
    }

    fn with_advance(&self, face: u16, id: GlyphId) -> FaceGlyph {
        FaceGlyph { face, id: id.0, advance: self.faces[usize::from(face)].advance(id) }
    }
}

/// The selectors of text and emoji style: on paper there is one style only.
const TEXT_STYLE: char = '\u{FE0E}';
const EMOJI_STYLE: char = '\u{FE0F}';

/// A character and the variation selector behind it.
type Cluster = (char, Option<char>);

/// The clusters of a text.
struct Clusters<'a>(Chars<'a>);

impl Iterator for Clusters<'_> {
    type Item = Cluster;

    #[inline]
    fn next(&mut self) -> Option<Cluster> {
        let c = self.0.next()?;
        // The first bytes of all selectors in UTF-8.
        if !matches!(self.0.as_str().as_bytes().first(), Some(0xEF | 0xF3)) {
            return Some((c, None));
        }
        let selector = self.0.clone().next().filter(|next| is_variation_selector(*next));
        if selector.is_some() {
            self.0.next();
        }
        Some((c, selector))
    }
}

/// How many bytes a character and its variation selector take.
fn length((c, selector): Cluster) -> usize {
    c.len_utf8() + selector.map_or(0, char::len_utf8)
}

/// The standardized and the ideographic variation selectors (Unicode 16.0, 23.4).
fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Controls, marks that combine with the character before them (か + U+3099), soft hyphens,
/// zero-width and direction marks, and selectors that have nothing before them to select.
pub fn is_invisible_or_combining(c: char) -> bool {
    match c {
        // Kana and kanji are nearly all there is.
        'ぁ'..='ゖ' | 'ァ'..='\u{9FFF}' => false,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{61C}' | '\u{200B}'..='\u{200F}' => true,
        '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3099}' | '\u{309A}' | '\u{FEFF}' => true,
        _ => c.is_control() || is_variation_selector(c),
    }
}

/// All faces of a handout.
pub struct Fonts {
    faces: Vec<Face>,
    regular: Order,
    bold: Order,
}

impl Fonts {
    /// BIZ UDGothic, which is part of the program, and then the faces of further files in their order.
    ///
    /// # Errors
    ///
    /// Every file that is no font, has no outlines or may not go into documents.
    pub fn new(files: Vec<FontFile>) -> Checked<Fonts> {
        let built_in = [REGULAR, BOLD].into_iter().map(|data| Face::built_in(data).map_err(damaged));
        let (mut faces, mut mistakes) = (Vec::new(), Vec::new());
        for face in built_in.chain(files.into_iter().map(further_face)) {
            match face {
                Ok(face) => faces.push(face),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        let regular = order(&faces, Weight::Regular);
        let bold = order(&faces, Weight::Bold);
        checked(Some(Fonts { faces, regular, bold }), mistakes)
    }

    /// The faces for texts of a weight.
    pub fn get(&self, weight: Weight) -> Typeface<'_> {
        let order = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        Typeface { faces: &self.faces, order }
    }

    /// The face of a glyph.
    pub fn face(&self, glyph: Glyph) -> &Face {
        &self.faces[usize::from(glyph.face)]
    }
}

/// The faces of the wanted weight first, then the others: a rare character in another weight is
/// better than none.
fn order(faces: &[Face], weight: Weight) -> Order {
    let mut order: Vec<u16> = (0..faces.len() as u16).collect();
    order.sort_by_key(|&index| faces[usize::from(index)].is_bold() != (weight == Weight::Bold));
    Order { faces: order, known: KnownGlyphs::new() }
}

fn damaged(error: FaceParsingError) -> Diagnostic {
    Diagnostic::general(
        Code::Internal,
        format!("組み込みの書体を読めません（{error}）"),
        "プログラムが壊れています。もう一度入手してください",
    )
}

/// The face of an office's own font file.
fn further_face(file: FontFile) -> Result<Face, Diagnostic> {
    let wrong = |message: &str, remedy: &str| Diagnostic::at(Code::BadFont, file.place, message, remedy);
    let other = "TrueType か OpenType の書体ファイル（.ttf、.otf、.ttc）を書いてください";
    let face = Face::own(file.data).map_err(|_| wrong("このファイルは書体として読めません", other))?;
    if !face.has_outlines() {
        return Err(wrong("この書体には、使える形の輪郭がありません", other));
    }
    if !face.may_be_embedded() {
        let remedy = "埋め込みの許された別の書体を書いてください";
        return Err(wrong("この書体は、文書に埋め込むことが許されていません", remedy));
    }
    Ok(face)
}
