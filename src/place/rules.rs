//! Places the rules of the table.

use super::{LAYOUT, PagePainter, plain};
use crate::geom::{Point, Pt, Rect};
use crate::model::{Color, TimeSpan, Unit};
use crate::page::Draw;
use crate::table::Outline;

/// The width of the rules between months.
const MONTH_RULE: Pt = Pt(0.25);

impl PagePainter<'_> {
    pub(super) fn horizontal(&mut self, left: Pt, right: Pt, y: Pt) {
        self.rule(Point { x: left, y }, Point { x: right, y }, self.inner());
    }

    /// The rules between columns from `top`, and those between the columns of the axis from `axis_top`, both
    /// down to `height` below the latter.
    /// Those inside a group of columns begin below the head that these share, which has a height.
    pub(super) fn verticals(&mut self, top: Pt, axis_top: Pt, height: Pt, shared: Pt) {
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
    pub(super) fn columns_of_time(&mut self, top: Pt, height: Pt) {
        if self.table.schedule.is_none() {
            return;
        }
        let axis = self.table.axis;
        let Some(above) = axis.tiers().rev().nth(1).filter(|_| axis.unit == Unit::Month) else {
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
    pub(super) fn times(&mut self, spans: impl Iterator<Item = TimeSpan>, top: Pt, height: Pt) {
        for span in spans.skip(1) {
            let x = self.left() + self.measured.time.start(span);
            let line = (self.table.look.rules.axis, self.table.look.rules.axis_color);
            self.rule(Point { x, y: top }, Point { x, y: top + height }, line);
        }
    }

    /// The rule above a band, over the one that each row has below it, where it has a width of its own.
    pub(super) fn band_rule(&mut self) {
        let (rules, y) = (self.table.look.rules, self.y);
        if rules.band != rules.inner {
            let (from, to) = (Point { x: self.left(), y }, Point { x: self.left() + self.width(), y });
            self.rule(from, to, (rules.band, rules.color));
        }
    }

    pub(super) fn rule(&mut self, from: Point, to: Point, (width, color): (Pt, Color)) {
        self.rules.push(plain(LAYOUT, Draw::Rule { from, to, width, color }));
    }

    /// The width and colour of the rules between cells.
    pub(super) fn inner(&self) -> (Pt, Color) {
        (self.table.look.rules.inner, self.table.look.rules.inner_color)
    }

    /// The strong line around the table of this page.
    pub(super) fn frame(&mut self, top: Pt) {
        let rect = Rect { x: self.left(), y: top, width: self.width(), height: self.y - top };
        let outline = Some(Outline::solid(self.table.look.rules.outer, self.table.look.rules.color));
        self.rules.push(plain(LAYOUT, Draw::Box { rect, fill: None, outline }));
    }
}
