//! From a data file to a handout: the one entry to all stages.

mod compiler;
mod revised;

use std::sync::Arc;

use crate::agency::Agency;
use crate::diag::{Checked, Diagnostic, Source, Warned};
use crate::font::{FontFile, Fonts};
use crate::inquiry::{self, Form, Recipients};
use crate::japanese::words;
use crate::load::Document;
use crate::measure::Measured;
use crate::merge::Proposals;
use crate::model::{Date, Sheet, Template, Text};
use crate::page::Page;
use crate::table::Table;
use crate::{lint, load, place, render, resolve};

pub use compiler::{Compiler, compile};
pub use revised::Earlier;

/// A template with its faces. Any number of sheets can be made with it.
pub struct Design {
    template: Template,
    fonts: Fonts,
}

impl Design {
    /// Reads a template. `face` gets the content of a font file that the template names, or says why it
    /// can't.
    ///
    /// # Errors
    ///
    /// All that is wrong with the template and its font files, behind what may be meant otherwise.
    pub fn new(
        source: &Source,
        face: impl Fn(&Text) -> Result<Vec<u8>, Diagnostic>,
    ) -> Checked<Warned<Design>> {
        let template = read_template(source)?;
        let warnings = lint::template(&template);
        let fonts = fonts(&template, face);
        Warned::of(fonts.map(|fonts| Design { template, fonts }), warnings)
    }

    /// The template.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// The faces.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }
}

/// The built-in faces and those that a template names.
fn fonts(template: &Template, face: impl Fn(&Text) -> Result<Vec<u8>, Diagnostic>) -> Checked<Fonts> {
    let (mut files, mut mistakes) = (Vec::new(), Vec::new());
    for path in &template.faces {
        match face(path) {
            Ok(data) => files.push(FontFile { place: path.place, data }),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if mistakes.is_empty() { Fonts::new(files) } else { Err(mistakes) }
}

/// The name of the template that a data file asks for (書式), if it does: that of a file, from its own folder
/// on. What else there is to say of the file, [`compile`] says.
pub fn template_named(data: &Source) -> Option<Text> {
    // Most files name none, and need not be read for that.
    if !data.text().contains(words::TEMPLATE) {
        return None;
    }
    // Without its template all columns of a file that can't be read would be wrong, too.
    let alone = || Document::read(&alone(data, words::TEMPLATE)?).ok();
    let document = Document::read(data).ok().or_else(alone)?;
    let node = document.node(&load::Path::top().key(words::TEMPLATE))?;
    let (value, place) = (node.text().into(), node.span.into());
    let name = Text { spelling: document.spelling(node.text(), node.span), place, value };
    Some(name).filter(|name| !name.value.trim().is_empty())
}

/// The entry of a file that begins with a heading, at its place, and nothing else: whatever is wrong with its
/// indentation or its colon.
fn alone(data: &Source, heading: &str) -> Option<Source> {
    let text = data.text();
    text.match_indices(heading).find_map(|(at, _)| {
        let (before, line) = (text[..at].rsplit('\n').next()?, text[at..].lines().next()?);
        let value = line[heading.len()..].strip_prefix([':', '：']).filter(|_| before.trim().is_empty())?;
        let gap = " ".repeat(line.len() - heading.len() - value.len() - 1);
        Some(data.with_text(&format!("{}{heading}:{gap}{value}", "\n".repeat(at))))
    })
}

/// Reads a template without its faces.
///
/// # Errors
///
/// Every mistake in it, in the order of their places.
pub fn read_template(source: &Source) -> Checked<Template> {
    let as_written = |source: &Source| resolve::template(load::template(&Document::read(source)?)?);
    as_written(source).map_err(|mistakes| load::explain_line(source, mistakes, as_written))
}

/// Reads a data file, as far as a template shows it.
///
/// # Errors
///
/// Every mistake in it, in the order of their places.
pub fn read_sheet(source: &Source, template: &Template) -> Checked<Sheet> {
    as_written(source, template).map_err(|mistakes| explained(source, mistakes, template))
}

fn as_written(source: &Source, template: &Template) -> Checked<Sheet> {
    resolve::sheet(load::sheet(&Document::read(source)?)?, template)
}

/// The mistakes of a data file, those of blocks in the wrong place told as such.
fn explained(source: &Source, mistakes: Vec<Diagnostic>, template: &Template) -> Vec<Diagnostic> {
    load::explain_blocks(source, mistakes, |source| as_written(source, template))
}

/// Up to how many pages a handout is placed once for its PDF: more of them take more room than it takes time to place
/// them again.
const KEPT_PAGES: usize = 20;

/// A sheet that has been measured and found to fit: from here on nothing can go wrong but for the limits
/// of an output format.
pub struct Handout {
    sheet: Arc<Sheet>,
    table: Arc<Table>,
    measures: Arc<Measured>,
    design: Arc<Design>,
}

impl Handout {
    /// The sheet.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The template and its faces.
    pub fn design(&self) -> &Arc<Design> {
        &self.design
    }

    /// What stands where.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Its measures.
    pub fn measures(&self) -> &Measured {
        &self.measures
    }

    /// Its pages.
    pub fn pages(&self) -> Vec<Page> {
        self.placed().collect()
    }

    fn placed(&self) -> impl Iterator<Item = Page> + Clone {
        place::place(&self.table, &self.measures, &self.design.fonts)
    }

    /// Its PDF.
    ///
    /// # Errors
    ///
    /// See [`render::pdf`].
    pub fn pdf(&self) -> Result<Vec<u8>, Diagnostic> {
        if self.measures.pages.len() > KEPT_PAGES {
            return render::pdf(&self.table, self.placed(), &self.design.fonts);
        }
        render::pdf(&self.table, self.pages().iter(), &self.design.fonts)
    }

    /// All workbooks of an inquiry with their files' names: the reply forms of those who are asked, which are
    /// the recipients in the same order, and the list. `due` is by when replies are wanted, `stem` the name of
    /// the data file without folder and ending.
    ///
    /// # Errors
    ///
    /// See [`render::form`] and [`render::recipients`].
    pub fn inquiry(
        &self,
        asked: &[&Agency],
        recipients: &Recipients,
        due: Option<&str>,
        stem: &str,
    ) -> Checked<Vec<(String, Vec<u8>)>> {
        let forms = asked.iter().zip(&recipients.list).map(|(agency, recipient)| {
            let form = inquiry::form(&self.sheet, &self.design.template, agency, stem, due);
            Ok((recipient.file.clone(), self.form(&form)?))
        });
        let list = std::iter::once_with(|| Ok((recipients.file.clone(), self.recipients(recipients)?)));
        forms.chain(list).collect()
    }

    /// A reply form of its sheet as a workbook.
    ///
    /// # Errors
    ///
    /// See [`render::form`].
    pub fn form(&self, form: &Form) -> Checked<Vec<u8>> {
        render::form(form, &self.table.look, &self.design.fonts)
    }

    /// The list of those who are asked about its sheet, as a workbook.
    ///
    /// # Errors
    ///
    /// See [`render::recipients`].
    pub fn recipients(&self, recipients: &Recipients) -> Checked<Vec<u8>> {
        let date = self.sheet.date.unwrap_or(Date::start_of(self.sheet.period.first()));
        render::recipients(recipients, date, &self.table.look, &self.design.fonts)
    }

    /// What replies would change in its sheet as a workbook to decide in (突合表).
    ///
    /// # Errors
    ///
    /// See [`render::matching`].
    pub fn matching(&self, proposals: &Proposals) -> Checked<Vec<u8>> {
        let date = self.sheet.date.unwrap_or(Date::start_of(self.sheet.period.first()));
        render::matching(proposals, date, &self.table.look, &self.design.fonts)
    }

    /// Its workbook, which says that it was made from a data file called `stem`, a name without folder
    /// and ending.
    ///
    /// # Errors
    ///
    /// See [`render::xlsx`].
    pub fn xlsx(&self, stem: &str) -> Checked<Vec<u8>> {
        render::xlsx(&self.table, &self.measures, &self.design.fonts, stem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handouts_go_from_thread_to_thread() {
        fn is_shared<T: Send + Sync + 'static>() {}
        is_shared::<Handout>();
        is_shared::<Design>();
    }

    #[test]
    fn the_template_of_a_file_that_can_not_be_read_is_known() {
        for (data, name) in [
            ("年度: R7\n書式: 書式.yaml  # 自分の\n", Some("書式.yaml")),
            ("年度: [\n書式: '書式.yaml'\n課題\n - x", Some("書式.yaml")),
            ("年度: [\n  書式: 書式.yaml\n", Some("書式.yaml")),
            ("年度: [\n書式：書式.yaml\n", Some("書式.yaml")),
            ("書式: 書式.yaml\n年度: [\n", Some("書式.yaml")),
            ("年度: [\n書式:\n", None),
            ("年度: [\n# この書式: 書式.yaml\n", None),
        ] {
            let data = crate::diag::Sources::default().add("資料.yaml", data);
            let named = template_named(&data);
            assert_eq!(named.as_ref().map(|it| &*it.value), name);
            let Some(span) = named.and_then(|it| it.place.span()) else { continue };
            assert!(data.text()[span.start..span.end].contains("書式.yaml"));
        }
    }
}
