//! A workbook taken apart, for the tests that look into its parts.

#![allow(dead_code)] // Each test binary uses its own part.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use roxmltree::{Document, Node};

use super::common::{Built, attribute, build_case, cases, elements, name, parse, place, xlsx_parts};

/// A workbook taken apart.
pub(crate) struct Workbook {
    pub parts: BTreeMap<String, String>,
}

/// A block of cells, first and last included, as row and column counted from 0.
pub(crate) type Block = ((u32, u32), (u32, u32));

pub(crate) fn block(reference: &str) -> Block {
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    (place(first), place(last))
}

pub(crate) fn overlap(one: Block, other: Block) -> bool {
    let meet = |a: (u32, u32), b: (u32, u32)| a.0 <= b.1 && b.0 <= a.1;
    meet((one.0.0, one.1.0), (other.0.0, other.1.0)) && meet((one.0.1, one.1.1), (other.0.1, other.1.1))
}

impl Workbook {
    pub(crate) fn new(xlsx: &[u8]) -> Workbook {
        Workbook { parts: xlsx_parts(xlsx) }
    }

    pub(crate) fn part(&self, name: &str) -> Document<'_> {
        parse(&self.parts[name])
    }

    /// The names of the worksheets, in order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        let workbook = self.part("xl/workbook.xml");
        elements(&workbook, "sheet").map(|sheet| attribute(sheet, "name").to_owned()).collect()
    }

    pub(crate) fn sheet(&self, index: usize) -> Document<'_> {
        self.part(&format!("xl/worksheets/sheet{}.xml", index + 1))
    }

    /// The defined names that are ours, and what they refer to: a sheet and a block of it.
    pub(crate) fn names(&self) -> BTreeMap<String, (String, Block)> {
        let workbook = self.part("xl/workbook.xml");
        let own =
            elements(&workbook, "definedName").filter(|node| !attribute(*node, "name").starts_with("_xlnm"));
        let names = own.map(|node| {
            let (sheet, cells) = node.text().unwrap_or_default().rsplit_once('!').expect("a sheet and cells");
            let target = (sheet.trim_matches('\'').to_owned(), block(&cells.replace('$', "")));
            (attribute(node, "name").to_owned(), target)
        });
        names.collect()
    }

    /// The texts of a row, by column.
    pub(crate) fn texts(&self, sheet: usize, row: u32) -> BTreeMap<u32, String> {
        let (sheet, strings) = (self.sheet(sheet), self.part("xl/sharedStrings.xml"));
        let items: Vec<Node> = elements(&strings, "si").collect();
        let text = |index: &str| -> String {
            let item = items[index.parse::<usize>().expect("an index")];
            item.descendants().filter(|node| node.has_tag_name("t")).filter_map(|node| node.text()).collect()
        };
        let is_text = |cell: &Node| cell.attribute("t") == Some("s");
        let cells =
            elements(&sheet, "c").filter(|cell| place(attribute(*cell, "r")).0 == row && is_text(cell));
        cells.map(|cell| (place(attribute(cell, "r")).1, text(value(cell)))).collect()
    }
}

/// The value of a cell as it stands in the file.
pub(crate) fn value<'a>(cell: Node<'a, '_>) -> &'a str {
    cell.children().find(|node| node.has_tag_name("v")).and_then(|node| node.text()).unwrap_or_default()
}

pub(crate) fn children<'a, 'input>(document: &'a Document<'input>, tag: &'a str) -> Vec<Node<'a, 'input>> {
    let group = elements(document, tag).next();
    group.map_or(Vec::new(), |group| group.children().filter(|node| node.is_element()).collect())
}

/// The cases that build, comparisons of two versions as cases of their own.
pub(crate) static BUILT: LazyLock<Vec<(String, Built)>> = LazyLock::new(|| {
    let cases = cases().into_iter().filter_map(|case| Some((name(&case), build_case(&case).ok()?)));
    let built = cases.flat_map(|(name, mut built)| {
        let comparison =
            built.comparison.take().map(|comparison| (format!("{name} comparison"), *comparison));
        [(name, built)].into_iter().chain(comparison)
    });
    let built: Vec<(String, Built)> = built.collect();
    assert!(!built.is_empty());
    built
});

/// Those of one sheet each, which others fill in and send back: they have lists and keys.
pub(crate) fn filled_in() -> impl Iterator<Item = &'static (String, Built)> {
    BUILT.iter().filter(|(_, built)| built.table.origin.is_some())
}
