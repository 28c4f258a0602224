//! What is said about lines that are not as deep as they belong, and about list marks.

use std::ops::Range;

use super::super::mend;
use super::analysis::Analysis;
use super::depth::Head;
use super::misplaced::amount;
use super::name::numbers;
use crate::diag::{Code, Diagnostic};

/// Lines that move together, and by how much to the right.
pub(super) type Group = (Range<usize>, isize);

impl Analysis<'_> {
    /// Runs of lines that move by the same amount, without those that are spoken of otherwise.
    pub(super) fn groups(&self) -> Vec<Group> {
        let (told, mut groups, mut is_new) = (self.told(), Vec::<Group>::new(), true);
        for at in self.entries.iter().flat_map(|entry| entry.lines.clone()) {
            let by = self.depths.by[at];
            if self.lines[at].text.trim().is_empty() {
                continue;
            }
            let is_told = by == 0 || told[at];
            match groups.last_mut().filter(|(_, other)| *other == by && !is_new) {
                _ if is_told => {}
                Some((lines, _)) => lines.end = at + 1,
                None => groups.push((at..at + 1, by)),
            }
            is_new = is_told;
        }
        groups
    }

    /// Of each line, whether a message about something else than its depth speaks of it.
    fn told(&self) -> Vec<bool> {
        let mut told = vec![false; self.lines.len()];
        for block in self.moves.iter().flatten() {
            told[self.lines_of(&block.entries)].fill(true);
        }
        for at in &self.odd {
            told[*at] = true;
        }
        for (entry, _) in self.depths.heads.iter().filter(|(_, head)| **head == Head::Marked) {
            told[self.entries[*entry].lines.start] = true;
        }
        told
    }

    /// What to say of lines at a wrong depth.
    pub(super) fn shifted(&self, (lines, by): Group) -> Diagnostic {
        let first = self.shown(lines.start);
        if lines.len() == 1 {
            let message = "この行の字下げが、まわりの行とそろっていません".to_owned();
            return self.slip(Code::Indentation, lines, message, mend::indentation(&first));
        }
        let name = self.name(&lines).map_or(String::new(), |name| format!("（{name}）"));
        let (numbers, depth) = (numbers(&lines), if by > 0 { "浅" } else { "深" });
        let message = format!("{numbers}{name}の字下げが、半角 {} 文字分{depth}すぎます", by.abs());
        let remedy = format!("{numbers}の{}（初めの行は「{first}」となります）", amount(by));
        self.slip(Code::Indentation, lines, message, remedy)
    }

    /// What to say of a list mark that is lost; `rest` are the other lines of its item, where these move.
    pub(super) fn lost_mark(&self, entry: usize, rest: Option<&Group>) -> Diagnostic {
        let line = self.entries[entry].lines.start;
        let head = match self.depths.columns[entry] {
            0 => "「- 」".to_owned(),
            column => format!("半角の空白 {column} 個と「- 」"),
        };
        let item = &self.outline.items[self.item_of(entry)];
        let is_first = item.before.is_none_or(|before| self.outline.items[before].parent != item.parent);
        let message = if is_first {
            "一覧の最初の項目に「-」がありません"
        } else {
            "行の頭に「-」がありません"
        };
        let rest = rest.map_or(String::new(), |(lines, by)| {
            let verb = if *by > 0 { "増やします" } else { "減らします" };
            format!(
                "（この項目の続きの行も（{}）、行の頭の空白を {} 個ずつ{verb}）",
                numbers(lines),
                by.abs()
            )
        });
        let remedy = format!("行の頭を{head}にしてください: 「{}」{rest}", self.shown(line));
        self.slip(Code::ListMark, line..line + 1, message.to_owned(), remedy)
    }

    /// What to say of a list mark with too many spaces behind it, or too few.
    pub(super) fn spaced(&self, entry: usize, gap: usize) -> Diagnostic {
        let line = self.entries[entry].lines.start;
        let message = "「-」の後の空白の数が、下の行の字下げと合っていません".to_owned();
        let remedy = format!("「-」の後の空白を {} 個にしてください: 「{}」", gap - 1, self.shown(line));
        self.slip(Code::ListMark, line..line + 1, message, remedy)
    }

    /// What to say of the headings of items that have a list mark though they are not the first.
    pub(super) fn extra_marks(&self) -> Vec<Diagnostic> {
        let of_one_item = |one: &usize, other: &usize| self.item_of(*one) == self.item_of(*other);
        self.outline
            .extra_marks
            .chunk_by(of_one_item)
            .filter_map(|marks| self.extra_marks_of(marks))
            .collect()
    }

    fn extra_marks_of(&self, marks: &[usize]) -> Option<Diagnostic> {
        let (first, last) = (&self.entries[*marks.first()?], &self.entries[*marks.last()?]);
        let lines = first.lines.start..last.lines.start + 1;
        let item = &self.outline.items[self.item_of(*marks.first()?)];
        let begin = &self.entries[item.entries[0]];
        let message = format!("{}の見出しにも「-」が付いています", numbers(&lines));
        let remedy = format!(
            "「-」は、{}の最初の見出し（{} 行目の「{}」）だけに付けます。{}の見出しの前の「- 」を、半角の空白 2 個に替えてください（初めの行は「{}」となります）",
            item.role.name(),
            begin.lines.start + 1,
            begin.key,
            numbers(&lines),
            self.shown(lines.start),
        );
        Some(self.slip(Code::ListMark, lines, message, remedy))
    }
}
