//! Cuts a row that no page can hold: what there is room for, and the rest.

use super::lines::Line;
use super::rows::{RowBox, SLOT_PADDING, Slot, Strip, centred, least_air, strip, text_height};
use crate::geom::Pt;
use crate::model::{Column, Content, Template, Type};
use crate::page::SchedulePart;

/// The least lines of a text that stand together before and after a cut.
const LEAST_LINES: usize = 2;

/// A row in two, the first no higher than `room`; or the row as it was, where so little room is of no
/// use.
pub fn split(row: RowBox, room: Pt, template: &Template) -> Result<(RowBox, RowBox), RowBox> {
    let text = &template.text;
    let room = room.floor_to_pixel();
    let cuts = cuts(&row, line_count(room, text.padding_y.at(text.body), text), template);
    let (strips, further) = split_strips(lanes(&row.strips), room - least_air(text) * 2.0, text);
    let begins_without_lanes = !row.continued && strips.is_empty() && !further.is_empty();
    match cuts {
        Some(cuts) if !begins_without_lanes && (!strips.is_empty() || cuts.iter().any(|cut| *cut > 0)) => {
            let RowBox { theme, initiative, continued, cells: mut before, .. } = row;
            let after = split_cells(&mut before, &cuts, template);
            let piece = |continued, cells: Vec<Vec<Line>>, strips| {
                let strips = centred(strips, text_height(&cells, text), text);
                RowBox { theme, initiative, continued, cells, strips }
            };
            Ok((piece(continued, before, strips), piece(true, after, further)))
        }
        _ => Err(row),
    }
}

/// How many lines a height holds, with air above and below them.
fn line_count(height: Pt, padding: Pt, text: &Type) -> usize {
    ((height - padding * 2.0).0 / text.leading.at(text.body).0).floor().max(0.0) as usize
}

/// Whether a column's cell stands again where its row goes on.
pub fn stands_again(column: &Column) -> bool {
    matches!(column.content, Content::Number | Content::Category)
}

/// For each cell how many of its lines come before the cut, of those that don't stand again; none
/// where some cell has not even the least lines there.
fn cuts(row: &RowBox, room: usize, template: &Template) -> Option<Vec<usize>> {
    let cut = |(column, cell): (&Column, &Vec<Line>)| {
        if stands_again(column) { (cell.len() <= room).then_some(0) } else { cut(cell, room) }
    };
    template.columns.iter().zip(&row.cells).map(cut).collect()
}

/// How many of some lines come before a cut that leaves room for so many.
fn cut(lines: &[Line], room: usize) -> Option<usize> {
    if lines.len() <= room {
        return Some(lines.len());
    }
    Some(room.min(lines.len().saturating_sub(LEAST_LINES))).filter(|cut| *cut >= LEAST_LINES)
}

/// Leaves the lines before the cuts in the cells, and gives the cells after them.
fn split_cells(cells: &mut [Vec<Line>], cuts: &[usize], template: &Template) -> Vec<Vec<Line>> {
    let halves = cells.iter_mut().zip(cuts).zip(&template.columns);
    let after = halves.map(|((cell, cut), column)| {
        if stands_again(column) {
            return cell.clone();
        }
        let after = cell.split_off(*cut);
        // Each of many pieces would keep the room of all lines that came after it.
        cell.shrink_to_fit();
        after
    });
    after.collect()
}

/// Strips without the air at both ends.
fn lanes(strips: &[Strip]) -> &[Strip] {
    let holds = |strip: &Strip| !strip.slots.is_empty();
    let first = strips.iter().position(holds).unwrap_or(strips.len());
    let end = strips.iter().rposition(holds).map_or(first, |last| last + 1);
    &strips[first..end]
}

fn split_strips(strips: &[Strip], room: Pt, text: &Type) -> (Vec<Strip>, Vec<Strip>) {
    let mut left = room;
    let fits = |strip: &&Strip| {
        left -= strip.height;
        left >= Pt(0.0)
    };
    let count = strips.iter().take_while(fits).count();
    let used: Pt = strips[..count].iter().map(|strip| strip.height).sum();
    let (mut before, mut after) = (strips[..count].to_vec(), strips[count..].to_vec());
    if let Some((upper, lower)) = after.first().and_then(|next| split_strip(next, room - used, text)) {
        before.push(upper);
        after[0] = lower;
    }
    (lanes(&before).to_vec(), lanes(&after).to_vec())
}

/// A strip of callouts in two; bars and meetings are not parted.
fn split_strip(whole: &Strip, room: Pt, text: &Type) -> Option<(Strip, Strip)> {
    let lines = line_count(room.floor_to_pixel(), SLOT_PADDING.at(text.body), text);
    if whole.slots.is_empty() || whole.slots.iter().any(|slot| slot.part != SchedulePart::Callout) {
        return None;
    }
    let halves = whole.slots.iter().map(|slot| split_slot(slot, lines)).collect::<Option<Vec<_>>>()?;
    let (before, after): (Vec<Slot>, Vec<Slot>) = halves.into_iter().unzip();
    let after = after.into_iter().filter(|slot| !slot.lines.is_empty()).collect();
    Some((strip(before, text), strip(after, text)))
}

fn split_slot(slot: &Slot, room: usize) -> Option<(Slot, Slot)> {
    let (before, after) = slot.lines.split_at(cut(&slot.lines, room)?);
    let part = |lines: &[Line]| Slot { lines: lines.to_vec(), ..slot.clone() };
    Some((part(before), part(after)))
}
