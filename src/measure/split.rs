//! Cuts a row that no page can hold: what there is room for, and the rest.

use super::lines::{Line, Lines};
use super::measured::{InitiativeRow, SlotLines, Strip};
use super::spacing::{begins_at_top, callout_padding, least_air, strip, text_height, unstretched, with_air};
use crate::geom::Pt;
use crate::model::Type;
use crate::table::{Column, Row, SchedulePart, Table};

/// The least lines of a text that stand together before and after a cut.
const LEAST_LINES: usize = 2;

/// A row in two, the first no higher than `room`; nothing where so little room is of no use.
pub(super) fn split(
    whole: &InitiativeRow,
    room: Pt,
    table: &Table,
) -> Option<(InitiativeRow, InitiativeRow)> {
    let InitiativeRow { band, row, continued, .. } = *whole;
    let (text, shown) = (&table.look.text, &table.bands[band].rows[row]);
    let room = room.floor_to_pixel();
    let unstretched = unstretched(&whole.strips, &shown.slots, text);
    let cuts = cuts(whole, line_count(room, text.padding_y.at(text.body), text), &table.columns)?;
    let (strips, further) = split_strips(lanes(&unstretched), room - least_air(text) * 2.0, shown, text);
    let begins_without_lanes = !continued && strips.is_empty() && !further.is_empty();
    if begins_without_lanes || strips.is_empty() && cuts.iter().all(|cut| *cut == 0) {
        return None;
    }
    let (before, after) = split_cells(&whole.cells, &cuts, &table.columns);
    let piece = |continued, cells: Vec<Lines>, strips: Vec<Strip>| {
        let begins_at_top = begins_at_top(&cells, &strips, &table.look);
        let height = (text_height(&cells, text), begins_at_top);
        let strips = with_air(strips, shown, height, &table.look);
        // What goes on begins at the top, so that the eye finds it there.
        InitiativeRow { band, row, continued, at_top: continued || begins_at_top, cells, strips }
    };
    Some((piece(continued, before, strips), piece(true, after, further)))
}

/// How many lines a height holds, with air above and below them.
fn line_count(height: Pt, padding: Pt, text: &Type) -> usize {
    ((height - padding * 2.0).0 / text.leading.at(text.body).0).floor().max(0.0) as usize
}

/// For each cell how many of its lines come before the cut, of those that don't stand again; none
/// where some cell has not even the least lines there.
fn cuts(row: &InitiativeRow, room: usize, columns: &[Column]) -> Option<Vec<usize>> {
    let cut = |(column, cell): (&Column, &Lines)| {
        if column.stands_again() { (cell.len() <= room).then_some(0) } else { cut(cell, room) }
    };
    columns.iter().zip(&row.cells).map(cut).collect()
}

/// How many of some lines come before a cut that leaves room for so many.
fn cut(lines: &[Line], room: usize) -> Option<usize> {
    if lines.len() <= room {
        return Some(lines.len());
    }
    Some(room.min(lines.len().saturating_sub(LEAST_LINES))).filter(|cut| *cut >= LEAST_LINES)
}

/// The lines of cells before and after the cuts.
fn split_cells(cells: &[Lines], cuts: &[usize], columns: &[Column]) -> (Vec<Lines>, Vec<Lines>) {
    let halves = cells.iter().zip(cuts).zip(columns).map(|((cell, cut), column)| {
        if column.stands_again() {
            return (cell.clone(), cell.clone());
        }
        let (before, after) = cell.split_at(*cut);
        (before.into(), after.into())
    });
    halves.unzip()
}

/// Strips without the air at both ends.
fn lanes(strips: &[Strip]) -> &[Strip] {
    let holds = |strip: &Strip| !strip.slots.is_empty();
    let first = strips.iter().position(holds).unwrap_or(strips.len());
    let end = strips.iter().rposition(holds).map_or(first, |last| last + 1);
    &strips[first..end]
}

fn split_strips(strips: &[Strip], room: Pt, row: &Row, text: &Type) -> (Vec<Strip>, Vec<Strip>) {
    let mut left = room;
    let fits = |strip: &&Strip| {
        left -= strip.height;
        left >= Pt(0.0)
    };
    let count = strips.iter().take_while(fits).count();
    let used: Pt = strips[..count].iter().map(|strip| strip.height).sum();
    let (mut before, mut after) = (strips[..count].to_vec(), strips[count..].to_vec());
    if let Some((upper, lower)) = after.first().and_then(|next| split_strip(next, room - used, row, text)) {
        before.push(upper);
        after[0] = lower;
    }
    (lanes(&before).to_vec(), lanes(&after).to_vec())
}

/// A strip of callouts in two; bars and meetings are not parted.
fn split_strip(whole: &Strip, room: Pt, row: &Row, text: &Type) -> Option<(Strip, Strip)> {
    let lines = line_count(room.floor_to_pixel(), callout_padding(text), text);
    let is_callout = |slot: &SlotLines| row.slots[slot.slot].part == SchedulePart::Callout;
    if whole.slots.is_empty() || !whole.slots.iter().all(is_callout) {
        return None;
    }
    let halves = whole.slots.iter().map(|slot| split_slot(slot, lines)).collect::<Option<Vec<_>>>()?;
    let (before, after): (Vec<SlotLines>, Vec<SlotLines>) = halves.into_iter().unzip();
    let after = after.into_iter().filter(|slot| !slot.lines.is_empty()).collect();
    Some((strip(before, &row.slots, text), strip(after, &row.slots, text)))
}

fn split_slot(slot: &SlotLines, room: usize) -> Option<(SlotLines, SlotLines)> {
    let (before, after) = slot.lines.split_at(cut(&slot.lines, room)?);
    let part = |lines: &[Line]| SlotLines { lines: lines.into(), strips: 1, ..slot.clone() };
    Some((part(before), part(after)))
}
