//! The texts of Office Open XML: runs, struck ones apart, without the kana of ふりがな (ECMA-376 18.4).

use std::sync::Arc;

use super::book::{Face, Meter, Words};
use super::refusal::{self, Refusal};
use super::xml::{Broken, Part, Parts, Tag, parts};

/// The shared strings of a workbook.
#[derive(Debug, Default)]
pub(super) struct Strings(Vec<Arc<Words>>);

impl Strings {
    /// Reads `sharedStrings.xml`.
    pub(super) fn read(xml: &str, meter: &mut Meter) -> Result<Strings, Refusal> {
        let mut strings = Vec::new();
        let mut all = parts(xml);
        while let Some(part) = all.next() {
            let Part::Start(tag) = part.map_err(|_| refusal::broken())? else { continue };
            if tag.name() == "si" {
                let words = words(&mut all, "si").map_err(|_| refusal::broken())?;
                meter.cells(1)?;
                meter.text(words.kept.len() + words.struck.len())?;
                strings.push(Arc::new(words));
            }
        }
        Ok(Strings(strings))
    }

    /// The string with a number.
    pub(super) fn get(&self, index: usize) -> Option<Arc<Words>> {
        self.0.get(index).cloned()
    }
}

/// The text of an element whose beginning has been read, up to its end.
pub(super) fn words(all: &mut Parts, element: &str) -> Result<Words, Broken> {
    let mut words = Words::default();
    let (mut is_struck, mut is_text, mut kana, mut face) = (false, false, 0_usize, None::<Face>);
    for part in all {
        match part? {
            Part::Start(tag) => match tag.name() {
                "r" => (is_struck, face) = (false, None),
                "rPr" => (words.is_rich, face) = (true, Some(Face::default())),
                "strike" => is_struck = tag.is_on(),
                "rPh" => kana += 1,
                "t" => is_text = true,
                _ => face.iter_mut().for_each(|face| set(face, &tag)),
            },
            Part::Text(text) if is_text && kana == 0 => {
                words.push(&text, is_struck, face.as_ref());
            }
            Part::Text(_) => {}
            Part::End(tag) => match tag.as_str() {
                "t" => is_text = false,
                "r" => (is_struck, face) = (false, None),
                "rPh" => kana = kana.saturating_sub(1),
                tag if tag == element => break,
                _ => {}
            },
        }
    }
    Ok(Words { kept: unescaped(&words.kept), struck: unescaped(&words.struck), ..words })
}

/// Sets what an element of a font's properties says (ECMA-376 18.8.22).
pub(super) fn set(face: &mut Face, tag: &Tag) {
    match tag.name() {
        "color" => face.color = color(tag),
        "u" => face.is_underlined = tag.get("val").as_deref() != Some("none"),
        "b" => face.is_bold = tag.is_on(),
        _ => {}
    }
}

/// A colour as text; `None` for black and for what the program takes by itself (ECMA-376 18.8.3, 18.8.27).
pub(super) fn color(tag: &Tag) -> Option<Arc<str>> {
    const USUAL: [&str; 5] = ["rgb FF000000", "rgb 00000000", "theme 1", "indexed 8", "indexed 64"];
    any_color(tag).filter(|color| !USUAL.contains(&color.as_ref()))
}

/// Any colour as text.
pub(super) fn any_color(tag: &Tag) -> Option<Arc<str>> {
    let value = |name: &str| tag.get(name).map(|value| format!("{name} {value}").into());
    ["rgb", "theme", "indexed"].into_iter().find_map(value)
}

/// A text with the characters that `_x000D_` and the like stand for (ECMA-376 22.9.2.19).
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        plain.push_str(&rest[..at]);
        match c {
            Some(c) => plain.push(c),
            None => plain.push_str("_x"),
        }
        rest = &rest[at + if c.is_some() { 7 } else { 2 }..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_kana_and_codes_are_told_apart() {
        let xml = "<sst><si><t>a_x000D_b_x005F_x0041_&amp;&#x3042;_x_</t></si><si><r><rPr><strike/></rPr><t>古</t></r>\
            <r><rPr><strike val=\"0\"/></rPr><t>新</t></r><rPh sb=\"0\" eb=\"1\"><t>シン</t></rPh></si></sst>";
        let strings = Strings::read(xml, &mut Meter::default()).expect("strings");
        assert_eq!(strings.get(0).expect("a string").kept, "a\rb_x0041_&あ_x_");
        let marked = strings.get(1).expect("a string");
        assert_eq!((marked.kept.as_str(), marked.struck.as_str()), ("新", "古"));
    }
}
