//! From what is to be done to the bytes that say so.

use std::ops::Range;

use super::block::Block;
use super::flow::Flow;
use super::ground::{Ground, Site};
use super::plan::{Child, Move, Plan};
use super::refusal::{commented, unwritable};
use super::splice::Splice;
use super::write::{STEP, Written, entry_in_brackets, in_brackets, indented, inline, inline_in_brackets};
use crate::diag::Diagnostic;
use crate::load::{self, Kind, Node, Path, Style, Value};

/// What is replaced, or why that can't be done.
type Splices = Result<Vec<Splice>, Diagnostic>;

/// What is replaced to do what is planned.
pub(super) fn of(ground: &Ground, plan: &Plan) -> Splices {
    match plan {
        Plan::Write(path, text) => Ok(write(ground, &site(ground, path)?, text)),
        Plan::Fill(path, value) => Ok(fill(ground, &site(ground, path)?, value)),
        Plan::Insert(child, key, value) => insert(ground, child, key.as_deref(), value),
        Plan::Remove(child) => remove(ground, child),
        Plan::Strip(child) => strip(ground, child),
        Plan::Rename(child, name) => rename(ground, child, name),
        Plan::Move(plan) => move_item(ground, plan),
    }
}

fn site<'a>(ground: &Ground<'a>, path: &Path) -> Result<Site<'a>, Diagnostic> {
    ground.site(path).ok_or_else(unwritable)
}

fn holder<'a>(ground: &Ground<'a>, child: &Child) -> Result<&'a Node, Diagnostic> {
    ground.document.node(&child.parent).ok_or_else(unwritable)
}

/// A text takes the place of another or of nothing.
fn write(ground: &Ground, site: &Site, text: &str) -> Vec<Splice> {
    let Site { node, column, .. } = *site;
    if site.in_brackets {
        return vec![head(ground, node.range(), &inline_in_brackets(text, node.style))];
    }
    let (old_head, old_lines, indent) = parts(ground, site);
    let (new_head, lines) = match ground.form.text(text, node.style, indent - column) {
        Written::Inline(text) => (text, Vec::new()),
        Written::Block { header, lines } => (header, lines),
    };
    let line_break = ground.line_break(node.start);
    let lines = lines.iter().map(|line| indented(line, indent) + line_break);
    vec![head(ground, old_head, &new_head), (old_lines, lines.collect())]
}

/// The part of a text on the line of its key or list mark, its lines below that, and how far these are
/// indented.
fn parts(ground: &Ground, site: &Site) -> (Range<usize>, Range<usize>, usize) {
    let Site { node, column, .. } = *site;
    if !matches!(node.style, Style::Literal | Style::Folded) {
        let below = ground.next_line(node.end());
        return (node.range(), below..below, column + STEP);
    }
    let block = load::Block::at(&ground.text, node.start, node.span.start);
    let below = ground.next_line(block.header.end);
    let end = if node.end() > block.header.end { ground.next_line(node.end()) } else { below };
    // An indentation indicator has one digit.
    let has_words = node.span.start > node.start;
    let is_usual = has_words && (column + 1..=column + 9).contains(&block.indent);
    (block.header, below..end, if is_usual { block.indent } else { column + STEP })
}

/// A text on the line of its key or list mark takes the place of what is there, or of nothing.
fn head(ground: &Ground, old: Range<usize>, new: &str) -> Splice {
    let lead = match &ground.text[..old.start] {
        _ if !old.is_empty() || new.is_empty() => "",
        before if before.ends_with([':', '-']) => " ",
        // A key in brackets may stand without a colon.
        _ => ": ",
    };
    (old, [lead, new].concat())
}

/// A value takes the place of nothing.
fn fill(ground: &Ground, site: &Site, value: &Value) -> Vec<Splice> {
    if let Value::Text(text) = value {
        return write(ground, site, text);
    }
    let lines = ground.form.inside(value);
    if site.in_brackets || lines.is_empty() {
        return vec![head(ground, site.node.range(), &in_brackets(value))];
    }
    let is_list = matches!(value, Value::List(_));
    fill_lines(ground, site, &ended(lines, ground.form.line_break), is_list)
}

/// Lines below a key or list mark take the place of nothing.
fn fill_lines(ground: &Ground, site: &Site, lines: &[String], is_list: bool) -> Vec<Splice> {
    let Site { node, behind, .. } = *site;
    let step = if is_list && !site.is_item { ground.form.list_step } else { STEP };
    let below = ground.next_line(node.end().max(behind));
    let lines = lines.iter().map(|line| indented(line, site.column + step));
    vec![(behind.min(node.start)..node.end(), String::new()), (below..below, lines.collect())]
}

/// Lines with their ends.
fn ended(lines: Vec<String>, line_break: &str) -> Vec<String> {
    lines.into_iter().map(|line| line + line_break).collect()
}

fn insert(ground: &Ground, child: &Child, key: Option<&str>, value: &Value) -> Splices {
    let node = holder(ground, child)?;
    if node.style == Style::Flow {
        let new = key.map_or_else(|| in_brackets(value), |key| entry_in_brackets(key, value));
        return Ok(Flow::of(ground, node).ok_or_else(unwritable)?.insert(child.index, &new));
    }
    let lines = key.map_or_else(|| ground.form.item(value), |key| ground.form.entry(key, value));
    let lines = ended(lines, ground.form.line_break);
    Ok(vec![Block::of(ground, node).insert(child.index, &lines).ok_or_else(unwritable)?])
}

fn remove(ground: &Ground, child: &Child) -> Splices {
    let node = holder(ground, child)?;
    if node.style == Style::Flow {
        let flow = Flow::of(ground, node).ok_or_else(unwritable)?;
        return flow.remove(child.index).ok_or_else(commented);
    }
    let (block, brackets) = match &node.kind {
        Kind::Map(entries) if entries.len() == 1 => (Block::of(ground, node), "{}"),
        Kind::List(items) if items.len() == 1 => (Block::of(ground, node), "[]"),
        _ => return Ok(vec![Block::of(ground, node).remove(child.index).ok_or_else(unwritable)?]),
    };
    let behind = site(ground, &child.parent)?.behind;
    let only = block.only().ok_or_else(unwritable)?;
    Ok(vec![(behind..behind, [" ", brackets].concat()), (only, String::new())])
}

/// An entry goes, and its comments stay where they are; those on its lines get lines of their own.
fn strip(ground: &Ground, child: &Child) -> Splices {
    let node = holder(ground, child)?;
    let entry = ground.children(node).get(child.index).cloned().ok_or_else(unwritable)?;
    if node.style == Style::Flow || ground.is_inline(entry.start) || ground.children(node).len() == 1 {
        return if ground.has_comment(ground.lines_of(&entry)) {
            Err(commented())
        } else {
            remove(ground, child)
        };
    }
    let lines = ground.line(entry.start)..ground.next_line(entry.end);
    let comments = ground.document.comments().iter().filter(|at| lines.contains(at));
    let kept = comments.map(|at| {
        let comment = &ground.text[*at..ground.line_end(*at)];
        indented(comment, ground.column(entry.start)) + ground.line_break(*at)
    });
    Ok(vec![(lines.clone(), kept.collect())])
}

fn rename(ground: &Ground, child: &Child, name: &str) -> Splices {
    let node = holder(ground, child)?;
    let Kind::Map(entries) = &node.kind else { return Err(unwritable()) };
    let (key, _) = entries.get(child.index).ok_or_else(unwritable)?;
    let new = match node.style {
        Style::Flow => inline_in_brackets(name, key.style),
        _ => inline(name, key.style),
    };
    Ok(vec![(key.range(), new)])
}

fn move_item(ground: &Ground, plan: &Move) -> Splices {
    let Move { from, before, to } = plan;
    if from == to {
        return Ok(Vec::new());
    }
    let item = Item { ground, list: holder(ground, from)?, index: from.index };
    Ok([remove(ground, from)?, put(&item, before)?].concat())
}

/// An item goes to its new place.
fn put(item: &Item, before: &Child) -> Splices {
    let (ground, list) = (item.ground, holder(item.ground, before)?);
    if ground.children(list).is_empty() {
        return put_first(item, &site(ground, &before.parent)?);
    }
    if list.style == Style::Flow {
        let flow = Flow::of(ground, list).ok_or_else(unwritable)?;
        return Ok(flow.insert(before.index, &item.in_brackets()?));
    }
    let block = Block::of(ground, list);
    Ok(vec![block.insert(before.index, &item.on_lines()?).ok_or_else(unwritable)?])
}

/// An item goes to where there is none yet.
fn put_first(item: &Item, site: &Site) -> Splices {
    if site.in_brackets {
        let list = format!("[{}]", item.in_brackets()?);
        return Ok(vec![head(item.ground, site.node.range(), &list)]);
    }
    Ok(fill_lines(item.ground, site, &item.on_lines()?, true))
}

/// An item of a list.
struct Item<'a> {
    ground: &'a Ground<'a>,
    list: &'a Node,
    index: usize,
}

impl Item<'_> {
    /// Its text as it goes between brackets, where there is no room for comments.
    fn in_brackets(&self) -> Result<String, Diagnostic> {
        let value = self.without_comments()?;
        Ok(self.line_in_brackets().unwrap_or_else(|| in_brackets(&value)))
    }

    /// Its lines as if it stood at the column 0.
    fn on_lines(&self) -> Result<Vec<String>, Diagnostic> {
        let (ground, list) = (self.ground, self.list);
        if list.style != Style::Flow {
            return Block::of(ground, list).lines(self.index).ok_or_else(unwritable);
        }
        let value = self.without_comments()?;
        let kept = self.line_in_brackets().map(|line| vec![["- ", &line].concat()]);
        Ok(ended(kept.unwrap_or_else(|| ground.form.item(&value)), ground.form.line_break))
    }

    /// Its text in brackets, if it has one on one line.
    fn line_in_brackets(&self) -> Option<String> {
        let flow = Flow::of(self.ground, self.list)?;
        flow.line(self.index).map(str::to_owned)
    }

    /// What it says, if no comments go with it.
    fn without_comments(&self) -> Result<Value, Diagnostic> {
        let (ground, list) = (self.ground, self.list);
        let lines = match list.style {
            Style::Flow => Flow::of(ground, list).and_then(|flow| flow.own(self.index)),
            _ => ground.children(list).get(self.index).map(|child| ground.lines_of(child)),
        };
        if ground.has_comment(lines.ok_or_else(unwritable)?) {
            return Err(commented());
        }
        match &list.kind {
            Kind::List(items) => items.get(self.index).map(Node::value).ok_or_else(unwritable),
            _ => Err(unwritable()),
        }
    }
}
