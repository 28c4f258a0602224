//! The workbook in which people decide (突合表): what stands where, and what they decided.

use super::values::{Added, Aspect, Choice, Kind, Proposal, Proposals};
use crate::base::{Line, WORKSHEET};
use crate::diag::{Checked, Code, Diagnostic, checked};
use crate::japanese::width::{bare, whole};
use crate::japanese::words;
use crate::reply::{Row, tidy, worksheets};

/// The name of the worksheet.
pub const SHEET: &str = "突合表";

/// The choices of a proposal, in the list that Excel offers.
pub const CHOICES: [&str; 3] = ["回答", "今のまま", "手で書く"];

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Which proposal it is, counted from 1. However the rows are sorted, this leads back.
    Index,
    /// The number of the row.
    Number,
    /// What of the row it is.
    Aspect,
    /// What it said.
    Base,
    /// What it says now.
    Current,
    /// Who proposes it.
    Agencies,
    /// What it would say, with marks.
    Reply,
    /// Its kind.
    Kind,
    /// What is to become of it.
    Choice,
    /// What is to be written instead.
    Own,
    /// What to look at.
    Remark,
}

/// The columns from left to right, with their heads.
pub const HEADS: [(Part, &str); 11] = [
    (Part::Index, "案"),
    (Part::Number, "番号"),
    (Part::Aspect, "欄"),
    (Part::Base, "もと"),
    (Part::Current, "今"),
    (Part::Agencies, "機関"),
    (Part::Reply, "回答"),
    (Part::Kind, "区分"),
    (Part::Choice, "採る"),
    (Part::Own, "手で書く"),
    (Part::Remark, "確かめること・理由"),
];

/// What the first line of the hidden worksheet says to those who come upon it.
const NOTE: &str = "決めたことを資料に取り入れるためのシートです。消したり直したりしないでください。";

// The first cells of its lines.
const TABLE: &str = "突合表";
const STEM: &str = "データ";
const FINGERPRINT: &str = "指紋";
const PROPOSAL: &str = "案";
const ADDED: &str = "新規の取組";
const TEXT: &str = "文";
const BAR: &str = "帯";

/// The version of what these lines look like.
const VERSION: &str = "1";

impl Aspect {
    /// What people call it.
    pub fn name(&self) -> &str {
        match self {
            Aspect::Number => words::NUMBER,
            Aspect::Text(name) => name,
            Aspect::Bars => words::SCHEDULE,
            Aspect::Deleted => "取組（削除）",
            Aspect::Added(_) => "取組（新規）",
        }
    }
}

/// The lines of the hidden worksheet: all proposals as they are.
pub fn hidden_lines(proposals: &Proposals) -> Vec<Line> {
    let head = [
        vec![NOTE.to_owned()],
        vec![TABLE.to_owned(), VERSION.to_owned()],
        vec![STEM.to_owned(), proposals.stem.clone()],
        vec![FINGERPRINT.to_owned(), format!("{:032x}", proposals.fingerprint)],
        vec![words::TITLE.to_owned(), proposals.title.clone()],
    ];
    let list = proposals.list.iter().enumerate().flat_map(|(index, proposal)| lines_of(index, proposal));
    head.into_iter().chain(list).collect()
}

fn lines_of(index: usize, proposal: &Proposal) -> Vec<Line> {
    let Proposal { number, base, current, reply, remark, .. } = proposal;
    let texts = [proposal.aspect.name(), number, base, current, reply, remark];
    let head = [PROPOSAL.to_owned(), (index + 1).to_string(), proposal.kind.name().to_owned()];
    let form = match &proposal.aspect {
        Aspect::Text(_) => TEXT,
        other => other.name(),
    };
    let head = head.into_iter().chain([form.to_owned()]).chain(texts.map(str::to_owned));
    let mut lines = vec![head.chain(proposal.agencies.iter().cloned()).collect()];
    if let Aspect::Added(Added { row, after }) = &proposal.aspect {
        lines.push(vec![ADDED.to_owned(), row.theme.clone(), after.clone().unwrap_or_default()]);
        let pair =
            |key: &str, (one, other): &(String, String)| vec![key.to_owned(), one.clone(), other.clone()];
        lines.extend(row.texts.iter().map(|text| pair(TEXT, text)));
        lines.extend(row.bars.iter().flatten().map(|bar| pair(BAR, bar)));
    }
    lines
}

/// What people decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Decisions {
    /// What was proposed. What was said beside it is not carried.
    pub proposals: Proposals,
    /// What is to become of each proposal; `None` where nobody has decided.
    pub choices: Vec<Option<Choice>>,
}

/// Reads a workbook in which people have decided. `file` is the name that messages give it.
///
/// # Errors
///
/// It is no such workbook, or something in it can't be understood.
pub fn read(file: &str, bytes: &[u8]) -> Checked<Decisions> {
    let sheets = worksheets(file, bytes).map_err(|mistake| vec![mistake])?;
    let hidden = sheets.iter().find(|(name, _)| name == WORKSHEET).map(|(_, lines)| lines.as_slice());
    let proposals = hidden.and_then(proposals).ok_or_else(|| vec![no_table(file)])?;
    let shown = sheets.iter().filter(|(name, _)| name != WORKSHEET);
    let table = shown.filter_map(|(_, lines)| table(lines)).next().ok_or_else(|| vec![no_table(file)])?;
    let (mut choices, mut mistakes) = (vec![None; proposals.list.len()], Vec::new());
    for line in table.lines {
        let index =
            whole::<usize>(&bare(table.cell(line, Part::Index))).and_then(|index| index.checked_sub(1));
        let Some((index, slot)) = index.and_then(|index| Some((index, choices.get_mut(index)?))) else {
            continue;
        };
        match choice(table.cell(line, Part::Choice), table.cell(line, Part::Own)) {
            Ok(choice) => *slot = choice,
            Err((what, remedy)) => {
                let message = format!("{file}: 案 {} の{what}", index + 1);
                mistakes.push(Diagnostic::general(Code::Decision, message, remedy));
            }
        }
    }
    checked(Some(Decisions { proposals, choices }), mistakes)
}

fn no_table(file: &str) -> Diagnostic {
    Diagnostic::general(
        Code::Decision,
        format!("{file}: 突合表として読めません"),
        "shiryo3 merge で作った突合表を、シートや見出しを消さずに使ってください",
    )
}

/// The table of a worksheet: its heads, and the lines below.
struct Table<'a> {
    heads: &'a Line,
    lines: &'a [Line],
}

fn table(lines: &[Line]) -> Option<Table<'_>> {
    let has = |line: &Line, part| line.iter().any(|cell| bare(cell) == head(part));
    let at = lines.iter().position(|line| has(line, Part::Index) && has(line, Part::Choice))?;
    Some(Table { heads: &lines[at], lines: &lines[at + 1..] })
}

fn head(part: Part) -> &'static str {
    HEADS.iter().find(|(other, _)| *other == part).map_or("", |(_, head)| head)
}

impl Table<'_> {
    /// The cell of a line in a column.
    fn cell<'b>(&self, line: &'b Line, part: Part) -> &'b str {
        let column = self.heads.iter().position(|cell| bare(cell) == head(part));
        column.and_then(|column| line.get(column)).map_or("", String::as_str)
    }
}

/// What a row says is to become of its proposal. What is written by hand needs no choice beside it.
fn choice(choice: &str, own: &str) -> Result<Option<Choice>, (String, &'static str)> {
    let (named, own) = (choice.trim(), tidy(own));
    let [reply, current, by_hand] = CHOICES;
    match (named, own.trim().is_empty()) {
        ("", true) => Ok(None),
        (named, true) if named == reply => Ok(Some(Choice::Reply)),
        (named, true) if named == current => Ok(Some(Choice::Current)),
        (named, true) if named == by_hand => Err((
            "「手で書く」に何も書かれていません".to_owned(),
            "「手で書く」の欄に文を書くか、採る方を選んでください",
        )),
        (named, false) if named.is_empty() || named == by_hand => Ok(Some(Choice::Own(own))),
        (named, false) if CHOICES.contains(&named) => Err((
            format!("採るは「{named}」ですが、「手で書く」にも文があります"),
            "どちらかを消してください",
        )),
        (named, _) => Err((
            format!("採るの「{named}」は選べません"),
            "「回答」「今のまま」「手で書く」のどれかを選んでください",
        )),
    }
}

/// The proposals of the hidden lines.
fn proposals(lines: &[Line]) -> Option<Proposals> {
    let value = |key: &str| lines.iter().find(|line| cell(line, 0) == key).map(|line| cell(line, 1));
    value(TABLE).filter(|version| *version == VERSION)?;
    let mut list: Vec<Proposal> = Vec::new();
    for line in lines {
        let row = list.last_mut().and_then(|last| match &mut last.aspect {
            Aspect::Added(added) => Some(added),
            _ => None,
        });
        let pair = || (cell(line, 1).to_owned(), cell(line, 2).to_owned());
        match (cell(line, 0), row) {
            (PROPOSAL, _) => list.push(proposal(line)?),
            (ADDED, Some(added)) => {
                added.row.theme = cell(line, 1).to_owned();
                added.after = Some(cell(line, 2).to_owned()).filter(|after| !after.is_empty());
            }
            (TEXT, Some(added)) => added.row.texts.push(pair()),
            (BAR, Some(added)) => added.row.bars.get_or_insert_default().push(pair()),
            _ => {}
        }
    }
    Some(Proposals {
        stem: value(STEM)?.to_owned(),
        fingerprint: u128::from_str_radix(value(FINGERPRINT)?, 16).ok()?,
        title: value(words::TITLE).unwrap_or_default().to_owned(),
        list,
        notes: Vec::new(),
    })
}

fn proposal(line: &Line) -> Option<Proposal> {
    let kind = Kind::NAMES.iter().find(|(_, name)| *name == cell(line, 2)).map(|(kind, _)| *kind)?;
    let (form, number) = (cell(line, 3), cell(line, 5).to_owned());
    let added =
        Added { row: Row { number: number.clone(), bars: Some(Vec::new()), ..Row::default() }, after: None };
    let others = [Aspect::Number, Aspect::Bars, Aspect::Deleted, Aspect::Added(added)];
    let aspect = match form {
        TEXT => Aspect::Text(cell(line, 4).to_owned()),
        form => others.into_iter().find(|aspect| aspect.name() == form)?,
    };
    Some(Proposal {
        number,
        aspect,
        base: cell(line, 6).to_owned(),
        current: cell(line, 7).to_owned(),
        reply: cell(line, 8).to_owned(),
        remark: cell(line, 9).to_owned(),
        agencies: line.iter().skip(10).filter(|agency| !agency.is_empty()).cloned().collect(),
        kind,
        default: kind.default(),
    })
}

/// A cell of a line; nothing where it has none.
fn cell(line: &Line, index: usize) -> &str {
    line.get(index).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_by_hand_needs_no_choice_but_bears_no_other() {
        assert_eq!(choice("", ""), Ok(None));
        assert_eq!(choice(" 回答 ", ""), Ok(Some(Choice::Reply)));
        assert_eq!(choice("今のまま", " "), Ok(Some(Choice::Current)));
        for named in ["", "手で書く"] {
            assert_eq!(choice(named, "文"), Ok(Some(Choice::Own("文".to_owned()))));
        }
        assert!(["手で書く", "はい"].into_iter().all(|named| choice(named, "").is_err()));
        assert!(choice("回答", "文").is_err());
    }
}
