//! Makes the table that shows two versions of a sheet beside each other (新旧対照表), field by field.

use std::sync::Arc;

use super::abridged::{OMITTED, abridged};
use super::{Band, Column, Mark, Passage, Row, Table};
use crate::diag::Place;
use crate::diff::{self, Change, Kind, RowChanges, SheetChanges, ThemeChanges};
use crate::geom::{Em, Pt, Size};
use crate::japanese::words;
use crate::model::{
    Align, Comparison, Content, Look, Number, Paper, PaperFormat, Repeat, RepeatedBands, Text, Type,
};

/// What follows the title.
const NAME: &str = "　新旧対照表";

/// What stands on the side that lacks something.
const IS_NEW: &str = "（新設）";
const IS_DELETED: &str = "（削る）";

/// What stands at the right where both sides are the same.
const SAME: &str = "（同左）";

/// What the marks mean.
const EXPLANATION: &str = "※下線は変わった所です。変わらない文は（略）としました。";

/// The band above what belongs to no theme.
const TOP: &str = "全体";

/// Type sizes: of the body, heads and bands, of the title, and of the handout's number.
const BODY: Pt = Pt(9.0);
const TITLE: Pt = Pt(14.0);
const LABEL: Pt = Pt(11.0);

/// The widths of the outer columns; the two versions share the rest.
const FIELD_WIDTH: Em = Em(7.5);
const REMARKS_WIDTH: Em = Em(12.0);

/// The table of two versions. `new` is the table of the new one as it is handed out, whose look it takes over,
/// but on A4 paper.
pub fn comparison(new: &Table, changes: &SheetChanges, style: &Comparison) -> Table {
    let maker = Maker { changes, style };
    let look = look(&new.look);
    Table {
        title: Passage::own(&new.title.text).followed_by(NAME, Place::NONE),
        columns: columns(&look, style),
        look,
        origin: None,
        schedule: None,
        groups: Vec::new(),
        tiers: Vec::new(),
        bodies: Vec::new(),
        bands: maker.bands(),
        corner: Passage::default(),
        legend: Vec::new(),
        notes: vec![Passage::own(EXPLANATION)],
        ..new.clone()
    }
}

/// The look of a handout on A4 paper, with type for columns of sentences.
fn look(look: &Look) -> Look {
    let (format, landscape) = (PaperFormat::A4, true);
    let (height, width) = format.sides();
    let size = Size { width: Pt::from_mm(width), height: Pt::from_mm(height) };
    Look {
        paper: Paper { format, landscape, size },
        text: Type { title: TITLE, label: LABEL, head: BODY, band: BODY, ..look.text.scaled_to(BODY) },
        repeat: Repeat {
            label: false,
            title: false,
            heads: true,
            bands: RepeatedBands::IfRoom,
            page_number: true,
        },
        ..*look
    }
}

fn columns(look: &Look, style: &Comparison) -> Vec<Column> {
    let air = look.text.padding_x * 8.0;
    let room = Em(look.printable_width().0 / look.text.body.0) - air - FIELD_WIDTH - REMARKS_WIDTH;
    let column = |content, head: &Text, width| Column {
        group: None,
        content,
        head: head.into(),
        note: None,
        width,
        width_place: Place::NONE,
        align: Align::Left,
        takes_rest: false,
        hanging: false,
    };
    let text = |name: &str| Content::Text(name.to_owned());
    let heads = &style.heads;
    let new = column(text(words::NEW), &heads.new, room / 2.0);
    let old = column(text(words::OLD), &heads.old, room / 2.0);
    let [left, right] = if style.is_old_first { [old, new] } else { [new, old] };
    let field = column(Content::Number, &heads.field, FIELD_WIDTH);
    vec![field, left, right, column(text("理由"), &heads.remarks, REMARKS_WIDTH)]
}

/// Makes the rows.
struct Maker<'a> {
    changes: &'a SheetChanges<'a>,
    style: &'a Comparison,
}

/// A text on both sides.
struct Pair {
    new: Passage,
    old: Passage,
}

impl Maker<'_> {
    /// A band for what belongs to no theme, then one for each theme, as far as they have rows.
    fn bands(&self) -> Vec<Band> {
        let top = self.rows(&Number::default(), self.changes.top(), &[]);
        let themes = self.changes.themes.iter().map(|theme| self.band(theme));
        let top = band(Passage::own(TOP), top);
        [top].into_iter().chain(themes).filter(|band| !band.rows.is_empty()).collect()
    }

    fn band(&self, theme: &ThemeChanges) -> Band {
        let heading = theme.sides.latest().map_or(Passage::default(), |theme| (&theme.heading).into());
        let own = self.rows(&Number::default(), theme.fields(), &[]);
        let rows = theme.rows.iter().flat_map(|row| self.row(theme, row));
        band(heading, own.into_iter().chain(rows).collect())
    }

    /// The rows of a 取組: one where it is new, deleted or the same, else one for each field that changed.
    fn row(&self, theme: &ThemeChanges, row: &RowChanges) -> Vec<Row> {
        let Some(shown) = row.sides.latest() else { return Vec::new() };
        let (number, reasons) = (&shown.number, shown.reasons.as_slice());
        let fields = row.fields(theme, self.changes.period);
        let whole = |pair| vec![self.made(number, words::INITIATIVES, pair, reasons)];
        match (row.sides.is_added(), row.sides.is_deleted(), row.is_changed()) {
            (true, _, _) => whole(Pair { new: listed(&fields, Mark::Changed), old: Passage::own(IS_NEW) }),
            (_, true, _) => {
                whole(Pair { new: Passage::own(IS_DELETED), old: listed(&fields, Mark::Changed) })
            }
            (_, _, true) => self.rows(number, fields, reasons),
            (_, _, false) if self.style.shows_all => {
                let (text, same) = (listed(&fields, Mark::Kept), Passage::own(SAME));
                let is_old_first = self.style.is_old_first;
                whole(if is_old_first {
                    Pair { new: same, old: text }
                } else {
                    Pair { new: text, old: same }
                })
            }
            _ => Vec::new(),
        }
    }

    /// A row for each field that changed, the reasons beside the first.
    fn rows(&self, number: &Number, fields: Vec<Change>, reasons: &[Text]) -> Vec<Row> {
        let changed = fields.into_iter().filter(Change::is_change).enumerate();
        let rows = changed.map(|(index, change)| {
            let reasons = if index == 0 { reasons } else { &[] };
            self.made(number, &change.field, pair(&change), reasons)
        });
        rows.collect()
    }

    fn made(&self, number: &Number, field: &str, pair: Pair, reasons: &[Text]) -> Row {
        let name = if number.is_empty() { field.to_owned() } else { format!("{number}\n{field}") };
        let Pair { new, old } = pair;
        let [left, right] = if self.style.is_old_first { [old, new] } else { [new, old] };
        let remarks =
            reasons.iter().fold(Passage::default(), |remarks, reason| match remarks.text.as_str() {
                "" => reason.into(),
                _ => remarks.followed_by("\n", Place::NONE).with(reason, Mark::Kept),
            });
        Row {
            number: number.clone(),
            place: Place::NONE,
            cells: vec![Passage::own(&name), left, right, remarks],
            unseen: Vec::new(),
            slots: Vec::new(),
            lanes: Vec::new(),
            starts_page: false,
        }
    }
}

fn band(heading: Passage, rows: Vec<Row>) -> Band {
    let continued = heading.clone().followed_by("（続き）", Place::NONE);
    Band { heading, continued, category: Passage::default(), rows: rows.into_iter().map(Arc::new).collect() }
}

/// A change on both sides: each has what the other lacks underlined.
fn pair(change: &Change) -> Pair {
    let runs = if change.kind == Kind::Moved { change.runs.clone() } else { abridged(&change.runs) };
    let side = |own: diff::Mark, is_missing: &str| {
        let shown = runs.iter().filter(|(mark, _)| [diff::Mark::Equal, own].contains(mark));
        let passage = shown.fold(Passage::default(), |passage, (mark, text)| {
            let mark = if *mark == own { Mark::Changed } else { Mark::Kept };
            let value = joined(&passage.text, text).into();
            passage.with(&Text { value, ..Text::default() }, mark)
        });
        if passage.text.is_empty() { Passage::own(is_missing) } else { passage }
    };
    Pair { new: side(diff::Mark::Added, IS_DELETED), old: side(diff::Mark::Deleted, IS_NEW) }
}

/// A text without the （略） that follows another one right away, where the other side has a line between.
fn joined<'a>(before: &str, text: &'a str) -> &'a str {
    let is_doubled = before.trim_end_matches('\n').ends_with(OMITTED);
    let rest = text.strip_prefix(OMITTED).filter(|_| is_doubled);
    rest.map_or(text, |rest| rest.strip_prefix('\n').unwrap_or(rest))
}

/// All fields of a row one below the other, each behind its name.
fn listed(fields: &[Change], mark: Mark) -> Passage {
    let fields = fields.iter().filter(|change| change.field != words::NUMBER);
    let texts = fields.map(|change| {
        let text: String = change.runs.iter().map(|(_, text)| text.as_str()).collect();
        // Several lines stand below their name.
        let line_break = if text.contains('\n') { "\n" } else { "" };
        (format!("【{}】{line_break}", change.field), text)
    });
    texts.filter(|(_, text)| !text.is_empty()).fold(Passage::default(), |listed, (name, text)| {
        let name = if listed.text.is_empty() { name } else { format!("\n{name}") };
        listed.followed_by(&name, Place::NONE).with(&Text { value: text.into(), ..Text::default() }, mark)
    })
}
