//! Keeps the pages of the table that was placed last: an edit leaves nearly all as they are.

use std::cell::RefCell;
use std::sync::Arc;

use super::PagePainter;
use crate::font::Fonts;
use crate::measure::{Measured, Row};
use crate::page::Page;
use crate::table::Table;

/// The pages of the table that was placed last.
#[derive(Default)]
pub struct KnownPages(RefCell<Option<Known>>);

struct Known {
    table: Arc<Table>,
    measured: Arc<Measured>,
    pages: Vec<Arc<Page>>,
}

/// The pages of a table as [`place`](super::place) makes them. One that shows what it showed the last time, in the same
/// faces, is the page of then.
pub fn place_again(
    table: &Arc<Table>,
    measured: &Arc<Measured>,
    fonts: &Fonts,
    known: &KnownPages,
) -> Vec<Arc<Page>> {
    let mut painter = PagePainter::new(table, measured, fonts);
    let before = known.0.take().filter(|known| known.has_pages_like(table, measured));
    let pages = (0..measured.pages.len()).map(|index| {
        let before = before.as_ref().filter(|known| known.has_rows_of_page(measured, index));
        before.map_or_else(|| painter.page(index).into(), |known| Arc::clone(&known.pages[index]))
    });
    let pages: Vec<Arc<Page>> = pages.collect();
    let (table, measured) = (Arc::clone(table), Arc::clone(measured));
    known.0.replace(Some(Known { table, measured, pages: pages.clone() }));
    pages
}

impl Known {
    /// Whether another table has as many pages, and all is the same on them but for the rows.
    fn has_pages_like(&self, table: &Table, measured: &Measured) -> bool {
        self.pages.len() == measured.pages.len()
            && around_rows(&self.table) == around_rows(table)
            && headings(&self.table).eq(headings(table))
    }

    /// Whether a page has the same rows as the one of another table. Rows with the same measures show the same.
    fn has_rows_of_page(&self, other: &Measured, index: usize) -> bool {
        let [own, others] = [&*self.measured, other].map(|measured| &measured.pages[index]);
        let is_same = |(own, other): (&Row, &Row)| match (own, other) {
            (Row::Initiative(own), Row::Initiative(other)) => Arc::ptr_eq(own, other),
            (own, other) => own == other,
        };
        (own.label, own.title, own.heads, own.rows.len())
            == (others.label, others.title, others.heads, others.rows.len())
            && self.measured.rows[own.rows.clone()].iter().zip(&other.rows[others.rows.clone()]).all(is_same)
    }
}

/// What is shown of a table around its rows.
fn around_rows(table: &Table) -> impl PartialEq + '_ {
    let Table {
        look,
        axis,
        label,
        title,
        columns,
        schedule,
        groups,
        tiers,
        bodies,
        corner,
        legend,
        notes,
        bands: _,
        // The corner has it where it is shown.
        date: _,
        origin: _,
    } = table;
    (look, axis, label, title, columns, schedule, groups, tiers, bodies, corner, legend, notes)
}

/// The headings of a table's bands.
fn headings(table: &Table) -> impl Iterator<Item = impl PartialEq + '_> {
    table.bands.iter().map(|band| (&band.heading, &band.continued))
}
