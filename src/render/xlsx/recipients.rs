//! The list of what goes to whom (照会先一覧) as a workbook, with room to note what was sent and came back.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

use super::list::{Datum, Kind, List, ListColumn};
use super::{empty, package};
use crate::diag::Checked;
use crate::font::Fonts;
use crate::inquiry::{Question, Recipient, Recipients};
use crate::measure::Memory;
use crate::model::{Date, Look};

/// The names of its sheets.
const NAMES: [&str; 2] = ["照会先一覧", "確かめる所"];

/// The parts of its sheets.
const SHEETS: [&str; 2] = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"];

/// The list of recipients as a workbook. `date` is the one that it says it was made on.
///
/// # Errors
///
/// It exceeds a limit of Excel.
pub fn recipients(recipients: &Recipients, date: Date, look: &Look, fonts: &Fonts) -> Checked<Vec<u8>> {
    workbook(recipients, date, look, fonts).map_err(super::unwritten)
}

fn workbook(recipients: &Recipients, date: Date, look: &Look, fonts: &Fonts) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = empty()?;
    let date = ExcelDateTime::from_ymd(date.year(), date.month(), date.day())?;
    workbook.set_properties(&DocProperties::new().set_title(NAMES[0]).set_creation_datetime(&date));
    let fonts = (fonts, &Memory::default());
    list(recipients).write(&mut workbook, look, fonts)?;
    if !recipients.questions.is_empty() {
        questions(&recipients.questions).write(&mut workbook, look, fonts)?;
    }
    package::finish(&workbook.save_to_buffer()?, &SHEETS, Vec::new())
}

fn list(recipients: &Recipients) -> List {
    let questions = match recipients.questions.len() {
        0 => String::new(),
        count => format!("送る前に、シート「{}」の {count} 件を確かめてください。", NAMES[1]),
    };
    let text = [("機関", 240), ("整理番号", 160), ("回答票のファイル", 400)];
    let text = text.map(|(name, width)| column(name, width, Kind::Text));
    let count = column("取組の数", 96, Kind::Number);
    let noted = [("メールアドレス", 200), ("送付日", 88), ("回答日", 88), ("備考", 160)];
    let noted = noted.map(|(name, width)| column(name, width, Kind::Text));
    List {
        name: NAMES[0],
        notes: ["回答票を送った日と、返ってきた日を書き留める表です。".to_owned(), questions],
        is_printed: true,
        description: "回答票を送る機関を一つ一行に並べた表",
        columns: text.into_iter().chain([count]).chain(noted).collect(),
        rows: recipients.list.iter().map(recipient).collect(),
    }
}

fn recipient(recipient: &Recipient) -> Vec<Datum> {
    let texts = [recipient.agency.clone(), recipient.numbers.join("、"), recipient.file.clone()];
    let count = u32::try_from(recipient.numbers.len()).unwrap_or(u32::MAX);
    let noted = (0..4).map(|_| Datum::Text(String::new()));
    texts.map(Datum::Text).into_iter().chain([Datum::Number(count)]).chain(noted).collect()
}

fn questions(questions: &[Question]) -> List {
    let columns = [("整理番号", 88), ("項目", 280), ("書かれている名前", 240), ("確かめること", 400)];
    let row = |it: &Question| {
        [&it.number, &it.item, &it.name, &it.why].map(|text| Datum::Text(text.clone())).into()
    };
    List {
        name: NAMES[1],
        notes: [
            "取組の機関がはっきりしない所です。データの機関の名前を直すか、「機関」の表に書けば、次から出ません。".to_owned(),
            String::new(),
        ],
        is_printed: true,
        description: "機関の名前がはっきりしない所を一つ一行に並べた表",
        columns: columns.map(|(name, width)| column(name, width, Kind::Text)).into(),
        rows: questions.iter().map(row).collect(),
    }
}

fn column(name: &str, width: u32, kind: Kind) -> ListColumn {
    ListColumn { name: name.to_owned(), head: name.to_owned(), width, kind }
}
