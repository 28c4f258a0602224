//! The measures that both outputs share: column widths, wrapped lines, lanes, row heights and
//! page breaks.

use std::ops::Range;

use super::glyphs;
use super::lines::{Line, wrap};
use super::paginate::{Capacity, Paged, paginate};
use super::rows::{Row, RowMaker, SLOT_PADDING, ceil_tenth};
use crate::diag::{Checked, Diagnostic, checked};
use crate::font::{Fonts, Weight};
use crate::geom::{Em, Pt};
use crate::model::{Column, Content, MONTHS, MonthSpan, Sheet, Template, Text, Type};

/// Air between the title and the table, and between the label and the title.
const TITLE_AIR: Em = Em(0.4);

/// Air inside the box of the label.
pub const LABEL_PADDING: Em = Em(0.35);

/// The measures of a handout.
#[derive(Debug, Clone, PartialEq)]
pub struct Tracks {
    /// The left edge of the table on the page: the table is centred between the margins.
    pub left: Pt,
    /// The columns.
    pub columns: Vec<ColumnTrack>,
    /// The months of the schedule.
    pub months: MonthTrack,
    /// The handout's number and the height of its strip.
    pub label: Strap,
    /// The title and the height of its strip.
    pub title: Strap,
    /// The heads of the columns.
    pub heads: Heads,
    /// The rows of the table, all pages together.
    pub rows: Vec<Row>,
    /// The pages.
    pub pages: Vec<PageTrack>,
}

impl Tracks {
    /// The width of the table.
    pub fn width(&self) -> Pt {
        table_width(&self.columns)
    }
}

/// A column's place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColumnTrack {
    /// Its left edge, from the left edge of the table.
    pub x: Pt,
    /// Its width, with the air beside its text.
    pub width: Pt,
}

/// The places of the twelve months, all equally wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonthTrack {
    /// The left edge of April, from the left edge of the table.
    pub x: Pt,
    /// The width of a month.
    pub month: Pt,
}

impl MonthTrack {
    /// The left edge of a span of months, from the left edge of the table.
    pub fn start(&self, months: MonthSpan) -> Pt {
        self.x + self.month * f64::from(months.start())
    }

    /// The width of a span of months.
    pub fn width(&self, months: MonthSpan) -> Pt {
        self.month * f64::from(months.count())
    }
}

/// Lines that stand above the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Strap {
    /// The lines.
    pub lines: Vec<Line>,
    /// The height of their box.
    pub inner: Pt,
    /// The height with the air below, in whole pixels.
    pub height: Pt,
}

/// The heads of the columns, in two rows: quarters stand in the lower one, below the head of the
/// schedule; the other heads take both.
#[derive(Debug, Clone, PartialEq)]
pub struct Heads {
    /// Each column's head, and the note below it.
    pub cells: Vec<HeadCell>,
    /// The heads of the quarters.
    pub quarters: Vec<Vec<Line>>,
    /// The height of the upper row, in whole pixels.
    pub upper: Pt,
    /// The height of the lower row, in whole pixels.
    pub lower: Pt,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadCell {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The lines of its note.
    pub note: Vec<Line>,
}

/// A page: what stands on it from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageTrack {
    /// Whether it has the label.
    pub label: bool,
    /// Whether it has the title.
    pub title: bool,
    /// Whether it has the heads of the columns.
    pub heads: bool,
    /// Its rows, as indices into [`Tracks::rows`].
    pub rows: Range<usize>,
}

/// Measures a sheet.
///
/// # Errors
///
/// Whatever can't be drawn whole, each with its place: a character without a glyph, columns wider
/// than the paper, a label longer than its bar can hold, a row taller than a page.
pub fn tracks(sheet: &Sheet, template: &Template, fonts: &Fonts) -> Checked<Tracks> {
    let mut mistakes = glyphs::missing(sheet, template, fonts);
    let columns = columns(template);
    let months = months(template, &columns);
    mistakes.extend(too_wide(template, &columns));
    mistakes.extend(too_narrow(template, months));
    let label = label(sheet, template, fonts, &columns);
    let title = title(sheet, template, fonts, &columns);
    let heads = heads(template, fonts, months);
    let mut maker = RowMaker { sheet, template, fonts, columns: &columns, months, mistakes };
    let rows = maker.rows();
    let capacity = capacity(template, &label, &title, &heads);
    if let Some(mistake) = head_too_high(capacity, sheet) {
        // Without room for any row, each would be said to be too tall.
        return checked(None, [maker.mistakes, vec![mistake]].concat());
    }
    let repeated_band = |theme| template.repeat.bands.then(|| maker.band(theme, true));
    let Paged { rows, pages, mistakes: too_tall } = paginate(rows, sheet, template, capacity, repeated_band);
    let pages = pages.into_iter().enumerate().map(|(index, rows)| page(index, rows, template)).collect();
    let mistakes = [maker.mistakes, too_tall].concat();
    let left = left(template, &columns);
    checked(Some(Tracks { left, columns, months, label, title, heads, rows, pages }), mistakes)
}

fn columns(template: &Template) -> Vec<ColumnTrack> {
    let text = &template.text;
    let mut x = Pt(0.0);
    let tracks = template.columns.iter().map(|column| {
        let air = if column.content == Content::Schedule { Em(0.0) } else { text.padding_x * 2.0 };
        let track = ColumnTrack { x, width: (column.width + air).at(text.body) };
        x += track.width;
        track
    });
    tracks.collect()
}

fn months(template: &Template, columns: &[ColumnTrack]) -> MonthTrack {
    let schedule = template.columns.iter().position(|column| column.content == Content::Schedule);
    let track = schedule.map_or(ColumnTrack { x: Pt(0.0), width: Pt(0.0) }, |index| columns[index]);
    MonthTrack { x: track.x, month: track.width / f64::from(MONTHS) }
}

/// The width of all columns together.
pub fn table_width(columns: &[ColumnTrack]) -> Pt {
    columns.iter().map(|column| column.width).sum()
}

/// The width between the margins.
pub fn printable_width(template: &Template) -> Pt {
    template.paper.size.width - template.margins.left - template.margins.right
}

fn left(template: &Template, columns: &[ColumnTrack]) -> Pt {
    template.margins.left + (printable_width(template) - table_width(columns)) / 2.0
}

fn too_wide(template: &Template, columns: &[ColumnTrack]) -> Option<Diagnostic> {
    let excess = table_width(columns) - printable_width(template);
    let widest = template.columns.iter().max_by(|a, b| a.width.0.total_cmp(&b.width.0));
    let widest = widest.filter(|_| excess > Pt(0.01))?;
    let message = format!(
        "欄の幅の合計が用紙の幅を {:.1} 文字分（{:.0} mm）超えています",
        excess.0 / template.text.body.0,
        excess.to_mm()
    );
    let size = floor_tenth(template.text.body * (printable_width(template).0 / table_width(columns).0));
    let remedy = if size >= 1.0 {
        format!(
            "欄の「幅」を合わせて減らすか、「文字」の大きさをどれも小さくしてください（「本文」は {size:.1}pt 以下）"
        )
    } else {
        "余白を減らすか、大きい用紙にしてください".to_owned()
    };
    Some(Diagnostic::at(widest.width_place, message, remedy))
}

/// Columns that can't hold a single character of their head or cells.
fn too_narrow(template: &Template, months: MonthTrack) -> impl Iterator<Item = Diagnostic> {
    let text = template.text;
    let largest = text.body.max(text.head);
    let least = move |column: &Column| match column.content {
        Content::Schedule => {
            let air = months.width(MonthSpan::YEAR) - quarter_width(template, months).at(text.body) * 4.0;
            (largest * 4.0 + air, column.width.at(text.body))
        }
        Content::Number | Content::Category | Content::Text(_) => (largest, column.width.at(text.body)),
    };
    template.columns.iter().filter_map(move |column| {
        let (least, width) = least(column);
        (width + Pt(0.001) < least).then(|| {
            let message =
                format!("欄「{}」は狭すぎて、一文字も入りません", column.head.value.replace('\n', ""));
            let em = ceil_tenth(Em(least.0 / text.body.0));
            Diagnostic::at(column.width_place, message, format!("幅を {em} 以上にしてください"))
        })
    })
}

/// The width of a quarter's text, at the body size.
fn quarter_width(template: &Template, months: MonthTrack) -> Em {
    let quarter = months.width(MonthSpan::from_index(0, 3)).0 / template.text.body.0;
    Em(quarter) - (template.text.padding_x.max(SLOT_PADDING)) * 2.0
}

fn floor_tenth(size: Pt) -> f64 {
    (size.0 * 10.0).floor().max(0.0) / 10.0
}

fn label(sheet: &Sheet, template: &Template, fonts: &Fonts, columns: &[ColumnTrack]) -> Strap {
    let text = &template.text;
    let width = table_width(columns) - LABEL_PADDING.at(text.label) * 4.0;
    let lines = wrap(&sheet.label.value, Em(width.0 / text.label.0), fonts.get(Weight::Bold));
    let inner = lines_height(&lines, text.label, text) + LABEL_PADDING.at(text.label);
    Strap { lines, inner, height: (inner + TITLE_AIR.at(text.label)).ceil_to_pixel() }
}

fn title(sheet: &Sheet, template: &Template, fonts: &Fonts, columns: &[ColumnTrack]) -> Strap {
    let text = &template.text;
    let width = Em(table_width(columns).0 / text.title.0);
    let lines = wrap(&sheet.title.value, width, fonts.get(Weight::Bold));
    let inner = lines_height(&lines, text.title, text);
    Strap { lines, inner, height: (inner + TITLE_AIR.at(text.title)).ceil_to_pixel() }
}

fn heads(template: &Template, fonts: &Fonts, months: MonthTrack) -> Heads {
    let text = &template.text;
    let padding = text.padding_y.at(text.body) * 2.0;
    let cells: Vec<HeadCell> = template.columns.iter().map(|column| head(column, template, fonts)).collect();
    let quarter = quarter_width(template, months);
    let heads = template.wording.quarters.iter();
    let quarters: Vec<Vec<Line>> =
        heads.map(|head| head_lines(head, quarter, text.head, template, fonts, Weight::Bold)).collect();
    let highest = |is_wanted: fn(&Column) -> bool| {
        let wanted = template.columns.iter().zip(&cells).filter(|(column, _)| is_wanted(column));
        wanted.map(|(_, cell)| head_height(cell, text) + padding).fold(Pt(0.0), Pt::max)
    };
    let upper = highest(|column| column.content == Content::Schedule).ceil_to_pixel();
    let others = highest(|column| column.content != Content::Schedule);
    let quarter_lines = quarters.iter().map(Vec::len).max().unwrap_or(0);
    let quarter_height = text.leading.at(text.head) * quarter_lines as f64 + padding;
    Heads { cells, quarters, upper, lower: quarter_height.max(others - upper).ceil_to_pixel() }
}

fn head(column: &Column, template: &Template, fonts: &Fonts) -> HeadCell {
    let text = &template.text;
    let note = column.note.as_ref();
    HeadCell {
        lines: head_lines(&column.head, column.width, text.head, template, fonts, Weight::Bold),
        note: note.map_or(Vec::new(), |note| {
            head_lines(note, column.width, text.note, template, fonts, Weight::Regular)
        }),
    }
}

/// The height of a head's lines and those of its note.
fn head_height(cell: &HeadCell, text: &Type) -> Pt {
    lines_height(&cell.lines, text.head, text) + lines_height(&cell.note, text.note, text)
}

/// The height of lines of a type size.
pub fn lines_height(lines: &[Line], size: Pt, text: &Type) -> Pt {
    text.leading.at(size) * lines.len() as f64
}

/// The lines of a head whose column has a width in em of the body size.
fn head_lines(
    text: &Text,
    width: Em,
    size: Pt,
    template: &Template,
    fonts: &Fonts,
    weight: Weight,
) -> Vec<Line> {
    wrap(&text.value, Em(width.at(template.text.body).0 / size.0), fonts.get(weight))
}

fn capacity(template: &Template, label: &Strap, title: &Strap, heads: &Heads) -> Capacity {
    let page = template.paper.size.height - template.margins.top - template.margins.bottom;
    let head = heads.upper + heads.lower;
    let repeated = |height: Pt, repeats: bool| if repeats { height } else { Pt(0.0) };
    Capacity {
        first: page - label.height - title.height - head,
        further: page - repeated(title.height, template.repeat.title) - repeated(head, template.repeat.heads),
    }
}

/// Whether title and heads leave no room for rows.
fn head_too_high(capacity: Capacity, sheet: &Sheet) -> Option<Diagnostic> {
    (capacity.first <= Pt(0.0)).then(|| {
        let message = "表題と列見出しだけで 1 頁が埋まり、取組を書く所がありません";
        let remedy = "表題を短くするか、書式ファイルの文字、余白、行送り、上下の空きを小さくしてください";
        Diagnostic::at(sheet.title.place, message, remedy)
    })
}

fn page(index: usize, rows: Range<usize>, template: &Template) -> PageTrack {
    let first = index == 0;
    PageTrack {
        label: first,
        title: first || template.repeat.title,
        heads: first || template.repeat.heads,
        rows,
    }
}
