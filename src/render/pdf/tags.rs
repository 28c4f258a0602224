//! What the pages mean to a reader that does not see them: the structure tree of tagged PDF
//! (ISO 32000-1, 14.7 and 14.8; PDF/UA-1, ISO 14289-1), as values.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Content, Period};
use crate::page::{Draw, Item, Page, Role};
use crate::table::{self, Band, RowAt, SchedulePart, Slot, Table};

/// The head of one column.
const COLUMN_HEAD: Tag = Tag::TH { scope: Scope::Column, columns: 1 };

/// A cell of one column.
const CELL: Tag = Tag::TD { columns: 1 };

/// The structure tree. Nodes stand before their kids; the first one is the document.
pub(super) struct Tree {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The node that holds the content of a role.
    by_role: BTreeMap<Role, usize>,
    /// The nodes whose content is parted into marked and other stretches.
    parted: BTreeSet<usize>,
    /// Where the links among the nodes lead.
    uris: BTreeMap<usize, String>,
}

/// What the tree has of a page.
pub(super) struct Marked {
    /// The mark of each stretch, artifacts excepted.
    pub marks: Vec<Option<Mark>>,
    /// The links, by their indices on the page, with their nodes.
    pub links: Vec<(usize, usize)>,
}

/// Marks a stretch of a page's content as that of a node.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    /// Its number on the page (MCID).
    pub number: usize,
    /// The node.
    pub node: usize,
}

/// An element of the document.
pub(super) struct Node {
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
pub(super) enum Kid {
    /// A further node.
    Node(usize),
    /// Content on a page, by the page's index and the mark's number there.
    Mark {
        /// The page's index.
        page: usize,
        /// The mark's number.
        mark: usize,
    },
    /// A link of a page, by the page's index and the link's there.
    Link {
        /// The page's index.
        page: usize,
        /// The link's index.
        link: usize,
    },
}

/// The standard structure types in use (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
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
    /// A list.
    L,
    /// An item of a list.
    LI,
    /// The content of an item.
    LBody,
    /// A part of a text, with a line or without.
    Span(Option<Decoration>),
    /// A part of a text that leads somewhere.
    Link,
}

/// The line of a text (ISO 32000-1, 14.8.5.4.4, `TextDecorationType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decoration {
    /// Through it.
    LineThrough,
    /// Under it.
    Underline,
}

/// What a head is the head of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
}

impl Tree {
    /// The tree of a handout whose pages are not marked yet. They are looked through where any text of the table
    /// may have marks: where it shows two sheets.
    pub(super) fn new(table: &Table, pages: impl Iterator<Item = Page>) -> Tree {
        let (by_role, parted, uris) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
        let mut tree = Tree { nodes: Vec::new(), by_role, parted, uris };
        let document = tree.add(0, Tag::Document);
        tree.leaf(document, Tag::P, Role::Label);
        if !table.corner.text.is_empty() {
            tree.leaf(document, Tag::P, Role::Corner);
        }
        tree.leaf(document, Tag::H1, Role::Title);
        let node = tree.add(document, Tag::Table);
        tree.heads(node, table);
        tree.bodies(node, table);
        for (index, band) in table.bands.iter().enumerate() {
            tree.body(node, table, index, band);
        }
        tree.foot(document, table);
        if table.origin.is_none() {
            tree.parted = pages.flat_map(|page| tree.parted(&page)).collect();
        }
        tree
    }

    /// What stands below the table: the legend as its heading and a list, then a paragraph for each note.
    fn foot(&mut self, document: usize, table: &Table) {
        if !table.legend.is_empty() {
            self.leaf(document, Tag::P, Role::Key(0));
            let list = self.add(document, Tag::L);
            for index in 1..table.legend.len() {
                let item = self.add(list, Tag::LI);
                self.leaf(item, Tag::LBody, Role::Key(index));
            }
        }
        for index in 0..table.notes.len() {
            self.leaf(document, Tag::P, Role::Note(index));
        }
    }

    /// Marks the stretches of a page.
    pub(super) fn mark(&mut self, page: usize, shown: &Page) -> Marked {
        let linked = shown.items.iter().filter(|item| item.link.is_some());
        let linked: BTreeSet<usize> =
            linked.filter_map(|item| self.by_role.get(&item.role).copied()).collect();
        let (mut numbers, mut links) = (0.., Vec::new());
        let marks = shown.stretches().map(|stretch| {
            let holder = *self.by_role.get(&stretch[0].role)?;
            let node = match stretch[0].link {
                Some(link) => {
                    let node = self.link(holder, &shown.links[link].uri);
                    if links.last() != Some(&(link, node)) {
                        self.nodes[node].kids.push(Kid::Link { page, link });
                        links.push((link, node));
                    }
                    if self.parted.contains(&holder) { self.part(node, stretch) } else { node }
                }
                None if self.is_parted(holder) || linked.contains(&holder) => self.part(holder, stretch),
                None => holder,
            };
            let number = numbers.next()?;
            self.nodes[node].kids.push(Kid::Mark { page, mark: number });
            Some(Mark { number, node })
        });
        Marked { marks: marks.collect(), links }
    }

    /// Whether a node's content is in parts: each stretch is a node of its own. Readers and checkers that take an
    /// element's own content before its kids would lose their order.
    fn is_parted(&self, node: usize) -> bool {
        self.parted.contains(&node) || matches!(self.nodes[node].kids.last(), Some(Kid::Node(_)))
    }

    /// The node of a link within another: what was marked last there, if it leads to the same, or else a new one.
    fn link(&mut self, holder: usize, uri: &str) -> usize {
        if let Some(Kid::Node(last)) = self.nodes[holder].kids.last()
            && self.uris.get(last).is_some_and(|last| last == uri)
        {
            return *last;
        }
        let link = self.add(holder, Tag::Link);
        self.uris.insert(link, uri.to_owned());
        link
    }

    /// The nodes that hold anything marked on a page, and are not read in other words as a whole.
    fn parted(&self, page: &Page) -> Vec<usize> {
        let marked = page.items.iter().filter(|item| item.mark != table::Mark::Kept);
        let nodes = marked.filter_map(|item| self.by_role.get(&item.role).copied());
        nodes.filter(|node| self.nodes[*node].spoken.is_none()).collect()
    }

    /// A node for a stretch, within another.
    fn part(&mut self, holder: usize, stretch: &[Item]) -> usize {
        let decoration = match stretch[0].mark {
            table::Mark::Kept => return self.add(holder, Tag::Span(None)),
            table::Mark::Deleted => Decoration::LineThrough,
            table::Mark::Added | table::Mark::Changed => Decoration::Underline,
        };
        let span = self.add(holder, Tag::Span(Some(decoration)));
        let texts = stretch.iter().filter_map(|item| match &item.draw {
            Draw::Text(run) => Some(run.text.as_str()),
            Draw::Rule { .. } | Draw::Box { .. } | Draw::Arrow { .. } => None,
        });
        self.nodes[span].spoken = Some(spoken_mark(stretch[0].mark, &texts.collect::<String>()));
        span
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

    /// Rows of heads: that of the schedule stands above those of the time axis. Below the other
    /// heads stand empty cells rather than spans, by which readers lose count of the columns.
    fn heads(&mut self, node: usize, table: &Table) {
        let head = self.add(node, Tag::THead);
        let upper = self.add(head, Tag::TR);
        let tiers: Vec<usize> = table.tiers.iter().map(|_| self.add(head, Tag::TR)).collect();
        for index in 0..table.columns.len() {
            if table.is_schedule(index) {
                let tag = Tag::TH { scope: Scope::Column, columns: table.axis.columns().count() };
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
                let tag = Tag::TH { scope: Scope::Column, columns: table.groups[group].len() };
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
            let columns = usize::from(head.span.count() / table.axis.unit.thirds());
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
            let name = |columns| Tag::TH { scope: Scope::Row, columns };
            if before > 0 {
                self.leaf(row, name(before), Role::Body(index));
            }
            let cells: Vec<usize> = table.axis.columns().map(|_| self.add(row, CELL)).collect();
            for (nth, slot) in shown.slots.iter().enumerate() {
                let role = Role::Occasion { body: index, slot: nth };
                let paragraph = self.leaf(cells[table.axis.column(slot.span)], Tag::P, role);
                self.nodes[paragraph].spoken = Some(spoken(slot, table.axis.period));
            }
            match (before, behind) {
                (0, _) => {
                    self.leaf(row, name(behind), Role::Body(index));
                }
                (_, 0) => {}
                _ => {
                    self.add(row, Tag::TD { columns: behind });
                }
            }
        }
    }

    /// The body of a theme: its band, then its rows. The band is a heading that readers can go to
    /// from anywhere; as a head cell (TH) it would be said again with every cell below it.
    fn body(&mut self, node: usize, table: &Table, index: usize, band: &Band) {
        let columns = table.text_columns().count() + table.times().count();
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
            self.nodes[paragraph].spoken = Some(spoken(slot, table.axis.period));
        }
    }
}

/// Whether a paragraph that begins with a character is an item of a list.
fn is_bullet(c: char) -> bool {
    "・･●○◎◯■□◆◇▪•※☆★＊*".contains(c)
}

/// A slot in words: when, then what.
fn spoken(slot: &Slot, period: Period) -> String {
    let text = &slot.text;
    let stretches = text.stretches(0..text.text.len()).into_iter();
    let said = stretches.map(|(mark, range)| spoken_mark(mark, &text.text[range]));
    let said = said.collect::<String>().replace('\n', " ");
    let what = if slot.part == SchedulePart::Actual { "実績 " } else { "" };
    format!("{} {what}{said}", period.spoken(slot.meant))
}

/// A text as it is read aloud. A line through it or under it can't be heard, and neither could its end: the
/// brackets are a short pause.
fn spoken_mark(mark: table::Mark, text: &str) -> String {
    match mark {
        table::Mark::Kept => text.to_owned(),
        table::Mark::Deleted => format!("［削除 {text}］"),
        table::Mark::Added => format!("［追加 {text}］"),
        table::Mark::Changed => format!("［下線 {text}］"),
    }
}
