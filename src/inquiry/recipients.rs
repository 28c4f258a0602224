//! The list of what goes to whom, and of what is to be looked at before it goes.

use crate::agency::{Agencies, Agency, file_name};
use crate::japanese::words;
use crate::model::{Initiative, Sheet};

/// What is said of a row that names nobody.
const NOBODYS: &str = "どの機関の取組か分かりません（どの回答票にも入れていません）";

/// Who is asked about a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipients {
    /// Those who are asked, each with a form.
    pub list: Vec<Recipient>,
    /// What is not certain about the sheet's agencies.
    pub questions: Vec<Question>,
    /// The name of the list's own file.
    pub file: String,
}

/// An agency that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Its name.
    pub agency: String,
    /// The name of its form's file.
    pub file: String,
    /// The numbers of its rows.
    pub numbers: Vec<String>,
}

/// Something that is not certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The number of the row.
    pub number: String,
    /// The row's item (項目), on one line.
    pub item: String,
    /// The name that stands there.
    pub name: String,
    /// What makes it uncertain, in words for people.
    pub why: String,
}

/// Who is asked about a sheet: some of the agencies that it names. `stem` is the name of the data file. No two
/// forms have file names that Windows takes for the same.
pub fn recipients(sheet: &Sheet, agencies: &Agencies, asked: &[&Agency], stem: &str) -> Recipients {
    let rows: Vec<&Initiative> = sheet.initiatives().collect();
    let list = asked.iter().fold(Vec::new(), |mut list: Vec<Recipient>, agency| {
        let name = format!("{stem}_回答票_{}", file_name(&agency.name));
        let is_taken = |file: &String| list.iter().any(|it| it.file.to_lowercase() == file.to_lowercase());
        let numbered = (2..).map(|nth| format!("{name}_{nth}.xlsx"));
        let mut files = std::iter::once(format!("{name}.xlsx")).chain(numbered);
        let file = files.find(|file| !is_taken(file)).unwrap_or_default();
        let numbers = agency.rows.iter().filter_map(|row| rows.get(*row)).map(|row| row.number.to_string());
        list.push(Recipient { agency: agency.name.clone(), file, numbers: numbers.collect() });
        list
    });
    let doubts =
        agencies.doubts.iter().map(|doubt| question(doubt.row, &doubt.part.text, doubt.why.to_string()));
    let is_told = |row: &usize| agencies.doubts.iter().any(|doubt| doubt.place == *row);
    let nobodys = agencies.nobodys.iter().filter(|row| !is_told(row)).filter_map(|row| rows.get(*row));
    let nobodys = nobodys.map(|row| question(row, "", NOBODYS.to_owned()));
    let file = format!("{stem}_照会先一覧.xlsx");
    Recipients { list, questions: doubts.chain(nobodys).collect(), file }
}

fn question(row: &Initiative, name: &str, why: String) -> Question {
    let item = row.text(words::ITEM).map_or(String::new(), |item| item.one_line());
    Question { number: row.number.to_string(), item, name: name.to_owned(), why }
}
