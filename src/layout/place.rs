//! Puts everything at its place: pages of items, from the measures of [`super::tracks`].

use super::lines::{Line, wrap};
use super::rows::{Band, Row, RowBox, SLOT_PADDING, Slot, cell_height, slot_height};
use super::split::stands_again;
use super::tracks::{HeadCell, LABEL_PADDING, PageTrack, Tracks, lines_height};
use crate::font::{Fonts, Weight};
use crate::geom::{Em, Point, Pt, Rect};
use crate::model::{Align, Color, Content, MonthSpan, Quarter, Sheet, Template};
use crate::page::{Artifact, Draw, Item, Page, Role, SchedulePart, TextRun};

/// Air at the left and right of a bar or callout, which parts it from its neighbours and from the
/// rules between quarters.
const SLOT_MARGIN: Em = Em(0.15);

/// The role of rules, backgrounds and boxes.
const LAYOUT: Role = Role::Artifact(Artifact::Layout);

/// The pages of a handout.
pub fn place(sheet: &Sheet, template: &Template, tracks: &Tracks, fonts: &Fonts) -> Vec<Page> {
    let page = |(index, track)| PagePainter::new(sheet, template, tracks, fonts, index).page(track);
    tracks.pages.iter().enumerate().map(page).collect()
}

/// How a block of lines is set.
#[derive(Clone, Copy)]
struct Style {
    size: Pt,
    weight: Weight,
    color: Color,
    align: Align,
}

/// Fills one page from top to bottom, in three layers.
struct PagePainter<'a> {
    sheet: &'a Sheet,
    template: &'a Template,
    tracks: &'a Tracks,
    fonts: &'a Fonts<'a>,
    /// The page's index.
    index: usize,
    /// Where the next part begins.
    y: Pt,
    grounds: Vec<Item>,
    rules: Vec<Item>,
    content: Vec<Item>,
}

impl<'a> PagePainter<'a> {
    fn new(
        sheet: &'a Sheet,
        template: &'a Template,
        tracks: &'a Tracks,
        fonts: &'a Fonts<'a>,
        index: usize,
    ) -> Self {
        let (grounds, rules, content) = (Vec::new(), Vec::new(), Vec::new());
        PagePainter {
            sheet,
            template,
            tracks,
            fonts,
            index,
            y: template.margins.top,
            grounds,
            rules,
            content,
        }
    }

    fn page(mut self, track: &PageTrack) -> Page {
        if track.label {
            self.label();
        }
        if track.title {
            self.title();
        }
        let top = self.y;
        if track.heads {
            self.heads();
        }
        self.rows(&self.tracks.rows[track.rows.clone()]);
        self.frame(top);
        if self.template.repeat.page_number {
            self.page_number();
        }
        let items = [self.grounds, self.rules, self.content].concat();
        Page { size: self.template.paper.size, items }
    }

    /// The role of what is read on the first page only.
    fn once(&self, role: Role) -> Role {
        if self.index == 0 { role } else { Role::Artifact(Artifact::Header) }
    }

    fn left(&self) -> Pt {
        self.tracks.left
    }

    fn width(&self) -> Pt {
        self.tracks.width()
    }

    /// The rectangle of a column from `y` on.
    fn column(&self, column: usize, y: Pt, height: Pt) -> Rect {
        let track = self.tracks.columns[column];
        Rect { x: self.left() + track.x, y, width: track.width, height }
    }

    /// The rectangle of some months of the schedule from `y` on.
    fn months(&self, months: MonthSpan, y: Pt, height: Pt) -> Rect {
        let x = self.left() + self.tracks.months.start(months);
        Rect { x, y, width: self.tracks.months.width(months), height }
    }

    fn label(&mut self) {
        let text = &self.template.text;
        let strap = &self.tracks.label;
        let longest = strap.lines.iter().map(|line| line.width).fold(Em(0.0), Em::max);
        let width = (longest + LABEL_PADDING * 4.0).at(text.label);
        let rect = Rect { x: self.left() + self.width() - width, y: self.y, width, height: strap.inner };
        self.outline(LAYOUT, rect, None, self.template.rules.outer, self.template.rules.color);
        self.block(Role::Label, &strap.lines, rect, self.bold(text.label, Align::Center));
        self.y += strap.height;
    }

    fn title(&mut self) {
        let strap = &self.tracks.title;
        let rect = Rect { x: self.left(), y: self.y, width: self.width(), height: strap.inner };
        let style = self.bold(self.template.text.title, Align::Center);
        self.block(self.once(Role::Title), &strap.lines, rect, style);
        self.y += strap.height;
    }

    fn heads(&mut self) {
        let heads = &self.tracks.heads;
        let (top, height) = (self.y, heads.upper + heads.lower);
        let whole = Rect { x: self.left(), y: top, width: self.width(), height };
        self.ground(whole, self.template.fills.head);
        for (index, column) in self.template.columns.iter().enumerate() {
            let height = if column.content == Content::Schedule { heads.upper } else { height };
            self.head(index, &heads.cells[index], self.column(index, top, height));
        }
        let lower = top + heads.upper;
        for (quarter, lines) in Quarter::ALL.into_iter().zip(&heads.quarters) {
            let rect = self.months(quarter.months(), lower, heads.lower);
            let style = self.bold(self.template.text.head, Align::Center);
            self.block(self.once(Role::QuarterHead(quarter)), lines, rect, style);
        }
        let schedule = self.months(MonthSpan::YEAR, lower, heads.lower);
        self.horizontal(schedule.x, schedule.right(), lower);
        self.verticals(top, lower, heads.lower);
        self.y += height;
        self.horizontal(self.left(), self.left() + self.width(), self.y);
    }

    fn head(&mut self, index: usize, cell: &HeadCell, rect: Rect) {
        let text = &self.template.text;
        let role = self.once(Role::Head(index));
        let note_height = lines_height(&cell.note, text.note, text);
        let head_height = lines_height(&cell.lines, text.head, text);
        let above = (rect.height - note_height - head_height) / 2.0;
        let head = Rect { y: rect.y + above, height: head_height, ..rect };
        let note = Rect { y: head.bottom(), height: note_height, ..rect };
        self.block(role, &cell.lines, head, self.bold(text.head, Align::Center));
        self.block(role, &cell.note, note, Style { size: text.note, ..self.plain(Align::Center) });
    }

    fn rows(&mut self, rows: &[Row]) {
        // Upright rules run through all rows from one band to the next.
        let mut run_top = self.y;
        for row in rows {
            match row {
                Row::Band(band) => {
                    self.verticals(run_top, run_top, self.y - run_top);
                    self.band(band);
                    run_top = self.y;
                }
                Row::Initiative(row) => self.row(row),
            }
            self.horizontal(self.left(), self.left() + self.width(), self.y);
        }
        self.verticals(run_top, run_top, self.y - run_top);
    }

    fn band(&mut self, band: &Band) {
        let rect = Rect { x: self.left(), y: self.y, width: self.width(), height: band.height };
        let role = if band.continued { Role::Artifact(Artifact::Header) } else { Role::Band(band.theme) };
        self.ground(rect, self.template.fills.band);
        let inside = rect.inset(self.padding_x());
        self.block(role, &band.lines, inside, self.bold(self.template.text.band, Align::Left));
        self.y += band.height;
    }

    fn row(&mut self, row: &RowBox) {
        let number = row.initiative_in(self.sheet).number;
        let height = row.height();
        for (column, lines) in row.cells.iter().enumerate() {
            let rect = self.column(column, self.y, height).inset(self.padding_x());
            let shown = &self.template.columns[column];
            let is_repeated = row.continued && stands_again(shown);
            let role =
                if is_repeated { Role::Artifact(Artifact::Header) } else { Role::Cell { number, column } };
            // What goes on begins at the top, so that the eye finds it there.
            let height = if row.continued { cell_height(lines, &self.template.text) } else { height };
            self.block(role, lines, Rect { height, ..rect }, self.plain(shown.align));
            if shown.content == Content::Schedule {
                self.schedule(number, row);
            }
        }
        self.y += height;
    }

    /// What stands in the schedule of a row, in the order of reading: quarter by quarter.
    fn schedule(&mut self, number: u32, row: &RowBox) {
        let mut placed = Vec::new();
        let mut y = self.y;
        for strip in &row.strips {
            placed.extend(strip.slots.iter().map(|slot| (slot, self.months(slot.months, y, strip.height))));
            y += strip.height;
        }
        placed.sort_by_key(|(slot, _)| slot.months.first().quarter());
        for (slot, rect) in placed {
            let role = Role::Schedule { number, slot: slot.index, part: slot.part, months: slot.months };
            self.slot(role, slot, rect);
        }
    }

    fn slot(&mut self, role: Role, slot: &Slot, rect: Rect) {
        let text = &self.template.text;
        if let Some(outline) = slot.look.outline {
            let rect = rect.inset(SLOT_MARGIN.at(text.body));
            self.outline(role, rect, slot.look.fill, self.outline_width(slot.part), outline);
        }
        let style = Style {
            size: text.body,
            weight: slot.look.weight,
            color: slot.look.text,
            align: slot.look.align,
        };
        let inside = rect.inset(SLOT_PADDING.at(text.body));
        // Callouts side by side begin at the same height, however long they are.
        let height = if slot.part == SchedulePart::Callout { slot_height(slot, text) } else { rect.height };
        self.block(role, &slot.lines, Rect { height, ..inside }, style);
    }

    /// Bars stand out from meetings and callouts, which have the table's own thin lines.
    fn outline_width(&self, part: SchedulePart) -> Pt {
        match part {
            SchedulePart::Bar => (self.template.rules.inner + self.template.rules.outer) / 2.0,
            SchedulePart::Report | SchedulePart::Meeting | SchedulePart::Callout => self.template.rules.inner,
        }
    }

    fn padding_x(&self) -> Pt {
        self.template.text.padding_x.at(self.template.text.body)
    }

    fn plain(&self, align: Align) -> Style {
        Style { size: self.template.text.body, weight: Weight::Regular, color: Color::BLACK, align }
    }

    fn bold(&self, size: Pt, align: Align) -> Style {
        Style { size, weight: Weight::Bold, color: Color::BLACK, align }
    }

    /// Lines in the middle of a rectangle's height.
    fn block(&mut self, role: Role, lines: &[Line], rect: Rect, style: Style) {
        let leading = self.template.text.leading.at(style.size);
        let middle = self.fonts.get(style.weight).middle().at(style.size);
        let first = rect.y + (rect.height - leading * lines.len() as f64) / 2.0 + leading / 2.0 + middle;
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty()) {
            let x = match style.align {
                Align::Left => rect.x,
                Align::Center => rect.x + (rect.width - line.width.at(style.size)) / 2.0,
            };
            let run = TextRun {
                origin: Point { x, y: first + leading * index as f64 },
                size: style.size,
                weight: style.weight,
                color: style.color,
                text: line.text.clone(),
                glyphs: line.glyphs.clone(),
            };
            self.content.push(Item { role, draw: Draw::Text(run) });
        }
    }

    fn ground(&mut self, rect: Rect, fill: Color) {
        self.grounds.push(Item { role: LAYOUT, draw: Draw::Box { rect, fill: Some(fill), outline: None } });
    }

    fn outline(&mut self, role: Role, rect: Rect, fill: Option<Color>, width: Pt, color: Color) {
        self.content.push(Item { role, draw: Draw::Box { rect, fill, outline: Some((width, color)) } });
    }

    fn horizontal(&mut self, left: Pt, right: Pt, y: Pt) {
        self.rule(Point { x: left, y }, Point { x: right, y });
    }

    /// The rules between columns from `top`, and those between quarters from `quarters_top`, both
    /// down to `height` below the latter.
    fn verticals(&mut self, top: Pt, quarters_top: Pt, height: Pt) {
        let bottom = quarters_top + height;
        if bottom <= top {
            return;
        }
        let columns = self.tracks.columns.iter().skip(1).map(|column| (column.x, top));
        let quarters = Quarter::ALL.into_iter().skip(1);
        let quarters = quarters.map(|quarter| (self.tracks.months.start(quarter.months()), quarters_top));
        let edges: Vec<(Pt, Pt)> = columns.chain(quarters).collect();
        for (x, top) in edges {
            let x = self.left() + x;
            self.rule(Point { x, y: top }, Point { x, y: bottom });
        }
    }

    fn rule(&mut self, from: Point, to: Point) {
        let (width, color) = (self.template.rules.inner, self.template.rules.color);
        self.rules.push(Item { role: LAYOUT, draw: Draw::Rule { from, to, width, color } });
    }

    /// The number of the page and of all pages, in the middle of the bottom margin.
    fn page_number(&mut self) {
        let size = self.template.text.note;
        let text = format!("{} / {}", self.index + 1, self.tracks.pages.len());
        let margin = self.template.margins.bottom;
        let y = self.template.paper.size.height - margin;
        let rect = Rect { x: self.left(), y, width: self.width(), height: margin };
        let lines = wrap(&text, Em(rect.width.0 / size.0), self.fonts.get(Weight::Regular));
        let style = Style { size, ..self.plain(Align::Center) };
        self.block(Role::Artifact(Artifact::Footer), &lines, rect, style);
    }

    /// The strong line around the table of this page.
    fn frame(&mut self, top: Pt) {
        let rect = Rect { x: self.left(), y: top, width: self.width(), height: self.y - top };
        let outline = Some((self.template.rules.outer, self.template.rules.color));
        self.rules.push(Item { role: LAYOUT, draw: Draw::Box { rect, fill: None, outline } });
    }
}
