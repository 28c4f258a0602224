//! What is said about lines that are indented by tabs and full-width spaces, and about comments in texts.

use std::ops::Range;

use super::super::{line::WIDE_SPACE, mend};
use super::analysis::Analysis;
use super::entry::{Entry, Text};
use super::misplaced::amount;
use super::name::numbers;
use super::shifted::Group;
use crate::diag::{Code, Diagnostic};

/// What people call tabs.
const TAB: &str = "タブ";

/// How all tabs are replaced at once. Full-width spaces may be part of the texts.
const REPLACE: &str = "。メモ帳の「置換」を使うと、一度に替えられます";

impl Analysis<'_> {
    /// What to say of indentation by other spaces than half-width ones. Where all such lines stay as deep as
    /// they are meant, one rule holds for all.
    pub(super) fn odd_spaces(&self) -> Vec<Diagnostic> {
        let mut runs: Vec<Group> = Vec::new();
        for at in self.odd.iter().copied() {
            let by = self.depths.by[at];
            match runs.last_mut() {
                Some((run, other)) if *other == by && (by == 0 || self.has_no_spaces(run.end..at)) => {
                    run.end = at + 1
                }
                _ => runs.push((at..at + 1, by)),
            }
        }
        runs.into_iter().map(|(run, by)| self.odd_run(run, by)).collect()
    }

    /// Whether no line is indented by half-width spaces.
    fn has_no_spaces(&self, lines: Range<usize>) -> bool {
        self.lines[lines].iter().all(|line| line.is_silent() || line.lead() == 0)
    }

    fn odd_run(&self, lines: Range<usize>, by: isize) -> Diagnostic {
        let lead = |at: usize| &self.lines[at].text[..self.lines[at].lead()];
        let has = |space: char| lines.clone().any(|at| lead(at).contains(space));
        let kinds = [(TAB, has('\t'), self.widths.tab), ("全角の空白", has(WIDE_SPACE), self.widths.wide)];
        let kinds: Vec<_> = kinds.into_iter().filter(|(_, is_there, _)| *is_there).collect();
        let names: Vec<&str> = kinds.iter().map(|(name, ..)| *name).collect();
        let name = if names.is_empty() { "特殊な空白".to_owned() } else { names.join("と") };
        let first = self.shown(lines.start);
        if lines.len() == 1 {
            let line = self.lines[lines.start];
            let message = format!("行の頭に{name}があります（字下げには使えません）");
            let place = line.place(line.spaces()..line.lead());
            return self.at(Code::Indentation, place, message, mend::indentation(&first));
        }
        let rules = kinds.iter().map(|(name, _, width)| format!("{name} 1 個につき半角の空白 {width} 個"));
        let more = if by == 0 {
            "替えてください".to_owned()
        } else {
            format!("替え、さらに{}", amount(by))
        };
        let all_at_once = if names == [TAB] { REPLACE } else { "" };
        let numbers = numbers(&lines);
        let message = format!("{numbers}の字下げに{name}が使われています（字下げは半角の空白で書きます）");
        let rules = rules.collect::<Vec<_>>().join("、");
        let remedy = format!(
            "{numbers}の行の頭の空白を、{rules}に{more}（初めの行は「{first}」となります）{all_at_once}"
        );
        self.slip(Code::Indentation, lines, message, remedy)
    }

    /// What to say of comments that end texts too early.
    pub(super) fn comments(&self) -> Vec<Diagnostic> {
        let texts = self.entries.iter().filter_map(|entry| Some((entry, entry.text.as_ref()?)));
        texts.filter_map(|(entry, text)| self.comments_in(entry, text)).collect()
    }

    fn comments_in(&self, entry: &Entry, text: &Text) -> Option<Diagnostic> {
        let lines = *text.comments.first()?..text.comments.last()? + 1;
        let header = entry.lines.start + 1;
        let message = format!("「#」で始まる行で、「{}」の文が切れています", entry.key);
        let remedy = format!(
            "{}を、{header} 行目の「{}:」の上に移すか、消してください（「#」で始まる行は資料に出ません）",
            numbers(&lines),
            entry.key,
        );
        Some(self.slip(Code::Comment, lines, message, remedy))
    }
}
