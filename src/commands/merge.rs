//! Compares replies with the data file, and writes what was decided about them into it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use shiryo3::agency::{Agencies, OWNERS};
use shiryo3::diag::{Code, Diagnostic, Sources};
use shiryo3::load::Document;
use shiryo3::merge::{self, Answer, Applied, Decisions, Proposals, Sender};
use shiryo3::reply::{self, Now, Reply};
use shiryo3::{Design, Handout, compile};

use super::inputs::{Designs, stem};
use super::{Made, Outcome, outputs};
use crate::cli::Merge;
use crate::console::{self, Progress};
use crate::files::{self, Replies, shown};
use crate::messages::Messages;

/// The name of the workbook to decide in.
const TABLE: &str = "突合表.xlsx";

/// What is true when nothing has been written.
const NO_TABLE: &str = "突合表は作りませんでした（資料はそのままです）";
const UNTOUCHED: &str = "資料には何も取り入れませんでした（前のままです）";

/// A data file that has been read.
struct Data {
    document: Document,
    handout: Handout,
    design: Arc<Design>,
    sources: Sources,
}

impl Data {
    fn read(arguments: &Merge, messages: &mut Messages) -> Option<Data> {
        let (text, coding) = messages.general(files::read_coded(&arguments.data))?;
        let mut sources = Sources::default();
        let source = sources.add(&messages.name(&arguments.data), &text);
        let mut designs = Designs::new(&arguments.design);
        let design = designs.of(&arguments.data, &source, &mut sources, messages);
        let design = messages.warned(design, &sources)?;
        let handout = messages.checked(compile(&source, &design, None), &sources)?.value;
        let document = messages.checked(Document::read(&source), &sources)?.with_coding(coding);
        Some(Data { document, handout, design, sources })
    }

    fn pages(&self) -> usize {
        self.handout.measures().pages.len()
    }
}

/// Reads all replies, and writes the workbook to decide in.
pub(crate) fn merge(arguments: &Merge, messages: &mut Messages) -> Outcome {
    let out = if arguments.out.is_dir() { arguments.out.join(TABLE) } else { arguments.out.clone() };
    let made = proposed(arguments, messages).and_then(|(proposals, bytes, answers)| {
        messages.general(undecided(&out))?;
        Some((vec![(out.clone(), bytes)], said(&proposals, answers.len(), &out) + &unchanged(&answers)))
    });
    let inputs: Vec<PathBuf> = [&arguments.data].into_iter().chain(&arguments.replies).cloned().collect();
    outputs::write(made, &inputs, NO_TABLE, messages)
}

/// What replies would change, that as a workbook, and the replies.
fn proposed(arguments: &Merge, messages: &mut Messages) -> Option<(Proposals, Vec<u8>, Vec<Answer>)> {
    let data = Data::read(arguments, messages)?;
    let Replies { files, others } =
        messages.checked(Replies::find(&arguments.replies), &Sources::default())?;
    others.iter().for_each(|other| messages.note(&unread(other)));
    let name = stem(&arguments.data);
    let now = Now::new(data.handout.sheet(), &name, data.design.template());
    let read = read_all(&files, &now, messages)?;
    let answers = answers(read, &now, &arguments.agency, messages)?;
    let proposals = merge::propose(&now, &answers);
    let bytes = messages.checked(data.handout.matching(&proposals), &data.sources)?;
    Some((proposals, bytes, answers))
}

/// What is said of a letter, a scan or a folder among the replies.
fn unread(path: &Path) -> String {
    let (what, remedy) = match path.is_dir() {
        true => ("フォルダーな", "回答が入っていれば、そのフォルダーも書いてください"),
        false => (" Excel ではない", "回答が書かれていれば、資料に手で書き入れてください"),
    };
    format!("注意: {} は{what}ので読みませんでした（{remedy}）", shown(path))
}

/// Reads all files, or says what is wrong with any of them.
fn read_all(files: &[PathBuf], now: &Now, messages: &mut Messages) -> Option<Vec<Reply>> {
    let progress = Progress::new(files.len());
    let read: Vec<Option<Reply>> = files
        .iter()
        .map(|file| {
            progress.step(&shown(file));
            let bytes = messages.general(files::read_whole(file))?;
            let name = file.file_name().unwrap_or_default();
            messages.general(reply::read(&shown(name), &bytes, now))
        })
        .collect();
    progress.end();
    read.into_iter().collect()
}

/// The replies with their agencies, each of which sent one.
fn answers(replies: Vec<Reply>, now: &Now, told: &[String], messages: &mut Messages) -> Option<Vec<Answer>> {
    let agencies = Agencies::of(now.sheet, &[OWNERS]);
    let is_single = replies.len() == 1;
    let mut answers: Vec<Answer> = Vec::new();
    for reply in replies {
        let told = told.iter().find_map(|told| match told.rsplit_once(['=', '＝']) {
            Some((file, agency)) => is_named(file, &reply.file).then_some(agency),
            None => is_single.then_some(told.as_str()),
        });
        let sender = match told {
            Some(agency) => Ok(agencies.find(agency).map_or(agency, |found| &found.name).to_owned()),
            None => asked(&reply, merge::sender(&reply, &agencies)),
        };
        let Some(agency) = messages.general(sender) else { continue };
        for answer in Answer::all(agency, reply, &agencies) {
            match answers.iter().find(|known| known.agency == answer.agency) {
                Some(first) => drop(messages.general::<()>(Err(sent_twice(first, &answer.reply.file)))),
                None => answers.push(answer),
            }
        }
    }
    if messages.stop() { None } else { Some(answers) }
}

/// Whether a file that was named on the command line is meant, however its name is encoded.
fn is_named(told: &str, file: &str) -> bool {
    let name = Path::new(told).file_name().unwrap_or_default().to_string_lossy().into_owned();
    merge::same_name(&name, file)
}

/// Who sent a file; who runs the program is asked where that can't be told.
fn asked(reply: &Reply, sender: Sender) -> Result<String, Diagnostic> {
    let among = match sender {
        Sender::Agency(agency) => return Ok(agency),
        Sender::OneOf(names) => format!("（{}のどれか）", names.join("、")),
        Sender::Unknown => String::new(),
    };
    let question = format!("{}{among} は、どの機関の回答ですか: ", reply.file);
    console::ask(&question).ok_or_else(|| {
        Diagnostic::general(
            Code::Sender,
            format!("{}: どの機関の回答か分かりません{among}", reply.file),
            format!(
                "「--agency {}=機関の名前」のように書くか、ファイルの名前に機関の名前を入れてください",
                reply.file
            ),
        )
    })
}

fn sent_twice(first: &Answer, file: &str) -> Diagnostic {
    Diagnostic::general(
        Code::Sender,
        format!("{} と {file} は、どちらも{}の回答です", first.reply.file, first.agency),
        "取り入れる方だけを残すか、--agency で別の機関の回答であることを示してください",
    )
}

/// Whether a workbook may be written over: nobody has decided anything in it.
fn undecided(out: &Path) -> Result<(), Diagnostic> {
    let old = if out.exists() { merge::read("", &files::read_whole(out)?).ok() } else { return Ok(()) };
    let is_as_made = |old: &Decisions| {
        let made = old.proposals.list.iter().map(|proposal| &proposal.default);
        made.eq(&old.choices)
    };
    if old.as_ref().is_some_and(is_as_made) {
        return Ok(());
    }
    Err(Diagnostic::general(
        Code::FileExists,
        format!("{} には決めたことが書かれているかもしれないので、上書きしません", shown(out)),
        "要らなければ消すか、-o で別の名前を指定してください",
    ))
}

/// What is said of a workbook that has been written.
fn said(proposals: &Proposals, count: usize, out: &Path) -> String {
    let open = proposals.list.iter().filter(|proposal| proposal.default.is_none()).count();
    let notes = match proposals.notes.len() {
        0 => String::new(),
        count => format!("、意見・連絡 {count} 件"),
    };
    let numbers = format!("案 {} 件、うち選ぶもの {open} 件{notes}", proposals.list.len());
    format!("回答 {count} 件を読み、{}（{numbers}）を作りました\n", shown(out))
}

/// Who sent nothing that can be read: an answer may stand there in colours alone.
fn unchanged(answers: &[Answer]) -> String {
    let is_unchanged = |reply: &Reply| {
        reply.edits.is_empty()
            && reply.deleted.is_empty()
            && reply.added.is_empty()
            && reply.remarks.is_empty()
    };
    let unchanged = answers.iter().filter(|answer| is_unchanged(&answer.reply));
    let names: Vec<String> =
        unchanged.map(|answer| format!("{}（{}）", answer.agency, answer.reply.file)).collect();
    match names.len() {
        0 => String::new(),
        count => format!(
            "直した所のない回答 {count} 件: {}（色だけで示されていないか、Excel でも見てください）\n",
            names.join("、")
        ),
    }
}

/// Writes what was decided into the data file, with a copy of the old one beside it.
pub(crate) fn apply(arguments: &Merge, decisions: &Path, messages: &mut Messages) -> Outcome {
    let made = decided(arguments, decisions, messages);
    outputs::write(made, &[decisions.to_owned()], UNTOUCHED, messages)
}

/// The files to be written, and what to say then.
fn decided(arguments: &Merge, table: &Path, messages: &mut Messages) -> Option<Made> {
    let mut data = Data::read(arguments, messages)?;
    let bytes = messages.general(files::read_whole(table))?;
    let decisions = messages.checked(merge::read(&shown(table), &bytes), &data.sources)?;
    let applied = merge::apply(&data.document, data.handout.sheet(), &decisions);
    let applied = messages.checked(applied, &data.sources)?;
    let handout = check(&mut data, &applied, messages)?;
    let old = messages.general(data.document.to_bytes())?;
    let new = messages.general(applied.document.to_bytes())?;
    let (before, after) = (data.pages(), handout.measures().pages.len());
    if before != after {
        messages.note(&format!("注意: {before} ページだった資料が {after} ページになります"));
    }
    let lines = summary(&decisions, &applied);
    if applied.written.is_empty() {
        return Some((Vec::new(), lines + "資料は前のままです\n"));
    }
    let copy = copy_of(&arguments.data);
    let kept = format!(
        "{} に取り入れました（前の資料は {} に残してあります）\n",
        shown(&arguments.data),
        shown(&copy)
    );
    Some((vec![(copy, old), (arguments.data.clone(), new)], lines + &kept))
}

/// Takes the new text through the whole check.
fn check(data: &mut Data, applied: &Applied, messages: &mut Messages) -> Option<Handout> {
    let source = applied.document.source();
    data.sources.replace(source);
    let checked = compile(source, &data.design, None).and_then(|handout| {
        handout.value.check_xlsx()?;
        Ok(handout.value)
    });
    messages.checked(checked.map_err(|mistakes| merge::blame(mistakes, applied)), &data.sources)
}

/// What became of each agency's proposals.
fn summary(decisions: &Decisions, applied: &Applied) -> String {
    let of_agency = |(agency, [taken, kept, open]): (String, [usize; 3])| {
        let open = if open > 0 { format!("、決めていない {open} 件") } else { String::new() };
        format!("{agency}: 取り入れた {taken} 件、今のまま {kept} 件{open}\n")
    };
    let lines: String = merge::tally(decisions).into_iter().map(of_agency).collect();
    format!("{lines}合わせて {} か所を直しました\n", applied.written.len())
}

/// A free name beside a file for its copy.
fn copy_of(file: &Path) -> PathBuf {
    let first = file.with_added_extension("bak");
    let others = (2..).map(|nth| file.with_added_extension(format!("bak{nth}")));
    [first].into_iter().chain(others).find(|path| !path.exists()).unwrap_or_default()
}
