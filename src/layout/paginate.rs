//! Cuts the rows into pages: between rows where the next one no longer fits, and before a row that
//! starts a page. A band stays with the row below it.

use std::ops::Range;

use super::rows::{Band, Row};
use crate::diag::Diagnostic;
use crate::geom::Pt;
use crate::model::{Initiative, Sheet};

/// How high the rows of a page may be together.
#[derive(Debug, Clone, Copy)]
pub struct Capacity {
    /// On the first page.
    pub first: Pt,
    /// On each further page.
    pub further: Pt,
}

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
    capacity: Capacity,
    repeated_band: impl Fn(usize) -> Option<Band>,
) -> Paged {
    let mut cutter = Cutter {
        paged: Paged { rows: Vec::new(), pages: Vec::new(), mistakes: Vec::new() },
        start: 0,
        used: Pt(0.0),
        capacity,
    };
    let mut band = None;
    for row in rows {
        let Row::Initiative(row_box) = &row else {
            band = Some(row);
            continue;
        };
        let initiative = &sheet.themes[row_box.theme].initiatives[row_box.initiative];
        let height = row.height() + band.as_ref().map_or(Pt(0.0), Row::height);
        if cutter.must_cut(height, initiative.starts_page) {
            cutter.cut();
            band = band.or_else(|| repeated_band(row_box.theme).map(Row::Band));
        }
        let rows: Vec<Row> = band.take().into_iter().chain([row]).collect();
        cutter.add(rows, initiative);
    }
    cutter.cut();
    cutter.paged
}

/// The page that is being filled, and those before it.
struct Cutter {
    paged: Paged,
    /// The index of the page's first row.
    start: usize,
    /// The height of the page's rows.
    used: Pt,
    capacity: Capacity,
}

impl Cutter {
    fn must_cut(&self, height: Pt, starts_page: bool) -> bool {
        self.used > Pt(0.0) && (starts_page || self.used + height > self.limit())
    }

    fn limit(&self) -> Pt {
        if self.paged.pages.is_empty() { self.capacity.first } else { self.capacity.further }
    }

    fn cut(&mut self) {
        self.paged.pages.push(self.start..self.paged.rows.len());
        self.start = self.paged.rows.len();
        self.used = Pt(0.0);
    }

    fn add(&mut self, rows: Vec<Row>, initiative: &Initiative) {
        self.used += rows.iter().map(Row::height).sum();
        if self.used > self.limit() {
            let message = format!(
                "取組 {} の行が 1 頁に収まりません（高さ {:.0} mm、使える高さ {:.0} mm）",
                initiative.number,
                self.used.to_mm(),
                self.limit().to_mm().max(0.0)
            );
            let remedy =
                "内容を短くするか、取組を二つに分けるか、書式ファイルの文字や余白を小さくしてください";
            self.paged.mistakes.push(Diagnostic::at(initiative.span, message, remedy));
        }
        self.paged.rows.extend(rows);
    }
}
