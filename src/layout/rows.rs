//! The rows of the table: theme bands, and initiatives with their wrapped cells and their schedule.

use std::ops::Range;

use super::lanes;
use super::lines::{Line, overlong_word, wrap, wrap_label};
use super::tracks::{ColumnTrack, MonthTrack, lines_height, printable_width, table_width};
use crate::diag::{Diagnostic, Part};
use crate::font::{Fonts, Weight};
use crate::geom::{Em, Pt};
use crate::model::{
    Align, Bar, Color, Column, Content, Initiative, MONTHS, Meeting, MonthSpan, Schedule, Sheet, Template,
    Text, Theme, Type,
};
use crate::page::SchedulePart;

/// Air inside the outline of a bar or callout.
pub const SLOT_PADDING: Em = Em(0.3);

/// See [`least_air`].
const ROW_AIR: Em = Em(0.4);

/// Air between two lanes.
const LANE_GAP: Em = Em(0.2);

/// Into how many lines the label of a bar may be broken; more would be a column of single letters.
const MAX_LABEL_LINES: usize = 3;

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A theme's heading over the full width.
    Band(Band),
    /// An initiative.
    Initiative(RowBox),
}

impl Row {
    /// Its height, in whole pixels.
    pub fn height(&self) -> Pt {
        match self {
            Row::Band(band) => band.height,
            Row::Initiative(row) => row.height(),
        }
    }
}

/// The band of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The theme's index.
    pub theme: usize,
    /// Whether it only repeats, on a further page, a band that came before.
    pub continued: bool,
    /// Its heading, unbroken.
    pub text: String,
    /// The lines of its heading.
    pub lines: Vec<Line>,
    /// Its height, in whole pixels.
    pub height: Pt,
}

/// The row of an initiative.
#[derive(Debug, Clone, PartialEq)]
pub struct RowBox {
    /// The theme's index.
    pub theme: usize,
    /// The initiative's index within the theme.
    pub initiative: usize,
    /// Whether it goes on from the page before: number and category stand again, the other cells
    /// and the schedule go on.
    pub continued: bool,
    /// The lines of each column's cell; none for the schedule.
    pub cells: Vec<Vec<Line>>,
    /// The schedule from top to bottom. The text cells are as high as all strips together.
    pub strips: Vec<Strip>,
}

impl RowBox {
    /// The initiative that it is the row of.
    pub fn initiative_in<'s>(&self, sheet: &'s Sheet) -> &'s Initiative {
        &sheet.themes[self.theme].initiatives[self.initiative]
    }

    /// Its height, in whole pixels.
    pub fn height(&self) -> Pt {
        self.strips.iter().map(|strip| strip.height).sum()
    }
}

/// A horizontal part of a schedule: a lane, or air.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// Its height, in whole pixels.
    pub height: Pt,
    /// What stands in it, in the order of time; nothing in air.
    pub slots: Vec<Slot>,
}

/// Something that stands in a schedule, as high as its strip.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// What it is.
    pub part: SchedulePart,
    /// From where to where it reaches.
    pub months: MonthSpan,
    /// Which of the row's slots it is, counted from the top and left. What goes on over a page keeps
    /// its number.
    pub index: usize,
    /// Its whole text, unbroken.
    pub text: String,
    /// The lines of its text.
    pub lines: Vec<Line>,
    /// Its look.
    pub look: SlotLook,
}

/// The look of a slot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlotLook {
    /// Inside.
    pub fill: Option<Color>,
    /// Around.
    pub outline: Option<Color>,
    /// The text.
    pub text: Color,
    /// The weight of the text.
    pub weight: Weight,
    /// Where its lines stand.
    pub align: Align,
}

/// Makes rows, and collects what can't be drawn.
pub struct RowMaker<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The template.
    pub template: &'a Template,
    /// The faces.
    pub fonts: &'a Fonts<'a>,
    /// The columns.
    pub columns: &'a [ColumnTrack],
    /// The months of the schedule.
    pub months: MonthTrack,
    /// What could not be drawn.
    pub mistakes: Vec<Diagnostic>,
}

impl RowMaker<'_> {
    /// All rows of the sheet in order.
    pub fn rows(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (index, theme) in self.sheet.themes.iter().enumerate() {
            rows.push(Row::Band(self.band(index, false)));
            self.check_words(theme);
            for number in 0..theme.initiatives.len() {
                rows.push(Row::Initiative(self.initiative(theme, index, number)));
            }
        }
        rows
    }

    /// The band of a theme; `continued` where it stands again on a further page.
    pub fn band(&self, theme: usize, continued: bool) -> Band {
        let text = &self.template.text;
        let suffix = if continued { self.template.wording.continued.value.as_str() } else { "" };
        let heading = format!("{}{suffix}", self.sheet.themes[theme].heading.value);
        let width = table_width(self.columns) - text.padding_x.at(text.body) * 2.0;
        let lines = wrap(&heading, Em(width.0 / text.band.0), self.fonts.get(Weight::Bold));
        let height = lines_height(&lines, text.band, text) + text.padding_y.at(text.body) * 2.0;
        Band { theme, continued, text: heading, lines, height: height.ceil_to_pixel() }
    }

    fn initiative(&mut self, theme: &Theme, theme_index: usize, index: usize) -> RowBox {
        let initiative = &theme.initiatives[index];
        let cells: Vec<Vec<Line>> =
            (0..self.columns.len()).map(|column| self.cell(theme, initiative, column)).collect();
        let lanes = match &initiative.schedule {
            Schedule::Meetings => self.meeting_lanes(),
            Schedule::Bars(bars) => self.bar_lanes(bars),
        };
        let text = &self.template.text;
        let strips = centred(stacked(lanes, text), text_height(&cells, text), text);
        self.check_number(initiative, &cells);
        RowBox { theme: theme_index, initiative: index, continued: false, cells, strips }
    }

    fn cell(&self, theme: &Theme, initiative: &Initiative, column: usize) -> Vec<Line> {
        let column = &self.template.columns[column];
        let face = self.fonts.get(Weight::Regular);
        match &column.content {
            Content::Number => wrap(&initiative.number.to_string(), column.width, face),
            Content::Category => wrap(&theme.category.value, column.width, face),
            Content::Text(name) => {
                initiative.text(name).map_or(Vec::new(), |text| wrap(&text.value, column.width, face))
            }
            Content::Schedule => Vec::new(),
        }
    }

    /// Words, numbers and URLs are not broken inside: half of one reads as another.
    fn check_words(&mut self, theme: &Theme) {
        let face = self.fonts.get(Weight::Regular);
        for column in &self.template.columns {
            let texts: Vec<&Text> = match &column.content {
                Content::Category => vec![&theme.category],
                Content::Text(name) => theme.initiatives.iter().filter_map(|row| row.text(name)).collect(),
                Content::Number | Content::Schedule => Vec::new(),
            };
            for text in texts {
                let overlong = overlong_word(&text.value, column.width, face);
                let mistake = overlong.map(|(word, length)| self.word_too_long(text, word, length, column));
                self.mistakes.extend(mistake);
            }
        }
    }

    /// A word that its column can't hold. A wider column is advised only where the paper has room for it.
    fn word_too_long(&self, text: &Text, word: Range<usize>, length: Em, column: &Column) -> Diagnostic {
        let head = column.head.value.replace('\n', "");
        let message = format!(
            "「{}」（{:.1} 文字分）が欄「{head}」の幅（{} 文字分）に入りません",
            &text.value[word.clone()],
            length.0,
            column.width.0
        );
        let table = table_width(self.columns) + (length - column.width).at(self.template.text.body);
        let remedy = if table <= printable_width(self.template) {
            let width = ceil_tenth(length);
            format!("間に空白か改行を入れて分けるか、書式ファイルで欄の幅を {width:.1} 以上にしてください")
        } else {
            "間に空白か改行を入れて分けてください".to_owned()
        };
        Diagnostic::at(text.place, message, remedy).of_part(Part::of(&text.value, word))
    }

    /// A number is not broken: half of it would be another number.
    fn check_number(&mut self, initiative: &Initiative, cells: &[Vec<Line>]) {
        let column = self.template.columns.iter().position(|column| column.content == Content::Number);
        if column.is_some_and(|column| cells[column].len() > 1) {
            let message = format!("番号 {} が欄に入りません", initiative.number);
            let length: Em = column.iter().flat_map(|column| &cells[*column]).map(|line| line.width).sum();
            let remedy = format!(
                "桁の少ない番号にするか、書式ファイルで「番号」の欄の幅を {:.1} 以上にしてください",
                ceil_tenth(length)
            );
            self.mistakes.push(Diagnostic::at(initiative.place, message, remedy));
        }
    }

    fn bar_lanes(&mut self, bars: &[Bar]) -> Vec<Lane> {
        let spans: Vec<MonthSpan> = bars.iter().map(|bar| bar.months).collect();
        let mut lanes = Vec::new();
        for lane in lanes::assign(&spans) {
            let slots = lane.into_iter().map(|index| self.bar(&bars[index])).collect();
            lanes.push(Lane { slots, gap_before: true });
        }
        lanes.extend(self.report_lanes());
        lanes
    }

    fn bar(&mut self, bar: &Bar) -> Slot {
        let style = self.template.bars.of(&bar.kind.value);
        let look = SlotLook {
            fill: Some(style.fill),
            outline: Some(style.outline),
            text: style.text,
            weight: Weight::Bold,
            align: Align::Center,
        };
        let lines = wrap_label(&bar.kind.value, self.slot_width(bar.months), self.fonts.get(look.weight));
        if self.slot_width(bar.months) < Em(1.0) {
            self.month_too_narrow(&bar.kind, bar.months);
        } else if lines.len() > MAX_LABEL_LINES {
            self.label_too_long(&bar.kind, bar.months);
        }
        slot(SchedulePart::Bar, bar.months, &bar.kind.value, lines, look)
    }

    fn label_too_long(&mut self, label: &Text, months: MonthSpan) {
        let letters = label.value.chars().count();
        let line = self.slot_width(months).0.floor();
        let message = format!(
            "帯の文字「{}」（{letters}字）は、{months}の帯に入りません（1 行 {line} 字で {MAX_LABEL_LINES} 行まで）",
            label.value
        );
        let longest = line * MAX_LABEL_LINES as f64;
        let shorter = format!("帯の文字を {longest} 字以下にするか、");
        let remedy = match (months.count()..=MONTHS).find(|count| self.label_fits(label, *count)) {
            Some(count) => format!("{shorter}期間を {count} か月以上にしてください"),
            None => format!("{shorter}書式ファイルで「予定」の欄の幅を広げてください"),
        };
        self.mistakes.push(Diagnostic::at(label.place, message, remedy));
    }

    fn label_fits(&self, label: &Text, months: u8) -> bool {
        let width = self.slot_width(MonthSpan::from_index(0, months));
        wrap_label(&label.value, width, self.fonts.get(Weight::Bold)).len() <= MAX_LABEL_LINES
    }

    /// A month that is narrower than a single character can't hold any label.
    fn month_too_narrow(&mut self, label: &Text, months: MonthSpan) {
        let message = format!("「{}」の一文字も、{months}の幅に入りません", label.value);
        let least = (Em(1.0) + SLOT_PADDING * 2.0) * f64::from(MONTHS) / f64::from(months.count());
        let remedy = format!(
            "帯の期間を長くするか、書式ファイルで「予定」の欄の幅を {:.1} 以上にしてください",
            ceil_tenth(least)
        );
        self.mistakes.push(Diagnostic::at(label.place, message, remedy));
    }

    /// A progress report for each meeting, in the meeting's quarter.
    fn report_lanes(&mut self) -> Vec<Lane> {
        let look = SlotLook {
            fill: None,
            outline: None,
            text: Color::BLACK,
            weight: Weight::Regular,
            align: Align::Center,
        };
        let word = &self.template.wording.report;
        let lines = wrap_label(
            &word.value,
            self.slot_width(MonthSpan::from_index(0, 3)),
            self.fonts.get(look.weight),
        );
        let mut lanes = Vec::new();
        for lane in lanes::assign(&self.meeting_quarters()) {
            let quarters = lane.into_iter().map(|index| self.sheet.meetings[index].month.quarter().months());
            let report = |months| slot(SchedulePart::Report, months, &word.value, lines.clone(), look);
            let slots = quarters.map(report).collect();
            lanes.push(Lane { slots, gap_before: false });
        }
        lanes
    }

    /// The meetings, each in its quarter, with its callout right below it.
    fn meeting_lanes(&mut self) -> Vec<Lane> {
        let mut lanes = Vec::new();
        for lane in lanes::assign(&self.meeting_quarters()) {
            let meetings = || lane.iter().map(|&index| &self.sheet.meetings[index]);
            let labels = meetings().map(|meeting| self.meeting(meeting)).collect();
            let callouts: Vec<Slot> = meetings().filter_map(|meeting| self.callout(meeting)).collect();
            lanes.push(Lane { slots: labels, gap_before: true });
            if !callouts.is_empty() {
                lanes.push(Lane { slots: callouts, gap_before: false });
            }
        }
        lanes
    }

    fn meeting_quarters(&self) -> Vec<MonthSpan> {
        self.sheet.meetings.iter().map(|meeting| meeting.month.quarter().months()).collect()
    }

    fn meeting(&self, meeting: &Meeting) -> Slot {
        let months = meeting.month.quarter().months();
        let look = SlotLook {
            fill: Some(self.template.fills.head),
            outline: Some(self.template.rules.color),
            text: Color::BLACK,
            weight: Weight::Bold,
            align: Align::Center,
        };
        let lines = wrap_label(&meeting.label.value, self.slot_width(months), self.fonts.get(look.weight));
        slot(SchedulePart::Meeting, months, &meeting.label.value, lines, look)
    }

    fn callout(&self, meeting: &Meeting) -> Option<Slot> {
        if meeting.agenda.is_empty() {
            return None;
        }
        let months = meeting.month.quarter().months();
        let look = SlotLook {
            fill: Some(Color::WHITE),
            outline: Some(self.template.rules.color),
            text: Color::BLACK,
            weight: Weight::Regular,
            align: Align::Left,
        };
        let text = callout_text(meeting, self.template);
        let lines = wrap(&text, self.slot_width(months), self.fonts.get(look.weight));
        Some(slot(SchedulePart::Callout, months, &text, lines, look))
    }

    /// How long the lines of a slot may be.
    fn slot_width(&self, months: MonthSpan) -> Em {
        let text = &self.template.text;
        let width = self.months.width(months) - SLOT_PADDING.at(text.body) * 2.0;
        Em(width.0 / text.body.0)
    }
}

/// A length as the least number with one decimal that is not shorter, for a remedy.
pub fn ceil_tenth(length: Em) -> f64 {
    (length.0 * 10.0 - 1e-6).ceil() / 10.0
}

/// How high a row must be for its text cells.
pub fn text_height(cells: &[Vec<Line>], text: &Type) -> Pt {
    cells.iter().map(|lines| cell_height(lines, text)).fold(Pt(0.0), Pt::max)
}

/// How high a cell must be for its lines.
pub fn cell_height(lines: &[Line], text: &Type) -> Pt {
    lines_height(lines, text.body, text) + text.padding_y.at(text.body) * 2.0
}

/// How high a slot must be for its lines.
pub fn slot_height(slot: &Slot, text: &Type) -> Pt {
    let padding = if slot.look.outline.is_some() { SLOT_PADDING } else { Em(0.0) };
    lines_height(&slot.lines, text.body, text) + padding.at(text.body) * 2.0
}

/// A strip as high as its highest slot.
pub fn strip(slots: Vec<Slot>, text: &Type) -> Strip {
    let height = slots.iter().map(|slot| slot_height(slot, text)).fold(Pt(0.0), Pt::max);
    Strip { height: height.ceil_to_pixel(), slots }
}

/// Strips with air around them, together at least as high as the text.
pub fn centred(strips: Vec<Strip>, text_height: Pt, text: &Type) -> Vec<Strip> {
    let used: Pt = strips.iter().map(|strip| strip.height).sum();
    let least = least_air(text);
    let above = ((text_height - used) / 2.0).max(least).ceil_to_pixel();
    let below = (text_height - used - above).max(least).ceil_to_pixel();
    [air(above)].into_iter().chain(strips).chain([air(below)]).collect()
}

/// The least air above the first and below the last lane of a row.
pub fn least_air(text: &Type) -> Pt {
    ROW_AIR.at(text.body).ceil_to_pixel()
}

/// The strips of lanes, with gaps between them, each slot numbered.
fn stacked(lanes: Vec<Lane>, text: &Type) -> Vec<Strip> {
    let (mut strips, mut numbers) = (Vec::new(), 0..);
    for mut lane in lanes {
        if lane.gap_before && !strips.is_empty() {
            strips.push(air(LANE_GAP.at(text.body).ceil_to_pixel()));
        }
        for (slot, number) in lane.slots.iter_mut().zip(&mut numbers) {
            slot.index = number;
        }
        strips.push(strip(lane.slots, text));
    }
    strips
}

/// A slot that has no number yet.
fn slot(part: SchedulePart, months: MonthSpan, text: &str, lines: Vec<Line>, look: SlotLook) -> Slot {
    Slot { part, months, index: 0, text: text.to_owned(), lines, look }
}

fn air(height: Pt) -> Strip {
    Strip { height, slots: Vec::new() }
}

/// What stands in a strip, and whether air parts it from the one above.
struct Lane {
    slots: Vec<Slot>,
    gap_before: bool,
}

/// The text of a meeting's callout: heading and points, a line each.
fn callout_text(meeting: &Meeting, template: &Template) -> String {
    let points =
        meeting.agenda.iter().map(|point| format!("{}{}", template.wording.bullet.value, point.value));
    let lines: Vec<String> = [template.wording.agenda.value.clone()].into_iter().chain(points).collect();
    lines.join("\n")
}
