//! What the schedule of a row shows beside bars: where its marks stand, and what colours alone say.

use std::collections::{BTreeMap, BTreeSet};

use super::bars::Schedule as Drawn;
use super::book::Cell;
use super::emphasis::{Shown, TELLING, usual};
use super::entry::Entry;
use super::read::ReadRow;
use super::source::Source;
use super::values::Remark;
use crate::base::Base;
use crate::japanese::width::bare;
use crate::japanese::words;
use crate::model::{Initiative, Schedule, Sheet, TimeSpan, one_line};

/// Where such remarks stand.
const PLACE: &str = "予定の欄";

/// What the schedules of a workbook's rows had beside bars, by number: when it was. Rows of meetings have these, all
/// others reports of them (進捗報告).
pub(super) struct Marks(BTreeMap<String, Vec<TimeSpan>>);

impl Marks {
    /// What a workbook says that it had; nothing where it does not say.
    pub(super) fn of(base: &Base, sheet: &Sheet) -> Marks {
        let meetings = sheet.initiatives().filter(|row| matches!(row.schedule, Schedule::Meetings(_)));
        let meetings: BTreeSet<String> = meetings.map(|row| bare(&row.number.to_string())).collect();
        let mut marks: BTreeMap<String, Vec<TimeSpan>> = BTreeMap::new();
        for entry in base.entries.iter().map(Entry::kept) {
            let number = bare(&entry.number);
            let is_mark = meetings.contains(&number) || bare(&entry.cells[0]) == bare(&base.report);
            let span = entry.span(base.period).filter(|_| is_mark);
            marks.entry(number).or_default().extend(span);
        }
        Marks(marks)
    }

    /// What is said where a row's reports, or its meetings, stand elsewhere.
    fn moved(&self, drawn: &Drawn, row: &ReadRow, old: &Initiative) -> Option<String> {
        let times = self.0.get(&bare(&old.number.to_string()))?;
        let is_meetings = matches!(old.schedule, Schedule::Meetings(_));
        let there = if is_meetings { drawn.headings(row) } else { drawn.others(row) };
        let has = |time: &TimeSpan| there.iter().any(|span| span.overlaps(*time));
        let is_same = times.iter().all(has) && (is_meetings || times.len() == there.len());
        let name = if is_meetings { words::MEETINGS } else { words::REPORT };
        (!is_same).then(|| format!("「{name}」の場所か数が変わっています（Excel を見てください）"))
    }
}

/// What is remarked about the schedules of a worksheet's rows. `initiatives` are the rows that it was made from.
pub(super) fn remarks(
    source: &Source,
    schedule: &Drawn,
    initiatives: &[&Initiative],
    marks: Option<&Marks>,
) -> Vec<Remark> {
    let places = 0..initiatives.len();
    let rows = places.filter_map(|place| Some((place, source.row(place)?)));
    let rows: Vec<(usize, &ReadRow)> =
        rows.filter(|(_, row)| !row.is_struck && !schedule.is_torn(row)).collect();
    let looks = Looks::of(schedule, rows.iter().map(|(_, row)| *row));
    let painted = |place: usize, row| schedule.painted(row, &times(initiatives[place]));
    let painted: BTreeMap<usize, Vec<TimeSpan>> =
        rows.iter().map(|(place, row)| (*place, painted(*place, row))).collect();
    // What most rows have is the look of the sheet.
    let are_few = 2 * painted.values().filter(|spans| !spans.is_empty()).count() <= rows.len().max(2);
    let of_row = |(place, row): &(usize, &ReadRow)| {
        let moved = marks.filter(|_| !row.is_as_printed);
        let moved = moved.and_then(|it| it.moved(schedule, row, initiatives[*place]));
        let painted = painted.get(place).filter(|spans| are_few && moved.is_none() && !spans.is_empty());
        let painted = painted.map(|spans| {
            let when = schedule.spoken(spans);
            format!("帯でない所（{when}）に色が塗られています（Excel を見てください）")
        });
        // A bar that has become another one keeps its look.
        let odd = if row.is_as_printed || marks.is_none() { looks.odd(schedule, row) } else { None };
        let said = moved.into_iter().chain(painted).chain(odd);
        said.map(|text| Remark { row: Some(*place), place: PLACE.to_owned(), text }).collect::<Vec<_>>()
    };
    rows.iter().flat_map(of_row).collect()
}

/// What is remarked about the rows that say above the table when bodies meet.
pub(super) fn of_bodies(source: &Source, schedule: &Drawn, sheet: &Sheet) -> Vec<Remark> {
    let first = source.rows.first().map_or(0, |row| row.rows.0);
    let remark = |row: u32| {
        let says = |name: &str| source.grid.row(row).any(|(_, cell)| bare(cell.kept()) == bare(name));
        let mut bodies = sheet.meetings.iter().filter_map(|meeting| meeting.body.as_ref());
        let body = bodies.find(|body| says(body))?;
        let meetings = sheet.meetings.iter().filter(|meeting| meeting.body.as_ref() == Some(body));
        let old: Vec<TimeSpan> = meetings.map(|meeting| meeting.month).collect();
        let new = schedule.marks(row);
        let is_same =
            old.len() == new.len() && old.iter().all(|old| new.iter().any(|new| new.overlaps(*old)));
        let text = || format!("「{body}」の場所か数が変わっています（Excel を見てください）");
        (!is_same).then(|| Remark { row: None, place: "会議体の行".to_owned(), text: text() })
    };
    (source.heads.row + 1..first).filter_map(remark).collect()
}

/// When a row has bars, planned or done.
fn times(row: &Initiative) -> Vec<TimeSpan> {
    row.bars().iter().chain(&row.actual).map(|bar| bar.span).collect()
}

/// A label, and whether it stands on a background: beside a bar that is too short for it there is none.
type Place = (String, bool);

/// How the labels of a schedule usually look.
struct Looks<'a>(BTreeMap<Place, Shown<'a>>);

impl<'a> Looks<'a> {
    /// The looks of labels that are there often enough to tell.
    fn of<'b>(schedule: &Drawn<'a>, rows: impl Iterator<Item = &'b ReadRow>) -> Looks<'a> {
        let mut all: BTreeMap<Place, Vec<Shown>> = BTreeMap::new();
        for (_, cell) in rows.flat_map(|row| schedule.cells(row)) {
            all.entry(place(cell)).or_default().push(cell.shown());
        }
        let all = all.into_iter().filter(|(_, shown)| shown.len() >= TELLING);
        Looks(all.filter_map(|(place, shown)| Some((place, usual(shown)?))).collect())
    }

    /// What is said of labels of a row that look otherwise.
    fn odd(&self, schedule: &Drawn<'a>, row: &ReadRow) -> Option<String> {
        let is_odd = |cell: &&Cell| self.0.get(&place(cell)).is_some_and(|usual| cell.shown() != *usual);
        let odd = schedule.cells(row).map(|(_, cell)| cell).filter(is_odd);
        let names: String = odd.map(|cell| format!("「{}」", one_line(cell.kept()))).collect();
        (!names.is_empty()).then(|| format!("{names}の色や下線などが変わっています（Excel を見てください）"))
    }
}

fn place(cell: &Cell) -> Place {
    (bare(cell.kept()), cell.look.fill.is_some())
}
