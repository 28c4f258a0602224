//! Puts together what a workbook's worksheets say: the printed sheet, 取組一覧, a 回答票.

use std::collections::BTreeMap;

use super::bars::Schedule;
use super::book::{Block, Book, Grid, Place, name};
use super::entries::{Entries, Origin};
use super::entry_bars::Plan;
use super::heads::{Heads, Holds, Known, holds, is_of_bars};
use super::printed::Printed;
use super::refusal::{self, Refusal};
use super::row::{Row, rows};
use super::senders::{Part, by_agency};
use super::source::{MARGINS, Source, listed, shape};
use super::tidy::tidy;
use super::values::{Now, Remark, Reply};
use super::whole::Whole;
use crate::base::{Base, WORKSHEET};
use crate::diag::{Code, Diagnostic};
use crate::japanese::width::bare;
use crate::model::{Number, Period, Sheet, THIRDS};

/// What a workbook says, compared with the sheet that it was made from, or else with the one that is now. Forms of
/// other agencies in it are compared with the one that is now: what they were made from did not come along.
pub(super) fn reply(file: &str, book: &Book, base: Option<&Base>, now: &Now) -> Result<Reply, Diagnostic> {
    let (own, others) = by_agency(book, base);
    let is_now = base.is_some_and(|base| base.fingerprint == now.sheet.fingerprint());
    let (mut reply, mut read) = part(file, (book, &own), (base, is_now), now)?;
    for other in others {
        if let Ok((other, grids)) = part(file, (book, &other), (None, is_now), now) {
            reply.others.push(other);
            read.extend(grids);
        }
    }
    reply.remarks.extend(beside(book, &read));
    Ok(reply)
}

/// What an agency's worksheets say, and the names of those that have rows.
fn part(
    file: &str,
    (book, part): (&Book, &Part),
    (base, is_now): (Option<&Base>, bool),
    now: &Now,
) -> Result<(Reply, Vec<String>), Diagnostic> {
    let carried = base.and_then(Base::sheet);
    let sheet = carried.as_ref().unwrap_or(now.sheet);
    let old = rows(sheet);
    let known = Known::new(base, &now.columns);
    let printed = Printed::new(base, sheet);
    let sources =
        sources((book, part), &known, &old, &printed).map_err(|refusal| refusal::told(file, refusal))?;
    if !sources.iter().any(Source::has_old_rows) {
        return Err(foreign(file));
    }
    let schedules: Vec<Option<Schedule>> =
        sources.iter().map(|source| schedule(source, base, sheet)).collect();
    let entries = base.map_or_else(Entries::default, |base| {
        let origin = Origin { base, old: &old, printed: &printed };
        entries((book, part), &known, &origin, sheet)
    });
    let schedules = &schedules;
    let whole =
        Whole { base, sheet, old: &old, printed: &printed, sources: &sources, schedules, entries: &entries };
    let is_known = carried.is_some() || is_now;
    let mut reply = Reply {
        file: file.to_owned(),
        agency: part.agency.clone(),
        is_known,
        edits: whole.edits(),
        deleted: whole.deleted(),
        added: whole.added(),
        remarks: whole.remarks(),
        notes: whole.notes(book, is_known),
        others: Vec::new(),
        base: Vec::new(),
    };
    let silent = whole.silent(&reply);
    reply.notes.extend(silent);
    let read = sources.iter().map(|source| source.grid.name.clone()).collect();
    reply.base = old;
    Ok((reply, read))
}

/// How many cells of a worksheet of the agency's own are listed.
const MOST_OF_OWN: usize = 50;

/// What worksheets say of which no rows were read: those that the agency has put in, and what lies on the list of bars.
fn beside(book: &Book, read: &[String]) -> Vec<Remark> {
    let others = book.sheets.iter().filter(|grid| grid.name != WORKSHEET && !read.contains(&grid.name));
    let of_grid = |grid: &Grid| {
        let cells = grid.cells.iter().filter(|_| !is_of_bars(grid));
        let cells = cells.map(|(place, cell)| (name(*place), cell.kept()));
        let notes =
            grid.notes.iter().map(|(place, text)| (format!("{}のコメント", name(*place)), text.as_str()));
        let shapes = grid.shapes.iter().map(|(place, text)| (format!("{}の図形", name(*place)), shape(text)));
        let margins = grid.margins.iter().map(|text| (MARGINS.to_owned(), text.as_str()));
        let said = cells.chain(notes).chain(shapes).chain(margins);
        let said = said.map(|(place, text)| Remark {
            row: None,
            place: format!("{}シートの{place}", grid.name),
            text: tidy(text).trim().to_owned(),
        });
        listed(grid, said.filter(|remark| !remark.text.is_empty()), MOST_OF_OWN)
    };
    others.flat_map(of_grid).collect()
}

fn foreign(file: &str) -> Diagnostic {
    Diagnostic::general(
        Code::Reply,
        format!("{file}: この資料の取組が一つも見つかりません"),
        "列見出しの行が残っているかを確かめ、取組の表でなければフォルダーから除いて、書かれていることを資料に手で書き入れてください",
    )
}

/// The worksheets that have rows, the printed sheet first.
fn sources<'a>(
    (book, part): (&'a Book, &Part<'a>),
    known: &Known,
    old: &[Row],
    printed: &Printed,
) -> Result<Vec<Source<'a>>, Refusal> {
    let grids = part.grids.iter().copied().filter(|grid| !is_of_bars(grid));
    let sources = grids.filter_map(|grid| {
        let heads = known.find(grid, &named_heads(book, grid))?;
        Some(Source::new(grid, heads, old, &named_rows(book, grid, old), printed))
    });
    let mut sources: Vec<Source> = sources.collect::<Result<_, _>>()?;
    sources.sort_by_key(Source::is_list);
    Ok(sources)
}

/// What the lists of bars and markers say otherwise than they were written.
fn entries((book, part): (&Book, &Part), known: &Known, origin: &Origin, sheet: &Sheet) -> Entries {
    let has_base = !origin.base.entries.is_empty();
    let lists = part.grids.iter().filter(|grid| has_base && is_of_bars(grid));
    let found = lists.filter_map(|grid| Some((grid, known.find(grid, &named_heads(book, grid))?)));
    let read =
        |(grid, heads): (&&Grid, Heads)| Entries::read(grid, &heads, origin, Plan::new(sheet, origin.old));
    found.map(read).fold(Entries::default(), Entries::and)
}

/// What the columns hold whose heads have names of ours (欄_3), by the heads' cells, as far as that is known.
fn named_heads(book: &Book, grid: &Grid) -> BTreeMap<Place, Holds> {
    let keys = book.sheets.iter().filter(|grid| grid.name == WORKSHEET);
    let keys = keys.flat_map(|keys| (0..keys.end()).map(|row| (keys.text((row, 0)), keys.text((row, 1)))));
    let held: BTreeMap<&str, &str> = keys.collect();
    let named = book.names.iter().filter(|(_, sheet, _)| *sheet == grid.name);
    named.filter_map(|(name, _, block)| Some((block.first, holds(held.get(name.as_str())?)))).collect()
}

/// The blocks that the names of rows (取組_12) stand for in a worksheet.
fn named_rows(book: &Book, grid: &Grid, old: &[Row]) -> Vec<Option<Block>> {
    let named = book.names.iter().filter(|(_, sheet, _)| *sheet == grid.name);
    let named: BTreeMap<&str, Block> = named.map(|(name, _, block)| (name.as_str(), *block)).collect();
    let block =
        |row: &Row| named.get(format!("取組_{}", Number::new(&row.number)?.in_names()).as_str()).copied();
    old.iter().map(block).collect()
}

/// The schedule of a worksheet, if bars can be read from it.
fn schedule<'a>(source: &Source<'a>, base: Option<&Base>, sheet: &Sheet) -> Option<Schedule<'a>> {
    let period = sheet.period;
    let report = base.map_or(crate::japanese::words::REPORT, |base| &base.report);
    let step = base.map_or_else(|| step(source, period), |base| base.step);
    Schedule::of(source.grid, &source.heads, (period, step), vec![bare(report)])
}

/// How much time a column stands for by the width of the schedule's head.
fn step(source: &Source, period: Period) -> u16 {
    let head = source.heads.column(&Holds::Schedule).map(|column| (source.heads.first, column));
    let block = head.and_then(|head| source.grid.merge_at(head));
    let count = block.and_then(|block| u16::try_from(block.last.1 - block.first.1 + 1).ok());
    let whole = period.whole().count();
    count.filter(|count| whole.is_multiple_of(*count)).map_or(THIRDS, |count| whole / count)
}
