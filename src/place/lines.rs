//! Places lines of text, in stretches of one mark and link each.

use std::ops::Range;
use std::sync::Arc;

use super::{PagePainter, Style};
use crate::font::Glyph;
use crate::geom::{Em, Point, Pt, Rect};
use crate::measure::Line;
use crate::model::Align;
use crate::page::{Draw, Item, Link, Role, TextRun};
use crate::table::{self, Mark, Passage};

/// How far above its first baseline a text is shown to begin, in its type size: an outline leads there.
const ABOVE_BASELINE: f64 = 1.5;

impl PagePainter<'_> {
    /// Lines of a text in the middle of a rectangle's height; gives how far from the top the highest
    /// of them begins that has characters.
    pub(super) fn block(
        &mut self,
        role: Role,
        (passage, lines): (&Passage, &[Line]),
        rect: Rect,
        style: Style,
    ) -> Option<Pt> {
        let leading = self.table.look.text.leading.at(style.size);
        let middle = self.fonts.get(style.weight).middle().at(style.size);
        let first = rect.y + (rect.height - leading * lines.len() as f64) / 2.0 + leading / 2.0 + middle;
        let links = match role {
            // What is not read leads nowhere: a link would be read (PDF/UA-1, 7.18.5).
            Role::Artifact(_) => Vec::new(),
            _ => passage.links(),
        };
        let (mut top, mut paragraph, mut read) = (None, 0, 0);
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.range.is_empty()) {
            let breaks =
                passage.text.as_bytes()[read..line.range.start].iter().filter(|byte| **byte == b'\n');
            paragraph += breaks.count();
            read = line.range.start;
            let x = match style.align {
                Align::Left => rect.x + line.indent.at(style.size),
                Align::Right => rect.right() - line.width.at(style.size),
                Align::Center => rect.x + (rect.width - line.width.at(style.size)) / 2.0,
            };
            let origin = Point { x, y: first + leading * index as f64 };
            top = top.or(Some(origin.y - style.size * ABOVE_BASELINE));
            self.line(role.in_paragraph(paragraph), (passage, &links, line), origin, style);
        }
        top
    }

    /// A line of a text: each stretch of one mark and link by itself.
    fn line(
        &mut self,
        role: Role,
        (passage, links, line): (&Passage, &[table::Link], &Line),
        mut origin: Point,
        style: Style,
    ) {
        let mut rest = &*line.glyphs;
        for (mark, stretch) in passage.stretches(line.range.clone()) {
            for (link, range) in parted(stretch, links) {
                let glyphs = match range == line.range {
                    true => Arc::clone(&line.glyphs),
                    false => rest.split_off(..glyph_count(rest, range.len())).unwrap_or_default().into(),
                };
                let end = Point { x: origin.x + length(&glyphs).at(style.size), ..origin };
                let link = link.map(|link| self.link(role, &link.uri, self.em_box(origin, end, style)));
                let color = match mark {
                    Mark::Kept | Mark::Changed => style.color,
                    Mark::Deleted | Mark::Added => style.marks,
                };
                let text = passage.text[range].to_owned();
                let run = TextRun { origin, size: style.size, weight: style.weight, color, text, glyphs };
                self.content.push(Item { role, mark, link, draw: Draw::Text(run) });
                let stroke = self.stroke(mark, (origin, end), Style { color, ..style });
                self.content.extend(stroke.map(|draw| Item { role, mark, link, draw }));
                origin = end;
            }
        }
    }

    /// The line through a marked text or under it, from one end of its baseline to the other.
    fn stroke(&self, mark: Mark, (from, to): (Point, Point), style: Style) -> Option<Draw> {
        let face = self.fonts.get(style.weight);
        let stroke = match mark {
            Mark::Kept => return None,
            Mark::Deleted => face.strikeout(),
            Mark::Added | Mark::Changed => face.underline(),
        };
        let raised = |end: Point| Point { y: end.y - stroke.height.at(style.size), ..end };
        let width = stroke.thickness.at(style.size);
        Some(Draw::Rule { from: raised(from), to: raised(to), width, color: style.color })
    }

    /// The box of a text, as high as its characters' em boxes, from one end of its baseline to the other.
    fn em_box(&self, from: Point, to: Point, style: Style) -> Rect {
        let middle = from.y - self.fonts.get(style.weight).middle().at(style.size);
        Rect { x: from.x, y: middle - style.size / 2.0, width: to.x - from.x, height: style.size }
    }

    /// Notes where a link stands: in a box that goes on with what was placed last, if that is of the same link.
    fn link(&mut self, role: Role, uri: &str, at: Rect) -> usize {
        let last = self.content.last().filter(|item| item.role == role).and_then(|item| item.link);
        let index = last.filter(|last| self.links[*last].uri == uri).unwrap_or(self.links.len());
        if index == self.links.len() {
            self.links.push(Link { uri: uri.to_owned(), boxes: Vec::new() });
        }
        self.links[index].boxes.push(at);
        index
    }
}

/// A stretch of a text in parts, each of one link or none; none is empty.
fn parted(
    stretch: Range<usize>,
    links: &[table::Link],
) -> impl Iterator<Item = (Option<&table::Link>, Range<usize>)> {
    let Range { mut start, end } = stretch;
    let own = links.iter().filter(move |link| stretch.start < link.range.end && link.range.start < end);
    let parts = own.map(Some).chain([None]).flat_map(move |link| {
        let linked = link.map_or(end..end, |link| link.range.start.max(start)..link.range.end.min(end));
        let before = start..linked.start;
        start = linked.end;
        [(None, before), (link, linked)]
    });
    parts.filter(|(_, part)| !part.is_empty())
}

/// How many glyphs show so many bytes of a text. No mark begins or ends within a character.
fn glyph_count(glyphs: &[Glyph], bytes: usize) -> usize {
    let mut left = bytes;
    let is_shown = |glyph: &&Glyph| {
        let is_shown = left > 0;
        left = left.saturating_sub(usize::from(glyph.bytes));
        is_shown
    };
    glyphs.iter().take_while(is_shown).count()
}

fn length(glyphs: &[Glyph]) -> Em {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}
