//! The program: reads the command line and the files, prints what is wrong or what was written.

mod cli;
mod files;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use cli::{Cli, Command, Format, Input};
use shiryo3::diag::{self, Diagnostic, Source, Sources};
use shiryo3::font::{FontFile, Fonts};
use shiryo3::model::{Sheet, Template};
use shiryo3::{DEFAULT_TEMPLATE, Handout, STARTER, layout};

/// The document has errors, or a file can't be read or written.
const FAILED: u8 = 1;
/// The command line is wrong.
const WRONG_USE: u8 = 2;

/// The most mistakes of a file that are shown.
const SHOWN: usize = 100;

/// The smallest type in points that most people can read on a copy.
const LEGIBLE: f64 = 5.0;

/// The name of the built-in template in messages.
const BUILT_IN: &str = "組み込みの書式";

fn main() -> ExitCode {
    let outcome = match Cli::try_parse() {
        Ok(cli) => run(cli.command),
        Err(error) => return usage(&error),
    };
    match outcome {
        Ok(report) => {
            say(&mut io::stdout(), &report);
            ExitCode::SUCCESS
        }
        Err(report) => {
            say(&mut io::stderr(), &report);
            ExitCode::from(FAILED)
        }
    }
}

fn usage(error: &clap::Error) -> ExitCode {
    let text = cli::explain(error);
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            say(&mut io::stdout(), &text);
            ExitCode::SUCCESS
        }
        _ => {
            say(&mut io::stderr(), &text);
            ExitCode::from(WRONG_USE)
        }
    }
}

/// Prints. A reader that has gone away (`| head`) is no failure of ours.
fn say(to: &mut impl Write, text: &str) {
    let _ = to.write_all(text.as_bytes());
}

/// What to print: on success what was done, on failure what is wrong.
type Outcome = Result<String, String>;

fn run(command: Command) -> Outcome {
    match command {
        Command::Build { input, out, format } => build(&input, &out, &format),
        Command::Check { input } => check(&input),
        Command::Init { file } => create(&file, STARTER),
        Command::Template { file } => create(&file, DEFAULT_TEMPLATE),
    }
}

fn create(file: &Path, text: &str) -> Outcome {
    files::create(file, text).map_err(|mistake| general(&mistake))?;
    Ok(format!("{} を作りました\n", file.display()))
}

fn build(input: &Input, out: &Path, formats: &[Format]) -> Outcome {
    let outputs = output_paths(input, out)?;
    let formats = [Format::Pdf, Format::Xlsx].into_iter().filter(|format| formats.contains(format));
    let made = for_each_sheet(input, |handout, index| {
        let made = formats.clone().map(|format| {
            let bytes = match format {
                Format::Pdf => handout.pdf()?,
                Format::Xlsx => handout.xlsx()?,
            };
            Ok((outputs[index].with_extension(format.extension()), bytes))
        });
        let made = made.collect::<Result<Vec<_>, _>>().map_err(|mistake: Diagnostic| vec![mistake])?;
        let lines = made.iter().map(|file| written(file, handout.tracks().pages.len()));
        let lines: String = lines.chain([preflight(handout.template())]).collect();
        Ok((made, lines))
    });
    let made = made.map_err(|report| format!("{report}何も書いていません\n"))?;
    let (files, lines): (Vec<_>, Vec<String>) = made.into_iter().unzip();
    files::replace_all(&files.concat(), &input.files).map_err(|mistake| general(&mistake))?;
    Ok(lines.concat())
}

/// What to know before printing: paper, type, and how small that gets when A3 is copied down to A4.
fn preflight(template: &Template) -> String {
    let (paper, smallest) = (template.paper, template.smallest_type().0);
    let direction = if paper.landscape { "横" } else { "縦" };
    let body = template.text.body.0;
    let sizes = format!("用紙 {}{direction}、本文 {body:.1}pt、最も小さい文字 {smallest:.1}pt", paper.name);
    if paper.name != "A3" {
        return format!("{sizes}\n");
    }
    // A4 has half of A3's area.
    let copied = smallest / f64::sqrt(2.0);
    let warning = if copied < LEGIBLE {
        "注意: A4 に縮めると、読みにくい 5pt 未満の文字ができます\n"
    } else {
        ""
    };
    format!("{sizes}（A4 に縮めて写すと {copied:.1}pt）\n{warning}")
}

fn written((path, bytes): &(PathBuf, Vec<u8>), pages: usize) -> String {
    format!("{}（{pages} 頁、{} KB）を作りました\n", path.display(), bytes.len().div_ceil(1024))
}

/// Where each input's outputs go, without the ending of a format.
fn output_paths(input: &Input, out: &Path) -> Result<Vec<PathBuf>, String> {
    // Not `with_extension` alone: a stem such as `R9.6` would lose its end.
    let path = |file: &PathBuf| out.join(file.file_stem().unwrap_or_default()).with_added_extension("pdf");
    let paths: Vec<PathBuf> = input.files.iter().map(path).collect();
    for (index, path) in paths.iter().enumerate() {
        if let Some(first) = paths[..index].iter().position(|earlier| earlier == path) {
            let [first, second] = [first, index].map(|index| input.files[index].display());
            return Err(general(&Diagnostic::general(
                format!("{first} と {second} は、同じ {} を作ることになります", path.display()),
                "ファイルの名前を変えるか、-o で別のフォルダーを指定して一つずつ作ってください",
            )));
        }
    }
    Ok(paths)
}

fn check(input: &Input) -> Outcome {
    let counts = for_each_sheet(input, |handout, _| Ok(handout.tracks().pages.len()))?;
    let lines = input.files.iter().zip(counts);
    Ok(lines.map(|(file, pages)| format!("{}: 誤りはありません（{pages} 頁）\n", file.display())).collect())
}

/// Does something with every input's handout, or says everything that is wrong with any of them.
fn for_each_sheet<T>(
    input: &Input,
    work: impl Fn(&Handout, usize) -> diag::Checked<T>,
) -> Result<Vec<T>, String> {
    let name = input.template.as_ref().map_or(BUILT_IN.to_owned(), |path| path.display().to_string());
    let text = match &input.template {
        Some(path) => files::read(path).map_err(|mistake| general(&mistake))?,
        None => DEFAULT_TEMPLATE.to_owned(),
    };
    let template_source = Source { name: &name, text: &text };
    let no_data = Source { name: "", text: "" };
    let folder = input.template.as_ref().and_then(|path| path.parent()).unwrap_or(Path::new(""));
    let in_template =
        |mistakes: Vec<Diagnostic>| report(&mistakes, Sources { data: no_data, template: template_source });
    let template = shiryo3::read_template(&text).map_err(in_template)?;
    let faces = files::read_faces(&template, folder).map_err(in_template)?;
    let faces: Vec<FontFile> = faces.iter().map(|(span, data)| FontFile { span: *span, data }).collect();
    let fonts = Fonts::new(&faces).map_err(in_template)?;
    let (mut done, mut wrong) = (Vec::new(), String::new());
    for (index, file) in input.files.iter().enumerate() {
        let kit = Kit { template: &template, template_source, fonts: &fonts, pages: input.pages };
        match one_sheet(file, kit, |handout| work(handout, index)) {
            Ok(result) => done.push(result),
            Err(report) => wrong.push_str(&report),
        }
    }
    if wrong.is_empty() { Ok(done) } else { Err(wrong) }
}

/// What all sheets of a run are made with.
struct Kit<'a> {
    template: &'a Template,
    template_source: Source<'a>,
    fonts: &'a Fonts<'a>,
    /// The number of pages that the command line asks for.
    pages: Option<usize>,
}

fn one_sheet<T>(file: &Path, kit: Kit, work: impl Fn(&Handout) -> diag::Checked<T>) -> Result<T, String> {
    let text = files::read(file).map_err(|mistake| general(&mistake))?;
    let name = file.display().to_string();
    let made = |sheet: Sheet| {
        let template = layout::fit(&sheet, kit.template, kit.fonts, kit.pages.or(sheet.pages))?;
        work(&Handout::new(&sheet, &template, kit.fonts)?)
    };
    let result = shiryo3::read_sheet(&text, kit.template).and_then(made);
    let sources = Sources { data: Source { name: &name, text: &text }, template: kit.template_source };
    result.map_err(|mistakes| report(&mistakes, sources))
}

/// Mistakes as text, and how many there are.
fn report(mistakes: &[Diagnostic], sources: Sources) -> String {
    let styled = io::stderr().is_terminal();
    let shown =
        mistakes.iter().take(SHOWN).map(|mistake| format!("{}\n\n", diag::render(mistake, &sources, styled)));
    let count = match mistakes.len() {
        all @ ..=SHOWN => format!("{all} 件の誤りがあります\n"),
        all => format!("ほか {} 件、全部で {all} 件の誤りがあります\n", all - SHOWN),
    };
    shown.chain([count]).collect()
}

/// A mistake that has no place in a text.
fn general(mistake: &Diagnostic) -> String {
    diag::render_general(mistake) + "\n"
}
