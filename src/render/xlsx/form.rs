//! A reply form (回答票) as a workbook: a protected sheet of which the yellow cells can be written in, and the
//! hidden sheet that leads back to the data.
//!
//! Nothing is merged and no height is fixed, so that rows grow with what is written into them. There is no
//! password: the protection keeps hands from the keys, not people from their text.

use rust_xlsxwriter::utility::worksheet_range_absolute;
use rust_xlsxwriter::{
    Color as XlsxColor, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::look::{TEXT, base_format, color};
use super::measures::{CELL_PADDING, HIGHEST, lines_height, needed};
use super::setup::paper_code;
use super::{NORMAL_ROW, empty, keys, package, view};
use crate::diag::Checked;
use crate::font::{Fonts, Weight};
use crate::geom::{PIXEL, Pt};
use crate::inquiry::{self, BarPart, Column, FORM, Field, Form, Row, STEPS};
use crate::japanese::words;
use crate::measure::Memory;
use crate::model::{Color, Look, PaperFormat};

/// The name of the cell for the person who answers.
const CONTACT: &str = "担当者";

/// The type sizes.
const SIZE: Pt = Pt(10.0);
const TITLE_SIZE: Pt = Pt(14.0);

/// The yellow of cells that can be written in: light enough for a copy in black and white.
const YELLOW: Color = Color([0xFF, 0xF8, 0xC9]);
/// The ground of the heads of the answer, without which a form is not complete.
const AMBER: Color = Color([0xFF, 0xDF, 0x80]);
/// The ground of cells that can't be written in.
const GREY: Color = Color([0xF2, 0xF2, 0xF2]);

/// The rows above the table: title, agency, contact and what to do, and below them the heads.
const TITLE_ROW: u32 = 0;
const AGENCY_ROW: u32 = 1;
const CONTACT_ROW: u32 = 2;
const FIRST_STEP: u32 = 3;
const HEAD_ROW: u32 = FIRST_STEP + STEPS.len() as u32;
const FIRST_ROW: u32 = HEAD_ROW + 1;

/// Air below a row's text, and the least height of a row.
const ROW_AIR: Pt = Pt(4.5);
const LEAST_ROW: Pt = Pt(30.0);

/// The height of the row for the person who answers.
const CONTACT_HEIGHT: Pt = Pt(22.5);

/// How much higher lines are in faces that take the place of ours where it is not installed.
const OTHER_FACES: f64 = 1.2;

/// By how much a column is widened where its text is higher than a row can be, and up to which width, in
/// pixels.
const WIDER: u32 = 60;
const WIDEST: u32 = 1200;

/// The longest list of choices, in UTF-16 units with its commas (Excel's specifications and limits).
const LONGEST_LIST: usize = 255;

/// A form as a workbook.
///
/// # Errors
///
/// It exceeds a limit of Excel.
pub fn form(form: &Form, look: &Look, fonts: &Fonts) -> Checked<Vec<u8>> {
    workbook(form, look, fonts).map_err(super::unwritten)
}

fn workbook(form: &Form, look: &Look, fonts: &Fonts) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = empty()?;
    workbook.set_properties(&properties(form)?);
    let fonts = (fonts, &Memory::default());
    let widths = widths(form, fonts);
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(FORM)?;
    write_top(worksheet, form, look)?;
    write_table(worksheet, form, look)?;
    for (column, width) in widths.iter().enumerate() {
        worksheet.set_column_width_pixels(column as u16, *width)?;
    }
    set_heights(worksheet, form, &widths, fonts)?;
    limit(worksheet, form)?;
    protect(worksheet);
    show(worksheet, form, &widths)?;
    print(worksheet, form)?;
    define_names(&mut workbook, form)?;
    keys::write_base(&mut workbook, &form.base)?;
    package::finish(&workbook.save_to_buffer()?, &[package::FIRST_SHEET], Vec::new())
}

fn properties(form: &Form) -> Result<DocProperties, XlsxError> {
    let date = ExcelDateTime::from_ymd(form.date.year(), form.date.month(), form.date.day())?;
    let title = format!("{FORM}（{}）", form.agency);
    Ok(DocProperties::new().set_title(title).set_subject(&form.title).set_creation_datetime(&date))
}

/// Title, agency, contact and what to do. Texts run on over the empty cells beside them.
fn write_top(worksheet: &mut Worksheet, form: &Form, look: &Look) -> Result<(), XlsxError> {
    let line = base_format().set_font_size(SIZE.0).set_num_format_index(TEXT);
    let contact = open_format(look).set_align(FormatAlign::VerticalCenter);
    worksheet.write_blank(CONTACT_ROW, contact_column(form), &contact)?;
    let plain = line.clone().set_align(FormatAlign::VerticalCenter);
    for (row, text) in (0..).zip(inquiry::top(&form.title, &form.agency, form.due.as_deref())) {
        let format = match row {
            TITLE_ROW => line.clone().set_font_size(TITLE_SIZE.0).set_bold(),
            AGENCY_ROW => line.clone().set_font_size(12.0).set_bold(),
            _ => plain.clone(),
        };
        worksheet.write_string_with_format(row, 0, text, &format)?;
    }
    Ok(())
}

/// The column of the contact's cell: the first one that is wide enough.
fn contact_column(form: &Form) -> u16 {
    let is_text = |column: &Column| matches!(column.field, Field::Text(_));
    form.columns.iter().position(is_text).unwrap_or_default() as u16
}

fn write_table(worksheet: &mut Worksheet, form: &Form, look: &Look) -> Result<(), XlsxError> {
    let head = cell_format(look).set_bold().set_text_wrap().set_align(FormatAlign::Center);
    let head = head.set_align(FormatAlign::VerticalCenter);
    for (index, column) in form.columns.iter().enumerate() {
        let is_answer = matches!(column.field, Field::Answer | Field::Reason);
        let ground = if is_answer { AMBER } else { look.fills.head };
        let head = head.clone().set_background_color(color(ground));
        worksheet.write_string_with_format(HEAD_ROW, index as u16, &column.head, &head)?;
    }
    for (row, cells) in (FIRST_ROW..).zip(&form.rows) {
        write_row(worksheet, row, cells, form, look)?;
    }
    Ok(())
}

fn write_row(
    worksheet: &mut Worksheet,
    row: u32,
    Row { number, cells }: &Row,
    form: &Form,
    look: &Look,
) -> Result<(), XlsxError> {
    for (index, (column, cell)) in (0..).zip(form.columns.iter().zip(cells)) {
        let format = if cell.is_open { open_format(look) } else { closed_format(look) };
        let format = if is_centred(column) { format.set_align(FormatAlign::Center) } else { format };
        let value = number.as_ref().and_then(crate::model::Number::whole);
        match value.filter(|_| column.field == Field::Number) {
            Some(number) => {
                worksheet.write_number_with_format(row, index, number, &format.set_num_format_index(0))?
            }
            None if cell.text.is_empty() => worksheet.write_blank(row, index, &format)?,
            None => worksheet.write_string_with_format(row, index, &cell.text, &format)?,
        };
    }
    Ok(())
}

fn is_centred(column: &Column) -> bool {
    matches!(column.field, Field::Number | Field::Bar(..) | Field::Answer)
}

fn cell_format(look: &Look) -> Format {
    let line = color(look.rules.color);
    let format = base_format().set_font_size(SIZE.0).set_num_format_index(TEXT);
    format.set_border(FormatBorder::Thin).set_border_color(line)
}

fn open_format(look: &Look) -> Format {
    filled(cell_format(look), YELLOW).set_unlocked()
}

fn closed_format(look: &Look) -> Format {
    filled(cell_format(look), GREY)
}

fn filled(format: Format, ground: Color) -> Format {
    let ground: XlsxColor = color(ground);
    format.set_text_wrap().set_align(FormatAlign::Top).set_background_color(ground)
}

/// The width of each column in pixels: wide enough for a row to show all of its texts.
fn widths(form: &Form, fonts: (&Fonts, &Memory)) -> Vec<u32> {
    let width = |(index, column): (usize, &Column)| {
        let texts = || form.rows.iter().map(|row| row.cells[index].text.as_str());
        let is_too_high = |width: &u32| texts().any(|text| height(text, *width, fonts) > HIGHEST);
        let mut widths = (usual_width(&column.field)..=WIDEST).step_by(WIDER as usize);
        widths.find(|width| !is_too_high(width)).unwrap_or(WIDEST)
    };
    form.columns.iter().enumerate().map(width).collect()
}

fn usual_width(field: &Field) -> u32 {
    match field {
        Field::Number => 68,
        Field::Category => 88,
        Field::Text(name) => match name.as_str() {
            words::CONTENT => 320,
            words::ITEM | words::PARTNERS => 160,
            words::REMARKS => 96,
            _ => 136,
        },
        Field::Bar(_, BarPart::Kind) => 92,
        Field::Bar(..) => 58,
        Field::Answer => 76,
        Field::Reason => 144,
    }
}

/// The height of a row for a text in a column of a width.
fn height(text: &str, width: u32, fonts: (&Fonts, &Memory)) -> Pt {
    let width = PIXEL * f64::from(width) - CELL_PADDING;
    (needed(text, (width, SIZE), Weight::Regular, fonts) * OTHER_FACES + ROW_AIR).ceil_to_pixel()
}

fn set_heights(
    worksheet: &mut Worksheet,
    form: &Form,
    widths: &[u32],
    fonts: (&Fonts, &Memory),
) -> Result<(), XlsxError> {
    worksheet.set_default_row_height_pixels(NORMAL_ROW + 1);
    let line = lines_height(1, SIZE) + ROW_AIR;
    worksheet.set_row_height(0, (lines_height(1, TITLE_SIZE) + ROW_AIR).0)?;
    for row in AGENCY_ROW..HEAD_ROW {
        worksheet.set_row_height(row, if row == CONTACT_ROW { CONTACT_HEIGHT } else { line }.0)?;
    }
    let highest = |texts: &mut dyn Iterator<Item = &str>| {
        let heights = texts.zip(widths).map(|(text, width)| height(text, *width, fonts));
        let height = heights.fold(LEAST_ROW, Pt::max);
        if height > HIGHEST { HIGHEST } else { height }
    };
    let heads = highest(&mut form.columns.iter().map(|column| column.head.as_str()));
    worksheet.set_row_height(HEAD_ROW, heads.0)?;
    for (row, cells) in (FIRST_ROW..).zip(&form.rows) {
        let height = highest(&mut cells.cells.iter().map(|cell| cell.text.as_str()));
        worksheet.set_row_height(row, height.0)?;
    }
    Ok(())
}

/// Adds the lists to choose from.
fn limit(worksheet: &mut Worksheet, form: &Form) -> Result<(), XlsxError> {
    let asked = form.rows.iter().filter(|row| row.number.is_some()).count() as u32;
    let (spare, end) = (FIRST_ROW + asked, FIRST_ROW + form.rows.len() as u32);
    for (index, column) in (0..).zip(&form.columns) {
        let parts = [(FIRST_ROW..spare, &column.choices), (spare..end, &column.spare_choices)];
        for (rows, choices) in parts.into_iter().filter(|(rows, _)| !rows.is_empty()) {
            if let Some(list) = list(choices, column.is_strict)? {
                worksheet.add_data_validation(rows.start, index, rows.end - 1, index, &list)?;
            }
        }
    }
    Ok(())
}

/// A list to choose from; none where there is no choice, or Excel can't hold it.
fn list(choices: &[String], is_strict: bool) -> Result<Option<DataValidation>, XlsxError> {
    let length = choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum::<usize>();
    if choices.is_empty() || length > LONGEST_LIST || choices.iter().any(|choice| choice.contains(',')) {
        return Ok(None);
    }
    let list = DataValidation::new().allow_list_strings(choices)?;
    let list = list.set_error_style(DataValidationErrorStyle::Stop).show_error_message(is_strict);
    list.set_error_title(FORM)?.set_error_message("右の ▼ から選んでください").map(Some)
}

/// Locks all but the yellow cells. Texts may be struck through and coloured, rows and columns be made larger.
fn protect(worksheet: &mut Worksheet) {
    let options = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    };
    worksheet.protect_with_options(&options);
}

/// Opens the sheet at its whole width, with heads and the beginnings of rows in sight.
fn show(worksheet: &mut Worksheet, form: &Form, widths: &[u32]) -> Result<(), XlsxError> {
    let first_text = contact_column(form);
    worksheet.set_freeze_panes(FIRST_ROW, first_text + 1)?;
    worksheet.set_zoom(view::zoom(widths.iter().sum()) as u16);
    worksheet.set_screen_gridlines(false);
    worksheet.set_selection(CONTACT_ROW, first_text, CONTACT_ROW, first_text)?;
    Ok(())
}

fn print(worksheet: &mut Worksheet, form: &Form) -> Result<(), XlsxError> {
    worksheet.set_paper_size(paper_code(PaperFormat::A4)).set_landscape().set_print_fit_to_pages(1, 0);
    worksheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    worksheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    worksheet.set_footer(format!("&L{}&R&P / &N", inquiry::foot(&form.agency).replace('&', "&&")));
    let last_row = FIRST_ROW + form.rows.len() as u32 - 1;
    worksheet.set_print_area(0, 0, last_row, form.columns.len() as u16 - 1)?;
    Ok(())
}

/// Names each row of the sheet, each head, and the contact's cell, as on the printed sheet.
fn define_names(workbook: &mut Workbook, form: &Form) -> Result<(), XlsxError> {
    let last = form.columns.len() as u16 - 1;
    for (row, cells) in (FIRST_ROW..).zip(&form.rows) {
        if let Some(number) = &cells.number {
            let block = worksheet_range_absolute(FORM, row, 0, row, last);
            workbook.define_name(format!("取組_{}", number.in_names()), &format!("={block}"))?;
        }
    }
    for column in &form.base.columns {
        let place = column.number as u16 - 1;
        let head = worksheet_range_absolute(FORM, HEAD_ROW, place, HEAD_ROW, place);
        workbook.define_name(column.key(), &format!("={head}"))?;
    }
    let contact = contact_column(form);
    let contact = worksheet_range_absolute(FORM, CONTACT_ROW, contact, CONTACT_ROW, contact);
    workbook.define_name(CONTACT, &format!("={contact}"))?;
    Ok(())
}
