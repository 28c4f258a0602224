//! Values of another kind than belongs there: a list where a text belongs, a text where a meeting does.

use super::line::{self, Line, Mark};
use super::scan::STEP;
use super::state::Owner;
use super::{mend, text};
use crate::diag::{Code, Diagnostic};
use crate::japanese::bars::{bar_in, months_in};
use crate::japanese::{months, spans, width, words};
use crate::load::headings::{self, Content};
use crate::load::node::{Kind, Node, Style};

/// Words for nothing.
const NOTHING: [&str; 7] = ["無", "ない", "未定", "-", "－", "ー", "×"];

/// What to do about a list or mapping that stands where a text belongs.
pub(crate) fn text_remedy(source: &str, node: &Node) -> String {
    let owner = owner_of(source, node.start);
    let content = owner.map_or(Content::Text, |owner| owner.content());
    let remedy = match (node.style, &node.kind) {
        (Style::Flow, _) => Some(in_brackets(source, node, owner)),
        (_, Kind::List(_)) if content == Content::Text => owner.and_then(|owner| points(source, node, owner)),
        (_, Kind::Map(entries)) => map_for_text(source, node, entries, owner),
        _ => None,
    };
    let name = owner.and_then(|owner| owner.name).unwrap_or_default();
    remedy.unwrap_or_else(|| match content {
        Content::Text => {
            "「-」を消してください。何行にもなる文は「|-」の次の行から、字下げして書いてください".to_owned()
        }
        _ => format!("「{name}: …」のように、「:」の後に一つだけ書いてください"),
    })
}

/// The key whose value begins at `start`: on the same line, or above.
pub(crate) fn owner_of(source: &str, start: usize) -> Option<Owner<'_>> {
    let line = line::line_at(source, start);
    let column = begin(line);
    let number = line_number(source, line);
    if line.start + column < start {
        let key = line::key(&line.text[column..]).filter(|key| line.start + column + key.value == start)?;
        return Some(Owner { line, number, name: Some(key.name), column, value: start - line.start });
    }
    let mut above = line;
    while above.start > 0 {
        above = line::line_at(source, above.start - 1);
        let is_outside =
            above.lead() < line.lead() || (above.lead() == line.lead() && begin(above) == above.lead());
        if !above.is_silent() && is_outside {
            let column = begin(above);
            let key = line::key(&above.text[column..])?;
            let (number, value) = (line_number(source, above), column + key.value);
            return Some(Owner { line: above, number, name: Some(key.name), column, value });
        }
    }
    None
}

/// Where the text of a line begins behind its list marks.
fn begin(line: Line) -> usize {
    let mut at = line.lead();
    while let Some((Mark::Right, length)) = line::list_mark(&line.text[at..], false) {
        at += length;
    }
    at
}

fn line_number(source: &str, line: Line) -> usize {
    source[..line.start].matches('\n').count() + 1
}

/// A value in brackets.
fn in_brackets(source: &str, node: &Node, owner: Option<Owner>) -> String {
    let line = line::line_at(source, node.start);
    let range = node.start - line.start..node.end() - line.start;
    let Some(written) = line.text.get(range.clone()) else {
        return "括弧を消してください".to_owned();
    };
    let inner = written.trim_matches(['[', ']', '{', '}']).trim();
    let without = |words: &str| mend::replaced(line, range.clone(), words);
    if let Some(months) = months_in(inner).or_else(|| months_in(&texts_in(node).join("〜"))) {
        return mend::with("括弧は要りません", &without(&months));
    }
    let times: Vec<&str> = texts_in(node).into_iter().filter(|text| !text.is_empty()).collect();
    if times.len() > 1 && times.iter().all(|time| spans::when(time).is_ok()) {
        let list = format!("[{}]", times.join(", "));
        return mend::with("月の一覧は、半角の「[ ]」で囲みます", &without(&list));
    }
    match owner.map(|owner| owner.content()) {
        Some(Content::Text) => {
            let quoted = mend::quoted_from(line, range.start);
            let as_text = mend::with("括弧も文字なら、全体を引用符で囲んでください", &quoted);
            format!(
                "{as_text}（{}）",
                mend::with("括弧が要らなければ消します", &without(&mend::value(inner)))
            )
        }
        Some(_) if texts_in(node).len() == 1 => mend::with("括弧を消してください", &without(inner)),
        _ => "括弧を消し、一つだけ書いてください".to_owned(),
    }
}

/// The texts in a list or mapping.
fn texts_in(node: &Node) -> Vec<&str> {
    match &node.kind {
        Kind::Text(text) => vec![text],
        Kind::List(items) => items.iter().flat_map(texts_in).collect(),
        Kind::Map(entries) => entries.iter().flat_map(|(key, value)| [key.text(), value.text()]).collect(),
        Kind::Empty => Vec::new(),
    }
}

/// The lines of a value that stands below its owner.
fn lines_of<'a>(source: &'a str, node: &Node, owner: Owner<'a>) -> Vec<Line<'a>> {
    let below = line::lines_below(source, owner.line);
    below.take_while(|line| line.start < node.end()).filter(|line| !line.text.trim().is_empty()).collect()
}

/// Points of a text, each with a `-`.
fn points(source: &str, node: &Node, owner: Owner) -> Option<String> {
    let lines = lines_of(source, node, owner);
    let is_point =
        |line: &Line| matches!(line::list_mark(line.text.trim_start(), false), Some((Mark::Right, _)));
    let is_even = lines.iter().all(is_point) && owner.line.text[owner.value..].trim().is_empty();
    is_even.then(|| text::as_points(owner, &lines))
}

/// Entries where a text belongs: lines of a text with colons in them, unless they are headings that have
/// come to stand too deep.
fn map_for_text(source: &str, node: &Node, entries: &[(Node, Node)], owner: Option<Owner>) -> Option<String> {
    if entries.iter().any(|(key, _)| headings::find(key.text()).is_some()) {
        return Some("見出しの行なら、上の見出しと同じ深さに字下げしてください".to_owned());
    }
    let line = line::line_at(source, node.start);
    let below = owner.filter(|owner| owner.line.start < line.start && owner.content() == Content::Text);
    if let Some(owner) = below {
        return Some(text::in_block(owner, "", &lines_of(source, node, owner)));
    }
    let mended = mend::quoted_from(line, node.start - line.start);
    Some(mend::with("文の全体を引用符で囲んでください", &mended))
}

/// What is wrong with a text where something with headings belongs. `known` are its headings.
pub(crate) fn text_for_map(source: &str, node: &Node, known: &[&str]) -> Diagnostic {
    if known.contains(&words::MONTH) && known.contains(&words::AGENDA) {
        return text_for_meeting(source, node);
    }
    if let Some(odd) = odd_bar(source, node) {
        return odd;
    }
    let example = known.first().copied().unwrap_or(words::ITEM);
    let remedy = match known {
        [one] => format!("「{{{one}: {}}}」と書いてください", node.text().trim()),
        _ => format!("「{example}: …」のように、半角の「:」と半角の空白で区切って書いてください"),
    };
    Diagnostic::at(Code::Form, node.span, "ここには「見出し: 値」の組を書きます", remedy)
}

/// A text in the list of bars: a bar's name or months alone, or the word for the meetings.
fn odd_bar(source: &str, node: &Node) -> Option<Diagnostic> {
    let text = node.text().trim();
    let line = line::line_at(source, node.start);
    let in_brackets = || line::key(&line.text[begin(line)..]).map(|key| key.name);
    let owner = owner_of(source, node.start).map_or_else(in_brackets, |owner| owner.name);
    let (message, remedy) = if text == words::MEETINGS {
        let remedy = "「予定: 会議」のように、「:」の後に書いてください".to_owned();
        ("「会議」は、一覧の中には書けません".to_owned(), remedy)
    } else if let Some(months) = months_in(text) {
        let remedy = format!("「方法検討: {months}」のように、期間の前に名前を書いてください");
        ("帯に名前がありません".to_owned(), remedy)
    } else if let Some(bar) = bar_in(text) {
        let mended = mend::bar(&bar);
        let place = node.start - line.start..node.end() - line.start;
        let mended = line.text.get(place.clone()).map(|_| mend::replaced(line, place, &mended));
        let remedy = "名前と期間の間に、半角の「:」と半角の空白を入れてください";
        let remedy = mended.map_or(remedy.to_owned(), |mended| mend::with(remedy, &mended));
        (format!("帯「{}」の後に「:」がありません", bar.name), remedy)
    } else if line::looks_like_key(text) {
        let remedy = format!("「{text}: 4月〜9月」のように、名前の後に期間を書いてください");
        (format!("帯「{text}」に期間がありません"), remedy)
    } else {
        return None;
    };
    let is_of_bars = matches!(owner, Some(words::SCHEDULE | words::ACTUAL));
    is_of_bars.then(|| Diagnostic::at(Code::Form, node.span, message, remedy))
}

/// A text where a meeting belongs.
fn text_for_meeting(source: &str, node: &Node) -> Diagnostic {
    let text = node.text().trim();
    if NOTHING.contains(&text) || words::NONE.contains(&text) {
        let message = format!("会議の「{text}」は読めません");
        return Diagnostic::at(
            Code::Form,
            node.span,
            message,
            "会議がなければ「会議: なし」と書いてください（「予定: 会議」の取組があれば、それも帯に直します）",
        );
    }
    let line = line::line_at(source, node.start);
    let number = line_number(source, line);
    // In brackets, all that stands on the line was meant as meetings.
    let key = line::key(line.text).filter(|key| key.name == words::MEETINGS);
    let (head, indent, text) = match key {
        Some(key) => {
            (Some([key.name, ":"].concat()), STEP, line.text[key.value..].trim_matches(['[', ']', ' ']))
        }
        None => (None, line.lead(), text),
    };
    let months = months::all_named_in(text);
    let months = if months.is_empty() { vec![9] } else { months };
    let lines: Vec<String> =
        head.into_iter().chain(months.into_iter().flat_map(|month| meeting(indent, month, None))).collect();
    let advice = "会議ごとに「月」と「表示」を書いてください（会議がなければ「会議: なし」と書きます）";
    let remedy = mend::with_lines(advice, &(number..=number), &lines);
    Diagnostic::at(Code::Form, node.span, "会議は「月」と「表示」で書きます", remedy)
}

/// The lines of a meeting whose list mark stands at a column.
fn meeting(column: usize, month: u8, label: Option<&str>) -> [String; 2] {
    let indent = " ".repeat(column);
    let digits: String = month.to_string().chars().map(width::full).collect();
    let usual = format!("会議開催（{digits}月頃）");
    [
        format!("{indent}- {}: {month}月", words::MONTH),
        format!("{indent}  {}: {}", words::SHOWN, label.map_or(usual, mend::value)),
    ]
}

/// What is wrong with a meeting that has several months, or one for its heading.
pub(crate) fn odd_meeting(source: &str, entries: &[(Node, Node)]) -> Option<Diagnostic> {
    let month = entries.iter().find(|(key, _)| key.text() == words::MONTH);
    match month {
        Some((_, value)) => {
            let named = texts_in(value).join("、");
            let named = months::named_in(&named);
            (named.len() > 1).then(|| several_months(source, value, entries, &named))
        }
        None => entries.iter().find_map(|(key, value)| month_for_heading(source, key, value)),
    }
}

fn several_months(source: &str, value: &Node, entries: &[(Node, Node)], months: &[u8]) -> Diagnostic {
    let message = "一つの会議に、月が二つ以上あります";
    let advice = "月ごとに一つの会議にしてください";
    let line = line::line_at(source, value.start);
    let range = value.start - line.start..value.end() - line.start;
    let is_one_line = line.text.get(range.clone()).is_some();
    let first = entries.first().map_or(value.start, |(key, _)| key.start);
    let top = line::line_at(source, first);
    let column = begin(top).saturating_sub(STEP);
    let marked = top.text.get(..column + STEP).is_some_and(|mark| mark.ends_with("- ")) && is_one_line;
    if !marked || entries.iter().any(|(key, value)| value.style == Style::Flow && key.start > value.start) {
        return Diagnostic::at(Code::Form, value.span, message, advice);
    }
    let end = entries.last().map_or(value.end(), |(_, value)| value.end());
    let own = [top].into_iter().chain(line::lines_below(source, top)).take_while(|line| line.start < end);
    let own = own.map(|it| {
        if it.start != line.start {
            return it.text.trim_end().to_owned();
        }
        let words = [&it.text[..range.start], &format!("{}月", months[0]), &it.text[range.end..]].concat();
        words.trim_end().to_owned()
    });
    let own: Vec<String> = own.collect();
    let number = line_number(source, top);
    let numbers = number..=number + own.len() - 1;
    let others = months[1..].iter().filter(|month| !has_meeting(source, **month));
    let others = others.flat_map(|month| meeting(column, *month, None));
    let lines: Vec<String> = own.into_iter().chain(others).collect();
    Diagnostic::at(Code::Form, value.span, message, mend::with_lines(advice, &numbers, &lines))
}

/// Whether the file seems to say somewhere that there is a meeting in a month.
fn has_meeting(source: &str, month: u8) -> bool {
    source.contains(&format!("{}: {month}月", words::MONTH))
}

/// A meeting whose month stands where 月 does.
fn month_for_heading(source: &str, key: &Node, value: &Node) -> Option<Diagnostic> {
    let months = months_in(key.text())?;
    let month = months::month(&months).ok()?;
    let line = line::line_at(source, key.start);
    let column = (key.start - line.start).saturating_sub(STEP);
    let label = Some(value.text()).filter(|label| !label.is_empty());
    let lines = meeting(column, month, label);
    let is_marked = line.text[..key.start - line.start].trim_start() == "- ";
    let advice = "「月」と「表示」に分けて書いてください";
    let number = line_number(source, line);
    let remedy = match is_marked {
        true => mend::with_lines(advice, &(number..=number), &lines),
        false => advice.to_owned(),
    };
    let name = key.text();
    Some(Diagnostic::at(Code::Form, key.span, format!("会議の見出しが「{name}」になっています"), remedy))
}
