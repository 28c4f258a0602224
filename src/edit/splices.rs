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
pub fn of(ground: &Ground, plan: &Plan) -> Splices {
    match plan {
        Plan::Write(path, text) => Ok(write(ground, &site(ground, path)?, text)),
        Plan::Fill(path, value) => Ok(fill(ground, &site(ground, path)?, value)),
        Plan::Insert(child, key, value) => insert(ground, child, key.as_deref(), value),
        Plan::Remove(child) => remove(ground, child),
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
    let (old, new) = (holder(ground, from)?, holder(ground, before)?);
    let added = match (&new.kind, new.style) {
        (Kind::List(items), Style::Flow) if !items.is_empty() => {
            let item = item_in_brackets(ground, old, from.index)?;
            Flow::of(ground, new).ok_or_else(unwritable)?.insert(before.index, &item)
        }
        (Kind::List(items), _) if !items.is_empty() => {
            let lines = item_on_lines(ground, old, from.index)?;
            vec![Block::of(ground, new).insert(before.index, &lines).ok_or_else(unwritable)?]
        }
        _ => {
            let site = site(ground, &before.parent)?;
            match site.in_brackets {
                true => {
                    let list = format!("[{}]", item_in_brackets(ground, old, from.index)?);
                    vec![head(ground, site.node.range(), &list)]
                }
                false => fill_lines(ground, &site, &item_on_lines(ground, old, from.index)?, true),
            }
        }
    };
    Ok([remove(ground, from)?, added].concat())
}

/// An item of a list as it goes between brackets, where there is no room for comments.
fn item_in_brackets(ground: &Ground, list: &Node, index: usize) -> Result<String, Diagnostic> {
    let item = uncommented(ground, list, index)?;
    Ok(line_in_brackets(ground, list, index).unwrap_or_else(|| in_brackets(&item)))
}

/// The lines of an item of a list as if it stood at the column 0.
fn item_on_lines(ground: &Ground, list: &Node, index: usize) -> Result<Vec<String>, Diagnostic> {
    if list.style != Style::Flow {
        return Block::of(ground, list).lines(index).ok_or_else(unwritable);
    }
    let item = uncommented(ground, list, index)?;
    let lines = match line_in_brackets(ground, list, index) {
        Some(line) => vec![["- ", &line].concat()],
        None => ground.form.item(&item),
    };
    Ok(ended(lines, ground.form.line_break))
}

/// An item that stands in brackets, as it is, if it is on one line.
fn line_in_brackets(ground: &Ground, list: &Node, index: usize) -> Option<String> {
    Flow::of(ground, list).filter(|_| list.style == Style::Flow)?.line(index).map(str::to_owned)
}

/// What an item of a list says, if no comments go with it.
fn uncommented(ground: &Ground, list: &Node, index: usize) -> Result<Value, Diagnostic> {
    let Kind::List(items) = &list.kind else { return Err(unwritable()) };
    let lines = match list.style {
        Style::Flow => Flow::of(ground, list).and_then(|flow| flow.own(index)),
        _ => ground.children(list).get(index).map(|item| ground.lines_of(item)),
    };
    match (items.get(index), lines) {
        (Some(_), Some(lines)) if ground.has_comment(lines.clone()) => Err(commented()),
        (Some(item), Some(_)) => Ok(item.value()),
        _ => Err(unwritable()),
    }
}
