//! Workbooks as agencies send them back, written cell by cell.

#![allow(dead_code)] // Each test binary uses its own part.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Format, Note, Workbook, Worksheet};
use shiryo3::base::{Base, Column, Line, Texts};
use shiryo3::model::Sheet;
use shiryo3::reply::{Field, Reply, Row, rows};

use crate::common::xlsx_part;

/// The texts of a row that have columns, from left to right; the schedule stands before the last one.
const TEXTS: [&str; 5] = ["項目", "内容", "提案機関", "協力機関", "備考"];

/// The worksheet column of April, and of 備考.
const APRIL: u16 = 6;
const REMARKS: u16 = APRIL + 12;

/// A reply: the rows of a sheet, to be changed before it is written.
pub(crate) struct Sent {
    /// The heading above each row, and the row.
    pub rows: Vec<Row>,
    /// What the hidden worksheet says; nothing where it was lost.
    pub lines: Vec<Line>,
    /// The names of the rows' blocks: number and place.
    pub names: Vec<(String, usize)>,
    /// Rows of which everything is struck through.
    pub struck: Vec<usize>,
    /// Texts of which the first part is struck through: row, name, and that part.
    pub old: Vec<(usize, &'static str, String)>,
    /// Notes at 内容.
    pub notes: Vec<(usize, String)>,
    /// Reasons, in a column of their own.
    pub reasons: Vec<(usize, String)>,
    /// Whether cells are merged as on the printed sheet.
    pub is_merged: bool,
    /// Whether it is 取組一覧, in which texts have no line breaks.
    pub is_list: bool,
    /// The name of the worksheet.
    pub name: &'static str,
}

impl Sent {
    /// What would come back unchanged from a sheet's workbook.
    pub(crate) fn of(sheet: &Sheet, stem: &str) -> Sent {
        let names =
            ["番号", "課題区分"].into_iter().chain(TEXTS[..4].iter().copied()).chain(["予定", "備考"]);
        let columns = names.enumerate().map(|(index, name)| Column {
            number: index + 1,
            name: name.to_owned(),
            head: name.to_owned(),
        });
        let base = Base {
            stem: stem.to_owned(),
            period: sheet.period,
            fingerprint: sheet.fingerprint(),
            step: 3,
            report: "進捗報告".to_owned(),
            agency: None,
            columns: columns.collect(),
            lists: Vec::new(),
            printed: Vec::new(),
            schedules: Vec::new(),
            entries: Vec::new(),
            texts: Texts::of(sheet),
        };
        let rows = rows(sheet);
        let names = rows.iter().enumerate().map(|(place, row)| (row.number.clone(), place)).collect();
        Sent {
            rows,
            lines: base.lines().into_iter().map(Cow::into_owned).collect(),
            names,
            struck: Vec::new(),
            old: Vec::new(),
            notes: Vec::new(),
            reasons: Vec::new(),
            is_merged: true,
            is_list: false,
            name: "資料３",
        }
    }

    /// Only the rows that are wanted, as somebody copies them into a new file.
    pub(crate) fn retain(&mut self, is_wanted: impl Fn(&Row) -> bool) {
        self.rows.retain(is_wanted);
        self.names.clear();
    }

    /// The row with a number.
    pub(crate) fn row(&mut self, number: &str) -> &mut Row {
        self.rows.iter_mut().find(|row| row.number == number).expect("a row")
    }

    /// Gives a row a text.
    pub(crate) fn set(&mut self, number: &str, name: &str, text: &str) {
        set(self.row(number), name, text);
    }

    /// The workbook.
    pub(crate) fn xlsx(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(self.name).expect("a name");
        let starts = self.write(sheet);
        for (number, place) in &self.names {
            let (first, last) = (starts[*place] + 1, starts[*place] + 2);
            let block = format!("='{}'!$A${first}:$S${last}", self.name);
            workbook.define_name(format!("取組_{number}"), &block).expect("a name");
        }
        if !self.lines.is_empty() {
            let hidden = workbook.add_worksheet();
            hidden.set_name("_shiryo3").expect("a name");
            hidden.set_very_hidden(true);
            for (row, line) in (0..).zip(&self.lines) {
                for (column, cell) in (0..).zip(line) {
                    hidden.write_string(row, column, cell).expect("a cell");
                }
            }
        }
        workbook.save_to_buffer().expect("a workbook")
    }

    /// Writes the rows; gives the worksheet row at which each begins.
    fn write(&self, sheet: &mut Worksheet) -> Vec<u32> {
        let texts = TEXTS[..4].iter().copied();
        let heads: Vec<&str> = match self.is_list {
            true => ["番号", "課題"].into_iter().chain(texts).chain(["備考"]).collect(),
            false => ["番号", "課題区分"].into_iter().chain(texts).chain(["予定"]).collect(),
        };
        for (column, head) in (0..).zip(&heads) {
            sheet.write_string(0, column, *head).expect("a cell");
        }
        if !self.is_list {
            sheet.write_string(0, REMARKS, "備考").expect("a cell");
        }
        if !self.reasons.is_empty() {
            sheet.write_string(0, REMARKS + 1, "修正理由").expect("a cell");
        }
        let (mut at, mut starts, mut theme) = (1, Vec::new(), "");
        for (place, row) in self.rows.iter().enumerate() {
            if !self.is_list && row.theme != theme {
                theme = &row.theme;
                sheet.write_string(at, 0, theme).expect("a cell");
                at += 1;
            }
            starts.push(at);
            self.write_row(sheet, at, place, row);
            at += if self.is_list { 1 } else { 2 };
        }
        starts
    }

    fn write_row(&self, sheet: &mut Worksheet, at: u32, place: usize, row: &Row) {
        let struck = Format::new().set_font_strikethrough();
        let plain = Format::new();
        let format = if self.struck.contains(&place) { &struck } else { &plain };
        let last = if self.is_list || !self.is_merged { at } else { at + 1 };
        let mut put =
            |first: u32, column: u16, last: u32, end: u16, text: &str| match (first, column) == (last, end) {
                true => drop(sheet.write_string_with_format(first, column, text, format).expect("a cell")),
                false => drop(sheet.merge_range(first, column, last, end, text, format).expect("a block")),
            };
        put(at, 0, last, 0, &row.number);
        put(at, 1, last, 1, if self.is_list { &row.theme } else { "" });
        for (index, name) in (2..).zip(TEXTS) {
            let column = if name == "備考" && !self.is_list { REMARKS } else { index };
            let text = row.text(name);
            let text =
                if self.is_list { text.split('\n').collect::<Vec<_>>().join(" ") } else { text.to_owned() };
            put(at, column, last, column, &text);
        }
        if !self.is_list {
            for (nth, (kind, span)) in (0..).zip(row.bars.iter().flatten()) {
                let (first, end) = months(span);
                put(
                    at + nth % 2,
                    APRIL + first,
                    at + nth % 2,
                    if self.is_merged { APRIL + end } else { APRIL + first },
                    kind,
                );
            }
        }
        for (_, name, old) in self.old.iter().filter(|(of, ..)| *of == place) {
            let column = 2 + TEXTS.iter().position(|text| text == name).expect("a text") as u16;
            let parts: [(&Format, &str); 2] = [(&struck, old), (&plain, row.text(name))];
            sheet.write_rich_string(at, column, &parts).expect("a cell");
        }
        for (_, text) in self.notes.iter().filter(|(of, _)| *of == place) {
            sheet.insert_note(at, 3, &Note::new(text)).expect("a note");
        }
        for (_, text) in self.reasons.iter().filter(|(of, _)| *of == place) {
            sheet.write_string(at, REMARKS + 1, text).expect("a cell");
        }
    }
}

/// Gives a row a text.
pub(crate) fn set(row: &mut Row, name: &str, text: &str) {
    match row.texts.iter_mut().find(|(own, _)| own == name) {
        Some((_, own)) => *own = text.to_owned(),
        None => row.texts.push((name.to_owned(), text.to_owned())),
    }
}

/// The first and the last month of a span, 0 for April.
fn months(span: &str) -> (u16, u16) {
    let (first, last) = span.split_once('〜').unwrap_or((span, span));
    let month = |text: &str| (text.trim_end_matches('月').parse::<u16>().expect("a month") + 8) % 12;
    (month(first), month(last))
}

/// A workbook with another text for one of its parts.
pub(crate) fn with_part(xlsx: &[u8], name: &str, text: &[u8]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(xlsx)).expect("an archive");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let names: Vec<String> = old.file_names().map(|name| name.expect("a name").into_owned()).collect();
    for part in names.iter().filter(|part| *part != name) {
        let mut bytes = Vec::new();
        old.by_name(part).expect("a part").read_to_end(&mut bytes).expect("bytes");
        new.start_file(part, zip::write::SimpleFileOptions::default()).expect("a part");
        new.write_all(&bytes).expect("bytes");
    }
    new.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
    new.write_all(text).expect("bytes");
    new.finish().expect("an archive").into_inner()
}

/// What a reply says, a line each.
pub(crate) fn told(reply: &Reply) -> Vec<String> {
    let number = |row: usize| &reply.base[row].number;
    let edits = reply.edits.iter().map(|edit| {
        let field = match &edit.field {
            Field::Number => "番号",
            Field::Text(name) => name,
            Field::Bars => "帯",
        };
        let shown = if edit.field == Field::Bars { 40 } else { 14 };
        let texts: Vec<String> = edit.texts.iter().map(|text| text.chars().take(shown).collect()).collect();
        let doubts: String = edit.doubts.iter().map(|doubt| format!(" {doubt:?}")).collect();
        format!("{} {field}: {}{doubts}", number(edit.row), texts.join(" | "))
    });
    let deleted = reply.deleted.iter().map(|(row, gone)| format!("削除 {} {gone:?}", number(*row)));
    let added = reply.added.iter().map(|new| {
        let after = new.after.map_or("初め", |row| number(row));
        format!(
            "新規 {} {}の後: {}",
            new.row.number,
            after,
            new.row.text("項目").chars().take(8).collect::<String>()
        )
    });
    let remarks = reply.remarks.iter().map(|remark| {
        let row = remark.row.map_or("-", |row| number(row));
        format!("言葉 {row} {}: {}", remark.place, remark.text)
    });
    let notes = reply.notes.iter().map(|note| format!("注 {note}"));
    edits.chain(deleted).chain(added).chain(remarks).chain(notes).collect()
}

/// A workbook with other texts, or numbers, in cells of a worksheet, each in the look that the cell has. A cell of
/// blanks says nothing.
pub(crate) fn with_cells(xlsx: &[u8], part: &str, cells: &[(&str, &str)]) -> Vec<u8> {
    let sheet = cells.iter().fold(xlsx_part(xlsx, part), |sheet, (cell, text)| {
        with_cell(sheet, cell, |look| match text.parse::<f64>() {
            Ok(number) => format!("<c r=\"{cell}\"{look}><v>{number}</v></c>"),
            Err(_) => format!("<c r=\"{cell}\"{look} t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        })
    });
    with_part(xlsx, part, sheet.as_bytes())
}

/// A worksheet with another cell. `cell` gets the attribute of its look and gives its element.
pub(crate) fn with_cell(sheet: String, name: &str, cell: impl FnOnce(&str) -> String) -> String {
    let row = format!("<row r=\"{}\"", name.trim_start_matches(|c: char| c.is_ascii_uppercase()));
    let sheet = match sheet.contains(&row) {
        true => sheet,
        false => sheet.replace("</sheetData>", &format!("{row}></row></sheetData>")),
    };
    let Some(at) = sheet.find(&format!("<c r=\"{name}\"")) else {
        let row = sheet.find(&row).expect("a row");
        let head = row + sheet[row..].find('>').expect("a head");
        if sheet[..head].ends_with('/') {
            return format!("{}>{}</row>{}", &sheet[..head - 1], cell(""), &sheet[head + 1..]);
        }
        let end = row + sheet[row..].find("</row>").expect("an end");
        return [&sheet[..end], &cell(""), &sheet[end..]].concat();
    };
    let head = at + sheet[at..].find('>').expect("a head");
    let end = match sheet[..head].ends_with('/') {
        true => head + 1,
        false => at + sheet[at..].find("</c>").expect("an end") + 4,
    };
    let look = sheet[at..head].split(' ').find(|it| it.starts_with("s="));
    let look = look.map_or(String::new(), |look| format!(" {}", look.trim_end_matches('/')));
    [&sheet[..at], &cell(&look), &sheet[end..]].concat()
}
