//! Puts everything at its place: pages of items, from a table and its measures.

mod again;
mod foot;
mod heads;
mod lines;
mod rules;
mod schedule;

use std::mem::take;

use crate::font::{Fonts, Weight};
use crate::geom::{Em, Pt, Rect};
use crate::measure::{BandRow, InitiativeRow, Measured, Row, cell_height, wrap};
use crate::model::{Align, Color, LabelPlace, TimeSpan};
use crate::page::{Anchor, Area, Artifact, Draw, Item, Link, Page, Role, Shown, Target};
use crate::table::{Mark, Outline, Passage, RowAt, Table};

pub use again::{KnownPages, place_again};

/// The role of rules, backgrounds and boxes.
const LAYOUT: Role = Role::Artifact(Artifact::Layout);

/// The pages of a table, each made when it is asked for: those of a long sheet take much room.
pub fn place<'a>(
    table: &'a Table,
    measured: &'a Measured,
    fonts: &'a Fonts,
) -> impl Iterator<Item = Page> + Clone + 'a {
    let mut painter = PagePainter::new(table, measured, fonts);
    (0..measured.pages.len()).map(move |index| painter.page(index))
}

/// How a block of lines is set.
#[derive(Clone, Copy)]
struct Style {
    size: Pt,
    weight: Weight,
    color: Color,
    /// The colour of marked text.
    marks: Color,
    align: Align,
}

/// Fills pages from top to bottom, in three layers. These keep their room from one page to the next.
#[derive(Clone)]
struct PagePainter<'a> {
    table: &'a Table,
    measured: &'a Measured,
    fonts: &'a Fonts,
    /// The page's index.
    index: usize,
    /// Where the next part begins.
    y: Pt,
    grounds: Vec<Item>,
    rules: Vec<Item>,
    content: Vec<Item>,
    anchors: Vec<Anchor>,
    areas: Vec<Area>,
    links: Vec<Link>,
}

impl<'a> PagePainter<'a> {
    fn new(table: &'a Table, measured: &'a Measured, fonts: &'a Fonts) -> Self {
        PagePainter {
            table,
            measured,
            fonts,
            index: 0,
            y: Pt(0.0),
            grounds: Vec::new(),
            rules: Vec::new(),
            content: Vec::new(),
            anchors: Vec::new(),
            areas: Vec::new(),
            links: Vec::new(),
        }
    }

    fn page(&mut self, index: usize) -> Page {
        let page = &self.measured.pages[index];
        (self.index, self.y) = (index, self.table.look.margins.top);
        if page.label {
            self.label();
            let is_shared = self.table.look.setting.label == LabelPlace::BesideTitle && page.title;
            self.y += if is_shared { Pt(0.0) } else { self.measured.label.height };
        }
        if page.title {
            self.title();
            self.y += self.measured.title.height;
        }
        let top = self.y;
        if page.heads {
            self.heads();
        }
        self.rows(&self.measured.rows[page.rows.clone()]);
        self.frame(top);
        if self.index + 1 == self.measured.pages.len() {
            self.foot();
        }
        if self.table.look.repeat.page_number {
            self.page_number();
        }
        let mut items = Vec::with_capacity(self.grounds.len() + self.rules.len() + self.content.len());
        for layer in [&mut self.grounds, &mut self.rules, &mut self.content] {
            items.append(layer);
        }
        let (anchors, areas, links) = (take(&mut self.anchors), take(&mut self.areas), take(&mut self.links));
        Page { size: self.table.look.paper.size, items, anchors, areas, links }
    }

    /// The role of what is read on the first page only.
    fn once(&self, role: Role) -> Role {
        if self.index == 0 { role } else { Role::Artifact(Artifact::Header) }
    }

    fn left(&self) -> Pt {
        self.measured.left
    }

    fn width(&self) -> Pt {
        self.measured.width()
    }

    /// The rectangle of a column from `y` on.
    fn column(&self, column: usize, y: Pt, height: Pt) -> Rect {
        let track = self.measured.columns[column];
        Rect { x: self.left() + track.x, y, width: track.width, height }
    }

    /// The rectangle of a span of the schedule from `y` on.
    fn time(&self, span: TimeSpan, y: Pt, height: Pt) -> Rect {
        let x = self.left() + self.measured.time.start(span);
        Rect { x, y, width: self.measured.time.width(span), height }
    }

    fn rows(&mut self, rows: &[Row]) {
        // Upright rules run through all rows from one band to the next.
        let mut run_top = self.y;
        for row in rows {
            match row {
                Row::Band(band) => {
                    self.verticals(run_top, run_top, self.y - run_top, Pt(0.0));
                    self.band_rule();
                    self.band(band);
                    run_top = self.y;
                }
                Row::Initiative(row) => self.row(row),
            }
            self.horizontal(self.left(), self.left() + self.width(), self.y);
        }
        self.verticals(run_top, run_top, self.y - run_top, Pt(0.0));
    }

    fn band(&mut self, row: &BandRow) {
        let band = &self.table.bands[row.band];
        let rect = Rect { x: self.left(), y: self.y, width: self.width(), height: row.height };
        let (role, heading) = match row.continued {
            true => (Role::Artifact(Artifact::Header), &band.continued),
            false => (Role::Band(row.band), &band.heading),
        };
        self.areas.push(Area { shown: Shown::Band(row.band), rect });
        self.ground(rect, self.table.look.fills.band);
        let style = self.bold(self.table.look.text.band, Align::Left);
        let top = self.block(role, (heading, &row.lines), rect.inset(self.padding_x()), style);
        if !row.continued {
            self.anchors.push(Anchor { target: Target::Band(row.band), y: top.unwrap_or(self.y) });
        }
        self.y += row.height;
    }

    fn row(&mut self, row: &InitiativeRow) {
        let at = RowAt { band: row.band, row: row.row };
        let shown = self.table.row(at);
        let height = row.height();
        let mut top = None;
        for (column, (lines, cell)) in row.cells.iter().zip(&shown.cells).enumerate() {
            let rect = self.column(column, self.y, height);
            self.areas.push(Area { shown: Shown::Cell { band: row.band, row: row.row, column }, rect });
            let rect = rect.inset(self.padding_x());
            let is_repeated = row.continued && self.table.columns[column].stands_again();
            let role = match is_repeated {
                true => Role::Artifact(Artifact::Header),
                false => Role::Cell { row: at, column, paragraph: 0 },
            };
            let height = if row.at_top { cell_height(lines, &self.table.look.text) } else { height };
            let style = self.plain(self.table.columns[column].align);
            let block = self.block(role, (cell, lines), Rect { height, ..rect }, style);
            top = top.into_iter().chain(block).reduce(|a, b| if b < a { b } else { a });
            if self.table.is_schedule(column) {
                self.schedule(row);
            }
        }
        if !row.continued {
            self.anchors.push(Anchor { target: Target::Row(at), y: top.unwrap_or(self.y) });
        }
        self.y += height;
    }

    fn padding_x(&self) -> Pt {
        self.table.look.text.padding_x.at(self.table.look.text.body)
    }

    fn plain(&self, align: Align) -> Style {
        let (look, weight) = (&self.table.look, Weight::Regular);
        Style { size: look.text.body, weight, color: Color::BLACK, marks: look.marks.color, align }
    }

    fn bold(&self, size: Pt, align: Align) -> Style {
        Style { size, weight: Weight::Bold, ..self.plain(align) }
    }

    fn ground(&mut self, rect: Rect, fill: Color) {
        self.grounds.push(plain(LAYOUT, Draw::Box { rect, fill: Some(fill), outline: None }));
    }

    fn outline(&mut self, role: Role, rect: Rect, fill: Option<Color>, outline: Outline) {
        self.content.push(plain(role, Draw::Box { rect, fill, outline: Some(outline) }));
    }

    /// The number of the page and of all pages, in the middle of the bottom margin.
    fn page_number(&mut self) {
        let size = self.table.look.text.note;
        let text = format!("{} / {}", self.index + 1, self.measured.pages.len());
        let text = Passage::own(&text);
        let margin = self.table.look.margins.bottom;
        let y = self.table.look.paper.size.height - margin;
        let rect = Rect { x: self.left(), y, width: self.width(), height: margin };
        let lines = wrap(&text.text, Em(rect.width.0 / size.0), self.fonts.get(Weight::Regular));
        let style = Style { size, ..self.plain(Align::Center) };
        self.block(Role::Artifact(Artifact::Footer), (&text, &lines), rect, style);
    }
}

/// An item without a mark or link.
fn plain(role: Role, draw: Draw) -> Item {
    Item { role, mark: Mark::Kept, link: None, draw }
}
