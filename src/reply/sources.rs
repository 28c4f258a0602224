//! Puts together what a workbook's worksheets say: the printed sheet, 取組一覧, a 回答票.

use std::collections::{BTreeMap, BTreeSet};

use super::bars::{Schedule, shown};
use super::book::{Block, Book, Grid, Place, name};
use super::compare::{Edited, Seen, row_key};
use super::heads::{Holds, Known, holds, is_of_bars};
use super::printed::Printed;
use super::refusal::{self, Refusal};
use super::row::{Row, rows};
use super::senders::{Part, by_agency};
use super::source::{Source, listed};
use super::tidy::tidy;
use super::values::{Doubt, Edit, Field, Gone, NewRow, Now, Remark, Reply};
use crate::base::{Base, WORKSHEET};
use crate::diag::{Code, Diagnostic};
use crate::inquiry::{CHANGED, DELETED, UNCHANGED};
use crate::japanese::width::bare;
use crate::japanese::words;
use crate::model::{Number, Period, Sheet, THIRDS};

/// What an agency says of rows that it does not edit (回答).
const DENIALS: [&str; 2] = [UNCHANGED, DELETED];

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
    let whole = Whole { sheet, old: &old, printed: &printed, sources: &sources, schedules: &schedules };
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

/// What worksheets say that the agency has put in.
fn beside(book: &Book, read: &[String]) -> Vec<Remark> {
    let is_own = |grid: &&Grid| grid.name != WORKSHEET && !read.contains(&grid.name) && !is_of_bars(grid);
    let of_grid = |grid: &Grid| {
        let said = grid.cells.iter().map(|(place, cell)| Remark {
            row: None,
            place: format!("{}シートの{}", grid.name, name(*place)),
            text: tidy(cell.kept()).trim().to_owned(),
        });
        listed(grid, said.filter(|remark| !remark.text.is_empty()), MOST_OF_OWN)
    };
    book.sheets.iter().filter(is_own).flat_map(of_grid).collect()
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

/// All worksheets of a workbook with what they were made from.
struct Whole<'a> {
    sheet: &'a Sheet,
    old: &'a [Row],
    printed: &'a Printed<'a>,
    sources: &'a [Source<'a>],
    schedules: &'a [Option<Schedule<'a>>],
}

impl Whole<'_> {
    fn edits(&self) -> Vec<Edit> {
        let of_row = |(place, old): (usize, &Row)| {
            let number = self.number(old, place);
            let texts = self.names().into_iter().filter_map(move |name| self.text(old, place, &name));
            let edits = number.into_iter().chain(texts).chain(self.bars(old, place));
            let denied =
                self.answers(place).any(|answer| DENIALS.iter().any(|denial| answer.contains(denial)));
            edits
                .map(|mut edit| {
                    edit.doubts.extend(denied.then_some(Doubt::Denied));
                    edit
                })
                .collect::<Vec<_>>()
        };
        self.old.iter().enumerate().flat_map(of_row).collect()
    }

    /// What the worksheets say is to become of a row (回答).
    fn answers(&self, place: usize) -> impl Iterator<Item = &str> {
        self.sources.iter().filter_map(move |source| source.row(place)).map(|row| row.answer.as_str())
    }

    /// The names of all texts that a worksheet has a column for.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (_, name) in self.sources.iter().flat_map(|source| source.heads.texts()) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    fn number(&self, old: &Row, place: usize) -> Option<Edit> {
        let mut numbers: Vec<String> =
            self.sources.iter().filter_map(|source| source.number(old, place)).collect();
        numbers.dedup();
        let doubts = if numbers.len() > 1 { vec![Doubt::Inside] } else { Vec::new() };
        (!numbers.is_empty()).then_some(Edit { row: place, field: Field::Number, texts: numbers, doubts })
    }

    /// What the worksheets make of a text: one changed, that one; both the same but for blanks, the printed
    /// one; both different, both.
    fn text(&self, old: &Row, place: usize, name: &str) -> Option<Edit> {
        let seen: Vec<Seen> =
            self.sources.iter().filter_map(|source| source.seen(old, place, name)).collect();
        let mut edits: Vec<Edited> = Vec::new();
        for edit in seen.iter().filter_map(edited) {
            if !edits.iter().any(|known| bare(&known.text) == bare(&edit.text)) {
                edits.push(edit);
            }
        }
        let field = Field::Text(name.to_owned());
        let Some(first) = edits.first() else {
            let width = seen.iter().find_map(|seen| match seen {
                Seen::Width(text) => Some(text.clone()),
                _ => None,
            })?;
            return Some(Edit { row: place, field, texts: vec![width], doubts: vec![Doubt::Width] });
        };
        let doubts = [
            (first.has_struck && first.text.is_empty(), Doubt::AllStruck),
            (first.has_struck && !first.text.is_empty(), Doubt::Struck),
            (first.is_cut, Doubt::Cut),
            (edits.iter().any(|edit| edit.has_lost_breaks), Doubt::Breaks),
            (edits.len() > 1, Doubt::Inside),
            (edits.iter().any(|edit| edit.is_unsure), Doubt::Unsure),
            (edits.iter().any(|edit| edit.is_instruction), Doubt::Instruction),
            (edits.iter().any(|edit| edit.is_shared), Doubt::Shared),
        ];
        let doubts = doubts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, doubt)| doubt).collect();
        Some(Edit { row: place, field, texts: edits.into_iter().map(|edit| edit.text).collect(), doubts })
    }

    fn bars(&self, old: &Row, place: usize) -> Option<Edit> {
        let with_schedules = self.sources.iter().zip(self.schedules);
        let mut read =
            with_schedules.filter_map(|(source, schedule)| source.bars(schedule.as_ref(), old, place));
        let read = read.next()?;
        let doubts = if read.are_clear { Vec::new() } else { vec![Doubt::Unclear] };
        Some(Edit { row: place, field: Field::Bars, texts: vec![shown(&read.bars)], doubts })
    }

    fn deleted(&self) -> Vec<(usize, Gone)> {
        let mut gone: Vec<(usize, Gone)> =
            self.sources.iter().flat_map(|source| source.deleted(self.old)).collect();
        gone.sort_by_key(|(place, _)| *place);
        gone.dedup_by_key(|(place, _)| *place);
        gone
    }

    fn added(&self) -> Vec<NewRow> {
        let (mut added, mut known) = (Vec::new(), BTreeSet::new());
        for (source, schedule) in self.sources.iter().zip(self.schedules) {
            for row in source.added(schedule.as_ref()) {
                if known.insert(row_key(&row.row)) {
                    added.push(row);
                }
            }
        }
        added
    }

    fn remarks(&self) -> Vec<Remark> {
        let remarks = self.sources.iter().flat_map(|source| source.remarks(self.old, self.printed));
        remarks.chain(self.categories()).chain(self.unchanged()).chain(self.meetings()).collect()
    }

    /// What stands for the themes of rows where it is not what the sheet has for them.
    fn categories(&self) -> impl Iterator<Item = Remark> {
        let themes = self.sheet.themes.iter().map(|theme| {
            let heading = &theme.heading.value;
            (heading.as_str(), [bare(heading), bare(&theme.category.value)])
        });
        let themes: BTreeMap<&str, [String; 2]> = themes.collect();
        self.old.iter().enumerate().flat_map(move |(place, old)| {
            let known = themes.get(old.theme.as_str()).cloned().unwrap_or_default();
            let read =
                self.sources.iter().filter_map(move |source| source.row(place)).map(|row| &row.category);
            let others = read.filter(move |it| !it.is_empty() && !known.contains(&bare(it)));
            others.take(1).map(move |text| Remark {
                row: Some(place),
                place: words::CATEGORY_COLUMN.to_owned(),
                text: text.clone(),
            })
        })
    }

    /// Where a cell says in words that nothing changed.
    fn unchanged(&self) -> Vec<Remark> {
        let of_row = |(place, old): (usize, &Row)| {
            let said = |name: &String| {
                self.sources.iter().find_map(|source| match source.seen(old, place, name) {
                    Some(Seen::Unchanged(text)) => {
                        Some(Remark { row: Some(place), place: name.clone(), text })
                    }
                    _ => None,
                })
            };
            self.names().iter().filter_map(said).collect::<Vec<_>>()
        };
        self.old.iter().enumerate().flat_map(of_row).collect()
    }

    /// What stands in rows that show the meetings, and is none.
    fn meetings(&self) -> Vec<Remark> {
        let meetings = &self.sheet.meetings;
        let known: BTreeSet<String> = meetings
            .iter()
            .flat_map(|meeting| [&meeting.label].into_iter().chain(&meeting.agenda))
            .flat_map(|text| text.value.lines().map(bare))
            .collect();
        let is_known = |line: &str| {
            let line = bare(line);
            line.is_empty()
                || line.starts_with(['<', '＜', '【', '['])
                || known.iter().any(|known| line.ends_with(known))
        };
        let rows = self.old.iter().enumerate().filter(|(_, row)| row.bars.is_none());
        let texts = rows.flat_map(|(place, _)| {
            let texts = self.sources.iter().flat_map(move |source| source.schedule_texts(place));
            texts.map(move |text| (place, text))
        });
        let is_said = |text: &str| self.printed.is_all() && self.printed.said(text);
        let changed = texts.filter(|(_, text)| !is_said(text) && !text.lines().all(is_known));
        let remark = |(place, text): (usize, &str)| Remark {
            row: Some(place),
            place: "会議の欄".to_owned(),
            text: text.to_owned(),
        };
        changed.map(remark).collect()
    }

    /// What could not be read, in sentences.
    fn notes(&self, book: &Book, is_known: bool) -> Vec<String> {
        let mut notes = Vec::new();
        if !is_known {
            notes.push("もとの版が分からないので、今の資料と比べました".to_owned());
        }
        if !book.names.iter().any(|(name, ..)| name.starts_with("取組_")) {
            notes.push("取組のセルの名前が失われているので、番号と文章から取組を見分けました".to_owned());
        }
        let has_schedule = |source: &Source| {
            source.heads.column(&Holds::Schedule).is_some()
                && !source.rows.iter().all(|row| row.is_as_printed)
        };
        let with_schedules = self.sources.iter().zip(self.schedules);
        if with_schedules.clone().any(|(source, schedule)| has_schedule(source) && schedule.is_none()) {
            notes.push("予定の欄のセルの結合が解かれているので、帯は読みませんでした".to_owned());
        }
        let torn = with_schedules.flat_map(|(source, schedule)| {
            let torn =
                schedule.iter().flat_map(|schedule| source.rows.iter().filter(|row| schedule.is_torn(row)));
            torn.map(|row| row.number.clone())
        });
        let torn: Vec<String> = torn.collect();
        if !torn.is_empty() {
            notes
                .push(format!("番号 {} はセルの結合がずれているので、帯は読みませんでした", torn.join("、")));
        }
        notes.extend(self.cut());
        notes
    }

    /// The rows of which the agency says that they are edited (回答), and which are not.
    fn silent(&self, reply: &Reply) -> Option<String> {
        let is_edited = |place: usize| {
            reply.edits.iter().any(|edit| edit.row == place)
                || reply.deleted.iter().any(|(gone, _)| *gone == place)
        };
        let silent = self.old.iter().enumerate().filter(|(place, _)| {
            !is_edited(*place) && self.answers(*place).any(|answer| answer.contains(CHANGED))
        });
        let numbers: Vec<&str> = silent.map(|(_, row)| row.number.as_str()).collect();
        let sentence =
            |numbers: String| format!("番号 {numbers} の回答は「{CHANGED}」ですが、直した所が見つかりません");
        (!numbers.is_empty()).then(|| sentence(numbers.join("、")))
    }

    /// The texts that the program which wrote the workbook has cut.
    fn cut(&self) -> impl Iterator<Item = String> {
        let names = self.names();
        self.old.iter().enumerate().flat_map(move |(place, old)| {
            let cut = names.clone().into_iter().filter(move |name| {
                self.sources.iter().any(|source| source.seen(old, place, name) == Some(Seen::Cut))
            });
            cut.map(|name| {
                format!("番号 {} の{name}は途中で切れています（直されていないものとしました）", old.number)
            })
        })
    }
}

fn edited(seen: &Seen) -> Option<Edited> {
    match seen {
        Seen::Edited(edited) => Some(edited.clone()),
        Seen::Struck => Some(Edited { has_struck: true, ..Edited::default() }),
        Seen::Same | Seen::Width(_) | Seen::Cut | Seen::Unchanged(_) => None,
    }
}
