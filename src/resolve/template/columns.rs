//! The columns of a template, and the heads that some of them share.

use std::ops::Range;

use super::super::report::{Problem, Report};
use super::super::values::{choice, least_em, yes_or_no};
use crate::diag::{Code, Span};
use crate::geom::Em;
use crate::japanese::words;
use crate::load::{Field, RawColumn};
use crate::model::{Align, Column, Content, Text};
use crate::nearest;

/// The most columns of a template: an A3 sheet holds few more than 100 of a single letter each.
const MOST_COLUMNS: usize = 100;

/// The columns, of which one is the schedule.
pub(super) fn columns(raw: Vec<Field<RawColumn>>, owner: Span, report: &mut Report) -> Option<Columns> {
    let mut found = Columns { list: Vec::new(), groups: Vec::new(), is_whole: true };
    for raw in raw {
        found.add(raw, report);
    }
    report.at_most(MOST_COLUMNS, found.list.len(), owner, words::COLUMNS);
    (found.list.len() <= MOST_COLUMNS).then_some(())?;
    found.check(report);
    // Where a column has a mistake, it may be the one that is looked for.
    if found.is_whole && found.schedule().is_none() {
        report.wrong(Code::Column, owner, "欄に「予定」がありません", "「- 名前: 予定」の欄を加えてください");
    }
    found.schedule().is_some().then_some(found)
}

/// The columns of a template.
pub(super) struct Columns {
    pub list: Vec<Column>,
    /// Those that stand below a head of their own.
    pub groups: Vec<Range<usize>>,
    /// Whether all could be read.
    is_whole: bool,
}

impl Columns {
    /// Adds a column, or those of a group.
    fn add(&mut self, raw: Field<RawColumn>, report: &mut Report) {
        let Some((raw, owner)) = report.item(raw) else { return self.is_whole = false };
        if matches!(raw.columns, Field::Absent) {
            return self.add_column(raw, owner, None, report);
        }
        let start = self.list.len();
        self.add_group(raw, owner, report);
        if self.list.len() > start {
            self.groups.push(start..self.list.len());
        }
    }

    fn add_group(&mut self, raw: RawColumn, owner: Span, report: &mut Report) {
        let head = report.text(raw.head, owner, words::HEADING);
        let others = [raw.name, raw.note, raw.width, raw.align, raw.required, raw.hanging];
        if others.iter().any(|field| *field != Field::Absent) {
            let message = "欄をまとめる見出しには、「見出し」と「欄」のほかは書けません";
            report.wrong(Code::Column, owner, message, "名前や幅は、下の「欄」の一つ一つに書いてください");
        }
        let inner = report.required(raw.columns, owner, words::COLUMNS);
        let Some((inner, inner_span)) = inner.filter(|_| head.is_some()) else {
            return self.is_whole = false;
        };
        if inner.is_empty() {
            let remedy = "「- 名前: …」で始まる欄を一つ以上書くか、この見出しを消してください";
            report.wrong(Code::Empty, inner_span, "まとめる「欄」が一つもありません", remedy);
        }
        for raw in inner {
            match report.item(raw) {
                Some((raw, owner)) if matches!(raw.columns, Field::Absent) => {
                    self.add_column(raw, owner, head.clone(), report);
                }
                Some((_, owner)) => {
                    let message = "まとめた欄の下で、もう一度まとめることはできません";
                    report.wrong(Code::Column, owner, message, "「名前」のある欄だけを並べてください");
                }
                None => self.is_whole = false,
            }
        }
    }

    fn add_column(&mut self, raw: RawColumn, owner: Span, group: Option<Text>, report: &mut Report) {
        match column(raw, owner, group, report) {
            Some(column) => self.list.push(column),
            None => self.is_whole = false,
        }
    }

    pub(super) fn schedule(&self) -> Option<usize> {
        self.list.iter().position(|column| column.content == Content::Schedule)
    }

    /// Looks at what columns mean together.
    fn check(&self, report: &mut Report) {
        for (index, column) in self.list.iter().enumerate() {
            if self.list[..index].iter().any(|earlier| earlier.content == column.content) {
                let place = column.head.place;
                report.wrong(Code::Column, place, "同じ名前の欄が二つあります", "どちらか一つにしてください");
            }
        }
        if let Some(second) = self.list.iter().filter(|column| column.width.is_none()).nth(1) {
            let message = format!("「{}: {}」の欄が二つあります", words::WIDTH, words::REST);
            let remedy = "どちらか一つだけにし、ほかは幅を数で書いてください";
            report.wrong(Code::Column, second.width_place, message, remedy);
        }
        let schedule = self.schedule().map(|index| &self.list[index]).filter(|it| it.group.is_some());
        if let Some(schedule) = schedule {
            let message = "「予定」の欄は、ほかの欄とまとめられません";
            report.wrong(Code::Column, schedule.head.place, message, "まとめた欄の外に出してください");
        }
    }
}

fn column(raw: RawColumn, owner: Span, group: Option<Text>, report: &mut Report) -> Option<Column> {
    let name = report.text(raw.name, owner, words::NAME);
    if let Some(name) = name.as_ref().filter(|name| !may_name_column(name.value.trim())) {
        let message = format!("「{}」は欄の名前に使えません", name.value);
        report.wrong(Code::Column, name.place, message, "一行の、別の名前にしてください");
    }
    let head = report.text(raw.head, owner, words::HEADING);
    let note = report.optional(raw.note).filter(|(value, _)| !value.trim().is_empty());
    let note = note.map(|(value, span)| report.placed_text(value, span));
    let width = report.placed_value(raw.width, owner, words::WIDTH, width_or_rest);
    let align = report.value(raw.align, owner, words::ALIGN, align);
    let hanging = report.optional_value(raw.hanging, yes_or_no).unwrap_or(false);
    let required = report.optional_value(raw.required, yes_or_no).unwrap_or(false);
    let (width, width_span) = width?;
    Some(Column {
        content: content(name?.value.trim()),
        group,
        head: head?,
        note,
        width,
        width_place: width_span.into(),
        align: align?,
        hanging,
        required,
    })
}

/// Whether a name can stand as a key of a 取組 and as the head of a list.
fn may_name_column(name: &str) -> bool {
    ![words::PAGE_BREAK, words::REASONS].contains(&name) && !name.contains(char::is_control)
}

fn content(name: &str) -> Content {
    match name {
        words::NUMBER => Content::Number,
        words::CATEGORY_COLUMN => Content::Category,
        words::SCHEDULE => Content::Schedule,
        _ => Content::Text(name.to_owned()),
    }
}

/// The width of a column, or none for what the others leave.
fn width_or_rest(text: &str) -> Result<Option<Em>, Problem> {
    match nearest::nearest(text.trim(), &[words::REST]) {
        Some(rest) if rest == text.trim() => Ok(None),
        Some(_) => choice(text, &[(words::REST, None)]),
        None if text.contains(['残', '自']) || text.contains("のこり") => Err((
            Code::Choice,
            format!("「{text}」は指定できません"),
            format!("用紙に余る幅にするなら「{}」、ほかは文字いくつ分かを数で書いてください", words::REST),
        )),
        None => width(text).map(Some),
    }
}

/// The width of a column: one full-width character at the least.
fn width(text: &str) -> Result<Em, Problem> {
    least_em(text, &format!("幅 {text} には一文字も入りません"), "")
}

fn align(text: &str) -> Result<Align, Problem> {
    choice(text, &[(words::LEFT, Align::Left), (words::CENTER, Align::Center), (words::RIGHT, Align::Right)])
}
