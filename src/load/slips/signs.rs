//! Signs of YAML's own in and around a value: what was meant without them.

use crate::diag::Code;
use std::ops::Range;

use super::line::{self, Line, Mark};
use super::scan::Scan;
use super::state::Owner;
use super::value::SIGNS;
use super::{mend, text};
use crate::japanese::bars::months_in;
use crate::load::headings::Content;

/// Signs that stand around a value, but are no part of a number, month or word.
const AROUND: &str = "[]{}()（）［］\"'“”‘’「」#＃|>- ";

impl<'a> Scan<'a> {
    /// The last key or list mark, where the value that begins at `at` in a line is its own.
    pub(super) fn owner_of(&self, line: Line<'a>, at: usize) -> Option<Owner<'a>> {
        self.owner.filter(|owner| owner.line.start == line.start && owner.value == at)
    }

    /// What to do so that a value is read as what it says: a number or month without signs around it, a text
    /// in quotes, as `advice` says.
    pub(super) fn as_text(&self, advice: &str, line: Line<'a>, at: usize) -> String {
        let value = value_of(line, at);
        let bare = value.trim_matches(|sign| AROUND.contains(sign) || SIGNS.contains(sign));
        let without = |words: &str| mend::replaced(line, at..at + value.len(), words);
        if let Some(months) = months_in(bare) {
            return mend::with("余分な記号を消してください", &without(&months));
        }
        match self.owner_of(line, at).filter(|owner| !owner.reads("", value)) {
            Some(owner) if owner.reads(bare, value) => {
                mend::with("余分な記号を消してください", &without(bare))
            }
            Some(_) => "余分な記号や文字を消してください".to_owned(),
            None => mend::with(advice, &mend::quoted_from(line, at)),
        }
    }

    /// What to do about a `#` at `sharp` behind or at the beginning of a value.
    pub(super) fn sharp_remedy(&self, line: Line<'a>, value: usize, sharp: usize) -> String {
        let words = line.text[value..sharp].trim_end();
        let wants_value = self.owner_of(line, value).is_some_and(|owner| !owner.reads("", words));
        if wants_value && !words.is_empty() {
            let comment = line.text[sharp..].trim_start_matches('#').trim();
            let mended = [line.text[..sharp].trim_end(), "  # ", comment].concat();
            return mend::with("説明なら、「#」の前後に空白を入れてください", mended.trim());
        }
        let words = self.as_text("文字なら全体を引用符で囲んでください", line, value);
        format!("{words}（説明なら「#」の後に半角の空白を入れてください）")
    }

    /// What to do about a text that goes on behind its quotes: those around all of it come from a cell of
    /// Excel, which writes those inside twice.
    pub(super) fn without_outer_quotes(&self, line: Line<'a>, at: usize) -> String {
        let value = value_of(line, at);
        let quote = &value[..1];
        let inner = value[1..].strip_suffix(quote).map(|inner| inner.replace(&quote.repeat(2), quote));
        let reads = |inner: &String| self.owner_of(line, at).is_none_or(|owner| owner.reads(inner, value));
        match inner.filter(reads) {
            Some(inner) => {
                let mended = mend::replaced(line, at..at + value.len(), &mend::value(&inner));
                mend::with("全体を囲む引用符を消してください", &mended)
            }
            None => self.as_text("文の全体を引用符で囲んでください", line, at),
        }
    }

    /// What to do about a text with Markdown's marks of emphasis around words.
    pub(super) fn emphasis_remedy(&self, line: Line<'a>, at: usize) -> Option<String> {
        let value = value_of(line, at);
        let (words, rest) = value.strip_prefix("**")?.split_once("**")?;
        let mended = mend::replaced(line, at..at + value.len(), &mend::value(&[words, rest].concat()));
        Some(mend::with("強調の「**」を消してください", &mended))
    }

    /// What to do about a sign that closes or parts what has not begun.
    pub(super) fn stray_remedy(&self, line: Line<'a>, at: usize, sign: char) -> Option<String> {
        let value = value_of(line, at);
        let rest = value.strip_prefix([']', '}', ','])?.trim_start();
        let mended = mend::replaced(line, at..at + value.len(), &mend::value(rest));
        let without = mend::with(&format!("要らなければ「{sign}」を消してください"), &mended);
        let quoted = self.as_text("文字なら全体を引用符で囲みます", line, at);
        (!rest.is_empty()).then(|| format!("{without}（{quoted}）"))
    }

    /// What to do about a text in quotes that goes on over lines, where a later one closes them.
    pub(super) fn quoted_lines_remedy(&mut self, line: Line<'a>, at: usize, quote: &str) -> Option<String> {
        let owner = self.owner_of(line, at)?;
        let mut below = self.lines_below(owner);
        let last = below.iter().position(|line| line.text.trim_end().ends_with(quote))?;
        below.truncate(last + 1);
        let end = below.last_mut()?;
        self.done = end.start + end.text.len();
        end.text = end.text.trim_end().strip_suffix(quote)?;
        Some(text::in_block(owner, line.text[at + quote.len()..].trim(), &below))
    }

    /// Notes that a `#` in a list in brackets hides the rest of it. Gives whether one does.
    pub(super) fn sharp_in_brackets(&mut self, line: Line<'a>, at: usize) -> bool {
        let text = &line.text[at..];
        let Some(sharp) = line::comment(text) else { return false };
        let Some(end) = text.rfind(']').filter(|end| *end > sharp && text.starts_with('[')) else {
            return false;
        };
        let message = "「#」から後が説明とみなされ、一覧が閉じていません";
        let place = line.place(at + sharp..at + sharp + 1);
        let mended = with_quoted_items(line, at, end + 1);
        self.note(
            Code::Comment,
            place,
            message,
            mend::with("「#」のある言葉を引用符で囲んでください", &mended),
        );
        true
    }

    /// Notes that a list in brackets from `at` on, which is `length` long, has an item that can't be written
    /// as it is. Gives whether it has.
    pub(super) fn odd_items(&mut self, line: Line<'a>, at: usize, length: usize) -> bool {
        let text = &line.text[at..at + length];
        let Some(item) = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')) else { return false };
        let Some(item) = item.split(',').map(str::trim).find(|item| is_odd_item(item)) else { return false };
        let start = at + text.find(item).unwrap_or_default();
        let mended = with_quoted_items(line, at, length);
        let message = format!("「{}」は、そのままでは一覧に書けません", mend::shown(item));
        let remedy = mend::with("引用符で囲んでください", &mended);
        self.note(Code::Quote, line.place(start..start + item.len()), message, remedy);
        true
    }

    /// Notes what stands behind the header of a block text (`header`) on its line: spaces or dashes that
    /// were meant as part of the header, or the first line of the text.
    pub(super) fn behind_header(&mut self, line: Line<'a>, header: Range<usize>, column: usize) {
        let (sign, end) = (&line.text[header.clone()], line.text.trim_end_matches([' ', '\t']).len());
        let behind = &line.text[header.end..end];
        let start = end - behind.trim_start_matches([' ', '\t']).len();
        if line::is_dashes(behind) {
            let is_blank = behind.trim().is_empty() && sign.is_ascii();
            let (place, message) = match is_blank {
                true => (start..end, format!("「{sign}」の後に全角などの空白があります")),
                false => (header.start..end, "何行にもなる文の印「|-」が、正しい形ではありません".to_owned()),
            };
            let advice = "半角の「|」と「-」だけを続けて書いてください";
            let edit = (line, header.start..end, "|-");
            return self.note_edit((Code::Block, line.place(place)), message, advice, edit);
        }
        let message = format!("「{sign}」と同じ行には、文を書けません");
        let below = self.block_below(line, column);
        let remedy = match self.owner_of(line, header.start).filter(|_| !below.is_empty()) {
            Some(owner) => text::in_block_below(owner, line.text[start..end].trim(), &below),
            None => {
                let mended = mend::replaced(line, header.start..start, "");
                let advice = format!("一行の文なら「{sign}」を消してください");
                mend::with(&advice, &mended) + "（何行にもなる文は、次の行から字下げして書きます）"
            }
        };
        self.note(Code::Indentation, line.place(start..end), message, remedy);
    }

    /// The lines below a line that are deeper than a column.
    fn block_below(&self, line: Line<'a>, column: usize) -> Vec<Line<'a>> {
        let below = line::lines_below(self.text, line);
        let mut lines: Vec<Line> =
            below.take_while(|line| line.text.trim().is_empty() || line.spaces() > column).collect();
        while lines.last().is_some_and(|line| line.text.trim().is_empty()) {
            lines.pop();
        }
        lines
    }

    /// What to do about points that begin on the line of their heading, each with a `-`.
    pub(super) fn points_remedy(&mut self, line: Line<'a>, at: usize) -> Option<String> {
        let owner = self.owner_of(line, at).filter(|owner| owner.name.is_some())?;
        let is_point = |line: &Line| {
            let mark = line::list_mark(line.text.trim_start(), false);
            line.spaces() > owner.column && matches!(mark, Some((Mark::Right, _)))
        };
        let below: Vec<Line> = line::lines_below(self.text, line).take_while(is_point).collect();
        if owner.content() == Content::Value || (below.is_empty() && owner.content() == Content::Text) {
            return None;
        }
        self.done = below.last().map_or(self.done, |last| last.start + last.text.len());
        Some(text::as_points(owner, &below))
    }
}

/// A line with those items of a list in brackets in quotes that YAML reads otherwise.
fn with_quoted_items(line: Line, at: usize, length: usize) -> String {
    let items = line.text[at + 1..at + length - 1].split(',').map(str::trim);
    let items = items.map(|item| if is_odd_item(item) { mend::quoted(item) } else { item.to_owned() });
    let mended = format!("[{}]", items.collect::<Vec<_>>().join(", "));
    mend::replaced(line, at..at + length, &mended)
}

/// Whether an item can't stand in brackets as it is: it holds a comment, or goes on behind its quotes.
fn is_odd_item(item: &str) -> bool {
    let is_cut = line::quoted_length(item).is_some_and(|length| length < item.len());
    item.contains(" #") || item.starts_with(['#', '%', '@', '`', '&', '*', '!']) || is_cut
}

/// The value that begins at `at` in a line, without the comment behind it.
fn value_of(line: Line<'_>, at: usize) -> &str {
    line.text[at..mend::comment_start(line.text, at)].trim_end()
}
