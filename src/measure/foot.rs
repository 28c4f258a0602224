//! Measures what stands below the table on its last page: the legend, and the notes.

use super::lines::{Line, wrap};
use super::measured::{Foot, FootKey, FootNote};
use super::spacing::{FOOT_AIR, KEY_GAP, SWATCH, SWATCH_GAP, lines_height};
use crate::diag::{Code, Diagnostic, Place};
use crate::font::{Fonts, Typeface, Weight};
use crate::geom::{Em, Point, Pt};
use crate::model::Type;
use crate::table::{Key, Passage, Table};

/// Signs that a note begins with.
const SIGNS: [char; 5] = ['※', '＊', '*', '・', '●'];

/// What stands below a table of a width.
pub(super) fn foot(table: &Table, fonts: &Fonts, width: Pt) -> Foot {
    let maker = Maker { text: &table.look.text, face: fonts.get(Weight::Regular), width };
    let top = FOOT_AIR.at(maker.text.note);
    let (keys, below) = maker.keys(&table.legend, top);
    let (notes, bottom) = maker.notes(&table.notes, below);
    let height = if bottom > top { bottom.ceil_to_pixel() } else { Pt(0.0) };
    Foot { keys, notes, height }
}

/// Sets lines of the size of notes.
struct Maker<'a> {
    text: &'a Type,
    face: Typeface<'a>,
    width: Pt,
}

impl Maker<'_> {
    /// Keys one behind the other from a height on, and where the last of them ends. One that no longer fits
    /// on a line begins the next.
    fn keys(&self, keys: &[Key], top: Pt) -> (Vec<FootKey>, Pt) {
        let (mut at, mut bottom) = (Point { x: Pt(0.0), y: top }, top);
        let set = keys.iter().map(|key| {
            let swatch = if key.look.is_some() { (SWATCH + SWATCH_GAP).at(self.text.note) } else { Pt(0.0) };
            let lines = self.lines(&key.text.text, self.width - swatch);
            let width = swatch + longest(&lines).at(self.text.note);
            if at.x + width > self.width {
                at = Point { x: Pt(0.0), y: bottom };
            }
            let placed = FootKey { at, swatch, lines };
            bottom = bottom.max(at.y + self.height(&placed.lines));
            at.x += width + KEY_GAP.at(self.text.note);
            placed
        });
        (set.collect(), bottom)
    }

    /// Notes below each other from a height on, and where the last of them ends.
    fn notes(&self, notes: &[Passage], mut y: Pt) -> (Vec<FootNote>, Pt) {
        let set = notes.iter().map(|note| {
            let placed = self.note(&note.text, y);
            y += self.height(&placed.lines);
            placed
        });
        (set.collect(), y)
    }

    fn note(&self, text: &str, y: Pt) -> FootNote {
        let length = sign_length(text);
        let sign = if length > 0 { self.lines(&text[..length], self.width) } else { Vec::new() };
        let indent = longest(&sign).at(self.text.note);
        let mut lines = self.lines(&text[length..], self.width - indent);
        for line in &mut lines {
            line.range = line.range.start + length..line.range.end + length;
        }
        if let (Some(sign), Some(first)) = (sign.into_iter().next(), lines.first_mut()) {
            first.range.start = 0;
            first.width += sign.width;
            first.glyphs = [&*sign.glyphs, &first.glyphs].concat().into();
        }
        FootNote { y, indent, lines }
    }

    fn lines(&self, text: &str, width: Pt) -> Vec<Line> {
        wrap(text, Em(width.0 / self.text.note.0), self.face)
    }

    fn height(&self, lines: &[Line]) -> Pt {
        lines_height(lines, self.text.note, self.text)
    }
}

fn longest(lines: &[Line]) -> Em {
    lines.iter().map(|line| line.width).fold(Em(0.0), Em::max)
}

/// How many bytes the sign has that a note begins with: one of [`SIGNS`], a number behind it where that ends
/// with a blank or bracket as in `※1 `, or words in brackets as in `（注）`.
fn sign_length(text: &str) -> usize {
    let bracketed = text.strip_prefix(['（', '(']).and_then(|rest| rest.find(['）', ')']));
    if let Some(end) = bracketed.filter(|end| *end <= "注釈".len()) {
        return text.char_indices().find(|(at, _)| *at > end).map_or(text.len(), |(at, c)| at + c.len_utf8());
    }
    let Some(rest) = text.strip_prefix(SIGNS) else { return 0 };
    let sign = text.len() - rest.len();
    let number = rest.trim_start_matches(|c: char| c.is_numeric());
    match number.chars().next() {
        Some(c @ (' ' | '\u{3000}' | '）' | ')')) => text.len() - number.len() + c.len_utf8(),
        _ => sign,
    }
}

/// The foot leaves no room for rows.
pub(super) fn too_high(table: &Table) -> Diagnostic {
    let message = "注記と凡例だけで 1 ページが埋まり、取組を書く所がありません";
    let remedy = "注記を減らすか、書式ファイルの「注記」の文字を小さくしてください";
    Diagnostic::at(Code::Height, table.notes.first().map_or(Place::NONE, Passage::place), message, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_hang_behind_their_signs() {
        for (note, sign) in [
            ("※日程は変わります", "※"),
            ("※10月から", "※"),
            ("※1 案である", "※1 "),
            ("＊２）案である", "＊２）"),
            ("（注）案である", "（注）"),
            ("（案）", "（案）"),
            ("（令和7年度に始める）", ""),
            ("案", ""),
        ] {
            assert_eq!(&note[..sign_length(note)], sign);
        }
    }
}
