//! Puts everything at its place: pages of items, from a table and its measures.

mod foot;

use crate::diag::Place;
use crate::font::{Fonts, Glyph, Weight};
use crate::geom::{Em, Point, Pt, Rect, Size};
use crate::measure::{
    ARROW_TIP, BandRow, BodyLines, HeadCell, Headline, InitiativeRow, Line, Measured, PageRows, Row,
    SlotLines, cell_height, label, lines_height, slot_air, slot_height, wrap,
};
use crate::model::{Align, Color, Content, LabelPlace, Shape, TimeSpan, Unit};
use crate::page::{Anchor, Area, Artifact, Draw, Item, Page, Role, Shown, Target, TextRun};
use crate::table::{Mark, Outline, Passage, RowAt, SchedulePart, Slot, SlotLook, Table};

/// How far above its first baseline a text is shown to begin, in its type size: an outline leads there.
const ABOVE_BASELINE: f64 = 1.5;

/// The width of the rules between months.
const MONTH_RULE: Pt = Pt(0.25);

/// The role of rules, backgrounds and boxes.
const LAYOUT: Role = Role::Artifact(Artifact::Layout);

/// The pages of a table.
pub fn place(table: &Table, measured: &Measured, fonts: &Fonts) -> Vec<Page> {
    let page = |(index, rows)| PagePainter::new(table, measured, fonts, index).page(rows);
    measured.pages.iter().enumerate().map(page).collect()
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

/// Fills one page from top to bottom, in three layers.
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
}

impl<'a> PagePainter<'a> {
    fn new(table: &'a Table, measured: &'a Measured, fonts: &'a Fonts, index: usize) -> Self {
        PagePainter {
            table,
            measured,
            fonts,
            index,
            y: table.look.margins.top,
            grounds: Vec::new(),
            rules: Vec::new(),
            content: Vec::new(),
            anchors: Vec::new(),
            areas: Vec::new(),
        }
    }

    fn page(mut self, page: &PageRows) -> Page {
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
        let items = [self.grounds, self.rules, self.content].concat();
        Page { size: self.table.look.paper.size, items, anchors: self.anchors, areas: self.areas }
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

    /// The handout's number. On further pages it is measured here, as it says which page it is.
    fn label(&mut self) {
        let (look, first) = (&self.table.look, &self.measured.label);
        let text = self.table.label_on(self.index + 1, self.measured.pages.len());
        let label = match self.index {
            0 => first.clone(),
            _ => label(self.table, self.fonts, self.width(), &text),
        };
        let rect = self.headline(&label, first.at.y);
        self.areas.push(Area { shown: Shown::Label, rect });
        self.outline(LAYOUT, rect, None, Outline::solid(look.rules.outer, look.rules.color));
        let style = self.bold(look.text.label, Align::Center);
        self.block(self.once(Role::Label), (&text, &label.lines), rect, style);
        if self.index == 0 {
            self.corner();
        }
    }

    /// What stands beside the handout's number.
    fn corner(&mut self) {
        let corner = &self.measured.corner;
        let rect = self.headline(corner, corner.at.y);
        let style = Style { size: self.table.look.text.note, ..self.plain(Align::Right) };
        self.block(Role::Corner, (&self.table.corner, &corner.lines), rect, style);
    }

    fn title(&mut self) {
        let title = &self.measured.title;
        let rect = self.headline(title, title.at.y);
        self.areas.push(Area { shown: Shown::Title, rect });
        let style = self.bold(self.table.look.text.title, Align::Center);
        self.block(self.once(Role::Title), (&self.table.title, &title.lines), rect, style);
    }

    /// The box of a headline that begins somewhere below the top of its part.
    fn headline(&self, headline: &Headline, below_top: Pt) -> Rect {
        let Size { width, height } = headline.size;
        Rect { x: self.left() + headline.at.x, y: self.y + below_top, width, height }
    }

    fn heads(&mut self) {
        let heads = &self.measured.heads;
        let (top, height) = (self.y, heads.own_height());
        let whole = Rect { x: self.left(), y: top, width: self.width(), height };
        self.ground(whole, self.table.look.fills.head);
        for (index, cell) in heads.cells.iter().enumerate() {
            let rect = match &self.table.columns[index] {
                column if column.group.is_some() => {
                    self.column(index, top + heads.rows[0], height - heads.rows[0])
                }
                column if column.content == Content::Schedule => self.column(index, top, heads.rows[0]),
                _ => self.column(index, top, height),
            };
            self.head(index, cell, rect);
        }
        for (index, lines) in heads.groups.iter().enumerate() {
            self.group(index, lines, top);
        }
        let mut lower = top;
        for (tier, (above, height)) in heads.rows.iter().zip(&heads.rows[1..]).enumerate() {
            lower += *above;
            self.tier(tier, lower, *height);
        }
        self.verticals(top, lower, top + height - lower, heads.rows[0]);
        self.y += height;
        self.horizontal(self.left(), self.left() + self.width(), self.y);
        for (index, body) in heads.bodies.iter().enumerate() {
            self.body(index, body);
        }
    }

    /// The row of a body below the heads.
    fn body(&mut self, index: usize, lines: &BodyLines) {
        let (table, height) = (self.table, lines.height);
        let shown = &table.bodies[index];
        let schedule = self.time(table.axis.period.whole(), self.y, height);
        let (left, right) = (self.left(), self.left() + self.width());
        // Its name stands before the schedule, or behind it where that comes first.
        let (x, end) = if table.schedule.unwrap_or_default() > 0 {
            (left, schedule.x)
        } else {
            (schedule.right(), right)
        };
        let name = Rect { x, y: self.y, width: end - x, height }.inset(self.padding_x());
        let style = self.plain(Align::Left);
        self.block(self.once(Role::Body(index)), (&shown.name, &lines.name), name, style);
        for slot in &lines.slots {
            let shown = &shown.slots[slot.slot];
            let rect = self.time(shown.span, self.y, height);
            let role = self.once(Role::Occasion { body: index, slot: slot.slot });
            self.slot(role, shown, slot, rect);
        }
        let edges = [schedule.x, schedule.right()].into_iter().filter(|x| *x > left && *x < right);
        for x in edges.collect::<Vec<_>>() {
            self.rule(Point { x, y: self.y }, Point { x, y: self.y + height }, self.inner());
        }
        self.columns_of_time(self.y, height);
        self.y += height;
        self.horizontal(left, right, self.y);
    }

    /// A row of heads of the time axis.
    fn tier(&mut self, tier: usize, top: Pt, height: Pt) {
        let table = self.table;
        for (index, head) in table.tiers[tier].iter().enumerate() {
            let rect = self.time(head.span, top, height);
            let style = self.bold(table.look.text.head, Align::Center);
            let lines = &self.measured.heads.tiers[tier][index];
            self.block(self.once(Role::TimeHead { tier, index }), (&head.text, lines), rect, style);
        }
        let schedule = self.time(table.axis.period.whole(), top, height);
        self.horizontal(schedule.x, schedule.right(), top);
        // The last one's are those of the rows below.
        if tier + 1 < table.tiers.len() {
            self.times(table.tiers[tier].iter().map(|head| head.span), top, height);
        }
    }

    /// The head of a group of columns.
    fn group(&mut self, index: usize, lines: &[Line], top: Pt) {
        let (table, columns) = (self.table, &self.table.groups[index]);
        let Some(head) = table.columns[columns.start].group.as_ref() else { return };
        let height = self.measured.heads.rows[0];
        let first = self.column(columns.start, top, height);
        let rect = Rect { width: self.column(columns.end - 1, top, height).right() - first.x, ..first };
        let style = self.bold(table.look.text.head, Align::Center);
        self.block(self.once(Role::Group(index)), (head, lines), rect, style);
        self.horizontal(rect.x, rect.right(), rect.bottom());
    }

    fn head(&mut self, index: usize, cell: &HeadCell, rect: Rect) {
        self.areas.push(Area { shown: Shown::Head(index), rect });
        let (text, column) = (&self.table.look.text, &self.table.columns[index]);
        let role = self.once(Role::Head(index));
        let note_height = lines_height(&cell.note, text.note, text);
        let head_height = lines_height(&cell.lines, text.head, text);
        let above = (rect.height - note_height - head_height) / 2.0;
        let head = Rect { y: rect.y + above, height: head_height, ..rect };
        let style = self.bold(text.head, Align::Center);
        self.block(role, (&column.head, &cell.lines), head, style);
        if let Some(note) = &column.note {
            let rect = Rect { y: head.bottom(), height: note_height, ..rect };
            let style = Style { size: text.note, ..self.plain(Align::Center) };
            self.block(role, (note, &cell.note), rect, style);
        }
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

    /// The rule above a band, over the one that each row has below it, where it has a width of its own.
    fn band_rule(&mut self) {
        let (rules, y) = (self.table.look.rules, self.y);
        if rules.band != rules.inner {
            let (from, to) = (Point { x: self.left(), y }, Point { x: self.left() + self.width(), y });
            self.rule(from, to, (rules.band, rules.color));
        }
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

    /// What stands in the schedule of a row, in the order of reading: column by column.
    fn schedule(&mut self, row: &InitiativeRow) {
        let at = RowAt { band: row.band, row: row.row };
        let shown = self.table.row(at);
        let mut placed = Vec::new();
        let mut y = self.y;
        for (index, strip) in row.strips.iter().enumerate() {
            for lines in &strip.slots {
                let slot = &shown.slots[lines.slot];
                let height = row.strips[index..index + lines.strips].iter().map(|strip| strip.height).sum();
                placed.push((lines, slot, self.time(slot.span, y, height)));
            }
            y += strip.height;
        }
        placed.sort_by_key(|(_, slot, _)| self.table.axis.column(slot.span));
        for (lines, slot, rect) in placed {
            let shown_slot = Shown::Slot { band: row.band, row: row.row, slot: lines.slot };
            self.areas.push(Area { shown: shown_slot, rect });
            self.slot(Role::of_slot(at, lines.slot, slot), slot, lines, rect);
        }
    }

    fn slot(&mut self, role: Role, slot: &Slot, lines: &SlotLines, rect: Rect) {
        let (text, look) = (&self.table.look.text, slot.look);
        if let Some(outline) = look.outline {
            self.frame_of_slot(role, rect, look, outline);
        }
        let SlotLook { weight, align, marks, .. } = look;
        let style = Style { size: text.body, weight, color: look.text, marks, align };
        if look.shape == Shape::Mark {
            return self.mark(role, (&slot.text, lines), rect, style);
        }
        let tip = if look.shape == Shape::Arrow { ARROW_TIP.at(text.body) } else { Pt(0.0) };
        let inside = Rect { width: rect.width - tip, ..rect }.inset(slot_air(slot.part, text).at(text.body));
        let lines = &lines.lines;
        // Callouts side by side begin at the same height, however long they are.
        let height = match slot.part {
            SchedulePart::Callout => slot_height(lines, slot, text),
            SchedulePart::Bar | SchedulePart::Actual | SchedulePart::Meeting | SchedulePart::Report => {
                rect.height
            }
        };
        self.block(role, (&slot.text, lines), Rect { height, ..inside }, style);
    }

    /// The sign of a mark and its words, on white where they go over the rules beside their time.
    fn mark(&mut self, role: Role, (passage, lines): (&Passage, &SlotLines), rect: Rect, style: Style) {
        let (text, size) = (&self.table.look.text, style.size);
        let (sign, width) = (lines.sign().at(size), lines.width().at(size));
        let x = rect.x + lines.lead - if lines.words_first { width - sign } else { Pt(0.0) };
        let rect = Rect { x, width, ..rect };
        if lines.lines.iter().any(|line| line.glyphs.len() > 1) {
            let height = lines_height(&lines.lines, size, text);
            let ground = Rect { y: rect.y + (rect.height - height) / 2.0, height, ..rect };
            let draw = Draw::Box { rect: ground, fill: Some(Color::WHITE), outline: None };
            self.content.push(plain(role, draw));
        }
        let style = Style { align: Align::Left, ..style };
        match lines.lines.as_slice() {
            [line] if lines.words_first => {
                let [first, words] = line.parted();
                self.block(role, (passage, &[first]), Rect { x: rect.right() - sign, ..rect }, style);
                self.block(role, (passage, &[words]), rect, style);
            }
            lines => {
                self.block(role, (passage, lines), rect, style);
            }
        }
    }

    /// The box of a slot, or its arrow, whose point reaches the end of its time.
    fn frame_of_slot(&mut self, role: Role, rect: Rect, look: SlotLook, outline: Outline) {
        let body = self.table.look.text.body;
        let margin = self.table.look.text.slot_margin.at(body);
        let inside = rect.inset(margin);
        if look.shape != Shape::Arrow {
            return self.outline(role, inside, look.fill, outline);
        }
        let rect = Rect { width: inside.width + margin, ..inside };
        let draw = Draw::Arrow { rect, tip: ARROW_TIP.at(body), fill: look.fill, outline: Some(outline) };
        self.content.push(plain(role, draw));
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

    /// Lines of a text in the middle of a rectangle's height; gives how far from the top the highest
    /// of them begins that has characters.
    fn block(
        &mut self,
        role: Role,
        (passage, lines): (&Passage, &[Line]),
        rect: Rect,
        style: Style,
    ) -> Option<Pt> {
        let leading = self.table.look.text.leading.at(style.size);
        let middle = self.fonts.get(style.weight).middle().at(style.size);
        let first = rect.y + (rect.height - leading * lines.len() as f64) / 2.0 + leading / 2.0 + middle;
        let (mut top, mut paragraph, mut read) = (None, 0, 0);
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.range.is_empty()) {
            paragraph += passage.text[read..line.range.start].matches('\n').count();
            read = line.range.start;
            let x = match style.align {
                Align::Left => rect.x + line.indent.at(style.size),
                Align::Right => rect.right() - line.width.at(style.size),
                Align::Center => rect.x + (rect.width - line.width.at(style.size)) / 2.0,
            };
            let origin = Point { x, y: first + leading * index as f64 };
            top = top.or(Some(origin.y - style.size * ABOVE_BASELINE));
            self.line(role.in_paragraph(paragraph), (passage, line), origin, style);
        }
        top
    }

    /// A line of a text: each stretch of one mark by itself, with its own line through it or under it.
    fn line(&mut self, role: Role, (passage, line): (&Passage, &Line), mut origin: Point, style: Style) {
        let mut rest = line.glyphs.as_slice();
        for (mark, range) in passage.stretches(line.range.clone()) {
            let text = passage.text[range].to_owned();
            let glyphs = rest.split_off(..glyph_count(rest, text.len())).unwrap_or_default();
            let end = Point { x: origin.x + length(glyphs).at(style.size), ..origin };
            let color = match mark {
                Mark::Kept | Mark::Changed => style.color,
                Mark::Deleted | Mark::Added => style.marks,
            };
            let glyphs = glyphs.to_vec();
            let run = TextRun { origin, size: style.size, weight: style.weight, color, text, glyphs };
            self.content.push(Item { role, mark, draw: Draw::Text(run) });
            let face = self.fonts.get(style.weight);
            let stroke = match mark {
                Mark::Kept => None,
                Mark::Deleted => Some(face.strikeout()),
                Mark::Added | Mark::Changed => Some(face.underline()),
            };
            if let Some(stroke) = stroke {
                let raised = |end: Point| Point { y: end.y - stroke.height.at(style.size), ..end };
                let (from, to, width) = (raised(origin), raised(end), stroke.thickness.at(style.size));
                self.content.push(Item { role, mark, draw: Draw::Rule { from, to, width, color } });
            }
            origin = end;
        }
    }

    fn ground(&mut self, rect: Rect, fill: Color) {
        self.grounds.push(plain(LAYOUT, Draw::Box { rect, fill: Some(fill), outline: None }));
    }

    fn outline(&mut self, role: Role, rect: Rect, fill: Option<Color>, outline: Outline) {
        self.content.push(plain(role, Draw::Box { rect, fill, outline: Some(outline) }));
    }

    fn horizontal(&mut self, left: Pt, right: Pt, y: Pt) {
        self.rule(Point { x: left, y }, Point { x: right, y }, self.inner());
    }

    /// The rules between columns from `top`, and those between the columns of the axis from `axis_top`, both
    /// down to `height` below the latter.
    /// Those inside a group of columns begin below the head that these share, which has a height.
    fn verticals(&mut self, top: Pt, axis_top: Pt, height: Pt, shared: Pt) {
        let bottom = axis_top + height;
        if bottom <= top {
            return;
        }
        for (index, column) in self.measured.columns.iter().enumerate().skip(1) {
            let is_inside = self.table.groups.iter().any(|group| group.start < index && index < group.end);
            let (x, y) = (self.left() + column.x, if is_inside { top + shared } else { top });
            self.rule(Point { x, y }, Point { x, y: bottom }, self.inner());
        }
        self.columns_of_time(axis_top, height);
    }

    /// The rules between the columns of the axis; between the months of a quarter or year they are light.
    fn columns_of_time(&mut self, top: Pt, height: Pt) {
        if self.table.schedule.is_none() {
            return;
        }
        let axis = self.table.axis;
        let Some(above) = axis.tiers().into_iter().rev().nth(1).filter(|_| axis.unit == Unit::Month) else {
            return self.times(axis.columns(), top, height);
        };
        let is_strong = |span: &TimeSpan| span.start().is_multiple_of(above.thirds());
        for span in axis.columns().skip(1).filter(|span| !is_strong(span)) {
            let x = self.left() + self.measured.time.start(span);
            let (from, to) = (Point { x, y: top }, Point { x, y: top + height });
            let (width, color) = (MONTH_RULE, Color::GREY);
            self.rules.push(plain(LAYOUT, Draw::Rule { from, to, width, color }));
        }
        self.times(axis.spans(above), top, height);
    }

    /// The rules between spans of the schedule.
    fn times(&mut self, spans: impl Iterator<Item = TimeSpan>, top: Pt, height: Pt) {
        for span in spans.skip(1) {
            let x = self.left() + self.measured.time.start(span);
            let line = (self.table.look.rules.axis, self.table.look.rules.axis_color);
            self.rule(Point { x, y: top }, Point { x, y: top + height }, line);
        }
    }

    fn rule(&mut self, from: Point, to: Point, (width, color): (Pt, Color)) {
        self.rules.push(plain(LAYOUT, Draw::Rule { from, to, width, color }));
    }

    /// The width and colour of the rules between cells.
    fn inner(&self) -> (Pt, Color) {
        (self.table.look.rules.inner, self.table.look.rules.inner_color)
    }

    /// The number of the page and of all pages, in the middle of the bottom margin.
    fn page_number(&mut self) {
        let size = self.table.look.text.note;
        let text = format!("{} / {}", self.index + 1, self.measured.pages.len());
        let text = Passage::default().followed_by(&text, Place::NONE);
        let margin = self.table.look.margins.bottom;
        let y = self.table.look.paper.size.height - margin;
        let rect = Rect { x: self.left(), y, width: self.width(), height: margin };
        let lines = wrap(&text.text, Em(rect.width.0 / size.0), self.fonts.get(Weight::Regular));
        let style = Style { size, ..self.plain(Align::Center) };
        self.block(Role::Artifact(Artifact::Footer), (&text, &lines), rect, style);
    }

    /// The strong line around the table of this page.
    fn frame(&mut self, top: Pt) {
        let rect = Rect { x: self.left(), y: top, width: self.width(), height: self.y - top };
        let outline = Some(Outline::solid(self.table.look.rules.outer, self.table.look.rules.color));
        self.rules.push(plain(LAYOUT, Draw::Box { rect, fill: None, outline }));
    }
}

/// An item without a mark.
fn plain(role: Role, draw: Draw) -> Item {
    Item { role, mark: Mark::Kept, draw }
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
