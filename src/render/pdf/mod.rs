//! Pages as a PDF file, written page by page: [`content`] draws a page, [`fonts`] embeds the glyphs in use,
//! [`tags`] and [`structure`] tell what is what, [`outline`] leads to it, [`links`] lead away from it, and
//! [`document`] completes it.
//!
//! Two libraries share the work. What is drawn on a page is printpdf's: [`content`] alone names it, hands it
//! operations and takes the bytes of their content stream back. All else is an object of the file, which
//! pdf-writer puts into bytes and [`file`] lays down at once, as printpdf holds documents whole and knows no tags.

mod content;
mod document;
mod file;
mod fonts;
mod links;
mod outline;
mod sfnt;
mod structure;
mod tags;
mod xmp;

use std::borrow::Borrow;

use pdf_writer::types::TabOrder;
use pdf_writer::writers::{Page as PageObject, Pages};
use pdf_writer::{Name, Rect, Ref};

use crate::diag::Diagnostic;
use crate::font::Fonts;
use crate::page::Page;
use crate::table::Table;
use content::content;
use document::Parts;
use file::File;
use fonts::Subsets;
use structure::Objects;
use tags::{Marked, Tree};

/// The PDF of a handout: tagged (PDF/UA-1) and archivable (PDF/A-2a). The pages are looked at one by one, again for
/// marks, for glyphs and to be drawn, so that those of a long sheet can be made anew each time: all of them at once
/// take more room than the rest of the work.
///
/// # Errors
///
/// A font file can't be subset.
pub fn pdf(
    table: &Table,
    pages: impl Iterator<Item = impl Borrow<Page>> + Clone,
    fonts: &Fonts,
) -> Result<Vec<u8>, Diagnostic> {
    let mut writer = Writer::new(Tree::new(table, pages.clone()), Subsets::new(fonts, pages.clone()));
    let mut themes = Vec::new();
    for page in pages {
        let id = writer.page(page.borrow());
        outline::note(&mut themes, table, page.borrow(), id);
    }
    let Writer { mut file, root, resources, subsets, tree, objects } = writer;
    file.object(root, |object| {
        let pages = &objects.pages;
        object.start::<Pages>().count(pages.len() as i32).kids(pages.iter().copied());
    });
    subsets.write(&mut file, resources)?;
    let structure = structure::write(&mut file, &tree.into_nodes(), &objects);
    let parts = Parts { pages: root, structure, outline: outline::write(&mut file, &themes) };
    // One line: the window bar and the information dictionary have no more.
    Ok(document::finish(file, &parts, &table.title.latest(), table.date))
}

/// Writes pages, and notes what the document around them must know.
struct Writer<'a> {
    file: File,
    /// The page tree.
    root: Ref,
    /// The fonts of all pages.
    resources: Ref,
    subsets: Subsets<'a>,
    tree: Tree,
    /// What there is so far of the tree and the pages.
    objects: Objects,
}

impl<'a> Writer<'a> {
    fn new(tree: Tree, subsets: Subsets<'a>) -> Writer<'a> {
        let mut file = File::new();
        let (root, resources) = (file.id(), file.id());
        Writer { file, root, resources, subsets, tree, objects: Objects::default() }
    }

    fn page(&mut self, page: &Page) -> Ref {
        let [id, contents, parents] = std::array::from_fn(|_| self.file.id());
        let links: Vec<Ref> = page.links.iter().map(|_| self.file.id()).collect();
        let Marked { marks, links: linked } = self.tree.mark(self.objects.pages.len(), page);
        let drawn = content(page, &marks, &self.tree, &self.subsets);
        self.file.stream(contents, &drawn, |_| {});
        let key = self.objects.parents.len();
        self.file.object(id, |object| {
            let mut object: PageObject = object.start();
            let (width, height) = (page.size.width.0 as f32, page.size.height.0 as f32);
            object.parent(self.root).media_box(Rect::new(0.0, 0.0, width, height)).contents(contents);
            object.pair(Name(b"Resources"), self.resources);
            // Tab order follows the structure (PDF/UA-1, 7.18.3).
            object.struct_parents(key as i32).tab_order(TabOrder::StructureOrder);
            if !linked.is_empty() {
                object.annotations(linked.iter().map(|(link, _)| links[*link]));
            }
        });
        // Parts of a text become nodes as they are marked.
        let elements = &mut self.objects.elements;
        elements.extend((elements.len()..self.tree.nodes.len()).map(|_| self.file.id()));
        let nodes = marks.iter().flatten().map(|mark| elements[mark.node]);
        self.file.object(parents, |object| {
            object.array().items(nodes);
        });
        self.objects.parents.push(parents);
        for (link, node) in linked {
            let key = self.objects.parents.len();
            self.file.object(links[link], |object| {
                links::write(&mut object.start(), &page.links[link], page.size.height, key);
            });
            self.objects.parents.push(self.objects.elements[node]);
        }
        self.objects.pages.push(id);
        self.objects.links.push(links);
        id
    }
}
