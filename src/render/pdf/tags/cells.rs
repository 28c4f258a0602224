//! The nodes of the table: its heads, and its rows with their cells.

use super::{Scope, Tag, Tree, spoken};
use crate::model::Content;
use crate::page::Role;
use crate::table::{Band, RowAt, Table};

/// The head of one column.
const COLUMN_HEAD: Tag = Tag::TH { scope: Scope::Column, columns: 1 };

/// A cell of one column.
const CELL: Tag = Tag::TD { columns: 1 };

impl Tree {
    /// The table, over all pages.
    pub(super) fn table(&mut self, document: usize, table: &Table) {
        let node = self.add(document, Tag::Table);
        self.heads(node, table);
        self.bodies(node, table);
        for (index, band) in table.bands.iter().enumerate() {
            self.body(node, table, index, band);
        }
    }

    /// Rows of heads: that of the schedule stands above those of the time axis. Below the other
    /// heads stand empty cells rather than spans, by which readers lose count of the columns.
    fn heads(&mut self, node: usize, table: &Table) {
        let head = self.add(node, Tag::THead);
        let upper = self.add(head, Tag::TR);
        let tiers: Vec<usize> = table.tiers.iter().map(|_| self.add(head, Tag::TR)).collect();
        for index in 0..table.columns.len() {
            if table.is_schedule(index) {
                let tag = Tag::TH { scope: Scope::Column, columns: table.axis.columns().count() as u16 };
                self.leaf(upper, tag, Role::Head(index));
                for (tier, row) in tiers.iter().enumerate() {
                    self.tier(*row, table, tier);
                }
                continue;
            }
            // The heads of a group stand in the row below the one that they share.
            let (head, others) = match table.columns[index].group.is_some() {
                true => (tiers[0], &tiers[1..]),
                false => (upper, tiers.as_slice()),
            };
            if let Some(group) = table.groups.iter().position(|group| group.start == index) {
                let tag = Tag::TH { scope: Scope::Column, columns: table.groups[group].len() as u16 };
                self.leaf(upper, tag, Role::Group(group));
            }
            self.leaf(head, COLUMN_HEAD, Role::Head(index));
            for row in others {
                self.add(*row, CELL);
            }
        }
    }

    /// A row of heads of the time axis.
    fn tier(&mut self, row: usize, table: &Table, tier: usize) {
        for (index, head) in table.tiers[tier].iter().enumerate() {
            let columns = head.span.count() / table.axis.unit.thirds();
            self.leaf(row, Tag::TH { scope: Scope::Column, columns }, Role::TimeHead { tier, index });
        }
    }

    /// The rows of bodies below the heads.
    fn bodies(&mut self, node: usize, table: &Table) {
        if table.bodies.is_empty() {
            return;
        }
        let body = self.add(node, Tag::TBody);
        let before = table.schedule.unwrap_or_default();
        let behind = table.columns.len() - 1 - before;
        for (index, shown) in table.bodies.iter().enumerate() {
            let row = self.add(body, Tag::TR);
            let name = |columns: usize| Tag::TH { scope: Scope::Row, columns: columns as u16 };
            if before > 0 {
                self.leaf(row, name(before), Role::Body(index));
            }
            let cells: Vec<usize> = table.axis.columns().map(|_| self.add(row, CELL)).collect();
            for (nth, slot) in shown.slots.iter().enumerate() {
                let role = Role::Occasion { body: index, slot: nth };
                let paragraph = self.leaf(cells[table.axis.column(slot.span)], Tag::P, role);
                self.nodes[paragraph].spoken = Some(spoken(slot, table.axis.period).into());
            }
            match (before, behind) {
                (0, _) => {
                    self.leaf(row, name(behind), Role::Body(index));
                }
                (_, 0) => {}
                _ => {
                    self.add(row, Tag::TD { columns: behind as u16 });
                }
            }
        }
    }

    /// The body of a theme: its band, then its rows. The band is a heading that readers can go to
    /// from anywhere; as a head cell (TH) it would be said again with every cell below it.
    fn body(&mut self, node: usize, table: &Table, index: usize, band: &Band) {
        let columns = (table.text_columns().count() + table.times().count()) as u16;
        let body = self.add(node, Tag::TBody);
        let row = self.add(body, Tag::TR);
        let cell = self.add(row, Tag::TD { columns });
        self.leaf(cell, Tag::H2, Role::Band(index));
        for row in 0..band.rows.len() {
            self.row(body, table, RowAt { band: index, row });
        }
    }

    fn row(&mut self, body: usize, table: &Table, at: RowAt) {
        let (node, row) = (self.add(body, Tag::TR), table.row(at));
        for (column, shown) in table.columns.iter().enumerate() {
            let role = Role::Cell { row: at, column, paragraph: 0 };
            match shown.content {
                Content::Number => {
                    let head = self.leaf(node, Tag::TH { scope: Scope::Row, columns: 1 }, role);
                    // What stands below the number is a part of the same head.
                    let below = 1..=row.cells[column].text.matches('\n').count();
                    self.by_role.extend(below.map(|paragraph| (role.in_paragraph(paragraph), head)));
                }
                Content::Category | Content::Text(_) => self.cell(node, &row.cells[column].text, role),
                Content::Schedule => self.schedule(node, table, at),
            }
        }
    }

    /// A text cell. Several paragraphs are read one by one, and those with a bullet as a list.
    fn cell(&mut self, row: usize, text: &str, role: Role) {
        let mut paragraphs = text.split('\n').enumerate().filter(|(_, paragraph)| !paragraph.is_empty());
        if paragraphs.clone().count() < 2 {
            let first = paragraphs.next().map_or(0, |(index, _)| index);
            self.leaf(row, CELL, role.in_paragraph(first));
            return;
        }
        let cell = self.add(row, CELL);
        let mut list = None;
        for (index, paragraph) in paragraphs {
            let role = role.in_paragraph(index);
            if paragraph.trim_start().starts_with(is_bullet) {
                let list = *list.get_or_insert_with(|| self.add(cell, Tag::L));
                let item = self.add(list, Tag::LI);
                self.leaf(item, Tag::LBody, role);
            } else {
                list = None;
                self.leaf(cell, Tag::P, role);
            }
        }
    }

    /// A cell for each column of the axis, and in the one where it begins a paragraph for each bar, report, meeting
    /// and callout, in the order of the lanes.
    fn schedule(&mut self, node: usize, table: &Table, at: RowAt) {
        let row = table.row(at);
        let cells: Vec<usize> = table.axis.columns().map(|_| self.add(node, CELL)).collect();
        for &index in row.lanes.iter().flat_map(|lane| &lane.slots) {
            let slot = &row.slots[index];
            let role = Role::of_slot(at, index, slot);
            let paragraph = self.leaf(cells[table.axis.column(slot.span)], Tag::P, role);
            self.nodes[paragraph].spoken = Some(spoken(slot, table.axis.period).into());
        }
    }
}

/// Whether a paragraph that begins with a character is an item of a list.
fn is_bullet(c: char) -> bool {
    "・･●○◎◯■□◆◇▪•※☆★＊*".contains(c)
}
