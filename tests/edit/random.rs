//! Random changes of files in every form: each comes out as it should or is refused for a reason.

use std::collections::BTreeMap;

use encoding_rs::SHIFT_JIS;
use serde_yaml::granit_parser::{Event, Parser, options};
use shiryo3::edit::{Change, edit};
use shiryo3::load::{Coding, Document, Path, Step, Value};

use super::document;

/// Numbers that look random (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}

/// The bytes of the files that are changed.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let real = include_str!("../../data/h29-odawara.yaml");
    let (flow, forms) = (include_str!("flow.yaml"), include_str!("forms.yaml"));
    let wide = forms.replace('〜', "～").replace('\n', "\r\n");
    vec![
        ("real", real.into()),
        ("real with CR LF", real.replace('\n', "\r\n").into()),
        ("real in Shift_JIS", SHIFT_JIS.encode(&real.replace('〜', "～")).0.into_owned()),
        ("starter", shiryo3::STARTER.into()),
        ("brackets and quotes", flow.into()),
        ("no final newline", forms.into()),
        ("CR LF in Shift_JIS, no final newline", SHIFT_JIS.encode(&wide).0.into_owned()),
        (
            "UTF-16 with CR",
            ["\u{FEFF}", shiryo3::STARTER]
                .concat()
                .replace('\n', "\r")
                .encode_utf16()
                .flat_map(u16::to_be_bytes)
                .collect(),
        ),
    ]
}

const TEXTS: [&str; 40] = [
    "会議",
    "4月〜9月",
    "４月～９月",
    "い\nろ",
    " い\nろ",
    "い\n\n  ろ",
    "い\n",
    "\nい",
    "い\n ",
    "　い　",
    "",
    " ",
    "\n",
    "~",
    "null",
    "# 注",
    "い # 注",
    "い #注",
    "#い",
    "a: b",
    "a:",
    ": a",
    "- い",
    "-",
    "---",
    "'い'",
    "\"い\"",
    "it's",
    "\\n",
    "[い",
    "い, ろ",
    "{い}",
    "*い",
    "&い",
    "!い",
    "%い",
    "|-",
    "> い",
    "い\tろ",
    "\tい\n\tろ",
];

const NAMES: [&str; 16] = [
    "番号",
    "改ページ",
    "項目",
    "内容",
    "協力機関",
    "予定",
    "備考",
    "区分",
    "作成日",
    "担当",
    "研修: 案",
    "# 企画",
    "い, ろ",
    "'企画",
    "[企画]",
    "企画 (案)",
];

/// Every value within a value, and the way to it.
fn all<'a>(path: &Path, value: &'a Value, found: &mut Vec<(Path, &'a Value)>) {
    found.push((path.clone(), value));
    match value {
        Value::List(items) => {
            items.iter().enumerate().for_each(|(index, item)| all(&path.clone().item(index), item, found))
        }
        Value::Map(entries) => {
            entries.iter().for_each(|(key, value)| all(&path.clone().key(key), value, found))
        }
        Value::Empty | Value::Text(_) => {}
    }
}

/// The ways to those values within a value that are wanted.
fn ways(value: &Value, is_wanted: impl Fn(&Path, &Value) -> bool) -> Vec<Path> {
    let mut found = Vec::new();
    all(&Path::top(), value, &mut found);
    found.into_iter().filter(|(path, value)| is_wanted(path, value)).map(|(path, _)| path).collect()
}

fn get<'a>(value: &'a Value, path: &Path) -> Option<&'a Value> {
    path.steps().iter().try_fold(value, |value, step| match (value, step) {
        (Value::List(items), Step::Item(index)) => items.get(*index),
        (Value::Map(entries), Step::Key(name)) => {
            entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
        }
        _ => None,
    })
}

/// A value with another one at the end of a way.
fn with(value: &Value, steps: &[Step], new: Value) -> Value {
    let Some((step, rest)) = steps.split_first() else { return new };
    let mut changed = value.clone();
    match (&mut changed, step) {
        (Value::List(items), Step::Item(index)) => items[*index] = with(&items[*index], rest, new),
        (Value::Map(entries), Step::Key(name)) => {
            let entry = entries.iter_mut().find(|(key, _)| key == name).expect("a key");
            entry.1 = with(&entry.1, rest, new);
        }
        _ => panic!("no way on"),
    }
    changed
}

/// A value without what is at the end of a way, and without an item that nothing is left of.
fn without(value: &Value, path: &Path) -> Value {
    let (parent, step) = path.split_last().expect("a part");
    let rest = match (get(value, &parent).expect("a parent"), step) {
        (Value::List(items), Step::Item(gone)) => {
            let items = items.iter().enumerate().filter(|(index, _)| index != gone);
            Value::List(items.map(|(_, item)| item.clone()).collect())
        }
        (Value::Map(entries), Step::Key(gone)) => {
            Value::Map(entries.iter().filter(|(key, _)| key != gone).cloned().collect())
        }
        _ => panic!("no part"),
    };
    match parent.steps().last() {
        Some(Step::Item(_)) if rest == Value::Map(Vec::new()) => without(value, &parent),
        _ => with(value, parent.steps(), rest),
    }
}

/// A value with an item more.
fn with_item(value: &Value, path: &Path, item: &Value) -> Value {
    let (parent, step) = path.split_last().expect("an item");
    let mut items = match get(value, &parent) {
        Some(Value::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    let Step::Item(index) = step else { panic!("an item") };
    items.insert(*index, item.clone());
    with(value, parent.steps(), Value::List(items))
}

fn is_list(_: &Path, value: &Value) -> bool {
    matches!(value, Value::List(_))
}

/// The way to a new item of some list.
fn place_for_item(random: &mut Random, value: &Value) -> Path {
    let lists = ways(value, is_list);
    let list = random.pick(&lists).clone();
    let count = get(value, &list).map_or(0, |list| match list {
        Value::List(items) => items.len(),
        _ => 0,
    });
    list.item(random.below(count + 1))
}

fn any_change(random: &mut Random, value: &Value) -> Change {
    let text = (*random.pick(&TEXTS)).to_owned();
    let name = *random.pick(&NAMES);
    match random.below(13) {
        0..4 => {
            let texts = ways(value, |_, value| matches!(value, Value::Text(_) | Value::Empty));
            Change::Set { path: random.pick(&texts).clone(), text }
        }
        4 => {
            let maps = ways(value, |_, value| matches!(value, Value::Map(entries) if !entries.is_empty()));
            let path = random.pick(&maps).clone().key(name);
            match get(value, &path) {
                Some(Value::List(_) | Value::Map(_)) => Change::Remove { path },
                _ => Change::Set { path, text },
            }
        }
        5 | 6 => {
            let path = place_for_item(random, value);
            let all = ways(value, |path, _| path.steps().len() > 1);
            let copy = get(value, random.pick(&all)).expect("a value").clone();
            let new =
                [Value::Text(text.clone()), Value::map([(name, Value::Text(text))]), copy.clone(), copy];
            Change::Add { path, value: random.pick(&new).clone() }
        }
        7 => {
            let parts = ways(value, |path, _| path.steps().len() > 1);
            Change::Remove { path: random.pick(&parts).clone() }
        }
        12 => {
            let named = ways(value, |path, _| matches!(path.steps().last(), Some(Step::Key(_))));
            Change::Strip { path: random.pick(&named).clone() }
        }
        8 => {
            let named = ways(value, |path, _| matches!(path.steps().last(), Some(Step::Key(_))));
            Change::Rename { path: random.pick(&named).clone(), name: name.to_owned() }
        }
        _ => {
            let items = ways(value, |path, _| matches!(path.steps().last(), Some(Step::Item(_))));
            let from = random.pick(&items).clone();
            let to = place_for_item(random, &without(value, &from));
            Change::Move { from, to }
        }
    }
}

/// Whether a value is what a change should have made of another one.
fn is_right(old: &Value, change: &Change, new: &Value) -> bool {
    match change {
        Change::Set { path, text } => match get(old, path) {
            Some(_) => *new == with(old, path.steps(), Value::Text(text.clone())),
            None => get(new, path) == Some(&Value::Text(text.clone())) && without(new, path) == *old,
        },
        Change::Add { path, value } => *new == with_item(old, path, value),
        Change::Remove { path } | Change::Strip { path } => *new == without(old, path),
        Change::Rename { path, name } => {
            let (parent, step) = path.split_last().expect("a key");
            let Some(Value::Map(entries)) = get(old, &parent) else { return false };
            let entries = entries.iter().map(|(key, value)| {
                let key = if *step == Step::Key(key.clone()) { name } else { key };
                (key.clone(), value.clone())
            });
            *new == with(old, parent.steps(), Value::Map(entries.collect()))
        }
        Change::Move { from, to } => {
            let item = get(old, from).expect("an item");
            *new == with_item(&without(old, from), to, item)
        }
    }
}

/// The comments of a text and where they begin.
fn comments(text: &str) -> Vec<(usize, String)> {
    let parser = Parser::new_from_str_with_options(text, options! { emit_comments: true });
    let mut comments: Vec<(usize, String)> = parser
        .filter_map(|event| match event.expect("YAML") {
            (Event::Comment(text, _), span) => {
                Some((span.byte_range().expect("a place").start, text.into_owned()))
            }
            _ => None,
        })
        .collect();
    comments.sort();
    comments
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// Where the line of a place begins, or one of the lines above.
fn line(text: &str, at: usize, above: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    if above > 0 && start > 0 { line(text, start - 1, above - 1) } else { start }
}

fn is_subsequence(part: &str, of: &str) -> bool {
    let mut rest = of.bytes();
    part.bytes().all(|byte| rest.any(|other| other == byte))
}

/// The bytes of a text that belong to a value and what stands on its lines, with all between it and the line
/// of the text before.
fn own(document: &Document, path: &Path) -> std::ops::Range<usize> {
    let (text, value) = (document.source().text(), document.value());
    let span = document.place(path).span().expect("a place");
    let scalars = ways(&value, |_, value| matches!(value, Value::Text(_) | Value::Empty));
    let ends = scalars.iter().filter_map(|path| document.place(path).span()).map(|span| span.end);
    let before = ends.filter(|end| *end <= span.start).max().map_or(0, |end| next_line(text, end));
    before.min(span.start)..next_line(text, span.end)
}

fn explain(old: &Document, change: &Change, new: &Document) -> String {
    let (before, after) = (old.source().text(), new.source().text());
    format!("{change:?}\n--- before\n{before}\n--- after\n{after}")
}

/// Checks that a change left alone what it does not speak of.
fn check_rest(old: &Document, change: &Change, new: &Document) {
    let (before, after) = (old.source().text(), new.source().text());
    let explain = || explain(old, change, new);
    let (kept, all) = (comments(after), comments(before));
    let words =
        |comments: &[(usize, String)]| comments.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>();
    let (kept_words, all_words) = (words(&kept), words(&all));
    match change {
        Change::Rename { .. } => {
            assert_eq!(kept_words, all_words, "{}", explain());
            let changed = before.lines().zip(after.lines()).filter(|(one, other)| one != other);
            assert!(changed.count() < 2 && before.lines().count() == after.lines().count(), "{}", explain());
        }
        Change::Set { path, .. } => {
            assert_eq!(kept_words, all_words, "{}", explain());
            if let Some(span) = old.place(path).span() {
                let (head, tail) = (line(before, span.start, 3), next_line(before, span.end));
                let tail = &before[next_line(before, tail.min(before.len()))..];
                assert!(after.starts_with(&before[..head]) && after.ends_with(tail), "{}", explain());
            } else {
                assert!(is_subsequence(before, after), "{}", explain());
            }
        }
        Change::Add { path, .. } => {
            assert_eq!(kept_words, all_words, "{}", explain());
            let list = path.split_last().and_then(|(list, _)| old.get(&list));
            assert!(list == Some(Value::List(Vec::new())) || is_subsequence(before, after), "{}", explain());
        }
        Change::Remove { path } => {
            // Some comments say the same.
            let (own, lost) = (own(old, path), all.len() - kept.len());
            let is_right = |head: usize| {
                kept_words[..head] == all_words[..head]
                    && kept_words[head..] == all_words[head + lost..]
                    && all[head..head + lost].iter().all(|(at, _)| own.contains(at))
            };
            assert!((0..=kept.len()).any(is_right), "{}", explain());
            let brackets = after.len() - after.replace("[]", "").replace("{}", "").len();
            assert!(brackets > 0 || is_subsequence(after, before), "{}", explain());
        }
        Change::Strip { .. } => {
            assert_eq!(kept_words, all_words, "{}", explain());
            assert!(
                is_subsequence(after, before) || after.contains("[]") || after.contains("{}"),
                "{}",
                explain()
            );
        }
        Change::Move { .. } => {
            let sorted = |mut words: Vec<String>| {
                words.sort();
                words
            };
            assert_eq!(sorted(kept_words), sorted(all_words), "{}", explain());
        }
    }
    let ends =
        |text: &str| (text.contains("\r\n"), text.replace("\r\n", "").contains('\n'), text.ends_with('\n'));
    assert_eq!(ends(before), ends(after), "{}", explain());
}

/// What refuses a change, in words that its message has.
const REASONS: [&str; 4] = ["が既にあります", "Shift_JIS", "説明", "書き方"];

#[test]
fn random_changes_come_out_as_they_should() {
    const ROUNDS: usize = 380;
    let (mut refusals, mut random) = (BTreeMap::<&str, usize>::new(), Random(9));
    for (name, bytes) in files() {
        let (text, coding) = Coding::read(&bytes).expect("text");
        let file = document(&text).with_coding(coding);
        let mut changed = file.clone();
        for round in 1..=ROUNDS {
            let (before, old) = (changed.clone(), changed.value());
            let change = any_change(&mut random, &old);
            if let Err(mistake) = edit(&mut changed, &change) {
                assert_eq!((changed.value(), changed.source().text()), (old, before.source().text()));
                let reason = REASONS.into_iter().find(|reason| mistake.message.contains(reason));
                *refusals
                    .entry(reason.unwrap_or_else(|| panic!("{name}: {}", mistake.message)))
                    .or_default() += 1;
                continue;
            }
            assert!(is_right(&old, &change, &changed.value()), "{}", explain(&before, &change, &changed));
            check_rest(&before, &change, &changed);
            // Files that have changed too often resemble no one's.
            if round % 20 == 0 {
                let (read, _) = Coding::read(&changed.to_bytes().expect("bytes")).expect("text");
                assert_eq!(read, changed.source().text());
                changed = file.clone();
            }
        }
        assert_eq!(file.to_bytes(), Ok(bytes), "{name}");
    }
    // A name that is taken, a character that CP932 lacks, or a comment where brackets have no room for it.
    let count = |reason| refusals.get(reason).copied().unwrap_or_default();
    assert!(count("が既にあります") < 100 && count("Shift_JIS") < 50 && count("説明") < 100, "{refusals:?}");
    // A pair in the brackets of a list, which has room for one key; or a comment that would come to stand right
    // below a block text, and as deep as that.
    assert!(count("書き方") < 3_000 / 200, "{refusals:?}");
}
