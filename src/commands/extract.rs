//! Makes handouts with the rows of some agencies only.

use std::path::Path;

use shiryo3::Handout;
use shiryo3::agency::{self, Agencies, Agency};
use shiryo3::diag::{Checked, Warned};

use super::build::rendered;
use super::inputs::{expand, for_each_sheet, stem};
use super::{Outcome, outputs};
use crate::cli::{Format, Input, Rows};
use crate::files::NewFile;
use crate::messages::Messages;

/// The signs that join names.
const COMMAS: [char; 2] = ['、', ','];

/// Makes an extract for each of the agencies, or groups of agencies joined by 、, then writes them, all or none.
pub(crate) fn extract(
    input: Input,
    names: &[String],
    rows: &Rows,
    out: &Path,
    formats: &[Format],
    messages: &mut Messages,
) -> Outcome {
    let input = expand(input, messages);
    let made = input.as_ref().and_then(|input| make(input, names, rows, out, formats, messages));
    outputs::write(made, input.as_ref().map_or(&[], |input| &input.files), messages)
}

fn make(
    input: &Input,
    names: &[String],
    rows: &Rows,
    out: &Path,
    formats: &[Format],
    messages: &mut Messages,
) -> Option<(Vec<NewFile>, String)> {
    let paths = messages.general(outputs::paths(input, Some(out)))?;
    let made = for_each_sheet(input, None, messages, |handout, index| {
        let agencies = Agencies::of(handout.sheet(), &agency::columns(handout.sheet(), &rows.columns)?);
        let groups = groups(&agencies, names)?;
        let extracts = groups.iter().map(|group| {
            let extract = Handout::of(agency::extract(handout.sheet(), group), handout.design(), None)?.value;
            let name = format!("{}_抜粋_{}", stem(&paths[index]), name(group));
            let path = paths[index].with_file_name(name);
            let files = rendered(&extract, formats, &path, &stem(&input.files[index]))?;
            let pages = extract.measures().pages.len();
            let lines: String = files.iter().map(|file| outputs::written(file, pages)).collect();
            Ok((files, lines))
        });
        extracts.collect::<Checked<Vec<_>>>().map(Warned::from)
    });
    let (files, lines): (Vec<_>, Vec<String>) = made?.into_iter().flatten().unzip();
    Some((files.concat(), lines.concat()))
}

/// The agencies that names stand for: in one name several may be joined by 、.
fn groups<'a>(agencies: &'a Agencies, names: &[String]) -> Checked<Vec<Vec<&'a Agency>>> {
    let (mut groups, mut mistakes) = (Vec::new(), Vec::new());
    for name in names {
        let names = name.trim_matches(COMMAS).split(COMMAS);
        let (found, unknown): (Vec<_>, Vec<_>) =
            names.map(|name| agencies.find(name)).partition(Result::is_ok);
        groups.push(found.into_iter().flatten().collect());
        mistakes.extend(unknown.into_iter().filter_map(Result::err));
    }
    if mistakes.is_empty() { Ok(groups) } else { Err(mistakes) }
}

/// What a group is called in the name of a file.
fn name(group: &[&Agency]) -> String {
    let first = group.first().map_or(String::new(), |agency| agency::file_name(&agency.name));
    match group.len() {
        0 | 1 => first,
        count => format!("{first}ほか{}機関", count - 1),
    }
}
