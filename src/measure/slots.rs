//! Measures what stands in the schedule of a row: bars, marks, meetings with their callouts, and reports.

use std::sync::Arc;

use super::lines::{Breaking, Line, Lines, broken_words};
use super::measured::{SlotLines, Strip, WordsAt};
use super::rows::RowMaker;
use super::spacing::{ARROW_TIP, lane_gap, slot_air, stretch_last_callouts, strip};
use crate::diag::{Code, Diagnostic};
use crate::geom::{Em, Pt};
use crate::model::{BarNames, Shape, ShortEnds, THIRDS, TimeSpan};
use crate::table::{Row, SchedulePart, Slot};

/// Into how many lines the label of a bar may be broken; more would be a column of single letters.
const MAX_LABEL_LINES: usize = 3;

/// The least air between words at the side of a bar and the next bar.
const BESIDE_GAP: Em = Em(1.0);

/// How many lanes more a lane may take for tall names to stand beside their bars. That is as high as these.
const MOST_MORE_LANES: usize = 2;

impl RowMaker<'_> {
    /// The strips of a row's lanes, with gaps between them.
    pub(super) fn lanes(&mut self, row: &Row) -> Vec<Strip> {
        let text = &self.table.look.text;
        let mut strips = Vec::new();
        for lane in &row.lanes {
            for slots in self.lanes_of(&lane.slots, &row.slots) {
                if lane.gap_before && !strips.is_empty() {
                    strips.push(lane_gap(text));
                }
                strips.push(strip(slots, &row.slots, text));
            }
        }
        stretch_last_callouts(&mut strips, &row.slots, text);
        strips
    }

    /// The slots of a lane, and below it the bars whose names have no room there. Tall names go beside their
    /// bars, unless that takes many more lanes.
    fn lanes_of(&mut self, lane: &[usize], slots: &[Arc<Slot>]) -> Vec<Vec<SlotLines>> {
        let is_tall = |lines: &SlotLines| is_bar(&slots[lines.slot]) && is_tall(lines);
        let mut lanes = self.stacked(lane, slots, BarNames::Inside);
        let wanted = self.table.look.setting.names;
        if wanted != BarNames::Inside && lanes.iter().flatten().any(is_tall) {
            let beside = self.stacked(lane, slots, wanted);
            if beside.len() <= lanes.len() + MOST_MORE_LANES && !beside.iter().flatten().any(is_tall) {
                lanes = beside;
            }
        }
        for lines in lanes.iter().flatten() {
            self.check_bar(&slots[lines.slot], lines);
            self.check_words_of(&slots[lines.slot], &lines.lines);
        }
        lanes
    }

    /// A lane with its bars' names in some place, and the lanes below it for those that find no room.
    fn stacked(&self, lane: &[usize], slots: &[Arc<Slot>], names: BarNames) -> Vec<Vec<SlotLines>> {
        let (first, mut crowded) = self.lane(lane, slots, names);
        let mut lanes = if first.is_empty() { Vec::new() } else { vec![first] };
        while !crowded.is_empty() {
            let (lane, rest) = self.lane_of_crowded(&crowded, slots);
            lanes.push(lane);
            crowded = rest;
        }
        lanes
    }

    /// The lines of slots that stand beside each other, and the bars among them whose names have no room
    /// there.
    pub(super) fn lane(
        &self,
        lane: &[usize],
        slots: &[Arc<Slot>],
        names: BarNames,
    ) -> (Vec<SlotLines>, Vec<usize>) {
        let whole = self.table.axis.period.whole().end();
        let end = |nth: usize| lane.get(nth + 1).map_or(whole, |&next| slots[next].span.start());
        self.filled(lane, slots, |nth, taken| {
            let room = (taken, self.time.end(end(nth)));
            self.slot((lane[nth], &slots[lane[nth]]), room, names)
        })
    }

    /// The same of bars whose names had no room in their lane. Each takes as much room as it needs, and those
    /// that stand there go on to a further lane.
    fn lane_of_crowded(&self, lane: &[usize], slots: &[Arc<Slot>]) -> (Vec<SlotLines>, Vec<usize>) {
        let end = self.time.end(self.table.axis.period.whole().end());
        self.filled(lane, slots, |nth, taken| {
            let (index, slot) = (lane[nth], &slots[lane[nth]]);
            let is_free = self.time.start(slot.span) >= taken;
            let found = if is_free { self.words_beside(index, slot, (taken, end)) } else { None };
            // One that has room nowhere keeps its name.
            let kept = || SlotLines::within(index, self.label(slot, slot.span));
            let alone = || self.lines_beside(index, slot, (taken, end)).unwrap_or_else(kept);
            found.or_else(|| (nth == 0).then(alone))
        })
    }

    /// The lines of a lane's slots, and the slots without room there. `find` gives those of the nth slot behind the
    /// place up to which the lane is taken.
    fn filled(
        &self,
        lane: &[usize],
        slots: &[Arc<Slot>],
        find: impl Fn(usize, Pt) -> Option<SlotLines>,
    ) -> (Vec<SlotLines>, Vec<usize>) {
        let (mut lines, mut crowded, mut taken) = (Vec::with_capacity(lane.len()), Vec::new(), self.time.x);
        for (nth, &index) in lane.iter().enumerate() {
            match find(nth, taken) {
                Some(found) => {
                    taken = self.end(&slots[index], &found);
                    lines.push(found);
                }
                None => crowded.push(index),
            }
        }
        (lines, crowded)
    }

    /// Where a slot with its words ends.
    fn end(&self, slot: &Slot, lines: &SlotLines) -> Pt {
        let text = &self.table.look.text;
        let end = self.time.end(slot.span.end());
        match (slot.look.shape, lines.words) {
            (Shape::Mark, WordsAt::Before) => {
                self.time.start(slot.span) + lines.lead + lines.sign().at(text.body)
            }
            (Shape::Mark, _) => self.time.start(slot.span) + lines.lead + lines.width().at(text.body),
            (_, WordsAt::Behind) if lines.lines.len() > 1 => {
                self.time.end(self.table.axis.period.whole().end())
            }
            (_, WordsAt::Behind) => {
                end + (slot_air(slot.part, text) + lines.width() + BESIDE_GAP).at(text.body)
            }
            _ => end,
        }
    }

    /// The lines of a slot in the room between two places; none if that is too little for a bar's name.
    fn slot(&self, (index, slot): (usize, &Slot), room: (Pt, Pt), names: BarNames) -> Option<SlotLines> {
        let within = |lines| Some(SlotLines::within(index, lines));
        match slot.part {
            _ if slot.look.shape == Shape::Mark => Some(self.mark(index, slot, room)),
            _ if slot.is_silent => within(Lines::default()),
            SchedulePart::Callout => {
                let set = (self.slot_width(slot, slot.span), slot.look.weight);
                within(self.memory.text(self.fonts, &slot.text.text, set, self.callouts()))
            }
            SchedulePart::Meeting | SchedulePart::Report => within(self.label(slot, slot.span)),
            SchedulePart::Bar | SchedulePart::Actual => {
                let inside = within(self.label(slot, slot.span));
                let inside = inside.filter(|found| self.holds(slot, slot.span, &found.lines));
                let is_whole =
                    |lines: &SlotLines| broken_words(&slot.text.text, &lines.lines).next().is_none();
                let is_wanted =
                    |lines: &SlotLines| is_whole(lines) && (names == BarNames::Inside || !is_tall(lines));
                inside.filter(is_wanted).or_else(|| self.words_beside(index, slot, room))
            }
        }
    }

    /// The lines of a mark, in the room between two places. Its sign stands in the middle of its time and its
    /// words behind it, or before it where only there is room for them. Where there is none, the lines begin
    /// as far behind the beginning of its time as they can, and go on below each other.
    fn mark(&self, index: usize, slot: &Slot, (taken, end): (Pt, Pt)) -> SlotLines {
        let text = &self.table.look.text;
        let start = self.time.start(slot.span);
        let mark = |lines, lead| SlotLines { lead, ..SlotLines::within(index, lines) };
        let whole = mark(self.set(slot.shown(), slot, Em(f64::INFINITY)), Pt(0.0));
        let sign = whole.sign().at(text.body);
        let middle = (self.time.width(slot.span) - sign) / 2.0;
        let (width, free) = (whole.width().at(text.body), end - start - text.slot_margin.at(text.body));
        // A sign that is wider than its time stays within the schedule.
        let middle = middle.min(free - sign).max(self.time.x - start);
        if middle + width <= free {
            return SlotLines { lead: middle, ..whole };
        }
        let has_words = width > sign && !slot.text.text.starts_with(char::is_alphanumeric);
        if has_words && whole.lines.len() == 1 && start + middle + sign - width >= taken {
            return SlotLines { lead: middle, words: WordsAt::Before, ..whole };
        }
        let lines = self.set(slot.shown(), slot, Em(free.0 / text.body.0).max(Em(1.0)));
        let narrow = mark(lines, Pt(0.0));
        let rest = (free - narrow.width().at(text.body)).max(Pt(0.0));
        SlotLines { lead: middle.min(rest), ..narrow }
    }

    /// The words of a bar that can't hold them: behind it or before it, in the room between two places.
    fn words_beside(&self, index: usize, slot: &Slot, (taken, end): (Pt, Pt)) -> Option<SlotLines> {
        self.beside((index, slot), self.set(&slot.text.text, slot, Em(f64::INFINITY)), (taken, end))
    }

    /// The same of a bar that has its lane to itself, on several lines in all the room on one side.
    fn lines_beside(&self, index: usize, slot: &Slot, (taken, end): (Pt, Pt)) -> Option<SlotLines> {
        let width = self.width_beside(slot, (taken, end));
        let lines = self.set(&slot.text.text, slot, width.max(Em(1.0)));
        if lines.len() <= MAX_LABEL_LINES { self.beside((index, slot), lines, (taken, end)) } else { None }
    }

    /// How long lines may be on the side of a bar where there is more room between two places. In a workbook they are a
    /// little longer.
    fn width_beside(&self, bar: &Slot, (taken, end): (Pt, Pt)) -> Em {
        let text = &self.table.look.text;
        let room = (end - self.time.end(bar.span.end())).max(self.time.start(bar.span) - taken);
        Em(room.0 / text.body.0) - slot_air(bar.part, text) - BESIDE_GAP
    }

    /// Lines behind a bar or before it, in the room between two places.
    fn beside(
        &self,
        (index, slot): (usize, &Slot),
        lines: Lines,
        (taken, end): (Pt, Pt),
    ) -> Option<SlotLines> {
        let text = &self.table.look.text;
        let lines = SlotLines::within(index, lines);
        let width = (lines.width() + slot_air(slot.part, text)).at(text.body);
        // Words between two bars stand clearly closer to their own one.
        let gap = |limit: Pt, edge: Pt| if limit == edge { Pt(0.0) } else { BESIDE_GAP.at(text.body) };
        let (first, last) = (self.time.x, self.time.end(self.table.axis.period.whole().end()));
        let words = if self.time.end(slot.span.end()) + width + gap(end, last) <= end {
            WordsAt::Behind
        } else if self.time.start(slot.span) - width - gap(taken, first) >= taken {
            WordsAt::Before
        } else {
            return None;
        };
        Some(SlotLines { words, ..lines })
    }

    /// A bar whose name has room nowhere is a mistake.
    fn check_bar(&mut self, bar: &Slot, SlotLines { lines, words, .. }: &SlotLines) {
        let is_named = is_bar(bar) && !bar.is_silent && bar.look.shape != Shape::Mark;
        if !is_named || *words != WordsAt::Within || self.holds(bar, bar.span, lines) {
            return;
        }
        if self.slot_width(bar, bar.span) < Em(1.0) {
            self.span_too_narrow(bar);
        } else {
            self.label_too_long(bar);
        }
    }

    /// The lines of a label over a span.
    fn label(&self, slot: &Slot, span: TimeSpan) -> Lines {
        self.set(&slot.text.text, slot, self.slot_width(slot, span))
    }

    /// The lines of a slot's words in a width.
    fn set(&self, words: &str, slot: &Slot, width: Em) -> Lines {
        self.memory.label(self.fonts, words, (width, slot.look.weight))
    }

    /// Whether a bar over a span holds the lines of its label there.
    fn holds(&self, bar: &Slot, span: TimeSpan, label: &[Line]) -> bool {
        self.slot_width(bar, span) >= Em(1.0) && label.len() <= MAX_LABEL_LINES
    }

    /// How the texts of callouts are broken. They have no width to spare for lines that are shifted.
    fn callouts(&self) -> Breaking {
        let hanging = self.table.schedule.is_some_and(|schedule| self.table.columns[schedule].hanging);
        Breaking {
            hanging: hanging.then_some(Em(0.0)),
            avoids_short_ends: self.table.look.setting.short_ends != ShortEnds::Kept,
        }
    }

    fn label_too_long(&mut self, bar: &Slot) {
        let (label, span) = (&bar.text.text, bar.span);
        let letters = label.chars().count();
        let whole = (self.time.x, self.time.end(self.table.axis.period.whole().end()));
        let line = self.slot_width(bar, span).max(self.width_beside(bar, whole)).0.floor();
        let message = format!(
            "帯の文字「{label}」（{letters}字）は、{}の帯にもその横にも入りません（1 行 {line} 字で {MAX_LABEL_LINES} 行まで）",
            self.table.axis.period.words(span)
        );
        let longest = (line as usize * MAX_LABEL_LINES).min(letters.saturating_sub(1));
        let shorter = format!("帯の文字を {longest} 字以下にするか、");
        let holds = |span| self.holds(bar, span, &self.label(bar, span));
        let mut counts = span.count().div_ceil(THIRDS)..=self.months();
        let remedy = match counts.find(|count| holds(TimeSpan::months(0, *count))) {
            Some(count) => format!("{shorter}期間を {count} か月以上にしてください"),
            None => format!("{shorter}書式ファイルで「予定」の欄の幅を広げてください"),
        };
        self.refuse(Diagnostic::at(Code::Label, bar.text.place(), message, remedy));
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
            least.ceil_to_tenth().0
        );
        self.refuse(Diagnostic::at(Code::Label, bar.text.place(), message, remedy));
    }

    /// How long the lines of a slot may be over a span.
    fn slot_width(&self, slot: &Slot, span: TimeSpan) -> Em {
        let text = &self.table.look.text;
        let width = self.time.width(span) - slot_air(slot.part, text).at(text.body) * 2.0;
        Em(width.0 / text.body.0) - if slot.look.shape == Shape::Arrow { ARROW_TIP } else { Em(0.0) }
    }
}

fn is_bar(slot: &Slot) -> bool {
    matches!(slot.part, SchedulePart::Bar | SchedulePart::Actual)
}

/// Whether a bar holds its words in as many lines as there may be.
fn is_tall(lines: &SlotLines) -> bool {
    lines.words == WordsAt::Within && lines.lines.len() == MAX_LABEL_LINES
}
