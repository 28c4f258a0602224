//! Measures what stands above the rows: the handout's number, the title, and the heads of the columns.

use std::ops::Range;

use super::columns::head_width;
use super::lines::{Line, wrap, wrap_label};
use super::measured::{BodyLines, HeadCell, Headline, Heads, TimeTrack};
use super::spacing::{LABEL_PADDING, TITLE_AIR, TITLE_GAP, head_rows, lines_height};
use crate::diag::{Code, Diagnostic};
use crate::font::{Fonts, Weight};
use crate::geom::{Em, Pt, Size};
use crate::model::{Content, LabelPlace, Type};
use crate::table::{Column, Passage, Table, TimeHead};

/// The highest number of pages for which a title beside the handout's number leaves room.
const MOST_PAGES: usize = 99;

/// The part of a table's width that what stands beside the handout's number takes at most.
const MOST_OF_WIDTH: f64 = 0.3;

/// What stands above a table of a width: the handout's number, what is beside it, and the title.
pub(super) fn headlines(table: &Table, fonts: &Fonts, width: Pt) -> [Headline; 3] {
    let first = label(table, fonts, width, &table.label);
    let corner = corner(table, fonts, first.at.x);
    match table.look.setting.label {
        LabelPlace::AboveTitle => {
            let [first, corner] = on_one_line([first, corner]);
            [first, corner, title(table, fonts, width, Pt(0.0))]
        }
        LabelPlace::BesideTitle => {
            let widest = match table.look.repeat.label {
                true => label(table, fonts, width, &table.label_on(MOST_PAGES, MOST_PAGES)).size.width,
                false => first.size.width,
            };
            let gap = TITLE_GAP.at(table.look.text.title);
            let taken = widest.max(width - corner.at.x) + gap;
            on_one_line([first, corner, title(table, fonts, width, taken)])
        }
    }
}

/// Headlines beside each other, each in the middle of the highest one's height.
fn on_one_line<const N: usize>(mut headlines: [Headline; N]) -> [Headline; N] {
    let highest = |of: fn(&Headline) -> Pt| headlines.iter().map(of).fold(Pt(0.0), Pt::max);
    let (height, middle) = (highest(|it| it.height), highest(|it| it.size.height) / 2.0);
    for headline in &mut headlines {
        headline.at.y = middle - headline.size.height / 2.0;
        headline.height = height;
    }
    headlines
}

/// What stands beside the handout's number, left of a place.
fn corner(table: &Table, fonts: &Fonts, right: Pt) -> Headline {
    let text = &table.look.text;
    let most = Em(right.0 * MOST_OF_WIDTH / text.note.0);
    let lines = match table.corner.text.as_str() {
        "" => Vec::new(),
        words => wrap(words, most, fonts.get(Weight::Regular)),
    };
    let size = Size { width: longest(&lines).at(text.note), height: lines_height(&lines, text.note, text) };
    let gap = if lines.is_empty() { Pt(0.0) } else { LABEL_PADDING.at(text.note) };
    Headline::new(lines, right - gap - size.width, size, Pt(0.0))
}

/// The handout's number, in a box at the right above a table of a width; `text` is what it says on a page.
pub fn label(table: &Table, fonts: &Fonts, width: Pt, text: &Passage) -> Headline {
    let type_ = &table.look.text;
    let padding = LABEL_PADDING.at(type_.label);
    let lines = wrap(&text.text, Em((width - padding * 2.0).0 / type_.label.0), fonts.get(Weight::Bold));
    let size = Size {
        width: (longest(&lines) + LABEL_PADDING * 2.0).at(type_.label),
        height: lines_height(&lines, type_.label, type_) + padding / 2.0,
    };
    Headline::new(lines, width - size.width, size, TITLE_AIR.at(type_.label))
}

/// The title, in the middle above a table of a width, of which something takes a part at the right; or in
/// the middle of the rest, where it is too long for that.
fn title(table: &Table, fonts: &Fonts, width: Pt, taken: Pt) -> Headline {
    let text = &table.look.text;
    let (room, face) = (Em((width - taken).0 / text.title.0), fonts.get(Weight::Bold));
    let lines = match table.look.setting.label {
        LabelPlace::AboveTitle => wrap(&table.title.text, room, face),
        LabelPlace::BesideTitle => wrap_label(&table.title.text, room, face),
    };
    let is_clear = longest(&lines).at(text.title) <= width - taken * 2.0;
    let x = if is_clear { taken } else { Pt(0.0) };
    let size = Size { width: width - taken - x, height: lines_height(&lines, text.title, text) };
    Headline::new(lines, x, size, TITLE_AIR.at(text.title))
}

fn longest(lines: &[Line]) -> Em {
    lines.iter().map(|line| line.width).fold(Em(0.0), Em::max)
}

/// The heads of the columns.
pub(super) fn heads(table: &Table, fonts: &Fonts, time: TimeTrack, bodies: Vec<BodyLines>) -> Heads {
    let text = &table.look.text;
    let cells: Vec<HeadCell> = table.columns.iter().map(|column| head(column, text, fonts)).collect();
    let time_head = |head: &TimeHead| {
        let width = head_width(table, time, head.span).at(text.body);
        wrap_label(&head.text.text, Em(width.0 / text.head.0), fonts.get(Weight::Bold))
    };
    let tiers: Vec<Vec<Vec<Line>>> =
        table.tiers.iter().map(|tier| tier.iter().map(time_head).collect()).collect();
    let groups: Vec<Vec<Line>> = table.groups.iter().map(|group| group_head(table, group, fonts)).collect();
    let rows = row_heights(table, &cells, &groups, &tiers);
    Heads { cells, groups, tiers, rows, bodies }
}

/// The heights of the rows of heads, from the lines of the columns', groups' and times' heads.
fn row_heights(table: &Table, cells: &[HeadCell], groups: &[Vec<Line>], tiers: &[Vec<Vec<Line>>]) -> Vec<Pt> {
    let text = &table.look.text;
    let padding = text.padding_y.at(text.body) * 2.0;
    let heights: Vec<Pt> = cells.iter().map(|cell| head_height(cell, text) + padding).collect();
    let group_heights = groups.iter().map(|lines| lines_height(lines, text.head, text) + padding);
    let upper = group_heights.fold(table.schedule.map_or(Pt(0.0), |schedule| heights[schedule]), Pt::max);
    let highest = |is_wanted: fn(&Column) -> bool| {
        let wanted = table.columns.iter().zip(&heights).filter(|(column, _)| is_wanted(column));
        wanted.map(|(_, height)| *height).fold(Pt(0.0), Pt::max)
    };
    let is_alone = |column: &Column| column.group.is_none() && column.content != Content::Schedule;
    let most_lines = tiers.iter().map(|tier| tier.iter().map(Vec::len).max().unwrap_or(0));
    let tier_heights = most_lines.map(|lines| text.leading.at(text.head) * lines as f64 + padding);
    head_rows(upper, tier_heights, highest(is_alone), highest(|column| column.group.is_some()))
}

/// The lines of the head of a group, which is as wide as its columns together.
fn group_head(table: &Table, group: &Range<usize>, fonts: &Fonts) -> Vec<Line> {
    let Some(head) = table.group_head(group) else { return Vec::new() };
    let (text, columns) = (&table.look.text, &table.columns[group.clone()]);
    let widths: Em = columns.iter().map(|column| column.width).sum();
    head_lines(head, widths + text.padding_x * 2.0 * (columns.len() - 1) as f64, text, fonts)
}

fn head(column: &Column, text: &Type, fonts: &Fonts) -> HeadCell {
    let note = column.note.as_ref().map_or(Vec::new(), |note| {
        let width = Em(column.width.at(text.body).0 / text.note.0);
        wrap(&note.text, width, fonts.get(Weight::Regular))
    });
    HeadCell { lines: head_lines(&column.head, column.width, text, fonts), note }
}

/// The lines of a head whose column has a width in em of the body size.
fn head_lines(head: &Passage, width: Em, text: &Type, fonts: &Fonts) -> Vec<Line> {
    wrap(&head.text, Em(width.at(text.body).0 / text.head.0), fonts.get(Weight::Bold))
}

/// The height of a head's lines and those of its note.
fn head_height(cell: &HeadCell, text: &Type) -> Pt {
    lines_height(&cell.lines, text.head, text) + lines_height(&cell.note, text.note, text)
}

/// Title and heads leave no room for rows.
pub(super) fn too_high(table: &Table) -> Diagnostic {
    let message = "表題と列見出しだけで 1 ページが埋まり、取組を書く所がありません";
    let remedy = "表題を短くするか、書式ファイルの文字、余白、行送り、上下の空きを小さくしてください";
    Diagnostic::at(Code::Height, table.title.place(), message, remedy)
}
