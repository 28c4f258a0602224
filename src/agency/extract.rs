//! Takes the rows of some agencies out of a sheet.

use super::{Agency, file_name};
use crate::diag::Place;
use crate::model::{Initiative, Sheet, Text, Theme};

/// The sheet with the rows of some agencies only, of which there is at least one, under a title that says so.
pub fn extract(sheet: &Sheet, agencies: &[&Agency]) -> Sheet {
    Sheet { title: title(&sheet.title, agencies), ..rows_of(sheet, agencies) }
}

/// The name of an extract's file without ending. `stem` is that of the data file.
pub fn extract_name(stem: &str, agencies: &[&Agency]) -> String {
    let first = agencies.first().map_or(String::new(), |agency| file_name(&agency.name));
    let others = match agencies.len() {
        0 | 1 => String::new(),
        count => format!("ほか{}機関", count - 1),
    };
    format!("{stem}_抜粋_{first}{others}")
}

/// The sheet with the rows of some agencies only. Rows keep their numbers, and themes without rows are left
/// out. Where pages begin, and how many there are to be, was said of the whole sheet and does not count here.
pub(crate) fn rows_of(sheet: &Sheet, agencies: &[&Agency]) -> Sheet {
    let is_wanted = |row: &usize| agencies.iter().any(|agency| agency.rows.contains(row));
    let mut places = 0..;
    let themes = sheet.themes.iter().map(|theme| {
        let rows = theme.initiatives.iter().zip(places.by_ref());
        let rows = rows.filter(|(_, place)| is_wanted(place)).map(|(row, _)| row_of_extract(row));
        Theme { initiatives: rows.collect(), ..theme.clone() }
    });
    let themes = themes.filter(|theme| !theme.initiatives.is_empty()).collect();
    Sheet { pages: None, themes, ..sheet.clone() }
}

fn row_of_extract(row: &Initiative) -> Initiative {
    Initiative { starts_page: false, ..row.clone() }
}

/// 令和9年度…取組内容（案）【抜粋：小田原市】. It stands so in no file.
fn title(title: &Text, agencies: &[&Agency]) -> Text {
    let first = agencies.first().map_or("", |agency| &agency.name);
    let others = match agencies.len() {
        0 | 1 => String::new(),
        count => format!(" ほか{}機関", count - 1),
    };
    Text {
        value: format!("{}【抜粋：{first}{others}】", title.value).into(),
        place: Place::NONE,
        ..Text::default()
    }
}
