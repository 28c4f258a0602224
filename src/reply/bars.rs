//! The bars of the printed sheet's rows, as labels and merged cells say.

use std::collections::BTreeSet;

use super::book::{Block, Cell, Grid, Place};
use super::heads::{Heads, Holds};
use super::read::ReadRow;
use super::row::{Bar, Row};
use crate::inquiry::BarPart;
use crate::japanese::spans::{ANY_TIME, MONTHLY};
use crate::japanese::width::{bare, halved, whole};
use crate::model::{Period, THIRDS, TimeSpan};

/// How a line begins that says what kind of text is below it: ＜検討事項＞.
pub(super) const BRACKETS: [char; 4] = ['<', '＜', '【', '['];

/// The schedule of a worksheet.
pub(super) struct Schedule<'a> {
    grid: &'a Grid,
    /// Its worksheet columns, first and last included.
    columns: (u32, u32),
    /// What it covers.
    period: Period,
    /// How many thirds of a month a column stands for.
    step: u16,
    /// What stands in it beside bars: reports, meetings and their callouts, without blanks.
    others: Vec<String>,
    /// The merged blocks that lie in it, by their first cell.
    merges: Vec<Block>,
    /// The column of the numbers.
    leading: u32,
}

/// A bar as it is drawn.
struct Drawn {
    /// Its first and its last column.
    first: u32,
    last: u32,
    /// How many arrows stand behind it.
    arrows: u32,
    bar: Bar,
    /// Whether it can be told.
    is_clear: bool,
}

/// The point of a bar that goes on.
const ARROW: &str = "→";

/// The bars of a row.
pub(super) struct ReadBars {
    /// The bars, in the order of time, as far as they can be told.
    pub bars: Vec<Bar>,
    /// Whether they can be told: each label stands in merged cells of its own.
    pub are_clear: bool,
}

impl<'a> Schedule<'a> {
    /// The schedule of a worksheet; `None` where it has none, or nothing in it is merged.
    pub(super) fn of(
        grid: &'a Grid,
        heads: &Heads,
        (period, step): (Period, u16),
        others: Vec<String>,
    ) -> Option<Schedule<'a>> {
        let first = heads.column(&Holds::Schedule)?;
        let count = u32::from(period.whole().count().div_ceil(step));
        let columns = (first, first + count - 1);
        let is_in = |block: &Block| {
            block.first.0 > heads.row && block.first.1 >= columns.0 && block.last.1 <= columns.1
        };
        let blocks = grid.merges.iter().map(|(first, last)| Block { first: *first, last: *last });
        let merges: Vec<Block> = blocks.filter(is_in).collect();
        let leading = heads.columns.keys().next().copied().unwrap_or(first);
        (!merges.is_empty()).then_some(Schedule { grid, columns, period, step, others, merges, leading })
    }

    /// Whether the merged cells of a row were left behind, as by a program that puts in rows and forgets
    /// them: its first column is merged over nothing, or not over all that there is of it.
    pub(super) fn is_torn(&self, row: &ReadRow) -> bool {
        let block = self.grid.merge_at((row.rows.0, self.leading));
        !row.is_as_printed
            && row.rows.1 - row.rows.0 > 1
            && block.is_none_or(|block| block.last.0 + 1 < row.rows.1)
    }

    /// The bars of a row.
    pub(super) fn bars(&self, row: &ReadRow, old: &Row) -> ReadBars {
        let planned = old.bars.as_deref().unwrap_or_default();
        let (mut drawn, mut arrows) = (Vec::new(), BTreeSet::new());
        for (place, cell) in self.cells(row) {
            let label: String = cell.kept().split_whitespace().collect();
            if self.is_other(&label) || arrows.contains(&place) {
                continue;
            }
            let bar = self.drawn(place, label, planned);
            arrows.extend((0..bar.arrows).map(|nth| (place.0, bar.last + 1 + nth)));
            // The name of what was done, where nothing planned has it.
            if !old.actual.contains(&bar.bar) {
                drawn.push(bar);
            }
        }
        self.put_months_together(&mut drawn, planned);
        drawn.sort_by_key(|bar| bar.first);
        let are_merged = drawn.iter().all(|bar| bar.is_clear);
        let bars: Vec<Bar> = drawn.into_iter().map(|drawn| drawn.bar).collect();
        ReadBars { are_clear: are_merged && are_apart(&bars, planned), bars }
    }

    /// The bar whose label stands at a cell.
    fn drawn(&self, place: Place, label: String, old: &[Bar]) -> Drawn {
        let block = self.block_at(place);
        let (first, last) = block.map_or((place.1, place.1), |block| (block.first.1, block.last.1));
        let arrows = self.arrows_behind(place.0, last);
        // The workbook has one at the end of the schedule, where a bar goes on beyond that.
        let is_open = arrows == 1 && last + 1 == self.columns.1;
        let is_own = |(kind, when): &&Bar| {
            is_turned(kind, &label) || bare(kind) == bare(&label) || named(&label, kind, when) != label
        };
        let own = old.iter().find(is_own);
        let has_breaks = |when: &str| [MONTHLY, ANY_TIME].contains(&bare(when).as_str());
        let breaks = own.filter(|(_, when)| (first, last) == self.columns && has_breaks(when));
        let when = breaks.map_or_else(|| self.when(first, last + arrows, is_open), |(_, when)| when.clone());
        let kind = own.map_or(label.clone(), |(kind, when)| match is_turned(kind, &label) {
            true => kind.clone(),
            false => named(&label, kind, when),
        });
        // Words beside a bar are painted in no colour.
        let is_bare = self.grid.cells.get(&place).is_none_or(|cell| cell.look.fill.is_none());
        let may_be_beside = block.is_none() || is_bare;
        let beside = self.bar_beside(&kind, (place.0, first, last), old).filter(|_| may_be_beside);
        let bar = beside.unwrap_or((kind, when));
        // A label in one cell may be what is left of a longer bar.
        let is_clear = (block.is_some() || old.contains(&bar)) && (arrows == 0 || is_open);
        Drawn { first, last, arrows, bar, is_clear }
    }

    /// How many arrows follow a column in a worksheet row.
    fn arrows_behind(&self, row: u32, column: u32) -> u32 {
        let is_arrow = |column: &u32| self.grid.text((row, *column)).trim() == ARROW;
        (column + 1..=self.columns.1).take_while(is_arrow).count() as u32
    }

    /// The time of a span of columns in words; an open one goes on beyond them.
    fn when(&self, first: u32, last: u32, is_open: bool) -> String {
        let span = self.span(first, last);
        let span = if is_open { span.map(|span| span.and_onwards(self.period)) } else { span };
        span.map_or(String::new(), |span| self.period.words(span))
    }

    /// Makes one bar of the marks that one has in each month.
    fn put_months_together(&self, drawn: &mut Vec<Drawn>, old: &[Bar]) {
        let months = usize::from(self.period.whole().count() / THIRDS);
        for bar in old.iter().filter(|(_, when)| bare(when) == MONTHLY) {
            let is_its = |drawn: &Drawn| bare(&drawn.bar.0) == bare(&bar.0);
            if drawn.iter().filter(|drawn| is_its(drawn)).count() == months {
                drawn.retain(|drawn| !is_its(drawn));
                let (first, last) = self.columns;
                drawn.push(Drawn { first, last, arrows: 0, bar: bar.clone(), is_clear: true });
            }
        }
    }

    /// The old bar of a kind that did not hold its words and has them in cells at its side.
    fn bar_beside(&self, kind: &str, (row, first, last): (u32, u32, u32), old: &[Bar]) -> Option<Bar> {
        let is_empty = |columns: (u32, u32)| {
            let blocks = self.merges.iter().filter(|block| block.first == (row, columns.0));
            let mut blocks = blocks.map(|block| block.last.1);
            let is_whole = columns.0 == columns.1 || blocks.any(|last| last == columns.1);
            let cell = self.grid.cells.get(&(row, columns.0));
            is_whole && cell.is_none_or(|cell| cell.kept().trim().is_empty())
        };
        let stands_beside = |bar: &&Bar| {
            let is_at = |columns: (u32, u32)| self.words(columns.0, columns.1) == bar.1 && is_empty(columns);
            let before = (self.columns.0..first).map(|start| (start, first - 1));
            let behind = (last + 1..=self.columns.1).map(|end| (last + 1, end));
            bar.0 == kind && before.chain(behind).any(is_at)
        };
        old.iter().find(stands_beside).cloned()
    }

    /// The cells of a row in it that say something.
    pub(super) fn cells(&self, row: &ReadRow) -> impl Iterator<Item = (Place, &'a Cell)> + use<'a> {
        self.cells_in(row.rows)
    }

    /// Those of worksheet rows from the first up to the last, which is not among them.
    fn cells_in(&self, (first, last): (u32, u32)) -> impl Iterator<Item = (Place, &'a Cell)> + use<'a> {
        let columns = self.columns.0..=self.columns.1;
        let cells = self.grid.cells.range((first, 0)..(last, 0));
        let cells = cells
            .filter(move |((_, column), cell)| columns.contains(column) && !cell.kept().trim().is_empty());
        cells.map(|(place, cell)| (*place, cell))
    }

    /// Whether a label is none of a bar.
    fn is_other(&self, label: &str) -> bool {
        self.others.contains(&bare(label))
    }

    /// The merged block that begins at a cell.
    fn block_at(&self, place: Place) -> Option<&Block> {
        let at = self.merges.partition_point(|block| block.first < place);
        self.merges.get(at).filter(|block| block.first == place)
    }

    /// The time of the cell at a place, or of the block that begins there.
    fn span_at(&self, place: Place) -> Option<TimeSpan> {
        let last = self.block_at(place).map_or(place.1, |block| block.last.1);
        self.span(place.1, last)
    }

    /// When a worksheet row has marks, whatever they are.
    pub(super) fn marks(&self, row: u32) -> Vec<TimeSpan> {
        let cells = self.cells_in((row, row + 1));
        cells.filter_map(|(place, _)| self.span_at(place)).collect()
    }

    /// When a row has labels that are none of bars.
    pub(super) fn others(&self, row: &ReadRow) -> Vec<TimeSpan> {
        let others = self.cells(row).filter(|(_, cell)| self.is_other(cell.kept()));
        others.filter_map(|(place, _)| self.span_at(place)).collect()
    }

    /// When a row of meetings has texts that begin with no bracket, as what is below a meeting does (＜検討事項＞).
    pub(super) fn headings(&self, row: &ReadRow) -> Vec<TimeSpan> {
        let texts = self.cells(row).filter(|(_, cell)| !cell.kept().trim().starts_with(BRACKETS));
        texts.filter_map(|(place, _)| self.span_at(place)).collect()
    }

    /// When cells of a row are painted that say nothing and are none of some bars, whose words stand beside them.
    pub(super) fn painted(&self, row: &ReadRow, bars: &[TimeSpan]) -> Vec<TimeSpan> {
        let blocks = self.grid.merges.range((row.rows.0, 0)..(row.rows.1, 0));
        let blocks: Vec<Block> = blocks.map(|(first, last)| Block { first: *first, last: *last }).collect();
        let is_bar = |place: Place| {
            let span = self.span_at(place);
            span.is_some_and(|span| {
                bars.iter().any(|bar| (bar.start(), bar.end()) == (span.start(), span.end()))
            })
        };
        let is_known = |place: Place| {
            let first = blocks.iter().find(|block| block.has(place)).map_or(place, |block| block.first);
            !self.grid.text(first).trim().is_empty() || is_bar(first)
        };
        let cells = self.grid.fills.range((row.rows.0, 0)..(row.rows.1, 0)).map(|(place, _)| *place);
        let is_in = |place: &Place| (self.columns.0..=self.columns.1).contains(&place.1);
        let painted = cells.filter(|place| is_in(place) && !is_known(*place));
        painted.filter_map(|(_, column)| self.span(column, column)).collect()
    }

    /// Times in words, those that meet as one.
    pub(super) fn spoken(&self, spans: &[TimeSpan]) -> String {
        let mut spans = spans.to_vec();
        spans.sort_unstable();
        let mut all: Vec<TimeSpan> = Vec::new();
        for span in spans {
            match all.last_mut().filter(|last| last.end() >= span.start()) {
                Some(last) => {
                    *last = TimeSpan::new(last.start(), last.end().max(span.end())).unwrap_or(*last)
                }
                None => all.push(span),
            }
        }
        all.into_iter().map(|span| self.period.words(span)).collect::<Vec<_>>().join("、")
    }

    /// The time of a span of columns.
    fn span(&self, first: u32, last: u32) -> Option<TimeSpan> {
        let third = |column: u32| (column - self.columns.0) as u16 * self.step;
        TimeSpan::new(third(first), third(last + 1).min(self.period.whole().end()))
    }

    /// A span of columns as a data file writes it.
    fn words(&self, first: u32, last: u32) -> String {
        self.span(first, last).map_or(String::new(), |span| self.period.words(span))
    }
}

/// Whether a label is that of a mark whose sign stands behind its words, for lack of room at its right.
fn is_turned(kind: &str, label: &str) -> bool {
    let mut words = kind.chars();
    let sign = words.next().filter(|sign| !sign.is_alphanumeric());
    sign.is_some_and(|sign| label.strip_suffix(sign).is_some_and(|label| bare(label) == bare(words.as_str())))
}

/// The label of a bar that says when it is: 見学（随時）.
pub(super) fn label_of(kind: &str, when: &str) -> String {
    bare(&format!("{kind}（{when}）"))
}

/// The kind of a bar that a label names, which may say too when it is; `own` is the kind that it had.
pub(super) fn named(label: &str, own: &str, when: &str) -> String {
    match label.strip_suffix(&format!("（{when}）")) {
        _ if label_of(own, when) == bare(label) => own.to_owned(),
        Some(kind) if !kind.is_empty() => kind.to_owned(),
        _ => label.to_owned(),
    }
}

/// The bars of a row of a 回答票, whose parts stand in cells of their own; `None` where the worksheet has no
/// such cells.
pub(super) fn in_parts(heads: &Heads, row: &ReadRow, old: &[Bar]) -> Option<ReadBars> {
    let nth = |holds: &Holds| match holds {
        Holds::Bar(nth, BarPart::Kind) => Some(*nth),
        _ => None,
    };
    let there: BTreeSet<usize> = heads.columns.values().filter_map(nth).collect();
    let most = *there.last()?;
    let part = |nth, part| row.bar_parts.get(&(nth, part)).map_or("", String::as_str);
    let parts = there.iter().map(|nth| {
        let [first, last] = [BarPart::First, BarPart::Last].map(|it| month(part(*nth, it)));
        [part(*nth, BarPart::Kind).to_owned(), first, last]
    });
    let parts: Vec<[String; 3]> = parts.filter(|parts| parts.iter().any(|part| !part.is_empty())).collect();
    let bars = parts.iter().map(|[kind, first, last]| (kind.clone(), span(first, last)));
    // A bar whose columns have been taken out is as it was.
    let gone = (1..=most.max(old.len())).filter(|nth| !there.contains(nth));
    let bars: Vec<Bar> = bars.chain(gone.filter_map(|nth| old.get(nth - 1).cloned())).collect();
    let is_whole = |(bar, [kind, first, last]): (&Bar, &[String; 3])| {
        // A time without an end lacks its last month, and so does a bar that was not filled in.
        old.contains(bar) || !kind.is_empty() && is_time(first) && is_time(last)
    };
    Some(ReadBars { are_clear: bars.iter().zip(&parts).all(is_whole), bars })
}

/// A month as people write it in a cell of its own: 9 is 9月.
fn month(text: &str) -> String {
    match whole::<u8>(&halved(text)) {
        Some(month @ 1..=12) => format!("{month}月"),
        _ => text.to_owned(),
    }
}

/// Whether a cell names one time: 9月, 10月上旬, 令和9年度; not 9月頃, 9〜11月 or R9.9.
fn is_time(text: &str) -> bool {
    let text = bare(text);
    let month = ["上旬", "中旬", "下旬"].iter().find_map(|part| text.strip_suffix(part)).unwrap_or(&text);
    let is_month =
        month.strip_suffix('月').is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()));
    (is_month || text.ends_with("年度")) && !text.contains('~')
}

fn span(first: &str, last: &str) -> String {
    if first == last { first.to_owned() } else { format!("{first}〜{last}") }
}

/// Whether no bar can be a part of another one: no two that were one have the same kind, unless all stand
/// where the old ones stood.
fn are_apart(bars: &[Bar], old: &[Bar]) -> bool {
    let spans = |bars: &[Bar]| {
        let mut spans: Vec<String> = bars.iter().map(|(_, span)| span.clone()).collect();
        spans.sort_unstable();
        spans
    };
    spans(bars) == spans(old) || bars.iter().all(|(kind, _)| count(bars, kind) <= count(old, kind).max(1))
}

fn count(bars: &[Bar], kind: &str) -> usize {
    bars.iter().filter(|(own, _)| bare(own) == bare(kind)).count()
}

/// Whether two lists have the same bars, in whatever order and widths.
pub(crate) fn are_same(one: &[Bar], other: &[Bar]) -> bool {
    let keys = |bars: &[Bar]| {
        let mut keys: Vec<(String, String)> =
            bars.iter().map(|(kind, span)| (bare(kind), bare(span))).collect();
        keys.sort_unstable();
        keys
    };
    keys(one) == keys(other)
}

/// Bars on one line: 方法検討: 4月〜9月、順次実施: 10月〜3月.
pub(crate) fn shown(bars: &[Bar]) -> String {
    bars.iter().map(|(kind, span)| format!("{kind}: {span}")).collect::<Vec<_>>().join("、")
}
