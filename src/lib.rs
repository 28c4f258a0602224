//! Makes the 資料３ schedule sheet of a network meeting from one YAML file: a Gantt-style table of
//! fiscal quarters, as a PDF for print and a workbook for e-mail.
//!
//! # Stages
//!
//! Data flows one way, and each stage is a module:
//!
//! 1. [`load`] reads bytes and YAML into a [`load::Document`], and from that raw structs that keep where
//!    each value stood. [`edit`] changes a document and leaves the rest of its file as it is.
//! 2. [`resolve`] turns these into the [`model`], a [`model::Sheet`] and a [`model::Template`], and
//!    collects every mistake as a [`diag::Diagnostic`] with its place.
//! 3. [`lint`] points at what in these may be meant otherwise, and stops nothing.
//! 4. [`table`] decides what stands where: cells, bars and markers, before anything is measured.
//! 5. [`measure`] finds column widths, lines, row heights and page breaks.
//! 6. [`place`] puts everything on [`page`]s.
//! 7. [`render`] draws pages as a PDF or for the screen, and writes table and measures as a workbook.
//!
//! [`agency`] tells which rows name whom, [`inquiry`] makes the reply forms that these are asked with, and
//! [`rollover`] makes next year's document. Workbooks carry what their sheet said ([`base`]), [`reply`] reads
//! them when they come back edited, and [`merge`] puts what people decide about that into the document. [`diff`] tells what changed between two texts or two sheets.
//!
//! [`compile`] takes a data file through the stages up to a [`Handout`], which gives pages, PDF and
//! workbook. Nothing here prints, reads files or the clock; the program around it does, in `main.rs`.

#![forbid(unsafe_code)]

pub mod agency;
pub mod base;
mod compile;
pub mod diag;
pub mod diff;
pub mod edit;
pub mod font;
pub mod geom;
mod glyphs;
mod hash;
pub mod inquiry;
pub mod japanese;
pub mod lint;
pub mod load;
pub mod measure;
pub mod memory;
pub mod merge;
pub mod model;
pub mod nearest;
pub mod page;
pub mod place;
pub mod render;
pub mod reply;
pub mod resolve;
pub mod rollover;
mod samples;
pub mod spelling;
pub mod table;

pub use compile::{Compiler, Design, Earlier, Handout, compile, read_sheet, read_template, template_named};
pub use samples::Sample;

/// The template that is used where none is named, as YAML.
pub const DEFAULT_TEMPLATE: &str = include_str!("../templates/a3-landscape.yaml");

/// A data file to begin a new year with, as YAML.
pub const STARTER: &str = include_str!("../templates/starter.yaml");
