//! The program: reads the command line and the files, prints what is wrong or what was written.

mod cli;
mod console;
mod files;
mod messages;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use cli::{Answer, Command, Format, Input, Reporting};
use files::{Failure, FileSystem, NewFile, shown};
use messages::Messages;
use shiryo3::diag::{Checked, Code, Diagnostic, Source, Sources};
use shiryo3::table::Table;
use shiryo3::{DEFAULT_TEMPLATE, Design, Handout, STARTER, compile, load, read_template};

/// The document has errors, or anything else is found in it under `--strict`, or a file can't be read or written.
const FAILED: u8 = 1;
/// The command line is wrong.
const WRONG_USE: u8 = 2;

/// The name of the built-in template in messages.
const BUILT_IN: &str = "組み込みの書式";

/// What is true when a build has changed no file.
const UNTOUCHED: &str = "PDF も Excel も作りませんでした（前のファイルはそのままです）";

fn main() -> ExitCode {
    let has_own_console = console::is_own();
    let (code, is_direct) = match cli::read(std::env::args_os().collect()) {
        Ok(cli) => (run(cli.command), cli.is_direct),
        Err(answer) => (reply(&answer), true),
    };
    if has_own_console && is_direct {
        say(&mut io::stdout(), "\nEnter キーを押すと閉じます\n");
        console::wait();
    }
    code
}

fn reply(answer: &Answer) -> ExitCode {
    if answer.is_help {
        say(&mut io::stdout(), &answer.text);
        return ExitCode::SUCCESS;
    }
    say(&mut io::stderr(), &answer.text);
    ExitCode::from(WRONG_USE)
}

/// Prints. A reader that has gone away (`| head`) is no failure of ours.
fn say(to: &mut impl Write, text: &str) {
    let _ = to.write_all(text.as_bytes());
}

fn run(command: Command) -> ExitCode {
    let (reporting, shows_hints) = match &command {
        Command::Build { reporting, .. } => (*reporting, false),
        Command::Check { reporting, .. } => (*reporting, true),
        Command::Init { .. } | Command::Template { .. } | Command::Schema { .. } => {
            (Reporting::default(), false)
        }
    };
    let mut messages = Messages::new(reporting, shows_hints);
    let done = match command {
        Command::Build { input, out, format, .. } => build(input, out.as_deref(), &format, &mut messages),
        Command::Check { input, .. } => check(input, &mut messages),
        Command::Init { file } => create(&file, STARTER, &mut messages),
        Command::Template { file } => create(&file, DEFAULT_TEMPLATE, &mut messages),
        Command::Schema { file, template: true, .. } => {
            create(&file, &load::template_schema(), &mut messages)
        }
        Command::Schema { file, data_of, .. } => create_schema(&file, data_of.as_deref(), &mut messages),
    };
    say(&mut io::stderr(), &messages.into_text());
    done.map_or(ExitCode::from(FAILED), |done| {
        say(&mut io::stdout(), &done);
        ExitCode::SUCCESS
    })
}

/// What was done, to be printed; nothing where the messages say what stood in the way.
type Outcome = Option<String>;

fn create(file: &Path, text: &str, messages: &mut Messages) -> Outcome {
    messages.general(files::create(file, text))?;
    Some(format!("{} を作りました\n", shown(file)))
}

/// Writes the schema of the data files that are made with a template.
fn create_schema(file: &Path, template: Option<&Path>, messages: &mut Messages) -> Outcome {
    let mut sources = Sources::default();
    let source = template_source(template, &mut sources, messages)?;
    let template = messages.checked(read_template(&source), &sources)?;
    create(file, &load::sheet_schema(template.text_columns()), messages)
}

/// The text of a template, or of the built-in one.
fn template_source(file: Option<&Path>, sources: &mut Sources, messages: &mut Messages) -> Option<Source> {
    let Some(path) = file else { return Some(sources.add(BUILT_IN, DEFAULT_TEMPLATE)) };
    let text = messages.general(files::read(path))?;
    Some(sources.add(&messages.name(path), &text))
}

/// Makes all files of a build, then writes them, all or none.
fn build(input: Input, out: Option<&Path>, formats: &[Format], messages: &mut Messages) -> Outcome {
    let made =
        expand(input, messages).and_then(|input| Some((make(&input, out, formats, messages)?, input.files)));
    let Some(((files, lines), inputs)) = made else {
        messages.note_unmade();
        messages.note(UNTOUCHED);
        return None;
    };
    match files::replace_all(&FileSystem::new(), &files, &inputs) {
        Ok(()) => return Some(lines),
        Err(Failure::Kept(mistake)) => {
            messages.add(&[mistake], &Sources::default());
            messages.note(UNTOUCHED);
        }
        Err(Failure::Torn(mistake)) => messages.add(&[mistake], &Sources::default()),
    }
    None
}

/// The same with files in place of patterns and folders.
fn expand(input: Input, messages: &mut Messages) -> Option<Input> {
    let files = files::expand(&input.files, input.template.as_deref());
    Some(Input { files: messages.checked(files, &Sources::default())?, ..input })
}

/// The files of a build, and what to say when they have been written.
fn make(
    input: &Input,
    out: Option<&Path>,
    formats: &[Format],
    messages: &mut Messages,
) -> Option<(Vec<NewFile>, String)> {
    let outputs = messages.general(output_paths(input, out))?;
    let formats = [Format::Pdf, Format::Xlsx].into_iter().filter(|format| formats.contains(format));
    let made = for_each_sheet(input, messages, |handout, index| {
        let made = formats.clone().map(|format| {
            let bytes = match format {
                Format::Pdf => handout.pdf().map_err(|mistake| vec![mistake])?,
                Format::Xlsx => handout.xlsx(&stem(&input.files[index]))?,
            };
            Ok((outputs[index].with_added_extension(format.extension()), bytes))
        });
        let made = made.collect::<Checked<Vec<_>>>()?;
        let lines = made.iter().map(|file| written(file, handout.measures().pages.len()));
        let lines: String = lines.chain([preflight(handout.table())]).collect();
        Ok((made, lines))
    });
    let (files, lines): (Vec<_>, Vec<String>) = made?.into_iter().unzip();
    Some((files.concat(), lines.concat()))
}

/// The name of a data file that its workbook bears: without folders, which are nobody else's business.
fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// What to know before printing: paper, type, and how small that gets when A3 is copied down to A4.
fn preflight(table: &Table) -> String {
    let (paper, smallest) = (table.look.paper, table.smallest_type().0.0);
    let direction = if paper.landscape { "横" } else { "縦" };
    let (name, body) = (paper.format.name(), table.look.text.body.0);
    let sizes = format!("用紙 {name}{direction}、本文 {body:.1}pt、最も小さい文字 {smallest:.1}pt");
    let copied = paper.format.copied_to_a4().map(|factor| smallest * factor);
    let copied = copied.map_or(String::new(), |copied| format!("（A4 に縮小コピーすると {copied:.1}pt）"));
    format!("{sizes}{copied}\n")
}

fn written((path, bytes): &NewFile, pages: usize) -> String {
    format!("{}（{pages} ページ、{} KB）を作りました\n", shown(path), bytes.len().div_ceil(1024))
}

/// Where each input's outputs go, without the ending of a format: into a folder, or beside the input.
fn output_paths(input: &Input, out: Option<&Path>) -> Result<Vec<PathBuf>, Diagnostic> {
    let folder = |file: &PathBuf| out.or(file.parent()).unwrap_or(Path::new("")).to_owned();
    let path = |file: &PathBuf| folder(file).join(file.file_stem().unwrap_or_default());
    let paths: Vec<PathBuf> = input.files.iter().map(path).collect();
    // Windows takes names that differ in case for the same.
    let same = |one: &Path, other: &Path| {
        one.to_string_lossy().to_lowercase() == other.to_string_lossy().to_lowercase()
    };
    for (index, path) in paths.iter().enumerate() {
        if let Some(first) = paths[..index].iter().position(|earlier| same(earlier, path)) {
            let [first, second] = [first, index].map(|index| shown(&input.files[index]));
            return Err(Diagnostic::general(
                Code::SamePlace,
                format!("{first} と {second} は、同じ {}.pdf などを作ることになります", shown(path)),
                "ファイルの名前を変えるか、-o で別のフォルダーを指定して一つずつ作ってください",
            ));
        }
    }
    Ok(paths)
}

fn check(input: Input, messages: &mut Messages) -> Outcome {
    let input = expand(input, messages)?;
    let counts = for_each_sheet(&input, messages, |handout, _| {
        handout.check_xlsx()?;
        Ok(handout.measures().pages.len())
    })?;
    let lines = input.files.iter().zip(counts);
    Some(
        lines.map(|(file, pages)| format!("{}: 誤りはありません（{pages} ページ）\n", shown(file))).collect(),
    )
}

/// Does something with every input's handout, or says everything that is wrong with any of them.
fn for_each_sheet<T>(
    input: &Input,
    messages: &mut Messages,
    work: impl Fn(&Handout, usize) -> Checked<T>,
) -> Option<Vec<T>> {
    let mut sources = Sources::default();
    let mut read = |file: &PathBuf| files::read(file).map(|text| sources.add(&messages.name(file), &text));
    let data: Vec<Result<Source, Diagnostic>> = input.files.iter().map(&mut read).collect();
    let template = input.template.as_deref();
    let source = template_source(template, &mut sources, messages)?;
    let folder = template.and_then(Path::parent).unwrap_or(Path::new(""));
    let design = Design::new(&source, |path| files::read_face(path, folder));
    let design = Arc::new(messages.warned(design, &sources)?);
    let done: Vec<Option<T>> = data
        .into_iter()
        .enumerate()
        .map(|(index, data)| {
            let name = &input.files[index];
            messages.about(name, |messages| {
                let handout = compile(&messages.general(data)?, &design, input.pages);
                let handout = messages.warned(handout, &sources)?;
                messages.checked(work(&handout, index), &sources)
            })
        })
        .collect();
    if messages.stop() { None } else { done.into_iter().collect() }
}
