//! Makes the reply forms for agencies, and the list of what goes to whom.

use std::path::Path;

use shiryo3::Handout;
use shiryo3::agency::{self, Agencies, Agency, Doubt};
use shiryo3::diag::{Checked, Code, Diagnostic, Warned};
use shiryo3::inquiry::{self, Recipients};

use super::inputs::{expand, for_each_sheet, stem};
use super::{Outcome, outputs};
use crate::cli::{Input, Rows};
use crate::files::{NewFile, shown};
use crate::messages::Messages;

/// Makes a form for each of the agencies, or for all of them, and the list, then writes them, all or none.
pub(crate) fn ask(
    input: Input,
    due: Option<&str>,
    names: &[String],
    rows: &Rows,
    out: &Path,
    messages: &mut Messages,
) -> Outcome {
    let input = expand(input, messages);
    let made = input.as_ref().and_then(|input| {
        let made = for_each_sheet(input, None, messages, |handout, index| {
            let agencies = Agencies::of(handout.sheet(), &agency::columns(handout.sheet(), &rows.columns)?);
            let asked = asked(&agencies, names)?;
            let made = make(handout, &agencies, &asked, &stem(&input.files[index]), due, out)?;
            unwritten(&made.0).map_err(|mistake| vec![mistake])?;
            Ok(Warned { value: made, warnings: agencies.doubts.iter().map(Doubt::warning).collect() })
        });
        let (files, lines): (Vec<_>, Vec<String>) = made?.into_iter().unzip();
        Some((files.concat(), lines.concat()))
    });
    outputs::write(made, input.as_ref().map_or(&[], |input| &input.files), messages)
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
fn make(
    handout: &Handout,
    agencies: &Agencies,
    asked: &[&Agency],
    stem: &str,
    due: Option<&str>,
    out: &Path,
) -> Checked<(Vec<NewFile>, String)> {
    let sheet = handout.sheet();
    let recipients = inquiry::recipients(sheet, agencies, asked, stem);
    let forms = asked.iter().zip(&recipients.list).map(|(agency, recipient)| {
        let form = inquiry::form(sheet, handout.design().template(), agency, stem, due);
        Ok((out.join(&recipient.file), handout.form(&form)?))
    });
    let mut files = forms.collect::<Checked<Vec<_>>>()?;
    files.push((out.join(format!("{stem}_照会先一覧.xlsx")), handout.recipients(&recipients)?));
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
