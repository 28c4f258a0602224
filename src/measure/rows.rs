//! Measures the rows of the table: theme bands, and initiatives with their cells and their schedule.

use std::ops::Range;

use super::lines::{Breaking, Line, Lines, broken_words, wrap};
use super::measured::{BandRow, BodyLines, InitiativeRow, Row, TimeTrack};
use super::memory::Memory;
use super::spacing::{BODY_AIR, begins_at_top, lines_height, text_height, with_air, with_reports_between};
use crate::diag::{Code, Diagnostic, Severity};
use crate::font::{Fonts, Weight};
use crate::geom::{Em, Pt};
use crate::japanese::width::halved;
use crate::lint::BROKEN_WORD;
use crate::model::{BarNames, Content, Shape, ShortEnds};
use crate::table::{self, Band, BodyRow, Column, HANGING, Passage, Slot, Table};

/// Measures rows, and collects what can't be drawn.
pub(super) struct RowMaker<'a> {
    pub(super) table: &'a Table,
    pub(super) fonts: &'a Fonts,
    pub(super) memory: &'a Memory,
    /// The width of the table.
    width: Pt,
    pub(super) time: TimeTrack,
    /// What could not be drawn.
    pub mistakes: Vec<Diagnostic>,
    /// What is drawn otherwise than one may expect.
    pub warnings: Vec<Diagnostic>,
}

impl<'a> RowMaker<'a> {
    /// For a table of a width whose times have their places.
    pub(super) fn new(
        table: &'a Table,
        fonts: &'a Fonts,
        memory: &'a Memory,
        (width, time): (Pt, TimeTrack),
    ) -> RowMaker<'a> {
        RowMaker { table, fonts, memory, width, time, mistakes: Vec::new(), warnings: Vec::new() }
    }

    /// All rows in order.
    pub(super) fn rows(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (index, band) in self.table.bands.iter().enumerate() {
            rows.push(Row::Band(self.band(index, false)));
            self.check_words(band);
            for row in 0..band.rows.len() {
                rows.push(Row::Initiative(self.initiative(index, row).into()));
            }
        }
        rows
    }

    /// The band of a theme; `continued` where it stands again on a further page.
    pub(super) fn band(&self, band: usize, continued: bool) -> BandRow {
        let text = &self.table.look.text;
        let shown = &self.table.bands[band];
        let heading = if continued { &shown.continued } else { &shown.heading };
        let width = self.width - text.padding_x.at(text.body) * 2.0;
        let lines = wrap(&heading.text, Em(width.0 / text.band.0), self.fonts.get(Weight::Bold));
        let height = lines_height(&lines, text.band, text) + text.padding_y.at(text.body) * 2.0;
        BandRow { band, continued, lines, height: height.ceil_to_pixel() }
    }

    fn initiative(&mut self, band: usize, index: usize) -> InitiativeRow {
        let row = &self.table.bands[band].rows[index];
        let cells: Vec<Lines> =
            self.table.columns.iter().zip(&row.cells).map(|(column, cell)| self.cell(column, cell)).collect();
        let look = &self.table.look;
        let strips = with_reports_between(self.lanes(row), row, look);
        let at_top = begins_at_top(&cells, &strips, look);
        let strips = with_air(strips, row, (text_height(&cells, &look.text), at_top), look);
        self.check_number(row, &cells);
        InitiativeRow { band, row: index, continued: false, at_top, cells, strips }
    }

    /// The lines of a cell; one that has no text at all has none.
    fn cell(&self, column: &Column, cell: &Passage) -> Lines {
        if cell.runs.is_empty() {
            return Lines::default();
        }
        let breaking = Breaking {
            hanging: column.hanging.then_some(HANGING),
            avoids_short_ends: self.table.look.setting.short_ends == ShortEnds::Avoided,
        };
        self.memory.text(self.fonts, &cell.text, (column.width, Weight::Regular), breaking)
    }

    /// Words, numbers and URLs that no line of their column can hold are broken inside.
    fn check_words(&mut self, band: &Band) {
        for (index, column) in self.table.columns.iter().enumerate() {
            let texts: Vec<&Passage> = match &column.content {
                Content::Category => vec![&band.category],
                Content::Text(_) => band.rows.iter().map(|row| &row.cells[index]).collect(),
                Content::Number | Content::Schedule => Vec::new(),
            };
            for passage in texts {
                let overlong = self.memory.overlong_words(self.fonts, &passage.text, column.width);
                for (word, length) in overlong.iter() {
                    let broken = self.broken_word(passage, word.clone(), *length, column);
                    self.warnings.push(broken);
                }
            }
        }
    }

    /// A word that is broken. A wider column is advised only where the paper has room for it.
    fn broken_word(&self, passage: &Passage, word: Range<usize>, length: Em, column: &Column) -> Diagnostic {
        let message = format!(
            "「{}」（{:.1} 文字分）は、欄「{}」の幅（{} 文字分）より長いので、途中で改行します",
            &passage.text[word.clone()],
            length.0,
            column.name(),
            column.width.0
        );
        let look = &self.table.look;
        let table = self.width + (length - column.width).at(look.text.body);
        let remedy = if table <= look.printable_width() {
            let width = length.ceil_to_tenth().0;
            format!("分けたい所に空白か改行を入れるか、書式ファイルで欄の幅を {width:.1} 以上にしてください")
        } else {
            "分けたい所に空白か改行を入れてください".to_owned()
        };
        let doubt =
            Diagnostic::at(Code::LongWord, passage.place(), message, remedy).of_part(passage.part(word));
        Diagnostic { severity: Severity::Warning, rule: Some(BROKEN_WORD), ..doubt }
    }

    /// Words that no line of a bar or meeting can hold are broken inside, too. Rows may show the same meeting.
    pub(super) fn check_words_of(&mut self, slot: &Slot, lines: &[Line]) {
        for word in broken_words(&slot.text.text, lines).filter(|_| slot.look.shape != Shape::Mark) {
            let when = self.table.axis.period.words(slot.span);
            let shown = &slot.text.text[word.clone()];
            let message = format!("「{shown}」は、{when}の枠より長いので、途中で改行します");
            let remedy = "分けたい所に空白を入れるか、書式ファイルで「予定」の欄の幅を広げてください";
            let doubt = Diagnostic::at(Code::LongWord, slot.text.place(), message, remedy);
            let doubt = doubt.of_part(slot.text.part(word));
            let doubt = Diagnostic { severity: Severity::Warning, rule: Some(BROKEN_WORD), ..doubt };
            if !self.warnings.contains(&doubt) {
                self.warnings.push(doubt);
            }
        }
    }

    /// A number is not broken: half of it would be another number.
    fn check_number(&mut self, row: &table::Row, cells: &[Lines]) {
        let columns = self.table.columns.iter().zip(row.cells.iter().zip(cells));
        let mut numbers = columns.filter(|(column, _)| column.content == Content::Number);
        // What stands below the number may be broken.
        let is_broken = |(cell, lines): (&Passage, &Lines)| {
            lines.get(1).is_some_and(|second| !cell.text[..second.range.start].contains('\n'))
        };
        if let Some((_, (_, lines))) = numbers.find(|(_, cell)| is_broken(*cell)) {
            let message = format!("番号 {} が欄に入りません", row.number);
            let length: Em = lines.iter().map(|line| line.width).sum();
            let written = row.number.as_str();
            let narrow = halved(written);
            let shorter = match row.number.whole() {
                Some(_) => "桁の少ない番号にするか".to_owned(),
                None if narrow != written => format!("半角で「{narrow}」と書くか"),
                None => "字数の少ない番号にするか".to_owned(),
            };
            let width = length.ceil_to_tenth().0;
            let remedy = format!("{shorter}、書式ファイルで「番号」の欄の幅を {width:.1} 以上にしてください");
            self.mistakes.push(Diagnostic::at(Code::Label, row.place, message, remedy));
        }
    }

    /// The rows of bodies below the heads.
    pub(super) fn bodies(&mut self) -> Vec<BodyLines> {
        let table = self.table;
        table.bodies.iter().map(|body| self.body(body)).collect()
    }

    fn body(&mut self, body: &BodyRow) -> BodyLines {
        let text = &self.table.look.text;
        let air = text.padding_x.at(text.body) * 2.0;
        let before: Pt = self.tracks_before().iter().map(|column| column.width.at(text.body) + air).sum();
        let face = self.fonts.get(Weight::Regular);
        let name = wrap(&body.name.text, Em((before - air).0 / text.body.0), face);
        let lane: Vec<usize> = (0..body.slots.len()).collect();
        let (slots, _) = self.lane(&lane, &body.slots, BarNames::Inside);
        let lines = slots.iter().map(|slot| slot.lines.len()).max().unwrap_or(0).max(name.len());
        let height = text.leading.at(text.body) * lines as f64 + BODY_AIR.at(text.body) * 2.0;
        BodyLines { name, slots, height: height.ceil_to_pixel() }
    }

    /// The columns in which the names of bodies stand: those before the schedule, or behind it where it is the
    /// first.
    fn tracks_before(&self) -> &[Column] {
        let (before, rest) = self.table.columns.split_at(self.table.schedule.unwrap_or_default());
        if before.is_empty() { &rest[1..] } else { before }
    }
}
