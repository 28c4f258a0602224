//! The workbook in which people decide about replies (突合表): a row for each proposal, with a list to choose
//! from and a cell to write something else in, and the hidden sheet that leads back to the data.
//!
//! What stands where is [`crate::merge`]'s business, which reads the workbook back.

use rust_xlsxwriter::{
    ConditionalFormatBlank, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    ProtectionOptions, Worksheet, XlsxError,
};

use super::keys;
use super::list::{Datum, Kind as ColumnKind, List, ListColumn};
use super::look::{CellLook, Edge, Edges, Formats, Vertical, color};
use super::measures::{CELL_PADDING, HIGHEST, lines_height, needed};
use super::rich::{self, RichText};
use super::setup::paper_code;
use super::{NORMAL_ROW, empty, package};
use crate::diag::Checked;
use crate::diff;
use crate::font::{Fonts, Weight};
use crate::geom::{PIXEL, Pt};
use crate::measure::Memory;
use crate::merge::{CHOICES, Choice, HEADS, Note, Part, Proposal, Proposals, SHEET, hidden_lines};
use crate::model::{Align, Color, Date, Look, PaperFormat};
use crate::table::Mark;

/// The name of the sheet of what was said beside proposals.
const NOTES: &str = "意見・連絡";

/// The parts of both sheets.
const SHEETS: [&str; 2] = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"];

/// The type sizes.
const SIZE: Pt = Pt(10.0);
const TITLE_SIZE: Pt = Pt(14.0);

/// The ground of cells that can be written in, of those in which something must be chosen, and of all others.
const YELLOW: Color = Color([0xFF, 0xF8, 0xC9]);
const AMBER: Color = Color([0xFF, 0xC9, 0x4D]);

/// The rows above the table: the title and what to do. Below them the heads.
const HEAD_ROW: u32 = 1 + STEPS.len() as u32;
const FIRST_ROW: u32 = HEAD_ROW + 1;

/// What to do.
const STEPS: [&str; 3] = [
    "１　「採る」の欄で、案ごとに「回答」「今のまま」のどちらかを選んでください。濃い黄色の所は、選ばないと取り入れられません。",
    "２　別の文にするときは「手で書く」の欄に全文を書いてください。予定は「方法検討: 4月〜9月、順次実施: 10月〜3月」のように書きます。",
    "３　保存して閉じ、shiryo3 merge に --decisions を付けて取り入れてください。ほかの欄を直しても取り入れられません。",
];

/// How much higher lines are in faces that take the place of ours where it is not installed, and air below.
const OTHER_FACES: f64 = 1.2;
const ROW_AIR: Pt = Pt(4.5);

/// Proposals as a workbook that says it was made on `date`.
///
/// # Errors
///
/// They exceed a limit of Excel.
pub fn matching(proposals: &Proposals, date: Date, look: &Look, fonts: &Fonts) -> Checked<Vec<u8>> {
    workbook(proposals, date, look, fonts).map_err(super::unwritten)
}

fn workbook(proposals: &Proposals, date: Date, look: &Look, fonts: &Fonts) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = empty()?;
    let date = ExcelDateTime::from_ymd(date.year(), date.month(), date.day())?;
    let title = format!("{SHEET}　{}", proposals.title);
    workbook.set_properties(&DocProperties::new().set_title(&title).set_creation_datetime(&date));
    let (memory, formats) = Default::default();
    let writer = Writer { line: look.rules.color, head: look.fills.head, fonts, memory, formats };
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(SHEET)?;
    writer.top(worksheet, &title)?;
    for (row, (index, proposal)) in (FIRST_ROW..).zip(proposals.list.iter().enumerate()) {
        writer.row(worksheet, row, index, proposal)?;
    }
    limit(worksheet, proposals.list.len() as u32)?;
    set_up(worksheet, proposals.list.len() as u32)?;
    if !proposals.notes.is_empty() {
        notes(&proposals.notes).write(&mut workbook, look, (fonts, &Memory::default()))?;
    }
    keys::write_lines(&mut workbook, &hidden_lines(proposals))?;
    package::finish(&workbook.save_to_buffer()?, &SHEETS, Vec::new())
}

/// Writes the table.
struct Writer<'a> {
    line: Color,
    head: Color,
    fonts: &'a Fonts,
    memory: Memory,
    formats: Formats,
}

impl Writer<'_> {
    /// Title, what to do, and heads.
    fn top(&self, worksheet: &mut Worksheet, title: &str) -> Result<(), XlsxError> {
        worksheet.set_default_row_height_pixels(NORMAL_ROW + 1);
        let lines = [(title, TITLE_SIZE)].into_iter().chain(STEPS.map(|step| (step, SIZE)));
        for (row, (text, size)) in (0..).zip(lines) {
            let look = CellLook { bold: row == 0, ..CellLook::plain(size) };
            let format: Format = self.formats.get(look).as_ref().clone().unset_text_wrap();
            worksheet.write_string_with_format(row, 0, text, &format)?;
            worksheet.set_row_height(row, (lines_height(1, size) + ROW_AIR).0)?;
        }
        for (column, (part, head)) in (0..).zip(HEADS) {
            worksheet.set_column_width_pixels(column, width(part))?;
            let look = CellLook {
                bold: true,
                align: Align::Center,
                vertical: Vertical::Middle,
                fill: Some(self.head),
                ..self.cell()
            };
            worksheet.write_string_with_format(HEAD_ROW, column, head, &self.formats.get(look))?;
        }
        worksheet.set_row_height(HEAD_ROW, (lines_height(2, SIZE) + ROW_AIR).0)?;
        Ok(())
    }

    fn cell(&self) -> CellLook {
        let edges = Edges::all(Edge::Thin(self.line));
        CellLook { vertical: Vertical::Top, edges, ..CellLook::plain(SIZE) }
    }

    fn row(
        &self,
        worksheet: &mut Worksheet,
        row: u32,
        index: usize,
        proposal: &Proposal,
    ) -> Result<(), XlsxError> {
        let mut texts = HEADS.map(|(part, _)| text(part, index, proposal));
        let height = self.height(&texts);
        if height > HIGHEST {
            texts[usize::from(column(Part::Remark))].0.push((Mark::Kept, CUT.to_owned()));
        }
        for ((column, (part, _)), text) in (0..).zip(HEADS).zip(texts) {
            let is_open = matches!(part, Part::Choice | Part::Own);
            let align = if is_short(part) { Align::Center } else { Align::Left };
            let (is_number, fill) = (matches!(part, Part::Index), is_open.then_some(YELLOW));
            let look = CellLook { is_number, align, fill, ..self.cell() };
            match part {
                Part::Index => drop(worksheet.write_number(row, column, index as u32 + 1)?),
                _ if text.is_empty() => {}
                _ => rich::write(worksheet, (row, column), &[(text, look)], &self.formats)?,
            }
            let format = self.formats.get(look);
            let open: Option<Format> = is_open.then(|| format.as_ref().clone().set_unlocked());
            worksheet.set_cell_format(row, column, open.as_ref().unwrap_or(&format))?;
        }
        worksheet.set_row_height(row, (if height > HIGHEST { HIGHEST } else { height.ceil_to_pixel() }).0)?;
        Ok(())
    }

    /// How high a row must be for all of its texts.
    fn height(&self, texts: &[RichText]) -> Pt {
        let needed = HEADS.iter().zip(texts).map(|((part, _), text)| {
            let width = PIXEL * f64::from(width(*part)) - CELL_PADDING;
            needed(&text.text(), (width, SIZE), Weight::Regular, (self.fonts, &self.memory))
        });
        needed.fold(lines_height(1, SIZE), Pt::max) * OTHER_FACES + ROW_AIR
    }
}

/// What is to be looked at where a row is higher than Excel can show.
const CUT: &str = "\n文が長く、全部は見えません。セルを選んで、数式バーで読んでください";

/// The width of a column in pixels. All of them fit on A4 in letters of 8 points.
fn width(part: Part) -> u32 {
    match part {
        Part::Index => 40,
        Part::Number => 48,
        Part::Aspect => 76,
        Part::Base | Part::Current => 190,
        Part::Agencies => 104,
        Part::Reply => 230,
        Part::Kind => 84,
        Part::Choice => 76,
        Part::Own => 170,
        Part::Remark => 150,
    }
}

fn is_short(part: Part) -> bool {
    matches!(part, Part::Index | Part::Number | Part::Kind | Part::Choice)
}

/// What stands in a cell.
fn text(part: Part, index: usize, proposal: &Proposal) -> RichText {
    let plain = |text: &str| RichText(vec![(Mark::Kept, text.to_owned())]);
    match part {
        Part::Index => plain(&(index + 1).to_string()),
        Part::Number => plain(&proposal.number),
        Part::Aspect => plain(proposal.aspect.name()),
        Part::Base => plain(&proposal.base),
        Part::Current if proposal.is_as_base() => plain("（もとと同じ）"),
        Part::Current => plain(&proposal.current),
        Part::Agencies => plain(&proposal.agencies.join("\n")),
        Part::Reply => marked(proposal),
        Part::Kind => plain(proposal.kind.name()),
        Part::Choice => plain(match &proposal.default {
            Some(Choice::Reply) => CHOICES[0],
            Some(Choice::Current) => CHOICES[1],
            Some(Choice::Own(_)) => CHOICES[2],
            None => "",
        }),
        Part::Own => plain(match &proposal.default {
            Some(Choice::Own(text)) => text,
            _ => "",
        }),
        Part::Remark => plain(&proposal.remark),
    }
}

/// What a reply makes of the text that it was made from, with marks.
fn marked(proposal: &Proposal) -> RichText {
    let runs = proposal.marked().into_iter().map(|(mark, text)| {
        let mark = match mark {
            diff::Mark::Equal => Mark::Kept,
            diff::Mark::Deleted => Mark::Deleted,
            diff::Mark::Added => Mark::Added,
        };
        (mark, text)
    });
    RichText(runs.collect())
}

/// Adds the list of choices, and shows where nothing has been chosen.
fn limit(worksheet: &mut Worksheet, count: u32) -> Result<(), XlsxError> {
    let Some(last) = (FIRST_ROW + count).checked_sub(1).filter(|_| count > 0) else { return Ok(()) };
    let column = column(Part::Choice);
    let list = DataValidation::new().allow_list_strings(&CHOICES)?;
    let list = list.set_error_style(DataValidationErrorStyle::Stop);
    let list = list.set_error_title(SHEET)?.set_error_message("右の ▼ から選んでください")?;
    worksheet.add_data_validation(FIRST_ROW, column, last, column, &list)?;
    let amber = ConditionalFormatBlank::new().set_format(Format::new().set_background_color(color(AMBER)));
    worksheet.add_conditional_format(FIRST_ROW, column, last, column, &amber)?;
    Ok(())
}

fn column(part: Part) -> u16 {
    HEADS.iter().position(|(other, _)| *other == part).unwrap_or_default() as u16
}

/// What is in sight, what prints, and what can be changed.
fn set_up(worksheet: &mut Worksheet, count: u32) -> Result<(), XlsxError> {
    let (last_row, last_column) = (HEAD_ROW + count, HEADS.len() as u16 - 1);
    worksheet.set_freeze_panes(FIRST_ROW, column(Part::Base))?;
    worksheet.autofilter(HEAD_ROW, 0, last_row, last_column)?;
    worksheet.set_screen_gridlines(false);
    worksheet.set_paper_size(paper_code(PaperFormat::A4)).set_landscape().set_print_fit_to_pages(1, 0);
    worksheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    worksheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    worksheet.set_footer(format!("&L{SHEET}&R&P / &N"));
    worksheet.set_print_area(0, 0, last_row, last_column)?;
    let options = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    };
    worksheet.protect_with_options(&options);
    Ok(())
}

/// What was said beside proposals, as a list.
fn notes(notes: &[Note]) -> List {
    let columns = [("機関", 160), ("番号", 64), ("書かれていたこと", 560), ("ファイル", 320)];
    let column = |(name, width): (&str, u32)| ListColumn {
        name: name.to_owned(),
        head: name.to_owned(),
        width,
        kind: ColumnKind::Text,
    };
    let row = |note: &Note| {
        [&note.agency, &note.number, &note.text, &note.file]
            .map(|text| Datum::Text(text.replace('\n', " ")))
            .into()
    };
    List {
        name: NOTES,
        notes: [
            "コメント、表の外の書き込み、読めなかった所です。資料には取り入れません。".to_owned(),
            String::new(),
        ],
        is_printed: true,
        description: "返ってきたファイルの意見や連絡を一つ一行に並べた表",
        columns: columns.map(column).into(),
        rows: notes.iter().map(row).collect(),
    }
}
