//! Cuts the rows into pages: between rows where the next one no longer fits, before a row that starts
//! a page, and within a row that no page can hold. A band stays with the row below it.

use std::ops::Range;

use super::rows::{Band, Row, RowBox};
use super::split::split;
use crate::diag::Diagnostic;
use crate::geom::Pt;
use crate::model::{Initiative, Sheet, Template};

/// How high the rows of a page may be together.
#[derive(Debug, Clone, Copy)]
pub struct Capacity {
    /// On the first page.
    pub first: Pt,
    /// On each further page.
    pub further: Pt,
}

/// The most pages of a sheet: a workbook has 1,023 page breaks (Excel's specifications and limits).
const MOST_PAGES: usize = 1_000;

/// The rows, cut into pages.
pub struct Paged {
    /// All rows in order, with the bands that are repeated.
    pub rows: Vec<Row>,
    /// The rows of each page.
    pub pages: Vec<Range<usize>>,
    /// Rows that no page can hold.
    pub mistakes: Vec<Diagnostic>,
}

/// Cuts rows into pages. `repeated_band` makes the band with which a page begins in the middle of a
/// theme, where the template wants one.
pub fn paginate(
    rows: Vec<Row>,
    sheet: &Sheet,
    template: &Template,
    capacity: Capacity,
    repeated_band: impl Fn(usize) -> Option<Band>,
) -> Paged {
    let paged = Paged { rows: Vec::new(), pages: Vec::new(), mistakes: Vec::new() };
    let mut cutter = Cutter { paged, start: 0, used: Pt(0.0), capacity, template, repeated_band };
    let mut band = None;
    for row in rows {
        match row {
            Row::Band(next) => band = Some(next),
            Row::Initiative(row) => {
                let initiative = row.initiative_in(sheet);
                cutter.row(band.take(), row, initiative);
            }
        }
    }
    cutter.cut();
    let mut paged = cutter.paged;
    paged.mistakes.extend(too_many_pages(&paged, sheet));
    paged
}

fn too_many_pages(paged: &Paged, sheet: &Sheet) -> Option<Diagnostic> {
    let count = paged.pages.len();
    (count > MOST_PAGES).then(|| {
        let message = format!("{count} 頁になります（{MOST_PAGES} 頁まで作れます）");
        Diagnostic::at(
            sheet.title.place,
            message,
            "幾つかのファイルに分けるか、「改ページ」を減らしてください",
        )
    })
}

/// The page that is being filled, and those before it.
struct Cutter<'a, F> {
    paged: Paged,
    /// The index of the page's first row.
    start: usize,
    /// The height of the page's rows.
    used: Pt,
    capacity: Capacity,
    template: &'a Template,
    repeated_band: F,
}

impl<F: Fn(usize) -> Option<Band>> Cutter<'_, F> {
    /// Adds a row and the band above it. A row that no page can hold goes on over as many as it needs.
    fn row(&mut self, mut band: Option<Band>, row: RowBox, initiative: &Initiative) {
        let height = row.height() + band_height(band.as_ref());
        let is_too_tall = height > self.capacity.further;
        if initiative.starts_page || height > self.room() && !is_too_tall {
            self.next_page(&mut band, row.theme);
        }
        let mut rest = row;
        while rest.height() + band_height(band.as_ref()) > self.room() {
            match split(rest, self.room() - band_height(band.as_ref()), self.template) {
                Ok((piece, further)) => {
                    self.add(band.take(), piece);
                    rest = further;
                }
                Err(whole) if self.used == Pt(0.0) => {
                    self.paged.mistakes.push(too_tall(initiative, self.room()));
                    return self.add(band, whole);
                }
                Err(whole) => rest = whole,
            }
            self.next_page(&mut band, rest.theme);
        }
        self.add(band, rest);
    }

    /// Begins a page, unless nothing stands on this one yet. A theme that goes on gets its band again.
    fn next_page(&mut self, band: &mut Option<Band>, theme: usize) {
        if self.used > Pt(0.0) {
            self.cut();
            if band.is_none() {
                *band = (self.repeated_band)(theme);
            }
        }
    }

    /// How much height is left on the page.
    fn room(&self) -> Pt {
        let limit = if self.paged.pages.is_empty() { self.capacity.first } else { self.capacity.further };
        limit - self.used
    }

    fn cut(&mut self) {
        self.paged.pages.push(self.start..self.paged.rows.len());
        self.start = self.paged.rows.len();
        self.used = Pt(0.0);
    }

    fn add(&mut self, band: Option<Band>, row: RowBox) {
        let rows = band.map(Row::Band).into_iter().chain([Row::Initiative(row)]);
        for row in rows {
            self.used += row.height();
            self.paged.rows.push(row);
        }
    }
}

fn band_height(band: Option<&Band>) -> Pt {
    band.map_or(Pt(0.0), |band| band.height)
}

/// Not even a few lines of the row fit on a page of their own.
fn too_tall(initiative: &Initiative, room: Pt) -> Diagnostic {
    let message = format!(
        "取組 {} の行は、1 頁（高さ {:.0} mm）に数行も収まりません",
        initiative.number,
        room.to_mm().max(0.0)
    );
    let remedy = "大きい用紙にするか、書式ファイルの文字や余白を小さくするか、表題を短くしてください";
    Diagnostic::at(initiative.place, message, remedy)
}
