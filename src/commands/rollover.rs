//! Makes next year's file, and tells what it changed and what to look at.

use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use shiryo3::diag::{Checked, Code, Diagnostic, Sources};
use shiryo3::load::Document;
use shiryo3::rollover::{
    Answers, Bars, Changed, Look, Questions, moved_months, next_file_stem, questions, roll_over,
};

use super::Outcome;
use super::inputs::{expand, for_each_sheet};
use crate::cli::{Decisions, Input, Rollover};
use crate::files::{self, shown};
use crate::messages::Messages;

/// The words for what becomes of bars, in the order of the choices on a terminal.
const BARS: [(&str, Bars); 3] = [("引き継ぐ", Bars::Keep), ("順次実施", Bars::GoOn), ("空", Bars::Empty)];

/// Makes the file of the year after that of a file without mistakes.
pub(crate) fn rollover(arguments: &Rollover, messages: &mut Messages) -> Outcome {
    let input = Input { files: vec![arguments.file.clone()], design: arguments.design.clone() };
    let input = expand(&input, messages)?;
    for_each_sheet(&input, None, messages, |_, _| Ok(().into()))?;
    let file = input.files.first()?;
    let (text, coding) = messages.general(files::read_coded(file))?;
    let mut sources = Sources::default();
    let document = Document::read(&sources.add(&messages.name(file), &text));
    let document = messages.checked(document, &sources)?.with_coding(coding);
    let asked = messages.general(questions(&document))?;
    let new = messages.general(arguments.new.clone().map_or_else(|| next_file(file, asked.from), Ok))?;
    let answers = messages.checked(answers(&asked, &arguments.decisions), &sources)?;
    let rolled = messages.general(roll_over(&document, &answers))?;
    let bytes = messages.general(rolled.document.to_bytes())?;
    messages.general(files::create_bytes(&new, &bytes))?;
    Some(report(&new, &asked, &rolled.changes, &rolled.looks))
}

/// Where the new file goes if nothing is said: beside the old one, under the next year's name.
fn next_file(file: &Path, year: u16) -> Result<PathBuf, Diagnostic> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let next = next_file_stem(&stem, year).map(|next| file.with_file_name(next).with_added_extension("yaml"));
    next.ok_or_else(|| {
        let message = format!("{} の名前からは、新しいファイルの名前を決められません", shown(file));
        Diagnostic::general(Code::UnreadableFile, message, "新しいファイルの名前を後に書いてください")
    })
}

/// The decisions of the command line, and of somebody at the terminal where none is there.
fn answers(asked: &Questions, decisions: &Decisions) -> Checked<Answers> {
    let mut answers = given(asked, decisions)?;
    let is_asked = decisions.is_empty() && io::stdin().is_terminal();
    if is_asked {
        ask(asked, &mut answers);
    }
    match &asked.era {
        Some([old, new]) if answers.prefers_new_era.is_none() => Err(vec![Diagnostic::general(
            Code::Year,
            format!("次の年度は {old} とも {new} とも書けます"),
            "「--era 平成」か「--era 令和」のように、どちらの元号で書くかを指定してください",
        )]),
        _ => Ok(answers),
    }
}

/// The decisions of the command line.
fn given(asked: &Questions, decisions: &Decisions) -> Checked<Answers> {
    let mut mistakes = Vec::new();
    let (mut bars, mut bars_of) = (Bars::Keep, BTreeMap::new());
    for word in &decisions.bars {
        let (name, numbers) =
            word.split_once(['=', '＝']).map_or((word.as_str(), None), |(n, r)| (n, Some(r)));
        match (BARS.iter().find(|(known, _)| *known == name), numbers) {
            (Some((_, choice)), None) => bars = *choice,
            (Some((_, choice)), Some(numbers)) => {
                bars_of.extend(numbers.split([',', '、']).map(|number| (number.to_owned(), *choice)));
            }
            (None, _) => mistakes.push(Diagnostic::general(
                Code::Choice,
                format!("--bars の「{word}」は指定できません"),
                "「引き継ぐ」「順次実施」「空」か、「空=3,5」のように書いてください",
            )),
        }
    }
    let mut meetings = BTreeMap::new();
    for word in &decisions.meetings {
        match moved_months(word) {
            Some((old, new)) => drop(meetings.insert(old, new)),
            None => mistakes.push(Diagnostic::general(
                Code::Choice,
                format!("--meetings の「{word}」は指定できません"),
                "「9月=10月」のように、前の月と新しい月を書いてください",
            )),
        }
    }
    let prefers_new_era = decisions.era.as_ref().and_then(|era| {
        let names = asked.era.as_ref()?;
        let place = names.iter().position(|name| name.starts_with(era.as_str()));
        if place.is_none() {
            let message = format!("--era の「{era}」は指定できません");
            let remedy = format!("次の年度は {} か {} です", names[0], names[1]);
            mistakes.push(Diagnostic::general(Code::Choice, message, remedy));
        }
        place.map(|place| place == 1)
    });
    let split = |word: &String| word.split([',', '、']).map(str::to_owned).collect::<Vec<_>>();
    let answers = Answers {
        prefers_new_era,
        bars,
        bars_of,
        done: decisions.done.iter().flat_map(split).collect(),
        meetings,
        renumbers: decisions.renumber,
        label: decisions.label.clone(),
        date: decisions.date.clone(),
    };
    if mistakes.is_empty() { Ok(answers) } else { Err(mistakes) }
}

/// Asks somebody at the terminal. Who only presses Enter changes nothing.
fn ask(asked: &Questions, answers: &mut Answers) {
    if let Some([old, new]) = &asked.era {
        let choice = line(&format!("次の年度をどう書きますか（1: {old}、2: {new}）: "));
        answers.prefers_new_era = ["1", "2"].iter().position(|key| choice == *key).map(|place| place == 1);
    }
    let choice =
        line("予定の帯はどうしますか（1: 引き継ぐ、2: 順次実施 4月〜3月 だけにする、3: 空にする）[1]: ");
    answers.bars = choice
        .parse()
        .ok()
        .and_then(|nth: usize| BARS.get(nth.checked_sub(1)?))
        .map_or(Bars::Keep, |it| it.1);
    for (month, label) in &asked.meetings {
        let typed = line(&format!("{month}月の会議（{label}）は何月にしますか [{month}月]: "));
        if let Some((old, new)) = moved_months(&format!("{month}月={typed}")) {
            answers.meetings.insert(old, new);
        }
    }
    for (number, item) in &asked.rows {
        say(&format!("  {number} {item}\n"));
    }
    let done = line("終わった取組の番号（なければ Enter）: ");
    answers.done =
        done.split([',', '、', ' ', '　']).filter(|it| !it.is_empty()).map(str::to_owned).collect();
    answers.renumbers = matches!(
        line("番号を 1 から付け直しますか（y: はい、Enter: いいえ）: ").as_str(),
        "y" | "Y" | "はい"
    );
    answers.label = Some(line(&format!("資料番号 [{}]: ", asked.label))).filter(|label| !label.is_empty());
}

/// The line that somebody types after a question, in half-width letters, without blanks around it.
fn line(question: &str) -> String {
    say(question);
    let mut line = String::new();
    let _ = io::stdin().lock().read_line(&mut line);
    shiryo3::japanese::width::halved(&line)
}

fn say(text: &str) {
    let mut out = io::stderr();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// What was changed and what to look at, line by line.
fn report(new: &Path, asked: &Questions, changes: &[Changed], looks: &[Look]) -> String {
    let changed = changes.iter().map(|change| {
        let (before, after) = (one_line(&change.before), one_line(&change.after));
        let words = match (before.is_empty(), after.is_empty()) {
            (_, true) => format!("（消した行）{before}"),
            (true, _) => after,
            _ => format!("{before} → {after}"),
        };
        format!("  {} 行目 {words}\n    {}\n", change.line, change.why)
    });
    let looks =
        looks.iter().map(|look| format!("  {} 行目 {}\n    {}\n", look.line, cut(&look.text), look.why));
    let (changed, looks): (String, String) = (changed.collect(), looks.collect());
    let name = shown(new);
    format!(
        "{name}（{}）を作りました\n\n変えた所\n{changed}\n確かめる所（変えていません）\n{looks}",
        asked.year
    )
}

/// Lines on one, each without blanks around it.
fn one_line(lines: &str) -> String {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    cut(&lines.join(" "))
}

/// A text that is not longer than people read.
fn cut(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
