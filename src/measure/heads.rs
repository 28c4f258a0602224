//! Measures what stands above the rows: the handout's number, the title, and the heads of the columns.

use super::columns::head_width;
use super::lines::{Line, wrap};
use super::measured::{HeadCell, Headline, Heads, TimeTrack};
use super::spacing::{LABEL_PADDING, TITLE_AIR, head_rows, lines_height};
use crate::diag::{Code, Diagnostic};
use crate::font::{Fonts, Weight};
use crate::geom::{Em, Pt, Size};
use crate::model::Type;
use crate::table::{Column, Passage, Table, TimeHead};

/// The handout's number, in a box at the right above a table of a width.
pub(super) fn label(table: &Table, fonts: &Fonts, width: Pt) -> Headline {
    let text = &table.look.text;
    let padding = LABEL_PADDING.at(text.label);
    let lines = headline(&table.label, text.label, width - padding * 2.0, fonts);
    let longest = lines.iter().map(|line| line.width).fold(Em(0.0), Em::max);
    let size = Size {
        width: (longest + LABEL_PADDING * 2.0).at(text.label),
        height: lines_height(&lines, text.label, text) + padding / 2.0,
    };
    Headline { lines, size, height: (size.height + TITLE_AIR.at(text.label)).ceil_to_pixel() }
}

/// The title, in the middle above a table of a width.
pub(super) fn title(table: &Table, fonts: &Fonts, width: Pt) -> Headline {
    let text = &table.look.text;
    let lines = headline(&table.title, text.title, width, fonts);
    let size = Size { width, height: lines_height(&lines, text.title, text) };
    Headline { lines, size, height: (size.height + TITLE_AIR.at(text.title)).ceil_to_pixel() }
}

fn headline(passage: &Passage, size: Pt, width: Pt, fonts: &Fonts) -> Vec<Line> {
    wrap(&passage.text, Em(width.0 / size.0), fonts.get(Weight::Bold))
}

/// The heads of the columns.
pub(super) fn heads(table: &Table, fonts: &Fonts, time: TimeTrack) -> Heads {
    let text = &table.look.text;
    let cells: Vec<HeadCell> = table.columns.iter().map(|column| head(column, text, fonts)).collect();
    let time_head = |head: &TimeHead| head_lines(&head.text, head_width(table, time, head.span), text, fonts);
    let tiers: Vec<Vec<Vec<Line>>> =
        table.tiers.iter().map(|tier| tier.iter().map(time_head).collect()).collect();
    let padding = text.padding_y.at(text.body) * 2.0;
    let heights = cells.iter().map(|cell| head_height(cell, text) + padding).enumerate();
    let (schedule, others): (Vec<_>, Vec<_>) = heights.partition(|(index, _)| *index == table.schedule);
    let highest =
        |heights: Vec<(usize, Pt)>| heights.into_iter().fold(Pt(0.0), |most, (_, height)| most.max(height));
    let most_lines = tiers.iter().map(|tier| tier.iter().map(Vec::len).max().unwrap_or(0));
    let tier_heights = most_lines.map(|lines| text.leading.at(text.head) * lines as f64 + padding);
    let rows = head_rows(highest(schedule), tier_heights, highest(others));
    Heads { cells, tiers, rows }
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
