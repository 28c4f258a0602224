//! Makes handouts with the rows of some agencies only.

use std::path::Path;

use shiryo3::Handout;
use shiryo3::agency::{self, Agencies, Agency};
use shiryo3::diag::{Checked, Warned};

use super::build::rendered;
use super::inputs::{for_each_sheet, stem};
use super::outputs::{self, UNTOUCHED};
use super::{Made, Outcome};
use crate::cli::{Extract, Format};
use crate::messages::Messages;

/// The signs that join names.
const COMMAS: [char; 2] = ['、', ','];

/// Makes an extract for each of the agencies, or groups of agencies joined by 、, then writes them, all or none.
pub(crate) fn extract(arguments: &Extract, messages: &mut Messages) -> Outcome {
    outputs::of_each(&arguments.input, UNTOUCHED, messages, |input, messages| {
        let paths = messages.general(outputs::paths(input, Some(arguments.folder.path())))?;
        let made = for_each_sheet(input, None, messages, |handout, index| {
            let columns = agency::columns(handout.sheet(), &arguments.columns.columns)?;
            let agencies = Agencies::of(handout.sheet(), &columns);
            let groups = groups(&agencies, &arguments.agency)?;
            let stem = stem(&input.files[index]);
            let made = groups.iter().map(|group| {
                let path = paths[index].with_file_name(agency::extract_name(&stem, group));
                extracted(handout, group, &arguments.formats.format.0, &path, &stem)
            });
            made.collect::<Checked<Vec<_>>>().map(Warned::from)
        });
        Some(made?.concat())
    })
}

/// The extract of a group of agencies, whose path has no ending yet.
fn extracted(
    handout: &Handout,
    group: &[&Agency],
    formats: &[Format],
    path: &Path,
    stem: &str,
) -> Checked<Made> {
    let extract = Handout::of(agency::extract(handout.sheet(), group), handout.design(), None)?.value;
    let files = rendered(&extract, formats, path, stem)?;
    let pages = extract.measures().pages.len();
    let lines = files.iter().map(|file| outputs::written(file, pages)).collect();
    Ok((files, lines))
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
