//! Measures the rows of the table: theme bands, and initiatives with their cells and their schedule.

use std::ops::Range;

use super::again::{KnownRows, placed};
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
use crate::table::{self, Band, BodyRow, Column, HANGING, Passage, RowAt, Slot, Table};

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
    /// Whether there was a mistake or warning of the row at hand.
    has_remark: bool,
}

impl<'a> RowMaker<'a> {
    /// For a table of a width whose times have their places.
    pub(super) fn new(
        table: &'a Table,
        fonts: &'a Fonts,
        memory: &'a Memory,
        (width, time): (Pt, TimeTrack),
    ) -> RowMaker<'a> {
        let (mistakes, warnings, has_remark) = Default::default();
        RowMaker { table, fonts, memory, width, time, mistakes, warnings, has_remark }
    }

    /// All rows in order. Those that were measured before have their measures.
    pub(super) fn rows(&mut self) -> Vec<Row> {
        let (table, count) = (self.table, self.table.rows().count());
        let mut known = KnownRows::of(table, self.time);
        let before = self.memory.rows.take().for_those(&known);
        let (mut rows, mut nth) = (Vec::with_capacity(table.bands.len() + count), 0);
        for (index, band) in table.bands.iter().enumerate() {
            rows.push(Row::Band(self.band(index, false)));
            self.check_category(band);
            for (at, row) in band.rows.iter().enumerate() {
                let at = RowAt { band: index, row: at };
                self.has_remark = false;
                let measures = match before.find((nth, count), row) {
                    Some(measures) => placed(measures, at),
                    None => self.initiative(at).into(),
                };
                known.push(row, (!self.has_remark).then_some(&measures));
                rows.push(Row::Initiative(measures));
                nth += 1;
            }
        }
        self.memory.rows.replace(known);
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

    fn initiative(&mut self, at: RowAt) -> InitiativeRow {
        let row = self.table.row(at);
        let cells: Vec<Lines> =
            self.table.columns.iter().zip(&row.cells).map(|(column, cell)| self.cell(column, cell)).collect();
        let look = &self.table.look;
        let strips = with_reports_between(self.lanes(row), row, look);
        let at_top = begins_at_top(&cells, &strips, look);
        let strips = with_air(strips, row, (text_height(&cells, &look.text), at_top), look);
        self.check_number(row, &cells);
        for (column, cell) in self.table.columns.iter().zip(&row.cells) {
            if matches!(column.content, Content::Text(_)) {
                self.check_words(column, cell);
            }
        }
        InitiativeRow { band: at.band, row: at.row, continued: false, at_top, cells, strips }
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

    /// The short name of a theme stands in each of its rows, and is looked at once.
    fn check_category(&mut self, band: &Band) {
        for column in self.table.columns.iter().filter(|column| column.content == Content::Category) {
            self.check_words(column, &band.category);
        }
    }

    /// Words, numbers and URLs that no line of their column can hold are broken inside.
    fn check_words(&mut self, column: &Column, passage: &Passage) {
        let overlong = self.memory.overlong_words(self.fonts, &passage.text, column.width);
        for (word, length) in overlong.iter() {
            let broken = self.broken_word(passage, word.clone(), *length, column);
            self.warn(broken);
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
            self.has_remark = true;
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
            self.refuse(Diagnostic::at(Code::Label, row.place, message, remedy));
        }
    }

    /// Takes down what could not be drawn.
    pub(super) fn refuse(&mut self, mistake: Diagnostic) {
        self.has_remark = true;
        self.mistakes.push(mistake);
    }

    fn warn(&mut self, doubt: Diagnostic) {
        self.has_remark = true;
        self.warnings.push(doubt);
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
