//! Lines that are no entries at all: dividers, marks of documents, Markdown, blanks of full width.

use super::line::{self, Colon, Key, Line, WIDE_SPACE};
use super::mend;
use super::scan::Scan;
use super::state::State;
use crate::diag::Code;

/// The sign of comments in full width.
pub(super) const WIDE_SHARP: char = '＃';

/// What Markdown puts round words.
const EMPHASIS: [char; 3] = ['*', '_', '`'];

impl<'a> Scan<'a> {
    /// Notes a line that is no entry. Gives whether it is one.
    pub(super) fn odd_line(&mut self, line: Line<'a>) -> bool {
        let text = line.text.trim_start();
        if let Some(sign) = line.document_mark() {
            self.document_mark(line, sign);
        } else if text.starts_with("```") {
            self.fence(line);
        } else if line.is_divider() {
            self.divider(line);
        } else if line.text.starts_with('%') {
            self.directive(line);
        } else if text.starts_with(WIDE_SHARP) {
            self.wide_sharp(line);
        } else {
            return false;
        }
        true
    }

    /// A line with nothing to see on it. One that holds other spaces than YAML's is a text for YAML, but
    /// inside a block text, where it does no harm.
    pub(super) fn blank(&mut self, line: Line<'a>) -> bool {
        let spaces = line.spaces();
        let is_inside = match self.state {
            State::Block(block) => block.column.is_some_and(|column| spaces >= column),
            state => state == State::Noted,
        };
        if !is_inside && line.text[spaces..].contains(|c: char| c != ' ' && c != '\t') {
            let name = if line.text.contains(WIDE_SPACE) { "全角の空白" } else { "特殊な空白" };
            let message = format!("{name}だけの行は、空の行になりません");
            self.note(
                Code::Indentation,
                line.place(spaces..line.text.len()),
                message,
                "この行を消してください",
            );
        }
        true
    }

    /// A line of one sign that was meant to divide the file's parts.
    fn divider(&mut self, line: Line<'a>) {
        let (lead, text) = (line.lead(), line.text.trim());
        let remedy = mend::with("行の頭に「# 」を付けるか、行を消してください", &["# ", text].concat());
        self.note(
            Code::Document,
            line.place(lead..lead + text.len()),
            "区切りの線は、そのままでは書けません",
            remedy,
        );
    }

    /// A line that begins or ends a piece of code in Markdown.
    fn fence(&mut self, line: Line<'a>) {
        let (lead, end) = (line.lead(), line.text.trim_end().len());
        let message = "「```」の行は、資料の文ではありません";
        self.note(Code::Document, line.place(lead..end), message, "この行を消してください");
    }

    /// A line that YAML takes for an instruction to itself.
    fn directive(&mut self, line: Line<'a>) {
        let rest = line.text[1..].trim();
        let remedy = match line::key(rest) {
            Some(key) if line::looks_like_key(key.name) => mend::with("「%」を消してください", rest),
            _ => mend::with("説明なら、「# 」で始めてください", &["# ", rest].concat()),
        };
        self.note(Code::Sign, line.place(0..1), "行を「%」で始めることはできません", remedy);
    }

    /// A line that was meant as a comment.
    fn wide_sharp(&mut self, line: Line<'a>) {
        let lead = line.lead();
        let behind = lead + WIDE_SHARP.len_utf8();
        let mended = ["# ", line.text[behind..].trim()].concat();
        let remedy = mend::with("説明の行は、半角の「#」で始めてください", &mended);
        self.note(
            Code::Comment,
            line.place(lead..behind),
            "「＃」が全角なので、説明の行になりません",
            remedy,
        );
    }

    /// A line that ends the document for YAML. At the beginning or the end of a file it does no harm.
    fn document_mark(&mut self, line: Line<'a>, sign: &str) {
        let below = self.text[line.start..].lines().skip(1);
        let is_last =
            sign == "..." && below.map(str::trim_start).all(|text| text.is_empty() || text.starts_with('#'));
        if self.state != State::Start && !is_last {
            let message = format!("「{sign}」から後は、別の文書とみなされます");
            let remedy = "一つのファイルには一つの資料だけを書きます。この行を消すか、ここから後を別のファイルに分けてください";
            self.note(Code::Document, line.place(0..line.text.len()), message, remedy);
            self.state = State::Lost;
        }
    }

    /// The key at `at` in a line where marks of Markdown stand round it, which are noted.
    pub(super) fn marked_up_key(&mut self, line: Line<'a>, at: usize) -> Option<Key<'a>> {
        let (key, signs) = marked_up(&line.text[at..])?;
        let name = key.name;
        let mended = mend::replaced(line, at..at + key.value, &format!("{name}: "));
        let remedy = mend::with("前後の記号を消してください", &mended);
        let message = format!("見出し「{name}」の前後に「{signs}」があります");
        self.note(Code::Sign, line.place(at + key.mark.start..at + key.mark.end), message, remedy);
        Some(key)
    }
}

/// The key that a text begins with, and the marks of Markdown round it: `**項目**: `, `**項目:** `.
pub(super) fn marked_up(text: &str) -> Option<(Key<'_>, &str)> {
    let bare = text.trim_start_matches(EMPHASIS);
    let signs = &text[..text.len() - bare.len()];
    let end = bare.find([':', '：'])?;
    let name = bare[..end].trim_end_matches(EMPHASIS).trim();
    let rest = bare[end..].trim_start_matches([':', '：']).trim_start_matches(EMPHASIS).trim_start();
    if signs.is_empty() || !line::looks_like_key(name) || bare[..end].contains(' ') {
        return None;
    }
    let key = Key { name, colon: Colon::Right, mark: 0..signs.len() + end, value: text.len() - rest.len() };
    Some((key, signs))
}
