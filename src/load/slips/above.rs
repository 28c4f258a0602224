//! Values on the line of a heading or list mark that has entries below it, too: the first item, a word too
//! many, or one whose own heading is missing.

use super::line::{self, Line, Mark};
use super::mend;
use super::scan::Scan;
use super::state::Owner;
use crate::diag::Code;
use crate::japanese::bars::{WrittenBar, bars_in};
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

    /// Notes a value behind a key that has entries below it, too. Gives whether there is one.
    pub(super) fn value_above_entries(&mut self, line: Line<'a>, column: usize) -> bool {
        let is_above = |owner: &Owner<'a>| {
            let below = self.content_below(owner.line);
            column > owner.column && below.is_some_and(|below| below.start == line.start)
        };
        // A heading of the data may stand above what was pasted below it.
        let is_own = |owner: &Owner<'a>| owner.name.and_then(headings::find).is_none();
        let owner = self.owner.filter(|owner| is_above(owner) && is_own(owner));
        let Some((owner, name)) = owner.and_then(|owner| Some((owner, owner.name?))) else { return false };
        let value = mend::without_comment(&owner.line.text[owner.value..]);
        if value.is_empty() {
            return false;
        }
        let end = owner.value + value.len();
        let message =
            format!("「{name}」の後に「{}」とありますが、下の行にも内容が続いています", mend::shown(value));
        let mended = mend::replaced(owner.line, owner.value..end, "");
        let remedy = mend::with("下の行が要るなら、後の文字を消してください", &mended);
        self.note(Code::Indentation, owner.line.place(owner.value..end), message, remedy);
        true
    }

    /// Notes an item whose first heading is missing, as its next one shows. Gives whether it is.
    pub(super) fn item_without_heading(&mut self, line: Line<'a>, column: usize) -> bool {
        let is_above = |owner: &Owner<'a>| {
            let below = self.content_below(owner.line);
            owner.name.is_none() && owner.column == column && below.is_some_and(|it| it.start == line.start)
        };
        let heading = line::key(&line.text[line.lead()..]).and_then(|key| headings::find(key.name));
        let Some((owner, heading)) = self.owner.filter(is_above).zip(heading) else { return false };
        let value = mend::without_comment(&owner.line.text[owner.value..]);
        // In a template it is a column's name that stands above its 見出し.
        let first = headings::first_of(heading.holder, value);
        let first = if first == heading.name { words::NAME } else { first };
        let place = owner.line.place(owner.value..owner.value + value.len());
        let mended = mend::replaced(owner.line, owner.value..owner.value, &format!("{first}: "));
        let message = format!("「{}」の前に見出しがありません", mend::shown(value));
        self.note(Code::Colon, place, message, mend::with("見出しを書いてください", &mended));
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
    let bars = bars_in(value);
    let parted = value.rsplit_once([':', '：', ' ', '　']);
    let parted = parted.map(|(name, when)| (name.trim_end_matches([':', '：', ' ', '　']), when.trim()));
    match parted.filter(|(name, when)| !name.is_empty() && spans::when(when).is_ok()) {
        Some((name, when)) if bars.len() < 2 => {
            vec![mend::bar(&WrittenBar { name: name.to_owned(), months: when.to_owned() })]
        }
        _ => bars.iter().map(mend::bar).collect(),
    }
}
