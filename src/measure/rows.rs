//! Measures the rows of the table: theme bands, and initiatives with their cells and their schedule.

use std::ops::Range;

use super::columns::ceil_tenth;
use super::lines::{Breaking, HANGING, Line, overlong_words, wrap, wrap_label, wrap_text};
use super::measured::{BandRow, BodyLines, InitiativeRow, Row, SlotLines, Strip, TimeTrack};
use super::spacing::{
    ARROW_TIP, BODY_AIR, begins_at_top, lane_gap, lines_height, slot_air, stretch_last_callouts, strip,
    text_height, with_air, with_reports_between,
};
use crate::diag::{Code, Diagnostic, Severity};
use crate::font::{Fonts, Weight};
use crate::geom::{Em, Pt};
use crate::japanese::width::halved;
use crate::lint::BROKEN_WORD;
use crate::model::{Content, Shape, ShortEnds, THIRDS, TimeSpan};
use crate::table::{self, Band, BodyRow, Column, Passage, SchedulePart, Slot, Table};

/// Into how many lines the label of a bar may be broken; more would be a column of single letters.
const MAX_LABEL_LINES: usize = 3;

/// Measures rows, and collects what can't be drawn.
pub(super) struct RowMaker<'a> {
    table: &'a Table,
    fonts: &'a Fonts,
    /// The width of the table.
    width: Pt,
    time: TimeTrack,
    /// What could not be drawn.
    pub mistakes: Vec<Diagnostic>,
    /// What is drawn otherwise than one may expect.
    pub warnings: Vec<Diagnostic>,
}

impl<'a> RowMaker<'a> {
    /// For a table of a width whose times have their places.
    pub(super) fn new(table: &'a Table, fonts: &'a Fonts, width: Pt, time: TimeTrack) -> RowMaker<'a> {
        RowMaker { table, fonts, width, time, mistakes: Vec::new(), warnings: Vec::new() }
    }

    /// All rows in order.
    pub(super) fn rows(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (index, band) in self.table.bands.iter().enumerate() {
            rows.push(Row::Band(self.band(index, false)));
            self.check_words(band);
            for row in 0..band.rows.len() {
                rows.push(Row::Initiative(self.initiative(index, row)));
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
        let cells: Vec<Vec<Line>> =
            self.table.columns.iter().zip(&row.cells).map(|(column, cell)| self.cell(column, cell)).collect();
        let look = &self.table.look;
        let strips = with_reports_between(self.lanes(row), row, look);
        let at_top = begins_at_top(&cells, &strips, look);
        let strips = with_air(strips, row, (text_height(&cells, &look.text), at_top), look);
        self.check_number(row, &cells);
        InitiativeRow { band, row: index, continued: false, at_top, cells, strips }
    }

    /// The lines of a cell; one that has no text at all has none.
    fn cell(&self, column: &Column, cell: &Passage) -> Vec<Line> {
        if cell.runs.is_empty() {
            return Vec::new();
        }
        let breaking = Breaking {
            hanging: column.hanging.then_some(HANGING),
            avoids_short_ends: self.table.look.setting.short_ends == ShortEnds::Avoided,
        };
        wrap_text(&cell.text, column.width, breaking, self.fonts.get(Weight::Regular))
    }

    /// Words, numbers and URLs that no line of their column can hold are broken inside.
    fn check_words(&mut self, band: &Band) {
        let face = self.fonts.get(Weight::Regular);
        for (index, column) in self.table.columns.iter().enumerate() {
            let texts: Vec<&Passage> = match &column.content {
                Content::Category => vec![&band.category],
                Content::Text(_) => band.rows.iter().map(|row| &row.cells[index]).collect(),
                Content::Number | Content::Schedule => Vec::new(),
            };
            for passage in texts {
                let overlong = overlong_words(&passage.text, column.width, face).into_iter();
                let broken = overlong.map(|(word, length)| self.broken_word(passage, word, length, column));
                self.warnings.extend(broken.collect::<Vec<_>>());
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
            let width = ceil_tenth(length);
            format!("分けたい所に空白か改行を入れるか、書式ファイルで欄の幅を {width:.1} 以上にしてください")
        } else {
            "分けたい所に空白か改行を入れてください".to_owned()
        };
        let doubt =
            Diagnostic::at(Code::LongWord, passage.place(), message, remedy).of_part(passage.part(word));
        Diagnostic { severity: Severity::Warning, rule: Some(BROKEN_WORD), ..doubt }
    }

    /// A number is not broken: half of it would be another number.
    fn check_number(&mut self, row: &table::Row, cells: &[Vec<Line>]) {
        let columns = self.table.columns.iter().zip(row.cells.iter().zip(cells));
        let mut numbers = columns.filter(|(column, _)| column.content == Content::Number);
        // What stands below the number may be broken.
        let is_broken = |(cell, lines): (&Passage, &Vec<Line>)| {
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
            let width = ceil_tenth(length);
            let remedy = format!("{shorter}、書式ファイルで「番号」の欄の幅を {width:.1} 以上にしてください");
            self.mistakes.push(Diagnostic::at(Code::Label, row.place, message, remedy));
        }
    }

    /// The strips of a row's lanes, with gaps between them.
    fn lanes(&mut self, row: &table::Row) -> Vec<Strip> {
        let text = &self.table.look.text;
        let mut strips = Vec::new();
        for lane in &row.lanes {
            if lane.gap_before && !strips.is_empty() {
                strips.push(lane_gap(text));
            }
            let slots = self.lane(&lane.slots, &row.slots);
            strips.push(strip(slots, &row.slots, text));
        }
        stretch_last_callouts(&mut strips, &row.slots, text);
        strips
    }

    /// The lines of slots that stand beside each other.
    fn lane(&mut self, lane: &[usize], slots: &[Slot]) -> Vec<SlotLines> {
        let ends = lane.iter().skip(1).map(|&next| slots[next].span.start());
        let ends = ends.chain([self.table.axis.period.whole().end()]).map(|thirds| self.time.end(thirds));
        let mut taken = self.time.x;
        let lines = lane.iter().zip(ends.collect::<Vec<_>>()).map(|(&index, end)| {
            let slot = &slots[index];
            if slot.look.shape != Shape::Mark {
                taken = self.time.end(slot.span.end());
                return SlotLines {
                    slot: index,
                    lines: self.slot(slot),
                    strips: 1,
                    lead: Pt(0.0),
                    words_first: false,
                };
            }
            let mark = self.mark(index, slot, (taken, end));
            let behind = if mark.words_first { mark.sign() } else { mark.width() };
            taken = self.time.start(slot.span) + mark.lead + behind.at(self.table.look.text.body);
            mark
        });
        lines.collect()
    }

    /// The lines of a mark, in the room between two places. Its sign stands in the middle of its time and its
    /// words behind it, or before it where only there is room for them. Where there is none, the lines begin
    /// as far behind the beginning of its time as they can, and go on below each other.
    fn mark(&self, index: usize, slot: &Slot, (taken, end): (Pt, Pt)) -> SlotLines {
        let (text, face) = (&self.table.look.text, self.fonts.get(slot.look.weight));
        let start = self.time.start(slot.span);
        let mark = |lines, lead| SlotLines { slot: index, lines, strips: 1, lead, words_first: false };
        let whole = mark(wrap_label(&slot.text.text, Em(f64::INFINITY), face), Pt(0.0));
        let sign = whole.sign().at(text.body);
        let middle = (self.time.width(slot.span) - sign) / 2.0;
        let (width, free) = (whole.width().at(text.body), end - start - text.slot_margin.at(text.body));
        if middle + width <= free {
            return SlotLines { lead: middle, ..whole };
        }
        let has_words = width > sign && !slot.text.text.starts_with(char::is_alphanumeric);
        if has_words && whole.lines.len() == 1 && start + middle + sign - width >= taken {
            return SlotLines { lead: middle, words_first: true, ..whole };
        }
        let lines = wrap_label(&slot.text.text, Em(free.0 / text.body.0).max(Em(1.0)), face);
        let narrow = mark(lines, Pt(0.0));
        let rest = (free - narrow.width().at(text.body)).max(Pt(0.0));
        SlotLines { lead: middle.min(rest), ..narrow }
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
        let slots = self.lane(&lane, &body.slots);
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

    /// The lines of a slot that is no mark.
    fn slot(&mut self, slot: &Slot) -> Vec<Line> {
        if slot.is_silent {
            return Vec::new();
        }
        let (width, face) = (self.slot_width(slot, slot.span), self.fonts.get(slot.look.weight));
        if slot.part == SchedulePart::Callout {
            return wrap_text(&slot.text.text, width, self.callouts(), face);
        }
        let lines = wrap_label(&slot.text.text, width, face);
        if matches!(slot.part, SchedulePart::Bar | SchedulePart::Actual) {
            self.check_label(slot, lines.len());
        }
        lines
    }

    /// How the texts of callouts are broken. They have no width to spare for lines that are shifted.
    fn callouts(&self) -> Breaking {
        let hanging = self.table.schedule.is_some_and(|schedule| self.table.columns[schedule].hanging);
        Breaking {
            hanging: hanging.then_some(Em(0.0)),
            avoids_short_ends: self.table.look.setting.short_ends != ShortEnds::Kept,
        }
    }

    fn check_label(&mut self, bar: &Slot, lines: usize) {
        if self.slot_width(bar, bar.span) < Em(1.0) {
            self.span_too_narrow(bar);
        } else if lines > MAX_LABEL_LINES {
            self.label_too_long(bar);
        }
    }

    fn label_too_long(&mut self, bar: &Slot) {
        let (label, span) = (&bar.text.text, bar.span);
        let letters = label.chars().count();
        let line = self.slot_width(bar, span).0.floor();
        let message = format!(
            "帯の文字「{label}」（{letters}字）は、{}の帯に入りません（1 行 {line} 字で {MAX_LABEL_LINES} 行まで）",
            self.table.axis.period.words(span)
        );
        let longest = line * MAX_LABEL_LINES as f64;
        let shorter = format!("帯の文字を {longest} 字以下にするか、");
        let remedy = match (span.count().div_ceil(THIRDS)..=self.months())
            .find(|count| self.label_fits(bar, *count))
        {
            Some(count) => format!("{shorter}期間を {count} か月以上にしてください"),
            None => format!("{shorter}書式ファイルで「予定」の欄の幅を広げてください"),
        };
        self.mistakes.push(Diagnostic::at(Code::Label, bar.text.place(), message, remedy));
    }

    fn label_fits(&self, bar: &Slot, months: u16) -> bool {
        let width = self.slot_width(bar, TimeSpan::months(0, months));
        wrap_label(&bar.text.text, width, self.fonts.get(bar.look.weight)).len() <= MAX_LABEL_LINES
    }

    /// How many months the schedule has.
    fn months(&self) -> u16 {
        self.table.axis.period.whole().count() / THIRDS
    }

    /// A span that is narrower than a single character can't hold any label.
    fn span_too_narrow(&mut self, bar: &Slot) {
        let (label, span) = (&bar.text.text, bar.span);
        let period = self.table.axis.period;
        let message = format!("「{label}」の一文字も、{}の幅に入りません", period.words(span));
        let share = f64::from(period.whole().count()) / f64::from(span.count());
        let least = (Em(1.0) + slot_air(bar.part, &self.table.look.text) * 2.0) * share;
        let remedy = format!(
            "帯の期間を長くするか、書式ファイルで「予定」の欄の幅を {:.1} 以上にしてください",
            ceil_tenth(least)
        );
        self.mistakes.push(Diagnostic::at(Code::Label, bar.text.place(), message, remedy));
    }

    /// How long the lines of a slot may be over a span.
    fn slot_width(&self, slot: &Slot, span: TimeSpan) -> Em {
        let text = &self.table.look.text;
        let width = self.time.width(span) - slot_air(slot.part, text).at(text.body) * 2.0;
        let tip = if slot.look.shape == Shape::Arrow { ARROW_TIP } else { Em(0.0) };
        Em(width.0 / text.body.0) - tip
    }
}
