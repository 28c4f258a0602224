//! What changed since an earlier version of a sheet, as handouts of their own.

use std::sync::Arc;

use super::Handout;
use crate::diag::{Checked, checked};
use crate::diff::{self, SheetChanges};
use crate::glyphs;
use crate::measure::{Memory, measure};
use crate::memory::Oddness;
use crate::model::{Period, Schedule, Sheet, Template, TimeSpan};
use crate::table::{Table, comparison, handout, marked};

/// An earlier version of a sheet.
pub struct Earlier {
    /// What it said.
    pub sheet: Sheet,
    /// How it was shown.
    pub template: Template,
}

impl Earlier {
    /// What it said, in the time that another version covers: what an earlier period has before and behind
    /// that can't be shown beside it.
    fn sheet_in(&self, period: Period) -> Arc<Sheet> {
        let (mut sheet, old) = (self.sheet.clone(), self.sheet.period);
        if (old.years(), period.years()) != (1, 1) {
            sheet.meetings.retain_mut(|meeting| moved(&mut meeting.month, old, period));
            for row in sheet.themes.iter_mut().flat_map(|theme| &mut theme.initiatives) {
                if let Schedule::Bars(bars) = &mut row.schedule {
                    bars.retain_mut(|bar| moved(&mut bar.span, old, period));
                }
            }
            sheet.period = period;
        }
        Arc::new(sheet)
    }
}

/// Moves a span to another period, if that has anything of it.
fn moved(span: &mut TimeSpan, from: Period, to: Period) -> bool {
    from.moved(*span, to).map(|moved| *span = moved).is_some()
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
        let sheet = earlier.sheet_in(self.sheet.period);
        let old = handout(&sheet, &earlier.template);
        self.revised(marked(&old, &self.table, &diff::sheet(&sheet, &self.sheet)), earlier)
    }

    /// Both versions beside each other on A4 paper (新旧対照表): what changed, field by field, with the reasons.
    ///
    /// # Errors
    ///
    /// All that can't be drawn whole, as in [`compile`](super::compile).
    pub fn comparison(&self, earlier: &Earlier) -> Checked<Handout> {
        let style = &self.design.template.comparison;
        let sheet = earlier.sheet_in(self.sheet.period);
        self.revised(comparison(&self.table, &diff::sheet(&sheet, &self.sheet), style), earlier)
    }

    /// A table that shows an earlier version beside this one or in it, with its measures.
    fn revised(&self, table: Table, earlier: &Earlier) -> Checked<Handout> {
        let fonts = &self.design.fonts;
        let missing = glyphs::missing(&earlier.sheet, &earlier.template, fonts, &Oddness::default());
        // What measuring doubts has been said of this version already, and the earlier one can't be mended.
        let (measures, mistakes) = match measure(&table, fonts, &Memory::default()) {
            Ok(measured) => (Some(measured.value), missing),
            Err(mistakes) => (None, [missing, mistakes].concat()),
        };
        let (sheet, design) = (self.sheet.clone(), Arc::clone(&self.design));
        let (table, measures) = (Arc::new(table), measures.map(Arc::new));
        checked(measures.map(|measures| Handout { sheet, table, measures, design }), mistakes)
    }
}
