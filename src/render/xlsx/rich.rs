//! Texts of cells of which parts are marked: struck through where they were deleted, underlined where they were
//! added (rich text, ECMA-376 18.4.4).

use std::ops::Range;
use std::rc::Rc;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::look::{CellLook, Formats};
use crate::table::{Mark, Passage};

/// The text of a cell, in parts of one mark.
#[derive(Debug, Default)]
pub(super) struct RichText(pub Vec<(Mark, String)>);

impl RichText {
    /// Some bytes of a passage.
    pub(super) fn part(passage: &Passage, range: Range<usize>) -> RichText {
        let stretches = passage.stretches(range);
        RichText(stretches.map(|(mark, range)| (mark, passage.text[range].to_owned())).collect())
    }

    /// The same with unmarked characters behind it.
    pub(super) fn followed_by(mut self, text: &str) -> RichText {
        self.0.push((Mark::Kept, text.to_owned()));
        self
    }

    /// The same with another text behind it.
    pub(super) fn then(mut self, other: RichText) -> RichText {
        self.0.extend(other.0);
        self
    }

    /// The same with another text on the next line.
    pub(super) fn over(mut self, below: RichText) -> RichText {
        // The line break is no part of a mark of its own: some programs would show it as one.
        match self.0.last_mut() {
            Some((_, last)) => last.push('\n'),
            None => self.0.push((Mark::Kept, "\n".to_owned())),
        }
        self.then(below)
    }

    /// Its characters.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Whether it has no characters.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.is_empty())
    }

    /// Whether any part of it is marked.
    pub(super) fn is_marked(&self) -> bool {
        self.0.iter().any(|(mark, _)| *mark != Mark::Kept)
    }
}

/// Writes texts of one look each, one behind the other, into a cell, whose own format comes after them.
pub(super) fn write(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    texts: &[(RichText, CellLook)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    if let [(text, _)] = texts
        && !text.is_marked()
    {
        worksheet.write_string(row, column, text.text())?;
        return Ok(());
    }
    let parts = texts.iter().flat_map(|(text, look)| text.0.iter().map(move |part| (look, part)));
    let parts: Vec<(Rc<Format>, &str)> = parts
        .filter(|(_, (_, text))| !text.is_empty())
        .map(|(look, (mark, text))| (formats.get(look.marked(*mark)), text.as_str()))
        .collect();
    let parts: Vec<(&Format, &str)> = parts.iter().map(|(format, text)| (format.as_ref(), *text)).collect();
    worksheet.write_rich_string(row, column, &parts)?;
    Ok(())
}

impl From<&Passage> for RichText {
    fn from(passage: &Passage) -> RichText {
        RichText::part(passage, 0..passage.text.len())
    }
}
