//! A value on the line of a heading whose list stands below it: the first item, or a word too many.

use super::line::{self, Line, Mark};
use super::mend;
use super::scan::Scan;
use super::state::Owner;
use crate::diag::Code;
use crate::japanese::bars::bars_in;
use crate::japanese::{spans, words};
use crate::load::headings::{self, Content, Holder};

impl<'a> Scan<'a> {
    /// Notes a value at `at` in a line that stands above the items of its heading's list. Gives whether there
    /// are any.
    pub(super) fn above_items(&mut self, line: Line<'a>, at: usize) -> bool {
        let owner = self.owner_of(line, at);
        let Some((owner, name)) = owner.and_then(|owner| Some((owner, owner.name?))) else { return false };
        let is_list = matches!(owner.content(), Content::Texts | Content::Things);
        let Some(below) = self.content_below(line).filter(|below| is_list && is_item_of(name, owner, *below))
        else {
            return false;
        };
        let value = mend::without_comment(&line.text[at..]);
        let items: Vec<String> = match owner.content() {
            Content::Texts => vec![mend::value(value)],
            _ => as_bars(value),
        };
        let remedy = if items.is_empty() {
            let mended = mend::replaced(line, at..at + value.len(), "");
            mend::with("下の行が要るなら、後の文字を消してください", &mended)
        } else {
            let indent = " ".repeat(below.spaces());
            let items = items.iter().map(|item| format!("{indent}- {item}"));
            let lines: Vec<String> = [owner.head()].into_iter().chain(items).collect();
            let numbers = owner.number..=owner.number;
            mend::with_lines("次の行へ移し、「-」を付けてください", &numbers, &lines)
        };
        let shown = mend::shown(value);
        let message = format!("「{name}」の後に「{shown}」とありますが、下の行にも一覧が続いています");
        self.note(Code::Indentation, line.place(at..at + value.len()), message, remedy);
        true
    }
}

/// Whether a line is an item of the list that a heading holds, and not one of another that was pasted there.
fn is_item_of(name: &str, owner: Owner, line: Line) -> bool {
    let text = &line.text[line.lead()..];
    let Some((Mark::Right, length)) = line::list_mark(text, false) else { return false };
    let heading =
        line::key(&text[length..]).map(|key| key.name).filter(|name| headings::find(name).is_some());
    let holder = match name {
        words::MEETINGS | words::HELD => Some(Holder::Meeting),
        words::THEMES => Some(Holder::Theme),
        words::INITIATIVES => Some(Holder::Initiative),
        words::AGENCIES => Some(Holder::Agency),
        _ => None,
    };
    let is_own = match (heading, holder) {
        (None, _) => true,
        (Some(heading), Some(holder)) => headings::is_of(heading, holder),
        (Some(_), None) => false,
    };
    is_own && line.spaces() == line.lead() && line.spaces() > owner.line.spaces()
}

/// The bars that a value names, as the items of a list.
fn as_bars(value: &str) -> Vec<String> {
    let bar = |name: &str, months: &str| format!("{}: {months}", mend::value(name));
    let bars = bars_in(value);
    let parted = value.rsplit_once([':', '：', ' ', '　']);
    let parted = parted.map(|(name, when)| (name.trim_end_matches([':', '：', ' ', '　']), when.trim()));
    match parted.filter(|(name, when)| !name.is_empty() && spans::when(when).is_ok()) {
        Some((name, when)) if bars.len() < 2 => vec![bar(name, when)],
        _ => bars.iter().map(|it| bar(&it.name, &it.months)).collect(),
    }
}
