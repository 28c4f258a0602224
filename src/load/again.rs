//! Reads a text again after an edit: the item of a list that the edit lies in anew, and nothing else.
//!
//! An item of a block list is told by its lines alone: that of its mark, and those below that are deeper than the
//! mark or blank. Nothing in it changes what YAML reads before and behind these lines, as long as it is read to
//! its end without a mistake (YAML 1.2.2, 8.2.1). So a row can be read as if the text began with it; what stood
//! before the edit stays as it was, and what stood behind it moves. Whatever else an edit does, this leaves to those
//! who read the whole.

use super::node::{Kind, Node, Style};
use super::parse::{self, Item, Tree};
use super::{limits, scalar, slips};
use crate::diag::Source;

/// What an edit has put in the place of what, in bytes: all before it is the same in both texts, and all behind it.
#[derive(Debug, Clone, Copy)]
struct Edit {
    start: usize,
    old_end: usize,
    new_end: usize,
}

impl Edit {
    fn between(old: &str, new: &str) -> Edit {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let chunks = same(old.chunks(CHUNK).zip(new.chunks(CHUNK))) * CHUNK;
        let start = chunks.min(old.len()).min(new.len());
        let start = start + same(old[start..].iter().zip(&new[start..]));
        let (old, new) = (&old[start..], &new[start..]);
        let chunks = same(old.rchunks(CHUNK).zip(new.rchunks(CHUNK))) * CHUNK;
        let (old_end, new_end) = (old.len().saturating_sub(chunks), new.len().saturating_sub(chunks));
        let rest = same(old[..old_end].iter().rev().zip(new[..new_end].iter().rev()));
        Edit { start, old_end: start + old_end - rest, new_end: start + new_end - rest }
    }

    /// Where something behind it stands in the new text.
    fn moved(self, at: usize) -> usize {
        at - self.old_end + self.new_end
    }
}

/// How many bytes are compared at a time.
const CHUNK: usize = 256;

/// How many things are the same before the first that differ.
fn same<T: PartialEq>(pairs: impl Iterator<Item = (T, T)>) -> usize {
    pairs.take_while(|(old, new)| old == new).count()
}

/// The lines of an item.
#[derive(Debug, Clone, Copy)]
struct Lines {
    start: usize,
    /// Where the first line begins that is none of its own.
    end: usize,
    /// The column of its mark.
    column: usize,
}

impl Lines {
    /// The lines of an item that begins behind the one mark on its line.
    fn of(text: &str, item: &Node) -> Option<Lines> {
        let start = text[..item.start].rfind('\n').map_or(0, |at| at + 1);
        let mark = text[start..item.start].trim_end_matches(' ');
        let column = mark.strip_suffix('-')?.len();
        mark.bytes().take(column).all(|byte| byte == b' ').then(|| Lines::from(text, start, column))
    }

    /// The lines of the item whose first line begins at `start`, with a mark in a column.
    fn from(text: &str, start: usize, column: usize) -> Lines {
        let below = scalar::end_of_line(text, start);
        let is_own = |line: &&str| {
            let words = line.trim_start_matches(' ');
            line.len() - words.len() > column || words.trim_end_matches(['\r', '\n']).is_empty()
        };
        let own = text[below..].split_inclusive('\n').take_while(is_own);
        Lines { start, end: below + own.map(str::len).sum::<usize>(), column }
    }

    /// Whether nothing but `\n` and `\r\n` ends its lines: YAML would see more lines at a `\r` alone.
    fn are_plain(self, text: &str) -> bool {
        text[self.start..self.end].split('\r').skip(1).all(|behind| behind.starts_with('\n'))
    }
}

/// An item that an edit has changed.
struct Changed {
    /// Its lines before the edit.
    lines: Lines,
    /// Where its value ended.
    end: usize,
    /// What it is now.
    item: Item,
}

/// Makes what a text was read as what another one is read as, if the two differ in an item of a list only.
pub(super) fn read(tree: &mut Tree, old: &str, source: &Source) -> Option<()> {
    if !tree.mistakes.is_empty() {
        return None;
    }
    let edit = Edit::between(old, source.text());
    let way = way_to(&tree.root, edit.start);
    let read = |depth| Some((depth, changed(tree, (old, source), edit, &way[..depth])?));
    let (depth, Changed { lines, end, item }) = (1..=way.len()).rev().find_map(read)?;
    tree.nodes += item.nodes;
    let first = tree.comments.partition_point(|at| *at < lines.start);
    let behind = tree.comments.partition_point(|at| *at < lines.end);
    tree.comments[behind..].iter_mut().for_each(|at| *at = edit.moved(*at));
    tree.comments.splice(first..behind, item.comments);
    let ends = (end, item.node.end());
    put(&mut tree.root, &way[..depth], item.node, ends, edit);
    Some(())
}

/// The way to the innermost value that begins before a place, as indices of items and entries.
fn way_to(mut node: &Node, at: usize) -> Vec<usize> {
    let mut way = Vec::new();
    loop {
        let behind = match &node.kind {
            Kind::List(items) => items.partition_point(|item| item.start <= at),
            Kind::Map(entries) => entries.partition_point(|(key, _)| key.start <= at),
            Kind::Empty | Kind::Text(_) => 0,
        };
        let Some(index) = behind.checked_sub(1) else { return way };
        let Some(inner) = child(node, index) else { return way };
        way.push(index);
        node = inner;
    }
}

/// The value of an item or entry.
fn child(node: &Node, index: usize) -> Option<&Node> {
    match &node.kind {
        Kind::List(items) => items.get(index),
        Kind::Map(entries) => entries.get(index).map(|(_, value)| value),
        Kind::Empty | Kind::Text(_) => None,
    }
}

/// The item at the end of a way after an edit; nothing if there is no item of a block list, or the edit does more than
/// change it.
fn changed(tree: &Tree, (old, source): (&str, &Source), edit: Edit, way: &[usize]) -> Option<Changed> {
    let (last, way) = way.split_last()?;
    let list = way.iter().try_fold(&tree.root, |node, index| child(node, *index))?;
    // The parser has a list at its key's own column begin with the words of its first item.
    let is_apart = *last > 0 || list.start == list.span.start;
    let is_list = is_apart && matches!((&list.kind, list.style), (Kind::List(_), Style::Block));
    let before = child(list, *last).filter(|item| is_list && item.start <= edit.start)?;
    let (lines, text) = (Lines::of(old, before)?, source.text());
    // The break before what follows stays.
    if edit.old_end > lines.end || (edit.old_end == lines.end && lines.end < old.len()) {
        return None;
    }
    let now = Lines::from(text, lines.start, lines.column);
    let is_whole = before.end() <= lines.end && edit.moved(lines.end) == now.end;
    if !(is_whole && lines.are_plain(old) && now.are_plain(text)) {
        return None;
    }
    let mut item = parse::item(source, now.start, limits::DEPTH - way.len())?;
    item.comments.retain(|at| *at < now.end);
    let is_alone = item.node.end() <= now.end && now.end <= item.next;
    let is_right = is_alone
        && slips::controls(&text[now.start..now.end], source.id()).is_empty()
        && tree.nodes + item.nodes <= limits::NODES;
    is_right.then_some(Changed { lines, end: before.end(), item })
}

/// Puts another value at the end of a way, and moves what stands behind it. `ends` are where the value there ends, and
/// where the other one does.
fn put(node: &mut Node, way: &[usize], value: Node, ends: (usize, usize), edit: Edit) {
    let Some((index, way)) = way.split_first() else {
        *node = value;
        return;
    };
    // A list or mapping ends with the last thing in it.
    node.span.end = if node.span.end == ends.0 { ends.1 } else { edit.moved(node.span.end) };
    let child = match &mut node.kind {
        Kind::List(items) => {
            let mut items = items.iter_mut().skip(*index);
            let item = items.next();
            items.for_each(|item| shift(item, edit));
            item
        }
        Kind::Map(entries) => {
            let mut entries = entries.iter_mut().skip(*index);
            let entry = entries.next();
            entries.for_each(|entry| shift_entry(entry, edit));
            entry.map(|(_, value)| value)
        }
        Kind::Empty | Kind::Text(_) => None,
    };
    if let Some(child) = child {
        put(child, way, value, ends, edit);
    }
}

/// Moves a value that stands behind an edit.
fn shift(node: &mut Node, edit: Edit) {
    for at in [&mut node.start, &mut node.span.start, &mut node.span.end] {
        *at = edit.moved(*at);
    }
    match &mut node.kind {
        Kind::List(items) => items.iter_mut().for_each(|item| shift(item, edit)),
        Kind::Map(entries) => entries.iter_mut().for_each(|entry| shift_entry(entry, edit)),
        Kind::Empty | Kind::Text(_) => {}
    }
}

fn shift_entry((key, value): &mut (Node, Node), edit: Edit) {
    shift(key, edit);
    shift(value, edit);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::*;
    use crate::diag::Sources;

    const REAL: &str = include_str!("../../data/h29-odawara.yaml");

    /// What people seldom write.
    const ODD: &str = "
# a
b: # c
- d: |+ # e
    f: g

    # h

  # i
  j: >2-
      k
    l

- ? m
  : n
- - o
  -   p: q
      r:
  -
  - |

    s
-
  t: u
# v
w:
    - x: 'y'

      a: \"b\"
    - c: [d,
        {e: f}]  # g
      h:
      - i
      - j:
      k: l
    # m
    - n # o
p: q
";

    fn source(text: &str) -> Source {
        Sources::default().add("", text)
    }

    /// All that is told of a text.
    fn told(tree: &Tree) -> String {
        format!("{:?} {:?} {:?}", tree.root, tree.comments, tree.mistakes)
    }

    /// A text after an edit: some letters from a place on have given way to others. Signs of YAML's own and breaks come
    /// often, as these do the most.
    fn edit() -> impl Strategy<Value = (Index, usize, String)> {
        let letters = "あ 1:-#'\"|>[]{},&*!%?~@\t\r\n\u{feff}\u{3000}：－".chars().map(String::from);
        let words = [
            "", "", "  ", "- ", ": ", " #", "\n", "\r\n", "---\n", "\n  ", "\n      ", "a: b", "<<<<<<< ",
            "|+\n",
        ];
        let new =
            prop::collection::vec(select(letters.chain(words.map(String::from)).collect::<Vec<_>>()), 0..4);
        (any::<Index>(), prop_oneof![4 => 0..3_usize, 1 => 0..90_usize], new.prop_map(|new| new.concat()))
    }

    fn edited(text: &str, (at, count, new): &(Index, usize, String)) -> String {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = at.index(places.len());
        let end = places[(at + count).min(places.len() - 1)];
        [&text[..places[at]], new, &text[end..]].concat()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_changed_text_says_what_it_says_when_read_anew(
            text in select(vec![ODD.to_owned(), ODD.replace('\n', "\r\n"), ODD.replace("\n", "\n  "), REAL.to_owned()]),
            edits in prop::collection::vec((edit(), any::<bool>()), 1..12),
        ) {
            let mut last = text;
            let mut tree = parse::parse(&source(&last)).ok();
            for (edit, is_kept) in edits {
                let text = edited(&last, &edit);
                let mut changed = tree.clone();
                let anew = parse::parse(&source(&text));
                if let Some(changed) = changed.as_mut() && read(changed, &last, &source(&text)).is_some() {
                    let anew = anew.as_ref().map(told);
                    prop_assert_eq!(Ok(&told(changed)), anew.as_ref(), "{:?}", text);
                } else {
                    changed = anew.ok();
                }
                // Most edits of YAML's own signs are mistakes, which people take back.
                if is_kept && changed.is_some() {
                    (last, tree) = (text, changed);
                }
            }
        }
    }

    #[test]
    fn rows_are_read_alone() {
        let mut tree = parse::parse(&source(REAL)).expect("YAML");
        for (old, new) in [
            ("担当者が研修会", "担当者が勉強会"),
            ("順次実施: 10月〜3月\n", "順次実施: 10月〜3月\n          - 研修: 4月\n"),
            ("番号: 23", "番号: 24"),
        ] {
            let text = REAL.replacen(old, new, 1);
            let mut changed = tree.clone();
            assert!(read(&mut changed, REAL, &source(&text)).is_some(), "{new}");
            assert!(told(&changed) != told(&tree));
        }
        assert!(read(&mut tree, REAL, &source(&REAL.replace("課題:", "課題 :"))).is_none());
    }
}
