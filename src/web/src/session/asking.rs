//! What agencies are asked, and extracts for them.

use std::io::{Cursor, Write};

use shiryo3::agency::{self, Agencies, Agency};
use shiryo3::diag::{Checked, Code, Diagnostic};
use shiryo3::{Handout, inquiry};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Session, first};
use crate::message::{Answer, Format, Outcome};
use crate::round::MadeFile;

/// A file that is made, by its name.
type NewFile = (String, Vec<u8>);

impl Session {
    /// Who is asked about the data.
    pub(super) fn recipients(&self, column: String) -> Result<Answer, Diagnostic> {
        let (handout, _) = self.handout().map_err(first)?;
        let names = [column];
        let columns = agency::columns(handout.sheet(), &names).map_err(first)?;
        let agencies = Agencies::of(handout.sheet(), &columns);
        let all: Vec<&Agency> = agencies.list.iter().collect();
        let recipients = inquiry::recipients(handout.sheet(), &agencies, &all, self.stem());
        Ok(Answer::Recipients(recipients.into()))
    }

    /// Looks at the day by which replies are wanted.
    pub(super) fn check_due(&self, due: &str) -> Result<Answer, Diagnostic> {
        let (handout, _) = self.handout().map_err(first)?;
        let doubt = Some(due).filter(|due| !due.trim().is_empty());
        let doubt = doubt.and_then(|due| inquiry::doubt_of_due(due, handout.sheet().period));
        doubt.map_or(Ok(Answer::Done), Err)
    }

    /// The reply forms of some agencies and their list, or all of these in one archive.
    pub(super) fn ask(&self, column: String, names: &[String], due: &str, is_zip: bool) -> Outcome {
        let owners = [column];
        self.outcome(|session| {
            let (handout, _) = session.handout()?;
            let agencies = Agencies::of(handout.sheet(), &agency::columns(handout.sheet(), &owners)?);
            let asked: Result<Vec<&Agency>, _> = names.iter().map(|name| agencies.find(name)).collect();
            let asked = asked.map_err(|mistake| vec![mistake])?;
            let recipients = inquiry::recipients(handout.sheet(), &agencies, &asked, session.stem());
            let due = Some(due.trim()).filter(|due| !due.is_empty());
            let files = handout.inquiry(&asked, &recipients, due, session.stem())?;
            match is_zip {
                true => Ok(vec![(format!("{}_照会.zip", session.stem()), zipped(&files)?)]),
                false => Ok(files),
            }
        })
    }

    /// The handout of an agency's rows.
    pub(super) fn extract(&self, column: String, name: &str, format: Format) -> Outcome {
        let owners = [column];
        self.outcome(|session| {
            let (handout, _) = session.handout()?;
            let agencies = Agencies::of(handout.sheet(), &agency::columns(handout.sheet(), &owners)?);
            let group = [agencies.find(name).map_err(|mistake| vec![mistake])?];
            let sheet = agency::extract(handout.sheet(), &group);
            let extract = Handout::of(sheet, handout.design(), None)?.value;
            let name = agency::extract_name(session.stem(), &group);
            let (ending, bytes) = match format {
                Format::Pdf => ("pdf", extract.pdf().map_err(|mistake| vec![mistake])?),
                Format::Xlsx => ("xlsx", extract.xlsx(session.stem())?),
            };
            Ok(vec![(format!("{name}.{ending}"), bytes)])
        })
    }

    /// Files as an answer.
    pub(super) fn outcome(&self, make: impl FnOnce(&Session) -> Checked<Vec<NewFile>>) -> Outcome {
        match make(self) {
            Ok(files) => {
                let list =
                    files.iter().map(|(name, bytes)| MadeFile { name: name.clone(), length: bytes.len() });
                let list = list.collect();
                (Answer::Files(list), files.into_iter().flat_map(|(_, bytes)| bytes).collect())
            }
            Err(mistakes) => (Answer::Refused(first(mistakes).into()), Vec::new()),
        }
    }
}

/// Files in one archive. They are workbooks, which are compressed already.
fn zipped(files: &[NewFile]) -> Checked<Vec<u8>> {
    let write = || -> zip::result::ZipResult<Vec<u8>> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, bytes) in files {
            archive.start_file(name.as_str(), options)?;
            archive.write_all(bytes)?;
        }
        Ok(archive.finish()?.into_inner())
    };
    write().map_err(|error| vec![Diagnostic::general(Code::Internal, error.to_string(), "")])
}
