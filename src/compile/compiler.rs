//! Makes a handout of a data file, again and again as the file is edited.

use std::rc::Rc;
use std::sync::Arc;

use super::{Design, Handout, explained};
use crate::diag::{Checked, Diagnostic, Source, Warned, checked};
use crate::load::{Document, Reader};
use crate::measure::{Measured, Memory, fit, measure};
use crate::memory::Oddness;
use crate::model::Sheet;
use crate::page::Page;
use crate::place::{KnownPages, place_again};
use crate::render::KnownHeights;
use crate::table::{Table, handout};
use crate::{diag, glyphs, lint, load, render, resolve};

/// Makes handouts of one design after the other, each as if it were the first: it remembers what it has found out about
/// the last one's texts, rows and pages, of which an edit leaves nearly all as they are.
pub struct Compiler {
    design: Arc<Design>,
    reader: Reader,
    measures: Memory,
    /// Which texts have characters that the faces lack.
    unshown: Oddness,
    doubted: lint::Memory,
    heights: KnownHeights,
    pages: KnownPages,
}

impl Compiler {
    /// One that has made nothing yet.
    pub fn new(design: &Arc<Design>) -> Compiler {
        let (reader, measures, unshown, doubted, heights, pages) = Default::default();
        Compiler { design: Arc::clone(design), reader, measures, unshown, doubted, heights, pages }
    }

    /// The design that it makes handouts of.
    pub fn design(&self) -> &Arc<Design> {
        &self.design
    }

    /// Reads a data file as a document.
    ///
    /// # Errors
    ///
    /// Those of [`Document::read`].
    pub fn read(&self, data: &Source) -> Checked<Rc<Document>> {
        self.reader.read(data)
    }

    /// Takes a data file through all stages up to the measures of its handout. `pages` is the number of pages
    /// to fit it to, where that matters; otherwise the data file may ask for one (収めるページ数).
    ///
    /// # Errors
    ///
    /// All that is wrong with the data, or can't be drawn whole, behind what may be meant otherwise.
    pub fn compile(&self, data: &Source, pages: Option<usize>) -> Checked<Warned<Handout>> {
        self.made(self.read(data), data, pages)
    }

    /// The handout of a data file that has been read.
    fn made(
        &self,
        document: Checked<Rc<Document>>,
        data: &Source,
        pages: Option<usize>,
    ) -> Checked<Warned<Handout>> {
        let template = &self.design.template;
        let document = document.map_err(|mistakes| explained(data, mistakes, template))?;
        let mut loaded = load::sheet(&document).map_err(|mistakes| explained(data, mistakes, template))?;
        let found = std::mem::take(&mut loaded.doubts);
        let (sheet, mistakes) = resolve::sheet_in_part(loaded, template);
        if !mistakes.is_empty() {
            let told = explained(data, mistakes.clone(), template);
            // Lines in the wrong place make all measures wrong.
            return Err(if told == mistakes { self.with_measured(mistakes, sheet, pages) } else { told });
        }
        let mut doubts = load::doubts(&document, found);
        doubts.extend(lint::unseen_agendas(&sheet, template.meetings));
        // What was read of a long file takes as much room as its measures, where no reader keeps it.
        drop(document);
        let sheet = Arc::new(sheet);
        let made = match self.handout(Arc::clone(&sheet), pages.or(sheet.pages)) {
            Ok(made) => {
                doubts.extend(made.warnings);
                Ok(made.value)
            }
            Err(mistakes) => Err(mistakes),
        };
        Warned::of(made, lint::sheet(&sheet, doubts, &self.doubted))
    }

    /// The pages of a handout of its design. Those that have not changed since it was last asked are the same.
    pub fn pages(&self, handout: &Handout) -> Vec<Arc<Page>> {
        place_again(&handout.table, &handout.measures, &self.design.fonts, &self.pages)
    }

    /// Whether a workbook can hold a handout of its design.
    ///
    /// # Errors
    ///
    /// See [`render::check_xlsx`].
    pub fn check_xlsx(&self, handout: &Handout) -> Checked<()> {
        let fonts = (&self.design.fonts, &self.measures);
        render::check_xlsx(&handout.table, &handout.measures, fonts, &self.heights)
    }

    /// The mistakes of a sheet together with those that show when what can be read of it is measured. To how
    /// many pages it would be fitted can't be told from a part of it.
    fn with_measured(
        &self,
        mut mistakes: Vec<Diagnostic>,
        sheet: Sheet,
        pages: Option<usize>,
    ) -> Vec<Diagnostic> {
        let sheet = Arc::new(sheet);
        mistakes.extend(self.missing(&sheet));
        let is_measured = sheet.initiatives().next().is_some() && pages.or(sheet.pages).is_none();
        if is_measured && let Err(found) = self.measured(&mut handout(&sheet, &self.design.template), None) {
            mistakes.extend(found);
        }
        diag::sort(&mut mistakes);
        mistakes
    }

    /// See [`Handout::of`].
    fn handout(&self, sheet: Arc<Sheet>, pages: Option<usize>) -> Checked<Warned<Handout>> {
        let mut table = handout(&sheet, &self.design.template);
        let measured = self.measured(&mut table, pages);
        let missing = self.missing(&sheet);
        let (measures, mut warnings, mistakes) = match measured {
            Ok(measured) => (Some(measured.value), measured.warnings, missing),
            Err(mistakes) => (None, Vec::new(), [missing, mistakes].concat()),
        };
        if measures.is_some() {
            warnings.extend(lint::small_type(&sheet, table.look.paper.format, table.smallest_type()));
        }
        let (design, table, measures) = (Arc::clone(&self.design), Arc::new(table), measures.map(Arc::new));
        let handout = measures.map(|measures| Handout { sheet, table, measures, design });
        checked(handout, mistakes).map(|value| Warned { value, warnings })
    }

    /// See [`glyphs::missing`].
    fn missing(&self, sheet: &Sheet) -> Vec<Diagnostic> {
        glyphs::missing(sheet, &self.design.template, &self.design.fonts, &self.unshown)
    }

    /// A table's measures, of which only the lines of its own texts are remembered.
    fn measured(&self, table: &mut Table, pages: Option<usize>) -> Checked<Warned<Measured>> {
        let measured = match pages {
            Some(pages) => fit(table, &self.design.fonts, &self.measures, pages),
            None => measure(table, &self.design.fonts, &self.measures),
        };
        self.measures.sweep();
        measured
    }
}

/// Takes a data file through all stages, once; see [`Compiler::compile`].
///
/// # Errors
///
/// Those of [`Compiler::compile`].
pub fn compile(data: &Source, design: &Arc<Design>, pages: Option<usize>) -> Checked<Warned<Handout>> {
    Compiler::new(design).made(Document::read(data).map(Rc::new), data, pages)
}

impl Handout {
    /// The handout of a sheet that has been read, or made from one that has. `pages` is the number of pages to
    /// fit it to, where that matters.
    ///
    /// # Errors
    ///
    /// All that can't be drawn whole.
    pub fn of(
        sheet: impl Into<Arc<Sheet>>,
        design: &Arc<Design>,
        pages: Option<usize>,
    ) -> Checked<Warned<Handout>> {
        Compiler::new(design).handout(sheet.into(), pages)
    }

    /// Whether a workbook can hold it.
    ///
    /// # Errors
    ///
    /// See [`render::check_xlsx`].
    pub fn check_xlsx(&self) -> Checked<()> {
        Compiler::new(&self.design).check_xlsx(self)
    }
}
