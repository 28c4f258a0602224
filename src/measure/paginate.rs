//! Cuts the rows into pages: between rows where the next one no longer fits, before a row that starts
//! a page, and within a row that no page can hold. A band stays with the row below it.

use std::sync::Arc;

use super::measured::{BandRow, Foot, Headline, Heads, InitiativeRow, PageRows, Row};
use super::split::split;
use crate::diag::{Code, Diagnostic};
use crate::geom::Pt;
use crate::model::{LabelPlace, Look, RepeatedBands};
use crate::table::{self, Table};

/// How high the rows of a page may be together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Capacity {
    /// On the first page.
    pub first: Pt,
    /// On each further page.
    pub further: Pt,
    /// How much of that what stands below the table takes on the last page.
    pub foot: Pt,
}

impl Capacity {
    /// What the parts above the rows leave of each page.
    pub(super) fn of(
        look: &Look,
        label: &Headline,
        title: &Headline,
        heads: &Heads,
        foot: &Foot,
    ) -> Capacity {
        let (page, repeat) = (look.printable_height(), look.repeat);
        let shown = |height: Pt, is_shown: bool| if is_shown { height } else { Pt(0.0) };
        let above = |has_label, has_title| match look.setting.label {
            LabelPlace::AboveTitle => shown(label.height, has_label) + shown(title.height, has_title),
            LabelPlace::BesideTitle => shown(title.height, has_label || has_title),
        };
        let heads = heads.height();
        Capacity {
            first: page - above(true, true) - heads,
            foot: foot.height,
            further: page - above(repeat.label, repeat.title) - shown(heads, repeat.heads),
        }
    }
}

/// The rows, cut into pages.
pub(super) struct Paged {
    /// All rows in order, with the bands that are repeated.
    pub rows: Vec<Row>,
    /// The pages.
    pub pages: Vec<PageRows>,
    /// Rows that no page can hold.
    pub mistakes: Vec<Diagnostic>,
}

/// Cuts rows into pages. `repeated_band` makes the band with which a page begins in the middle of a
/// theme, where the look wants one.
pub(super) fn paginate(
    rows: Vec<Row>,
    table: &Table,
    capacity: Capacity,
    repeated_band: impl Fn(usize) -> BandRow,
) -> Paged {
    let with = |rows| cut(rows, table, capacity, |band| Some(repeated_band(band)));
    let without = |rows| cut(rows, table, capacity, |_| None);
    match table.look.repeat.bands {
        RepeatedBands::Always => with(rows),
        RepeatedBands::Never => without(rows),
        RepeatedBands::IfRoom => {
            let plain = without(rows.clone());
            if plain.pages.len() == 1 {
                return plain;
            }
            let repeated = with(rows);
            let costs = |paged: &Paged| (paged.mistakes.len(), paged.pages.len());
            if costs(&repeated) > costs(&plain) { plain } else { repeated }
        }
    }
}

fn cut(
    rows: Vec<Row>,
    table: &Table,
    capacity: Capacity,
    repeated_band: impl Fn(usize) -> Option<BandRow>,
) -> Paged {
    let paged = Paged { rows: Vec::new(), pages: Vec::new(), mistakes: Vec::new() };
    let last = rows.len();
    let mut cutter =
        Cutter { paged, start: 0, used: Pt(0.0), below: Pt(0.0), capacity, table, repeated_band };
    // Several bands where a theme has no rows left.
    let mut bands = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        if index + 1 == last {
            cutter.below = capacity.foot;
        }
        match row {
            Row::Band(next) => bands.push(next),
            Row::Initiative(row) => cutter.row(std::mem::take(&mut bands), row),
        }
    }
    cutter.bands(bands);
    cutter.cut();
    cutter.paged
}

/// The page that is being filled, and those before it.
struct Cutter<'a, F> {
    paged: Paged,
    /// The index of the page's first row.
    start: usize,
    /// The height of the page's rows.
    used: Pt,
    /// The height of what stands below the row that comes next, on the page where it ends.
    below: Pt,
    capacity: Capacity,
    table: &'a Table,
    repeated_band: F,
}

impl<F: Fn(usize) -> Option<BandRow>> Cutter<'_, F> {
    /// Adds a row and the bands above it. A row that no page can hold goes on over as many as it needs.
    fn row(&mut self, mut bands: Vec<BandRow>, row: Arc<InitiativeRow>) {
        let shown = &self.table.bands[row.band].rows[row.row];
        let height = row.height() + bands_height(&bands);
        let is_too_tall = height + self.below > self.capacity.further;
        if shown.starts_page || height > self.room() && !is_too_tall {
            self.next_page(&mut bands, row.band);
        }
        let mut rest = row;
        while rest.height() + bands_height(&bands) > self.room() {
            // Only where the row ends must there be room for what stands below it.
            let ends_here = rest.height() + bands_height(&bands) <= self.room() + self.below;
            let room = if ends_here { self.room() } else { self.room() + self.below };
            match split(&rest, room - bands_height(&bands), self.table) {
                Some((piece, further)) => {
                    self.add(std::mem::take(&mut bands), Some(piece.into()));
                    rest = further.into();
                }
                None if self.used == Pt(0.0) => {
                    self.paged.mistakes.push(too_tall(shown, self.room()));
                    return self.add(bands, Some(rest));
                }
                None => {}
            }
            self.next_page(&mut bands, rest.band);
        }
        self.add(bands, Some(rest));
    }

    /// Adds bands below which no row stands.
    fn bands(&mut self, bands: Vec<BandRow>) {
        if bands_height(&bands) > self.room() {
            self.cut();
        }
        self.add(bands, None);
    }

    /// Begins a page, unless nothing stands on this one yet. A theme that goes on gets its band again.
    fn next_page(&mut self, next: &mut Vec<BandRow>, band: usize) {
        if self.used > Pt(0.0) {
            self.cut();
            if next.is_empty() {
                next.extend((self.repeated_band)(band));
            }
        }
    }

    /// How much height is left on the page for rows.
    fn room(&self) -> Pt {
        let limit = if self.paged.pages.is_empty() { self.capacity.first } else { self.capacity.further };
        limit - self.used - self.below
    }

    fn cut(&mut self) {
        let (is_first, repeat) = (self.paged.pages.is_empty(), self.table.look.repeat);
        self.paged.pages.push(PageRows {
            label: is_first || repeat.label,
            title: is_first || repeat.title,
            heads: is_first || repeat.heads,
            rows: self.start..self.paged.rows.len(),
        });
        self.start = self.paged.rows.len();
        self.used = Pt(0.0);
    }

    fn add(&mut self, bands: Vec<BandRow>, row: Option<Arc<InitiativeRow>>) {
        let rows = bands.into_iter().map(Row::Band).chain(row.map(Row::Initiative));
        for row in rows {
            self.used += row.height();
            self.paged.rows.push(row);
        }
    }
}

fn bands_height(bands: &[BandRow]) -> Pt {
    bands.iter().map(|band| band.height).sum()
}

/// Not even a few lines of the row fit on a page of their own.
fn too_tall(row: &table::Row, room: Pt) -> Diagnostic {
    let message = format!(
        "取組 {} の行は、1 ページ（高さ {:.0} mm）に数行も収まりません",
        row.number,
        room.to_mm().max(0.0)
    );
    let remedy = "大きい用紙にするか、書式ファイルの文字や余白を小さくするか、表題を短くしてください";
    Diagnostic::at(Code::Height, row.place, message, remedy)
}
