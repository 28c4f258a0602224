//! What all worksheets of an agency say together.

use std::collections::{BTreeMap, BTreeSet};

use super::bars::{BRACKETS, Schedule, are_same, shown};
use super::book::Book;
use super::compare::{Edited, Seen, row_key};
use super::entries::Entries;
use super::heads::Holds;
use super::paint::{self, Marks};
use super::printed::Printed;
use super::row::{Bar, Row};
use super::source::Source;
use super::values::{Doubt, Edit, Field, Gone, NewRow, Remark, Reply};
use crate::base::Base;
use crate::inquiry::{CHANGED, DELETED, UNCHANGED};
use crate::japanese::width::bare;
use crate::japanese::words;
use crate::model::{Initiative, Sheet};

/// What an agency says of rows that it does not edit (回答).
const DENIALS: [&str; 2] = [UNCHANGED, DELETED];

/// All worksheets of a workbook with what they were made from.
pub(super) struct Whole<'a> {
    pub base: Option<&'a Base>,
    pub sheet: &'a Sheet,
    pub old: &'a [Row],
    pub printed: &'a Printed<'a>,
    pub sources: &'a [Source<'a>],
    pub schedules: &'a [Option<Schedule<'a>>],
    pub entries: &'a Entries,
}

impl Whole<'_> {
    /// What it edits.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let of_row = |(place, old): (usize, &Row)| {
            let number = self.number(old, place);
            let texts = self.names().into_iter().filter_map(move |name| self.text(old, place, &name));
            let edits = number.into_iter().chain(texts).chain(self.bars(old, place));
            let denied =
                self.answers(place).any(|answer| DENIALS.iter().any(|denial| answer.contains(denial)));
            let mistaken = self.is_anothers(place);
            edits
                .map(|mut edit| {
                    edit.doubts.extend(those([(denied, Doubt::Denied), (mistaken, Doubt::Anothers)]));
                    edit
                })
                .collect::<Vec<_>>()
        };
        self.old.iter().enumerate().flat_map(of_row).collect()
    }

    /// Whether a worksheet has the 項目 of another row for a row that had its own.
    fn is_anothers(&self, place: usize) -> bool {
        let own = bare(self.old[place].text(words::ITEM));
        let read = self.sources.iter().filter_map(|source| source.row(place));
        let mut read = read.map(|row| bare(&row.text(words::ITEM))).filter(|it| !it.is_empty() && *it != own);
        read.any(|item| self.old.iter().any(|old| bare(old.text(words::ITEM)) == item))
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
        let doubts = those([(numbers.len() > 1, Doubt::Inside)]);
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
        let doubts = those([
            (first.has_struck && first.text.is_empty(), Doubt::AllStruck),
            (first.has_struck && !first.text.is_empty(), Doubt::Struck),
            (first.is_cut, Doubt::Cut),
            (edits.iter().any(|edit| edit.has_lost_breaks), Doubt::Breaks),
            (edits.len() > 1, Doubt::Inside),
            (edits.iter().any(|edit| edit.is_unsure), Doubt::Unsure),
            (edits.iter().any(|edit| edit.is_instruction), Doubt::Instruction),
            (edits.iter().any(|edit| edit.is_shared), Doubt::Shared),
        ]);
        Some(Edit { row: place, field, texts: edits.into_iter().map(|edit| edit.text).collect(), doubts })
    }

    fn bars(&self, old: &Row, place: usize) -> Option<Edit> {
        let with_schedules = self.sources.iter().zip(self.schedules);
        let mut read =
            with_schedules.filter_map(|(source, schedule)| source.bars(schedule.as_ref(), old, place));
        let (drawn, listed) = (read.next(), self.entries.bars.get(&place).into_iter().flatten());
        let is_unclear = drawn.as_ref().is_some_and(|read| !read.are_clear);
        let mut all: Vec<&[Bar]> = drawn.iter().map(|read| read.bars.as_slice()).collect();
        for bars in listed {
            if !all.iter().any(|known| are_same(known, bars)) {
                all.push(bars);
            }
        }
        let doubts = those([(is_unclear, Doubt::Unclear), (all.len() > 1, Doubt::Inside)]);
        let texts: Vec<String> = all.into_iter().map(shown).collect();
        (!texts.is_empty()).then_some(Edit { row: place, field: Field::Bars, texts, doubts })
    }

    /// The rows that may have been deleted.
    pub(super) fn deleted(&self) -> Vec<(usize, Gone)> {
        let mut gone: Vec<(usize, Gone)> =
            self.sources.iter().flat_map(|source| source.deleted(self.old)).collect();
        gone.sort_by_key(|(place, _)| *place);
        gone.dedup_by_key(|(place, _)| *place);
        gone
    }

    /// The rows that are new.
    pub(super) fn added(&self) -> Vec<NewRow> {
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

    /// What is said beside the texts of rows.
    pub(super) fn remarks(&self) -> Vec<Remark> {
        let remarks = self.sources.iter().flat_map(|source| source.remarks(self.old, self.printed));
        remarks
            .chain(self.categories())
            .chain(self.unchanged())
            .chain(self.meetings())
            .chain(self.schedules())
            .chain(self.removed())
            .chain(self.entries.remarks.iter().cloned())
            .collect()
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

    /// The title, headings and notes of the printed sheet that are not there, where no others have taken their places.
    fn removed(&self) -> Option<Remark> {
        let is_printed =
            |source: &&Source| source.heads.column(&Holds::Schedule).is_some() && source.has_most();
        let source = self.sources.iter().find(is_printed).filter(|_| self.printed.is_all())?;
        let said: Vec<String> = source.grid.cells.values().map(|cell| bare(cell.kept())).collect();
        let Sheet { label, title, notes, themes, .. } = self.sheet;
        let headings = themes.iter().map(|theme| &theme.heading);
        let texts = [label, title].into_iter().chain(notes).chain(headings).map(|text| text.one_line());
        // What no worksheet shows was not there before.
        let shown = texts.filter(|text| !text.is_empty() && self.printed.said(text));
        let gone: Vec<String> =
            shown.filter(|text| !said.iter().any(|it| it.starts_with(&bare(text)))).collect();
        let new = source.outside(self.printed).filter(|remark| !remark.text.is_empty()).count();
        let text = || format!("消されています: {}", gone.join("、"));
        (gone.len() > new).then(|| Remark {
            row: None,
            place: format!("{}シート", source.grid.name),
            text: text(),
        })
    }

    /// What the schedules show beside bars.
    fn schedules(&self) -> Vec<Remark> {
        let initiatives: Vec<&Initiative> = self.sheet.initiatives().collect();
        let marks = self.base.map(|base| Marks::of(base, self.sheet));
        let with_schedules = self.sources.iter().zip(self.schedules);
        let with_schedules =
            with_schedules.filter_map(|(source, schedule)| Some((source, schedule.as_ref()?)));
        let remarks = |(source, schedule)| {
            let of_rows = paint::remarks(source, schedule, &initiatives, marks.as_ref());
            of_rows.into_iter().chain(paint::of_bodies(source, schedule, self.sheet))
        };
        with_schedules.flat_map(remarks).collect()
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
            line.is_empty() || line.starts_with(BRACKETS) || known.iter().any(|known| line.ends_with(known))
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
    pub(super) fn notes(&self, book: &Book, is_known: bool) -> Vec<String> {
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
            torn.map(|row| if row.number.is_empty() { "（なし）" } else { row.number.as_str() })
        });
        let torn: Vec<&str> = torn.collect();
        if !torn.is_empty() {
            notes
                .push(format!("番号 {} はセルの結合がずれているので、帯は読みませんでした", torn.join("、")));
        }
        notes.extend(self.cut());
        notes
    }

    /// The rows of which the agency says that they are edited (回答), and which are not.
    pub(super) fn silent(&self, reply: &Reply) -> Option<String> {
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

/// The doubts that there are.
fn those<const COUNT: usize>(doubts: [(bool, Doubt); COUNT]) -> Vec<Doubt> {
    doubts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, doubt)| doubt).collect()
}

fn edited(seen: &Seen) -> Option<Edited> {
    match seen {
        Seen::Edited(edited) => Some(edited.clone()),
        Seen::Struck => Some(Edited { has_struck: true, ..Edited::default() }),
        Seen::Same | Seen::Width(_) | Seen::Cut | Seen::Unchanged(_) => None,
    }
}
