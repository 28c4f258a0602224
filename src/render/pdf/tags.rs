//! What the pages mean to a reader that does not see them: the structure tree of tagged PDF
//! (ISO 32000-1, 14.7 and 14.8; PDF/UA-1, ISO 14289-1), as values.

use std::collections::BTreeMap;

use crate::layout::{Row, RowBox, Slot, Tracks};
use crate::model::{Content, FiscalMonth, MonthSpan, Quarter, Sheet, Template};
use crate::page::{Page, Role};
use crate::width;

/// The columns of the table that the schedule takes: one for each quarter.
const QUARTERS: usize = Quarter::ALL.len();

/// The head of one column.
const COLUMN_HEAD: Tag = Tag::TH { scope: Scope::Column, columns: 1 };

/// A cell of one column.
const CELL: Tag = Tag::TD { columns: 1 };

/// The structure tree. Nodes stand before their kids; the first one is the document.
pub struct Tree {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The node that holds the content of a role.
    by_role: BTreeMap<Role, usize>,
    /// For each page and each mark on it, the node that it belongs to.
    pub marks: Vec<Vec<usize>>,
}

/// An element of the document.
pub struct Node {
    /// What it is.
    pub tag: Tag,
    /// The node that it stands in; the document stands in itself.
    pub parent: usize,
    /// What it holds, in the order of reading.
    pub kids: Vec<Kid>,
    /// What is read aloud in place of its content.
    pub spoken: Option<String>,
}

/// What stands in a node.
#[derive(Clone, Copy)]
pub enum Kid {
    /// A further node.
    Node(usize),
    /// Content on a page, by the page's index and the mark's number there.
    Mark {
        /// The page's index.
        page: usize,
        /// The mark's number.
        mark: usize,
    },
}

/// The standard structure types in use (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// The whole.
    Document,
    /// A paragraph.
    P,
    /// The title.
    H1,
    /// The heading of a theme.
    H2,
    /// The table, over all pages.
    Table,
    /// The rows of heads.
    THead,
    /// The rows of a theme.
    TBody,
    /// A row.
    TR,
    /// A head, and how many columns it takes.
    TH {
        /// What it is the head of.
        scope: Scope,
        /// How many columns it takes.
        columns: usize,
    },
    /// A cell, and how many columns it takes.
    TD {
        /// How many columns it takes.
        columns: usize,
    },
}

/// What a head is the head of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
}

impl Tree {
    /// The tree of a handout, with a mark for each stretch of items of one role.
    pub fn new(sheet: &Sheet, template: &Template, tracks: &Tracks, pages: &[Page]) -> Tree {
        let mut tree = Tree { nodes: Vec::new(), by_role: BTreeMap::new(), marks: Vec::new() };
        let document = tree.add(0, Tag::Document);
        tree.leaf(document, Tag::P, Role::Label);
        tree.leaf(document, Tag::H1, Role::Title);
        let table = tree.add(document, Tag::Table);
        tree.heads(table, template);
        tree.body(table, sheet, template, tracks);
        for (index, page) in pages.iter().enumerate() {
            tree.mark(index, page);
        }
        tree
    }

    /// The tag of the node that holds the content of a role; none for artifacts.
    pub fn tag(&self, role: Role) -> Option<Tag> {
        self.by_role.get(&role).map(|node| self.nodes[*node].tag)
    }

    fn mark(&mut self, page: usize, shown: &Page) {
        let mut marks = Vec::new();
        for stretch in shown.stretches() {
            if let Some(&node) = self.by_role.get(&stretch[0].role) {
                self.nodes[node].kids.push(Kid::Mark { page, mark: marks.len() });
                marks.push(node);
            }
        }
        self.marks.push(marks);
    }

    fn add(&mut self, parent: usize, tag: Tag) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node { tag, parent, kids: Vec::new(), spoken: None });
        if node > 0 {
            self.nodes[parent].kids.push(Kid::Node(node));
        }
        node
    }

    /// A node that holds content.
    fn leaf(&mut self, parent: usize, tag: Tag, role: Role) -> usize {
        let node = self.add(parent, tag);
        self.by_role.insert(role, node);
        node
    }

    /// Two rows of heads: that of the schedule stands above those of the quarters. Below the other
    /// heads stand empty cells rather than spans, by which readers lose count of the columns.
    fn heads(&mut self, table: usize, template: &Template) {
        let head = self.add(table, Tag::THead);
        let (upper, lower) = (self.add(head, Tag::TR), self.add(head, Tag::TR));
        for (index, column) in template.columns.iter().enumerate() {
            if column.content == Content::Schedule {
                let tag = Tag::TH { scope: Scope::Column, columns: QUARTERS };
                self.leaf(upper, tag, Role::Head(index));
                for quarter in Quarter::ALL {
                    self.leaf(lower, COLUMN_HEAD, Role::QuarterHead(quarter));
                }
            } else {
                self.leaf(upper, COLUMN_HEAD, Role::Head(index));
                self.add(lower, CELL);
            }
        }
    }

    /// A body for each theme: its band, then its rows. The band is a heading that readers can go to
    /// from anywhere; as a head cell (TH) it would be said again with every cell below it.
    fn body(&mut self, table: usize, sheet: &Sheet, template: &Template, tracks: &Tracks) {
        let columns = template.columns.len() - 1 + QUARTERS;
        let (mut body, mut quarters) = (table, [table; QUARTERS]);
        for row in &tracks.rows {
            match row {
                Row::Band(band) if band.continued => {}
                Row::Band(band) => {
                    body = self.add(table, Tag::TBody);
                    let row = self.add(body, Tag::TR);
                    let cell = self.add(row, Tag::TD { columns });
                    self.leaf(cell, Tag::H2, Role::Band(band.theme));
                }
                Row::Initiative(shown) if shown.continued => self.schedule(&quarters, shown, sheet),
                Row::Initiative(shown) => quarters = self.row(body, shown, sheet, template),
            }
        }
    }

    /// A row; gives the cells of its quarters.
    fn row(&mut self, body: usize, row: &RowBox, sheet: &Sheet, template: &Template) -> [usize; QUARTERS] {
        let number = number(row, sheet);
        let mut quarters = [body; QUARTERS];
        let node = self.add(body, Tag::TR);
        for (column, shown) in template.columns.iter().enumerate() {
            let role = Role::Cell { number, column };
            match shown.content {
                Content::Number => {
                    self.leaf(node, Tag::TH { scope: Scope::Row, columns: 1 }, role);
                }
                Content::Category | Content::Text(_) => {
                    self.leaf(node, CELL, role);
                }
                Content::Schedule => {
                    quarters = Quarter::ALL.map(|_| self.add(node, CELL));
                    self.schedule(&quarters, row, sheet);
                }
            }
        }
        quarters
    }

    /// A paragraph for each bar, report, meeting and callout, in the cell of the quarter where it
    /// begins. What goes on over a page has its paragraph already.
    fn schedule(&mut self, quarters: &[usize; QUARTERS], row: &RowBox, sheet: &Sheet) {
        let number = number(row, sheet);
        for slot in row.strips.iter().flat_map(|strip| &strip.slots) {
            let role = Role::Schedule { number, slot: slot.index, part: slot.part, months: slot.months };
            if !self.by_role.contains_key(&role) {
                let quarter = slot.months.first().quarter();
                let node = self.leaf(quarters[usize::from(quarter.index())], Tag::P, role);
                self.nodes[node].spoken = Some(spoken(slot));
            }
        }
    }
}

fn number(row: &RowBox, sheet: &Sheet) -> u32 {
    row.initiative_in(sheet).number
}

/// A slot in words: when, then what.
fn spoken(slot: &Slot) -> String {
    format!("{} {}", spoken_months(slot.months), slot.text.replace('\n', " "))
}

fn spoken_months(months: MonthSpan) -> String {
    // Full-width where the month has one digit, as on the sheet.
    let month = |month: FiscalMonth| match month.calendar() {
        1..=9 => month.to_string().chars().map(width::full).collect(),
        _ => month.to_string(),
    };
    match months.count() {
        1 => month(months.first()),
        _ => format!("{}から{}", month(months.first()), month(months.last())),
    }
}
