//! Places what stands above the rows: the handout's number, the title, the heads of the columns, and the rows of
//! bodies.

use super::{LAYOUT, PagePainter, Style};
use crate::geom::{Point, Pt, Rect, Size};
use crate::measure::{BodyLines, HeadCell, Headline, Line, label, lines_height};
use crate::model::{Align, Content};
use crate::page::{Area, Role, Shown};
use crate::table::Outline;

impl PagePainter<'_> {
    /// The handout's number. On further pages it is measured here, as it says which page it is.
    pub(super) fn label(&mut self) {
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

    pub(super) fn title(&mut self) {
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

    pub(super) fn heads(&mut self) {
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
        let Some(head) = table.group_head(columns) else { return };
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
}
