//! What changed since an earlier version of a sheet, as handouts of their own.

use std::sync::Arc;

use super::Handout;
use crate::diag::{Checked, checked};
use crate::diff::{self, SheetChanges};
use crate::glyphs;
use crate::measure::measure;
use crate::model::{Sheet, Template};
use crate::table::{Table, comparison, handout, marked};

/// An earlier version of a sheet.
pub struct Earlier {
    /// What it said.
    pub sheet: Sheet,
    /// How it was shown.
    pub template: Template,
}

impl Handout {
    /// What changed since an earlier version.
    pub fn changes<'a>(&'a self, earlier: &'a Earlier) -> SheetChanges<'a> {
        diff::sheet(&earlier.sheet, &self.sheet)
    }

    /// The handout with what was deleted struck through and what was added underlined (見え消し), in the type
    /// of this one. It breaks into pages of its own.
    ///
    /// # Errors
    ///
    /// All that can't be drawn whole, as in [`compile`](super::compile).
    pub fn marked(&self, earlier: &Earlier) -> Checked<Handout> {
        let old = handout(&earlier.sheet, &earlier.template);
        self.revised(marked(&old, &self.table, &self.changes(earlier)), earlier)
    }

    /// Both versions beside each other on A4 paper (新旧対照表): what changed, field by field, with the reasons.
    ///
    /// # Errors
    ///
    /// All that can't be drawn whole, as in [`compile`](super::compile).
    pub fn comparison(&self, earlier: &Earlier) -> Checked<Handout> {
        let style = &self.design.template.comparison;
        self.revised(comparison(&self.table, &self.changes(earlier), style), earlier)
    }

    /// A table that shows an earlier version beside this one or in it, with its measures.
    fn revised(&self, table: Table, earlier: &Earlier) -> Checked<Handout> {
        let fonts = &self.design.fonts;
        let missing = glyphs::missing(&earlier.sheet, &earlier.template, fonts);
        // What measuring doubts has been said of this version already, and the earlier one can't be mended.
        let (measures, mistakes) = match measure(&table, fonts) {
            Ok(measured) => (Some(measured.value), missing),
            Err(mistakes) => (None, [missing, mistakes].concat()),
        };
        let (sheet, design) = (self.sheet.clone(), Arc::clone(&self.design));
        checked(measures.map(|measures| Handout { sheet, table, measures, design }), mistakes)
    }
}
