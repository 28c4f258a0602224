//! What the pages mean to a reader that does not see them: the structure tree of tagged PDF
//! (ISO 32000-1, 14.7 and 14.8; PDF/UA-1, ISO 14289-1), as values.

mod cells;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::Period;
use crate::page::{Draw, Item, Page, Role};
use crate::table::{self, SchedulePart, Slot, Table};

/// The structure tree. Nodes stand before their kids; the first one is the document.
#[derive(Default)]
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

/// An element of the document. Long sheets have hundreds of thousands: its numbers take no more room than they need.
pub(super) struct Node {
    /// What it is.
    pub tag: Tag,
    /// The node that it stands in; the document stands in itself.
    pub parent: u32,
    /// What it holds, in the order of reading.
    pub kids: Vec<Kid>,
    /// What is read aloud in place of its content.
    pub spoken: Option<Box<str>>,
}

/// What stands in a node.
#[derive(Clone, Copy)]
pub(super) enum Kid {
    /// A further node.
    Node(u32),
    /// Content on a page, by the page's index and the mark's number there.
    Mark {
        /// The page's index.
        page: u32,
        /// The mark's number.
        mark: u32,
    },
    /// A link of a page, by the page's index and the link's there.
    Link {
        /// The page's index.
        page: u32,
        /// The link's index.
        link: u32,
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
        columns: u16,
    },
    /// A cell, and how many columns it takes.
    TD {
        /// How many columns it takes.
        columns: u16,
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
    pub(super) fn new(table: &Table, pages: impl Iterator<Item = impl Borrow<Page>>) -> Tree {
        let mut tree = Tree::default();
        let document = tree.add(0, Tag::Document);
        tree.leaf(document, Tag::P, Role::Label);
        if !table.corner.text.is_empty() {
            tree.leaf(document, Tag::P, Role::Corner);
        }
        tree.leaf(document, Tag::H1, Role::Title);
        tree.table(document, table);
        tree.foot(document, table);
        if table.origin.is_none() {
            tree.parted = pages.flat_map(|page| tree.parted(page.borrow())).collect();
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
                        self.nodes[node].kids.push(Kid::Link { page: page as u32, link: link as u32 });
                        links.push((link, node));
                    }
                    if self.parted.contains(&holder) { self.part(node, stretch) } else { node }
                }
                None if self.is_parted(holder) || linked.contains(&holder) => self.part(holder, stretch),
                None => holder,
            };
            let number = numbers.next()?;
            let kids = &mut self.nodes[node].kids;
            // Most have no more than this one, and a vector that grows begins with four.
            kids.reserve_exact(1);
            kids.push(Kid::Mark { page: page as u32, mark: number as u32 });
            Some(Mark { number, node })
        });
        Marked { marks: marks.collect(), links }
    }

    /// The nodes alone, once all pages are marked.
    pub(super) fn into_nodes(self) -> Vec<Node> {
        self.nodes
    }

    /// Whether a node's content is in parts: each stretch is a node of its own. Readers and checkers that take an
    /// element's own content before its kids would lose their order.
    fn is_parted(&self, node: usize) -> bool {
        self.parted.contains(&node) || matches!(self.nodes[node].kids.last(), Some(Kid::Node(_)))
    }

    /// The node of a link within another: what was marked last there, if it leads to the same, or else a new one.
    fn link(&mut self, holder: usize, uri: &str) -> usize {
        if let Some(&Kid::Node(last)) = self.nodes[holder].kids.last()
            && self.uris.get(&(last as usize)).is_some_and(|last| last == uri)
        {
            return last as usize;
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
        self.nodes[span].spoken = Some(spoken_mark(stretch[0].mark, &texts.collect::<String>()).into());
        span
    }

    fn add(&mut self, parent: usize, tag: Tag) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node { tag, parent: parent as u32, kids: Vec::new(), spoken: None });
        if node > 0 {
            self.nodes[parent].kids.push(Kid::Node(node as u32));
        }
        node
    }

    /// A node that holds content.
    fn leaf(&mut self, parent: usize, tag: Tag, role: Role) -> usize {
        let node = self.add(parent, tag);
        self.by_role.insert(role, node);
        node
    }
}

/// A slot in words: when, then what.
fn spoken(slot: &Slot, period: Period) -> String {
    let text = &slot.text;
    let stretches = text.stretches(0..text.text.len());
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
