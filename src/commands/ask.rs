//! Makes the reply forms for agencies, and the list of what goes to whom.

use shiryo3::Handout;
use shiryo3::agency::{self, Agencies, Agency, Doubt};
use shiryo3::diag::{Checked, Code, Diagnostic, Warned};
use shiryo3::inquiry::{self, Recipients};

use super::inputs::{for_each_sheet, stem};
use super::{Made, Outcome, outputs};
use crate::cli::Ask;
use crate::files::{NewFile, shown};
use crate::messages::Messages;

/// What is true when no form has been written.
const UNASKED: &str = "回答票は作りませんでした（前のファイルはそのままです）";

/// Makes a form for each of the agencies, or for all of them, and the list, then writes them, all or none.
pub(crate) fn ask(arguments: &Ask, messages: &mut Messages) -> Outcome {
    outputs::of_each(&arguments.input, UNASKED, messages, |input, messages| {
        for_each_sheet(input, None, messages, |handout, index| {
            let columns = agency::columns(handout.sheet(), &arguments.columns.columns)?;
            let agencies = Agencies::of(handout.sheet(), &columns);
            let made = make(handout, &agencies, arguments, &stem(&input.files[index]))?;
            unwritten(&made.0).map_err(|mistake| vec![mistake])?;
            let due =
                arguments.due.as_ref().and_then(|due| inquiry::doubt_of_due(due, handout.sheet().period));
            let warnings = agencies.doubts.iter().map(Doubt::warning).chain(due).collect();
            Ok(Warned { value: made, warnings })
        })
    })
}

/// The agencies of some names, or all.
fn asked<'a>(agencies: &'a Agencies, names: &[String]) -> Checked<Vec<&'a Agency>> {
    if names.is_empty() {
        return Ok(agencies.list.iter().collect());
    }
    let (found, unknown): (Vec<_>, Vec<_>) =
        names.iter().map(|name| agencies.find(name)).partition(Result::is_ok);
    let unknown: Vec<Diagnostic> = unknown.into_iter().filter_map(Result::err).collect();
    if unknown.is_empty() { Ok(found.into_iter().flatten().collect()) } else { Err(unknown) }
}

/// The forms of a sheet and their list, and the lines that tell of them.
fn make(handout: &Handout, agencies: &Agencies, arguments: &Ask, stem: &str) -> Checked<Made> {
    let asked = asked(agencies, &arguments.agency)?;
    let sheet = handout.sheet();
    let recipients = inquiry::recipients(sheet, agencies, &asked, stem);
    let files = handout.inquiry(&asked, &recipients, arguments.due.as_deref(), stem)?;
    let files: Vec<NewFile> =
        files.into_iter().map(|(name, bytes)| (arguments.out.join(name), bytes)).collect();
    let lines = lines(&files, &recipients);
    Ok((files, lines))
}

fn lines(files: &[NewFile], recipients: &Recipients) -> String {
    let notes = recipients.list.iter().map(|recipient| format!("（取組 {} 件）", recipient.numbers.len()));
    let questions = match recipients.questions.len() {
        0 => String::new(),
        count => format!("（確かめる所 {count} 件）"),
    };
    let notes = notes.chain([questions]);
    files.iter().zip(notes).map(|((path, _), note)| format!("{}{note}を作りました\n", shown(path))).collect()
}

/// Whether none of the files is there yet: one that is may be a reply.
fn unwritten(files: &[NewFile]) -> Result<(), Diagnostic> {
    let there: Vec<String> =
        files.iter().filter(|(path, _)| path.exists()).map(|(path, _)| shown(path)).collect();
    match there.as_slice() {
        [] => Ok(()),
        [first, others @ ..] => {
            let count =
                if others.is_empty() { String::new() } else { format!(" など {} 件", there.len()) };
            Err(Diagnostic::general(
                Code::FileExists,
                format!("{first}{count} は既にあります。返ってきた回答かもしれないので、上書きしません"),
                "前のものを別のフォルダーに移すか、-o で別のフォルダーを指定してください",
            ))
        }
    }
}
