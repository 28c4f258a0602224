//! Makes the 資料３ schedule sheet of a network meeting from one YAML file: a Gantt-style table of
//! fiscal quarters, as a PDF for print and a workbook for e-mail.
//!
//! # Steps
//!
//! Data flows one way, and each step is a module:
//!
//! 1. [`load`] reads bytes and YAML into raw structs that keep where each value stood.
//! 2. [`resolve`] turns these into the [`model`], a [`model::Sheet`] and a [`model::Template`], and
//!    collects every mistake as a [`diag::Diagnostic`] with its place.
//! 3. [`lint`] points at what in these may be meant otherwise, and stops nothing.
//! 4. [`layout::fit`] picks the type size where a number of pages is given, and [`layout::tracks`]
//!    measures: column widths, lines, lanes, row heights, page breaks.
//! 5. [`layout::place`] puts everything on [`page`]s.
//! 6. [`render::pdf`] draws the pages; [`render::xlsx`] writes sheet and tracks as cells.
//!
//! [`Handout`] takes a sheet through the steps 4 to 6. Nothing here prints, reads files or the
//! clock; the program around it does, in `main.rs`.

pub mod diag;
pub mod font;
pub mod geom;
mod hash;
pub mod layout;
pub mod lint;
pub mod load;
pub mod model;
mod nearest;
pub mod page;
pub mod render;
pub mod resolve;
mod width;

use diag::{Checked, Diagnostic, Source};
use font::Fonts;
use layout::Tracks;
use model::{Sheet, Template};
use page::Page;

/// The template that is used where none is named, as YAML.
pub const DEFAULT_TEMPLATE: &str = include_str!("../templates/a3-landscape.yaml");

/// A data file to begin a new year with, as YAML.
pub const STARTER: &str = include_str!("../templates/starter.yaml");

/// Reads a template.
///
/// # Errors
///
/// Every mistake in it, in the order of their places.
pub fn read_template(source: &Source) -> Checked<Template> {
    resolve::template(load::template(source)?)
}

/// Reads a data file, as far as a template shows it.
///
/// # Errors
///
/// Every mistake in it, in the order of their places.
pub fn read_sheet(source: &Source, template: &Template) -> Checked<Sheet> {
    resolve::sheet(load::sheet(source)?, template)
}

/// A sheet that has been measured and found to fit.
pub struct Handout<'a> {
    sheet: &'a Sheet,
    template: &'a Template,
    fonts: &'a Fonts<'a>,
    tracks: Tracks,
}

impl<'a> Handout<'a> {
    /// Measures a sheet.
    ///
    /// # Errors
    ///
    /// Whatever can't be drawn whole; see [`layout::tracks`].
    pub fn new(sheet: &'a Sheet, template: &'a Template, fonts: &'a Fonts<'a>) -> Checked<Handout<'a>> {
        let tracks = layout::tracks(sheet, template, fonts)?;
        Ok(Handout { sheet, template, fonts, tracks })
    }

    /// Its template.
    pub fn template(&self) -> &Template {
        self.template
    }

    /// Its measures.
    pub fn tracks(&self) -> &Tracks {
        &self.tracks
    }

    /// Its pages.
    pub fn pages(&self) -> Vec<Page> {
        layout::place(self.sheet, self.template, &self.tracks, self.fonts)
    }

    /// Its PDF.
    ///
    /// # Errors
    ///
    /// See [`render::pdf`].
    pub fn pdf(&self) -> Result<Vec<u8>, Diagnostic> {
        render::pdf(self.sheet, self.template, &self.tracks, &self.pages(), self.fonts)
    }

    /// Whether a workbook can hold it.
    ///
    /// # Errors
    ///
    /// See [`render::check_xlsx`].
    pub fn check_xlsx(&self) -> Checked<()> {
        render::check_xlsx(self.sheet, self.template, &self.tracks, self.fonts)
    }

    /// Its workbook, which says that it was made from a data file called `stem`, a name without folder
    /// and ending.
    ///
    /// # Errors
    ///
    /// See [`render::xlsx`].
    pub fn xlsx(&self, stem: &str) -> Checked<Vec<u8>> {
        render::xlsx(self.sheet, self.template, &self.tracks, self.fonts, stem)
    }
}
