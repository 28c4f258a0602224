//! What is said about blocks in a wrong place, and about lost lines.

use super::analysis::Analysis;
use super::entry::Entry;
use super::loss::{Loss, Lost};
use super::name::numbers;
use super::place::{Move, To, Why};
use super::role::Role;
use crate::diag::{Code, Diagnostic};
use crate::japanese::words;

impl Analysis<'_> {
    /// What to say of a block that has to move.
    pub(super) fn misplaced(&self, block: &Move) -> Diagnostic {
        let lines = self.lines_of(&block.entries);
        let (numbers, first) = (numbers(&lines), self.shown(lines.start));
        let remedy = match self.depths.by[lines.start] {
            0 => format!(
                "{numbers}を切り取り、{}に貼り付けてください（行の頭の空白はそのままです）",
                self.target(block.to)
            ),
            by => format!(
                "{numbers}を切り取り、{}に貼り付けて、{}（初めの行は「{first}」となります）",
                self.target(block.to),
                amount(by)
            ),
        };
        self.slip(Code::Misplaced, lines, self.why(block, &numbers), remedy)
    }

    /// What is wrong with the place of a block.
    fn why(&self, block: &Move, numbers: &str) -> String {
        let name = format!("{numbers}（{}）", self.titles(&block.entries, block.role));
        match (block.why, block.to) {
            (Why::Astray(_), _) if block.role == Role::Bar => {
                let above = block.entries.start.checked_sub(1).map_or("", |above| self.entries[above].key);
                format!("{name}が、「{above}」の下にあります")
            }
            (Why::Astray(None), _) => format!("{name}が、「{}:」より上にあります", words::THEMES),
            (Why::Astray(Some(section)), _) => {
                format!("{name}が、{}の一覧の中にあります", self.title(section))
            }
            (Why::Within(host), _) => format!("{name}が、{}の途中に入っています", self.title(host)),
            (Why::Between, To::Before(list) | To::Behind(list)) => {
                format!("{numbers}が、「{}:」とその一覧の間に入っています", self.entries[list].key)
            }
        }
    }

    /// Where a block belongs, in words.
    fn target(&self, to: To) -> String {
        match to {
            To::Before(entry) => {
                let Entry { key, lines, .. } = &self.entries[entry];
                format!("{} 行目の「{key}:」の上", lines.start + 1)
            }
            To::Behind(entry) => {
                let Entry { key, lines, .. } = &self.entries[entry];
                let above = match self.entries[entry].waits() {
                    true => format!("「{key}:」"),
                    false => self.title(self.item_of(entry)),
                };
                format!("{above}の下（{} 行目の次）", lines.end)
            }
        }
    }

    /// What to say of lost lines.
    pub(super) fn lost(&self, loss: &Loss) -> Diagnostic {
        let lines = self.lines_of(&loss.entries);
        let (numbers, name) = (numbers(&lines), loss.role.name());
        let keys: String = loss.keys.iter().map(|key| format!("「{key}」")).collect();
        let (message, value) = match loss.kind {
            Lost::First(_) => (format!("{numbers}の{name}に、初めの行（{keys}）がありません"), " …"),
            Lost::List(_) => (format!("{numbers}（{name}）の上に、{keys}の行がありません"), ""),
        };
        let lost = self.lost_lines(loss, |_| value.to_owned());
        let lost: String = lost.iter().map(|line| format!("「{line}」")).collect();
        let remedy = format!("{} 行目の上に、{lost}の行を加えてください", lines.start + 1);
        self.slip(Code::MissingKey, lines, message, remedy)
    }
}

/// What to do with each of some lines that move to the right by an amount, or to the left.
pub(super) fn amount(by: isize) -> String {
    match by {
        0.. => format!("行の頭に半角の空白を {by} 個ずつ加えてください"),
        _ => format!("行の頭から半角の空白を {} 個ずつ消してください", by.abs()),
    }
}
