//! Blocks of the real sheet, moved, cut and pasted as people do in Notepad: what is said about each, and
//! whether doing as one is told mends it.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout)] // A test fails by panicking, and says why.

mod common;

use std::ops::Range;

use common::{explain, source};
use shiryo3::diag::Diagnostic;
use shiryo3::model::{Sheet, Template};
use shiryo3::{DEFAULT_TEMPLATE, read_sheet, read_template};

const REAL: &str = include_str!("../data/h29-odawara.yaml");

/// The same rows with bodies in the place of meetings, records (実績), notes and times in words.
const WORDS: &str = include_str!("blocks/words.yaml");

/// Draws numbers: SplitMix64 (Steele, Lea and Flood 2014).
struct Draw {
    state: u64,
    /// The file that is broken.
    file: &'static str,
}

impl Draw {
    /// A number of a range.
    fn of(&mut self, range: Range<usize>) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        range.start + ((bits ^ (bits >> 31)) % range.len() as u64) as usize
    }

    /// The file as lines.
    fn lines(&self) -> Lines {
        self.file.lines().map(str::to_owned).collect()
    }

    /// One of some things.
    fn one<T: Clone>(&mut self, things: &[T]) -> T {
        things[self.of(0..things.len())].clone()
    }
}

/// A file as lines.
type Lines = Vec<String>;

/// A broken file, the lines that are wrong in it, counted from 0, and by how much, if that is all.
struct Broken {
    lines: Lines,
    block: Range<usize>,
    by: Option<isize>,
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The blocks that begin with a text, each up to the next line that is not deeper.
fn blocks(lines: &[String], begin: &str) -> Vec<Range<usize>> {
    let starts = (0..lines.len()).filter(|at| lines[*at].starts_with(begin));
    let column = depth(begin);
    let block = |start: usize| {
        let inside = lines[start + 1..].iter().take_while(|line| line.is_empty() || depth(line) > column);
        let mut end = start + 1 + inside.count();
        while lines[end - 1].is_empty() {
            end -= 1;
        }
        start..end
    };
    starts.map(block).collect()
}

const ROW: &str = "      - 番号";
const THEME: &str = "  - 見出し";
const SCHEDULE: &str = "        予定:";

/// How a meeting begins, or a body that holds some.
fn meeting(lines: &[String]) -> &'static str {
    if lines.iter().any(|line| line.starts_with("  - 名前")) { "  - 名前" } else { "  - 月" }
}

fn shift(line: &str, by: isize) -> String {
    if line.is_empty() {
        return String::new();
    }
    " ".repeat(depth(line).saturating_add_signed(by)) + line.trim_start_matches(' ')
}

fn shift_all(lines: &mut [String], by: isize) {
    for line in lines {
        *line = shift(line, by);
    }
}

/// A block shifted where it stands.
fn shifted(draw: &mut Draw, begin: &str) -> Broken {
    let mut lines = draw.lines();
    let block = draw.one(&blocks(&lines, begin));
    let least = -(depth(begin).min(6) as isize);
    let by = draw.one(&(least..=6).filter(|by| *by != 0).collect::<Vec<_>>());
    shift_all(&mut lines[block.clone()], by);
    Broken { lines, block, by: Some(-by) }
}

/// A copy of a 取組 with a number of its own.
fn copied_row(draw: &mut Draw, lines: &[String]) -> Lines {
    let row = draw.one(&blocks(lines, ROW));
    let mut copy = lines[row].to_vec();
    copy[0] = format!("{ROW}: 24");
    copy
}

/// Pastes lines before one.
fn pasted(mut lines: Lines, at: usize, block: Lines, by: Option<isize>) -> Broken {
    let length = block.len();
    lines.splice(at..at, block);
    Broken { lines, block: at..at + length, by }
}

/// A new 取組 behind another, at a wrong depth.
fn new_row(draw: &mut Draw) -> Broken {
    let lines = draw.lines();
    let mut copy = copied_row(draw, &lines);
    let by = draw.one(&[-6, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6]);
    shift_all(&mut copy, by);
    let at = draw.one(&blocks(&lines, ROW)).end;
    pasted(lines, at, copy, Some(-by))
}

/// Cuts a block out.
fn cut(lines: &mut Lines, block: Range<usize>) -> Lines {
    let end = if lines.get(block.end).is_some_and(String::is_empty) { block.end + 1 } else { block.end };
    let mut cut: Lines = lines.drain(block.start..end).collect();
    while cut.last().is_some_and(String::is_empty) {
        cut.pop();
    }
    cut
}

fn position(lines: &[String], text: &str) -> usize {
    lines.iter().position(|line| line.starts_with(text)).expect("the line")
}

/// A block cut and pasted somewhere, as deep as it was or otherwise.
fn moved(draw: &mut Draw, begin: &str, places: fn(&[String]) -> Vec<usize>) -> Broken {
    let mut lines = draw.lines();
    let block = draw.one(&blocks(&lines, begin));
    let mut block = cut(&mut lines, block);
    let least = -(depth(begin) as isize);
    let by = draw.one(&[0, 0, 0, least, -2, 2]).max(least);
    shift_all(&mut block, by);
    let at = draw.one(&places(&lines));
    pasted(lines, at, block, None)
}

fn below_meetings(lines: &[String]) -> Vec<usize> {
    let list = position(lines, "会議:");
    [vec![list + 1], blocks(lines, meeting(lines)).iter().map(|it| it.end).collect()].concat()
}

fn below_themes(lines: &[String]) -> Vec<usize> {
    vec![position(lines, "課題:") + 1]
}

fn above_all(lines: &[String]) -> Vec<usize> {
    ["資料番号", "表題", "年度", "会議:", "課題:"].map(|key| position(lines, key)).to_vec()
}

fn inside_rows(lines: &[String]) -> Vec<usize> {
    blocks(lines, ROW).into_iter().flat_map(|row| row.start + 1..row.end).collect()
}

fn inside_meetings(lines: &[String]) -> Vec<usize> {
    blocks(lines, meeting(lines)).into_iter().flat_map(|row| row.start + 1..row.end).collect()
}

fn between_rows(lines: &[String]) -> Vec<usize> {
    blocks(lines, ROW).iter().map(|row| row.end).collect()
}

fn in_heads_of_themes(lines: &[String]) -> Vec<usize> {
    blocks(lines, THEME).iter().flat_map(|theme| [theme.start + 1, theme.start + 2]).collect()
}

/// A block pasted at its own indentation into the middle of another.
fn split(draw: &mut Draw, begin: &str, places: fn(&[String]) -> Vec<usize>) -> Broken {
    let mut lines = draw.lines();
    let block = draw.one(&blocks(&lines, begin));
    let block = cut(&mut lines, block);
    let at = draw.one(&places(&lines));
    pasted(lines, at, block, None)
}

/// The bars of a 取組, cut and pasted below another of its headings.
fn bars_elsewhere(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let lists = blocks(&lines, SCHEDULE).into_iter().filter(|list| list.len() > 1).collect::<Vec<_>>();
    let list = draw.one(&lists);
    let bars: Lines = lines.drain(list.start + 1..list.end).collect();
    let row = blocks(&lines, ROW).into_iter().find(|row| row.contains(&list.start)).expect("a row");
    let keys: Vec<usize> = (row.start..list.start).filter(|at| depth(&lines[at + 1]) <= 8).collect();
    let at = draw.one(&keys) + 1;
    pasted(lines, at, bars, None)
}

/// Bars at a wrong depth.
fn bars_shifted(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let lists = blocks(&lines, SCHEDULE).into_iter().filter(|list| list.len() > 1).collect::<Vec<_>>();
    let list = draw.one(&lists);
    let bars = list.start + 1..list.end;
    let by = draw.one(&[-3, -4, -5, -6, -8, -10]);
    shift_all(&mut lines[bars.clone()], by);
    Broken { lines, block: bars, by: Some(-by) }
}

/// A list's item without its mark, as deep as its headings or its mark.
fn unmarked(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let begin = draw.one(&[ROW, ROW, THEME, meeting(&lines)]);
    let item = draw.one(&blocks(&lines, begin));
    let column = depth(begin) + draw.one(&[0, 2]);
    lines[item.start] = " ".repeat(column) + &lines[item.start][depth(begin) + 2..];
    Broken { lines, block: item.start..item.start + 1, by: None }
}

/// A 取組 each of whose headings has a mark.
fn marked(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let row = draw.one(&blocks(&lines, ROW));
    let keys: Vec<usize> = (row.start + 1..row.end).filter(|at| depth(&lines[*at]) == 8).collect();
    for at in &keys {
        lines[*at] = format!("      - {}", lines[*at].trim_start());
    }
    Broken { lines, block: keys[0]..keys[keys.len() - 1] + 1, by: None }
}

/// A mark with two or three spaces behind it.
fn spaced(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let begin = draw.one(&[ROW, ROW, THEME, meeting(&lines)]);
    let item = draw.one(&blocks(&lines, begin)).start;
    lines[item] = lines[item].replacen("- ", draw.one(&["-  ", "-   "]), 1);
    Broken { lines, block: item..item + 1, by: None }
}

/// A block without its first lines.
fn headless(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let begin = draw.one(&[ROW, ROW, ROW, THEME, meeting(&lines)]);
    let item = draw.one(&blocks(&lines, begin));
    let count = if begin == ROW { draw.of(1..3) } else { 1 };
    lines.drain(item.start..item.start + count);
    Broken { lines, block: item.start..item.end - count, by: None }
}

/// A list without the heading above it.
fn listless(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let key = draw.one(&[SCHEDULE, SCHEDULE, "    取組:", "    取組:", "課題:", "会議:"]);
    let lists = blocks(&lines, key).into_iter().filter(|list| list.len() > 1).collect::<Vec<_>>();
    let list = draw.one(&lists);
    lines.remove(list.start);
    Broken { lines, block: list.start..list.end - 1, by: None }
}

/// Some headings of a 取組 at a wrong depth.
fn part_shifted(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let row = draw.one(&blocks(&lines, ROW));
    let mut starts: Vec<usize> = (row.start..row.end).filter(|at| depth(&lines[*at]) <= 8).collect();
    starts.push(row.end);
    let from = draw.of(1..starts.len() - 1);
    let to = draw.of(from + 1..starts.len());
    let block = starts[from]..starts[to];
    let by = draw.one(&[-6, -4, -3, -2, -1, 1, 2, 3, 4, 6]);
    shift_all(&mut lines[block.clone()], by);
    Broken { lines, block, by: Some(-by) }
}

/// A block indented by other spaces.
fn odd_spaces(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let begin = draw.one(&[ROW, ROW, THEME, meeting(&lines)]);
    let block = draw.one(&blocks(&lines, begin));
    let (space, width) =
        draw.one(&[("\u{3000}", 2), ("\t", 2), ("\t", if begin != ROW && begin != THEME { 2 } else { 8 })]);
    for line in &mut lines[block.clone()] {
        let spaces = depth(line);
        *line = space.repeat(spaces / width) + &" ".repeat(spaces % width) + line.trim_start_matches(' ');
    }
    let odd = |line: &String| line.starts_with(space);
    let first = block.start + lines[block.clone()].iter().position(odd).expect("an odd line");
    let last = block.start + lines[block.clone()].iter().rposition(odd).expect("an odd line");
    Broken { lines, block: first..last + 1, by: None }
}

/// 区分 below 取組.
fn heading_below_list(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let theme = draw.one(&blocks(&lines, THEME)).start;
    lines.swap(theme + 1, theme + 2);
    Broken { lines, block: theme + 2..theme + 3, by: None }
}

/// A comment in the middle of a text.
fn comment(draw: &mut Draw) -> Broken {
    let lines = draw.lines();
    let texts: Vec<usize> = (1..lines.len())
        .filter(|at| {
            depth(&lines[*at]) == 10 && lines[*at].contains('・') && lines[at - 1].contains("          ・")
        })
        .collect();
    let at = draw.one(&texts);
    let line = " ".repeat(draw.one(&[0, 2, 6, 8])) + "# ここは要確認";
    pasted(lines, at, vec![line], None)
}

/// Two or three 取組 that follow each other, at a wrong depth.
fn rows_shifted(draw: &mut Draw) -> Broken {
    let mut lines = draw.lines();
    let themes = blocks(&lines, THEME).into_iter().map(|theme| {
        blocks(&lines, ROW).into_iter().filter(|row| theme.contains(&row.start)).collect::<Vec<_>>()
    });
    let themes: Vec<_> = themes.filter(|rows| rows.len() > 3).collect();
    let rows = draw.one(&themes);
    let (from, count) = (draw.of(0..rows.len() - 2), 2);
    let block = rows[from].start..rows[from + count - 1].end;
    let by = draw.one(&[-6, -4, -3, -2, -1, 1, 2, 3, 4, 6]);
    shift_all(&mut lines[block.clone()], by);
    Broken { lines, block, by: Some(-by) }
}

/// The ways to break a file, each with a name and how many of it are tried.
type Kind = (&'static str, usize, fn(&mut Draw) -> Broken);

const KINDS: [Kind; 29] = [
    ("a row shifted", 12, |draw| shifted(draw, ROW)),
    ("a theme shifted", 10, |draw| shifted(draw, THEME)),
    ("a meeting shifted", 8, |draw| shifted(draw, meeting(&draw.lines()))),
    ("a new row at a wrong depth", 12, new_row),
    ("rows shifted", 6, rows_shifted),
    ("part of a row shifted", 10, part_shifted),
    ("a row below 会議", 8, |draw| moved(draw, ROW, below_meetings)),
    ("a row in a meeting", 6, |draw| split(draw, ROW, inside_meetings)),
    ("a row below 課題", 6, |draw| moved(draw, ROW, below_themes)),
    ("a row above all", 8, |draw| moved(draw, ROW, above_all)),
    ("a row in a row", 14, |draw| split(draw, ROW, inside_rows)),
    ("a row in the head of a theme", 6, |draw| split(draw, ROW, in_heads_of_themes)),
    ("a theme in a row", 8, |draw| split(draw, THEME, inside_rows)),
    ("a theme below 会議", 6, |draw| moved(draw, THEME, below_meetings)),
    ("a theme in a meeting", 4, |draw| split(draw, THEME, inside_meetings)),
    ("a theme above all", 4, |draw| moved(draw, THEME, above_all)),
    ("a meeting in a row", 6, |draw| split(draw, meeting(&draw.lines()), inside_rows)),
    ("a meeting between rows", 6, |draw| moved(draw, meeting(&draw.lines()), between_rows)),
    ("a meeting below 課題", 4, |draw| moved(draw, meeting(&draw.lines()), below_themes)),
    ("bars below another heading", 8, bars_elsewhere),
    ("bars shifted", 6, bars_shifted),
    ("an item without mark", 8, unmarked),
    ("marks on all lines", 5, marked),
    ("a mark with spaces behind it", 5, spaced),
    ("a block without its first lines", 8, headless),
    ("a list without its heading", 7, listless),
    ("a block with other spaces", 8, odd_spaces),
    ("区分 below 取組", 3, heading_below_list),
    ("a comment in a text", 4, comment),
];

fn joined(lines: &[String]) -> String {
    lines.join("\n") + "\n"
}

/// The number that stands before a word in a text.
fn number_before(text: &str, word: &str) -> Option<usize> {
    let before = text.split(word).next().filter(|before| before.len() < text.len())?.trim_end();
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    before[before.len() - digits..].parse().ok()
}

/// The lines that a message marks, counted from 0.
fn marked_lines(lines: &[String], mistake: &Diagnostic) -> Range<usize> {
    let span = mistake.span.expect("a place");
    let text = joined(lines);
    let line = |at: usize| text[..at].matches('\n').count();
    line(span.start)..line(span.end) + 1
}

/// By how much a remedy moves lines to the right.
fn amount(remedy: &str) -> isize {
    let more = number_before(remedy, " 個ずつ加え").or(number_before(remedy, " 個ずつ増や"));
    let less = number_before(remedy, " 個ずつ消し").or(number_before(remedy, " 個ずつ減ら"));
    more.unwrap_or_default() as isize - less.unwrap_or_default() as isize
}

/// The lines after doing what a message says.
fn mended(lines: &[String], mistake: &Diagnostic) -> Lines {
    let (mut lines, block, remedy) = (lines.to_vec(), marked_lines(lines, mistake), mistake.remedy.as_str());
    let inner = |line: &str| line.trim_start_matches([' ', '\t', '\u{3000}']).to_owned();
    if remedy.contains("切り取り") {
        let mut target = match number_before(remedy, " 行目の次）") {
            Some(line) => line,
            None => {
                number_before(remedy.split_once("切り取り、").expect("a target").1, " 行目の「")
                    .expect("a line")
                    - 1
            }
        };
        let mut cut: Lines = lines.drain(block.clone()).collect();
        shift_all(&mut cut, amount(remedy));
        if target >= block.end {
            target -= block.len();
        }
        lines.splice(target..target, cut);
    } else if remedy.contains(" 行目の上に、「") {
        let new = remedy.split_once("上に、").expect("lines").1.split('「').skip(1);
        let new = new.map(|line| line.split_once('」').expect("a line").0);
        let new: Lines = new
            .map(|line| match line {
                _ if line.contains("番号") => line.replace('…', "99"),
                _ if line.contains("月") => line.replace('…', "4月"),
                _ => line.to_owned(),
            })
            .collect();
        lines.splice(block.start..block.start, new);
    } else if remedy.contains("見出しの前の「- 」を") {
        for line in &mut lines[block] {
            if depth(line) == 6 {
                *line = line.replacen("- ", "  ", 1);
            }
        }
    } else if remedy.contains("「-」の後の空白を 1 個に") {
        let (before, behind) = lines[block.start].split_once('-').expect("a mark");
        lines[block.start] = format!("{before}- {}", behind.trim_start());
    } else if remedy.contains("移すか、消してください") {
        lines.drain(block);
    } else if remedy.contains("個につき半角の空白") {
        for (word, space) in [("タブ 1 個につき", "\t"), ("全角の空白 1 個につき", "\u{3000}")]
        {
            let Some((_, rule)) = remedy.split_once(word) else { continue };
            let width = number_before(rule, " 個").expect("a width");
            for line in &mut lines[block.clone()] {
                let lead = line.len() - inner(line).len();
                *line = line[..lead].replace(space, &" ".repeat(width)) + &line[lead..];
            }
        }
        shift_all(&mut lines[block], amount(remedy));
    } else if let Some(column) =
        number_before(remedy, " 個と「- 」").or(number_before(remedy, " 個にしてください"))
    {
        let mark = if remedy.contains("個と「- 」") { "- " } else { "" };
        lines[block.start] = " ".repeat(column) + mark + &inner(&lines[block.start]);
        if let Some((_, rest)) = remedy.split_once("続きの行も（") {
            let from = number_before(rest, "〜").or(number_before(rest, " 行目）")).expect("a line") - 1;
            let to = number_before(rest, " 行目）").expect("a line");
            shift_all(&mut lines[from..to], amount(remedy));
        }
    } else if remedy.contains("行の頭の空白を消してください") {
        lines[block.start] = inner(&lines[block.start]);
    } else {
        shift_all(&mut lines[block], amount(remedy));
    }
    lines
}

/// What a file with a broken block comes to.
struct Outcome {
    kind: &'static str,
    /// One message says which lines, by how much or where to.
    is_named: bool,
    is_one: bool,
    /// After doing as it says, the file can be read.
    is_mended: bool,
    log: String,
}

fn outcome(kind: &'static str, file: &str, broken: &Broken, template: &Template) -> Option<Outcome> {
    let text = joined(&broken.lines);
    let mistakes = read_sheet(&source(&text), template).err()?;
    let first = &mistakes[0];
    let numbers = match broken.block.len() {
        1 => String::new(),
        _ => format!("{}〜{} 行目", broken.block.start + 1, broken.block.end),
    };
    let says_amount = broken.by.is_none_or(|by| {
        let is_single =
            first.remedy.contains("個にしてください") || first.remedy.contains("空白を消してください");
        amount(&first.remedy) == by || (broken.block.len() == 1 && is_single)
    });
    let after = mended(&broken.lines, first);
    let read = read_sheet(&source(&joined(&after)), template);
    let is_right = match broken.by {
        Some(_) => read.as_ref().is_ok_and(|sheet| is_whole(sheet, file, template)),
        None => read.is_ok(),
    };
    Some(Outcome {
        kind,
        is_named: marked_lines(&broken.lines, first).start == broken.block.start
            && [&first.message, &first.remedy].iter().any(|words| words.contains(&numbers))
            && says_amount,
        is_one: mistakes.len() == 1,
        is_mended: is_right,
        log: format!(
            "--- {kind}, lines {numbers} ({}) by {:?}\n{}{}",
            broken.block.start + 1,
            broken.by,
            explain(&mistakes, &text, DEFAULT_TEMPLATE),
            read.err().map_or(String::new(), |rest| format!(
                "then:\n{}",
                explain(&rest, &joined(&after), DEFAULT_TEMPLATE)
            )),
        ),
    })
}

/// Whether a sheet holds all that the real one does.
fn is_whole(sheet: &Sheet, file: &str, template: &Template) -> bool {
    let real = read_sheet(&source(file), template).expect("the real sheet");
    let rows = |sheet: &Sheet| sheet.themes.iter().map(|theme| theme.initiatives.len()).collect::<Vec<_>>();
    let more = rows(sheet).iter().sum::<usize>() - rows(&real).iter().sum::<usize>();
    *sheet == real || more == 1
}

#[test]
fn a_block_in_a_wrong_place_is_one_message() {
    are_named_and_mended(REAL, DEFAULT_TEMPLATE);
}

#[test]
fn a_block_between_bodies_and_times_in_words_is_one_message() {
    are_named_and_mended(WORDS, DEFAULT_TEMPLATE);
}

#[test]
fn a_block_under_headings_of_a_template_is_one_message() {
    let renamed = |text: &str| text.replace("内容:", "主な取組:").replace("提案機関:", "担当課:");
    let template =
        DEFAULT_TEMPLATE.replace("名前: 内容", "名前: 主な取組").replace("名前: 提案機関", "名前: 担当課");
    are_named_and_mended(renamed(REAL).leak(), &template);
}

/// Whether blocks of a file in wrong places are named in one message, and mended by doing what it says.
fn are_named_and_mended(file: &'static str, template: &str) {
    let template = read_template(&source(template)).expect("the template");
    let mut draw = Draw { state: 29, file };
    let mut outcomes = Vec::new();
    for (kind, count, broken) in KINDS {
        let drawn = std::iter::repeat_with(|| outcome(kind, file, &broken(&mut draw), &template));
        outcomes.extend(drawn.flatten().take(count));
    }
    let count = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| is(outcome)).count();
    let (all, named, one, mended) =
        (outcomes.len(), count(|it| it.is_named), count(|it| it.is_one), count(|it| it.is_mended));
    let failing = outcomes.iter().filter(|it| !(it.is_named && it.is_one && it.is_mended));
    let failing: Vec<String> = failing
        .map(|it| format!("named {} one {} mended {} {}", it.is_named, it.is_one, it.is_mended, it.log))
        .collect();
    println!("{}", failing.join("\n"));
    for (kind, count, _) in KINDS {
        let bad = outcomes
            .iter()
            .filter(|it| it.kind == kind && !(it.is_named && it.is_one && it.is_mended))
            .count();
        println!("{kind}: {bad} of {count} fail");
    }
    println!("{all} files: {named} named, {one} with one message, {mended} mended");
    assert!(all >= 200);
    assert!(named * 100 >= all * 95, "{named} of {all} named");
    assert!(one * 100 >= all * 95, "{one} of {all} with one message");
    assert!(mended * 100 >= all * 95, "{mended} of {all} mended");
}
