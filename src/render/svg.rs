//! A page as an SVG image, for the screen: text stays text, with a place for each of its characters.

use std::fmt::{Display, Formatter, Result, Write};

use crate::geom::{Point, Pt, Rect};
use crate::model::Color;
use crate::page::{Area, Artifact, Draw, Page, Role, Shown, TextRun, arrow};
use crate::table::{Mark, Outline, SchedulePart};

/// A page as SVG. The family of a text is the letter F and the number of its face in
/// [`Fonts::face`](crate::font::Fonts::face); who shows the page gives these names their files. Behind what
/// is drawn stand the [areas](Page::areas) as rectangles that nobody sees.
pub fn svg(page: &Page) -> String {
    let mut pen = Pen(String::new());
    pen.page(page).map_or(String::new(), |()| pen.0)
}

/// Writes elements.
struct Pen(String);

impl Pen {
    fn page(&mut self, page: &Page) -> Result {
        let (width, height) = (Length(page.size.width), Length(page.size.height));
        let size = format_args!("width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\"");
        writeln!(self.0, "<svg xmlns=\"http://www.w3.org/2000/svg\" {size} xml:space=\"preserve\">")?;
        for stretch in page.stretches() {
            writeln!(self.0, "<g class=\"{}{}\">", class(stretch[0].role), mark_class(stretch[0].mark))?;
            stretch.iter().try_for_each(|item| self.draw(&item.draw))?;
            writeln!(self.0, "</g>")?;
        }
        writeln!(self.0, "<g class=\"areas\" fill=\"none\" pointer-events=\"all\">")?;
        page.areas.iter().try_for_each(|area| self.area(area))?;
        writeln!(self.0, "</g>\n</svg>")
    }

    fn draw(&mut self, draw: &Draw) -> Result {
        match draw {
            Draw::Text(run) => self.text(run),
            Draw::Rule { from, to, width, color } => self.rule(*from, *to, *width, *color),
            Draw::Box { rect, fill, outline } => self.rect(*rect, *fill, *outline),
            Draw::Arrow { rect, tip, fill, outline } => {
                let corners = arrow(*rect, *tip).map(|it| format!("{} {}", Length(it.x), Length(it.y)));
                let points = corners.join(" ");
                writeln!(self.0, "<polygon points=\"{points}\"{}{}/>", Fill(*fill), Stroke(*outline))
            }
        }
    }

    /// A line of text, its faces one after the other, as the PDF has it.
    fn text(&mut self, run: &TextRun) -> Result {
        let (mut rest, mut x) = (run.text.as_str(), run.origin.x);
        for stretch in run.glyphs.chunk_by(|a, b| a.face == b.face) {
            let (face, y, size) = (stretch[0].face, Length(run.origin.y), Length(run.size));
            write!(self.0, "<text font-family=\"F{face}\" font-size=\"{size}\"")?;
            write!(self.0, "{} y=\"{y}\" x=\"", Fill(Some(run.color)))?;
            let (text, begin) = (rest, x);
            for glyph in stretch {
                let (shown, after) = rest.split_at(usize::from(glyph.bytes));
                // Positions count by units of UTF-16 (SVG 2, 11.1).
                for unit in 0..shown.encode_utf16().count() {
                    let space = if x == begin && unit == 0 { "" } else { " " };
                    write!(self.0, "{space}{}", Length(x))?;
                }
                x += glyph.advance.at(run.size);
                rest = after;
            }
            writeln!(self.0, "\">{}</text>", Escaped(&text[..text.len() - rest.len()]))?;
        }
        Ok(())
    }

    fn rule(&mut self, from: Point, to: Point, width: Pt, color: Color) -> Result {
        let [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map(Length);
        let stroke = Stroke(Some(Outline::solid(width, color)));
        writeln!(self.0, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{stroke}/>")
    }

    fn rect(&mut self, rect: Rect, fill: Option<Color>, outline: Option<Outline>) -> Result {
        writeln!(self.0, "<rect {}{}{}/>", Sides(rect), Fill(fill), Stroke(outline))
    }

    fn area(&mut self, area: &Area) -> Result {
        writeln!(self.0, "<rect {} {}/>", Data(area.shown), Sides(area.rect))
    }
}

/// A role as the class of what has it.
fn class(role: Role) -> &'static str {
    match role {
        Role::Artifact(Artifact::Layout) => "layout",
        Role::Artifact(Artifact::Header) => "header",
        Role::Artifact(Artifact::Footer) => "footer",
        Role::Label => "label",
        Role::Corner => "corner",
        Role::Title => "title",
        Role::Head(_) | Role::Group(_) | Role::TimeHead { .. } => "head",
        Role::Body(_) => "body",
        Role::Occasion { .. } => "meeting",
        Role::Band(_) => "band",
        Role::Key(_) => "key",
        Role::Note(_) => "note",
        Role::Cell { .. } => "cell",
        Role::Schedule { part: SchedulePart::Bar, .. } => "bar",
        Role::Schedule { part: SchedulePart::Actual, .. } => "actual",
        Role::Schedule { part: SchedulePart::Report, .. } => "report",
        Role::Schedule { part: SchedulePart::Meeting, .. } => "meeting",
        Role::Schedule { part: SchedulePart::Callout, .. } => "callout",
    }
}

/// A further class of what is marked.
fn mark_class(mark: Mark) -> &'static str {
    match mark {
        Mark::Kept => "",
        Mark::Deleted => " deleted",
        Mark::Added => " added",
        Mark::Changed => " changed",
    }
}

/// A length, rounded as in the PDF to a thousandth of a point.
struct Length(Pt);

impl Display for Length {
    fn fmt(&self, f: &mut Formatter) -> Result {
        // To write a float takes half as long again, and a page has thousands of lengths.
        let thousandths = (self.0.0 * 1000.0).round() as i64;
        let sign = if thousandths < 0 { "-" } else { "" };
        let (whole, parts) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
        match (parts, parts % 100, parts % 10) {
            (0, ..) => write!(f, "{sign}{whole}"),
            (_, 0, _) => write!(f, "{sign}{whole}.{}", parts / 100),
            (_, _, 0) => write!(f, "{sign}{whole}.{:02}", parts / 10),
            _ => write!(f, "{sign}{whole}.{parts:03}"),
        }
    }
}

/// Where a rectangle lies.
struct Sides(Rect);

impl Display for Sides {
    fn fmt(&self, f: &mut Formatter) -> Result {
        let [x, y, width, height] = [self.0.x, self.0.y, self.0.width, self.0.height].map(Length);
        write!(f, "x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
    }
}

/// The inside of a shape; black is what SVG takes where nothing is said.
struct Fill(Option<Color>);

impl Display for Fill {
    fn fmt(&self, f: &mut Formatter) -> Result {
        match self.0 {
            Some(Color::BLACK) => Ok(()),
            Some(color) => write!(f, " fill=\"{}\"", Hex(color)),
            None => write!(f, " fill=\"none\""),
        }
    }
}

/// The line along a shape.
struct Stroke(Option<Outline>);

impl Display for Stroke {
    fn fmt(&self, f: &mut Formatter) -> Result {
        let Some(outline) = self.0 else { return Ok(()) };
        write!(f, " stroke=\"{}\" stroke-width=\"{}\"", Hex(outline.color), Length(outline.width))?;
        let [dash, gap] = Outline::DASHES.map(Length);
        if outline.is_dashed { write!(f, " stroke-dasharray=\"{dash} {gap}\"") } else { Ok(()) }
    }
}

/// A colour as six digits.
struct Hex(Color);

impl Display for Hex {
    fn fmt(&self, f: &mut Formatter) -> Result {
        let [red, green, blue] = self.0.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// What an area shows, as attributes for scripts.
struct Data(Shown);

impl Display for Data {
    fn fmt(&self, f: &mut Formatter) -> Result {
        match self.0 {
            Shown::Label => write!(f, "data-shown=\"label\""),
            Shown::Title => write!(f, "data-shown=\"title\""),
            Shown::Head(column) => write!(f, "data-shown=\"head\" data-column=\"{column}\""),
            Shown::Band(band) => write!(f, "data-shown=\"band\" data-band=\"{band}\""),
            Shown::Cell { band, row, column } => {
                write!(f, "data-shown=\"cell\" data-band=\"{band}\" data-row=\"{row}\"")?;
                write!(f, " data-column=\"{column}\"")
            }
            Shown::Slot { band, row, slot } => {
                write!(f, "data-shown=\"slot\" data-band=\"{band}\" data-row=\"{row}\" data-slot=\"{slot}\"")
            }
        }
    }
}

/// A text between tags.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter) -> Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_floats_are() {
        let thousandths = (-3_000..3_000).chain((-40..40).map(|it| it * 123_457));
        for thousandths in thousandths.map(f64::from) {
            let length = Length(Pt(thousandths / 1000.0 + 0.000_2)).to_string();
            assert_eq!(length, (thousandths / 1000.0).to_string());
        }
    }
}
