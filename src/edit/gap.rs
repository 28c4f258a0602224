//! Where something would stand that is not there.

use super::block::Block;
use super::flow::Flow;
use super::ground::Ground;
use super::order;
use crate::load::{Document, Kind, Path, Step, Style};

/// A place between the bytes of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The byte before which it lies.
    pub at: usize,
    /// The column of the key or list mark that would begin here or below.
    pub column: usize,
}

/// Where the key or item at the end of a way would go that is not there, or an item that others would make
/// room for. `None` where nothing of the kind can be added; see [`Document::place`] for what is there.
pub fn gap(document: &Document, path: &Path) -> Option<Gap> {
    let (parent, step) = path.split_last()?;
    let (ground, node) = (Ground::of(document), document.node(&parent)?);
    let index = match (&node.kind, step) {
        (Kind::Map(entries), Step::Key(key)) if document.node(path).is_none() => {
            order::index(&parent, entries.iter().map(|(key, _)| key.text()), key)
        }
        (Kind::List(items), Step::Item(index)) if *index <= items.len() => *index,
        (Kind::Empty, _) => 0,
        _ => return None,
    };
    match (ground.children(node).is_empty(), node.style) {
        (true, _) => {
            let site = ground.site(&parent)?;
            Some(Gap { at: site.node.end(), column: site.column + super::write::STEP })
        }
        (false, Style::Flow) => {
            let at = Flow::of(&ground, node)?.gap(index);
            Some(Gap { at, column: ground.column(at) })
        }
        (false, _) => {
            let block = Block::of(&ground, node);
            Some(Gap { at: block.gap(index)?.min(document.source().text().len()), column: block.column })
        }
    }
}
